//! Writes the files of a record into an archive: all of them or none.

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use crate::cli::archive::Choice;
use crate::cli::failure::Failure;
use crate::cli::failure::plain;
use crate::cli::import::whole::make;
use crate::cli::import::whole::replace;
use crate::import;
use crate::import::Filed;
use crate::import::Material;
use crate::model::Archive;
use crate::store;

/// What became of a file that was to be brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shelved {
    /// A new record was made.
    Made(PathBuf),
    /// A record that is there was changed, in so many files.
    Changed(PathBuf, usize),
    /// Everything was there already.
    Unchanged(PathBuf),
}

/// The folder to write to; the archive in the program is copied to the user's own first.
pub(super) fn folder(choice: Choice, own: Option<&Path>) -> Result<(PathBuf, bool), Failure> {
    let own = match (choice, own) {
        (Choice::Folder(folder), _) => return Ok((folder, false)),
        (Choice::Bundled, Some(own)) => own,
        (Choice::Bundled, None) => {
            return Err(read_only());
        }
    };
    unpack(own)?;
    Ok((own.to_path_buf(), true))
}

/// Says that the archive in the program was copied.
pub(super) fn copied(root: &Path) -> String {
    format!(
        "the archive in the program was copied to {}, which is opened from now on",
        root.display()
    )
}

/// Nothing can be written, and there is no folder of the user's own either.
pub(super) fn read_only() -> Failure {
    Failure::wrong("the archive in the program cannot be written to").with_hint(
        "plenary unpack DIR makes a copy of it; then name that: plenary import --archive DIR FILE",
    )
}

/// Writes the archive in the program into a folder that is not there yet.
pub(in crate::cli) fn unpack(folder: &Path) -> Result<(), Failure> {
    let files: Vec<Filed> = store::FILES
        .iter()
        .map(|(path, text)| Filed { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() })
        .collect();
    make(folder, &files)
}

/// The files that a proposal becomes, before any of them is written.
pub(super) struct Planned {
    /// The folder of the document, below that of the archive.
    pub(super) folder: PathBuf,
    /// Its files, the record first.
    pub(super) files: Vec<Filed>,
    /// Whether the archive has no such record yet.
    pub(super) is_new: bool,
}

/// What a proposal becomes in an archive; `read` gives the files that it has.
pub(super) fn planned(
    archive: &Archive,
    material: &Material<'_>,
    read: &dyn Fn(&Path) -> io::Result<Vec<u8>>,
) -> Result<Planned, Failure> {
    let matched =
        material.proposal.matched.as_ref().and_then(|found| archive.document(found.id.as_str()));
    let Some(document) = matched else {
        let folder = PathBuf::from(material.proposal.id.as_str());
        return Ok(Planned { folder, files: import::new_record(material), is_new: true });
    };
    let folder = PathBuf::from(&document.folder);
    let path = folder.join("document.toml");
    let record = read(&path).and_then(|bytes| String::from_utf8(bytes).map_err(io::Error::other));
    let record = record.map_err(|error| unread(&path, &error))?;
    let files = import::full_texts(material, document, &record)
        .map_err(|reason| Failure::wrong(format!("{} cannot be changed: {reason}", document.id)))?;
    Ok(Planned { folder, files, is_new: false })
}

/// Writes a proposal into the archive in `root`.
pub(super) fn shelve(
    root: &Path,
    archive: &Archive,
    material: &Material<'_>,
) -> Result<Shelved, Failure> {
    let planned = planned(archive, material, &|path| fs::read(root.join(path)))?;
    let folder = root.join(&planned.folder);
    if planned.is_new {
        make(&folder, &planned.files)?;
        return Ok(Shelved::Made(folder));
    }
    let changed: Vec<&Filed> = planned
        .files
        .iter()
        .filter(|file| fs::read(folder.join(&file.path)).map_or(true, |there| there != file.bytes))
        .collect();
    replace(&folder, &changed)?;
    Ok(if changed.is_empty() {
        Shelved::Unchanged(folder)
    } else {
        Shelved::Changed(folder, changed.len())
    })
}

fn unread(path: &Path, error: &io::Error) -> Failure {
    Failure::wrong(format!("{} cannot be read: {}", path.display(), plain(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_in_the_program_is_unpacked_once() {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy");
        unpack(&copy).unwrap();
        let loaded = store::load(&copy).unwrap();
        assert_eq!((loaded.archive.len(), loaded.faults), (store::bundled().archive.len(), vec![]));
        assert!(unpack(&copy).unwrap_err().message.ends_with("is there already"));
    }
}
