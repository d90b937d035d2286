//! Sets text: blocks and a width give rows of cells.
//!
//! One pipeline: levels by UAX #9 over the whole paragraph, clusters by UAX #29, Arabic forms, line
//! breaks by UAX #14, then each row is put into visual order. Rows are broken when a [`Page`] is set;
//! their cells are made when a row is asked for. What a cell shows is told by its source, so search
//! hits, links and selections are ranges of the text and never of the screen.

mod block;
mod breaks;
mod cluster;
mod compose;
mod emit;
mod firm;
mod fit;
mod glue;
mod heights;
mod hyphen;
mod isolate;
mod justify;
mod level;
mod line;
mod page;
mod piece;
mod shape;

use std::ops::Range;

use compact_str::CompactString;

use crate::model::{BlockKind, Direction};

pub use breaks::opportunities;
pub use cluster::{graphemes, sentences};
pub use emit::{Emit, emit, is_turned, strip_vowel_marks};
pub use firm::parted;
pub use heights::Heights;
pub(crate) use level::may_run_from_right;
pub use level::{Levels, visual_order};
pub use line::{direction, line, line_into, width};
pub use page::Page;

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
    pub symbol: CompactString,
    /// Its width in columns: 1, 2 where it is wide, more only for clusters of several spacing signs.
    pub width: u16,
    /// What it shows of the block's text, in bytes; empty where it shows none.
    pub source: Range<usize>,
    /// What it stands for.
    pub part: Part,
    /// Its embedding level (UAX #9): odd where it runs from right to left.
    pub level: u8,
}

/// One row, from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The position of its block, from 0; of the block that follows where it is the blank row between two.
    pub block: usize,
    /// What its block is.
    pub kind: BlockKind,
    /// The direction of its block.
    pub direction: Direction,
    /// The column of its first cell.
    pub indent: u16,
    /// Its cells from left to right; none in a row between two blocks.
    pub cells: Vec<Cell>,
}

impl Cell {
    /// A cell of one column that shows nothing of the text.
    fn sign(symbol: &str, part: Part, level: u8) -> Self {
        Self { symbol: CompactString::from(symbol), width: 1, source: 0..0, part, level }
    }

    /// Whether it is a blank.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self.symbol.as_str(), " " | "\u{3000}")
    }
}

impl Default for Row {
    /// An empty row of a paragraph.
    fn default() -> Self {
        Self {
            block: 0,
            kind: BlockKind::Paragraph,
            direction: Direction::default(),
            indent: 0,
            cells: Vec::new(),
        }
    }
}

impl Row {
    /// An empty row with room for the cells of so many columns.
    #[must_use]
    pub fn with_room(columns: u16) -> Self {
        Self { cells: Vec::with_capacity(columns.into()), ..Self::default() }
    }

    /// The columns that its cells take.
    #[must_use]
    pub fn width(&self) -> u16 {
        columns(&self.cells)
    }
}

/// The columns that `cells` take.
fn columns(cells: &[Cell]) -> u16 {
    cells.iter().fold(0, |sum: u16, cell| sum.saturating_add(cell.width))
}
