//! The style in which the terminal writes, and the shortest way to another.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::bytes::{keep_shorter, number};

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
const ATTRIBUTES: [(Modifier, u16, u16); 8] = [
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

    /// Writes the shortest bytes that change the terminal's style from `from`, if that is known, to this.
    pub(super) fn after(self, from: Option<Self>, out: &mut Vec<u8>) {
        if from == Some(self) {
            return;
        }
        let whole = out.len();
        self.set_whole(out);
        if let Some(from) = from {
            let difference = out.len();
            self.difference(from, out);
            keep_shorter(whole, difference, out);
        }
    }

    fn set_whole(self, out: &mut Vec<u8>) {
        // Before the first code stands nothing, which is a code too: it takes all away.
        out.extend_from_slice(b"\x1b[");
        for (attribute, set, _) in ATTRIBUTES {
            if self.modifier.contains(attribute) {
                out.push(b';');
                number(set, out);
            }
        }
        for (colour, base) in [(self.fg, 30), (self.bg, 40)] {
            if colour != Color::Reset {
                out.push(b';');
                code(colour, base, out);
            }
        }
        out.push(b'm');
    }

    fn difference(self, from: Self, out: &mut Vec<u8>) {
        let gone = from.modifier.difference(self.modifier);
        let mut missing = self.modifier.difference(from.modifier);
        // Taking away one of bold and dim takes away both.
        if gone.intersects(Modifier::BOLD | Modifier::DIM) {
            missing |= self.modifier & (Modifier::BOLD | Modifier::DIM);
        }
        out.extend_from_slice(b"\x1b[");
        let next = |out: &mut Vec<u8>| {
            if out.last() != Some(&b'[') {
                out.push(b';');
            }
        };
        let mut last = None;
        for (attribute, _, unset) in ATTRIBUTES {
            if gone.contains(attribute) && last != Some(unset) {
                next(out);
                number(unset, out);
                last = Some(unset);
            }
        }
        for (attribute, set, _) in ATTRIBUTES {
            if missing.contains(attribute) {
                next(out);
                number(set, out);
            }
        }
        for (colour, before, base) in [(self.fg, from.fg, 30), (self.bg, from.bg, 40)] {
            if colour != before {
                next(out);
                code(colour, base, out);
            }
        }
        out.push(b'm');
    }
}

/// Writes the code of a colour; `base` is 30 for the text and 40 for what is behind it.
fn code(colour: Color, base: u16, out: &mut Vec<u8>) {
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
        Color::Indexed(_) | Color::Rgb(..) => base + 8,
    };
    number(code, out);
    let parts: &[u8] = match &colour {
        Color::Indexed(index) => &[5, *index],
        Color::Rgb(red, green, blue) => &[2, *red, *green, *blue],
        _ => &[],
    };
    for part in parts {
        out.push(b';');
        number(u16::from(*part), out);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    fn pen(style: Style) -> Pen {
        Pen::of(Cell::default().set_style(style))
    }

    fn change(from: Option<Style>, to: Style) -> String {
        let mut out = Vec::new();
        pen(to).after(from.map(pen), &mut out);
        String::from_utf8(out).unwrap().replace('\x1b', "E")
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
        assert_eq!(change(Some(plain.cyan()), plain.cyan().bold().dim().reversed()), "E[1;2;7m");
        assert_eq!(
            change(Some(plain.bold().dim().italic().cyan()), plain.cyan().on_green()),
            "E[;36;42m"
        );
        assert_eq!(change(Some(plain.cyan()), plain.fg(Color::Indexed(208))), "E[38;5;208m");
        assert_eq!(
            change(Some(plain.cyan()), plain.cyan().bg(Color::Rgb(1, 20, 255))),
            "E[48;2;1;20;255m"
        );
    }
}
