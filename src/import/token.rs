//! Takes a line apart into words and numbers, folded, so that rules read the same in every language.

use crate::fold::fold_trimmed;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Letters, with what joins them (`l'eau`, `joint-stock` are two words each).
    Word,
    /// Digits.
    Number,
    /// One other character.
    Mark,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) sort: Sort,
    /// Its folded text; of a number its digits as `0`-`9`.
    pub(super) key: String,
    /// Where it begins in the line, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Whether no blank stands before it.
    pub(super) glued: bool,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    /// Whether all its letters are capitals.
    pub(super) capitals: bool,
    /// How many letters at its beginning are capitals.
    pub(super) leading: usize,
}

impl Token {
    /// The number, where it is one.
    pub(super) fn number(&self) -> Option<u32> {
        (self.sort == Sort::Number).then(|| self.key.parse().ok())?
    }

    /// Whether it is this word or mark; `key` is folded.
    pub(super) fn is(&self, key: &str) -> bool {
        self.sort != Sort::Number && self.key == key
    }
}

/// A digit of any script that texts of meetings use.
fn digit(letter: char) -> Option<char> {
    let value = match letter {
        '0'..='9' => return Some(letter),
        '\u{660}'..='\u{669}' => u32::from(letter) - 0x660,
        '\u{6F0}'..='\u{6F9}' => u32::from(letter) - 0x6F0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

fn sort_of(letter: char) -> Option<Sort> {
    if digit(letter).is_some() {
        Some(Sort::Number)
    } else if letter.is_whitespace() {
        None
    } else if matches!(letter, 'º' | 'ª' | '°') {
        Some(Sort::Mark)
    } else if letter.is_alphabetic() || is_joined(letter) {
        Some(Sort::Word)
    } else {
        Some(Sort::Mark)
    }
}

/// Marks that stand on letters, and what is written inside of words without parting them.
fn is_joined(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' | '\u{200C}' | '\u{200D}' | '\u{AD}')
}

/// The tokens of a line.
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut glued = false;
    let mut open = false;
    for (start, letter) in line.char_indices() {
        let end = start + letter.len_utf8();
        let Some(sort) = sort_of(letter) else {
            glued = false;
            open = false;
            continue;
        };
        match tokens.last_mut() {
            Some(last) if open && sort != Sort::Mark && last.sort == sort => last.end = end,
            _ => tokens.push(Token {
                sort,
                key: String::new(),
                start,
                end,
                glued: glued || open,
                capital: letter.is_uppercase(),
                capitals: false,
                leading: 0,
            }),
        }
        open = true;
        glued = false;
    }
    for token in &mut tokens {
        let text = line.get(token.start..token.end).unwrap_or_default();
        token.leading = text.chars().take_while(|letter| letter.is_uppercase()).count();
        token.capitals = text.chars().all(char::is_uppercase);
        token.key = match token.sort {
            Sort::Number => text.chars().filter_map(digit).collect(),
            Sort::Word => fold_trimmed(text),
            Sort::Mark => text.to_owned(),
        };
    }
    tokens
}

/// The folded words of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter(|t| t.sort == Sort::Word).map(|t| t.key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(line: &str) -> Vec<String> {
        tokens(line).into_iter().map(|token| token.key).collect()
    }

    #[test]
    fn digits_and_letters_are_parted() {
        assert_eq!(
            keys("the 23rd, 23-й ال23"),
            ["the", "23", "rd", ",", "23", "-", "й", "ال", "23"]
        );
        assert_eq!(keys("٢٠ أكتوبر2023"), ["20", "اكتوبر", "2023"]);
        let glued: Vec<bool> = tokens("12 th 3rd").iter().map(|token| token.glued).collect();
        assert_eq!(glued, [false, false, false, true]);
    }
}
