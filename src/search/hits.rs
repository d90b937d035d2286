//! The passages in which the words of a query stand, the best first.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::fold::{Needle, words};
use crate::model::{Archive, Document, Positions};

use super::excerpt::{Excerpt, excerpt};
use super::find::find_terms;
use super::haystack::{Part, texts};
use super::several::of_first;

/// A passage in which words stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The position of the document.
    pub document: usize,
    /// The position of the version in it, and of the block in that; none where the words stand in the
    /// record alone: in a name, a place, a topic.
    pub block: Option<(usize, usize)>,
    /// How well the document answers; only the order of scores means anything.
    pub score: f32,
    /// The passage, with the words marked in it; where they stand in the record, the title.
    pub excerpt: Excerpt,
}

/// So many passages are told of one version.
const OF_A_VERSION: usize = 3;

/// The best passages in `ranked` documents, at most `limit`, each of at most `width` grapheme clusters.
///
/// Of each version those blocks come first in which the most of `terms` stand.
#[must_use]
pub fn hits(
    archive: &Archive,
    terms: &[String],
    ranked: &[(usize, f32)],
    (limit, width): (usize, usize),
) -> Vec<Hit> {
    let of_document = |(document, score): &(usize, f32)| -> Vec<Hit> {
        let hit = |(block, excerpt)| Hit { document: *document, block, score: *score, excerpt };
        let record = archive.at(*document).into_iter();
        record.flat_map(|record| passages(record, terms, width)).map(hit).collect()
    };
    if limit == 0 {
        return Vec::new();
    }
    let count = AtomicUsize::new(0);
    // All documents before one that is begun are begun too: what they have comes first.
    let enough = |hits: &Vec<Hit>| {
        count.fetch_add(hits.len(), Ordering::Relaxed).saturating_add(hits.len()) >= limit
    };
    let found = of_first(ranked, of_document, enough);
    found.into_iter().flatten().take(limit).collect()
}

type Place = Option<(usize, usize)>;

fn passages(document: &Document, terms: &[String], width: usize) -> Vec<(Place, Excerpt)> {
    let needles: Vec<Needle> = terms.iter().map(|term| Needle::folded(term)).collect();
    let mut found: Vec<(Place, Excerpt)> = Vec::new();
    for (number, version) in document.versions.iter().enumerate() {
        // To fold a block is quick; only for the few that are shown the way back to the source is kept.
        let mut blocks: Vec<(usize, usize)> = Vec::new();
        let mut whole = 0;
        for (block, text) in version.blocks.iter().enumerate() {
            let text = words(&text.text);
            let count = needles.iter().filter(|needle| needle.is_in(&text)).count();
            if count > 0 {
                blocks.push((count, block));
            }
            // No block behind these can come before them.
            whole += usize::from(count == needles.len());
            if whole == OF_A_VERSION {
                break;
            }
        }
        blocks.sort_by_key(|(count, block)| (std::cmp::Reverse(*count), *block));
        for (_, block) in blocks.into_iter().take(OF_A_VERSION) {
            let Some(text) = version.blocks.get(block) else { continue };
            let own = find_terms(std::slice::from_ref(text), terms);
            let ranges: Vec<_> = own.into_iter().map(|hit| hit.range).collect();
            found.push((Some((number, block)), excerpt(&text.text, &ranges, width)));
        }
    }
    if found.is_empty() {
        found.push((None, excerpt(&document.title, &[], width)));
    }
    found
}

/// A number of documents or words, in a score; the last of its bits do not count there.
pub(super) fn count(number: usize) -> f32 {
    let half = |bits: usize| f32::from(u16::try_from(bits).unwrap_or(u16::MAX));
    half(number >> 16) * 65_536.0 + half(number & 0xffff)
}

/// The documents of `among`, the best first: each is looked into.
pub(super) fn ranked(archive: &Archive, terms: &[String], among: &Positions) -> Vec<(usize, f32)> {
    let needles: Vec<Needle> = terms.iter().map(|term| Needle::folded(term)).collect();
    let mut counts: Vec<(usize, Vec<f32>)> = Vec::with_capacity(among.len());
    for position in among.iter() {
        let weights = archive.with(position, |document| {
            let mut weights = vec![0.0; needles.len()];
            texts(archive, document, &mut |part, text| {
                let text = words(text);
                for (needle, weight) in needles.iter().zip(&mut weights) {
                    *weight += count(needle.hits(&text).count())
                        * if part == Part::Title { 2.0 } else { 1.0 };
                }
            });
            weights
        });
        counts.push((position, weights.unwrap_or_default()));
    }
    let rarity = |term: usize| {
        let has = |(_, weights): &&(usize, Vec<f32>)| weights.get(term).is_some_and(|w| *w > 0.0);
        let with = counts.iter().filter(has).count();
        (1.0 + count(counts.len()) / (count(with) + 0.5)).ln()
    };
    let rarities: Vec<f32> = (0..needles.len()).map(rarity).collect();
    let score = |weights: &[f32]| -> f32 {
        let parts = weights.iter().zip(&rarities);
        parts.map(|(weight, rarity)| rarity * weight / (weight + 1.2)).sum()
    };
    best_first(counts.iter().map(|(position, weights)| (*position, score(weights))).collect())
}

/// Positions with their scores, the highest first.
pub(super) fn best_first(mut ranked: Vec<(usize, f32)>) -> Vec<(usize, f32)> {
    ranked.sort_by(|(at, score), (other, second)| second.total_cmp(score).then(at.cmp(other)));
    ranked
}

#[cfg(test)]
mod tests {
    use super::super::fixture::archive;
    use super::super::{Haystack, Query, Texts};
    use super::*;

    fn found(query: &str) -> Vec<(String, Place, String)> {
        let archive = archive();
        let query = Query::parse(query).unwrap();
        let terms = query.terms();
        let ranked = Haystack::of(&archive).ranked(&archive, &terms, &query.select(&archive));
        let hits = hits(&archive, &terms, &ranked, (10, 60));
        let id = |hit: &Hit| archive.at(hit.document).unwrap().id.to_string();
        hits.iter().map(|hit| (id(hit), hit.block, hit.excerpt.text.clone())).collect()
    }

    #[test]
    fn a_number_of_any_size_counts_as_what_it_is() {
        let told = [0, 1, 65_535, 65_536, 100_000, 1_000_000].map(count);
        let are = [0.0, 1.0, 65_535.0, 65_536.0, 100_000.0, 1_000_000.0_f32];
        assert_eq!(told.map(f32::to_bits), are.map(f32::to_bits));
    }

    #[test]
    fn a_hit_tells_its_block_and_marks_the_words() {
        let archive = archive();
        let query = Query::parse("greetings").unwrap();
        let ranked = ranked(&archive, &query.terms(), &query.select(&archive));
        let hits = hits(&archive, &query.terms(), &ranked, (10, 60));
        assert!(!hits.is_empty());
        for hit in hits.iter().filter(|hit| hit.block.is_some()) {
            assert!(!hit.excerpt.matches.is_empty(), "{hit:?}");
            assert!(hit.score > 0.0);
        }
    }

    #[test]
    fn words_that_stand_in_the_record_alone_show_the_title() {
        let hits = found("inquilinos");
        assert_eq!(hits.len(), 1, "{hits:?}");
        assert_eq!((hits[0].0.as_str(), hits[0].1), ("forum-9-report", None));
    }

    #[test]
    fn no_more_are_told_than_were_asked_for() {
        let archive = archive();
        let query = Query::parse("water").unwrap();
        let ranked = ranked(&archive, &query.terms(), &query.select(&archive));
        assert_eq!(hits(&archive, &query.terms(), &ranked, (1, 60)).len(), 1);
        let scores: Vec<f32> = ranked.iter().map(|(_, score)| *score).collect();
        assert!(scores.is_sorted_by(|better, worse| better >= worse), "{scores:?}");
    }
}
