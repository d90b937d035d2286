//! Joins hard-wrapped lines into paragraphs again.
//!
//! Two lines belong together unless the first ends a sentence and the first word of the second would
//! still have fitted on it. A blank line parts them, unless it splits a sentence.

use super::head::is_dateline;
use super::head::is_labelled;
use super::line::Line;
use super::line::Shape;
use super::mark::Mark;
use super::notes::mark_before;

/// Lines that make one paragraph, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// The positions of its lines.
    pub(super) lines: Vec<usize>,
    /// Its text on one line, with its mark.
    pub(super) text: String,
    /// How many blank lines stand before it.
    pub(super) gap: usize,
    /// What the source says it is.
    pub(super) shape: Shape,
    /// How deep its first line is indented.
    pub(super) indent: usize,
}

/// So many lines at most stand over a text.
const HEAD: usize = 14;

/// Lines longer than this, in characters, are whole paragraphs.
const WRAPPED_AT_MOST: usize = 180;

/// The paragraphs of some lines of a source; `positions` are in order.
#[cfg(test)]
pub(super) fn paragraphs(lines: &[Line], positions: &[usize]) -> Vec<Paragraph> {
    paragraphs_as(lines, positions, |_, _| None)
}

/// The same, where `joins` may say whether a line goes on with the one before it.
pub(super) fn paragraphs_as(
    lines: &[Line],
    positions: &[usize],
    joins: impl Fn(usize, usize) -> Option<bool>,
) -> Vec<Paragraph> {
    let measure = measure(lines, positions);
    let mut found: Vec<Paragraph> = Vec::new();
    let mut before: Option<usize> = None;
    // Over a text each line stands for itself, until the first sentence has ended.
    let mut head = HEAD;
    for &position in positions {
        let Some(line) = lines.get(position).filter(|line| !line.is_blank()) else {
            continue;
        };
        let last = before.and_then(|before| lines.get(before));
        let gap = before.map_or(0, |before| {
            let between = lines.get(before + 1..position).unwrap_or_default();
            between.iter().filter(|line| line.is_blank()).count()
        });
        let said = before.and_then(|before| joins(before, position));
        let is_next = before.is_some_and(|before| {
            let mut between = lines.get(before + 1..position).unwrap_or_default().iter();
            between.all(|line| line.is_blank() || line.aside.is_some())
        });
        before = Some(position);
        head = head.saturating_sub(1);
        if line.text.ends_with('.') && line.length() >= 60 {
            head = 0;
        }
        match (found.last_mut(), last) {
            (Some(paragraph), Some(last))
                if said.unwrap_or_else(|| {
                    is_next
                        && goes_on(paragraph, last, line, gap, measure)
                        && !(head > 0 && gap == 0 && is_own_line(last, line, measure))
                }) =>
            {
                join(&mut paragraph.text, &line.text);
                paragraph.lines.push(position);
            }
            _ => found.push(Paragraph {
                lines: vec![position],
                text: line.text.clone(),
                gap,
                shape: line.shape,
                indent: line.indent,
            }),
        }
    }
    found
}

/// Joins a line to a text; a word that was parted at the end of a line is made whole.
fn join(text: &mut String, more: &str) {
    if text.ends_with(['\u{2010}', '\u{AD}']) {
        text.pop();
    } else if !text.ends_with('/') {
        text.push(' ');
    }
    text.push_str(more);
}

/// The length of a full line: that of the 95th of 100.
fn measure(lines: &[Line], positions: &[usize]) -> usize {
    let mut lengths: Vec<usize> = positions
        .iter()
        .filter_map(|at| lines.get(*at))
        .filter(|line| !line.is_blank())
        .map(Line::length)
        .collect();
    lengths.sort_unstable();
    let at = (lengths.len() * 95 / 100).min(lengths.len().saturating_sub(1));
    lengths.get(at).copied().unwrap_or(0)
}

fn goes_on(paragraph: &Paragraph, last: &Line, line: &Line, gap: usize, measure: usize) -> bool {
    if line.shape == Shape::Note && last.shape == Shape::Note {
        return gap == 0 && mark_before(&line.text).is_none();
    }
    // "Subject: Meeting of the towns (5 and 6 May 2031)" goes on in "– Conclusions".
    if gap == 0 && is_labelled(&last.text) && line.text.starts_with(['–', '—']) {
        return true;
    }
    // Wide blanks within a line make columns.
    let is_columns = |line: &Line| line.text.contains("   ") || line.text.contains('\t');
    if last.shape != line.shape
        || Mark::of(&line.text).is_some()
        || is_columns(last)
        || is_columns(line)
    {
        return false;
    }
    // The number of a point may stand alone above its text.
    let is_bare = Mark::of(&last.text).is_some_and(|mark| mark.rest().is_empty());
    if is_bare && paragraph.lines.len() == 1 {
        return true;
    }
    if gap > 0 {
        return splits_sentence(last, line, gap, measure);
    }
    if line.shape == Shape::Title {
        return true;
    }
    if last.length() > WRAPPED_AT_MOST || measure > WRAPPED_AT_MOST {
        return false;
    }
    let first = line.text.split_whitespace().next().unwrap_or_default().chars().count();
    let fits = last.length() + 1 + first <= measure;
    let ends = last.text.ends_with(['.', '!', '?', ':', '»', '"', '”', '؟', '。', ';', '…']);
    if ends && fits {
        return last.text.ends_with([';']) && begins_small(line);
    }
    // A short line that the next one does not go on from is a heading, a date, a name.
    let is_short = last.length() * 10 < measure * 6;
    !(is_short && fits && !begins_small(line))
}

/// Whether a line over a text is none that the one before it was broken for: it had still fitted on it,
/// or it says when and where.
fn is_own_line(last: &Line, line: &Line, measure: usize) -> bool {
    const OPEN: &[&str] = &[
        "of", "the", "and", "in", "on", "for", "with", "to", "by", "at", "a", "de", "la", "el",
        "los", "las", "y", "e", "do", "da", "dos", "das", "des", "du", "et", "le", "les", "der",
        "die", "das", "und", "von", "zur", "zum", "im", "des", "den", "di", "del", "della", "dei",
        "и", "в", "на", "о", "с", "και", "της", "του", "των", "στο", "στη", "στην", "ve", "en",
        "sobre", "para", "por",
    ];
    let small = line.text.chars().next().is_some_and(char::is_lowercase);
    let word = last.text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let is_open = last.text.ends_with([',', '-', '–', '(', '/', '\u{2010}', '\u{AD}'])
        || OPEN.contains(&word.as_str());
    let is_bare = Mark::of(&last.text).is_some_and(|mark| mark.rest().is_empty());
    let goes_on = is_labelled(&last.text) && line.text.starts_with(['–', '—']);
    if small
        || is_open
        || is_bare
        || goes_on
        || last.shape != Shape::Plain
        || line.shape != Shape::Plain
    {
        return false;
    }
    let first = line.text.split_whitespace().next().unwrap_or_default().chars().count();
    last.length() + 1 + first <= measure || is_dateline(&line.text)
}

/// Whether blank lines stand in the middle of a sentence.
fn splits_sentence(last: &Line, line: &Line, gap: usize, measure: usize) -> bool {
    let open = last
        .text
        .chars()
        .next_back()
        .is_some_and(|letter| letter.is_alphanumeric() || letter == ',');
    // In a list of names every line is whole.
    let is_full = last.length() * 10 >= measure * 7;
    gap <= 2
        && open
        && is_full
        && Mark::of(&last.text).is_none()
        && line.text.chars().next().is_some_and(char::is_lowercase)
}

fn begins_small(line: &Line) -> bool {
    let first = line.text.trim_start_matches(['(', '[', '"', '“', '«', '‘', '\'']).chars().next();
    first.is_some_and(|letter| letter.is_lowercase() || letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let lines: Vec<Line> = text.lines().map(Line::plain).collect();
        let positions: Vec<usize> = (0..lines.len()).collect();
        paragraphs(&lines, &positions).into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn wrapped_lines_are_joined_until_a_sentence_ends_early() {
        let text = "\
The assembly met for two days in the town and spoke
about water. It was a long meeting with many voices,
and it ended in the night.
The next day it met again, and all who had come were
there: bakers, fishers, and teachers. They agreed on
what follows, and put it to the vote of all.
Water for all!
Bread for all!";
        assert_eq!(
            told(text),
            [
                "The assembly met for two days in the town and spoke about water. It was a long meeting with many voices, and it ended in the night.",
                "The next day it met again, and all who had come were there: bakers, fishers, and teachers. They agreed on what follows, and put it to the vote of all.",
                "Water for all!",
                "Bread for all!",
            ]
        );
    }

    #[test]
    fn a_blank_line_in_a_sentence_does_not_part_it() {
        let text = "We call upon all members to come to the river on Sunday in\n\nsupport of the fishers and their families in this very hard year.";
        assert_eq!(told(text).len(), 1);
        assert_eq!(
            told("The river towns\n\nand the fishers of the sea who came to the meeting from afar")
                .len(),
            2
        );
    }

    #[test]
    fn long_lines_are_paragraphs_of_their_own() {
        let long = "word ".repeat(60);
        assert_eq!(told(&format!("Heading\n{long}.\n{long}.")).len(), 3);
    }

    #[test]
    fn items_and_headings_stand_alone() {
        let text = "\
1. Hold meetings on the water of the towns and of the
villages of the river.
2. Tell of them.
Part two
The assembly then spoke about the bread of the towns.";
        assert_eq!(told(text).len(), 4);
        assert_eq!(told("5.\n\nThe council met."), ["5. The council met."]);
    }
}
