//! Makes the cells of a row: from logical clusters to cells in visual order.

use std::ops::Range;

use compact_str::CompactString;
use unicode_bidi::Level;

use super::cluster::{Look, clusters, shown};
use super::level::{Levels, mirrored, visual_order};
use super::shape::{is_shaped, shaped};
use super::{Cell, Part};

/// A cell with the level that decides its place in the row.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    /// The cell.
    pub(super) cell: Cell,
    /// Its embedding level.
    pub(super) level: Level,
}

/// What stands for a cluster that is wider than the whole row.
const TOO_WIDE: &str = "…";

/// The cells of `range` in `text` in logical order; none is wider than `limit`.
///
/// Without `levels` all of the text runs from left to right. What is hidden belongs to the cell before
/// it, or to the first one.
pub(super) fn logical(
    text: &str,
    range: Range<usize>,
    levels: Option<&Levels>,
    limit: u16,
) -> Vec<Placed> {
    let of_row = levels.map(|levels| levels.of_row(text, range.clone()));
    let mut of_row = of_row.iter().flatten();
    let mut placed: Vec<Placed> = Vec::with_capacity(range.len());
    let mut hidden_from = None;
    for cluster in clusters(text, range) {
        let source = cluster.start..cluster.end;
        let content = text.get(source.clone()).unwrap_or_default();
        let level = of_row.next().copied().unwrap_or(Level::ltr());
        for _ in content.chars().skip(1) {
            of_row.next();
        }
        if cluster.look == Look::Hidden {
            match placed.last_mut() {
                Some(last) => last.cell.source.end = source.end,
                None => hidden_from = hidden_from.or(Some(source.start)),
            }
            continue;
        }
        let (symbol, width) = if cluster.width > limit {
            (CompactString::const_new(TOO_WIDE), 1)
        } else {
            (symbol(text, source.clone(), level), cluster.width)
        };
        placed.push(Placed {
            cell: Cell {
                symbol,
                width,
                source: hidden_from.take().unwrap_or(source.start)..source.end,
                part: Part::Text,
            },
            level,
        });
    }
    placed
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

/// Puts cells that stand in logical order into visual order (rule L2).
pub(super) fn visual(placed: Vec<Placed>) -> Vec<Cell> {
    if placed.iter().all(|placed| placed.level == Level::ltr()) {
        return placed.into_iter().map(|placed| placed.cell).collect();
    }
    let levels: Vec<Level> = placed.iter().map(|placed| placed.level).collect();
    let mut cells: Vec<Option<Cell>> = placed.into_iter().map(|placed| Some(placed.cell)).collect();
    visual_order(&levels)
        .into_iter()
        .filter_map(|position| cells.get_mut(position)?.take())
        .collect()
}
