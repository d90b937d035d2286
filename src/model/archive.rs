//! The archive: loaded once, checked, then immutable.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::held::Held;
use super::row::PAGE;
use super::{Date, Document, Facet, Id, Meeting, Party, RowOf, Run, Series, Values, value_of};

/// What an archive is made from. Ids must be unique within each list.
#[derive(Debug, Default)]
pub struct Contents {
    /// Where it was read from, in words for people.
    pub origin: String,
    /// The series of meetings.
    pub series: Vec<Series>,
    /// The meetings, in any order.
    pub meetings: Vec<Meeting>,
    /// The parties, in any order.
    pub parties: Vec<Party>,
    /// The documents, in any order.
    pub documents: Vec<Document>,
}

/// The state of the files of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// A key that stays the same while the document stays in its folder.
    pub key: u64,
    /// The stamp of the state; 0 where that is not sure.
    pub stamp: u64,
    /// The position of the document.
    pub position: u32,
}

/// The documents of an archive, wherever they are kept: in memory, or in files with a catalogue of them.
///
/// Positions run from 0, in the order of the archive.
pub trait Holdings: fmt::Debug + Send + Sync {
    /// How many documents there are.
    fn count(&self) -> usize;

    /// All documents, where they are in memory.
    fn held(&self) -> Option<&[Document]>;

    /// Whether something of what is known without opening the documents turned out to be damaged.
    fn is_damaged(&self) -> bool;

    /// The document at a position; where its files are gone, what the catalogue knew of it.
    fn document(&self, position: usize) -> Option<Document>;

    /// The rows from `page` times 16 on, 16 of them or as many as there are.
    fn page(&self, page: usize) -> Arc<[super::Row]>;

    /// The position of the document with this id.
    fn position(&self, id: &str) -> Option<usize>;

    /// The position of the document in the folder with this path below the archive.
    fn in_folder(&self, folder: &str) -> Option<usize>;

    /// The documents of one meeting after those of the other; every position is in one run.
    fn runs(&self) -> &[Run];

    /// The values of a facet.
    fn facet(&self, facet: Facet) -> Arc<Values>;

    /// All positions in the order of the titles.
    fn by_title(&self) -> Arc<[u32]>;

    /// Hands on the states of the files of all documents, in the order of their keys; none where the documents
    /// are in memory. Says at the end whether they may be believed.
    fn each_state(&self, take: &mut dyn FnMut(State)) -> bool;
}

/// What is known of an archive beside its documents; meetings stand newest first.
#[derive(Debug, Default)]
pub struct Tables {
    /// Where it was read from, in words for people.
    pub origin: String,
    /// The series of meetings.
    pub series: Vec<Series>,
    /// The meetings, newest first.
    pub meetings: Vec<Meeting>,
    /// The parties, in the order of the file.
    pub parties: Vec<Party>,
    meetings_by_id: HashMap<Id, usize>,
    parties_by_id: HashMap<Id, usize>,
}

fn places<'a>(ids: impl Iterator<Item = &'a Id>) -> HashMap<Id, usize> {
    ids.cloned().zip(0..).collect()
}

impl Tables {
    /// Puts the tables in order.
    #[must_use]
    pub fn new(
        origin: String,
        series: Vec<Series>,
        mut meetings: Vec<Meeting>,
        parties: Vec<Party>,
    ) -> Self {
        meetings.sort_by_key(|m| {
            Reverse((m.held.as_ref().and_then(|held| held.latest().or(held.earliest())), m.number))
        });
        Self {
            meetings_by_id: places(meetings.iter().map(|meeting| &meeting.id)),
            parties_by_id: places(parties.iter().map(|party| &party.id)),
            origin,
            series,
            meetings,
            parties,
        }
    }

    /// The place of a meeting among all, newest first.
    #[must_use]
    pub fn sitting(&self, id: &str) -> Option<usize> {
        self.meetings_by_id.get(id).copied()
    }

    /// The meeting that a document or a row comes from, by the id that it gives.
    #[must_use]
    pub fn meeting(&self, id: Option<&Id>) -> Option<&Meeting> {
        self.meetings.get(self.sitting(id?.as_str())?)
    }
}

/// How many documents share one step of the way to them.
const SHELF: usize = 256;

/// Documents that were opened once; one after another comes to stand in its place.
type Opened = Vec<OnceLock<Box<[OnceLock<Box<Document>>]>>>;

/// A loaded archive. Documents have positions, from 0: by meeting, the newest first and those of no
/// meeting last, then by date, newest first, then by title.
#[derive(Debug)]
pub struct Archive {
    tables: Arc<Tables>,
    holdings: Arc<dyn Holdings>,
    opened: Opened,
    kept: AtomicUsize,
    dates: OnceLock<Vec<Option<Date>>>,
}

impl Default for Archive {
    fn default() -> Self {
        Self::new(Contents::default())
    }
}

impl Archive {
    /// Puts the contents in order and keeps all of them in memory.
    #[must_use]
    pub fn new(contents: Contents) -> Self {
        let Contents { origin, series, meetings, parties, documents } = contents;
        let tables = Tables::new(origin, series, meetings, parties);
        let held = Held::new(documents, &tables);
        Self::of(Arc::new(tables), Arc::new(held))
    }

    /// An archive whose documents are kept elsewhere; each is read when it is first asked for.
    #[must_use]
    pub fn of(tables: Arc<Tables>, holdings: Arc<dyn Holdings>) -> Self {
        let count = if holdings.held().is_some() { 0 } else { holdings.count() };
        let mut opened = Vec::new();
        opened.resize_with(count.div_ceil(SHELF), OnceLock::new);
        Self { tables, holdings, opened, kept: AtomicUsize::new(0), dates: OnceLock::new() }
    }

    /// The same archive without the documents that were read so far, which gives their memory back.
    #[must_use]
    pub fn closed(&self) -> Self {
        Self::of(Arc::clone(&self.tables), Arc::clone(&self.holdings))
    }

    /// Whether the other is this very archive, whatever documents each has open.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.holdings, &other.holdings)
    }

    /// Whether the other, which is in memory as this one is, says the same in every word.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let both = self.holdings.held().zip(other.holdings.held());
        both.is_some_and(|(own, others)| own == others)
            && self.series() == other.series()
            && self.meetings() == other.meetings()
            && self.parties() == other.parties()
    }

    /// Whether its documents are in memory, so that asking one of them costs nothing.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.holdings.held().is_some()
    }

    /// How many documents were read so far and are kept; those of an archive in memory do not count.
    #[must_use]
    pub fn opened(&self) -> usize {
        self.kept.load(Ordering::Relaxed)
    }

    /// Where it was read from, in words for people.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.tables.origin
    }

    /// How many documents it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.holdings.count()
    }

    /// Whether it has no document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every document, in order; each that is not in memory is read.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        (0..self.len()).filter_map(|position| self.at(position))
    }

    /// The document at a position, read if it was not read before.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<&Document> {
        if let Some(held) = self.holdings.held() {
            return held.get(position);
        }
        let opened = self.opened.get(position / SHELF)?.get_or_init(|| {
            let mut places = Vec::new();
            places.resize_with(SHELF, OnceLock::new);
            places.into_boxed_slice()
        });
        let place = opened.get(position % SHELF)?;
        if let Some(document) = place.get() {
            return Some(document);
        }
        let document = self.holdings.document(position)?;
        self.kept.fetch_add(1, Ordering::Relaxed);
        Some(place.get_or_init(|| Box::new(document)))
    }

    /// The document at a position, for one look: it is not kept.
    pub fn with<T>(&self, position: usize, look: impl FnOnce(&Document) -> T) -> Option<T> {
        if let Some(held) = self.holdings.held() {
            return held.get(position).map(look);
        }
        self.holdings.document(position).as_ref().map(look)
    }

    /// What a list says of the document at a position.
    #[must_use]
    pub fn row(&self, position: usize) -> Option<RowOf> {
        RowOf::on(self.holdings.page(position / PAGE), position)
    }

    /// The position of the document with this id.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.holdings.position(id)
    }

    /// The document with this id.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.at(self.position(id)?)
    }

    /// The documents of one meeting after those of the other; every position is in one run.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        self.holdings.runs()
    }

    /// The values of a facet, each with the documents that have it.
    #[must_use]
    pub fn facet(&self, facet: Facet) -> Arc<Values> {
        self.holdings.facet(facet)
    }

    /// The position of the document in the folder with this path below the archive.
    #[must_use]
    pub fn in_folder(&self, folder: &str) -> Option<usize> {
        self.holdings.in_folder(folder)
    }

    /// Hands on the states of the files of all documents, in the order of their keys; none where the documents
    /// are in memory. Says at the end whether they may be believed.
    #[must_use]
    pub fn each_state(&self, take: &mut dyn FnMut(State)) -> bool {
        self.holdings.each_state(take)
    }

    /// The values of [`Facet::Date`] as dates, in their order.
    pub fn dates(&self) -> &[Option<Date>] {
        let read =
            || self.facet(Facet::Date).iter().map(|value| Date::parse(&value.text).ok()).collect();
        self.dates.get_or_init(read)
    }

    /// All positions in the order of the titles.
    #[must_use]
    pub fn by_title(&self) -> Arc<[u32]> {
        self.holdings.by_title()
    }

    /// The series of meetings.
    #[must_use]
    pub fn series(&self) -> &[Series] {
        &self.tables.series
    }

    /// The series with this id.
    #[must_use]
    pub fn series_of(&self, meeting: &Meeting) -> Option<&Series> {
        self.tables.series.iter().find(|series| series.id == meeting.series)
    }

    /// The meetings, newest first.
    #[must_use]
    pub fn meetings(&self) -> &[Meeting] {
        &self.tables.meetings
    }

    /// The meeting with this id.
    #[must_use]
    pub fn meeting(&self, id: &str) -> Option<&Meeting> {
        self.tables.meetings.get(self.tables.sitting(id)?)
    }

    /// The meeting that a document comes from.
    #[must_use]
    pub fn meeting_of(&self, document: &Document) -> Option<&Meeting> {
        self.tables.meeting(document.issued.meeting.as_ref())
    }

    /// The parties, in the order of the file.
    #[must_use]
    pub fn parties(&self) -> &[Party] {
        &self.tables.parties
    }

    /// The party with this id.
    #[must_use]
    pub fn party(&self, id: &str) -> Option<&Party> {
        self.tables.parties.get(*self.tables.parties_by_id.get(id)?)
    }

    /// The positions of the documents of a meeting.
    #[must_use]
    pub fn of_meeting(&self, meeting: &Id) -> Vec<usize> {
        let values = self.facet(Facet::Meeting);
        let own = value_of(&values, meeting.as_str());
        own.map_or_else(Vec::new, |own| own.documents().iter().collect())
    }
}
