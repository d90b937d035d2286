//! Hands text to the terminal's clipboard (OSC 52), also through what stands between.
//!
//! No terminal says whether it took it. xterm takes nothing unless it is told to, VTE never does, and
//! tmux passes it on where its `set-clipboard` is `on`.

use std::io::{self, Write};

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

use super::decision::Hints;
use crate::model::Clean;

/// What stands between the program and the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Through {
    /// Nothing, or what understands the sequence itself.
    Nothing,
    /// tmux, which passes on what is wrapped where that is allowed.
    Tmux,
    /// GNU screen, which passes on what is wrapped, in pieces.
    Screen,
}

/// The longest piece that screen passes on, in bytes.
const PIECE: usize = 700;

impl Through {
    /// What the environment says.
    pub(super) fn of(hints: &Hints) -> Self {
        match hints {
            Hints { tmux: Some(_), .. } => Self::Tmux,
            Hints { screen: true, .. } => Self::Screen,
            _ => Self::Nothing,
        }
    }
}

/// Sends text to the clipboard.
pub(super) fn copy(text: &Clean<'_>, through: Through) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(sequence(text.as_str(), through).as_bytes())?;
    out.flush()
}

fn sequence(text: &str, through: Through) -> String {
    let mut plain = String::new();
    // Writing into a string does not fail.
    CopyToClipboard::to_clipboard_from(text).write_ansi(&mut plain).ok();
    match through {
        Through::Nothing => plain,
        // tmux takes the plain one itself where it may, and passes the other on where it may.
        Through::Tmux => {
            format!("{plain}\u{1b}Ptmux;{}\u{1b}\\", plain.replace('\u{1b}', "\u{1b}\u{1b}"))
        }
        Through::Screen => {
            let chars: Vec<char> = plain.chars().collect();
            let wrapped = |piece: &[char]| {
                let piece: String = piece.iter().collect();
                format!("\u{1b}P{piece}\u{1b}\\")
            };
            chars.chunks(PIECE).map(wrapped).collect::<Vec<_>>().concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_goes_out_in_base_64() {
        assert_eq!(sequence("мир", Through::Nothing), "\u{1b}]52;c;0LzQuNGA\u{1b}\\");
    }

    #[test]
    fn it_is_wrapped_for_what_stands_between() {
        let tmux = sequence("a", Through::Tmux);
        assert!(tmux.starts_with("\u{1b}]52;c;YQ=="), "{tmux:?}");
        assert!(tmux.contains("\u{1b}Ptmux;\u{1b}\u{1b}]52;c;YQ=="), "{tmux:?}");
        let screen = sequence(&"a".repeat(2000), Through::Screen);
        assert_eq!(screen.matches("\u{1b}P").count(), 4);
    }
}
