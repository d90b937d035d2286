//! Chooses the lines: of all ways to break a paragraph the one with the evenest ends.
//!
//! The cost of a line is the square of the gap at its end, as in Knuth and Plass, so a few short gaps are
//! better than one wide gap. A line is never longer than its limit, for which libraries that minimise
//! the same cost give no guarantee: they weigh a column too much against a wide gap.

use std::ops::Range;

use super::breaks::Word;

/// The cost of a line, which makes as few of them as can be.
const LINE: u64 = 1000;
/// The cost of a hyphen at the end of a line.
const HYPHEN: u64 = 120;
/// The cost of a third hyphen in a row.
const THIRD_HYPHEN: u64 = 100_000;
/// The cost of a last line of a single short word.
const WIDOW: u64 = 25;
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

/// The lines of a paragraph, as ranges of words; no line is empty.
pub(super) fn lines(words: &[Word], limits: Limits) -> Vec<Range<usize>> {
    if words.len() > MANY_WORDS { line_by_line(words, limits) } else { evenest(words, limits) }
}

/// The columns that are left at the end of the line that leaves the most; the last line does not count.
pub(super) fn widest_gap(words: &[Word], lines: &[Range<usize>], limits: Limits) -> usize {
    let inner = lines.len().saturating_sub(1);
    let gaps = lines.iter().take(inner).enumerate().map(|(number, line)| {
        let words = words.get(line.clone()).unwrap_or_default();
        let blanks = words.last().map_or(0, |last| last.blanks);
        let taken: usize = words.iter().map(|word| word.width + word.blanks).sum();
        limits.of(number == 0).saturating_sub(taken - blanks)
    });
    gaps.max().unwrap_or(0)
}

/// Fills each line as far as it goes.
fn line_by_line(words: &[Word], limits: Limits) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let limit = limits.of(start == 0);
        let mut end = start + 1;
        let mut taken = 0;
        for (position, word) in words.iter().enumerate().skip(start) {
            taken += word.width;
            if taken > limit {
                break;
            }
            if taken + usize::from(word.hyphen) <= limit || position + 1 == words.len() {
                end = end.max(position + 1);
            }
            taken += word.blanks;
        }
        lines.push(start..end);
        start = end;
    }
    lines
}

/// The best way found to have a line begin at a word.
#[derive(Clone, Copy)]
struct Best {
    cost: u64,
    /// The word with which the line before begins.
    from: usize,
    /// How many lines before end with a hyphen.
    hyphens: u8,
}

/// The lines whose ends are the evenest.
fn evenest(words: &[Word], limits: Limits) -> Vec<Range<usize>> {
    let mut best: Vec<Option<Best>> = vec![None; words.len() + 1];
    if let Some(first) = best.first_mut() {
        *first = Some(Best { cost: 0, from: 0, hyphens: 0 });
    }
    for start in 0..words.len() {
        let Some(before) = best.get(start).copied().flatten() else {
            continue;
        };
        let limit = limits.of(start == 0);
        let mut taken = 0;
        for (position, word) in words.iter().enumerate().skip(start) {
            taken += word.width;
            if taken > limit && position > start {
                break;
            }
            let last = position + 1 == words.len();
            let hyphen = word.hyphen && !last;
            // A hyphen that has no room makes a line too long, and a word alone must stand somewhere.
            if taken + usize::from(hyphen) <= limit || position == start {
                let gap = u64::try_from(limit.saturating_sub(taken + usize::from(hyphen)))
                    .unwrap_or(u64::MAX);
                let mut cost = before.cost.saturating_add(LINE);
                if !last {
                    cost = cost.saturating_add(gap.saturating_mul(gap));
                } else if position == start && start > 0 && taken * 4 < limit {
                    cost = cost.saturating_add(WIDOW);
                }
                let hyphens = if hyphen { before.hyphens.saturating_add(1) } else { 0 };
                if hyphen {
                    cost = cost.saturating_add(HYPHEN);
                }
                if hyphens > 2 {
                    cost = cost.saturating_add(THIRD_HYPHEN);
                }
                if let Some(slot) = best.get_mut(position + 1)
                    && slot.is_none_or(|known| cost < known.cost)
                {
                    *slot = Some(Best { cost, from: start, hyphens });
                }
            }
            taken += word.blanks;
        }
    }
    let mut lines = Vec::new();
    let mut end = words.len();
    while end > 0 {
        let start = best.get(end).copied().flatten().map_or(end - 1, |best| best.from);
        lines.push(start..end);
        end = start;
    }
    lines.reverse();
    lines
}
