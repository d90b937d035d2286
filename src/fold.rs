//! Folds text for comparison: case, accents, harakat and the like do not count.
//!
//! Compatibility decomposition (UAX #15), full case folding and a set of rules by script. What makes
//! another letter of another word stays: й, ў, ї, the vowel signs of Indic scripts, dakuten. No language
//! is asked for, so the same key serves texts in any of them.

mod cluster;
mod exact;
mod folded;
mod folding;
mod letters;
mod marks;
mod needle;
#[cfg(test)]
mod pairs;
mod words;

pub use exact::Exact;
pub use folded::Folded;
pub use needle::Needle;

use folding::Folding;

/// The key under which two texts are the same for a search.
///
/// Runs of white space are one blank in it, also at its ends; it never contains a line break.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folding = Folding::into(String::with_capacity(text.len()));
    folding.add(text);
    folding.finish()
}

/// The key of a name or a value: [`fold`]ed, without blanks at its ends.
#[must_use]
pub fn fold_trimmed(text: &str) -> String {
    fold(text).trim_matches(' ').to_owned()
}

/// The words of a text, [`fold`]ed, with one blank between them: what a search compares. Signs between
/// words do not count.
#[must_use]
pub fn words(text: &str) -> String {
    if text.is_ascii() { words::of_ascii(text) } else { words::of_key(&fold(text)) }
}
