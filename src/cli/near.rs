//! Finds the names that were perhaps meant.

/// How many names are suggested at most.
const MOST: usize = 3;

/// The names that are nearest to `wanted`, nearest first: by edits, and those it begins or stands in.
pub(super) fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = wanted.to_lowercase();
    let allowed = (wanted.chars().count() / 3).max(2);
    let mut near: Vec<(usize, &str)> = names
        .filter_map(|name| {
            let inside = wanted.len() >= 3 && name.contains(&wanted);
            let edits = edits(&wanted, name);
            (inside || edits <= allowed).then_some((if inside { 0 } else { edits }, name))
        })
        .collect();
    near.sort_unstable();
    near.truncate(MOST);
    near.into_iter().map(|(_, name)| name).collect()
}

/// The least number of letters to add, take away or change to make one text of the other.
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut costs: Vec<usize> = (0..=to.len()).collect();
    for (row, a) in from.chars().enumerate() {
        let mut diagonal = row;
        let mut left = row + 1;
        let mut next = vec![left];
        for (b, above) in to.iter().zip(costs.iter().skip(1)) {
            left = (diagonal + usize::from(a != *b)).min(above + 1).min(left + 1);
            diagonal = *above;
            next.push(left);
        }
        costs = next;
    }
    costs.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        for (from, to, count) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("kitten", "sitting", 3),
            ("flaw", "lawn", 2),
            ("same", "same", 0),
        ] {
            assert_eq!(edits(from, to), count, "{from} {to}");
        }
    }

    #[test]
    fn a_slip_and_a_part_find_the_name() {
        let names = ["forum-9-call", "forum-9-report", "assembly"];
        let near = |wanted: &str| nearest(wanted, names.iter().copied());
        assert_eq!(near("forum-9-cal"), ["forum-9-call"]);
        assert_eq!(near("Assemly"), ["assembly"]);
        assert_eq!(near("forum-9"), ["forum-9-call", "forum-9-report"]);
        assert!(near("zebra").is_empty());
        assert!(near(&"x".repeat(5000)).is_empty());
    }
}
