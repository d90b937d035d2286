//! The table of contents.

use crate::export::facts;
use crate::export::phrase;
use crate::model::Archive;
use crate::model::BlockKind;
use crate::model::Document;
use crate::model::Version;

use super::markup::Html;
use super::{link, spoken, tongue};

/// The sections of a document that are no text: their names in the page, and what they are called.
pub(super) const SECTIONS: [(&str, &str); 6] = [
    ("+signatories", "Signatories"),
    ("+actions", "Actions"),
    ("+claims", "Claims"),
    ("+copies", "Copies"),
    ("+links", "Related documents"),
    ("+record", "Record"),
];

/// The table of contents: of one document its sections, of several the documents by meeting.
pub(super) fn contents(archive: &Archive, documents: &[&Document]) -> Html {
    let mut inside = Html::default();
    inside.line(Html::element("h2", &[], Html::text("Contents")));
    if let [document] = documents {
        inside.line(sections(document));
    } else {
        let mut rest = documents;
        while let Some(first) = rest.first() {
            let meeting = &first.issued.meeting;
            let count = rest.iter().take_while(|other| other.issued.meeting == *meeting).count();
            let (group, others) = rest.split_at_checked(count).unwrap_or((rest, &[]));
            rest = others;
            let name = archive.meeting_of(first);
            let name = name.map(|meeting| phrase::meeting(archive, meeting));
            let name = name.unwrap_or_else(|| "No meeting".to_owned());
            inside.line(Html::element("h3", &[("dir", "auto")], Html::text(&name)));
            inside.line(titles(group));
        }
    }
    Html::element("nav", &[("aria-label", "Contents")], inside)
}

fn titles(documents: &[&Document]) -> Html {
    let mut items = Html::default();
    for document in documents {
        let title = Html::element("bdi", &spoken(tongue(document)), Html::text(&document.title));
        let kind = Html::element("span", &[("class", "dim")], Html::text(document.kind.as_str()));
        let item = link(&[document.id.as_str()], title).and(&Html::text(" ")).and(&kind);
        items.line(Html::element("li", &[], item));
    }
    Html::element("ul", &[], items)
}

fn sections(document: &Document) -> Html {
    let id = document.id.as_str();
    let mut items = Html::default();
    for version in &document.versions {
        let tag = version.language.tag();
        let name = Html::element(
            "bdi",
            &spoken(Some(&version.language)),
            Html::text(&facts::language(version)),
        );
        let item = link(&[id, tag], name).and(&headings(id, version));
        items.line(Html::element("li", &[], item));
    }
    for (section, name) in SECTIONS.into_iter().filter(|(section, _)| has(document, section)) {
        items.line(Html::element("li", &[], link(&[id, section], Html::text(name))));
    }
    Html::element("ul", &[], items)
}

/// Whether a document has something for a section.
pub(super) fn has(document: &Document, section: &str) -> bool {
    match section {
        "+signatories" => !document.signatories.is_empty() || document.signing.is_some(),
        "+actions" => !document.actions.is_empty(),
        "+claims" => !document.claims.is_empty(),
        "+copies" => !document.copies.is_empty(),
        "+links" => !document.links.is_empty(),
        _ => !facts::record(document).is_empty(),
    }
}

fn headings(id: &str, version: &Version) -> Html {
    let mut items = Html::default();
    let numbered = (1..).zip(version.blocks.iter());
    for (number, block) in numbered.filter(|(_, block)| block.kind == BlockKind::Heading) {
        let number: usize = number;
        let heading =
            Html::element("bdi", &spoken(Some(&version.language)), Html::text(&block.text));
        let place = [id, version.language.tag(), &number.to_string()];
        items.line(Html::element("li", &[], link(&place, heading)));
    }
    if items.is_empty() { items } else { Html::element("ul", &[], items) }
}
