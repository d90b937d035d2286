//! The notebook as a page to be read and printed.

use std::collections::BTreeSet;

use crate::model::{Archive, Document, Id};

use super::Notebook;
use super::anchor::Anchor;
use super::notes::Note;

/// Writes what a person wants to take away, a section a document, in Markdown: notes with the words
/// they were made on, bookmarks, marks, actions that are done, and how far one has read.
#[must_use]
pub fn export_markdown(notebook: &Notebook, archive: &Archive) -> String {
    let mut parts = vec![format!("# Notebook\n\n{}\n", escaped(archive.origin()))];
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
    let mut items = Vec::new();
    if notebook.is_read(id) {
        items.push("read".to_owned());
    }
    for (_, at) in notebook.places().into_iter().filter(|(document, _)| *document == id) {
        items.push(format!("left at {}", place(document, at)));
    }
    for at in notebook.bookmarks_in(id) {
        items.push(at.map_or("bookmark".to_owned(), |at| {
            format!("bookmark at {}: “{}”", place(document, at), escaped(&at.words))
        }));
    }
    for (letter, _, at) in notebook.marks().filter(|(_, document, _)| *document == id) {
        items.push(format!("mark `{letter}` at {}: “{}”", place(document, at), escaped(&at.words)));
    }
    for (_, point, what, at) in notebook.done().filter(|(document, ..)| *document == id) {
        let point = point.map(|point| format!("point {}, ", escaped(point))).unwrap_or_default();
        items.push(format!("done on {}: {point}{}", at.day(), escaped(what)));
    }
    let heading = match document {
        Some(document) => format!("\n## {} (`{id}`)\n", escaped(&document.title)),
        None => format!("\n## `{id}`\n\nThe archive has no such document now.\n"),
    };
    let gap = if items.is_empty() { "" } else { "\n" };
    let items = items.iter().map(|item| format!("* {item}\n"));
    let notes = notebook.notes_on(id);
    let notes = notes.iter().map(|note| self::note(document, note));
    [heading, gap.to_owned()].into_iter().chain(items).chain(notes).collect()
}

fn note(document: Option<&Document>, note: &Note<'_>) -> String {
    let heading = match note.at {
        Some(at) => format!("at {}", place(document, at)),
        None => "on the document".to_owned(),
    };
    let copy = if note.is_copy { ", conflicting copy" } else { "" };
    let words = note.at.filter(|at| !at.words.is_empty());
    let words = words.map(|at| format!("> {}\n\n", escaped(&at.words))).unwrap_or_default();
    let (day, text) = (note.written.day(), note.text.trim_end());
    format!("\n### Note {heading}, {day}{copy}\n\n{words}{text}\n")
}

/// Where an anchor stands now, in words.
fn place(document: Option<&Document>, at: &Anchor) -> String {
    let was = format!("¶ {} ({})", at.block.saturating_add(1), at.language);
    let mut versions = document.iter().flat_map(|document| &document.versions);
    let version = versions.find(|version| version.language == at.language);
    match version.map(|version| at.find(&version.blocks)) {
        None => was,
        Some(None) => format!("{was}, whose words are gone"),
        Some(Some(spot)) => {
            let changed = if spot.changed { ", whose words have changed" } else { "" };
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
