//! The notebook as a page to be read, printed and written on, and back.

mod entry;
mod import;
mod trace;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::model::{Archive, Document, Id, clean_line};

use super::Notebook;
use super::anchor::Anchor;
use super::notes::Note;
use super::record::Op;

pub use import::import_markdown;

/// What is told of a document that is not there.
const GONE: &str = "The archive has no such document now.";

/// What is told of words that are not there.
const WORDS_GONE: &str = ", whose words are gone";

/// What is told of words that are nearly there.
const WORDS_CHANGED: &str = ", whose words have changed";

/// Writes what a person wants to take away, a section a document, in Markdown: notes with the words
/// they were made on, bookmarks, marks, actions that are done, and how far one has read. Comments
/// hold what [`import_markdown`] needs to know each entry again.
#[must_use]
pub fn export_markdown(notebook: &Notebook, archive: &Archive) -> String {
    let mut parts = vec![format!("# Notebook\n\n{}\n", escaped(&clean_line(archive.origin())))];
    for id in documents(notebook, archive) {
        parts.extend(section(notebook, archive, &id));
    }
    parts.concat()
}

/// The documents about which there is something to say, in the order of the archive; those that it
/// has no more come last.
fn documents(notebook: &Notebook, archive: &Archive) -> Vec<Id> {
    let mut ids: BTreeSet<&Id> = BTreeSet::new();
    ids.extend(notebook.notes().iter().map(|note| note.document));
    ids.extend(notebook.bookmarks().map(|(id, _)| id));
    ids.extend(notebook.marks().map(|(_, id, _)| id));
    ids.extend(notebook.done().map(|(id, ..)| id));
    ids.extend(notebook.places().into_iter().map(|(id, _)| id));
    ids.extend(notebook.read());
    let mut ids: Vec<Id> = ids.into_iter().cloned().collect();
    ids.sort_by_key(|id| archive.position(id.as_str()).unwrap_or(usize::MAX));
    ids
}

/// What there is to say about a document.
fn section(notebook: &Notebook, archive: &Archive, id: &Id) -> Vec<String> {
    let document = archive.document(id.as_str());
    let heading = match document {
        Some(document) => format!("\n## {} (`{id}`)\n", escaped(&document.title)),
        None => format!("\n## `{id}`\n\n{GONE}\n"),
    };
    let items = items(notebook, document, id);
    let gap = if items.is_empty() { "" } else { "\n" };
    let notes = notebook.notes_on(id);
    let notes = notes.iter().map(|note| self::note(notebook, document, note));
    [heading, gap.to_owned()].into_iter().chain(items).chain(notes).collect()
}

/// Everything about a document but the notes, a line each.
fn items(notebook: &Notebook, document: Option<&Document>, id: &Id) -> Vec<String> {
    let mut items = Vec::new();
    for record in notebook.pages.items.values() {
        let (about, rank, item) = match &record.op {
            Op::Read { document, read: true } => (document, 0, "read".to_owned()),
            Op::Place { document: about, at } if about == id => {
                let words = if at.words.is_empty() { String::new() } else { words(at) };
                (about, 1, format!("left at {}{words}", place(document, at)))
            }
            Op::Bookmark { document, at: None, set: true } => (document, 2, "bookmark".to_owned()),
            Op::Bookmark { document: about, at: Some(at), set: true } if about == id => {
                (about, 2, format!("bookmark at {}{}", place(document, at), words(at)))
            }
            Op::Mark { letter, at: Some((about, at)) } if about == id => {
                (about, 3, format!("mark `{letter}` at {}{}", place(document, at), words(at)))
            }
            Op::Done { document, point, what, done: true } => {
                let point = point.as_deref().map(|point| escaped(point).replace(':', "\\:"));
                let point = point.map(|point| format!(", point {point}")).unwrap_or_default();
                (document, 4, format!("done on {}{point}: {}", record.at.day(), escaped(what)))
            }
            _ => continue,
        };
        if about == id {
            // Of the places of a document the latest comes first.
            let order = if rank == 1 { Some(Reverse(record.stamp)) } else { None };
            items.push((rank, order, format!("* {item}{}\n", trace::comment(record))));
        }
    }
    items.sort_by_key(|(rank, order, _)| (*rank, *order));
    items.into_iter().map(|(_, _, item)| item).collect()
}

fn words(at: &Anchor) -> String {
    format!(": “{}”", escaped(&at.words))
}

fn note(notebook: &Notebook, document: Option<&Document>, note: &Note<'_>) -> String {
    let heading = match note.at {
        Some(at) => format!("at {}", place(document, at)),
        None => "on the document".to_owned(),
    };
    let copy = if note.is_copy { ", conflicting copy" } else { "" };
    let words = note.at.map(|at| format!("> {}", escaped(&at.words)));
    let words = words.map(|words| if words == "> " { ">\n\n".to_owned() } else { words + "\n\n" });
    let words = words.unwrap_or_default();
    let quoted = |line: &str| if begins(line) { format!("\\{line}") } else { line.to_owned() };
    let text: Vec<String> = trace::shown(note.text).split('\n').map(quoted).collect();
    let (day, text) = (note.written.day(), text.join("\n"));
    let comment = trace::comment(&trace::of_note(notebook, note));
    format!("\n### Note {heading}, {day}{copy}{comment}\n\n{words}{text}\n")
}

/// Whether a line of a note would begin something else, but for the backslashes before it.
fn begins(line: &str) -> bool {
    let line = line.trim_start_matches('\\');
    line.starts_with("## ") || line.starts_with("### ")
}

/// Where an anchor stands now, in words.
fn place(document: Option<&Document>, at: &Anchor) -> String {
    let was = format!("¶ {} ({})", at.block.saturating_add(1), at.language);
    let mut versions = document.iter().flat_map(|document| &document.versions);
    let version = versions.find(|version| version.language == at.language);
    match version.map(|version| at.find(&version.blocks)) {
        None => was,
        Some(None) => format!("{was}{WORDS_GONE}"),
        Some(Some(spot)) => {
            let changed = if spot.changed { WORDS_CHANGED } else { "" };
            format!("¶ {} ({}){changed}", spot.block + 1, at.language)
        }
    }
}

/// Text that is not to be read as Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        if sign.is_ascii_punctuation() && "\\`*_[]<>#|~&".contains(sign) {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}
