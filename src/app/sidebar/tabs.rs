//! The entries of the tabs that lead into the text: signatories, actions, contents.

use super::{Item, Target};
use crate::model::limits;
use crate::model::{Action, Basis, Block, BlockKind, Document, Group, Role, Signing};
use crate::notebook::Notebook;

/// Who signed: each group under its heading, with its count, in the printed order.
pub(super) fn signatories(document: &Document) -> Vec<Item> {
    let mut items: Vec<Item> = document.signatories.iter().flat_map(group).collect();
    if items.is_empty() {
        items.push(Item::note(0, "No signatories are listed."));
        if !document.issued.by.is_empty() {
            items.push(Item::note(0, format!("Issued by {}.", document.issued.by.join("; "))));
        }
    }
    if let Some(open) = document.signing.as_ref().and_then(signing) {
        items.push(Item::heading("Open"));
        items.push(open);
    }
    items
}

fn group(group: &Group) -> Vec<Item> {
    let role = match group.role {
        Role::Signed => String::new(),
        role => format!(" ({role})"),
    };
    let stated =
        group.stated_count.filter(|stated| usize::try_from(*stated) != Ok(group.names.len()));
    let stated = stated.map(|stated| format!(" ({stated} stated)")).unwrap_or_default();
    let heading = if group.heading.is_empty() { "Names" } else { &group.heading };
    let heading = Item::heading(format!("{heading}{role} · {}{stated}", group.names.len()));
    let names = group.names.iter().zip(1..).map(|(name, number)| {
        // The country is not left alone at the beginning of a row.
        let country =
            name.country.map(|country| format!("\u{a0}·\u{a0}{country}")).unwrap_or_default();
        let target = Target::Name(name.name.clone(), name.party.clone());
        let label = Some(format!("{number}."));
        Item::new(BlockKind::Point, label, format!("{}{country}", name.name), target)
    });
    std::iter::once(heading).chain(names).collect()
}

fn signing(signing: &Signing) -> Option<Item> {
    let stated =
        signing.as_stated.as_deref().map(|words| format!(" (“{words}”)")).unwrap_or_default();
    let when =
        signing.as_of.as_ref().map(|date| format!(", {}", date.spoken())).unwrap_or_default();
    signing.open.then(|| Item::note(0, format!("More could sign{stated}{when}.")))
}

/// What the document asks for, with each date and how it is known.
pub(super) fn actions(document: &Document, version: usize, notebook: &Notebook) -> Vec<Item> {
    if document.actions.is_empty() {
        return vec![Item::note(0, "The record names nothing to be done.")];
    }
    let mut items = Vec::new();
    for (position, action) in document.actions.iter().enumerate() {
        let target =
            document.block_of_action(action, version).map_or(Target::Nothing, Target::Block);
        let label = action.point.as_deref().map(|point| format!("{point}."));
        let kind = if label.is_some() { BlockKind::Point } else { BlockKind::Bullet };
        let done = if notebook.is_done(&document.id, action) { "✓ " } else { "" };
        let what = Item::new(kind, label, format!("{done}{}", action.what), target.clone());
        items.push(Item { action: Some(position), ..what });
        let details = [when(action), context(action)];
        for detail in details.into_iter().filter(|detail| !detail.is_empty()) {
            let detail = Item { target: target.clone(), ..Item::note(3, detail) };
            items.push(Item { action: Some(position), ..detail });
        }
    }
    items
}

/// When, and how that is known; what was worked out is never shown as stated.
fn when(action: &Action) -> String {
    let mut parts = Vec::new();
    parts.extend(action.when.as_ref().map(|date| match action.repeat {
        Some(_) => format!("first {}", date.spoken()),
        None => date.spoken(),
    }));
    parts.extend(action.repeat.map(|rule| match &action.until {
        Some(until) => format!("{rule}, until {}", until.spoken()),
        None => rule.to_string(),
    }));
    if parts.is_empty() {
        return action.as_stated.as_deref().map(|words| format!("“{words}”")).unwrap_or_default();
    }
    parts.extend(action.basis.map(|basis| basis.to_string()));
    if action.basis != Some(Basis::Stated) {
        parts.extend(action.as_stated.as_deref().map(|words| format!("“{words}”")));
    }
    parts.join(" · ")
}

fn context(action: &Action) -> String {
    let mut parts = Vec::new();
    parts.extend((!action.with.is_empty()).then(|| format!("with {}", action.with.join(", "))));
    parts.extend(action.place.clone());
    parts.extend(action.country.map(|country| country.to_string()));
    parts.join(" · ")
}

/// The longest text of an entry, in characters: enough to know the block by.
const ENTRY: usize = 72;

/// The headings and points; of a text that has none, every block by its number.
pub(super) fn contents(document: &Document, version: usize) -> Vec<Item> {
    let Some(version) = document.versions.get(version) else {
        return vec![Item::note(0, "The archive has no text of this document.")];
    };
    let marks = |block: &Block| matches!(block.kind, BlockKind::Heading | BlockKind::Point);
    let all = !version.blocks.iter().any(marks);
    let mut items = Vec::new();
    for (position, block) in version.blocks.iter().enumerate() {
        let label = match block.kind {
            _ if all => Some(format!("¶{}", position + 1)),
            BlockKind::Title | BlockKind::Heading | BlockKind::Slogan | BlockKind::Note => None,
            BlockKind::Point => block.label.clone(),
            BlockKind::Lead | BlockKind::Paragraph | BlockKind::Bullet => continue,
        };
        let kind = if label.is_some() { BlockKind::Point } else { BlockKind::Paragraph };
        if items.len() == limits::CONTENTS {
            items.push(Item::note(0, format!("More than {} are not listed.", limits::CONTENTS)));
            break;
        }
        items.push(Item::new(kind, label, beginning(&block.text), Target::Block(position)));
    }
    items
}

/// The beginning of a text, cut between two words.
fn beginning(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(ENTRY) else { return text.to_owned() };
    let cut = text.get(..end).unwrap_or(text);
    let whole = cut.rsplit_once(char::is_whitespace).map_or(cut, |(words, _)| words);
    format!("{whole}…")
}
