//! Keeps the place in a text that became another one.

use super::Reader;
use crate::model::{Block, Document};
use crate::text::Place;

impl Reader {
    /// Goes on at the same words where the document that is read has changed: in the version of the same
    /// language, at the block that says the same and is nearest.
    pub(in crate::app) fn follow(&mut self, before: &Document, now: &Document) {
        let old = before.versions.get(self.version);
        let same = |version: usize| {
            let tag = now.versions.get(version).map(|version| &version.language);
            tag.is_some() && tag == old.map(|old| &old.language)
        };
        let found = Some(self.version).filter(|version| same(*version));
        let found = found.or_else(|| (0..now.versions.len()).find(|version| same(*version)));
        self.version = found.or_else(|| now.version_for(&[])).unwrap_or(0);
        let blocks = now.versions.get(self.version).map_or(&[][..], |version| &version.blocks);
        let old = old.map_or(&[][..], |version| &version.blocks);
        self.place = followed(self.place, old, blocks);
        self.marked = self.marked.and_then(|block| {
            let place = Place { block, offset: 0 };
            (block < old.len()).then(|| followed(place, old, blocks).block)
        });
        self.passage = None;
    }
}

/// Where a place of the old blocks is among the new ones.
fn followed(place: Place, old: &[Block], new: &[Block]) -> Place {
    let Some(block) = old.get(place.block) else { return place };
    let says_the_same = |(_, other): &(usize, &Block)| other.text == block.text;
    let same = new.iter().enumerate().filter(says_the_same).map(|(at, _)| at);
    if let Some(block) = same.min_by_key(|at| at.abs_diff(place.block)) {
        Place { block, ..place }
    } else {
        // The block itself is another one: its neighbour above still says where it is.
        let above = place.block.checked_sub(1).and_then(|above| old.get(above));
        let after = above.and_then(|above| new.iter().position(|other| other.text == above.text));
        let last = new.len().saturating_sub(1);
        let block = after.map_or(place.block, |above| above + 1).min(last);
        let length = new.get(block).map_or(0, |block| block.text.len());
        Place { block, offset: place.offset.min(length) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(texts: &[&str]) -> Vec<Block> {
        texts.iter().map(|text| Block::paragraph(*text)).collect()
    }

    #[track_caller]
    fn assert_follows(at: usize, old: &[&str], new: &[&str], to: usize) {
        let place = followed(Place { block: at, offset: 1 }, &blocks(old), &blocks(new));
        assert_eq!(place.block, to, "{old:?} {new:?}");
    }

    #[test]
    fn a_place_stays_at_its_words() {
        let old = ["one", "two", "three"];
        assert_follows(1, &old, &["zero", "zero", "one", "two", "three"], 3);
        assert_follows(2, &old, &["three"], 0);
        assert_follows(1, &old, &["two", "one", "two"], 0);
        assert_follows(1, &old, &old, 1);
    }

    #[test]
    fn where_the_words_are_others_it_stays_below_what_stood_above() {
        let old = ["one", "two", "three"];
        assert_follows(1, &old, &["zero", "one", "second"], 2);
        assert_follows(2, &old, &["one"], 0);
        assert_follows(2, &old, &[], 0);
    }
}
