//! The words of a large archive in an index on disk, so that no text has to be read to find them.
//!
//! The engine is tantivy. It is given words as [`crate::fold::words`] makes them, and no text is stored in it.
//! The index is a cache: it belongs to a folder of the cache, is brought up to date by the stamps of the
//! documents, and where anything is wrong with it, it is thrown away and made anew.

mod disk;
mod held;
mod none;
mod phrase;
mod seal;
mod unlocked;
mod update;
mod vocabulary;

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use tantivy::Index as Engine;
use tantivy::SegmentReader;
use tantivy::TantivyError;
use tantivy::directory::MmapDirectory;
use tantivy::schema::FAST;
use tantivy::schema::Field;
use tantivy::schema::INDEXED;
use tantivy::schema::IndexRecordOption;
use tantivy::schema::Schema;
use tantivy::schema::TextFieldIndexing;
use tantivy::schema::TextOptions;

use crate::model::Archive;
use crate::model::Positions;

use super::haystack::{Haystack, Part, Stop, Texts};
use super::hits::{best_first, count};
use super::several::of_each;
use disk::{Lock, clear, folder};
use held::{Holder, hold};
pub use none::NoIndex;
use phrase::Searched;
use seal::Seal;
use unlocked::Unlocked;
use vocabulary::Vocabulary;

/// The fields of the index.
#[derive(Debug, Clone, Copy)]
struct Fields {
    /// What the archive knows a document by.
    key: Field,
    /// The stamp of its files.
    stamp: Field,
    all: Field,
    title: Field,
    id: Field,
}

impl Fields {
    fn new() -> (Schema, Self) {
        let words = |option| {
            let indexing = TextFieldIndexing::default();
            let indexing = indexing.set_tokenizer("whitespace").set_index_option(option);
            TextOptions::default().set_indexing_options(indexing.set_fieldnorms(false))
        };
        let mut schema = Schema::builder();
        let fields = Self {
            key: schema.add_u64_field("key", FAST | INDEXED),
            stamp: schema.add_u64_field("stamp", FAST),
            all: schema.add_text_field("all", words(IndexRecordOption::WithFreqsAndPositions)),
            title: schema.add_text_field("title", words(IndexRecordOption::WithFreqsAndPositions)),
            id: schema.add_text_field("id", words(IndexRecordOption::Basic)),
        };
        (schema.build(), fields)
    }

    fn of(self, part: Part) -> Field {
        match part {
            Part::All => self.all,
            Part::Title => self.title,
            Part::Id => self.id,
        }
    }
}

/// Stands where a part of the index holds a document that the archive has in another state, or not.
const NOWHERE: u32 = u32::MAX;

/// A part of the index, and which documents of the archive it holds.
struct Segment {
    reader: SegmentReader,
    /// The position of each of its documents, or [`NOWHERE`].
    positions: Vec<u32>,
    vocabularies: [Vocabulary; 3],
}

/// The words of an archive, as far as they are indexed; the documents that are not are looked into.
pub struct Index {
    fields: Fields,
    segments: Vec<Segment>,
    /// The keys of documents that are indexed in another state than they have, or are gone.
    stale: Vec<u64>,
    /// The documents that the index does not have as they are.
    missing: Positions,
    haystack: Haystack,
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Index: {} parts, {} documents missing", self.segments.len(), self.missing.len())
    }
}

/// Runs what may break off where the files of an index are damaged.
fn guarded<T>(work: impl FnOnce() -> Result<T, NoIndex>) -> Result<T, NoIndex> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(NoIndex::damaged()))
}

impl Index {
    /// Opens what there is in `cache` of an index of this archive, if it is as it was finished; of one that
    /// somebody is working on, or that was broken off, each byte is looked at.
    pub fn open(cache: &Path, archive: &Archive) -> Result<Self, NoIndex> {
        let folder = folder(cache);
        if !folder.exists() {
            return Err(NoIndex::because("there is none yet"));
        }
        let is_sealed = Seal::of(&folder).is_some_and(|seal| seal.holds(&folder));
        guarded(|| {
            let directory = MmapDirectory::open(&folder).map_err(TantivyError::from)?;
            let engine = Engine::open(Unlocked(directory.clone()))?;
            if !is_sealed && !engine.validate_checksum()?.is_empty() {
                return Err(NoIndex::damaged());
            }
            Self::of(&engine, archive, &directory, &folder)
        })
    }

    /// The index that an engine has open in a folder.
    fn of(
        engine: &Engine,
        archive: &Archive,
        directory: &MmapDirectory,
        folder: &Path,
    ) -> Result<Self, NoIndex> {
        let (schema, fields) = Fields::new();
        if engine.schema() != schema {
            return Err(NoIndex::because("the index has other fields"));
        }
        let reader = engine.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual);
        let searcher = reader.try_into()?.searcher();
        let mut missing = Positions::first(archive.len());
        let (mut segments, mut stale) = (Vec::new(), Vec::new());
        for held in hold(archive, folder, searcher.segment_readers())? {
            let Holder { reader, positions, stale: lost, .. } = held;
            stale.extend(lost);
            let found = positions.iter().filter(|place| **place != NOWHERE);
            missing.drop_all(&found.filter_map(|place| usize::try_from(*place).ok()).collect());
            let vocabularies = Part::EVERY
                .map(|part| Vocabulary::in_file(directory, words_file(reader, part).into()));
            segments.push(Segment { reader: reader.clone(), positions, vocabularies });
        }
        Ok(Self { fields, segments, stale, missing, haystack: Haystack::default() })
    }

    /// How many documents of the archive are not indexed as they are.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.missing.len()
    }

    /// Throws away what there is in `cache` of an index; refused while another program works on it, which
    /// would lose its files under its hands.
    pub fn forget(cache: &Path) -> Result<(), NoIndex> {
        if !folder(cache).exists() {
            return Ok(());
        }
        let _lock = Lock::take(cache)?;
        Ok(clear(&folder(cache))?)
    }

    /// Brings the index in `cache` up to date with an archive, or makes it. `told` hears how many documents
    /// are done, of how many, and says whether to go on.
    pub fn update(
        cache: &Path,
        archive: &Archive,
        told: &dyn Fn(usize, usize) -> bool,
    ) -> Result<Self, NoIndex> {
        update::update(cache, archive, told)
    }

    /// Marks the positions of the documents in which words stand, a bit for each.
    fn marked(
        &self,
        archive: &Archive,
        part: Part,
        words: &str,
        stop: Stop<'_>,
    ) -> Result<Vec<u8>, NoIndex> {
        let field = self.fields.of(part);
        let of_segment = |segment: &Segment| {
            guarded(|| {
                let mut marks = vec![0_u8; archive.len().div_ceil(8)];
                // A letter or two stand in thousands of words, and soon in every document.
                let left = AtomicUsize::new(segment.holds());
                let stop = || stop() || left.load(Ordering::Relaxed) == 0;
                segment.search(field, (part, false), words, &stop, &mut |position, _| {
                    let place = usize::try_from(position / 8).ok().and_then(|at| marks.get_mut(at));
                    let mark = 1 << (position % 8);
                    if let Some(place) = place.filter(|place| **place & mark == 0) {
                        *place |= mark;
                        left.fetch_sub(1, Ordering::Relaxed);
                    }
                })?;
                Ok(marks)
            })
        };
        let mut all = vec![0_u8; archive.len().div_ceil(8)];
        for marks in of_each(&self.segments, of_segment) {
            all.iter_mut().zip(marks?).for_each(|(mark, other)| *mark |= other);
        }
        Ok(all)
    }

    /// How much words weigh in each document: something wherever they stand, and more in a title.
    fn weights(&self, archive: &Archive, words: &str) -> Result<Vec<f32>, NoIndex> {
        let mut weights = vec![0.0_f32; archive.len()];
        let mut add = |position: u32, weight: f32| {
            let place = usize::try_from(position).ok().and_then(|at| weights.get_mut(at));
            if let Some(sum) = place {
                *sum += weight;
            }
        };
        guarded(|| {
            let parts = [Part::All, Part::Title].map(|part| (part, self.fields.of(part)));
            for (segment, (part, field)) in
                self.segments.iter().flat_map(|segment| parts.map(|part| (segment, part)))
            {
                segment.search(field, (part, true), words, &|| false, &mut add)?;
            }
            Ok(())
        })?;
        Ok(weights)
    }
}

impl Segment {
    /// How many documents it holds that the archive has in the same state.
    fn holds(&self) -> usize {
        self.positions.iter().filter(|position| **position != NOWHERE).count()
    }

    /// Hands on the positions of the documents of this part in which words stand, and how often.
    fn search(
        &self,
        field: Field,
        (part, weighs): (Part, bool),
        words: &str,
        stop: Stop<'_>,
        found: &mut impl FnMut(u32, f32),
    ) -> Result<(), NoIndex> {
        let Some(vocabulary) = self.vocabularies.get(part as usize) else { return Ok(()) };
        let inverted = self.reader.inverted_index(field)?;
        let searched =
            Searched { inverted: &inverted, vocabulary, size: self.positions.len(), weighs };
        searched.documents(words, stop, |doc, weight| {
            let position = usize::try_from(doc).ok().and_then(|doc| self.positions.get(doc));
            if let Some(position) = position.filter(|position| **position != NOWHERE) {
                found(*position, weight);
            }
        })?;
        Ok(())
    }
}

/// Where the list of all words of a field of a part is kept.
fn words_file(reader: &SegmentReader, part: Part) -> String {
    format!("{}.{}.words", reader.segment_id().uuid_string(), part as usize)
}

impl Texts for Index {
    fn having(
        &self,
        archive: &Archive,
        part: Part,
        words: &str,
        among: &Positions,
        stop: Stop<'_>,
    ) -> Positions {
        // Where the index breaks off, the texts themselves still answer.
        let Ok(marks) = self.marked(archive, part, words, stop) else {
            return self.haystack.having(archive, part, words, among, stop);
        };
        let mut found = Positions::of_bits(&marks);
        found.keep(among);
        let unknown = self.missing.and(among);
        if !unknown.is_empty() {
            found.join(&self.haystack.having(archive, part, words, &unknown, stop));
        }
        found
    }

    fn is_quick(&self, archive: &Archive) -> bool {
        // Of what is not indexed, some documents can be left at the end.
        self.missing.len() < archive.len().div_ceil(2)
    }

    fn ranked(&self, archive: &Archive, terms: &[String], among: &Positions) -> Vec<(usize, f32)> {
        let mut scores = vec![0.0_f32; archive.len()];
        for term in terms {
            if let Ok(weights) = self.weights(archive, term) {
                for (score, part) in scores.iter_mut().zip(parts_of_scores(&weights)) {
                    *score += part;
                }
            }
        }
        let score = |position: usize| scores.get(position).copied().unwrap_or_default();
        best_first(among.iter().map(|position| (position, score(position))).collect())
    }

    fn answers(&self, archive: &Archive, terms: &[String]) -> Option<Vec<(usize, f32)>> {
        if !self.missing.is_empty() {
            return None;
        }
        // What a document lacks it does not make up for.
        let mut scores = vec![Some(0.0_f32); archive.len()];
        for term in terms {
            let weights = self.weights(archive, term).ok()?;
            for (score, part) in scores.iter_mut().zip(parts_of_scores(&weights)) {
                *score = score.filter(|_| part > 0.0).map(|sum| sum + part);
            }
        }
        let scored = scores.into_iter().enumerate();
        Some(best_first(scored.filter_map(|(at, score)| Some((at, score?))).collect()))
    }
}

/// What a term adds to the score of each document, by how much it weighs there and how rare it is.
fn parts_of_scores(weights: &[f32]) -> impl Iterator<Item = f32> {
    let with = weights.iter().filter(|weight| **weight > 0.0).count();
    let rarity = (1.0 + count(weights.len()) / (count(with) + 0.5)).ln();
    weights.iter().map(move |weight| rarity * weight / (weight + 1.2))
}

#[cfg(test)]
mod tests;
