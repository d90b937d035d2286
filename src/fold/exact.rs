//! Finding a text as it is written, with its case and its accents.

use std::ops::Range;

use icu_normalizer::{
    ComposingNormalizer, ComposingNormalizerBorrowed, DecomposingNormalizer,
    DecomposingNormalizerBorrowed,
};
use memchr::memmem::Finder;

use super::folded::is_boundary;

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizer::new_nfc();
const NFD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizer::new_nfd();

/// A word or phrase to look for just as it is written.
///
/// Composed and decomposed letters are the same letters here too.
#[derive(Debug, Clone)]
pub struct Exact {
    forms: Vec<Finder<'static>>,
}

impl Exact {
    /// Looks for `text`; blanks at its ends do not count.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let text = text.trim();
        let mut forms = vec![text.to_owned(), NFC.normalize(text).into_owned()];
        forms.push(NFD.normalize(text).into_owned());
        forms.retain(|form| !form.is_empty());
        forms.dedup();
        Self { forms: forms.iter().map(|form| Finder::new(form).into_owned()).collect() }
    }

    /// Where it stands in `source`, in bytes, in whole grapheme clusters; hits do not overlap.
    #[must_use]
    pub fn find(&self, source: &str) -> Vec<Range<usize>> {
        let is_whole =
            |hit: &Range<usize>| is_boundary(source, hit.start) && is_boundary(source, hit.end);
        let mut hits: Vec<Range<usize>> = self
            .forms
            .iter()
            .flat_map(|form| {
                let starts = form.find_iter(source.as_bytes());
                starts.map(|start| start..start + form.needle().len())
            })
            .filter(is_whole)
            .collect();
        hits.sort_by_key(|hit| (hit.start, hit.end));
        hits.dedup_by(|next, last| next.start < last.end);
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(needle: &str, source: &str) -> usize {
        Exact::of(needle).find(source).len()
    }

    #[test]
    fn case_and_accents_count() {
        assert_eq!(count("Paz", "Paz y paz, PAZ"), 1);
        assert_eq!(count("solucion", "solución"), 0);
        assert_eq!(count("café", "café cafe\u{301} cafe"), 2);
        assert_eq!(count("cafe\u{301}", "café cafe\u{301} cafe"), 2);
    }

    #[test]
    fn a_hit_never_cuts_a_cluster() {
        assert_eq!(count("cafe", "cafe\u{301}"), 0);
        assert_eq!(count("\u{301}", "cafe\u{301}"), 0);
        assert_eq!(count("", "abc"), 0);
    }
}
