//! The parts of a made-up record: each with what its test needs, all else empty.

use plenary::model::{
    Action, Basis, Claim, Copied, Country, Coverage, Date, Document, Group, Id, Issued, Kind,
    Language, Link, Original, Record, Relation, Rights, Role, Signatory, Version,
};
use plenary::store;

pub(super) fn id(text: &str) -> Id {
    Id::parse(text).expect("an id of a test is one")
}

pub(super) fn date(text: &str) -> Date {
    Date::parse(text).expect("a date of a test is one")
}

pub(super) fn country(code: &str) -> Option<Country> {
    Country::parse(code)
}

pub(super) fn document(name: &str, kind: Kind, title: &str) -> Document {
    Document {
        id: id(name),
        folder: name.to_owned(),
        kind,
        title: title.to_owned(),
        title_basis: None,
        number: None,
        language: None,
        summary: None,
        topics: Vec::new(),
        notes: None,
        issued: Issued::default(),
        versions: Vec::new(),
        signatories: Vec::new(),
        signing: None,
        actions: Vec::new(),
        copies: Vec::new(),
        claims: Vec::new(),
        links: Vec::new(),
        mentions: Vec::new(),
        rights: Rights::default(),
        record: Record::default(),
    }
}

pub(super) fn version(tag: &str, text: &str) -> Version {
    Version {
        language: Language::parse(tag).expect("a tag of a test is one"),
        file: format!("text.{tag}.txt"),
        title: None,
        coverage: Coverage::Full,
        lines: None,
        original: Original::Unknown,
        translator: None,
        notes: None,
        blocks: store::blocks(text).into(),
    }
}

/// Names with their parties and countries, in this order.
pub(super) fn group(
    heading: &str,
    role: Role,
    names: &[(&str, Option<&str>, Option<&str>)],
) -> Group {
    let names = names.iter().map(|(name, party, land)| Signatory {
        name: (*name).to_owned(),
        party: party.map(id),
        party_basis: None,
        country: land.and_then(country),
    });
    Group {
        heading: heading.to_owned(),
        role,
        lines: None,
        stated_count: None,
        names: names.collect(),
    }
}

/// `when` and `basis` are empty where there is none.
pub(super) fn action(point: Option<&str>, what: &str, when: &str, basis: &str) -> Action {
    Action {
        point: point.map(str::to_owned),
        what: what.to_owned(),
        when: Date::parse(when).ok(),
        basis: Basis::of(basis),
        ..Action::default()
    }
}

pub(super) fn copied(site: &str, url: &str, posted: &str) -> Copied {
    Copied {
        site: Some(site.to_owned()),
        url: Some(url.to_owned()),
        posted: Some(date(posted)),
        ..Copied::default()
    }
}

pub(super) fn claim(field: &str, value: &str, said_in: &str) -> Claim {
    Claim {
        field: field.to_owned(),
        value: value.to_owned(),
        said_in: said_in.to_owned(),
        notes: Some("Counts the day of arrival.".to_owned()),
    }
}

pub(super) fn link(relation: Relation, to: &str) -> Link {
    Link { relation, to: id(to), notes: None }
}
