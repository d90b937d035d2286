//! What the list shows: a meeting, a query, or both.

use std::fmt;
use std::sync::Arc;

use super::sidebar::Target;
use super::{App, Pane};
use crate::model::{Archive, Positions};
use crate::search::{Marks, Query, QueryError, Scope, Stop, Texts};

/// The filter of the list, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The number of the meeting, or a range of them; empty for all.
    pub meeting: String,
    /// A query; empty for all.
    pub words: String,
}

impl Filter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.meeting.is_empty() && self.words.trim().is_empty()
    }

    /// The filter as one query, as the title of the list shows it.
    #[must_use]
    pub fn text(&self) -> String {
        match (self.meeting.is_empty(), self.words.trim()) {
            (true, words) => words.to_owned(),
            (false, "") => format!("#{}", self.meeting),
            (false, words) if words.contains(" or ") => format!("#{} ({words})", self.meeting),
            (false, words) => format!("#{} {words}", self.meeting),
        }
    }

    /// The filter as a query. A column that an error names counts within the part it is in.
    pub fn query(&self) -> Result<Query, QueryError> {
        let words = Query::parse(&self.words)?;
        if self.meeting.is_empty() {
            return Ok(words);
        }
        Ok(Query::of_meetings(&self.meeting)?.and(words))
    }
}

/// A query that looks into the texts of a large archive: it is answered beside the reader, so that no key
/// waits for it.
#[derive(Clone)]
pub struct Question {
    /// Its number; of several only the answer to the last counts.
    pub number: u64,
    query: Query,
    archive: Arc<Archive>,
    texts: Arc<dyn Texts>,
    marks: Marks,
}

impl Question {
    /// The documents that match; `stop` is asked now and then whether nobody waits for them any more.
    pub fn answer(&self, stop: Stop<'_>) -> Positions {
        let (archive, texts) = (&*self.archive, &*self.texts);
        self.query.select_in(Scope { archive, texts, marks: &self.marks, stop })
    }
}

impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Question {}: {}", self.number, self.query)
    }
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Eq for Question {}

/// The questions of one reader.
#[derive(Debug, Default)]
pub(super) struct Questions {
    /// The number of the last.
    last: u64,
    /// The one that is still to be asked.
    pub(super) next: Option<Box<Question>>,
    /// Whether the last one is not answered yet.
    open: bool,
}

impl App {
    /// Shows the documents that the filter lets through; one that cannot be read changes nothing.
    pub(super) fn apply_filter(&mut self) {
        if let Some(documents) = self.filtered() {
            self.show_documents(documents);
        }
    }

    /// The documents that the filter lets through; none where they are not known at once, and are asked for.
    pub(super) fn filtered(&mut self) -> Option<Positions> {
        let query = self.filter.query().ok()?;
        self.questions.last += 1;
        self.questions.open = query.looks_into_texts() && !self.archive.is_held();
        self.questions.next = self.questions.open.then(|| {
            Box::new(Question {
                number: self.questions.last,
                query: query.clone(),
                archive: Arc::clone(&self.archive),
                texts: Arc::clone(&self.texts),
                marks: self.marks(),
            })
        });
        if self.questions.open {
            return None;
        }
        let (archive, texts, marks) = (&*self.archive, &*self.texts, self.marks());
        Some(query.select_in(Scope { archive, texts, marks: &marks, stop: &|| false }))
    }

    /// Takes the answer to a question, if it is the last one that was asked.
    pub(super) fn take_answer(&mut self, number: u64, documents: Positions) {
        if !self.questions.open || number != self.questions.last {
            return;
        }
        self.questions.open = false;
        self.show_documents(documents);
        if self.list.count() == 0 && self.prompt.is_none() {
            self.say_nothing_matches();
        }
    }

    /// Whether the documents that the filter lets through are still being looked for.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.questions.open
    }

    fn show_documents(&mut self, documents: Positions) {
        self.list_documents(documents);
        self.follow_list();
        self.make_page_anew();
    }

    /// Lists documents; which of them is read is left to who asks for it.
    pub(super) fn list_documents(&mut self, documents: Positions) {
        self.list.show(&self.archive, documents);
        // What a half-typed filter hid comes back with the rest of it.
        if let Some(before) = self.prompt.as_ref().and_then(super::Prompt::selected_before) {
            self.list.select(before);
        }
        self.show_wanted();
    }

    /// Selects the document with which the reader is to begin, once.
    pub(super) fn show_wanted(&mut self) {
        let wanted = self.wanted.take();
        if let Some(document) = wanted.and_then(|id| self.archive.position(&id)) {
            self.list.select(document);
        }
    }

    /// What the reader has marked, where the filter asks for it.
    fn marks(&self) -> Marks {
        if !self.filter.words.contains("is:") {
            return Marks::default();
        }
        marks(&self.archive, &self.notebook)
    }

    pub(super) fn clear_filter(&mut self) {
        self.filter = Filter::default();
        self.apply_filter();
    }

    pub(super) fn say_nothing_matches(&mut self) {
        if self.archive.is_empty() {
            return self.say("The archive is empty");
        }
        if !self.is_searching() {
            self.say(format!("No document matches {}: Esc shows all again", self.filter.text()));
        }
    }

    pub(super) fn filter_this(&mut self) {
        match self.focus {
            Pane::Sidebar => {
                let Some(Target::Name(name, party)) = self.sidebar.target() else {
                    return self.say("There is nothing to filter by under the cursor");
                };
                self.filter.words = match party {
                    Some(party) => format!("party:{party}"),
                    None => format!("signed:\"{}\"", name.replace('"', "")),
                };
            }
            Pane::List | Pane::Reader => {
                let document = self.list.selected().and_then(|at| self.archive.at(at));
                let Some(document) = document else { return };
                let meeting = self.archive.meeting_of(document);
                match meeting.map(|meeting| (meeting.number, &meeting.id)) {
                    Some((Some(number), _)) => self.filter.meeting = number.to_string(),
                    Some((None, id)) => self.filter.words = format!("meeting:{id}"),
                    None => "meeting:none".clone_into(&mut self.filter.words),
                }
            }
        }
        self.apply_filter();
        self.focus_on(Pane::List);
    }
}

/// What stands in a notebook about the documents of an archive, for a query.
#[must_use]
pub fn marks(archive: &Archive, notebook: &crate::notebook::Notebook) -> Marks {
    let positions = |ids: &mut dyn Iterator<Item = &crate::model::Id>| -> Positions {
        ids.filter_map(|id| archive.position(id.as_str())).collect()
    };
    let mut unread = Positions::first(archive.len());
    unread.drop_all(&positions(&mut notebook.read()));
    Marks { unread, bookmarked: positions(&mut notebook.bookmarks().map(|(id, _)| id)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meeting_holds_for_every_side_of_an_or() {
        let filter = |meeting: &str, words: &str| Filter {
            meeting: meeting.to_owned(),
            words: words.to_owned(),
        };
        assert_eq!(filter("23", "").text(), "#23");
        assert_eq!(filter("", "peace").text(), "peace");
        assert_eq!(filter("23", "a or b").text(), "#23 (a or b)");
        assert!(filter("", " ").is_empty());
    }
}
