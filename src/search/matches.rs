//! Which documents a query finds.
//!
//! A condition on a field is asked of the field's values, not of the documents; only words are looked for
//! in texts, and only in those of the documents that everything else has left.

use crate::fold::{Needle, fold_trimmed, words};
use crate::model::Archive;
use crate::model::Country;
use crate::model::Date;
use crate::model::Day;
use crate::model::Facet;
use crate::model::Language;
use crate::model::Meeting;
use crate::model::Positions;
use crate::model::Timing;

use super::due::is_due;
use super::field::{Is, Text};
use super::haystack::{Part, Stop, Texts};
use super::named::Named;
use super::query::{Days, Node, Numbers, Term};

/// What the reader has marked, by positions in the archive; by default, nothing.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// The documents that are still to be read.
    pub unread: Positions,
    /// The documents that bear a bookmark.
    pub bookmarked: Positions,
}

/// What a query is asked about.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The archive.
    pub archive: &'a Archive,
    /// What knows the words of this very archive.
    pub texts: &'a dyn Texts,
    /// What the reader has marked.
    pub marks: &'a Marks,
    /// Whether nobody waits for the answer any more.
    pub stop: Stop<'a>,
}

/// The documents of `among` for which `node` holds.
pub(super) fn select(node: &Node, among: &Positions, scope: Scope<'_>) -> Positions {
    match node {
        Node::All(nodes) => {
            let mut nodes: Vec<&Node> = nodes.iter().collect();
            // What looks into texts comes last: the rest is quicker and leaves it less to look at.
            nodes.sort_by_key(|node| looks_into_texts(node));
            let mut left = among.clone();
            for node in nodes {
                if left.is_empty() {
                    break;
                }
                left = select(node, &left, scope);
            }
            left
        }
        Node::Any(nodes) => {
            let mut found = Positions::default();
            for node in nodes {
                found.join(&select(node, among, scope));
            }
            found
        }
        Node::Not(node) => {
            let mut left = among.clone();
            left.drop_all(&select(node, among, scope));
            left
        }
        Node::Term(term) => condition(term, among, scope),
    }
}

/// Whether texts have to be looked into.
pub(super) fn looks_into_texts(node: &Node) -> bool {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(looks_into_texts),
        Node::Not(node) => looks_into_texts(node),
        Node::Term(Term::Words(_) | Term::Text(Text::Title | Text::Id, _)) => true,
        Node::Term(_) => false,
    }
}

fn condition(term: &Term, among: &Positions, scope: Scope<'_>) -> Positions {
    let Scope { archive, texts, marks, stop } = scope;
    let having = |part, words: &str| texts.having(archive, part, words, among, stop);
    let found = match term {
        Term::Words(words) => return having(Part::All, words),
        Term::Text(Text::Title, title) => return having(Part::Title, &words(title)),
        Term::Text(Text::Id, id) => return having(Part::Id, id),
        Term::Meeting(numbers) => of_meetings(archive, |meeting| {
            meeting.number.is_some_and(|number| numbers.contain(number))
        }),
        Term::MeetingId(id) => with(archive, Facet::Meeting, |value| value == id.as_str()),
        Term::NoMeeting => with(archive, Facet::Meeting, str::is_empty),
        Term::Kind(kind) => with(archive, Facet::Kind, |value| value == kind.as_str()),
        Term::Lang(wanted) => with(archive, Facet::Lang, |tag| {
            Language::parse(tag).is_ok_and(|language| language.answers(wanted))
        }),
        Term::Country(country) => with(archive, Facet::Country, |code| code == country.code()),
        Term::Year(years) => with_date(archive, |date| is_in_years(date, *years)),
        Term::Date(days) => with_date(archive, |date| date.touches(days.first, days.last)),
        Term::Due(days) => with(archive, Facet::Due, |value| is_due_then(value, days)),
        Term::Has(has) => with(archive, Facet::Has, |value| value == has.word()),
        Term::Is(Is::Unread) => marks.unread.clone(),
        Term::Is(Is::Bookmarked) => marks.bookmarked.clone(),
        Term::Text(field, value) => in_field(*field, value, archive),
    };
    found.and(among)
}

/// The documents that have a value of a facet for which `holds`.
pub(super) fn with(archive: &Archive, facet: Facet, holds: impl Fn(&str) -> bool) -> Positions {
    archive.facet(facet).any_of(|_, value| holds(value))
}

fn with_date(archive: &Archive, holds: impl Fn(&Date) -> bool) -> Positions {
    let dates = archive.dates();
    let holds = |at: usize| dates.get(at).and_then(Option::as_ref).is_some_and(&holds);
    archive.facet(Facet::Date).any_of(|at, _| holds(at))
}

/// The documents of the meetings for which `holds`.
pub(super) fn of_meetings(archive: &Archive, holds: impl Fn(&Meeting) -> bool) -> Positions {
    with(archive, Facet::Meeting, |id| archive.meeting(id).is_some_and(&holds))
}

fn is_due_then(value: &str, days: &Days) -> bool {
    let timing = Timing::of(value);
    let made = Date::parse(timing.made).ok().and_then(|made| made.earliest());
    timing.action().is_some_and(|action| is_due(&action, made, days))
}

fn in_field(field: Text, value: &str, archive: &Archive) -> Positions {
    let needle = Needle::folded(value);
    let has = |text: &str| needle.is_in(&fold_trimmed(text));
    match field {
        Text::Signed => Named::of(value, archive).signed(),
        Text::By => Named::of(value, archive).issued(),
        Text::Party => Named::of(value, archive).took_part(),
        Text::Series => of_meetings(archive, |meeting| {
            let series = archive.series_of(meeting);
            meeting.series.as_str() == value
                || series.is_some_and(|series| has(&series.short) || has(&series.name))
        }),
        Text::Place => with(archive, Facet::Place, has),
        Text::Topic => with(archive, Facet::Topic, has),
        // Both were looked for among the texts.
        Text::Title | Text::Id => Positions::default(),
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

/// The country that a code stands for, folded or not.
pub(super) fn country(code: &str) -> Option<Country> {
    Country::parse(&code.to_ascii_uppercase())
}
