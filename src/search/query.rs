//! What is asked for, and its canonical text.

use std::fmt;

use crate::model::Action;
use crate::model::Archive;
use crate::model::Country;
use crate::model::Day;
use crate::model::Document;
use crate::model::Id;
use crate::model::Kind;
use crate::model::Language;
use crate::model::Positions;

use super::due;
use super::field::{Has, Is, Text};
use super::haystack::Haystack;
use super::matches::{self, Marks, Scope};
use super::parse;
use super::token::{is_not, is_or, opens_quote};
use super::{QueryError, value};

/// A query of the language that the list filter, the command line and `search` share.
///
/// Its text, by `Display`, is canonical: read again, it is the same query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub(super) root: Node,
}

/// A query or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// All of these hold; none at all holds for every document.
    All(Vec<Self>),
    /// One of these holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// A condition.
    Term(Term),
}

/// One condition. Texts are folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Term {
    /// A word or phrase, anywhere.
    Words(String),
    /// The number of the meeting.
    Meeting(Numbers),
    /// The id of the meeting.
    MeetingId(Id),
    /// No meeting.
    NoMeeting,
    /// The kind of document.
    Kind(Kind),
    /// The language of a version.
    Lang(Language),
    /// The country of the document or its meeting.
    Country(Country),
    /// The years of its date.
    Year(Numbers),
    /// The days of its date.
    Date(Days),
    /// The days of an action.
    Due(Days),
    /// What the record has.
    Has(Has),
    /// What the reader has marked.
    Is(Is),
    /// A text in one field.
    Text(Text, String),
}

/// A range of numbers, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbers {
    /// The first; without limit where there is none.
    pub(super) first: Option<u32>,
    /// The last; without limit where there is none.
    pub(super) last: Option<u32>,
}

impl Numbers {
    /// Whether a number is one of them.
    pub(super) fn contain(self, number: u32) -> bool {
        self.first.is_none_or(|first| first <= number)
            && self.last.is_none_or(|last| number <= last)
    }
}

/// A range of days, both ends included, and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Days {
    /// An EDTF date, or two with `..` between them.
    pub(super) text: String,
    /// The first; without limit where there is none.
    pub(super) first: Option<Day>,
    /// The last; without limit where there is none.
    pub(super) last: Option<Day>,
}

impl Default for Query {
    fn default() -> Self {
        Self { root: Node::All(Vec::new()) }
    }
}

impl Query {
    /// Reads a query; the empty one matches every document.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        parse::parse(text).map(|root| Self { root })
    }

    /// The query for the meetings of a number or a range of numbers: `23`, `20..23`, `20..`.
    pub fn of_meetings(numbers: &str) -> Result<Self, QueryError> {
        value::numbers(numbers, 1, "the number of a meeting (23) or a range (20..23)")
            .map(|numbers| Self { root: Node::Term(Term::Meeting(numbers)) })
    }

    /// Whether it asks for nothing, so that it matches every document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(&self.root, Node::All(nodes) if nodes.is_empty())
    }

    /// The query that asks for both this and `other`.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { root: all(vec![self.root, other.root]) }
    }

    /// The documents that match.
    ///
    /// It folds what it needs anew; [`Query::select_in`] is for a reader who types.
    #[must_use]
    pub fn select(&self, archive: &Archive) -> Positions {
        let texts = Haystack::of(archive);
        self.select_in(Scope { archive, texts: &texts, marks: &Marks::default(), stop: &|| false })
    }

    /// The documents that match.
    #[must_use]
    pub fn select_in(&self, scope: Scope<'_>) -> Positions {
        matches::select(&self.root, &Positions::first(scope.archive.len()), scope)
    }

    /// Whether texts have to be looked into to answer it.
    #[must_use]
    pub fn looks_into_texts(&self) -> bool {
        matches::looks_into_texts(&self.root)
    }

    /// Whether an action of a document that matches is one of those that are asked for: where the query
    /// asks for days (`due:`) of all documents alike, only the actions of these days are.
    #[must_use]
    pub fn wants(&self, document: &Document, action: &Action) -> bool {
        let made = document.day();
        let wanted = |node: &Node| match node {
            Node::Term(Term::Due(days)) => due::is_due(action, made, days),
            _ => true,
        };
        match &self.root {
            Node::All(nodes) => nodes.iter().all(wanted),
            node => wanted(node),
        }
    }

    /// Whether it asks for words and phrases alone, and for all of them: for its [`Self::terms`].
    #[must_use]
    pub fn is_all_words(&self) -> bool {
        let is_words = |node: &Node| matches!(node, Node::Term(Term::Words(_)));
        match &self.root {
            Node::All(nodes) => !nodes.is_empty() && nodes.iter().all(is_words),
            node => is_words(node),
        }
    }

    /// The words and phrases that a text should have, folded, for marking them in it.
    #[must_use]
    pub fn terms(&self) -> Vec<String> {
        let mut terms = Vec::new();
        collect(&self.root, true, &mut terms);
        terms
    }
}

fn collect(node: &Node, wanted: bool, terms: &mut Vec<String>) {
    match node {
        Node::All(nodes) | Node::Any(nodes) => {
            for node in nodes {
                collect(node, wanted, terms);
            }
        }
        Node::Not(node) => collect(node, !wanted, terms),
        Node::Term(Term::Words(words)) if wanted && !terms.contains(words) => {
            terms.push(words.clone());
        }
        Node::Term(_) => {}
    }
}

/// All of `nodes`, without needless brackets.
pub(super) fn all(nodes: Vec<Node>) -> Node {
    let mut flat = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::All(inner) => flat.extend(inner),
            other => flat.push(other),
        }
    }
    alone(flat).unwrap_or_else(Node::All)
}

/// One of `nodes`, without needless brackets.
pub(super) fn any(nodes: Vec<Node>) -> Node {
    let mut flat = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Any(inner) => flat.extend(inner),
            other => flat.push(other),
        }
    }
    alone(flat).unwrap_or_else(Node::Any)
}

fn alone(mut nodes: Vec<Node>) -> Result<Node, Vec<Node>> {
    match nodes.pop() {
        Some(node) if nodes.is_empty() => Ok(node),
        last => {
            nodes.extend(last);
            Err(nodes)
        }
    }
}

/// A value as it stands in a query: in quotes where it needs them.
#[must_use]
pub fn quoted(value: &str) -> String {
    let is_bare = !value.is_empty()
        && !value.starts_with(opens_quote)
        && !value.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '\\'));
    if is_bare {
        return value.to_owned();
    }
    let mut quoted = String::from('"');
    for letter in value.chars() {
        if matches!(letter, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(letter);
    }
    quoted.push('"');
    quoted
}

/// A word as it stands in a query: in quotes where it would be read as something else.
fn quoted_word(word: &str) -> String {
    let is_sign = word.starts_with(['-', '#']) || is_or(word) || is_not(word);
    if is_sign || word.contains(':') {
        format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        quoted(word)
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&written(&self.root))
    }
}

fn written(node: &Node) -> String {
    let bracketed = |node: &Node, needs: fn(&Node) -> bool| {
        if needs(node) { format!("({})", written(node)) } else { written(node) }
    };
    let join = |nodes: &[Node], between: &str, needs: fn(&Node) -> bool| {
        let parts: Vec<String> = nodes.iter().map(|node| bracketed(node, needs)).collect();
        parts.join(between)
    };
    match node {
        Node::All(nodes) => join(nodes, " ", |node| matches!(node, Node::Any(_))),
        Node::Any(nodes) => join(nodes, " or ", |_| false),
        Node::Not(node) => {
            let needs = |node: &Node| matches!(node, Node::All(_) | Node::Any(_));
            format!("-{}", bracketed(node, needs))
        }
        Node::Term(term) => term.to_string(),
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => f.write_str(&quoted_word(words)),
            Self::Meeting(numbers) => write!(f, "#{numbers}"),
            Self::MeetingId(id) => write!(f, "meeting:{id}"),
            Self::NoMeeting => f.write_str("meeting:none"),
            Self::Kind(kind) => write!(f, "kind:{kind}"),
            Self::Lang(language) => write!(f, "lang:{language}"),
            Self::Country(country) => write!(f, "country:{country}"),
            Self::Year(years) => write!(f, "year:{years}"),
            Self::Date(days) => write!(f, "date:{}", days.text),
            Self::Due(days) => write!(f, "due:{}", days.text),
            Self::Has(has) => write!(f, "has:{}", has.word()),
            Self::Is(is) => write!(f, "is:{}", is.word()),
            Self::Text(field, text) => write!(f, "{}:{}", field.field().word(), quoted(text)),
        }
    }
}

impl fmt::Display for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.last) {
            (Some(first), Some(last)) if first == last => write!(f, "{first}"),
            (Some(first), Some(last)) => write!(f, "{first}..{last}"),
            (Some(first), None) => write!(f, "{first}.."),
            (None, Some(last)) => write!(f, "..{last}"),
            (None, None) => f.write_str(".."),
        }
    }
}
