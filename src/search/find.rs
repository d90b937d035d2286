//! Finds words in a document.

use std::ops::Range;

use crate::fold::{Exact, Folded, Needle};
use crate::model::Block;

/// What ends a needle that is to be found as it is written.
const AS_WRITTEN: &str = "\\C";

/// A place where something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The position of the block, from 0.
    pub block: usize,
    /// The part of the block's text, in bytes, in whole grapheme clusters.
    pub range: Range<usize>,
}

/// Where a word or phrase stands in `blocks`, in the order of the text; hits do not overlap.
///
/// Case, accents and what else [`crate::fold`] folds do not count, unless the needle ends with `\C`.
#[must_use]
pub fn find(blocks: &[Block], needle: &str) -> Vec<Spot> {
    find_in(texts_of(blocks), needle)
}

/// The same in any texts; a spot names a text by its position.
#[must_use]
pub fn find_in<'a>(texts: impl Iterator<Item = &'a str>, needle: &str) -> Vec<Spot> {
    if let Some(written) = needle.trim_end().strip_suffix(AS_WRITTEN) {
        let exact = Exact::of(written);
        return hits(texts, |text| exact.find(text));
    }
    let needle = Needle::of(needle);
    if needle.is_empty() {
        return Vec::new();
    }
    hits(texts, |text| Folded::of(text).find(&needle))
}

fn texts_of(blocks: &[Block]) -> impl Iterator<Item = &str> {
    blocks.iter().map(|block| block.text.as_str())
}

/// Where any of `terms`, as [`super::Query::terms`] gives them, stands in `blocks`, in the order of
/// the text; hits that touch or overlap are one.
#[must_use]
pub fn find_terms(blocks: &[Block], terms: &[String]) -> Vec<Spot> {
    let needles: Vec<Needle> = terms.iter().map(|term| Needle::folded(term)).collect();
    if needles.is_empty() {
        return Vec::new();
    }
    hits(texts_of(blocks), |text| {
        let folded = Folded::words_of(text);
        let mut found: Vec<Range<usize>> =
            needles.iter().flat_map(|needle| folded.find(needle)).collect();
        found.sort_by_key(|range| range.start);
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(found.len());
        for range in found {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        joined
    })
}

fn hits<'a>(
    texts: impl Iterator<Item = &'a str>,
    ranges: impl Fn(&str) -> Vec<Range<usize>>,
) -> Vec<Spot> {
    let of_block = |(block, text): (usize, &str)| {
        let ranges = within(text, &ranges);
        ranges.into_iter().map(move |range| Spot { block, range })
    };
    texts.enumerate().flat_map(of_block).collect()
}

/// A longer text is looked through window by window: a folded text takes many times its room.
const WINDOW: usize = 256 << 10;

/// What a hit may take beyond its window, in bytes.
const BEYOND: usize = 16 << 10;

/// The ranges in a text, of whatever length it is.
fn within(text: &str, ranges: &impl Fn(&str) -> Vec<Range<usize>>) -> Vec<Range<usize>> {
    if text.len() <= WINDOW + BEYOND {
        return ranges(text);
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = window_end(text, start);
        let seen = text.get(start..text.floor_char_boundary(end + BEYOND)).unwrap_or_default();
        let after = found.last().map_or(0, |last| last.end);
        let own = ranges(seen).into_iter().map(|hit| hit.start + start..hit.end + start);
        found.extend(own.filter(|hit| hit.start < end && hit.start >= after));
        start = end;
    }
    found
}

/// Where a window ends that begins at `start`: after a blank, so that no word is cut, where there is one.
fn window_end(text: &str, start: usize) -> usize {
    let end = text.floor_char_boundary(start + WINDOW);
    if end == text.len() {
        return end;
    }
    let blank = text.get(start..end).and_then(|window| window.rfind(' '));
    blank.filter(|blank| *blank > WINDOW / 2).map_or(end, |blank| start + blank + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BlockKind;

    fn blocks(texts: &[&str]) -> Vec<Block> {
        let block = |text: &&str| Block {
            kind: BlockKind::Paragraph,
            label: Some("8.".to_owned()),
            text: (*text).to_owned(),
        };
        texts.iter().map(block).collect()
    }

    fn found(texts: &[&str], needle: &str) -> Vec<(usize, String)> {
        let part = |hit: Spot| {
            let text = texts[hit.block].get(hit.range).unwrap();
            (hit.block, text.to_owned())
        };
        find(&blocks(texts), needle).into_iter().map(part).collect()
    }

    #[test]
    fn a_word_is_found_whatever_its_case_and_accents() {
        let texts = ["La solución de Solución", "nothing", "SOLUCION"];
        assert_eq!(
            found(&texts, "solucion"),
            [(0, "solución".to_owned()), (0, "Solución".to_owned()), (2, "SOLUCION".to_owned())]
        );
        assert_eq!(found(&texts, "SOLUCIÓN").len(), 3);
    }

    #[test]
    fn a_phrase_runs_over_any_blanks_and_never_over_blocks() {
        let texts = ["the foreign \u{a0}bases of", "foreign", "bases"];
        assert_eq!(found(&texts, " Foreign  bases "), [(0, "foreign \u{a0}bases".to_owned())]);
    }

    #[test]
    fn a_needle_can_be_found_as_it_is_written() {
        let texts = ["Peace, peace and PEACE", "café cafe\u{301} cafe"];
        assert_eq!(found(&texts, r"Peace\C"), [(0, "Peace".to_owned())]);
        assert_eq!(found(&texts, r"café\C ").len(), 2);
        assert_eq!(found(&texts, r"cafe\C"), [(1, "cafe".to_owned())]);
        assert!(found(&texts, r"\C").is_empty());
    }

    #[test]
    fn a_very_long_text_has_the_hits_of_a_short_one() {
        for blank in [" ", "\u{a0}"] {
            let sign = ["filling", "words", "needle", "in", "hay,", "é"].join(blank) + blank;
            let text = sign.repeat(20_000);
            let needle = Needle::of("needle in hay");
            let whole = Folded::of(&text).find(&needle);
            assert_eq!(whole.len(), 20_000);
            let found = find(&blocks(&[&text]), "NEEDLE in hay");
            assert_eq!(found.into_iter().map(|hit| hit.range).collect::<Vec<_>>(), whole);
        }
        let none = "x".repeat(3 * WINDOW);
        assert_eq!(find(&blocks(&[&none]), "xx").len(), 3 * WINDOW / 2);
    }

    #[test]
    fn only_the_text_is_searched() {
        assert!(found(&["Point"], "8.").is_empty());
        assert!(found(&["Point"], "").is_empty());
    }

    #[test]
    fn hits_of_several_terms_are_joined() {
        let terms = ["anti".to_owned(), "war".to_owned(), "antiwar".to_owned()];
        let hits = find_terms(&blocks(&["An antiwar call to war"]), &terms);
        assert_eq!(hits.iter().map(|hit| hit.range.clone()).collect::<Vec<_>>(), [3..10, 19..22]);
        assert!(find_terms(&blocks(&["a"]), &[]).is_empty());
    }
}
