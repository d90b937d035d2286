//! Reads the value of a condition.

use crate::fold::fold_trimmed;
use crate::model::Country;
use crate::model::Date;
use crate::model::Id;
use crate::model::Kind;
use crate::model::Language;

use super::QueryError;
use super::field::{Field, Has, Is, Text};
use super::nearest::nearest;
use super::query::{Days, Numbers, Term};

/// The condition that `field` is `raw`, which begins at `column`.
pub(super) fn term(field: Field, raw: &str, column: usize) -> Result<Term, QueryError> {
    let text = fold_trimmed(raw);
    if text.is_empty() {
        return Err(QueryError::new(
            column,
            format!("expected a value after \"{}:\", as in {}", field.word(), field.example()),
        ));
    }
    Ok(match field {
        Field::Meeting => meeting(&text, column)?,
        Field::Kind => {
            let words = || Kind::ALL.iter().map(|kind| kind.as_str());
            Term::Kind(Kind::of(&text).ok_or_else(|| unknown(field, raw, column, words()))?)
        }
        Field::Has => {
            let words = || Has::ALL.iter().map(|has| has.word());
            Term::Has(Has::of(&text).ok_or_else(|| unknown(field, raw, column, words()))?)
        }
        Field::Is => {
            let words = || Is::ALL.iter().map(|is| is.word());
            Term::Is(Is::of(&text).ok_or_else(|| unknown(field, raw, column, words()))?)
        }
        Field::Lang => Term::Lang(Language::parse(&text).map_err(|_| {
            expected(column, raw, "a language tag such as ar, el or pt-BR (BCP 47)")
        })?),
        Field::Country => {
            Term::Country(Country::parse(&text.to_ascii_uppercase()).ok_or_else(|| {
                expected(column, raw, "a country code of two letters such as GR (ISO 3166-1)")
            })?)
        }
        Field::Year => Term::Year(years(raw, column)?),
        Field::Date => Term::Date(days(raw, column)?),
        Field::Due => Term::Due(days(raw, column)?),
        Field::Series => Term::Text(Text::Series, text),
        Field::Place => Term::Text(Text::Place, text),
        Field::Signed => Term::Text(Text::Signed, text),
        Field::By => Term::Text(Text::By, text),
        Field::Party => Term::Text(Text::Party, text),
        Field::Topic => Term::Text(Text::Topic, text),
        Field::Title => Term::Text(Text::Title, text),
        Field::Id => Term::Text(Text::Id, text),
    })
}

fn expected(column: usize, raw: &str, what: &str) -> QueryError {
    QueryError::new(column, format!("expected {what}, not \"{raw}\""))
}

fn unknown(
    field: Field,
    raw: &str,
    column: usize,
    words: impl Iterator<Item = &'static str> + Clone,
) -> QueryError {
    let hint = match nearest(raw, words.clone()) {
        Some(word) => format!("did you mean {word}?"),
        None => format!("expected one of {}", words.collect::<Vec<_>>().join(", ")),
    };
    QueryError::new(column, format!("\"{raw}\" cannot stand after \"{}:\"; {hint}", field.word()))
}

fn meeting(text: &str, column: usize) -> Result<Term, QueryError> {
    let is_number = text.contains("..") || text.chars().all(|c| c.is_ascii_digit());
    if is_number {
        return numbers(text, column, MEETING).map(Term::Meeting);
    }
    if text == "none" {
        return Ok(Term::NoMeeting);
    }
    Id::parse(text).map(Term::MeetingId).ok_or_else(|| expected(column, text, MEETING))
}

const MEETING: &str = "the number of a meeting (23), a range (20..23, 20.., ..23) or an id";
const YEAR: &str = "a year (2023) or a range (2020..2023, 2020.., ..2023)";

/// Reads a number or a range: `23`, `20..23`, `20..`, `..23`; `what` says what was expected.
pub(super) fn numbers(raw: &str, column: usize, what: &str) -> Result<Numbers, QueryError> {
    let text = fold_trimmed(raw);
    let wrong = || expected(column, raw, what);
    let number = |part: &str| -> Result<Option<u32>, QueryError> {
        if part.is_empty() {
            return Ok(None);
        }
        let is_number = part.chars().all(|c| c.is_ascii_digit());
        let number = part.parse().ok().filter(|_| is_number);
        number.map(Some).ok_or_else(wrong)
    };
    let (first, last) = match text.split_once("..") {
        Some((first, last)) => (number(first)?, number(last)?),
        None => (number(&text)?, number(&text)?),
    };
    match (first, last) {
        (None, None) => Err(wrong()),
        (Some(first), Some(last)) if first > last => Err(backwards(column, &text, last, first)),
        _ => Ok(Numbers { first, last }),
    }
}

fn backwards(
    column: usize,
    text: &str,
    first: impl std::fmt::Display,
    last: impl std::fmt::Display,
) -> QueryError {
    QueryError::new(
        column,
        format!("the range {text} ends before it begins; expected {first}..{last}"),
    )
}

fn years(raw: &str, column: usize) -> Result<Numbers, QueryError> {
    let years = numbers(raw, column, YEAR)?;
    if years.first.into_iter().chain(years.last).any(|year| year > 9999) {
        return Err(expected(column, raw, "a year of at most four digits"));
    }
    Ok(years)
}

/// Reads an EDTF date, or two with `..` between them of which one may be left out.
fn days(raw: &str, column: usize) -> Result<Days, QueryError> {
    // Folding reads the digits of any script and every sort of dash; EDTF has only capitals.
    let text = fold_trimmed(raw).to_ascii_uppercase();
    // An interval or a set of EDTF has dots of its own.
    let is_range = !text.contains(['/', '[', '{']);
    let (first, last) = if let Some((first, last)) = text.split_once("..").filter(|_| is_range) {
        let after = column + first.chars().count() + 2;
        (date(first, column)?, date(last, after)?)
    } else {
        let whole = date(&text, column)?;
        (whole.clone(), whole)
    };
    let days = Days {
        first: first.as_ref().and_then(Date::earliest),
        last: last.as_ref().and_then(Date::latest),
        text,
    };
    match (days.first, days.last) {
        (None, None) => Err(expected(column, raw, DATE)),
        (Some(begin), Some(end)) if begin > end => match (first, last) {
            (Some(first), Some(last)) => Err(backwards(column, &days.text, last, first)),
            _ => Err(expected(column, raw, DATE)),
        },
        _ => Ok(days),
    }
}

const DATE: &str = "a date (2023, 2023-10, 2023-10-22) or a range (2023-10..2024, 2023.., ..2024)";

fn date(text: &str, column: usize) -> Result<Option<Date>, QueryError> {
    if text.is_empty() {
        return Ok(None);
    }
    Date::parse(text).map(Some).map_err(|(_, at)| expected(column + at.min(text.len()), text, DATE))
}
