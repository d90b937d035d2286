//! The archive: loaded once, checked, then immutable.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Document, Id, Meeting, Party, Series};

/// What an archive is made from. Ids must be unique within each list.
#[derive(Debug, Default)]
pub struct Contents {
    /// Where it was read from, in words for people.
    pub origin: String,
    /// The series of meetings.
    pub series: Vec<Series>,
    /// The meetings, in any order.
    pub meetings: Vec<Meeting>,
    /// The parties, in any order.
    pub parties: Vec<Party>,
    /// The documents, in any order.
    pub documents: Vec<Document>,
}

/// A loaded archive. Documents have positions, from 0, in the order of [`Archive::documents`].
#[derive(Debug, Default)]
pub struct Archive {
    contents: Contents,
    documents: HashMap<Id, usize>,
    meetings: HashMap<Id, usize>,
    parties: HashMap<Id, usize>,
}

fn positions<'a>(ids: impl Iterator<Item = &'a Id>) -> HashMap<Id, usize> {
    ids.cloned().zip(0..).collect()
}

impl Archive {
    /// Puts the contents in order: documents by meeting, the newest first and those of no meeting
    /// last, then by date, newest first, then by title.
    #[must_use]
    pub fn new(mut contents: Contents) -> Self {
        contents.meetings.sort_by_key(|m| {
            Reverse((m.held.as_ref().and_then(|held| held.latest().or(held.earliest())), m.number))
        });
        let meetings = positions(contents.meetings.iter().map(|meeting| &meeting.id));
        contents.documents.sort_by_cached_key(|document| {
            let meeting = document.issued.meeting.as_ref().and_then(|id| meetings.get(id));
            let place = meeting.copied().unwrap_or(usize::MAX);
            (place, Reverse(document.day()), document.title.clone(), document.id.clone())
        });
        Self {
            documents: positions(contents.documents.iter().map(|document| &document.id)),
            parties: positions(contents.parties.iter().map(|party| &party.id)),
            meetings,
            contents,
        }
    }

    /// Where it was read from, in words for people.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.contents.origin
    }

    /// Every document, grouped by meeting.
    #[must_use]
    pub fn documents(&self) -> &[Document] {
        &self.contents.documents
    }

    /// The document at a position.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<&Document> {
        self.contents.documents.get(position)
    }

    /// The position of the document with this id.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.documents.get(id).copied()
    }

    /// The document with this id.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.at(self.position(id)?)
    }

    /// The series of meetings.
    #[must_use]
    pub fn series(&self) -> &[Series] {
        &self.contents.series
    }

    /// The series with this id.
    #[must_use]
    pub fn series_of(&self, meeting: &Meeting) -> Option<&Series> {
        self.contents.series.iter().find(|series| series.id == meeting.series)
    }

    /// The meetings, newest first.
    #[must_use]
    pub fn meetings(&self) -> &[Meeting] {
        &self.contents.meetings
    }

    /// The meeting with this id.
    #[must_use]
    pub fn meeting(&self, id: &str) -> Option<&Meeting> {
        self.contents.meetings.get(*self.meetings.get(id)?)
    }

    /// The meeting that a document comes from.
    #[must_use]
    pub fn meeting_of(&self, document: &Document) -> Option<&Meeting> {
        self.meeting(document.issued.meeting.as_ref()?.as_str())
    }

    /// The parties, in the order of the file.
    #[must_use]
    pub fn parties(&self) -> &[Party] {
        &self.contents.parties
    }

    /// The party with this id.
    #[must_use]
    pub fn party(&self, id: &str) -> Option<&Party> {
        self.contents.parties.get(*self.parties.get(id)?)
    }

    /// The positions of the documents that bear the name of a party.
    #[must_use]
    pub fn signed_by(&self, party: &Id) -> Vec<usize> {
        self.positions_where(|document| {
            let mut names = document.signatories.iter().flat_map(|group| &group.names);
            names.any(|name| name.party.as_ref() == Some(party))
        })
    }

    /// The positions of the documents of a meeting.
    #[must_use]
    pub fn of_meeting(&self, meeting: &Id) -> Vec<usize> {
        self.positions_where(|document| document.issued.meeting.as_ref() == Some(meeting))
    }

    fn positions_where(&self, mut holds: impl FnMut(&Document) -> bool) -> Vec<usize> {
        (0..).zip(self.documents()).filter(|(_, d)| holds(d)).map(|(i, _)| i).collect()
    }
}
