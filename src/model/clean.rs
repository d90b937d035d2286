//! The gate for foreign text: what passes it drives no terminal, turns no other text and hides nothing.
//!
//! Text passes twice. At the doors, where it comes in, [`clean`] and [`clean_line`] keep what setting needs:
//! a soft hyphen, a place to break a line. At the sinks, where it goes out, [`Clean`] keeps not even that.

mod character;

use std::borrow::Cow;

use super::limits::MARKS;
use character::{Sort, is_mark, is_plain, joins, sort};

pub use character::{is_bidi_control, is_invisible};

/// Text that has passed the gate. Only the gate makes it, and every sink demands it: the terminal, a
/// pipe, the clipboard, a file that is taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clean<'text>(Cow<'text, str>);

impl<'text> Clean<'text> {
    /// Text of several lines.
    #[must_use]
    pub fn text(text: &'text str) -> Self {
        Self(passed(text, Keep { breaks: true, hints: false }))
    }

    /// Text on one line: a line break becomes a blank.
    #[must_use]
    pub fn line(text: &'text str) -> Self {
        Self(passed(text, Keep { breaks: false, hints: false }))
    }

    /// Text whose lines end in CR LF, as calendars and RIS demand.
    #[must_use]
    pub fn lines_of_network(text: &'text str) -> Self {
        let lines: Vec<Cow<'_, str>> = text.split("\r\n").map(|line| Clean::text(line).0).collect();
        if lines.iter().all(|line| matches!(line, Cow::Borrowed(_))) {
            return Self(Cow::Borrowed(text));
        }
        Self(Cow::Owned(lines.join("\r\n")))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The text as it was, where the gate changed nothing.
    #[must_use]
    pub fn is_as_it_was(&self) -> bool {
        matches!(self.0, Cow::Borrowed(_))
    }
}

impl Clean<'_> {
    /// The same, apart from what it was made of.
    #[must_use]
    pub fn into_owned(self) -> Clean<'static> {
        Clean(Cow::Owned(self.0.into_owned()))
    }
}

/// `text` without anything that a terminal obeys, that reorders other text or that floods it; line
/// breaks stay.
///
/// Controls become visible pictures (U+2400 …), bidi overrides and isolates U+FFFD; a tab becomes a
/// blank, and U+2028 and U+2029 too. What nobody sees is left out, unless it is a single hint at where a
/// line may end, or joins letters that need it.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    passed(text, Keep { breaks: true, hints: true })
}

/// As [`clean`], on one line: a line break becomes a blank.
#[must_use]
pub fn clean_line(text: &str) -> Cow<'_, str> {
    passed(text, Keep { breaks: false, hints: true })
}

/// What may pass beside plain text.
#[derive(Debug, Clone, Copy)]
struct Keep {
    /// Line breaks.
    breaks: bool,
    /// Single hints at where a line may end.
    hints: bool,
}

/// What has passed of a text so far, as far as it matters to what follows.
#[derive(Debug, Clone, Copy)]
struct Gate {
    keep: Keep,
    /// The last character that passed and is neither a mark nor a hint.
    last: Option<char>,
    /// The marks after it that take no column, and those that do.
    marks: (u8, u8),
    /// Whether the last character that passed is invisible.
    hinted: bool,
}

/// Whether a text is ASCII without controls. Most are, and this is looked at in strides.
fn is_simple(text: &str, breaks: bool) -> bool {
    let simple = |byte: &u8| byte.wrapping_sub(b' ') <= b'~' - b' ' || (breaks && *byte == b'\n');
    text.as_bytes().chunks(64).all(|chunk| chunk.iter().fold(true, |all, byte| all & simple(byte)))
}

fn passed(text: &str, keep: Keep) -> Cow<'_, str> {
    if is_simple(text, keep.breaks) {
        return Cow::Borrowed(text);
    }
    // What is plain passes as it is; of it, only the last character matters to what follows.
    let Some(plain) = text.find(|c| !is_plain(c)) else { return Cow::Borrowed(text) };
    let (before, rest) = text.split_at_checked(plain).unwrap_or(("", text));
    let last = before.chars().next_back();
    let mut gate = Gate { keep, last, marks: (0, 0), hinted: false };
    let changed = rest.char_indices().find_map(|(at, c)| {
        let passed = gate.step(c);
        (passed != Some(c)).then_some((plain + at, c, passed))
    });
    let Some((at, c, passed)) = changed else { return Cow::Borrowed(text) };
    let mut clean = String::with_capacity(text.len());
    clean.push_str(text.get(..at).unwrap_or_default());
    clean.extend(passed);
    let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
    clean.extend(rest.chars().filter_map(|c| gate.step(c)));
    Cow::Owned(clean)
}

impl Gate {
    /// What passes for the next character: itself, something visible, or nothing.
    fn step(&mut self, c: char) -> Option<char> {
        if is_plain(c) {
            return Some(self.sign(c));
        }
        match sort(c) {
            Sort::Break if self.keep.breaks => Some(self.sign(c)),
            Sort::Break | Sort::Blank => Some(self.sign(' ')),
            Sort::Shown(picture) => Some(self.sign(picture)),
            Sort::Dropped => None,
            Sort::Joiner => self.hint(c, self.last.is_some_and(|last| joins(last, c))),
            // One that is not kept stands in the way of others all the same: both ways end alike.
            Sort::Hint => self.hint(c, true).filter(|_| self.keep.hints),
            Sort::Selector => self.hint(c, self.last.is_some_and(character::has_variants)),
            Sort::Other if is_mark(c) => self.mark(c),
            Sort::Other => Some(self.sign(c)),
        }
    }

    fn sign(&mut self, c: char) -> char {
        (self.last, self.marks, self.hinted) = (Some(c), (0, 0), false);
        c
    }

    /// An invisible character: one at a time passes, after something that is seen.
    fn hint(&mut self, c: char, serves: bool) -> Option<char> {
        let passes = serves && !self.hinted && self.last.is_some();
        self.hinted |= passes;
        passes.then_some(c)
    }

    fn mark(&mut self, c: char) -> Option<char> {
        let count = if character::takes_column(c) { &mut self.marks.1 } else { &mut self.marks.0 };
        *count = count.saturating_add(1);
        let passes = usize::from(*count) <= MARKS;
        self.hinted &= !passes;
        passes.then_some(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_in_any_script_is_left_alone() {
        for text in [
            "Izmir, 20-22",
            "Солидарность",
            "للتضامن مع الشعوب",
            "a\nb",
            "می\u{200C}خواهم",
            "क्\u{200D}ष",
            "Việt Nam, tiếng Ê-đê",
            "東京、葛\u{E0100}城",
            "👩\u{200D}🚀 ❤\u{FE0F}",
            "שָׁלוֹם",
        ] {
            assert!(matches!(clean(text), Cow::Borrowed(_)), "{text}");
            assert!(Clean::text(text).is_as_it_was(), "{text}");
        }
    }

    #[test]
    fn controls_become_visible() {
        assert_eq!(clean("\u{1b}[31mred\u{7}\u{9b}2J\u{7f}"), "␛[31mred␇\u{FFFD}2J␡");
        assert_eq!(clean_line("a\tb\nc\u{2028}d"), "a b c d");
        assert_eq!(Clean::line("a\r\nb").as_str(), "a␍ b");
        assert_eq!(clean("\u{FFFE}\u{1FFFF}"), "\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn bidi_controls_never_pass() {
        let evil = "a\u{202E}b\u{2066}c\u{200F}d\u{061C}e";
        assert_eq!(clean(evil), "a\u{FFFD}b\u{FFFD}cde");
        assert!(!clean(evil).chars().any(is_bidi_control));
    }

    #[test]
    fn a_hint_passes_a_door_alone_and_no_sink() {
        let text = "Donau\u{AD}dampf, ไทย\u{200B}ดี";
        assert!(matches!(clean(text), Cow::Borrowed(_)));
        assert_eq!(Clean::text(text).as_str(), "Donaudampf, ไทยดี");
        assert_eq!(clean(&"a\u{200B}".repeat(3)), "a\u{200B}a\u{200B}a\u{200B}");
        assert_eq!(clean(&format!("a{}b", "\u{200B}\u{AD}\u{2060}".repeat(10_000))), "a\u{200B}b");
        assert_eq!(clean("\u{200B}\u{AD}"), "");
    }

    #[test]
    fn joiners_pass_where_letters_need_them() {
        assert_eq!(clean("a\u{200D}b\u{200C}"), "ab");
        assert_eq!(clean("ه\u{200D}\u{200D}\u{200C}"), "ه\u{200D}");
        assert_eq!(clean("👩\u{200C}x"), "👩x");
    }

    #[test]
    fn a_flood_of_marks_is_cut() {
        let flood = format!("a{}b{}", "\u{301}".repeat(5_000), "\u{308}".repeat(3));
        assert_eq!(clean(&flood), format!("a{}b{}", "\u{301}".repeat(8), "\u{308}".repeat(3)));
        let mixed = format!("a{}", "\u{301}\u{200D}\u{E0100}\u{FE0F}".repeat(1_000));
        assert_eq!(clean(&mixed), format!("a{}", "\u{301}".repeat(8)), "nothing resets the count");
    }

    #[test]
    fn lines_of_the_network_keep_their_ends() {
        assert!(Clean::lines_of_network("BEGIN:A\r\nEND:A\r\n").is_as_it_was());
        let evil = Clean::lines_of_network("a\u{1b}b\r\nc\rd\r\n").into_owned();
        assert_eq!(evil.as_str(), "a␛b\r\nc␍d\r\n");
    }
}
