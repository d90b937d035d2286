//! The names by which parts of an archive speak of each other.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use super::limits;

/// An id: 1 to 128 of `a`-`z`, `0`-`9`, `.`, `_`, `-`, and not only dots.
///
/// It is never used as a path. The program itself adds `~2` to an id that a file uses twice. A clone shares
/// the text, so that it costs nothing to put it into the key of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Arc<str>);

impl Id {
    /// The longest id, in bytes.
    pub const LONGEST: usize = limits::ID;

    /// Reads an id, or `None` where `text` is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
        let fits = (1..=Self::LONGEST).contains(&text.len());
        (fits && text.chars().all(allowed) && text.chars().any(|c| c != '.'))
            .then(|| Self(text.into()))
    }

    /// The nearest id to any text: what cannot stand in one becomes a dash.
    #[must_use]
    pub fn near(text: &str) -> Self {
        let mut near: String = text
            .chars()
            .map(|c| c.to_ascii_lowercase())
            .map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' })
            .take(Self::LONGEST)
            .collect();
        if near.chars().all(|c| c == '.') {
            "unnamed".clone_into(&mut near);
        }
        Self(near.into())
    }

    /// The id that the program itself wrote down before.
    #[must_use]
    pub fn kept(text: &str) -> Self {
        let given = text.split_once('~').map_or(text, |(given, _)| given);
        Self::parse(given).map_or_else(|| Self::near(text), |_| Self(text.into()))
    }

    /// The id under which the `nth` bearer of this one is kept, from 2.
    #[must_use]
    pub fn again(&self, nth: usize) -> Self {
        Self(format!("{}~{nth}", self.0).into())
    }

    /// The id as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_short_and_plain() {
        for good in ["a", "imcwp-23-action-plan", "kke-gr", "a.b_c-1", &"x".repeat(128)] {
            assert!(Id::parse(good).is_some(), "{good}");
        }
        for bad in ["", "..", ".", "A", "a b", "a/b", "../etc", "ä", "a~2", "a\0", &"x".repeat(129)]
        {
            assert!(Id::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn any_text_has_a_near_id() {
        assert_eq!(Id::near("Action Plan/2023").as_str(), "action-plan-2023");
        for text in ["", "..", "ä", &"Ж".repeat(500)] {
            assert!(Id::parse(Id::near(text).as_str()).is_some(), "{text}");
        }
    }
}
