//! What the page does not show: the comment at the end of a line, by which an entry is known again.
//!
//! `<!-- 2031-02-27T15:01:00Z 1930000001-8f3c0a51d2e94b67 3+0 4662cb03 -->`: when it was written, its
//! stamp, where its words stood (the block from 1, the offset in bytes), and a checksum that tells
//! whether a person has changed the entry since. A note may say of which note it is a version (`of`)
//! and which versions it takes the place of (`over`).

use crate::model::Id;
use crate::model::fnv;
use crate::notebook::Notebook;
use crate::notebook::anchor::Anchor;
use crate::notebook::crc::crc32;
use crate::notebook::exchange::GREATEST;
use crate::notebook::fields;
use crate::notebook::moment::Moment;
use crate::notebook::notes::Note;
use crate::notebook::record::{Op, Record};
use crate::notebook::stamp::{Author, Stamp};

/// So many of the versions that a note takes the place of are written, the latest ones.
const MANY: usize = 8;

/// What a comment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trace {
    /// The stamp of the record.
    pub(super) stamp: Stamp,
    /// When it was written.
    pub(super) at: Moment,
    /// The block, from 0, and the offset of its anchor.
    pub(super) place: Option<(usize, usize)>,
    /// The note, where the record is not its first one.
    pub(super) note: Option<Stamp>,
    /// The versions it takes the place of, in order.
    pub(super) over: Vec<Stamp>,
    sum: u32,
}

impl Trace {
    /// Reads what stands between `<!--` and `-->`; `None` where the program did not write it.
    pub(super) fn parse(comment: &str) -> Option<Self> {
        let (rest, sum) = comment.trim().rsplit_once(' ')?;
        let mut words = rest.split_whitespace();
        let at = words.next().and_then(Moment::parse)?;
        let read = |word: &str| Stamp::parse(word).filter(|stamp| stamp.lamport <= GREATEST);
        let stamp = words.next().and_then(read)?;
        let sum = u32::from_str_radix(sum, 16).ok()?;
        let mut trace = Self { stamp, at, place: None, note: None, over: Vec::new(), sum };
        let mut is_over = false;
        while let Some(word) = words.next() {
            match word {
                "of" => trace.note = Some(words.next().and_then(read)?),
                "over" => is_over = true,
                _ if is_over => trace.over.push(read(word)?),
                _ => {
                    let (block, offset) = word.split_once('+')?;
                    let block = block.parse::<usize>().ok()?.checked_sub(1)?;
                    trace.place = Some((block, offset.parse().ok()?));
                }
            }
        }
        trace.over.sort_unstable();
        Some(trace)
    }

    /// The record of an entry, if the entry is as it was written.
    pub(super) fn record(&self, op: Op) -> Option<Record> {
        let record = Record { stamp: self.stamp, at: self.at, op, extra: String::new() };
        (sum(&record) == self.sum).then_some(record)
    }

    /// The note of which the entry is a version.
    pub(super) fn note(&self) -> Stamp {
        self.note.unwrap_or(self.stamp)
    }
}

/// The comment for a record, with a blank before it.
pub(super) fn comment(record: &Record) -> String {
    let mut comment = format!(" <!-- {} {}", record.at, record.stamp);
    if let Some(at) = anchor(&record.op) {
        comment.push_str(
            &[" ", &at.block.saturating_add(1).to_string(), "+", &at.offset.to_string()].concat(),
        );
    }
    if let Op::Note { note, over, .. } = &record.op {
        if *note != record.stamp {
            comment.push_str(&[" of ", &note.to_string()].concat());
        }
        if !over.is_empty() {
            comment.push_str(" over");
        }
        for stamp in over {
            comment.push_str(&[" ", &stamp.to_string()].concat());
        }
    }
    [comment, format!(" {:08x} -->", sum(record))].concat()
}

/// A note as the record that the page shows.
pub(super) fn of_note(notebook: &Notebook, note: &Note<'_>) -> Record {
    let replaced = notebook.pages.notes.get(&note.note);
    let mut over: Vec<Stamp> =
        replaced.into_iter().flat_map(|versions| versions.latest_replaced(MANY)).collect();
    over.sort_unstable();
    let op = Op::Note {
        note: note.note,
        over,
        document: note.document.clone(),
        at: note.at.cloned(),
        text: shown(note.text).to_owned(),
    };
    Record { stamp: note.version, at: note.written, op, extra: String::new() }
}

/// A text as the page shows it: without empty lines before it, and blanks after it.
pub(super) fn shown(text: &str) -> &str {
    let mut text = text.trim_end();
    while let Some((_, rest)) = text.split_once('\n').filter(|(line, _)| line.trim().is_empty()) {
        text = rest;
    }
    text
}

/// The stamp of a note that stands in a page without one, or is written anew there: made from its
/// words, so that it is the same one however often, and wherever, the page is taken in.
pub(super) fn made_up(lamport: u64, about: &str) -> Stamp {
    let author = Author::of(fnv(about.as_bytes()));
    Stamp { lamport, author }
}

/// What tells one note from another: where it stands, and its text.
pub(super) fn told_by(document: &Id, at: Option<&Anchor>, text: &str) -> String {
    let place = at.map(|at| format!("{} {}", at.language.tag(), at.words)).unwrap_or_default();
    format!("{document}\n{place}\n{}", shown(text))
}

fn anchor(op: &Op) -> Option<&Anchor> {
    match op {
        Op::Place { at, .. } | Op::Mark { at: Some((_, at)), .. } => Some(at),
        Op::Bookmark { at, .. } | Op::Note { at, .. } => at.as_ref(),
        _ => None,
    }
}

fn sum(record: &Record) -> u32 {
    let plain = Record { extra: String::new(), ..record.clone() };
    crc32(fields::write(&plain).as_bytes())
}
