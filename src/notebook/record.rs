//! What is written down: one change, who made it and when.

use std::fmt;

use crate::model::Id;

use super::anchor::Anchor;
use super::moment::Moment;
use super::stamp::Stamp;

/// A letter under which a place is marked, from `a` to `z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Letter(char);

impl Letter {
    /// The letter, if it is one that a mark may bear.
    #[must_use]
    pub fn of(letter: char) -> Option<Self> {
        letter.is_ascii_lowercase().then_some(Self(letter))
    }

    /// The letter itself.
    #[must_use]
    pub const fn as_char(self) -> char {
        self.0
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A change of the notebook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Op {
    /// A version was left at this place.
    Place {
        /// The document.
        document: Id,
        /// The place, and the version by its language.
        at: Anchor,
    },
    /// A letter marks a place, or no place any more.
    Mark {
        /// The letter.
        letter: Letter,
        /// The document and the place in it.
        at: Option<(Id, Anchor)>,
    },
    /// A bookmark was set or taken away.
    Bookmark {
        /// The document.
        document: Id,
        /// The block, or the document as a whole.
        at: Option<Anchor>,
        /// Whether it is there now.
        set: bool,
    },
    /// A note was written, or written anew.
    Note {
        /// The note: the stamp of its first record.
        note: Stamp,
        /// The versions of the note that this one takes the place of, in order.
        over: Vec<Stamp>,
        /// The document.
        document: Id,
        /// The words it was made on, or the document as a whole.
        at: Option<Anchor>,
        /// The note itself; lines are parted by line feeds.
        text: String,
    },
    /// Versions of a note were thrown away.
    Drop {
        /// The note.
        note: Stamp,
        /// Those versions, in order.
        over: Vec<Stamp>,
    },
    /// An action was done, or is open again.
    Done {
        /// The document that asks for it.
        document: Id,
        /// The number of its point, as printed.
        point: Option<String>,
        /// What is to be done, in the words of the archive.
        what: String,
        /// Whether it is done.
        done: bool,
    },
    /// A document was read, or counts as unread again.
    Read {
        /// The document.
        document: Id,
        /// Whether it is read.
        read: bool,
    },
    /// Something that a newer program wrote: its JSON, with its members in the order of their names.
    Unknown(String),
}

impl Op {
    /// Whether it must be safe on the disk before the reader is told that it is saved.
    ///
    /// What the program notes by itself, while one reads, may be lost in a power cut.
    #[must_use]
    pub const fn is_precious(&self) -> bool {
        !matches!(self, Self::Place { .. } | Self::Read { .. })
    }
}

/// A change, who made it and when.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Record {
    /// Its place in the order of all records.
    pub stamp: Stamp,
    /// When it was made, as far as the clock was right.
    pub at: Moment,
    /// The change.
    pub op: Op,
    /// Members of its JSON that this program does not know: `"name":value`, with commas between.
    pub(super) extra: String,
}
