//! The entries of the tab that holds what the reader has added: bookmarks and notes.

use super::{Item, Target};
use crate::model::{BlockKind, Document, Version};
use crate::notebook::{Anchor, Note, Notebook};

/// The bookmarks and notes of a document; those whose words are gone are shown as such.
pub(super) fn notes(document: &Document, version: usize, notebook: &Notebook) -> Vec<Item> {
    let version = document.versions.get(version);
    let mut items = Vec::new();
    let bookmarks: Vec<Option<&Anchor>> = notebook.bookmarks_in(&document.id).collect();
    if !bookmarks.is_empty() {
        items.push(Item::heading(format!("Bookmarks · {}", bookmarks.len())));
    }
    for at in bookmarks {
        let target = Target::Bookmark(at.cloned());
        let words = at.map_or("the document", |at| at.words.as_str());
        items.push(Item::new(BlockKind::Point, place(at, document), words, target));
    }
    let notes = notebook.notes_on(&document.id);
    if !notes.is_empty() {
        items.push(Item::heading(format!("Notes · {}", notes.len())));
    }
    for note in notes {
        let target = Target::Note(note.version);
        items.push(Item::new(
            BlockKind::Point,
            place(note.at, document),
            note.text,
            target.clone(),
        ));
        let about = remark(&note, document, version);
        items.push(Item { target, ..Item::note(3, about) });
    }
    if items.is_empty() {
        items.push(Item::note(0, "Nothing is noted here yet: a writes a note, B sets a bookmark."));
    }
    items
}

/// The number of the block in which words stand now.
fn place(at: Option<&Anchor>, document: &Document) -> Option<String> {
    let at = at?;
    let version = document.versions.iter().find(|version| version.language == at.language)?;
    let spot = at.find(&version.blocks);
    Some(spot.map_or("?".to_owned(), |spot| format!("¶{}", spot.block + 1)))
}

/// When a note was written, and what became of its words.
fn remark(note: &Note<'_>, document: &Document, shown: Option<&Version>) -> String {
    let mut parts = vec![note.written.day().to_string()];
    parts.extend(note.is_copy.then(|| "conflicting copy".to_owned()));
    if let Some(at) = note.at {
        let version = document.versions.iter().find(|version| version.language == at.language);
        match version.and_then(|version| at.find(&version.blocks)) {
            None => parts.push(format!("its words are gone: “{}”", at.words)),
            Some(spot) if spot.changed => parts.push("the words have changed".to_owned()),
            Some(_) => {}
        }
        if shown.is_none_or(|shown| shown.language != at.language) {
            parts.push(at.language.name().to_owned());
        }
    }
    parts.join(" · ")
}
