//! A version set for a width: its rows, and the places that they show.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::breaks::words;
use super::compose::{Placed, logical, visual};
use super::fit::{Limits, lines};
use super::level::{Levels, block_direction, may_run_from_right};
use super::{Cell, Part, Place, Row, Setting, columns, line};
use crate::model::{Block, BlockKind, Direction, Language};

/// The mark before an item of a list without numbers.
const BULLET: &str = "•";
/// A column narrower than this gets no marks.
const ROOM_FOR_MARKS: u16 = 6;

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
    /// The columns of the text column.
    column: u16,
}

#[derive(Debug)]
struct SetBlock {
    kind: BlockKind,
    text: Box<str>,
    direction: Direction,
    blank_before: bool,
    gutter: Gutter,
    /// The columns that the narrowest of its rows has.
    limit: u16,
    /// The rows, in bytes of the text, without the blanks at their ends.
    rows: Box<[Range<usize>]>,
    /// The levels of the paragraph, made when one of its rows is first asked for.
    levels: OnceLock<Option<Levels>>,
}

/// What stands beside the text of a block at the side where its lines begin.
#[derive(Debug, Default)]
struct Gutter {
    /// The cells of the mark, from left to right.
    mark: Vec<Cell>,
    /// The columns before the text of the first row.
    first: u16,
    /// The columns before the text of the others.
    rest: u16,
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
        let mut sheet = Sheet {
            blocks: Vec::with_capacity(blocks.len()),
            starts: Vec::with_capacity(blocks.len()),
            height: 0,
            margin: (width - column) / 2,
            column,
        };
        let mut previous = None;
        for block in blocks {
            let in_list = previous == Some(BlockKind::Bullet) && block.kind == BlockKind::Bullet;
            let blank_before = previous.is_some() && !in_list;
            let block = SetBlock::new(block, direction, column, labels, blank_before);
            previous = Some(block.kind);
            sheet.starts.push(sheet.height);
            sheet.height += block.height();
            sheet.blocks.push(block);
        }
        Self {
            sheet: Arc::new(sheet),
        }
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
            indent: self.sheet.margin,
            cells: Vec::new(),
        };
        if let Some(row) = row {
            let (indent, cells) = block.row(row, self.sheet.column)?;
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
        let offset = self.sheet.blocks.get(block).and_then(|block| {
            let row = block.rows.get(row?)?;
            Some(row.start)
        });
        Place {
            block,
            offset: offset.unwrap_or(0),
        }
    }

    /// The index of the row that shows a place; of the last one where the place is beyond the end.
    #[must_use]
    pub fn row_at(&self, place: Place) -> usize {
        let (Some(block), Some(start)) = (
            self.sheet.blocks.get(place.block),
            self.sheet.starts.get(place.block),
        ) else {
            return self.sheet.height.saturating_sub(1);
        };
        let row = block
            .rows
            .partition_point(|row| row.start <= place.offset)
            .saturating_sub(1);
        start + usize::from(block.blank_before) + row
    }

    /// The block of the row at an index, and which of its rows it is; none for the blank row before it.
    fn find(&self, index: usize) -> Option<(usize, Option<usize>)> {
        if index >= self.sheet.height {
            return None;
        }
        let position = self
            .sheet
            .starts
            .partition_point(|start| *start <= index)
            .checked_sub(1)?;
        let block = self.sheet.blocks.get(position)?;
        let within = index - self.sheet.starts.get(position)?;
        Some((
            position,
            within.checked_sub(usize::from(block.blank_before)),
        ))
    }
}

impl SetBlock {
    fn new(
        block: &Block,
        language: Direction,
        column: u16,
        labels: u16,
        blank_before: bool,
    ) -> Self {
        let direction = block_direction(&block.text, language);
        let gutter = Gutter::new(block, direction, column, labels);
        let limit = column - gutter.first.max(gutter.rest);
        let limits = Limits {
            first: usize::from(column - gutter.first),
            rest: usize::from(column - gutter.rest),
        };
        let words = words(&block.text, usize::from(limit));
        let mut rows: Vec<Range<usize>> = lines(&words, limits)
            .into_iter()
            .filter_map(|line| {
                let words = words.get(line)?;
                Some(words.first()?.start..words.last()?.end)
            })
            .collect();
        if rows.is_empty() {
            rows.push(0..0);
        }
        Self {
            kind: block.kind,
            text: block.text.as_str().into(),
            direction,
            blank_before,
            gutter,
            limit,
            rows: rows.into_boxed_slice(),
            levels: OnceLock::new(),
        }
    }

    fn height(&self) -> usize {
        self.rows.len() + usize::from(self.blank_before)
    }

    fn levels(&self) -> Option<&Levels> {
        self.levels
            .get_or_init(|| {
                (self.direction == Direction::RightToLeft || may_run_from_right(&self.text))
                    .then(|| Levels::of_block(&self.text, self.direction))
            })
            .as_ref()
    }

    /// The column of the first cell of a row, and its cells.
    fn row(&self, index: usize, column: u16) -> Option<(u16, Vec<Cell>)> {
        let range = self.rows.get(index)?.clone();
        let before = if index == 0 {
            self.gutter.first
        } else {
            self.gutter.rest
        };
        let mut placed = logical(&self.text, range.clone(), self.levels(), self.limit);
        let last = index + 1 == self.rows.len();
        if !last && self.text.get(range).unwrap_or_default().ends_with('\u{AD}') {
            hyphenate(&mut placed, column - before);
        }
        let cells = visual(placed);
        let used = columns(&cells);
        let mark: &[Cell] = if index == 0 { &self.gutter.mark } else { &[] };
        let pad = before.saturating_sub(columns(mark) + 1);
        Some(match self.direction {
            Direction::LeftToRight if mark.is_empty() => (before, cells),
            Direction::RightToLeft if mark.is_empty() => {
                ((column - before).saturating_sub(used), cells)
            }
            Direction::LeftToRight => (pad, [mark, &[gap()], &cells].concat()),
            Direction::RightToLeft => (
                (column - before).saturating_sub(used),
                [cells.as_slice(), &[gap()], mark].concat(),
            ),
        })
    }
}

impl Gutter {
    /// `labels` is the width of the widest label in the version that is not out of the common.
    fn new(block: &Block, direction: Direction, column: u16, labels: u16) -> Self {
        let text = match (&block.label, block.kind) {
            (Some(label), _) => label.as_str(),
            (None, BlockKind::Bullet) => BULLET,
            (None, _) => return Self::default(),
        };
        if column < ROOM_FOR_MARKS || text.is_empty() {
            return Self::default();
        }
        let mut mark = line(text, direction, column / 2);
        for cell in &mut mark {
            cell.part = Part::Mark;
            cell.source = 0..0;
        }
        let own = columns(&mark) + 1;
        let common = if block.label.is_some() {
            labels + 1
        } else {
            own
        };
        Self {
            mark,
            first: own.max(common),
            rest: common,
        }
    }
}

/// The blank between a mark and the text.
fn gap() -> Cell {
    Cell::sign(" ", Part::Mark)
}

/// Shows a hyphen at the end of a row that stands in logical order, where there is room for it.
fn hyphenate(placed: &mut Vec<Placed>, limit: u16) {
    let used: usize = placed
        .iter()
        .map(|placed| usize::from(placed.cell.width))
        .sum();
    if used < usize::from(limit)
        && let Some(level) = placed.last().map(|last| last.level)
    {
        placed.push(Placed {
            cell: Cell::sign("-", Part::Hyphen),
            level,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: BlockKind, label: Option<&str>, text: &str) -> Block {
        Block {
            kind,
            label: label.map(str::to_owned),
            text: text.to_owned(),
        }
    }

    fn rows(blocks: &[Block], language: &str, width: u16) -> Vec<String> {
        let setting = Setting {
            measure: 66,
            hyphenate: false,
            justify: false,
        };
        let page = Page::set(blocks, &Language::parse(language).unwrap(), width, &setting);
        (0..page.height())
            .map(|index| {
                let row = page.row(index).unwrap();
                let cells: String = row.cells.iter().map(|cell| cell.symbol.as_str()).collect();
                format!("{}{cells}", " ".repeat(usize::from(row.indent)))
            })
            .collect()
    }

    #[test]
    fn points_and_bullets_hang_beside_their_marks() {
        let blocks = [
            block(BlockKind::Point, Some("8."), "one two three four"),
            block(BlockKind::Bullet, None, "five six seven eight"),
            block(BlockKind::Bullet, None, "nine"),
        ];
        assert_eq!(
            rows(&blocks, "en", 14),
            [
                "8. one two",
                "   three four",
                "",
                "• five six",
                "  seven eight",
                "• nine"
            ]
        );
    }

    #[test]
    fn a_text_from_the_right_hangs_at_the_right() {
        let blocks = [block(BlockKind::Point, Some("8."), "אחד שתיים שלוש ארבע")];
        assert_eq!(rows(&blocks, "he", 14), ["  םייתש דחא .8", "  עברא שולש"]);
    }
}
