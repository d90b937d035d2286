//! Finds the names of meetings in a sentence, with their numbers.

use std::sync::LazyLock;

use crate::fold::fold_trimmed;
use crate::import::ordinal::ordinal_at;
use crate::import::token::Sort;
use crate::import::token::Token;
use crate::import::token::tokens;
use crate::model::Id;
use crate::model::Series;

use super::nouns::GATHERINGS;

const SERIES: &str = include_str!("../data/series.txt");

/// A meeting that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Mentioned {
    /// The id of its series, or what could be one.
    pub(in crate::import) series: String,
    /// Its number.
    pub(in crate::import) number: Option<u32>,
    /// Whether the series is one that the archive or the program knows.
    pub(in crate::import) is_known: bool,
    /// Where it begins in the sentence, in bytes.
    pub(in crate::import) start: usize,
    /// Where it ends.
    pub(in crate::import) end: usize,
}

impl Mentioned {
    /// Whether it is a session that does not say of what.
    pub(in crate::import) fn is_session(&self) -> bool {
        let bare = [
            "session",
            "regular-session",
            "sesion",
            "periodo-de-sesiones",
            "sessao",
            "sessione",
            "tagung",
            "meeting",
        ];
        !self.is_known && self.number.is_some() && bare.contains(&self.series.as_str())
    }
}

/// A series, and one way to name it: words, of which some may be stems.
struct Alias {
    series: String,
    words: Vec<(String, bool)>,
}

static ALIASES: LazyLock<Vec<Alias>> = LazyLock::new(|| {
    let lines = SERIES.lines().filter(|line| !line.starts_with('#'));
    lines
        .flat_map(|line| {
            let mut parts = line.split('|');
            let series = parts.next().unwrap_or_default().to_owned();
            parts.map(move |name| alias(&series, name)).collect::<Vec<_>>()
        })
        .collect()
});

fn alias(series: &str, name: &str) -> Alias {
    let word = |word: &str| {
        if let Some(stem) = word.strip_suffix('*') {
            return vec![(fold_trimmed(stem), true)];
        }
        let parts = tokens(word).into_iter().filter(|token| token.sort != Sort::Mark);
        parts.map(|token| (token.key, false)).collect()
    };
    Alias { series: series.to_owned(), words: name.split(' ').flat_map(word).collect() }
}

/// How many words may stand between a number and what it counts.
const REACH: usize = 5;

/// How many words a name may have.
const LONGEST: usize = 16;

/// The meetings that a sentence names, in its order.
pub(in crate::import) fn mentions(sentence: &str, known: &[Series]) -> Vec<Mentioned> {
    let tokens = tokens(sentence);
    let own: Vec<Alias> = known
        .iter()
        .flat_map(|series| {
            [alias(series.id.as_str(), &series.short), alias(series.id.as_str(), &series.name)]
        })
        .filter(|alias| !alias.words.is_empty())
        .collect();
    let mut found: Vec<Mentioned> = Vec::new();
    for alias in own.iter().chain(ALIASES.iter()) {
        found.extend(of_alias(&tokens, alias));
    }
    found.sort_by_key(|mention| (mention.start, std::cmp::Reverse(mention.end)));
    let mut clear: Vec<Mentioned> = Vec::new();
    for mention in found {
        match clear.last_mut() {
            Some(last) if mention.start < last.end => {
                // "General Assembly … 78th session": the one with a number says more.
                if last.number.is_none() && mention.number.is_some() {
                    *last = mention;
                }
            }
            _ => clear.push(mention),
        }
    }
    for unknown in of_nouns(sentence, &tokens) {
        let overlaps = |other: &Mentioned| unknown.start < other.end && other.start < unknown.end;
        if !clear.iter().any(overlaps) {
            clear.push(unknown);
        }
    }
    clear.sort_by_key(|mention| mention.start);
    clear
}

/// Where a way to name a series stands in the tokens.
fn of_alias(tokens: &[Token], alias: &Alias) -> Vec<Mentioned> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(end) = end_of(tokens, at, &alias.words) else {
            at += 1;
            continue;
        };
        let number = number_before(tokens, at)
            .or_else(|| number_inside(tokens, at, end))
            .or_else(|| number_after(tokens, end));
        let (number, first, last) = match number {
            Some((number, first, last)) => (Some(number), first.min(at), last.max(end)),
            None => (None, at, end),
        };
        let start = tokens.get(first).map_or(0, |token| token.start);
        let stop = last.checked_sub(1).and_then(|at| tokens.get(at)).map_or(start, |t| t.end);
        let series = alias.series.clone();
        found.push(Mentioned { series, number, is_known: true, start, end: stop });
        at = end.max(at + 1);
    }
    found
}

/// The place after the words of an alias that begins at a place, with other words between them.
fn end_of(tokens: &[Token], at: usize, words: &[(String, bool)]) -> Option<usize> {
    let fits = |token: &Token, (word, is_stem): &(String, bool)| {
        let bare = token.key.strip_prefix("ال").unwrap_or(&token.key);
        if *is_stem {
            token.key.starts_with(word.as_str())
        } else {
            // "للقاء" is "for the meeting".
            let given = token.key.strip_prefix("لل").filter(|_| word.starts_with("ال"));
            token.key == *word
                || bare == *word
                || given.is_some_and(|given| word.strip_prefix("ال") == Some(given))
        }
    };
    let (first, rest) = words.split_first()?;
    if !tokens.get(at).is_some_and(|token| fits(token, first)) {
        return None;
    }
    // "g20" is a letter and a number without a blank between them.
    let is_code = rest.first().is_some_and(|(word, _)| word.bytes().all(|b| b.is_ascii_digit()));
    let mut next = at + 1;
    for word in rest {
        let reach = if is_code { 2 } else { 5 };
        let place =
            (next..next + reach).find(|at| tokens.get(*at).is_some_and(|t| fits(t, word)))?;
        let between = tokens.get(next..place).unwrap_or_default();
        if between.iter().any(|token| matches!(token.key.as_str(), "." | ";" | ":" | "," | "(")) {
            return None;
        }
        next = place + 1;
    }
    (next - at <= LONGEST).then_some(next)
}

type Numbered = Option<(u32, usize, usize)>;

/// "23rd (and last) … IMCWP": the nearest ordinal before a place.
fn number_before(tokens: &[Token], at: usize) -> Numbered {
    for first in (at.saturating_sub(REACH + 2)..at).rev() {
        let Some((number, next)) = ordinal_at(tokens, first) else {
            continue;
        };
        let between = tokens.get(next..at).unwrap_or_default();
        let is_clear = between.len() <= REACH
            && between.iter().all(|t| t.sort == Sort::Word || t.is("-") || t.is("'") || t.is("’"));
        // The ordinal of a day is followed by a month, that of a point by nothing.
        if next <= at && is_clear {
            return Some((number, first, at));
        }
    }
    // "13 IMCWP", "22 Encuentro Internacional", "21 Международная встреча": nothing else counts these.
    let before = at.checked_sub(1)?;
    let number = tokens.get(before)?.number().filter(|number| (1..=250).contains(number))?;
    let follows_number = before
        .checked_sub(1)
        .and_then(|at| tokens.get(at))
        .is_some_and(|t| t.number().is_some() || t.is("-"));
    let is_counted = tokens.get(at).is_some_and(|token| {
        let stems = [
            "internation",
            "encuentro",
            "encontro",
            "rencontre",
            "incontro",
            "международн",
            "uluslararas",
            "διεθν",
        ];
        token.capitals || (token.capital && stems.iter().any(|stem| token.key.starts_with(stem)))
    });
    (is_counted && !follows_number).then_some((number, before, at))
}

fn number_inside(tokens: &[Token], at: usize, end: usize) -> Numbered {
    (at + 1..end).find_map(|at| ordinal_at(tokens, at)).map(|(number, _)| (number, at, end))
}

/// "COP 28", "COP28", "General Assembly, seventy-eighth session".
fn number_after(tokens: &[Token], end: usize) -> Numbered {
    let is_code = end.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|t| t.capitals);
    let skip =
        tokens.get(end).is_some_and(|t| t.glued && matches!(t.key.as_str(), "-" | "." | "‑"));
    let place = if skip { end + 1 } else { end };
    if is_code && let Some(number) = tokens.get(place).and_then(Token::number).filter(|n| *n <= 250)
    {
        return Some((number, place, place + 1));
    }
    for at in end..end + 6 {
        if let Some((number, next)) = ordinal_at(tokens, at) {
            let noun = tokens.get(next)?;
            let is_session =
                ["session", "sesion", "sessao", "сесси", "tagung", "sessione", "meeting", "الدوره"]
                    .iter()
                    .any(|stem| noun.key.starts_with(stem));
            return is_session.then_some((number, at, next + 1));
        }
    }
    None
}

/// Meetings of series that nobody knows: an ordinal and what it counts.
fn of_nouns(sentence: &str, tokens: &[Token]) -> Vec<Mentioned> {
    let mut found = behind_nouns(tokens);
    let mut at = 0;
    while at < tokens.len() {
        let Some((number, next)) = ordinal_at(tokens, at) else {
            at += 1;
            continue;
        };
        match name_at(tokens, next) {
            Some((slug, end)) => {
                let start = tokens.get(at).map_or(0, |token| token.start);
                let stop = tokens.get(end - 1).map_or(sentence.len(), |token| token.end);
                found.push(Mentioned {
                    series: slug,
                    number: Some(number),
                    is_known: false,
                    start,
                    end: stop,
                });
                at = end;
            }
            None => at = next,
        }
    }
    found
}

/// What meetings are called in Arabic, without the article.
const ARABIC: &[&str] = &["لقاء", "قمه", "موتمر", "منتدي", "اجتماع", "دوره"];

/// An Arabic word without the prepositions and the article before it, and without whose it is behind it.
fn bare_arabic(key: &str) -> &str {
    let joined = ["وال", "بال", "فال", "كال", "لل", "ال"];
    let bare = joined.iter().find_map(|start| key.strip_prefix(start)).unwrap_or(key);
    // "its meeting": the ending stands for who meets; that of "دوره" is the word's own.
    let whose = ["هما", "ها", "هم", "نا", "ه"].iter().find_map(|end| bare.strip_suffix(end));
    whose.filter(|bare| ARABIC.contains(bare)).unwrap_or(bare)
}

/// Arabic counts behind the noun: "اللقاء الأممي الـ22".
fn behind_nouns(tokens: &[Token]) -> Vec<Mentioned> {
    let is_noun = |token: &Token| {
        !token.key.is_ascii() && ARABIC.iter().any(|stem| bare_arabic(&token.key) == *stem)
    };
    let all = tokens.iter().enumerate().filter(|(_, token)| is_noun(token));
    all.filter_map(|(noun, token)| {
        let (number, end) = (noun + 1..noun + 4).find_map(|at| ordinal_at(tokens, at))?;
        let stop = tokens.get(end.checked_sub(1)?)?.end;
        let series = "meeting".to_owned();
        Some(Mentioned {
            series,
            number: Some(number),
            is_known: false,
            start: token.start,
            end: stop,
        })
    })
    .collect()
}

/// Words that count a gathering by what comes out.
const EDITIONS: &[&str] = &["edicao", "edicion", "edition", "edizione", "ausgabe", "издани"];

/// The name of a gathering: its words up to a mark or a verb; an acronym in brackets after it stands for
/// it.
fn name_at(tokens: &[Token], from: usize) -> Option<(String, usize)> {
    let is_noun = |token: &Token| GATHERINGS.iter().any(|stem| token.key.starts_with(stem));
    let noun = (from..from + REACH).find(|at| tokens.get(*at).is_some_and(is_noun))?;
    let lead = tokens.get(from..noun)?;
    // "19ª edição do Fórum": an edition is counted as what it is one of.
    let is_edition = |token: &Token| {
        EDITIONS.iter().any(|stem| token.key.starts_with(stem))
            || matches!(
                token.key.as_str(),
                "do" | "da" | "del" | "de" | "du" | "of" | "the" | "la" | "des"
            )
    };
    let lead = if lead.first().is_some_and(&is_edition) {
        let skipped = lead.iter().take_while(|token| is_edition(token)).count();
        lead.get(skipped..)?
    } else {
        lead
    };
    // "the first of the meetings", "a third small meeting": words between are names, in capitals.
    if lead.iter().any(|t| t.sort != Sort::Word || (!t.capital && t.key.is_ascii())) {
        return None;
    }
    let is_small = |key: &str| {
        matches!(
            key,
            "of" | "the"
                | "and"
                | "de"
                | "del"
                | "la"
                | "las"
                | "los"
                | "des"
                | "der"
                | "do"
                | "da"
                | "dos"
                | "das"
                | "du"
                | "dei"
                | "delle"
                | "und"
                | "y"
                | "e"
                | "et"
                | "on"
                | "for"
        )
    };
    let mut end = noun + 1;
    while end < from + LONGEST {
        let Some(token) = tokens.get(end) else {
            break;
        };
        let goes_on = token.sort == Sort::Word && (token.capital || is_small(&token.key))
            || (matches!(token.key.as_str(), "'" | "’" | "-") && token.glued);
        if !goes_on {
            break;
        }
        end += 1;
    }
    while end > noun + 1
        && tokens.get(end - 1).is_some_and(|t| t.sort == Sort::Mark || is_small(&t.key))
    {
        end -= 1;
    }
    let bracket = tokens.get(end).is_some_and(|token| token.is("("));
    let acronym =
        tokens.get(end + 1).filter(|t| bracket && t.capitals && t.key.chars().count() >= 2);
    if let Some(acronym) = acronym {
        return Some((Id::near(&acronym.key).to_string(), end + 2));
    }
    let words: Vec<&str> = tokens
        .get(from..end)?
        .iter()
        .filter(|token| token.sort == Sort::Word && token.key != "s")
        .map(|token| token.key.as_str())
        .collect();
    let slug = words.join("-");
    let plain = slug.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    Some((if plain { slug } else { "meeting".to_owned() }, end))
}
