//! All files of a notebook, read.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::own::reason;
use crate::model::limits;
use crate::notebook::journal::{self, Lines};
use crate::notebook::moment::Moment;
use crate::notebook::pages::Pages;

/// The largest file that is read, in bytes.
const LARGEST: u64 = limits::JOURNAL;

/// Whether a session still writes to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A session holds its lock.
    Written,
    /// No session does.
    Left,
    /// The file system has no locks; the file was written to last at this moment.
    Since(Moment),
}

/// A file of a notebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Where it lies.
    pub path: PathBuf,
    /// Whether a session still writes to it.
    pub used: Use,
    /// What it holds.
    pub lines: Lines,
}

/// What a folder holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The files, in the order of their names.
    pub sheets: Vec<Sheet>,
    /// All of them together.
    pub pages: Pages,
    /// What could not be read, and why.
    pub unread: Vec<(PathBuf, String)>,
}

/// So often a folder is read again when its files changed in the meantime.
const AGAIN: usize = 20;

/// Reads the notebook in a folder; nothing is changed. A folder that is not there holds nothing.
#[must_use]
pub fn look(folder: &Path) -> Found {
    let mut found = Found::default();
    for _ in 0..AGAIN {
        let is_whole;
        (found, is_whole) = glance(folder);
        if is_whole {
            break;
        }
    }
    found
}

/// Reads what is there, and whether the same files were there all the time: what those held that went
/// away lies in one that may have come too late to be seen.
fn glance(folder: &Path) -> (Found, bool) {
    let mut found = Found::default();
    let mut is_whole = true;
    let paths = journals(folder, &mut found.unread);
    for path in paths.clone() {
        match read(&path) {
            Ok(Some(sheet)) => {
                for record in &sheet.lines.records {
                    found.pages.apply(record.clone());
                }
                found.sheets.push(sheet);
            }
            Ok(None) => is_whole = false,
            Err(error) => found.unread.push((path, reason(&error))),
        }
    }
    let is_whole = is_whole && paths == journals(folder, &mut Vec::new());
    (found, is_whole)
}

fn journals(folder: &Path, unread: &mut Vec<(PathBuf, String)>) -> Vec<PathBuf> {
    let folder = folder.join(super::JOURNAL);
    let mut paths = Vec::new();
    match fs::read_dir(&folder) {
        Ok(entries) => {
            for entry in entries {
                match entry {
                    Ok(entry) => paths.push(entry.path()),
                    Err(error) => unread.push((folder.clone(), reason(&error))),
                }
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => unread.push((folder, reason(&error))),
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    paths.sort();
    paths
}

/// Reads a file; `None` where it has gone in the meantime.
fn read(path: &Path) -> io::Result<Option<Sheet>> {
    let Some(file) = open(path)? else { return Ok(None) };
    let used = match file.try_lock_shared() {
        Ok(()) => Use::Left,
        Err(TryLockError::WouldBlock) => Use::Written,
        Err(TryLockError::Error(_)) => Use::Since(written(&file)),
    };
    let mut lines = lines(&file)?;
    if used == Use::Written {
        // The writer is in the midst of it.
        lines.damage.retain(|damage| damage.why != journal::Why::CutOff);
    }
    Ok(Some(Sheet { path: path.to_path_buf(), used, lines }))
}

/// Opens a plain file; `None` where it has gone.
pub(super) fn open(path: &Path) -> io::Result<Option<File>> {
    let gone = |error: &io::Error| error.kind() == ErrorKind::NotFound;
    match fs::symlink_metadata(path) {
        Err(error) if gone(&error) => return Ok(None),
        Err(error) => return Err(error),
        // What is no file might never come to an end.
        Ok(metadata) if !metadata.is_file() => {
            return Err(io::Error::other("this is no plain file"));
        }
        Ok(metadata) if metadata.len() > LARGEST => {
            return Err(io::Error::other("the file is larger than the 256 MiB that are read"));
        }
        Ok(_) => {}
    }
    match File::open(path) {
        Err(error) if gone(&error) => Ok(None),
        other => other.map(Some),
    }
}

/// When a file was written to last.
pub(super) fn written(file: &File) -> Moment {
    let modified = file.metadata().and_then(|metadata| metadata.modified());
    modified.map_or(Moment::of_unix(0), Moment::of)
}

/// What an open file holds.
pub(super) fn lines(file: &File) -> io::Result<Lines> {
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(journal::read_lines(&bytes))
}
