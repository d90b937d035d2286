//! What is drawn on: the cells of the screen, and the way in which text is sent to the terminal.

use std::borrow::Cow;

use ratatui::buffer::Buffer;

use crate::app::Sending;
use crate::text::{self, Cell, Emit};

/// What is drawn on.
pub(super) struct Canvas<'b> {
    /// The cells of the screen.
    pub(super) buffer: &'b mut Buffer,
    /// The order in which text is sent.
    pub(super) emit: Emit,
    /// Whether vowel marks are sent.
    marks: bool,
}

impl<'b> Canvas<'b> {
    pub(super) fn new(buffer: &'b mut Buffer, sending: &Sending) -> Self {
        Self { buffer, emit: sending.emit, marks: sending.marks }
    }

    /// What is to be written for cells that stand in visual order.
    pub(super) fn sent<'c>(&self, cells: &'c [Cell]) -> Cow<'c, [Cell]> {
        let plain = |cell: &Cell| cell.symbol.is_ascii();
        if cells.iter().all(plain) || (self.emit == Emit::Visual && self.marks) {
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
