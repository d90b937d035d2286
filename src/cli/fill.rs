//! Breaks text into lines of a width, in logical order: what shows the line puts it into its direction.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::opportunities;

/// The lines of `text`, the first behind `mark`, the others as far in as the mark is wide.
///
/// Lines have at most `width` columns; without a width the text is one line. Where a line may end is
/// said by UAX #14, but ids and addresses stay whole, so that one can copy them; a word that is wider
/// than the line is cut between clusters.
pub(super) fn fill(text: &str, mark: &str, width: Option<usize>) -> Vec<String> {
    let indent = " ".repeat(mark.width());
    let room = width.map_or(usize::MAX, |width| width.saturating_sub(indent.len()).max(1));
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    let mut gap = "";
    let mut start = 0;
    for end in opportunities(text).filter(|end| parts(text, *end)) {
        let segment = text.get(start..end).unwrap_or("");
        start = end;
        let word = segment.trim_matches(' ');
        for piece in pieces(word, room) {
            let wide = piece.width();
            if used > 0 && used + gap.len() + wide > room {
                lines.push(std::mem::take(&mut line));
                used = 0;
                gap = "";
            }
            line.push_str(gap);
            line.push_str(piece);
            used += gap.len() + wide;
            gap = "";
        }
        gap = if used > 0 && segment.ends_with(' ') { " " } else { gap };
    }
    lines.push(line);
    (lines.into_iter().enumerate())
        .map(
            |(number, line)| {
                if number == 0 { format!("{mark}{line}") } else { indent.clone() + &line }
            },
        )
        .collect()
}

/// `text` cut to `width` columns, with an ellipsis where something is missing.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = first(text, width.saturating_sub(1)).trim_end().to_owned();
    kept.push('…');
    kept
}

/// Whether a line may really end at `end`: not inside a word of ASCII, as after its hyphen or slash.
fn parts(text: &str, end: usize) -> bool {
    let ascii = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    !(ascii(bytes.get(end.wrapping_sub(1))) && ascii(bytes.get(end)))
}

fn pieces(word: &str, room: usize) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let piece = if rest.width() <= room {
            rest
        } else {
            let piece = first(rest, room);
            // A cluster that is wider than the line stands alone, and sticks out.
            if piece.is_empty() { rest.graphemes(true).next()? } else { piece }
        };
        rest = rest.strip_prefix(piece)?;
        (!piece.is_empty()).then_some(piece)
    })
}

/// The most clusters from the beginning that fit into `width` columns.
fn first(text: &str, width: usize) -> &str {
    let mut used = 0;
    let end = text
        .grapheme_indices(true)
        .find(|(_, cluster)| {
            used += cluster.width();
            used > width
        })
        .map_or(text.len(), |(start, _)| start);
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_filled_to_the_width() {
        assert_eq!(fill("one two  three four", "", Some(9)), ["one two", "three", "four"]);
        assert_eq!(fill("one two three", "", None), ["one two three"]);
        assert_eq!(fill("", "- ", Some(9)), ["- "]);
    }

    #[test]
    fn what_hangs_is_indented_by_the_mark() {
        assert_eq!(fill("one two three", "10. ", Some(12)), ["10. one two", "    three"]);
    }

    #[test]
    fn a_long_word_is_cut_between_clusters() {
        assert_eq!(fill("ab cdefghij k", "", Some(4)), ["ab", "cdef", "ghij", "k"]);
        assert_eq!(fill("日本語の", "", Some(5)), ["日本", "語の"]);
        assert_eq!(fill("日本", "> ", Some(3)), ["> 日", "  本"]);
        assert_eq!(fill("e\u{301}e\u{301}", "", Some(1)), ["e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn an_id_stays_whole() {
        assert_eq!(fill("see forum-9-call", "", Some(12)), ["see", "forum-9-call"]);
    }

    #[test]
    fn a_no_break_space_holds() {
        assert_eq!(fill("a b\u{a0}c", "", Some(4)), ["a", "b\u{a0}c"]);
    }

    #[test]
    fn what_is_too_long_is_cut_with_an_ellipsis() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdef", 5), "abcd…");
        assert_eq!(cut("日本語", 5), "日本…");
        assert_eq!(cut("ab cd", 4), "ab…");
        assert_eq!(cut("ab", 0), "…");
    }
}
