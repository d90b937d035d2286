//! What the list shows: a meeting, a query, or both.

use crate::search::{Query, QueryError};

/// The filter of the list, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The number of the meeting, or a range of them; empty for all.
    pub meeting: String,
    /// A query; empty for all.
    pub words: String,
}

impl Filter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.meeting.is_empty() && self.words.trim().is_empty()
    }

    /// The filter as one query, as the title of the list shows it.
    #[must_use]
    pub fn text(&self) -> String {
        match (self.meeting.is_empty(), self.words.trim()) {
            (true, words) => words.to_owned(),
            (false, "") => format!("#{}", self.meeting),
            (false, words) if words.contains(" or ") => format!("#{} ({words})", self.meeting),
            (false, words) => format!("#{} {words}", self.meeting),
        }
    }

    /// The filter as a query.
    pub fn query(&self) -> Result<Query, QueryError> {
        // The two parts are read apart first, so that a column counts within what was typed.
        if !self.meeting.is_empty() {
            Query::parse(&format!("#{}", self.meeting))?;
        }
        Query::parse(&self.words)?;
        Query::parse(&self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meeting_holds_for_every_side_of_an_or() {
        let filter = |meeting: &str, words: &str| Filter {
            meeting: meeting.to_owned(),
            words: words.to_owned(),
        };
        assert_eq!(filter("23", "").text(), "#23");
        assert_eq!(filter("", "peace").text(), "peace");
        assert_eq!(filter("23", "a or b").text(), "#23 (a or b)");
        assert!(filter("", " ").is_empty());
    }
}
