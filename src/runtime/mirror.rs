//! Keeps a mirror of what the terminal shows, and sends the cheapest bytes that make it show the next
//! frame.
//!
//! A frame is drawn into a buffer that nobody else sees. What differs from the mirror is written as
//! runs of cells, with the shortest cursor movements and style changes between them (`writing`); where
//! rows have only moved, the terminal is asked to move them itself (`scroll`), if that is shorter.

mod bytes;
mod charset;
mod cursor;
mod pen;
mod scroll;
mod shown;
mod writing;

use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

use super::reply::Replies;
use crate::model::Clean;
use crate::text::is_turned;
pub(super) use charset::Charset;
use cursor::{Place, Region};
use pen::Pen;
use scroll::Moved;
use shown::{Shown, are_same, blank_into, row};
use writing::{State, Writing};

/// A frame of more bytes than this is shown at once where the terminal can: a smaller one is there at once.
const LARGE: usize = 600;

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

/// The terminals that are known to repeat any character, as their names begin. tmux 3.3a repeats only those
/// of ASCII.
const REPEAT: [&str; 8] =
    ["XTerm(", "kitty(", "foot(", "WezTerm ", "ghostty ", "contour ", "mintty ", "iTerm2 "];

/// The first version of VTE that is known to repeat a character, as its kind gives it.
const VTE_REPEATS: u16 = 6000;

impl Abilities {
    /// What the terminal said that it can. Where it said nothing it cannot: a terminal that took one
    /// of these for something else would show a wrecked screen.
    pub(super) fn of(replies: &Replies) -> Self {
        // Set, or not set; not unknown, and not fixed.
        let has = |mode: Option<u16>| matches!(mode, Some(1 | 2));
        let version = replies.version.as_deref().unwrap_or_default();
        let vte = matches!(replies.kind.as_slice(), [65, version, ..] if *version >= VTE_REPEATS);
        Self {
            margins: has(replies.margins),
            synchronized: has(replies.synchronized),
            repeat: vte || REPEAT.iter().any(|name| version.starts_with(name)),
        }
    }
}

/// What was sent of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sent {
    /// How many bytes.
    pub(super) bytes: usize,
    /// Whether they end with the question.
    pub(super) asked: bool,
}

/// The terminal's screen, and a mirror of it.
#[derive(Debug)]
pub(super) struct Mirror<W: Write> {
    out: W,
    /// The characters that the terminal has, where they are not all.
    charset: Option<Charset>,
    abilities: Abilities,
    /// What the terminal shows.
    front: Buffer,
    /// What it is to show.
    back: Buffer,
    /// Whether the next frame stands there already.
    is_drawn: bool,
    state: State,
    cursor_shown: bool,
    /// Whether the terminal shows what `front` says.
    known: bool,
}

impl<W: Write> Mirror<W> {
    /// A mirror of a terminal of which nothing is known.
    pub(super) fn new(out: W, charset: Option<Charset>) -> Self {
        Self {
            out,
            charset,
            abilities: Abilities::default(),
            front: Buffer::default(),
            back: Buffer::default(),
            is_drawn: false,
            state: fresh(Rect::default()),
            cursor_shown: true,
            known: false,
        }
    }

    /// The terminal is known to understand this.
    pub(super) fn can(&mut self, abilities: Abilities) {
        self.abilities = abilities;
    }

    /// Forgets what the terminal shows: the next frame is sent whole.
    pub(super) fn forget(&mut self) {
        self.known = false;
    }

    /// The next frame is no longer what was drawn of it.
    pub(super) fn draw_anew(&mut self) {
        self.is_drawn = false;
    }

    /// Draws the next frame without showing it; says whether terminals differ in how they show it.
    pub(super) fn prepare(&mut self, area: Rect, draw: impl FnOnce(&mut Buffer)) -> bool {
        self.fill(area, draw);
        self.is_drawn = true;
        has_turned(&self.back)
    }

    fn fill(&mut self, area: Rect, draw: impl FnOnce(&mut Buffer)) {
        if self.back.area == area {
            self.back.reset();
        } else {
            self.back = Buffer::empty(area);
        }
        draw(&mut self.back);
    }

    /// Whether terminals differ in how they show what is there.
    pub(super) fn shows_turned(&self) -> bool {
        has_turned(&self.front)
    }

    /// Shows a frame of `area` that `draw` draws, unless that is done already, with the cursor at a place or hidden; `panes` are the
    /// places whose rows may move together. A frame of `asks_from` bytes or more ends with the question that
    /// the terminal answers when it has come so far. Nothing is written where nothing changed.
    pub(super) fn show(
        &mut self,
        area: Rect,
        panes: &[Rect],
        cursor: Option<Position>,
        asks_from: Option<usize>,
        draw: impl FnOnce(&mut Buffer),
    ) -> io::Result<Sent> {
        if self.front.area != area {
            self.forget();
        }
        if !self.is_drawn || self.back.area != area {
            self.fill(area, draw);
        }
        self.is_drawn = false;
        pass(&mut self.back);
        if let Some(charset) = self.charset {
            charset.fit(&mut self.back);
        }
        let mut frame = Vec::new();
        if !self.known {
            // Nothing that stood there before may stay: style, margins, scrolling region, text.
            frame.extend_from_slice(b"\x1b[?25l\x1b[m");
            if self.abilities.margins {
                frame.extend_from_slice(b"\x1b[?69l");
            }
            frame.extend_from_slice(b"\x1b[r\x1b[H\x1b[2J");
            self.state = fresh(area);
            self.cursor_shown = false;
        }
        if !self.known || !are_same(&self.front.content, &self.back.content) {
            let way = if self.known { self.cheapest(panes) } else { self.onto_blank() };
            if self.cursor_shown {
                frame.extend_from_slice(b"\x1b[?25l");
                self.cursor_shown = false;
            }
            self.state = way.state;
            frame.extend_from_slice(&way.bytes);
            std::mem::swap(&mut self.front, &mut self.back);
        }
        self.place_cursor(cursor, &mut frame);
        if frame.is_empty() {
            return Ok(Sent::default());
        }
        self.known = true;
        if self.abilities.synchronized && frame.len() > LARGE {
            frame.splice(0..0, *b"\x1b[?2026h");
            frame.extend_from_slice(b"\x1b[?2026l");
        }
        let asked = asks_from.is_some_and(|least| frame.len() >= least);
        if asked {
            frame.extend_from_slice(b"\x1b[5n");
        }
        if let Some(charset) = self.charset {
            frame = charset.encode(frame);
        }
        self.out.write_all(&frame)?;
        self.out.flush()?;
        Ok(Sent { bytes: frame.len(), asked })
    }

    fn place_cursor(&mut self, wanted: Option<Position>, frame: &mut Vec<u8>) {
        if let Some(wanted) = wanted {
            self.state.region.movement(self.state.at, wanted, frame);
            self.state.at = Some(Place::at(wanted.x, wanted.y));
            if !self.cursor_shown {
                frame.extend_from_slice(b"\x1b[?25h");
                self.cursor_shown = true;
            }
        } else if self.cursor_shown {
            frame.extend_from_slice(b"\x1b[?25l");
            self.cursor_shown = false;
        }
    }

    /// The way from a blank screen to the frame.
    fn onto_blank(&self) -> Writing {
        let mut writing = self.start();
        writing.whole(&self.back);
        writing
    }

    /// The way from the one frame to the other on which no row moves.
    fn as_it_is(&self) -> Writing {
        let mut writing = self.start();
        writing.changes(Shown::of(&self.front, None), &self.back);
        writing
    }

    /// The shortest way from the one frame to the other.
    fn cheapest(&self, panes: &[Rect]) -> Writing {
        let screen = self.back.area;
        let mut best = self.as_it_is();
        for moved in scroll::moves(&self.front, &self.back, panes) {
            let alone = self.abilities.margins || !moved.needs_margins(screen);
            let alone = Some(moved).filter(|moved| alone && moved.is_cut_clean(&self.front));
            let alone =
                alone.map(|moved| moved.without_margin(&self.front, &self.back, self.state.region));
            let whole = moved.in_full_width(screen);
            let in_part = whole.where_it_pays(&self.costs(&whole));
            for moved in [alone, Some(whole), in_part].into_iter().flatten() {
                let mut writing = self.start();
                writing.scroll(&moved);
                writing.changes(Shown::of(&self.front, Some(moved)), &self.back);
                if writing.bytes.len() < best.bytes.len() {
                    best = writing;
                }
            }
        }
        best
    }

    fn start(&self) -> Writing {
        Writing::new(self.state, self.back.area, self.abilities.repeat)
    }

    /// What each row of a place costs to write as it is, after a move, and where the move left it blank.
    fn costs(&self, moved: &Moved) -> Vec<[usize; 3]> {
        let screen = self.back.area;
        let [still, moves] = [None, Some(*moved)].map(|moved| Shown::of(&self.front, moved));
        let mut old = Vec::new();
        let rows = moved.place.top()..moved.place.bottom();
        rows.map(|y| {
            let wanted = row(&self.back, screen, y);
            let cost = |old: &[&Cell]| {
                let mut writing = Writing::new(fresh(screen), screen, self.abilities.repeat);
                writing.row(y, old, wanted);
                writing.bytes.len()
            };
            still.row_into(y, &mut old);
            let as_it_is = cost(&old);
            moves.row_into(y, &mut old);
            let after = cost(&old);
            blank_into(wanted.len(), &mut old);
            [as_it_is, after, cost(&old)]
        })
        .collect()
    }
}

/// Whether something in it runs from right to left.
fn has_turned(buffer: &Buffer) -> bool {
    buffer.content.iter().any(|cell| is_turned(cell.symbol()))
}

/// A terminal that was just set to what all begin with.
fn fresh(area: Rect) -> State {
    State {
        at: Some(Place::at(0, 0)),
        pen: Some(Pen::default()),
        region: Region(area),
        margins: false,
    }
}

/// Sees that no cell holds anything that a terminal obeys: whatever was drawn, only this is compared and
/// sent.
fn pass(buffer: &mut Buffer) {
    // Most cells have a sign of ASCII or, in borders, one of U+2500 to U+25BF: nothing needs to look at those.
    let is_plain = |cell: &Cell| {
        matches!(cell.symbol().as_bytes(), [b' '..=b'~'] | [0xE2, 0x94..=0x96, 0x80..=0xBF])
    };
    for cell in buffer.content.iter_mut().filter(|cell| !is_plain(cell)) {
        let clean = Clean::line(cell.symbol());
        if !clean.is_as_it_was() {
            let clean = clean.into_owned();
            cell.set_symbol(clean.as_str());
        }
    }
}

#[cfg(test)]
mod model;
#[cfg(test)]
mod tests;
