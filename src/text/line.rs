//! Sets a single line: a row of a list, a label.

use super::cluster::is_printable_ascii;
use super::compose::logical;
use super::level::{Levels, base_level, block_direction, may_run_from_right, reorder};
use super::{Cell, Part};
use crate::model::Direction;

/// What stands where a line is cut.
const ELLIPSIS: &str = "…";
/// How much of a text can matter to a line, in bytes; what stands behind it is taken for cut.
const ENOUGH: usize = 4096;

/// One line of text for a list or a label: cut to `width` columns with an ellipsis where it is longer.
///
/// The ellipsis stands at the end of the text as it is read, so at the left where it runs from the right.
#[must_use]
pub fn line(text: &str, direction: Direction, width: u16) -> Vec<Cell> {
    let mut cells = Vec::new();
    line_into(text, direction, width, &mut cells);
    cells
}

/// The same, put into `cells` in place of what they held: who sets many lines takes the room of the one before.
pub fn line_into(text: &str, direction: Direction, width: u16, cells: &mut Vec<Cell>) {
    cells.clear();
    let columns = usize::from(width);
    let enough = text.floor_char_boundary(ENOUGH.max(columns * 4));
    let mut considered = text.get(..enough).unwrap_or_default();
    if direction == Direction::LeftToRight && is_printable_ascii(considered) {
        // One column more, by which it is seen that something is cut.
        considered = considered.get(..=columns).unwrap_or(considered);
    }
    let levels = (direction == Direction::RightToLeft || may_run_from_right(considered))
        .then(|| Levels::of_block(considered, direction));
    logical(considered, 0..considered.len(), levels.as_ref(), u16::MAX, cells);
    let whole: usize = cells.iter().map(|cell| usize::from(cell.width)).sum();
    if whole > columns || considered.len() < text.len() {
        cut(cells, width, direction);
    }
    reorder(cells);
}

/// The direction of a line that stands alone: that of most of its letters.
#[must_use]
pub fn direction(text: &str) -> Direction {
    block_direction(text, Direction::LeftToRight)
}

/// The columns that a line takes where it is not cut.
#[must_use]
pub fn width(text: &str) -> usize {
    line(text, direction(text), u16::MAX).iter().map(|cell| usize::from(cell.width)).sum()
}

/// Cuts a line that stands in logical order, and shows that it is cut.
fn cut(cells: &mut Vec<Cell>, width: u16, direction: Direction) {
    let room = usize::from(width.saturating_sub(1));
    let mut taken = 0;
    let kept = cells
        .iter()
        .take_while(|cell| {
            taken += usize::from(cell.width);
            taken <= room
        })
        .count();
    cells.truncate(kept);
    while cells.last().is_some_and(Cell::is_blank) {
        cells.pop();
    }
    if width > 0 {
        let level = base_level(direction).number();
        cells.push(Cell::sign(ELLIPSIS, Part::Text, level));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, direction: Direction, width: u16) -> String {
        line(text, direction, width).iter().map(|cell| cell.symbol.as_str()).collect()
    }

    #[test]
    fn a_line_that_fits_is_whole() {
        assert_eq!(shown("one two", Direction::LeftToRight, 7), "one two");
        assert_eq!(shown("", Direction::LeftToRight, 0), "");
    }

    #[test]
    fn a_line_is_cut_where_its_reading_ends() {
        assert_eq!(shown("one two", Direction::LeftToRight, 6), "one t…");
        assert_eq!(shown("one two", Direction::LeftToRight, 5), "one…");
        assert_eq!(shown("אבג דהו", Direction::RightToLeft, 6), "…ד גבא");
        assert_eq!(shown("one two", Direction::LeftToRight, 1), "…");
        assert_eq!(shown("one two", Direction::LeftToRight, 0), "");
    }

    #[test]
    fn a_cluster_is_never_cut() {
        assert_eq!(shown("文字文字", Direction::LeftToRight, 6), "文字…");
        assert_eq!(shown("e\u{301}e\u{301}e\u{301}", Direction::LeftToRight, 2), "e\u{301}…");
    }

    #[test]
    fn a_very_long_text_is_cut_without_reading_it() {
        let text = "\u{301}".repeat(100_000);
        let cells = line(&text, Direction::LeftToRight, 10);
        assert_eq!(cells.len(), 2, "one cluster, and the sign that the text was cut");
    }
}
