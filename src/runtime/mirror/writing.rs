//! Writes what differs between two frames.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

use super::cursor::movement;
use super::pen::Pen;
use super::scroll::Moved;

/// The bytes so far, and where they leave the terminal.
#[derive(Debug)]
pub(super) struct Writing {
    /// What is sent.
    pub(super) bytes: Vec<u8>,
    /// Where the cursor then stands, where that is sure.
    pub(super) at: Option<Position>,
    /// The style that is then set.
    pub(super) pen: Option<Pen>,
    repeat: bool,
}

/// The columns that a cell takes: none where it is covered by a wide one before it.
fn columns(cell: &Cell) -> u16 {
    match cell.symbol() {
        "" => 0,
        symbol => u16::try_from(symbol.width()).unwrap_or(1).clamp(1, 2),
    }
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Pen::of(cell).erases()
}

/// Whether every terminal gives a cluster the columns that we do. Where that is not sure, the cursor
/// is placed anew after it.
fn is_sure(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    matches!(
        c,
        '\u{20}'..='\u{7E}'
            | '\u{A0}'..='\u{2FF}'
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
    /// Begins where the terminal's cursor and style are.
    pub(super) fn new(at: Option<Position>, pen: Option<Pen>, repeat: bool) -> Self {
        Self { bytes: Vec::new(), at, pen, repeat }
    }

    /// Moves rows. What becomes free is blank in the plain style (`bce`), so that is set first.
    pub(super) fn scroll(&mut self, moved: &Moved) {
        self.style(Pen::default());
        let place = moved.place;
        if moved.margins {
            self.send(&format!("\x1b[?69h\x1b[{};{}s", place.x + 1, place.right()));
        }
        self.send(&format!("\x1b[{};{}r", place.y + 1, place.bottom()));
        let count = moved.rows.unsigned_abs();
        let count = if count == 1 { String::new() } else { count.to_string() };
        self.send(&format!("\x1b[{count}{}", if moved.rows > 0 { 'S' } else { 'T' }));
        self.send("\x1b[r");
        if moved.margins {
            // Leaving the mode takes the margins away.
            self.send("\x1b[?69l");
        }
        // Setting the region takes the cursor to the first cell.
        self.at = Some(Position { x: 0, y: 0 });
    }

    /// Writes every cell that differs.
    pub(super) fn changes(&mut self, front: &Buffer, back: &Buffer) {
        let width = usize::from(back.area.width).max(1);
        let rows = front.content.chunks(width).zip(back.content.chunks(width));
        for ((before, after), y) in rows.zip(0..) {
            if before != after {
                self.row(y, before, after);
            }
        }
    }

    fn row(&mut self, y: u16, before: &[Cell], after: &[Cell]) {
        let blank_from = after.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1);
        // Erasing to the end costs three bytes: it pays where more than that is to go.
        let stale = before.iter().skip(blank_from).filter(|cell| !is_blank(cell)).count();
        let (end, erase) = if stale > 3 { (blank_from, true) } else { (after.len(), false) };
        let mut x = 0;
        while x < end {
            let (Some(old), Some(new)) = (before.get(x), after.get(x)) else { break };
            if old == new || new.symbol().is_empty() {
                x += 1;
                continue;
            }
            x = self.run(y, x, end, after);
        }
        if erase {
            self.go(y, blank_from, after);
            self.style_for_blank();
            self.send("\x1b[K");
        }
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
            self.go(y, x, after);
            self.style_for_blank();
            self.send(&format!("\x1b[{blanks}X"));
            return x + blanks;
        }
        self.go(y, x, after);
        self.style(Pen::of(cell));
        let mut length = 1;
        if self.repeat && is_sure(cell.symbol()) && columns(cell) == 1 {
            length = after.iter().take(end).skip(x).take_while(|other| *other == cell).count();
        }
        self.put(cell, length, after.len());
        x + length
    }

    /// Writes a cell, and the same so many times in all.
    fn put(&mut self, cell: &Cell, times: usize, width: usize) {
        let symbol = cell.symbol();
        let repeated = format!("\x1b[{}b", times.saturating_sub(1));
        if times > 1 && symbol.len() + repeated.len() < symbol.len() * times {
            self.send(symbol);
            self.send(&repeated);
        } else {
            for _ in 0..times {
                self.send(symbol);
            }
        }
        let moved = usize::from(columns(cell)) * times;
        self.at = self.at.filter(|_| is_sure(symbol)).and_then(|at| {
            let x = usize::from(at.x) + moved;
            // In the last column the cursor waits, and not every terminal says where.
            (x < width).then(|| Position { x: u16::try_from(x).unwrap_or(u16::MAX), y: at.y })
        });
    }

    /// Takes the cursor to a cell: over what stands between in the same style, where that is short.
    fn go(&mut self, y: u16, x: usize, after: &[Cell]) {
        let to = Position { x: u16::try_from(x).unwrap_or(u16::MAX), y };
        let way = movement(self.at, to);
        if let Some(at) = self.at.filter(|at| at.y == y && at.x < to.x) {
            let between: Vec<&Cell> = after.iter().take(x).skip(usize::from(at.x)).collect();
            let plain = between.iter().all(|cell| {
                is_sure(cell.symbol()) && columns(cell) == 1 && Some(Pen::of(cell)) == self.pen
            });
            let length: usize = between.iter().map(|cell| cell.symbol().len()).sum();
            if plain && length <= way.len() {
                for cell in between {
                    self.bytes.extend_from_slice(cell.symbol().as_bytes());
                }
                self.at = Some(to);
                return;
            }
        }
        self.bytes.extend(way);
        self.at = Some(to);
    }

    fn style(&mut self, pen: Pen) {
        self.bytes.extend(pen.after(self.pen));
        self.pen = Some(pen);
    }

    /// Erasing takes the style's background; any style that has none will do.
    fn style_for_blank(&mut self) {
        if !self.pen.is_some_and(Pen::erases) {
            self.style(Pen::default());
        }
    }

    fn send(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }
}
