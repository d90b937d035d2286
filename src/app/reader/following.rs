//! Keeps the place in a text that became another one.

use std::sync::Arc;

use super::Reader;
use crate::model::{Block, Document, Language};
use crate::text::Place;

/// Where somebody read in words that are gone. They may be back soon: who saves a file may empty it first,
/// and what is read meanwhile is half of it.
#[derive(Debug, Clone)]
pub(super) struct Astray {
    language: Language,
    blocks: Arc<Vec<Block>>,
    place: Place,
    marked: Option<usize>,
    /// Where the reader was put instead. Who has moved on from there is not brought back.
    put: Place,
}

impl Reader {
    /// Whether the words that were read are gone, and nothing else has been gone to since.
    pub(in crate::app) fn is_astray(&self) -> bool {
        self.astray.as_ref().is_some_and(|astray| astray.put == self.place)
    }

    /// Goes on at the same words where the document that is read has changed: in the version of the same
    /// language, at the block that says the same and is nearest.
    pub(in crate::app) fn follow(&mut self, before: &Document, now: &Document) {
        let astray = self.astray.take().filter(|astray| astray.put == self.place);
        let here = before.versions.get(self.version).map(|version| Astray {
            language: version.language.clone(),
            blocks: Arc::clone(&version.blocks),
            place: self.place,
            marked: self.marked,
            put: self.place,
        });
        let language = astray.as_ref().or(here.as_ref()).map(|read| read.language.clone());
        let same = |version: &usize| {
            let tag = now.versions.get(*version).map(|version| &version.language);
            tag.is_some() && tag == language.as_ref()
        };
        let found = Some(self.version).filter(same);
        let found = found.or_else(|| (0..now.versions.len()).find(same));
        self.version = found.or_else(|| now.version_for(&[])).unwrap_or(0);
        self.passage = None;
        let new = now.versions.get(self.version).map_or(&[][..], |version| &version.blocks);
        if let Some(read) = &astray
            && let Some(place) = same_words(read.place, &read.blocks, new)
        {
            self.place = place;
            self.marked = read.marked.and_then(|block| followed_block(block, &read.blocks, new));
            return;
        }
        let Some(here) = here else { return };
        self.marked = here.marked.and_then(|block| followed_block(block, &here.blocks, new));
        let words = same_words(here.place, &here.blocks, new);
        let is_lost = words.is_none() && here.place.block < here.blocks.len();
        self.place = words.unwrap_or_else(|| below_what_stood_above(here.place, &here.blocks, new));
        let lost = astray.or(Some(here).filter(|_| is_lost));
        self.astray = lost.map(|lost| Astray { put: self.place, ..lost });
    }
}

/// Where the words of a place are among the new blocks: in the nearest block that says the same.
fn same_words(place: Place, old: &[Block], new: &[Block]) -> Option<Place> {
    let block = old.get(place.block)?;
    let says_the_same = |(_, other): &(usize, &Block)| other.text == block.text;
    let same = new.iter().enumerate().filter(says_the_same).map(|(at, _)| at);
    let block = same.min_by_key(|at| at.abs_diff(place.block))?;
    Some(Place { block, ..place })
}

/// The place below the block that stood above, for a block that itself is another one now.
fn below_what_stood_above(place: Place, old: &[Block], new: &[Block]) -> Place {
    if place.block >= old.len() {
        return place;
    }
    let above = place.block.checked_sub(1).and_then(|above| old.get(above));
    let after = above.and_then(|above| new.iter().position(|other| other.text == above.text));
    let last = new.len().saturating_sub(1);
    let block = after.map_or(place.block, |above| above + 1).min(last);
    let length = new.get(block).map_or(0, |block| block.text.len());
    Place { block, offset: place.offset.min(length) }
}

/// Which block an old one is now.
fn followed_block(block: usize, old: &[Block], new: &[Block]) -> Option<usize> {
    let place = Place { block, offset: 0 };
    let words = || same_words(place, old, new);
    let beside = || below_what_stood_above(place, old, new);
    (block < old.len()).then(|| words().unwrap_or_else(beside).block)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(texts: &[&str]) -> Vec<Block> {
        texts.iter().map(|text| Block::paragraph(*text)).collect()
    }

    #[track_caller]
    fn assert_follows(at: usize, old: &[&str], new: &[&str], to: usize) {
        assert_eq!(followed_block(at, &blocks(old), &blocks(new)), Some(to), "{old:?} {new:?}");
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

    /// A document with these texts, one for each of some languages.
    fn document(versions: &[(&str, &[&str])]) -> Document {
        let archive = crate::store::bundled().archive;
        let mut document = archive.at(0).unwrap().clone();
        let version = document.versions[0].clone();
        let with = |(tag, texts): &(&str, &[&str])| crate::model::Version {
            language: Language::parse(tag).unwrap(),
            blocks: Arc::new(blocks(texts)),
            ..version.clone()
        };
        document.versions = versions.iter().map(with).collect();
        document
    }

    /// A reader in the third block of the second version, which was jumped to, and what is read.
    fn reading() -> (Reader, Document) {
        let place = Place { block: 2, offset: 2 };
        let reader = Reader { version: 1, place, marked: Some(2), ..Reader::default() };
        (reader, document(&[("en", &["a", "b", "c"]), ("ru", &["one", "two", "three", "four"])]))
    }

    #[test]
    fn a_file_that_is_seen_half_written_loses_no_place() {
        let whole = document(&[("ru", &["zero", "one", "two", "three", "four"])]);
        for meanwhile in [
            &[document(&[("en", &["a", "b", "c"]), ("ru", &[])])][..],
            &[document(&[("en", &["a"]), ("ru", &["one", "tw"])])],
            &[document(&[("en", &["a", "b", "c"])])],
            &[document(&[("ru", &[])]), document(&[("ru", &["one"])]), document(&[])],
        ] {
            let (mut reader, mut before) = reading();
            for now in meanwhile {
                reader.follow(&before, now);
                before = now.clone();
            }
            reader.follow(&before, &whole);
            let came_to = (reader.version, reader.place, reader.marked);
            assert_eq!(came_to, (0, Place { block: 3, offset: 2 }, Some(3)), "{meanwhile:?}");
            assert!(reader.astray.is_none());
        }
    }

    #[test]
    fn who_has_moved_on_is_not_brought_back() {
        let (mut reader, before) = reading();
        let now = document(&[("ru", &["five", "six"])]);
        reader.follow(&before, &now);
        assert!(reader.is_astray());
        reader.stand_at(Place { block: 0, offset: 1 });
        reader.follow(&now, &document(&[("ru", &["five", "two", "three"])]));
        assert_eq!(reader.place, Place { block: 0, offset: 1 });
        assert_eq!(reader.marked, None);
        assert!(!reader.is_astray());
    }

    #[test]
    fn words_that_became_others_are_left_for_what_is_read_now() {
        let (mut reader, mut before) = reading();
        for texts in [
            &["one", "two", "third", "four"][..],
            &["zero", "one", "two", "third", "four"],
            &["zero", "one", "a half", "two", "third", "four"],
        ] {
            let now = document(&[("ru", texts)]);
            reader.follow(&before, &now);
            assert_eq!(texts[reader.place.block], "third");
            assert!(reader.is_astray());
            before = now;
        }
    }
}
