//! What a page says of a document beside its text, in the words of both kinds of page.

use crate::export::phrase;
use crate::model::Action;
use crate::model::Archive;
use crate::model::Claim;
use crate::model::Copied;
use crate::model::Country;
use crate::model::Date;
use crate::model::Document;
use crate::model::Version;

/// The facts of a record, each with its name, in the order in which they are shown.
pub(super) fn facts(archive: &Archive, document: &Document) -> Vec<(&'static str, String)> {
    let issued = &document.issued;
    let known = |date: &Option<_>, basis| date.as_ref().map(|date| phrase::known(date, basis));
    let held = known(&issued.held, issued.held_basis);
    let meeting = archive.meeting_of(document).map(|meeting| {
        let country = meeting.country.as_ref().map(Country::code);
        let held = meeting.held.as_ref().map(Date::spoken);
        let place = phrase::located(meeting.place.as_deref(), country);
        joined("; ", [Some(phrase::meeting(archive, meeting)), held, place])
    });
    let country = issued.country.as_ref().map(Country::code);
    let list = |values: &[String]| (!values.is_empty()).then(|| values.join("; "));
    let facts = [
        ("id", Some(document.id.to_string())),
        ("kind", Some(document.kind.to_string())),
        ("number", document.number.clone()),
        ("issued by", list(&issued.by)),
        ("meeting", meeting),
        ("adopted", known(&issued.adopted, issued.adopted_basis)),
        ("date", known(&issued.date, issued.date_basis)),
        ("held", held.map(|held| stated(held, issued.held_as_stated.as_deref()))),
        ("valid", issued.valid.as_ref().map(Date::spoken)),
        ("place", phrase::located(issued.place.as_deref(), country)),
        ("topics", list(&document.topics)),
        ("summary", document.summary.clone()),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// What is to be known of the record itself, and whose the text is.
pub(super) fn record(document: &Document) -> Vec<(&'static str, String)> {
    let record = &document.record;
    let made = record.made.as_ref().map(|made| format!("made {}", made.spoken()));
    let by = record.by.as_ref().map(|by| format!("by {by}"));
    let checked = record.checked.as_ref().map(|checked| format!("checked {checked}"));
    let rights = &document.rights;
    let facts = [
        ("notes", document.notes.clone()),
        ("rights", some(joined("; ", [rights.holder.clone(), rights.note.clone()]))),
        ("record", some(joined(", ", [made, by, checked]))),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// "English (en)".
pub(super) fn language(version: &Version) -> String {
    let language = &version.language;
    let name = language.own_name().unwrap_or(language.name());
    if name == language.tag() { name.to_owned() } else { format!("{name} ({language})") }
}

/// What is to be known of a version before it is read.
pub(super) fn coverage(version: &Version) -> Vec<(&'static str, String)> {
    let facts = [
        ("coverage", Some(phrase::coverage(version.coverage).to_owned())),
        ("translator", version.translator.clone()),
        ("notes", version.notes.clone()),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// When an action is due, who is asked, with whom and where, and what is noted.
pub(super) fn asked(action: &Action) -> Vec<(&'static str, String)> {
    let list = |values: &[String]| (!values.is_empty()).then(|| values.join("; "));
    let asked = [
        ("when", Some(phrase::due(action))),
        ("who", list(&action.who)),
        ("with", list(&action.with)),
        ("where", phrase::place(action)),
        ("notes", action.notes.clone()),
    ];
    asked.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// What somebody else says, who says so, and what is noted.
pub(super) fn claim(claim: &Claim) -> String {
    let said = format!("{} is {} according to {}", claim.field, claim.value, claim.said_in);
    joined(". ", [Some(said), claim.notes.clone()])
}

/// Where a copy was found, without its address.
pub(super) fn copy(copy: &Copied) -> String {
    let posted = copy.posted.as_ref().map(Date::spoken);
    let posted =
        posted.map(|day| stated(format!("posted {day}"), copy.posted_as_stated.as_deref()));
    let by = copy.posted_by.as_ref().map(|by| format!("posted by {by}"));
    let saved = copy.saved.as_ref().map(|saved| format!("saved {}", saved.spoken()));
    let cut = (!copy.cut.is_empty()).then(|| format!("cut: {}", copy.cut.join("; ")));
    joined("; ", [copy.site.clone(), posted, by, saved, copy.format.clone(), cut])
}

fn stated(told: String, words: Option<&str>) -> String {
    match words {
        Some(words) => format!("{told}, as stated: \"{words}\""),
        None => told,
    }
}

fn joined<const N: usize>(between: &str, parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(between)
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
