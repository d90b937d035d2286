//! Chooses the lines: of all ways to break a paragraph the one with the evenest ends.
//!
//! The cost of a line is the square of the gap at its end, as in Knuth and Plass, so a few short gaps are
//! better than one wide gap. The costs are those of textwrap's optimal fit, and so are the lines; but that
//! bears any number of words, and takes many times as long for the few that a paragraph has.

use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use super::breaks::Word;

/// The cost of a line.
const LINE: usize = 1_000;
/// The cost of a last line that is one short word.
const LONELY: usize = 25;
/// A word is short where it takes less than this part of the line.
const SHORT: usize = 4;
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

/// The lines of a paragraph, as ranges of words; no line is empty, and none of more than one word is too long.
pub(super) fn lines(words: &[Word], limits: Limits) -> Vec<Range<usize>> {
    if words.len() > MANY_WORDS {
        let widths = [columns(limits.first), columns(limits.rest)];
        return ranges(&wrap_first_fit(words, &widths));
    }
    evenest(words, limits)
}

/// The cheapest way to the end of a word.
#[derive(Debug, Clone, Copy, Default)]
struct Way {
    /// What it costs.
    cost: usize,
    /// The first word of its last line.
    from: usize,
    /// The columns of all words so far, with the blanks behind them.
    columns: usize,
}

/// Of all ways to break a paragraph the one that costs least, and of such ways the one whose last lines are
/// the longest.
///
/// A line holds few words, so all lines that may end with a word are tried.
fn evenest(words: &[Word], limits: Limits) -> Vec<Range<usize>> {
    let widest = limits.first.max(limits.rest);
    let mut ways = Vec::with_capacity(words.len() + 1);
    ways.push(Way::default());
    for (last, word) in words.iter().enumerate() {
        let until = ways.get(last).map_or(0, |way| way.columns) + word.width;
        let hyphen = usize::from(word.hyphen);
        let is_end = last + 1 == words.len();
        let mut best: Option<(usize, usize)> = None;
        for (from, way) in ways.iter().enumerate().rev() {
            let taken = until - way.columns + hyphen;
            let is_alone = from == last;
            if taken > widest && !is_alone {
                break;
            }
            let limit = limits.of(from == 0);
            let cost = match limit.checked_sub(taken) {
                None if is_alone => (taken - limit).saturating_mul(OVERFLOW),
                None => continue,
                Some(_) if !is_end => (limit - taken).pow(2),
                Some(_) if is_alone && taken * SHORT < limit => LONELY,
                Some(_) => 0,
            };
            let cost = cost.saturating_add(way.cost);
            if best.is_none_or(|(least, _)| cost <= least) {
                best = Some((cost, from));
            }
        }
        let (cost, from) = best.unwrap_or_default();
        let cost = cost.saturating_add(LINE + hyphen * HYPHEN);
        ways.push(Way { cost, from, columns: until + word.blanks });
    }
    let mut lines = Vec::new();
    let mut end = words.len();
    while let Some(way) = ways.get(end).filter(|_| end > 0) {
        lines.push(way.from..end);
        end = way.from;
    }
    lines.reverse();
    lines
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

/// The columns that are left at the end of the line that leaves the most; the last line does not count.
pub(super) fn widest_gap(words: &[Word], lines: &[Range<usize>], limits: Limits) -> usize {
    let inner = lines.len().saturating_sub(1);
    let gaps = lines.iter().take(inner).enumerate();
    let gaps = gaps.map(|(number, line)| limits.of(number == 0).saturating_sub(taken(words, line)));
    gaps.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};

    use super::*;

    fn of_textwrap(words: &[Word], limits: Limits) -> Vec<Range<usize>> {
        let widths = [columns(limits.first), columns(limits.rest)];
        let penalties =
            Penalties { hyphen_penalty: HYPHEN, overflow_penalty: OVERFLOW, ..Penalties::new() };
        ranges(&wrap_optimal_fit(words, &widths, &penalties).unwrap())
    }

    fn word() -> impl Strategy<Value = Word> {
        let parts = (1_usize..12, 0_usize..=2, prop::bool::weighted(0.1));
        parts.prop_map(|(width, blanks, hyphen)| Word { width, blanks, hyphen, ..Word::default() })
    }

    proptest! {
        #[test]
        fn the_lines_are_those_of_textwrap(
            words in prop::collection::vec(word(), 1..120),
            (first, rest) in (14_usize..90, 14_usize..90),
        ) {
            let limits = Limits { first, rest };
            prop_assert_eq!(lines(&words, limits), of_textwrap(&words, limits));
        }
    }

    #[test]
    fn a_word_that_is_too_long_stands_alone() {
        let word = |width| Word { width, blanks: 1, ..Word::default() };
        let limits = Limits { first: 8, rest: 10 };
        assert_eq!(lines(&[word(3), word(30), word(4), word(5)], limits), [0..1, 1..2, 2..4]);
        assert_eq!(lines(&[word(9), word(9)], limits), [0..1, 1..2]);
        assert_eq!(lines(&[word(1), word(0), word(7)], limits), [0..2, 2..3]);
    }

    #[test]
    fn a_paragraph_of_very_many_words_is_filled_line_by_line() {
        let words = vec![Word { width: 3, blanks: 1, ..Word::default() }; MANY_WORDS + 1];
        let lines = lines(&words, Limits { first: 11, rest: 11 });
        assert!(lines.iter().take(1_000).all(|line| line.len() == 3));
    }
}
