//! Two versions side by side: their rows in pairs, aligned by block.

use std::ops::Range;

use crate::model::BlockKind;
use crate::text::{Heights, Page, Place};

/// A second version beside the first.
#[derive(Debug, Clone)]
pub struct Beside {
    /// The position of the second version, in the document.
    pub version: usize,
    /// Its text, set for half the pane.
    pub page: Page,
    /// The positions of the blocks that are not of one kind in both, or that one side lacks.
    pub uneven: Vec<usize>,
    /// The rows of each block, as many as the side has that has more.
    heights: Heights,
}

/// The more of the rows that two pages have of a block.
fn height(first: &Page, second: &Page, block: usize) -> usize {
    first.rows_of(block).len().max(second.rows_of(block).len())
}

/// The block to whose rows a row of a page is counted; the blank row between two belongs to the upper.
fn block_of(page: &Page, row: usize) -> usize {
    let block = page.place_at(row).block;
    if row < page.rows_of(block).start { block.saturating_sub(1) } else { block }
}

impl Beside {
    /// Pairs the rows of two pages whose blocks have these kinds.
    pub(super) fn new(
        version: usize,
        (first, first_kinds): (&Page, &[BlockKind]),
        (second, second_kinds): (Page, &[BlockKind]),
    ) -> Self {
        let blocks = 0..first_kinds.len().max(second_kinds.len());
        let differ = |block: &usize| first_kinds.get(*block) != second_kinds.get(*block);
        let uneven = blocks.clone().filter(differ).collect();
        let heights = blocks.map(|block| height(first, &second, block));
        let heights = heights.map(|height| u32::try_from(height).unwrap_or(u32::MAX)).collect();
        Self { version, page: second, uneven, heights: Heights::of(heights) }
    }

    /// Sets what stands beside a place of the first page; says in which blocks heights may have changed,
    /// beside those that are known to.
    pub(super) fn settle(
        &mut self,
        first: &Page,
        place: Place,
        touched: Range<usize>,
        (above, below): (usize, usize),
    ) -> Range<usize> {
        let within = first.row_at(place).saturating_sub(first.rows_of(place.block).start);
        let rows = self.page.rows_of(place.block);
        let row = (rows.start + within).min(rows.end.saturating_sub(1));
        let own = self.page.settle(self.page.place_at(row), above, below);
        match (touched.is_empty(), own.is_empty()) {
            (true, _) => own,
            (_, true) => touched,
            _ => touched.start.min(own.start)..touched.end.max(own.end),
        }
    }

    /// Counts the rows of some blocks anew.
    pub(super) fn count(&mut self, first: &Page, blocks: Range<usize>) {
        // The blank row before the next block is counted to the one above.
        for block in blocks.start.saturating_sub(1)..=blocks.end {
            self.heights.set(block, height(first, &self.page, block));
        }
    }

    /// The number of rows.
    pub(super) fn height(&self) -> usize {
        self.heights.total()
    }

    /// The rows of the first page and of this one at an index; a side that has no more rows of the
    /// block has none.
    #[must_use]
    pub fn pair(&self, first: &Page, index: usize) -> (Option<usize>, Option<usize>) {
        let Some((block, within)) = self.heights.find(index) else { return (None, None) };
        let row = |page: &Page| {
            let rows = page.rows_of(block);
            Some(rows.start + within).filter(|row| rows.contains(row))
        };
        (row(first), row(&self.page))
    }

    /// The index at which a row of a page stands, of the first or of this one.
    fn index(&self, page: &Page, row: usize) -> usize {
        let block = block_of(page, row);
        self.heights.start(block) + row.saturating_sub(page.rows_of(block).start)
    }

    /// The index at which a row of the first page stands.
    pub(super) fn index_of(&self, first: &Page, row: usize) -> usize {
        self.index(first, row)
    }

    /// The index at which a row of the second page stands.
    pub(super) fn index_of_second(&self, row: usize) -> usize {
        self.index(&self.page, row)
    }

    /// The row of the first page at an index, or the last above it.
    pub(super) fn first_at(&self, first: &Page, index: usize) -> usize {
        let index = index.min(self.height().saturating_sub(1));
        let Some((block, within)) = self.heights.find(index) else { return 0 };
        let rows = first.rows_of(block);
        if rows.is_empty() {
            rows.start.saturating_sub(1)
        } else {
            (rows.start + within).min(rows.end - 1)
        }
    }
}
