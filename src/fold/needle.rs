//! What is looked for in a folded text.

use std::iter;
use std::ops::Range;

use memchr::memmem::Finder;

use super::fold_trimmed;
use super::marks::is_mark;
use super::words;

/// A word or phrase to look for, folded, ready to be found often.
#[derive(Debug, Clone)]
pub struct Needle {
    finder: Finder<'static>,
}

impl Needle {
    /// Folds a word or phrase; blanks at its ends do not count.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::folded(&fold_trimmed(text))
    }

    /// Takes a word or phrase that is folded already.
    #[must_use]
    pub fn folded(key: &str) -> Self {
        Self { finder: Finder::new(key).into_owned() }
    }

    /// The [`words`] of a text, to be found among the words of another.
    #[must_use]
    pub fn words(text: &str) -> Self {
        Self::folded(&words(text))
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.finder.needle().is_empty()
    }

    /// Whether a folded text has it somewhere; an empty needle is nowhere.
    #[must_use]
    pub fn is_in(&self, key: &str) -> bool {
        self.hits(key).next().is_some()
    }

    /// Where it stands in a folded text, in bytes; hits do not overlap.
    ///
    /// A hit that ends before a mark of its last letter is none: कि is not क.
    pub fn hits<'a>(&'a self, key: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let length = self.finder.needle().len();
        let mut from = if length == 0 { key.len() } else { 0 };
        iter::from_fn(move || {
            while let Some(rest) = key.get(from..).filter(|rest| !rest.is_empty()) {
                let start = from + self.finder.find(rest.as_bytes())?;
                let end = start + length;
                let following = key.get(end..)?.chars().next();
                if following.is_some_and(is_mark) {
                    from = start + key.get(start..)?.chars().next()?.len_utf8();
                } else {
                    from = end;
                    return Some(start..end);
                }
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(needle: &str, key: &str) -> Vec<Range<usize>> {
        Needle::of(needle).hits(key).collect()
    }

    #[test]
    fn hits_do_not_overlap() {
        assert_eq!(hits("aa", "aaaaa"), [0..2, 2..4]);
        assert_eq!(hits("Über", "uber uber"), [0..4, 5..9]);
    }

    #[test]
    fn an_empty_needle_is_nowhere() {
        assert!(hits("", "abc").is_empty());
        assert!(hits(" \u{301} ", "abc").is_empty());
        assert!(Needle::of("\u{640}").is_empty());
    }

    #[test]
    fn a_hit_may_begin_inside_one_that_was_rejected() {
        // Three times ka, a vowel sign on the third: only the first two are ka and ka.
        assert_eq!(hits("कक", "कककि").first(), Some(&(0..6)));
        assert_eq!(hits("कक", "ककिकक").last(), Some(&(9..15)));
    }
}
