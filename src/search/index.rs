//! The words of a large archive in an index on disk, so that no text has to be read to find them.
//!
//! The engine is tantivy. It is given words as [`crate::fold::words`] makes them, and no text is stored in it.
//! The index is a cache: it belongs to a folder of the cache, is brought up to date by the stamps of the
//! documents, and where anything is wrong with it, it is thrown away and made anew.

mod phrase;
mod vocabulary;

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;
use std::path::PathBuf;

use tantivy::Index as Engine;
use tantivy::IndexWriter;
use tantivy::SegmentReader;
use tantivy::TantivyDocument;
use tantivy::TantivyError;
use tantivy::Term;
use tantivy::schema::FAST;
use tantivy::schema::Field;
use tantivy::schema::INDEXED;
use tantivy::schema::IndexRecordOption;
use tantivy::schema::Schema;
use tantivy::schema::TextFieldIndexing;
use tantivy::schema::TextOptions;

use crate::fold::words;
use crate::model::Archive;
use crate::model::Positions;

use super::haystack::{Haystack, Part, Texts, texts};
use phrase::Searched;
use vocabulary::Vocabulary;

/// The name of the folder: a version of the engine or of the fields that differs has another one.
const NAME: &str = "words-tantivy-0.27-1";

/// What the writer may use before it writes a part, in bytes; the engine wants at least 15 MB.
const BUDGET: usize = 64_000_000;

/// So many documents are lost at most where the program is killed while it indexes.
const COMMIT: usize = 5_000;

/// Why there is no index.
#[derive(Debug)]
pub struct NoIndex(String);

impl fmt::Display for NoIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoIndex {}

impl From<TantivyError> for NoIndex {
    fn from(error: TantivyError) -> Self {
        Self(error.to_string())
    }
}

impl From<std::io::Error> for NoIndex {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

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
            TextOptions::default()
                .set_indexing_options(indexing.set_tokenizer("whitespace").set_index_option(option))
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

/// A part of the index, and which documents of the archive it holds.
struct Segment {
    reader: SegmentReader,
    /// The position of each of its documents; none where the archive has another state of it.
    positions: Vec<Option<u32>>,
    vocabularies: [Vocabulary; 3],
}

/// The words of an archive, as far as they are indexed; the documents that are not are looked into.
pub struct Index {
    fields: Fields,
    segments: Vec<Segment>,
    /// The documents that the index does not have as they are.
    missing: Positions,
    haystack: Haystack,
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Index: {} parts, {} documents missing", self.segments.len(), self.missing.len())
    }
}

/// The folder of the index in the cache folder of an archive.
fn folder(cache: &Path) -> PathBuf {
    cache.join(NAME)
}

/// Runs what may break off where the files of an index are damaged.
fn guarded<T>(work: impl FnOnce() -> Result<T, NoIndex>) -> Result<T, NoIndex> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(NoIndex("the index is damaged".to_owned())))
}

impl Index {
    /// Opens what there is in `cache` of an index of this archive.
    pub fn open(cache: &Path, archive: &Archive) -> Result<Self, NoIndex> {
        guarded(|| Self::of(&Engine::open_in_dir(folder(cache))?, archive))
    }

    fn of(engine: &Engine, archive: &Archive) -> Result<Self, NoIndex> {
        let (schema, fields) = Fields::new();
        if engine.schema() != schema {
            return Err(NoIndex("the index has other fields".to_owned()));
        }
        let reader = engine.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual);
        let searcher = reader.try_into()?.searcher();
        let mut known: HashMap<u64, (u64, u32)> = HashMap::new();
        for ((key, stamp), position) in archive.stamps().into_iter().zip(0..) {
            known.insert(key, (stamp, position));
        }
        let mut missing = Positions::first(archive.len());
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            let (keys, stamps) =
                (reader.fast_fields().u64("key")?, reader.fast_fields().u64("stamp")?);
            let mut found = Positions::default();
            let positions = (0..reader.max_doc()).map(|doc| {
                let (stamp, position) = known.get(&keys.first(doc)?)?;
                let fresh =
                    !reader.is_deleted(doc) && *stamp != 0 && stamps.first(doc) == Some(*stamp);
                fresh.then(|| {
                    found.insert(usize::try_from(*position).unwrap_or(usize::MAX));
                    *position
                })
            });
            let positions = positions.collect();
            missing.drop_all(&found);
            let vocabularies = std::array::from_fn(|_| Vocabulary::default());
            segments.push(Segment { reader: reader.clone(), positions, vocabularies });
        }
        Ok(Self { fields, segments, missing, haystack: Haystack::default() })
    }

    /// How many documents of the archive are not indexed as they are.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.missing.len()
    }

    /// Brings the index in `cache` up to date with an archive, or makes it. `told` hears how many documents
    /// are done, of how many, and says whether to go on.
    pub fn update(
        cache: &Path,
        archive: &Archive,
        told: &dyn Fn(usize, usize) -> bool,
    ) -> Result<Self, NoIndex> {
        let folder = folder(cache);
        guarded(|| update(&folder, archive, told)).or_else(|first| {
            if first.0.contains("LockBusy") {
                return Err(NoIndex("another program is indexing this archive".to_owned()));
            }
            // Whatever is wrong with it: it holds nothing that cannot be made again.
            fs::remove_dir_all(&folder)?;
            guarded(|| update(&folder, archive, told))
        })
    }

    /// The documents of a segment in which words stand, by their numbers there, with how often.
    fn search(&self, part: Part, words: &str) -> Result<Vec<(usize, f32)>, NoIndex> {
        let field = self.fields.of(part);
        let mut found = Vec::new();
        for segment in &self.segments {
            let vocabulary = segment.vocabularies.get(part as usize);
            let Some(vocabulary) = vocabulary else { continue };
            let inverted = segment.reader.inverted_index(field)?;
            let searched = Searched { inverted: &inverted, vocabulary };
            for (doc, weight) in searched.documents(words)? {
                let at = usize::try_from(doc).ok().and_then(|doc| segment.positions.get(doc));
                if let Some(Some(position)) = at {
                    found.push((usize::try_from(*position).unwrap_or(usize::MAX), weight));
                }
            }
        }
        Ok(found)
    }
}

/// A number of documents, in a score.
fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

impl Texts for Index {
    fn having(
        &self,
        archive: &Archive,
        part: Part,
        words: &str,
        among: &Positions,
        stop: &dyn Fn() -> bool,
    ) -> Positions {
        let found = guarded(|| self.search(part, words));
        // Where the index breaks off, the texts themselves still answer.
        let Ok(found) = found else {
            return self.haystack.having(archive, part, words, among, stop);
        };
        let mut found: Positions = found.into_iter().map(|(position, _)| position).collect();
        found.keep(among);
        let unknown = self.missing.and(among);
        if !unknown.is_empty() {
            found.join(&self.haystack.having(archive, part, words, &unknown, stop));
        }
        found
    }

    fn ranked(&self, _: &Archive, terms: &[String], among: &Positions) -> Vec<(usize, f32)> {
        let mut scores: HashMap<usize, f32> = HashMap::new();
        for term in terms {
            let found = guarded(|| {
                let mut all = self.search(Part::All, term)?;
                all.extend(self.search(Part::Title, term)?);
                Ok(all)
            });
            let found = found.unwrap_or_default();
            let (all, with) = (count(among.len()), count(found.len()));
            let rarity = (1.0 + all / (with + 0.5)).ln();
            for (position, weight) in found {
                if among.contains(position) {
                    *scores.entry(position).or_default() += rarity * weight / (weight + 1.2);
                }
            }
        }
        let unknown = self.missing.and(among);
        let mut ranked: Vec<(usize, f32)> = scores.into_iter().collect();
        ranked.extend(unknown.iter().map(|position| (position, 0.0)));
        ranked.sort_by(|(at, score), (other, second)| second.total_cmp(score).then(at.cmp(other)));
        ranked
    }
}

fn update(
    folder: &Path,
    archive: &Archive,
    told: &dyn Fn(usize, usize) -> bool,
) -> Result<Index, NoIndex> {
    let (schema, fields) = Fields::new();
    fs::create_dir_all(folder)?;
    let directory = tantivy::directory::MmapDirectory::open(folder)
        .map_err(|error| NoIndex(error.to_string()))?;
    let engine = Engine::open_or_create(directory, schema)?;
    if !engine.validate_checksum()?.is_empty() {
        return Err(NoIndex("the index is damaged".to_owned()));
    }
    let index = Index::of(&engine, archive)?;
    let stale = stale(&index, archive)?;
    if index.missing.is_empty() && stale.is_empty() {
        return Ok(index);
    }
    let mut writer: IndexWriter = engine.writer_with_num_threads(1, BUDGET)?;
    for key in stale {
        writer.delete_term(Term::from_field_u64(fields.key, key));
    }
    let stamps = archive.stamps();
    let all = index.missing.len();
    for (done, position) in index.missing.iter().enumerate() {
        if done % 64 == 0 && !told(done, all) {
            break;
        }
        if done % COMMIT == COMMIT - 1 {
            writer.commit()?;
        }
        let Some((key, stamp)) = stamps.get(position) else { continue };
        // Of a document whose state is not sure, the state in the index would not be either.
        if *stamp != 0 {
            archive.with(position, |document| {
                writer.add_document(indexed(archive, document, (*key, *stamp), fields))
            });
        }
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Index::of(&engine, archive)
}

/// The keys of documents that the index has, but the archive not, or not so.
fn stale(index: &Index, archive: &Archive) -> Result<Vec<u64>, NoIndex> {
    let current: std::collections::HashSet<(u64, u64)> = archive.stamps().into_iter().collect();
    let mut stale = Vec::new();
    for segment in &index.segments {
        let fast = segment.reader.fast_fields();
        let (keys, stamps) = (fast.u64("key")?, fast.u64("stamp")?);
        for doc in segment.reader.doc_ids_alive() {
            if let (Some(key), Some(stamp)) = (keys.first(doc), stamps.first(doc))
                && !current.contains(&(key, stamp))
            {
                stale.push(key);
            }
        }
    }
    Ok(stale)
}

/// What is indexed of a document.
fn indexed(
    archive: &Archive,
    document: &crate::model::Document,
    (key, stamp): (u64, u64),
    fields: Fields,
) -> TantivyDocument {
    let mut to = TantivyDocument::new();
    to.add_u64(fields.key, key);
    to.add_u64(fields.stamp, stamp);
    to.add_text(fields.id, document.id.as_str());
    texts(archive, document, &mut |part, text| {
        let words = words(text);
        if part == Part::Title {
            to.add_text(fields.title, &words);
        }
        to.add_text(fields.all, words);
    });
    to
}

#[cfg(test)]
mod tests;
