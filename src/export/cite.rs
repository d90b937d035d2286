//! Citations of a document, a version, a block: as text and for programs that keep references.
//!
//! docs/export.md says which field becomes what. An abstract is cited as an abstract, and a date that
//! was worked out is called so.

mod bibliography;
mod csl;
mod ris;
mod text;

use crate::export::address;
use crate::export::phrase;
use crate::model::Archive;
use crate::model::Basis;
use crate::model::BlockKind;
use crate::model::Copied;
use crate::model::Coverage;
use crate::model::Date;
use crate::model::Document;
use crate::model::Meeting;
use crate::model::Series;
use crate::model::Version;

pub use csl::Item;

/// What is cited.
#[derive(Debug, Clone)]
pub struct Citation<'a> {
    document: &'a Document,
    meeting: Option<&'a Meeting>,
    series: Option<&'a Series>,
    version: Option<&'a Version>,
    told_language: bool,
    block: Option<usize>,
    accessed: Option<&'a Date>,
}

/// What the date of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dated {
    Adopted,
    Issued,
    Held,
    Posted,
}

impl<'a> Citation<'a> {
    /// A document, in the version that is shown first.
    #[must_use]
    pub fn of(archive: &'a Archive, document: &'a Document) -> Self {
        let meeting = archive.meeting_of(document);
        let version = document.version_for(&[]);
        Self {
            document,
            meeting,
            series: meeting.and_then(|meeting| archive.series_of(meeting)),
            version: version.and_then(|version| document.versions.get(version)),
            told_language: false,
            block: None,
            accessed: None,
        }
    }

    /// The same in a version of the document.
    #[must_use]
    pub fn in_version(mut self, version: &'a Version) -> Self {
        self.version = Some(version);
        self.told_language = true;
        self
    }

    /// The same, of one block, by its number from 1.
    #[must_use]
    pub fn at_block(mut self, number: usize) -> Self {
        self.block = Some(number);
        self
    }

    /// The same, with the day on which the copy was seen.
    #[must_use]
    pub fn accessed(mut self, day: &'a Date) -> Self {
        self.accessed = Some(day);
        self
    }

    /// The name under which a program keeps it: the id, and the language and block that are asked for.
    #[must_use]
    pub fn key(&self) -> String {
        let mut key = self.document.id.as_str().replace('~', "-");
        if let Some(version) = self.version.filter(|_| self.told_language) {
            key = format!("{key}-{}", version.language);
        }
        match self.block {
            Some(number) => format!("{key}-{number}"),
            None => key,
        }
    }

    fn authors(&self) -> &'a [String] {
        &self.document.issued.by
    }

    fn title(&self) -> &'a str {
        let printed = self.version.and_then(|version| {
            let first = version.blocks.first().filter(|block| block.kind == BlockKind::Title);
            version.title.as_deref().or(first.map(|block| block.text.as_str()))
        });
        printed.unwrap_or(&self.document.title)
    }

    /// "Action plan".
    fn kind(&self) -> String {
        phrase::capital(&self.document.kind.as_str().replace('-', " "))
    }

    /// "23rd International Meeting …".
    fn event(&self) -> Option<String> {
        let meeting = self.meeting?;
        let series = self.series.map_or(meeting.series.as_str(), |series| &series.name);
        Some(match (meeting.number, &meeting.name) {
            (Some(number), _) => format!("{number}{} {series}", ending(number)),
            (None, Some(name)) => format!("{series}: {name}"),
            (None, None) => series.to_owned(),
        })
    }

    /// The days of the meeting, as the document gives them before anybody else, and how they are known.
    fn held(&self) -> Option<(&'a Date, Option<Basis>)> {
        let issued = &self.document.issued;
        let own = issued.held.as_ref().map(|held| (held, issued.held_basis));
        own.or_else(|| Some((self.meeting?.held.as_ref()?, None)))
    }

    /// Where the meeting was.
    fn venue(&self) -> Option<&'a str> {
        let meeting = self.meeting?;
        meeting.place.as_deref().or(self.place())
    }

    /// Where the document was issued.
    fn place(&self) -> Option<&'a str> {
        self.document.issued.place.as_deref()
    }

    fn date(&self) -> Option<(&'a Date, Dated, Option<Basis>)> {
        let issued = &self.document.issued;
        let date = self.document.date()?;
        Some(if issued.adopted.is_some() {
            (date, Dated::Adopted, issued.adopted_basis)
        } else if issued.date.is_some() {
            (date, Dated::Issued, issued.date_basis)
        } else if issued.held.is_some() {
            (date, Dated::Held, issued.held_basis)
        } else {
            (date, Dated::Posted, Some(Basis::Page))
        })
    }

    /// The first copy that has an address, else the first.
    fn copy(&self) -> Option<&'a Copied> {
        let mut copies = self.document.copies.iter();
        copies.find(|copy| address_of(copy).is_some()).or(self.document.copies.first())
    }

    fn site(&self) -> Option<&'a str> {
        self.copy()?.site.as_deref()
    }

    fn address(&self) -> Option<String> {
        address_of(self.copy()?)
    }

    /// The day on which the copy was seen, else the one on which it was saved.
    fn seen(&self) -> Option<&'a Date> {
        self.accessed.or_else(|| self.copy()?.saved.as_ref())
    }

    fn translator(&self) -> Option<&'a str> {
        self.version?.translator.as_deref()
    }

    /// "¶ 8 (point 6)".
    fn passage(&self) -> Option<String> {
        let number = self.block?;
        let block = self.version.and_then(|version| version.blocks.get(number.checked_sub(1)?));
        let point = block.and_then(|block| block.point());
        let point = point.map(|point| format!(" (point {point})")).unwrap_or_default();
        Some(format!("¶ {number}{point}"))
    }

    /// What is to be said so that nobody takes it for more than it is.
    fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        match self.version.map(|version| version.coverage) {
            Some(Coverage::Full) => {}
            Some(Coverage::Abstract) => {
                remarks
                    .push("cited from an abstract made for the archive, not from the text itself");
            }
            None => remarks.push("the archive does not have the text"),
        }
        let mut remarks: Vec<String> = remarks.into_iter().map(str::to_owned).collect();
        if let Some((date, dated, basis)) = self.date() {
            remarks.extend(match dated {
                Dated::Adopted | Dated::Issued => None,
                Dated::Held => Some("dated by its meeting".to_owned()),
                Dated::Posted => Some("dated by the day on which a copy was posted".to_owned()),
            });
            remarks.extend(unstated(basis).map(|basis| format!("date {basis}")));
            remarks.extend(date.is_choice().then(|| format!("date: {}", date.spoken())));
        }
        if self.date().is_none_or(|(_, dated, _)| dated != Dated::Held) {
            let basis = self.held().and_then(|(_, basis)| unstated(basis));
            remarks.extend(basis.map(|basis| format!("days of the meeting {basis}")));
        }
        remarks
    }

    /// Passage and remarks as one text.
    fn note(&self) -> Option<String> {
        let remarks = self.remarks();
        let remarks = (!remarks.is_empty()).then(|| phrase::capital(&remarks.join("; ")));
        let parts: Vec<String> = self.passage().into_iter().chain(remarks).collect();
        (!parts.is_empty()).then(|| parts.join(". "))
    }
}

fn address_of(copy: &Copied) -> Option<String> {
    address::uri(copy.url.as_deref()?)
}

/// The word for a basis that must not pass for a statement.
fn unstated(basis: Option<Basis>) -> Option<&'static str> {
    match basis {
        Some(Basis::Inferred) => Some("inferred"),
        Some(Basis::Outside) => Some("known from elsewhere"),
        Some(Basis::Unknown) => Some("of unknown origin"),
        Some(Basis::Stated | Basis::Page) | None => None,
    }
}

const fn ending(number: u32) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

/// `text` on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;
    use crate::model::Id;

    #[test]
    fn ordinals_end_as_they_are_spoken() {
        let spoken = [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 101, 111].map(ending);
        assert_eq!(
            spoken,
            ["st", "nd", "rd", "th", "th", "th", "th", "st", "nd", "rd", "st", "th"]
        );
    }

    #[test]
    fn a_key_names_what_was_asked_for() {
        let mut document = fixture::document();
        document.id = Id::parse("call").unwrap().again(2);
        let archive = fixture::archive(document);
        let document = archive.at(0).unwrap();
        let citation = Citation::of(&archive, document);
        assert_eq!(citation.key(), "call-2");
        let version = &document.versions[0];
        assert_eq!(citation.in_version(version).at_block(3).key(), "call-2-en-3");
    }

    #[test]
    fn an_abstract_and_a_worked_out_date_are_called_so() {
        let mut document = fixture::document();
        document.versions = vec![fixture::version("en", Coverage::Abstract)];
        document.issued.adopted = None;
        document.issued.held = Some(fixture::date("2031-03-01/2031-03-02"));
        document.issued.held_basis = Some(Basis::Inferred);
        let archive = fixture::archive(document);
        let citation = Citation::of(&archive, archive.at(0).unwrap()).at_block(3);
        assert_eq!(
            citation.note().unwrap(),
            "¶ 3 (point 1). Cited from an abstract made for the archive, not from the text itself; \
             dated by its meeting; date inferred"
        );
    }
}
