//! A folded text that knows the way back to its source.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::Needle;
use super::cluster::Piece;
use super::folding::{Folding, Key};
use super::words::Words;

/// A text and its key, with the way back from every place of the key.
#[derive(Debug, Clone)]
pub struct Folded<'a> {
    source: &'a str,
    key: Mapped,
}

/// One letter of a key: where it begins there, and what it comes from.
#[derive(Debug, Clone, Copy)]
struct Origin {
    at: usize,
    start: usize,
    end: usize,
}

#[derive(Debug, Clone, Default)]
struct Mapped {
    text: String,
    origins: Vec<Origin>,
}

impl Key for Mapped {
    fn put(&mut self, piece: Piece) {
        self.origins.push(Origin { at: self.text.len(), start: piece.start, end: piece.end });
        self.text.push(piece.letter);
    }

    fn replace_last(&mut self, letter: char, end: usize) {
        self.text.pop();
        self.text.push(letter);
        self.widen_last(end);
    }

    fn widen_last(&mut self, end: usize) {
        if let Some(last) = self.origins.last_mut() {
            last.end = end;
        }
    }
}

impl<'a> Folded<'a> {
    /// Folds a text.
    #[must_use]
    pub fn of(source: &'a str) -> Self {
        let mut folding = Folding::into(Mapped::default());
        folding.add(source);
        Self { source, key: folding.finish() }
    }

    /// Folds a text into its words, as [`super::words`] does.
    #[must_use]
    pub fn words_of(source: &'a str) -> Self {
        let Mapped { text, origins } = Self::of(source).key;
        let mut words = Words::into(Mapped::default());
        for (letter, origin) in text.chars().zip(origins) {
            words.add(Piece { letter, start: origin.start, end: origin.end });
        }
        Self { source, key: words.finish() }
    }

    /// The key, as [`super::fold`] or [`super::words`] gives it.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key.text
    }

    /// The part of the source that a range of the key comes from, in bytes, widened to whole grapheme
    /// clusters (UAX #29); `None` where the range holds nothing.
    #[must_use]
    pub fn source_of(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let origins = &self.key.origins;
        if range.start >= self.key.text.len() {
            return None;
        }
        let first = origins.partition_point(|origin| origin.at <= range.start).checked_sub(1)?;
        let last = origins.partition_point(|origin| origin.at < range.end);
        let parts = origins.get(first..last)?;
        let start = parts.iter().map(|origin| origin.start).min()?;
        let end = parts.iter().map(|origin| origin.end).max()?;
        Some(boundary_before(self.source, start)..boundary_after(self.source, end))
    }

    /// Where `needle` stands in the source, in bytes, in whole grapheme clusters.
    ///
    /// Hits in one cluster, as of `s` in `ß`, are one.
    #[must_use]
    pub fn find(&self, needle: &Needle) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for hit in needle.hits(self.key()) {
            let Some(range) = self.source_of(&hit) else {
                continue;
            };
            match found.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => found.push(range),
            }
        }
        found
    }
}

/// Whether a grapheme cluster begins or the text ends at `offset`.
pub(super) fn is_boundary(text: &str, offset: usize) -> bool {
    GraphemeCursor::new(offset, text.len(), true).is_boundary(text, 0) == Ok(true)
}

/// The last cluster boundary at or before `offset`.
fn boundary_before(text: &str, offset: usize) -> usize {
    if is_boundary(text, offset) {
        return offset;
    }
    let mut cursor = GraphemeCursor::new(offset, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The first cluster boundary at or after `offset`.
fn boundary_after(text: &str, offset: usize) -> usize {
    if is_boundary(text, offset) {
        return offset;
    }
    let mut cursor = GraphemeCursor::new(offset, text.len(), true);
    let next = cursor.next_boundary(text, 0).ok().flatten();
    next.unwrap_or(text.len())
}
