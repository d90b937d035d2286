//! What is shown in a terminal whose locale names another set of characters than UTF-8.
//!
//! Such a terminal takes the bytes of UTF-8 for other characters, and some of them for controls (0x80 to
//! 0x9F). So what its set has is sent in it, and for the rest stands what looks most like it, or `?`.

use encoding_rs::Encoding;
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthChar;

/// A set of characters: an encoding, or ASCII alone.
#[derive(Debug, Clone, Copy)]
pub(in crate::runtime) struct Charset(Option<&'static Encoding>);

impl Charset {
    /// The set that a locale names, as `de_DE.ISO-8859-15@euro`. One that is not known is taken for ASCII.
    pub(in crate::runtime) fn of(locale: &str) -> Self {
        let name = locale.split_once('.').map_or("", |(_, name)| name);
        let name = name.split('@').next().unwrap_or_default().to_ascii_lowercase();
        let name = match name.as_str() {
            "eucjp" => "euc-jp",
            "euckr" => "euc-kr",
            "koi8r" => "koi8-r",
            "koi8u" => "koi8-u",
            // The label of the Web would be taken for more than it names.
            "ansi_x3.4-1968" | "us-ascii" | "ascii" => return Self(None),
            name => name,
        };
        let plain = |encoding: &&'static Encoding| {
            encoding.is_ascii_compatible() && encoding.output_encoding() == *encoding
        };
        Self(Encoding::for_label(name.as_bytes()).filter(plain))
    }

    /// Puts what can be shown in the place of what cannot.
    pub(super) fn fit(self, buffer: &mut Buffer) {
        let mut replaced = false;
        for cell in &mut buffer.content {
            let mut chars = cell.symbol().chars();
            let sign = match (chars.next(), chars.next()) {
                // The second half of a wide sign.
                (None, _) if replaced => "?",
                _ if cell.symbol().is_ascii() || self.has(cell.symbol()) => {
                    replaced = false;
                    continue;
                }
                (Some(char), None) => lookalike(char),
                _ => "?",
            };
            replaced = true;
            cell.set_symbol(sign);
        }
    }

    /// The bytes to send for a frame that was fitted.
    pub(super) fn encode(self, frame: Vec<u8>) -> Vec<u8> {
        match (self.0, std::str::from_utf8(&frame)) {
            (Some(encoding), Ok(text)) => encoding.encode(text).0.into_owned(),
            _ => frame,
        }
    }

    fn has(self, symbol: &str) -> bool {
        let Some(encoding) = self.0 else { return false };
        // Where letters have two bytes, signs that are narrow elsewhere are as wide as they.
        let narrow = |c: char| c.width() == Some(1);
        if !encoding.is_single_byte() && symbol.chars().any(narrow) {
            return false;
        }
        let (bytes, _, unknown) = encoding.encode(symbol);
        !unknown && !bytes.iter().any(|byte| matches!(byte, 0x80..=0x9F))
    }
}

/// A sign of ASCII that looks like another, one column wide.
fn lookalike(char: char) -> &'static str {
    match char {
        '─' | '‐'..='―' | '−' | '▁' => "-",
        '│' | '▌' | '▐' => "|",
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' => "+",
        '‘' | '’' | '‹' | '›' | 'ʼ' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '·' | '…' => ".",
        '•' | '●' | '◆' | '■' => "*",
        '▸' | '→' => ">",
        '←' => "<",
        '↑' => "^",
        '↓' => "v",
        '≠' => "!",
        '¶' | '█' | '№' => "#",
        '✓' | '✗' | '×' => "x",
        '\u{A0}' => " ",
        _ => "?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(locale: &str, line: &str) -> Vec<u8> {
        let charset = Charset::of(locale);
        let mut buffer = Buffer::with_lines([line]);
        charset.fit(&mut buffer);
        let text: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        charset.encode(text.into_bytes())
    }

    #[test]
    fn what_the_set_has_is_sent_in_it() {
        assert_eq!(sent("de_DE.ISO-8859-1", "Größe · ¶"), b"Gr\xf6\xdfe \xb7 \xb6");
        assert_eq!(sent("ru_RU.KOI8-R", "мир"), b"\xcd\xc9\xd2");
        assert_eq!(sent("ru_RU.koi8r", "мир"), b"\xcd\xc9\xd2");
        assert_eq!(sent("pl_PL.ISO8859-2@x", "łódź"), b"\xb3\xf3d\xbc");
    }

    #[test]
    fn the_rest_is_like_it_or_a_question() {
        assert_eq!(sent("de_DE.ISO-8859-1", "┌─┐ „мир“ …"), b"+-+ \"???\" .");
        for unknown in ["en_US.ANSI_X3.4-1968", "x.nothing", "x.utf-16", "ja_JP.ISO-2022-JP"] {
            assert_eq!(sent(unknown, "│é│"), b"|?|");
        }
    }

    #[test]
    fn no_byte_is_a_control() {
        let all: String = ('\u{A0}'..'\u{3100}').filter(|c| c.width() == Some(1)).collect();
        for locale in ["x.iso-8859-1", "x.cp1251", "x.cp1252", "x.koi8-r", "x.macintosh", "x.gbk"] {
            let bytes = sent(locale, &all);
            assert!(!bytes.iter().any(|byte| matches!(byte, 0..=0x1F | 0x7F..=0x9F)), "{locale}");
        }
    }
}
