//! The words of an archive's documents, looked for in each of them.

use std::sync::OnceLock;

use super::hits;
use crate::fold::{Needle, words};
use crate::model::Archive;
use crate::model::Document;
use crate::model::Positions;

/// Which texts of a document a word is looked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of them: titles, names, places, topics, actions, the texts of all versions.
    All,
    /// Its titles.
    Title,
    /// Its id.
    Id,
}

impl Part {
    /// Every part, in the order of their numbers.
    pub(super) const EVERY: [Self; 3] = [Self::All, Self::Title, Self::Id];
}

/// Says whether nobody waits for an answer any more; asked now and then, from any thread.
pub type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// What knows the documents in which words stand.
///
/// A word is found inside a longer one; of a phrase the first word may be the end of one and the last its
/// beginning.
pub trait Texts: std::fmt::Debug + Send + Sync {
    /// The documents of `among` in whose `part` stand `words`, as [`crate::fold::words`] gives them.
    ///
    /// Where `stop` said that nobody waits, the answer is not whole.
    fn having(
        &self,
        archive: &Archive,
        part: Part,
        words: &str,
        among: &Positions,
        stop: Stop<'_>,
    ) -> Positions;

    /// Whether the documents of `archive` can be ranked at once.
    fn is_quick(&self, archive: &Archive) -> bool {
        archive.is_held()
    }

    /// The documents of `among`, those first that answer `terms` best, with their scores: what is rare
    /// weighs more, and what stands in a title. Each term adds idf · tf / (tf + 1.2), as in BM25.
    fn ranked(&self, archive: &Archive, terms: &[String], among: &Positions) -> Vec<(usize, f32)> {
        hits::ranked(archive, terms, among)
    }

    /// The documents in which all of `terms` stand, ranked, where it takes one look to find and to rank them: as
    /// [`Self::having`] in all parts and then [`Self::ranked`] would do it.
    fn answers(&self, _archive: &Archive, _terms: &[String]) -> Option<Vec<(usize, f32)>> {
        None
    }
}

/// The folded texts of an archive that is in memory, each made when it is first needed; of any other
/// archive each document is read anew, which takes its time.
///
/// It belongs to the archive it was made of; another archive needs another. Threads may share it.
#[derive(Debug, Default)]
pub struct Haystack {
    entries: Vec<OnceLock<Entry>>,
}

impl Haystack {
    /// Room for the texts of an archive.
    #[must_use]
    pub fn of(archive: &Archive) -> Self {
        let mut entries = Vec::new();
        if archive.is_held() {
            entries.resize_with(archive.len(), OnceLock::new);
        }
        Self { entries }
    }
}

impl Texts for Haystack {
    fn having(
        &self,
        archive: &Archive,
        part: Part,
        words: &str,
        among: &Positions,
        stop: Stop<'_>,
    ) -> Positions {
        let needle = Needle::folded(words);
        let holds = |position: usize| -> bool {
            if part == Part::Id {
                let row = archive.row(position);
                return row.is_some_and(|row| row.id.as_str().contains(words));
            }
            let kept = self.entries.get(position);
            let has = |entry: &Entry| match part {
                Part::Title => needle.is_in(&entry.titles),
                Part::All | Part::Id => needle.is_in(&entry.titles) || needle.is_in(&entry.rest),
            };
            match kept {
                Some(cell) => archive
                    .at(position)
                    .is_some_and(|document| has(cell.get_or_init(|| Entry::of(archive, document)))),
                None => archive
                    .with(position, |document| has(&Entry::of(archive, document)))
                    .unwrap_or(false),
            }
        };
        among.iter().take_while(|_| !stop()).filter(|position| holds(*position)).collect()
    }
}

/// The folded texts of one document, each on a line of its own, so that no phrase runs from one into
/// the next.
#[derive(Debug, Default)]
struct Entry {
    titles: String,
    rest: String,
}

impl Entry {
    fn of(archive: &Archive, document: &Document) -> Self {
        let mut entry = Self::default();
        texts(archive, document, &mut |part, text| {
            let lines = if part == Part::Title { &mut entry.titles } else { &mut entry.rest };
            lines.push_str(&words(text));
            lines.push('\n');
        });
        entry
    }
}

/// Hands over every text of a document in which a word may be found; titles as [`Part::Title`].
pub(super) fn texts(archive: &Archive, document: &Document, add: &mut dyn FnMut(Part, &str)) {
    let meeting = archive.meeting_of(document);
    add(Part::Title, &document.title);
    for version in &document.versions {
        if let Some(title) = version.title.as_deref().filter(|title| *title != document.title) {
            add(Part::Title, title);
        }
    }
    let mut add = |text: &str| add(Part::All, text);
    add(document.kind.as_str());
    let issued = &document.issued;
    let facts =
        document.topics.iter().chain(&issued.by).chain(&issued.place).chain(&document.summary);
    facts.for_each(|text| add(text));
    for name in document.signatories.iter().flat_map(|group| &group.names) {
        add(&name.name);
    }
    if let Some(series) = meeting.and_then(|meeting| archive.series_of(meeting)) {
        add(&series.name);
        add(&series.short);
    }
    if let Some(meeting) = meeting {
        let facts = meeting.place.iter().chain(&meeting.name).chain(&meeting.theme);
        facts.for_each(|text| add(text));
    }
    for action in &document.actions {
        add(&action.what);
    }
    for block in document.versions.iter().flat_map(|version| version.blocks.iter()) {
        add(&block.text);
    }
}
