//! What is no part of a document: the furniture of pages, by rules that stand in `data/chrome.txt`.

mod stamp;

use std::sync::LazyLock;

use crate::fold::fold_trimmed;

use super::dates::dates;
use super::line::Line;
use super::mark::unmarked;
use super::token::tokens;

pub(super) use stamp::Stamp;
pub(super) use stamp::stamp;

const RULES: &str = include_str!("data/chrome.txt");

/// The longest line that a rule cuts, in characters; `has` and `is` rules look at the whole of it.
const LONGEST: usize = 160;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    Is,
    Begins,
    Ends,
    Has,
}

static TABLE: LazyLock<Vec<(Where, String, &'static str)>> = LazyLock::new(|| {
    let rule = |line: &'static str| {
        let mut parts = line.splitn(3, '|');
        let place = match parts.next()? {
            "is" => Where::Is,
            "begins" => Where::Begins,
            "ends" => Where::Ends,
            "has" => Where::Has,
            _ => return None,
        };
        Some((place, fold_trimmed(parts.next()?), parts.next()?))
    };
    RULES.lines().filter_map(rule).collect()
});

/// Why a line is furniture, by its words alone.
pub(super) fn furniture(line: &Line) -> Option<&'static str> {
    if line.is_blank() || line.length() > LONGEST {
        return None;
    }
    let text = unmarked(&line.text);
    let key = fold_trimmed(text);
    let bare = key.trim_end_matches(['.', ':', '…', '>', '»', ' ']);
    let by_rule = TABLE.iter().find(|(place, words, _)| match place {
        Where::Is => bare == words,
        Where::Begins => key.starts_with(words.as_str()) && short_for(&key, words),
        Where::Ends => key.ends_with(words.as_str()),
        Where::Has => key.contains(words.as_str()),
    });
    by_rule
        .map(|(_, _, why)| *why)
        .or_else(|| is_link(text).then_some("link"))
        .or_else(|| is_path(text).then_some("path of the page"))
        .or_else(|| is_page_number(&fold_trimmed(&line.text)).then_some("page number"))
        .or_else(|| is_running_head(&line.text).then_some("printed on every page"))
        .or_else(|| is_event(text).then_some("list of coming events"))
}

/// A sentence that only begins like furniture is none: "Home is where …".
fn short_for(key: &str, words: &str) -> bool {
    let count = key.split(' ').count();
    count <= words.split(' ').count() + 10
}

fn is_link(text: &str) -> bool {
    let address = text.trim_start_matches(['<', '(', '[']);
    ["http://", "https://", "www.", "mailto:"].iter().any(|start| address.starts_with(start))
        && !address.trim_end().contains(' ')
}

/// "Home » News » Statements"; weaker marks part a path only where it begins at home.
fn is_path(text: &str) -> bool {
    const HOME: &[&str] = &[
        "home",
        "inicio",
        "accueil",
        "startseite",
        "главная",
        "ana sayfa",
        "anasayfa",
        "αρχικη",
        "الرئيسيه",
        "start",
        "home page",
    ];
    let weak: Vec<&str> = text.split(['>', '|', '/']).collect();
    let parts: Vec<&str> = text.split(['»', '›']).collect();
    let is_short = |part: &&str| part.split_whitespace().count() <= 8;
    let at_home = weak.first().is_some_and(|first| HOME.contains(&fold_trimmed(first).as_str()));
    if weak.len() >= 2 && at_home && weak.iter().skip(1).all(is_short) {
        return true;
    }
    parts.len() >= 2
        && !text.contains('«')
        && !text.contains('‹')
        && parts.iter().all(is_short)
        && parts.first().is_some_and(|first| !first.trim().is_empty())
        && parts.iter().skip(1).all(|part| part.starts_with(' '))
}

/// "Page 3 of 7", "3/7", "- 3 -".
fn is_page_number(key: &str) -> bool {
    let words: Vec<&str> = key.split([' ', '/', '-', '–', '|']).filter(|w| !w.is_empty()).collect();
    let is_number = |word: &&str| word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_page = |word: &str| {
        matches!(
            word,
            "page" | "pagina" | "seite" | "p." | "стр." | "страница" | "sayfa" | "σελιδα"
        )
    };
    let is_of = |word: &str| matches!(word, "of" | "de" | "von" | "di" | "из" | "sur");
    match words.as_slice() {
        [page, number] if is_page(page) => is_number(number),
        [page, number, of, all] if is_page(page) && is_of(of) => {
            is_number(number) && is_number(all)
        }
        [number, all] => key.contains('/') && is_number(number) && is_number(all),
        [number] => key.starts_with(['-', '–']) && key.ends_with(['-', '–']) && is_number(number),
        _ => false,
    }
}

/// "River News          Page 2 of 7": what a printed page has at its edge.
fn is_running_head(text: &str) -> bool {
    let last = text.rsplit_once("   ").map(|(_, last)| last.trim());
    last.is_some_and(|last| is_page_number(&fold_trimmed(last)))
}

/// "April 2, 2031 - April 6, 2031 - Porto 9th Congress": a calendar's row, with both days in full.
fn is_event(text: &str) -> bool {
    let first = dates(text).into_iter().next();
    first.is_some_and(|date| {
        let both = date.days.len() == 2 && date.days.iter().all(|given| given.year.is_some());
        let twice = text.get(date.start..date.end).is_some_and(|stated| {
            date.days.first().and_then(|given| given.year).is_some_and(|year| {
                stated.matches(&year.to_string()).count() >= 2 || stated.matches("20").count() >= 2
            })
        });
        let rest = text.get(date.end..).unwrap_or_default().trim_start();
        date.start == 0 && both && twice && rest.starts_with(['-', '–', '|', ':'])
    })
}

/// Whether a line gives nothing but a date, perhaps with the time of day; then how much of it that is.
pub(super) fn date_alone(text: &str) -> Option<super::dates::Stated> {
    let text = unmarked(text);
    let found = dates(text);
    let [date] = found.as_slice() else {
        return None;
    };
    let rest = format!(
        "{} {}",
        text.get(..date.start).unwrap_or_default(),
        text.get(date.end..).unwrap_or_default()
    );
    let is_time = tokens(&rest).iter().all(|token| {
        token.number().is_some()
            || matches!(
                token.key.as_str(),
                ":" | ","
                    | "."
                    | "|"
                    | "-"
                    | "–"
                    | "("
                    | ")"
                    | "["
                    | "]"
                    | "am"
                    | "pm"
                    | "at"
                    | "h"
                    | "on"
                    | "uhr"
                    | "um"
                    | "gmt"
                    | "utc"
                    | "am,"
            )
            || is_weekday(&token.key)
    });
    is_time.then(|| date.clone())
}

/// Whether a folded word is a day of the week, in the languages of months.
pub(super) fn is_weekday(key: &str) -> bool {
    const DAYS: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "lunes",
        "martes",
        "miercoles",
        "jueves",
        "viernes",
        "sabado",
        "domingo",
        "segunda",
        "terca",
        "quarta",
        "quinta",
        "sexta",
        "feira",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "lunedi",
        "martedi",
        "mercoledi",
        "giovedi",
        "venerdi",
        "sabato",
        "domenica",
        "понедельник",
        "вторник",
        "среда",
        "четверг",
        "пятница",
        "суббота",
        "воскресенье",
        "pazartesi",
        "sali",
        "carsamba",
        "persembe",
        "cuma",
        "cumartesi",
        "pazar",
        "δευτερα",
        "τριτη",
        "τεταρτη",
        "πεμπτη",
        "παρασκευη",
        "σαββατο",
        "κυριακη",
    ];
    DAYS.contains(&key)
}

/// A title without the languages in brackets behind it: "Motion on water [En., Pt.]".
pub(super) fn without_tags(text: &str) -> &str {
    let parts = text.strip_suffix(']').and_then(|text| text.rsplit_once('['));
    let Some((title, tags)) = parts else {
        return text;
    };
    let mut words = tags.split([',', '.', ' ', '/']).filter(|word| !word.is_empty());
    let is_tags = words.all(|word| {
        word.chars().count() == 2
            && word.chars().all(char::is_alphabetic)
            && word.chars().next().is_some_and(char::is_uppercase)
    });
    if is_tags && !title.trim().is_empty() { title.trim_end() } else { text }
}

/// The tags that a page prints under its heading: names of languages or of categories, run together.
pub(super) fn is_tags(text: &str) -> bool {
    const TAGS: &[&str] = &["en", "es", "ru", "ar", "fr", "pt", "de", "it", "tr", "gr", "el", "zh"];
    let words: Vec<&str> =
        text.split([' ', ',', '|', '[', ']', '.']).filter(|w| !w.is_empty()).collect();
    let is_tag = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && TAGS.contains(&word.to_lowercase().as_str())
    };
    let run = words.windows(2).any(|pair| pair.iter().all(is_tag));
    run && without_tags(text) == text && !text.ends_with(['.', '!', '?', ':', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(text: &str) -> Option<&'static str> {
        furniture(&Line::plain(text))
    }

    #[test]
    fn furniture_is_told_from_text() {
        for text in [
            "top of page",
            "• Writer's pictureJane Roe",
            "Share on Facebook",
            "You are here: Home",
            "Home » News » Statements",
            "https://example.org/a",
            "Page 3 of 7",
            "- 3 -",
            "April 2, 2031 - April 6, 2031 - Porto, Portugal 9th Congress",
            "Source: Example.",
            "Updated: Nov 3, 2022",
            "Weiterlesen …",
        ] {
            assert!(why(text).is_some(), "{text}");
        }
        for text in [
            "1848",
            "We share this view with all who spoke at the meeting, and we thank them for it today.",
            "The top of the page is full of names",
            "«Water» and «bread»",
            "19-22 October 2031, Porto",
            "",
        ] {
            assert_eq!(why(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_alone_may_have_a_time() {
        assert!(date_alone("10/31/23, 11:00 AM").is_some());
        assert!(date_alone("Monday, 24. September 2018").is_some());
        assert!(date_alone("Athens, 20 June 2003").is_none());
        assert!(is_tags("Greece, Party 23rd IMCWP Ar En Es Ru Europe"));
        assert!(!is_tags("De"));
    }
}
