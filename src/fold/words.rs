//! A folded text as the words of it, with one blank between: what a search compares.
//!
//! Signs between words do not count, so that "foreign bases" is found in "foreign-bases" too. A letter of
//! a script that writes no blanks between words stands alone, so that any run of them is a phrase.

use std::sync::LazyLock;

use super::cluster::Piece;
use super::folding::{Key, TABLE_END};
use super::marks::is_mark;

/// What a folded letter is to a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A part of it.
    Letter,
    /// A word of its own.
    Alone,
    /// A part of it where a letter stands before it.
    Mark,
    /// No part of any.
    Sign,
}

/// The sorts of the letters below [`TABLE_END`], which most texts consist of.
static SORTS: LazyLock<Vec<Sort>> = LazyLock::new(|| ('\0'..TABLE_END).map(sort).collect());

fn sort(letter: char) -> Sort {
    if is_mark(letter) {
        Sort::Mark
    } else if !letter.is_alphanumeric() {
        Sort::Sign
    } else if is_unspaced(letter) {
        Sort::Alone
    } else {
        Sort::Letter
    }
}

/// Whether words of the letter's script are written without blanks between them.
fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        // Thai, Lao, Tibetan, Myanmar, Khmer
        '\u{0E00}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        // Kana, Han
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Cuts a folded text into words, letter by letter.
pub(super) struct Words<K> {
    key: K,
    sorts: &'static [Sort],
    /// Whether the last letter belongs to a word, on which a mark would stand.
    in_word: bool,
    /// Whether the next letter begins a word.
    gap: bool,
    is_empty: bool,
    /// The end of the source so far.
    end: usize,
}

impl<K: Key> Words<K> {
    pub(super) fn into(key: K) -> Self {
        Self { key, sorts: SORTS.as_slice(), in_word: false, gap: false, is_empty: true, end: 0 }
    }

    /// Adds the next letter of the folded text.
    pub(super) fn add(&mut self, piece: Piece) {
        let Piece { letter, start, .. } = piece;
        let known = usize::try_from(u32::from(letter)).ok().and_then(|code| self.sorts.get(code));
        let sort = known.copied().unwrap_or_else(|| sort(letter));
        let mark = sort == Sort::Mark;
        // A mark that stands on nothing is no part of a word.
        if sort == Sort::Sign || (mark && !self.in_word) {
            self.gap = true;
            self.in_word = false;
            return;
        }
        let alone = sort == Sort::Alone;
        if (self.gap || alone) && !self.is_empty && !mark {
            self.key.put(Piece { letter: ' ', start: self.end.min(start), end: start });
        }
        self.key.put(piece);
        self.end = piece.end;
        self.is_empty = false;
        self.in_word = true;
        self.gap = alone || (mark && self.gap);
    }

    pub(super) fn finish(self) -> K {
        self.key
    }
}

/// The words of a folded text, with one blank between.
pub(super) fn of_key(key: &str) -> String {
    let mut words = Words::into(String::with_capacity(key.len()));
    for letter in key.chars() {
        words.add(Piece { letter, start: 0, end: 0 });
    }
    words.finish()
}

/// The words of a text of ASCII, which is not folded yet: there that is a matter of capitals alone.
pub(super) fn of_ascii(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words.make_ascii_lowercase();
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{of_ascii, of_key};
    use crate::fold::{Folded, Needle, fold, words};

    proptest! {
        #[test]
        fn words_of_ascii_are_those_of_any_text(text in "[\\x00-\\x7f]{0,40}") {
            prop_assert_eq!(of_ascii(&text), of_key(&fold(&text)));
        }
    }

    #[test]
    fn signs_between_words_do_not_count() {
        assert_eq!(words("  «Foreign-bases», O’Neill (№ 5)! "), "foreign bases o neill no 5");
        assert_eq!(words("— … !"), "");
    }

    #[test]
    fn letters_of_scripts_without_blanks_stand_alone() {
        assert_eq!(words("2031年の集会"), "2031 年 の 集 会");
        assert!(Needle::words("集会").is_in(&words("第九回集会で")));
        assert!(!Needle::words("会集").is_in(&words("第九回集会で")));
    }

    #[test]
    fn marks_stay_with_their_letter() {
        assert_eq!(words("कि की"), "कि की");
        assert_eq!(words("ที่นี่"), words(&words("ที่นี่")));
    }

    #[test]
    fn words_of_words_are_the_same() {
        for text in ["Anti-War: 20–22 Oct.", "ЁЖ и ёлка", "الأحزاب، والشعوب", "東京 Tokyo"]
        {
            assert_eq!(words(&words(text)), words(text));
        }
    }

    #[test]
    fn a_phrase_is_found_across_signs_and_knows_its_source() {
        let text = "No foreign - bases, no «Foreign bases».";
        let found = Folded::words_of(text).find(&Needle::words("Foreign bases"));
        let found: Vec<&str> = found.into_iter().map(|range| text.get(range).unwrap()).collect();
        assert_eq!(found, ["foreign - bases", "Foreign bases"]);
    }
}
