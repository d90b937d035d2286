//! What is said about a list of names: how many there are, and whether more can sign.

use std::collections::HashSet;

use crate::fold::fold_trimmed;
use crate::import::line::squeezed;
use crate::import::token::tokens;

/// A number of parties that a heading states: "(25 parties)".
pub(in crate::import) fn stated_count(text: &str) -> Option<u32> {
    let tokens = tokens(text);
    let near: HashSet<usize> = (0..tokens.len()).collect();
    near.into_iter()
        .filter_map(|at| {
            let number = tokens.get(at)?.number().filter(|number| (2..=500).contains(number))?;
            let noun = tokens.get(at + 1).filter(|token| !token.glued)?;
            let counted = [
                "parties",
                "partidos",
                "partis",
                "parteien",
                "partiti",
                "партий",
                "κομματα",
                "parti",
                "organi",
                "signator",
                "subscri",
                "firmantes",
                "حزب",
            ];
            counted.iter().any(|stem| noun.key.starts_with(stem)).then_some(number)
        })
        .max()
}

/// Whether a text says that more can sign; then its words.
pub(in crate::import) fn open_note(text: &str) -> Option<String> {
    const OPEN: &[&str] = &[
        "open for further",
        "open for signature",
        "open for more",
        "open to further",
        "remains open",
        "open for subscription",
        "open for endorsement",
        "abierta a",
        "abierto a nuevas",
        "aberta a novas",
        "aberta a subscric",
        "открыт для",
        "открыто для",
        "steht zur unterzeichnung",
        "ouvert a la signature",
        "ouverte a la signature",
        "aperta a ulteriori",
        "imzaya acik",
        "ανοιχτ",
    ];
    let key = fold_trimmed(text);
    let words = OPEN.iter().find(|words| key.contains(*words))?;
    let is_about_signing = [
        "sign",
        "subscri",
        "suscri",
        "subscric",
        "endors",
        "adhes",
        "подпис",
        "unterz",
        "imza",
        "υπογραφ",
        "firm",
        "ader",
    ]
    .iter()
    .any(|stem| key.contains(stem));
    if !is_about_signing {
        return None;
    }
    let folded = crate::fold::Folded::of(text);
    let start = folded.key().find(*words)?;
    let from = folded.source_of(&(start..start + words.len()))?.start;
    let rest = text.get(from..)?;
    let end = rest.find([')', '.', ']', ';', ':']).unwrap_or(rest.len());
    rest.get(..end).map(|words| squeezed(words.trim()))
}
