//! Rows that have moved: found by comparing, moved by the terminal.

use std::hash::{Hash, Hasher};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rustc_hash::FxHasher;

use super::cursor::Region;
use super::shown::{are_same, is_blank, row};

/// Rows of a place that move together, up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moved {
    /// The place whose rows move.
    pub(super) place: Rect,
    /// By how many rows: up where it is positive, down where it is negative.
    pub(super) rows: i32,
}

/// The fewest rows that must have moved together: less is written as quickly.
const FEWEST: usize = 3;

/// How the rows of each pane have moved, if they have.
pub(super) fn moves(front: &Buffer, back: &Buffer, panes: &[Rect]) -> Vec<Moved> {
    let inside = panes.iter().map(|pane| pane.intersection(back.area));
    inside
        .filter(|place| !place.is_empty() && front.area == back.area)
        .filter_map(|place| Some(Moved { place, rows: shift(front, back, place)? }))
        .collect()
}

impl Moved {
    /// The same rows in the whole width of the screen.
    pub(super) fn in_full_width(self, screen: Rect) -> Self {
        Self { place: Rect { x: screen.x, width: screen.width, ..self.place }, ..self }
    }

    /// Whether the place has to be parted from what stands beside it by margins.
    pub(super) fn needs_margins(self, screen: Rect) -> bool {
        self.place.width < screen.width
    }

    /// Whether the place can be moved alone: no wide sign lies across its edges.
    pub(super) fn is_cut_clean(self, front: &Buffer) -> bool {
        let Rect { x, width, .. } = self.place;
        // A terminal takes margins only where they are at least two columns apart.
        let covered = |x: u16, y| front.cell((x, y)).is_some_and(|cell| cell.symbol().is_empty());
        let rows = self.place.top()..self.place.bottom();
        width > 1 && !rows.into_iter().any(|y| covered(x, y) || covered(self.place.right(), y))
    }

    /// The same rows from the column on in which text stands, so that a return leads to its beginning. The
    /// region that scrolls now is kept where it will do: to set another costs more than it saves.
    pub(super) fn without_margin(self, front: &Buffer, back: &Buffer, region: Region) -> Self {
        let Rect { x, width, .. } = self.place;
        let rows = || self.place.top()..self.place.bottom();
        let is_blank = |x: u16| {
            let blank = |buffer: &Buffer, y| buffer.cell((x, y)).is_none_or(is_blank);
            rows().all(|y| blank(front, y) && blank(back, y))
        };
        let right = self.place.right();
        // Margins are at least two columns apart.
        let text = (x..right.saturating_sub(2)).find(|x| !is_blank(*x)).unwrap_or(x);
        let Region(now) = region;
        let will_do = now.right() == right && (x..=text).contains(&now.x);
        let left = if will_do { now.x } else { text };
        Self { place: Rect { x: left, width: width - (left - x), ..self.place }, ..self }
    }

    /// From which row what a row of the place shows afterwards has come; none where it is left blank.
    pub(super) fn source_of(self, y: u16) -> Option<u16> {
        let from = u16::try_from(i32::from(y) + self.rows).ok()?;
        (self.place.top()..self.place.bottom()).contains(&from).then_some(from)
    }

    /// The same move, of those of its rows where it pays. For each row of the place: what it costs to write
    /// it as it is, after the move, and where the move has left it blank.
    ///
    /// What stands beside a pane moves with it and is written again; where a neighbour has much text and
    /// the pane little, that is dearer than not to move the rows.
    pub(super) fn where_it_pays(self, costs: &[[usize; 3]]) -> Option<Self> {
        let count = usize::try_from(self.rows.unsigned_abs()).ok()?;
        let sums = |kind: usize| {
            let mut sums = vec![0];
            for cost in costs {
                sums.push(sums.last().copied().unwrap_or(0) + cost.get(kind).copied().unwrap_or(0));
            }
            sums
        };
        let [still, moved, blank] = [0, 1, 2].map(sums);
        let sum = |sums: &[usize], from: usize, to: usize| {
            Some(i64::try_from(sums.get(to)?.saturating_sub(*sums.get(from)?)).unwrap_or(i64::MAX))
        };
        let gain = |from: usize, to: usize| {
            let (a, b, c, d) = if self.rows > 0 {
                (from, to - count, to - count, to)
            } else {
                (from + count, to, from, from + count)
            };
            Some(sum(&still, from, to)? - sum(&moved, a, b)? - sum(&blank, c, d)?)
        };
        let ranges = (0..costs.len())
            .flat_map(|from| (from + count + 1..=costs.len()).map(move |to| (from, to)));
        let best = ranges.filter_map(|(from, to)| Some((gain(from, to)?, from, to))).max()?;
        let (gain, from, to) = best;
        let (from, height) = (u16::try_from(from).ok()?, u16::try_from(to - from).ok()?);
        let place = Rect { y: self.place.y + from, height, ..self.place };
        (gain > 0).then_some(Self { place, ..self })
    }
}

/// By how many rows most rows of a place have moved.
fn shift(front: &Buffer, back: &Buffer, place: Rect) -> Option<i32> {
    // Most keys leave most panes as they are.
    let changed = (place.y..place.bottom())
        .filter(|y| !are_same(row(front, place, *y), row(back, place, *y)));
    if changed.take(FEWEST).count() < FEWEST {
        return None;
    }
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
    let hash = |y: u16| {
        let cells = row(buffer, place, y);
        // Where two rows have one number by chance, what the move left wrong is written all the same.
        let mut hasher = FxHasher::default();
        for cell in cells {
            // What looks alike has one number.
            let seen = (!is_blank(cell)).then(|| (cell.symbol(), cell.fg, cell.bg, cell.modifier));
            seen.hash(&mut hasher);
        }
        cells.iter().any(|cell| !is_blank(cell)).then(|| hasher.finish())
    };
    (place.y..place.bottom()).map(hash).collect()
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
        let found = moves(&front, &back, &[pane]);
        assert_eq!(found, [Moved { place: pane, rows: 1 }]);
        let from: Vec<_> = (1..6).map(|y| found[0].source_of(y)).collect();
        assert_eq!(from, [Some(2), Some(3), Some(4), Some(5), None]);
        assert_eq!(moves(&back, &front, &[pane])[0].rows, -1);
    }

    #[test]
    fn what_stays_is_not_moved() {
        let front = buffer(&["a", "a", "a", "a", "a"]);
        let back = buffer(&["a", "a", "b", "a", "a"]);
        assert_eq!(moves(&front, &back, &[front.area]), []);
    }

    #[test]
    fn a_wide_sign_is_not_cut() {
        let front = buffer(&["a文b", "abcd", "abcd"]);
        let at = |x, width| Moved { place: Rect { x, y: 0, width, height: 3 }, rows: 1 };
        // In a buffer of the program's own, what a wide sign covers is empty.
        let mut front = front;
        front[(2, 0)].set_symbol("");
        assert!(at(1, 2).is_cut_clean(&front) && at(0, 3).is_cut_clean(&front));
        assert!(!at(2, 2).is_cut_clean(&front) && !at(0, 2).is_cut_clean(&front));
    }

    #[test]
    fn the_margin_beside_the_text_is_left_out() {
        let front = buffer(&["   1. ab ", "      cd ", "   2. ef "]);
        let place = Rect { x: 1, y: 0, width: 7, height: 3 };
        let moved = Moved { place, rows: 1 };
        let from = |region: Rect| {
            let moved = moved.without_margin(&front, &front, Region(region));
            assert_eq!(moved.place.right(), place.right());
            moved.place.x
        };
        assert_eq!(from(front.area), 3);
        assert_eq!(from(place), 1, "what is set will do");
        assert_eq!(from(Rect { x: 2, width: 6, ..place }), 2);
        assert_eq!(from(Rect { x: 6, width: 2, ..place }), 3, "it would cut the text");
    }

    #[test]
    fn rows_whose_neighbours_are_dear_are_not_moved() {
        let pane = Rect { x: 0, y: 10, width: 80, height: 6 };
        let up = Moved { place: pane, rows: 1 };
        // The first two rows cost more to repair than to write.
        let costs =
            [[50, 90, 90], [50, 90, 90], [50, 5, 60], [50, 5, 60], [50, 5, 60], [50, 5, 60]];
        let place = up.where_it_pays(&costs).unwrap().place;
        assert_eq!((place.y, place.height), (12, 4));
        assert_eq!(up.where_it_pays(&[[10, 20, 30]; 6]), None);
        let down = Moved { rows: -2, ..up };
        let place = down.where_it_pays(&[[50, 5, 60]; 6]).unwrap().place;
        assert_eq!((place.y, place.height), (10, 6));
    }
}
