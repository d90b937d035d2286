//! Puts a whole folder in its place at once, whether another one stands there or not.
//!
//! A new folder is filled beside its place. Where none is there yet, it gets the name; else both change their
//! places in one step, so that a program that is ended at any moment leaves the old record or the new one.
//! On a disk that cannot do so, the old folder is moved aside first; if it was left there, it is put back when
//! something is brought in again, and the archive tells of it until then.

use std::collections::HashSet;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use rustix::process::Pid;
use rustix::process::test_kill_process;

use crate::cli::failure::Failure;
use crate::cli::failure::plain;
use crate::import::Filed;
use crate::store;

/// Makes a folder with all its files.
pub(super) fn make(folder: &Path, files: &[Filed]) -> Result<(), Failure> {
    if folder.exists() {
        return Err(Failure::wrong(format!("{} is there already", folder.display())));
    }
    let above = folder.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(above).map_err(|error| unwritten(folder, &error))?;
    clear_away(folder);
    let beside = beside(folder, store::new_of);
    let all: Vec<&Filed> = files.iter().collect();
    let made = fs::create_dir(&beside).map_err(|error| unwritten(folder, &error));
    let made = made.and_then(|()| fill(folder, &beside, &all));
    let placed =
        made.and_then(|()| fs::rename(&beside, folder).map_err(|error| unwritten(folder, &error)));
    if placed.is_err() {
        // What was begun is taken away again; if that fails too, the first reason says more.
        fs::remove_dir_all(&beside).ok();
    }
    placed
}

/// Puts files into a folder that is there: all of them, or none.
pub(super) fn replace(folder: &Path, files: &[&Filed]) -> Result<(), Failure> {
    // A link goes on to lead where it leads.
    let real = fs::canonicalize(folder).map_err(|error| unwritten(folder, &error))?;
    clear_away(&real);
    if files.is_empty() {
        return Ok(());
    }
    let beside = beside(&real, store::new_of);
    let taken: HashSet<PathBuf> = files.iter().map(|file| real.join(&file.path)).collect();
    let made = linked(&real, &beside, &taken).map_err(|error| unwritten(folder, &error));
    let placed = made
        .and_then(|()| fill(folder, &beside, files))
        .and_then(|()| exchange(&beside, &real).map_err(|error| unwritten(folder, &error)));
    // What stands there now is the old folder, or what was begun.
    fs::remove_dir_all(&beside).ok();
    placed
}

/// Puts the folders back that were set aside and left there; says which.
pub(super) fn put_back(root: &Path) -> Vec<String> {
    let back = |(aside, place): (PathBuf, PathBuf)| {
        fs::rename(&aside, &place).ok()?;
        Some(format!("{} is back: bringing a file into it had been broken off", place.display()))
    };
    store::left_aside(root).into_iter().filter_map(back).collect()
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    Failure::wrong(format!("{} cannot be written: {}", path.display(), plain(error)))
}

fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn beside(folder: &Path, named: fn(&str, u32) -> String) -> PathBuf {
    folder.with_file_name(named(&name_of(folder), std::process::id()))
}

/// Takes away what a program that is gone has left beside a folder that is there.
fn clear_away(folder: &Path) {
    let name = name_of(folder);
    let entries = folder.parent().and_then(|above| fs::read_dir(above).ok());
    for entry in entries.into_iter().flatten().flatten() {
        let left = entry.file_name();
        let aside = left.to_str().and_then(store::aside_for);
        let is_left = aside.is_some_and(|(own, process, is_old)| {
            own == name && !is_alive(process) && (!is_old || folder.exists())
        });
        if is_left {
            fs::remove_dir_all(entry.path()).ok();
        }
    }
}

fn is_alive(process: u32) -> bool {
    let process = i32::try_from(process).ok().and_then(Pid::from_raw);
    process.is_some_and(|process| test_kill_process(process) != Err(rustix::io::Errno::SRCH))
}

/// Makes a folder that has what another one has, but for the files that are to be written: the same files
/// under two names, copies where the disk has no such thing.
fn linked(from: &Path, to: &Path, taken: &HashSet<PathBuf>) -> io::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, other) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            linked(&path, &other, taken)?;
        } else if !taken.contains(&path) {
            fs::hard_link(&path, &other).or_else(|_| fs::copy(&path, &other).map(drop))?;
        }
    }
    fs::set_permissions(to, fs::metadata(from)?.permissions())
}

/// Writes files into a folder; `place` is where that will stand, and has the rights of what they replace.
fn fill(place: &Path, folder: &Path, files: &[&Filed]) -> Result<(), Failure> {
    files.iter().try_for_each(|file| {
        let path = folder.join(&file.path);
        let written = || {
            if let Some(above) = path.parent() {
                fs::create_dir_all(above)?;
            }
            let mut new = File::create_new(&path)?;
            new.write_all(&file.bytes)?;
            if let Ok(there) = fs::metadata(place.join(&file.path)) {
                new.set_permissions(there.permissions())?;
            }
            new.sync_all()
        };
        written().map_err(|error| unwritten(&place.join(&file.path), &error))
    })
}

/// Puts a folder in the place of another, which stands where it was, or is gone.
fn exchange(new: &Path, place: &Path) -> io::Result<()> {
    match at_once(new, place) {
        Ok(()) => return Ok(()),
        Err(error) if is_impossible(&error) => {}
        Err(error) => return Err(error),
    }
    let old = beside(place, store::old_of);
    fs::rename(place, &old)?;
    if let Err(error) = fs::rename(new, place) {
        fs::rename(&old, place)?;
        return Err(error);
    }
    fs::remove_dir_all(&old).ok();
    Ok(())
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn at_once(new: &Path, place: &Path) -> io::Result<()> {
    use rustix::fs::CWD;
    use rustix::fs::RenameFlags;
    rustix::fs::renameat_with(CWD, new, CWD, place, RenameFlags::EXCHANGE)?;
    Ok(())
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn at_once(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether a disk or a system cannot exchange folders at all.
fn is_impossible(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filed(path: &str, text: &str) -> Filed {
        Filed { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn where_one_file_cannot_be_written_none_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::write(folder.join("text.en.txt"), "old").unwrap();
        // A file stands where a folder is wanted.
        fs::write(folder.join("source"), "").unwrap();
        let files = [filed("source/a.txt", "a"), filed("text.en.txt", "new")];
        let failure = replace(folder, &files.iter().collect::<Vec<_>>()).unwrap_err();
        assert!(failure.message.contains("source/a.txt cannot be written"), "{}", failure.message);
        assert_eq!(fs::read_to_string(folder.join("text.en.txt")).unwrap(), "old");
        assert_eq!(fs::read_dir(folder).unwrap().count(), 2);
        fs::remove_file(folder.join("source")).unwrap();
        replace(folder, &files.iter().collect::<Vec<_>>()).unwrap();
        assert_eq!(fs::read_to_string(folder.join("text.en.txt")).unwrap(), "new");
        assert_eq!(fs::read_to_string(folder.join("source/a.txt")).unwrap(), "a");
        assert_eq!(fs::read_dir(folder).unwrap().count(), 2);
    }

    #[test]
    fn what_is_not_written_stays_what_it_is() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("river");
        fs::create_dir_all(folder.join("source/deep")).unwrap();
        fs::write(folder.join("source/deep/a.txt"), "a").unwrap();
        fs::write(folder.join("text.en.txt"), "old").unwrap();
        let mut rights = fs::metadata(folder.join("text.en.txt")).unwrap().permissions();
        rights.set_readonly(true);
        fs::set_permissions(folder.join("text.en.txt"), rights.clone()).unwrap();
        // Another program left these when it was ended.
        fs::create_dir(above.path().join(store::new_of("river", 4_000_000))).unwrap();
        fs::create_dir(above.path().join(store::old_of("river", 4_000_000))).unwrap();
        let new = filed("text.en.txt", "new");
        replace(&folder, &[&new]).unwrap();
        assert_eq!(fs::read_to_string(folder.join("text.en.txt")).unwrap(), "new");
        assert_eq!(fs::metadata(folder.join("text.en.txt")).unwrap().permissions(), rights);
        assert_eq!(fs::read_to_string(folder.join("source/deep/a.txt")).unwrap(), "a");
        assert_eq!(fs::read_dir(above.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_was_left_aside_is_put_back() {
        let above = tempfile::tempdir().unwrap();
        let aside = above.path().join(store::old_of("river", 4_000_000));
        fs::create_dir(&aside).unwrap();
        fs::write(aside.join("document.toml"), "id = \"river\"").unwrap();
        let told = put_back(above.path());
        assert_eq!(told.len(), 1);
        assert!(above.path().join("river/document.toml").is_file());
        assert_eq!(put_back(above.path()), Vec::<String>::new());
    }
}
