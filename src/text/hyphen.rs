//! Divides long words.

use hypher::Lang;

use crate::model::Language;

/// A word of fewer letters is not divided.
const SHORTEST: usize = 6;
/// The fewest letters before a hyphen.
const BEFORE: usize = 2;
/// The fewest letters after a hyphen.
const AFTER: usize = 3;
/// A word of more bytes is no word.
const LONGEST: usize = 200;

/// The patterns of a language, where there are any.
pub(super) fn patterns(language: &Language) -> Option<Lang> {
    let code = <[u8; 2]>::try_from(language.primary().as_bytes()).ok()?;
    Lang::from_iso(code)
}

/// The places in `text`, in bytes, where its words may be divided: never in names, nor in what is
/// written in capitals.
pub(super) fn points(text: &str, patterns: Lang) -> Vec<usize> {
    let mut points = Vec::new();
    if text.len() < SHORTEST {
        return points;
    }
    let mut start = 0;
    for word in text.split(|c: char| !c.is_alphabetic()) {
        if word.len() <= LONGEST
            && word.chars().nth(SHORTEST - 1).is_some()
            && word.chars().all(char::is_lowercase)
        {
            let mut at = start;
            for syllable in hypher::hyphenate_bounded(word, patterns, BEFORE, AFTER) {
                at += syllable.len();
                if at < start + word.len() {
                    points.push(at);
                }
            }
        }
        start += word.len();
        start += text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(language: &str, text: &str) -> String {
        let patterns = patterns(&Language::parse(language).unwrap()).unwrap();
        let mut divided = text.to_owned();
        for point in points(text, patterns).into_iter().rev() {
            divided.insert(point, '-');
        }
        divided
    }

    #[test]
    fn long_words_are_divided_by_their_language() {
        assert_eq!(divided("en", "an international meeting"), "an in-ter-na-tional meet-ing");
        assert_eq!(divided("ru", "международная"), "меж-ду-на-род-ная");
        assert_eq!(divided("es", "solidaridad"), "so-li-da-ri-dad");
    }

    #[test]
    fn names_and_capitals_are_whole() {
        for text in ["International", "INTERNATIONAL", "short", "x1y2z3"] {
            assert_eq!(divided("en", text), text);
        }
    }

    #[test]
    fn some_languages_divide_nothing() {
        for tag in ["ar", "fa", "zh", "und", "ckb"] {
            assert!(patterns(&Language::parse(tag).unwrap()).is_none(), "{tag}");
        }
    }
}
