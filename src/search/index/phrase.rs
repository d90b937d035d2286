//! Looks for a word or a phrase in a part of the index.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::io;

use tantivy::DocId;
use tantivy::DocSet;
use tantivy::TERMINATED;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;

use super::vocabulary::{Fit, Vocabulary};

/// A field of a part of the index.
pub(super) struct Searched<'a> {
    pub(super) inverted: &'a InvertedIndexReader,
    pub(super) vocabulary: &'a Vocabulary,
}

/// How much a word counts that is just what was asked for, and not part of a longer one.
const EXACT: f32 = 2.0;

impl Searched<'_> {
    /// The documents in which `words` stand, and how often; whole words count twice.
    pub(super) fn documents(&self, words: &str) -> io::Result<Vec<(DocId, f32)>> {
        let words: Vec<&str> = words.split(' ').collect();
        match words.as_slice() {
            [] => Ok(Vec::new()),
            [word] => self.word(word),
            words => self.phrase(words),
        }
    }

    fn word(&self, word: &str) -> io::Result<Vec<(DocId, f32)>> {
        let mut found: BTreeMap<DocId, f32> = BTreeMap::new();
        for term in self.vocabulary.having(self.inverted, word, Fit::Inside) {
            let weight = if term == word { EXACT } else { 1.0 };
            let Some(info) = self.inverted.terms().get(term)? else { continue };
            let option = IndexRecordOption::WithFreqs;
            let mut postings = self.inverted.read_postings_from_terminfo(&info, option)?;
            while postings.doc() != TERMINATED {
                let often = u16::try_from(postings.term_freq()).unwrap_or(u16::MAX);
                *found.entry(postings.doc()).or_default() += weight * f32::from(often);
                postings.advance();
            }
        }
        Ok(found.into_iter().collect())
    }

    /// Where a word of a phrase stands, by documents; of `among` alone, where these are known.
    fn places(
        &self,
        word: &str,
        fit: Fit,
        among: Option<&HashMap<DocId, Vec<u32>>>,
    ) -> io::Result<HashMap<DocId, Vec<u32>>> {
        let mut found: HashMap<DocId, Vec<u32>> = HashMap::new();
        let mut places = Vec::new();
        for term in self.vocabulary.having(self.inverted, word, fit) {
            let Some(info) = self.inverted.terms().get(term)? else { continue };
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut postings = self.inverted.read_postings_from_terminfo(&info, option)?;
            while postings.doc() != TERMINATED {
                let doc = postings.doc();
                if among.is_none_or(|among| among.contains_key(&doc)) {
                    postings.positions(&mut places);
                    found.entry(doc).or_default().append(&mut places);
                }
                postings.advance();
            }
        }
        Ok(found)
    }

    /// The documents in which words stand one after the other: the first may be the end of a longer one,
    /// the last its beginning.
    fn phrase(&self, words: &[&str]) -> io::Result<Vec<(DocId, f32)>> {
        let fit = |at: usize| match at {
            0 => Fit::End,
            at if at + 1 == words.len() => Fit::Beginning,
            _ => Fit::Whole,
        };
        // Where each candidate would have to begin, by document.
        let mut begins: Option<HashMap<DocId, Vec<u32>>> = None;
        // The longest words are the rarest: few documents are left for the others.
        let mut order: Vec<(usize, &&str)> = words.iter().enumerate().collect();
        order.sort_by_key(|(_, word)| std::cmp::Reverse(word.len()));
        for (at, word) in order {
            let before = u32::try_from(at).unwrap_or(u32::MAX);
            let mut places = self.places(word, fit(at), begins.as_ref())?;
            for list in places.values_mut() {
                list.retain(|place| *place >= before);
                for place in list.iter_mut() {
                    *place -= before;
                }
                list.sort_unstable();
            }
            begins = Some(match begins {
                None => places,
                Some(begins) => both(begins, &places),
            });
        }
        let found = begins.unwrap_or_default().into_iter();
        let mut found: Vec<(DocId, f32)> = found
            .filter(|(_, list)| !list.is_empty())
            .map(|(doc, list)| (doc, f32::from(u16::try_from(list.len()).unwrap_or(u16::MAX))))
            .collect();
        found.sort_unstable_by_key(|(doc, _)| *doc);
        Ok(found)
    }
}

/// The places that both know, by documents.
fn both(
    mut begins: HashMap<DocId, Vec<u32>>,
    places: &HashMap<DocId, Vec<u32>>,
) -> HashMap<DocId, Vec<u32>> {
    begins.retain(|doc, list| {
        let others = places.get(doc).map_or(&[][..], Vec::as_slice);
        list.retain(|place| others.binary_search(place).is_ok());
        !list.is_empty()
    });
    begins
}
