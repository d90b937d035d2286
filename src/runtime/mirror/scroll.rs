//! Rows that have moved: found by comparing, moved by the terminal.

use std::hash::{DefaultHasher, Hash, Hasher};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

/// Rows of a place that move together, up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moved {
    /// The place whose rows move.
    pub(super) place: Rect,
    /// By how many rows: up where it is positive, down where it is negative.
    pub(super) rows: i32,
    /// Whether the place is narrower than the screen, so that margins must be set.
    pub(super) margins: bool,
}

/// The fewest rows that must have moved together: less is written as quickly.
const FEWEST: usize = 3;

/// The moves that may pay: of each place alone where the terminal has margins, and of the whole width
/// of its rows, after which what stood beside it is written again.
pub(super) fn candidates(
    front: &Buffer,
    back: &Buffer,
    panes: &[Rect],
    margins: bool,
) -> Vec<Moved> {
    let mut moves = Vec::new();
    for pane in panes {
        let place = pane.intersection(back.area);
        if place.is_empty() || front.area != back.area {
            continue;
        }
        let Some(rows) = shift(front, back, place) else { continue };
        let whole = Rect { x: 0, width: back.area.width, ..place };
        if margins && place.width < whole.width && place.width > 1 {
            moves.push(Moved { place, rows, margins: true });
        }
        moves.push(Moved { place: whole, rows, margins: false });
    }
    moves
}

impl Moved {
    /// Does to a buffer what the terminal does to its screen.
    pub(super) fn apply(&self, buffer: &mut Buffer) {
        let Rect { height, .. } = self.place;
        let order: Vec<u16> =
            if self.rows > 0 { (0..height).collect() } else { (0..height).rev().collect() };
        for row in order {
            let from = i32::from(row) + self.rows;
            let from = u16::try_from(from).ok().filter(|from| *from < height);
            for x in self.place.x..self.place.right() {
                let cell = from.and_then(|from| buffer.cell((x, self.place.y + from)).cloned());
                if let Some(target) = buffer.cell_mut((x, self.place.y + row)) {
                    *target = cell.unwrap_or_default();
                }
            }
        }
    }
}

/// By how many rows most rows of a place have moved.
fn shift(front: &Buffer, back: &Buffer, place: Rect) -> Option<i32> {
    let before = hashes(front, place);
    let after = hashes(back, place);
    let height = i32::try_from(before.len()).ok()?;
    let alike = |rows: i32| {
        let pairs = (0..height).filter_map(|row| {
            let from = usize::try_from(row + rows).ok()?;
            Some((before.get(from)?, after.get(usize::try_from(row).ok()?)?))
        });
        // Blank rows are alike anywhere; they prove nothing.
        pairs.filter(|(from, to)| from == to && to.is_some()).count()
    };
    let stays = alike(0);
    let moved = (1..height).flat_map(|rows| [rows, -rows]).map(|rows| (alike(rows), rows));
    let (count, rows) = moved.max_by_key(|(count, rows)| (*count, -rows.abs()))?;
    (count >= FEWEST && count > stays).then_some(rows)
}

/// A number for each row of a place; none for a blank one.
fn hashes(buffer: &Buffer, place: Rect) -> Vec<Option<u64>> {
    let row = |y: u16| {
        let cells = (place.x..place.right()).filter_map(move |x| buffer.cell((x, y)));
        let mut hasher = DefaultHasher::new();
        let mut blank = true;
        for cell in cells {
            blank &= *cell == Cell::default();
            (cell.symbol(), cell.fg, cell.bg, cell.modifier).hash(&mut hasher);
        }
        (!blank).then(|| hasher.finish())
    };
    (place.y..place.bottom()).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn buffer(rows: &[&str]) -> Buffer {
        Buffer::with_lines(rows.to_vec())
    }

    #[test]
    fn rows_that_moved_are_found() {
        let front = buffer(&["head", "a", "b", "c", "d", "e", "foot"]);
        let back = buffer(&["head", "b", "c", "d", "e", "f", "foot"]);
        let pane = Rect { x: 0, y: 1, width: 4, height: 5 };
        let moves = candidates(&front, &back, &[pane], false);
        assert_eq!(moves, [Moved { place: pane, rows: 1, margins: false }]);
        let mut scrolled = front.clone();
        moves[0].apply(&mut scrolled);
        assert_eq!(scrolled, buffer(&["head", "b", "c", "d", "e", "    ", "foot"]));
        assert_eq!(candidates(&back, &front, &[pane], false)[0].rows, -1);
    }

    #[test]
    fn what_stays_is_not_moved() {
        let front = buffer(&["a", "a", "a", "a", "a"]);
        let back = buffer(&["a", "a", "b", "a", "a"]);
        assert_eq!(candidates(&front, &back, &[front.area], true), []);
    }
}
