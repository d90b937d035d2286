//! Cuts the text of a query into its signs, words and conditions.

use super::QueryError;

/// A piece of a query, and the column of its first character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// From 1, in characters.
    pub(super) column: usize,
    /// What it is.
    pub(super) kind: TokenKind,
}

/// What a piece of a query is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `(`.
    Open,
    /// `)`.
    Close,
    /// `-` right before something.
    Minus,
    /// The word `not`.
    Not,
    /// The word `or`.
    Or,
    /// A word, or a phrase in quotes.
    Words(String),
    /// `#` and what stands after it.
    Number(String),
    /// A name, a colon and a value.
    Condition {
        /// What stands before the colon.
        name: String,
        /// What stands after it, without its quotes.
        value: String,
        /// The column of the value's first character.
        value_column: usize,
    },
}

/// The sign that closes a quote that `opening` opens.
fn closing(opening: char) -> Option<&'static [char]> {
    match opening {
        '"' => Some(&['"']),
        '“' | '„' => Some(&['”', '“']),
        '«' => Some(&['»']),
        _ => None,
    }
}

/// Whether `letter` opens a quote where it begins a word.
pub(super) fn opens_quote(letter: char) -> bool {
    closing(letter).is_some()
}

/// Cuts a query into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, QueryError> {
    let letters: Vec<char> = text.chars().collect();
    let mut reader = Reader { letters, place: 0 };
    let mut tokens = Vec::new();
    while let Some(letter) = reader.peek() {
        let column = reader.place + 1;
        if letter.is_whitespace() {
            reader.place += 1;
        } else {
            let kind = reader.token(letter)?;
            tokens.push(Token { column, kind });
        }
    }
    Ok(tokens)
}

/// Whether `letter` ends a word that stands in no quotes.
fn ends_word(letter: char) -> bool {
    letter.is_whitespace() || letter == '(' || letter == ')'
}

struct Reader {
    letters: Vec<char>,
    place: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.letters.get(self.place).copied()
    }

    fn token(&mut self, letter: char) -> Result<TokenKind, QueryError> {
        Ok(match letter {
            '(' | ')' => {
                self.place += 1;
                if letter == '(' { TokenKind::Open } else { TokenKind::Close }
            }
            '-' => {
                self.place += 1;
                if self.peek().is_none_or(|next| next.is_whitespace() || next == ')') {
                    return Err(QueryError::new(
                        self.place,
                        "expected what is not wanted right after \"-\"; a dash itself goes in quotes",
                    ));
                }
                TokenKind::Minus
            }
            '#' => {
                self.place += 1;
                TokenKind::Number(self.bare())
            }
            _ if opens_quote(letter) => TokenKind::Words(self.quote()?),
            _ => self.word_or_condition()?,
        })
    }

    fn word_or_condition(&mut self) -> Result<TokenKind, QueryError> {
        let start = self.place;
        while self.peek().is_some_and(|letter| letter.is_ascii_alphabetic()) {
            self.place += 1;
        }
        if self.place > start && self.peek() == Some(':') {
            let name = self.since(start);
            self.place += 1;
            let quoted = self.peek().is_some_and(opens_quote);
            let value_column = self.place + 1 + usize::from(quoted);
            let value = if quoted { self.quote()? } else { self.bare() };
            return Ok(TokenKind::Condition { name, value, value_column });
        }
        self.place = start;
        let word = self.bare();
        Ok(if is_or(&word) {
            TokenKind::Or
        } else if is_not(&word) {
            TokenKind::Not
        } else {
            TokenKind::Words(word)
        })
    }

    fn bare(&mut self) -> String {
        let start = self.place;
        while self.peek().is_some_and(|letter| !ends_word(letter)) {
            self.place += 1;
        }
        self.since(start)
    }

    /// What stands in the quotes that open here. A backslash keeps a quote or a backslash after it.
    fn quote(&mut self) -> Result<String, QueryError> {
        let column = self.place + 1;
        let closing = self.peek().and_then(closing).unwrap_or_default();
        let mut content = String::new();
        self.place += 1;
        while let Some(letter) = self.peek() {
            self.place += 1;
            if closing.contains(&letter) {
                return Ok(content);
            }
            match self.peek() {
                Some(kept) if letter == '\\' && (kept == '\\' || closing.contains(&kept)) => {
                    self.place += 1;
                    content.push(kept);
                }
                _ => content.push(letter),
            }
        }
        let sign = closing.first().copied().unwrap_or('"');
        Err(QueryError::new(
            column,
            format!("the quote that opens here is not closed; expected {sign} after the phrase"),
        ))
    }

    fn since(&self, start: usize) -> String {
        self.letters.get(start..self.place).unwrap_or_default().iter().collect()
    }
}

/// Whether a bare word is the word between alternatives.
pub(super) fn is_or(word: &str) -> bool {
    word.eq_ignore_ascii_case("or")
}

/// Whether a bare word turns what follows into its opposite.
pub(super) fn is_not(word: &str) -> bool {
    word.eq_ignore_ascii_case("not")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<TokenKind> {
        tokens(text).unwrap().into_iter().map(|token| token.kind).collect()
    }

    fn words(text: &str) -> TokenKind {
        TokenKind::Words(text.to_owned())
    }

    #[test]
    fn every_token_knows_its_column() {
        let found = tokens("мир -kind:\"a b\"  (#23)").unwrap();
        let columns: Vec<usize> = found.iter().map(|token| token.column).collect();
        assert_eq!(columns, [1, 5, 6, 18, 19, 22]);
        let TokenKind::Condition { value_column, .. } = found[2].kind else {
            panic!("{found:?}");
        };
        assert_eq!(value_column, 12);
    }

    #[test]
    fn quotes_of_several_languages_hold_phrases() {
        for text in ["\"a b\"", "“a b”", "„a b“", "«a b»"] {
            assert_eq!(kinds(text), [words("a b")], "{text}");
        }
        assert_eq!(kinds(r#""say \"no\" \\ \x""#), [words(r#"say "no" \ \x"#)]);
    }

    #[test]
    fn a_sign_inside_a_word_belongs_to_it() {
        for word in ["צה\"ל", "o'neill", "20-22", "a:b1", "12:30", "c#", "мир:", "a+b"] {
            let kind = kinds(word).remove(0);
            match word {
                "a:b1" => assert!(matches!(kind, TokenKind::Condition { .. })),
                _ => assert_eq!(kind, words(word)),
            }
        }
        assert_eq!(kinds("OR Not or-not"), [TokenKind::Or, TokenKind::Not, words("or-not")]);
    }

    #[test]
    fn what_is_not_closed_is_told_at_its_column() {
        for (text, column) in
            [("мир \"a b", 5), ("kind:\"", 6), ("«a", 1), ("a -", 3), ("(- b)", 2)]
        {
            assert_eq!(tokens(text).unwrap_err().column, column, "{text}");
        }
    }
}
