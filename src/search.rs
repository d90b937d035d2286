//! Finds documents, and words in them.

use crate::model::Archive;

/// A query of the language that the list filter, the command line and `search` share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// The column at which it is wrong, in characters from 1.
    pub column: usize,
    /// What is wrong, and what was expected.
    pub message: String,
}

impl Query {
    /// Reads a query; the empty one matches every document.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let _ = text;
        Ok(Self {})
    }

    /// The positions of the documents that match, in the order of the archive.
    #[must_use]
    pub fn select(&self, archive: &Archive, _: &Haystack) -> Vec<usize> {
        (0..archive.documents().len()).collect()
    }
}

impl std::fmt::Display for QueryError { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.message) } }
/// x
#[derive(Debug, Clone, Default)]
pub struct Haystack;
impl Haystack {
    /// x
    pub fn of(_: &Archive) -> Self { Self }
}
/// x
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit { /// x
 pub block: usize, /// x
 pub range: std::ops::Range<usize> }
/// x
pub fn find(_: &[crate::model::Block], _: &str) -> Vec<Hit> { vec![] }
