//! Where the files of an archive come from: a folder on disk, or the program itself.

use std::path::Path;
use std::path::PathBuf;

use crate::model::clean_line;

use super::Code;
use super::Fault;
use super::fault::Faults;

/// The folder of a document.
pub(super) struct Folder {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Where it is below the archive, with `/` between the parts.
    pub(super) below: String,
    /// The names of the texts in it (`text.LANG.txt`), sorted.
    pub(super) texts: Vec<String>,
    /// What tells whether a file in it changed: names, times, lengths and numbers.
    pub(super) stamp: u64,
    /// When the newest of its files changed, in nanoseconds since 1970.
    pub(super) newest: i128,
}

impl Folder {
    /// The folder at `path`, of which only the texts are known.
    pub(super) fn new(path: PathBuf, root: &Path, texts: Vec<String>) -> Self {
        let below = path.strip_prefix(root).unwrap_or(&path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let below = clean_line(&parts.join("/")).into_owned();
        Self { path, below, texts, stamp: 0, newest: 0 }
    }

    /// Its own name, as text.
    pub(super) fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        clean_line(&name.to_string_lossy()).into_owned()
    }
}

/// The files of an archive, wherever they are.
pub(super) trait Shelf {
    /// Where the archive is, in words for people.
    fn origin(&self) -> String;

    /// The folder that holds `meetings.toml`.
    fn root(&self) -> &Path;

    /// The folders of all documents, in the order of their paths.
    fn folders(&self, faults: &mut Faults) -> Vec<Folder>;

    /// The folder at this path.
    fn folder(&self, path: &Path) -> Folder;

    /// The bytes of a file, `None` where there is none.
    fn read(&self, path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Fault>;

    /// The beginning of a file, and whether that is all of it; `None` where there is none.
    fn beginning(&self, path: &Path, limit: u64) -> Result<Option<(Vec<u8>, bool)>, Fault>;
}

/// Whether `name` is that of a text, `text.LANG.txt`: then its language tag.
pub(super) fn tag_of(name: &str) -> Option<&str> {
    let tag = name.strip_prefix("text.")?.strip_suffix(".txt")?;
    (!tag.is_empty() && !tag.contains('.')).then_some(tag)
}

/// A path as a fault names it.
pub(super) fn shown(path: &Path) -> String {
    clean_line(&path.to_string_lossy()).into_owned()
}

/// A fault of a file or folder as a whole.
pub(super) fn fault_of(path: &Path, code: Code, message: impl Into<String>, help: &str) -> Fault {
    Fault {
        file: shown(path),
        position: None,
        code,
        message: clean_line(&message.into()).into_owned(),
        help: help.to_owned(),
    }
}
