//! What is wrong with a file of an archive, where, and what to do.

use std::collections::HashMap;
use std::fmt;

use crate::model::limits;

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
pub(super) const MOST: usize = limits::FAULTS;

/// What is wrong with the files of an archive, as it is found.
#[derive(Default)]
pub(super) struct Faults {
    found: Vec<Fault>,
    /// How many more a file has than are kept.
    omitted: HashMap<String, usize>,
}

impl Faults {
    /// Adds a fault.
    pub(super) fn push(&mut self, fault: Fault) {
        self.found.push(fault);
    }

    /// Adds faults.
    pub(super) fn extend(&mut self, faults: impl IntoIterator<Item = Fault>) {
        self.found.extend(faults);
    }

    /// Notes that `file` has more faults than were added.
    pub(super) fn omit(&mut self, file: String, more: usize) {
        if more > 0 {
            *self.omitted.entry(file).or_default() += more;
        }
    }

    /// All faults in the order of the files and their lines, without what floods one file.
    pub(super) fn in_order(mut self) -> Vec<Fault> {
        self.found.sort_by(|a, b| (&a.file, a.position).cmp(&(&b.file, b.position)));
        let mut told: Vec<Fault> = Vec::with_capacity(self.found.len());
        for of_file in self.found.chunk_by(|a, b| a.file == b.file) {
            told.extend(of_file.iter().take(MOST).cloned());
            let Some(file) = of_file.first().map(|fault| &fault.file) else {
                continue;
            };
            let omitted = self.omitted.get(file).copied().unwrap_or(0);
            let more = omitted.saturating_add(of_file.len().saturating_sub(MOST));
            if more > 0 {
                told.push(flood(file.clone(), more));
            }
        }
        told
    }
}

/// Says that a file has `more` faults than are told.
fn flood(file: String, more: usize) -> Fault {
    Fault {
        file,
        position: None,
        code: Code::MoreFaults,
        message: format!("There are {more} more faults in this file."),
        help: "Mend the first ones and check again.".to_owned(),
    }
}
