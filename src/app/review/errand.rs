//! What the screen on which files are brought in has done outside, and what comes of it.

use std::fmt;
use std::sync::Arc;

use crate::import::{Corrections, Proposal, Source};
use crate::model::Archive;

/// Something to be done with a file, which is named by its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// Read it.
    Bring(usize),
    /// Find what follows from what is corrected; a number says after which correction.
    Follow(usize, u64, Box<Corrections>),
    /// Tell what would be written.
    Plan(usize, Box<Proposal>),
    /// Write it.
    File(usize, Box<Proposal>),
}

/// What came of an errand; where nothing did, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A file was read.
    Brought(usize, Result<Arc<Source>, String>),
    /// What follows from what was corrected.
    Followed(usize, u64, Box<Proposal>),
    /// What would be written.
    Planned(Result<Plan, String>),
    /// A file was filed.
    Filed(usize, Result<Receipt, String>),
}

/// What would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The folder of the document.
    pub folder: String,
    /// Its files.
    pub files: Vec<Planned>,
    /// What else would be done, in sentences.
    pub remarks: Vec<String>,
}

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is made.
    New,
    /// Another stands in its place.
    Changed,
    /// It is there already.
    Same,
}

/// A file that would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its path below the folder.
    pub path: String,
    /// Its bytes.
    pub size: usize,
    /// What becomes of it.
    pub state: State,
    /// What stands in it, where it is shown; what is new in a record that was there bears a `+`.
    pub text: Option<String>,
}

impl Plan {
    /// The most lines of a file that are shown.
    const SHOWN: usize = 1000;

    /// Whether anything would change.
    #[must_use]
    pub fn changes(&self) -> bool {
        self.files.iter().any(|file| file.state != State::Same)
    }

    /// All of it as lines.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("Into {}:", self.folder)];
        let paths = self.files.iter().map(|file| file.path.chars().count());
        let widest = paths.max().unwrap_or_default();
        for file in &self.files {
            let state = match file.state {
                State::New => "new",
                State::Changed => "changed",
                State::Same => "as it is",
            };
            lines.push(format!("  {state:<9} {:<widest$}  {}", file.path, size(file.size)));
        }
        lines.extend(self.remarks.iter().cloned());
        for file in self.files.iter().filter(|file| file.state != State::Same) {
            let Some(text) = &file.text else { continue };
            lines.push(String::new());
            lines.push(format!("── {}", file.path));
            lines.extend(text.lines().take(Self::SHOWN).map(str::to_owned));
            let more = text.lines().count().saturating_sub(Self::SHOWN);
            lines.extend((more > 0).then(|| format!("… {more} lines more")));
        }
        lines
    }
}

/// A number of bytes in few words.
fn size(bytes: usize) -> String {
    match bytes {
        0..1000 => format!("{bytes} bytes"),
        1000..1_000_000 => format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// What was written.
#[derive(Clone)]
pub struct Receipt {
    /// What was done, in a sentence.
    pub told: String,
    /// The archive as it is now.
    pub archive: Arc<Archive>,
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Receipt: {}", self.told)
    }
}

impl PartialEq for Receipt {
    fn eq(&self, other: &Self) -> bool {
        self.told == other.told && Arc::ptr_eq(&self.archive, &other.archive)
    }
}

impl Eq for Receipt {}
