//! Words by which a text asks, and rules by which days come again.

use std::sync::LazyLock;

use crate::fold::fold_trimmed;
use crate::import::dates::Stated;
use crate::import::dates::year_at;
use crate::import::token::Token;
use crate::import::token::tokens;
use crate::model::Day;
use crate::model::Repeat;
use crate::model::Weekday;
use crate::model::Which;

/// Stems of words by which something is asked for.
const ASKING: &[&str] = &[
    "call on",
    "call upon",
    "calls on",
    "calls upon",
    "call for",
    "calls for",
    "we call",
    "appeal to",
    "urge",
    "invites",
    "invite ",
    "requests",
    "request ",
    "decides to",
    "agree to",
    "agrees to",
    "we will",
    "shall ",
    "uphold",
    "observe",
    "organis",
    "organiz",
    "commemorat",
    "celebrat",
    "participat",
    "take part",
    "mobilis",
    "mobiliz",
    "day of action",
    "days of action",
    "week of",
    "international week",
    "global day",
    "international day",
    "strike on",
    "to hold",
    "to convene",
    "demonstrat",
    "join ",
    "llamamos",
    "llama a",
    "convoca",
    "exhorta",
    "pide",
    "decide",
    "invita",
    "jornada",
    "organizar",
    "participar",
    "apela",
    "chama",
    "solicita",
    "insta",
    "appelle",
    "demande",
    "invite",
    "journee",
    "organiser",
    "participer",
    "rufen",
    "ruft",
    "fordern",
    "fordert",
    "beschliesst",
    "ersucht",
    "bittet",
    "aktionstag",
    "teilnahme",
    "invitiamo",
    "chiede",
    "chiediamo",
    "giornata",
    "призыва",
    "просит",
    "постановляет",
    "провести",
    "организовать",
    "день действий",
    "καλουμε",
    "καλει",
    "ζητα",
    "cagriyor",
    "cagir",
    "davet",
    "duzenle",
    "ندعو",
    "تدعو",
    "يدعو",
];

static STEMS: LazyLock<Vec<String>> =
    LazyLock::new(|| ASKING.iter().map(|stem| crate::fold::fold(stem)).collect());

/// Whether a sentence asks for something.
pub(super) fn asks(sentence: &str) -> bool {
    let key = fold_trimmed(sentence);
    STEMS.iter().any(|stem| {
        key.match_indices(stem.as_str()).any(|(at, _)| {
            let before = key.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|letter| !letter.is_alphanumeric())
        })
    })
}

/// Words for a day that is kept, folded.
const DAYS: &[&str] = &[
    "day",
    "dia",
    "journee",
    "tag",
    "frauentag",
    "giornata",
    "день",
    "дня",
    "днем",
    "ημερα",
    "gunu",
    "يوم",
    "anniversary",
    "aniversario",
    "jahrestag",
    "dag",
];

/// Whether a date stands beside the name of a day that is kept every year.
pub(super) fn names_day(sentence: &str, stated: &Stated) -> bool {
    let tokens = tokens(sentence);
    let near = |token: &&Token| token.end + 90 > stated.start && token.start < stated.end + 90;
    let each = [
        "every",
        "each",
        "cada",
        "chaque",
        "jedes",
        "ogni",
        "ежегодно",
        "каждый",
        "yearly",
        "annually",
        "her",
    ];
    let mut close = tokens.iter().filter(near);
    let has_day = close.any(|token| {
        DAYS.contains(&token.key.as_str()) && (token.capital || !token.key.is_ascii())
    });
    let repeats = tokens.iter().filter(near).any(|token| each.contains(&token.key.as_str()));
    !stated.is_range() && (has_day || repeats)
}

/// A rule that comes every month, with its words.
pub(super) fn monthly(sentence: &str) -> Option<(Repeat, String)> {
    const WHICH: &[(&str, Which)] = &[
        ("first", Which::First),
        ("second", Which::Second),
        ("third", Which::Third),
        ("fourth", Which::Fourth),
        ("last", Which::Last),
        ("primer", Which::First),
        ("primeiro", Which::First),
        ("ultimo", Which::Last),
        ("ultima", Which::Last),
        ("dernier", Which::Last),
        ("premier", Which::First),
        ("letzte", Which::Last),
        ("letzten", Which::Last),
        ("letztes", Which::Last),
        ("erste", Which::First),
        ("ersten", Which::First),
        ("последние", Which::Last),
        ("последний", Which::Last),
        ("первый", Which::First),
    ];
    const DAY: &[(&str, Weekday)] = &[
        ("weekend", Weekday::Weekend),
        ("weekends", Weekday::Weekend),
        ("wochenende", Weekday::Weekend),
        ("выходные", Weekday::Weekend),
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
        ("lunes", Weekday::Monday),
        ("martes", Weekday::Tuesday),
        ("miercoles", Weekday::Wednesday),
        ("jueves", Weekday::Thursday),
        ("viernes", Weekday::Friday),
        ("sabado", Weekday::Saturday),
        ("domingo", Weekday::Sunday),
        ("montag", Weekday::Monday),
        ("dienstag", Weekday::Tuesday),
        ("mittwoch", Weekday::Wednesday),
        ("donnerstag", Weekday::Thursday),
        ("freitag", Weekday::Friday),
        ("samstag", Weekday::Saturday),
        ("sonntag", Weekday::Sunday),
        ("samedi", Weekday::Saturday),
        ("dimanche", Weekday::Sunday),
        ("fin", Weekday::Weekend),
        ("fim", Weekday::Weekend),
    ];
    let tokens = tokens(sentence);
    for (at, token) in tokens.iter().enumerate() {
        let Some((_, which)) = WHICH.iter().find(|(word, _)| token.key == *word) else {
            continue;
        };
        let Some((_, day)) =
            tokens.get(at + 1).and_then(|next| DAY.iter().find(|(word, _)| next.key == *word))
        else {
            continue;
        };
        let rest = tokens.get(at + 2..tokens.len().min(at + 9)).unwrap_or_default();
        let every = rest.iter().position(|t| {
            matches!(
                t.key.as_str(),
                "each" | "every" | "cada" | "chaque" | "jedes" | "ogni" | "каждого"
            )
        });
        let month = rest.iter().position(|t| {
            matches!(t.key.as_str(), "month" | "mes" | "mois" | "monats" | "mese" | "месяца")
        });
        if let (Some(every), Some(month)) = (every, month)
            && month > every
        {
            let start = at
                .checked_sub(1)
                .and_then(|before| tokens.get(before))
                .filter(|t| t.is("the"))
                .map_or(token.start, |t| t.start);
            let end = rest.get(month)?.end;
            return Some((
                Repeat::MonthlyWeekday(*which, *day),
                sentence.get(start..end)?.to_owned(),
            ));
        }
    }
    None
}

/// The first time of a monthly rule after a day, as EDTF.
pub(super) fn next_month_day(repeat: Repeat, after: Day) -> Option<crate::model::Date> {
    let Repeat::MonthlyWeekday(which, weekday) = repeat else {
        return None;
    };
    let mut first = after.replace_day(1).ok()?;
    for _ in 0..3 {
        let day = in_month(first, which, weekday)?;
        if day > after {
            let text = match weekday {
                Weekday::Weekend => format!("{day}/{}", day.next_day()?),
                _ => day.to_string(),
            };
            return crate::model::Date::parse(&text).ok();
        }
        first = next_month(first)?;
    }
    None
}

fn next_month(first: Day) -> Option<Day> {
    let month = first.month().next();
    let year = if month == time::Month::January { first.year() + 1 } else { first.year() };
    Day::from_calendar_date(year, month, 1).ok()
}

fn in_month(first: Day, which: Which, weekday: Weekday) -> Option<Day> {
    let wanted = match weekday {
        Weekday::Monday => time::Weekday::Monday,
        Weekday::Tuesday => time::Weekday::Tuesday,
        Weekday::Wednesday => time::Weekday::Wednesday,
        Weekday::Thursday => time::Weekday::Thursday,
        Weekday::Friday => time::Weekday::Friday,
        Weekday::Saturday | Weekday::Weekend => time::Weekday::Saturday,
        Weekday::Sunday => time::Weekday::Sunday,
    };
    let last = next_month(first)?.previous_day()?;
    let days: Vec<Day> =
        std::iter::successors(Some(first), |day| day.next_day().filter(|next| *next <= last))
            .filter(|day| day.weekday() == wanted)
            .collect();
    match which {
        Which::First => days.first(),
        Which::Second => days.get(1),
        Which::Third => days.get(2),
        Which::Fourth => days.get(3),
        Which::Last => days.last(),
    }
    .copied()
}

/// Words, the byte at which they begin, their year, and the month and day that the name stands for.
pub(super) type NamedYear = (String, usize, i32, Option<(u8, u8)>);

/// Named days and meetings with a year: "May Day 2032", "the 10th Forum in 2032". Each with its words, the
/// byte at which they begin, the year, and the day where the name alone gives it.
pub(super) fn named_years(sentence: &str) -> Vec<NamedYear> {
    let tokens = tokens(sentence);
    let mut found = Vec::new();
    for at in 1..tokens.len() {
        let Some(year) = year_at(&tokens, at) else {
            continue;
        };
        let (Some(token), Some(before)) = (tokens.get(at), tokens.get(at - 1)) else {
            continue;
        };
        let is_day = DAYS.contains(&before.key.as_str()) && before.capital;
        let is_in =
            matches!(before.key.as_str(), "in" | "during" | "en" | "em" | "im" | "nel" | "в");
        if !is_day && !is_in {
            continue;
        }
        let mut first = at - 1;
        while is_day
            && first > 0
            && tokens.get(first - 1).is_some_and(|t| t.capital)
            && at - first < 6
        {
            first -= 1;
        }
        // "Organising May Day 2032" begins with a capital only because it begins.
        if first == 0 && tokens.first().is_some_and(|t| t.key.ends_with("ing")) {
            first += 1;
        }
        let start = tokens.get(first).map_or(token.start, |token| token.start);
        let words = sentence.get(start..token.end).unwrap_or_default().to_owned();
        let key = fold_trimmed(&words);
        let day = [
            ("may day", (5, 1)),
            ("women's day", (3, 8)),
            ("womens day", (3, 8)),
            ("new year's day", (1, 1)),
        ]
        .iter()
        .find(|(name, _)| key.replace('’', "'").contains(name))
        .map(|(_, day)| *day);
        found.push((words, start, year, day));
    }
    found
}
