//! Fills a row to its width.

use super::{Cell, Part};

/// How many blanks may be added at one place; a row that needs more stays as it is.
const MOST: usize = 2;

/// Adds blanks between the words of a row in logical order until it takes `room` columns.
///
/// What cannot be shared out evenly goes to the places nearest to the row's start, or to its end where
/// `from_end` is set; taking turns keeps one side of a paragraph from looking looser.
pub(super) fn justify(cells: &mut Vec<Cell>, room: u16, from_end: bool) {
    let used: usize = cells.iter().map(|cell| usize::from(cell.width)).sum();
    let missing = usize::from(room).saturating_sub(used);
    let gaps = gaps(cells);
    if missing == 0 || gaps.is_empty() || missing > gaps.len() * MOST {
        return;
    }
    let each = missing / gaps.len();
    let over = missing % gaps.len();
    // From the end, so that the positions before it stay true.
    for (number, position) in gaps.iter().enumerate().rev() {
        let number = if from_end { gaps.len() - 1 - number } else { number };
        let added = each + usize::from(number < over);
        let Some(level) = cells.get(*position).map(|cell| cell.level) else {
            continue;
        };
        for _ in 0..added {
            cells.insert(*position, Cell::sign(" ", Part::Text, level));
        }
    }
}

/// The positions of the last blank of each stretch of blanks between two words.
fn gaps(cells: &[Cell]) -> Vec<usize> {
    let first = cells.iter().position(|cell| !cell.is_blank());
    let pairs = cells.iter().zip(cells.iter().skip(1)).enumerate();
    pairs
        .skip(first.unwrap_or(cells.len()))
        .filter(|(_, (cell, next))| cell.is_blank() && !next.is_blank())
        .map(|(position, _)| position)
        .collect()
}
