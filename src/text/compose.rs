//! Makes the cells of a row, in logical order.

use std::ops::Range;

use compact_str::CompactString;
use unicode_bidi::Level;

use super::cluster::{Look, clusters, is_printable_ascii, shown};
use super::level::{Levels, mirrored};
use super::shape::{is_shaped, shaped};
use super::{Cell, Part};

/// What stands for a cluster that is wider than the whole row.
const TOO_WIDE: &str = "…";

/// Adds the cells of `range` in `text` in logical order to `cells`; none is wider than `limit`.
///
/// Without `levels` all of the text runs from left to right. What is hidden belongs to the cell before
/// it, or to the first one.
pub(super) fn logical(
    text: &str,
    range: Range<usize>,
    levels: Option<&Levels>,
    limit: u16,
    cells: &mut Vec<Cell>,
) {
    cells.reserve(range.len());
    if levels.is_none() && limit > 0 && text.get(range.clone()).is_some_and(is_printable_ascii) {
        plain(text, range, cells);
        return;
    }
    let of_row = levels.map(|levels| levels.of_row(text, range.clone()));
    let mut of_row = of_row.iter().flatten();
    let mut hidden_from = None;
    for cluster in clusters(text, range) {
        let source = cluster.start..cluster.end;
        let content = text.get(source.clone()).unwrap_or_default();
        let level = of_row.next().copied().unwrap_or(Level::ltr());
        for _ in content.chars().skip(1) {
            of_row.next();
        }
        if cluster.look == Look::Hidden {
            match cells.last_mut() {
                Some(last) => last.source.end = source.end,
                None => hidden_from = hidden_from.or(Some(source.start)),
            }
            continue;
        }
        let (symbol, width) = if cluster.width > limit {
            (CompactString::const_new(TOO_WIDE), 1)
        } else {
            (symbol(text, source.clone(), level), cluster.width)
        };
        cells.push(Cell {
            symbol,
            width,
            source: hidden_from.take().unwrap_or(source.start)..source.end,
            part: Part::Text,
            level: level.number(),
        });
    }
}

/// Adds the cells of a part of a text that is printable ASCII and runs from left to right.
fn plain(text: &str, range: Range<usize>, cells: &mut Vec<Cell>) {
    let signs = text.get(range.clone()).unwrap_or_default().split_inclusive(|_| true);
    cells.extend(signs.zip(range).map(|(sign, at)| Cell {
        symbol: CompactString::from(sign),
        width: 1,
        source: at..at + 1,
        part: Part::Text,
        level: Level::ltr().number(),
    }));
}

/// What is sent for the cluster at `source`.
fn symbol(text: &str, source: Range<usize>, level: Level) -> CompactString {
    let cluster = text.get(source.clone()).unwrap_or_default();
    match cluster.chars().next() {
        Some(' '..='~') if cluster.len() == 1 && level.is_ltr() => CompactString::from(cluster),
        Some(first) if is_shaped(first) => shaped(text, source.start, source.end),
        _ if level.is_rtl() => shown(cluster, mirrored),
        _ => shown(cluster, |c| c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Direction;

    #[test]
    fn what_is_plain_has_the_cells_that_any_text_would_have() {
        let text = "  A (plain) line, 1 & 2 -> 3~";
        for range in [0..text.len(), 3..11, 5..5] {
            let levels = Levels::of_block(text, Direction::LeftToRight);
            let set = |levels| {
                let mut cells = Vec::new();
                logical(text, range.clone(), levels, 80, &mut cells);
                cells
            };
            assert!(is_printable_ascii(text));
            assert_eq!(set(None), set(Some(&levels)), "{range:?}");
        }
    }
}
