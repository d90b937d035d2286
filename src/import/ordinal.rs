//! Ordinal numbers as meetings bear them: in figures, in Roman numerals, in words.

mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold::fold_trimmed;

use super::token::Sort;
use super::token::Token;

use words::GERMAN_TENS;
use words::GERMAN_UNITS;
use words::TENS;
use words::WORDS;

/// Whole words, and stems.
type Ordinals = (HashMap<String, u32>, Vec<(String, u32)>);

static ORDINALS: LazyLock<Ordinals> = LazyLock::new(|| {
    let mut whole = HashMap::new();
    let mut stems = Vec::new();
    for (number, forms) in WORDS {
        for form in forms.split(' ') {
            match form.strip_suffix('*') {
                Some(stem) => stems.push((fold_trimmed(stem), *number)),
                None => {
                    whole.insert(fold_trimmed(form), *number);
                }
            }
        }
    }
    (whole, stems)
});

static BEFORE: LazyLock<HashMap<String, u32>> = LazyLock::new(|| {
    let forms = TENS.iter().flat_map(|(number, forms)| {
        forms.split(' ').map(move |form| (fold_trimmed(form), *number))
    });
    forms.collect()
});

/// The ordinal number at a place, and the place after it.
pub(super) fn ordinal_at(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    let token = tokens.get(at)?;
    match token.sort {
        Sort::Number => in_figures(tokens, at),
        Sort::Mark => None,
        Sort::Word if token.is("ال") => {
            // "ال23", and with a blank where the article is drawn out: "الـ 23".
            let next = tokens.get(at + 1)?;
            let number = next.number().filter(|number| (1..=250).contains(number))?;
            Some((number, at + 2))
        }
        Sort::Word => in_words(tokens, at).or_else(|| roman(tokens, at)),
    }
}

fn in_figures(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    let number = tokens.get(at)?.number().filter(|number| (1..=250).contains(number))?;
    let next = tokens.get(at + 1)?;
    let is_suffix = |key: &str| {
        matches!(
            key,
            "st" | "nd"
                | "rd"
                | "th"
                | "er"
                | "ere"
                | "re"
                | "eme"
                | "e"
                | "o"
                | "a"
                | "º"
                | "ª"
                | "°"
                | "inci"
                | "uncu"
                | "ncu"
                | "nci"
                | "η"
                | "ησ"
                | "ο"
                | "οσ"
                | "ου"
                | "й"
                | "я"
                | "ой"
                | "ая"
                | "го"
                | "ый"
                | "м"
                | "ей"
                | "те"
                | "de"
                | "te"
                | "ten"
                | "ter"
                | "tes"
                | "ste"
                | "sten"
                | "ro"
                | "ra"
                | "da"
                | "do"
                | "to"
                | "ta"
                | "mo"
                | "ma"
                | "vo"
                | "va"
                | "no"
                | "na"
        )
    };
    let apart = matches!(next.key.as_str(), "st" | "nd" | "rd" | "th" | "eme");
    if (next.glued || apart) && is_suffix(&next.key) {
        // "23.º" and "23rd." alike.
        let more =
            tokens.get(at + 2).is_some_and(|t| t.glued && matches!(t.key.as_str(), "º" | "ª"));
        return Some((number, if more { at + 3 } else { at + 2 }));
    }
    let joined = next.glued && matches!(next.key.as_str(), "-" | "." | "'" | "’" | "‑" | "ο");
    let after = tokens.get(at + 2)?;
    if joined && after.glued && is_suffix(&after.key) {
        return Some((number, at + 3));
    }
    // "20. Internationales Treffen", "23. Uluslararası": a noun follows in a capital.
    let dotted =
        next.glued && next.is(".") && !after.glued && after.sort == Sort::Word && after.capital;
    dotted.then_some((number, at + 2))
}

fn in_words(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    let token = tokens.get(at)?;
    if let Some(tens) = BEFORE.get(&token.key) {
        let mut next = at + 1;
        while tokens
            .get(next)
            .is_some_and(|t| matches!(t.key.as_str(), "-" | "‑" | "–" | "y" | "e" | "et"))
        {
            next += 1;
        }
        if let Some(unit) = single(&tokens.get(next)?.key).filter(|unit| *unit < 10) {
            return Some((tens + unit, next + 1));
        }
    }
    let number = single(&token.key)?;
    // "الثالث والعشرون": and the tens after it.
    let tens = tokens.get(at + 1).and_then(|next| match next.key.as_str() {
        "والعشرون" | "والعشرين" => Some(20),
        "والثلاثون" | "والثلاثين" => Some(30),
        "عشر" | "عشره" => Some(10),
        _ => None,
    });
    match tens {
        Some(tens) if number < 10 => Some((tens + number, at + 2)),
        _ => Some((number, at + 1)),
    }
}

fn single(key: &str) -> Option<u32> {
    let (whole, stems) = &*ORDINALS;
    if let Some(number) = whole.get(key) {
        return Some(*number);
    }
    if let Some((unit, rest)) = key.split_once("und")
        && let Some(nth) = (1..).zip(GERMAN_UNITS).find(|(_, name)| *name == unit)
        && let Some((_, tens)) = GERMAN_TENS.iter().find(|(stem, _)| rest.starts_with(stem))
    {
        return Some(tens + nth.0);
    }
    let ending = |stem: &str| {
        key.strip_prefix(stem).is_some_and(|end| match end.chars().next() {
            // "двадцать" counts, "двадцатой" orders.
            Some(letter) if !letter.is_ascii() => matches!(
                end,
                "ый" | "ая"
                    | "ое"
                    | "ой"
                    | "ого"
                    | "ому"
                    | "ом"
                    | "ую"
                    | "ые"
                    | "ых"
                    | "ым"
            ),
            _ => end.len() <= 2,
        })
    };
    stems.iter().find(|(stem, _)| ending(stem)).map(|(_, number)| *number)
}

/// Roman numerals in capitals; a single letter other than V and X is a letter.
fn roman(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    let token = tokens.get(at).filter(|token| token.capital)?;
    // "VIIe" and "XIIIª" bear an ending.
    let ending: String = token.key.chars().skip(token.leading).collect();
    if !matches!(ending.as_str(), "" | "e" | "eme" | "o" | "a" | "th" | "nd" | "rd" | "st")
        || (!ending.is_empty() && token.leading < 2)
    {
        return None;
    }
    let figures: String = token.key.chars().take(token.leading).collect();
    if token.glued && at > 0 && tokens.get(at - 1).is_some_and(|t| t.sort != Sort::Mark) {
        return None;
    }
    let value = |letter: char| {
        Some(match letter {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            _ => return None,
        })
    };
    let values: Vec<u32> = figures.chars().map(value).collect::<Option<_>>()?;
    let followed = values.iter().zip(values.iter().skip(1).chain([&0]));
    let total = followed.fold(0_i64, |sum, (this, next)| {
        sum + if this < next { -i64::from(*this) } else { i64::from(*this) }
    });
    let total = u32::try_from(total).ok().filter(|total| (1..=200).contains(total))?;
    let is_letter = values.len() == 1 && !matches!(total, 5 | 10);
    (!is_letter && roman_numeral(total) == figures).then_some((total, at + 1))
}

/// A number in small Roman numerals; it has numerals of its own up to 3999.
pub(super) fn roman_numeral(mut number: u32) -> String {
    let steps = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (value, letters) in steps {
        while number >= value {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn ordinals_are_read_in_figures_numerals_and_words() {
        for (text, number) in [
            ("23rd Meeting", 23),
            ("12 th Meeting", 12),
            ("XXII Encontro", 22),
            ("XV BRICS", 15),
            ("23. Internationales", 23),
            ("12° Incontro", 12),
            ("23o Encuentro", 23),
            ("23º Encontro", 23),
            ("23-й Международной", 23),
            ("23-я встреча", 23),
            ("ال23 للأحزاب", 23),
            ("الثالث والعشرون", 23),
            ("twenty-third meeting", 23),
            ("Seventy-eighth session", 78),
            ("First Assembly", 1),
            ("dreiundzwanzigste Treffen", 23),
            ("vigésimo tercer Encuentro", 23),
            ("двадцать третья встреча", 23),
            ("21e Rencontre", 21),
            ("23η Διεθνής", 23),
            ("zwölften Treffen", 12),
            ("15te Internationale", 15),
            ("15 ème Rencontre", 15),
            ("восемнадцатой встречи", 18),
            ("dix-septième Rencontre", 17),
            ("vingt-et-unième Rencontre", 21),
            ("ventitreesimo Incontro", 23),
            ("الـ 22 للأحزاب", 22),
            ("الثامن عشر للأحزاب", 18),
        ] {
            assert_eq!(ordinal_at(&tokens(text), 0).map(|(n, _)| n), Some(number), "{text}");
        }
        for text in [
            "194 of",
            "двадцать стран",
            "I am",
            "23 parties",
            "MIX",
            "civil",
            "2031 meeting",
            "C",
            "20-22 de",
        ] {
            assert_eq!(ordinal_at(&tokens(text), 0), None, "{text}");
        }
    }
}
