//! The folder of an index on the disk: its name, its lock, and files that are put in their place whole.

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use super::NoIndex;

/// The name of the folder: a version of the engine or of the fields that differs has another one.
const NAME: &str = "words-tantivy-0.27-3";

/// What the names of all these folders begin with.
const FAMILY: &str = "words-tantivy-";

/// The name of the lock, which lies beside the folder: so the folder can be removed under it.
const LOCK: &str = "words.lock";

/// The folder of the index in the cache folder of an archive.
pub(super) fn folder(cache: &Path) -> PathBuf {
    cache.join(NAME)
}

/// Whoever holds it may change the index; it is let go of when it is dropped, however the program ends.
#[derive(Debug)]
pub(super) struct Lock {
    _file: fs::File,
}

impl Lock {
    /// Takes the lock, unless another program has it.
    pub(super) fn take(cache: &Path) -> Result<Self, NoIndex> {
        fs::create_dir_all(cache)?;
        let file = fs::File::create(cache.join(LOCK))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(fs::TryLockError::WouldBlock) => Err(NoIndex::Busy),
            Err(fs::TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

/// Removes the indexes of other versions, of which nothing can be read.
pub(super) fn remove_others(cache: &Path) {
    for entry in fs::read_dir(cache).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_string_lossy().starts_with(FAMILY) && name != NAME {
            // What cannot be removed takes room, and does no other harm.
            fs::remove_dir_all(entry.path()).ok();
        }
    }
}

/// Puts a file in its place, whole or not at all.
pub(super) fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = file.with_extension("new");
    let replaced = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, file));
    if replaced.is_err() {
        // What was written of it on a full disk only takes room.
        fs::remove_file(&beside).ok();
    }
    replaced
}

/// Removes a folder, if it is there.
pub(super) fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
