//! Numbers as lists print them: figures, letters, roman figures.

use crate::import::ordinal::roman_numeral;

/// A number in a form of DOCX (`numFmt`) or of ODT (`num-format`); nothing where the form prints none.
pub(super) fn printed(number: usize, form: &str) -> String {
    match form {
        "none" | "" => String::new(),
        "lowerLetter" | "a" => letters(number),
        "upperLetter" | "A" => letters(number).to_uppercase(),
        "lowerRoman" | "i" => roman(number),
        "upperRoman" | "I" => roman(number).to_uppercase(),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// `a` to `z`, then `aa`, `bb`.
fn letters(number: usize) -> String {
    let Some(at) = number.checked_sub(1) else {
        return "0".to_owned();
    };
    let letter = u8::try_from(at % 26).map_or('a', |at| char::from(b'a' + at));
    let times = (at / 26 + 1).min(8);
    std::iter::repeat_n(letter, times).collect()
}

fn roman(number: usize) -> String {
    let numeral = u32::try_from(number).ok().filter(|number| (1..=3999).contains(number));
    numeral.map_or_else(|| number.to_string(), roman_numeral)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_in_their_form() {
        for (number, form, expected) in [
            (3, "decimal", "3"),
            (3, "lowerLetter", "c"),
            (28, "A", "BB"),
            (1994, "upperRoman", "MCMXCIV"),
            (4, "i", "iv"),
            (4, "none", ""),
            (0, "a", "0"),
        ] {
            assert_eq!(printed(number, form), expected);
        }
    }
}
