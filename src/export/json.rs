//! The shapes of the program's JSON. A field that is not known is null; dates are EDTF.

mod whole;

use std::collections::HashMap;
use std::collections::HashSet;

use serde::Serialize;

use crate::model::Action;
use crate::model::Archive;
use crate::model::Basis;
use crate::model::Claim;
use crate::model::Country;
use crate::model::Coverage;
use crate::model::Date;
use crate::model::Document;
use crate::model::Group;
use crate::model::Id;
use crate::model::Meeting;
use crate::model::Party;
use crate::model::Signatory;
use crate::model::Source;

pub use whole::Whole;

/// The meeting that a document comes from.
#[derive(Debug, Serialize)]
pub struct Sitting<'a> {
    /// The id of the series.
    pub series: &'a str,
    /// Its number in the series.
    pub number: Option<u32>,
}

/// One document of a list.
#[derive(Debug, Serialize)]
pub struct Listed<'a> {
    /// Its id.
    pub id: &'a str,
    /// What sort of work it is.
    pub kind: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The meeting it comes from.
    pub meeting: Option<Sitting<'a>>,
    /// The meeting's days: as the document gives them, else as the table of meetings does.
    pub held: Option<&'a str>,
    /// The date by which it is sorted.
    pub date: Option<&'a str>,
    /// The city: as the document gives it, else the meeting's.
    pub place: Option<&'a str>,
    /// The country's code.
    pub country: Option<&'a str>,
    /// The languages of its versions.
    pub languages: Vec<&'a str>,
    /// `full` only where every version is the text itself, else `abstract`.
    pub coverage: Option<&'a str>,
    /// How many names stand under it.
    pub signatories: usize,
    /// How many action items it has.
    pub actions: usize,
}

impl<'a> Listed<'a> {
    /// What a list says of a document.
    #[must_use]
    pub fn of(archive: &'a Archive, document: &'a Document) -> Self {
        let issued = &document.issued;
        let meeting = archive.meeting_of(document);
        let held = issued.held.as_ref();
        let place = issued.place.as_deref();
        let country = issued.country.as_ref();
        Self {
            id: document.id.as_str(),
            kind: document.kind.as_str(),
            title: &document.title,
            meeting: meeting
                .map(|meeting| Sitting { series: meeting.series.as_str(), number: meeting.number }),
            held: edtf(held.or_else(|| meeting?.held.as_ref())),
            date: edtf(document.date()),
            place: place.or_else(|| meeting?.place.as_deref()),
            // A city of the document's own may lie in another country than the meeting.
            country: country
                .or_else(|| place.is_none().then_some(meeting?.country.as_ref())?)
                .map(Country::code),
            languages: document.versions.iter().map(|v| v.language.tag()).collect(),
            coverage: document.coverage().map(Coverage::as_str),
            signatories: document.signatory_count(),
            actions: document.actions.len(),
        }
    }
}

/// A passage in which words were found.
#[derive(Debug, Serialize)]
pub struct Passage {
    /// The document's id.
    pub document: String,
    /// The language of the version; null where the words stand in the record alone.
    pub lang: Option<String>,
    /// The number of the block, from 1; null where the words stand in the record alone.
    pub block: Option<usize>,
    /// How well the document answers; only the order of scores means anything.
    pub score: f32,
    /// The passage; the title where the words stand in the record alone.
    pub excerpt: String,
    /// Where the words stand in it, in characters: the first, and the one after the last.
    pub matches: Vec<[usize; 2]>,
}

/// One name under a document.
#[derive(Debug, Serialize)]
pub struct Name<'a> {
    /// The name as printed.
    pub name: &'a str,
    /// The id of its party, where the spelling is known.
    pub party: Option<&'a str>,
    /// How that is known, where the record says it and not the spelling.
    pub party_basis: Option<&'a str>,
    /// Its country's code.
    pub country: Option<&'a str>,
}

/// Names under one heading, in the printed order.
#[derive(Debug, Serialize)]
pub struct Names<'a> {
    /// The heading as printed; empty where there is none.
    pub group: &'a str,
    /// What these names did.
    pub role: &'a str,
    /// The names.
    pub names: Vec<Name<'a>>,
}

impl<'a> Names<'a> {
    /// A group and its names.
    #[must_use]
    pub fn of(group: &'a Group) -> Self {
        let name = |name: &'a Signatory| Name {
            name: &name.name,
            party: name.party.as_ref().map(Id::as_str),
            party_basis: name.party_basis.map(Basis::as_str),
            country: name.country.as_ref().map(Country::code),
        };
        Self {
            group: &group.heading,
            role: group.role.as_str(),
            names: group.names.iter().map(name).collect(),
        }
    }
}

/// Who signed one document.
#[derive(Debug, Serialize)]
pub struct Signed<'a> {
    /// The document's id.
    pub document: &'a str,
    /// The names in their groups.
    pub groups: Vec<Names<'a>>,
    /// How many names there are.
    pub total: usize,
}

impl<'a> Signed<'a> {
    /// Who signed `document`.
    #[must_use]
    pub fn of(document: &'a Document) -> Self {
        Self {
            document: document.id.as_str(),
            groups: document.signatories.iter().map(Names::of).collect(),
            total: document.signatory_count(),
        }
    }
}

/// One action item.
#[derive(Debug, Serialize)]
pub struct Asked<'a> {
    /// The document's id.
    pub document: &'a str,
    /// The number of its point, as printed.
    pub point: Option<&'a str>,
    /// What is to be done.
    pub what: &'a str,
    /// When.
    pub when: Option<&'a str>,
    /// When, in the words of the document.
    pub as_stated: Option<&'a str>,
    /// The rule by which it comes again.
    pub repeat: Option<String>,
    /// When the repetition ends.
    pub until: Option<&'a str>,
    /// Where.
    pub place: Option<&'a str>,
    /// How `when` is known.
    pub basis: Option<&'a str>,
    /// Who is to do it.
    pub who: &'a [String],
    /// With whom.
    pub with: &'a [String],
    /// What a reader of the record should know.
    pub notes: Option<&'a str>,
}

impl<'a> Asked<'a> {
    /// An action of a document.
    #[must_use]
    pub fn of(document: &'a Document, action: &'a Action) -> Self {
        Self {
            document: document.id.as_str(),
            point: action.point.as_deref(),
            what: &action.what,
            when: edtf(action.when.as_ref()),
            as_stated: action.as_stated.as_deref(),
            repeat: action.repeat.map(|repeat| repeat.to_string()),
            until: edtf(action.until.as_ref()),
            place: action.place.as_deref(),
            basis: action.basis.map(Basis::as_str),
            who: &action.who,
            with: &action.with,
            notes: action.notes.as_deref(),
        }
    }
}

/// What somebody else says about a value.
#[derive(Debug, Serialize)]
pub struct Claimed<'a> {
    /// The value's key.
    pub field: &'a str,
    /// What is said.
    pub value: &'a str,
    /// Who says so: a document's id, or an address.
    pub said_in: &'a str,
    /// What a reader of the record should know.
    pub notes: Option<&'a str>,
}

impl<'a> Claimed<'a> {
    /// A claim.
    #[must_use]
    pub fn of(claim: &'a Claim) -> Self {
        Self {
            field: &claim.field,
            value: &claim.value,
            said_in: &claim.said_in,
            notes: claim.notes.as_deref(),
        }
    }
}

/// Where a row of the table of meetings was taken from.
#[derive(Debug, Serialize)]
pub struct Attestation<'a> {
    /// Who says it there: `host`, `page` or `mirror`.
    pub by: &'a str,
    /// The address.
    pub at: &'a str,
}

/// One meeting: a gathering of a series.
#[derive(Debug, Serialize)]
pub struct Gathering<'a> {
    /// Its id.
    pub id: &'a str,
    /// The id of its series.
    pub series: &'a str,
    /// Its number in the series.
    pub number: Option<u32>,
    /// A name of its own.
    pub name: Option<&'a str>,
    /// Its days.
    pub held: Option<&'a str>,
    /// The city.
    pub place: Option<&'a str>,
    /// The country's code.
    pub country: Option<&'a str>,
    /// The ids of the hosts.
    pub hosts: Vec<&'a str>,
    /// The hosts in the words of the source.
    pub hosts_as_stated: Option<&'a str>,
    /// What it was about.
    pub theme: Option<&'a str>,
    /// How many parties took part, as the source counts them.
    pub parties: Option<&'a str>,
    /// How many countries they came from, as the source counts them.
    pub countries: Option<&'a str>,
    /// Whether it took place.
    pub status: &'a str,
    /// The fields that one weak source alone gives.
    pub unconfirmed: &'a [String],
    /// Where the row was taken from.
    pub sources: Vec<Attestation<'a>>,
    /// What others say of its values.
    pub claims: Vec<Claimed<'a>>,
    /// What a reader of the record should know.
    pub notes: Option<&'a str>,
    /// How many documents of it the archive has.
    pub documents: usize,
}

/// The meetings of an archive, newest first.
#[must_use]
pub fn gatherings(archive: &Archive) -> Vec<Gathering<'_>> {
    let mut held: HashMap<&Id, usize> = HashMap::new();
    for document in archive.documents() {
        if let Some(meeting) = &document.issued.meeting {
            *held.entry(meeting).or_default() += 1;
        }
    }
    let count = |meeting: &Meeting| held.get(&meeting.id).copied().unwrap_or(0);
    let meetings = archive.meetings().iter();
    meetings.map(|m| Gathering::of(m, count(m))).collect()
}

impl<'a> Gathering<'a> {
    fn of(meeting: &'a Meeting, documents: usize) -> Self {
        let source = |source: &'a Source| Attestation { by: source.by.as_str(), at: &source.at };
        Self {
            id: meeting.id.as_str(),
            series: meeting.series.as_str(),
            number: meeting.number,
            name: meeting.name.as_deref(),
            held: edtf(meeting.held.as_ref()),
            place: meeting.place.as_deref(),
            country: meeting.country.as_ref().map(Country::code),
            hosts: meeting.hosts.iter().map(Id::as_str).collect(),
            hosts_as_stated: meeting.hosts_as_stated.as_deref(),
            theme: meeting.theme.as_deref(),
            parties: meeting.parties.as_deref(),
            countries: meeting.countries.as_deref(),
            status: meeting.status.as_str(),
            unconfirmed: &meeting.unconfirmed,
            sources: meeting.sources.iter().map(source).collect(),
            claims: meeting.claims.iter().map(Claimed::of).collect(),
            notes: meeting.notes.as_deref(),
            documents,
        }
    }
}

/// One party.
#[derive(Debug, Serialize)]
pub struct Organisation<'a> {
    /// Its id.
    pub id: &'a str,
    /// The name that the program shows.
    pub name: &'a str,
    /// Its acronym.
    pub acronym: Option<&'a str>,
    /// Its country's code.
    pub country: Option<&'a str>,
    /// Other names and spellings under which it signs.
    pub spellings: &'a [String],
    /// What a reader of the record should know.
    pub notes: Option<&'a str>,
    /// How many documents bear its name.
    pub documents: usize,
}

/// The parties of an archive, in the order of its file.
#[must_use]
pub fn organisations(archive: &Archive) -> Vec<Organisation<'_>> {
    let mut signed: HashMap<&Id, usize> = HashMap::new();
    for document in archive.documents() {
        let names = document.signatories.iter().flat_map(|group| &group.names);
        let parties: HashSet<&Id> = names.filter_map(|name| name.party.as_ref()).collect();
        for party in parties {
            *signed.entry(party).or_default() += 1;
        }
    }
    let count = |party: &Party| signed.get(&party.id).copied().unwrap_or(0);
    let parties = archive.parties().iter();
    parties
        .map(|party| Organisation {
            id: party.id.as_str(),
            name: &party.name,
            acronym: party.acronym.as_deref(),
            country: party.country.as_ref().map(Country::code),
            spellings: &party.spellings,
            notes: party.notes.as_deref(),
            documents: count(party),
        })
        .collect()
}

fn edtf(date: Option<&Date>) -> Option<&str> {
    date.map(Date::as_str)
}
