//! The words that occur in a part of the index, to be searched through as one text.

use std::sync::OnceLock;

use tantivy::index::InvertedIndexReader;

use crate::fold::Needle;

/// All words of a field, in their order, each on a line; read when they are first asked for.
#[derive(Default)]
pub(super) struct Vocabulary {
    lines: OnceLock<String>,
}

/// How a word is to stand in a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// Anywhere in it.
    Inside,
    /// At its end.
    End,
    /// It is the whole word.
    Whole,
    /// At its beginning.
    Beginning,
}

impl Vocabulary {
    fn lines(&self, inverted: &InvertedIndexReader) -> &str {
        self.lines.get_or_init(|| {
            let mut lines = String::from("\n");
            if let Ok(mut terms) = inverted.terms().stream() {
                while terms.advance() {
                    lines.push_str(&String::from_utf8_lossy(terms.key()));
                    lines.push('\n');
                }
            }
            lines
        })
    }

    /// The words in which `word` stands so.
    pub(super) fn having<'a>(
        &'a self,
        inverted: &InvertedIndexReader,
        word: &str,
        fit: Fit,
    ) -> Vec<&'a str> {
        let lines = self.lines(inverted);
        let sought = match fit {
            Fit::Inside => word.to_owned(),
            Fit::End => format!("{word}\n"),
            Fit::Whole => format!("\n{word}\n"),
            Fit::Beginning => format!("\n{word}"),
        };
        let mut found: Vec<&str> = Vec::new();
        let mut end = 0;
        for hit in Needle::folded(&sought).hits(lines) {
            // A word may have it twice.
            if hit.start < end {
                continue;
            }
            let inside = hit.start + usize::from(sought.starts_with('\n'));
            let start =
                lines.get(..inside).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
            let rest = lines.get(inside..).unwrap_or_default();
            let stop = inside + rest.find('\n').unwrap_or(rest.len());
            found.extend(lines.get(start..stop));
            end = stop;
        }
        found
    }
}
