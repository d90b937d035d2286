//! What is wrong with a file of an archive, where, and what to do.

use std::fmt;

use super::Code;

/// A place in a file, both counted from 1; columns are characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
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

/// The most faults that are told of one file; the rest is counted.
pub(super) const MOST: usize = 100;

/// Puts faults into the order of the files and their lines, and cuts what floods one file.
pub(super) fn in_order(mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.sort_by(|a, b| (&a.file, a.position).cmp(&(&b.file, b.position)));
    let mut kept: Vec<Fault> = Vec::new();
    for fault in faults.chunk_by(|a, b| a.file == b.file) {
        kept.extend(fault.iter().take(MOST).cloned());
        if let (Some(first), Some(more)) = (fault.first(), fault.len().checked_sub(MOST))
            && more > 0
        {
            kept.push(flood(first.file.clone(), more));
        }
    }
    kept
}

/// Says that a file has `more` faults than are told.
pub(super) fn flood(file: String, more: usize) -> Fault {
    Fault {
        file,
        position: None,
        code: Code::MoreFaults,
        message: format!("There are {more} more faults in this file."),
        help: "Mend the first ones and check again.".to_owned(),
    }
}
