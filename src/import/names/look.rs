//! What a name, a heading over names, and a party look like.

use crate::fold::fold_trimmed;
use crate::import::chrome::date_alone;
use crate::import::dates::dates;
use crate::import::mark::unmarked;
use crate::import::place::country_named;
use crate::import::place::places;
use crate::import::token::Sort;
use crate::import::token::Token;
use crate::import::token::tokens;
use crate::model::Role;

/// The longest name, in characters and in words.
const LONGEST: usize = 110;
const MOST_WORDS: usize = 15;

/// Stems of words that organisations are called by.
const PARTY: &str = include_str!("../data/party-words.txt");

/// Short names of kinds of parties.
const SHORT: &[&str] = &[
    "cp", "wp", "pc", "ncp", "ucp", "rcp", "kp", "kkp", "scp", "mlp", "rwp", "кп", "кпрф", "κκ",
    "pcp", "pce", "cpi",
];

/// Words that tell a sentence from a name, folded.
const SPEAKING: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "will",
    "shall",
    "must",
    "should",
    "can",
    "we",
    "our",
    "us",
    "they",
    "their",
    "that",
    "which",
    "who",
    "this",
    "these",
    "it",
    "its",
    "not",
    "be",
    "been",
    "es",
    "son",
    "fue",
    "han",
    "nos",
    "que",
    "sao",
    "foi",
    "nao",
    "ist",
    "sind",
    "wird",
    "wurde",
    "wir",
    "est",
    "sont",
    "nous",
    "sono",
    "noi",
    "что",
    "это",
    "мы",
    "ειναι",
    "που",
    "bir",
];

/// Headings of lists: stems, folded.
const SIGNING: &[(&str, Role)] = &[
    ("co-sponsor", Role::Sponsored),
    ("cosponsor", Role::Sponsored),
    ("sponsor", Role::Sponsored),
    ("patrocin", Role::Sponsored),
    ("авторы проекта", Role::Sponsored),
    ("endors", Role::Endorsed),
    ("supported by", Role::Endorsed),
    ("adher", Role::Endorsed),
    ("adhes", Role::Endorsed),
    ("aderent", Role::Endorsed),
    ("aderen", Role::Endorsed),
    ("присоедин", Role::Endorsed),
    ("unterstutzt", Role::Endorsed),
    ("apoyan", Role::Endorsed),
    ("soutenu", Role::Endorsed),
    ("destekleyen", Role::Endorsed),
    ("proposed by", Role::Proposed),
    ("submitted by", Role::Proposed),
    ("tabled by", Role::Proposed),
    ("presented by", Role::Proposed),
    ("propuesta de", Role::Proposed),
    ("proposta do", Role::Proposed),
    ("eingebracht von", Role::Proposed),
    ("sign", Role::Signed),
    ("subscri", Role::Signed),
    ("suscri", Role::Signed),
    ("firma", Role::Signed),
    ("assina", Role::Signed),
    ("unterz", Role::Signed),
    ("sottoscri", Role::Signed),
    ("подпис", Role::Signed),
    ("υπογραφ", Role::Signed),
    ("imza", Role::Signed),
    ("توقيع", Role::Signed),
    ("الموقع", Role::Signed),
    ("موقع", Role::Signed),
    ("particip", Role::Present),
    ("attend", Role::Present),
    ("present at", Role::Present),
    ("teilnehm", Role::Present),
    ("partecip", Role::Present),
    ("участник", Role::Present),
    ("участвов", Role::Present),
    ("συμμετεχ", Role::Present),
    ("katilan", Role::Present),
    ("katilimci", Role::Present),
    ("المشارك", Role::Present),
];

fn has_stem(key: &str, stem: &str) -> bool {
    key.match_indices(stem).any(|(at, _)| {
        let before = key.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|letter| !letter.is_alphanumeric())
    })
}

/// Whether a text has a word that organisations are called by.
pub(in crate::import) fn says_party(text: &str) -> bool {
    let is_party = |token: &Token| {
        PARTY.lines().any(|stem| token.key.starts_with(stem))
            || (token.capitals && SHORT.contains(&token.key.as_str()))
            || token.key.contains("partei")
    };
    tokens(text).iter().any(|token| token.sort == Sort::Word && is_party(token))
}

/// Whether a line says that those below it signed, endorsed, were present.
pub(super) fn says_signing(text: &str) -> bool {
    let key = fold_trimmed(text);
    let is_heading = text.ends_with(':') || tokens(text).len() <= 14;
    is_heading && SIGNING.iter().any(|(stem, _)| has_stem(&key, stem))
}

/// What names under a heading did.
pub(super) fn role_of(heading: &str) -> Role {
    let key = fold_trimmed(heading);
    // "The participating parties that sign" have signed.
    let first = |role: Role| SIGNING.iter().any(|(stem, of)| *of == role && has_stem(&key, stem));
    let order = [Role::Sponsored, Role::Endorsed, Role::Proposed, Role::Signed, Role::Present];
    order.into_iter().find(|role| first(*role)).unwrap_or(Role::Signed)
}

/// What a motion calls those who bring it and those who support that, folded.
const MOVING: &[&str] = &[
    "moved by",
    "mover",
    "seconded by",
    "seconder",
    "proposer",
    "secundada por",
    "secundado por",
    "appuyee par",
    "eingebracht von",
    "unterstutzt von",
];

/// Who moved a motion or seconded it, where a line says just that: "Moved by: the union".
pub(super) fn moved(text: &str) -> Option<(&str, &str)> {
    let (label, name) = text.split_once(':')?;
    let (label, name) = (label.trim(), name.trim());
    (MOVING.contains(&fold_trimmed(label).as_str()) && is_name(name)).then_some((label, name))
}

/// Whether a line can be the heading of names: it says so, or counts them without naming one.
pub(super) fn is_heading(text: &str) -> bool {
    const MANY: &[&str] = &[
        "parties",
        "organisations",
        "organizations",
        "signatories",
        "subscribers",
        "movements",
        "unions",
        "countries",
        "partidos",
        "organizaciones",
        "organizacoes",
        "firmantes",
        "parteien",
        "organisationen",
        "partis",
        "partiti",
        "organizzazioni",
        "партии",
        "организации",
        "κομματα",
        "partiler",
        "orgutler",
        "sendikalar",
        "الاحزاب",
        "observers",
        "individuals",
        "states",
        "others",
        "paises",
        "pays",
        "lander",
    ];
    let words = tokens(text);
    let count = words.iter().filter(|token| token.sort == Sort::Word).count();
    let many = words.iter().any(|token| MANY.contains(&token.key.as_str()));
    let closed = text.ends_with(':');
    if Sort::Word != words.first().map_or(Sort::Mark, |token| token.sort) && !closed {
        return false;
    }
    (closed && (many || says_signing(text)) && count <= 45)
        || (many
            && count <= 9
            && !text.ends_with(['.', ';', ',', '!'])
            && country_beside(text).is_none())
        || (says_signing(text) && count <= 14 && !text.ends_with(['.', ';', ',', '!']))
}

fn country_beside(text: &str) -> Option<crate::model::Country> {
    let (_, inner) = text.strip_suffix(')')?.rsplit_once('(')?;
    country_named(inner)
}

/// Whether a line could be a name.
pub(super) fn is_name(text: &str) -> bool {
    let name = unmarked(text).trim_end_matches([',', ';']).trim();
    if name.is_empty() || name.chars().count() > LONGEST {
        return false;
    }
    if name.ends_with(['.', ':', '!', '?', '…', '»', '“', '”', '؟']) && !ends_in_letters(name)
    {
        return false;
    }
    if is_with_country(name) {
        return true;
    }
    // "Moved by: the union": that is more than a name.
    if name.contains(": ") {
        return false;
    }
    let tokens = tokens(name);
    let words: Vec<&Token> = tokens.iter().filter(|token| token.sort == Sort::Word).collect();
    let first = words.first();
    let has_case = name.chars().any(char::is_lowercase) || name.chars().any(char::is_uppercase);
    let begins = first.is_some_and(|word| word.capital || !has_case);
    // "São Francisco" is a name, and "são" speaks.
    let can_speak =
        |(nth, word): &(usize, &&Token)| *nth == 0 || !has_case || !word.capital || word.capitals;
    let speaks = words.iter().enumerate().filter(can_speak);
    let speaks = speaks.filter(|(_, word)| SPEAKING.contains(&word.key.as_str())).count();
    // "hold", "strengthening": a list of tasks begins with small words or has many.
    let small = words
        .iter()
        .filter(|word| has_case && !word.capital && word.key.chars().count() > 3)
        .count();
    begins
        && words.len() <= MOST_WORDS
        && speaks == 0
        && small * 2 <= words.len() + 1
        && date_alone(name).is_none()
        && !dates(name).iter().any(crate::import::dates::Stated::has_year)
}

/// "50 Nets Are Enough! – Norway": whatever stands before a dash and a country is a name.
fn is_with_country(name: &str) -> bool {
    let parts = [" – ", " — ", " - "].iter().find_map(|dash| name.rsplit_once(*dash));
    parts.is_some_and(|(first, country)| {
        let words = first.split_whitespace().count();
        (1..=MOST_WORDS).contains(&words)
            && first.chars().next().is_some_and(|first| !first.is_lowercase())
            && country_named(country.trim()).is_some()
    })
}

/// "P.C.E." ends in a point that belongs to it.
fn ends_in_letters(name: &str) -> bool {
    let mut letters = name.chars().rev();
    letters.next() == Some('.')
        && letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none_or(|before| matches!(before, '.' | ' '))
}

/// Whether a line is surely the name of an organisation or a state.
pub(super) fn is_sure(text: &str) -> bool {
    let name = unmarked(text);
    let words = tokens(name);
    let acronym =
        words.first().is_some_and(|token| token.capitals && token.key.chars().count() >= 2);
    let placed = acronym && !places(&words).is_empty();
    let beside = name.rsplit(['(', ',', '–', '—', '-', '\t']).next().unwrap_or_default();
    let country = country_named(beside.trim_end_matches([')', ' '])).is_some();
    says_party(name) || country || placed
}

/// Whether a line is the first row of a table, which says what its columns are.
pub(super) fn is_table_head(text: &str) -> bool {
    const COLUMNS: &[&str] = &[
        "no",
        "no.",
        "nr",
        "nr.",
        "#",
        "party",
        "organisation",
        "organization",
        "country",
        "name",
        "partido",
        "pais",
        "land",
        "partei",
        "state",
        "parti",
        "pays",
        "paese",
        "партия",
        "страна",
        "ulke",
        "χωρα",
        "κομμα",
        "n°",
        "nº",
        "№",
        "title",
        "signatory",
    ];
    let cells: Vec<String> =
        text.split('\t').map(fold_trimmed).filter(|cell| !cell.is_empty()).collect();
    cells.len() >= 2 && cells.iter().all(|cell| COLUMNS.contains(&cell.as_str()))
}
