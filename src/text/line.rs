//! Sets a single line: a row of a list, a label.

use super::compose::{Placed, logical, visual};
use super::level::{Levels, base_level, block_direction, may_run_from_right};
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
    let enough = text.floor_char_boundary(ENOUGH.max(usize::from(width) * 4));
    let considered = text.get(..enough).unwrap_or_default();
    let levels = (direction == Direction::RightToLeft || may_run_from_right(considered))
        .then(|| Levels::of_block(considered, direction));
    let mut placed = logical(considered, 0..considered.len(), levels.as_ref(), u16::MAX);
    let whole = placed
        .iter()
        .map(|placed| usize::from(placed.cell.width))
        .sum::<usize>();
    if whole > usize::from(width) || considered.len() < text.len() {
        cut(&mut placed, width, direction);
    }
    visual(placed)
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
fn cut(placed: &mut Vec<Placed>, width: u16, direction: Direction) {
    let room = usize::from(width.saturating_sub(1));
    let mut taken = 0;
    let kept = placed
        .iter()
        .take_while(|placed| {
            taken += usize::from(placed.cell.width);
            taken <= room
        })
        .count();
    placed.truncate(kept);
    while placed.last().is_some_and(|last| last.cell.symbol == " ") {
        placed.pop();
    }
    if width > 0 {
        placed.push(Placed {
            cell: Cell::sign(ELLIPSIS, Part::Text),
            level: base_level(direction),
        });
    }
}
