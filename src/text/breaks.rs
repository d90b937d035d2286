//! Where a line may end (UAX #14), and the words between these places.

use std::ops::Range;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use super::cluster::{Look, clusters};

/// What stays together in a line, with the blanks after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Where it ends, without the blanks, in bytes.
    pub(super) end: usize,
    /// Its columns.
    pub(super) width: usize,
    /// The columns of the blanks after it.
    pub(super) blanks: usize,
    /// Whether a hyphen appears where a line ends after it.
    pub(super) hyphen: bool,
}

/// The places where a line may end, in bytes, the end of the text among them (UAX #14).
pub fn opportunities(text: &str) -> impl Iterator<Item = usize> {
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default())
        .segment_str(text)
        .skip_while(|offset| *offset == 0)
}

/// The words of `text`, none of them wider than `limit` columns if its clusters are not.
pub(super) fn words(text: &str, limit: usize) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut gather = Gather::new(limit);
    let mut ends = opportunities(text).peekable();
    for cluster in clusters(text, 0..text.len()) {
        gather.add(
            cluster.start..cluster.end,
            cluster.width,
            cluster.look,
            &mut words,
        );
        while ends.next_if(|end| *end < cluster.end).is_some() {}
        if ends.next_if_eq(&cluster.end).is_some() {
            gather.finish(text, &mut words);
        }
    }
    gather.finish(text, &mut words);
    words
}

/// A word that grows cluster by cluster.
struct Gather {
    limit: usize,
    word: Option<Word>,
}

impl Gather {
    const fn new(limit: usize) -> Self {
        Self { limit, word: None }
    }

    fn add(&mut self, source: Range<usize>, width: u16, look: Look, words: &mut Vec<Word>) {
        // What is wider than a line is shown by a sign of one column.
        let width = match usize::from(width) {
            wide if wide > self.limit => 1,
            width => width,
        };
        if look == Look::Sign
            && let Some(word) = self.word
            && word.width + word.blanks + width > self.limit
        {
            words.push(word);
            self.word = None;
        }
        if look == Look::Blank && self.word.is_none() && words.is_empty() {
            return;
        }
        let word = self.word.get_or_insert(Word {
            start: source.start,
            end: source.start,
            width: 0,
            blanks: 0,
            hyphen: false,
        });
        match look {
            Look::Blank => word.blanks += width,
            Look::Sign => {
                word.width += word.blanks + width;
                word.blanks = 0;
                word.end = source.end;
            }
            Look::Hidden => {
                if word.blanks == 0 {
                    word.end = source.end;
                }
            }
        }
    }

    fn finish(&mut self, text: &str, words: &mut Vec<Word>) {
        if let Some(mut word) = self.word.take() {
            word.hyphen = text
                .get(word.start..word.end)
                .is_some_and(|text| text.ends_with('\u{AD}'));
            words.push(word);
        }
    }
}
