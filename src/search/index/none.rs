//! Why there is no index, in words for whoever reads.

use std::fmt;
use std::io;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};

/// Why there is no index.
#[derive(Debug)]
pub enum NoIndex {
    /// Another program is changing it at this moment.
    Busy,
    /// There is none, or it cannot be used.
    Because(String),
}

impl NoIndex {
    pub(super) fn because(why: &str) -> Self {
        Self::Because(why.to_owned())
    }

    pub(super) fn damaged() -> Self {
        Self::because("the index is damaged")
    }
}

impl fmt::Display for NoIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Busy => "another program is indexing this archive",
            Self::Because(why) => why,
        })
    }
}

impl std::error::Error for NoIndex {}

impl From<TantivyError> for NoIndex {
    fn from(error: TantivyError) -> Self {
        // The engine tells what it was doing; a reader is told what is wrong with the disk.
        match &error {
            TantivyError::IoError(io_error)
            | TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. })
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. })
            | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error, .. })
            | TantivyError::LockFailure(LockError::IoError(io_error), _) => {
                Self::Because(io_error.to_string())
            }
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Busy,
            TantivyError::DataCorruption(_)
            | TantivyError::DeserializeError(_)
            | TantivyError::IncompatibleIndex(_)
            | TantivyError::OpenReadError(_) => Self::damaged(),
            TantivyError::ErrorInThread(_) => {
                Self::because("it cannot be written: the disk may be full")
            }
            _ => Self::Because(error.to_string()),
        }
    }
}

impl From<io::Error> for NoIndex {
    fn from(error: io::Error) -> Self {
        Self::Because(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Arc;

    use tantivy::error::DataCorruption;

    use super::*;

    #[test]
    fn what_the_disk_says_is_told_and_not_what_the_engine_did() {
        let full = || Arc::new(io::Error::from(io::ErrorKind::StorageFull));
        let missing = OpenReadError::FileDoesNotExist(PathBuf::from("meta.json"));
        let corrupt = DataCorruption::comment_only("CRC");
        let write = OpenWriteError::IoError { io_error: full(), filepath: PathBuf::from("x.term") };
        for (error, told) in [
            (TantivyError::IoError(full()), "no storage space"),
            (TantivyError::OpenWriteError(write), "no storage space"),
            (TantivyError::LockFailure(LockError::IoError(full()), None), "no storage space"),
            (TantivyError::OpenReadError(missing), "the index is damaged"),
            (TantivyError::DataCorruption(corrupt), "the index is damaged"),
            (
                TantivyError::LockFailure(LockError::LockBusy, None),
                "another program is indexing this archive",
            ),
        ] {
            assert_eq!(NoIndex::from(error).to_string(), told);
        }
    }
}
