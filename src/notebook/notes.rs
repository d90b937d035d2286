//! Notes, and what becomes of them when two sessions write on one at the same time.

use crate::model::{Block, Id, Language, clean};

use super::Notebook;
use super::anchor::{Anchor, Spot};
use super::moment::Moment;
use super::record::{Op, Record};
use super::stamp::Stamp;

/// A note, or the copy of one that another session wrote at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note<'a> {
    /// What to name it by when it is to be written anew or thrown away.
    pub version: Stamp,
    /// The note; copies of one note share it.
    pub note: Stamp,
    /// The document.
    pub document: &'a Id,
    /// The words it was made on, or the document as a whole.
    pub at: Option<&'a Anchor>,
    /// The note itself; lines are parted by line feeds.
    pub text: &'a str,
    /// When it was written, as far as the clock was right.
    pub written: Moment,
    /// Whether another version of the note, written at the same time, is the later one. Both stay
    /// until a person throws one away.
    pub is_copy: bool,
}

impl Note<'_> {
    /// Where the note stands in a version of its document now; `None` where it is on the document as
    /// a whole, on another version, or where its words are gone.
    #[must_use]
    pub fn find(&self, language: &Language, blocks: &[Block]) -> Option<Spot> {
        self.at.filter(|at| at.language == *language)?.find(blocks)
    }
}

impl Notebook {
    /// All notes: by document, then in the order of their blocks; those on a whole document first.
    #[must_use]
    pub fn notes(&self) -> Vec<Note<'_>> {
        let mut notes: Vec<Note<'_>> = (self.pages.notes.iter())
            .flat_map(|(note, versions)| {
                let last = versions.current.keys().next_back();
                let current = versions.current.iter();
                current.filter_map(move |(version, record)| {
                    let Op::Note { document, at, text, .. } = &record.op else { return None };
                    Some(Note {
                        version: *version,
                        note: *note,
                        document,
                        at: at.as_ref(),
                        text,
                        written: record.at,
                        is_copy: last != Some(version),
                    })
                })
            })
            .collect();
        notes.sort_by(|a, b| {
            let place = |note: &Note<'_>| note.at.map(|at| (at.block, at.offset));
            (a.document, place(a), a.note, b.version).cmp(&(
                b.document,
                place(b),
                b.note,
                a.version,
            ))
        });
        notes
    }

    /// The notes on a document, in the same order.
    #[must_use]
    pub fn notes_on(&self, document: &Id) -> Vec<Note<'_>> {
        let mut notes = self.notes();
        notes.retain(|note| note.document == document);
        notes
    }

    /// Writes a new note.
    pub fn add_note(&mut self, document: &Id, at: Option<Anchor>, text: &str) -> Record {
        let note = self.next_stamp();
        let text = clean(text).into_owned();
        self.write(Op::Note { note, over: Vec::new(), document: document.clone(), at, text })
    }

    /// Writes a note anew; `None` where there is no such version any more.
    pub fn rewrite_note(&mut self, version: Stamp, text: &str) -> Option<Record> {
        let there = self.version(version)?;
        let (note, document, at) = (there.note, there.document.clone(), there.at.cloned());
        let text = clean(text).into_owned();
        Some(self.write(Op::Note { note, over: vec![version], document, at, text }))
    }

    /// Puts a note on other words, as one whose own words are gone.
    pub fn move_note(&mut self, version: Stamp, at: Option<Anchor>) -> Option<Record> {
        let there = self.version(version)?;
        let (note, document, text) = (there.note, there.document.clone(), there.text.to_owned());
        Some(self.write(Op::Note { note, over: vec![version], document, at, text }))
    }

    /// Throws a note away, or one of its copies.
    pub fn drop_note(&mut self, version: Stamp) -> Option<Record> {
        let note = self.version(version)?.note;
        Some(self.write(Op::Drop { note, over: vec![version] }))
    }

    fn version(&self, version: Stamp) -> Option<Note<'_>> {
        self.notes().into_iter().find(|note| note.version == version)
    }
}
