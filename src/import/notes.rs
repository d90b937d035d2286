//! Footnotes and endnotes: their marks in the text, and the notes under it.
//!
//! The format of texts knows no footnotes. So a note is a block of its own under the text, and what is
//! printed as its number stands in brackets in both places: "water[1]" and "[1] Of the wells."

use std::collections::HashMap;

use super::line::Line;
use super::line::Shape;

/// The longest that is printed as the number of a note, in characters.
const LONGEST: usize = 5;

/// The digits that stand above the line.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// The mark of a note, as it stands in the text and before the note: what is printed, in brackets.
pub(super) fn mark(printed: &str) -> String {
    let bare = printed.trim().trim_matches(['[', ']', '(', ')']);
    format!("[{}]", bare.trim())
}

/// Whether something can be printed as the number of a note.
pub(super) fn is_mark(printed: &str) -> bool {
    let inner = printed.trim().trim_matches(['[', ']', '(', ')']);
    let count = inner.chars().count();
    let is_number = inner.chars().all(|c| c.is_ascii_digit() || RAISED.contains(c));
    let is_sign = inner.chars().all(|c| "*†‡§¶#".contains(c));
    let is_letter = count == 1 && inner.chars().all(char::is_alphabetic);
    let is_roman = inner.chars().all(|c| "ivxlIVXL".contains(c));
    (1..=LONGEST).contains(&count) && (is_number || is_sign || is_letter || is_roman)
}

/// The mark with which a line begins that could be a note: "[1] Of the wells", "¹ Of the wells".
pub(super) fn mark_before(text: &str) -> Option<&str> {
    let end = if text.starts_with('[') {
        text.find(']').map(|at| at + 1)?
    } else {
        let raised = |c: char| RAISED.contains(c);
        text.find(|c| !raised(c)).filter(|end| *end > 0)?
    };
    let (mark, rest) = text.split_at_checked(end)?;
    (is_mark(mark) && !rest.trim().is_empty()).then_some(mark)
}

/// The number that a mark prints.
fn number_of(mark: &str) -> Option<usize> {
    let digit = |c: char| {
        let raised = RAISED.chars().position(|raised| raised == c);
        raised.or_else(|| c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()))
    };
    let digits = mark.trim_matches(['[', ']']).chars().map(digit);
    digits
        .collect::<Option<Vec<usize>>>()
        .map(|all| all.iter().fold(0, |sum, digit| sum * 10 + digit))
}

/// The marks of notes that stand behind words, each with its lines in order.
pub(super) fn marks_in(lines: &[Line]) -> HashMap<String, Vec<usize>> {
    let mut found: HashMap<String, Vec<usize>> = HashMap::new();
    for (nth, line) in lines.iter().enumerate() {
        let opens = |(at, letter): &(usize, char)| {
            let before = line.text.get(..*at).and_then(|before| before.chars().next_back());
            let is_first = before.is_some_and(|before| !RAISED.contains(before));
            is_first && (*letter == '[' || RAISED.contains(*letter))
        };
        for (at, _) in line.text.char_indices().filter(opens) {
            // What follows may be the end of the line.
            let rest = line.text.get(at..).unwrap_or_default();
            let rest: String = rest.chars().take(LONGEST + 3).chain([' ', '.']).collect();
            if let Some(mark) = mark_before(&rest) {
                found.entry(mark.to_owned()).or_default().push(nth);
            }
        }
    }
    found
}

/// Finds the notes of a plain text: lines that are numbered from 1, each by a mark that stands in the text
/// above them.
pub(super) fn find(lines: &mut [Line]) {
    let is_first = |line: &Line| mark_before(&line.text).and_then(number_of) == Some(1);
    if !lines.iter().any(is_first) {
        return;
    }
    let marks = marks_in(lines);
    let mut at = 0;
    while at < lines.len() {
        let begins = lines.get(at).is_some_and(is_first);
        let found = if begins { run(lines, at, &marks) } else { Vec::new() };
        for line in &found {
            if let Some(line) = lines.get_mut(*line) {
                line.shape = Shape::Note;
            }
        }
        at = found.last().map_or(at, |last| *last) + 1;
    }
}

/// The lines of the notes that begin on a line, as far as their numbers go on.
fn run(lines: &[Line], from: usize, marks: &HashMap<String, Vec<usize>>) -> Vec<usize> {
    let is_above =
        |mark: &str| marks.get(mark).and_then(|at| at.first()).is_some_and(|first| *first < from);
    let mut found = Vec::new();
    let mut wanted = 1;
    let mut was_blank = true;
    for (at, line) in lines.iter().enumerate().skip(from) {
        if line.is_blank() {
            was_blank = true;
            continue;
        }
        match mark_before(&line.text) {
            Some(mark) if number_of(mark) == Some(wanted) && is_above(mark) => wanted += 1,
            // A note that is longer than a line.
            None if !was_blank => {}
            _ => break,
        }
        was_blank = false;
        found.push(at);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(text: &str) -> Vec<usize> {
        let mut lines: Vec<Line> = text.lines().map(Line::plain).collect();
        find(&mut lines);
        let is_note = |(_, line): &(usize, &Line)| line.shape == Shape::Note;
        lines.iter().enumerate().filter(is_note).map(|(at, _)| at).collect()
    }

    #[test]
    fn notes_are_those_whose_marks_stand_in_the_text() {
        let text = "The wells[1] are dry.\nSo is the river.[2]\n\n[1] Of the north, and\nof the south.\n\n[2] Since May.\n\nPorto";
        assert_eq!(notes(text), [3, 4, 6]);
        assert_eq!(notes("The wells¹ are dry.²\n\n¹ All.\n² Since May."), [2, 3]);
        // A list of books is none, nor are points.
        assert_eq!(notes("The wells are dry.\n\n[1] A book.\n[2] Another."), Vec::<usize>::new());
        assert_eq!(notes("The wells (1) are dry.\n\n(1) All.\n1. One."), Vec::<usize>::new());
        assert_eq!(notes("The wells[1] are dry.\n\n[1] All.\n[3] None."), [2]);
    }

    #[test]
    fn a_mark_is_what_is_printed() {
        assert_eq!((mark("1").as_str(), mark(" [2] ").as_str()), ("[1]", "[2]"));
        for printed in ["12", "[3]", "*", "††", "a", "iv", "¹²"] {
            assert!(is_mark(printed), "{printed}");
        }
        for printed in ["", "see", "2031-05", "[the towns]"] {
            assert!(!is_mark(printed), "{printed}");
        }
    }
}
