//! Finds documents, and words in them.
//!
//! A text becomes a [`Query`] (`token`, `parse`, `value`), a query becomes a test on a document
//! (`matches`); folded texts stand ready in a [`Haystack`], so that a key press folds none again.

mod complete;
mod due;
mod excerpt;
mod field;
mod find;
#[cfg(test)]
mod fixture;
mod haystack;
mod hits;
mod index;
#[cfg(test)]
mod laws;
mod matches;
mod named;
mod nearest;
mod occurring;
mod parse;
mod query;
mod several;
mod token;
mod value;

use std::fmt;

use crate::model::clean_line;

pub use complete::{Completion, completions, parties};
pub use excerpt::{Excerpt, excerpt};
pub use find::{Spot, find, find_in, find_terms};
pub use haystack::{Haystack, Part, Stop, Texts};
pub use hits::{Hit, hits};
pub use index::{Index, NoIndex};
pub use matches::{Marks, Scope};
pub use query::{Query, quoted};

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// The column at which it is wrong, in characters from 1.
    pub column: usize,
    /// What is wrong, and what was expected.
    pub message: String,
}

impl QueryError {
    fn new(column: usize, message: impl AsRef<str>) -> Self {
        // It repeats what was typed or handed in, and goes to a terminal.
        Self { column, message: clean_line(message.as_ref()).into_owned() }
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: {}", self.column, self.message)
    }
}

impl std::error::Error for QueryError {}
