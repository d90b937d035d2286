//! The values that occur in an archive, for each field of a query.

use std::collections::{BTreeMap, HashSet};

use crate::model::Archive;
use crate::model::Date;
use crate::model::Document;
use crate::model::Id;
use crate::model::Language;
use crate::model::Party;
use crate::model::Role;

use super::field::{Field, Has, Is};

/// A value that a field may have.
pub(super) struct Value {
    /// The value.
    pub(super) text: String,
    /// What it means, in a few words.
    pub(super) note: String,
    /// Another text by which it may be begun: an acronym, the name of a code.
    pub(super) other: Option<String>,
}

impl Value {
    /// A value that is begun by its own text only.
    pub(super) fn new(text: impl Into<String>, note: impl Into<String>) -> Self {
        Self { text: text.into(), note: note.into(), other: None }
    }
}

/// The values that `field` has in an archive.
pub(super) fn values(field: Field, archive: &Archive) -> Vec<Value> {
    match field {
        Field::Meeting => meetings(archive),
        Field::Series => {
            let series = archive.series().iter();
            series.map(|series| Value::new(series.id.as_str(), &series.name)).collect()
        }
        Field::Kind => counted(archive, |document| vec![document.kind.to_string()]),
        Field::Lang => languages(archive),
        Field::Country => counted(archive, |document| {
            let meeting = archive.meeting_of(document).and_then(|meeting| meeting.country);
            let countries = document.issued.country.into_iter().chain(meeting);
            countries.map(|country| country.to_string()).collect()
        }),
        Field::Place => counted(archive, |document| {
            let meeting = archive.meeting_of(document).and_then(|meeting| meeting.place.clone());
            document.issued.place.iter().cloned().chain(meeting).collect()
        }),
        Field::Signed => signatories(archive),
        Field::Party => archive.parties().iter().map(party).collect(),
        Field::By => counted(archive, |document| document.issued.by.clone()),
        Field::Date | Field::Year => {
            newest_first(counted(archive, |document| years(document.date())))
        }
        Field::Due => newest_first(counted(archive, |document| {
            let dates = document.actions.iter().map(|action| action.when.as_ref());
            dates.flat_map(years).collect()
        })),
        Field::Has => Has::ALL.iter().map(|has| Value::new(has.word(), has.note())).collect(),
        Field::Is => Is::ALL.iter().map(|is| Value::new(is.word(), is.note())).collect(),
        Field::Topic => counted(archive, |document| document.topics.clone()),
        Field::Title => counted(archive, |document| vec![document.title.clone()]),
        Field::Id => {
            let documents = archive.documents().iter();
            documents.map(|document| Value::new(document.id.as_str(), &document.title)).collect()
        }
    }
}

/// Every value that `of` gives for a document, in order, with the number of documents that have it.
fn counted(archive: &Archive, of: impl Fn(&Document) -> Vec<String>) -> Vec<Value> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for document in archive.documents() {
        let mut values = of(document);
        values.sort();
        values.dedup();
        for value in values {
            *counts.entry(value).or_default() += 1;
        }
    }
    counts.into_iter().map(|(value, count)| Value::new(value, documents(count))).collect()
}

fn documents(count: usize) -> String {
    let noun = if count == 1 { "document" } else { "documents" };
    format!("{count} {noun}")
}

fn newest_first(mut values: Vec<Value>) -> Vec<Value> {
    values.reverse();
    values
}

fn years(date: Option<&Date>) -> Vec<String> {
    let day = date.and_then(|date| date.latest().or(date.earliest()));
    day.map(|day| day.year().to_string()).into_iter().collect()
}

/// The meetings that documents come from, by number where they have one, and `none`.
pub(super) fn meetings(archive: &Archive) -> Vec<Value> {
    let occurring: HashSet<Option<&Id>> =
        archive.documents().iter().map(|document| document.issued.meeting.as_ref()).collect();
    let with_documents =
        archive.meetings().iter().filter(|meeting| occurring.contains(&Some(&meeting.id)));
    let mut values: Vec<Value> = with_documents
        .map(|meeting| {
            let text =
                meeting.number.map_or_else(|| meeting.id.to_string(), |number| number.to_string());
            let held = meeting.held.as_ref().map(Date::spoken);
            let note: Vec<String> =
                [meeting.name.clone(), meeting.place.clone(), held].into_iter().flatten().collect();
            Value { other: Some(meeting.id.to_string()), ..Value::new(text, note.join(", ")) }
        })
        .collect();
    let without =
        archive.documents().iter().filter(|document| document.issued.meeting.is_none()).count();
    if without > 0 {
        values.push(Value::new("none", documents(without)));
    }
    values
}

fn languages(archive: &Archive) -> Vec<Value> {
    let mut values = counted(archive, |document| {
        let versions = document.versions.iter();
        versions.map(|version| version.language.to_string()).collect()
    });
    for value in &mut values {
        if let Ok(language) = Language::parse(&value.text) {
            value.note = format!("{}, {}", language.name(), value.note);
            value.other = Some(language.name().to_owned());
        }
    }
    values
}

fn party(party: &Party) -> Value {
    let country = party.country.map(|country| country.to_string());
    let note: Vec<String> = party.acronym.clone().into_iter().chain(country).collect();
    Value { other: party.acronym.clone(), ..Value::new(&party.name, note.join(", ")) }
}

fn signatories(archive: &Archive) -> Vec<Value> {
    let groups = archive.documents().iter().flat_map(|document| &document.signatories);
    let signed = groups.filter(|group| group.role != Role::Present);
    let mut values: BTreeMap<&str, Value> = BTreeMap::new();
    for name in signed.flat_map(|group| &group.names) {
        let known = name.party.as_ref().and_then(|id| archive.party(id.as_str()));
        let value = known.map_or_else(
            || Value::new(&name.name, name.country.map_or_else(String::new, |c| c.to_string())),
            party,
        );
        values.entry(known.map_or(&name.name, |party| &party.name)).or_insert(value);
    }
    values.into_values().collect()
}
