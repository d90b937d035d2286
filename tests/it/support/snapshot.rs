//! Screens that are kept beside the tests, with everything that differs told at once.

use std::fs;

use crate::kept;

/// Holds `made` against `tests/it/screens/NAME.snap`.
#[track_caller]
pub(crate) fn hold(name: &str, made: &str) {
    let path = format!("tests/it/screens/{name}.snap");
    let there = fs::read_to_string(kept::at(&path)).unwrap_or_default();
    if there == made || kept::update() {
        return kept::same(&path, made);
    }
    panic!(
        "{path} is another screen: UPDATE=1 cargo test writes it anew, if this is right\n{}",
        difference(&there, made)
    );
}

/// Every line of both texts, with a sign where one has it alone.
fn difference(there: &str, made: &str) -> String {
    let (there, made): (Vec<&str>, Vec<&str>) = (there.lines().collect(), made.lines().collect());
    // common[i][j]: the lines that the rests from i and from j have in common, in order.
    let mut common = vec![vec![0_usize; made.len() + 1]; there.len() + 1];
    for (i, old) in there.iter().enumerate().rev() {
        for (j, new) in made.iter().enumerate().rev() {
            common[i][j] = if old == new {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut told) = (0, 0, String::new());
    while i < there.len() || j < made.len() {
        let (sign, line) = match (there.get(i), made.get(j)) {
            (Some(old), Some(new)) if old == new => (' ', old),
            (Some(old), new) if new.is_none() || common[i + 1][j] >= common[i][j + 1] => ('-', old),
            (_, new) => ('+', new.expect("one of the two has a line")),
        };
        told.extend([String::from(sign).as_str(), " ", line, "\n"]);
        i += usize::from(sign != '+');
        j += usize::from(sign != '-');
    }
    told
}

#[test]
fn a_difference_tells_each_line_once() {
    assert_eq!(difference("a\nb\nc\n", "a\nx\nc\nd\n"), "  a\n- b\n+ x\n  c\n+ d\n");
    assert_eq!(difference("", "a\n"), "+ a\n");
}
