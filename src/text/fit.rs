//! Chooses the lines: of all ways to break a paragraph the one with the evenest ends.
//!
//! The cost of a line is the square of the gap at its end, as in Knuth and Plass, so a few short gaps are
//! better than one wide gap. textwrap finds the cheapest way. To it a line that is too long is only dear:
//! where it chooses one all the same, the lines are filled one after the other instead.

use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

use super::breaks::Word;

/// The cost of a hyphen at the end of a line.
const HYPHEN: usize = 120;
/// The cost of a column too much, which no gap may outweigh.
const OVERFLOW: usize = 1_000_000;
/// A paragraph of more words is broken line by line.
const MANY_WORDS: usize = 4_000;

/// The columns that lines may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    /// The first line.
    pub(super) first: usize,
    /// All others.
    pub(super) rest: usize,
}

impl Limits {
    const fn of(self, first: bool) -> usize {
        if first { self.first } else { self.rest }
    }
}

/// Columns as textwrap counts them; any count of them that can stand in a row is exact.
fn columns(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        columns(self.width)
    }

    fn whitespace_width(&self) -> f64 {
        columns(self.blanks)
    }

    fn penalty_width(&self) -> f64 {
        columns(usize::from(self.hyphen))
    }
}

/// The lines of a paragraph, as ranges of words; no line is empty.
pub(super) fn lines(words: &[Word], limits: Limits) -> Vec<Range<usize>> {
    if words.is_empty() {
        return Vec::new();
    }
    let widths = [columns(limits.first), columns(limits.rest)];
    let even = (words.len() <= MANY_WORDS).then(|| {
        let penalties =
            Penalties { hyphen_penalty: HYPHEN, overflow_penalty: OVERFLOW, ..Penalties::new() };
        wrap_optimal_fit(words, &widths, &penalties).map(|lines| ranges(&lines)).ok()
    });
    let even = even.flatten().filter(|lines| fit(words, lines, limits));
    even.unwrap_or_else(|| ranges(&wrap_first_fit(words, &widths)))
}

fn ranges(lines: &[&[Word]]) -> Vec<Range<usize>> {
    let mut end = 0;
    let mut ranges = Vec::with_capacity(lines.len());
    for line in lines {
        ranges.push(end..end + line.len());
        end += line.len();
    }
    ranges
}

/// The columns of a line, with the hyphen that its end may need.
fn taken(words: &[Word], line: &Range<usize>) -> usize {
    let words = words.get(line.clone()).unwrap_or_default();
    let whole: usize = words.iter().map(|word| word.width + word.blanks).sum();
    words.last().map_or(0, |last| whole - last.blanks + usize::from(last.hyphen))
}

/// Whether every line of more than one word keeps within its limit.
fn fit(words: &[Word], lines: &[Range<usize>], limits: Limits) -> bool {
    let mut numbered = lines.iter().enumerate();
    numbered.all(|(number, line)| line.len() <= 1 || taken(words, line) <= limits.of(number == 0))
}

/// The columns that are left at the end of the line that leaves the most; the last line does not count.
pub(super) fn widest_gap(words: &[Word], lines: &[Range<usize>], limits: Limits) -> usize {
    let inner = lines.len().saturating_sub(1);
    let gaps = lines.iter().take(inner).enumerate();
    let gaps = gaps.map(|(number, line)| limits.of(number == 0).saturating_sub(taken(words, line)));
    gaps.max().unwrap_or(0)
}
