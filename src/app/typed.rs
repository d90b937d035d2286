//! A line that is being typed, and the cursor in it.

use unicode_segmentation::UnicodeSegmentation;

use crate::keys::{Code, Key};
use crate::model::clean_line;

/// A line that is being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The text so far.
    text: String,
    /// Where the next character goes, in bytes.
    cursor: usize,
}

/// The longest line that can be typed, in bytes.
const LONGEST: usize = 1000;

impl Typed {
    /// A line with something in it, and the cursor behind that.
    pub(super) fn of(text: String) -> Self {
        Self { cursor: text.len(), text }
    }

    /// A line with the cursor at a place, in bytes.
    pub(super) fn at(text: String, cursor: usize) -> Self {
        Self { cursor: text.floor_char_boundary(cursor), text }
    }

    /// The text so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor.
    #[must_use]
    pub fn before_cursor(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or(&self.text)
    }

    /// The text after the cursor.
    #[must_use]
    pub fn after_cursor(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    /// Puts text in at the cursor, on one line and clean.
    pub(super) fn insert(&mut self, text: &str) {
        let text = clean_line(text);
        if self.text.len() + text.len() <= LONGEST {
            self.text.insert_str(self.cursor, &text);
            self.cursor += text.len();
        }
    }

    /// The cluster before the cursor, in bytes.
    fn previous(&self) -> usize {
        self.before_cursor().graphemes(true).next_back().map_or(0, str::len)
    }

    /// The cluster at the cursor, in bytes.
    fn next(&self) -> usize {
        let after = self.text.get(self.cursor..).unwrap_or("");
        after.graphemes(true).next().map_or(0, str::len)
    }

    /// Takes out what stands from `from` to the cursor.
    fn cut_from(&mut self, from: usize) {
        self.text.replace_range(from..self.cursor, "");
        self.cursor = from;
    }

    /// Edits the line by a key; says whether the text changed.
    pub(super) fn edit(&mut self, key: Key) -> bool {
        match (key.code, key.control) {
            (Code::Char('u'), true) => self.cut_from(0),
            (Code::Char('w'), true) => {
                let kept = self.before_cursor().trim_end();
                let from = kept.rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
                self.cut_from(from.min(self.cursor));
            }
            (Code::Char('h'), true) | (Code::Backspace, _) => {
                self.cut_from(self.cursor - self.previous());
            }
            (Code::Delete, _) => {
                let end = self.cursor + self.next();
                self.text.replace_range(self.cursor..end, "");
            }
            (Code::Char(c), false) if !key.alt => self.insert(c.encode_utf8(&mut [0; 4])),
            (Code::Left, _) | (Code::Char('b'), true) => {
                self.cursor -= self.previous();
                return false;
            }
            (Code::Right, _) => {
                self.cursor += self.next();
                return false;
            }
            (Code::Home, _) | (Code::Char('a'), true) => {
                self.cursor = 0;
                return false;
            }
            (Code::End, _) | (Code::Char('e'), true) => {
                self.cursor = self.text.len();
                return false;
            }
            _ => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, keys: &str) -> String {
        let mut line = Typed::of(text.to_owned());
        for key in Key::parse_sequence(keys).unwrap() {
            line.edit(key);
        }
        format!("{}|{}", line.before_cursor(), line.after_cursor())
    }

    #[test]
    fn a_line_is_edited_by_cluster_and_word() {
        assert_eq!(typed("", "a b c left X"), "abX|c");
        assert_eq!(typed("мир и й\u{306}", "backspace"), "мир и |");
        assert_eq!(typed("kind:report lang:ar", "ctrl-w"), "kind:report |");
        assert_eq!(typed("kind:report lang:ar", "ctrl-u x"), "x|");
        assert_eq!(typed("abc", "home delete right Z"), "bZ|c");
        assert_eq!(typed("abc", "home backspace end right d"), "abcd|");
    }

    #[test]
    fn what_is_pasted_is_one_clean_line() {
        let mut line = Typed::default();
        line.insert("a\nb\u{1b}[2J\u{202e}");
        assert_eq!(line.text(), "a b␛[2J\u{FFFD}");
        line.insert(&"x".repeat(5000));
        assert!(line.text().len() <= LONGEST);
    }
}
