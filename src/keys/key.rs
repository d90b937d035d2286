//! One key as a person names it.

use std::fmt;

/// What is pressed, apart from Ctrl and Alt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character, with Shift already in it.
    Char(char),
    /// Enter.
    Enter,
    /// Esc.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
}

/// The keys that have a name: code, name in `config.toml`, name on the screen.
const NAMES: &[(Code, &str, &str)] = &[
    (Code::Char(' '), "space", "Space"),
    (Code::Enter, "enter", "Enter"),
    (Code::Esc, "esc", "Esc"),
    (Code::Tab, "tab", "Tab"),
    (Code::BackTab, "shift-tab", "S-Tab"),
    (Code::Backspace, "backspace", "Backspace"),
    (Code::Delete, "delete", "Delete"),
    (Code::Up, "up", "↑"),
    (Code::Down, "down", "↓"),
    (Code::Left, "left", "←"),
    (Code::Right, "right", "→"),
    (Code::Home, "home", "Home"),
    (Code::End, "end", "End"),
    (Code::PageUp, "page-up", "PgUp"),
    (Code::PageDown, "page-down", "PgDn"),
];

/// A key, with Ctrl and Alt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// What is pressed.
    pub code: Code,
    /// Whether Ctrl is held.
    pub control: bool,
    /// Whether Alt is held.
    pub alt: bool,
}

impl Key {
    /// A key without Ctrl and Alt.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self { code, control: false, alt: false }
    }

    /// A character without Ctrl and Alt.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// Reads the name of one key: `j`, `space`, `page-down`, `ctrl-d`, `alt-x`, `f1`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        if let Some(rest) = name.strip_prefix("ctrl-") {
            let key = Self::parse(rest)?;
            // Ctrl and a letter is one key, with Shift or without.
            let code = match key.code {
                Code::Char(c) => Code::Char(c.to_ascii_lowercase()),
                code => code,
            };
            return (!key.control).then_some(Self { code, control: true, ..key });
        }
        if let Some(rest) = name.strip_prefix("alt-") {
            let key = Self::parse(rest)?;
            return (!key.alt && !key.control).then_some(Self { alt: true, ..key });
        }
        if let Some((code, _, _)) = NAMES.iter().find(|(_, known, _)| *known == name) {
            return Some(Self::plain(*code));
        }
        let number = name.strip_prefix('f').and_then(|number| number.parse().ok());
        if let Some(number) = number.filter(|number| (1..=12).contains(number)) {
            return Some(Self::plain(Code::F(number)));
        }
        let mut chars = name.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if !c.is_control() && !c.is_whitespace() => Some(Self::char(c)),
            _ => None,
        }
    }

    /// Reads a sequence of keys with blanks between them: `g g`.
    #[must_use]
    pub fn parse_sequence(names: &str) -> Option<Vec<Self>> {
        let keys: Option<Vec<Self>> = names.split_whitespace().map(Self::parse).collect();
        keys.filter(|keys| !keys.is_empty())
    }

    /// The names of a sequence as the screen shows them: `gg`, `^D`, `PgDn`.
    #[must_use]
    pub fn spoken(keys: &[Self]) -> String {
        keys.iter().map(Self::to_string).collect()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.alt {
            f.write_str("Alt-")?;
        }
        if let (true, Code::Char(c)) = (self.control, self.code) {
            return write!(f, "^{}", c.to_ascii_uppercase());
        }
        if self.control {
            f.write_str("Ctrl-")?;
        }
        match (NAMES.iter().find(|(code, _, _)| *code == self.code), self.code) {
            (Some((_, _, shown)), _) => f.write_str(shown),
            (None, Code::Char(c)) => write!(f, "{c}"),
            (None, Code::F(number)) => write!(f, "F{number}"),
            (None, _) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_named_and_shown() {
        for (name, shown) in [
            ("j", "j"),
            ("G", "G"),
            ("space", "Space"),
            ("ctrl-d", "^D"),
            ("ctrl-D", "^D"),
            ("alt-x", "Alt-x"),
            ("f1", "F1"),
            ("f", "f"),
            ("#", "#"),
            ("shift-tab", "S-Tab"),
            ("ctrl-left", "Ctrl-←"),
            ("ж", "ж"),
        ] {
            assert_eq!(
                Key::parse(name).map(|key| key.to_string()).as_deref(),
                Some(shown),
                "{name}"
            );
        }
        for bad in ["", "jj", "ctrl-", "ctrl-ctrl-a", "f0", "f13", "meta-x", "\u{7}", "\n"] {
            assert_eq!(Key::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_sequence_has_blanks_between_its_keys() {
        assert_eq!(Key::parse_sequence("g g"), Some(vec![Key::char('g'); 2]));
        assert_eq!(Key::parse_sequence("gg"), None);
        assert_eq!(Key::parse_sequence(" "), None);
    }
}
