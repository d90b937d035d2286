//! A piece of a text around what was found in it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The sign that stands for what was left out.
const LEFT_OUT: char = '…';

/// A piece of a text, and where in it the hits stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// The piece, with `…` where something was left out.
    pub text: String,
    /// The hits in it, in characters of `text`.
    pub matches: Vec<Range<usize>>,
}

/// The piece of `text` around the first of `hits` (in bytes, in order), with at most `width` grapheme
/// clusters, between words where that costs little.
#[must_use]
pub fn excerpt(text: &str, hits: &[Range<usize>], width: usize) -> Excerpt {
    let clusters: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
    let at = |byte: usize| clusters.partition_point(|(start, _)| *start < byte);
    let offset = |cluster: usize| clusters.get(cluster).map_or(text.len(), |(start, _)| *start);
    let first = hits.first().map_or(0..0, |hit| at(hit.start)..at(hit.end));
    let window = window(&clusters, &first, width);

    let mut excerpt = Excerpt::default();
    if window.start > 0 {
        excerpt.text.push(LEFT_OUT);
    }
    let before = excerpt.text.chars().count();
    let piece = offset(window.start)..offset(window.end);
    let kept = text.get(piece.clone()).unwrap_or_default();
    let characters = |byte: usize| {
        let inside = byte.clamp(piece.start, piece.end) - piece.start;
        before + kept.get(..inside).map_or(0, |head| head.chars().count())
    };
    for hit in hits {
        let range = characters(hit.start)..characters(hit.end);
        if !range.is_empty() {
            excerpt.matches.push(range);
        }
    }
    excerpt.text.push_str(kept);
    if window.end < clusters.len() {
        excerpt.text.push(LEFT_OUT);
    }
    excerpt
}

/// The clusters to show; room is kept for the signs of what is left out.
fn window(clusters: &[(usize, &str)], hit: &Range<usize>, width: usize) -> Range<usize> {
    let count = clusters.len();
    if count <= width {
        return 0..count;
    }
    let is_blank = |cluster: usize| {
        clusters.get(cluster).is_some_and(|(_, text)| text.chars().all(char::is_whitespace))
    };
    let length = hit.len().min(width);
    let lead = (width - length) / 3;
    let mut start = hit.start.saturating_sub(lead).min(count - width);
    let mut end = start + width;
    // A word that is cut is left out, where it is not the hit and not a whole line of Chinese.
    let nearest = width / 3;
    if start > 0 {
        let mut blanks = start..start + nearest;
        start += 1;
        if let Some(blank) = blanks.find(|place| is_blank(*place))
            && blank < hit.start
        {
            start = blank + 1;
        }
    }
    if end < count {
        end = end.saturating_sub(1).max(start);
        let least = hit.end.max(end.saturating_sub(nearest)).max(start);
        if let Some(blank) = (least..=end).rev().find(|place| is_blank(*place)) {
            end = blank;
        }
    }
    start.min(end)..end
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::*;

    const TEXT: &str = "one two three four five six seven eight nine ten eleven twelve";

    fn hit(word: &str) -> Range<usize> {
        let start = TEXT.find(word).unwrap();
        start..start + word.len()
    }

    fn marked(excerpt: &Excerpt) -> Vec<String> {
        let part = |range: &Range<usize>| {
            excerpt.text.chars().skip(range.start).take(range.len()).collect()
        };
        excerpt.matches.iter().map(part).collect()
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        let whole = excerpt("dos años", from_ref(&(4..9)), 20);
        assert_eq!(
            (whole.text.as_str(), whole.matches.as_slice()),
            ("dos años", from_ref(&(4..8)))
        );
    }

    #[test]
    fn a_long_text_is_cut_between_words_around_the_hit() {
        let cut = excerpt(TEXT, &[hit("seven"), hit("nine")], 30);
        assert_eq!(cut.text, "…six seven eight nine ten…");
        assert_eq!(marked(&cut), ["seven", "nine"]);
        assert_eq!(excerpt(TEXT, &[hit("one")], 20).text, "one two three four…");
        assert_eq!(excerpt(TEXT, &[hit("twelve")], 20).text, "…ten eleven twelve");
        assert_eq!(excerpt(TEXT, &[], 12).text, "one two…");
    }

    #[test]
    fn hits_outside_the_piece_are_not_told() {
        assert_eq!(marked(&excerpt(TEXT, &[hit("one"), hit("twelve")], 20)), ["one"]);
    }

    #[test]
    fn no_width_and_no_text_break_it() {
        for width in 0..TEXT.len() + 2 {
            for word in ["one", "seven", "twelve"] {
                let cut = excerpt(TEXT, &[hit(word)], width);
                let signs = if width < 3 { 2 } else { 0 };
                assert!(cut.text.chars().count() <= width + signs, "{width}: {cut:?}");
                if width > word.len() + 2 {
                    assert_eq!(marked(&cut), [word], "{width}: {cut:?}");
                }
            }
        }
        assert_eq!(excerpt("", &[], 10), Excerpt::default());
        assert_eq!(excerpt("", from_ref(&(5..9)), 0), Excerpt::default());
    }
}
