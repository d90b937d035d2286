//! Keeps the place in a text that became another one.

use std::sync::Arc;

use super::Reader;
use crate::model::{Block, Document, Language};
use crate::text::Place;

/// Where somebody read in words that are gone. They may be back soon: who saves a file may empty it first,
/// and what is read meanwhile is half of it. Who moves on is not brought back.
#[derive(Debug, Clone)]
pub(super) struct Astray {
    language: Language,
    blocks: Arc<Vec<Block>>,
    place: Place,
    marked: Option<usize>,
}

impl Astray {
    /// Where the place is among the new blocks, and what is jumped to.
    fn found(&self, new: &[Block]) -> Option<(Place, Option<usize>)> {
        let place = same_words(self.place, &self.blocks, new)?;
        Some((place, self.marked.and_then(|block| followed_block(block, &self.blocks, new))))
    }

    /// Whether the words at a place can be no others: they stood once, or beside what stands beside them now.
    fn is_sure(&self, place: Place, new: &[Block]) -> bool {
        let (at, old) = (self.place.block, &*self.blocks);
        let words = old.get(at).map(|block| &block.text);
        let is_same = |one: Option<&Block>, other: Option<&Block>| {
            one.zip(other).is_some_and(|(one, other)| one.text == other.text)
        };
        old.iter().filter(|block| Some(&block.text) == words).count() == 1
            || is_same(above(old, at), above(new, place.block))
            || is_same(old.get(at + 1), new.get(place.block + 1))
    }
}

impl Reader {
    /// Whether the words that were read are gone, and nothing else has been gone to since.
    pub(in crate::app) fn is_astray(&self) -> bool {
        self.astray.is_some()
    }

    /// Goes on at the same words where the document that is read has changed: in the version of the same
    /// language, at the block that says the same and is nearest.
    pub(in crate::app) fn follow(&mut self, before: &Document, now: &Document) {
        let astray = self.astray.take();
        let here = before.versions.get(self.version).map(|version| Astray {
            language: version.language.clone(),
            blocks: Arc::clone(&version.blocks),
            place: self.place,
            marked: self.marked,
        });
        let of = |read: &Option<Astray>| {
            let language = &read.as_ref()?.language;
            let is = |version: &usize| {
                now.versions.get(*version).is_some_and(|version| version.language == *language)
            };
            Some(self.version).filter(is).or_else(|| (0..now.versions.len()).find(is))
        };
        let version = of(&astray).or_else(|| of(&here)).or_else(|| now.version_for(&[]));
        self.version = version.unwrap_or(0);
        self.passage = None;
        let new = now.versions.get(self.version).map_or(&[][..], |version| &version.blocks);
        if let Some(lost) = &astray
            && let Some((place, marked)) = lost.found(new)
        {
            let is_sure = lost.is_sure(place, new);
            (self.place, self.marked) = (place, marked);
            self.astray = astray.filter(|_| !is_sure);
            return;
        }
        let Some(here) = here else {
            self.astray = astray;
            return;
        };
        let found = here.found(new);
        let is_sure = found.is_some_and(|(place, _)| here.is_sure(place, new));
        let nothing = here.blocks.get(here.place.block).is_none();
        (self.place, self.marked) = found.unwrap_or_else(|| {
            let marked = here.marked.and_then(|block| followed_block(block, &here.blocks, new));
            (below_what_stood_above(here.place, &here.blocks, new), marked)
        });
        self.astray = astray.or(Some(here).filter(|_| !is_sure && !nothing));
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

/// The block above another one.
fn above(blocks: &[Block], at: usize) -> Option<&Block> {
    blocks.get(at.checked_sub(1)?)
}

/// The place below the block that stood above, for a block that itself is another one now.
fn below_what_stood_above(place: Place, old: &[Block], new: &[Block]) -> Place {
    if place.block >= old.len() {
        return place;
    }
    let after = above(old, place.block)
        .and_then(|above| new.iter().position(|other| other.text == above.text));
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
            &[document(&[]), document(&[("ru", &["one"])])],
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

    #[test]
    fn words_that_stand_twice_are_the_right_ones_again() {
        let texts = ["one", "agreed", "two", "agreed", "three"];
        let before = document(&[("ru", &texts)]);
        let half = document(&[("ru", &["zero", "agreed"])]);
        let mut reader = Reader { place: Place { block: 3, offset: 0 }, ..Reader::default() };
        reader.follow(&before, &half);
        assert_eq!((reader.place.block, reader.is_astray()), (1, true));
        reader.follow(&half, &before);
        assert_eq!((reader.place.block, reader.is_astray()), (3, false));
    }

    #[test]
    fn a_language_that_is_gone_leaves_the_one_that_is_shown() {
        let (mut reader, before) = reading();
        let without = document(&[("en", &["a", "b", "c"])]);
        reader.follow(&before, &without);
        assert_eq!((reader.version, reader.is_astray()), (0, true));
        let more = document(&[("de", &["x"]), ("en", &["a", "b", "c"])]);
        reader.follow(&without, &more);
        assert_eq!((reader.version, reader.is_astray()), (1, true));
    }
}
