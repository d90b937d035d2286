//! What a half typed query may go on with.

use crate::fold::fold_trimmed;
use crate::model::Archive;
use crate::model::Party;

use super::field::Field;
use super::occurring::{Value, meetings, values};
use super::query::quoted;
use super::token::opens_quote;

/// One way to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The column, in characters from 1, from which `text` replaces what stands before the cursor.
    pub start: usize,
    /// What is written there.
    pub text: String,
    /// What it means, in a few words.
    pub note: String,
}

/// How a query may go on at the cursor: with a field, or with a value that occurs in the archive.
///
/// `cursor` is the column, from 1, of the character on which the cursor stands.
#[must_use]
pub fn completions(text: &str, cursor: usize, archive: &Archive) -> Vec<Completion> {
    let letters: Vec<char> = text.chars().take(cursor.saturating_sub(1)).collect();
    let Some(start) = fragment(&letters) else {
        return Vec::new();
    };
    let fragment: String = letters.get(start..).unwrap_or_default().iter().collect();
    if let Some(number) = fragment.strip_prefix('#') {
        let numbers = meetings(archive).into_iter().filter(|value| is_number(&value.text));
        return offered(numbers.collect(), number, start + 2);
    }
    let condition = fragment.split_once(':').and_then(|(name, value)| {
        Some((Field::of(&name.to_ascii_lowercase())?, value, name.chars().count()))
    });
    if let Some((field, value, length)) = condition {
        let typed = value.trim_start_matches(opens_quote);
        return offered(values(field, archive), typed, start + length + 2);
    }
    let fields = Field::ALL.iter().map(|field| Value {
        text: format!("{}:", field.word()),
        note: field.note().to_owned(),
        other: None,
    });
    let begun = fold_trimmed(&fragment);
    let mut offered = offered(fields.collect(), &begun, start + 1);
    offered.retain(|completion| completion.text.starts_with(&begun));
    offered
}

/// The parties that a text may mean, by their ids: those of which it begins the id or the acronym, then those
/// that have it at the beginning of a word of one of their names.
#[must_use]
pub fn parties(text: &str, archive: &Archive) -> Vec<Completion> {
    let typed = fold_trimmed(text);
    let rank = |party: &Party| {
        let begins = |text: &str| fold_trimmed(text).starts_with(&typed);
        let has = |name: &str| {
            let name = fold_trimmed(name);
            name.match_indices(&typed).any(|(at, _)| {
                let before = name.get(..at).and_then(|before| before.chars().next_back());
                before.is_none_or(|before| !before.is_alphanumeric())
            })
        };
        if begins(party.id.as_str()) || party.acronym.as_deref().is_some_and(begins) {
            return Some(0);
        }
        party.names().any(has).then_some(1)
    };
    let ranked = archive.parties().iter().filter_map(|party| Some((rank(party)?, party)));
    let mut ranked: Vec<(i32, &Party)> = ranked.collect();
    ranked.sort_by_key(|(rank, party)| (*rank, party.id.as_str()));
    let offer = |(_, party): (i32, &Party)| {
        let country = party.country.map(|country| format!(", {country}")).unwrap_or_default();
        Completion {
            start: 1,
            text: party.id.to_string(),
            note: format!("{}{country}", party.name),
        }
    };
    ranked.into_iter().map(offer).collect()
}

/// Where the word or condition before the cursor begins, from 0; `None` right after a closed quote.
fn fragment(letters: &[char]) -> Option<usize> {
    let mut start = 0;
    let mut closing: Option<char> = None;
    let mut is_closed = false;
    let mut is_kept = false;
    for (place, &letter) in letters.iter().enumerate() {
        let after_colon = place.checked_sub(1).and_then(|last| letters.get(last)) == Some(&':');
        if let Some(sign) = closing {
            if !is_kept && (letter == sign || (letter == '“' && sign == '”')) {
                closing = None;
                is_closed = true;
            }
            is_kept = !is_kept && letter == '\\';
        } else if letter.is_whitespace()
            || matches!(letter, '(' | ')')
            || (letter == '-' && place == start)
        {
            start = place + 1;
            is_closed = false;
        } else if opens_quote(letter) && (place == start || after_colon) {
            closing = Some(match letter {
                '«' => '»',
                '"' => '"',
                _ => '”',
            });
        }
    }
    (!is_closed).then_some(start)
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

/// The values that `typed` begins, then those in which it begins another word.
fn offered(values: Vec<Value>, typed: &str, start: usize) -> Vec<Completion> {
    let typed = fold_trimmed(typed);
    let rank = |value: &Value| {
        let text = fold_trimmed(&value.text);
        let other = value.other.as_deref().map(fold_trimmed);
        let begins =
            |text: &str| text.split([' ', '-', '(', '\'']).any(|word| word.starts_with(&typed));
        if text.starts_with(&typed)
            || other.as_deref().is_some_and(|other| other.starts_with(&typed))
        {
            Some(0)
        } else if begins(&text) || text.contains(&format!(" {typed}")) {
            Some(1)
        } else {
            None
        }
    };
    let mut ranked: Vec<(i32, Value)> =
        values.into_iter().filter_map(|value| Some((rank(&value)?, value))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked
        .into_iter()
        .map(|(_, value)| Completion { start, text: quoted(&value.text), note: value.note })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::archive;
    use super::*;

    /// What is offered at the end of `text`, and from which column.
    fn offers(text: &str) -> (Vec<String>, Option<usize>) {
        let cursor = text.chars().count() + 1;
        let completions = completions(text, cursor, &archive());
        let start = completions.first().map(|completion| completion.start);
        (completions.into_iter().map(|completion| completion.text).collect(), start)
    }

    #[track_caller]
    fn assert_offers(text: &str, start: usize, expected: &[&str]) {
        let (texts, from) = offers(text);
        assert_eq!(texts, expected, "{text}");
        assert_eq!(from, Some(start).filter(|_| !expected.is_empty()), "{text}");
    }

    #[test]
    fn a_word_goes_on_as_a_field() {
        assert_offers("ki", 1, &["kind:"]);
        assert_offers("мир (-S", 7, &["series:", "signed:"]);
        assert_offers(
            "peace ",
            7,
            &Field::ALL
                .iter()
                .map(|f| format!("{}:", f.word()))
                .collect::<Vec<_>>()
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>(),
        );
        assert_offers("zzz", 1, &[]);
        assert_offers("\"kin", 1, &[]);
        assert_offers("\"kin\"", 1, &[]);
    }

    #[test]
    fn a_field_goes_on_with_the_values_that_occur() {
        assert_offers("kind:", 6, &["action-plan", "message", "report", "statement"]);
        assert_offers("-kind:re", 7, &["report"]);
        assert_offers("kind:plan", 6, &["action-plan"]);
        assert_offers("lang:", 6, &["ar", "el", "en", "pt-BR", "ru"]);
        assert_offers("lang:rus", 6, &["ru"]);
        assert_offers("country:", 9, &["PT", "TR"]);
        assert_offers("meeting:", 9, &["9", "7", "none"]);
        assert_offers("meeting:forum-7", 9, &["7"]);
        assert_offers("a #", 4, &["9", "7"]);
        assert_offers("series:", 8, &["forum"]);
        assert_offers("place:iz", 7, &["İzmir"]);
        assert_offers("year:", 6, &["2031", "2029"]);
        assert_offers("due:", 5, &["2031"]);
        assert_offers("has:a", 5, &["actions", "abstract"]);
        assert_offers("is:", 4, &["unread", "bookmarked"]);
        assert_offers("topic:dienste", 7, &["\"öffentliche Dienste\""]);
        assert_offers("id:letter", 4, &["letter"]);
    }

    #[test]
    fn names_go_in_quotes_and_are_found_by_their_acronym() {
        assert_offers("party:\"tenants' u", 7, &["\"Tenants' Union of Porto\""]);
        assert_offers("party:tup", 7, &["\"Tenants' Union of Porto\""]);
        assert_offers("signed:water", 8, &["\"Water Committee of the North\""]);
        assert_offers("signed:ireland", 8, &["\"Workers' Party of Ireland\""]);
        assert_offers("signed:wells", 8, &[]);
        assert_offers("by:", 4, &["\"União dos Inquilinos\""]);
        assert_offers("party:\"x\"", 7, &[]);
    }

    #[test]
    fn a_party_is_offered_by_its_id_its_acronym_and_its_names() {
        let archive = archive();
        let ids = |text: &str| -> Vec<String> {
            parties(text, &archive).into_iter().map(|offer| offer.text).collect()
        };
        assert_eq!(ids("").len(), archive.parties().len());
        let first = &archive.parties()[0];
        let word = first.name.split(' ').next().unwrap();
        assert!(ids(&word.to_uppercase()).contains(&first.id.to_string()));
        assert_eq!(ids(first.id.as_str())[0], first.id.as_str());
        assert_eq!(ids("wells of mars"), Vec::<String>::new());
    }

    #[test]
    fn a_value_says_what_it_is() {
        let note = |text: &str| {
            let mut found = completions(text, text.len() + 1, &archive());
            found.remove(0).note
        };
        assert_eq!(note("kind:report"), "1 document");
        assert_eq!(note("#9"), "Porto, 1–2 March 2031");
        assert_eq!(note("lang:ru"), "Russian, 1 document");
        assert_eq!(note("party:lw"), "LW, NO");
        assert_eq!(note("ki"), "kind of document");
    }

    #[test]
    fn what_stands_after_the_cursor_does_not_count() {
        let found = completions("kind:re porto", 8, &archive());
        assert_eq!((found[0].start, found[0].text.as_str()), (6, "report"));
        assert!(completions("", 0, &archive()).len() > 10);
    }

    #[test]
    fn every_offer_can_be_read_as_a_query() {
        for field in Field::ALL {
            for offer in offers(&format!("{}:", field.word())).0 {
                let text = format!("{}:{offer}", field.word());
                assert!(super::super::Query::parse(&text).is_ok(), "{text}");
            }
        }
    }
}
