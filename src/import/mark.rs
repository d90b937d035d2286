//! The marks at the beginning of list items: numbers, letters, bullets.

use super::dates::dates;

/// A mark, and what stands after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// A number as printed (`8.`, `12)`), and the words after it.
    Number(&'a str, &'a str),
    /// A bullet, and the words after it.
    Bullet(&'a str),
}

impl<'a> Mark<'a> {
    /// The mark at the beginning of a line.
    pub(super) fn of(line: &'a str) -> Option<Self> {
        bullet(line).map(Self::Bullet).or_else(|| number(line))
    }

    /// The words after the mark.
    pub(super) fn rest(self) -> &'a str {
        match self {
            Self::Number(_, rest) | Self::Bullet(rest) => rest,
        }
    }
}

/// The words of a line without its mark, if it has one.
pub(super) fn unmarked(line: &str) -> &str {
    Mark::of(line).map_or(line, Mark::rest)
}

fn bullet(line: &str) -> Option<&str> {
    let mut letters = line.chars();
    let first = letters.next()?;
    let is_sign = matches!(
        first,
        '•' | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '●'
            | '○'
            | '‣'
            | '⁃'
            | '➢'
            | '➤'
            | '►'
            | '▸'
            | '✓'
            | '✔'
            | '\u{F0B7}'
            | '\u{F0A7}'
            | '\u{F0D8}'
            | '·'
            | '∙'
    );
    let rest = letters.as_str();
    if is_sign {
        return Some(rest.trim_start());
    }
    // A dash is a bullet only before a blank; a dash that a person speaks after is none.
    let is_dash = matches!(first, '-' | '–' | '—' | '*' | '+');
    let is_followed = rest.starts_with(char::is_whitespace);
    (is_dash && is_followed).then(|| rest.trim_start())
}

fn number(line: &str) -> Option<Mark<'_>> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let (number, rest) = line.split_at_checked(digits)?;
    // "1.-", "2. –", "3 -" and "4- " stand for "1.", "2.", "3." and "4."
    let closed = rest.strip_prefix(['.', ')']);
    let after = if let Some(after) = closed {
        after
    } else {
        let glued = rest.strip_prefix(['-', '–']).filter(|rest| rest.starts_with(' '));
        let apart = rest.strip_prefix(" -").or_else(|| rest.strip_prefix(" –"));
        apart.or(glued)?
    };
    let bare = after.trim_start().trim_start_matches(['-', '–']);
    let words = bare.trim_start();
    let is_apart = after.starts_with(char::is_whitespace)
        || bare.len() < after.len()
        || words.is_empty()
        || (closed.is_some() && words.starts_with(|c: char| c.is_alphabetic() && c.is_uppercase()));
    // "20. November" begins with a day.
    let beginning: String = line.chars().take(40).collect();
    let is_day = dates(&beginning).first().is_some_and(|date| date.start == 0);
    if !is_apart || is_day || number == "0" {
        return None;
    }
    let label = if closed.is_some() { line.get(..digits + 1)? } else { number };
    Some(Mark::Number(label, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_as_printed() {
        for (line, label, rest) in [
            ("8. Hold", "8.", "Hold"),
            ("12) Hold", "12)", "Hold"),
            ("7- Hold", "7", "Hold"),
            ("1.- Hold", "1.", "Hold"),
            ("2. – Hold", "2.", "Hold"),
            ("3 - Hold", "3", "Hold"),
            ("4.Hold", "4.", "Hold"),
            ("7.       Party", "7.", "Party"),
            ("5.", "5.", ""),
        ] {
            assert_eq!(Mark::of(line), Some(Mark::Number(label, rest)), "{line}");
        }
    }

    #[test]
    fn years_dates_and_parts_are_no_marks() {
        for line in [
            "1991. It",
            "8.5 per cent",
            "20.10.2031",
            "19-22 October",
            "3 parties",
            "12.30 h",
            "A. b",
            "20. November 2031",
            "-5 degrees",
            "23rd meeting",
        ] {
            assert_eq!(Mark::of(line), None, "{line}");
        }
        assert_eq!(Mark::of("• One"), Some(Mark::Bullet("One")));
        assert_eq!(Mark::of("- one"), Some(Mark::Bullet("one")));
    }
}
