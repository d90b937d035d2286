//! The style in which the terminal writes, and the shortest way to another.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// A style, as the terminal keeps it (SGR).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Default for Pen {
    fn default() -> Self {
        Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() }
    }
}

/// Each attribute, the code that sets it and the one that takes it away. Two share theirs.
const ATTRIBUTES: [(Modifier, u8, u8); 8] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Pen {
    /// The style of a cell.
    pub(super) fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether a blank in this style is the blank that erasing leaves.
    pub(super) fn erases(self) -> bool {
        self.bg == Color::Reset
            && !self
                .modifier
                .intersects(Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT)
    }

    /// The shortest bytes that change the terminal's style from `from`, if that is known, to this.
    pub(super) fn after(self, from: Option<Self>) -> Vec<u8> {
        if from == Some(self) {
            return Vec::new();
        }
        let whole = self.set_whole();
        match from.map(|from| self.difference(from)) {
            Some(difference) if difference.len() < whole.len() => difference,
            _ => whole,
        }
    }

    fn set_whole(self) -> Vec<u8> {
        let mut codes = Vec::new();
        for (attribute, set, _) in ATTRIBUTES {
            if self.modifier.contains(attribute) {
                codes.push(set.to_string());
            }
        }
        codes.extend((self.fg != Color::Reset).then(|| colour(self.fg, 30)));
        codes.extend((self.bg != Color::Reset).then(|| colour(self.bg, 40)));
        if !codes.is_empty() {
            codes.insert(0, String::new());
        }
        format!("\x1b[{}m", codes.join(";")).into_bytes()
    }

    fn difference(self, from: Self) -> Vec<u8> {
        let mut codes: Vec<String> = Vec::new();
        let gone = from.modifier.difference(self.modifier);
        let mut missing = self.modifier.difference(from.modifier);
        for (attribute, _, unset) in ATTRIBUTES {
            let code = unset.to_string();
            if gone.contains(attribute) && !codes.contains(&code) {
                codes.push(code);
            }
        }
        // Taking away one of bold and dim takes away both.
        if gone.intersects(Modifier::BOLD | Modifier::DIM) {
            missing |= self.modifier & (Modifier::BOLD | Modifier::DIM);
        }
        for (attribute, set, _) in ATTRIBUTES {
            if missing.contains(attribute) {
                codes.push(set.to_string());
            }
        }
        codes.extend((self.fg != from.fg).then(|| colour(self.fg, 30)));
        codes.extend((self.bg != from.bg).then(|| colour(self.bg, 40)));
        format!("\x1b[{}m", codes.join(";")).into_bytes()
    }
}

/// The code of a colour; `base` is 30 for the text and 40 for what is behind it.
fn colour(colour: Color, base: u8) -> String {
    let bright = base + 60;
    let code = match colour {
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => bright,
        Color::LightRed => bright + 1,
        Color::LightGreen => bright + 2,
        Color::LightYellow => bright + 3,
        Color::LightBlue => bright + 4,
        Color::LightMagenta => bright + 5,
        Color::LightCyan => bright + 6,
        Color::White => bright + 7,
        Color::Indexed(index) => return format!("{};5;{index}", base + 8),
        Color::Rgb(red, green, blue) => return format!("{};2;{red};{green};{blue}", base + 8),
    };
    code.to_string()
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    fn pen(style: Style) -> Pen {
        Pen::of(Cell::default().set_style(style))
    }

    fn change(from: Option<Style>, to: Style) -> String {
        String::from_utf8(pen(to).after(from.map(pen))).unwrap().replace('\x1b', "E")
    }

    #[test]
    fn only_what_changes_is_sent() {
        let plain = Style::new();
        assert_eq!(change(Some(plain), plain), "");
        assert_eq!(change(None, plain), "E[m");
        assert_eq!(change(Some(plain.bold()), plain), "E[m");
        assert_eq!(change(Some(plain), plain.bold().cyan()), "E[1;36m");
        assert_eq!(change(Some(plain.bold().cyan()), plain.bold().yellow()), "E[33m");
        assert_eq!(change(Some(plain.bold().cyan()), plain.cyan()), "E[22m");
        assert_eq!(
            change(Some(plain.bold().dim().red().on_blue()), plain.dim().red().on_blue()),
            "E[22;2m"
        );
        assert_eq!(change(None, plain.bold().light_red()), "E[;1;91m");
    }
}
