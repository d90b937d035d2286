//! The symbols that documents bear: `A/RES/78/147`, `EUCO 14/23`, `1/CP.26`.

use crate::import::dates::dates;

/// The symbol in a line: `A/RES/78/147`, `EUCO 14/23`, `1/CP.26`.
pub(super) fn symbol(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let has_both = |word: &str| {
        word.contains('/')
            && word.bytes().any(|b| b.is_ascii_digit())
            && word
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || "/.-()".contains(c))
    };
    let is_date = |word: &str| !dates(word).is_empty();
    if words.len() > 5 {
        let (number, _) = text.split_once(". ")?;
        return is_resolution_number(number).then(|| number.to_owned());
    }
    let at = words.iter().position(|word| {
        let word = word.trim_end_matches(['.', ',']);
        has_both(word) && !is_date(word) && word.chars().any(|c| c.is_ascii_uppercase())
            || is_resolution_number(word) && !is_date(word)
    })?;
    let word = words.get(at)?.trim_end_matches(['.', ',']);
    if is_resolution_number(word) {
        // "EUCO 14/23" is a symbol, "14/23" alone is none; "78/147. Water" is a number.
        let before = at.checked_sub(1).and_then(|at| words.get(at))?;
        let is_code = before.len() >= 2 && before.chars().all(|c| c.is_ascii_uppercase());
        let is_named = ["Resolution", "Decision", "RESOLUTION", "DECISION"].contains(before);
        return match (is_code, is_named) {
            (true, _) if !is_named => Some(format!("{before} {word}")),
            (_, true) => Some(word.to_owned()),
            _ => None,
        };
    }
    Some(word.to_owned())
}

/// Whether a text is a number as `78/147`.
pub(super) fn is_resolution_number(text: &str) -> bool {
    let mut parts = text.split('/');
    let is_number =
        |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    parts.next().is_some_and(is_number)
        && parts.next().is_some_and(is_number)
        && parts.next().is_none()
}
