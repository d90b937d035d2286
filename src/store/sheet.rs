//! One file of an archive as text, with everything that is found wrong in it.

use std::borrow::Cow;
use std::cell::Cell;
use std::cell::OnceCell;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use crate::model::clean_line;
use crate::model::is_bidi_control;
use crate::model::is_invisible;

use super::Code;
use super::Fault;
use super::Position;
use super::decode::Tally;
use super::decode::decoded;
use super::decode::is_control;
use super::decode::of_utf16;
use super::fault::Faults;
use super::fault::MOST;

/// The text of a file, and its faults so far.
///
/// Line ends are `\n`, and controls are their pictures already (one character for one, so that
/// columns stay); bidi controls are still there.
pub(super) struct Sheet {
    file: Arc<str>,
    text: String,
    /// Where each line begins, in bytes; looked for when the first is asked for, as what follows.
    lines: OnceCell<Vec<usize>>,
    /// How many characters begin before each stretch of the text.
    characters: OnceCell<Vec<usize>>,
    faults: RefCell<Vec<Fault>>,
    omitted: Cell<usize>,
    /// Lines that could not be parsed; what else is wrong in them is no fault of its own.
    unparsed: RefCell<Vec<usize>>,
    controls: Cell<Tally>,
    turns: Cell<Tally>,
    hidden: Cell<Tally>,
    is_unread: bool,
}

/// So many bytes are counted at most to find a column.
const STRETCH: usize = 1024;

/// How many characters begin in these bytes of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

impl Sheet {
    /// Reads the bytes of `file`, whatever they are.
    pub(super) fn of(file: String, bytes: &[u8]) -> Self {
        let utf16 = of_utf16(bytes);
        let decoded = decoded(utf16.as_ref().map_or(bytes, String::as_bytes));
        let sheet = Self {
            file: file.into(),
            lines: OnceCell::new(),
            characters: OnceCell::new(),
            faults: RefCell::default(),
            omitted: Cell::default(),
            unparsed: RefCell::default(),
            controls: Cell::new(decoded.controls),
            turns: Cell::new(decoded.turns),
            hidden: Cell::new(decoded.hidden),
            is_unread: false,
            text: decoded.text,
        };
        if utf16.is_some() {
            sheet.fault(
                0,
                Code::NotUtf8,
                "The file is UTF-16, and was read as that.".to_owned(),
                "Save it as UTF-8.",
            );
        } else if decoded.broken.count > 0 {
            sheet.note_broken(decoded.broken, decoded.broken_offset);
        }
        sheet
    }

    /// A file that could not be read at all.
    pub(super) fn unread(file: String, fault: Fault) -> Self {
        let mut sheet = Self::of(file, b"");
        sheet.is_unread = true;
        sheet.faults.get_mut().push(fault);
        sheet
    }

    /// Whether the file could not be read, so that nothing in it can be called missing.
    pub(super) fn is_unread(&self) -> bool {
        self.is_unread
    }

    /// The file, as a path that the person who runs the program can open.
    pub(super) fn file(&self) -> Arc<str> {
        Arc::clone(&self.file)
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The line of a byte, from 1.
    pub(super) fn line(&self, byte: usize) -> usize {
        self.lines().partition_point(|start| *start <= byte).max(1)
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let ends = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect()
        })
    }

    /// The place of a byte.
    pub(super) fn position(&self, byte: usize) -> Position {
        let line = self.line(byte);
        let start = self.lines().get(line - 1).copied().unwrap_or(0);
        let before = self.characters_before(byte).saturating_sub(self.characters_before(start));
        Position { line, column: before + 1 }
    }

    /// How many characters begin before a byte; a long line costs no more than a short one.
    fn characters_before(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let stretch = byte / STRETCH;
        let rest = self.text.as_bytes().get(stretch * STRETCH..byte).unwrap_or_default();
        self.characters().get(stretch).copied().unwrap_or(0) + beginnings(rest)
    }

    fn characters(&self) -> &[usize] {
        self.characters.get_or_init(|| {
            let mut characters = vec![0];
            for stretch in self.text.as_bytes().chunks(STRETCH) {
                characters.push(characters.last().copied().unwrap_or(0) + beginnings(stretch));
            }
            characters
        })
    }

    /// Notes a fault at the bytes from `byte`.
    pub(super) fn fault(&self, byte: usize, code: Code, message: String, help: impl Into<String>) {
        if self.is_full() {
            self.omitted.set(self.omitted.get().saturating_add(1));
            return;
        }
        // The lines are in order, as the faults of syntax are told from top to bottom.
        if self.unparsed.borrow().binary_search(&self.line(byte)).is_err() {
            self.push(Some(self.position(byte)), code, message, help.into());
        }
    }

    /// Whether no further fault of this file will be told.
    pub(super) fn is_full(&self) -> bool {
        self.faults.borrow().len() >= MOST
    }

    /// Notes a fault of syntax; one that follows another at its heels comes from the same mistake.
    pub(super) fn fault_of_syntax(&self, byte: usize, message: String, help: String) {
        let line = self.line(byte);
        let last = self.unparsed.borrow().last().copied();
        if last != Some(line) {
            self.unparsed.borrow_mut().push(line);
        }
        if last.is_some_and(|last| line <= last + 1) {
            return;
        }
        if self.is_full() {
            self.omitted.set(self.omitted.get().saturating_add(1));
        } else {
            self.push(Some(self.position(byte)), Code::BadToml, message, help);
        }
    }

    /// Notes a fault of the file as a whole.
    pub(super) fn fault_of_all(&self, code: Code, message: String, help: impl Into<String>) {
        self.push(None, code, message, help.into());
    }

    /// Counts the controls that `value`, which stands at `span`, holds behind escapes.
    pub(super) fn note_escaped(&self, value: &str, span: &Range<usize>) {
        if !value.chars().any(|c| is_control(c) || is_bidi_control(c) || is_invisible(c)) {
            return;
        }
        let raw = self.text.get(span.clone()).unwrap_or_default();
        for (tally, is_found) in [
            (&self.controls, is_control as fn(char) -> bool),
            (&self.turns, is_bidi_control),
            (&self.hidden, is_invisible),
        ] {
            let count = |text: &str| text.chars().filter(|c| is_found(*c)).count();
            // What stands raw in the file is counted already; raw controls are pictures by now.
            let escaped = count(value).saturating_sub(count(raw));
            let mut found = tally.get();
            found.add(escaped, span.start);
            tally.set(found);
        }
    }

    /// Hands over all faults of this file.
    pub(super) fn tell(self, faults: &mut Faults) {
        let controls = self.controls.get();
        if controls.count > 0 {
            let message = match controls.count {
                1 => "A control character stands here; it is no text.".to_owned(),
                count => format!(
                    "Here stands the first of {count} control characters; they are no text."
                ),
            };
            let help = "Remove it; it is shown as a picture or left out.";
            let position = Some(self.position(controls.first));
            self.push(position, Code::ControlCharacter, message, help.to_owned());
        }
        let turns = self.turns.get();
        if turns.count > 0 {
            let message = match turns.count {
                1 => "Here stands an invisible character that turns the direction of text."
                    .to_owned(),
                count => format!(
                    "Here stands the first of {count} invisible characters that turn the direction of text."
                ),
            };
            let help = "Remove it; the program finds the direction by itself.";
            let position = Some(self.position(turns.first));
            self.push(position, Code::BidiControl, message, help.to_owned());
        }
        let hidden = self.hidden.get();
        if hidden.count > 0 {
            let message = match hidden.count {
                1 => "Here stands a character that nobody sees.".to_owned(),
                count => {
                    format!("Here stands the first of {count} characters that nobody sees.")
                }
            };
            let help = "Remove it; it is left out.";
            let position = Some(self.position(hidden.first));
            self.push(position, Code::InvisibleCharacter, message, help.to_owned());
        }
        faults.extend(self.faults.into_inner());
        faults.omit(self.file.to_string(), self.omitted.get());
    }

    fn push(&self, position: Option<Position>, code: Code, message: String, help: String) {
        self.faults.borrow_mut().push(Fault {
            file: self.file.to_string(),
            position,
            code,
            message: cleaned(message),
            help: cleaned(help),
        });
    }

    fn note_broken(&self, broken: Tally, offset: usize) {
        let more = match broken.count {
            1 => String::new(),
            count => format!(" It is the first of {count} such places."),
        };
        self.fault(
            broken.first,
            Code::NotUtf8,
            format!("The byte at offset {offset} is no UTF-8.{more}"),
            "Save the file as UTF-8; it may be in an older encoding.",
        );
    }
}

/// `text` without anything that a terminal obeys; almost always it is as it was.
fn cleaned(text: String) -> String {
    let clean = match clean_line(&text) {
        Cow::Borrowed(_) => None,
        Cow::Owned(clean) => Some(clean),
    };
    clean.unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(line: usize, column: usize) -> Position {
        Position { line, column }
    }

    fn told(sheet: Sheet) -> Vec<Fault> {
        let mut faults = Faults::default();
        sheet.tell(&mut faults);
        faults.in_order()
    }

    fn faults(bytes: &[u8]) -> Vec<(Code, Option<Position>)> {
        told(Sheet::of("f".to_owned(), bytes))
            .into_iter()
            .map(|fault| (fault.code, fault.position))
            .collect()
    }

    #[test]
    fn columns_are_characters_and_lines_end_in_one_way() {
        let sheet = Sheet::of("f".to_owned(), "\u{FEFF}один\r\nдва".as_bytes());
        assert_eq!(sheet.text(), "один\nдва");
        let byte = sheet.text().find('в').unwrap();
        assert_eq!(sheet.position(byte), at(2, 2));
        assert_eq!(sheet.position(usize::MAX), at(2, 4));
        assert!(told(sheet).is_empty());
    }

    #[test]
    fn broken_bytes_are_told_once_with_their_offset() {
        let sheet = Sheet::of("f".to_owned(), b"ab\r\nc\xFFd\xFEe");
        assert_eq!(sheet.text(), "ab\nc\u{FFFD}d\u{FFFD}e");
        let faults = told(sheet);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].position, Some(at(2, 2)));
        assert!(faults[0].message.contains("offset 5"), "{}", faults[0].message);
        assert!(faults[0].message.contains("first of 2"));
    }

    #[test]
    fn a_flood_of_controls_is_one_fault_with_a_count() {
        let flood = format!("ok\n\t{}", "\u{1b}\u{202E}".repeat(100_000));
        assert_eq!(
            faults(flood.as_bytes()),
            [(Code::ControlCharacter, Some(at(2, 2))), (Code::BidiControl, Some(at(2, 3))),]
        );
        let sheet = Sheet::of("f".to_owned(), b"a\x1bb\rc");
        assert_eq!(sheet.text(), "a\u{241B}b\u{240D}c");
    }

    #[test]
    fn a_flood_of_faults_is_cut() {
        let sheet = Sheet::of("f".to_owned(), b"x");
        for _ in 0..1000 {
            sheet.fault(0, Code::BadDate, "wrong".to_owned(), "mend");
        }
        let faults = told(sheet);
        assert_eq!(faults.len(), MOST + 1);
        assert_eq!(faults[MOST].code, Code::MoreFaults);
        assert!(faults[MOST].message.contains("900"));
    }
}
