//! Sets text: blocks and a width give rows of cells.

use std::ops::Range;

use crate::model::{Block, BlockKind, Direction, Language};

/// How text is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The longest row, in columns; a pane that is wider leaves margins.
    pub measure: u16,
    /// Whether long words may be divided.
    pub hyphenate: bool,
    /// Whether rows are filled to the measure.
    pub justify: bool,
}

/// A place in a version: what stands there stays there at any width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The position of the block, from 0.
    pub block: usize,
    /// The offset in the block's text, in bytes.
    pub offset: usize,
}

/// What a cell stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The text of the block.
    Text,
    /// The mark before it: a number, a bullet.
    Mark,
    /// A hyphen that the text does not have.
    Hyphen,
}

/// One cluster as it stands on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What the terminal is sent.
    pub symbol: String,
    /// Its width in columns, 1 or 2.
    pub width: u16,
    /// What it shows of the block's text, in bytes; empty where it shows none.
    pub source: Range<usize>,
    /// What it stands for.
    pub part: Part,
}

/// One row, from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The position of its block, from 0.
    pub block: usize,
    /// What its block is.
    pub kind: BlockKind,
    /// The column of its first cell.
    pub indent: u16,
    /// Its cells from left to right; none in a row between two blocks.
    pub cells: Vec<Cell>,
}

/// A version set for a width.
#[derive(Debug, Clone, Default)]
pub struct Page {}

impl Page {
    /// Sets blocks in a language for a pane of `width` columns.
    #[must_use]
    pub fn set(blocks: &[Block], language: &Language, width: u16, setting: &Setting) -> Self {
        let _ = (blocks, language, width, setting);
        Self {}
    }

    /// The number of rows.
    #[must_use]
    pub fn height(&self) -> usize {
        0
    }

    /// The row at an index, from 0.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<Row> {
        let _ = index;
        None
    }

    /// The first place of the row at an index.
    #[must_use]
    pub fn place_at(&self, index: usize) -> Place {
        let _ = index;
        Place::default()
    }

    /// The index of the row that shows a place.
    #[must_use]
    pub fn row_at(&self, place: Place) -> usize {
        let _ = place;
        0
    }
}

/// One line of text for a list or a label: cut to `width` columns with an ellipsis where it is longer.
#[must_use]
pub fn line(text: &str, direction: Direction, width: u16) -> Vec<Cell> {
    let _ = (text, direction, width);
    Vec::new()
}
