//! What is drawn on: the cells of the screen, and the way in which text is sent to the terminal.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::mem;

use ratatui::buffer::Buffer;

use crate::app::Sending;
use crate::model::Direction;
use crate::text::{self, Cell, Emit};

/// What is drawn on.
pub(super) struct Canvas<'b> {
    /// The cells of the screen.
    pub(super) buffer: &'b mut Buffer,
    /// The order in which text is sent.
    pub(super) emit: Emit,
    /// Whether vowel marks are sent.
    marks: bool,
    /// The room for a line that is being written: what is drawn row by row takes it again and again.
    line: String,
    /// The room for its cells.
    cells: Vec<Cell>,
}

impl<'b> Canvas<'b> {
    pub(super) fn new(buffer: &'b mut Buffer, sending: &Sending) -> Self {
        let columns = usize::from(buffer.area.width);
        Self {
            buffer,
            emit: sending.emit,
            marks: sending.marks,
            line: String::with_capacity(columns),
            cells: Vec::with_capacity(columns),
        }
    }

    /// Lends the room for a line, with the line written into it.
    pub(super) fn written<R>(
        &mut self,
        line: fmt::Arguments<'_>,
        put: impl FnOnce(&mut Self, &str) -> R,
    ) -> R {
        let mut room = mem::take(&mut self.line);
        room.clear();
        // Only what is written itself can fail, and then the line ends there.
        room.write_fmt(line).ok();
        let result = put(self, &room);
        self.line = room;
        result
    }

    /// Lends the room for the cells of a line, with the line set in it.
    pub(super) fn set<R>(
        &mut self,
        line: &str,
        direction: Direction,
        width: u16,
        put: impl FnOnce(&mut Self, &[Cell]) -> R,
    ) -> R {
        let mut cells = mem::take(&mut self.cells);
        text::line_into(line, direction, width, &mut cells);
        let result = put(self, &cells);
        self.cells = cells;
        result
    }

    /// What is to be written for cells that stand in visual order.
    pub(super) fn sent<'c>(&self, cells: &'c [Cell]) -> Cow<'c, [Cell]> {
        let plain = |cell: &Cell| cell.symbol.is_ascii();
        if (self.emit == Emit::Visual && self.marks) || cells.iter().all(plain) {
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
