//! The lines of a source, with their numbers, and what becomes of each.

use crate::model::Language;

/// What the source itself says a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// It says nothing.
    #[default]
    Plain,
    /// The heading of the whole.
    Title,
    /// A heading inside.
    Heading,
    /// A footnote or an endnote, or a line of one.
    Note,
}

/// A line of a source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its text, without the blanks at its ends.
    pub text: String,
    /// How many blanks stand before it.
    pub indent: usize,
    /// What the source says it is.
    pub shape: Shape,
    /// The language that the source says it is in.
    pub language: Option<Language>,
    /// Why it is no part of the text, where the form of the source says so.
    pub aside: Option<&'static str>,
    /// Whether its numbers stand otherwise than in the source.
    pub is_mended: bool,
}

impl Line {
    /// A line of plain text.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let rest = text.trim_start_matches(is_blank);
        let indent = text.chars().count() - rest.chars().count();
        Self { text: rest.trim_end_matches(is_blank).to_owned(), indent, ..Self::default() }
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Its length in characters.
    #[must_use]
    pub fn length(&self) -> usize {
        self.text.chars().count()
    }
}

/// Blanks, and what is invisible at the ends of lines.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}')
}

/// The numbers of lines from their positions (from 0), in words: "6-48, 51-88".
///
/// Lines that stand on both sides of blank ones are one range.
pub(super) fn ranges(lines: &[Line], positions: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for &position in positions {
        let joins = |last: usize| {
            let between = lines.get(last + 1..position).unwrap_or_default();
            between.len() <= 4 && between.iter().all(Line::is_blank)
        };
        match ranges.last_mut() {
            Some((_, last)) if position == *last => {}
            Some((_, last)) if position > *last && joins(*last) => *last = position,
            _ => ranges.push((position, position)),
        }
    }
    let told: Vec<String> = ranges
        .into_iter()
        .map(|(first, last)| {
            if first == last {
                (first + 1).to_string()
            } else {
                format!("{}-{}", first + 1, last + 1)
            }
        })
        .collect();
    told.join(", ")
}

/// A text in quotes or brackets taken out of them, where it stands in them as a whole.
pub(super) fn unquoted(text: &str) -> &str {
    let pairs = [('"', '"'), ('“', '”'), ('«', '»'), ('„', '“'), ('‘', '’'), ('[', ']')];
    for (open, close) in pairs {
        if let Some(inner) = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
            && !inner.contains([open, close])
        {
            return inner.trim();
        }
    }
    text
}

/// So many bytes of a paragraph say all that its facts are looked for in.
const LOOKED_AT: usize = 16 << 10;

/// The beginning of a long text; the whole of any other.
pub(super) fn beginning(text: &str) -> &str {
    let mut end = LOOKED_AT.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// A text with every run of blanks as one.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The bytes of each sentence of a text.
pub(super) fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    let mut word = 0;
    while let Some((at, letter)) = letters.next() {
        if letter.is_alphanumeric() {
            word += 1;
            continue;
        }
        let ends =
            matches!(letter, '!' | '?' | '؟' | '。' | ';' | '؛') || (letter == '.' && word > 2);
        word = 0;
        let mut end = at + letter.len_utf8();
        if !ends {
            continue;
        }
        while let Some((at, closing)) = letters.peek().copied()
            && matches!(closing, '"' | '”' | '»' | ')' | '’')
        {
            end = at + closing.len_utf8();
            letters.next();
        }
        if letters.peek().is_none_or(|(_, next)| next.is_whitespace()) {
            found.push((start, end));
            start = end;
        }
    }
    if text.get(start..).is_some_and(|rest| !rest.trim().is_empty()) {
        found.push((start, text.len()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_go_over_blank_lines_but_not_over_others() {
        let lines: Vec<Line> = ["a", "b", "", "c", "x", "d"].map(Line::plain).to_vec();
        assert_eq!(ranges(&lines, &[0, 1, 3, 5]), "1-4, 6");
        assert_eq!(ranges(&lines, &[]), "");
    }

    #[test]
    fn a_text_falls_into_sentences() {
        let text = "We meet in St. Ives. Come! And \"stay.\" At 3.5 per cent";
        let parts: Vec<&str> =
            sentences(text).into_iter().map(|(a, b)| text.get(a..b).unwrap().trim()).collect();
        assert_eq!(parts, ["We meet in St. Ives.", "Come!", "And \"stay.\"", "At 3.5 per cent"]);
    }

    #[test]
    fn a_line_knows_its_indent() {
        let line = Line::plain("\u{a0}\u{a0} We \t");
        assert_eq!((line.text.as_str(), line.indent), ("We", 3));
    }
}
