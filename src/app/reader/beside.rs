//! Two versions side by side: their rows in pairs, aligned by block.

use std::ops::Range;
use std::sync::Arc;

use crate::model::BlockKind;
use crate::text::{Page, Place};

/// A second version beside the first.
#[derive(Debug, Clone)]
pub struct Beside {
    /// The position of the second version, in the document.
    pub version: usize,
    /// Its text, set for half the pane.
    pub page: Arc<Page>,
    /// The positions of the blocks that are not of one kind in both, or that one side lacks.
    pub uneven: Vec<usize>,
    /// The rows of both pages that stand beside each other; a side that has no more rows of the
    /// block has none.
    rows: Vec<(Option<usize>, Option<usize>)>,
}

/// The rows from the beginning of a block to the beginning of the next.
fn rows_of(page: &Page, block: usize, blocks: usize) -> Range<usize> {
    let start = |block| page.row_at(Place { block, offset: 0 });
    match block {
        _ if block >= blocks => page.height()..page.height(),
        _ if block + 1 == blocks => start(block)..page.height(),
        _ => start(block)..start(block + 1),
    }
}

impl Beside {
    /// Pairs the rows of two pages whose blocks have these kinds.
    pub(super) fn new(
        version: usize,
        (first, first_kinds): (&Page, &[BlockKind]),
        (second, second_kinds): (Page, &[BlockKind]),
    ) -> Self {
        let mut rows = Vec::new();
        let mut uneven = Vec::new();
        for block in 0..first_kinds.len().max(second_kinds.len()) {
            if first_kinds.get(block) != second_kinds.get(block) {
                uneven.push(block);
            }
            let mut left = rows_of(first, block, first_kinds.len());
            let mut right = rows_of(&second, block, second_kinds.len());
            for _ in 0..left.len().max(right.len()) {
                rows.push((left.next(), right.next()));
            }
        }
        Self { version, page: Arc::new(second), uneven, rows }
    }

    /// The number of rows.
    pub(super) fn height(&self) -> usize {
        self.rows.len()
    }

    /// The rows of both pages at an index.
    #[must_use]
    pub fn pair(&self, index: usize) -> (Option<usize>, Option<usize>) {
        self.rows.get(index).copied().unwrap_or((None, None))
    }

    /// The index at which a row of the first page stands.
    pub(super) fn index_of(&self, row: usize) -> usize {
        // The rows of the first page stand in their order, with gaps.
        self.rows.iter().position(|(left, _)| *left == Some(row)).unwrap_or(0)
    }

    /// The index at which a row of the second page stands.
    pub(super) fn index_of_second(&self, row: usize) -> usize {
        self.rows.iter().position(|(_, right)| *right == Some(row)).unwrap_or(0)
    }

    /// The row of the first page at an index, or the last above it.
    pub(super) fn first_at(&self, index: usize) -> usize {
        let above = self.rows.get(..=index.min(self.rows.len().saturating_sub(1)));
        above.and_then(|rows| rows.iter().rev().find_map(|(left, _)| *left)).unwrap_or(0)
    }
}
