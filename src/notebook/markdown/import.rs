//! Takes a page in again, as a person may have edited it.

use std::collections::HashSet;

use crate::model::{Archive, Id};
use crate::notebook::Notebook;
use crate::notebook::anchor::Anchor;
use crate::notebook::exchange::{GREATEST, Imported, LeftOut};
use crate::notebook::moment::Moment;
use crate::notebook::pages::Item;
use crate::notebook::record::{Op, Record};
use crate::notebook::stamp::Stamp;

use super::entry::{self, Entry, Says, Spotted};
use super::trace::{Trace, made_up, shown, told_by};

/// Takes in what [`super::export_markdown`] wrote, and what a person changed and added in it. What
/// was taken out of the page stays in the notebook; what is not understood is left out and told.
///
/// An entry that nobody changed is the record it was, so that an old page undoes nothing that came
/// after it. A text with neither the title of such a page nor a document in it is refused.
pub fn import_markdown(
    notebook: &mut Notebook,
    archive: &Archive,
    text: &str,
) -> Result<Imported, String> {
    let (entries, left_out) = entry::read(text).ok_or(
        "it has neither the title # Notebook nor a heading of a document, as ## Title (`ID`)",
    )?;
    let notes = notebook.notes();
    let told = notes.iter().map(|note| told_by(note.document, note.at, note.text)).collect();
    let mut import = Import { notebook, archive, told };
    let mut imported = Imported { left_out, ..Imported::default() };
    for entry in entries {
        let line = entry.line;
        match import.record(entry) {
            Ok(Some(record)) if import.notebook.pages.apply(record.clone()) => {
                imported.records.push(record);
            }
            Ok(_) => imported.known += 1,
            Err(why) => imported.left_out.push(LeftOut { line, why }),
        }
    }
    imported.left_out.sort_by_key(|left_out| left_out.line);
    Ok(imported)
}

struct Import<'a> {
    notebook: &'a mut Notebook,
    archive: &'a Archive,
    /// What tells the notes that are there from others.
    told: HashSet<String>,
}

impl Import<'_> {
    /// The record that an entry brings, unless it is known.
    fn record(&mut self, entry: Entry) -> Result<Option<Record>, String> {
        if let Some(record) = unchanged(&entry) {
            let is_known = |note| self.knows(note, record.stamp);
            return Ok(match record.op {
                Op::Note { note, .. } if is_known(note) => None,
                _ => Some(record),
            });
        }
        let document = entry.document;
        let (op, at) = match entry.says {
            Says::Note(at, text) => {
                return match entry.trace {
                    Some(trace) => self.rewritten(document, at, text, &trace),
                    None => self.added(document, at, text),
                };
            }
            Says::Read => (Op::Read { document, read: true }, None),
            Says::Left(at) => {
                let at = self.anchor(&document, at, false)?;
                (Op::Place { document, at }, None)
            }
            Says::Bookmark(at) => {
                let at = at.map(|at| self.anchor(&document, at, false)).transpose()?;
                (Op::Bookmark { document, at, set: true }, None)
            }
            Says::Mark(letter, at) => {
                let at = self.anchor(&document, at, false)?;
                (Op::Mark { letter, at: Some((document, at)) }, None)
            }
            Says::Done(day, point, what) => {
                let (point, what) = self.action(&document, point, what);
                let at = day.and_then(|day| Moment::parse(&format!("{day}T00:00:00Z")));
                (Op::Done { document, point, what, done: true }, at)
            }
        };
        Ok((!self.says_already(&op, at)).then(|| Record {
            stamp: self.notebook.next_stamp(),
            at: at.unwrap_or(self.notebook.now),
            op,
            extra: String::new(),
        }))
    }

    /// A note that a person wrote anew: as if another session had done so at the time of the page.
    fn rewritten(
        &self,
        document: Id,
        at: Option<Spotted>,
        text: String,
        trace: &Trace,
    ) -> Result<Option<Record>, String> {
        if text.is_empty() {
            return Err("the note has no text any more; it stays as it was".to_owned());
        }
        let (note, version) = (trace.note(), trace.stamp);
        let there = self.notebook.pages.notes.get(&note).into_iter();
        let mut there = there.flat_map(|versions| versions.current.values());
        let lamport = version.lamport.saturating_add(1).min(GREATEST);
        let stamp = made_up(lamport, &format!("{version}\n{text}"));
        let is_there = |record: &Record| matches!(&record.op, Op::Note { text: there, .. } if shown(there) == text);
        if self.knows(note, stamp) || there.clone().any(is_there) {
            return Ok(None);
        }
        let (document, at) =
            match there.find(|record| record.stamp == version).map(|there| &there.op) {
                Some(Op::Note { document, at, .. }) => (document.clone(), at.clone()),
                _ => (
                    document,
                    at.map(|at| traced(at, trace).ok_or_else(|| LOST.to_owned())).transpose()?,
                ),
            };
        let mut over = trace.over.clone();
        over.push(version);
        over.sort_unstable();
        over.dedup();
        Ok(Some(self.note(stamp, Op::Note { note, over, document, at, text })))
    }

    /// A note that a person added.
    fn added(
        &mut self,
        document: Id,
        at: Option<Spotted>,
        text: String,
    ) -> Result<Option<Record>, String> {
        if text.is_empty() {
            return Err("the note has no text".to_owned());
        }
        let at = at.map(|at| self.anchor(&document, at, true)).transpose()?;
        let told = told_by(&document, at.as_ref(), &text);
        let note = made_up(1, &told);
        if !self.told.insert(told) || self.notebook.pages.notes.contains_key(&note) {
            return Ok(None);
        }
        Ok(Some(self.note(note, Op::Note { note, over: Vec::new(), document, at, text })))
    }

    fn note(&self, stamp: Stamp, op: Op) -> Record {
        Record { stamp, at: self.notebook.now, op, extra: String::new() }
    }

    fn knows(&self, note: Stamp, version: Stamp) -> bool {
        self.notebook.pages.notes.get(&note).is_some_and(|versions| versions.knows(version))
    }

    /// The anchor of a place that a person wrote: its words where they stand now, or the words of
    /// the block where none are given, all of them if the `whole` block is meant.
    fn anchor(&self, document: &Id, at: Spotted, whole: bool) -> Result<Anchor, String> {
        let Spotted { language, block, words } = at;
        let document = self.archive.document(document.as_str());
        let mut versions = document.iter().flat_map(|document| &document.versions);
        let blocks = versions.find(|version| version.language == language);
        let blocks = blocks.map_or(&[][..], |version| &version.blocks);
        if !words.is_empty() {
            let mut anchor = Anchor { language, block, offset: 0, words }.admitted();
            if let Some(spot) = anchor.find(blocks).filter(|spot| !spot.changed) {
                (anchor.block, anchor.offset) = (spot.block, spot.range.start);
            }
            return Ok(anchor);
        }
        if block >= blocks.len() {
            let block = block.saturating_add(1);
            return Err(format!(
                "the archive has no ¶ {block} ({language}) here, and no words are given"
            ));
        }
        Ok(if whole {
            Anchor::over(&language, blocks, block, 0..usize::MAX)
        } else {
            Anchor::at(&language, blocks, block, 0)
        })
    }

    /// The point and the words of an action as the archive has them, where it is told by its words.
    fn action(
        &self,
        document: &Id,
        point: Option<String>,
        what: String,
    ) -> (Option<String>, String) {
        let key = |point: &Option<String>, what: &str| {
            Item::of(&Op::Done {
                document: document.clone(),
                point: point.clone(),
                what: what.to_owned(),
                done: true,
            })
        };
        let sought = key(&None, &what);
        let document = self.archive.document(document.as_str());
        let mut actions = document.iter().flat_map(|document| &document.actions);
        let action = actions.find(|action| {
            (point.is_none() || action.point == point) && key(&None, &action.what) == sought
        });
        action.map_or((point, what), |action| (action.point.clone(), action.what.clone()))
    }

    /// Whether the notebook says so without the entry.
    fn says_already(&self, op: &Op, at: Option<Moment>) -> bool {
        let alike = |a: &Anchor, b: &Anchor| a.language == b.language && a.words == b.words;
        match op {
            Op::Read { document, .. } => self.notebook.is_read(document),
            Op::Place { document, at } => {
                self.notebook.place(document, &at.language).is_some_and(|there| alike(there, at))
            }
            Op::Bookmark { document, at, .. } => {
                self.notebook.bookmarks_in(document).any(|there| match (there, at) {
                    (Some(there), Some(at)) => alike(there, at),
                    (there, at) => there.is_none() && at.is_none(),
                })
            }
            Op::Mark { letter, at: Some((document, at)) } => (self.notebook.mark(*letter))
                .is_some_and(|(id, there)| id == document && alike(there, at)),
            Op::Done { .. } => Item::of(op).is_some_and(|item| {
                let there = self.notebook.pages.items.get(&item);
                let there = there.filter(|there| matches!(there.op, Op::Done { done: true, .. }));
                there.is_some_and(|there| at.is_none_or(|at| at.day() == there.at.day()))
            }),
            _ => false,
        }
    }
}

/// What is said of a note whose place was taken out of it.
const LOST: &str = "the comment does not say where the note stands";

/// The record that an entry was, if nobody has changed it.
fn unchanged(entry: &Entry) -> Option<Record> {
    let trace = entry.trace.as_ref()?;
    let document = entry.document.clone();
    let op = match entry.says.clone() {
        Says::Read => Op::Read { document, read: true },
        Says::Left(at) => Op::Place { document, at: traced(at, trace)? },
        Says::Bookmark(None) => Op::Bookmark { document, at: None, set: true },
        Says::Bookmark(Some(at)) => {
            Op::Bookmark { document, at: Some(traced(at, trace)?), set: true }
        }
        Says::Mark(letter, at) => Op::Mark { letter, at: Some((document, traced(at, trace)?)) },
        Says::Done(day, point, what) => {
            day.filter(|day| *day == trace.at.day())?;
            Op::Done { document, point, what, done: true }
        }
        Says::Note(at, text) => {
            let at = match at {
                Some(at) => Some(traced(at, trace)?),
                None => None,
            };
            Op::Note { note: trace.note(), over: trace.over.clone(), document, at, text }
        }
    };
    trace.record(op)
}

/// The words of a place, where they stood when they were marked.
fn traced(at: Spotted, trace: &Trace) -> Option<Anchor> {
    let (block, offset) = trace.place?;
    Some(Anchor { language: at.language, block, offset, words: at.words }.admitted())
}
