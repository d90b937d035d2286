//! What a list says of a document.

use std::cmp::Reverse;
use std::ops::Deref;
use std::sync::Arc;

use super::{Date, Day, Document, Id, Kind, Positions};

/// One document of a list: as much as can be told without opening it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id, unique in the archive.
    pub id: Id,
    /// Its folder below the archive, with `/` between the parts.
    pub folder: String,
    /// What sort of work it is.
    pub kind: Kind,
    /// Its title, in the language shown first.
    pub title: String,
    /// The id of its meeting, as the record gives it.
    pub meeting: Option<Id>,
    /// The date by which it is sorted.
    pub date: Option<Date>,
}

impl Row {
    /// What a list says of `document`.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        Self {
            id: document.id.clone(),
            folder: document.folder.clone(),
            kind: document.kind,
            title: document.title.clone(),
            meeting: document.issued.meeting.clone(),
            date: document.date().cloned(),
        }
    }

    /// The last day of its date, for sorting.
    #[must_use]
    pub fn day(&self) -> Option<Day> {
        self.date.as_ref().and_then(|date| date.latest().or(date.earliest()))
    }

    /// The key of the order of an archive, where `sitting` is the place of the row's meeting among all:
    /// by meeting, then by date, newest first, then by title.
    #[must_use]
    pub fn key(&self, sitting: usize) -> (usize, Reverse<Option<Day>>, String, Id) {
        (sitting, Reverse(self.day()), self.title.clone(), self.id.clone())
    }
}

/// How many rows lie together.
pub const PAGE: usize = 16;

/// A row of an archive; it keeps its page in memory for as long as it lives.
#[derive(Debug, Clone)]
pub struct RowOf {
    page: Arc<[Row]>,
    at: usize,
}

impl RowOf {
    /// The row at a position, from the page that holds it.
    pub(super) fn on(page: Arc<[Row]>, position: usize) -> Option<Self> {
        let at = position % PAGE;
        (at < page.len()).then_some(Self { page, at })
    }
}

impl Deref for RowOf {
    type Target = Row;

    #[expect(
        clippy::indexing_slicing,
        reason = "looked at when it was made, and pages never change"
    )]
    fn deref(&self) -> &Row {
        &self.page[self.at]
    }
}

/// Documents that stand together under one meeting: a run of positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The place of the meeting among all, newest first; none for documents of no known meeting.
    pub meeting: Option<usize>,
    /// The position of the first.
    pub start: usize,
    /// The position after the last.
    pub end: usize,
}

impl Run {
    /// The members of a set that belong to it.
    #[must_use]
    pub fn count(&self, set: &Positions) -> usize {
        set.count_in(self.start..self.end)
    }
}

impl Run {
    /// The runs of documents whose meetings have these places, in order.
    #[must_use]
    pub fn all(sittings: impl Iterator<Item = Option<usize>>) -> Vec<Self> {
        let mut runs: Vec<Self> = Vec::new();
        for (position, meeting) in sittings.enumerate() {
            match runs.last_mut() {
                Some(run) if run.meeting == meeting => run.end = position + 1,
                _ => runs.push(Self { meeting, start: position, end: position + 1 }),
            }
        }
        runs
    }
}

/// The positions of titles in their order: case does not count, nor what stands before the first letter.
#[must_use]
pub fn by_title<'a>(titles: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let key = |title: &str| -> String {
        title.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    };
    let mut order: Vec<(String, u32)> = titles.map(key).zip(0..).collect();
    order.sort();
    order.into_iter().map(|(_, position)| position).collect()
}
