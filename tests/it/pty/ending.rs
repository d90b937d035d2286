//! However the program ends, the terminal is given back and nothing is left.

use std::time::Duration;

use rustix::process::{Pid, Signal};

use crate::support::terminal::{Start, Terminal, plenary, until};

/// How soon after a signal the program has to be gone; told to a machine that has other work.
const SOON: Duration = Duration::from_secs(8);

fn open() -> Terminal {
    let terminal = plenary(&[]).spawn();
    terminal.wait_for("no meeting");
    terminal
}

#[test]
fn quitting_leaves_the_terminal_as_it_was() {
    let program = env!("CARGO_BIN_EXE_plenary");
    let script = format!("echo before; {program}; echo code $?; read line; echo got $line");
    let mut terminal = Start::command(&["sh", "-c", &script]).spawn();
    terminal.wait_for("no meeting");
    terminal.look(|screen| {
        assert!(screen.alternate_screen());
        assert!(screen.bracketed_paste());
        assert_ne!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    });
    assert!(!terminal.is_cooked());
    terminal.press("\rQ");
    terminal.wait_for("code 0");
    terminal.is_given_back();
    terminal.press("a line\n");
    terminal.wait_for("got a line");
    assert_eq!(
        terminal.text().lines().collect::<Vec<_>>(),
        ["before", "code 0", "a line", "got a line"]
    );
}

#[test]
fn a_signal_ends_it_and_gives_the_terminal_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129)] {
        let mut terminal = open();
        terminal.signal(signal);
        assert_eq!(terminal.wait_exit_code(), code);
        terminal.is_given_back();
    }
}

#[test]
fn a_signal_ends_it_while_the_screen_is_blocked() {
    let mut terminal = open();
    terminal.stop_reading();
    // Each draws the whole screen again, until the terminal takes no more of what nobody reads.
    let blocked = until(SOON, || {
        terminal.press("\u{c}");
        is_asleep_in_a_write(terminal.process()).then_some(())
    });
    assert!(blocked.is_some(), "the terminal takes all that");
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.wait_exit_code(), 143);
    assert!(terminal.is_cooked());
}

/// Whether a thread of the process waits in `write`, as the kernel shows it.
fn is_asleep_in_a_write(process: Pid) -> bool {
    let tasks = format!("/proc/{}/task", process.as_raw_nonzero());
    let Ok(tasks) = std::fs::read_dir(tasks) else { return false };
    let waits = |task: std::fs::DirEntry| {
        let call = std::fs::read_to_string(task.path().join("syscall")).unwrap_or_default();
        // The number of `write` on x86-64 and on 64-bit ARM, and the standard output.
        ["1 0x1 ", "64 0x1 "].iter().any(|write| call.starts_with(write))
    };
    tasks.flatten().any(waits)
}

#[test]
fn a_link_that_drops_leaves_no_process() {
    let mut terminal = open();
    terminal.hang_up();
    let status = until(SOON, || terminal.has_ended()).expect("the program is gone");
    assert_eq!(status.exit_code(), 129);
}

#[test]
fn a_link_that_drops_loses_no_note_and_no_place() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let state = folder.path().to_str().expect("a plain name");
    let reader = || plenary(&[]).with("XDG_STATE_HOME", state).spawn();
    let mut terminal = reader();
    terminal.wait_for("no meeting");
    terminal.press("\r");
    terminal.wait_for("¶ 1/");
    terminal.press("ma");
    terminal.wait_for("a marks this place");
    terminal.press("G");
    terminal.wait_for("100 %");
    terminal.hang_up();
    let status = until(SOON, || terminal.has_ended()).expect("the program is gone");
    assert_eq!(status.exit_code(), 129);
    let mut terminal = reader();
    terminal.wait_for("100 %");
    terminal.press("'a");
    terminal.wait_for("¶ 1/");
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
}

#[test]
fn a_link_that_drops_at_the_start_leaves_no_process() {
    for begun in ["\u{1b}[?1049h", "Documents"] {
        let script = format!("trap '' HUP; exec {}", env!("CARGO_BIN_EXE_plenary"));
        let mut terminal = Start::command(&["sh", "-c", &script]).spawn();
        terminal.wait_for_bytes(begun);
        terminal.hang_up();
        assert!(until(SOON, || terminal.has_ended()).is_some(), "the program is still there");
    }
}

#[test]
fn a_link_that_drops_leaves_no_process_where_hang_ups_are_ignored() {
    let program = env!("CARGO_BIN_EXE_plenary");
    let script = format!("trap '' HUP; exec {program}");
    let mut terminal = Start::command(&["sh", "-c", &script]).spawn();
    terminal.wait_for("no meeting");
    terminal.hang_up();
    let status = until(SOON, || terminal.has_ended()).expect("the program is gone");
    assert_eq!(status.exit_code(), 129);
}

#[test]
fn a_link_that_drops_leaves_no_process_below_a_shell_that_ignores_it() {
    let program = env!("CARGO_BIN_EXE_plenary");
    let script = format!("trap '' HUP; {program} 2> told; echo $? > ended");
    let mut terminal = Start::command(&["sh", "-c", &script]).spawn();
    terminal.wait_for("no meeting");
    terminal.hang_up();
    assert!(until(SOON, || terminal.has_ended()).is_some(), "the program is still there");
    let code = std::fs::read_to_string(terminal.home().join("ended")).expect("the shell went on");
    let told = std::fs::read_to_string(terminal.home().join("told")).expect("it has a file");
    assert_eq!((code.trim(), told.as_str()), ("129", ""));
}

#[test]
fn wrong_use_is_told_before_the_screen_is_taken() {
    for (arguments, code, told) in [
        (&["--nonsense"][..], 2, "--nonsense"),
        (&["--meeting", "99"][..], 1, "99"),
        (&["--archive", "/nowhere"][..], 2, "/nowhere"),
        (&["singatories"][..], 1, "did you mean the command plenary signatories?"),
    ] {
        let mut terminal = plenary(arguments).spawn();
        assert_eq!(terminal.wait_exit_code(), code, "{arguments:?}\n{}", terminal.text());
        assert!(terminal.text().contains(told), "{}", terminal.text());
        assert!(!terminal.bytes().contains(&0x1b), "the screen was taken");
        terminal.is_given_back();
    }
}

#[test]
fn a_dumb_terminal_and_a_pipe_are_refused_with_a_hint() {
    let mut terminal = plenary(&[]).with("TERM", "dumb").spawn();
    assert_eq!(terminal.wait_exit_code(), 2);
    assert!(terminal.text().contains("dumb terminal"), "{}", terminal.text());
    assert!(terminal.text().contains("plenary show"), "{}", terminal.text());
    let program = env!("CARGO_BIN_EXE_plenary");
    for pipe in [
        format!("{program} | cat; exit ${{PIPESTATUS[0]}}"),
        format!("echo | {program}"),
        format!("{program} < /dev/null"),
    ] {
        let mut terminal = Start::command(&["bash", "-c", &pipe]).spawn();
        assert_eq!(terminal.wait_exit_code(), 2, "{pipe}\n{}", terminal.text());
        assert!(terminal.text().contains("needs a terminal"), "{pipe}\n{}", terminal.text());
        assert!(terminal.text().contains("plenary show"), "{pipe}\n{}", terminal.text());
    }
}
