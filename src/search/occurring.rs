//! The values that occur in an archive, for each field of a query.

use std::collections::BTreeMap;

use crate::model::Archive;
use crate::model::Date;
use crate::model::Facet;
use crate::model::Language;
use crate::model::Named;
use crate::model::Party;
use crate::model::Positions;
use crate::model::Timing;
use crate::model::value_of;

use super::field::{Field, Has, Is};
use super::matches::country;

/// Of so many documents titles and ids are offered; among more nobody would look for one.
const OFFERED: usize = 1_000;

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
        Field::Kind => counted(archive, Facet::Kind),
        Field::Lang => languages(archive),
        Field::Country => counted(archive, Facet::Country),
        Field::Place => counted(archive, Facet::Place),
        Field::Signed => signatories(archive),
        Field::Party => archive.parties().iter().map(party).collect(),
        Field::By => counted(archive, Facet::Issuer),
        Field::Date | Field::Year => {
            newest_first(archive, Facet::Date, |date| Date::parse(date).ok())
        }
        Field::Due => {
            newest_first(archive, Facet::Due, |value| Date::parse(Timing::of(value).when).ok())
        }
        Field::Has => Has::ALL.iter().map(|has| Value::new(has.word(), has.note())).collect(),
        Field::Is => Is::ALL.iter().map(|is| Value::new(is.word(), is.note())).collect(),
        Field::Topic => counted(archive, Facet::Topic),
        Field::Title => rows(archive, |id, title| (title, id)),
        Field::Id => rows(archive, |id, title| (id, title)),
    }
}

/// Ids and titles, one of them as the value.
fn rows(archive: &Archive, of: fn(String, String) -> (String, String)) -> Vec<Value> {
    let count = if archive.len() > OFFERED { 0 } else { archive.len() };
    let rows = (0..count).filter_map(|position| archive.row(position));
    rows.map(|row| of(row.id.to_string(), row.title.clone()))
        .map(|(value, note)| Value::new(value, note))
        .collect()
}

/// Every value of a facet, in order, with the number of documents that have it.
fn counted(archive: &Archive, facet: Facet) -> Vec<Value> {
    let values = archive.facet(facet);
    values.iter().map(|value| Value::new(&value.text, documents(value.count))).collect()
}

fn documents(count: usize) -> String {
    let noun = if count == 1 { "document" } else { "documents" };
    format!("{count} {noun}")
}

/// The years of a facet's dates, the last first.
fn newest_first(archive: &Archive, facet: Facet, date: fn(&str) -> Option<Date>) -> Vec<Value> {
    let mut years: BTreeMap<i32, Positions> = BTreeMap::new();
    for value in archive.facet(facet).iter() {
        let day = date(&value.text).and_then(|date| date.latest().or(date.earliest()));
        if let Some(day) = day {
            years.entry(day.year()).or_default().join(value.documents());
        }
    }
    let years = years.into_iter().rev();
    years.map(|(year, found)| Value::new(year.to_string(), documents(found.len()))).collect()
}

/// The meetings that documents come from, by number where they have one, and `none`.
pub(super) fn meetings(archive: &Archive) -> Vec<Value> {
    let occurring = archive.facet(Facet::Meeting);
    let with_documents = (archive.meetings().iter())
        .filter(|meeting| value_of(&occurring, meeting.id.as_str()).is_some());
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
    if let Some(without) = value_of(&occurring, "") {
        values.push(Value::new("none", documents(without.count)));
    }
    values
}

fn languages(archive: &Archive) -> Vec<Value> {
    let mut values = counted(archive, Facet::Lang);
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
    let mut values: BTreeMap<String, Value> = BTreeMap::new();
    let signed = archive.facet(Facet::Signed);
    for value in signed.iter() {
        let name = Named::of(&value.text);
        let known = archive.party(name.party);
        let shown = known.map_or(name.name, |party| &party.name);
        let own = || {
            Value::new(name.name, country(name.country).map_or_else(String::new, |c| c.to_string()))
        };
        values.entry(shown.to_owned()).or_insert_with(|| known.map_or_else(own, party));
    }
    values.into_values().collect()
}
