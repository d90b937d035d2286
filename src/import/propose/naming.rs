//! The id that a new record gets.

use crate::import::proposal::Found;
use crate::import::proposal::Sitting;
use crate::import::token;
use crate::model::Archive;
use crate::model::Id;
use crate::model::Kind;

/// An id of the meeting, the first words of the title, and the kind, that nothing in the archive has.
pub(super) fn id_of(
    meeting: Option<&Found<Sitting>>,
    kind: Option<&Found<Kind>>,
    title: Option<&Found<String>>,
    archive: &Archive,
) -> Id {
    const EMPTY: &[&str] = &[
        "the", "of", "and", "a", "in", "on", "to", "for", "with", "by", "de", "la", "el", "los",
        "y", "des", "der", "die", "das", "und", "zur", "zum", "do", "da", "dos", "e", "du", "et",
        "les", "le", "against", "at", "s", "an", "en", "del", "against",
    ];
    let mut parts: Vec<String> = Vec::new();
    if let Some(meeting) = meeting {
        parts.push(meeting.value.series.clone());
        parts.extend(meeting.value.number.map(|number| number.to_string()));
    }
    let kind = kind.map(|kind| kind.value.to_string());
    let words = title.map(|title| token::tokens(&title.value)).unwrap_or_default();
    let plain = words.iter().filter(|token| {
        token.key.chars().all(|c| c.is_ascii_alphanumeric())
            && !EMPTY.contains(&token.key.as_str())
            && token.sort == token::Sort::Word
            && token.key.len() > 1
            && !(matches!(token.key.as_str(), "st" | "nd" | "rd" | "th"))
            && !parts.contains(&token.key)
            && kind.as_ref().is_none_or(|kind| !kind.contains(&token.key))
    });
    let chosen: Vec<String> = plain.take(3).map(|token| token.key.clone()).collect();
    parts.extend(chosen);
    parts.extend(kind);
    if parts.is_empty() {
        parts.push("document".to_owned());
    }
    let short: String = parts.join("-").chars().take(80).collect();
    let id = Id::near(short.trim_end_matches('-'));
    let taken = |id: &Id| archive.document(id.as_str()).is_some();
    if !taken(&id) {
        return id;
    }
    (2..1000).map(|nth| Id::near(&format!("{id}-{nth}"))).find(|id| !taken(id)).unwrap_or(id)
}
