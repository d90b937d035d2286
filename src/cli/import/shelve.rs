//! Writes the files of a record into an archive: all of them or none.

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use crate::cli::archive::Choice;
use crate::cli::failure::Failure;
use crate::cli::failure::plain;
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
            return Err(Failure::wrong("the archive in the program cannot be written to")
                .with_hint("name a folder to write to: plenary --archive DIR import --yes FILE"));
        }
    };
    let files: Vec<Filed> = store::FILES
        .iter()
        .map(|(path, text)| Filed { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() })
        .collect();
    make(own, &files)?;
    Ok((own.to_path_buf(), true))
}

/// Writes a proposal into the archive in `root`.
pub(super) fn shelve(
    root: &Path,
    archive: &Archive,
    material: &Material<'_>,
) -> Result<Shelved, Failure> {
    let matched =
        material.proposal.matched.as_ref().and_then(|found| archive.document(found.id.as_str()));
    let Some(document) = matched else {
        let folder = root.join(material.proposal.id.as_str());
        make(&folder, &import::new_record(material))?;
        return Ok(Shelved::Made(folder));
    };
    let folder = root.join(&document.folder);
    let path = folder.join("document.toml");
    let record = fs::read_to_string(&path).map_err(|error| unread(&path, &error))?;
    let files = import::full_texts(material, document, &record)
        .map_err(|reason| Failure::wrong(format!("{} cannot be changed: {reason}", document.id)))?;
    let changed: Vec<&Filed> = files
        .iter()
        .filter(|file| fs::read(folder.join(&file.path)).map_or(true, |there| there != file.bytes))
        .collect();
    // The record comes last: until then everything in it still holds.
    for file in changed.iter().rev() {
        replace(&folder.join(&file.path), &file.bytes)?;
    }
    Ok(if changed.is_empty() {
        Shelved::Unchanged(folder)
    } else {
        Shelved::Changed(folder, changed.len())
    })
}

fn unread(path: &Path, error: &io::Error) -> Failure {
    Failure::wrong(format!("{} cannot be read: {}", path.display(), plain(error)))
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    Failure::wrong(format!("{} cannot be written: {}", path.display(), plain(error)))
}

/// Makes a folder with all its files at once: it is filled under another name and then renamed.
fn make(folder: &Path, files: &[Filed]) -> Result<(), Failure> {
    let failed = |error: &io::Error| unwritten(folder, error);
    if folder.exists() {
        return Err(Failure::wrong(format!("{} is there already", folder.display()))
            .with_hint("choose another id with --as ID"));
    }
    let above = folder.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(above).map_err(|error| failed(&error))?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = above.join(format!(".{name}.{}.new", std::process::id()));
    let filled = fill(&beside, files).and_then(|()| fs::rename(&beside, folder));
    filled.map_err(|error| {
        // What was begun is taken away again; if that fails too, the first reason says more.
        fs::remove_dir_all(&beside).ok();
        failed(&error)
    })
}

fn fill(folder: &Path, files: &[Filed]) -> io::Result<()> {
    for file in files {
        let path = folder.join(&file.path);
        if let Some(above) = path.parent() {
            fs::create_dir_all(above)?;
        }
        fs::write(&path, &file.bytes)?;
    }
    Ok(())
}

/// Puts a file in the place of another at once.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: &io::Error| unwritten(path, error);
    let above = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(above).map_err(|error| failed(&error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = above.join(format!(".{name}.{}.new", std::process::id()));
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        fs::remove_file(&beside).ok();
        failed(&error)
    })
}
