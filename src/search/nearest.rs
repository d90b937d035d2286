//! The known word that a mistyped one most likely stands for.

use crate::fold::fold_trimmed;

/// The nearest of `known`: one that begins so, else one that a few slips of the finger lead to.
pub(super) fn nearest(
    typed: &str,
    known: impl IntoIterator<Item = &'static str>,
) -> Option<&'static str> {
    let typed: Vec<char> = fold_trimmed(typed).chars().take(40).collect();
    let slips = |word: &&'static str| {
        let letters: Vec<char> = word.chars().collect();
        if typed.len() >= 2 && letters.starts_with(&typed) { 0 } else { distance(&typed, &letters) }
    };
    let (word, slips) =
        known.into_iter().map(|word| (word, slips(&word))).min_by_key(|(_, slips)| *slips)?;
    (slips <= typed.len().div_ceil(3) && slips < word.len()).then_some(word)
}

/// How many letters are wrong, missing, too many or changed places (optimal string alignment).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    let mut last_one = None;
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        let mut last_other = None;
        for (j, b) in other.iter().enumerate() {
            let at =
                |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let mut best = (at(&above, j) + usize::from(a != b))
                .min(at(&above, j + 1) + 1)
                .min(at(&row, j) + 1);
            if last_one == Some(b) && last_other == Some(a) {
                best = best.min(at(&before, j.wrapping_sub(1)) + 1);
            }
            row.push(best);
            last_other = Some(b);
        }
        before = std::mem::replace(&mut above, row);
        last_one = Some(a);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 4] = ["statement", "resolution", "report", "action-plan"];

    #[test]
    fn slips_are_counted() {
        for (one, other, slips) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("kind", "knid", 1),
            ("statment", "statement", 1),
            ("ab", "ba", 1),
            ("abcd", "badc", 2),
            ("report", "resort", 1),
        ] {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            assert_eq!(distance(&letters(one), &letters(other)), slips, "{one} {other}");
        }
    }

    #[test]
    fn a_slip_leads_to_the_word_meant() {
        for (typed, meant) in [
            ("statment", Some("statement")),
            ("Raport", Some("report")),
            ("res", Some("resolution")),
            ("rep", Some("report")),
            ("actionplan", Some("action-plan")),
            ("action", Some("action-plan")),
            ("xyzzy", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(nearest(typed, WORDS), meant, "{typed}");
        }
    }
}
