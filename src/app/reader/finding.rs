//! The search in the text that is read, and in the one beside it.

use std::fmt;

use super::{Reader, blocks};
use crate::app::screen::Area;
use crate::model::{Archive, Block, Document};
use crate::search::{self, Spot};
use crate::text::Place;

/// What is looked for in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// A word or phrase, as typed.
    Typed(String),
    /// Any of the words and phrases of a query.
    Terms(Vec<String>),
}

impl Sought {
    fn in_blocks(&self, blocks: &[Block]) -> Vec<Spot> {
        match self {
            Self::Typed(needle) => search::find(blocks, needle),
            Self::Terms(terms) => search::find_terms(blocks, terms),
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Typed(needle) => needle.is_empty(),
            Self::Terms(terms) => terms.is_empty(),
        }
    }
}

impl fmt::Display for Sought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Typed(needle) => f.write_str(needle),
            Self::Terms(terms) => f.write_str(&terms.join(", ")),
        }
    }
}

/// A search in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// What is looked for.
    pub sought: Sought,
    /// Where it stands, in the order of the text.
    pub hits: Vec<Found>,
    /// The index of the match that the reader is at.
    pub current: usize,
}

/// A match in one of the versions that are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Whether it is in the version beside the first.
    pub beside: bool,
    /// Where it stands.
    pub hit: Spot,
}

impl Search {
    /// Looks in a version and the one beside it, from a place on.
    pub(super) fn new(
        record: &Document,
        (first, beside): (usize, Option<usize>),
        sought: Sought,
        place: Place,
    ) -> Self {
        let hits = found(record, first, beside, &sought);
        let current = first_hit_from(&hits, place);
        Self { sought, hits, current }
    }

    /// Finds `needle` in lines, from one of them on.
    pub(in crate::app) fn in_lines<'a>(
        lines: impl Iterator<Item = &'a str>,
        needle: &str,
        from: usize,
    ) -> Self {
        let found = |hit| Found { beside: false, hit };
        let hits: Vec<Found> = search::find_in(lines, needle).into_iter().map(found).collect();
        let current = first_hit_from(&hits, Place { block: from, offset: 0 });
        Self { sought: Sought::Typed(needle.to_owned()), hits, current }
    }

    /// Makes the next match the one the reader is at, or a previous one; from the end it goes on at the
    /// beginning. Says whether there is one.
    pub(in crate::app) fn step(&mut self, by: isize) -> bool {
        let count = isize::try_from(self.hits.len()).unwrap_or(isize::MAX);
        let current = isize::try_from(self.current).unwrap_or(0);
        let Some(to) = current.saturating_add(by).checked_rem_euclid(count) else { return false };
        self.current = usize::try_from(to).unwrap_or(0);
        true
    }

    /// Which match it is of how many, or what is said where there is none.
    #[must_use]
    pub fn count(&self) -> String {
        match self.hits.len() {
            0 if self.sought.is_empty() => String::new(),
            0 => "not in this text".to_owned(),
            count => format!("{} of {count}", self.current + 1),
        }
    }

    /// What is said once nothing was found.
    pub(in crate::app) fn missing(&self) -> Option<String> {
        let is_missing = self.hits.is_empty() && !self.sought.is_empty();
        is_missing.then(|| format!("\"{}\" does not stand in this text", self.sought))
    }
}

impl Reader {
    /// Looks in the text, and in the one beside it, and goes to the first match from here on.
    pub(in crate::app) fn find(&mut self, archive: &Archive, sought: Sought, area: Option<Area>) {
        let Some(record) = self.document.and_then(|document| archive.at(document)) else { return };
        let beside = self.beside.as_ref().map(|beside| beside.version);
        self.search = Some(Search::new(record, (self.version, beside), sought, self.place));
        if let Some(area) = area {
            self.height = usize::from(area.inside().height);
        }
        self.show_match();
    }

    /// Goes to the next match, or a previous one; from the end it goes on at the beginning.
    pub(in crate::app) fn step_match(&mut self, by: isize) -> bool {
        let is_found = self.search.as_mut().is_some_and(|search| search.step(by));
        if is_found {
            self.show_match();
        }
        is_found
    }

    /// Moves so that the match can be seen with some text around it.
    fn show_match(&mut self) {
        let Some(search) = &self.search else { return };
        let Some(Found { beside, hit }) = search.hits.get(search.current) else { return };
        let place = Place { block: hit.block, offset: hit.range.start };
        let beside = *beside;
        self.settle_at(place);
        let row = match self.beside.as_ref().filter(|_| beside) {
            Some(beside) => beside.index_of_second(beside.page.row_at(place)),
            None => self.row_at(place),
        };
        self.bring_into_sight(row);
        self.marked = None;
    }

    /// Drops the search.
    pub(in crate::app) fn forget_search(&mut self) {
        self.search = None;
    }
}

/// Where what is sought stands in a version and the one beside it, block by block.
fn found(record: &Document, first: usize, beside: Option<usize>, sought: &Sought) -> Vec<Found> {
    let within = |version: usize, beside: bool| {
        let (blocks, _) = blocks(record, version);
        sought.in_blocks(&blocks).into_iter().map(move |hit| Found { beside, hit })
    };
    let mut all: Vec<Found> = within(first, false).collect();
    all.extend(beside.into_iter().flat_map(|version| within(version, true)));
    all.sort_by_key(|found| (found.hit.block, found.beside, found.hit.range.start));
    all
}

/// The first match at a place of the first version or after it; beside it, from the same block on.
fn first_hit_from(hits: &[Found], place: Place) -> usize {
    let from = |found: &Found| {
        let end = if found.beside { usize::MAX } else { found.hit.range.end };
        (found.hit.block, end) > (place.block, place.offset)
    };
    hits.iter().position(from).unwrap_or(0)
}
