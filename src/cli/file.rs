//! Writes a file that is taken away: whole or not at all, and of text that has passed the gate.

use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use crate::cli::failure::Failure;
use crate::cli::failure::plain;
use crate::model::Clean;

/// How many names are tried for the file that becomes the wanted one.
const TRIES: u32 = 100;

/// Writes `text` to `path`; a file that is there is replaced only where `replace` says so.
///
/// It is written beside it and gets its name once it is on the disk: a reader sees the old
/// file or the new one.
pub(super) fn write(path: &Path, text: &Clean<'_>, replace: bool) -> Result<(), Failure> {
    let found = path.symlink_metadata().is_ok();
    if found && !replace {
        return Err(taken(path));
    }
    // A link stays a link: what it leads to is replaced.
    let target =
        if found { path.canonicalize().map_err(|e| unwritten(path, &e))? } else { path.to_owned() };
    let there = target.metadata().ok();
    if there.as_ref().is_some_and(|there| !there.is_file()) {
        return Err(Failure::wrong(format!("{} is no plain file", path.display())));
    }
    let (beside, file) = beside(&target).map_err(|error| unwritten(path, &error))?;
    let written = fill(file, text, there.map(|there| there.permissions()))
        .and_then(|()| if found { fs::rename(&beside, &target) } else { name(&beside, &target) });
    if written.is_err() || !found {
        // It may have got its name already, or be gone with the disk.
        fs::remove_file(&beside).ok();
    }
    match written {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(taken(path)),
        Err(error) => Err(unwritten(path, &error)),
    }
}

fn fill(mut file: File, text: &Clean<'_>, permissions: Option<fs::Permissions>) -> io::Result<()> {
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Gives a file its name, unless somebody has taken that meanwhile.
fn name(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !to.exists() => {
            // The file system has no hard links.
            fs::rename(from, to)
        }
        linked => linked,
    }
}

/// A new file in the folder of `target`.
fn beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let mut number = 0;
    loop {
        let mut name = OsString::from(".");
        name.push(target.file_name().ok_or(io::ErrorKind::InvalidInput)?);
        name.push(format!(".{number}.part"));
        let path = target.with_file_name(name);
        match File::options().write(true).create_new(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < TRIES => {
                number += 1;
            }
            Err(error) => return Err(error),
            Ok(file) => return Ok((path, file)),
        }
    }
}

fn taken(path: &Path) -> Failure {
    let message = format!("{} is there already", path.display());
    Failure::wrong(message).with_hint("--force replaces it")
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    Failure::wrong(format!("cannot write {}: {}", path.display(), plain(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<OsString> {
        let mut names: Vec<OsString> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_only_where_that_is_wanted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        write(&path, &Clean::text("one"), false).unwrap();
        let failure = write(&path, &Clean::text("two"), false).unwrap_err();
        assert_eq!(failure.code, 2);
        assert!(failure.message.ends_with("a.md is there already"), "{}", failure.message);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write(&path, &Clean::text("two"), true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        write(&folder.path().join("b.md"), &Clean::text("three"), true).unwrap();
        assert_eq!(names(folder.path()), ["a.md", "b.md"]);
    }

    #[test]
    fn what_cannot_be_written_is_told_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        assert!(
            write(folder.path(), &Clean::text("x"), true)
                .unwrap_err()
                .message
                .ends_with("no plain file")
        );
        let nowhere = folder.path().join("no/such/a.md");
        let message = write(&nowhere, &Clean::text("x"), false).unwrap_err().message;
        assert!(message.starts_with("cannot write "), "{message}");
        assert!(names(folder.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_the_rights_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a"), folder.path().join("link"));
        fs::write(&path, "one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("a", &link).unwrap();
        assert!(write(&link, &Clean::text("two"), false).is_err());
        write(&link, &Clean::text("two"), true).unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }
}
