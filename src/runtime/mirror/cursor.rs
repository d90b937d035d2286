//! Where the terminal's cursor stands, and the shortest movements of it.

use std::cmp::Ordering;

use ratatui::layout::{Position, Rect};

use super::bytes::{keep_shorter, number};

/// A place of the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The cell.
    pub(super) cell: Position,
    /// Whether the cursor waits after the last cell that it could write to. From there only a movement
    /// to the beginning of the row or to a named cell is sure.
    pub(super) waits: bool,
}

/// The part of the screen that scrolls: rows, and columns where the terminal has margins.
///
/// Movements stop at its edges, and a line feed in its last row scrolls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region(pub(super) Rect);

/// Where something lies along an axis: before the region, in it, or behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Inside,
    Behind,
}

fn side(at: u16, from: u16, to: u16) -> Side {
    if at < from {
        Side::Before
    } else if at < to {
        Side::Inside
    } else {
        Side::Behind
    }
}

impl Place {
    /// A cell.
    pub(super) fn at(x: u16, y: u16) -> Self {
        Self { cell: Position { x, y }, waits: false }
    }
}

impl Region {
    fn row_side(self, y: u16) -> Side {
        side(y, self.0.top(), self.0.bottom())
    }

    fn column_side(self, x: u16) -> Side {
        side(x, self.0.left(), self.0.right())
    }

    /// The column to which a carriage return goes from a column.
    pub(super) fn start(self, x: u16) -> u16 {
        if x < self.0.left() { 0 } else { self.0.left() }
    }

    /// Writes the shortest bytes that move the cursor from a place, if that is known, to a cell.
    pub(super) fn movement(self, from: Option<Place>, to: Position, out: &mut Vec<u8>) {
        if from == Some(Place { cell: to, waits: false }) {
            return;
        }
        let best = out.len();
        absolute(to, out);
        let Some(from) = from else { return };
        for from_start in [false, true] {
            let other = out.len();
            if self.relative(from, to, from_start, out) {
                keep_shorter(best, other, out);
            }
        }
    }

    /// Writes a way from one place to the other, if there is one: first down or up, then along the row, which
    /// may be from its beginning.
    fn relative(self, from: Place, to: Position, from_start: bool, out: &mut Vec<u8>) -> bool {
        let Place { cell, waits } = from;
        let x = if from_start { self.start(cell.x) } else { cell.x };
        if (waits && !from_start)
            || self.row_side(cell.y) != self.row_side(to.y)
            || (x != to.x && self.column_side(x) != self.column_side(to.x))
        {
            return false;
        }
        if from_start {
            out.push(b'\r');
        }
        match to.y.cmp(&cell.y) {
            Ordering::Equal => {}
            Ordering::Greater => down(to.y - cell.y, out),
            Ordering::Less => counted(cell.y - to.y, b'A', out),
        }
        match to.x.cmp(&x) {
            Ordering::Equal => {}
            Ordering::Greater => counted(to.x - x, b'C', out),
            Ordering::Less => counted(x - to.x, b'D', out),
        }
        true
    }
}

/// `CSI Ps ; Ps H`, without what it takes for granted.
fn absolute(to: Position, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if to.y > 0 {
        number(to.y.saturating_add(1), out);
    }
    if to.x > 0 {
        out.push(b';');
        number(to.x.saturating_add(1), out);
    }
    out.push(b'H');
}

/// Line feeds, or one sequence, whichever is shorter. Both cells lie on the same side of the region's last
/// row, so nothing scrolls.
fn down(count: u16, out: &mut Vec<u8>) {
    // A sequence with a count has four bytes at least.
    if count <= 4 {
        out.extend(std::iter::repeat_n(b'\n', usize::from(count)));
    } else {
        counted(count, b'B', out);
    }
}

fn counted(count: u16, sequence: u8, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if count != 1 {
        number(count, out);
    }
    out.push(sequence);
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: Region = Region(Rect { x: 0, y: 0, width: 80, height: 24 });
    const PANE: Region = Region(Rect { x: 10, y: 5, width: 60, height: 10 });

    fn way(region: Region, from: Option<Place>, to: (u16, u16)) -> String {
        let to = Position { x: to.0, y: to.1 };
        let mut out = Vec::new();
        region.movement(from, to, &mut out);
        String::from_utf8(out).unwrap().replace('\x1b', "E")
    }

    #[expect(clippy::unnecessary_wraps, reason = "a place may be unknown")]
    fn at(x: u16, y: u16) -> Option<Place> {
        Some(Place::at(x, y))
    }

    #[test]
    fn the_shortest_way_is_taken() {
        assert_eq!(way(WHOLE, at(5, 5), (5, 5)), "");
        assert_eq!(way(WHOLE, None, (0, 0)), "E[H");
        assert_eq!(way(WHOLE, None, (9, 4)), "E[5;10H");
        assert_eq!(way(WHOLE, at(5, 5), (6, 5)), "E[C");
        assert_eq!(way(WHOLE, at(5, 5), (4, 5)), "E[D");
        assert_eq!(way(WHOLE, at(70, 5), (0, 6)), "\r\n");
        assert_eq!(way(WHOLE, at(70, 5), (0, 5)), "\r");
        assert_eq!(way(WHOLE, at(70, 5), (70, 7)), "\n\n");
        assert_eq!(way(WHOLE, at(70, 5), (3, 5)), "E[67D");
        assert_eq!(way(WHOLE, at(70, 5), (60, 5)), "E[10D");
    }

    #[test]
    fn from_behind_the_last_cell_only_the_beginning_of_the_row_is_sure() {
        let waiting = Some(Place { cell: Position { x: 79, y: 5 }, waits: true });
        assert_eq!(way(WHOLE, waiting, (79, 5)), "\rE[79C");
        assert_eq!(way(WHOLE, waiting, (78, 4)), "E[5;79H");
        assert_eq!(way(WHOLE, waiting, (0, 6)), "\r\n");
    }

    #[test]
    fn no_movement_crosses_an_edge_of_the_region() {
        // Line feeds in its last row would scroll it.
        assert_eq!(way(PANE, at(20, 14), (20, 15)), "E[16;21H");
        assert_eq!(way(PANE, at(20, 13), (20, 14)), "\n");
        assert_eq!(way(PANE, at(20, 15), (20, 16)), "\n");
        assert_eq!(way(PANE, at(20, 4), (20, 5)), "E[6;21H");
        assert_eq!(way(PANE, at(20, 6), (20, 3)), "E[4;21H");
        // The return goes to the margin.
        assert_eq!(way(PANE, at(20, 6), (10, 7)), "\r\n");
        assert_eq!(way(PANE, at(20, 6), (0, 6)), "E[7H");
        assert_eq!(way(PANE, at(5, 6), (0, 6)), "\r");
        assert_eq!(way(PANE, at(72, 6), (75, 6)), "E[3C");
        assert_eq!(way(PANE, at(66, 6), (75, 6)), "E[7;76H");
    }
}
