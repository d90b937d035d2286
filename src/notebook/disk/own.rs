//! The file that this session writes, and no other.

use std::fmt;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::notebook::journal::write_line;
use crate::notebook::moment::Moment;
use crate::notebook::record::Record;
use crate::notebook::stamp::Author;

/// What tells one session from all others; the caller looks it up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// When it began.
    pub started: Moment,
    /// The name of the machine.
    pub host: String,
    /// The number of the process.
    pub pid: u32,
    /// A number drawn at random.
    pub seed: u64,
}

impl Session {
    /// The session as the author of records.
    #[must_use]
    pub const fn author(&self) -> Author {
        Author::of(self.seed)
    }

    /// The name of the session's `nth` file, from 1.
    pub(super) fn file_name(&self, nth: usize) -> String {
        let host: String = self.host.chars().filter(char::is_ascii_alphanumeric).take(32).collect();
        let Self { started, pid, .. } = self;
        let nth = if nth > 1 { format!("-{nth}") } else { String::new() };
        format!("{}-{host}-{pid}-{}{nth}.jsonl", started.compact(), self.author())
    }
}

/// Why something is not saved. It stays in memory, and is saved with the next thing that can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    /// The file or folder that could not be written.
    pub path: PathBuf,
    /// The reason, in the words of the system.
    pub reason: String,
    /// Whether this has not been said since something was saved last.
    pub is_new: bool,
}

impl fmt::Display for Unsaved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not saving: {}: {}", self.path.display(), self.reason)
    }
}

/// The journal of this session. Its file comes into being with the first record.
#[derive(Debug)]
pub struct Journal {
    /// The notebook's folder, or why there is none.
    folder: Result<PathBuf, String>,
    session: Session,
    file: Option<Own>,
    files: usize,
    unsaved: Vec<Record>,
    is_told: bool,
}

/// An open file, and how much of it holds whole records.
#[derive(Debug)]
struct Own {
    file: File,
    path: PathBuf,
    length: u64,
}

/// What went wrong with a file, and whether it can still be written to.
struct Broken {
    error: io::Error,
    is_spoilt: bool,
}

impl Journal {
    /// The journal of `session` for the notebook in `folder`; nothing is written yet.
    #[must_use]
    pub fn new(folder: Option<&Path>, session: Session) -> Self {
        let folder = folder.map(Path::to_path_buf).ok_or_else(|| "there is none".to_owned());
        Self { folder, session, file: None, files: 0, unsaved: Vec::new(), is_told: false }
    }

    /// The notebook's folder, where there is one, and who writes here.
    #[must_use]
    pub fn place(&self) -> Option<(&Path, Author)> {
        Some((self.folder.as_deref().ok()?, self.session.author()))
    }

    /// Appends records, with those that could not be saved before.
    ///
    /// When it comes back without an error all of them are in the file; and on the disk, if one is
    /// [precious](crate::notebook::Op::is_precious).
    pub fn append(&mut self, records: &[Record]) -> Result<(), Unsaved> {
        self.unsaved.extend_from_slice(records);
        if self.unsaved.is_empty() {
            return Ok(());
        }
        let bytes: String = self.unsaved.iter().map(write_line).collect();
        let must_last = self.unsaved.iter().any(|record| record.op.is_precious());
        match self.write(bytes.as_bytes(), must_last) {
            Ok(()) => {
                self.unsaved.clear();
                self.is_told = false;
                Ok(())
            }
            Err((path, reason)) => {
                let is_new = !std::mem::replace(&mut self.is_told, true);
                Err(Unsaved { path, reason, is_new })
            }
        }
    }

    /// What could not be saved, in the order in which it was made.
    #[must_use]
    pub fn unsaved(&self) -> &[Record] {
        &self.unsaved
    }

    fn write(&mut self, bytes: &[u8], must_last: bool) -> Result<(), (PathBuf, String)> {
        let folder =
            self.folder.clone().map_err(|reason| (PathBuf::from("a home folder"), reason))?;
        let folder = folder.join(super::JOURNAL);
        if self.file.as_ref().is_some_and(|own| !own.is_there()) {
            self.file = None;
        }
        // A file that can no longer be trusted is left as it is, and a new one begun: once.
        for may_try_again in [true, false] {
            let mut own = match self.file.take() {
                Some(own) => own,
                None => self.begin(&folder).map_err(|error| (folder.clone(), reason(&error)))?,
            };
            let Err(broken) = own.append(bytes, must_last) else {
                self.file = Some(own);
                return Ok(());
            };
            let path = own.path.clone();
            if own.length == 0 {
                // Nothing in it was ever said to be saved.
                fs::remove_file(&path).ok();
            } else if !broken.is_spoilt {
                self.file = Some(own);
            }
            if !(broken.is_spoilt && may_try_again) {
                return Err((path, reason(&broken.error)));
            }
        }
        Ok(())
    }

    /// Makes a new file in `folder`.
    fn begin(&mut self, folder: &Path) -> io::Result<Own> {
        make_folder(folder)?;
        loop {
            self.files += 1;
            let path = folder.join(self.session.file_name(self.files));
            let options = OpenOptions::new().append(true).create_new(true).mode(0o600).open(&path);
            let file = match options {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
                other => other?,
            };
            // The lock tells others that the file is being written. Who holds it for a moment may be
            // about to take the empty file away, so another one is begun then.
            let taken = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
            let own = Own { file, path, length: 0 };
            if taken || !own.is_there() {
                fs::remove_file(&own.path).ok();
                continue;
            }
            if let Err(error) = sync_folder(folder) {
                fs::remove_file(&own.path).ok();
                return Err(error);
            }
            return Ok(own);
        }
    }
}

impl Own {
    /// Whether the file still has a name: somebody may have taken the folder away.
    fn is_there(&self) -> bool {
        self.file.metadata().is_ok_and(|metadata| metadata.nlink() > 0)
    }

    fn append(&mut self, bytes: &[u8], must_last: bool) -> Result<(), Broken> {
        if let Err(error) = self.file.write_all(bytes) {
            // What is left of a record that did not fit must not stand before the next one.
            let is_spoilt = self.file.set_len(self.length).is_err();
            return Err(Broken { error, is_spoilt });
        }
        if must_last {
            // After this has failed once, what the disk holds is anybody's guess: it may succeed the
            // next time without having written anything.
            self.file.sync_data().map_err(|error| Broken { error, is_spoilt: true })?;
        }
        self.length += u64::try_from(bytes.len()).unwrap_or(0);
        Ok(())
    }
}

/// Makes a folder for the reader alone, and those above it that are missing.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    // plenary/ARCHIVE/journal: a power cut may take a new folder with all that is in it.
    folder.ancestors().skip(1).take(3).try_for_each(sync_folder)
}

/// Sees that the names in a folder are on the disk.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some file systems have no such thing for folders.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            Ok(())
        }
        other => other,
    }
}

/// What an error of the system says, without its number.
pub(super) fn reason(error: &io::Error) -> String {
    let told = error.to_string();
    told.split_once(" (os error").map_or(told.as_str(), |(words, _)| words).to_owned()
}
