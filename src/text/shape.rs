//! Gives Arabic letters the forms that join them, as characters that every terminal shows the same way.
//!
//! Terminals do not agree on who joins letters; presentation forms (U+FB50 …, U+FE70 …) are joined
//! already and one column wide everywhere. A lam with the alef after it is one sign, also across
//! marks (Unicode, ch. 9, Arabic ligatures). Letters that have no forms stay as they are.

mod forms;

use compact_str::CompactString;
use icu_properties::CodePointMapData;
use icu_properties::props::JoiningType;

use super::cluster::{is_mark, shown};
use forms::{FORMS, Forms};

/// The four ligatures of lam: the alef, the isolated and the final form.
const LIGATURES: [(char, char, char); 4] = [
    ('\u{622}', '\u{FEF5}', '\u{FEF6}'),
    ('\u{623}', '\u{FEF7}', '\u{FEF8}'),
    ('\u{625}', '\u{FEF9}', '\u{FEFA}'),
    ('\u{627}', '\u{FEFB}', '\u{FEFC}'),
];

/// Whether `c` may have a form: a letter of the Arabic script or a presentation form of one.
pub(super) const fn is_shaped(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' | '\u{FB50}'..='\u{FBFF}' | '\u{FE80}'..='\u{FEFC}')
}

/// What is sent for a cluster that begins with a letter which [`is_shaped`], among its neighbours.
///
/// `start` and `end` are the cluster in `text`, in bytes.
pub(super) fn shaped(text: &str, start: usize, end: usize) -> CompactString {
    let cluster = text.get(start..end).unwrap_or_default();
    let mut chars = cluster.chars();
    let Some(first) = chars.next() else {
        return CompactString::default();
    };
    let joined = joins_before(text, start);
    if let Some((_, isolated, last)) = ligature(cluster) {
        let form = if joined { last } else { isolated };
        // Of a lam and an alef the second is in the form; what follows one character follows the form.
        let whole = ligature_of(first).is_some();
        let marks = chars.filter(|c| whole || is_mark(*c));
        let symbol: String = std::iter::once(form).chain(marks).collect();
        return shown(&symbol, |c| c);
    }
    let letter = letter(first);
    let joining = joining(first);
    let before = joins_previous(joining) && joined;
    let after = joins_next(joining) && joins_after(text, start + first.len_utf8());
    let form = forms_of(letter).map_or('\0', |(_, isolated, last, initial, medial)| {
        match (before, after) {
            (false, false) => *isolated,
            (true, false) => *last,
            (false, true) => *initial,
            (true, true) => *medial,
        }
    });
    shown(cluster, |_| if form == '\0' { letter } else { form })
}

/// The ligature that a cluster is: a lam with an alef after it, or the two as one character.
fn ligature(cluster: &str) -> Option<(char, char, char)> {
    let first = cluster.chars().next()?;
    if let Some(ligature) = ligature_of(first) {
        return Some(ligature);
    }
    if letter(first) != '\u{644}' {
        return None;
    }
    let alef = cluster.chars().skip(1).map(letter);
    let mut ligatures = alef.filter_map(|alef| LIGATURES.iter().find(|(of, _, _)| *of == alef));
    ligatures.next().copied()
}

/// The ligature that `c` is, where it is one as it stands.
fn ligature_of(c: char) -> Option<(char, char, char)> {
    let mut ligatures = LIGATURES.into_iter();
    ligatures.find(|(_, isolated, last)| c == *isolated || c == *last)
}

fn forms_of(letter: char) -> Option<&'static Forms> {
    let position = FORMS.binary_search_by_key(&letter, |forms| forms.0).ok()?;
    FORMS.get(position)
}

/// The letter that a presentation form stands for, or `c` itself.
fn letter(c: char) -> char {
    if c < '\u{FB50}' {
        return c;
    }
    FORMS
        .iter()
        .find(|forms| [forms.1, forms.2, forms.3, forms.4].contains(&c))
        .map_or(c, |forms| forms.0)
}

fn joining(c: char) -> JoiningType {
    if ligature_of(c).is_some() {
        return JoiningType::RightJoining;
    }
    CodePointMapData::<JoiningType>::new().get(letter(c))
}

/// Whether a letter of this type joins the one that is written before it.
fn joins_previous(joining: JoiningType) -> bool {
    matches!(
        joining,
        JoiningType::DualJoining | JoiningType::RightJoining | JoiningType::JoinCausing
    )
}

/// Whether a letter of this type joins the one that is written after it.
fn joins_next(joining: JoiningType) -> bool {
    matches!(
        joining,
        JoiningType::DualJoining | JoiningType::LeftJoining | JoiningType::JoinCausing
    )
}

/// Whether the letter before `offset` joins what follows it.
fn joins_before(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).unwrap_or_default();
    let mut types = before.chars().rev().map(joining);
    types.find(|joining| *joining != JoiningType::Transparent).is_some_and(joins_next)
}

/// Whether the letter at or after `offset` joins what stands before it.
fn joins_after(text: &str, offset: usize) -> bool {
    let after = text.get(offset..).unwrap_or_default();
    let mut types = after.chars().map(joining);
    types.find(|joining| *joining != JoiningType::Transparent).is_some_and(joins_previous)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> String {
        super::super::cluster::clusters(text, 0..text.len())
            .map(|cluster| shaped(text, cluster.start, cluster.end))
            .collect()
    }

    #[test]
    fn letters_join_their_neighbours() {
        assert_eq!(forms("بيت"), "\u{FE91}\u{FEF4}\u{FE96}");
        assert_eq!(forms("دار"), "\u{FEA9}\u{FE8D}\u{FEAD}");
        assert_eq!(forms("ب"), "\u{FE8F}");
    }

    #[test]
    fn marks_do_not_part_letters() {
        assert_eq!(forms("بُد"), "\u{FE91}\u{64F}\u{FEAA}");
    }

    #[test]
    fn a_lam_with_an_alef_is_one_sign_also_across_marks() {
        assert_eq!(forms("لا"), "\u{FEFB}");
        assert_eq!(forms("سلام"), "\u{FEB3}\u{FEFC}\u{FEE1}");
        assert_eq!(forms("إلّا"), "\u{FE87}\u{FEFB}\u{651}");
        assert_eq!(forms("لل\u{623}"), "\u{FEDF}\u{FEF8}");
    }

    #[test]
    fn a_joiner_parts_or_joins() {
        assert_eq!(forms("می\u{200C}خ"), "\u{FEE3}\u{FBFD}\u{FEA5}");
        assert_eq!(forms("ه\u{200D}"), "\u{FEEB}");
        assert_eq!(forms("ل\u{200D}ا"), "\u{FEDF}\u{FE8E}");
    }

    #[test]
    fn forms_in_the_text_are_joined_anew() {
        assert_eq!(forms("\u{FEF7}ب"), "\u{FEF7}\u{FE8F}");
        assert_eq!(forms("ب\u{FEF7}"), "\u{FE91}\u{FEF8}");
        assert_eq!(forms("\u{FE8F}\u{FE8F}"), "\u{FE91}\u{FE90}");
    }

    #[test]
    fn a_letter_without_forms_stays_and_joins() {
        assert_eq!(forms("کوڕ"), "\u{FB90}\u{FEEE}\u{695}");
        assert_eq!(forms("بڵ"), "\u{FE91}\u{6B5}");
        assert_eq!(forms("ء"), "ء");
    }
}
