//! The lines of a page, read as entries.

use crate::model::{Day, Id, Language, clean, clean_line};
use crate::notebook::exchange::LeftOut;
use crate::notebook::fields;
use crate::notebook::moment::Moment;
use crate::notebook::record::Letter;

use super::trace::{Trace, shown};

/// What stands in a page about a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The number of its first line, from 1.
    pub(super) line: usize,
    /// The document.
    pub(super) document: Id,
    /// What it says.
    pub(super) says: Says,
    /// By what it is known again, where the program wrote it.
    pub(super) trace: Option<Trace>,
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Says {
    /// The document is read.
    Read,
    /// A version was left there.
    Left(Spotted),
    /// A bookmark, on the document where there is no place.
    Bookmark(Option<Spotted>),
    /// A letter marks a place.
    Mark(Letter, Spotted),
    /// An action was done: on which day, its point, what.
    Done(Option<Day>, Option<String>, String),
    /// A note, on the document where there is no place.
    Note(Option<Spotted>, String),
}

/// A place as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spotted {
    /// The version.
    pub(super) language: Language,
    /// The position of the block, from 0.
    pub(super) block: usize,
    /// The words; empty where none are given.
    pub(super) words: String,
}

/// Reads a page: its entries, and what was not understood. `None` where it is no page of a notebook.
pub(super) fn read(text: &str) -> Option<(Vec<Entry>, Vec<LeftOut>)> {
    let mut reading = Reading::default();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    for (line, number) in text.split('\n').zip(1_usize..) {
        reading.line(line.strip_suffix('\r').unwrap_or(line), number);
    }
    reading.finish_note();
    reading.is_page.then_some((reading.entries, reading.left_out))
}

/// What the next lines belong to.
#[derive(Default)]
enum Under {
    /// Nothing yet: what stands above the first document.
    #[default]
    Title,
    /// A document.
    Document(Id),
    /// A note, and its lines so far.
    Note(Box<Entry>, Vec<String>),
    /// A heading that was not understood.
    Unclear(Option<Id>),
}

#[derive(Default)]
struct Reading {
    under: Under,
    is_page: bool,
    entries: Vec<Entry>,
    left_out: Vec<LeftOut>,
}

impl Reading {
    fn line(&mut self, line: &str, number: usize) {
        if let Some(heading) = line.strip_prefix("## ") {
            self.finish_note();
            let document = document(without_comment(heading).0);
            self.is_page |= document.is_some();
            self.under = document.map_or(Under::Unclear(None), Under::Document);
            if matches!(self.under, Under::Unclear(_)) {
                self.leave_out(
                    number,
                    "a heading of a document ends with its id, as in ## Title (`ID`)",
                );
            }
        } else if let Some(heading) = line.strip_prefix("### ") {
            self.finish_note();
            self.note(heading, number);
        } else {
            self.plain(line, number);
        }
    }

    fn note(&mut self, heading: &str, number: usize) {
        let Some(document) = self.document() else {
            self.under = Under::Unclear(None);
            return self.leave_out(number, "it is under no document");
        };
        let (heading, trace) = without_comment(heading);
        self.under = if let Some(says) = note_heading(heading) {
            let entry = Entry { line: number, document, says, trace };
            Under::Note(Box::new(entry), Vec::new())
        } else {
            self.leave_out(
                number,
                "a note begins with ### Note on the document, or ### Note at ¶ 3 (en)",
            );
            Under::Unclear(Some(document))
        };
    }

    fn plain(&mut self, line: &str, number: usize) {
        let item = ["* ", "- ", "+ "].iter().find_map(|bullet| line.strip_prefix(bullet));
        match &mut self.under {
            Under::Note(_, lines) => lines.push(unquoted(line).to_owned()),
            Under::Unclear(_) => {}
            Under::Title if item.is_none() => self.is_page |= line.trim_end() == "# Notebook",
            Under::Title => self.leave_out(number, "it is under no document"),
            Under::Document(_) if line.trim().is_empty() || line.trim_end() == super::GONE => {}
            Under::Document(document) => {
                let (says, trace) = without_comment(item.unwrap_or_default());
                if let Some(says) = self::item(says) {
                    let document = document.clone();
                    self.entries.push(Entry { line: number, document, says, trace });
                } else {
                    self.leave_out(
                        number,
                        "neither a note nor one of read, left at, bookmark, mark and done on",
                    );
                }
            }
        }
    }

    fn document(&self) -> Option<Id> {
        match &self.under {
            Under::Document(document) => Some(document.clone()),
            Under::Note(entry, _) => Some(entry.document.clone()),
            Under::Unclear(document) => document.clone(),
            Under::Title => None,
        }
    }

    /// What was under a note is the words it was made on, then its text.
    fn finish_note(&mut self) {
        let Some(document) = self.document() else { return };
        let under = std::mem::replace(&mut self.under, Under::Document(document));
        let Under::Note(mut entry, lines) = under else {
            self.under = under;
            return;
        };
        let mut lines = lines.iter().map(String::as_str).peekable();
        if let Says::Note(at, text) = &mut entry.says {
            if let Some(at) = at {
                while lines.next_if(|line| line.trim().is_empty()).is_some() {}
                let quoted = std::iter::from_fn(|| lines.next_if(|line| line.starts_with('>')));
                let quoted = quoted.filter_map(|line| line.strip_prefix('>'));
                let quoted: Vec<&str> =
                    quoted.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
                at.words = clean_line(&unescaped(&quoted.join(" "))).into_owned();
            }
            let whole = lines.collect::<Vec<_>>().join("\n");
            shown(&clean(&whole)).clone_into(text);
        }
        self.entries.push(*entry);
    }

    fn leave_out(&mut self, line: usize, why: &str) {
        self.left_out.push(LeftOut { line, why: why.to_owned() });
    }
}

/// A line without the comment at its end, and what that says.
fn without_comment(line: &str) -> (&str, Option<Trace>) {
    let comment = line.trim_end().strip_suffix("-->").and_then(|line| line.rsplit_once("<!--"));
    match comment.filter(|(before, _)| !before.ends_with('\\')) {
        Some((before, comment)) => {
            (before.strip_suffix(' ').unwrap_or(before), Trace::parse(comment))
        }
        None => (line.trim_end(), None),
    }
}

/// The id of a document at the end of its heading.
fn document(heading: &str) -> Option<Id> {
    let heading = heading.trim_end();
    let heading = heading.strip_suffix(')').unwrap_or(heading).strip_suffix('`')?;
    fields::id(heading.rsplit_once('`')?.1)
}

fn note_heading(heading: &str) -> Option<Says> {
    let heading = heading.strip_prefix("Note ")?;
    let (at, rest) = match heading.strip_prefix("at ") {
        Some(heading) => place(heading).map(|(at, rest)| (Some(at), rest))?,
        None => (None, heading.strip_prefix("on the document")?),
    };
    (rest.trim().is_empty() || rest.starts_with(',')).then(|| Says::Note(at, String::new()))
}

fn item(item: &str) -> Option<Says> {
    if item == "read" {
        return Some(Says::Read);
    }
    if item == "bookmark" {
        return Some(Says::Bookmark(None));
    }
    if let Some(rest) = item.strip_prefix("left at ") {
        return place_with_words(rest).map(Says::Left);
    }
    if let Some(rest) = item.strip_prefix("bookmark at ") {
        return place_with_words(rest).map(|at| Says::Bookmark(Some(at)));
    }
    if let Some(rest) = item.strip_prefix("mark `") {
        let (letter, rest) = rest.split_once("` at ")?;
        let letter = letter.parse().ok().and_then(Letter::of)?;
        return place_with_words(rest).map(|at| Says::Mark(letter, at));
    }
    done(item.strip_prefix("done")?)
}

/// `on 2031-02-27, point 1: what`, of which only what is done must be there.
fn done(item: &str) -> Option<Says> {
    let (day, rest) = match item.strip_prefix(" on ") {
        None => (None, item),
        Some(rest) => {
            let (day, rest) = rest.split_at_checked("2031-02-27".len())?;
            (Some(Moment::parse(&format!("{day}T00:00:00Z"))?.day()), rest)
        }
    };
    let (point, what) = match rest.strip_prefix(", point ") {
        None => (None, rest.strip_prefix(": ")?),
        Some(rest) => {
            let colon = rest.match_indices(": ").map(|(at, _)| at);
            let backslashes = |at: usize| {
                rest.get(..at).unwrap_or_default().chars().rev().take_while(|c| *c == '\\').count()
            };
            let mut colon = colon.filter(|at| backslashes(*at) % 2 == 0);
            let (point, what) = rest.split_at_checked(colon.next()?)?;
            (Some(unescaped(point)), what.strip_prefix(": ")?)
        }
    };
    let line = |text: &str| clean_line(text).into_owned();
    Some(Says::Done(day, point.map(|point| line(&point)), line(&unescaped(what))))
}

/// `¶ 3 (en)`, and what comes after it.
fn place(text: &str) -> Option<(Spotted, &str)> {
    let (block, rest) = text.strip_prefix('¶')?.split_once('(')?;
    let block = block.trim().parse::<usize>().ok()?.checked_sub(1)?;
    let (language, rest) = rest.split_once(')')?;
    let language = Language::parse(language).ok()?;
    Some((Spotted { language, block, words: String::new() }, rest))
}

fn place_with_words(text: &str) -> Option<Spotted> {
    let (mut at, mut rest) = place(text)?;
    for remark in [super::WORDS_GONE, super::WORDS_CHANGED] {
        rest = rest.strip_prefix(remark).unwrap_or(rest);
    }
    if !rest.is_empty() {
        let words = rest.strip_prefix(": “")?.strip_suffix('”')?;
        at.words = clean_line(&unescaped(words)).into_owned();
    }
    Some(at)
}

/// A line of a note that would begin something, as it was before it was written so that it does not.
fn unquoted(line: &str) -> &str {
    line.strip_prefix('\\').filter(|_| super::begins(line)).unwrap_or(line)
}

/// Text as it was before signs of Markdown were taken for what they are.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let escaped = (sign == '\\').then(|| signs.next_if(char::is_ascii_punctuation)).flatten();
        plain.push(escaped.unwrap_or(sign));
    }
    plain
}
