//! The record of a document that the archive does not have.

use std::fmt::Write;

use crate::import::proposal::Found;
use crate::import::proposal::Proposal;
use crate::model::Action;
use crate::model::Date;
use crate::model::Group;

use super::Material;
use super::block_lists;
use super::plain_name;

/// The text of `document.toml`.
pub(super) fn record(material: &Material<'_>) -> String {
    let proposal = material.proposal;
    let mut toml = String::from(
        "# Proposed by plenary import: compare it with the source, then write your initials and the day\n\
         # behind `checked`. Line numbers are those of the source. docs/format.md explains every key.\nschema = 1\n\n",
    );
    put(&mut toml, "id", proposal.id.as_str());
    put(&mut toml, "kind", proposal.kind.as_ref().map_or("other", |kind| kind.value.as_str()));
    if let Some(title) = &proposal.title {
        put(&mut toml, "title", &title.value);
        put(&mut toml, "title_basis", title.basis.as_str());
    } else {
        put(&mut toml, "title", &format!("Without a title ({})", material.name));
        put(&mut toml, "title_basis", "unknown");
    }
    put_some(&mut toml, "number", proposal.number.as_ref().map(|number| number.value.as_str()));
    put_some(&mut toml, "lang", proposal.versions.first().map(|version| version.language.tag()));
    put_some(&mut toml, "notes", notes(proposal).as_deref());
    toml.push_str("\n[issued]\n");
    if let Some(by) = &proposal.by {
        writeln!(toml, "by = [{}]", quoted(&by.value)).ok();
    }
    let meeting = proposal.meeting.as_ref().and_then(|meeting| meeting.value.id.as_ref());
    put_some(&mut toml, "meeting", meeting.map(crate::model::Id::as_str));
    put_some(&mut toml, "place", proposal.place.as_ref().map(|place| place.value.as_str()));
    put_some(&mut toml, "country", proposal.country.as_ref().map(|country| country.value.code()));
    dated(&mut toml, "adopted", proposal.adopted.as_ref());
    dated(&mut toml, "date", proposal.date.as_ref());
    dated(&mut toml, "held", proposal.held.as_ref());
    let stated = proposal.held.as_ref().and_then(|held| held.as_stated.as_deref());
    put_some(&mut toml, "held_as_stated", stated);
    for version in &proposal.versions {
        toml.push_str("\n[[version]]\n");
        put(&mut toml, "lang", version.language.tag());
        put(&mut toml, "file", &format!("text.{}.txt", version.language));
        put_some(&mut toml, "title", version.title.as_deref());
        put(&mut toml, "coverage", "full");
        put(&mut toml, "lines", &version.lines);
    }
    let lists = block_lists(proposal);
    if !lists.is_empty() {
        toml.push_str("\n[blocks]\n");
        for (name, numbers) in lists {
            writeln!(toml, "{name} = {numbers:?}").ok();
        }
    }
    for group in &proposal.signatories {
        names(&mut toml, group);
    }
    if let Some(signing) = &proposal.signing {
        writeln!(toml, "\n[signing]\nopen = {}", signing.open).ok();
        put_some(&mut toml, "as_stated", signing.as_stated.as_deref());
    }
    actions(&mut toml, proposal, |action| action.block);
    copy(&mut toml, material);
    writeln!(toml, "\n[record]").ok();
    put(&mut toml, "made", &material.today.to_string());
    put(&mut toml, "by", "import");
    put(&mut toml, "checked", "");
    toml
}

/// What a person has to look at.
fn notes(proposal: &Proposal) -> Option<String> {
    let mut notes: Vec<String> = Vec::new();
    if proposal.kind.is_none() {
        notes.push("What kind of document it is could not be told.".to_owned());
    }
    if let Some(meeting) = proposal.meeting.as_ref().filter(|meeting| meeting.value.id.is_none()) {
        let number = meeting.value.number.map(|number| format!(" {number}")).unwrap_or_default();
        notes.push(format!(
            "It comes from the meeting {}{number}, which meetings.toml does not have.",
            meeting.value.series
        ));
    }
    notes.extend(proposal.troubles.iter().map(|trouble| trouble.message.clone()));
    (!notes.is_empty()).then(|| notes.join(" "))
}

fn dated(toml: &mut String, key: &str, found: Option<&Found<Date>>) {
    if let Some(found) = found {
        put(toml, key, found.value.as_str());
        put(toml, &format!("{key}_basis"), found.basis.as_str());
    }
}

/// A group of names.
pub(super) fn names(toml: &mut String, group: &Group) {
    toml.push_str("\n[[signatories]]\n");
    put(toml, "group", &group.heading);
    put(toml, "role", group.role.as_str());
    put_some(toml, "lines", group.lines.as_deref());
    if let Some(count) = group.stated_count {
        writeln!(toml, "stated_count = {count}").ok();
    }
    toml.push_str("names = [\n");
    for name in &group.names {
        if let Some(basis) = name.party_basis {
            // A person says it: an empty party is none, whatever the spelling.
            let party = name.party.as_ref().map_or("", |party| party.as_str());
            let country = match (&name.party, name.country) {
                (None, Some(country)) => format!("country = \"{country}\", "),
                _ => String::new(),
            };
            let name = quoted(&name.name);
            writeln!(
                toml,
                "  {{ name = {name}, {country}party = \"{party}\", party_basis = \"{basis}\" }},"
            )
            .ok();
            continue;
        }
        match (&name.party, name.country) {
            // What parties.toml does not know stands beside the name.
            (None, Some(country)) => {
                writeln!(toml, "  {{ name = {}, country = \"{country}\" }},", quoted(&name.name))
                    .ok();
            }
            _ => {
                writeln!(toml, "  {},", quoted(&name.name)).ok();
            }
        }
    }
    toml.push_str("]\n");
}

/// The actions that are taken; `block` says in which block of the text one stands.
pub(super) fn actions(
    toml: &mut String,
    proposal: &Proposal,
    block: impl Fn(&Action) -> Option<usize>,
) {
    for proposed in proposal.actions.iter().filter(|proposed| proposed.is_taken) {
        let action = &proposed.action;
        toml.push_str("\n[[action]]\n");
        match action.point.as_deref().map(|point| (point, point.parse::<u32>())) {
            Some((_, Ok(number))) => {
                writeln!(toml, "point = {number}").ok();
            }
            Some((point, Err(_))) => put(toml, "point", point),
            None => {}
        }
        if let Some(block) = block(action) {
            writeln!(toml, "block = {}", block + 1).ok();
        }
        put(toml, "what", &action.what);
        list(toml, "who", &action.who);
        list(toml, "with", &action.with);
        put_some(toml, "when", action.when.as_ref().map(Date::as_str));
        put_some(toml, "as_stated", action.as_stated.as_deref());
        put_some(toml, "repeat", action.repeat.map(|repeat| repeat.to_string()).as_deref());
        put_some(toml, "until", action.until.as_ref().map(Date::as_str));
        put_some(toml, "place", action.place.as_deref());
        put_some(toml, "country", action.country.as_ref().map(crate::model::Country::code));
        put_some(toml, "basis", action.basis.map(crate::model::Basis::as_str));
        put_some(toml, "notes", action.notes.as_deref());
    }
}

fn list(toml: &mut String, key: &str, texts: &[String]) {
    if !texts.is_empty() {
        let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
        writeln!(toml, "{key} = [{}]", texts.join(", ")).ok();
    }
}

/// The copy that the source is.
pub(super) fn copy(toml: &mut String, material: &Material<'_>) {
    let copy = &material.proposal.copy;
    toml.push_str("\n[[copy]]\n");
    put_some(toml, "site", copy.site.as_deref());
    put_some(toml, "url", copy.url.as_deref());
    put_some(toml, "posted", copy.posted.as_ref().map(|posted| posted.value.as_str()));
    put_some(toml, "posted_as_stated", copy.posted_as_stated.as_deref());
    put_some(toml, "posted_by", copy.posted_by.as_ref().map(|by| by.value.as_str()));
    put(toml, "file", &format!("source/{}", plain_name(material.name, material.source.format)));
    put(toml, "sha256", &material.source.sha256);
    put(toml, "format", material.source.format.as_str());
    let cut: Vec<String> = material
        .proposal
        .cut
        .iter()
        .map(|cut| quoted(&format!("{} {}", cut.lines, cut.why)))
        .collect();
    if !cut.is_empty() {
        writeln!(toml, "cut = [{}]", cut.join(", ")).ok();
    }
}

fn put(toml: &mut String, key: &str, value: &str) {
    writeln!(toml, "{key} = {}", quoted(value)).ok();
}

fn put_some(toml: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        put(toml, key, value);
    }
}

fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}
