//! One file of an archive as text, with everything that is found wrong in it.

use std::cell::Cell;
use std::cell::RefCell;
use std::ops::Range;

use crate::model::clean_line;
use crate::model::is_bidi_control;

use super::Code;
use super::Fault;
use super::Position;
use super::fault::Faults;
use super::fault::MOST;

/// The text of a file, and its faults so far.
///
/// Line ends are `\n`, and controls are their pictures already (one character for one, so that
/// columns stay); bidi controls are still there.
pub(super) struct Sheet {
    file: String,
    text: String,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    faults: RefCell<Vec<Fault>>,
    omitted: Cell<usize>,
    /// Lines that could not be parsed; what else is wrong in them is no fault of its own.
    unparsed: RefCell<Vec<usize>>,
    controls: Tally,
    turns: Tally,
    is_unread: bool,
}

/// How often a sort of character was found, and where first.
#[derive(Default)]
struct Tally {
    count: Cell<usize>,
    first: Cell<Option<Position>>,
}

impl Tally {
    fn add(&self, count: usize, position: Position) {
        if count == 0 {
            return;
        }
        self.count.set(self.count.get().saturating_add(count));
        let first = self.first.get();
        self.first
            .set(Some(first.map_or(position, |first| first.min(position))));
    }
}

/// Whether `c` is cleaned away or made visible as something that is no text.
fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// A picture for a control that no parser stumbles over.
fn picture(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        '\u{80}'..='\u{9F}' => '\u{FFFD}',
        _ => c,
    }
}

impl Sheet {
    /// Reads the bytes of `file`, whatever they are.
    pub(super) fn of(file: String, bytes: &[u8]) -> Self {
        let (text, broken) = decoded(bytes);
        let mut sheet = Self {
            file,
            text,
            lines: Vec::new(),
            faults: RefCell::default(),
            omitted: Cell::default(),
            unparsed: RefCell::default(),
            controls: Tally::default(),
            turns: Tally::default(),
            is_unread: false,
        };
        sheet.lines = std::iter::once(0)
            .chain(sheet.text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        sheet.note_characters();
        if sheet.controls.count.get() > 0 {
            sheet.text = sheet.text.chars().map(picture).collect();
            sheet.lines = std::iter::once(0)
                .chain(sheet.text.match_indices('\n').map(|(at, _)| at + 1))
                .collect();
        }
        if let Some(broken) = broken {
            sheet.note_broken(bytes, &broken);
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
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The place of a byte.
    pub(super) fn position(&self, byte: usize) -> Position {
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..byte.min(self.text.len()));
        Position {
            line,
            column: before.map_or(1, |before| before.chars().count() + 1),
        }
    }

    /// Notes a fault at the bytes from `byte`.
    pub(super) fn fault(&self, byte: usize, code: Code, message: String, help: impl Into<String>) {
        if self.faults.borrow().len() >= MOST {
            self.omitted.set(self.omitted.get().saturating_add(1));
            return;
        }
        let position = self.position(byte);
        if !self.unparsed.borrow().contains(&position.line) {
            self.push(Some(position), code, message, help.into());
        }
    }

    /// Notes a fault of syntax; one that follows another at its heels comes from the same mistake.
    pub(super) fn fault_of_syntax(&self, byte: usize, message: String, help: String) {
        let position = self.position(byte);
        let last = self.unparsed.borrow().last().copied();
        if last != Some(position.line) {
            self.unparsed.borrow_mut().push(position.line);
        }
        if last.is_none_or(|last| position.line > last + 1) {
            self.push(Some(position), Code::BadToml, message, help);
        }
    }

    /// Notes a fault of the file as a whole.
    pub(super) fn fault_of_all(&self, code: Code, message: String, help: impl Into<String>) {
        self.push(None, code, message, help.into());
    }

    /// Counts the controls that `value`, which stands at `span`, holds behind escapes.
    pub(super) fn note_escaped(&self, value: &str, span: &Range<usize>) {
        if !value.chars().any(|c| is_control(c) || is_bidi_control(c)) {
            return;
        }
        let raw = self.text.get(span.clone()).unwrap_or_default();
        for (tally, is_found) in [
            (&self.controls, is_control as fn(char) -> bool),
            (&self.turns, is_bidi_control),
        ] {
            let count = |text: &str| text.chars().filter(|c| is_found(*c)).count();
            // What stands raw in the file is counted already; raw controls are pictures by now.
            let escaped = count(value).saturating_sub(count(raw));
            tally.add(escaped, self.position(span.start));
        }
    }

    /// Hands over all faults of this file.
    pub(super) fn tell(self, faults: &mut Faults) {
        if let Some(first) = self.controls.first.get() {
            let count = self.controls.count.get();
            self.push(
                Some(first),
                Code::ControlCharacter,
                match count {
                    1 => "A control character stands here; it is no text.".to_owned(),
                    _ => format!(
                        "Here stands the first of {count} control characters; they are no text."
                    ),
                },
                "Remove it; it is shown as a picture or left out.".to_owned(),
            );
        }
        if let Some(first) = self.turns.first.get() {
            let count = self.turns.count.get();
            self.push(
                Some(first),
                Code::BidiControl,
                match count {
                    1 => "An invisible character that turns the direction of text stands here.".to_owned(),
                    _ => format!("Here stands the first of {count} invisible characters that turn the direction of text."),
                },
                "Remove it; the program finds the direction by itself.".to_owned(),
            );
        }
        faults.extend(self.faults.into_inner());
        faults.omit(self.file, self.omitted.get());
    }

    fn push(&self, position: Option<Position>, code: Code, message: String, help: String) {
        self.faults.borrow_mut().push(Fault {
            file: self.file.clone(),
            position,
            code,
            message: clean_line(&message).into_owned(),
            help: clean_line(&help).into_owned(),
        });
    }

    /// Counts what stands raw in the file.
    fn note_characters(&self) {
        let mut position = Position { line: 1, column: 1 };
        for c in self.text.chars() {
            if is_control(c) {
                self.controls.add(1, position);
            } else if is_bidi_control(c) {
                self.turns.add(1, position);
            }
            if c == '\n' {
                position.line += 1;
                position.column = 1;
            } else {
                position.column += 1;
            }
        }
    }

    fn note_broken(&self, bytes: &[u8], broken: &Broken) {
        let is_utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
        let more = match broken.count {
            1 => String::new(),
            count => format!(" It is the first of {count} such places."),
        };
        self.fault(
            broken.place,
            Code::NotUtf8,
            format!("The byte at offset {} is no UTF-8.{more}", broken.offset),
            if is_utf16 {
                "The file looks like UTF-16: save it as UTF-8."
            } else {
                "Save the file as UTF-8; it may be in an older encoding."
            },
        );
    }
}

/// Where bytes were no UTF-8.
struct Broken {
    /// The offset of the first of them in the file.
    offset: usize,
    /// Its place in the decoded text.
    place: usize,
    /// How many places there are.
    count: usize,
}

/// The text of `bytes` without a byte order mark, with `\n` at the end of lines.
fn decoded(bytes: &[u8]) -> (String, Option<Broken>) {
    let mark: &[u8] = b"\xEF\xBB\xBF";
    let skipped = if bytes.starts_with(mark) {
        mark.len()
    } else {
        0
    };
    let bytes = bytes.get(skipped..).unwrap_or_default();
    let mut text = String::with_capacity(bytes.len());
    let mut broken: Option<Broken> = None;
    let mut offset = skipped;
    for chunk in bytes.utf8_chunks() {
        push_lines(&mut text, chunk.valid());
        offset += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            let first = broken.get_or_insert(Broken {
                offset,
                place: text.len(),
                count: 0,
            });
            first.count += 1;
            text.push(char::REPLACEMENT_CHARACTER);
            offset += chunk.invalid().len();
        }
    }
    (text, broken)
}

fn push_lines(text: &mut String, piece: &str) {
    let mut pieces = piece.split("\r\n");
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        text.push('\n');
        text.push_str(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: usize, column: usize) -> Option<Position> {
        Some(Position { line, column })
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
        assert_eq!(Some(sheet.position(byte)), at(2, 2));
        assert_eq!(Some(sheet.position(usize::MAX)), at(2, 4));
        assert!(told(sheet).is_empty());
    }

    #[test]
    fn broken_bytes_are_told_once_with_their_offset() {
        let sheet = Sheet::of("f".to_owned(), b"ab\r\nc\xFFd\xFEe");
        assert_eq!(sheet.text(), "ab\nc\u{FFFD}d\u{FFFD}e");
        let faults = told(sheet);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].position, at(2, 2));
        assert!(
            faults[0].message.contains("offset 5"),
            "{}",
            faults[0].message
        );
        assert!(faults[0].message.contains("first of 2"));
    }

    #[test]
    fn a_flood_of_controls_is_one_fault_with_a_count() {
        let flood = format!("ok\n\t{}", "\u{1b}\u{202E}".repeat(100_000));
        assert_eq!(
            faults(flood.as_bytes()),
            [
                (Code::ControlCharacter, at(2, 2)),
                (Code::BidiControl, at(2, 3)),
            ]
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
