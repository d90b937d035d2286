//! What the reader adds: where one was, marks, bookmarks, notes, what is done and what is read.
//!
//! A [`Notebook`] is changed in memory; each change gives a [`Record`] to be appended to the
//! [`Journal`] of this session. Every session writes a file of its own, and all files together are the
//! notebook, so that no session ever waits for another or loses what it wrote (docs/notebook.md).

mod anchor;
mod crc;
mod disk;
mod exchange;
mod fields;
mod journal;
mod key;
mod markdown;
mod moment;
mod notes;
mod pages;
mod record;
mod stamp;

use crate::model::{Action, Block, Id, Language};

pub use anchor::{Anchor, Spot};
pub use disk::{Found, JOURNAL, Journal, Opened, Session, Sheet, Unsaved, Use, look, open};
pub use exchange::{Imported, LeftOut, export_json, import_json};
pub use journal::{Damage, Lines, Why, read_lines, write_line};
pub use key::{BUNDLED, key};
pub use markdown::{export_markdown, import_markdown};
pub use moment::Moment;
pub use notes::Note;
pub use pages::Pages;
pub use record::{Letter, Op, Record};
pub use stamp::{Author, Stamp};

use pages::Item;

/// What the reader has added to an archive, as one session sees it.
///
/// Every method that changes something gives the record of the change, to be appended to the
/// session's [`Journal`]; those that may find nothing to change give `None` then.
#[derive(Debug, Clone)]
pub struct Notebook {
    pages: Pages,
    author: Author,
    now: Moment,
}

impl Notebook {
    /// The notebook with these pages, written on by `author`.
    #[must_use]
    pub const fn new(pages: Pages, author: Author, now: Moment) -> Self {
        Self { pages, author, now }
    }

    /// Everything in it.
    #[must_use]
    pub const fn pages(&self) -> &Pages {
        &self.pages
    }

    /// Tells the time, which the notebook does not look up by itself.
    pub const fn set_now(&mut self, now: Moment) {
        self.now = now;
    }

    /// Takes in what another session wrote.
    pub fn apply(&mut self, record: Record) {
        self.pages.apply(record);
    }

    /// Takes in all that other sessions wrote; says whether that is anything new.
    pub fn merge(&mut self, pages: &Pages) -> bool {
        let records = pages.records().into_iter();
        records.filter(|record| self.pages.apply(record.clone())).count() > 0
    }

    /// The stamp of the next record: after all others, and with the clock where that is ahead, so that
    /// of two sessions which do not see each other the later one counts.
    fn next_stamp(&self) -> Stamp {
        let clock = u64::try_from(self.now.unix()).unwrap_or(0);
        let lamport = self.pages.latest().saturating_add(1).max(clock).min(Stamp::LAST);
        Stamp { lamport, author: self.author }
    }

    fn write(&mut self, op: Op) -> Record {
        self.write_as(self.next_stamp(), op)
    }

    fn write_as(&mut self, stamp: Stamp, op: Op) -> Record {
        let record = Record { stamp, at: self.now, op, extra: String::new() };
        self.pages.apply(record.clone());
        record
    }

    fn item(&self, item: &Item) -> Option<&Op> {
        self.pages.items.get(item).map(|record| &record.op)
    }

    /// Where a version of a document was left.
    #[must_use]
    pub fn place(&self, document: &Id, language: &Language) -> Option<&Anchor> {
        match self.item(&Item::Place(document.clone(), language.clone())) {
            Some(Op::Place { at, .. }) => Some(at),
            _ => None,
        }
    }

    /// All places, the latest first; the language of each is that of its anchor.
    #[must_use]
    pub fn places(&self) -> Vec<(&Id, &Anchor)> {
        let mut places: Vec<_> = self.stamped_places().collect();
        places.sort_unstable_by(|a, b| b.cmp(a));
        places.into_iter().map(|(_, document, at)| (document, at)).collect()
    }

    /// Where one read last.
    #[must_use]
    pub fn last_place(&self) -> Option<(&Id, &Anchor)> {
        self.stamped_places().max().map(|(_, document, at)| (document, at))
    }

    fn stamped_places(&self) -> impl Iterator<Item = (Stamp, &Id, &Anchor)> {
        self.pages.items.values().filter_map(|record| match &record.op {
            Op::Place { document, at } => Some((record.stamp, document, at)),
            _ => None,
        })
    }

    /// Notes where a version of a document was left.
    pub fn set_place(&mut self, document: &Id, at: Anchor) -> Option<Record> {
        let is_last = self.last_place() == Some((document, &at));
        (!is_last).then(|| self.write(Op::Place { document: document.clone(), at }))
    }

    /// The document and the place that a letter marks.
    #[must_use]
    pub fn mark(&self, letter: Letter) -> Option<(&Id, &Anchor)> {
        match self.item(&Item::Mark(letter)) {
            Some(Op::Mark { at: Some((document, at)), .. }) => Some((document, at)),
            _ => None,
        }
    }

    /// All marks, in the order of their letters.
    pub fn marks(&self) -> impl Iterator<Item = (Letter, &Id, &Anchor)> {
        let letters = ('a'..='z').filter_map(Letter::of);
        letters.filter_map(|letter| self.mark(letter).map(|(document, at)| (letter, document, at)))
    }

    /// Lets a letter mark a place.
    pub fn set_mark(&mut self, letter: Letter, document: &Id, at: Anchor) -> Record {
        self.write(Op::Mark { letter, at: Some((document.clone(), at)) })
    }

    /// Lets a letter mark nothing any more.
    pub fn drop_mark(&mut self, letter: Letter) -> Option<Record> {
        self.mark(letter)?;
        Some(self.write(Op::Mark { letter, at: None }))
    }

    /// The bookmarks: the document, and the block unless the document as a whole is meant.
    pub fn bookmarks(&self) -> impl Iterator<Item = (&Id, Option<&Anchor>)> {
        self.pages.items.values().filter_map(|record| match &record.op {
            Op::Bookmark { document, at, set: true } => Some((document, at.as_ref())),
            _ => None,
        })
    }

    /// The bookmarks in a document.
    pub fn bookmarks_in(&self, document: &Id) -> impl Iterator<Item = Option<&Anchor>> {
        let of_document = self.pages.items.range(Item::Bookmark(document.clone(), None)..);
        let of_document = of_document
            .take_while(move |(item, _)| matches!(item, Item::Bookmark(id, _) if id == document));
        of_document.filter_map(|(_, record)| match &record.op {
            Op::Bookmark { at, set: true, .. } => Some(at.as_ref()),
            _ => None,
        })
    }

    /// Whether a document bears a bookmark, anywhere in it.
    #[must_use]
    pub fn is_bookmarked(&self, document: &Id) -> bool {
        self.bookmarks_in(document).next().is_some()
    }

    /// The bookmark that now stands on a block of a version, if any does.
    #[must_use]
    pub fn bookmark_on(
        &self,
        document: &Id,
        language: &Language,
        blocks: &[Block],
        block: usize,
    ) -> Option<&Anchor> {
        let mut here = self.bookmarks_in(document).flatten().filter(|at| at.language == *language);
        here.find(|at| at.find(blocks).is_some_and(|spot| spot.block == block))
    }

    /// Sets a bookmark on a block, or on the document as a whole.
    pub fn set_bookmark(&mut self, document: &Id, at: Option<Anchor>) -> Option<Record> {
        self.turn_bookmark(document, at, true)
    }

    /// Takes a bookmark away: one that [`Self::bookmarks`] gives, with its very anchor.
    pub fn drop_bookmark(&mut self, document: &Id, at: Option<Anchor>) -> Option<Record> {
        self.turn_bookmark(document, at, false)
    }

    fn turn_bookmark(&mut self, document: &Id, at: Option<Anchor>, set: bool) -> Option<Record> {
        let op = Op::Bookmark { document: document.clone(), at, set };
        let is_set = Item::of(&op)
            .is_some_and(|item| matches!(self.item(&item), Some(Op::Bookmark { set: true, .. })));
        (is_set != set).then(|| self.write(op))
    }

    /// Since when an action of a document is done; `None` where it is open.
    #[must_use]
    pub fn done_at(&self, document: &Id, action: &Action) -> Option<Moment> {
        let record = self.pages.items.get(&Item::of(&done(document, action, true))?)?;
        matches!(record.op, Op::Done { done: true, .. }).then_some(record.at)
    }

    /// Whether an action of a document is done.
    #[must_use]
    pub fn is_done(&self, document: &Id, action: &Action) -> bool {
        self.done_at(document, action).is_some()
    }

    /// All done marks, also those of actions that the archive has no more: document, point, what is
    /// done, and since when.
    pub fn done(&self) -> impl Iterator<Item = (&Id, Option<&str>, &str, Moment)> {
        self.pages.items.values().filter_map(|record| match &record.op {
            Op::Done { document, point, what, done: true } => {
                Some((document, point.as_deref(), what.as_str(), record.at))
            }
            _ => None,
        })
    }

    /// Marks an action as done, or as open again.
    pub fn set_done(&mut self, document: &Id, action: &Action, is_done: bool) -> Option<Record> {
        (self.is_done(document, action) != is_done)
            .then(|| self.write(done(document, action, is_done)))
    }

    /// Whether a document is read.
    #[must_use]
    pub fn is_read(&self, document: &Id) -> bool {
        let item = self.item(&Item::Read(document.clone()));
        matches!(item, Some(Op::Read { read: true, .. }))
    }

    /// Whether a document is still to be read.
    #[must_use]
    pub fn is_unread(&self, document: &Id) -> bool {
        !self.is_read(document)
    }

    /// The documents that are read.
    pub fn read(&self) -> impl Iterator<Item = &Id> {
        self.pages.items.values().filter_map(|record| match &record.op {
            Op::Read { document, read: true } => Some(document),
            _ => None,
        })
    }

    /// Counts a document as read, or as unread again.
    pub fn set_read(&mut self, document: &Id, read: bool) -> Option<Record> {
        (self.is_read(document) != read)
            .then(|| self.write(Op::Read { document: document.clone(), read }))
    }
}

fn done(document: &Id, action: &Action, done: bool) -> Op {
    let (point, what) = (action.point.clone(), action.what.clone());
    Op::Done { document: document.clone(), point, what, done }
}

#[cfg(test)]
mod tests;
