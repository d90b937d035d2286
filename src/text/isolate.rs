//! Finds what is written from left to right whatever stands around it: addresses and telephone numbers.
//!
//! UAX #9 alone puts the slash at the end of an address to the wrong side of it, and turns the groups of
//! a telephone number around; as isolates (a higher-level protocol, rule HL4) both stay whole.

use std::ops::Range;

/// A number of fewer digits is no telephone number.
const DIGITS_OF_A_NUMBER: usize = 7;

/// The parts of `text` that are isolates, in bytes, in order.
pub(super) fn isolates(text: &str) -> Vec<Range<usize>> {
    let mut isolates = Vec::new();
    let mut from = 0;
    for run in ascii_runs(text) {
        if run.start < from {
            continue;
        }
        let content = text.get(run.clone()).unwrap_or_default();
        let found = address(content)
            .map(|address| run.start + address.start..run.start + address.end)
            .or_else(|| telephone(text, run.start));
        if let Some(found) = found {
            from = found.end;
            isolates.push(found);
        }
    }
    isolates
}

/// The stretches of printable ASCII without blanks.
fn ascii_runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let graphic = |byte: &u8| byte.is_ascii_graphic();
        let start = at + bytes.get(at..)?.iter().position(graphic)?;
        let length = bytes.get(start..)?.iter().take_while(|byte| graphic(byte)).count();
        at = start + length;
        Some(start..at)
    })
}

/// The address of a page or a letter box in a stretch without blanks.
pub(super) fn address(run: &str) -> Option<Range<usize>> {
    let start = run.len() - run.trim_start_matches(['(', '[', '<', '{', '"', '\'']).len();
    let end =
        run.trim_end_matches([')', ']', '>', '}', '"', '\'', '.', ',', ';', ':', '!', '?']).len();
    let content = run.get(start..end)?;
    let page = content.find("://").is_some_and(|at| at > 0 && at + 3 < content.len())
        || content.get(..4).is_some_and(|www| www.eq_ignore_ascii_case("www."));
    let letter_box = content.split_once('@').is_some_and(|(name, host)| {
        name.ends_with(|c: char| c.is_ascii_alphanumeric())
            && host.starts_with(|c: char| c.is_ascii_alphanumeric())
            && host.contains('.')
    });
    (page || letter_box).then_some(start..end)
}

/// The telephone number that begins with a plus sign at `start`; it may hold single blanks.
fn telephone(text: &str, start: usize) -> Option<Range<usize>> {
    let mut digits = 0;
    let mut end = start + 1;
    let rest = text.get(start..)?.strip_prefix('+')?;
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut blank = false;
    for (offset, c) in rest.char_indices() {
        match c {
            '0'..='9' => {
                digits += 1;
                end = start + 1 + offset + 1;
                blank = false;
            }
            ' ' if blank => break,
            ' ' => blank = true,
            '(' | ')' | '-' | '.' | '/' => blank = false,
            _ => break,
        }
    }
    (digits >= DIGITS_OF_A_NUMBER).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        isolates(text).into_iter().map(|range| text.get(range).unwrap()).collect()
    }

    #[test]
    fn addresses_end_before_the_punctuation_around_them() {
        assert_eq!(found("(http://example.org/a/)."), ["http://example.org/a/"]);
        assert_eq!(found("انظر www.example.org، ثم"), ["www.example.org"]);
        assert_eq!(found("<post@example.org>;"), ["post@example.org"]);
    }

    #[test]
    fn telephone_numbers_keep_their_blanks() {
        assert_eq!(found("هاتف +30 210 5550123 أو"), ["+30 210 5550123"]);
        assert_eq!(found("+30 (210) 555-0123, x"), ["+30 (210) 555-0123"]);
    }

    #[test]
    fn nothing_else_is_an_isolate() {
        for text in ["20-22", "a://", "A/RES/194", "+5", "+ 30 210 5550123", "x @ y.z", "1 + 2", ""]
        {
            assert!(isolates(text).is_empty(), "{text}");
        }
    }
}
