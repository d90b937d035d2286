//! Cuts text into what a reader sees as one sign, and says how it is shown and how wide.

use std::ops::Range;

use compact_str::CompactString;
use unicode_bidi::{BidiClass, bidi_class};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many marks of a cluster are shown.
const MARKS_SHOWN: usize = 8;

/// What a cluster is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Something that is seen.
    Sign,
    /// A blank.
    Blank,
    /// Nothing: a control that only steers the text around it.
    Hidden,
}

/// A cluster: one or, in an Arabic ligature, two graphemes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cluster {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Where it ends, in bytes.
    pub(super) end: usize,
    /// Its columns.
    pub(super) width: u16,
    /// What it is on the screen.
    pub(super) look: Look,
}

/// The clusters of a part of a text that begins and ends between two of them.
#[derive(Debug, Clone)]
pub(super) struct Clusters<'text> {
    text: &'text str,
    at: usize,
    end: usize,
}

/// The clusters of `range` in `text`.
pub(super) fn clusters(text: &str, range: Range<usize>) -> Clusters<'_> {
    Clusters {
        text: text.get(..range.end).unwrap_or(text),
        at: range.start,
        end: range.end.min(text.len()),
    }
}

/// The extended grapheme clusters of `text` (UAX #29), as ranges of bytes.
pub fn graphemes(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        at += grapheme_length(rest);
        Some(start..at)
    })
}

/// The sentences of `text` (UAX #29) without the blanks around them, as ranges of bytes.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let whole = text.split_sentence_bound_indices();
    whole.filter_map(|(start, sentence)| {
        let words = sentence.trim();
        let start = start + sentence.len() - sentence.trim_start().len();
        (!words.is_empty()).then(|| start..start + words.len())
    })
}

impl Iterator for Clusters<'_> {
    type Item = Cluster;

    fn next(&mut self) -> Option<Cluster> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let first = rest.chars().next()?;
        let mut length = grapheme_length(rest);
        if length == first.len_utf8() && is_plain(first) && !is_lam(first) {
            self.at += length;
            return Some(Cluster {
                start,
                end: self.at,
                width: 1,
                look: if matches!(first, ' ' | '\u{A0}') { Look::Blank } else { Look::Sign },
            });
        }
        let second = if is_lam(first) { ligated(rest, length) } else { 0 };
        length += second;
        self.at = (start + length).min(self.end);
        let (look, width) =
            if second > 0 { (Look::Sign, 1) } else { measured(rest.get(..length).unwrap_or(rest)) };
        Some(Cluster { start, end: self.at, width, look })
    }
}

/// Whether each byte of a text is a sign or a blank of its own, as in most rows of many languages.
pub(super) fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The bytes of the first grapheme of `text`.
fn grapheme_length(text: &str) -> usize {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (None, _) => 0,
        (Some(first), None) => first.len_utf8(),
        (Some(first), Some(second)) if is_plain(first) && is_plain(second) => first.len_utf8(),
        _ => text.graphemes(true).next().map_or(0, str::len),
    }
}

/// Whether `c` is surely a grapheme of its own beside another such character, and one column wide.
fn is_plain(c: char) -> bool {
    let code = c as usize;
    match PLAIN.get(code / 64) {
        Some(bits) => bits >> (code % 64) & 1 == 1,
        None => matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203B}'),
    }
}

/// The characters below U+0700 that are plain, as bits.
const PLAIN: [u64; 28] = {
    let mut bits = [0; 28];
    let mut code = 0;
    while code < 28 * 64 {
        if let Some(c) = char::from_u32(code)
            && is_plain_early(c)
        {
            #[expect(
                clippy::indexing_slicing,
                reason = "the compiler runs it, and sees the bounds"
            )]
            {
                bits[code as usize / 64] |= 1 << (code % 64);
            }
        }
        code += 1;
    }
    bits
};

const fn is_plain_early(c: char) -> bool {
    matches!(c,
        '\u{20}'..='\u{7E}'
        | '\u{A0}'..='\u{AC}'
        | '\u{AE}'..='\u{2FF}'
        | '\u{370}'..='\u{482}'
        | '\u{48A}'..='\u{52F}'
        | '\u{531}'..='\u{556}'
        | '\u{561}'..='\u{586}'
        | '\u{5D0}'..='\u{5EA}'
        | '\u{61B}'
        | '\u{61E}'..='\u{64A}'
        | '\u{660}'..='\u{66F}'
        | '\u{671}'..='\u{6D3}'
        | '\u{6F0}'..='\u{6FF}')
}

const fn is_lam(c: char) -> bool {
    matches!(c, '\u{644}' | '\u{FEDD}'..='\u{FEE0}')
}

const fn is_alef(c: char) -> bool {
    matches!(
        c,
        '\u{622}' | '\u{623}' | '\u{625}' | '\u{627}' | '\u{FE81}'
            ..='\u{FE84}' | '\u{FE87}' | '\u{FE88}' | '\u{FE8D}' | '\u{FE8E}'
    )
}

/// The bytes of the grapheme that forms a ligature with the lam grapheme of `length` bytes before it.
fn ligated(text: &str, length: usize) -> usize {
    let marks = text.get(..length).unwrap_or_default().chars().skip(1);
    let rest = text.get(length..).unwrap_or_default();
    if rest.chars().next().is_some_and(is_alef) && marks.into_iter().all(is_mark) {
        grapheme_length(rest)
    } else {
        0
    }
}

/// Whether `c` is a mark that combines with what stands before it.
pub(super) fn is_mark(c: char) -> bool {
    !is_hidden(c) && bidi_class(c) == BidiClass::NSM
}

/// Whether `c` only steers the text around it and is never sent to a terminal.
pub(super) const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'..='\u{1160}'
        | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0D}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// What a cluster looks like, and its columns.
fn measured(cluster: &str) -> (Look, u16) {
    let shown = shown(cluster, |c| c);
    let look = if shown.is_empty() {
        Look::Hidden
    } else if shown.chars().all(char::is_whitespace) {
        Look::Blank
    } else {
        Look::Sign
    };
    (look, width(&shown))
}

/// The columns of what is sent for a cluster.
pub(super) fn width(shown: &str) -> u16 {
    u16::try_from(shown.width()).unwrap_or(u16::MAX)
}

/// What is sent for a cluster: without what is hidden, with a limit to its marks, and `turned`
/// applied to its first character.
pub(super) fn shown(cluster: &str, turned: impl Fn(char) -> char) -> CompactString {
    let mut shown = CompactString::default();
    let (mut marks, mut others) = (0, 0);
    for c in cluster.chars() {
        let c = match c {
            '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
            '\u{3000}' => c,
            _ if c.is_whitespace() => ' ',
            // The control pictures of Unicode stand in the order of the controls.
            '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
            '\u{7F}' => '\u{2421}',
            '\u{80}'..='\u{9F}' => '\u{FFFD}',
            _ if is_hidden(c) => continue,
            _ if shown.is_empty() => turned(c),
            _ => c,
        };
        if shown == " " && c == ' ' {
            continue;
        }
        let count = if bidi_class(c) == BidiClass::NSM { &mut marks } else { &mut others };
        *count += 1;
        if *count <= MARKS_SHOWN {
            shown.push(c);
        }
    }
    // A mark that has nothing to stand on gets the circle that Unicode's charts give it.
    if !shown.is_empty() && shown.width() == 0 {
        shown.insert(0, '\u{25CC}');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_of_its_own_is_one_byte_that_is_seen() {
        assert!(is_printable_ascii("A (plain) line, 1 & 2 -> 3~"));
        assert!(!is_printable_ascii("se\u{f1}al"));
        assert!(!is_printable_ascii("tab\there"));
        assert!(!is_printable_ascii("e\u{301}"));
    }

    #[test]
    fn sentences_end_where_scripts_end_them() {
        for (text, parted) in [
            ("One. Two!  Three?", &["One.", "Two!", "Three?"][..]),
            (" (One.) two", &["(One.) two"]),
            ("كيف؟ نعم.", &["كيف؟", "نعم."]),
            ("一。二。", &["一。", "二。"]),
            ("no end", &["no end"]),
            ("  ", &[]),
        ] {
            let found: Vec<&str> = sentences(text).filter_map(|range| text.get(range)).collect();
            assert_eq!(found, parted, "{text}");
        }
    }
    use unicode_width::UnicodeWidthChar;

    #[test]
    fn plain_characters_stand_alone_and_are_one_column_wide() {
        let plain: Vec<char> = ('\0'..=char::MAX).filter(|c| is_plain(*c)).collect();
        for c in &plain {
            assert_eq!(c.width(), Some(1), "{c:?} {:04X}", u32::from(*c));
        }
        for pair in [' ', 'a', 'ب', '”'] {
            for c in &plain {
                let text = format!("{c}{pair}{c}");
                assert_eq!(text.graphemes(true).count(), 3, "{c:?}");
            }
        }
    }
}
