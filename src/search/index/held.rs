//! Which documents of an archive the parts of an index hold, as they are.

use tantivy::SegmentReader;
use tantivy::columnar::Column;

use crate::model::Archive;
use crate::model::State;

use super::NOWHERE;
use super::NoIndex;

/// So many states are looked for at once: of a million documents all would take 24 MB.
const AT_ONCE: usize = 1 << 16;

/// A part of an index, and the positions of its documents as far as they are found.
pub(super) struct Holder<'a> {
    pub(super) reader: &'a SegmentReader,
    /// The key of each of its documents.
    pub(super) keys: Column,
    /// The stamp that each had when it was indexed.
    stamps: Column,
    /// The position of each, or [`NOWHERE`].
    pub(super) positions: Vec<u32>,
}

impl<'a> Holder<'a> {
    pub(super) fn of(reader: &'a SegmentReader) -> Result<Self, NoIndex> {
        let fields = reader.fast_fields();
        let (keys, stamps) = (fields.u64("key")?, fields.u64("stamp")?);
        let positions = vec![NOWHERE; usize::try_from(reader.max_doc()).unwrap_or(0)];
        Ok(Self { reader, keys, stamps, positions })
    }

    /// Finds the positions of the documents that are in one of these states, which stand in the order of
    /// their keys.
    fn find(&mut self, states: &[State]) {
        let (Some(first), Some(last)) = (states.first(), states.last()) else { return };
        for (doc, place) in (0..self.reader.max_doc()).zip(&mut self.positions) {
            let key = self.keys.first(doc).filter(|key| (first.key..=last.key).contains(key));
            let Some(key) = key.filter(|_| !self.reader.is_deleted(doc)) else { continue };
            let at = states.binary_search_by_key(&key, |state| state.key).ok();
            let state = at.and_then(|at| states.get(at)).filter(|state| state.stamp != 0);
            if let Some(state) = state.filter(|state| self.stamps.first(doc) == Some(state.stamp)) {
                *place = state.position;
            }
        }
    }
}

/// Finds the positions of all documents that are indexed as the archive has them.
pub(super) fn hold(archive: &Archive, holders: &mut [Holder<'_>]) -> Result<(), NoIndex> {
    let mut look = |some: &[State]| {
        for holder in &mut *holders {
            holder.find(some);
        }
    };
    let mut some: Vec<State> = Vec::with_capacity(AT_ONCE.min(archive.len()));
    let is_right = archive.each_state(&mut |state| {
        some.push(state);
        if some.len() == AT_ONCE {
            look(&some);
            some.clear();
        }
    });
    look(&some);
    if is_right { Ok(()) } else { Err(NoIndex::because("the catalogue is damaged")) }
}
