//! The list on a page: heads, entries, and below the selected entry what more is known of it.

use std::ops::Range;

use crate::model::{Block, BlockKind, Country, Id, Language};
use crate::text::{self, Page, Row, Setting};

/// What an entry leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// Nowhere: it is there to be read.
    Nowhere,
    /// A document, by its position in the archive.
    Document(usize),
    /// A block: the positions of its document, its version there, and its own.
    Block(usize, usize, usize),
    /// An action: the position of its document, and its own in there.
    Action(usize, usize),
    /// A party, or a name that belongs to none.
    Party(String, Option<Id>),
    /// A meeting.
    Meeting(Id),
    /// The documents that were signed in a country.
    Country(Country),
    /// The heads of the columns of a table.
    Columns,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The head of those that follow.
    Head,
    /// A fact: read in full, also where it is not selected.
    Fact,
    /// One line, that is read in full where it is selected.
    Line,
}

/// One entry of a page.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it leads to.
    pub leads: Leads,
    /// What it is.
    pub sort: Sort,
    /// What stands in columns before the text.
    pub columns: Vec<String>,
    /// The same where there is little room; the first are left out first.
    pub short: Vec<String>,
    /// The text.
    pub text: String,
    /// What is said below it while it is selected.
    pub details: Vec<String>,
    /// The parts of the text that were looked for, in bytes.
    pub marks: Vec<Range<usize>>,
}

impl Entry {
    /// The head of those that follow.
    pub(in crate::app) fn head(text: impl Into<String>) -> Self {
        Self { sort: Sort::Head, ..Self::line(Leads::Nowhere, text) }
    }

    /// A fact with its name.
    pub(super) fn fact(name: &str, text: impl std::fmt::Display) -> Self {
        Self { sort: Sort::Fact, ..Self::line(Leads::Nowhere, format!("{name}: {text}")) }
    }

    /// A passage, read in full, that leads somewhere.
    pub(super) fn passage(leads: Leads, text: impl Into<String>) -> Self {
        Self { sort: Sort::Fact, ..Self::line(leads, text) }
    }

    /// An entry of one line.
    pub(in crate::app) fn line(leads: Leads, text: impl Into<String>) -> Self {
        Self {
            leads,
            sort: Sort::Line,
            columns: Vec::new(),
            short: Vec::new(),
            text: text.into(),
            details: Vec::new(),
            marks: Vec::new(),
        }
    }
}

/// One row of a sheet that is shown.
#[derive(Debug, Clone)]
pub enum Shown<'s> {
    /// The row of an entry that holds its columns, and the rest of it cut to one line.
    Whole(&'s Entry),
    /// A row of an entry whose text is set in full: the first one or one that follows.
    Text(&'s Entry, bool, Row),
    /// A row of what is said below the selected entry.
    Detail(Row),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    Text(usize),
    Detail(usize, usize),
}

/// The list on a page.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    entries: Vec<Entry>,
    /// The columns that stand before the texts, as wide as their widest entry.
    widths: Vec<u16>,
    /// Each row: its entry, and what of it.
    rows: Vec<(usize, Part)>,
    /// The texts that are set in full, by their entry.
    texts: Vec<(usize, Page)>,
    details: Vec<Page>,
    width: u16,
    height: usize,
    selected: usize,
    top: usize,
}

impl Sheet {
    /// The columns from which what stands before the texts stands in columns.
    pub const COLUMNS: u16 = 60;
    /// The widest that one column before the texts can be.
    const WIDEST: usize = 28;
    /// The least room that a text is given.
    const ROOM: u16 = 14;
    /// The columns of the signs before an entry: selected, done.
    pub const SIGNS: u16 = 2;

    pub(in crate::app) fn of(entries: Vec<Entry>) -> Self {
        let mut widths: Vec<u16> = Vec::new();
        for entry in entries.iter().filter(|entry| entry.sort == Sort::Line) {
            widths.resize(widths.len().max(entry.columns.len()), 0);
            for (width, column) in widths.iter_mut().zip(&entry.columns) {
                let wide = text::width(column).min(Self::WIDEST);
                *width = (*width).max(u16::try_from(wide).unwrap_or(u16::MAX));
            }
        }
        let mut sheet = Self { entries, widths, ..Self::default() };
        sheet.selected = sheet.nearest(0, true).unwrap_or(0);
        sheet
    }

    /// The entries.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The selected entry.
    #[must_use]
    pub fn selected(&self) -> Option<&Entry> {
        self.entries.get(self.selected)
    }

    /// What the selected entry leads to.
    #[must_use]
    pub fn leads(&self) -> &Leads {
        self.selected().map_or(&Leads::Nowhere, |entry| &entry.leads)
    }

    /// The columns before the text of an entry, each with its width; and the column of the text.
    #[must_use]
    pub fn columns<'s>(&self, entry: &'s Entry) -> (Vec<(&'s str, u16)>, u16) {
        let wide = |text: &str| u16::try_from(text::width(text)).unwrap_or(u16::MAX);
        let mut columns: Vec<(&str, u16)> = match entry.sort {
            Sort::Head | Sort::Fact => Vec::new(),
            Sort::Line if self.width >= Self::COLUMNS => {
                entry.columns.iter().map(String::as_str).zip(self.widths.iter().copied()).collect()
            }
            Sort::Line => entry.short.iter().map(|part| (part.as_str(), wide(part))).collect(),
        };
        let mut end = Self::SIGNS + columns.iter().map(|(_, width)| width + 1).sum::<u16>();
        while end + Self::ROOM > self.width && columns.len() > 1 {
            end -= columns.remove(0).1 + 1;
        }
        (columns, if entry.sort == Sort::Head { 0 } else { end })
    }

    /// The index of the entry that a row of the sheet belongs to, and what the row shows of it.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<(usize, Shown<'_>)> {
        let (index, part) = *self.rows.get(self.top + row)?;
        let entry = self.entries.get(index)?;
        let shown = match part {
            Part::Whole => Shown::Whole(entry),
            Part::Text(row) => {
                let (_, page) = self.texts.iter().find(|(of, _)| *of == index)?;
                Shown::Text(entry, row == 0, page.row(row)?)
            }
            Part::Detail(detail, row) => Shown::Detail(self.details.get(detail)?.row(row)?),
        };
        Some((index, shown))
    }

    /// Sets the entries for a width and a height.
    pub(in crate::app) fn set(&mut self, width: u16, height: usize) {
        (self.width, self.height) = (width, height);
        self.lay_out();
    }

    fn lay_out(&mut self) {
        let (mut rows, mut texts) = (Vec::with_capacity(self.entries.len()), Vec::new());
        self.details.clear();
        for (index, entry) in self.entries.iter().enumerate() {
            let selected = index == self.selected;
            if entry.sort == Sort::Head || !(selected || entry.sort == Sort::Fact) {
                rows.push((index, Part::Whole));
                continue;
            }
            let (_, indent) = self.columns(entry);
            let page = set(BlockKind::Paragraph, &entry.text, self.width.saturating_sub(indent));
            rows.extend((0..page.height()).map(|row| (index, Part::Text(row))));
            if page.height() == 0 {
                rows.push((index, Part::Whole));
            }
            texts.push((index, page));
            if selected {
                let width = self.width.saturating_sub(Self::SIGNS + 2);
                self.details =
                    entry.details.iter().map(|text| set(BlockKind::Note, text, width)).collect();
                for (detail, page) in self.details.iter().enumerate() {
                    rows.extend((0..page.height()).map(|row| (index, Part::Detail(detail, row))));
                }
            }
        }
        (self.rows, self.texts) = (rows, texts);
        self.keep_in_view();
    }

    /// The first row of the selected entry, and the row after its last.
    fn extent(&self) -> (usize, usize) {
        let first = self.rows.partition_point(|(entry, _)| *entry < self.selected);
        (first, self.rows.partition_point(|(entry, _)| *entry <= self.selected))
    }

    fn keep_in_view(&mut self) {
        // Before it is set for a height there is no view.
        if self.height == 0 {
            return;
        }
        let (first, end) = self.extent();
        // The heads over an entry are worth their rows, where there are some to spare.
        let heads = self.entries.get(..self.selected).unwrap_or_default().iter().rev();
        let over = heads.take_while(|entry| entry.sort == Sort::Head).count();
        let over = if end - first + over <= self.height { over } else { 0 };
        self.top = self.top.max(end.saturating_sub(self.height)).min(first.saturating_sub(over));
        self.top = self.top.min(self.rows.len().saturating_sub(self.height));
    }

    /// Moves by entries; one that is longer than the page is read to its end first.
    pub(in crate::app) fn step(&mut self, by: isize) {
        let (first, end) = self.extent();
        if by == 1 && end > self.top + self.height {
            self.top += 1;
            return;
        }
        if by == -1 && first < self.top {
            self.top -= 1;
            return;
        }
        let last = self.entries.len().saturating_sub(1);
        let to = self.selected.saturating_add_signed(by).min(last);
        let beyond = self.nearest(to, by >= 0).or_else(|| self.nearest(to, by < 0));
        let before = self.selected;
        self.selected = beyond.unwrap_or(self.selected);
        self.lay_out();
        if before == self.selected && by < 0 {
            self.top = 0;
        }
    }

    /// Moves by halves of the page.
    pub(in crate::app) fn step_page(&mut self, halves: isize) {
        let rows = isize::try_from(self.height).unwrap_or(0).max(2);
        self.step(rows.saturating_mul(halves) / 2);
    }

    /// Moves to the first entry under the next head, or under the previous one.
    pub(super) fn step_head(&mut self, forward: bool) {
        let heads = (0..).zip(&self.entries).filter(|(_, entry)| entry.sort == Sort::Head);
        let heads: Vec<usize> = heads.map(|(index, _)| index).collect();
        let own = heads.iter().rposition(|head| *head < self.selected);
        let to = match (own, forward) {
            (Some(own), true) => heads.get(own + 1),
            (Some(own), false) => own.checked_sub(1).and_then(|to| heads.get(to)),
            (None, forward) => heads.first().filter(|_| forward),
        };
        if let Some(to) = to.and_then(|head| self.nearest(head + 1, true)) {
            self.selected = to;
            self.lay_out();
        }
    }

    /// Selects the entry that leads there; says whether there is one.
    pub(super) fn select(&mut self, leads: &Leads) -> bool {
        let found = self.entries.iter().position(|entry| entry.leads == *leads);
        self.selected = found.unwrap_or(self.selected);
        self.lay_out();
        found.is_some()
    }

    /// Selects the entry at an index, or the nearest one after it that can be selected.
    pub(in crate::app) fn select_at(&mut self, index: usize) {
        let index = index.min(self.entries.len().saturating_sub(1));
        let found = self.nearest(index, true).or_else(|| self.nearest(index, false));
        self.selected = found.unwrap_or(0);
        self.lay_out();
    }

    /// Begins at an entry, with the heads over it at the top.
    pub(super) fn begin_at(&mut self, index: usize) {
        self.select_at(index);
        let heads = self.entries.get(..self.selected).unwrap_or_default().iter().rev();
        let over = heads.take_while(|entry| entry.sort == Sort::Head).count();
        self.top = self.extent().0 - over;
    }

    /// Stands where another sheet stood, as near as can be.
    pub(in crate::app) fn stand_like(&mut self, other: &Self) {
        (self.width, self.height, self.top) = (other.width, other.height, other.top);
        if *other.leads() == Leads::Nowhere || !self.select(other.leads()) {
            self.select_at(other.selected);
        }
    }

    /// The index of the selected entry.
    #[must_use]
    pub fn selected_index(&self) -> usize {
        self.selected
    }

    /// Selects the entry at a row of the sheet; says whether it was selected before.
    pub(in crate::app) fn select_row(&mut self, row: usize) -> bool {
        let Some((index, _)) = self.rows.get(self.top + row).copied() else { return false };
        let before = self.selected;
        if self.entries.get(index).is_some_and(|entry| entry.sort != Sort::Head) {
            self.selected = index;
            self.lay_out();
        }
        before == index
    }

    /// The nearest entry that is no head, from an index on in one direction.
    fn nearest(&self, from: usize, forward: bool) -> Option<usize> {
        let entry = |at: &usize| self.entries.get(*at).is_some_and(|e| e.sort != Sort::Head);
        if forward {
            (from..self.entries.len()).find(entry)
        } else {
            (0..=from.min(self.entries.len())).rev().find(entry)
        }
    }
}

/// Text in rows of a width.
fn set(kind: BlockKind, text: &str, width: u16) -> Page {
    let block = Block { kind, label: None, text: text.to_owned() };
    let setting = Setting { measure: width, hyphenate: false, justify: false };
    Page::set(std::slice::from_ref(&block), &Language::unknown(), width, &setting)
}

#[cfg(test)]
mod tests;
