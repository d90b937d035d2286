//! Where a line may end (UAX #14), and the words between these places.

use std::ops::Range;

use hypher::Lang;
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use super::cluster::{Cluster, Look, clusters, is_mark, is_printable_ascii};
use super::glue::Glue;
use super::hyphen;
use super::isolate::address;

/// The sign after which a word may be divided, invisible elsewhere.
const SOFT_HYPHEN: char = '\u{AD}';

/// What stays together in a line, with the blanks after it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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

/// How a block is parted into words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Parting {
    /// What stays together in its language.
    pub(super) glue: Glue,
    /// How words are divided in its language, where that is known.
    pub(super) patterns: Option<Lang>,
    /// The columns of a line.
    pub(super) limit: usize,
}

/// The places where a line may end, in bytes, the end of the text among them (UAX #14).
pub fn opportunities(text: &str) -> impl Iterator<Item = usize> {
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default())
        .segment_str(text)
        .skip_while(|offset| *offset == 0)
}

/// The words again, in syllables where they may be divided; the last one is left whole.
pub(super) fn divided(text: &str, words: &[Word], parting: &Parting) -> Vec<Word> {
    let mut syllables = Vec::with_capacity(words.len() * 2);
    let (last, others) =
        words.split_last().map_or((None, words), |(last, others)| (Some(last), others));
    for word in others {
        parting.divide(text, *word, &mut syllables);
    }
    syllables.extend(last);
    syllables
}

/// The words of `text`; none is wider than a line unless one of its clusters is.
pub(super) fn words(text: &str, parting: &Parting) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut held = Vec::new();
    let mut word: Option<Word> = None;
    let mut at = 0;
    for end in opportunities(text) {
        if end > at && is_simple(text, at, end) {
            let opens = word.is_none() && words.is_empty();
            let simple = text.get(at..end).unwrap_or_default();
            let from = if opens { end - simple.trim_start_matches(' ').len() } else { at };
            if from < end {
                word.get_or_insert(Word::at(from)).add_simple(text, from, end);
            }
            at = end;
        }
        while at < end {
            let Some(cluster) = clusters(text, at..text.len()).next() else { break };
            at = cluster.end;
            if cluster.look != Look::Blank || word.is_some() || !words.is_empty() {
                word.get_or_insert(Word::at(cluster.start)).add(cluster, parting.limit);
            }
        }
        // A place inside a cluster is none.
        if at != end {
            continue;
        }
        if end < text.len() && parting.glue.holds(text, end) {
            held.push(end);
        } else if let Some(word) = word.take() {
            parting.push(text, word, &mut held, &mut words);
        }
    }
    if let Some(word) = word {
        parting.push(text, word, &mut held, &mut words);
    }
    words
}

/// Whether a part of `text` is ASCII without controls, and ends where a cluster ends.
fn is_simple(text: &str, start: usize, end: usize) -> bool {
    // What follows may be a mark on the last sign unless it is ASCII itself.
    text.as_bytes().get(end).is_none_or(u8::is_ascii)
        && text.get(start..end).is_some_and(is_printable_ascii)
}

impl Word {
    fn at(start: usize) -> Self {
        Self { start, end: start, ..Self::default() }
    }

    /// Takes in the next cluster; one that is wider than a line is shown by a sign of one column.
    fn add(&mut self, cluster: Cluster, limit: usize) {
        let width = match usize::from(cluster.width) {
            width if width > limit => 1,
            width => width,
        };
        match cluster.look {
            Look::Blank => self.blanks += width,
            Look::Sign => {
                self.width += self.blanks + width;
                self.blanks = 0;
                self.end = cluster.end;
            }
            Look::Hidden if self.blanks == 0 => self.end = cluster.end,
            Look::Hidden => {}
        }
    }

    /// Takes in a part of a text that [`is_simple`].
    fn add_simple(&mut self, text: &str, start: usize, end: usize) {
        let content = text.get(start..end).unwrap_or_default().trim_end_matches(' ').len();
        if content > 0 {
            self.width += self.blanks + content;
            self.blanks = 0;
            self.end = start + content;
        }
        self.blanks += end - start - content;
    }

    /// The word that a part of a text makes.
    fn of(text: &str, range: Range<usize>, limit: usize) -> Self {
        let mut word = Self::at(range.start);
        for cluster in clusters(text, range) {
            word.add(cluster, limit);
        }
        word
    }
}

impl Parting {
    /// Adds a word, in parts where it is too wide or may be divided.
    ///
    /// `held` are the places inside it where a line may end if it must.
    fn push(&self, text: &str, mut word: Word, held: &mut Vec<usize>, words: &mut Vec<Word>) {
        word.hyphen =
            text.get(word.start..word.end).is_some_and(|text| text.ends_with(SOFT_HYPHEN));
        if word.width <= self.limit {
            held.clear();
            words.push(word);
            return;
        }
        held.retain(|place| *place < word.end);
        for part in self.cut(text, word, held) {
            if part.width > self.limit {
                self.divide(text, part, words);
            } else {
                words.push(part);
            }
        }
        held.clear();
    }

    /// Adds a word, in syllables where it may be divided.
    fn divide(&self, text: &str, word: Word, words: &mut Vec<Word>) {
        let content = text.get(word.start..word.end).unwrap_or_default();
        let Some(patterns) = self.patterns.filter(|_| address(content).is_none()) else {
            self.squeeze(text, word, words);
            return;
        };
        let points: Vec<usize> = hyphen::points(content, patterns)
            .into_iter()
            .map(|point| word.start + point)
            .filter(|point| {
                let rest = text.get(*point..).unwrap_or_default();
                !rest.starts_with(is_mark)
            })
            .collect();
        let mut parts = self.cut(text, word, &points);
        let last = parts.len().saturating_sub(1);
        for part in parts.iter_mut().take(last) {
            part.hyphen = true;
        }
        for part in parts {
            self.squeeze(text, part, words);
        }
    }

    /// Adds a word, cut where the line is full where it is too wide: after a sign in an address if
    /// there is one, else between two clusters.
    fn squeeze(&self, text: &str, word: Word, words: &mut Vec<Word>) {
        if word.width <= self.limit {
            words.push(word);
            return;
        }
        let mut part = Word::at(word.start);
        // The part up to the last sign that ends well.
        let mut good: Option<Word> = None;
        for cluster in clusters(text, word.start..word.end) {
            let mut longer = part;
            longer.add(cluster, self.limit);
            if longer.width > self.limit {
                let rest = match good.take() {
                    Some(good) => {
                        words.push(good);
                        Word::of(text, good.end..cluster.start, self.limit)
                    }
                    None => part,
                };
                part = rest;
                part.add(cluster, self.limit);
                if part.width > self.limit {
                    words.push(rest);
                    part = Word::of(text, cluster.start..cluster.end, self.limit);
                }
            } else {
                part = longer;
            }
            let sign = text.get(cluster.start..cluster.end).unwrap_or_default();
            if matches!(sign, "/" | "." | "-" | "_" | "?" | "=" | "&" | "#" | "," | ";") {
                good = Some(part);
            }
        }
        words.push(Word { blanks: word.blanks, hyphen: word.hyphen, ..part });
    }

    /// The parts of a word between `places`.
    fn cut(&self, text: &str, word: Word, places: &[usize]) -> Vec<Word> {
        let mut parts = Vec::with_capacity(places.len() + 1);
        let mut from = word.start;
        for place in places {
            parts.push(Word::of(text, from..*place, self.limit));
            from = *place;
        }
        parts.push(Word {
            blanks: word.blanks,
            hyphen: word.hyphen,
            ..Word::of(text, from..word.end, self.limit)
        });
        parts
    }
}
