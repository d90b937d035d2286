//! What the list shows: a meeting, a query, or both.

use super::sidebar::Target;
use super::{App, Pane};
use crate::search::{Query, QueryError, Scope};

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

impl App {
    /// Shows the documents that the filter lets through; one that cannot be read changes nothing.
    pub(super) fn apply_filter(&mut self) {
        let Ok(query) = self.filter.query() else { return };
        let documents = query.select_in(Scope {
            archive: &self.archive,
            haystack: &self.haystack,
            marks: &self.notebook,
        });
        self.list.show(&self.archive, documents);
        self.follow_list();
        self.make_page_anew();
    }

    pub(super) fn clear_filter(&mut self) {
        self.filter = Filter::default();
        self.apply_filter();
    }

    pub(super) fn say_nothing_matches(&mut self) {
        if self.archive.documents().is_empty() {
            return self.say("The archive is empty");
        }
        self.say(format!("No document matches {}: Esc shows all again", self.filter.text()));
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
