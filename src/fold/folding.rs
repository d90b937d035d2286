//! The run through a text: letter by letter, into a key.

use std::sync::LazyLock;

use super::cluster::{Piece, settle};
use super::letters::{is_ignored, parts};
use super::marks::{Fate, fate, is_mark};

/// What a folded text is written into.
pub(super) trait Key {
    /// Adds a letter.
    fn put(&mut self, piece: Piece);
    /// Replaces the last letter, whose source now ends at `end`.
    fn replace_last(&mut self, letter: char, end: usize);
    /// Lets the source of the last letter end at `end`.
    fn widen_last(&mut self, end: usize);
}

impl Key for String {
    fn put(&mut self, piece: Piece) {
        self.push(piece.letter);
    }

    fn replace_last(&mut self, letter: char, _end: usize) {
        self.pop();
        self.push(letter);
    }

    fn widen_last(&mut self, _end: usize) {}
}

/// A text on its way into a key.
pub(super) struct Folding<K> {
    key: K,
    /// Letters that may still change with what follows them.
    open: Vec<Piece>,
    /// The last letter, on which a mark would stand; a blank where there is none.
    base: char,
    /// Whether the key ends with a blank.
    is_blank: bool,
}

impl<K: Key> Folding<K> {
    /// Begins to write into `key`.
    pub(super) fn into(key: K) -> Self {
        Self { key, open: Vec::new(), base: ' ', is_blank: false }
    }

    /// Adds the whole of a text.
    pub(super) fn add(&mut self, text: &str) {
        let table = SIMPLE.as_slice();
        for (start, letter) in text.char_indices() {
            let end = start + letter.len_utf8();
            let code = usize::try_from(u32::from(letter)).unwrap_or(usize::MAX);
            match table.get(code) {
                Some(&simple) if simple != '\0' => self.put_plain(simple, start, end),
                _ if letter.is_whitespace() => self.put_blank(start, end),
                // Neither Han nor composed Hangul has anything to fold.
                _ if is_han(letter) => self.put_plain(letter, start, end),
                _ if is_hangul(letter) => self.put_starter(letter, start, end),
                _ => parts(letter, |part| self.put(part, start, end)),
            }
        }
    }

    /// The finished key.
    pub(super) fn finish(mut self) -> K {
        self.settle();
        self.key
    }

    fn put(&mut self, part: char, start: usize, end: usize) {
        if is_ignored(part) {
        } else if part.is_whitespace() {
            self.put_blank(start, end);
        } else if is_mark(part) {
            self.put_mark(part, start, end);
        } else {
            self.put_starter(part, start, end);
        }
    }

    fn put_blank(&mut self, start: usize, end: usize) {
        if self.is_blank {
            self.key.widen_last(end);
        } else {
            self.put_plain(' ', start, end);
            self.is_blank = true;
        }
    }

    fn put_mark(&mut self, mark: char, start: usize, end: usize) {
        match fate(self.base, mark) {
            Fate::Joined(letter) if self.open.is_empty() => {
                self.key.replace_last(letter, end);
                self.base = letter;
            }
            Fate::Dropped | Fate::Joined(_) => {}
            Fate::Kept => self.hold(mark, start, end),
        }
    }

    fn put_starter(&mut self, letter: char, start: usize, end: usize) {
        if stands_alone(letter) {
            self.put_plain(letter, start, end);
        } else {
            self.hold(letter, start, end);
            self.base = letter;
        }
    }

    /// Adds a letter that nothing after it changes.
    fn put_plain(&mut self, letter: char, start: usize, end: usize) {
        if !self.open.is_empty() {
            self.settle();
        }
        self.key.put(Piece { letter, start, end });
        self.base = letter;
        self.is_blank = false;
    }

    fn hold(&mut self, letter: char, start: usize, end: usize) {
        self.open.push(Piece { letter, start, end });
        self.is_blank = false;
    }

    fn settle(&mut self) {
        settle(&mut self.open);
        for piece in self.open.drain(..) {
            self.key.put(piece);
        }
    }
}

/// Whether a folded letter is of a script whose kept marks never change it.
fn stands_alone(letter: char) -> bool {
    letter < TABLE_END || ('\u{1E00}'..='\u{2FFF}').contains(&letter) || is_han(letter)
}

fn is_han(letter: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&letter)
}

fn is_hangul(letter: char) -> bool {
    ('\u{AC00}'..='\u{D7A3}').contains(&letter)
}

/// The end of the scripts without kept marks: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic …
pub(super) const TABLE_END: char = '\u{860}';

/// The folded letter of every letter below [`TABLE_END`] that becomes just one; NUL for the others.
static SIMPLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table = vec!['\0'];
    table.extend(('\u{1}'..TABLE_END).map(|letter| simple(letter).unwrap_or('\0')));
    table
});

fn simple(letter: char) -> Option<char> {
    if is_mark(letter) {
        return None;
    }
    let mut folding = Folding::into(String::new());
    parts(letter, |part| folding.put(part, 0, 0));
    let key = folding.finish();
    let mut letters = key.chars();
    letters.next().filter(|first| *first != ' ' && letters.next().is_none())
}
