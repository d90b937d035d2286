//! Stopping the program from a shell with job control, and going on.

use std::time::Duration;

use rustix::process::Signal;

use crate::support::desk::bundled_at;
use crate::support::terminal::{Start, Terminal, plenary};

fn shell() -> Terminal {
    let mut terminal = Start::command(&["bash", "--norc", "--noprofile", "-i"])
        .with("PS1", "ready> ")
        .with("PROGRAM", env!("CARGO_BIN_EXE_plenary"))
        .spawn();
    terminal.wait_for("ready> ");
    terminal.press("$PROGRAM; echo code $?\n");
    terminal.wait_for("no meeting");
    terminal
}

#[test]
fn a_stopped_reader_comes_back_whole() {
    let mut terminal = shell();
    terminal.press("\r");
    terminal.wait_for("¶ 1/");
    terminal.press("j");
    let wanted = bundled_at(80, 24, "<enter>j");
    terminal.wait_to_show(&wanted);
    terminal.press("\u{1a}");
    terminal.wait_for("Stopped");
    terminal.wait_for("ready> ");
    terminal.look(|screen| {
        assert!(!screen.alternate_screen());
        assert!(!screen.hide_cursor());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    });
    terminal.press("echo still $((40 + 2))\n");
    terminal.wait_for("still 42");
    terminal.press("fg\n");
    terminal.wait_to_show(&wanted);
    terminal.look(|screen| {
        assert!(screen.alternate_screen());
        assert!(screen.bracketed_paste());
        assert_ne!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    });
    terminal.press("Q");
    terminal.wait_until("the shell is back", |screen| !screen.alternate_screen());
    terminal.wait_for_quiet(Duration::from_millis(200));
    terminal.press("exit\n");
    terminal.wait_exit();
}

#[test]
fn a_terminal_that_was_resized_while_the_reader_stood_still_is_filled() {
    let mut terminal = shell();
    terminal.press("\u{1a}");
    terminal.wait_for("Stopped");
    terminal.resize(140, 40);
    terminal.press("fg\n");
    terminal.wait_to_show(&bundled_at(140, 40, ""));
    terminal.press("Q");
    terminal.wait_until("the shell is back", |screen| !screen.alternate_screen());
    terminal.wait_for_quiet(Duration::from_millis(200));
    terminal.press("exit\n");
    terminal.wait_exit();
}

#[test]
fn a_stop_that_nobody_can_undo_does_not_hang_the_reader() {
    let mut terminal = plenary(&[]).spawn();
    terminal.wait_for("no meeting");
    terminal.press("\u{1a}");
    terminal.wait_for("There is no shell here");
    terminal.press("\r");
    terminal.wait_until("the notice is gone", |screen| !screen.contents().contains("no shell"));
    terminal.signal(Signal::TSTP);
    terminal.wait_for("There is no shell here");
    terminal.press("G");
    terminal.wait_for("100 %");
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
    terminal.is_given_back();
}
