//! A whole document as JSON: every fact of its record, its versions and their blocks.

use serde::Serialize;

use crate::model::Action;
use crate::model::Archive;
use crate::model::Basis;
use crate::model::Copied;
use crate::model::Country;
use crate::model::Document;
use crate::model::Group;
use crate::model::Id;
use crate::model::Language;
use crate::model::Version;

use super::{Claimed, Listed, Name, Names, Sitting, edtf};

/// A whole document.
#[derive(Debug, Serialize)]
pub struct Whole<'a> {
    id: &'a str,
    kind: &'a str,
    title: &'a str,
    title_basis: Option<&'a str>,
    number: Option<&'a str>,
    meeting: Option<Sitting<'a>>,
    held: Option<&'a str>,
    date: Option<&'a str>,
    place: Option<&'a str>,
    country: Option<&'a str>,
    lang: Option<&'a str>,
    languages: Vec<&'a str>,
    coverage: Option<&'a str>,
    summary: Option<&'a str>,
    topics: &'a [String],
    notes: Option<&'a str>,
    issued: Issue<'a>,
    versions: Vec<Edition<'a>>,
    signatories: Vec<Signers<'a>>,
    signing: Option<Signing<'a>>,
    actions: Vec<Task<'a>>,
    copies: Vec<Copy<'a>>,
    claims: Vec<Claimed<'a>>,
    links: Vec<Tie<'a>>,
    mentions: Vec<Named<'a>>,
    rights: Rights<'a>,
    record: Record<'a>,
}

#[derive(Debug, Serialize)]
struct Issue<'a> {
    by: &'a [String],
    meeting: Option<&'a str>,
    place: Option<&'a str>,
    country: Option<&'a str>,
    adopted: Option<&'a str>,
    adopted_basis: Option<&'a str>,
    date: Option<&'a str>,
    date_basis: Option<&'a str>,
    held: Option<&'a str>,
    held_as_stated: Option<&'a str>,
    held_basis: Option<&'a str>,
    valid: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Edition<'a> {
    lang: &'a str,
    file: &'a str,
    title: Option<&'a str>,
    coverage: &'a str,
    lines: Option<&'a str>,
    original: &'a str,
    translator: Option<&'a str>,
    notes: Option<&'a str>,
    blocks: Vec<Piece<'a>>,
}

#[derive(Debug, Serialize)]
struct Piece<'a> {
    number: usize,
    kind: &'a str,
    label: Option<&'a str>,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Signers<'a> {
    group: &'a str,
    role: &'a str,
    lines: Option<&'a str>,
    stated_count: Option<u32>,
    names: Vec<Name<'a>>,
}

#[derive(Debug, Serialize)]
struct Signing<'a> {
    open: bool,
    as_stated: Option<&'a str>,
    as_of: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Task<'a> {
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
}

#[derive(Debug, Serialize)]
struct Copy<'a> {
    site: Option<&'a str>,
    url: Option<&'a str>,
    posted: Option<&'a str>,
    posted_as_stated: Option<&'a str>,
    posted_by: Option<&'a str>,
    saved: Option<&'a str>,
    file: Option<&'a str>,
    sha256: Option<&'a str>,
    format: Option<&'a str>,
    cut: &'a [String],
}

#[derive(Debug, Serialize)]
struct Tie<'a> {
    rel: &'a str,
    to: &'a str,
    notes: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Named<'a> {
    name: &'a str,
    kind: &'a str,
    lines: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Rights<'a> {
    holder: Option<&'a str>,
    note: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Record<'a> {
    made: Option<&'a str>,
    by: Option<&'a str>,
    checked: Option<&'a str>,
}

impl<'a> Whole<'a> {
    /// A document with the versions that are asked for.
    #[must_use]
    pub fn of(archive: &'a Archive, document: &'a Document, versions: &[&'a Version]) -> Self {
        let listed = Listed::of(archive, document);
        let issued = &document.issued;
        Self {
            id: listed.id,
            kind: listed.kind,
            title: listed.title,
            title_basis: basis(document.title_basis),
            number: document.number.as_deref(),
            meeting: listed.meeting,
            held: listed.held,
            date: listed.date,
            place: listed.place,
            country: listed.country,
            lang: document.language.as_ref().map(Language::tag),
            languages: listed.languages,
            coverage: listed.coverage,
            summary: document.summary.as_deref(),
            topics: &document.topics,
            notes: document.notes.as_deref(),
            issued: Issue {
                by: &issued.by,
                meeting: issued.meeting.as_ref().map(Id::as_str),
                place: issued.place.as_deref(),
                country: issued.country.as_ref().map(Country::code),
                adopted: edtf(issued.adopted.as_ref()),
                adopted_basis: basis(issued.adopted_basis),
                date: edtf(issued.date.as_ref()),
                date_basis: basis(issued.date_basis),
                held: edtf(issued.held.as_ref()),
                held_as_stated: issued.held_as_stated.as_deref(),
                held_basis: basis(issued.held_basis),
                valid: edtf(issued.valid.as_ref()),
            },
            versions: versions.iter().map(|version| edition(version)).collect(),
            signatories: document.signatories.iter().map(signers).collect(),
            signing: document.signing.as_ref().map(|signing| Signing {
                open: signing.open,
                as_stated: signing.as_stated.as_deref(),
                as_of: edtf(signing.as_of.as_ref()),
            }),
            actions: document.actions.iter().map(task).collect(),
            copies: document.copies.iter().map(copy).collect(),
            claims: document.claims.iter().map(Claimed::of).collect(),
            links: document
                .links
                .iter()
                .map(|link| Tie {
                    rel: link.relation.as_str(),
                    to: link.to.as_str(),
                    notes: link.notes.as_deref(),
                })
                .collect(),
            mentions: document
                .mentions
                .iter()
                .map(|mention| Named {
                    name: &mention.name,
                    kind: mention.kind.as_str(),
                    lines: mention.lines.as_deref(),
                })
                .collect(),
            rights: Rights {
                holder: document.rights.holder.as_deref(),
                note: document.rights.note.as_deref(),
            },
            record: Record {
                made: edtf(document.record.made.as_ref()),
                by: document.record.by.as_deref(),
                checked: document.record.checked.as_deref(),
            },
        }
    }
}

fn basis(basis: Option<Basis>) -> Option<&'static str> {
    basis.map(Basis::as_str)
}

fn edition(version: &Version) -> Edition<'_> {
    Edition {
        lang: version.language.tag(),
        file: &version.file,
        title: version.title.as_deref(),
        coverage: version.coverage.as_str(),
        lines: version.lines.as_deref(),
        original: version.original.as_str(),
        translator: version.translator.as_deref(),
        notes: version.notes.as_deref(),
        blocks: (1..)
            .zip(version.blocks.iter())
            .map(|(number, block)| Piece {
                number,
                kind: block.kind.as_str(),
                label: block.label.as_deref(),
                text: &block.text,
            })
            .collect(),
    }
}

fn signers(group: &Group) -> Signers<'_> {
    let named = Names::of(group);
    Signers {
        group: named.group,
        role: named.role,
        lines: group.lines.as_deref(),
        stated_count: group.stated_count,
        names: named.names,
    }
}

fn task(action: &Action) -> Task<'_> {
    Task {
        point: action.point.as_deref(),
        block: action.block.map(|block| block + 1),
        what: &action.what,
        who: &action.who,
        with: &action.with,
        when: edtf(action.when.as_ref()),
        as_stated: action.as_stated.as_deref(),
        repeat: action.repeat.map(|repeat| repeat.to_string()),
        until: edtf(action.until.as_ref()),
        place: action.place.as_deref(),
        country: action.country.as_ref().map(Country::code),
        basis: basis(action.basis),
        notes: action.notes.as_deref(),
    }
}

fn copy(copied: &Copied) -> Copy<'_> {
    Copy {
        site: copied.site.as_deref(),
        url: copied.url.as_deref(),
        posted: edtf(copied.posted.as_ref()),
        posted_as_stated: copied.posted_as_stated.as_deref(),
        posted_by: copied.posted_by.as_deref(),
        saved: edtf(copied.saved.as_ref()),
        file: copied.file.as_deref(),
        sha256: copied.sha256.as_deref(),
        format: copied.format.as_deref(),
        cut: &copied.cut,
    }
}
