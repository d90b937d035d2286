//! BibLaTeX and BibTeX.
//!
//! Names of bodies and titles stand in double braces: they are neither cut into first and last names
//! nor set in lower case.

use std::fmt::Write;

use crate::model::Date;
use crate::model::Language;

use super::{Citation, one_line};

/// The names of the fields of an entry and their values, in order.
type Fields = Vec<(&'static str, Option<String>)>;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Citation<'_> {
    /// An entry of BibLaTeX.
    #[must_use]
    pub fn biblatex(&self) -> String {
        let kind = if self.address().is_some() { "online" } else { "misc" };
        let date = self.date().and_then(|(date, ..)| level_1(date));
        let language = self.version.map(|version| &version.language);
        let keywords = self.document.topics.iter().map(|topic| tex(&topic.replace(',', " ")));
        let keywords: Vec<String> = keywords.collect();
        self.entry(
            kind,
            vec![
                ("author", self.bodies()),
                ("title", Some(braced(self.title()))),
                ("type", Some(tex(&self.kind()))),
                ("number", self.document.number.as_deref().map(tex)),
                ("translator", self.translator().map(braced)),
                ("eventtitle", self.event().as_deref().map(braced)),
                ("eventdate", self.event().and_then(|_| level_1(self.held()?.0))),
                ("venue", self.venue().map(tex)),
                ("organization", self.site().map(braced)),
                ("location", self.place().map(tex)),
                ("date", date),
                ("langid", language.and_then(babel)),
                ("url", self.address()),
                ("urldate", self.seen().and_then(level_1)),
                ("note", self.note().as_deref().map(tex)),
                ("keywords", (!keywords.is_empty()).then(|| keywords.join(", "))),
            ],
        )
    }

    /// An entry of BibTeX, which knows neither meetings nor addresses.
    #[must_use]
    pub fn bibtex(&self) -> String {
        let end = self.date().and_then(|(date, ..)| date.ends().1.or(date.ends().0));
        let month = end.and_then(|end| MONTHS.get(usize::from(end.month?).checked_sub(1)?));
        let held = self.held().map(|(held, _)| held.spoken());
        let event = self.event().map(|event| {
            let facts = [Some(event), self.venue().map(str::to_owned), held];
            facts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        });
        let number = self.document.number.as_ref().map(|number| format!(" {number}"));
        let kind = self.kind() + &number.unwrap_or_default();
        let seen = self.seen().map(|day| format!("Accessed {}", day.spoken()));
        let translated = self.translator().map(|name| format!("Translated by {name}"));
        let notes = [Some(kind), event, translated, seen, self.note()];
        let notes: Vec<String> = notes.into_iter().flatten().collect();
        let language = self.version.map(|version| &version.language);
        let mut entry = self.entry(
            "misc",
            vec![
                ("author", self.bodies()),
                ("title", Some(braced(self.title()))),
                ("howpublished", self.address().map(|address| format!("\\url{{{address}}}"))),
                ("address", self.place().map(tex)),
                ("year", end.map(|end| end.year.to_string())),
                ("language", language.and_then(babel)),
                ("note", Some(tex(&notes.join(". ")))),
            ],
        );
        if let Some(month) = month {
            // The names of months are words of BibTeX itself, without braces.
            entry = entry.replacen("\n}\n", &format!("\n  month = {month},\n}}\n"), 1);
        }
        entry
    }

    fn bodies(&self) -> Option<String> {
        let bodies: Vec<String> =
            self.authors().iter().map(|body| format!("{{{}}}", tex(body))).collect();
        (!bodies.is_empty()).then(|| bodies.join(" and "))
    }

    fn entry(&self, kind: &str, fields: Fields) -> String {
        let mut entry = format!("@{kind}{{{},\n", self.key());
        for (name, value) in fields {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                // Writing to a string never fails.
                writeln!(entry, "  {name} = {{{value}}},").ok();
            }
        }
        entry + "}\n"
    }
}

fn braced(text: &str) -> String {
    format!("{{{}}}", tex(text))
}

/// `text` with nothing in it that TeX obeys.
fn tex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => escaped.extend(['\\', c]),
            '\\' => escaped.push_str("\\textbackslash{}"),
            // An escaped brace is still a brace to those who count them.
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A date as BibLaTeX reads it: ISO 8601-2 level 1; of anything else its first and last day.
fn level_1(date: &Date) -> Option<String> {
    if date.is_plain() && !date.as_str().contains('T') {
        return Some(date.as_str().to_owned());
    }
    match (date.earliest(), date.latest()) {
        (Some(first), Some(last)) if first == last => Some(first.to_string()),
        (first, last) => {
            let end = |day: Option<_>| {
                day.map_or_else(|| "..".to_owned(), |d: crate::model::Day| d.to_string())
            };
            (first.is_some() || last.is_some()).then(|| format!("{}/{}", end(first), end(last)))
        }
    }
}

/// The name of a language in babel, where the program knows it.
fn babel(language: &Language) -> Option<String> {
    if language.tag() == "pt-BR" {
        return Some("brazilian".to_owned());
    }
    (language.name() != language.tag()).then(|| language.name().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn an_entry_has_its_fields() {
        let archive = fixture::archive(fixture::document());
        let citation = Citation::of(&archive, archive.at(0).unwrap());
        assert_eq!(
            citation.biblatex(),
            "@online{forum-9-call,\n  author = {{the assembly}},\n  title = {{Call of the assembly}},\
             \n  type = {Call},\n  eventtitle = {{9th Social Forum of the North}},\n  \
             eventdate = {2031-03-01/2031-03-02},\n  venue = {Porto},\n  \
             organization = {{Example site}},\n  location = {Porto},\n  date = {2031-03-02},\n  \
             langid = {english},\n  url = {https://example.org/call},\n}\n"
        );
        assert_eq!(
            citation.bibtex(),
            "@misc{forum-9-call,\n  author = {{the assembly}},\n  title = {{Call of the assembly}},\
             \n  howpublished = {\\url{https://example.org/call}},\n  address = {Porto},\n  \
             year = {2031},\n  language = {english},\n  \
             note = {Call. 9th Social Forum of the North, Porto, 1–2 March 2031},\n  \
             month = mar,\n}\n"
        );
    }

    #[test]
    fn nothing_in_a_text_is_a_command() {
        assert_eq!(
            tex("50 % of {a_b} & $c\\d#\n~^"),
            "50 \\% of \\textbraceleft{}a\\_b\\textbraceright{} \\& \\$c\\textbackslash{}d\\# \\textasciitilde{}\\textasciicircum{}"
        );
    }

    #[test]
    fn a_date_is_written_as_far_as_biblatex_reads_it() {
        for (date, written) in [
            ("2023-10-20/2023-10-22", Some("2023-10-20/2023-10-22")),
            ("2024-09~", Some("2024-09~")),
            ("2024-05-08T10:00:00Z", Some("2024-05-08")),
            ("[2024-05-08,2024-05-09]", Some("2024-05-08/2024-05-09")),
            ("[2024-05-08..]", Some("2024-05-08/..")),
        ] {
            assert_eq!(level_1(&fixture::date(date)).as_deref(), written, "{date}");
        }
    }
}
