//! Bytes of any encoding as text.

use std::borrow::Cow;

use chardetng::EncodingDetector;
use chardetng::Iso2022JpDetection;
use chardetng::Utf8Detection;
use encoding_rs::Encoding;
use encoding_rs::UTF_8;
use encoding_rs::UTF_16BE;
use encoding_rs::UTF_16LE;

use crate::model::is_bidi_control;

use super::Trouble;

/// The most that a detector looks at, in bytes.
const LOOKED_AT: usize = 1 << 20;

/// A text, and what its encoding was.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, with `\n` at the ends of lines and no control characters but tabs.
    pub(super) text: String,
    /// What was wrong.
    pub(super) troubles: Vec<Trouble>,
}

/// Decodes bytes: by a byte order mark, else by `named`, else as UTF-8, else by what they look like.
///
/// `None` where they are no text at all.
pub(super) fn decoded(bytes: &[u8], named: Option<&'static Encoding>) -> Option<Decoded> {
    let mut troubles = Vec::new();
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, mark),
        None => (guessed(bytes, named, &mut troubles), 0),
    };
    let bytes = bytes.get(mark..).unwrap_or_default();
    if is_rubbish(bytes, encoding) {
        return None;
    }
    let (text, is_broken) = encoding.decode_without_bom_handling(bytes);
    if is_broken {
        let count = text.matches('\u{FFFD}').count();
        troubles.push(Trouble::new(format!(
            "{count} characters are not valid {}; they stand as U+FFFD.",
            encoding.name()
        )));
    }
    let text = plain(&text, &mut troubles).into_owned();
    Some(Decoded { text, troubles })
}

fn guessed(
    bytes: &[u8],
    named: Option<&'static Encoding>,
    troubles: &mut Vec<Trouble>,
) -> &'static Encoding {
    let looked_at = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if let Some(encoding) = sixteen_bits(looked_at) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    if let Some(named) = named {
        return named;
    }
    // A few broken bytes in a text that is UTF-8 elsewhere do not make it something else.
    let lossy = looked_at.utf8_chunks().map(|chunk| chunk.invalid().len()).sum::<usize>();
    let wide = looked_at.iter().filter(|byte| **byte >= 0x80).count();
    if lossy * 20 < wide {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(looked_at, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    troubles.push(Trouble::new(format!(
        "The encoding is not stated; it was read as {}.",
        encoding.name()
    )));
    encoding
}

/// UTF-16 without a mark: every second byte of Latin text is zero.
fn sixteen_bits(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |odd: usize| {
        let every = bytes.iter().skip(odd).step_by(2);
        every.filter(|byte| **byte == 0).count() * 4 > bytes.len()
    };
    let is_wide = bytes.len() >= 8;
    match (is_wide && zeros(0), is_wide && zeros(1)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether these bytes are a picture, a program, or the like.
fn is_rubbish(bytes: &[u8], encoding: &'static Encoding) -> bool {
    if encoding == UTF_16BE || encoding == UTF_16LE {
        return false;
    }
    let looked_at = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let controls = looked_at
        .iter()
        .filter(|byte| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0C))
        .count();
    controls > 3 && controls * 50 > looked_at.len()
}

/// One kind of line end, and no controls.
pub(super) fn plain<'a>(text: &'a str, troubles: &mut Vec<Trouble>) -> Cow<'a, str> {
    // A large file has many texts that need nothing, and most of those are ASCII.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t' | b'\n')) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut taken = 0_usize;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                plain.push('\n');
            }
            '\n' | '\t' => plain.push(letter),
            '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{C}' | '\u{B}' => plain.push('\n'),
            '\u{FEFF}' => {}
            _ if letter.is_control() || is_bidi_control(letter) => taken += 1,
            _ => plain.push(letter),
        }
    }
    if taken > 0 {
        troubles.push(Trouble::new(format!("{taken} control characters were taken out.")));
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decoded(bytes, None).unwrap().text
    }

    #[test]
    fn common_encodings_are_found() {
        let russian = "Мы, участники встречи, обращаемся к народам мира с этим призывом о воде.";
        let greek = "Εμείς που συμμετέχουμε στη συνάντηση καλούμε τους λαούς για το νερό.";
        for (text_of, encoding) in
            [(russian, encoding_rs::WINDOWS_1251), (greek, encoding_rs::WINDOWS_1253)]
        {
            let (bytes, _, _) = encoding.encode(text_of);
            assert_eq!(text(&bytes), text_of);
        }
        assert_eq!(text(b"\xEF\xBB\xBFa\r\nb\rc"), "a\nb\nc");
        assert_eq!(text(b"\xFF\xFEa\0b\0"), "ab");
        assert_eq!(text(b"a\0 \0t\0e\0x\0t\0!\0.\0"), "a text!.");
        assert_eq!(text("a\u{202e}b\u{7}c".as_bytes()), "abc");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(decoded(&[0, 1, 2, 3, 4, 5, 200, 14, 15, 16, 1, 1], None).is_none());
        assert!(decoded(b"", None).is_some());
    }
}
