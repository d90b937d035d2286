//! Walks over the tokens of a line and reads the dates in it.

use crate::import::token::Sort;
use crate::import::token::Token;
use crate::import::token::tokens;

use super::Given;
use super::Stated;
use super::months::month_at;

/// Years that a text can speak of.
const YEARS: std::ops::RangeInclusive<u32> = 1500..=2150;

/// A list of days, as "13th, 14th and 15th".
struct Days {
    numbers: Vec<u8>,
    is_range: bool,
    next: usize,
}

/// The dates of a line, in its order.
pub(in crate::import) fn dates(line: &str) -> Vec<Stated> {
    let tokens = tokens(line);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some((stated, next)) = date_at(&tokens, at) {
            found.push(stated);
            at = next.max(at + 1);
        } else {
            at += 1;
        }
    }
    found
}

/// The year at a place, with four digits.
pub(in crate::import) fn year_at(tokens: &[Token], at: usize) -> Option<i32> {
    let token = tokens.get(at).filter(|token| token.key.len() == 4)?;
    let year = token.number().filter(|year| YEARS.contains(year))?;
    i32::try_from(year).ok()
}

fn date_at(tokens: &[Token], at: usize) -> Option<(Stated, usize)> {
    // A number that goes on from a mark ("3.2.1", "A/78/460") is none of a day.
    let follows_mark = at > 0
        && tokens.get(at).is_some_and(|t| t.glued)
        && tokens.get(at - 1).is_some_and(|t| t.sort == Sort::Mark && "./".contains(&t.key));
    let read = if follows_mark {
        None
    } else {
        numeric(tokens, at).or_else(|| day_first(tokens, at)).or_else(|| month_first(tokens, at))
    };
    let (days, is_list, is_ambiguous, next) = read?;
    let start = tokens.get(at)?.start;
    let end = tokens.get(next.checked_sub(1)?)?.end;
    Some((Stated { start, end, days, is_list, is_ambiguous }, next))
}

type Read = Option<(Vec<Given>, bool, bool, usize)>;

/// `2031-03-05`, `5.3.2031`, `3/31/31`.
fn numeric(tokens: &[Token], at: usize) -> Read {
    let mark =
        tokens.get(at + 1).filter(|t| t.glued && matches!(t.key.as_str(), "-" | "." | "/"))?;
    let second = tokens.get(at + 2).filter(|t| t.glued)?;
    tokens.get(at + 3).filter(|t| t.glued && t.key == mark.key)?;
    let third = tokens.get(at + 4).filter(|t| t.glued)?;
    let further = tokens.get(at + 5).filter(|t| t.glued && t.key == mark.key);
    if further.is_some() && tokens.get(at + 6).is_some_and(|t| t.glued && t.number().is_some()) {
        return None;
    }
    let (a, b, c) = (tokens.get(at)?.number()?, second.number()?, third.number()?);
    let given = |year: u32, month: u32, day: u32| {
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then_some(Given {
            year: i32::try_from(year).ok(),
            month: u8::try_from(month).ok()?,
            day: u8::try_from(day).ok(),
        })
    };
    if year_at(tokens, at).is_some() {
        return Some((vec![given(a, b, c)?], false, false, at + 5));
    }
    if mark.is("-") || third.key.len() > 4 || third.key.len() == 3 {
        return None;
    }
    let year = match third.key.len() {
        4 => year_at(tokens, at + 4).and_then(|year| u32::try_from(year).ok())?,
        2 => c + if c > 69 { 1900 } else { 2000 },
        _ => return None,
    };
    let (dates, is_ambiguous) = if mark.is(".") || a > 12 {
        (given(year, b, a)?, false)
    } else if b > 12 {
        (given(year, a, b)?, false)
    } else {
        (given(year, a, b)?, a != b)
    };
    Some((vec![dates], false, is_ambiguous, at + 5))
}

/// "19-22 October 2031", "30 October to 1 November 2031".
fn day_first(tokens: &[Token], at: usize) -> Read {
    let mut first = days_at(tokens, at)?;
    let (month, next) = month_at(tokens, skip_of(tokens, first.next))?;
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let is_between = |token: &Token| {
        matches!(
            token.key.as_str(),
            "between" | "entre" | "zwischen" | "tra" | "fra" | "между" | "μεταξυ" | "بين"
        )
    };
    let is_article = before(1).is_some_and(|token| is_article(&token.key));
    first.is_range |= before(if is_article { 2 } else { 1 }).is_some_and(is_between);
    let (year, mut end) = year_after(tokens, next);
    let mut days = given_all(&first, year, month);
    let mut is_list = !first.is_range && !follow_on(&first.numbers);
    if let Some(from) = range_mark(tokens, end)
        && let Some(last) = days_at(tokens, skip_article(tokens, from))
        && let Some((month, next)) = month_at(tokens, skip_of(tokens, last.next))
    {
        let (last_year, after) = year_after(tokens, next);
        let last = last.numbers.last().copied();
        days = span(days.first().copied()?, Given { year: last_year, month, day: last });
        is_list = false;
        end = after;
    }
    Some((days, is_list, false, end))
}

/// "October 27-29, 2031", "February 28 - March 2, 2031", "November 2031".
fn month_first(tokens: &[Token], at: usize) -> Read {
    let (month, next) = month_at(tokens, at)?;
    let Some(first) = days_at(tokens, next) else {
        let (year, end) = year_after(tokens, next);
        return year.map(|_| (vec![Given { year, month, day: None }], false, false, end));
    };
    // "May 2031" has no day, and in "march 20 million" it is none.
    if !tokens.get(at)?.capital && !tokens.get(at)?.key.chars().all(|c| !c.is_lowercase()) {
        return None;
    }
    let (year, mut end) = year_after(tokens, first.next);
    let mut days = given_all(&first, year, month);
    let mut is_list = !first.is_range && !follow_on(&first.numbers);
    if let Some(from) = range_mark(tokens, end)
        && let Some((month, next)) = month_at(tokens, from)
        && let Some(last) = days_at(tokens, next)
    {
        let (last_year, after) = year_after(tokens, last.next);
        days = span(
            days.first().copied()?,
            Given { year: last_year, month, day: last.numbers.last().copied() },
        );
        is_list = false;
        end = after;
    }
    Some((days, is_list, false, end))
}

fn given_all(list: &Days, year: Option<i32>, month: u8) -> Vec<Given> {
    let given = |day: &u8| Given { year, month, day: Some(*day) };
    let is_span = list.is_range || follow_on(&list.numbers);
    match (list.numbers.first(), list.numbers.last()) {
        (Some(from), Some(to)) if is_span && from != to => vec![given(from), given(to)],
        _ => list.numbers.iter().map(given).collect(),
    }
}

/// From one day to another; a year that stands at the end holds for both.
fn span(mut first: Given, last: Given) -> Vec<Given> {
    if first.year.is_none() {
        let earlier = i32::from(last.month < first.month);
        first.year = last.year.map(|year| year - earlier);
    }
    vec![first, last]
}

/// Whether days follow each other.
fn follow_on(days: &[u8]) -> bool {
    days.len() > 1
        && days.iter().zip(days.iter().skip(1)).all(|(a, b)| a.checked_add(1) == Some(*b))
}

/// A day, or days with what joins them.
fn days_at(tokens: &[Token], at: usize) -> Option<Days> {
    let (day, mut next) = day_at(tokens, at)?;
    let mut days = vec![day];
    let mut is_range = false;
    while let Some((joined, from)) = joint(tokens, next)
        && let Some((day, after)) = day_at(tokens, skip_article(tokens, from))
        && days.last().is_some_and(|last| *last < day)
        // "5, 2031": the number after a comma must be a day of the list.
        && !(joined == Joint::Comma && year_at(tokens, from).is_some())
    {
        is_range |= joined == Joint::Range;
        days.push(day);
        next = after;
    }
    // A range from right to left, as PDF turns it: "22-20".
    Some(Days { numbers: days, is_range, next })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Range,
    And,
    Comma,
}

fn joint(tokens: &[Token], at: usize) -> Option<(Joint, usize)> {
    let token = tokens.get(at)?;
    let joint = match token.key.as_str() {
        "-" | "–" | "—" | "‑" | "‐" | "to" | "until" | "through" | "till" | "bis" | "al" | "au"
        | "по" | "до" | "a" | "à" | "ωσ" | "εωσ" | "الى" | "الي" | "حتي" | "ila" => {
            Joint::Range
        }
        "and" | "&" | "y" | "e" | "et" | "und" | "и" | "και" | "ve" | "ile" | "و" | "та" | "i" => {
            Joint::And
        }
        "," => Joint::Comma,
        "/" if token.glued => Joint::Range,
        _ => return None,
    };
    let and_follows = joint == Joint::Comma && tokens.get(at + 1).is_some_and(|t| t.is("and"));
    Some(if and_follows { (Joint::And, at + 2) } else { (joint, at + 1) })
}

fn range_mark(tokens: &[Token], at: usize) -> Option<usize> {
    match joint(tokens, at)? {
        (Joint::Range | Joint::And, next) => Some(next),
        (Joint::Comma, _) => None,
    }
}

/// "to the 5th", "al 5", "do 5 de": words before a day.
fn skip_article(tokens: &[Token], at: usize) -> usize {
    let skips = tokens.get(at).is_some_and(|token| is_article(&token.key) || token.is("-"));
    if skips { at + 1 } else { at }
}

fn is_article(key: &str) -> bool {
    matches!(
        key,
        "the"
            | "el"
            | "le"
            | "il"
            | "o"
            | "os"
            | "dem"
            | "zum"
            | "den"
            | "την"
            | "τισ"
            | "l"
            | "los"
    )
}

/// "of October", "de octubre", and an article or a comma.
fn skip_of(tokens: &[Token], at: usize) -> usize {
    let is_of = tokens.get(at).is_some_and(|t| {
        matches!(t.key.as_str(), "of" | "de" | "d" | "del" | "di" | "do" | "من" | "'" | "’")
    });
    if is_of { skip_of(tokens, at + 1) } else { at }
}

/// A number from 1 to 31, with what makes it an ordinal.
fn day_at(tokens: &[Token], at: usize) -> Option<(u8, usize)> {
    let token = tokens.get(at)?;
    if token.key.len() > 2 {
        return None;
    }
    let day = u8::try_from(token.number()?).ok().filter(|day| (1..=31).contains(day))?;
    let mut next = at + 1;
    let suffix = tokens.get(next).is_some_and(|t| {
        let english = matches!(t.key.as_str(), "st" | "nd" | "rd" | "th");
        let glued = matches!(
            t.key.as_str(),
            "er" | "re" | "o" | "a" | "º" | "°" | "ª" | "." | "η" | "ησ" | "го" | "й" | "е"
        );
        english || (glued && t.glued)
    });
    if suffix {
        next += 1;
    } else if tokens.get(next).is_some_and(|t| t.is("-") && t.glued)
        && tokens
            .get(next + 1)
            .is_some_and(|t| t.glued && matches!(t.key.as_str(), "го" | "е" | "й" | "и"))
    {
        next += 2;
    }
    // "10%" and "3.5" are no days.
    let is_part = tokens.get(next).is_some_and(|t| t.glued && matches!(t.key.as_str(), "%" | ":"))
        || (suffix && tokens.get(next).is_some_and(|t| t.glued && t.number().is_some()));
    (!is_part).then_some((day, next))
}

/// A year after a month or a day, with what stands before it; else no year, and the same place.
fn year_after(tokens: &[Token], at: usize) -> (Option<i32>, usize) {
    let mut next = at;
    while tokens.get(next).is_some_and(|t| {
        matches!(t.key.as_str(), "," | "of" | "de" | "del" | "d" | "do" | "لعام" | "عام" | "yılı")
    }) {
        next += 1;
    }
    match year_at(tokens, next) {
        Some(year) => {
            let mut after = next + 1;
            if tokens
                .get(after)
                .is_some_and(|t| matches!(t.key.as_str(), "года" | "году" | "г" | "року"))
            {
                after += 1;
            }
            (Some(year), after)
        }
        None => (None, at),
    }
}
