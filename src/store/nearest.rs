//! Finds the word that was probably meant.

/// The one of `words` that differs least from `wrong`, if it differs little.
pub(super) fn nearest<'a>(
    wrong: &str,
    words: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wrong: Vec<char> = wrong.chars().take(64).flat_map(char::to_lowercase).collect();
    let most = wrong.len().div_ceil(3).min(4);
    words
        .into_iter()
        .filter(|word| word.chars().count().abs_diff(wrong.len()) <= most)
        .map(|word| (distance(&wrong, word), word))
        .filter(|(distance, _)| *distance <= most)
        // Of several that differ as little it is the same one every time.
        .min()
        .map(|(_, word)| word)
}

/// How many letters must be put in, left out or changed (Levenshtein).
fn distance(from: &[char], to: &str) -> usize {
    let mut row: Vec<usize> = (0..=from.len()).collect();
    for (line, letter) in (1..).zip(to.chars()) {
        let mut corner = line - 1;
        let mut left = line;
        if let Some(first) = row.first_mut() {
            *first = line;
        }
        for (above, wrong) in row.iter_mut().skip(1).zip(from) {
            let change = corner + usize::from(*wrong != letter);
            corner = *above;
            left = change.min(corner + 1).min(left + 1);
            *above = left;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_has_a_nearest_word() {
        let words = ["title", "title_basis", "topics", "kind"];
        for (wrong, meant) in [
            ("tittle", Some("title")),
            ("Title", Some("title")),
            ("topic", Some("topics")),
            ("kid", Some("kind")),
            ("signatories", None),
            ("", None),
        ] {
            assert_eq!(nearest(wrong, words), meant, "{wrong}");
        }
    }

    #[test]
    fn distance_counts_letters() {
        let distance = |a: &str, b: &str| super::distance(&a.chars().collect::<Vec<_>>(), b);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
    }
}
