//! Reads a query: alternatives of conditions side by side, `not` before `and` before `or`.

use crate::fold;

use super::QueryError;
use super::field::Field;
use super::nearest::nearest;
use super::query::{Node, Term, all, any};
use super::token::{Token, TokenKind, tokens};
use super::value;

/// How deep brackets and negations may stand in one another.
const DEEPEST: usize = 64;

/// Reads a query; the empty one asks for nothing.
pub(super) fn parse(text: &str) -> Result<Node, QueryError> {
    let mut parser = Parser { tokens: tokens(text)?, place: 0, end: text.chars().count() + 1 };
    if parser.tokens.is_empty() {
        return Ok(Node::All(Vec::new()));
    }
    let node = parser.alternatives(0)?;
    match parser.peek() {
        Some(_) => Err(parser.wrong("this bracket closes nothing; expected ( before it")),
        None => Ok(node),
    }
}

struct Parser {
    tokens: Vec<Token>,
    place: usize,
    /// The column after the last character.
    end: usize,
}

impl Parser {
    fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.place).map(|token| &token.kind)
    }

    /// The column of what comes next.
    fn column(&self) -> usize {
        self.tokens.get(self.place).map_or(self.end, |token| token.column)
    }

    fn wrong(&self, message: impl AsRef<str>) -> QueryError {
        QueryError::new(self.column(), message)
    }

    fn alternatives(&mut self, depth: usize) -> Result<Node, QueryError> {
        let mut nodes = vec![self.together(depth)?];
        while self.peek() == Some(&TokenKind::Or) {
            self.place += 1;
            nodes.push(self.together(depth)?);
        }
        Ok(any(nodes))
    }

    fn together(&mut self, depth: usize) -> Result<Node, QueryError> {
        let mut nodes = Vec::new();
        while !matches!(self.peek(), None | Some(TokenKind::Or | TokenKind::Close)) {
            nodes.push(self.one(depth)?);
        }
        if nodes.is_empty() {
            return Err(self.missing());
        }
        Ok(all(nodes))
    }

    /// What is wrong where a condition should stand and none does.
    fn missing(&self) -> QueryError {
        let before = self.place.checked_sub(1).and_then(|place| self.tokens.get(place));
        let after = match before.map(|token| &token.kind) {
            Some(TokenKind::Or) => " after \"or\"",
            Some(TokenKind::Not) => " after \"not\"",
            Some(TokenKind::Minus) => " after \"-\"",
            Some(TokenKind::Open) => " in the brackets",
            _ => " before \"or\"",
        };
        match self.peek() {
            Some(TokenKind::Close) if before.is_none() => {
                self.wrong("this bracket closes nothing; expected ( before it")
            }
            _ => {
                self.wrong(format!("expected a word or a condition such as kind:statement{after}"))
            }
        }
    }

    fn one(&mut self, depth: usize) -> Result<Node, QueryError> {
        if depth > DEEPEST {
            return Err(self.wrong(format!("expected at most {DEEPEST} brackets in one another")));
        }
        let Some(token) = self.tokens.get(self.place).cloned() else {
            return Err(self.missing());
        };
        let column = token.column;
        if matches!(token.kind, TokenKind::Or | TokenKind::Close) {
            return Err(self.missing());
        }
        self.place += 1;
        let term = match token.kind {
            TokenKind::Minus | TokenKind::Not => {
                return Ok(Node::Not(Box::new(self.one(depth + 1)?)));
            }
            TokenKind::Open => return self.bracket(column, depth),
            TokenKind::Number(number) => number_sign(&number, column)?,
            TokenKind::Words(words) => words_anywhere(&words, column)?,
            TokenKind::Condition { name, value, value_column } => {
                value::term(field(&name, column)?, &value, value_column)?
            }
            // Both were sent back above.
            TokenKind::Or | TokenKind::Close => return Err(self.missing()),
        };
        Ok(Node::Term(term))
    }

    fn bracket(&mut self, column: usize, depth: usize) -> Result<Node, QueryError> {
        let node = if self.peek().is_some() { Some(self.alternatives(depth + 1)?) } else { None };
        match (node, self.peek()) {
            (Some(node), Some(TokenKind::Close)) => {
                self.place += 1;
                Ok(node)
            }
            _ => Err(QueryError::new(
                column,
                "the bracket that opens here is not closed; expected )",
            )),
        }
    }
}

fn number_sign(number: &str, column: usize) -> Result<Term, QueryError> {
    let what = "the number of a meeting after \"#\" (#23, #20..23); the sign itself goes in quotes";
    value::numbers(number, column + 1, what).map(Term::Meeting)
}

fn words_anywhere(words: &str, column: usize) -> Result<Term, QueryError> {
    let folded = fold::words(words);
    if folded.is_empty() {
        return Err(QueryError::new(
            column,
            "expected a word or phrase; there is no letter or digit in this one",
        ));
    }
    Ok(Term::Words(folded))
}

fn field(name: &str, column: usize) -> Result<Field, QueryError> {
    let name = name.to_ascii_lowercase();
    Field::of(&name).ok_or_else(|| {
        let words = Field::ALL.iter().map(|field| field.word());
        let hint = match nearest(&name, words.clone()) {
            Some(word) => format!("did you mean {word}:?"),
            None => format!("expected one of {}", words.collect::<Vec<_>>().join(", ")),
        };
        QueryError::new(
            column,
            format!("there is no field \"{name}:\"; {hint} (a text with a colon goes in quotes)"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::Query;

    #[track_caller]
    fn assert_wrong(text: &str, column: usize, message: &str) {
        let error = Query::parse(text).expect_err(text);
        assert_eq!(error.column, column, "{text}: {error}");
        assert!(error.message.contains(message), "{text}: {error}");
    }

    #[test]
    fn a_fault_is_told_at_its_column_with_what_was_expected() {
        for (text, column, message) in [
            ("мир knid:report", 5, "did you mean kind:?"),
            ("xyzzy:1", 1, "expected one of meeting, series,"),
            ("http://example.org", 1, "in quotes"),
            ("a kind:statment", 8, "did you mean statement?"),
            ("kind:xyzzy", 6, "expected one of statement, resolution,"),
            ("kind:", 6, "expected a value after \"kind:\", as in kind:statement"),
            ("kind: report", 6, "expected a value"),
            ("place:\"\"", 8, "expected a value"),
            ("has:signatures", 5, "did you mean signatories?"),
            ("is:xyz", 4, "expected one of unread, bookmarked"),
            ("meeting:23..20", 9, "expected 20..23"),
            ("meeting:20...23", 9, "a range (20..23, 20.., ..23) or an id"),
            ("meeting:..", 9, "a range"),
            ("meeting:a/b", 9, "or an id"),
            ("meeting:99999999999", 9, "the number of a meeting"),
            ("#", 2, "the number of a meeting after \"#\""),
            ("peace #x", 8, "goes in quotes"),
            ("#23..20", 2, "expected 20..23"),
            ("lang:klingonese-", 6, "a language tag"),
            ("country:UK", 9, "a country code"),
            ("country:Greece", 9, "a country code"),
            ("date:2024-02-30", 14, "a date (2023, 2023-10,"),
            ("date:october", 6, "a date"),
            ("date:2023-10..2024-13", 20, "a date"),
            ("date:2024..2023", 6, "expected 2023..2024"),
            ("date:..", 6, "a date"),
            ("due:2024-05/2024-04", 13, "a date"),
            ("year:20x3", 6, "a year"),
            ("year:20231", 6, "at most four digits"),
            ("a \"b c", 3, "the quote that opens here"),
            ("kind:\"report", 6, "the quote that opens here"),
            ("«a", 1, "expected »"),
            ("a (b (c)", 3, "the bracket that opens here"),
            ("(", 1, "the bracket that opens here"),
            ("a) b", 2, "this bracket closes nothing"),
            (")", 1, "this bracket closes nothing"),
            ("()", 2, "expected a word or a condition such as kind:statement in the brackets"),
            ("or a", 1, "before \"or\""),
            ("a or", 5, "after \"or\""),
            ("a or or b", 6, "after \"or\""),
            ("not", 4, "after \"not\""),
            ("a not or b", 7, "after \"not\""),
            ("a -", 3, "right after \"-\""),
            ("\u{301}", 1, "there is no letter"),
            ("a \"\"", 3, "there is no letter"),
        ] {
            assert_wrong(text, column, message);
        }
    }

    #[test]
    fn a_message_drives_no_terminal() {
        let error = Query::parse("kind:\u{1b}[31m").unwrap_err();
        assert!(!error.message.contains('\u{1b}'), "{error:?}");
    }

    #[test]
    fn a_hundred_thousand_brackets_break_nothing() {
        assert_wrong(&"(".repeat(100_000), 66, "at most 64 brackets");
        assert_wrong(&format!("{}x", "-".repeat(100_000)), 66, "at most 64 brackets");
        assert_wrong(&"not ".repeat(100_000), 261, "at most 64 brackets");
        let deep = format!("{}x{}", "(".repeat(60), ")".repeat(60));
        assert_eq!(Query::parse(&deep).unwrap().to_string(), "x");
        let long = vec!["x"; 100_000].join(" or ");
        assert_eq!(Query::parse(&long).unwrap().to_string(), long);
    }

    #[test]
    fn a_query_has_a_canonical_text() {
        for (text, canonical) in [
            ("  A   b ", "a b"),
            ("(a b) c", "a b c"),
            ("(a or b) or c", "a or b or c"),
            ("a (b OR c)", "a (b or c)"),
            ("a b or c", "a b or c"),
            ("not (a b)", "-(a b)"),
            ("not -a", "--a"),
            ("meeting:23", "#23"),
            ("#20..23 meeting:5..5", "#20..23 #5"),
            ("Kind:Report LANG:PT-br country:gr", "kind:report lang:pt-BR country:GR"),
            ("place:\"İzmir\" signed:«Foo Bar»", "place:izmir signed:\"foo bar\""),
            ("\"or\" \"-x\" \"#1\" \"a:b\"", "\"or\" x 1 \"a b\""),
            (r#"place:"a \"b\" \\""#, r#"place:"a \"b\" \\""#),
            ("date:2023–10..2024", "date:2023-10..2024"),
            ("year:٢٠٢٣", "year:2023"),
            ("", ""),
        ] {
            assert_eq!(Query::parse(text).unwrap().to_string(), canonical, "{text}");
        }
    }

    #[test]
    fn terms_are_the_words_that_are_wanted() {
        let terms = |text: &str| Query::parse(text).unwrap().terms();
        assert_eq!(terms("Paz \"Foreign  Bases\" -war kind:report paz"), ["paz", "foreign bases"]);
        assert_eq!(terms("a or -(b -c)"), ["a", "c"]);
    }

    #[test]
    fn queries_can_be_joined() {
        let query = Query::of_meetings("20..23").unwrap();
        let other = Query::parse("a or b").unwrap();
        assert_eq!(query.clone().and(other).to_string(), "#20..23 (a or b)");
        assert_eq!(query.clone().and(Query::default()), query);
        assert!(Query::default().is_empty() && Query::parse(" ").unwrap().is_empty());
        assert!(Query::of_meetings("x").is_err());
    }
}
