//! A version set for a width: its rows, and the places that they show.
//!
//! A short text is set at once. Of a long one only what is near the window is set; the heights of the
//! rest are estimated until it comes near. Rows are counted all the same: what was counted on estimates
//! moves when they are replaced, and only the places stay.

use std::ops::Range;
use std::sync::Arc;

use super::block::{Measure, SetBlock, Source};
use super::breaks::Parting;
use super::glue::Glue;
use super::heights::Heights;
use super::level::block_direction;
use super::piece::{Piece, blank_before, pieces, range_of};
use super::{Place, Row, Setting, columns, hyphen, line};
use crate::model::{Block, Direction, Language};

/// A text of more bytes is long.
const LONG: usize = 256 << 10;

/// So many pieces of a long text stay set.
const MOST_SET: usize = 4_096;

/// After so many blocks the bytes before them are noted.
const STRIDE: usize = 1_024;

/// A version set for a width.
///
/// A clone shares what was set.
#[derive(Debug, Clone, Default)]
pub struct Page {
    sheet: Arc<Sheet>,
}

#[derive(Debug, Clone, Default)]
struct Sheet {
    blocks: Arc<Vec<Block>>,
    pieces: Vec<Piece>,
    /// The heights of the pieces, with the blank row before a block where there is one.
    heights: Heights,
    /// The bytes before every so manieth block.
    bytes: Vec<usize>,
    /// All bytes.
    size: usize,
    /// The pieces of a long text that are set.
    near: Vec<usize>,
    /// The columns left of the text column.
    margin: u16,
    measure: Measure,
    direction: Direction,
    parting: Parting,
}

impl Page {
    /// Sets blocks in a language for a pane of `width` columns, all of them.
    #[must_use]
    pub fn set(blocks: &[Block], language: &Language, width: u16, setting: &Setting) -> Self {
        let mut page = Self::begin(&Arc::new(blocks.to_vec()), language, width, setting);
        page.set_whole();
        page
    }

    /// The same of blocks that may be a long text: of that nothing is set yet.
    #[must_use]
    pub fn begin(
        blocks: &Arc<Vec<Block>>,
        language: &Language,
        width: u16,
        setting: &Setting,
    ) -> Self {
        if width == 0 {
            return Self::default();
        }
        let column = width.min(setting.measure.max(1));
        let direction = language.direction();
        let labels = blocks
            .iter()
            .filter_map(|block| block.label.as_deref())
            .map(|label| label_width(label, direction, column))
            .filter(|width| *width < column / 4)
            .max()
            .unwrap_or(0);
        let mut bytes = Vec::with_capacity(blocks.len() / STRIDE + 1);
        let mut size = 0;
        for (position, block) in blocks.iter().enumerate() {
            if position % STRIDE == 0 {
                bytes.push(size);
            }
            size += block.text.len();
        }
        let mut sheet = Sheet {
            blocks: Arc::clone(blocks),
            pieces: pieces(blocks),
            heights: Heights::default(),
            bytes,
            size,
            near: Vec::new(),
            margin: (width - column) / 2,
            measure: Measure {
                column,
                labels,
                hyphenate: setting.hyphenate,
                justify: setting.justify,
            },
            direction,
            parting: Parting {
                glue: Glue::of(language),
                patterns: hyphen::patterns(language),
                limit: usize::from(column),
            },
        };
        sheet.estimate();
        let mut page = Self { sheet: Arc::new(sheet) };
        if !page.is_long() {
            page.set_whole();
        }
        page
    }

    fn set_whole(&mut self) {
        let sheet = Arc::make_mut(&mut self.sheet);
        let mut own = Vec::with_capacity(sheet.pieces.len());
        for index in 0..sheet.pieces.len() {
            let set = sheet.pieces.get(index).and_then(|piece| piece.set.clone());
            let set = set.or_else(|| sheet.typeset(index).map(Arc::new));
            let height = set.as_ref().map_or(0, |set| set.height()) + sheet.blank(index);
            own.push(u32::try_from(height).unwrap_or(u32::MAX));
            if let Some(piece) = sheet.pieces.get_mut(index) {
                piece.set = set;
            }
        }
        sheet.heights = Heights::of(own);
    }

    /// Whether it is set piece by piece, as it comes near.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.sheet.size > LONG
    }

    /// Sets what is near a place: at least so many rows above its row and below it are then counted
    /// right from it on. Says in which blocks heights may have changed.
    pub fn settle(&mut self, place: Place, above: usize, below: usize) -> Range<usize> {
        if !self.is_long() || self.sheet.pieces.is_empty() {
            return 0..0;
        }
        let sheet = Arc::make_mut(&mut self.sheet);
        let at = sheet.piece_at(place);
        sheet.make(at);
        let within = sheet.row_within(at, place.offset);
        let mut rows = sheet.heights.at(at).saturating_sub(within);
        let mut end = at + 1;
        while rows <= below && end < sheet.pieces.len() {
            sheet.make(end);
            rows += sheet.heights.at(end);
            end += 1;
        }
        let mut start = at;
        let mut rows = within;
        while rows < above && start > 0 {
            start -= 1;
            sheet.make(start);
            rows += sheet.heights.at(start);
        }
        sheet.forget_but(start..end);
        let block = |piece: Option<&Piece>| piece.map_or(0, Piece::block);
        block(sheet.pieces.get(start))..block(sheet.pieces.get(end - 1)) + 1
    }

    /// The number of rows.
    #[must_use]
    pub fn height(&self) -> usize {
        self.sheet.heights.total()
    }

    /// The last place.
    #[must_use]
    pub fn end(&self) -> Place {
        let block = self.sheet.blocks.len().saturating_sub(1);
        Place { block, offset: self.sheet.blocks.last().map_or(0, |block| block.text.len()) }
    }

    /// The bytes of its text.
    #[must_use]
    pub fn size(&self) -> usize {
        self.sheet.size
    }

    /// How much of a long text stands before a place, in bytes of all its bytes.
    #[must_use]
    pub fn share(&self, place: Place) -> (usize, usize) {
        let stride = place.block / STRIDE;
        let noted = self.sheet.bytes.get(stride).copied().unwrap_or(self.sheet.size);
        let between = self.sheet.blocks.get(stride * STRIDE..place.block).unwrap_or_default();
        let between: usize = between.iter().map(|block| block.text.len()).sum();
        ((noted + between + place.offset).min(self.sheet.size), self.sheet.size)
    }

    /// The rows of a block: from the first of its text to where that of the next block begins.
    #[must_use]
    pub fn rows_of(&self, block: usize) -> Range<usize> {
        let start = |block| self.row_at(Place { block, offset: 0 });
        match self.sheet.blocks.len() {
            count if block >= count => self.height()..self.height(),
            count if block + 1 == count => start(block)..self.height(),
            _ => start(block)..start(block + 1),
        }
    }

    /// The row at an index, from 0.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<Row> {
        let mut row = Row::default();
        self.row_into(index, &mut row).then_some(row)
    }

    /// The same, put into `row` in place of what it held; says whether there is such a row.
    #[must_use]
    pub fn row_into(&self, index: usize, row: &mut Row) -> bool {
        self.fill(index, row).is_some()
    }

    fn fill(&self, index: usize, row: &mut Row) -> Option<()> {
        let sheet = &self.sheet;
        let (at, within) = sheet.heights.find(index)?;
        let piece = sheet.pieces.get(at)?;
        let block = sheet.blocks.get(piece.block())?;
        row.block = piece.block();
        row.kind = block.kind;
        row.direction =
            (piece.set.as_ref()).map_or_else(|| sheet.direction_of(block), |set| set.direction);
        row.indent = sheet.margin;
        row.cells.clear();
        if let Some(within) = within.checked_sub(sheet.blank(at)) {
            let set = piece.set.clone().or_else(|| sheet.typeset(at).map(Arc::new))?;
            row.indent += set.row(sheet.text_of(at), within, sheet.measure, &mut row.cells)?;
            let start = piece.start();
            for cell in row.cells.iter_mut().filter(|cell| start > 0 && !cell.source.is_empty()) {
                cell.source = cell.source.start + start..cell.source.end + start;
            }
        }
        Some(())
    }

    /// The first place of the row at an index; of the row after it where it is the blank row between
    /// two blocks, of the last row where it is beyond the end.
    #[must_use]
    pub fn place_at(&self, index: usize) -> Place {
        let sheet = &self.sheet;
        let Some((at, within)) = sheet.heights.find(index.min(self.height().saturating_sub(1)))
        else {
            return Place::default();
        };
        let within = within.saturating_sub(sheet.blank(at));
        let Some(piece) = sheet.pieces.get(at) else { return Place::default() };
        let offset = match &piece.set {
            Some(set) => set.start_of(within).unwrap_or(0),
            None => sheet.guessed_offset(at, within),
        };
        Place { block: piece.block(), offset: piece.start() + offset }
    }

    /// The index of the row that shows a place; of the last one where the place is beyond the end.
    #[must_use]
    pub fn row_at(&self, place: Place) -> usize {
        if place.block >= self.sheet.blocks.len() {
            return self.height().saturating_sub(1);
        }
        let at = self.sheet.piece_at(place);
        self.sheet.heights.start(at) + self.sheet.row_within(at, place.offset)
    }
}

/// The columns of a label; those of plain ones are counted without setting them.
fn label_width(label: &str, direction: Direction, column: u16) -> u16 {
    if label.bytes().all(|byte| matches!(byte, b'!'..=b'~')) {
        u16::try_from(label.len()).unwrap_or(u16::MAX).min(column)
    } else {
        columns(&line(label, direction, column))
    }
}

impl Sheet {
    /// Takes all heights for what so many bytes usually need.
    fn estimate(&mut self) {
        let column = usize::from(self.measure.column);
        let longest =
            self.blocks.iter().map(|block| block.text.as_str()).find(|text| text.len() > 40);
        let sample = longest
            .map_or("", |text| text.get(..text.floor_char_boundary(4_096)).unwrap_or_default());
        let (signs, size) = (sample.chars().count().max(1), sample.len().max(1));
        let own = (0..self.pieces.len()).map(|at| {
            let length = self.text_of(at).len();
            let rows = if length * signs <= column * size {
                1
            } else {
                // Of words about one in twelve columns stays free.
                (length * signs * 1_000).div_ceil(column * size * 920)
            };
            u32::try_from(rows + self.blank(at)).unwrap_or(u32::MAX)
        });
        self.heights = Heights::of(own.collect());
    }

    fn text_of(&self, at: usize) -> &str {
        let Some(piece) = self.pieces.get(at) else { return "" };
        let range = range_of(&self.blocks, piece, self.pieces.get(at + 1));
        self.blocks.get(piece.block()).and_then(|block| block.text.get(range)).unwrap_or_default()
    }

    /// The direction of a block, which its beginning decides where it is long.
    fn direction_of(&self, block: &Block) -> Direction {
        let decides = block.text.floor_char_boundary(super::piece::LONG);
        block_direction(block.text.get(..decides).unwrap_or_default(), self.direction)
    }

    /// The blank rows before a piece: one at most.
    fn blank(&self, at: usize) -> usize {
        let opens = |piece: &&Piece| piece.opens();
        let piece = self.pieces.get(at).filter(opens);
        usize::from(piece.is_some_and(|piece| blank_before(&self.blocks, piece.block())))
    }

    /// The piece in which a place is.
    fn piece_at(&self, place: Place) -> usize {
        let Place { block, offset } = place;
        let before = |piece: &Piece| (piece.block(), piece.start()) <= (block, offset);
        self.pieces.partition_point(before).saturating_sub(1)
    }

    /// The row of a piece, its blank row counted, that shows an offset in the block.
    fn row_within(&self, at: usize, offset: usize) -> usize {
        let Some(piece) = self.pieces.get(at) else { return 0 };
        let offset = offset.saturating_sub(piece.start());
        let row = if let Some(set) = &piece.set {
            set.row_of(offset)
        } else {
            let rows = self.heights.at(at).saturating_sub(self.blank(at));
            let length = self.text_of(at).len().max(1);
            (offset * rows / length).min(rows.saturating_sub(1))
        };
        self.blank(at) + row
    }

    /// The offset at which a row of a piece that is not set may begin.
    fn guessed_offset(&self, at: usize, row: usize) -> usize {
        let text = self.text_of(at);
        let rows = self.heights.at(at).saturating_sub(self.blank(at)).max(1);
        text.floor_char_boundary((text.len() * row).div_ceil(rows))
    }

    fn typeset(&self, at: usize) -> Option<SetBlock> {
        let piece = self.pieces.get(at)?;
        let block = self.blocks.get(piece.block())?;
        let source = Source {
            block,
            text: self.text_of(at),
            opens: piece.opens(),
            direction: self.direction_of(block),
        };
        Some(SetBlock::new(source, self.measure, self.parting))
    }

    /// Sets a piece, if that has not been done.
    fn make(&mut self, at: usize) {
        if self.pieces.get(at).is_none_or(|piece| piece.set.is_some()) {
            return;
        }
        let Some(set) = self.typeset(at) else { return };
        self.heights.set(at, set.height() + self.blank(at));
        if let Some(piece) = self.pieces.get_mut(at) {
            piece.set = Some(Arc::new(set));
            self.near.push(at);
        }
    }

    /// Forgets the rows of most pieces where they are too many; their heights stay known.
    fn forget_but(&mut self, kept: Range<usize>) {
        if self.near.len() <= MOST_SET {
            return;
        }
        for at in std::mem::take(&mut self.near) {
            if kept.contains(&at) {
                self.near.push(at);
            } else if let Some(piece) = self.pieces.get_mut(at) {
                piece.set = None;
            }
        }
    }
}

#[cfg(test)]
mod tests;
