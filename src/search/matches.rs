//! Asks documents whether they match.
//!
//! A query becomes one closure for a whole archive: what can be found out once, such as the parties
//! that a name means, is found out there and not at every document.

use std::sync::OnceLock;

use crate::fold::{Needle, fold_trimmed};
use crate::model::Archive;
use crate::model::Coverage;
use crate::model::Date;
use crate::model::Day;
use crate::model::Document;
use crate::model::Id;
use crate::model::Meeting;
use crate::model::Role;

use super::due::{is_due, is_known};
use super::field::{Has, Is, Text};
use super::haystack::{Entry, Haystack};
use super::named::Named;
use super::query::{Node, Numbers, Term};

/// What the reader has marked; by itself, nothing.
pub trait Marks {
    /// Whether the document is still to be read.
    fn is_unread(&self, document: &Id) -> bool {
        let _ = document;
        false
    }

    /// Whether the document bears a bookmark.
    fn is_bookmarked(&self, document: &Id) -> bool {
        let _ = document;
        false
    }
}

impl Marks for () {}

/// What a query is asked about.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The archive.
    pub archive: &'a Archive,
    /// The folded texts of this very archive.
    pub haystack: &'a Haystack,
    /// What the reader has marked; `&()` for nothing.
    pub marks: &'a dyn Marks,
}

/// A document that is asked, and the place of its folded texts.
struct Asked<'a> {
    document: &'a Document,
    cell: &'a OnceLock<Entry>,
    archive: &'a Archive,
}

impl<'a> Asked<'a> {
    fn entry(&self) -> &'a Entry {
        self.cell.get_or_init(|| Entry::of(self.archive, self.document))
    }

    fn meeting(&self) -> Option<&'a Meeting> {
        self.archive.meeting_of(self.document)
    }

    /// Its date; where it has none, its meeting's days.
    fn date(&self) -> Option<&'a Date> {
        let meeting = || self.meeting().and_then(|meeting| meeting.held.as_ref());
        self.document.date().or_else(meeting).filter(|date| is_known(date))
    }
}

type Test<'a> = Box<dyn Fn(&Asked<'_>) -> bool + 'a>;

/// The positions of the documents for which `node` holds.
pub(super) fn select(node: &Node, scope: Scope<'_>) -> Vec<usize> {
    let test = test(node, scope.archive, scope.marks);
    let holds = |position: usize, document: &Document| {
        // A haystack of another archive may be too short; its texts are then folded anew.
        let own = OnceLock::new();
        let cell = scope.haystack.cell(position).unwrap_or(&own);
        test(&Asked { document, cell, archive: scope.archive })
    };
    (0..)
        .zip(scope.archive.documents())
        .filter(|(position, document)| holds(*position, document))
        .map(|(position, _)| position)
        .collect()
}

/// Whether `node` holds for one document.
pub(super) fn matches(node: &Node, archive: &Archive, document: &Document) -> bool {
    test(node, archive, &())(&Asked { document, cell: &OnceLock::new(), archive })
}

fn test<'a>(node: &'a Node, archive: &'a Archive, marks: &'a dyn Marks) -> Test<'a> {
    let tests = |nodes: &'a [Node]| -> Vec<Test<'a>> {
        let mut nodes: Vec<&Node> = nodes.iter().collect();
        // What looks into texts comes last: the rest is quicker and may have settled it.
        nodes.sort_by_key(|node| !matches!(node, Node::Term(term) if !is_slow(term)));
        nodes.into_iter().map(|node| test(node, archive, marks)).collect()
    };
    match node {
        Node::All(nodes) => {
            let tests = tests(nodes);
            Box::new(move |asked| tests.iter().all(|test| test(asked)))
        }
        Node::Any(nodes) => {
            let tests = tests(nodes);
            Box::new(move |asked| tests.iter().any(|test| test(asked)))
        }
        Node::Not(node) => {
            let test = test(node, archive, marks);
            Box::new(move |asked| !test(asked))
        }
        Node::Term(term) => condition(term, archive, marks),
    }
}

fn is_slow(term: &Term) -> bool {
    matches!(term, Term::Words(_) | Term::Text(..))
}

fn condition<'a>(term: &'a Term, archive: &'a Archive, marks: &'a dyn Marks) -> Test<'a> {
    match term {
        // An index would stand here: it knows the documents of a needle without asking each.
        Term::Words(words) => {
            let needle = Needle::folded(words);
            Box::new(move |asked| asked.entry().has(&needle))
        }
        Term::Meeting(numbers) => Box::new(|asked| {
            let number = asked.meeting().and_then(|meeting| meeting.number);
            number.is_some_and(|number| numbers.contain(number))
        }),
        Term::MeetingId(id) => {
            Box::new(move |asked| asked.document.issued.meeting.as_ref() == Some(id))
        }
        Term::NoMeeting => Box::new(|asked| asked.document.issued.meeting.is_none()),
        Term::Kind(kind) => Box::new(move |asked| asked.document.kind == *kind),
        Term::Lang(wanted) => Box::new(move |asked| {
            let mut versions = asked.document.versions.iter();
            versions.any(|version| version.language.answers(wanted))
        }),
        Term::Country(country) => Box::new(move |asked| {
            let meeting = asked.meeting().and_then(|meeting| meeting.country);
            asked.document.issued.country == Some(*country) || meeting == Some(*country)
        }),
        Term::Year(years) => {
            Box::new(move |asked| asked.date().is_some_and(|date| is_in_years(date, *years)))
        }
        Term::Date(days) => Box::new(move |asked| {
            asked.date().is_some_and(|date| date.touches(days.first, days.last))
        }),
        Term::Due(days) => Box::new(move |asked| {
            let made = asked.date().and_then(Date::earliest);
            let mut actions = asked.document.actions.iter();
            actions.any(|action| is_due(action, made, days))
        }),
        Term::Has(has) => Box::new(move |asked| has_it(asked.document, *has)),
        Term::Is(is) => Box::new(move |asked| match is {
            Is::Unread => marks.is_unread(&asked.document.id),
            Is::Bookmarked => marks.is_bookmarked(&asked.document.id),
        }),
        Term::Text(field, value) => in_field(*field, value, archive),
    }
}

fn in_field<'a>(field: Text, value: &'a str, archive: &'a Archive) -> Test<'a> {
    let needle = Needle::folded(value);
    match field {
        Text::Signed => {
            let named = Named::of(value, archive);
            Box::new(move |asked| named.signed(asked.document, asked.entry()))
        }
        Text::By => {
            let named = Named::of(value, archive);
            Box::new(move |asked| named.issued(asked.entry()))
        }
        Text::Party => {
            let named = Named::of(value, archive);
            Box::new(move |asked| named.took_part(asked.document, asked.entry()))
        }
        Text::Series => Box::new(move |asked| {
            let Some(meeting) = asked.meeting() else {
                return false;
            };
            let series = asked.archive.series_of(meeting);
            meeting.series.as_str() == value
                || series.is_some_and(|series| {
                    [&series.short, &series.name]
                        .iter()
                        .any(|name| needle.is_in(&fold_trimmed(name)))
                })
        }),
        Text::Place => Box::new(move |asked| needle.is_in(&asked.entry().places)),
        Text::Topic => Box::new(move |asked| needle.is_in(&asked.entry().topics)),
        Text::Title => Box::new(move |asked| needle.is_in(&asked.entry().titles)),
        Text::Id => Box::new(move |asked| asked.document.id.as_str().contains(value)),
    }
}

fn is_in_years(date: &Date, years: Numbers) -> bool {
    let year = |day: Day| u32::try_from(day.year()).unwrap_or(0);
    let begins_late =
        matches!((date.earliest(), years.last), (Some(day), Some(last)) if year(day) > last);
    let ends_early =
        matches!((date.latest(), years.first), (Some(day), Some(first)) if year(day) < first);
    !begins_late && !ends_early
}

fn has_it(document: &Document, has: Has) -> bool {
    let covers = |coverage| document.versions.iter().any(|version| version.coverage == coverage);
    match has {
        Has::Signatories => {
            let mut groups = document.signatories.iter();
            groups.any(|group| group.role != Role::Present && !group.names.is_empty())
        }
        Has::Actions => !document.actions.is_empty(),
        Has::Full => covers(Coverage::Full),
        Has::Abstract => covers(Coverage::Abstract),
        Has::Claims => !document.claims.is_empty(),
        Has::Links => !document.links.is_empty(),
        Has::Source => document.copies.iter().any(|copy| copy.file.is_some()),
    }
}
