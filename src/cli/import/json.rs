//! A proposal as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::import::Found;
use crate::import::Proposal;
use crate::import::ProposedAction;
use crate::import::ProposedVersion;
use crate::import::Source;
use crate::import::Standing;
use crate::model::Group;

/// One document found.
#[derive(Serialize)]
pub(super) struct Told<'a> {
    source: &'a str,
    format: &'a str,
    id: &'a str,
    #[serde(rename = "match")]
    matched: Option<&'a str>,
    match_because: Option<&'a str>,
    like: Vec<Like<'a>>,
    kind: Option<&'a str>,
    title: Option<&'a str>,
    number: Option<&'a str>,
    meeting: Option<Meeting<'a>>,
    held: Option<&'a str>,
    adopted: Option<&'a str>,
    date: Option<&'a str>,
    posted: Option<&'a str>,
    posted_by: Option<&'a str>,
    site: Option<&'a str>,
    url: Option<&'a str>,
    by: Option<&'a str>,
    place: Option<&'a str>,
    country: Option<&'a str>,
    languages: Vec<&'a str>,
    versions: Vec<Version<'a>>,
    signatories: Vec<Names<'a>>,
    signing_open: bool,
    actions: Vec<Action<'a>>,
    claims: Vec<Claim<'a>>,
    cut: Vec<Cut<'a>>,
    evidence: BTreeMap<&'static str, Evidence<'a>>,
    faults: Vec<&'a str>,
}

#[derive(Serialize)]
struct Like<'a> {
    id: &'a str,
    because: &'a str,
}

#[derive(Serialize)]
struct Meeting<'a> {
    series: &'a str,
    number: Option<u32>,
    id: Option<&'a str>,
}

#[derive(Serialize)]
struct Version<'a> {
    lang: &'a str,
    title: Option<&'a str>,
    lines: &'a str,
    blocks: Vec<Block<'a>>,
}

#[derive(Serialize)]
struct Block<'a> {
    number: usize,
    kind: &'a str,
    label: Option<&'a str>,
    text: &'a str,
    lines: &'a str,
}

#[derive(Serialize)]
struct Names<'a> {
    group: &'a str,
    role: &'a str,
    lines: Option<&'a str>,
    stated_count: Option<u32>,
    #[serde(rename = "names")]
    list: Vec<Name<'a>>,
}

#[derive(Serialize)]
struct Name<'a> {
    #[serde(rename = "name")]
    text: &'a str,
    party: Option<&'a str>,
    party_basis: Option<&'a str>,
    country: Option<&'a str>,
}

#[derive(Serialize)]
struct Action<'a> {
    point: Option<&'a str>,
    block: Option<usize>,
    what: &'a str,
    who: &'a [String],
    with: &'a [String],
    when: Option<&'a str>,
    as_stated: Option<&'a str>,
    repeat: Option<String>,
    until: Option<&'a str>,
    place: Option<&'a str>,
    country: Option<&'a str>,
    basis: Option<&'a str>,
    notes: Option<&'a str>,
    lines: &'a str,
    in_record: Option<&'a str>,
    taken: bool,
}

#[derive(Serialize)]
struct Claim<'a> {
    field: &'a str,
    value: &'a str,
    said_in: &'a str,
}

#[derive(Serialize)]
struct Cut<'a> {
    lines: &'a str,
    text: &'a str,
    why: &'a str,
}

/// How a value is known.
#[derive(Serialize)]
struct Evidence<'a> {
    basis: &'a str,
    lines: Option<&'a str>,
    as_stated: Option<&'a str>,
}

/// A proposal as it is written.
pub(super) fn told<'a>(name: &'a str, source: &Source, proposal: &'a Proposal) -> Told<'a> {
    let copy = &proposal.copy;
    Told {
        source: name,
        format: source.format.as_str(),
        id: proposal.id.as_str(),
        matched: proposal.matched.as_ref().map(|found| found.id.as_str()),
        match_because: proposal.matched.as_ref().map(|found| found.because.as_str()),
        like: proposal
            .like
            .iter()
            .map(|like| Like { id: like.id.as_str(), because: &like.because })
            .collect(),
        kind: proposal.kind.as_ref().map(|found| found.value.as_str()),
        title: proposal.title.as_ref().map(|found| found.value.as_str()),
        number: proposal.number.as_ref().map(|found| found.value.as_str()),
        meeting: proposal.meeting.as_ref().map(|found| Meeting {
            series: &found.value.series,
            number: found.value.number,
            id: found.value.id.as_ref().map(crate::model::Id::as_str),
        }),
        held: proposal.held.as_ref().map(|found| found.value.as_str()),
        adopted: proposal.adopted.as_ref().map(|found| found.value.as_str()),
        date: proposal.date.as_ref().map(|found| found.value.as_str()),
        posted: copy.posted.as_ref().map(|found| found.value.as_str()),
        posted_by: copy.posted_by.as_ref().map(|found| found.value.as_str()),
        site: copy.site.as_deref(),
        url: copy.url.as_deref(),
        by: proposal.by.as_ref().map(|found| found.value.as_str()),
        place: proposal.place.as_ref().map(|found| found.value.as_str()),
        country: proposal.country.as_ref().map(|found| found.value.code()),
        languages: proposal.versions.iter().map(|version| version.language.tag()).collect(),
        versions: proposal.versions.iter().map(version).collect(),
        signatories: proposal.signatories.iter().map(names).collect(),
        signing_open: proposal.signing.as_ref().is_some_and(|signing| signing.open),
        actions: proposal.actions.iter().map(action).collect(),
        claims: proposal
            .claims
            .iter()
            .map(|claim| Claim {
                field: &claim.field,
                value: &claim.value,
                said_in: &claim.said_in,
            })
            .collect(),
        cut: proposal
            .cut
            .iter()
            .map(|cut| Cut { lines: &cut.lines, text: &cut.text, why: &cut.why })
            .collect(),
        evidence: evidence(proposal),
        faults: proposal.troubles.iter().map(|trouble| trouble.message.as_str()).collect(),
    }
}

fn version(version: &ProposedVersion) -> Version<'_> {
    let blocks = (1..).zip(&version.blocks).map(|(number, proposed)| Block {
        number,
        kind: proposed.block.kind.as_str(),
        label: proposed.block.label.as_deref(),
        text: &proposed.block.text,
        lines: &proposed.lines,
    });
    Version {
        lang: version.language.tag(),
        title: version.title.as_deref(),
        lines: &version.lines,
        blocks: blocks.collect(),
    }
}

fn names(group: &Group) -> Names<'_> {
    Names {
        group: &group.heading,
        role: group.role.as_str(),
        lines: group.lines.as_deref(),
        stated_count: group.stated_count,
        list: group
            .names
            .iter()
            .map(|name| Name {
                text: &name.name,
                party: name.party.as_ref().map(crate::model::Id::as_str),
                party_basis: name.party_basis.map(crate::model::Basis::as_str),
                country: name.country.as_ref().map(crate::model::Country::code),
            })
            .collect(),
    }
}

fn action(proposed: &ProposedAction) -> Action<'_> {
    let action = &proposed.action;
    Action {
        point: action.point.as_deref(),
        block: action.block.map(|block| block + 1),
        what: &action.what,
        who: &action.who,
        with: &action.with,
        when: action.when.as_ref().map(crate::model::Date::as_str),
        as_stated: action.as_stated.as_deref(),
        repeat: action.repeat.map(|repeat| repeat.to_string()),
        until: action.until.as_ref().map(crate::model::Date::as_str),
        place: action.place.as_deref(),
        country: action.country.as_ref().map(crate::model::Country::code),
        basis: action.basis.map(crate::model::Basis::as_str),
        notes: action.notes.as_deref(),
        lines: &proposed.lines,
        in_record: match proposed.standing {
            Standing::New => None,
            Standing::There => Some("there"),
            Standing::Like(_) => Some("like"),
            Standing::Lacking => Some("lacking"),
        },
        taken: proposed.is_taken,
    }
}

fn evidence(proposal: &Proposal) -> BTreeMap<&'static str, Evidence<'_>> {
    fn of<T>(found: Option<&Found<T>>) -> Option<Evidence<'_>> {
        found.map(|found| Evidence {
            basis: found.basis.as_str(),
            lines: Some(found.lines.as_str()).filter(|lines| !lines.is_empty()),
            as_stated: found.as_stated.as_deref(),
        })
    }
    let all = [
        ("kind", of(proposal.kind.as_ref())),
        ("title", of(proposal.title.as_ref())),
        ("number", of(proposal.number.as_ref())),
        ("meeting", of(proposal.meeting.as_ref())),
        ("held", of(proposal.held.as_ref())),
        ("adopted", of(proposal.adopted.as_ref())),
        ("date", of(proposal.date.as_ref())),
        ("posted", of(proposal.copy.posted.as_ref())),
        ("posted_by", of(proposal.copy.posted_by.as_ref())),
        ("place", of(proposal.place.as_ref())),
        ("country", of(proposal.country.as_ref())),
        ("by", of(proposal.by.as_ref())),
    ];
    all.into_iter().filter_map(|(field, evidence)| Some((field, evidence?))).collect()
}
