//! What is drawn on: the cells of the screen, and the way in which text is sent to the terminal.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::{self, Write};
use std::mem;
use std::rc::Rc;

use ratatui::buffer::Buffer;

use crate::app::Sending;
use crate::model::Direction;
use crate::text::{self, Cell, Emit};

/// The room in which frames are drawn: what one of them needed the next one takes again.
#[derive(Debug, Default)]
pub struct Room {
    /// A line that is being written.
    line: String,
    /// Its cells.
    cells: Vec<Cell>,
    /// What takes long to set.
    known: Known,
}

/// In which way a line was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Way {
    direction: Direction,
    width: u16,
    emit: Emit,
    marks: bool,
}

/// Lines whose cells are not simply their letters one after the other, as they are sent: which way each
/// runs is not worked out again for every frame.
#[derive(Debug, Default)]
struct Known(HashMap<String, Vec<Set>>);

/// How a line was set, and what is to be written for it.
type Set = (Way, Rc<[Cell]>);

impl Known {
    /// So many lines are known; where more stand on a screen, all are forgotten and set anew.
    const LINES: usize = 512;
    /// Longer ones are set each time, in bytes.
    const LONGEST: usize = 1024;

    fn get(&self, line: &str, way: Way) -> Option<Rc<[Cell]>> {
        let (_, cells) = self.0.get(line)?.iter().find(|(known, _)| *known == way)?;
        Some(Rc::clone(cells))
    }

    fn put(&mut self, line: &str, way: Way, cells: Rc<[Cell]>) {
        if line.len() > Self::LONGEST {
            return;
        }
        if self.0.values().map(Vec::len).sum::<usize>() >= Self::LINES {
            self.0.clear();
        }
        self.0.entry(line.to_owned()).or_default().push((way, cells));
    }
}

/// What is drawn on.
pub(super) struct Canvas<'b> {
    /// The cells of the screen.
    pub(super) buffer: &'b mut Buffer,
    /// The order in which text is sent.
    pub(super) emit: Emit,
    /// Whether vowel marks are sent.
    marks: bool,
    room: &'b mut Room,
}

impl<'b> Canvas<'b> {
    pub(super) fn new(buffer: &'b mut Buffer, sending: &Sending, room: &'b mut Room) -> Self {
        Self { buffer, emit: sending.emit, marks: sending.marks, room }
    }

    /// Lends the room for a line, with the line written into it.
    pub(super) fn written<R>(
        &mut self,
        line: fmt::Arguments<'_>,
        put: impl FnOnce(&mut Self, &str) -> R,
    ) -> R {
        let mut room = mem::take(&mut self.room.line);
        room.clear();
        // Only what is written itself can fail, and then the line ends there.
        room.write_fmt(line).ok();
        let result = put(self, &room);
        self.room.line = room;
        result
    }

    /// Lends the cells that are to be written for a line.
    pub(super) fn set<R>(
        &mut self,
        line: &str,
        direction: Direction,
        width: u16,
        put: impl FnOnce(&mut Self, &[Cell]) -> R,
    ) -> R {
        if !line.is_ascii() && (self.turns() || text::may_run_from_right(line)) {
            let way = Way { direction, width, emit: self.emit, marks: self.marks };
            let cells = self.room.known.get(line, way).unwrap_or_else(|| {
                let cells = text::line(line, direction, width);
                let cells = Rc::from(&*self.sent(&cells));
                self.room.known.put(line, way, Rc::clone(&cells));
                cells
            });
            return put(self, &cells);
        }
        let mut cells = mem::take(&mut self.room.cells);
        text::line_into(line, direction, width, &mut cells);
        let result = put(self, &cells);
        self.room.cells = cells;
        result
    }

    /// Whether cells may be sent in another way than they are seen.
    fn turns(&self) -> bool {
        self.emit != Emit::Visual || !self.marks
    }

    /// What is to be written for cells that stand in visual order.
    pub(super) fn sent<'c>(&self, cells: &'c [Cell]) -> Cow<'c, [Cell]> {
        let plain = |cell: &Cell| cell.symbol.is_ascii();
        if !self.turns() || cells.iter().all(plain) {
            return Cow::Borrowed(cells);
        }
        let mut cells = cells.to_vec();
        if !self.marks {
            text::strip_vowel_marks(&mut cells);
        }
        Cow::Owned(text::emit(cells, self.emit))
    }

    /// Keeps panes apart where the terminal reorders whole rows.
    pub(super) fn part_panes(&mut self) {
        if self.emit != Emit::Runs {
            return;
        }
        let area = self.buffer.area;
        for y in area.top()..area.bottom() {
            let row: Vec<&str> = (area.left()..area.right())
                .map(|x| self.buffer.cell((x, y)).map_or(" ", |cell| cell.symbol()))
                .collect();
            for (position, symbol) in text::parted(&row) {
                let x = area.x.saturating_add(u16::try_from(position).unwrap_or(u16::MAX));
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.set_symbol(symbol);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;
    use crate::app::Area;
    use crate::view::put;

    const AREA: Area = Area { x: 0, y: 0, width: 24, height: 1 };

    /// The row on which a title is drawn.
    fn row(room: &mut Room, sending: &Sending, line: &str) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, AREA.width, AREA.height));
        let mut canvas = Canvas::new(&mut buffer, sending, room);
        put::title(&mut canvas, AREA, line, Style::new());
        put::text_at_end(&mut canvas, AREA, line.get(..4).unwrap_or(line), Style::new());
        buffer.content.iter().map(|cell| cell.symbol().to_owned()).collect()
    }

    #[test]
    fn a_line_that_is_known_is_drawn_as_it_was() {
        let lines = ["קול קורא (2023)", "بيان about www.example.org", "Обращение", "Call", "مُدَّة"];
        let kitty = |same_font| Emit::Kitty { same_font };
        let emits = [Emit::Visual, Emit::Runs, Emit::Logical, kitty(true), kitty(false)];
        let ways = emits.into_iter().flat_map(|emit| [(emit, true), (emit, false)]);
        let ways: Vec<Sending> =
            ways.map(|(emit, marks)| Sending { emit, marks, ..Sending::default() }).collect();
        let mut room = Room::default();
        for _ in 0..2 {
            for (sending, line) in ways.iter().flat_map(|way| lines.map(|line| (way, line))) {
                let anew = row(&mut Room::default(), sending, line);
                assert_eq!(row(&mut room, sending, line), anew, "{sending:?} {line}");
            }
        }
        assert!(room.known.0.len() >= 4 && !room.known.0.contains_key("Call"));
    }

    #[test]
    fn no_more_lines_are_kept_than_stand_on_a_screen() {
        let mut room = Room::default();
        let long = "ב".repeat(Known::LONGEST);
        for number in 0..Known::LINES + 9 {
            row(&mut room, &Sending::default(), &format!("אב{number}"));
        }
        row(&mut room, &Sending::default(), &long);
        assert!((1..=Known::LINES).contains(&room.known.0.len()));
        assert!(!room.known.0.contains_key(&long));
    }
}
