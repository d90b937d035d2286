//! `plenary doctor` in a terminal: it asks, tells what it was told, and leaves the terminal as it was.

use super::asking::{KITTY, wait_until_asked};
use crate::support::terminal::{Start, Terminal, plenary};

/// In a shell that reads a line after it: what is left over of an answer would stand there.
fn doctor() -> Start {
    let program = env!("CARGO_BIN_EXE_plenary");
    let script = format!("{program} doctor; echo ended with $?; read line; echo \"typed <$line>\"");
    Start::command(&["/bin/sh", "-c", &script]).at(110, 60).with("PLENARY_BIDI", "auto")
}

#[track_caller]
fn is_as_before(terminal: &mut Terminal) {
    terminal.press("next\r");
    terminal.wait_for("typed <next>");
    assert_eq!(terminal.wait_exit_code(), 0);
    terminal.is_given_back();
}

#[test]
fn what_the_terminal_says_of_itself_is_told_and_is_no_key_of_the_next_program() {
    let mut terminal = doctor().spawn();
    wait_until_asked(&terminal);
    terminal.press(KITTY);
    terminal.wait_for("ended with 0");
    let text = terminal.text();
    for wanted in ["kitty(0.26.5)", "110 columns, 60 rows", "nothing is in the way"] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    is_as_before(&mut terminal);
}

#[test]
fn a_terminal_that_does_not_answer_is_waited_for_only_so_long() {
    let mut terminal = doctor().spawn();
    terminal.wait_for("ended with 0");
    let text = terminal.text();
    assert!(text.contains("input is a terminal   yes"), "{text}");
    assert!(text.contains("does not answer"), "{text}");
    is_as_before(&mut terminal);
}

#[test]
fn a_terminal_that_cannot_be_drawn_on_is_told_with_what_to_use_and_is_not_asked() {
    let mut terminal = doctor().with("TERM", "dumb").with("LANG", "C").spawn();
    terminal.wait_for("ended with 1");
    let text = terminal.text();
    for wanted in ["2 things in the way", "plenary show", "set LANG to one of UTF-8"] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    assert!(!terminal.bytes().contains(&0x1b), "no escape is sent to it");
    is_as_before(&mut terminal);
}

#[test]
fn json_in_a_terminal_says_what_the_terminal_answered() {
    let mut terminal =
        plenary(&["doctor", "--json"]).at(100, 300).with("PLENARY_BIDI", "auto").spawn();
    wait_until_asked(&terminal);
    terminal.press(KITTY);
    terminal.wait_for("\"troubles\": []");
    let text = terminal.text();
    for wanted in ["\"answered\": true", "\"version\": \"kitty(0.26.5)\"", "\"columns\": 100"] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    assert_eq!(terminal.wait_exit_code(), 0);
}
