//! A passage that is chosen in the text, sentence by sentence.

use std::ops::Range;

use super::{Found, Reader};
use crate::model::{Archive, Block};
use crate::text::{Place, sentences};

/// A part of a block that is chosen, to be copied or noted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The position of the block, from 0.
    pub block: usize,
    /// The part of the block's text, in bytes.
    pub range: Range<usize>,
}

/// The blocks of the version that is shown; none where the archive has no text.
fn texts<'a>(reader: &Reader, archive: &'a Archive) -> &'a [Block] {
    let record = reader.document.and_then(|document| archive.at(document));
    let version = record.and_then(|record| record.versions.get(reader.version));
    version.map_or(&[], |version| &version.blocks)
}

fn sentences_of(blocks: &[Block], block: usize) -> Vec<Range<usize>> {
    blocks.get(block).map(|block| sentences(&block.text).collect()).unwrap_or_default()
}

impl Reader {
    /// The passage that is chosen.
    #[must_use]
    pub fn passage(&self) -> Option<&Passage> {
        self.passage.as_ref()
    }

    /// Chooses the sentence of the match that the search is at, else the first at the top of the
    /// pane; where one is chosen, the next instead. Says whether there is one.
    pub(in crate::app) fn choose_sentence(&mut self, archive: &Archive) -> bool {
        let blocks = texts(self, archive);
        let next = if let Some(Passage { block, range }) = &self.passage {
            first_from(blocks, *block, range.end)
        } else if let Some(Place { block, offset }) = self.match_in_sight() {
            let sentences = sentences_of(blocks, block);
            let holds = sentences.into_iter().find(|range| range.contains(&offset));
            holds.map(|range| Passage { block, range })
        } else {
            let jumped_to = self.marked.map(|block| Place { block, offset: 0 });
            let Place { block, offset } = jumped_to.unwrap_or(self.place);
            first_from(blocks, block, offset)
        };
        let is_there = next.is_some();
        if let Some(passage) = next {
            self.choose(passage);
        }
        is_there
    }

    /// Takes the next sentence of the block into the passage, or chooses one where none is. Says
    /// whether there is one.
    pub(in crate::app) fn extend_passage(&mut self, archive: &Archive) -> bool {
        let Some(Passage { block, range }) = self.passage.clone() else {
            return self.choose_sentence(archive);
        };
        let sentences = sentences_of(texts(self, archive), block);
        let Some(next) = sentences.into_iter().find(|next| next.start >= range.end) else {
            return false;
        };
        self.choose(Passage { block, range: range.start..next.end });
        true
    }

    /// Chooses nothing any more; its block is still the one that is being read, where it is in sight.
    pub(in crate::app) fn forget_passage(&mut self) {
        if let Some(Passage { block, range }) = self.passage.take() {
            let row = self.row_at(Place { block, offset: range.start });
            self.marked = self.is_in_sight(row).then_some(block);
        }
    }

    fn is_in_sight(&self, row: usize) -> bool {
        (self.top..self.top + self.height).contains(&row)
    }

    fn choose(&mut self, passage: Passage) {
        let end = passage.range.end.saturating_sub(1);
        self.settle_at(Place { block: passage.block, offset: passage.range.start });
        self.bring_into_sight(self.row_at(Place { block: passage.block, offset: end }));
        self.bring_into_sight(
            self.row_at(Place { block: passage.block, offset: passage.range.start }),
        );
        self.marked = None;
        self.passage = Some(passage);
    }

    /// The place of the match that the search is at, where it is in the first version and shown.
    fn match_in_sight(&self) -> Option<Place> {
        let search = self.search.as_ref()?;
        let Found { hit, .. } = search.hits.get(search.current).filter(|found| !found.beside)?;
        let place = Place { block: hit.block, offset: hit.range.start };
        self.is_in_sight(self.row_at(place)).then_some(place)
    }
}

/// The first sentence that begins at a place or after it, in this block or a later one.
fn first_from(blocks: &[Block], block: usize, offset: usize) -> Option<Passage> {
    (block..blocks.len()).find_map(|at| {
        let from = if at == block { offset } else { 0 };
        let range = sentences_of(blocks, at).into_iter().find(|range| range.start >= from);
        range.map(|range| Passage { block: at, range })
    })
}
