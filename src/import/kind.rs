//! What sort of document it is, by the words of its title or of its first sentences.

use std::sync::LazyLock;

use crate::fold::fold_trimmed;
use crate::model::Kind;

use super::token::Sort;
use super::token::Token;
use super::token::tokens;

const WORDS: &str = include_str!("data/kinds.txt");

/// A kind, and the words of one of its names; a word may end in `*`.
static NAMES: LazyLock<Vec<(Kind, Vec<String>)>> = LazyLock::new(|| {
    let mut names = Vec::new();
    for line in WORDS.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split('|');
        let Some(kind) = parts.next().and_then(Kind::of) else {
            continue;
        };
        for name in parts {
            let words = name.split([' ', '-']).map(|word| match word.strip_suffix('*') {
                Some(stem) => format!("{}*", fold_trimmed(stem)),
                None => fold_trimmed(word),
            });
            names.push((kind, words.collect()));
        }
    }
    names
});

/// A word for a kind in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KindWord {
    /// The kind.
    pub(super) kind: Kind,
    /// The token at which it stands.
    pub(super) at: usize,
    /// The token after it.
    pub(super) next: usize,
}

/// The words for kinds in tokens, in their order; of words that overlap, the longest.
pub(super) fn kind_words(tokens: &[Token]) -> Vec<KindWord> {
    let mut found: Vec<KindWord> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let longest = NAMES
            .iter()
            .filter_map(|(kind, words)| Some((*kind, end_of(tokens, at, words)?)))
            .max_by_key(|(_, next)| *next);
        if let Some((kind, next)) = longest {
            found.push(KindWord { kind, at, next });
            at = next;
        } else {
            at += 1;
        }
    }
    found
}

fn end_of(tokens: &[Token], at: usize, words: &[String]) -> Option<usize> {
    let mut next = at;
    for (nth, word) in words.iter().enumerate() {
        while nth > 0
            && tokens.get(next).is_some_and(|t| t.sort == Sort::Mark && "-'’".contains(&t.key))
        {
            next += 1;
        }
        let key = &tokens.get(next).filter(|token| token.sort == Sort::Word)?.key;
        // Arabic puts its article before the word.
        let bare = key.strip_prefix("ال").unwrap_or(key);
        let fits = match word.strip_suffix('*') {
            Some(stem) => key.strip_prefix(stem).is_some_and(|end| end.chars().count() <= 4),
            None => key == word || bare == word,
        };
        if !fits {
            return None;
        }
        next += 1;
    }
    Some(next)
}

/// The kind that a title names: its head, which is the first such word that no other word governs.
pub(super) fn of_title(title: &str) -> Option<Kind> {
    let tokens = tokens(title);
    let words = kind_words(&tokens);
    // "Solidarity with …", "5th Meeting, Press Release on the Declaration": the first word names the kind,
    // unless it stands behind "on the", "to the", "of the".
    let is_governed = |word: &&KindWord| {
        let before = word.at.checked_sub(1).and_then(|at| tokens.get(at));
        let further = word.at.checked_sub(2).and_then(|at| tokens.get(at));
        let is_article = |t: &Token| {
            matches!(
                t.key.as_str(),
                "the" | "la" | "el" | "der" | "die" | "das" | "a" | "o" | "il" | "our" | "this"
            )
        };
        let governs = |t: &Token| {
            matches!(
                t.key.as_str(),
                "on" | "to"
                    | "of"
                    | "about"
                    | "for"
                    | "in"
                    | "sobre"
                    | "zur"
                    | "zum"
                    | "sur"
                    | "sulla"
                    | "о"
                    | "against"
                    | "with"
            )
        };
        // "Text of joint actions" is what it holds.
        let is_text = further.is_some_and(|t| {
            matches!(t.key.as_str(), "text" | "texto" | "texte" | "testo" | "текст")
        });
        (before.is_some_and(governs) && !is_text)
            || (before.is_some_and(is_article) && further.is_some_and(governs))
    };
    let free: Vec<&KindWord> = words.iter().filter(|word| !is_governed(word)).collect();
    // "Call to action against the decision" is a call, but "we call on you" in a title is a sentence.
    let chosen = free.first().copied()?;
    if chosen.kind == Kind::Call && free.len() > 1 && chosen.at > 0 {
        return free.get(1).map(|word| word.kind);
    }
    let joint = tokens.get(chosen.at.checked_sub(1).unwrap_or(usize::MAX)).is_some_and(|t| {
        matches!(
            t.key.as_str(),
            "joint" | "gemeinsame" | "совместная" | "κοινη" | "ortak" | "common"
        )
    });
    Some(if joint && chosen.kind == Kind::Declaration {
        Kind::JointDeclaration
    } else {
        chosen.kind
    })
}

/// The kind that a short line among the first sentences begins with: a title that stands below another one.
pub(super) fn of_heading(text: &str) -> Option<Kind> {
    let is_short = text.chars().count() <= 160 && !text.ends_with(['.', ';', ',']);
    let tokens = tokens(text);
    let first = kind_words(&tokens).into_iter().next().filter(|_| is_short)?;
    let capital = tokens.get(first.at)?;
    let is_title = capital.capital || !text.chars().any(char::is_uppercase);
    let begins = first.at <= 1 && is_title && first.kind != Kind::Call;
    begins.then(|| of_title(text)).flatten()
}

/// Words before a kind by which a text names itself: "with this resolution", "the present declaration".
const OWN: &[&str] = &[
    "this",
    "present",
    "following",
    "esta",
    "este",
    "presente",
    "siguiente",
    "diese",
    "dieser",
    "dieses",
    "diesem",
    "folgende",
    "cette",
    "ce",
    "présente",
    "questa",
    "questo",
    "seguente",
    "данную",
    "данное",
    "настоящее",
    "настоящую",
    "эту",
    "это",
    "следующее",
    "αυτή",
    "παρούσα",
    "bu",
    "هذا",
    "هذه",
];

static OWN_WORDS: LazyLock<Vec<String>> =
    LazyLock::new(|| OWN.iter().map(|word| fold_trimmed(word)).collect());

/// The kind by which a text names itself in its first sentences.
pub(super) fn of_text(text: &str) -> Option<Kind> {
    let tokens = tokens(text);
    let is_own = |word: &&KindWord| {
        let before = tokens.get(word.at.saturating_sub(2)..word.at).unwrap_or_default();
        let after = tokens.get(word.next);
        before.iter().any(|token| OWN_WORDS.contains(&token.key))
            || after.is_some_and(|token| OWN_WORDS.contains(&token.key))
    };
    kind_words(&tokens).iter().find(is_own).map(|word| word.kind)
}

/// Whether a text tells of a meeting from the outside: a delegation took part, it was held.
pub(super) fn is_told(text: &str) -> bool {
    const WHO: &[&str] = &[
        "delegation",
        "delegacion",
        "delegacao",
        "delegazione",
        "делегация",
        "heyet",
        "heyeti",
        "αντιπροσωπεια",
        "وفد",
    ];
    const DID: &[&str] = &[
        "participated",
        "attended",
        "took",
        "participo",
        "asistio",
        "participou",
        "esteve",
        "participe",
        "nahm",
        "nahmen",
        "teilgenommen",
        "partecipato",
        "участвовала",
        "участие",
        "katildi",
        "συμμετειχε",
        "شارك",
    ];
    let keys: Vec<String> = tokens(text).into_iter().take(40).map(|token| token.key).collect();
    let has = |list: &[&str]| keys.iter().any(|key| list.contains(&key.as_str()));
    has(WHO) && has(DID)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_its_kind() {
        for (title, kind) in [
            ("Statement on water", "statement"),
            ("Joint Declaration of the river towns", "joint-declaration"),
            ("Joint statement of the unions", "statement"),
            ("9th Forum, Press Release on the Declaration", "press-release"),
            ("Plan of Action of the 9th Forum", "action-plan"),
            ("Forum Action Plan for the towns", "action-plan"),
            ("Resolución sobre el agua", "resolution"),
            ("Resolutions of the assembly", "resolution"),
            ("Erklärung der Verbände zum Wasser", "statement"),
            ("Declaração do Encontro", "declaration"),
            ("Appel pour la paix", "appeal"),
            ("Заявление участников встречи", "statement"),
            ("Ortak Bildirge", "joint-declaration"),
            ("Ψήφισμα για το νερό", "resolution"),
            ("بيان حول المياه", "statement"),
            ("European meeting (26 and 27 October 2031) – Conclusions", "conclusions"),
            ("Johannesburg II Declaration", "declaration"),
            ("Decision 1/CP.36", "decision"),
            ("Call of the assembly", "call"),
            ("9th Forum, Text of Joint Actions", "action-plan"),
            ("21. Toplantı Sonuç Bildirgesi", "declaration"),
        ] {
            assert_eq!(
                of_title(title).map(|kind| kind.to_string()).as_deref(),
                Some(kind),
                "{title}"
            );
        }
        assert_eq!(of_title("Solidarity with the river towns"), None);
    }

    #[test]
    fn a_text_names_itself() {
        assert_eq!(of_text("With this Resolution, we, the participants"), Some(Kind::Resolution));
        assert_eq!(of_text("принимая данную Резолюцию, выражаем"), Some(Kind::Resolution));
        assert_eq!(of_text("We call on all to support the resolution 194"), None);
        assert!(is_told("A delegation of the union attended the 9th Forum"));
        assert!(!is_told("We greet the delegation of the union"));
    }
}
