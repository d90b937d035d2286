//! A proposal as a page for people.

use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::export::phrase::counted;
use crate::import::Found;
use crate::import::Proposal;
use crate::model::Country;
use crate::model::Date;

/// How wide the names of fields are.
const FIELD: usize = 12;

/// The most letters of a text that is only pointed at.
const GLANCE: usize = 100;

/// Writes a proposal.
pub(super) fn write(output: &mut Output, name: &str, proposal: &Proposal) -> Result<(), Failure> {
    output.title(name)?;
    output.line("")?;
    field(output, "id", proposal.id.as_str())?;
    if let Some(found) = &proposal.matched {
        field(output, "belongs to", &format!("{} ({})", found.id, found.because))?;
    }
    for like in &proposal.like {
        field(output, "like", &format!("{} ({})", like.id, like.because))?;
    }
    known(output, "title", proposal.title.as_ref(), String::clone)?;
    known(output, "kind", proposal.kind.as_ref(), ToString::to_string)?;
    known(output, "number", proposal.number.as_ref(), String::clone)?;
    known(output, "meeting", proposal.meeting.as_ref(), |meeting| {
        let number = meeting.number.map(|number| format!(" {number}")).unwrap_or_default();
        let unknown = if meeting.id.is_none() { ", which the archive does not have" } else { "" };
        format!("{}{number}{unknown}", meeting.series)
    })?;
    known(output, "held", proposal.held.as_ref(), Date::spoken)?;
    known(output, "adopted", proposal.adopted.as_ref(), Date::spoken)?;
    known(output, "date", proposal.date.as_ref(), Date::spoken)?;
    known(output, "place", proposal.place.as_ref(), String::clone)?;
    known(output, "country", proposal.country.as_ref(), Country::to_string)?;
    known(output, "issued by", proposal.by.as_ref(), String::clone)?;
    known(output, "posted", proposal.copy.posted.as_ref(), Date::spoken)?;
    known(output, "posted by", proposal.copy.posted_by.as_ref(), String::clone)?;
    for version in &proposal.versions {
        let blocks = counted(version.blocks.len(), "block", "blocks");
        let told = format!(
            "{} ({}), {blocks}, lines {}",
            version.language,
            version.language.name(),
            version.lines
        );
        field(output, "version", &told)?;
    }
    for group in &proposal.signatories {
        let names = counted(group.names.len(), "name", "names");
        let heading = if group.heading.is_empty() { "without a heading" } else { &group.heading };
        let lines = group.lines.as_deref().unwrap_or("?");
        field(output, "names", &format!("{heading}: {names} ({}), lines {lines}", group.role))?;
    }
    for proposed in &proposal.actions {
        let action = &proposed.action;
        let when = action.when.as_ref().map_or_else(|| "no date".to_owned(), Date::spoken);
        let basis = action.basis.map(|basis| format!(" ({basis})")).unwrap_or_default();
        let point =
            action.point.as_ref().map(|point| format!("point {point}, ")).unwrap_or_default();
        let name = if proposed.standing.is_offered() { "offered" } else { "asks" };
        field(output, name, &format!("{point}{when}{basis}: {}", glance(&action.what)))?;
    }
    for claim in &proposal.claims {
        field(output, "differs", &format!("{} is {} here", claim.field, claim.value))?;
    }
    for cut in &proposal.cut {
        field(
            output,
            "left out",
            &format!("lines {}, {}: {}", cut.lines, cut.why, glance(&cut.text)),
        )?;
    }
    for trouble in &proposal.troubles {
        field(output, "note", &trouble.message)?;
    }
    output.line("")
}

fn field(output: &mut Output, name: &str, value: &str) -> Result<(), Failure> {
    output.line(&format!("{name:FIELD$}{}", value.replace('\n', " / ")))
}

fn known<T>(
    output: &mut Output,
    name: &str,
    found: Option<&Found<T>>,
    spoken: impl Fn(&T) -> String,
) -> Result<(), Failure> {
    let Some(found) = found else {
        return Ok(());
    };
    let lines =
        if found.lines.is_empty() { String::new() } else { format!(", line {}", found.lines) };
    field(output, name, &format!("{} ({}{lines})", spoken(&found.value), found.basis))
}

fn glance(text: &str) -> String {
    let short: String = text.chars().take(GLANCE).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
