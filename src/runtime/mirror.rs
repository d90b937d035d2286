//! Keeps a mirror of what the terminal shows, and sends the cheapest bytes that make it show the next
//! frame.
//!
//! A frame is drawn into a buffer that nobody else sees. What differs from the mirror is written as
//! runs of cells, with the shortest cursor movements and style changes between them (`writing`); where
//! rows have only moved, the terminal is asked to move them itself (`scroll`), if that is shorter.

mod cursor;
mod pen;
mod scroll;
mod writing;

use std::io::{self, Write};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::model::Clean;
use pen::Pen;
use writing::Writing;

/// What the terminal is known to understand, beyond what all do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Abilities {
    /// Left and right margins (DECLRMM, mode 69): a pane can be scrolled alone.
    pub(super) margins: bool,
    /// Synchronized output (mode 2026): a frame is shown when it is complete.
    pub(super) synchronized: bool,
    /// The last character can be repeated (REP).
    pub(super) repeat: bool,
}

/// The terminal's screen, and a mirror of it.
#[derive(Debug)]
pub(super) struct Mirror<W: Write> {
    out: W,
    abilities: Abilities,
    /// What the terminal shows.
    front: Buffer,
    /// What it is to show.
    back: Buffer,
    /// Where its cursor stands, and its style; `None` where that is not known.
    cursor: Option<Position>,
    pen: Option<Pen>,
    cursor_shown: bool,
    /// Whether the terminal shows what `front` says.
    known: bool,
}

impl<W: Write> Mirror<W> {
    /// A mirror of a terminal of which nothing is known.
    pub(super) fn new(out: W, abilities: Abilities) -> Self {
        Self {
            out,
            abilities,
            front: Buffer::default(),
            back: Buffer::default(),
            cursor: None,
            pen: None,
            cursor_shown: true,
            known: false,
        }
    }

    /// Forgets what the terminal shows: the next frame is sent whole.
    pub(super) fn forget(&mut self) {
        self.known = false;
        self.cursor = None;
        self.pen = None;
    }

    /// Shows a frame of `area` that `draw` draws, with the cursor at a place or hidden; `panes` are the
    /// places whose rows may move together. Nothing is written where nothing changed.
    pub(super) fn show(
        &mut self,
        area: Rect,
        panes: &[Rect],
        cursor: Option<Position>,
        draw: impl FnOnce(&mut Buffer),
    ) -> io::Result<()> {
        if self.back.area != area {
            self.back.resize(area);
            self.forget();
        }
        self.back.reset();
        draw(&mut self.back);
        pass(&mut self.back);
        let mut frame = Vec::new();
        if !self.known {
            // Nothing that stood there before may stay: style, scrolling region, text.
            frame.extend_from_slice(b"\x1b[?25l\x1b[m\x1b[r\x1b[H\x1b[2J");
            self.front = Buffer::empty(area);
            self.cursor = Some(Position { x: 0, y: 0 });
            self.pen = Some(Pen::default());
            self.cursor_shown = false;
        }
        let changed = self.front.content != self.back.content;
        if changed {
            let best = self.cheapest(panes);
            if self.cursor_shown {
                frame.extend_from_slice(b"\x1b[?25l");
                self.cursor_shown = false;
            }
            self.cursor = best.at;
            self.pen = best.pen;
            frame.extend_from_slice(&best.bytes);
            std::mem::swap(&mut self.front, &mut self.back);
        }
        self.place_cursor(cursor, &mut frame);
        if !frame.is_empty() {
            self.known = true;
            if self.abilities.synchronized && changed {
                frame.splice(0..0, *b"\x1b[?2026h");
                frame.extend_from_slice(b"\x1b[?2026l");
            }
            self.out.write_all(&frame)?;
            self.out.flush()?;
        }
        Ok(())
    }

    fn place_cursor(&mut self, wanted: Option<Position>, frame: &mut Vec<u8>) {
        if let Some(wanted) = wanted {
            frame.extend(cursor::movement(self.cursor, wanted));
            self.cursor = Some(wanted);
            if !self.cursor_shown {
                frame.extend_from_slice(b"\x1b[?25h");
                self.cursor_shown = true;
            }
        } else if self.cursor_shown {
            frame.extend_from_slice(b"\x1b[?25l");
            self.cursor_shown = false;
        }
    }

    /// The shortest way from the one frame to the other.
    fn cheapest(&self, panes: &[Rect]) -> Writing {
        let write = |mut writing: Writing, front: &Buffer| {
            writing.changes(front, &self.back);
            writing
        };
        let start = || Writing::new(self.cursor, self.pen, self.abilities.repeat);
        let mut best = write(start(), &self.front);
        for moved in scroll::candidates(&self.front, &self.back, panes, self.abilities.margins) {
            let mut writing = start();
            writing.scroll(&moved);
            let mut front = self.front.clone();
            moved.apply(&mut front);
            let way = write(writing, &front);
            if way.bytes.len() < best.bytes.len() {
                best = way;
            }
        }
        best
    }
}

/// Sees that no cell holds anything that a terminal obeys: whatever was drawn, only this is compared and
/// sent.
fn pass(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let clean = Clean::line(cell.symbol());
        if !clean.is_as_it_was() {
            let clean = clean.into_owned();
            cell.set_symbol(clean.as_str());
        }
    }
}

#[cfg(test)]
mod tests;
