//! Who speaks in a document.

use crate::import::gathering::Rank;
use crate::import::gathering::Told;
use crate::import::line::squeezed;
use crate::import::names::says_party;
use crate::import::token::Token;
use crate::import::token::tokens;

/// The most words of an issuer.
const MOST_WORDS: usize = 30;

/// Words after which the name of those who speak is over.
const VERBS: &[&str] = &[
    "held",
    "gathered",
    "meeting",
    "met",
    "assembled",
    "convened",
    "express",
    "expresses",
    "declare",
    "declares",
    "reaffirm",
    "reaffirms",
    "call",
    "calls",
    "have",
    "has",
    "having",
    "issue",
    "issued",
    "adopt",
    "adopted",
    "state",
    "agree",
    "affirm",
    "condemn",
    "who",
    "reunidos",
    "reunidas",
    "celebrado",
    "celebrada",
    "realizado",
    "realizada",
    "expresamos",
    "declaramos",
    "manifestam",
    "expressam",
    "declaram",
    "reunis",
    "declarons",
    "exprimons",
    "versammelt",
    "erklaren",
    "riuniti",
    "dichiariamo",
    "выражаем",
    "заявляем",
    "состоявшеися",
    "being",
    "deeply",
    "hereby",
    "wish",
    "today",
    "en",
    "stand",
    "are",
    "were",
];

/// Who issued a document: the line that says so, and the words.
pub(in crate::import) fn issuer(told: &[Told<'_>]) -> Option<(usize, String)> {
    told.iter()
        .filter(|line| line.rank != Rank::Text)
        .find_map(|line| Some((line.position, of_line(line.text)?)))
        .filter(|(_, words)| words.split_whitespace().count() <= MOST_WORDS)
}

fn of_line(text: &str) -> Option<String> {
    let words = tokens(text);
    we(text, &words)
        .or_else(|| participants(text, &words))
        .or_else(|| body(text))
        .or_else(|| signed_by(text))
}

/// "We, the participants in the …, express".
fn we(text: &str, words: &[Token]) -> Option<String> {
    const WE: &[&str] =
        &["we", "nosotros", "nos", "nous", "wir", "noi", "мы", "εμεισ", "biz", "نحن"];
    let at = words.iter().take(14).position(|token| WE.contains(&token.key.as_str()))?;
    let from = match words.get(at + 1) {
        Some(comma) if comma.is(",") => at + 2,
        Some(next)
            if next.is("the")
                || next.is("os")
                || next.is("los")
                || next.is("die")
                || next.is("les") =>
        {
            at + 1
        }
        _ => return None,
    };
    let first = words.get(from)?;
    // "We, the undersigned," names nobody.
    let subject = until_verb(text, words, from)?;
    let count = subject.split_whitespace().count();
    (count >= 2 && !first.is("having") && !subject.ends_with("undersigned")).then_some(subject)
}

/// "The parties participating in the …" at the beginning of a sentence.
fn participants(text: &str, words: &[Token]) -> Option<String> {
    const PART: &[&str] = &[
        "participating",
        "participants",
        "participantes",
        "participants",
        "teilnehmenden",
        "partecipanti",
        "участники",
        "συμμετεχοντεσ",
        "attending",
        "represented",
        "signatory",
        "undersigned",
        "assembled",
        "gathered",
    ];
    let at = words.iter().take(10).position(|token| PART.contains(&token.key.as_str()))?;
    let starts = words.first().is_some_and(|first| {
        matches!(
            first.key.as_str(),
            "the"
                | "los"
                | "os"
                | "as"
                | "las"
                | "les"
                | "die"
                | "gli"
                | "участники"
                | "οι"
                | "communist"
        )
    });
    let is_early = at < 10 && starts;
    let subject = until_verb(text, words, 0).filter(|_| is_early)?;
    (says_party(&subject) || subject.split_whitespace().count() > 4).then_some(subject)
}

/// "The General Assembly," alone on its line.
fn body(text: &str) -> Option<String> {
    let name = text.strip_suffix(',')?;
    let starts =
        ["The ", "La ", "El ", "L'", "L’", "Le ", "A ", "O ", "Die ", "Der ", "Генеральная"]
            .iter()
            .any(|start| name.starts_with(start));
    let count = name.split_whitespace().count();
    (starts && (2..=9).contains(&count)).then(|| squeezed(name))
}

/// "signed by several unions."
fn signed_by(text: &str) -> Option<String> {
    let at = text.find("signed by ")?;
    let rest = text.get(at + "signed by ".len()..)?;
    let end = rest.find(['.', ';', ':', ',', '(']).unwrap_or(rest.len());
    let name = squeezed(rest.get(..end)?);
    (says_party(&name) && name.split_whitespace().count() <= 12).then_some(name)
}

/// The words from a place up to a comma or a verb.
fn until_verb(text: &str, words: &[Token], from: usize) -> Option<String> {
    let start = words.get(from)?.start;
    let mut end = start;
    for token in words.iter().skip(from) {
        let stops = matches!(token.key.as_str(), "," | ":" | ";" | "(" | "." | "–" | "—")
            || VERBS.contains(&token.key.as_str()) && token.start > start && !token.capital;
        if stops {
            break;
        }
        end = token.end;
    }
    let subject = squeezed(text.get(start..end)?);
    (!subject.is_empty()).then_some(subject)
}
