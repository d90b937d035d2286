//! Parts the panes of a screen row for a terminal that reorders the row as a whole.
//!
//! To such a terminal two Arabic texts with a line between them are one text, which it turns around:
//! the panes change places. A strong sign from left to right between them keeps them apart, and one at
//! the beginning of the row keeps a terminal from taking the whole row for one from right to left.

use unicode_bidi::{BidiClass, bidi_class};

use super::emit::FIRM_BLANK;

/// A line between panes that runs from left to right (U+01C0), in the place of one that has no direction.
const FIRM_LINE: &str = "\u{1C0}";

/// What stands before a place in the row, as far as it decides the direction of what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing strong, or something from right to left.
    Open,
    /// Something from left to right.
    Firm,
}

/// The signs of a screen row that are to be replaced, by their positions, and what by.
///
/// `row` holds what is written into its cells from left to right; what a wide sign covers is empty.
#[must_use]
pub fn parted(row: &[&str]) -> Vec<(usize, &'static str)> {
    let mut replaced = Vec::new();
    let mut before = Before::Open;
    let mut after_right = false;
    // Signs without a direction since the last one that has one.
    let mut between: Vec<usize> = Vec::new();
    for (position, symbol) in row.iter().enumerate() {
        let Some(first) = symbol.chars().next() else { continue };
        let class = bidi_class(first);
        let number = matches!(class, BidiClass::EN | BidiClass::AN);
        let right = matches!(class, BidiClass::R | BidiClass::AL);
        if class == BidiClass::L {
            (before, after_right) = (Before::Firm, false);
            between.clear();
        } else if right || (number && after_right) {
            if before == Before::Open
                && let Some(firm) = firm(row, &between)
            {
                replaced.push(firm);
                // What runs from left to right after it is not part of what stood before.
                (before, after_right) = (Before::Firm, false);
            }
            if right {
                (before, after_right) = (Before::Open, true);
            }
            between.clear();
        } else if !number {
            between.push(position);
        }
    }
    replaced
}

/// The sign that can be made firm: the last blank, else the last line between panes.
fn firm(row: &[&str], between: &[usize]) -> Option<(usize, &'static str)> {
    let last = |sign: &str| between.iter().copied().rfind(|at| row.get(*at) == Some(&sign));
    let blank = last(" ").map(|at| (at, FIRM_BLANK));
    blank.or_else(|| last("│").map(|at| (at, FIRM_LINE)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(row: &str) -> String {
        let cells: Vec<String> = row.chars().map(String::from).collect();
        let mut cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        for (position, symbol) in parted(&cells) {
            cells[position] = symbol;
        }
        cells.concat().replace(FIRM_BLANK, "_").replace(FIRM_LINE, "!")
    }

    #[test]
    fn a_row_from_left_to_right_stays_as_it_is() {
        assert_eq!(seen("│ one 12 ││ two │"), "│ one 12 ││ two │");
        assert_eq!(seen(""), "");
    }

    #[test]
    fn texts_from_right_to_left_are_parted() {
        assert_eq!(seen("│ אבג ││ דהו │"), "│_אבג ││_דהו │");
        assert_eq!(seen("│אבג││דהו│"), "!אבג│!דהו│");
        assert_eq!(seen("│ one ││ דהו ││ two │"), "│ one ││ דהו ││ two │");
    }

    #[test]
    fn a_number_beside_such_a_text_stays_in_its_pane() {
        assert_eq!(seen("│אבג││ 25 names │"), "!אבג││_25 names │");
        assert_eq!(seen("│ 25 ││אבג 12-אבג│"), "│ 25_││אבג_12-אבג│");
    }
}
