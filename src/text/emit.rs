//! Turns cells in visual order into what is to be written to a terminal that turns text around itself.
//!
//! Most terminals show cells where they are put. Some reorder each row by UAX #9 and cannot be told not to;
//! some lay out each run of Arabic letters from right to left. What is written to them is turned
//! around beforehand, so that the same cells are seen at the same places. The columns stay the same.

use compact_str::CompactString;
use unicode_bidi::{BidiClass, bidi_class};

use super::cluster::is_mark;
use super::level::{Levels, mirrored, reorder, visual_order};
use super::{Cell, Part};
use crate::model::Direction;

/// A blank that runs from left to right (U+2800): it parts what stands at its sides from one another.
pub(super) const FIRM_BLANK: &str = "\u{2800}";

/// What a terminal does with the text that it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Emit {
    /// It shows cells where they are put.
    #[default]
    Visual,
    /// It reorders each row (UAX #9, from left to right): words stand in visual order, the letters of each
    /// word in the order that the terminal turns into the visual one.
    Runs,
    /// It lays out each run of letters from right to left (kitty).
    Kitty {
        /// Whether its main font has the letters: then a run reaches from blank to blank, and else it
        /// is of these letters alone.
        same_font: bool,
    },
    /// It gets the text as it is read and does everything itself.
    Logical,
}

impl Emit {
    /// The blank to write beside a row that holds text from right to left, and between panes: the last
    /// column before such a row and the first one after it.
    #[must_use]
    pub const fn blank(self) -> &'static str {
        match self {
            Self::Runs => FIRM_BLANK,
            Self::Visual | Self::Kitty { .. } | Self::Logical => " ",
        }
    }
}

/// Whether terminals differ in where they show what stands in a cell: its letters or digits run from right to
/// left.
#[must_use]
pub fn is_turned(symbol: &str) -> bool {
    let turns = [BidiClass::R, BidiClass::AL, BidiClass::AN];
    symbol.chars().any(|c| !c.is_ascii() && turns.contains(&bidi_class(c)))
}

/// What is to be written for `cells`, which stand in visual order: cell by cell from the same column on.
#[must_use]
pub fn emit(mut cells: Vec<Cell>, how: Emit) -> Vec<Cell> {
    match how {
        Emit::Visual => cells,
        Emit::Logical => {
            for cell in &mut cells {
                turn_bracket(cell);
            }
            reorder(&mut cells);
            cells
        }
        Emit::Runs => {
            if !cells.iter().any(|cell| is_turned(&cell.symbol)) {
                return cells;
            }
            for cell in cells.iter_mut().filter(|cell| cell.is_blank()) {
                cell.symbol = FIRM_BLANK.repeat(usize::from(cell.width)).into();
            }
            let is_gap = |cell: &Cell| cell.symbol.starts_with(FIRM_BLANK);
            for token in cells.chunk_by_mut(|a, b| is_gap(a) == is_gap(b)) {
                if token.iter().any(|cell| !is_gap(cell)) {
                    turn_token(token);
                }
            }
            cells
        }
        Emit::Kitty { same_font: true } => {
            for run in cells.chunk_by_mut(|a, b| a.is_blank() == b.is_blank()) {
                // What is written first decides, which is then seen last: a letter, or a digit of Arabic.
                let last = run.iter().rfind(|cell| has_script(cell));
                if last.is_some_and(is_laid_out_from_right) {
                    run.reverse();
                    for cell in run {
                        turn_symbol(cell);
                    }
                }
            }
            cells
        }
        Emit::Kitty { same_font: false } => {
            for run in cells.chunk_by_mut(|a, b| is_foreign(a) == is_foreign(b)) {
                if run.iter().any(is_foreign) {
                    run.reverse();
                }
            }
            cells
        }
    }
}

/// Takes the vowel marks of Arabic and Hebrew from what is shown, for terminals that draw them over the
/// wrong letter. The text that the cells stand for keeps them.
pub fn strip_vowel_marks(cells: &mut [Cell]) {
    for cell in cells {
        let is_vowel_mark = |c: char| {
            matches!(c, '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}')
                && is_mark(c)
        };
        if cell.symbol.chars().any(is_vowel_mark) {
            cell.symbol.retain(|c| !is_vowel_mark(c));
        }
    }
}

/// Whether the sign of a cell runs from right to left whatever stands around it.
fn runs_from_right(cell: &Cell) -> bool {
    matches!(class(cell), BidiClass::R | BidiClass::AL)
}

/// Whether a run that begins with the sign of this cell is laid out from right to left by its script.
fn is_laid_out_from_right(cell: &Cell) -> bool {
    let persian_digit = |c| matches!(c, '\u{6F0}'..='\u{6F9}');
    runs_from_right(cell)
        || class(cell) == BidiClass::AN
        || cell.symbol.chars().next().is_some_and(persian_digit)
}

/// Whether the sign of a cell belongs to a script, and so says how a run is laid out.
fn has_script(cell: &Cell) -> bool {
    class(cell) == BidiClass::L || is_laid_out_from_right(cell)
}

fn class(cell: &Cell) -> BidiClass {
    cell.symbol.chars().next().map_or(BidiClass::ON, bidi_class)
}

/// Whether the sign of a cell is of Hebrew, Arabic or a script beside them, which a main font may lack.
fn is_foreign(cell: &Cell) -> bool {
    let first = cell.symbol.chars().next();
    first.is_some_and(
        |c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'),
    )
}

/// Turns the bracket of a cell around, back to what stands in the text.
fn turn_bracket(cell: &mut Cell) {
    if cell.level % 2 == 1 {
        turn_symbol(cell);
    }
}

fn turn_symbol(cell: &mut Cell) {
    if let Some(first) = cell.symbol.chars().next()
        && mirrored(first) != first
    {
        let marks = cell.symbol.chars().skip(1);
        cell.symbol = std::iter::once(mirrored(first)).chain(marks).collect();
    }
}

/// Turns what stands between two firm blanks so that a terminal which reorders it shows it as it is now.
fn turn_token(token: &mut [Cell]) {
    if token.iter().all(|cell| cell.symbol.is_ascii()) {
        return;
    }
    let mut best: Option<(usize, Vec<Cell>)> = None;
    for order in orders(token) {
        let candidate: Vec<Cell> =
            order.into_iter().filter_map(|position| token.get(position).cloned()).collect();
        let (right, candidate) = tried(candidate, token);
        if best.as_ref().is_none_or(|(most, _)| right > *most) {
            best = Some((right, candidate));
        }
        if right == token.len() {
            break;
        }
    }
    if let Some((_, best)) = best {
        token.clone_from_slice(&best);
    }
}

/// How many cells stand as they are `wanted` when a terminal reorders `candidate`, and the candidate
/// with its brackets as that terminal needs them.
fn tried(mut candidate: Vec<Cell>, wanted: &[Cell]) -> (usize, Vec<Cell>) {
    let plain = candidate.clone();
    let levels = levels_in_terminal(&candidate);
    for (cell, level) in candidate.iter_mut().zip(&levels) {
        if level % 2 == 1 {
            turn_symbol(cell);
        }
    }
    let mut results = [candidate, plain].map(|candidate| {
        let right = seen(&candidate)
            .iter()
            .zip(wanted)
            .filter(|(seen, wanted)| **seen == wanted.symbol)
            .count();
        (right, candidate)
    });
    results.sort_by_key(|(right, _)| *right);
    let [_, best] = results;
    best
}

/// What a terminal shows that reorders `cells` between two firm blanks.
fn seen(cells: &[Cell]) -> Vec<CompactString> {
    let levels = levels_in_terminal(cells);
    let numbers: Vec<_> =
        levels.iter().filter_map(|level| unicode_bidi::Level::new(*level).ok()).collect();
    visual_order(&numbers)
        .into_iter()
        .filter_map(|position| {
            let mut cell = cells.get(position)?.clone();
            if levels.get(position)? % 2 == 1 {
                turn_symbol(&mut cell);
            }
            Some(cell.symbol)
        })
        .collect()
}

/// The levels that a terminal gives to `cells` between two firm blanks.
fn levels_in_terminal(cells: &[Cell]) -> Vec<u8> {
    let mut text = String::from(FIRM_BLANK);
    for cell in cells {
        text.extend(cell.symbol.chars().next());
    }
    text.push_str(FIRM_BLANK);
    let levels = Levels::of(&text, Direction::LeftToRight).of_row(&text, 0..text.len());
    let of_cells = levels.iter().skip(1).take(cells.len());
    of_cells.map(unicode_bidi::Level::number).collect()
}

/// The orders in which the cells of a token may be written, the likeliest first.
fn orders(token: &[Cell]) -> [Vec<usize>; 7] {
    let here: Vec<usize> = (0..token.len()).collect();
    let reversed: Vec<usize> = here.iter().rev().copied().collect();
    let mut read = here.clone();
    if token.iter().all(|cell| cell.part == Part::Text) {
        read.sort_by_key(|position| token.get(*position).map(|cell| cell.source.start));
    }
    let class_at = |position: &usize| token.get(*position).map_or(BidiClass::ON, class);
    let is_number = |class: BidiClass| matches!(class, BidiClass::EN | BidiClass::AN);
    let is_strong =
        |class: BidiClass| matches!(class, BidiClass::R | BidiClass::AL | BidiClass::NSM);
    let turned = |inside: &dyn Fn(BidiClass) -> bool| {
        let mut order = here.clone();
        for run in order.chunk_by_mut(|a, b| inside(class_at(a)) == inside(class_at(b))) {
            if run.first().is_some_and(|first| inside(class_at(first))) {
                run.reverse();
            }
        }
        order
    };
    let words = turned(&|class| is_strong(class));
    let not_latin = turned(&|class| class != BidiClass::L && !is_number(class));
    let turn_numbers = |mut order: Vec<usize>| {
        for run in order.chunk_by_mut(|a, b| is_number(class_at(a)) == is_number(class_at(b))) {
            if run.first().is_some_and(|first| is_number(class_at(first))) {
                run.reverse();
            }
        }
        order
    };
    let with_numbers = turn_numbers(turned(&|class| class != BidiClass::L));
    // From the first letter to the last one, with what encloses them left where it is.
    let mut core = here.clone();
    let first = here.iter().position(|at| is_strong(class_at(at)));
    let last = here.iter().rposition(|at| is_strong(class_at(at)));
    if let (Some(first), Some(last)) = (first, last)
        && let Some(inside) = core.get_mut(first..=last)
    {
        inside.reverse();
        let turned = turn_numbers(inside.to_vec());
        inside.clone_from_slice(&turned);
    }
    [here, reversed, read, with_numbers, not_latin, words, core]
}
