//! Long sources on the screen on which files are brought in: no key waits for what follows from it.

use plenary::app::Size;
use plenary::import::LineRole;

use crate::support::review::Bench;

const USUAL: Size = Size { width: 80, height: 24 };

fn long() -> Bench {
    let line = |nth| {
        format!(
            "The town {nth} spoke of its wells, and asked all who came to bring their own bread."
        )
    };
    let lines: Vec<String> = (0..800).map(line).collect();
    let text: &'static str = format!("Call of the towns\n\n{}\n", lines.join("\n\n")).leak();
    Bench::of(&[("long.txt", text)], USUAL)
}

#[test]
fn a_role_is_seen_at_once_and_what_follows_from_it_later() {
    let role = |bench: &Bench, line: usize| bench.proposal().lines[line - 1].role;
    let bench = long().keep_back(true).press("5ggrh");
    let text = bench.text();
    assert!(text.contains("*  5 heading") || text.contains("*   5 heading"), "{text}");
    assert!(text.contains("finding …"), "{text}");
    assert_eq!(role(&bench, 5), LineRole::Paragraph);
    // The next role is that after the one that was said.
    let bench = bench.press(">");
    assert!(bench.text().contains("lead"), "{}", bench.text());
    let bench = bench.press("w");
    assert!(bench.text().contains("still being found"), "{}", bench.text());
    let bench = bench.keep_back(false);
    assert_eq!(role(&bench, 5), LineRole::Lead);
    assert!(!bench.text().contains("finding …"), "{}", bench.text());
    let bench = bench.press("U");
    assert_eq!(role(&bench, 5), LineRole::Heading);
    assert!(bench.press("w").text().contains("Write this?"));
}

#[test]
fn an_action_that_is_added_is_selected_once_it_is_there() {
    let bench = long().keep_back(true).press("5gg+").keep_back(false);
    let text = bench.text();
    assert!(text.lines().any(|line| line.contains("▸ –") && line.contains("no date")), "{text}");
}
