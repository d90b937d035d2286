//! Cities and countries by their names, in the languages of meetings.

mod unlisted;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::Country;

use super::token::Sort;
use super::token::Token;
use super::token::tokens;
use super::token::words;

pub(super) use unlisted::city_before;

use unlisted::unlisted;

const COUNTRIES: &str = include_str!("data/countries.txt");
const CITIES: &str = include_str!("data/cities.txt");

/// What a name in the gazetteer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// A country.
    Country(Country),
    /// A city, with its name in the gazetteer.
    City(Country, &'static str),
}

/// A place in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// What it is.
    pub(super) named: Named,
    /// The token at which its name begins.
    pub(super) at: usize,
    /// The token after its name.
    pub(super) next: usize,
    /// Whether the name stands in another case than the gazetteer's.
    pub(super) is_inflected: bool,
}

/// Where a document was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The city, in the spelling of the text where that is the name itself.
    pub(super) city: Option<String>,
    /// Its country.
    pub(super) country: Option<Country>,
    /// Whether the text names the country.
    pub(super) is_country_stated: bool,
}

/// The words of a name, and what it names.
type Row = (Vec<String>, Named);

/// Names by their first word; longer names first.
static NAMES: LazyLock<HashMap<String, Vec<Row>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<Row>> = HashMap::new();
    for (list, is_city) in [(COUNTRIES, false), (CITIES, true)] {
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split('|');
            let Some(country) = parts.next().and_then(Country::parse) else {
                continue;
            };
            for name in parts {
                let key = words(name);
                let named =
                    if is_city { Named::City(country, name) } else { Named::Country(country) };
                if let Some(first) = key.first() {
                    names.entry(first.clone()).or_default().push((key, named));
                }
            }
        }
    }
    for rows in names.values_mut() {
        // Of one name for a city and a country (Luxembourg, Mexico) the country comes first.
        rows.sort_by_key(|(key, named)| {
            (std::cmp::Reverse(key.len()), matches!(named, Named::City(..)))
        });
    }
    names
});

/// Endings of cases, longest first: Russian, Greek, Turkish, German.
const ENDINGS: &[(&str, &[&str])] = &[
    ("ии", &["ия"]),
    ("ию", &["ия"]),
    ("ей", &["ия"]),
    ("ах", &["ы"]),
    ("ом", &["", "о"]),
    ("е", &["", "а", "о", "е"]),
    ("и", &["ь", "а", "и"]),
    ("ы", &["а", "ы"]),
    ("у", &["", "а"]),
    ("а", &[""]),
    ("ου", &["οσ", "ο"]),
    ("ασ", &["α"]),
    ("ησ", &["η"]),
    ("ων", &["α", "εσ"]),
    ("s", &[""]),
];

/// The places that are named in tokens, in their order.
pub(super) fn places(tokens: &[Token]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let place = place_at(tokens, at);
        at = place.as_ref().map_or(at + 1, |place| place.next);
        found.extend(place);
    }
    found
}

fn place_at(tokens: &[Token], at: usize) -> Option<Found> {
    let token = tokens.get(at).filter(|token| token.sort == Sort::Word)?;
    let has_case = token.key.chars().any(char::is_lowercase);
    // Small words are no names, but the Arabic script has no capitals.
    if has_case && !token.capital {
        return None;
    }
    let exact = named_at(tokens, at, &token.key);
    if let Some((named, next)) = exact {
        let is_inflected = next > at + 1 && !is_spelled(tokens, next - 1, named);
        return Some(Found { named, at, next, is_inflected });
    }
    // Arabic joins "in" and "and" to the name.
    for prefix in ["ب", "في", "و", "ل"] {
        if let Some(rest) = token.key.strip_prefix(prefix).filter(|rest| rest.chars().count() > 3)
            && let Some((named, next)) = named_at(tokens, at, rest)
        {
            return Some(Found { named, at, next, is_inflected: true });
        }
    }
    for (ending, bases) in ENDINGS {
        let Some(stem) = token.key.strip_suffix(ending).filter(|stem| stem.chars().count() > 3)
        else {
            continue;
        };
        for base in *bases {
            if let Some((named, next)) = named_at(tokens, at, &format!("{stem}{base}")) {
                return Some(Found { named, at, next, is_inflected: true });
            }
        }
    }
    None
}

/// The longest name that begins at a place, whose first word is read as `first`.
fn named_at(tokens: &[Token], at: usize, first: &str) -> Option<(Named, usize)> {
    let rows = NAMES.get(first)?;
    rows.iter().find_map(|(key, named)| {
        let mut next = at + 1;
        for word in key.iter().skip(1) {
            while tokens.get(next).is_some_and(|t| t.sort == Sort::Mark && "-'’.".contains(&t.key))
            {
                next += 1;
            }
            if !is_like(&tokens.get(next)?.key, word) {
                return None;
            }
            next += 1;
        }
        // "USA" is a name, "usa" and "Us" are words.
        let is_short = key.len() == 1 && first.chars().count() <= 3;
        let capitals = tokens.get(at).is_some_and(|token| token.capitals);
        (!is_short || capitals || !first.is_ascii()).then_some((*named, next))
    })
}

/// Whether the last word of a city's name stands as the gazetteer spells it.
fn is_spelled(tokens: &[Token], last: usize, named: Named) -> bool {
    let Named::City(_, name) = named else {
        return true;
    };
    words(name).last().is_some_and(|word| tokens.get(last).is_some_and(|token| token.key == *word))
}

/// Whether a word is another one, or a case of it in a script that has no Latin letters.
fn is_like(key: &str, word: &str) -> bool {
    let stem: String = word.chars().take(word.chars().count().saturating_sub(1)).collect();
    key == word
        || (!word.is_ascii()
            && stem.chars().count() > 3
            && key
                .strip_prefix(stem.as_str())
                .or_else(|| key.strip_prefix(word))
                .is_some_and(|end| end.chars().count() <= 2))
}

/// The country with this name.
pub(super) fn country_named(name: &str) -> Option<Country> {
    let tokens = tokens(name);
    let found = place_at(&tokens, 0).or_else(|| {
        let is_article = tokens.first().is_some_and(|t| t.is("the"));
        is_article.then(|| place_at(&tokens, 1)).flatten()
    })?;
    let rest = tokens.get(found.next..).unwrap_or_default();
    match found.named {
        Named::Country(country) if rest.iter().all(|t| t.sort == Sort::Mark) => Some(country),
        _ => None,
    }
}

/// The place that a line names which says no more than where and when.
pub(super) fn place_of(text: &str) -> Option<Place> {
    let tokens = tokens(text);
    place_among(text, &tokens, &places(&tokens))
}

/// The place of which a sentence says that something is there: "in Porto", "held at Porto, Portugal".
pub(super) fn place_in(text: &str) -> Option<Place> {
    let tokens = tokens(text);
    let mut found = places(&tokens);
    let is_there: Vec<bool> = found.iter().map(|place| stands_in(&tokens, place.at)).collect();
    let first = is_there.iter().position(|is_there| *is_there)?;
    found.drain(..first);
    place_among(text, &tokens, &found)
}

/// The place that a text begins with: "Porto, Portugal".
pub(super) fn place_beside(text: &str) -> Option<Place> {
    let tokens = tokens(text);
    let found = places(&tokens);
    // A city that the gazetteer does not have stands before its country.
    if let Some(Found { named: Named::Country(country), at, .. }) = found.first()
        && let Some(city) = unlisted(text, &tokens, *at).filter(|city| text.starts_with(city))
    {
        return Some(Place { city: Some(city), country: Some(*country), is_country_stated: true });
    }
    let first = found.first().filter(|first| first.at == 0)?;
    matches!(first.named, Named::City(..)).then(|| place_among(text, &tokens, &found)).flatten()
}

/// Whether a word before a place says that something is in it.
fn stands_in(tokens: &[Token], at: usize) -> bool {
    let mut before = at;
    // "in the city of Porto", "in Ovar, Portugal", "em Ovar, Distrito de Aveiro, Portugal".
    for _ in 0..8 {
        let Some(token) = before.checked_sub(1).and_then(|at| tokens.get(at)) else {
            return before == at;
        };
        if IN.contains(&token.key.as_str()) {
            return true;
        }
        let passes = token.is(",")
            || token.capital
            || matches!(
                token.key.as_str(),
                "the"
                    | "city"
                    | "of"
                    | "la"
                    | "ciudad"
                    | "de"
                    | "do"
                    | "da"
                    | "cidade"
                    | "der"
                    | "stadt"
                    | "ville"
                    | "citta"
                    | "город"
                    | "г"
                    | "."
            );
        if !passes {
            break;
        }
        before -= 1;
    }
    // Turkish puts it behind the name: "Porto'da".
    let after = tokens.get(at + 1).is_some_and(|t| t.glued && matches!(t.key.as_str(), "'" | "’"));
    let suffix = tokens
        .get(at + 2)
        .is_some_and(|t| t.glued && matches!(t.key.as_str(), "de" | "da" | "te" | "ta"));
    // The Arabic preposition is part of the word.
    (after && suffix) || tokens.get(at).is_some_and(|token| token.key.starts_with('ب'))
}

/// Words that say that something is in a place, folded.
const IN: &[&str] = &[
    "in", "at", "en", "em", "a", "nel", "nella", "ad", "σε", "στη", "στην", "στο", "στον", "στισ",
    "в", "во", "في", "im", "na", "no", "au", "aux",
];

fn place_among(text: &str, tokens: &[Token], found: &[Found]) -> Option<Place> {
    let spelled = |found: &Found| {
        let first = tokens.get(found.at)?.start;
        let last = tokens.get(found.next.checked_sub(1)?)?.end;
        text.get(first..last).map(str::to_owned)
    };
    let mut states = found.iter().filter_map(|found| match found.named {
        Named::Country(country) => Some((country, found.at)),
        Named::City(..) => None,
    });
    for city in found {
        let Named::City(country, name) = city.named else {
            continue;
        };
        let near = |at: usize| at >= city.next && at <= city.next + 5;
        let is_stated = found.iter().any(|other| {
            matches!(other.named, Named::Country(of) if of == country) && near(other.at)
        });
        let name = if city.is_inflected { Some(name.to_owned()) } else { spelled(city) };
        return Some(Place { city: name, country: Some(country), is_country_stated: is_stated });
    }
    let (country, at) = states.next()?;
    let city = unlisted(text, tokens, at);
    Some(Place { city, country: Some(country), is_country_stated: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let Some(place) = place_in(text) else {
            return String::new();
        };
        let country = place.country.map(|country| country.to_string()).unwrap_or_default();
        let mark = if place.is_country_stated { "" } else { "?" };
        format!("{} {country}{mark}", place.city.unwrap_or_default())
    }

    #[test]
    fn cities_are_known_in_many_languages() {
        for (text, place) in [
            ("held in Izmir, Turkey, 19-22 October", "Izmir TR"),
            ("in İzmir, declare", "İzmir TR?"),
            ("met in Sandton, South Africa, from", "Sandton ZA"),
            ("New Delhi, India, 9-10 September", "New Delhi IN"),
            ("состоявшейся в Измире 20", "Измир TR?"),
            ("في إزمير في الفترة", "إزمير TR?"),
            ("in Athen vom 20. bis", "Athen GR?"),
            ("em Lisboa, Portugal", "Lisboa PT"),
            ("στην Αθήνα", "Αθήνα GR?"),
            ("İstanbul'da yapılan", "İstanbul TR?"),
            ("in Ovar, Portugal, on", "Ovar PT"),
            ("met in Ovar, District of Aveiro, Portugal, and", "Ovar PT"),
            ("the people of Cuba", ""),
            ("the Party of Turkey met in Cuba", " CU"),
        ] {
            assert_eq!(told(text), place, "{text}");
        }
        assert_eq!(told("we may meet in nice weather"), "");
    }

    #[test]
    fn a_country_is_known_by_its_name_alone() {
        assert_eq!(country_named("Italy").map(|c| c.to_string()).as_deref(), Some("IT"));
        assert_eq!(country_named("MEXICO").map(|c| c.to_string()).as_deref(), Some("MX"));
        assert_eq!(country_named("the Netherlands").map(|c| c.to_string()).as_deref(), Some("NL"));
        for text in ["PKP 1930", "Marxist", "Izmir", "Turkey and Syria", ""] {
            assert_eq!(country_named(text), None, "{text}");
        }
    }
}
