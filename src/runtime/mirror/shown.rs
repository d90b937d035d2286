//! What the terminal shows before a frame is written: another frame, perhaps with rows of it moved.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use super::pen::Pen;
use super::scroll::Moved;

/// What a move leaves free, and a screen that was cleared.
static BLANK: Cell = Cell::EMPTY;

/// A frame as the terminal shows it. Nothing is copied to move its rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown<'a> {
    front: &'a Buffer,
    moved: Option<Moved>,
}

impl<'a> Shown<'a> {
    /// A frame, after a move if there is one.
    pub(super) fn of(front: &'a Buffer, moved: Option<Moved>) -> Self {
        Self { front, moved }
    }

    /// Puts the cells of a row into `cells` in place of what they held.
    pub(super) fn row_into(self, y: u16, cells: &mut Vec<&'a Cell>) {
        let row = |y| row(self.front, self.front.area, y);
        cells.clear();
        cells.extend(row(y));
        let Some(moved) = self.moved.filter(|moved| is_inside(moved.place, y)) else { return };
        let columns = usize::from(moved.place.left())..usize::from(moved.place.right());
        let come = moved.source_of(y).map(row).and_then(|row| row.get(columns.clone()));
        if let Some(cells) = cells.get_mut(columns) {
            match come {
                Some(come) => cells.iter_mut().zip(come).for_each(|(cell, new)| *cell = new),
                None => cells.fill(&BLANK),
            }
        }
    }
}

/// Puts the cells of a row of so many on a blank screen into `cells`.
pub(super) fn blank_into(width: usize, cells: &mut Vec<&Cell>) {
    cells.clear();
    cells.resize(width, &BLANK);
}

fn is_inside(place: Rect, y: u16) -> bool {
    (place.top()..place.bottom()).contains(&y)
}

/// The cells of a row of a place.
pub(super) fn row(buffer: &Buffer, place: Rect, y: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    let start = usize::from(y - buffer.area.y) * width + usize::from(place.x - buffer.area.x);
    buffer.content.get(start..start + usize::from(place.width)).unwrap_or_default()
}

/// Whether nothing is seen of a cell: it is as erasing leaves it, whatever the colour of its text.
pub(super) fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Pen::of(cell).erases()
}

/// Whether two cells look alike. Most have a byte each, for which comparing strings is a detour.
pub(super) fn is_same(one: &Cell, other: &Cell) -> bool {
    let symbols = match (one.symbol().as_bytes(), other.symbol().as_bytes()) {
        ([one], [other]) => one == other,
        (one, other) => one == other,
    };
    symbols && (Pen::of(one) == Pen::of(other) || (is_blank(one) && is_blank(other)))
}

/// Whether two rows look alike.
pub(super) fn are_same(one: &[Cell], other: &[Cell]) -> bool {
    one.iter().zip(other).all(|(one, other)| is_same(one, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_move_inside_their_place_alone() {
        let front = Buffer::with_lines(["head..", "a....1", "b....2", "c....3", "foot.."]);
        let place = Rect { x: 0, y: 1, width: 4, height: 3 };
        let shown = |rows| {
            let shown = Shown::of(&front, Some(Moved { place, rows }));
            let mut cells = Vec::new();
            let row = |y| {
                shown.row_into(y, &mut cells);
                cells.iter().map(|cell| cell.symbol()).collect::<String>()
            };
            (0..5).map(row).collect::<Vec<_>>()
        };
        assert_eq!(shown(1), ["head..", "b....1", "c....2", "    .3", "foot.."]);
        assert_eq!(shown(-2), ["head..", "    .1", "    .2", "a....3", "foot.."]);
    }
}
