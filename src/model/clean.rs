//! Keeps foreign text from driving a terminal.
//!
//! Every string that comes from a file passes here once, when it is read; what the program says about
//! a file or an argument passes here before it is printed.

use std::borrow::Cow;

/// Whether `c` is one of the characters that turn the direction of the text after them (UAX #9 §2).
#[must_use]
pub const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What stands for `c` in clean text: itself, a visible picture, or nothing.
fn replacement(c: char, keep_breaks: bool) -> Option<char> {
    match c {
        '\n' if keep_breaks => Some(c),
        '\t' | '\n' | '\u{2028}' | '\u{2029}' => Some(' '),
        // The control pictures of Unicode stand in the order of the controls.
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7F}' => Some('\u{2421}'),
        '\u{80}'..='\u{9F}' => Some('\u{FFFD}'),
        // The three marks are invisible and harmless alone; the rest reorder what follows.
        '\u{061C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => None,
        _ if is_bidi_control(c) => Some('\u{FFFD}'),
        _ => Some(c),
    }
}

/// Whether a character that is replaced may begin with this byte; nearly no byte of a text does.
const fn may_be_replaced(byte: u8, keep_breaks: bool) -> bool {
    match byte {
        b'\n' => !keep_breaks,
        // The first bytes of U+0080 …, U+061C, U+200E …, U+FEFF and U+E0000 …
        0..=0x1F | 0x7F | 0xC2 | 0xD8 | 0xE2 | 0xEF | 0xF3 => true,
        _ => false,
    }
}

fn cleaned(text: &str, keep_breaks: bool) -> Cow<'_, str> {
    if !text.bytes().any(|byte| may_be_replaced(byte, keep_breaks)) {
        return Cow::Borrowed(text);
    }
    if text.chars().all(|c| replacement(c, keep_breaks) == Some(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(|c| replacement(c, keep_breaks)).collect())
}

/// `text` without anything that a terminal obeys or that reorders other text; line breaks stay.
///
/// Controls become visible pictures (U+2400 …), bidi overrides and isolates U+FFFD; a tab becomes a
/// blank, and U+2028 and U+2029 too.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    cleaned(text, true)
}

/// As [`clean`], on one line: a line break becomes a blank.
#[must_use]
pub fn clean_line(text: &str) -> Cow<'_, str> {
    cleaned(text, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_in_any_script_is_left_alone() {
        for text in ["Izmir, 20-22", "Солидарность", "للتضامن مع الشعوب", "a\nb", "می\u{200C}خواهم"]
        {
            assert!(matches!(clean(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn controls_become_visible() {
        assert_eq!(clean("\u{1b}[31mred\u{7}\u{9b}2J\u{7f}"), "␛[31mred␇\u{FFFD}2J␡");
        assert_eq!(clean_line("a\tb\nc\u{2028}d"), "a b c d");
    }

    #[test]
    fn bidi_controls_never_pass() {
        let evil = "a\u{202E}b\u{2066}c\u{200F}d\u{061C}e";
        assert_eq!(clean(evil), "a\u{FFFD}b\u{FFFD}cde");
        assert!(!clean(evil).chars().any(is_bidi_control));
    }

    #[test]
    fn no_character_that_is_replaced_is_passed_over() {
        for c in '\0'..=char::MAX {
            for keep_breaks in [false, true] {
                let one = c.to_string();
                let kept = replacement(c, keep_breaks) == Some(c);
                assert_eq!(matches!(cleaned(&one, keep_breaks), Cow::Borrowed(_)), kept, "{c:?}");
            }
        }
    }
}
