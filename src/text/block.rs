//! One block, or a piece of a long one, set for a width.

use std::ops::Range;
use std::sync::OnceLock;

use super::breaks::{Parting, divided, words};
use super::compose::logical;
use super::fit::{self, Limits};
use super::justify::justify;
use super::level::{Levels, base_level, may_run_from_right, reorder};
use super::{Cell, Part, columns, line};
use crate::model::{Block, BlockKind, Direction};

/// The mark before an item of a list without numbers.
const BULLET: &str = "•";
/// A column narrower than this gets no marks.
const ROOM_FOR_MARKS: u16 = 6;
/// Words are divided where a gap at the end of a row is wider than this part of the column.
const TOLERANCE: usize = 8;
/// A column narrower than this is not justified.
const ROOM_FOR_JUSTIFYING: u16 = 60;

/// The column of text that all blocks of a page share.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Measure {
    /// Its columns.
    pub(super) column: u16,
    /// The columns of the widest label that is not out of the common.
    pub(super) labels: u16,
    /// Whether long words may be divided.
    pub(super) hyphenate: bool,
    /// Whether rows are filled.
    pub(super) justify: bool,
}

/// What is to be set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'text> {
    /// The block.
    pub(super) block: &'text Block,
    /// Its text, or the piece of it that is set apart.
    pub(super) text: &'text str,
    /// Whether it is the beginning of the block, beside which its mark stands.
    pub(super) opens: bool,
    /// The direction of the block.
    pub(super) direction: Direction,
}

/// The rows of a block, or of a piece of one. Places in it are counted from the beginning of its text.
#[derive(Debug)]
pub(super) struct SetBlock {
    /// What it is.
    kind: BlockKind,
    /// The direction in which it runs.
    pub(super) direction: Direction,
    gutter: Gutter,
    /// The columns that the narrowest of its rows has.
    limit: u16,
    /// The rows, in bytes of the text, without the blanks at their ends.
    rows: Box<[Stretch]>,
    /// The levels of the paragraph, made when one of its rows is first asked for.
    levels: OnceLock<Option<Levels>>,
}

/// What a row shows of its block.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    /// The text, in bytes.
    range: Range<usize>,
    /// Whether a hyphen stands at its end.
    hyphen: bool,
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

impl SetBlock {
    /// Sets a block of a version, or a piece of one.
    pub(super) fn new(source: Source<'_>, measure: Measure, parting: Parting) -> Self {
        let Measure { column, labels, .. } = measure;
        let Source { block, text, opens, direction } = source;
        let mut gutter = Gutter::new(block, direction, column, labels);
        if !opens {
            gutter = Gutter { mark: Vec::new(), first: gutter.rest, ..gutter };
        }
        let limit = column - gutter.first.max(gutter.rest);
        let limits = Limits {
            first: usize::from(column - gutter.first),
            rest: usize::from(column - gutter.rest),
        };
        let parting = Parting { limit: usize::from(limit), ..parting };
        let mut words = words(text, &parting);
        let mut lines = fit::lines(&words, limits);
        let may_divide = measure.hyphenate
            && parting.patterns.is_some()
            && !matches!(block.kind, BlockKind::Title | BlockKind::Heading);
        if may_divide && fit::widest_gap(&words, &lines, limits) > usize::from(limit) / TOLERANCE {
            words = divided(text, &words, &parting);
            lines = fit::lines(&words, limits);
        }
        let mut rows: Vec<Stretch> = lines
            .into_iter()
            .filter_map(|line| {
                let last_word = line.end == words.len();
                let words = words.get(line)?;
                let last = words.last()?;
                Some(Stretch {
                    range: words.first()?.start..last.end,
                    hyphen: last.hyphen && !last_word,
                })
            })
            .collect();
        if rows.is_empty() {
            rows.push(Stretch { range: 0..0, hyphen: false });
        }
        Self {
            kind: block.kind,
            direction,
            gutter,
            limit,
            rows: rows.into_boxed_slice(),
            levels: OnceLock::new(),
        }
    }

    /// The number of its rows.
    pub(super) fn height(&self) -> usize {
        self.rows.len()
    }

    /// Where the text of a row begins, in bytes.
    pub(super) fn start_of(&self, row: usize) -> Option<usize> {
        self.rows.get(row).map(|row| row.range.start)
    }

    /// The row that shows the text at an offset.
    pub(super) fn row_of(&self, offset: usize) -> usize {
        self.rows.partition_point(|row| row.range.start <= offset).saturating_sub(1)
    }

    fn levels(&self, text: &str) -> Option<&Levels> {
        self.levels
            .get_or_init(|| {
                (self.direction == Direction::RightToLeft || may_run_from_right(text))
                    .then(|| Levels::of_block(text, self.direction))
            })
            .as_ref()
    }

    /// Puts the cells of a row into `cells`, which are empty, and gives the column of the first; `text` is
    /// what was set.
    pub(super) fn row(
        &self,
        text: &str,
        index: usize,
        measure: Measure,
        cells: &mut Vec<Cell>,
    ) -> Option<u16> {
        let stretch = self.rows.get(index)?;
        let before = if index == 0 { self.gutter.first } else { self.gutter.rest };
        let room = measure.column - before;
        logical(text, stretch.range.clone(), self.levels(text), self.limit, cells);
        if stretch.hyphen && columns(cells) < room {
            let level = cells.last().map_or(0, |cell| cell.level);
            cells.push(Cell::sign("-", Part::Hyphen, level));
        }
        let filled = measure.justify
            && measure.column >= ROOM_FOR_JUSTIFYING
            && index + 1 < self.rows.len()
            && !matches!(self.kind, BlockKind::Title | BlockKind::Heading | BlockKind::Slogan);
        if filled {
            justify(cells, room, index % 2 == 1);
        }
        reorder(cells);
        let free = room.saturating_sub(columns(cells));
        let mark: &[Cell] = if index == 0 { &self.gutter.mark } else { &[] };
        if mark.is_empty() {
            return Some(match self.direction {
                Direction::LeftToRight => before,
                Direction::RightToLeft => free,
            });
        }
        let gap = Cell::sign(" ", Part::Mark, base_level(self.direction).number());
        Some(match self.direction {
            Direction::LeftToRight => {
                let indent = before.saturating_sub(columns(mark) + 1);
                cells.splice(..0, mark.iter().cloned().chain([gap]));
                indent
            }
            Direction::RightToLeft => {
                cells.push(gap);
                cells.extend_from_slice(mark);
                free
            }
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
        let common = if block.label.is_some() { labels + 1 } else { own };
        Self { mark, first: own.max(common), rest: common }
    }
}
