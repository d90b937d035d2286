//! What a query that is being typed may go on with, and the queries of before.

use crate::model::Archive;
use crate::search::{Completion, completions};

use super::Prompt;
use crate::app::typed::Typed;

/// The ways to go on that a Tab offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offers {
    /// All of them; at least one.
    pub all: Vec<Completion>,
    /// The index of the one that stands in the line.
    pub chosen: usize,
    /// The line before.
    typed: Typed,
}

/// The queries that were asked before, the last one at the end.
#[derive(Debug, Clone, Default)]
pub(in crate::app) struct History {
    queries: Vec<String>,
    /// The index of the one that stands in the line; none while a new one is typed.
    at: Option<usize>,
}

/// So many queries are remembered.
const REMEMBERED: usize = 100;

impl History {
    /// Remembers a query.
    pub(in crate::app) fn add(&mut self, query: &str) {
        self.at = None;
        if query.is_empty() {
            return;
        }
        self.queries.retain(|other| other != query);
        self.queries.push(query.to_owned());
        let over = self.queries.len().saturating_sub(REMEMBERED);
        self.queries.drain(..over);
    }

    /// The query before, or after, the one that stands in the line; after the last an empty one.
    pub(super) fn step(&mut self, back: bool) -> Option<&str> {
        let count = self.queries.len();
        let at = self.at.unwrap_or(count);
        let to = if back { at.checked_sub(1)? } else { at + 1 };
        if to > count {
            return None;
        }
        self.at = Some(to).filter(|to| *to < count);
        Some(self.queries.get(to).map_or("", String::as_str))
    }
}

impl Offers {
    /// Puts the next way to go on into a line, or the previous one; `find` says which there are. Says
    /// whether there is any.
    pub(in crate::app) fn step(
        known: &mut Option<Self>,
        line: &mut Typed,
        back: bool,
        find: impl FnOnce(&Typed) -> Vec<Completion>,
    ) -> bool {
        let offers = if let Some(mut offers) = known.take() {
            let count = offers.all.len();
            offers.chosen = (offers.chosen + if back { count - 1 } else { 1 }) % count;
            offers
        } else {
            let all = find(line);
            if all.is_empty() {
                return false;
            }
            let chosen = if back { all.len() - 1 } else { 0 };
            Self { all, chosen, typed: line.clone() }
        };
        if let Some(chosen) = offers.all.get(offers.chosen) {
            let before = offers.typed.before_cursor().chars();
            let kept: String = before.take(chosen.start.saturating_sub(1)).collect();
            let cursor = kept.len() + chosen.text.len();
            let text = format!("{kept}{}{}", chosen.text, offers.typed.after_cursor());
            *line = Typed::at(text, cursor);
        }
        // Where there is but one way, the next Tab asks anew from there.
        *known = Some(offers).filter(|offers| offers.all.len() > 1);
        true
    }
}

impl Prompt {
    /// What a Tab offered.
    #[must_use]
    pub fn offers(&self) -> Option<&Offers> {
        self.offers.as_ref()
    }

    /// Goes on with the next way that the archive offers, or the previous one; says whether there is any.
    pub(super) fn complete(&mut self, archive: &Archive, back: bool) -> bool {
        let find = |line: &Typed| {
            let column = line.before_cursor().chars().count() + 1;
            completions(line.text(), column, archive)
        };
        Offers::step(&mut self.offers, &mut self.line, back, find)
    }

    /// Puts another line in the place of this one.
    pub(super) fn replace(&mut self, text: &str) {
        self.line = Typed::of(text.to_owned());
        self.offers = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_of_before_come_back() {
        let mut history = History::default();
        for query in ["a", "b", "a", ""] {
            history.add(query);
        }
        assert_eq!(history.step(false), None);
        assert_eq!(history.step(true), Some("a"));
        assert_eq!(history.step(true), Some("b"));
        assert_eq!(history.step(true), None);
        assert_eq!(history.step(false), Some("a"));
        assert_eq!(history.step(false), Some(""));
        history.add("c");
        assert_eq!(history.step(true), Some("c"));
    }
}
