//! Bytes of a file as text that no parser and no terminal stumbles over.

use crate::model::is_bidi_control;
use crate::model::is_invisible;

/// How often something was found in a file, and where first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// How often.
    pub(super) count: usize,
    /// The byte of the text where it is first; 0 where it is nowhere.
    pub(super) first: usize,
}

impl Tally {
    /// Counts `count` more, which stand at `byte`.
    pub(super) fn add(&mut self, count: usize, byte: usize) {
        if count > 0 {
            self.first = if self.count == 0 { byte } else { self.first.min(byte) };
            self.count = self.count.saturating_add(count);
        }
    }
}

/// The text of a file.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    /// It has `\n` at the end of lines, no byte order mark, pictures for controls, and U+FFFD for what
    /// is no UTF-8; bidi controls are still there.
    pub(super) text: String,
    /// The controls.
    pub(super) controls: Tally,
    /// The bidi controls.
    pub(super) turns: Tally,
    /// What nobody sees and no text needs.
    pub(super) hidden: Tally,
    /// The places that are no UTF-8.
    pub(super) broken: Tally,
    /// The offset in the file of the first of these.
    pub(super) broken_offset: usize,
}

/// So many bytes are looked at to tell whether a file is a text at all.
const GLANCE: usize = 8 << 10;

/// The text of a file in UTF-16, as UTF-8, where its byte order mark says that it is one.
pub(super) fn of_utf16(bytes: &[u8]) -> Option<String> {
    let unit = match bytes.get(..2)? {
        [0xFF, 0xFE] => u16::from_le_bytes,
        [0xFE, 0xFF] => u16::from_be_bytes,
        _ => return None,
    };
    let pairs = bytes.get(2..)?.as_chunks::<2>().0;
    let units = pairs.iter().map(|pair| unit(*pair));
    let read = char::decode_utf16(units);
    Some(read.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// Whether these bytes are a picture, a program or the like: a text holds a stray NUL at most.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let seen = bytes.get(..GLANCE).unwrap_or(bytes);
    let nuls = seen.split(|byte| *byte == 0).count() - 1;
    nuls > 3 && nuls * 10 > seen.len() && of_utf16(bytes.get(..2).unwrap_or_default()).is_none()
}

/// Decodes the bytes of a file, whatever they are.
pub(super) fn decoded(bytes: &[u8]) -> Decoded {
    let mark: &[u8] = b"\xEF\xBB\xBF";
    let mut offset = if bytes.starts_with(mark) { mark.len() } else { 0 };
    let bytes = bytes.get(offset..).unwrap_or_default();
    let mut decoded = Decoded { text: String::with_capacity(bytes.len()), ..Decoded::default() };
    // To check all at once is quicker than to look for the first fault.
    if let Ok(text) = str::from_utf8(bytes) {
        decoded.push(text);
        return decoded;
    }
    for chunk in bytes.utf8_chunks() {
        decoded.push(chunk.valid());
        offset += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            if decoded.broken.count == 0 {
                decoded.broken_offset = offset;
            }
            decoded.broken.add(1, decoded.text.len());
            decoded.text.push(char::REPLACEMENT_CHARACTER);
            offset += chunk.invalid().len();
        }
    }
    decoded
}

impl Decoded {
    fn push(&mut self, piece: &str) {
        let mut rest = piece;
        while let Some(plain) = first_special(rest.as_bytes()) {
            let (before, special) = rest.split_at_checked(plain).unwrap_or((rest, ""));
            self.text.push_str(before);
            let mut letters = special.chars();
            if let Some(c) = letters.next() {
                let is_line_end = c == '\r' && letters.as_str().starts_with('\n');
                if !is_line_end {
                    self.push_special(c);
                }
            }
            rest = letters.as_str();
        }
        self.text.push_str(rest);
    }

    fn push_special(&mut self, c: char) {
        if is_control(c) {
            self.controls.add(1, self.text.len());
        } else if is_bidi_control(c) {
            self.turns.add(1, self.text.len());
        } else if is_hidden(self.text.chars().next_back(), c) {
            self.hidden.add(1, self.text.len());
        }
        self.text.push(picture(c));
    }
}

/// Where the first byte stands at which something special may begin; plain ASCII is passed over in strides.
fn first_special(bytes: &[u8]) -> Option<usize> {
    const STRIDE: usize = 64;
    let is_plain = |byte: &u8| byte.wrapping_sub(b' ') <= b'~' - b' ' || *byte == b'\n';
    let mut strides = bytes.chunks(STRIDE);
    let all_plain = |stride: &[u8]| stride.iter().fold(true, |all, byte| all & is_plain(byte));
    let passed = strides.by_ref().take_while(|stride| all_plain(stride)).count() * STRIDE;
    let rest = bytes.get(passed..)?;
    rest.iter().position(|byte| may_be_special(*byte)).map(|at| passed + at)
}

/// Whether a control, or something that nobody sees, may begin with this byte; few bytes of a text do.
const fn may_be_special(byte: u8) -> bool {
    match byte {
        b'\n' | b'\t' => false,
        // The first bytes of U+0080 …, U+034F, U+061C, U+115F …, U+200B …, U+3164, U+FEFF, U+1BCA0 … and
        // U+E0000 …
        0..=0x1F | 0x7F | 0xC2 | 0xCD | 0xD8 | 0xE1 | 0xE2 | 0xE3 | 0xEF | 0xF0 | 0xF3 => true,
        _ => false,
    }
}

/// Whether `c` is made visible as something that is no text.
pub(super) fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
}

/// Whether `c` is left out as something that nobody sees: by itself, or since another such stands before it.
pub(super) fn is_hidden(before: Option<char>, c: char) -> bool {
    let may_serve = |c| matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}');
    is_invisible(c) || (may_serve(c) && before.is_some_and(may_serve))
}

/// A picture for a control, which is one character too.
fn picture(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        '\u{80}'..='\u{9F}' => '\u{FFFD}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_one_way_and_controls_are_pictures() {
        let decoded = |text: &str| super::decoded(text.as_bytes()).text;
        assert_eq!(decoded("\u{FEFF}a\r\nb\n\tc"), "a\nb\n\tc");
        assert_eq!(decoded("a\x1bb\rc\u{9b}\x7f"), "a\u{241B}b\u{240D}c\u{FFFD}\u{2421}");
        assert_eq!(decoded(""), "");
    }

    #[test]
    fn every_special_character_is_seen() {
        for c in '\0'..=char::MAX {
            if is_control(c) || is_bidi_control(c) || is_invisible(c) {
                let found = decoded(format!("a{c}b").as_bytes());
                let count = found.controls.count + found.turns.count + found.hidden.count;
                assert_eq!(count, 1, "{c:?}");
                assert_eq!(found.text.chars().count(), 3, "{c:?}");
            }
        }
    }

    #[test]
    fn a_text_in_utf16_is_known_by_its_mark() {
        assert_eq!(of_utf16(b"\xFF\xFEa\0\x20\x04").as_deref(), Some("aР"));
        assert_eq!(of_utf16(b"\xFE\xFF\0a\x04\x20!").as_deref(), Some("aР"));
        assert_eq!(of_utf16(b"\xFF\xFE\0\xD8").as_deref(), Some("\u{FFFD}"));
        assert_eq!(of_utf16(b"ab"), None);
        assert_eq!(of_utf16(b""), None);
    }

    #[test]
    fn pictures_and_programs_are_no_texts() {
        assert!(is_binary(b"\x7FELF\0\0\0\0\x01\0"));
        assert!(!is_binary(b"a stray \0 in a text"));
        assert!(!is_binary(b"\xFF\xFEa\0b\0c\0d\0e\0"));
        assert!(!is_binary(b""));
    }

    #[test]
    fn a_flood_of_what_nobody_sees_is_counted() {
        let hidden = |text: &str| decoded(text.as_bytes()).hidden;
        assert_eq!(hidden("Donau\u{AD}dampf \u{200B}, می\u{200C}خواهم"), Tally::default());
        assert_eq!(hidden("ab\u{200B}\u{200D}\u{AD}"), Tally { count: 2, first: 5 });
        assert_eq!(hidden("\u{3164}a\u{FEFF}"), Tally { count: 2, first: 0 });
    }

    #[test]
    fn places_are_those_of_the_decoded_text() {
        let found = decoded(b"\xEF\xBB\xBF\x1b\r\n\xFFa\x07\xE2\x80\xAE\xFE");
        assert_eq!(found.text, "\u{241B}\n\u{FFFD}a\u{2407}\u{202E}\u{FFFD}");
        assert_eq!(found.controls, Tally { count: 2, first: 0 });
        assert_eq!(found.turns, Tally { count: 1, first: 11 });
        assert_eq!(found.broken, Tally { count: 2, first: 4 });
        assert_eq!(found.broken_offset, 6);
    }
}
