//! Cuts what a terminal sends into characters and control sequences, whatever pieces it comes in.

/// The longest content of a control string that is kept, in bytes.
const LONGEST: usize = 1024;
const ESC: u8 = 0x1B;
const BEL: u8 = 0x07;

/// One thing that a terminal sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::runtime) enum Sequence {
    /// A character or a control, after ESC or alone.
    Char {
        /// The character.
        char: char,
        /// Whether ESC came before it: Alt was held.
        alt: bool,
    },
    /// ESC alone: the key.
    Escape,
    /// A control sequence (CSI): its parameters and its last byte.
    Control {
        /// What stands between `ESC [` and the last byte.
        parameters: String,
        /// The last byte.
        last: u8,
    },
    /// A single shift (SS3): the byte after it.
    Single(u8),
    /// A control string: the byte that opened it (`P` for DCS), and its content.
    String {
        /// The byte after ESC.
        kind: u8,
        /// What stands before the end of the string.
        content: String,
    },
}

/// How far the cutter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::runtime) enum Open {
    /// Between two sequences.
    Nothing,
    /// After an ESC: a key, or the beginning of more.
    Escape,
    /// Inside a sequence.
    Sequence,
}

/// Cuts bytes into sequences.
#[derive(Debug, Default)]
pub(in crate::runtime) struct Cutter {
    held: Vec<u8>,
}

impl Cutter {
    /// Takes the next byte, and gives what it ends.
    pub(in crate::runtime) fn push(&mut self, byte: u8) -> Option<Sequence> {
        match self.held.as_slice() {
            [] | [ESC, 0x80..=0xFF] => self.push_char(byte),
            [ESC] => self.push_second(byte),
            [ESC, b'O'] => {
                self.held.clear();
                Some(Sequence::Single(byte))
            }
            [ESC, b'[', b'M', ..] => self.push_click(byte),
            [ESC, b'[', ..] => self.push_control(byte),
            [ESC, ..] => self.push_string(byte),
            _ => self.push_char(byte),
        }
    }

    /// How far it is.
    pub(super) fn open(&self) -> Open {
        match self.held.as_slice() {
            [] => Open::Nothing,
            [ESC] => Open::Escape,
            _ => Open::Sequence,
        }
    }

    /// Ends what is open: nothing came after it for long. An ESC was the key; what else was begun is
    /// dropped, for a part of a reply is no key.
    pub(super) fn end(&mut self) -> Option<Sequence> {
        let open = self.open();
        self.held.clear();
        (open == Open::Escape).then_some(Sequence::Escape)
    }

    fn push_char(&mut self, byte: u8) -> Option<Sequence> {
        if byte == ESC {
            self.held = vec![ESC];
            return None;
        }
        self.held.push(byte);
        let alt = self.held.first() == Some(&ESC);
        let bytes = self.held.get(usize::from(alt)..).unwrap_or_default();
        let char = match std::str::from_utf8(bytes) {
            Ok(text) => text.chars().next(),
            // The rest of the character is still to come.
            Err(error) if error.error_len().is_none() => return None,
            Err(_) => None,
        };
        self.held.clear();
        char.map(|char| Sequence::Char { char, alt })
    }

    fn push_second(&mut self, byte: u8) -> Option<Sequence> {
        match byte {
            ESC => return Some(Sequence::Escape),
            b'[' | b'O' | b'P' | b']' | b'^' | b'_' | b'X' => self.held.push(byte),
            // The end of a string that was given up.
            b'\\' => self.held.clear(),
            _ => return self.push_char(byte),
        }
        None
    }

    fn push_control(&mut self, byte: u8) -> Option<Sequence> {
        let inside = self.held.get(2..).unwrap_or_default();
        // The Linux console sends ESC [ [ A for F1; a terminal that knows only the oldest form of clicks
        // sends ESC [ M and three bytes more.
        let opens_twice = matches!(byte, b'[' | b'M') && inside.is_empty();
        match byte {
            ESC => self.held = vec![ESC],
            0x40..=0x7E if !opens_twice => {
                let parameters = String::from_utf8_lossy(inside).into_owned();
                self.held.clear();
                return Some(Sequence::Control { parameters, last: byte });
            }
            _ => self.hold(byte),
        }
        None
    }

    /// The third byte ends it; what was clicked is not told in a way that holds beyond column 223.
    fn push_click(&mut self, byte: u8) -> Option<Sequence> {
        self.held.push(byte);
        if self.held.len() < b"\x1b[M123".len() {
            return None;
        }
        self.held.clear();
        Some(Sequence::Control { parameters: String::new(), last: b'M' })
    }

    fn push_string(&mut self, byte: u8) -> Option<Sequence> {
        let after_escape = self.held.len() > 2 && self.held.last() == Some(&ESC);
        if after_escape && byte != b'\\' {
            // A string that is broken off by the next sequence: that one counts.
            self.held = vec![ESC];
            return self.push(byte);
        }
        if byte.is_ascii_control() && !matches!(byte, ESC | BEL) {
            // No reply holds a control. Who presses a key must not wait for the end of one that was cut.
            self.held.clear();
            return self.push(byte);
        }
        let ends = byte == BEL || byte == b'\\' && after_escape;
        if !ends {
            self.hold(byte);
            return None;
        }
        let held = std::mem::take(&mut self.held);
        let content = held.get(2..).unwrap_or_default();
        let content = content.strip_suffix(&[ESC]).unwrap_or(content);
        let content = String::from_utf8_lossy(content).into_owned();
        Some(Sequence::String { kind: held.get(1).copied().unwrap_or(0), content })
    }

    /// Keeps a byte; of a sequence that never ends only the beginning and the last byte.
    fn hold(&mut self, byte: u8) {
        if self.held.len() >= LONGEST {
            self.held.pop();
        }
        self.held.push(byte);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(bytes: &[u8]) -> (Vec<Sequence>, Open) {
        let mut cutter = Cutter::default();
        let sequences = bytes.iter().filter_map(|byte| cutter.push(*byte)).collect();
        (sequences, cutter.open())
    }

    fn char(char: char) -> Sequence {
        Sequence::Char { char, alt: false }
    }

    #[test]
    fn characters_and_sequences_are_told_apart() {
        let control =
            |parameters: &str, last| Sequence::Control { parameters: parameters.into(), last };
        let (sequences, open) = cut("aж\u{1b}[1;5C\u{1b}OP\u{1b}xé\u{1b}[[A\r".as_bytes());
        let expected = [
            char('a'),
            char('ж'),
            control("1;5", b'C'),
            Sequence::Single(b'P'),
            Sequence::Char { char: 'x', alt: true },
            char('é'),
            control("[", b'A'),
            char('\r'),
        ];
        assert_eq!(sequences, expected);
        assert_eq!(open, Open::Nothing);
    }

    #[test]
    fn a_string_ends_with_its_terminator_or_a_bell() {
        let string = |kind, content: &str| Sequence::String { kind, content: content.into() };
        let (sequences, _) = cut(b"\x1bP>|XTerm(379)\x1b\\\x1b]11;rgb\x07q");
        assert_eq!(sequences, [string(b'P', ">|XTerm(379)"), string(b']', "11;rgb"), char('q')]);
    }

    #[test]
    fn a_string_without_an_end_swallows_no_key() {
        let (sequences, open) = cut(b"\x1bP>|kitty\r\x1b]11;rgb\x1b[A\x1b_x\x03");
        let up = Sequence::Control { parameters: String::new(), last: b'A' };
        assert_eq!(sequences, [char('\r'), up, char('\u{3}')]);
        assert_eq!(open, Open::Nothing);
    }

    #[test]
    fn a_click_in_the_oldest_form_is_no_key() {
        let (sequences, open) = cut(b"\x1b[M !qj\x1b[M\xe9\xff\x1bk");
        let click = Sequence::Control { parameters: String::new(), last: b'M' };
        assert_eq!(sequences, [click.clone(), char('j'), click, char('k')]);
        assert_eq!(open, Open::Nothing);
    }

    #[test]
    fn escape_alone_is_a_key_and_half_a_reply_is_none() {
        let mut cutter = Cutter::default();
        assert_eq!(cutter.push(ESC), None);
        assert_eq!(cutter.open(), Open::Escape);
        assert_eq!(cutter.end(), Some(Sequence::Escape));
        for half in [&b"\x1b[>65;70"[..], b"\x1bP>|kit", b"\xd0"] {
            for byte in half {
                assert_eq!(cutter.push(*byte), None);
            }
            assert_eq!(cutter.open(), Open::Sequence);
            assert_eq!(cutter.end(), None);
        }
    }

    #[test]
    fn no_bytes_make_it_hold_much_or_fail() {
        let mut cutter = Cutter::default();
        for start in [&b"\x1b["[..], b"\x1bP", b"\xff\xfe", b"\x1b\xf0"] {
            for byte in start.iter().copied().chain((0..5000).map(|_| b'0')) {
                cutter.push(byte);
                assert!(cutter.held.len() <= LONGEST + 1);
            }
            cutter.end();
        }
        for byte in (0..=255_u8).flat_map(|byte| [byte, byte ^ 0x5A, ESC, byte]) {
            cutter.push(byte);
        }
    }
}
