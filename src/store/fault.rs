//! What is wrong with a file of an archive, where, and what to do.

use std::fmt;

/// A place in a file, both counted from 1; columns are characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// The stable name of a sort of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A date that is no EDTF.
    BadDate,
}

impl Code {
    /// The name under which `plenary explain` knows it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BadDate => "bad-date",
        }
    }
}

/// One thing that is wrong with an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, as a path that the person who runs the program can open.
    pub file: String,
    /// Where in the file, if it is at one place.
    pub position: Option<Position>,
    /// What sort of fault it is.
    pub code: Code,
    /// What is wrong, and what was expected.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if let Some(Position { line, column }) = self.position {
            write!(f, "{line}:{column}:")?;
        }
        write!(f, " {}: {} {}", self.code.as_str(), self.message, self.help)
    }
}
