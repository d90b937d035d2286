//! Writes what differs between two frames.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use super::cursor::{Place, Region};
use super::pen::Pen;
use super::scroll::Moved;
use super::shown::{Shown, is_blank, is_same};

/// How the terminal is set, beside what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State {
    /// Where its cursor stands, where that is known.
    pub(super) at: Option<Place>,
    /// The style in which it writes, where that is known.
    pub(super) pen: Option<Pen>,
    /// What of its screen scrolls.
    pub(super) region: Region,
    /// Whether margins at the sides are on (mode 69).
    pub(super) margins: bool,
}

/// The bytes so far, and how they leave the terminal.
#[derive(Debug)]
pub(super) struct Writing {
    /// What is sent.
    pub(super) bytes: Vec<u8>,
    /// How the terminal then is.
    pub(super) state: State,
    screen: Rect,
    repeat: bool,
}

/// The bytes of the shortest movement to the right, `CSI C`.
const SHORTEST: usize = 3;

/// The columns that a cell takes: none where it is covered by a wide one before it.
fn columns(cell: &Cell) -> u16 {
    match cell.symbol() {
        "" => 0,
        // A byte alone is ASCII, and no control: those have passed.
        symbol if symbol.len() == 1 => 1,
        symbol => u16::try_from(symbol.width()).unwrap_or(1).clamp(1, 2),
    }
}

/// Whether every terminal gives a cluster the columns that we do. Where that is not sure, the cursor
/// is placed anew after it.
fn is_sure(symbol: &str) -> bool {
    // Most are one byte, and need not be read as text.
    if matches!(symbol.as_bytes(), [b' '..=b'~']) {
        return true;
    }
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    matches!(
        c,
        '\u{A0}'..='\u{2FF}'
            | '\u{370}'..='\u{482}'
            | '\u{48A}'..='\u{556}'
            | '\u{5D0}'..='\u{5EA}'
            | '\u{620}'..='\u{64A}'
            | '\u{660}'..='\u{66F}'
            | '\u{671}'..='\u{6D5}'
            | '\u{6F0}'..='\u{6FF}'
            | '\u{10D0}'..='\u{10FA}'
            | '\u{1E00}'..='\u{1FFF}'
            | '\u{2010}'..='\u{2027}'
            | '\u{2030}'..='\u{205E}'
            | '\u{2070}'..='\u{20BF}'
            | '\u{2100}'..='\u{218B}'
            | '\u{2190}'..='\u{2193}'
            | '\u{2500}'..='\u{259F}'
            | '\u{2800}'..='\u{28FF}'
            | '\u{3001}'..='\u{3029}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30A1}'..='\u{30FE}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7A3}'
            | '\u{FB50}'..='\u{FBB1}'
            | '\u{FBD3}'..='\u{FD3D}'
            | '\u{FE70}'..='\u{FEFC}'
    )
}

impl Writing {
    /// Begins with the terminal as it is.
    pub(super) fn new(state: State, screen: Rect, repeat: bool) -> Self {
        Self { bytes: Vec::new(), state, screen, repeat }
    }

    /// Moves rows. What becomes free is blank in the background of the style, so that must have none.
    pub(super) fn scroll(&mut self, moved: &Moved) {
        self.style_for_blank();
        self.confine(moved.place);
        let Moved { place, rows } = *moved;
        let inside = self.state.at.filter(|at| place.contains(at.cell));
        let (last, first) = (place.bottom().saturating_sub(1), place.top());
        match inside {
            // At the edge a line feed scrolls, and the cursor is where the new row is written.
            Some(at) if at.cell.y == last && matches!(rows, 1 | 2) => {
                self.leave_the_edge(at);
                self.send(if rows == 1 { "\n" } else { "\n\n" });
            }
            Some(at) if at.cell.y == first && rows == -1 => {
                self.leave_the_edge(at);
                self.send("\x1bM");
            }
            _ => {
                let count = rows.unsigned_abs();
                let count = if count == 1 { String::new() } else { count.to_string() };
                self.send(&format!("\x1b[{count}{}", if rows > 0 { 'S' } else { 'T' }));
            }
        }
    }

    /// Behind the last cell not every terminal says where the cursor is; at the beginning of the row all do.
    fn leave_the_edge(&mut self, at: Place) {
        if at.waits {
            self.send("\r");
            let start = self.state.region.start(at.cell.x);
            self.state.at = Some(Place::at(start, at.cell.y));
        }
    }

    /// Lets only a part of the screen scroll. It stays so: who reads on scrolls the same part again.
    fn confine(&mut self, place: Rect) {
        let Region(now) = self.state.region;
        if (now.x, now.width) != (place.x, place.width) {
            if place.width == self.screen.width {
                self.send("\x1b[s");
            } else {
                if !self.state.margins {
                    self.send("\x1b[?69h");
                    self.state.margins = true;
                }
                self.send(&format!("\x1b[{};{}s", place.x + 1, place.right()));
            }
            self.state.at = None;
        }
        if (now.y, now.height) != (place.y, place.height) {
            self.send(&format!("\x1b[{};{}r", place.y + 1, place.bottom()));
            self.state.at = None;
        }
        self.state.region = Region(place);
    }

    /// Takes the margins at the sides away where what is written lies across one: writing stops at a margin
    /// as it does at the edge of the screen.
    fn free(&mut self, from: usize, to: usize) {
        let Region(now) = self.state.region;
        let (left, right) = (usize::from(now.left()), usize::from(now.right()));
        let on_one_side = to <= left || (from >= left && to <= right) || from >= right;
        if !on_one_side {
            self.confine(Rect { x: self.screen.x, width: self.screen.width, ..now });
        }
    }

    /// Writes every cell that differs; what scrolls last, so that the cursor stays there.
    pub(super) fn changes(&mut self, before: Shown<'_>, back: &Buffer) {
        let width = usize::from(back.area.width).max(1);
        let Region(region) = self.state.region;
        let scrolls = region.top()..region.bottom();
        let mut old = Vec::with_capacity(width);
        for inside in [false, true] {
            let rows = back.content.chunks(width).zip(0..);
            for (new, y) in rows.filter(|(_, y)| scrolls.contains(y) == inside) {
                before.row_into(y, &mut old);
                if !old.iter().zip(new).all(|(old, new)| is_same(old, new)) {
                    self.row(y, &old, new);
                }
            }
        }
    }

    /// Writes a frame onto a blank screen.
    pub(super) fn whole(&mut self, back: &Buffer) {
        self.bytes.reserve(back.content.len());
        let width = usize::from(back.area.width).max(1);
        for (row, y) in back.content.chunks(width).zip(0..) {
            self.cells(y, row, row.len(), |_, cell| is_blank(cell));
        }
    }

    /// Writes what differs in a row.
    pub(super) fn row(&mut self, y: u16, before: &[&Cell], after: &[Cell]) {
        let blank_from = after.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1);
        // Erasing to the end costs three bytes: it pays where more than that is to go.
        let stale = before.iter().skip(blank_from).filter(|cell| !is_blank(cell)).count();
        let (end, erase) = if stale > 3 { (blank_from, true) } else { (after.len(), false) };
        self.cells(y, after, end, |x, new| before.get(x).is_none_or(|old| is_same(old, new)));
        if erase {
            self.free(blank_from, after.len());
            self.go(y, blank_from, after);
            self.style_for_blank();
            self.send("\x1b[K");
        }
    }

    /// Writes the cells of a row up to `end`, but for those that stand there already.
    fn cells(&mut self, y: u16, row: &[Cell], end: usize, stands: impl Fn(usize, &Cell) -> bool) {
        let mut x = 0;
        while let Some(cell) = row.get(x).filter(|_| x < end) {
            if stands(x, cell) || cell.symbol().is_empty() || self.follow(y, x, cell) {
                x += 1;
            } else {
                x = self.run(y, x, end, row);
            }
        }
    }

    /// Writes a cell where nothing is to be sent before it, as for most: the cursor stands there, and the
    /// style is set. A blank may be the first of many, and where signs can be repeated, so may any.
    fn follow(&mut self, y: u16, x: usize, cell: &Cell) -> bool {
        let symbol = cell.symbol();
        let stands = |at: Place| !at.waits && at.cell.y == y && usize::from(at.cell.x) == x;
        let follows = !self.repeat
            && self.state.at.is_some_and(stands)
            && self.state.pen == Some(Pen::of(cell))
            && symbol != " "
            && is_sure(symbol)
            && columns(cell) == 1;
        if follows {
            self.send(symbol);
            self.advance(1);
        }
        follows
    }

    /// Writes from a cell that differs; says where it stopped.
    fn run(&mut self, y: u16, x: usize, end: usize, after: &[Cell]) -> usize {
        let Some(cell) = after.get(x) else { return end };
        let blanks = after
            .iter()
            .take(end)
            .skip(x)
            .take_while(|other| is_blank(other) && Pen::of(other) == Pen::of(cell))
            .count();
        // A run of blanks inside a row is erased; the cursor stays before it.
        if is_blank(cell) && blanks > 8 {
            self.free(x, x + blanks);
            self.go(y, x, after);
            self.style_for_blank();
            self.send(&format!("\x1b[{blanks}X"));
            return x + blanks;
        }
        let mut length = 1;
        if self.repeat && is_sure(cell.symbol()) && columns(cell) == 1 {
            length = after.iter().take(end).skip(x).take_while(|other| *other == cell).count();
        }
        self.free(x, x + length * usize::from(columns(cell)));
        self.go(y, x, after);
        self.style(Pen::of(cell));
        self.put(cell, length);
        x + length
    }

    /// Writes a cell, and the same so many times in all.
    fn put(&mut self, cell: &Cell, times: usize) {
        let symbol = cell.symbol();
        let repeated = (times > 1).then(|| format!("\x1b[{}b", times - 1));
        match repeated.filter(|repeated| symbol.len() + repeated.len() < symbol.len() * times) {
            Some(repeated) => {
                self.send(symbol);
                self.send(&repeated);
            }
            None => (0..times).for_each(|_| self.send(symbol)),
        }
        if is_sure(symbol) {
            self.advance(usize::from(columns(cell)) * times);
        } else {
            self.state.at = None;
        }
    }

    /// The cursor has gone on by so many columns.
    fn advance(&mut self, columns: usize) {
        let Region(region) = self.state.region;
        self.state.at = self.state.at.and_then(|at| {
            let x = u16::try_from(usize::from(at.cell.x) + columns).unwrap_or(u16::MAX);
            let inside = at.cell.x < region.right();
            let edge = if inside { region.right() } else { self.screen.right() };
            match x.cmp(&edge) {
                std::cmp::Ordering::Less => Some(Place::at(x, at.cell.y)),
                // After the last column the cursor waits, and not every terminal says where.
                std::cmp::Ordering::Equal => Some(Place {
                    cell: Position { x: x.saturating_sub(1), y: at.cell.y },
                    waits: true,
                }),
                std::cmp::Ordering::Greater => None,
            }
        });
    }

    /// Takes the cursor to a cell: over what stands between in the same style, where that is short.
    fn go(&mut self, y: u16, x: usize, after: &[Cell]) {
        let to = Position { x: u16::try_from(x).unwrap_or(u16::MAX), y };
        let start = self.bytes.len();
        if !self.go_over(to, after, SHORTEST) {
            self.state.region.movement(self.state.at, to, &mut self.bytes);
            let way = self.bytes.len();
            if self.go_over(to, after, way - start) {
                self.bytes.drain(start..way);
            }
        }
        self.state.at = Some(Place { cell: to, waits: false });
    }

    /// Writes what stands between the cursor and a place behind it in its row, if that leads there and has
    /// no more than so many bytes.
    fn go_over(&mut self, to: Position, after: &[Cell], most: usize) -> bool {
        let State { at, pen, region, .. } = self.state;
        let before = |at: &Place| !at.waits && at.cell.y == to.y && at.cell.x < to.x;
        let Some(Place { cell: from, .. }) = at.filter(before) else { return false };
        let edge = region.0.right();
        let stops = from.x < edge && to.x >= edge;
        // Each cell between has a byte at least.
        if stops || usize::from(to.x - from.x) > most {
            return false;
        }
        let between = after.get(usize::from(from.x)..usize::from(to.x)).unwrap_or_default();
        let length: usize = between.iter().map(|cell| cell.symbol().len()).sum();
        let passes = |cell: &Cell| {
            is_sure(cell.symbol()) && columns(cell) == 1 && Some(Pen::of(cell)) == pen
        };
        let leads = length <= most && between.iter().all(passes);
        if leads {
            for cell in between {
                self.send(cell.symbol());
            }
        }
        leads
    }

    fn style(&mut self, pen: Pen) {
        pen.after(self.state.pen, &mut self.bytes);
        self.state.pen = Some(pen);
    }

    /// Erasing takes the style's background; any style that has none will do.
    fn style_for_blank(&mut self) {
        if !self.state.pen.is_some_and(Pen::erases) {
            self.style(Pen::default());
        }
    }

    fn send(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }
}
