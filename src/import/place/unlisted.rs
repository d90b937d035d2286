//! Cities that the gazetteer does not have, known by what stands beside them.

use crate::import::token::Sort;
use crate::import::token::Token;
use crate::import::token::tokens;

use super::IN;
use super::Place;

/// The city that a line names beside a day, also one that the gazetteer does not have: "Ovar, 3 May 2031",
/// "г. Кострома 3 мая 2031"; `date` is where the day begins.
pub(in crate::import) fn city_before(text: &str, date: usize) -> Option<Place> {
    let before = text.get(..date)?;
    let tokens = tokens(before);
    let (mark, rest) = tokens.split_last()?;
    let is_town = tokens.first().is_some_and(|t| t.is("г") && !t.capital);
    let words = match (mark.is(","), is_town) {
        (true, false) => rest,
        (is_comma, true) => {
            let end = if is_comma { rest.len() } else { tokens.len() };
            tokens.get(1..end)?.split_first().map(|(point, words)| {
                if point.is(".") { words } else { tokens.get(1..end).unwrap_or_default() }
            })?
        }
        (false, false) => return None,
    };
    let has_case = before.chars().any(char::is_lowercase);
    let is_name = |token: &Token| token.sort == Sort::Word && token.capital && !token.capitals;
    if !(1..=3).contains(&words.len()) || !has_case || !words.iter().all(is_name) {
        return None;
    }
    let city = text.get(words.first()?.start..words.last()?.end)?.to_owned();
    Some(Place { city: Some(city), country: None, is_country_stated: false })
}

/// A city that the gazetteer does not have: capitalised words after "in", before a comma and a country; a
/// region may stand between: "in Ovar, District of Aveiro, Portugal".
pub(super) fn unlisted(text: &str, tokens: &[Token], country: usize) -> Option<String> {
    let comma = country.checked_sub(1)?;
    if !tokens.get(comma).is_some_and(|mark| mark.is(",") || mark.is("(")) {
        return None;
    }
    let first = name_before(tokens, comma);
    let outer = first.checked_sub(1).filter(|at| tokens.get(*at).is_some_and(|mark| mark.is(",")));
    let (first, comma) = match outer.filter(|_| first < comma) {
        Some(outer) => (name_before(tokens, outer), outer),
        None => (first, comma),
    };
    let length = comma - first;
    let before = first.checked_sub(1).and_then(|at| tokens.get(at));
    let is_in = before.is_none_or(|token| IN.contains(&token.key.as_str()));
    if !(1..=4).contains(&length) || !is_in {
        return None;
    }
    let start = tokens.get(first)?.start;
    let end = tokens.get(comma - 1)?.end;
    text.get(start..end).map(str::to_owned)
}

/// Where a name begins that ends before a comma.
fn name_before(tokens: &[Token], comma: usize) -> usize {
    let is_small =
        |key: &str| matches!(key, "de" | "del" | "do" | "da" | "la" | "el" | "al" | "of");
    let mut first = comma;
    while first > 0
        && tokens.get(first - 1).is_some_and(|t| {
            t.sort == Sort::Word && (t.capital || (first < comma && is_small(&t.key)))
        })
    {
        first -= 1;
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_stands_before_its_day() {
        let city = |text: &str| {
            let day = text.find(|c: char| c.is_ascii_digit()).unwrap();
            city_before(text, day).and_then(|place| place.city).unwrap_or_default()
        };
        for (text, expected) in [
            ("Ovar, 3 May 2031", "Ovar"),
            ("Vila Nova, 3 de maio de 2031", "Vila Nova"),
            ("г. Кострома          14 мая 2031 года", "Кострома"),
            ("Βόλος, 3-4 Απρίλη 2032", "Βόλος"),
            ("on the evening, 3 May 2031", ""),
            ("Ovar 3 May 2031", ""),
            ("DECLARATION, 3 May 2031", ""),
            ("The Towns Of The River, 3 May 2031", ""),
        ] {
            assert_eq!(city(text), expected, "{text}");
        }
    }
}
