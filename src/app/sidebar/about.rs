//! The entries of the tab that says what is known of the document, and how.

use super::{Item, Target};
use crate::app::{Sending, Trouble};
use crate::model::{
    Archive, Basis, BlockKind, Copied, Coverage, Date, Document, Original, Version,
};

/// Everything that the record holds and the other tabs do not show.
pub(super) fn about(
    archive: &Archive,
    document: &Document,
    (position, troubles): (usize, &[Trouble]),
    sending: &Sending,
) -> Vec<Item> {
    let mut list = Listing::default();
    identity(&mut list, archive, document);
    list.heading("Versions", !document.versions.is_empty());
    for version in &document.versions {
        list.line(version_line(version));
        list.detail(version.notes.as_deref());
    }
    list.heading("Also said", !document.claims.is_empty());
    for claim in &document.claims {
        let other = archive.position(&claim.said_in);
        // A key such as issued.held, as a person says it.
        let field = claim.field.rsplit('.').next().unwrap_or(&claim.field).replace('_', " ");
        let line = format!("{field}: {} ({})", claim.value, claim.said_in);
        list.leading(line, other.map_or(Target::Nothing, Target::Document));
        list.detail(claim.notes.as_deref());
    }
    list.heading("Copies", !document.copies.is_empty());
    for copy in &document.copies {
        list.leading(copy_line(copy), Target::Copies);
    }
    list.heading("See also", !document.links.is_empty());
    for link in &document.links {
        let other = archive.position(link.to.as_str());
        let title = archive.document(link.to.as_str()).map_or(link.to.as_str(), |d| &d.title);
        let relation = link.relation.as_str().replace('-', " ");
        let line = format!("{relation}: {title}");
        list.leading(line, other.map_or(Target::Nothing, Target::Document));
        list.detail(link.notes.as_deref());
    }
    list.heading("Named in the text", !document.mentions.is_empty());
    for mention in &document.mentions {
        list.line(format!("{} ({})", mention.name, mention.kind));
    }
    record(&mut list, document);
    let own = troubles.iter().filter(|trouble| trouble.document == Some(position));
    for (number, trouble) in own.enumerate() {
        list.heading("Faults of this record", number == 0);
        list.line(trouble.text.clone());
    }
    list.heading("This terminal", !sending.why.is_empty());
    if !sending.why.is_empty() {
        list.line(sending.why.clone());
    }
    list.items
}

#[derive(Default)]
struct Listing {
    items: Vec<Item>,
}

impl Listing {
    fn heading(&mut self, text: &str, needed: bool) {
        self.items.extend(needed.then(|| Item::heading(text)));
    }

    fn line(&mut self, text: String) {
        self.leading(text, Target::Nothing);
    }

    fn leading(&mut self, text: String, target: Target) {
        self.items.push(Item::new(BlockKind::Paragraph, None, text, target));
    }

    fn detail(&mut self, text: Option<&str>) {
        self.items.extend(text.map(|text| Item::note(2, text)));
    }

    fn named(&mut self, name: &str, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            self.line(format!("{name}: {value}"));
        }
    }

    fn date(
        &mut self,
        name: &str,
        date: Option<&Date>,
        basis: Option<Basis>,
        stated: Option<&str>,
    ) {
        let Some(date) = date else { return };
        let basis = basis.map(|basis| format!(" · {basis}")).unwrap_or_default();
        let stated = stated.map(|words| format!(" · “{words}”")).unwrap_or_default();
        self.line(format!("{name}: {}{basis}{stated}", date.spoken()));
    }
}

fn identity(list: &mut Listing, archive: &Archive, document: &Document) {
    let issued = &document.issued;
    list.heading(&document.title, true);
    list.named("Kind", Some(document.kind));
    list.named("Symbol", document.number.as_ref());
    list.named("Title", document.title_basis.filter(|basis| *basis != Basis::Stated));
    list.named("Issued by", (!issued.by.is_empty()).then(|| issued.by.join("; ")));
    if let Some(meeting) = archive.meeting_of(document) {
        let series = archive.series_of(meeting).map_or(meeting.series.as_str(), |s| &s.short);
        list.named("Meeting", Some(format!("{series} {}", meeting.label())));
    } else {
        list.named("Meeting", Some("none"));
    }
    let place = [issued.place.clone(), issued.country.map(|country| country.to_string())];
    let place: Vec<String> = place.into_iter().flatten().collect();
    list.named("Place", (!place.is_empty()).then(|| place.join(" · ")));
    list.date("Held", issued.held.as_ref(), issued.held_basis, issued.held_as_stated.as_deref());
    list.date("Adopted", issued.adopted.as_ref(), issued.adopted_basis, None);
    list.date("Date", issued.date.as_ref(), issued.date_basis, None);
    list.date("Made for", issued.valid.as_ref(), None, None);
    list.named("Topics", (!document.topics.is_empty()).then(|| document.topics.join(", ")));
    list.heading("Summary", document.summary.is_some());
    if let Some(summary) = &document.summary {
        list.line(summary.clone());
    }
    list.heading("Notes of the record", document.notes.is_some());
    if let Some(notes) = &document.notes {
        list.line(notes.clone());
    }
}

fn version_line(version: &Version) -> String {
    let coverage = match version.coverage {
        Coverage::Full => "the text itself",
        Coverage::Abstract => "abstract: a summary made for this archive",
    };
    let original = match version.original {
        Original::Yes => ", the original",
        Original::No => ", a translation",
        Original::Unknown => "",
    };
    let translator =
        version.translator.as_deref().map(|name| format!(", by {name}")).unwrap_or_default();
    format!("{} ({}): {coverage}{original}{translator}", version.language.name(), version.language)
}

fn copy_line(copy: &Copied) -> String {
    let mut parts = Vec::new();
    parts.extend(copy.site.clone());
    parts.extend(copy.posted.as_ref().map(|date| format!("posted {}", date.spoken())));
    parts.extend(copy.posted_by.as_ref().map(|who| format!("by {who}")));
    parts.extend(copy.url.clone().filter(|_| copy.site.is_none()));
    parts.join(", ")
}

fn record(list: &mut Listing, document: &Document) {
    list.heading("The record", true);
    list.named("Id", Some(&document.id));
    list.named("Rights", document.rights.holder.as_ref());
    list.detail(document.rights.note.as_deref());
    let made = document.record.made.as_ref().map(Date::spoken);
    let by = document.record.by.as_deref().map(|by| format!(" ({by})")).unwrap_or_default();
    list.named("Made", made.map(|made| format!("{made}{by}")));
    let unchecked = "not yet by a person".to_owned();
    list.named("Checked", Some(document.record.checked.as_ref().unwrap_or(&unchecked)));
}
