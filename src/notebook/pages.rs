//! All records of a notebook, brought together.
//!
//! Bringing together is commutative, associative and idempotent: in whatever order and however often
//! the records of several writers come in, the pages are the same. Nothing is thrown away but what a
//! later record takes the place of.

use std::collections::{BTreeMap, BTreeSet};

use crate::fold::fold_trimmed;
use crate::model::{Id, Language};

use super::moment::Moment;
use super::record::{Letter, Op, Record};
use super::stamp::Stamp;

/// A thing of which the latest record alone counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    /// The place in a version.
    Place(Id, Language),
    /// A mark.
    Mark(Letter),
    /// A bookmark on a document, or on a block with these words.
    Bookmark(Id, Option<(Language, usize, String)>),
    /// An action: its point, and what is to be done, folded.
    Done(Id, Option<String>, String),
    /// Whether a document is read.
    Read(Id),
}

impl Item {
    /// What a record is about; `None` of notes, which no other record may push aside.
    pub(super) fn of(op: &Op) -> Option<Self> {
        Some(match op {
            Op::Place { document, at } => Self::Place(document.clone(), at.language.clone()),
            Op::Mark { letter, .. } => Self::Mark(*letter),
            Op::Bookmark { document, at, .. } => {
                let words = at.as_ref().map(|at| (at.language.clone(), at.block, at.words.clone()));
                Self::Bookmark(document.clone(), words)
            }
            Op::Done { document, point, what, .. } => {
                Self::Done(document.clone(), point.clone(), fold_trimmed(what))
            }
            Op::Read { document, .. } => Self::Read(document.clone()),
            Op::Note { .. } | Op::Drop { .. } | Op::Unknown(_) => return None,
        })
    }
}

/// The versions of one note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Versions {
    /// Those that no other takes the place of: mostly one; two after two sessions wrote at once.
    pub(super) current: BTreeMap<Stamp, Record>,
    /// Those that must not come back, wherever a copy of them may still lie.
    replaced: BTreeSet<Stamp>,
    /// The greatest stamp of any record about the note, and its moment.
    last: Option<(Stamp, Moment)>,
}

impl Versions {
    fn apply(&mut self, record: Record) -> bool {
        let last = self.last.max(Some((record.stamp, record.at)));
        let mut is_news = self.last != last;
        self.last = last;
        let Record { stamp, at, mut op, extra } = record;
        if let Op::Note { over, .. } | Op::Drop { over, .. } = &mut op {
            for stamp in std::mem::take(over) {
                self.current.remove(&stamp);
                is_news |= self.replaced.insert(stamp);
            }
        }
        if matches!(op, Op::Drop { .. }) || self.replaced.contains(&stamp) {
            return is_news;
        }
        put(&mut self.current, stamp, Record { stamp, at, op, extra }) || is_news
    }

    /// Whether a version is there, or was before another took its place.
    pub(super) fn knows(&self, version: Stamp) -> bool {
        self.current.contains_key(&version) || self.replaced.contains(&version)
    }

    /// The latest of those that must not come back.
    pub(super) fn latest_replaced(&self, most: usize) -> impl Iterator<Item = Stamp> {
        self.replaced.iter().rev().take(most).copied()
    }

    /// The same as records: the current versions, and one that keeps the others away.
    fn records(&self, note: Stamp, records: &mut Vec<Record>) {
        records.extend(self.current.values().cloned());
        let Some((stamp, at)) = self.last else { return };
        let is_told = self.current.get(&stamp).is_some_and(|record| record.at == at);
        if !self.replaced.is_empty() || !is_told {
            let op = Op::Drop { note, over: self.replaced.iter().copied().collect() };
            records.push(Record { stamp, at, op, extra: String::new() });
        }
    }
}

/// Puts a record in its place, unless a later one stands there; whether it now does.
fn put<K: Ord>(records: &mut BTreeMap<K, Record>, key: K, record: Record) -> bool {
    if records.get(&key).is_some_and(|there| *there >= record) {
        return false;
    }
    records.insert(key, record);
    true
}

/// What all records together say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pages {
    pub(super) items: BTreeMap<Item, Record>,
    pub(super) notes: BTreeMap<Stamp, Versions>,
    unknown: BTreeSet<Record>,
    latest: u64,
}

impl Pages {
    /// Takes in a record, and says whether there was anything new in it.
    pub fn apply(&mut self, record: Record) -> bool {
        self.latest = self.latest.max(record.stamp.lamport);
        match &record.op {
            Op::Note { note, .. } | Op::Drop { note, .. } => {
                self.notes.entry(*note).or_default().apply(record)
            }
            op => match Item::of(op) {
                Some(item) => put(&mut self.items, item, record),
                None => self.unknown.insert(record),
            },
        }
    }

    /// Takes in all of `other`.
    pub fn merge(&mut self, other: &Self) {
        for record in other.records() {
            self.apply(record);
        }
    }

    /// The fewest records that say the same.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        let mut records: Vec<Record> = self.items.values().cloned().collect();
        for (note, versions) in &self.notes {
            versions.records(*note, &mut records);
        }
        records.extend(self.unknown.iter().cloned());
        records
    }

    /// The greatest number of any record, 0 where there is none.
    #[must_use]
    pub const fn latest(&self) -> u64 {
        self.latest
    }

    /// How many records nobody here understands.
    #[must_use]
    pub fn unknown(&self) -> usize {
        self.unknown.len()
    }
}
