//! The sidebar: who signed, what is asked for, what the text holds, what is known.

mod about;
mod notes;
mod tabs;

use std::fmt;

use super::screen::Area;
use super::{Reader, Sending, Trouble};
use crate::model::{Archive, Block, BlockKind, Id, Language};
use crate::notebook::{Anchor, Notebook, Stamp};
use crate::text::{Page, Row, Setting};

/// One of the sidebar's tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Who signed, in groups, in the printed order.
    #[default]
    Signatories,
    /// What the document asks for.
    Actions,
    /// Its headings and points.
    Contents,
    /// Who issued it, its dates, copies, claims and ties.
    About,
    /// What the reader has added.
    Notes,
}

impl Tab {
    /// The tabs in their order.
    pub const ALL: [Self; 5] =
        [Self::Signatories, Self::Actions, Self::Contents, Self::About, Self::Notes];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Signatories => "Signatories",
            Self::Actions => "Actions",
            Self::Contents => "Contents",
            Self::About => "About",
            Self::Notes => "Notes",
        }
    }

    /// Its name where there is little room.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Self::Signatories => "Sign",
            Self::Actions => "Act",
            Self::Contents => "Text",
            Self::About => "Info",
            Self::Notes => "Note",
        }
    }

    /// The tabs as they stand in the lower edge of a sidebar of so many columns.
    pub fn labels(width: u16) -> impl Iterator<Item = Label> {
        let full: usize = Self::ALL.iter().map(|tab| tab.name().len() + 4).sum();
        let short = usize::from(width) < full + 2;
        let mut begins = 1;
        Self::ALL.into_iter().zip(1..).map(move |(tab, digit)| {
            let (name, end) = if short { (tab.short(), "") } else { (tab.name(), " ") };
            let label = Label { tab, begins, digit, name, end };
            // Names and digits are of ASCII: a byte is a column.
            begins += u16::try_from(name.len() + end.len() + 3).unwrap_or(u16::MAX);
            label
        })
    }

    /// The tab `by` steps further; after the last comes the first.
    #[must_use]
    pub fn step(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        let count = Self::ALL.len();
        let to = at.wrapping_add_signed(by.rem_euclid(5)) % count;
        Self::ALL.get(to).copied().unwrap_or_default()
    }
}

/// What an entry of the sidebar stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Nothing to open.
    Nothing,
    /// A name under the document, and its party where that is known.
    Name(String, Option<Id>),
    /// A block of the text, by its position.
    Block(usize),
    /// Another document, by its position in the archive.
    Document(usize),
    /// The copies of the document.
    Copies,
    /// A bookmark: on words, or on the document as a whole.
    Bookmark(Option<Anchor>),
    /// A version of a note.
    Note(Stamp),
}

/// One entry of the sidebar.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it stands for.
    pub target: Target,
    /// The column from which it is shown.
    pub indent: u16,
    /// What it is, for its style: a heading, a point, a note.
    pub kind: BlockKind,
    /// The position of the action that it shows.
    action: Option<usize>,
    label: Option<String>,
    text: String,
    page: Page,
    first: usize,
    rows: usize,
}

impl Item {
    fn new(
        kind: BlockKind,
        label: Option<String>,
        text: impl Into<String>,
        target: Target,
    ) -> Self {
        let (page, indent, first, rows) = (Page::default(), 0, 0, 0);
        let (action, text) = (None, text.into());
        Self { target, indent, kind, action, label, text, page, first, rows }
    }

    fn heading(text: impl Into<String>) -> Self {
        Self::new(BlockKind::Heading, None, text, Target::Nothing)
    }

    fn note(indent: u16, text: impl Into<String>) -> Self {
        Self { indent, ..Self::new(BlockKind::Note, None, text, Target::Nothing) }
    }
}

/// What the entries are made from.
pub(super) struct Known<'a> {
    pub(super) archive: &'a Archive,
    pub(super) reader: &'a Reader,
    pub(super) notebook: &'a Notebook,
    pub(super) troubles: &'a [Trouble],
    pub(super) sending: &'a Sending,
}

/// A tab as it stands in the lower edge of a sidebar; displayed as it is written there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// The tab.
    pub tab: Tab,
    /// The column at which it begins, counted from the beginning of the edge.
    pub begins: u16,
    digit: u8,
    name: &'static str,
    end: &'static str,
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, " {} {}{}", self.digit, self.name, self.end)
    }
}

/// What the items were made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct MadeFor {
    document: usize,
    version: usize,
    tab: Tab,
    /// The number of the notebook's latest change.
    latest: u64,
}

/// The sidebar.
#[derive(Debug, Clone, Default)]
pub struct SidebarPane {
    tab: Tab,
    items: Vec<Item>,
    /// Each row that is shown: its item, and the row of the item's page. A gap has none.
    rows: Vec<Option<(usize, usize)>>,
    made_for: Option<MadeFor>,
    /// Whether the entries are to be made anew all the same.
    is_old: bool,
    set_for: u16,
    height: usize,
    selected: usize,
    top: usize,
}

impl SidebarPane {
    /// The tab that is shown.
    #[must_use]
    pub fn tab(&self) -> Tab {
        self.tab
    }

    /// The entries.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The index of the selected entry.
    #[must_use]
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The entry at a row of the pane, and that row of it; `None` in a gap and below the end.
    ///
    /// The row is put into `set`, in place of what that held.
    #[must_use]
    pub fn row_into(&self, row: usize, set: &mut Row) -> Option<(usize, &Item)> {
        let (index, inner) = (*self.rows.get(self.top + row)?)?;
        let item = self.items.get(index)?;
        item.page.row_into(inner, set).then_some((index, item))
    }

    /// What the selected entry stands for.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        self.items.get(self.selected).map(|item| &item.target)
    }

    /// The text of the selected entry.
    pub(super) fn text(&self) -> Option<String> {
        self.items.get(self.selected).map(|item| item.text.clone())
    }

    /// The position of the action that the selected entry shows.
    pub(super) fn action(&self) -> Option<usize> {
        self.items.get(self.selected)?.action
    }

    /// Shows a tab, from its beginning.
    pub(super) fn show(&mut self, tab: Tab) {
        self.tab = tab;
    }

    /// The way in which text is sent has changed: the entries that tell of it are made anew.
    pub(super) fn sent_otherwise(&mut self) {
        self.is_old |= self.made_for.is_some_and(|made_for| made_for.tab == Tab::About);
    }

    /// What is being read may have changed: the entries are made anew, and the cursor stays where it is.
    pub(super) fn say_anew(&mut self) {
        self.is_old = true;
    }

    /// Makes the entries for what is being read, and sets them for the pane.
    pub(super) fn set(&mut self, known: &Known<'_>, area: Option<Area>) {
        let Some(area) = area.map(|area| area.inside()) else { return };
        self.height = usize::from(area.height);
        let Known { archive, reader, notebook, .. } = known;
        let open = reader.document().and_then(|at| Some((at, archive.at(at)?)));
        let Some((position, document)) = open else {
            self.items.clear();
            self.rows.clear();
            self.made_for = None;
            return;
        };
        let version = reader.version();
        let latest = notebook.pages().latest();
        let made_for = MadeFor { document: position, version, tab: self.tab, latest };
        let changed = std::mem::take(&mut self.is_old) || self.made_for != Some(made_for);
        if changed {
            let same = |a: MadeFor| (a.document, a.tab) == (made_for.document, made_for.tab);
            let same = self.made_for.is_some_and(same);
            self.items = match self.tab {
                Tab::Signatories => tabs::signatories(document),
                Tab::Actions => tabs::actions(document, version, notebook),
                Tab::Contents => tabs::contents(document, version),
                Tab::About => {
                    about::about(archive, document, (position, known.troubles), known.sending)
                }
                Tab::Notes => notes::notes(document, version, notebook),
            };
            if !same {
                // The cursor begins on what can be opened, not on the heading over it.
                let leads = |item: &Item| item.target != Target::Nothing;
                self.selected = self.items.iter().take(2).position(leads).unwrap_or(0);
                self.top = 0;
            }
            self.made_for = Some(made_for);
        }
        if changed || self.set_for != area.width {
            self.lay_out(area.width);
        }
        self.keep_in_view();
    }

    fn lay_out(&mut self, width: u16) {
        let setting = Setting { measure: width, hyphenate: false, justify: false };
        let language = Language::unknown();
        self.rows.clear();
        for (index, item) in self.items.iter_mut().enumerate() {
            let block =
                Block { kind: item.kind, label: item.label.clone(), text: item.text.clone() };
            let width = width.saturating_sub(item.indent);
            item.page = Page::set(std::slice::from_ref(&block), &language, width, &setting);
            if item.kind == BlockKind::Heading && index > 0 {
                self.rows.push(None);
            }
            item.first = self.rows.len();
            item.rows = item.page.height();
            self.rows.extend((0..item.rows).map(|row| Some((index, row))));
        }
        self.set_for = width;
        self.selected = self.selected.min(self.items.len().saturating_sub(1));
    }

    /// Moves by entries; one that is longer than the pane is read to its end first.
    pub(super) fn step(&mut self, by: isize) {
        if let Some(item) = self.items.get(self.selected) {
            let (first, end) = (item.first, item.first + item.rows);
            if by == 1 && end > self.top + self.height {
                self.top += 1;
                return;
            }
            if by == -1 && first < self.top {
                self.top -= 1;
                return;
            }
        }
        let last = self.items.len().saturating_sub(1);
        let to = self.selected.saturating_add_signed(by).min(last);
        // The cursor passes over headings: there is nothing to open.
        let heading =
            |at: &usize| self.items.get(*at).is_some_and(|i| i.kind == BlockKind::Heading);
        let beyond: Option<usize> = if by < 0 {
            (0..=to).rev().find(|at| !heading(at))
        } else {
            (to..=last).find(|at| !heading(at))
        };
        self.selected = beyond.unwrap_or(self.selected);
        if self.selected <= 1 && by < 0 {
            self.top = 0;
        }
        self.keep_in_view();
    }

    /// Moves by pages of the pane.
    pub(super) fn step_page(&mut self, halves: isize) {
        let rows = (isize::try_from(self.height).unwrap_or(0) * halves / 2).max(isize::MIN + 1);
        let from = self.items.get(self.selected).map_or(0, |item| item.first);
        let to = from.saturating_add_signed(rows).min(self.rows.len().saturating_sub(1));
        let item = |row: &Option<(usize, usize)>| row.map(|(item, _)| item);
        let near = self.rows.get(..=to).and_then(|rows| rows.iter().rev().find_map(item));
        let step = if halves < 0 { -1 } else { 1 };
        match near {
            Some(item) if item != self.selected => self.selected = item,
            _ => return self.step(step),
        }
        self.keep_in_view();
    }

    /// Selects the entry at a row of the pane; says whether it was selected before.
    pub(super) fn select_row(&mut self, row: usize) -> bool {
        let Some(Some((item, _))) = self.rows.get(self.top + row).copied() else { return false };
        let before = std::mem::replace(&mut self.selected, item);
        before == item
    }

    fn keep_in_view(&mut self) {
        let Some(item) = self.items.get(self.selected) else { return };
        let end = item.first + item.rows;
        // The heading over the first entry is worth a row.
        let first = if self.selected <= 1 { 0 } else { item.first };
        self.top = self.top.max(end.saturating_sub(self.height)).min(first);
        self.top = self.top.min(self.rows.len().saturating_sub(self.height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_the_last_tab_comes_the_first() {
        assert_eq!(Tab::Notes.step(1), Tab::Signatories);
        assert_eq!(Tab::Signatories.step(-1), Tab::Notes);
        assert_eq!(Tab::Actions.step(1), Tab::Contents);
    }
}
