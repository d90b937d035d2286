//! A proposal as an archive of one document, to be read without being filed.

use std::sync::Arc;

use crate::model::Archive;
use crate::model::Block;
use crate::model::Contents;
use crate::model::Copied;
use crate::model::Coverage;
use crate::model::Document;
use crate::model::Issued;
use crate::model::Kind;
use crate::model::Language;
use crate::model::Original;
use crate::model::Record;
use crate::model::Rights;
use crate::model::Version;
use crate::model::clean_line;

use super::proposal::Found;
use super::proposal::Proposal;

/// The document that a proposal makes, alone among the meetings and parties that `archive` knows.
///
/// `name` is that of the file: a document without a title goes by it.
#[must_use]
pub fn alone(proposal: &Proposal, name: &str, archive: &Archive) -> Archive {
    among(archive, name, document(proposal, name))
}

/// The same where facts were looked for in the beginning of a long text alone, and `blocks` are all of it.
#[must_use]
pub fn alone_in_full(
    proposal: &Proposal,
    name: &str,
    archive: &Archive,
    blocks: Vec<Block>,
) -> Archive {
    let mut document = document(proposal, name);
    document.versions.truncate(1);
    match document.versions.first_mut() {
        Some(version) => version.blocks = blocks.into(),
        None => document.versions.push(version(Language::unknown(), blocks.into())),
    }
    document.signatories.clear();
    document.actions.clear();
    among(archive, name, document)
}

fn among(archive: &Archive, name: &str, document: Document) -> Archive {
    Archive::new(Contents {
        origin: clean_line(name).into_owned(),
        series: archive.series().to_vec(),
        meetings: archive.meetings().to_vec(),
        parties: archive.parties().to_vec(),
        documents: vec![document],
    })
}

fn value<T: Clone>(found: Option<&Found<T>>) -> Option<T> {
    found.map(|found| found.value.clone())
}

fn document(proposal: &Proposal, name: &str) -> Document {
    let title = proposal.title.as_ref();
    Document {
        id: proposal.id.clone(),
        folder: String::new(),
        kind: proposal.kind.as_ref().map_or(Kind::Other, |kind| kind.value),
        title: title.map_or_else(|| clean_line(name).into_owned(), |title| title.value.clone()),
        title_basis: title.map(|title| title.basis),
        number: value(proposal.number.as_ref()),
        language: proposal.versions.first().map(|version| version.language.clone()),
        summary: None,
        topics: Vec::new(),
        notes: Some(notes(proposal)),
        issued: issued(proposal),
        versions: versions(proposal),
        signatories: proposal.signatories.clone(),
        signing: proposal.signing.clone(),
        actions: proposal.actions.iter().map(|proposed| proposed.action.clone()).collect(),
        copies: vec![copy(proposal, name)],
        claims: Vec::new(),
        links: Vec::new(),
        mentions: Vec::new(),
        rights: Rights::default(),
        record: Record::default(),
    }
}

fn issued(proposal: &Proposal) -> Issued {
    let held = proposal.held.as_ref();
    Issued {
        by: proposal.by.iter().map(|by| by.value.clone()).collect(),
        meeting: proposal.meeting.as_ref().and_then(|meeting| meeting.value.id.clone()),
        place: value(proposal.place.as_ref()),
        country: value(proposal.country.as_ref()),
        adopted: value(proposal.adopted.as_ref()),
        adopted_basis: proposal.adopted.as_ref().map(|found| found.basis),
        date: value(proposal.date.as_ref()),
        date_basis: proposal.date.as_ref().map(|found| found.basis),
        held: value(held),
        held_as_stated: held.and_then(|held| held.as_stated.clone()),
        held_basis: held.map(|held| held.basis),
        valid: None,
    }
}

fn versions(proposal: &Proposal) -> Vec<Version> {
    let proposed = |proposed: &super::ProposedVersion| Version {
        title: proposed.title.clone(),
        lines: Some(proposed.lines.clone()),
        ..version(
            proposed.language.clone(),
            Arc::new(proposed.blocks.iter().map(|block| block.block.clone()).collect()),
        )
    };
    proposal.versions.iter().map(proposed).collect()
}

fn version(language: Language, blocks: Arc<Vec<Block>>) -> Version {
    Version {
        language,
        file: String::new(),
        title: None,
        coverage: Coverage::Full,
        lines: None,
        original: Original::Unknown,
        translator: None,
        notes: None,
        blocks,
    }
}

fn copy(proposal: &Proposal, name: &str) -> Copied {
    let copy = &proposal.copy;
    Copied {
        site: copy.site.clone(),
        url: copy.url.clone(),
        posted: value(copy.posted.as_ref()),
        posted_as_stated: copy.posted_as_stated.clone(),
        posted_by: value(copy.posted_by.as_ref()),
        file: Some(clean_line(name).into_owned()),
        cut: proposal.cut.iter().map(|cut| format!("{} {}", cut.lines, cut.why)).collect(),
        ..Copied::default()
    }
}

/// What a person should know, in the place where the reader shows it.
fn notes(proposal: &Proposal) -> String {
    let mut notes = vec!["Read from a file; nothing of it is filed.".to_owned()];
    if let Some(found) = &proposal.matched {
        notes.push(format!("The archive has its record: {} ({}).", found.id, found.because));
    }
    if let Some(meeting) = proposal.meeting.as_ref().filter(|meeting| meeting.value.id.is_none()) {
        let number = meeting.value.number.map(|number| format!(" {number}")).unwrap_or_default();
        notes.push(format!(
            "It names the meeting {}{number}, which the archive does not have.",
            meeting.value.series
        ));
    }
    notes.extend(proposal.troubles.iter().map(|trouble| trouble.message.clone()));
    notes.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Source;
    use crate::import::propose;

    #[test]
    fn a_file_is_an_archive_of_one_document() {
        let text = "Call of the river towns\n\nThe towns met and agreed on this:\n\n1. Water for all who ask.\n\n2. Bread for all who ask.\n";
        let none = Archive::default();
        let alone = alone(&propose(&Source::of_text(text), &none), "call.txt", &none);
        assert_eq!(alone.len(), 1);
        let document = alone.at(0).unwrap();
        assert_eq!(document.title, "Call of the river towns");
        assert_eq!(document.versions.len(), 1);
        assert!(document.versions[0].block_of_point("2").is_some());
    }

    #[test]
    fn a_file_without_a_title_goes_by_its_name() {
        let none = Archive::default();
        let alone = alone(&propose(&Source::of_text(""), &none), "a\u{202e}b.txt", &none);
        assert!(!alone.at(0).unwrap().title.contains('\u{202e}'));
    }
}
