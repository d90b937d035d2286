//! Whole days in a row.

use super::Day;

/// The days from a first to a last one, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first day.
    pub first: Day,
    /// The last day, never before the first.
    pub last: Day,
}

impl Span {
    /// One day alone.
    #[must_use]
    pub const fn day(day: Day) -> Self {
        Self { first: day, last: day }
    }
}
