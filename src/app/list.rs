//! The list of documents, under heads.
//!
//! A list of a million documents costs what one of ten does: it is a set of positions, and a row is found
//! by counting. Only the rows that can be seen are looked up.

mod order;

use super::screen::Area;
use crate::model::{Archive, Kind, Positions, RowOf};

pub use order::Order;
use order::{Section, Sequence};

/// What stands over some documents of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// Their meeting, by its place among all; none where they come from no known one.
    Meeting(Option<usize>),
    /// Their year, where they have one.
    Year(Option<i32>),
    /// Their kind.
    Kind(Kind),
}

/// One row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// The head of a section.
    Head(Head),
    /// A document, by its position in the archive.
    Document(usize),
}

/// One row of the list that can be seen.
#[derive(Debug, Clone)]
pub enum Line {
    /// The head of a section.
    Head(Head),
    /// A document, by its position in the archive, and what a list says of it.
    Document(usize, RowOf),
}

/// The list of documents that the filter lets through.
#[derive(Debug, Clone, Default)]
pub struct ListPane {
    order: Order,
    shown: Positions,
    sequence: Sequence,
    selected: usize,
    top: usize,
    lines: Vec<Line>,
}

impl ListPane {
    /// Shows these documents, and keeps the selected one where it can.
    pub(super) fn show(&mut self, archive: &Archive, documents: Positions) {
        let selected = self.selected();
        self.sequence = Sequence::of(archive, &documents, self.order);
        self.shown = documents;
        self.selected = 0;
        self.top = 0;
        if selected.is_none_or(|document| !self.select(document)) {
            self.step(0);
        }
    }

    /// Shows the same documents in another order.
    pub(super) fn sort(&mut self, archive: &Archive, order: Order) {
        self.order = order;
        self.show(archive, self.shown.clone());
    }

    /// Forgets what is shown: positions mean other documents now.
    pub(super) fn forget(&mut self) {
        *self = Self { order: self.order, ..Self::default() };
    }

    /// The order of the documents.
    #[must_use]
    pub fn order(&self) -> Order {
        self.order
    }

    /// The documents that are shown.
    #[must_use]
    pub fn shown(&self) -> &Positions {
        &self.shown
    }

    /// How many documents are shown.
    #[must_use]
    pub fn count(&self) -> usize {
        self.shown.len()
    }

    /// Whether a document is shown.
    #[must_use]
    pub fn contains(&self, document: usize) -> bool {
        self.shown.contains(document)
    }

    /// How many rows there are, heads and documents.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.sequence.rows()
    }

    /// What stands in a row.
    #[must_use]
    pub fn entry(&self, row: usize) -> Option<Entry> {
        let section = self.sequence.section_at(row)?;
        match (section.head, section.nth_in(row)) {
            (Some(head), None) => Some(Entry::Head(head)),
            (_, Some(nth)) => self.sequence.document(&self.shown, nth).map(Entry::Document),
            (None, None) => None,
        }
    }

    /// The rows that can be seen, from [`ListPane::top`] on.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The position of the selected document.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        match self.entry(self.selected) {
            Some(Entry::Document(position)) => Some(position),
            _ => None,
        }
    }

    /// The index of the selected row.
    #[must_use]
    pub fn selected_row(&self) -> usize {
        self.selected
    }

    /// The index of the row at the top.
    #[must_use]
    pub fn top(&self) -> usize {
        self.top
    }

    /// Selects a document; says whether it is shown.
    pub(super) fn select(&mut self, document: usize) -> bool {
        let nth = self.sequence.find(&self.shown, document);
        let row = nth.and_then(|nth| self.sequence.row_of(nth));
        self.selected = row.unwrap_or(self.selected);
        row.is_some()
    }

    /// Selects the row at an index, if it is a document; says whether it was selected before.
    pub(super) fn select_row(&mut self, row: usize) -> bool {
        let before = self.selected;
        if matches!(self.entry(row), Some(Entry::Document(_))) {
            self.selected = row;
        }
        before == row
    }

    /// Moves by documents, down or up; stops at both ends.
    pub(super) fn step(&mut self, by: isize) {
        let section = self.sequence.section_at(self.selected);
        let nth =
            section.map_or(0, |section| section.nth_in(self.selected).unwrap_or(section.first));
        let to = nth.saturating_add_signed(by).min(self.count().saturating_sub(1));
        self.selected = self.sequence.row_of(to).unwrap_or(0);
    }

    /// Moves to the first document of the next or previous section; says whether there is one.
    pub(super) fn step_section(&mut self, forward: bool) -> bool {
        let Some(here) = self.sequence.index_at(self.selected) else { return false };
        let to = if forward { here.checked_add(1) } else { here.checked_sub(1) };
        let section = to.and_then(|to| self.sequence.section(to));
        let row = section.and_then(|section| self.sequence.row_of(section.first));
        self.selected = row.unwrap_or(self.selected);
        row.is_some()
    }

    /// Moves the rows so that the selected one, and the head of its section, can be seen; and looks up
    /// what is seen.
    pub(super) fn keep_in_view(&mut self, archive: &Archive, area: Option<Area>) {
        let Some(height) = area.map(|area| usize::from(area.inside().height)) else { return };
        let before = self.selected.checked_sub(1).and_then(|row| self.entry(row));
        let after_head = matches!(before, Some(Entry::Head(_)));
        let first = self.selected - usize::from(after_head && height > 1);
        self.top = self.top.min(first).max((self.selected + 1).saturating_sub(height));
        self.top = self.top.min(self.rows().saturating_sub(height));
        let entries = (self.top..self.rows().min(self.top + height)).map(|row| self.entry(row));
        let lines = entries.flatten().filter_map(|entry| match entry {
            Entry::Head(head) => Some(Line::Head(head)),
            Entry::Document(at) => archive.row(at).map(|row| Line::Document(at, row)),
        });
        self.lines = lines.collect();
    }
}

impl Section {
    /// Which document of the list stands in a row of this section; none in its head.
    fn nth_in(&self, row: usize) -> Option<usize> {
        let below = row.checked_sub(self.row + usize::from(self.head.is_some()))?;
        Some(self.first + below)
    }
}

#[cfg(test)]
mod tests;
