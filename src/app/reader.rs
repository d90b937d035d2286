//! The reading pane: a version, set for the pane's width, and the place in it.

mod beside;
mod finding;
mod following;
mod passage;
mod settling;

use std::collections::HashMap;
use std::sync::Arc;

use super::screen::Area;
use crate::config::Settings;
use crate::model::{Archive, Block, BlockKind, Document, Language};
use crate::text::{Page, Place, Setting};

pub use beside::Beside;
pub(super) use finding::Sought;
pub use finding::{Found, Search};
pub use passage::Passage;

/// What a page was set for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct SetFor {
    document: usize,
    version: usize,
    beside: Option<usize>,
    width: u16,
}

/// The reading pane.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    document: Option<usize>,
    version: usize,
    page: Page,
    set_for: Option<SetFor>,
    height: usize,
    top: usize,
    place: Place,
    marked: Option<usize>,
    passage: Option<Passage>,
    astray: Option<following::Astray>,
    /// Where each version of each document was left.
    left: HashMap<(usize, usize), Place>,
    /// The version in which each document was read last.
    chosen: HashMap<usize, usize>,
    search: Option<Search>,
    /// The version that is to stand beside the first.
    second: Option<usize>,
    beside: Option<Beside>,
}

/// The columns between two versions that stand side by side.
const GAP: u16 = 3;

/// The blocks that the pane shows: those of the version, or what is known where there is no text.
fn blocks(document: &Document, version: usize) -> (Arc<Vec<Block>>, Language) {
    let version = document.versions.get(version).filter(|version| !version.blocks.is_empty());
    if let Some(version) = version {
        return (Arc::clone(&version.blocks), version.language.clone());
    }
    let block = |kind, text: &str| Block { kind, label: None, text: text.to_owned() };
    let mut blocks = vec![block(BlockKind::Title, &document.title)];
    blocks.extend(document.summary.as_deref().map(|text| block(BlockKind::Paragraph, text)));
    blocks.push(block(BlockKind::Note, "The archive has no text of this document."));
    (blocks.into(), document.language.clone().unwrap_or_else(Language::unknown))
}

impl Reader {
    /// The position of the document that is shown.
    #[must_use]
    pub fn document(&self) -> Option<usize> {
        self.document
    }

    /// The position of the version that is shown, in its document.
    #[must_use]
    pub fn version(&self) -> usize {
        self.version
    }

    /// The text, set for the pane.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The index of the row at the top.
    #[must_use]
    pub fn top(&self) -> usize {
        self.top
    }

    /// The place that stands at the top.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// The block that was jumped to.
    #[must_use]
    pub fn marked(&self) -> Option<usize> {
        self.marked
    }

    /// The search in the document.
    #[must_use]
    pub fn search(&self) -> Option<&Search> {
        self.search.as_ref()
    }

    /// The version that stands beside the first.
    #[must_use]
    pub fn beside(&self) -> Option<&Beside> {
        self.beside.as_ref()
    }

    /// The number of rows that can be scrolled through.
    fn rows(&self) -> usize {
        self.beside.as_ref().map_or_else(|| self.page.height(), Beside::height)
    }

    /// The index of the row that shows a place.
    fn row_at(&self, place: Place) -> usize {
        let row = self.page.row_at(place);
        self.beside.as_ref().map_or(row, |beside| beside.index_of(&self.page, row))
    }

    /// The place at the beginning of a row.
    fn place_at(&self, row: usize) -> Place {
        let beside = self.beside.as_ref();
        self.page.place_at(beside.map_or(row, |beside| beside.first_at(&self.page, row)))
    }

    /// The position of the block that is being read: the one in which a passage is chosen, else the
    /// one jumped to, else the one at the top.
    #[must_use]
    pub fn block(&self) -> usize {
        let chosen = self.passage.as_ref().map(|passage| passage.block);
        chosen.or(self.marked).unwrap_or(self.place.block)
    }

    /// How much of the text stands above the bottom of the pane, in percent.
    #[must_use]
    pub fn percent(&self) -> usize {
        let seen = (self.top + self.height).min(self.rows());
        let (seen, all) = if self.page.is_long() && seen < self.rows() {
            // The rows of a long text are not all known; its bytes are.
            self.page.share(self.place_at(seen))
        } else {
            (seen, self.rows())
        };
        (seen * 100).checked_div(all).unwrap_or(100)
    }

    /// Opens a document in the version it was left in, else in the best for `languages`.
    pub(super) fn open(&mut self, archive: &Archive, document: usize, languages: &[Language]) {
        if self.document == Some(document) {
            return;
        }
        self.leave();
        let best = || archive.at(document).and_then(|d| d.version_for(languages)).unwrap_or(0);
        self.document = Some(document);
        self.version = self.chosen.get(&document).copied().unwrap_or_else(best);
        self.place = self.left.get(&(document, self.version)).copied().unwrap_or_default();
        self.marked = None;
        self.passage = None;
        self.astray = None;
        self.second = None;
    }

    /// Whether it is known how the document was left.
    pub(super) fn knows(&self, document: usize) -> bool {
        self.chosen.contains_key(&document)
    }

    /// Knows where a version was left before.
    pub(super) fn remember(&mut self, document: usize, version: usize, place: Place) {
        self.left.insert((document, version), place);
        // The latest is told first.
        self.chosen.entry(document).or_insert(version);
    }

    /// Goes on where documents have other positions, or are gone: `moved` gives the new ones.
    pub(super) fn move_documents(&mut self, moved: &dyn Fn(usize) -> Option<usize>) {
        self.leave();
        let left = std::mem::take(&mut self.left).into_iter();
        self.left = left
            .filter_map(|((document, version), place)| Some(((moved(document)?, version), place)))
            .collect();
        let chosen = std::mem::take(&mut self.chosen).into_iter();
        self.chosen =
            chosen.filter_map(|(document, version)| Some((moved(document)?, version))).collect();
        self.document = self.document.and_then(moved);
        // Its text may be another one now.
        self.set_for = None;
        if self.document.is_none() {
            self.shut();
        }
    }

    /// Goes to a place in the version that is shown, once it is set.
    pub(super) fn stand_at(&mut self, place: Place) {
        self.place = place;
        self.marked = None;
        self.passage = None;
        self.astray = None;
    }

    /// Shows no document.
    pub(super) fn shut(&mut self) {
        self.leave();
        *self = Self {
            left: std::mem::take(&mut self.left),
            chosen: std::mem::take(&mut self.chosen),
            search: self.search.take(),
            height: self.height,
            ..Self::default()
        };
    }

    fn leave(&mut self) {
        if let Some(document) = self.document {
            self.left.insert((document, self.version), self.place);
        }
    }

    /// Shows another version of the document, at the same block.
    pub(super) fn show_version(&mut self, version: usize) {
        let Some(document) = self.document else { return };
        self.leave();
        self.passage = None;
        self.astray = None;
        let block = self.place.block;
        self.version = version;
        self.chosen.insert(document, version);
        // Who comes back to a version at the block where it was left stands at the same words.
        let left = self.left.get(&(document, version)).filter(|place| place.block == block);
        self.place = left.copied().unwrap_or(Place { block, offset: 0 });
    }

    /// Shows a second version beside the first, or none.
    pub(super) fn show_beside(&mut self, version: Option<usize>) {
        self.second = version;
    }

    /// Sets the text for a pane, where that has not been done.
    pub(super) fn set(&mut self, archive: &Archive, settings: &Settings, area: Option<Area>) {
        let Some(document) = self.document else { return };
        let Some(area) = area.map(|area| area.inside()) else { return };
        self.height = usize::from(area.height);
        let version = self.version;
        let second = self.second.filter(|second| *second != version);
        let wanted = SetFor { document, version, beside: second, width: area.width };
        if self.set_for != Some(wanted) {
            let Some(record) = archive.at(document) else { return };
            self.lay_out(record, settings, wanted);
        }
        self.settle_at(self.place);
        // The blank row above a block has the block's place too: what stands still does not move by it.
        let stands = self.top <= self.last_top() && self.place_at(self.top) == self.place;
        if !stands {
            self.top = self.row_at(self.place).min(self.last_top());
        }
    }

    fn lay_out(&mut self, record: &Document, settings: &Settings, wanted: SetFor) {
        let setting = Setting {
            measure: settings.measure,
            hyphenate: settings.hyphenate,
            justify: settings.justify,
        };
        let half = wanted.width.saturating_sub(GAP) / 2;
        let (first, language) = blocks(record, wanted.version);
        let width = if wanted.beside.is_some() { half } else { wanted.width };
        self.page = Page::begin(&first, &language, width, &setting);
        let kinds = |blocks: &[Block]| blocks.iter().map(|block| block.kind).collect::<Vec<_>>();
        self.beside = wanted.beside.map(|version| {
            let (second, language) = blocks(record, version);
            let page = Page::begin(&second, &language, half, &setting);
            Beside::new(version, (&self.page, &kinds(&first)), (page, &kinds(&second)))
        });
        let same_text =
            self.set_for.is_some_and(|set| SetFor { width: wanted.width, ..set } == wanted);
        if let Some(search) = self.search.as_mut().filter(|_| !same_text) {
            let (shown, sought) = ((wanted.version, wanted.beside), search.sought.clone());
            *search = Search::new(record, shown, sought, self.place);
        }
        self.set_for = Some(wanted);
    }

    /// The highest index that the row at the top can have.
    fn last_top(&self) -> usize {
        self.rows().saturating_sub(self.height)
    }

    /// The rows that one page moves by: all but one, which stays to go on from.
    pub(super) fn page_rows(&self) -> usize {
        self.height.saturating_sub(1).max(1)
    }

    /// Moves by rows; says whether there was anywhere to go.
    pub(super) fn scroll(&mut self, by: isize) -> bool {
        self.settle_way(by);
        let to = self.top.saturating_add_signed(by).min(self.last_top());
        let moved = to != self.top;
        if moved {
            self.stand_on_row(to);
        }
        self.marked = None;
        moved
    }

    /// Goes to the first row.
    pub(super) fn first(&mut self) {
        self.scroll(isize::MIN);
        self.place = Place::default();
        self.astray = None;
    }

    /// Goes to the last row.
    pub(super) fn last(&mut self) {
        self.settle_at(self.page.end());
        let to = self.last_top();
        if to != self.top {
            self.stand_on_row(to);
        }
        self.marked = None;
    }

    /// Goes to the beginning of a block, and marks it: it may stand below the top at the end.
    pub(super) fn jump(&mut self, block: usize) {
        self.place = Place { block, offset: 0 };
        self.passage = None;
        self.astray = None;
        self.marked = Some(block);
        self.settle_at(self.place);
        self.top = self.row_at(self.place).min(self.last_top());
    }

    /// The number of blocks in the text.
    fn block_count(&self) -> usize {
        if self.page.height() == 0 { 0 } else { self.page.end().block + 1 }
    }

    /// Goes forward or back by blocks.
    pub(super) fn step_block(&mut self, by: isize) {
        // Back from the middle of a block is its beginning.
        let inside = self.marked.is_none() && self.place.offset > 0;
        let back = usize::from(by < 0 && inside);
        let to = (self.block() + back).saturating_add_signed(by);
        self.jump(to.min(self.block_count().saturating_sub(1)));
    }

    /// Scrolls to a row that is not well in sight.
    fn bring_into_sight(&mut self, row: usize) {
        let margin = (self.height / 4).min(3);
        let seen = self.top + margin..(self.top + self.height).saturating_sub(margin).max(1);
        if !seen.contains(&row) {
            let to = row.saturating_sub(self.height / 3).min(self.last_top());
            if to != self.top {
                self.stand_on_row(to);
            }
            self.marked = None;
        }
    }
}

#[cfg(test)]
mod long;
#[cfg(test)]
mod tests;
