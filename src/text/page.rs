//! A version set for a width: its rows, and the places that they show.

use std::sync::Arc;

use super::block::{Measure, SetBlock};
use super::breaks::Parting;
use super::glue::Glue;
use super::{Place, Row, Setting, columns, hyphen, line};
use crate::model::{Block, BlockKind, Language};

/// A version set for a width.
///
/// A clone shares what was set.
#[derive(Debug, Clone, Default)]
pub struct Page {
    sheet: Arc<Sheet>,
}

#[derive(Debug, Default)]
struct Sheet {
    blocks: Vec<SetBlock>,
    /// The index of the first row of each block; of the blank row before it where there is one.
    starts: Vec<usize>,
    height: usize,
    /// The columns left of the text column.
    margin: u16,
    measure: Measure,
}

impl Page {
    /// Sets blocks in a language for a pane of `width` columns.
    #[must_use]
    pub fn set(blocks: &[Block], language: &Language, width: u16, setting: &Setting) -> Self {
        if width == 0 {
            return Self::default();
        }
        let column = width.min(setting.measure.max(1));
        let direction = language.direction();
        let labels = blocks
            .iter()
            .filter_map(|block| block.label.as_deref())
            .map(|label| columns(&line(label, direction, column)))
            .filter(|width| *width < column / 4)
            .max()
            .unwrap_or(0);
        let measure =
            Measure { column, labels, hyphenate: setting.hyphenate, justify: setting.justify };
        let parting = Parting {
            glue: Glue::of(language),
            patterns: hyphen::patterns(language),
            limit: usize::from(column),
        };
        let mut sheet = Sheet {
            blocks: Vec::with_capacity(blocks.len()),
            starts: Vec::with_capacity(blocks.len()),
            height: 0,
            margin: (width - column) / 2,
            measure,
        };
        let mut previous = None;
        for block in blocks {
            let in_list = previous == Some(BlockKind::Bullet) && block.kind == BlockKind::Bullet;
            let blank_before = previous.is_some() && !in_list;
            let mut block = SetBlock::new(block, direction, measure, parting);
            block.blank_before = blank_before;
            previous = Some(block.kind);
            sheet.starts.push(sheet.height);
            sheet.height += block.height();
            sheet.blocks.push(block);
        }
        Self { sheet: Arc::new(sheet) }
    }

    /// The number of rows.
    #[must_use]
    pub fn height(&self) -> usize {
        self.sheet.height
    }

    /// The row at an index, from 0.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<Row> {
        let (position, row) = self.find(index)?;
        let block = self.sheet.blocks.get(position)?;
        let mut set = Row {
            block: position,
            kind: block.kind,
            direction: block.direction,
            indent: self.sheet.margin,
            cells: Vec::new(),
        };
        if let Some(row) = row {
            let (indent, cells) = block.row(row, self.sheet.measure)?;
            set.indent += indent;
            set.cells = cells;
        }
        Some(set)
    }

    /// The first place of the row at an index; of the row after it where it is the blank row between
    /// two blocks, of the last row where it is beyond the end.
    #[must_use]
    pub fn place_at(&self, index: usize) -> Place {
        let Some((block, row)) = self.find(index.min(self.sheet.height.saturating_sub(1))) else {
            return Place::default();
        };
        let offset =
            self.sheet.blocks.get(block).and_then(|block| block.start_of(row.unwrap_or(0)));
        Place { block, offset: offset.unwrap_or(0) }
    }

    /// The index of the row that shows a place; of the last one where the place is beyond the end.
    #[must_use]
    pub fn row_at(&self, place: Place) -> usize {
        let (Some(block), Some(start)) =
            (self.sheet.blocks.get(place.block), self.sheet.starts.get(place.block))
        else {
            return self.sheet.height.saturating_sub(1);
        };
        start + usize::from(block.blank_before) + block.row_of(place.offset)
    }

    /// The block of the row at an index, and which of its rows it is; none for the blank row before it.
    fn find(&self, index: usize) -> Option<(usize, Option<usize>)> {
        if index >= self.sheet.height {
            return None;
        }
        let position = self.sheet.starts.partition_point(|start| *start <= index).checked_sub(1)?;
        let block = self.sheet.blocks.get(position)?;
        let within = index - self.sheet.starts.get(position)?;
        Some((position, within.checked_sub(usize::from(block.blank_before))))
    }
}
