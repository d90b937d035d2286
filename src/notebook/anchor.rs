//! A place in a text, known by its words, so that it is found again when the text has changed.

use std::collections::HashSet;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::fold::{Folded, Needle, fold};
use crate::model::{Block, Language, clean_line};

/// So many characters tell a place from others.
const FEW: usize = 64;

/// The longest passage that is kept, in characters; a longer one is known by its beginning.
const MANY: usize = 400;

/// With fewer words than these, a text must be the same to be found.
const FEWEST: usize = 4;

/// A place in a version of a document, and the words that stood there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// The language of the version.
    pub language: Language,
    /// The position of the block, from 0.
    pub block: usize,
    /// The place in the block's text, in bytes.
    pub offset: usize,
    /// The words from there on, on one line; empty where the block has none.
    pub words: String,
}

/// Where words were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The position of the block, from 0.
    pub block: usize,
    /// The part of the block's text, in bytes.
    pub range: Range<usize>,
    /// Whether they are not quite the words of the anchor.
    pub changed: bool,
}

impl Anchor {
    /// A place: an offset in bytes in a block, with a few of the words from there on.
    #[must_use]
    pub fn at(language: &Language, blocks: &[Block], block: usize, offset: usize) -> Self {
        Self::over(language, blocks, block, offset..usize::MAX).shortened(FEW)
    }

    /// A passage in a block, in bytes; `0..usize::MAX` is the whole block.
    #[must_use]
    pub fn over(language: &Language, blocks: &[Block], block: usize, part: Range<usize>) -> Self {
        let text = blocks.get(block).map_or("", |block| block.text.as_str());
        let offset = text.floor_char_boundary(part.start);
        let end = text.floor_char_boundary(part.end).max(offset);
        let words = text.get(offset..end).unwrap_or_default();
        Self { language: language.clone(), block, offset, words: words.to_owned() }.shortened(MANY)
    }

    /// The same with no more than `most` characters of its words, and nothing a terminal obeys.
    fn shortened(mut self, most: usize) -> Self {
        self.words = clean_line(&self.words).into_owned();
        if let Some((end, _)) = self.words.char_indices().nth(most) {
            let kept = self.words.get(..end).unwrap_or_default();
            // Half a word would be found in fewer texts, unless the script writes no blanks.
            let whole = kept.rfind(' ').filter(|blank| *blank > end / 2).unwrap_or(end);
            self.words.truncate(whole);
        }
        self
    }

    /// As it comes from a file: cleaned, and no longer than the program makes one.
    pub(super) fn admitted(self) -> Self {
        self.shortened(MANY)
    }

    /// Where the words stand now: at their old place, else nearest to it, else where most of them
    /// stand in their order. `None` where they are gone.
    #[must_use]
    pub fn find(&self, blocks: &[Block]) -> Option<Spot> {
        self.unmoved(blocks).or_else(|| self.moved(blocks)).or_else(|| self.changed(blocks))
    }

    /// The block and the offset to show: where the words stand, else as near as there is text.
    #[must_use]
    pub fn place(&self, blocks: &[Block]) -> (usize, usize) {
        if let Some(spot) = self.find(blocks) {
            return (spot.block, spot.range.start);
        }
        let block = self.block.min(blocks.len().saturating_sub(1));
        let offset = if block == self.block { self.offset } else { 0 };
        (block, blocks.get(block).map_or(0, |block| block.text.floor_char_boundary(offset)))
    }

    fn unmoved(&self, blocks: &[Block]) -> Option<Spot> {
        let text = blocks.get(self.block)?.text.as_str();
        let here = text.get(self.offset..).unwrap_or_default();
        let stays = here.starts_with(&self.words) && (!self.words.is_empty() || here.is_empty());
        let range = self.offset..self.offset + self.words.len();
        stays.then_some(Spot { block: self.block, range, changed: false })
    }

    fn moved(&self, blocks: &[Block]) -> Option<Spot> {
        let needle = Needle::of(&self.words);
        if needle.is_empty() {
            return None;
        }
        self.nearest_first(blocks).find_map(|(position, block)| {
            if !needle.is_in(&fold(&block.text)) {
                return None;
            }
            let hits = Folded::of(&block.text).find(&needle);
            let nearest = hits.into_iter().min_by_key(|hit| hit.start.abs_diff(self.offset));
            nearest.map(|range| Spot { block: position, range, changed: false })
        })
    }

    fn changed(&self, blocks: &[Block]) -> Option<Spot> {
        let sought = fold(&self.words);
        let sought: Vec<&str> = sought.unicode_words().collect();
        if sought.len() < FEWEST {
            return None;
        }
        let distinct: HashSet<&str> = sought.iter().copied().collect();
        let mut best: Option<(usize, Spot)> = None;
        for (position, block) in self.nearest_first(blocks) {
            let folded = Folded::of(&block.text);
            let words: Vec<(usize, &str)> = folded.key().unicode_word_indices().collect();
            let there: HashSet<&str> = words.iter().map(|(_, word)| *word).collect();
            // What shares fewer than half of the words cannot be alike.
            if distinct.intersection(&there).count() * 2 < distinct.len() {
                continue;
            }
            let Some((likeness, from, to)) = alike(&sought, &words) else { continue };
            if best.as_ref().is_some_and(|(most, _)| *most >= likeness) {
                continue;
            }
            let key = words.get(from).zip(words.get(to));
            let key = key.map(|((start, _), (end, last))| *start..end + last.len());
            if let Some(range) = key.and_then(|key| folded.source_of(&key)) {
                best = Some((likeness, Spot { block: position, range, changed: true }));
            }
        }
        best.map(|(_, spot)| spot)
    }

    /// The blocks with their positions, those next to the old place first.
    fn nearest_first<'a>(
        &self,
        blocks: &'a [Block],
    ) -> impl Iterator<Item = (usize, &'a Block)> + use<'a> {
        let middle = self.block.min(blocks.len());
        let (before, after) = blocks.split_at_checked(middle).unwrap_or((blocks, &[]));
        let mut before = before.iter().enumerate().rev();
        let mut after = (middle..).zip(after);
        let mut forward = false;
        std::iter::from_fn(move || {
            forward = !forward;
            if forward {
                after.next().or_else(|| before.next())
            } else {
                before.next().or_else(|| after.next())
            }
        })
    }
}

/// The stretch of `words` that is most like `sought`: how like, its first and its last word. `None`
/// where that is not like it at all.
///
/// A local alignment: a word that stands in both counts two, one that stands in one takes one away.
/// At least half of what `sought` itself would count makes a likeness.
fn alike(sought: &[&str], words: &[(usize, &str)]) -> Option<(usize, usize, usize)> {
    // For each word: the best count of an alignment that ends with it, and where that began.
    let mut above: Vec<(usize, usize)> = vec![(0, 0); words.len() + 1];
    let mut best = (0, 0, 0);
    for sought in sought {
        let mut row: Vec<(usize, usize)> = vec![(0, 0); words.len() + 1];
        let mut left = (0, 0);
        let mut corner = (0, 0);
        for (index, (_, word)) in words.iter().enumerate() {
            let up = above.get(index + 1).copied().unwrap_or_default();
            let (count, start) = if corner.0 == 0 { (0, index) } else { corner };
            let cell = if word == sought {
                (count + 2, start)
            } else {
                let worn =
                    [(count, start), up, left].map(|(count, at)| (count.saturating_sub(1), at));
                worn.into_iter().max_by_key(|(count, _)| *count).unwrap_or_default()
            };
            if cell.0 > best.0 {
                best = (cell.0, cell.1, index);
            }
            if let Some(place) = row.get_mut(index + 1) {
                *place = cell;
            }
            (left, corner) = (cell, up);
        }
        above = row;
    }
    (best.0 >= sought.len()).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIVER: &str = "The committee asks every town by the river to open its wells in May.";
    const REPORT: &str = "Reports are read aloud at the next assembly, one after the other.";

    fn english() -> Language {
        Language::parse("en").unwrap()
    }

    fn blocks(texts: &[&str]) -> Vec<Block> {
        texts.iter().map(|text| Block::paragraph(*text)).collect()
    }

    fn words_at<'a>(blocks: &'a [Block], spot: &Spot) -> &'a str {
        blocks[spot.block].text.get(spot.range.clone()).unwrap()
    }

    #[test]
    fn a_place_in_an_unchanged_text_is_where_it_was() {
        let text = blocks(&["First", RIVER]);
        let anchor = Anchor::at(&english(), &text, 1, 4);
        assert_eq!(
            anchor.words,
            "committee asks every town by the river to open its wells in May."
        );
        assert_eq!(anchor.find(&text), Some(Spot { block: 1, range: 4..68, changed: false }));
        assert_eq!(anchor.place(&text), (1, 4));
    }

    #[test]
    fn words_are_found_where_they_went() {
        let anchor = Anchor::over(&english(), &blocks(&[RIVER]), 0, 14..30);
        assert_eq!(anchor.words, "asks every town ");
        let later = blocks(&["New", REPORT, "It  ASKS every\u{a0}town again", RIVER]);
        let spot = anchor.find(&later).unwrap();
        assert_eq!((spot.block, words_at(&later, &spot)), (2, "ASKS every\u{a0}town"));
        assert!(!spot.changed);
    }

    #[test]
    fn of_two_places_with_the_same_words_the_nearer_one_counts() {
        let anchor = Anchor::over(&english(), &blocks(&["a", "b", "c", RIVER]), 3, 0..usize::MAX);
        let later = blocks(&[RIVER, "b", RIVER, "c"]);
        assert_eq!(anchor.find(&later).unwrap().block, 2);
    }

    #[test]
    fn words_that_were_edited_are_found_and_said_to_be_changed() {
        let anchor = Anchor::over(&english(), &blocks(&[RIVER]), 0, 0..usize::MAX);
        let later = blocks(&[
            REPORT,
            "Since 2030 the committee has asked every village by the river to open its old wells in \
             May. More follows.",
        ]);
        let spot = anchor.find(&later).unwrap();
        assert!(spot.changed);
        assert_eq!(
            words_at(&later, &spot),
            "the committee has asked every village by the river to open its old wells in May"
        );
    }

    #[test]
    fn words_that_are_gone_are_nowhere_but_their_place_stays_near() {
        let anchor = Anchor::over(&english(), &blocks(&["a", "b", RIVER]), 2, 4..usize::MAX);
        assert_eq!(anchor.find(&blocks(&[REPORT])), None);
        assert_eq!(anchor.place(&blocks(&[REPORT])), (0, 0));
        assert_eq!(anchor.place(&blocks(&["a", "b", REPORT])), (2, 4));
        assert_eq!(anchor.place(&[]), (0, 0));
        let short = Anchor::over(&english(), &blocks(&["Peace and bread"]), 0, 0..usize::MAX);
        assert_eq!(short.find(&blocks(&["Peace and roses"])), None);
    }

    #[test]
    fn the_place_of_a_block_without_words_is_the_block() {
        let anchor = Anchor::at(&english(), &blocks(&["a", ""]), 1, 0);
        assert_eq!(anchor.words, "");
        assert_eq!(anchor.find(&blocks(&["a", ""])).unwrap().block, 1);
        assert_eq!(anchor.find(&blocks(&["a", "b"])), None);
        assert_eq!(Anchor::at(&english(), &[], 7, 9).place(&[]), (0, 0));
    }

    #[test]
    fn long_passages_are_known_by_their_beginning() {
        let long = "вода ".repeat(200);
        let text = blocks(&[&long]);
        let anchor = Anchor::over(&english(), &text, 0, 3..usize::MAX);
        assert_eq!(anchor.offset, 2, "an offset inside a letter is moved before it");
        assert!(anchor.words.chars().count() <= MANY && anchor.words.ends_with("вода"));
        assert_eq!(anchor.find(&text).unwrap().range.start, 2);
        let unbroken = Anchor::at(&english(), &blocks(&[&"水".repeat(500)]), 0, 0);
        assert_eq!(unbroken.words.chars().count(), FEW);
    }
}
