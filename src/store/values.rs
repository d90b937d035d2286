//! What the texts and numbers of a record mean: dates, languages, ids, words of a vocabulary.

use std::fmt;

use toml::Spanned;
use toml::de::DeValue;

use crate::model::Basis;
use crate::model::Country;
use crate::model::Date;
use crate::model::Id;
use crate::model::Language;

use super::Code;
use super::fields::Fields;
use super::nearest::nearest;
use super::ties::Target;
use super::ties::Ties;

/// How a date is written, for the help of a fault.
const DATE_HELP: &str = "Write a day as \"2023-10-22\", days as \"2023-10-20/2023-10-22\", a month as \
    \"2023-10\", about a month as \"2024-09~\"; the words of the source go into an `as_stated` key.";

impl Fields<'_> {
    /// A date; `None` where it is empty.
    pub(super) fn date(&mut self, key: &'static str) -> Option<Date> {
        let span = self.value(key)?.span();
        let text = self.text(key)?;
        let (reason, offset) = match Date::parse(&text) {
            Ok(date) => return Some(date),
            Err(wrong) => wrong,
        };
        // Where the value is written without escapes, the place in it is a place in the file.
        let is_plain = span.len() == text.len() + 2;
        let byte = if is_plain { span.start + 1 + offset } else { span.start };
        let path = self.path(key);
        self.sheet().fault(
            byte,
            Code::BadDate,
            format!("`{path}`: \"{}\" is no EDTF date: {reason}.", short(&text)),
            DATE_HELP,
        );
        None
    }

    /// How a value is known.
    pub(super) fn basis(&mut self, key: &'static str) -> Option<Basis> {
        self.word(key, Basis::ALL)
    }

    /// One of a few words; `None` where it is empty.
    pub(super) fn word<T: Copy + fmt::Display>(
        &mut self,
        key: &'static str,
        all: &[T],
    ) -> Option<T> {
        let text = self.text(key)?;
        let words: Vec<String> = all.iter().map(ToString::to_string).collect();
        if let Some((value, _)) = all.iter().zip(&words).find(|(_, word)| **word == text) {
            return Some(*value);
        }
        let meant = nearest(&text, words.iter().map(String::as_str));
        let path = self.path(key);
        self.fault(
            key,
            Code::BadWord,
            format!("`{path}` cannot be \"{}\".", short(&text)),
            format!("{}Allowed are: {}.", perhaps(meant), words.join(", ")),
        );
        None
    }

    /// A country; `None` where it is empty.
    pub(super) fn country(&mut self, key: &'static str) -> Option<Country> {
        let text = self.text(key)?;
        let country = Country::parse(&text);
        if country.is_none() {
            let capital = text.to_ascii_uppercase();
            let meant = Country::parse(&capital).map(|_| capital.as_str());
            let path = self.path(key);
            self.fault(
                key,
                Code::BadCountry,
                format!("`{path}`: \"{}\" is no country code of ISO 3166-1.", short(&text)),
                format!("{}Write two capital letters, such as \"GR\".", perhaps(meant)),
            );
        }
        country
    }

    /// A language; `None` where it is empty.
    pub(super) fn language(&mut self, key: &'static str) -> Option<Language> {
        let text = self.text(key)?;
        let language = Language::parse(&text).ok();
        if language.is_none() {
            let path = self.path(key);
            self.fault(
                key,
                Code::BadLanguage,
                format!("`{path}`: \"{}\" is no language tag (BCP 47).", short(&text)),
                "Write a tag such as \"en\", \"pt-BR\" or \"zh-Hans\"; \"und\" where it is not known.",
            );
        }
        language
    }

    /// An id, or the nearest to what stands there; `None` where it is empty.
    pub(super) fn id(&mut self, key: &'static str) -> Option<Id> {
        let value = self.value(key)?;
        self.id_of(&self.path(key), value)
    }

    /// The id of something else; `None` where it is empty.
    pub(super) fn reference(
        &mut self,
        key: &'static str,
        to: Target,
        ties: &mut Ties,
    ) -> Option<Id> {
        let value = self.value(key)?;
        self.reference_of(key, value, to, ties)
    }

    /// The ids of other things.
    pub(super) fn references(&mut self, key: &'static str, to: Target, ties: &mut Ties) -> Vec<Id> {
        let items = self.items(key).iter();
        items.filter_map(|value| self.reference_of(key, value, to, ties)).collect()
    }

    fn reference_of(
        &self,
        key: &'static str,
        value: &Spanned<DeValue<'_>>,
        to: Target,
        ties: &mut Ties,
    ) -> Option<Id> {
        let path = self.path(key);
        let id = self.id_of(&path, value)?;
        // A bad id is a fault already.
        if value.get_ref().as_str().map(str::trim) == Some(id.as_str()) {
            ties.refer(to, &id, path, self.sheet(), value.span().start);
        }
        Some(id)
    }

    fn id_of(&self, path: &str, value: &Spanned<DeValue<'_>>) -> Option<Id> {
        let text = self.text_of(&|| path.to_owned(), value)?;
        Some(Id::parse(&text).unwrap_or_else(|| {
            let near = Id::near(&text);
            self.sheet().fault(
                value.span().start,
                Code::BadId,
                format!("`{path}`: \"{}\" is no id; \"{near}\" is used.", short(&text)),
                "An id is 1 to 128 of a-z, 0-9, `.`, `_` and `-`.",
            );
            near
        }))
    }

    /// A whole number from 0.
    pub(super) fn number(&mut self, key: &'static str) -> Option<u32> {
        let value = self.value(key)?;
        self.number_of(&self.path(key), value)
    }

    /// A list of whole numbers, each with its place.
    pub(super) fn numbers(&mut self, key: &'static str) -> Vec<(u32, usize)> {
        let path = self.path(key);
        let items = self.items(key).iter();
        items
            .filter_map(|value| Some((self.number_of(&path, value)?, value.span().start)))
            .collect()
    }

    fn number_of(&self, path: &str, value: &Spanned<DeValue<'_>>) -> Option<u32> {
        let number = match value.get_ref() {
            DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
            DeValue::String(text) => {
                let help = "Write it without quotes.";
                self.wrong_type(path, value, "a number", help);
                return text.trim().parse().ok();
            }
            _ => {
                self.wrong_type(path, value, "a whole number", "Write it without quotes.");
                return None;
            }
        };
        if number.is_none() {
            self.sheet().fault(
                value.span().start,
                Code::BadNumber,
                format!("`{path}` must be a whole number from 0 to 4294967295."),
                "Write such a number, or take it out.",
            );
        }
        number
    }

    /// The position, from 0, of a block that is written by its number from 1.
    pub(super) fn block(&mut self, key: &'static str) -> Option<usize> {
        let number = self.number(key)?;
        let position = usize::try_from(number).ok()?.checked_sub(1);
        if position.is_none() {
            let path = self.path(key);
            self.fault(
                key,
                Code::BadNumber,
                format!("`{path}` is 0, but blocks are counted from 1."),
                "The title is block 1.",
            );
        }
        position
    }

    /// The number of a point as printed: a text or a number.
    pub(super) fn point(&mut self, key: &'static str) -> Option<String> {
        match self.value(key)?.get_ref() {
            DeValue::Integer(number) => Some(number.to_string()),
            _ => self.text(key),
        }
    }

    /// Line numbers in the saved source: `6-48, 51-88`.
    pub(super) fn lines(&mut self, key: &'static str) -> Option<String> {
        let text = self.text(key)?;
        let is_number = |part: &str| part.trim().parse::<u32>().is_ok();
        let are_lines = text.split(',').all(|range| match range.split_once('-') {
            Some((from, to)) => is_number(from) && is_number(to),
            None => is_number(range),
        });
        if !are_lines {
            let path = self.path(key);
            self.fault(
                key,
                Code::BadLines,
                format!("`{path}`: \"{}\" are no line numbers.", short(&text)),
                "Write numbers and ranges: \"53-77\", \"6-48, 51-88\".",
            );
        }
        Some(text)
    }

    /// Notes a fault where the file is of another format than the program knows.
    pub(super) fn schema(&mut self) {
        if let Some(schema) = self.number("schema")
            && schema != 1
        {
            self.fault(
                "schema",
                Code::BadSchema,
                format!("The file is of schema {schema}; this program knows schema 1."),
                "Use a newer program, or write schema = 1.",
            );
        }
    }
}

/// A text as far as a message shows it.
pub(super) fn short(text: &str) -> String {
    let mut letters = text.chars();
    let start: String = letters.by_ref().take(60).collect();
    if letters.next().is_none() { start } else { format!("{start}…") }
}

/// The beginning of a help that knows what was meant.
pub(super) fn perhaps(meant: Option<&str>) -> String {
    meant.map_or_else(String::new, |meant| format!("Perhaps \"{meant}\" was meant. "))
}
