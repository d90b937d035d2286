//! Two readers of one archive at the same time.

use crate::support::terminal::{Terminal, plenary};

fn reader(state: &str) -> Terminal {
    let terminal = plenary(&[]).at(140, 40).with("XDG_STATE_HOME", state).spawn();
    terminal.wait_for("Resolution");
    terminal
}

#[test]
fn what_one_reader_notes_the_other_sees_at_once() {
    let state = tempfile::tempdir().expect("a folder can be made");
    let state = state.path().to_str().expect("a plain name");
    let (mut first, mut second) = (reader(state), reader(state));
    // Both read the same document; the second looks at its notes, of which there are none.
    for terminal in [&mut first, &mut second] {
        terminal.press("\r");
        terminal.wait_for("¶ 1/");
    }
    second.press("tttt");
    second.wait_for(" Notes ─");
    let before = second.row(0);
    for (number, text) in ["seen elsewhere", "and once more"].iter().enumerate() {
        first.press("a");
        first.press(text);
        first.press("\r");
        first.wait_until("the note is kept", |screen| !screen.contents().contains("not saving"));
        second.wait_for(text);
        assert_eq!(second.row(0), before, "where one reads stays as it is ({number})");
    }
    for terminal in [&mut first, &mut second] {
        terminal.press("q");
        assert_eq!(terminal.wait_exit_code(), 0);
    }
}
