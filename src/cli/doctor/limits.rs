//! The limits that are set to what is read, with what happens beyond them.

use serde::Serialize;

use crate::import;

/// A limit.
#[derive(Serialize)]
pub(super) struct Limit {
    /// What is limited.
    pub(super) what: &'static str,
    /// How much of it there may be.
    pub(super) most: u64,
    /// Of what: bytes, lines …
    pub(super) unit: &'static str,
}

/// All of them.
pub(super) fn all() -> Vec<Limit> {
    vec![Limit {
        what: "a file that is imported",
        most: u64::try_from(import::MOST_BYTES).unwrap_or(u64::MAX),
        unit: "bytes",
    }]
}
