//! Brings an index up to date with its archive, or makes it.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use tantivy::Index as Engine;
use tantivy::IndexWriter;
use tantivy::TantivyDocument;
use tantivy::TantivyError;
use tantivy::Term;
use tantivy::directory::MmapDirectory;
use tantivy::merge_policy::NoMergePolicy;

use crate::fold::words;
use crate::model::Archive;
use crate::model::Document;
use crate::model::State;
use crate::search::haystack::{Part, texts};

use super::disk::{Lock, clear, folder, remove_others};
use super::held;
use super::held::LIST;
use super::seal::Seal;
use super::{Fields, Index, NoIndex, guarded, words_file};

/// What the writer may use before it writes a part, in bytes; the engine wants at least 15 MB.
const BUDGET: usize = 64_000_000;

/// So many documents are lost at most where the program is killed while it indexes.
const COMMIT: usize = if cfg!(test) { 2 } else { 5_000 };

/// Brings the index in `cache` up to date; `told` hears how many documents are done, of how many, and says
/// whether to go on.
pub(super) fn update(
    cache: &Path,
    archive: &Archive,
    told: &dyn Fn(usize, usize) -> bool,
) -> Result<Index, NoIndex> {
    let _lock = Lock::take(cache)?;
    remove_others(cache);
    let folder = folder(cache);
    let seal = Seal::of(&folder).unwrap_or_default();
    let is_whole = seal.is_whole(&folder) && seal != Seal::default();
    if is_whole && let Ok(index) = guarded(|| worked_on(&folder, archive, &seal, told)) {
        return Ok(index);
    }
    // It was broken off in the middle: what the engine has finished of it is whole, or it is worthless.
    if !is_whole && guarded(|| is_usable(&folder)).is_ok_and(|usable| usable) {
        let finished = guarded(|| worked_on(&folder, archive, &Seal::default(), told));
        if finished.is_ok() {
            return finished;
        }
    }
    // Whatever is wrong with it: it holds nothing that cannot be made again.
    clear(&folder)?;
    guarded(|| worked_on(&folder, archive, &Seal::default(), told))
}

fn engine(directory: &MmapDirectory) -> Result<Engine, NoIndex> {
    Ok(Engine::open_or_create(directory.clone(), Fields::new().0)?)
}

fn directory(folder: &Path) -> Result<MmapDirectory, NoIndex> {
    Ok(MmapDirectory::open(folder).map_err(TantivyError::from)?)
}

fn is_usable(folder: &Path) -> Result<bool, NoIndex> {
    Ok(folder.exists() && engine(&directory(folder)?)?.validate_checksum()?.is_empty())
}

/// Works on an index whose files are whole, and seals it.
fn worked_on(
    folder: &Path,
    archive: &Archive,
    seal: &Seal,
    told: &dyn Fn(usize, usize) -> bool,
) -> Result<Index, NoIndex> {
    fs::create_dir_all(folder)?;
    let directory = directory(folder)?;
    let engine = engine(&directory)?;
    let index = Index::of(&engine, archive, &directory, folder)?;
    let open = to_do(&index, archive);
    if open.is_empty() && index.stale.is_empty() && seal.holds(folder) {
        return Ok(index);
    }
    if !open.is_empty() || !index.stale.is_empty() {
        write(&engine, &index, archive, &open, told)?;
    }
    // Of what was opened before nothing stays in memory beside it.
    drop(index);
    let index = Index::of(&engine, archive, &directory, folder)?;
    keep_lists(&index, folder)?;
    Seal::put(folder, seal)?;
    Ok(index)
}

/// What is to be indexed. Of a document whose state is not sure, the state in the index would not be either.
fn to_do(index: &Index, archive: &Archive) -> Vec<State> {
    if index.missing.is_empty() {
        return Vec::new();
    }
    let is_missing = |state: &State| {
        state.stamp != 0
            && usize::try_from(state.position).is_ok_and(|at| index.missing.contains(at))
    };
    let mut open: Vec<State> = Vec::new();
    let is_right = archive.each_state(&mut |state| open.extend(Some(state).filter(is_missing)));
    if !is_right {
        return Vec::new();
    }
    open.sort_unstable_by_key(|state| state.position);
    open
}

fn write(
    engine: &Engine,
    index: &Index,
    archive: &Archive,
    open: &[State],
    told: &dyn Fn(usize, usize) -> bool,
) -> Result<(), NoIndex> {
    let fields = index.fields;
    let mut writer: IndexWriter = engine.writer_with_num_threads(1, BUDGET)?;
    // What is made anew is merged once, at its end.
    let is_anew = open.len() * 2 > archive.len();
    if is_anew {
        writer.set_merge_policy(Box::new(NoMergePolicy));
    }
    for key in &index.stale {
        writer.delete_term(Term::from_field_u64(fields.key, *key));
    }
    for (done, state) in open.iter().enumerate() {
        if done % 64 == 0 && !told(done, open.len()) {
            break;
        }
        if done % COMMIT == COMMIT - 1 {
            writer.commit()?;
        }
        let position = usize::try_from(state.position).unwrap_or(usize::MAX);
        archive
            .with(position, |document| {
                writer.add_document(indexed(archive, document, *state, fields))
            })
            .transpose()?;
    }
    writer.commit()?;
    // Each part has its own dictionary, and most words stand in all of them: in one they are found sooner.
    let parts = engine.searchable_segment_ids()?;
    if is_anew && parts.len() > 1 {
        // What cannot be merged, on a full disk, is searched as it is; what was begun of it gives its room back.
        if writer.merge(&parts).wait().is_err() {
            writer.garbage_collect_files().wait()?;
        }
    }
    writer.wait_merging_threads()?;
    Ok(())
}

/// Keeps the lists of words and of documents of all parts, and no others.
fn keep_lists(index: &Index, folder: &Path) -> Result<(), NoIndex> {
    let mut kept = HashSet::new();
    for segment in &index.segments {
        for (part, vocabulary) in Part::EVERY.into_iter().zip(&segment.vocabularies) {
            let inverted = segment.reader.inverted_index(index.fields.of(part))?;
            vocabulary.keep(folder, &inverted)?;
            kept.insert(words_file(&segment.reader, part));
        }
        held::keep(folder, &segment.reader)?;
        kept.insert(held::list_of(&segment.reader));
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_list =
            name.rsplit('.').next().is_some_and(|end| matches!(end, "words" | LIST | "new"));
        if is_list && !kept.contains(&name) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// What is indexed of a document.
fn indexed(
    archive: &Archive,
    document: &Document,
    state: State,
    fields: Fields,
) -> TantivyDocument {
    let mut to = TantivyDocument::new();
    to.add_u64(fields.key, state.key);
    to.add_u64(fields.stamp, state.stamp);
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
