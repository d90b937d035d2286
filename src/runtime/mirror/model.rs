//! A small terminal to compare frames on: it knows margins at the sides, which neither emulator at hand
//! does, and it fails where a frame relies on what terminals do differently.

use ratatui::buffer::Cell;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthChar;

/// A terminal.
pub(super) struct Model {
    width: usize,
    height: usize,
    /// The cells; what a wide sign covers is empty.
    cells: Vec<Cell>,
    pen: Cell,
    x: usize,
    y: usize,
    /// Whether the cursor stands behind the last cell that it wrote to.
    waits: bool,
    rows: (usize, usize),
    columns: (usize, usize),
    margins: bool,
    /// How often it was asked how it is.
    pub(super) asked: usize,
}

impl Model {
    pub(super) fn new(area: Rect) -> Self {
        let (width, height) = (usize::from(area.width), usize::from(area.height));
        Self {
            width,
            height,
            cells: vec![Cell::default(); width * height],
            pen: Cell::default(),
            x: 0,
            y: 0,
            waits: false,
            rows: (0, height),
            columns: (0, width),
            margins: false,
            asked: 0,
        }
    }

    /// What it shows, cell by cell; of a blank only what can be seen.
    pub(super) fn shown(&self) -> Vec<Cell> {
        self.cells.iter().map(seen).collect()
    }

    pub(super) fn feed(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).expect("a frame is text");
        let mut rest = text.chars();
        while let Some(char) = rest.next() {
            match char {
                '\u{1b}' => match rest.next() {
                    Some('M') => self.reverse_feed(),
                    Some('[') => {
                        let parameters: String =
                            rest.clone().take_while(|c| !c.is_ascii_alphabetic()).collect();
                        let last = rest.nth(parameters.len()).expect("a sequence has an end");
                        self.control(&parameters, last);
                    }
                    other => panic!("ESC {other:?}"),
                },
                '\n' => self.feed_line(),
                '\r' => {
                    self.waits = false;
                    self.x = if self.x < self.columns.0 { 0 } else { self.columns.0 };
                }
                _ => self.print(char),
            }
        }
    }

    fn print(&mut self, char: char) {
        let width = char.width().unwrap_or(0);
        if width == 0 {
            let before = if self.waits { self.x } else { self.x - 1 };
            let before = &mut self.cells[self.y * self.width + before];
            before.set_symbol(&format!("{}{char}", before.symbol()));
            return;
        }
        assert!(!self.waits, "a frame relies on wrapping");
        let edge = if self.x < self.columns.1 { self.columns.1 } else { self.width };
        assert!(self.x + width <= edge, "{char:?} does not fit before column {edge}");
        for x in self.x..self.x + width {
            self.cut(x);
        }
        for (offset, x) in (self.x..self.x + width).enumerate() {
            let symbol = if offset == 0 { char.to_string() } else { String::new() };
            self.cells[self.y * self.width + x] = self.pen.clone();
            self.cells[self.y * self.width + x].set_symbol(&symbol);
        }
        self.x += width;
        if self.x == edge {
            (self.x, self.waits) = (edge - 1, true);
        }
    }

    /// A wide sign of which a half is written over is gone.
    fn cut(&mut self, x: usize) {
        let row = self.y * self.width;
        if self.cells[row + x].symbol().is_empty() {
            self.cells[row + x - 1].set_symbol(" ");
            self.cells[row + x].set_symbol(" ");
        }
        if x + 1 < self.width && self.cells[row + x + 1].symbol().is_empty() {
            self.cells[row + x + 1].set_symbol(" ");
        }
    }

    fn is_between_margins(&self) -> bool {
        (self.columns.0..self.columns.1).contains(&self.x)
    }

    fn feed_line(&mut self) {
        assert!(!self.waits, "not every terminal says where the cursor is");
        if self.y + 1 == self.rows.1 {
            assert!(self.is_between_margins(), "nothing would scroll");
            self.scroll(1);
        } else {
            assert!(self.y + 1 < self.height, "there is no row below");
            self.y += 1;
        }
    }

    fn reverse_feed(&mut self) {
        assert!(!self.waits && self.y == self.rows.0 && self.is_between_margins());
        self.scroll(-1);
    }

    fn blank(&self) -> Cell {
        let mut blank = Cell::default();
        blank.bg = self.pen.bg;
        blank
    }

    fn scroll(&mut self, count: isize) {
        let (top, bottom) = self.rows;
        let before = self.cells.clone();
        for y in top..bottom {
            let from = y.checked_add_signed(count).filter(|from| (top..bottom).contains(from));
            for x in self.columns.0..self.columns.1 {
                self.cells[y * self.width + x] =
                    from.map_or_else(|| self.blank(), |from| before[from * self.width + x].clone());
            }
        }
    }

    fn left(&mut self, count: usize) {
        assert!(!self.waits, "not every terminal says where the cursor is");
        let stop = if self.x < self.columns.0 { 0 } else { self.columns.0 };
        self.x = self.x.saturating_sub(count).max(stop);
    }

    fn control(&mut self, parameters: &str, last: char) {
        let numbers: Vec<usize> =
            parameters.split(';').map(|number| number.parse().unwrap_or(0)).collect();
        let number = |at: usize, default: usize| {
            numbers.get(at).copied().filter(|number| *number > 0).unwrap_or(default)
        };
        let count = number(0, 1);
        if "ABCD".contains(last) {
            assert!(!self.waits, "not every terminal says where the cursor is");
        }
        match last {
            'H' => {
                (self.y, self.x) = (number(0, 1) - 1, number(1, 1) - 1);
                assert!(self.x < self.width && self.y < self.height, "{parameters}H");
            }
            'A' => {
                let stop = if self.y < self.rows.0 { 0 } else { self.rows.0 };
                self.y = self.y.saturating_sub(count).max(stop);
            }
            'B' => {
                let stop = if self.y < self.rows.1 { self.rows.1 } else { self.height };
                self.y = (self.y + count).min(stop - 1);
            }
            'C' => {
                let stop = if self.x < self.columns.1 { self.columns.1 } else { self.width };
                self.x = (self.x + count).min(stop - 1);
            }
            'D' => self.left(count),
            'K' => self.erase(self.width - self.x),
            'X' => self.erase(count),
            'J' => {
                let blank = self.blank();
                self.cells.fill(blank);
            }
            'S' => self.scroll(count.cast_signed()),
            'T' => self.scroll(-count.cast_signed()),
            'b' => {
                let row = self.y * self.width;
                let symbol = self.cells[row + self.x - 1].symbol().chars().next();
                for _ in 0..count {
                    self.print(symbol.expect("something stands before"));
                }
            }
            'r' => {
                self.rows = (number(0, 1) - 1, number(1, self.height));
                (self.x, self.y) = (0, 0);
            }
            's' => {
                assert!(self.margins, "this would keep the cursor");
                self.columns = (number(0, 1) - 1, number(1, self.width));
                (self.x, self.y) = (0, 0);
            }
            'h' | 'l' if parameters == "?69" => {
                self.margins = last == 'h';
                self.columns = (0, self.width);
            }
            'h' | 'l' => assert!(["?25", "?2026"].contains(&parameters), "{parameters}{last}"),
            'n' => self.asked += 1,
            'm' => self.style(&numbers),
            _ => panic!("CSI {parameters} {last}"),
        }
        if !"mhln".contains(last) {
            self.waits = false;
        }
    }

    fn erase(&mut self, count: usize) {
        assert!(!self.waits, "not every terminal says where the cursor is");
        for x in self.x..(self.x + count).min(self.width) {
            self.cut(x);
            self.cells[self.y * self.width + x] = self.blank();
        }
    }

    fn style(&mut self, codes: &[usize]) {
        const COLOURS: [Color; 8] = [
            Color::Black,
            Color::Red,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::Cyan,
            Color::Gray,
        ];
        for code in codes {
            match code {
                0 => self.pen = Cell::default(),
                1 => self.pen.modifier |= Modifier::BOLD,
                4 => self.pen.modifier |= Modifier::UNDERLINED,
                7 => self.pen.modifier |= Modifier::REVERSED,
                22 => self.pen.modifier -= Modifier::BOLD,
                24 => self.pen.modifier -= Modifier::UNDERLINED,
                27 => self.pen.modifier -= Modifier::REVERSED,
                30..=37 => self.pen.fg = COLOURS[code - 30],
                39 => self.pen.fg = Color::Reset,
                40..=47 => self.pen.bg = COLOURS[code - 40],
                49 => self.pen.bg = Color::Reset,
                93 => self.pen.fg = Color::LightYellow,
                _ => panic!("SGR {code}"),
            }
        }
    }
}

/// What can be seen of a cell.
pub(super) fn seen(cell: &Cell) -> Cell {
    let mut seen = Cell::default();
    seen.bg = cell.bg;
    let visible = Modifier::UNDERLINED | Modifier::REVERSED;
    if cell.symbol() == " " && !cell.modifier.intersects(visible) {
        return seen;
    }
    (seen.fg, seen.modifier) = (cell.fg, cell.modifier);
    seen.set_symbol(cell.symbol());
    seen
}
