//! What documents can be told apart by: for each facet its values, and the documents that have them.
//!
//! A query over a million documents looks at the few hundred values of a facet, and at no document.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use super::words::words;
use super::{Action, Date, Document, Meeting, Positions, Repeat, Role};

words! {
    /// A side of a document that a query may ask about.
    Facet {
        /// The id of its meeting; empty where it has none.
        Meeting = "meeting",
        /// The kind of work.
        Kind = "kind",
        /// The languages of its versions.
        Lang = "lang",
        /// Its country, and its meeting's.
        Country = "country",
        /// Its place, and its meeting's.
        Place = "place",
        /// What it is about.
        Topic = "topic",
        /// Who issued it.
        Issuer = "issuer",
        /// Its date; where it has none, its meeting's days.
        Date = "date",
        /// The times of its actions, as [`Timing`] writes them.
        Due = "due",
        /// What its record has, a word each: signatories, actions, full, abstract, claims, links, source.
        Has = "has",
        /// The names that signed, tabled, joined or sponsored it, as [`Named`] writes them.
        Signed = "signed",
        /// The names of those who were only there, as [`Named`] writes them.
        Present = "present",
    }
}

/// So many values that follow each other make a group, and so many groups one of the next level.
pub const GROUP: usize = 16;

/// The values of one facet, in their order.
#[derive(Debug, Default)]
pub struct Values {
    values: Vec<Value>,
    /// Where they are known: for each group of values the documents that have any of it; the same of groups of
    /// groups; and so on.
    levels: Vec<Vec<Found>>,
}

impl Values {
    /// Values, and for each [`GROUP`] of them the documents that have any of it, for each [`GROUP`] of groups
    /// the same, as far as there are levels.
    #[must_use]
    pub fn grouped(values: Vec<Value>, levels: Vec<Vec<Found>>) -> Self {
        Self { values, levels }
    }

    /// The documents that have any of the values for which `holds`, by their places and their texts.
    ///
    /// The beginning of a word may stand in hundreds of values, and often in all of a group.
    pub fn any_of(&self, holds: impl Fn(usize, &str) -> bool) -> Positions {
        let held = self.values.iter().enumerate().map(|(at, value)| holds(at, &value.text));
        let held: Vec<bool> = held.collect();
        let mut sets: Vec<&Positions> = Vec::new();
        self.gather(&held, (0, self.levels.len()), &mut sets);
        Positions::any_of(sets)
    }

    /// Adds the sets of those of `held`, which tells of the values from `first` on, by groups of `level` and
    /// of those below; on level 0 values stand alone.
    fn gather<'a>(
        &'a self,
        held: &[bool],
        (first, level): (usize, usize),
        sets: &mut Vec<&'a Positions>,
    ) {
        let size = GROUP.saturating_pow(u32::try_from(level).unwrap_or(u32::MAX));
        for (held, first) in held.chunks(size).zip((first..).step_by(size)) {
            if !held.contains(&true) {
                continue;
            }
            let Some(below) = level.checked_sub(1) else {
                sets.extend(self.values.get(first).map(Value::documents));
                continue;
            };
            let group = self.levels.get(below).and_then(|groups| groups.get(first / size));
            match group.filter(|_| !held.contains(&false)) {
                Some(group) => sets.push(group.documents()),
                None => self.gather(held, (first, below), sets),
            }
        }
    }
}

impl Deref for Values {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        &self.values
    }
}

/// Documents that were found already, or are read when they are first asked for.
pub struct Found {
    documents: OnceLock<Positions>,
    stored: Option<Box<dyn Fn() -> Positions + Send + Sync>>,
}

impl Found {
    /// Documents that are read when they are first asked for.
    #[must_use]
    pub fn stored(read: impl Fn() -> Positions + Send + Sync + 'static) -> Self {
        Self { documents: OnceLock::new(), stored: Some(Box::new(read)) }
    }

    fn documents(&self) -> &Positions {
        self.documents.get_or_init(|| self.stored.as_ref().map(|read| read()).unwrap_or_default())
    }
}

impl From<Positions> for Found {
    fn from(documents: Positions) -> Self {
        Self { documents: documents.into(), stored: None }
    }
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found").field("documents", &self.documents).finish_non_exhaustive()
    }
}

/// A value of a facet, and the documents that have it.
pub struct Value {
    /// The value.
    pub text: String,
    /// How many documents have it.
    pub count: usize,
    documents: Found,
}

impl Value {
    /// A value with its documents.
    #[must_use]
    pub fn new(text: String, documents: Positions) -> Self {
        Self { text, count: documents.len(), documents: documents.into() }
    }

    /// A value that so many documents have.
    #[must_use]
    pub fn stored(text: String, count: usize, documents: Found) -> Self {
        Self { text, count, documents }
    }

    /// The documents that have it.
    pub fn documents(&self) -> &Positions {
        self.documents.documents()
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {} documents", self.text, self.count)
    }
}

/// The value of this text among others that are in their order.
#[must_use]
pub fn value_of<'a>(values: &'a Values, text: &str) -> Option<&'a Value> {
    let at = values.binary_search_by(|value| value.text.as_str().cmp(text)).ok()?;
    values.get(at)
}

/// What stands between the parts of a value that has several; no text of an archive holds it.
const BETWEEN: char = '\u{1f}';

fn joined(parts: &[&str]) -> String {
    parts.join(&BETWEEN.to_string())
}

/// A name under a document, as a value of a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// The name as printed.
    pub name: &'a str,
    /// The id of its party, or empty.
    pub party: &'a str,
    /// The code of its country, or empty.
    pub country: &'a str,
}

impl<'a> Named<'a> {
    /// Reads a value of [`Facet::Signed`] or [`Facet::Present`].
    #[must_use]
    pub fn of(value: &'a str) -> Self {
        let mut parts = value.split(BETWEEN);
        let mut part = || parts.next().unwrap_or_default();
        Self { name: part(), party: part(), country: part() }
    }
}

/// When an action is due, as a value of a facet: EDTF dates and a rule, each empty where it is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing<'a> {
    /// When.
    pub when: &'a str,
    /// The rule by which it comes again.
    pub repeat: &'a str,
    /// When the repetition ends.
    pub until: &'a str,
    /// The date of the document, where the rule is counted from it.
    pub made: &'a str,
}

impl<'a> Timing<'a> {
    /// Reads a value of [`Facet::Due`].
    #[must_use]
    pub fn of(value: &'a str) -> Self {
        let mut parts = value.split(BETWEEN);
        let mut part = || parts.next().unwrap_or_default();
        Self { when: part(), repeat: part(), until: part(), made: part() }
    }
}

impl Timing<'_> {
    /// An action that is due then, and of which nothing else is known.
    #[must_use]
    pub fn action(&self) -> Option<Action> {
        let date = |text: &str| Date::parse(text).ok();
        let (when, repeat) = (date(self.when), Repeat::parse(self.repeat));
        (when.is_some() || repeat.is_some()).then(|| Action {
            when,
            repeat,
            until: date(self.until),
            ..Action::default()
        })
    }
}

/// The values of a document of `meeting`; a value may come twice.
#[must_use]
pub fn values_of(document: &Document, meeting: Option<&Meeting>) -> Vec<(Facet, String)> {
    let mut values: Vec<(Facet, String)> = Vec::new();
    let issued = &document.issued;
    let mut add = |facet: Facet, value: &str| values.push((facet, value.to_owned()));
    add(Facet::Meeting, issued.meeting.as_ref().map_or("", |id| id.as_str()));
    add(Facet::Kind, document.kind.as_str());
    for version in &document.versions {
        add(Facet::Lang, version.language.tag());
        add(Facet::Has, version.coverage.as_str());
    }
    for country in issued.country.iter().chain(meeting.and_then(|meeting| meeting.country.as_ref()))
    {
        add(Facet::Country, country.code());
    }
    for place in issued.place.iter().chain(meeting.and_then(|meeting| meeting.place.as_ref())) {
        add(Facet::Place, place);
    }
    for topic in &document.topics {
        add(Facet::Topic, topic);
    }
    for issuer in &issued.by {
        add(Facet::Issuer, issuer);
    }
    let date = effective(document, meeting);
    if let Some(date) = date {
        add(Facet::Date, date.as_str());
    }
    for action in &document.actions {
        let repeat = action.repeat.map(|rule| rule.to_string()).unwrap_or_default();
        let text = |date: &Option<Date>| date.as_ref().map_or(String::new(), ToString::to_string);
        let made = date.filter(|_| !repeat.is_empty()).map_or("", Date::as_str);
        if action.when.is_some() || !repeat.is_empty() {
            add(Facet::Due, &joined(&[&text(&action.when), &repeat, &text(&action.until), made]));
        }
    }
    for group in &document.signatories {
        let facet = if group.role == Role::Present { Facet::Present } else { Facet::Signed };
        for name in &group.names {
            let party = name.party.as_ref().map_or("", |id| id.as_str());
            let country = name.country.as_ref().map_or("", |country| country.code());
            add(facet, &joined(&[&name.name, party, country]));
        }
    }
    let has = [
        ("signatories", values.iter().any(|(facet, _)| *facet == Facet::Signed)),
        ("actions", !document.actions.is_empty()),
        ("claims", !document.claims.is_empty()),
        ("links", !document.links.is_empty()),
        ("source", document.copies.iter().any(|copy| copy.file.is_some())),
    ];
    let has = has.into_iter().filter(|(_, has)| *has);
    values.extend(has.map(|(word, _)| (Facet::Has, word.to_owned())));
    values
}

/// The date of a document; where it has none that can be compared, its meeting's days.
fn effective<'a>(document: &'a Document, meeting: Option<&'a Meeting>) -> Option<&'a Date> {
    let held = || meeting.and_then(|meeting| meeting.held.as_ref());
    document.date().or_else(held).filter(|date| date.is_known())
}

/// The values of all facets, as they are collected document by document.
#[derive(Debug, Default)]
pub struct Facets {
    values: BTreeMap<Facet, BTreeMap<String, Positions>>,
}

impl Facets {
    /// Adds a value of the document at `position`.
    pub fn add(&mut self, facet: Facet, value: &str, position: usize) {
        let values = self.values.entry(facet).or_default();
        if let Some(documents) = values.get_mut(value) {
            documents.insert(position);
        } else {
            values.insert(value.to_owned(), [position].into_iter().collect());
        }
    }

    /// The values of one facet.
    pub fn take(&mut self, facet: Facet) -> Values {
        let values = self.values.remove(&facet).unwrap_or_default();
        let values = values.into_iter().map(|(text, documents)| Value::new(text, documents));
        Values { values: values.collect(), levels: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn groups_say_what_their_values_say(
            flips in prop::collection::btree_set(0_usize..700, 0..9),
            count in 0_usize..700,
            documents in prop::collection::vec(prop::collection::btree_set(0_usize..300, 0..9), 700),
        ) {
            // Long stretches of values that are held, or not.
            let held: Vec<bool> = (0..count).map(|at| flips.range(..at).count() % 2 == 0).collect();
            let sets = documents.into_iter().map(|set| set.into_iter().collect::<Positions>());
            let sets: Vec<Positions> = sets.take(count).collect();
            let value = |(at, set): (usize, &Positions)| Value::new(at.to_string(), set.clone());
            let values: Vec<Value> = sets.iter().enumerate().map(value).collect();
            let level = |size: usize| {
                let stored = |sets: &[Positions]| {
                    let together = Positions::any_of(sets);
                    Found::stored(move || together.clone())
                };
                sets.chunks(size).map(stored).collect::<Vec<Found>>()
            };
            let values = Values::grouped(values, vec![level(GROUP), level(GROUP * GROUP)]);
            let found = values.any_of(|at, text| {
                assert_eq!(text, at.to_string());
                held[at]
            });
            let wanted = sets.iter().zip(&held).filter(|(_, held)| **held);
            prop_assert_eq!(found, Positions::any_of(wanted.map(|(set, _)| set)));
        }
    }
}
