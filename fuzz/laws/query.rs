//! Queries and dates.

use std::sync::OnceLock;

use plenary::model::{Archive, Date, Repeat};
use plenary::search::{Query, completions};
use plenary::store;

use super::{is_harmless, text};

fn bundled() -> &'static Archive {
    static BUNDLED: OnceLock<Archive> = OnceLock::new();
    BUNDLED.get_or_init(|| store::bundled().archive)
}

/// A query is read or refused with a place in it; written again it means the same.
pub(super) fn queries_are_read(bytes: &[u8]) {
    let text = text(bytes);
    let archive = bundled();
    for read in [Query::parse(&text), Query::of_meetings(&text)] {
        match read {
            Ok(query) => {
                let again = Query::parse(&query.to_string());
                assert_eq!(again.as_ref(), Ok(&query), "{query}");
                let found = query.select(archive);
                assert!(found.iter().all(|position| position < archive.len()));
                assert_eq!(again.unwrap().select(archive), found);
            }
            Err(error) => {
                let columns = text.chars().count() + 1;
                assert!((1..=columns).contains(&error.column), "{error} in {text:?}");
                is_harmless(&error.message);
            }
        }
    }
    let middle = text.char_indices().map(|(at, _)| at).nth(text.chars().count() / 2);
    for cursor in [0, middle.unwrap_or_default(), text.len()] {
        for offered in completions(&text, cursor, archive) {
            is_harmless(&format!("{offered:?}"));
        }
    }
}

/// A date is read or refused with a place in it; its days are in order, and it stays as it was written.
pub(super) fn dates_are_read(bytes: &[u8]) {
    let text = text(bytes);
    match Date::parse(&text) {
        Ok(date) => {
            assert_eq!(Date::parse(date.as_str()).as_ref(), Ok(&date));
            if let (Some(first), Some(last)) = (date.earliest(), date.latest()) {
                assert!(first <= last, "{date:?}");
                assert!(date.touches(Some(first), Some(last)), "{date:?}");
            }
            assert!(!date.spoken().is_empty());
            is_harmless(&date.spoken());
        }
        Err((why, at)) => {
            assert!(at <= text.len() + 1, "{why} at {at} of {text:?}");
            is_harmless(&why);
        }
    }
    if let Some(repeat) = Repeat::parse(&text) {
        assert_eq!(Repeat::parse(&repeat.to_string()), Some(repeat));
    }
}
