//! Records as the lines of a file, and back.
//!
//! A line is the CRC-32 of a JSON object as eight hexadecimal digits, a blank, and the object.

use std::fmt;

use super::crc::crc32;
use super::fields;
use super::record::Record;

/// Why a line holds no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is not the text whose checksum stands in front of it.
    Damaged,
    /// The file ends inside of it: it was never said to be saved, or the file was cut off.
    CutOff,
    /// It is whole, but says neither who wrote it nor in which order.
    Unclear,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Damaged => "the record is damaged: its checksum is another",
            Self::CutOff => "the record is cut off",
            Self::Unclear => "the record is whole, but it names no writer and no number",
        })
    }
}

/// A line that holds no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damage {
    /// The number of the line, from 1.
    pub line: usize,
    /// Why it holds none.
    pub why: Why,
}

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// The records, in the order of the file.
    pub records: Vec<Record>,
    /// The lines that hold none.
    pub damage: Vec<Damage>,
}

/// Reads the bytes of a file; whatever they are, what is whole is read and the rest is told.
#[must_use]
pub fn read_lines(bytes: &[u8]) -> Lines {
    let mut lines = Lines::default();
    let mut rest = bytes.split(|byte| *byte == b'\n').zip(1..).peekable();
    while let Some((line, number)) = rest.next() {
        if line.is_empty() {
            continue;
        }
        match record(line) {
            Ok(record) => lines.records.push(record),
            Err(why) => {
                let why = if rest.peek().is_none() { Why::CutOff } else { why };
                lines.damage.push(Damage { line: number, why });
            }
        }
    }
    lines
}

/// Writes a record as a line, with its line feed.
#[must_use]
pub fn write_line(record: &Record) -> String {
    let json = fields::write(record);
    format!("{:08x} {json}\n", crc32(json.as_bytes()))
}

fn record(line: &[u8]) -> Result<Record, Why> {
    let (checksum, json) = line.split_at_checked(9).ok_or(Why::Damaged)?;
    if checksum != format!("{:08x} ", crc32(json)).as_bytes() {
        return Err(Why::Damaged);
    }
    let json = std::str::from_utf8(json).map_err(|_| Why::Unclear)?;
    fields::read(json).ok_or(Why::Unclear)
}

#[cfg(test)]
mod tests {
    use super::*;

    const READ: &str = r#"{"v":1,"lamport":7,"by":"00000000000000aa","at":"2031-03-02T09:30:00Z","op":"read.set","doc":"call"}"#;

    fn good() -> String {
        format!("{:08x} {READ}\n", crc32(READ.as_bytes()))
    }

    fn why(bytes: &[u8]) -> Vec<(usize, Why)> {
        read_lines(bytes).damage.iter().map(|damage| (damage.line, damage.why)).collect()
    }

    #[test]
    fn a_line_is_written_as_it_was_read() {
        let lines = read_lines(good().as_bytes());
        assert_eq!(lines.damage, []);
        assert_eq!(lines.records.iter().map(write_line).collect::<String>(), good());
    }

    #[test]
    fn a_bad_line_costs_itself_alone() {
        let good = good();
        let flipped = good.replacen("call", "cell", 1);
        let unclear = format!("{:08x} {{}}\n", crc32(b"{}"));
        let text = format!("{good}{flipped}\n{unclear}{good}{}", good.get(..40).unwrap());
        let lines = read_lines(text.as_bytes());
        assert_eq!(lines.records.len(), 2);
        assert_eq!(why(text.as_bytes()), [(2, Why::Damaged), (4, Why::Unclear), (6, Why::CutOff)]);
    }

    #[test]
    fn a_whole_record_without_its_line_feed_counts() {
        assert_eq!(read_lines(good().trim_end().as_bytes()).records.len(), 1);
        assert_eq!(read_lines(b""), Lines::default());
    }

    #[test]
    fn checksums_are_written_in_one_way_only() {
        let good = good();
        let (checksum, rest) = good.split_at(8);
        let shouted = checksum.to_uppercase() + rest;
        assert_eq!(read_lines(shouted.as_bytes()).records.len(), usize::from(shouted == good));
        assert_eq!(why(b"\xff\xfe\nx"), [(1, Why::Damaged), (2, Why::CutOff)]);
    }
}
