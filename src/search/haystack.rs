//! The folded texts of an archive, made once.

use std::sync::OnceLock;

use crate::fold::{Needle, fold_trimmed};
use crate::model::Archive;
use crate::model::Document;
use crate::model::Role;

/// The folded texts of every document of one archive, each made when it is first needed.
///
/// It belongs to the archive it was made of; another archive needs another. Threads may share it.
#[derive(Debug, Default)]
pub struct Haystack {
    entries: Vec<OnceLock<Entry>>,
}

impl Haystack {
    /// Room for the texts of an archive.
    #[must_use]
    pub fn of(archive: &Archive) -> Self {
        let mut entries = Vec::new();
        entries.resize_with(archive.documents().len(), OnceLock::new);
        Self { entries }
    }

    /// Folds what is not folded yet, so that the first query need not.
    pub fn fill(&self, archive: &Archive) {
        for (cell, document) in self.entries.iter().zip(archive.documents()) {
            cell.get_or_init(|| Entry::of(archive, document));
        }
    }

    /// The place of the document at `position`.
    pub(super) fn cell(&self, position: usize) -> Option<&OnceLock<Entry>> {
        self.entries.get(position)
    }
}

/// The folded texts of one document, each on a line of its own, so that no phrase runs from one into
/// the next.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Its titles.
    pub(super) titles: String,
    /// Its topics.
    pub(super) topics: String,
    /// Who issued it.
    pub(super) issuers: String,
    /// Its place and its meeting's.
    pub(super) places: String,
    /// The names that signed, tabled, joined or sponsored it.
    pub(super) signed: String,
    /// The names of those who were only there.
    pub(super) present: String,
    /// Kind, meeting, summary, actions and the texts of all versions.
    pub(super) body: String,
    /// The meeting's hosts where `parties.toml` does not have them; no word is looked for in it.
    pub(super) hosts: String,
}

impl Entry {
    /// Folds what belongs to a document.
    pub(super) fn of(archive: &Archive, document: &Document) -> Self {
        let mut entry = Self::default();
        let meeting = archive.meeting_of(document);
        let series = meeting.and_then(|meeting| archive.series_of(meeting));

        add(&mut entry.titles, &document.title);
        for title in document.versions.iter().filter_map(|version| version.title.as_deref()) {
            add(&mut entry.titles, title);
        }
        add_all(&mut entry.topics, &document.topics);
        add_all(&mut entry.issuers, &document.issued.by);
        add_all(&mut entry.places, &document.issued.place);
        for group in &document.signatories {
            let names =
                if group.role == Role::Present { &mut entry.present } else { &mut entry.signed };
            add_all(names, group.names.iter().map(|name| &name.name));
        }

        let body = &mut entry.body;
        add(body, document.kind.as_str());
        add(body, &document.kind.as_str().replace('-', " "));
        if let Some(series) = series {
            add(body, &series.name);
            add(body, &series.short);
        }
        if let Some(meeting) = meeting {
            add_all(&mut entry.places, &meeting.place);
            add_all(body, &meeting.name);
            add_all(body, &meeting.theme);
            add_all(&mut entry.hosts, &meeting.hosts_as_stated);
        }
        add_all(body, &document.summary);
        add_all(body, document.actions.iter().map(|action| &action.what));
        for version in &document.versions {
            add_all(body, version.blocks.iter().map(|block| &block.text));
        }
        entry
    }

    /// Whether a word or phrase stands anywhere in it.
    pub(super) fn has(&self, needle: &Needle) -> bool {
        [
            &self.titles,
            &self.topics,
            &self.issuers,
            &self.places,
            &self.signed,
            &self.present,
            &self.body,
        ]
        .iter()
        .any(|text| needle.is_in(text))
    }
}

fn add(lines: &mut String, text: &str) {
    lines.push_str(&fold_trimmed(text));
    lines.push('\n');
}

fn add_all<'a>(lines: &mut String, texts: impl IntoIterator<Item = &'a String>) {
    for text in texts {
        add(lines, text);
    }
}
