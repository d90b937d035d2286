//! Keeps together what UAX #14 would part and what typesetters of a language never do.
//!
//! A place that is held yields only where its word is wider than a line.

use super::isolate::address;
use crate::model::Language;

/// How far around a place is looked, in bytes.
const NEAR: usize = 200;
/// Signs that stand before a number.
const BEFORE_NUMBERS: [&str; 7] = ["№", "§", "§§", "¶", "#", "N°", "Nº"];
/// Abbreviated words that stand before a number.
const ABBREVIATIONS: [&str; 22] = [
    "no.", "nos.", "nr.", "p.", "pp.", "art.", "arts.", "vol.", "ch.", "chap.", "sec.", "fig.",
    "par.", "para.", "núm.", "ст.", "п.", "пп.", "стр.", "гл.", "т.", "№№",
];
/// Words that stand after a number.
const UNITS: [&str; 58] = [
    "%",
    "‰",
    "°",
    "°C",
    "°F",
    "€",
    "$",
    "£",
    "₽",
    "¥",
    "km",
    "m",
    "cm",
    "mm",
    "kg",
    "g",
    "t",
    "ha",
    "h",
    "min",
    "km²",
    "m²",
    "mln",
    "mlrd",
    "Mio",
    "Mrd",
    "million",
    "billion",
    "millions",
    "milliards",
    "millones",
    "a.m.",
    "p.m.",
    "км",
    "м",
    "см",
    "мм",
    "кг",
    "г",
    "г.",
    "гг",
    "гг.",
    "год",
    "года",
    "году",
    "годы",
    "лет",
    "в.",
    "вв.",
    "т",
    "га",
    "ч",
    "млн",
    "млрд",
    "тыс",
    "тыс.",
    "руб.",
    "долл.",
];
/// Short words of Russian, Belarusian and Ukrainian that lean on the next one.
const SHORT_CYRILLIC: [&str; 18] = [
    "на", "по", "не", "ни", "от", "до", "из", "за", "об", "во", "ко", "со", "та", "ні", "зі", "із",
    "да", "бо",
];
/// Short words of Russian that lean on the one before.
const PARTICLES: [&str; 6] = ["же", "ли", "бы", "ж", "б", "ль"];

/// The customs of a language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Glue {
    /// Nothing beyond what all languages share.
    #[default]
    Common,
    /// Short words lean on the next one (Russian and its neighbours).
    Cyrillic,
    /// Words of one letter lean on the next one (Polish, Czech and their neighbours).
    WestSlavic,
    /// High punctuation and guillemets stand after a blank.
    French,
    /// A single waw leans on the next word (Arabic, Persian, Urdu, Kurdish).
    Arabic,
}

/// A place between two words, or inside one.
struct Place<'text> {
    /// The word before it, with its punctuation.
    word: &'text str,
    /// The last character before it that is no blank.
    last: char,
    /// What follows.
    rest: &'text str,
    /// The first character of that.
    next: char,
    /// Whether nothing but the word stands before it.
    opens: bool,
}

impl Glue {
    /// The customs of a language.
    pub(super) fn of(language: &Language) -> Self {
        match language.primary() {
            "ru" | "be" | "uk" | "bg" | "sr" | "mk" => Self::Cyrillic,
            "pl" | "cs" | "sk" | "hr" | "sl" => Self::WestSlavic,
            "fr" => Self::French,
            "ar" | "fa" | "ur" | "ckb" => Self::Arabic,
            _ => Self::Common,
        }
    }

    /// Whether a line should not end at `offset`, where UAX #14 allows it.
    pub(super) fn holds(self, text: &str, offset: usize) -> bool {
        let (Some(before), Some(rest)) = (text.get(..offset), text.get(offset..)) else {
            return false;
        };
        let trimmed = before.trim_end_matches(' ');
        let (Some(last), Some(next)) = (trimmed.chars().next_back(), rest.chars().next()) else {
            return false;
        };
        if matches!(next, '—' | '–' | '―' | '…') {
            return !matches!(last, '—' | '–' | '―');
        }
        let parted = trimmed.len() < before.len();
        if !parted && !matches!(last, '-' | '\u{2010}' | '–' | '/' | '?' | '=' | '&' | '%') {
            return false;
        }
        let near = trimmed.get(trimmed.floor_char_boundary(trimmed.len().saturating_sub(NEAR))..);
        let near = near.unwrap_or_default();
        let word = near.rsplit([' ', '\u{A0}']).next().unwrap_or(near);
        let place = Place {
            word,
            last,
            rest: rest.get(..rest.floor_char_boundary(NEAR)).unwrap_or_default(),
            next,
            opens: word.len() == trimmed.len(),
        };
        if parted {
            place.is_held_in_all_languages() || self.holds_words(&place)
        } else {
            place.is_held_inside_a_word()
        }
    }

    /// The rules of this language for a place with a blank before it.
    fn holds_words(self, place: &Place<'_>) -> bool {
        match self {
            Self::Common => false,
            Self::French => matches!(place.next, ';' | ':' | '!' | '?' | '»') || place.last == '«',
            Self::Arabic => place.bare_word() == "و",
            Self::WestSlavic => {
                let word = place.bare_word();
                word.len() == 1 && word.chars().all(char::is_alphabetic)
            }
            Self::Cyrillic => {
                let word = place.bare_word();
                word.len() <= 4 && {
                    let lower = word.to_lowercase();
                    (word.chars().count() == 1 && word.chars().all(char::is_alphabetic))
                        || SHORT_CYRILLIC.contains(&lower.as_str())
                } || PARTICLES
                    .contains(&place.next_word().trim_end_matches([',', '.', '?', '!', ';', ':']))
            }
        }
    }
}

impl<'text> Place<'text> {
    /// The word before without what opens before it.
    fn bare_word(&self) -> &'text str {
        self.word.trim_start_matches(['(', '[', '«', '"', '“', '„', '‘', '\''])
    }

    /// The word after, with its punctuation.
    fn next_word(&self) -> &'text str {
        self.rest.split([' ', '\u{A0}']).next().unwrap_or_default()
    }

    /// The rules for a place with a blank before it.
    fn is_held_in_all_languages(&self) -> bool {
        let last_is_digit = self.last.is_ascii_digit();
        if last_is_digit && self.is_between_thousands() {
            return true;
        }
        if last_is_digit && !self.next.is_ascii_digit() {
            let next = self.next_word();
            let bare = next.trim_end_matches([',', ';', ')', ':', '!', '?', '»']);
            return UNITS.contains(&bare) || UNITS.contains(&bare.trim_end_matches('.'));
        }
        if self.opens && self.is_a_marker() {
            return true;
        }
        let word = self.bare_word();
        if self.next.is_ascii_digit() {
            return BEFORE_NUMBERS.contains(&word)
                || (self.last == '.' && ABBREVIATIONS.contains(&word.to_lowercase().as_str()));
        }
        self.last == '.' && self.is_an_initial(word)
    }

    /// `10 000`: a group of three digits after one of at most three.
    fn is_between_thousands(&self) -> bool {
        let group = self.bare_word();
        let next = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        next == 3 && group.len() <= 3 && group.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// `1.`, `12)`, `а)`, `•`, `–` where the text begins.
    fn is_a_marker(&self) -> bool {
        match self.word.strip_suffix(['.', ')']) {
            Some(number) => {
                let bare = number.trim_start_matches('(');
                !bare.is_empty()
                    && (bare.bytes().all(|byte| byte.is_ascii_digit()) && bare.len() <= 3)
                    || bare.chars().count() == 1
            }
            None => matches!(self.word, "•" | "-" | "–" | "—" | "*" | "·" | "▪" | "◦"),
        }
    }

    /// `В. И. Ленин`, `т. д.`: one letter and a full stop, before a name or another one.
    fn is_an_initial(&self, word: &str) -> bool {
        let single = |word: &str| {
            let mut chars = word.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.as_str() == "."
        };
        let first_is_upper = word.chars().next().is_some_and(char::is_uppercase);
        single(word)
            && (first_is_upper && self.next.is_uppercase()
                || single(self.next_word().trim_end_matches([',', ';', ')'])))
    }

    /// The rules for a place inside what stands between two blanks.
    fn is_held_inside_a_word(&self) -> bool {
        match self.last {
            '/' | '?' | '=' | '&' | '%' => true,
            '–' => {
                self.next.is_ascii_digit()
                    && self.word.trim_end_matches('–').ends_with(|c: char| c.is_ascii_digit())
            }
            _ => {
                let end = self.word.trim_end_matches(['-', '\u{2010}']);
                let before = end.chars().rev().take_while(|c| c.is_alphanumeric()).take(2).count();
                let after = self.rest.chars().take_while(|c| c.is_alphanumeric()).take(4).count();
                before < 2 || after < 4 || address(self.word).is_some()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::breaks::opportunities;
    use super::*;

    /// The text with a stroke where a line may end.
    fn parted(language: &str, text: &str) -> String {
        let glue = Glue::of(&Language::parse(language).unwrap());
        let mut from = 0;
        let mut parted = Vec::new();
        for offset in opportunities(text) {
            if offset == text.len() || !glue.holds(text, offset) {
                parted.push(text.get(from..offset).unwrap());
                from = offset;
            }
        }
        parted.join("|")
    }

    #[test]
    fn numbers_keep_their_units_signs_and_thousands() {
        for text in [
            "№ 5",
            "§ 12",
            "10 000 000",
            "45 %",
            "7 km",
            "5 млн",
            "p. 12",
            "Art. 3",
            "20–22",
            "1941 г.",
        ] {
            assert_eq!(parted("en", text), text);
        }
        assert_eq!(parted("en", "in 2023 500 people"), "in |2023 |500 |people");
    }

    #[test]
    fn short_ends_stay_at_their_hyphen() {
        for text in ["23-й", "COVID-19", "20-22", "A/RES/194", "e-mail"] {
            assert_eq!(parted("ru", text), text);
        }
        assert_eq!(parted("en", "anti-imperialist"), "anti-|imperialist");
    }

    #[test]
    fn a_line_never_begins_with_a_dash() {
        assert_eq!(parted("en", "peace—that is"), "peace—|that |is");
        assert_eq!(parted("ru", "мир — это"), "мир — |это");
        assert_eq!(parted("en", "so …"), "so …");
    }

    #[test]
    fn initials_and_markers_stay_at_what_they_mark() {
        assert_eq!(parted("ru", "В. И. Петров сказал"), "В. И. Петров |сказал");
        assert_eq!(parted("ru", "и т. д."), "и т. д.");
        for text in ["1. One", "12) One", "а) Раз", "• One", "– One"] {
            assert_eq!(parted("en", text), text);
        }
    }

    #[test]
    fn short_words_lean_on_the_next_as_their_language_has_it() {
        assert_eq!(parted("ru", "шёл в лес и на луг"), "шёл |в лес |и на луг");
        assert_eq!(parted("ru", "то же самое"), "то же |самое");
        assert_eq!(parted("pl", "w lesie i w domu"), "w lesie |i w domu");
        assert_eq!(parted("en", "a house"), "a |house");
        assert_eq!(parted("ar", "كتاب و قلم"), "كتاب |و قلم");
    }

    #[test]
    fn french_punctuation_stays_at_its_word() {
        assert_eq!(parted("fr", "« oui » : non !"), "« oui » : |non !");
    }

    #[test]
    fn an_address_is_whole() {
        let text = "https://www.example.org/some-page/other?page=2";
        assert_eq!(parted("en", text), text);
    }
}
