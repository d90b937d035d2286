//! In which direction each character runs (UAX #9).

use std::ops::Range;

use icu_properties::CodePointMapData;
use icu_properties::props::BidiMirroringGlyph;
use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};

use super::Cell;
use super::isolate::isolates;
use crate::model::Direction;

/// The embedding levels of a paragraph: even ones run from left to right, odd ones from right to left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    base: Level,
    /// Where a stretch of one level ends, in bytes, and its level.
    runs: Vec<(usize, Level)>,
}

impl Levels {
    /// The levels of a whole paragraph in a direction (UAX #9, all rules but L1 to L4).
    #[must_use]
    pub fn of(text: &str, direction: Direction) -> Self {
        let base = base_level(direction);
        let mut levels = Self { base, runs: Vec::new() };
        for (offset, level) in
            ParagraphBidiInfo::new(text, Some(base)).levels.into_iter().enumerate()
        {
            levels.push(offset + 1, level);
        }
        levels
    }

    /// As [`of`](Self::of), with addresses and telephone numbers as isolates from left to right.
    pub(super) fn of_block(text: &str, direction: Direction) -> Self {
        let isolates = isolates(text);
        if isolates.is_empty() {
            return Self::of(text, direction);
        }
        let mut shadow = String::with_capacity(text.len() + isolates.len() * 6);
        // The stretches of the text, and where they stand in the shadow.
        let mut pieces = Vec::with_capacity(isolates.len() * 2 + 1);
        let mut from = 0;
        for isolate in isolates {
            for (range, inside) in [(from..isolate.start, false), (isolate.clone(), true)] {
                if inside {
                    shadow.push('\u{2066}');
                }
                pieces.push((shadow.len(), range.clone()));
                shadow.push_str(text.get(range).unwrap_or_default());
                if inside {
                    shadow.push('\u{2069}');
                }
            }
            from = isolate.end;
        }
        pieces.push((shadow.len(), from..text.len()));
        shadow.push_str(text.get(from..).unwrap_or_default());
        let base = base_level(direction);
        let of_shadow = ParagraphBidiInfo::new(&shadow, Some(base)).levels;
        let mut levels = Self { base, runs: Vec::new() };
        for (start, range) in pieces {
            let of_piece = of_shadow.get(start..start + range.len());
            for (offset, level) in range.zip(of_piece.unwrap_or_default()) {
                levels.push(offset + 1, *level);
            }
        }
        levels
    }

    fn push(&mut self, end: usize, level: Level) {
        match self.runs.last_mut() {
            Some(last) if last.1 == level => last.0 = end,
            _ => self.runs.push((end, level)),
        }
    }

    /// The levels of the characters in a row of the paragraph, one for each (rule L1 included).
    ///
    /// `range` is the row, in bytes.
    #[must_use]
    pub fn of_row(&self, text: &str, range: Range<usize>) -> Vec<Level> {
        let row = text.get(range.clone()).unwrap_or_default();
        let mut run = self.runs.partition_point(|(end, _)| *end <= range.start);
        let mut levels = Vec::with_capacity(row.len());
        // Where the blanks before the next separator, or before the end of the row, begin.
        let mut blanks_from = 0;
        for (offset, c) in row.char_indices() {
            while self.runs.get(run).is_some_and(|(end, _)| *end <= range.start + offset) {
                run += 1;
            }
            levels.push(self.runs.get(run).map_or(self.base, |(_, level)| *level));
            match bidi_class(c) {
                BidiClass::S | BidiClass::B => {
                    self.to_base(levels.get_mut(blanks_from..));
                    blanks_from = levels.len();
                }
                BidiClass::WS
                | BidiClass::FSI
                | BidiClass::LRI
                | BidiClass::RLI
                | BidiClass::PDI
                | BidiClass::LRE
                | BidiClass::RLE
                | BidiClass::LRO
                | BidiClass::RLO
                | BidiClass::PDF
                | BidiClass::BN => {}
                _ => blanks_from = levels.len(),
            }
        }
        self.to_base(levels.get_mut(blanks_from..));
        levels
    }

    fn to_base(&self, levels: Option<&mut [Level]>) {
        levels.unwrap_or_default().fill(self.base);
    }
}

/// The order in which what bears `levels` stands from left to right (rule L2): positions in `levels`.
#[must_use]
pub fn visual_order(levels: &[Level]) -> Vec<usize> {
    unicode_bidi::BidiInfo::reorder_visual(levels)
}

/// What stands for `c` where it runs from right to left (rule L4).
pub(super) fn mirrored(c: char) -> char {
    if c.is_alphanumeric() {
        return c;
    }
    CodePointMapData::<BidiMirroringGlyph>::new().get(c).mirroring_glyph.unwrap_or(c)
}

/// Puts cells that stand in logical order into visual order; and back again, since turning each run
/// around a second time undoes the first.
pub(super) fn reorder(cells: &mut Vec<Cell>) {
    if cells.iter().all(|cell| cell.level == 0) {
        return;
    }
    let levels: Vec<Level> =
        cells.iter().map(|cell| Level::new(cell.level).unwrap_or(Level::ltr())).collect();
    let mut logical: Vec<Option<Cell>> = cells.drain(..).map(Some).collect();
    let order = visual_order(&levels);
    cells.extend(order.into_iter().filter_map(|position| logical.get_mut(position)?.take()));
}

/// The level of a paragraph that runs in `direction`.
pub(super) fn base_level(direction: Direction) -> Level {
    match direction {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    }
}

/// The direction of a block in a text of a direction: the other one if most of its letters have it;
/// an address does not count.
pub(super) fn block_direction(text: &str, language: Direction) -> Direction {
    if language == Direction::LeftToRight && !may_run_from_right(text) {
        return language;
    }
    let (mut from_left, mut from_right) = (0_usize, 0_usize);
    let mut addresses = isolates(text).into_iter().peekable();
    for (offset, c) in text.char_indices() {
        while addresses.next_if(|address| address.end <= offset).is_some() {}
        if addresses.peek().is_some_and(|address| address.start <= offset) {
            continue;
        }
        match c {
            '\0'..='@' => {}
            'A'..='Z' | 'a'..='z' => from_left += 1,
            '\u{620}'..='\u{64A}' => from_right += 1,
            _ => match bidi_class(c) {
                BidiClass::L => from_left += 1,
                BidiClass::R | BidiClass::AL => from_right += 1,
                _ => {}
            },
        }
    }
    match from_left.cmp(&from_right) {
        std::cmp::Ordering::Greater => Direction::LeftToRight,
        std::cmp::Ordering::Less => Direction::RightToLeft,
        std::cmp::Ordering::Equal => language,
    }
}

/// Whether `text` holds anything that can run from right to left.
pub(crate) fn may_run_from_right(text: &str) -> bool {
    // All that stands before U+0590 runs from left to right; in UTF-8 that is every byte below 0xD6.
    text.bytes().any(|byte| byte >= 0xD6)
        && text.chars().any(|c| {
            let is_near = matches!(c,
                '\u{590}'..='\u{8FF}'
                | '\u{200F}'..='\u{2069}'
                | '\u{FB1D}'..='\u{FEFF}'
                | '\u{10800}'..='\u{10FFF}'
                | '\u{1E800}'..='\u{1EFFF}');
            is_near
                && matches!(
                    bidi_class(c),
                    BidiClass::R
                        | BidiClass::AL
                        | BidiClass::AN
                        | BidiClass::RLE
                        | BidiClass::RLO
                        | BidiClass::RLI
                        | BidiClass::FSI
                )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_from_the_right_is_noticed() {
        for c in '\0'..=char::MAX {
            let from_right = matches!(
                bidi_class(c),
                BidiClass::R | BidiClass::AL | BidiClass::AN | BidiClass::RLE | BidiClass::RLO
            );
            if from_right {
                assert!(may_run_from_right(&c.to_string()), "U+{:04X}", u32::from(c));
            }
        }
    }
}
