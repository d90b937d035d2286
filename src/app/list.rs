//! The list of documents, grouped by meeting.

use super::screen::Area;
use crate::model::{Archive, Id};

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// The head of a group: the id of its meeting, or none.
    Meeting(Option<Id>),
    /// A document, by its position in the archive.
    Document(usize),
}

/// The list of documents that the filter lets through.
#[derive(Debug, Clone, Default)]
pub struct ListPane {
    documents: Vec<usize>,
    entries: Vec<Entry>,
    selected: usize,
    top: usize,
}

impl ListPane {
    /// Shows these documents (positions in the archive), and keeps the selected one where it can.
    pub(super) fn show(&mut self, archive: &Archive, documents: Vec<usize>) {
        let selected = self.selected();
        self.entries.clear();
        let mut group: Option<Option<Id>> = None;
        for position in &documents {
            let meeting = archive.at(*position).and_then(|document| archive.meeting_of(document));
            let meeting = meeting.map(|meeting| meeting.id.clone());
            if group.as_ref() != Some(&meeting) {
                self.entries.push(Entry::Meeting(meeting.clone()));
                group = Some(meeting);
            }
            self.entries.push(Entry::Document(*position));
        }
        self.documents = documents;
        self.selected = 0;
        self.top = 0;
        if let Some(document) = selected.filter(|document| self.documents.contains(document)) {
            self.select(document);
        } else {
            self.step(0);
        }
    }

    /// The positions of the documents that are shown.
    #[must_use]
    pub fn documents(&self) -> &[usize] {
        &self.documents
    }

    /// The rows, heads and documents.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The position of the selected document.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        match self.entries.get(self.selected) {
            Some(Entry::Document(position)) => Some(*position),
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

    /// Selects a document, where it is shown.
    pub(super) fn select(&mut self, document: usize) {
        let row = self.entries.iter().position(|entry| *entry == Entry::Document(document));
        if let Some(row) = row {
            self.selected = row;
        }
    }

    /// Selects the row at an index, if it is a document; says whether it was selected before.
    pub(super) fn select_row(&mut self, row: usize) -> bool {
        let before = self.selected;
        if matches!(self.entries.get(row), Some(Entry::Document(_))) {
            self.selected = row;
        }
        before == row
    }

    /// Moves by documents, down or up; stops at both ends.
    pub(super) fn step(&mut self, by: isize) {
        let rows: Vec<usize> = self.document_rows().collect();
        let at = rows.iter().position(|row| *row >= self.selected).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(rows.len().saturating_sub(1));
        self.selected = rows.get(to).copied().unwrap_or(0);
    }

    /// Moves to the first document of the next or previous group; says whether there is one.
    pub(super) fn step_meeting(&mut self, forward: bool) -> bool {
        let heads: Vec<usize> = (0..)
            .zip(&self.entries)
            .filter(|(_, entry)| matches!(entry, Entry::Meeting(_)))
            .map(|(row, _)| row)
            .collect();
        let current = heads.iter().rposition(|head| *head < self.selected);
        let to = current.and_then(|at| if forward { at.checked_add(1) } else { at.checked_sub(1) });
        let Some(head) = to.and_then(|to| heads.get(to)) else { return false };
        self.selected = head + 1;
        true
    }

    /// Moves the rows so that the selected one, and the head of its group, can be seen.
    pub(super) fn keep_in_view(&mut self, area: Option<Area>) {
        let Some(height) = area.map(|area| usize::from(area.inside().height)) else { return };
        let after_head = self.selected > 0
            && matches!(self.entries.get(self.selected - 1), Some(Entry::Meeting(_)));
        let first = self.selected - usize::from(after_head && height > 1);
        self.top = self.top.min(first).max((self.selected + 1).saturating_sub(height));
        self.top = self.top.min(self.entries.len().saturating_sub(height));
    }

    fn document_rows(&self) -> impl Iterator<Item = usize> {
        let rows = (0..).zip(&self.entries);
        rows.filter(|(_, entry)| matches!(entry, Entry::Document(_))).map(|(row, _)| row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> (Archive, ListPane) {
        let archive = crate::store::bundled().archive;
        let mut list = ListPane::default();
        list.show(&archive, (0..archive.documents().len()).collect());
        (archive, list)
    }

    #[test]
    fn documents_stand_under_their_meetings() {
        let (_, list) = shown();
        let heads: Vec<Option<&str>> = list
            .entries()
            .iter()
            .filter_map(|entry| match entry {
                Entry::Meeting(id) => Some(id.as_ref().map(Id::as_str)),
                Entry::Document(_) => None,
            })
            .collect();
        assert_eq!(heads, [Some("imcwp-23"), Some("imcwp-21"), None]);
    }

    #[test]
    fn the_cursor_is_on_documents_only_and_stops_at_both_ends() {
        let (archive, mut list) = shown();
        for by in [1, 1, 1, 1, 1, 1, -2, isize::MIN, isize::MAX, -9] {
            list.step(by);
            assert!(list.selected().is_some(), "{by}");
        }
        list.step(isize::MAX);
        assert_eq!(list.selected(), Some(archive.documents().len() - 1));
        list.step(isize::MIN);
        assert_eq!(list.selected(), Some(0));
    }

    #[test]
    fn meetings_are_stepped_through() {
        let (archive, mut list) = shown();
        assert!(list.step_meeting(true));
        assert_eq!(list.selected(), archive.position("imcwp-21-izmir-report"));
        assert!(list.step_meeting(true));
        assert_eq!(list.selected(), archive.position("icspwi-palestine-week"));
        assert!(!list.step_meeting(true));
        assert!(list.step_meeting(false));
        assert!(list.step_meeting(false));
        assert!(!list.step_meeting(false));
    }

    #[test]
    fn what_is_selected_stays_selected_while_the_list_narrows() {
        let (archive, mut list) = shown();
        let report = archive.position("imcwp-21-izmir-report").unwrap();
        list.select(report);
        list.show(&archive, vec![0, report]);
        assert_eq!(list.selected(), Some(report));
        list.show(&archive, vec![0]);
        assert_eq!(list.selected(), Some(0));
        list.show(&archive, vec![]);
        assert_eq!(list.selected(), None);
    }

    #[test]
    fn the_selected_row_and_its_head_are_in_view() {
        let (_, mut list) = shown();
        for height in 3..12 {
            let area = Some(Area { x: 0, y: 0, width: 30, height });
            for by in [isize::MAX, isize::MIN, 1, 1, 1, -1] {
                list.step(by);
                list.keep_in_view(area);
                let rows = list.top()..list.top() + usize::from(height) - 2;
                assert!(rows.contains(&list.selected_row()), "{height} {by}");
            }
            list.step(isize::MIN);
            list.keep_in_view(area);
            assert_eq!(list.top(), usize::from(height == 3), "{height}");
        }
    }
}
