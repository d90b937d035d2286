//! Looks for a word or a phrase in a part of the index.

use std::collections::HashMap;
use std::io;

use tantivy::DocId;
use tantivy::DocSet;
use tantivy::TERMINATED;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::Postings;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;

use super::super::haystack::Stop;
use super::super::hits::count;
use super::super::several::{of_each, threads};
use super::vocabulary::{Fit, Vocabulary};

/// A field of a part of the index.
pub(super) struct Searched<'a> {
    pub(super) inverted: &'a InvertedIndexReader,
    pub(super) vocabulary: &'a Vocabulary,
    /// How many documents the part has.
    pub(super) size: usize,
    /// Whether it matters how often a word stands in a document.
    pub(super) weighs: bool,
}

/// How much a word counts that is just what was asked for, and not part of a longer one.
const EXACT: f32 = 2.0;

/// With so many words their documents are looked up by several threads.
const MANY: usize = 256;

/// Of so many words one after the other it is asked whether anybody still waits for more.
const PATIENCE: usize = 32;

impl Searched<'_> {
    /// Hands on the documents in which `words` stand, with how often; whole words count twice. A document
    /// may come several times, with a part of the count each time.
    pub(super) fn documents(
        &self,
        words: &str,
        stop: Stop<'_>,
        mut found: impl FnMut(DocId, f32),
    ) -> io::Result<()> {
        let words: Vec<&str> = words.split(' ').collect();
        match words.as_slice() {
            [] => Ok(()),
            [word] => self.word(word, stop, found),
            words => {
                for (doc, places) in self.phrase(words, stop)? {
                    found(doc, count(places.len()));
                }
                Ok(())
            }
        }
    }

    fn word(
        &self,
        word: &str,
        stop: Stop<'_>,
        mut found: impl FnMut(DocId, f32),
    ) -> io::Result<()> {
        let terms = self.vocabulary.having(self.inverted, word, Fit::Inside);
        // Who only wants to know which documents there are may have heard of all of them soon.
        if !self.weighs || terms.len() < MANY {
            return self.of_terms(word, &terms, stop, found);
        }
        let shares: Vec<&[&str]> = terms.chunks(terms.len().div_ceil(threads())).collect();
        // Each thread adds up for itself: what all of them found together could be much more.
        let summed = of_each(&shares, |terms| -> io::Result<Vec<f32>> {
            let mut sums = vec![0.0; self.size];
            self.of_terms(word, terms, stop, |doc, weight| {
                let sum = usize::try_from(doc).ok().and_then(|doc| sums.get_mut(doc));
                if let Some(sum) = sum {
                    *sum += weight;
                }
            })?;
            Ok(sums)
        });
        for sums in summed {
            for (doc, sum) in (0..).zip(sums?).filter(|(_, sum)| *sum > 0.0) {
                found(doc, sum);
            }
        }
        Ok(())
    }

    /// The same of terms in which a word stands.
    fn of_terms(
        &self,
        word: &str,
        terms: &[&str],
        stop: Stop<'_>,
        mut found: impl FnMut(DocId, f32),
    ) -> io::Result<()> {
        let option =
            if self.weighs { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        let mut postings = None;
        for (index, term) in terms.iter().enumerate() {
            if index % PATIENCE == 0 && stop() {
                break;
            }
            let Some(info) = self.inverted.terms().get(term)? else { continue };
            // One after the other through one decoder, which is large.
            let block = match &mut postings {
                Some(block) => {
                    self.inverted.reset_block_postings_from_terminfo(&info, block)?;
                    block
                }
                None => {
                    postings.insert(self.inverted.read_block_postings_from_terminfo(&info, option)?)
                }
            };
            let weight = if *term == word { EXACT } else { 1.0 };
            while block.block_len() > 0 {
                if self.weighs {
                    for (doc, often) in block.docs().iter().zip(block.freqs()) {
                        found(*doc, weight * count(usize::try_from(*often).unwrap_or(usize::MAX)));
                    }
                } else {
                    block.docs().iter().for_each(|doc| found(*doc, weight));
                }
                block.advance();
            }
        }
        Ok(())
    }

    /// Where a word of a phrase stands, by documents; of `among` alone, where these are known.
    fn places(
        &self,
        terms: &[TermInfo],
        among: Option<&HashMap<DocId, Vec<u32>>>,
    ) -> io::Result<HashMap<DocId, Vec<u32>>> {
        let mut found: HashMap<DocId, Vec<u32>> = HashMap::new();
        let mut places = Vec::new();
        for info in terms {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut postings = self.inverted.read_postings_from_terminfo(info, option)?;
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

    /// The documents in which words stand one after the other, and where; the first may be the end of a
    /// longer one, the last its beginning.
    fn phrase(&self, words: &[&str], stop: Stop<'_>) -> io::Result<HashMap<DocId, Vec<u32>>> {
        let fit = |at: usize| match at {
            0 => Some(Fit::End),
            at if at + 1 == words.len() => Some(Fit::Beginning),
            // A word in the middle is one of the list, and needs none.
            _ => None,
        };
        let mut order: Vec<(u32, Vec<TermInfo>)> = Vec::with_capacity(words.len());
        for (word, at) in words.iter().zip(0..) {
            let terms = fit(at).map_or_else(
                || vec![*word],
                |fit| self.vocabulary.having(self.inverted, word, fit),
            );
            let infos =
                terms.into_iter().filter_map(|term| self.inverted.terms().get(term).transpose());
            let infos: io::Result<Vec<TermInfo>> = infos.collect();
            order.push((u32::try_from(at).unwrap_or(u32::MAX), infos?));
        }
        // The rarest word first: few documents are left for the others.
        order.sort_by_key(|(_, terms)| {
            terms.iter().map(|info| u64::from(info.doc_freq)).sum::<u64>()
        });
        // Where each candidate would have to begin, by document.
        let mut begins: Option<HashMap<DocId, Vec<u32>>> = None;
        for (before, terms) in order {
            if stop() {
                return Ok(HashMap::new());
            }
            let mut places = self.places(&terms, begins.as_ref())?;
            for list in places.values_mut() {
                list.retain(|place| *place >= before);
                for place in list.iter_mut() {
                    *place -= before;
                }
                list.sort_unstable();
            }
            let left = match begins {
                None => places,
                Some(begins) => both(begins, &places),
            };
            if left.is_empty() {
                return Ok(left);
            }
            begins = Some(left);
        }
        let mut found = begins.unwrap_or_default();
        found.retain(|_, list| !list.is_empty());
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
