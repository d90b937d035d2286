//! The terminal is asked what it is; whatever it answers, and when, no answer becomes a key.

use std::time::{Duration, Instant};

use rustix::process::Signal;
use tempfile::TempDir;

use crate::store::write;
use crate::support::terminal::{Start, Terminal, plenary, until};

/// The last of the questions, to which every terminal has an answer.
const LAST_QUESTION: &[u8] = b"\x1b[c";
const VTE: &str = "\x1b[8;1$y\x1b[>65;7006;1c\x1b[?65;1;9c";
pub(super) const KITTY: &str = "\x1bP>|kitty(0.26.5)\x1b\\\x1b[8;0$y\x1b[>1;4000;26c\x1b[?62;c";

fn asking() -> Start {
    plenary(&[]).with("PLENARY_BIDI", "auto")
}

/// An archive of which the first screen shows Arabic.
fn arabic() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let record = "id = \"bayan\"\nkind = \"statement\"\ntitle = \"بيان السلام\"\nlang = \"ar\"\n\n\
                  [[version]]\nlang = \"ar\"\n";
    let text = "# بيان السلام\n\nتقام الأيام في المدن.\n";
    write(folder.path(), &[("bayan/document.toml", record), ("bayan/text.ar.txt", text)]);
    folder
}

fn asking_with(archive: &TempDir) -> Start {
    asking().with("PLENARY_ARCHIVE", archive.path().to_str().unwrap())
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn count(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).filter(|window| *window == wanted).count()
}

#[track_caller]
pub(super) fn wait_until_asked(terminal: &Terminal) {
    let asked = until(Duration::from_secs(20), || position(&terminal.bytes(), LAST_QUESTION));
    assert!(asked.is_some(), "the terminal is asked");
}

#[expect(clippy::disallowed_methods, reason = "how long a start takes is what is tested")]
fn now() -> Instant {
    Instant::now()
}

fn slowly(terminal: &mut Terminal, answer: &str, pause: Duration) {
    for byte in answer.chars() {
        terminal.press(&byte.to_string());
        std::thread::sleep(pause);
    }
}

/// The reader has taken no key: the screen is as it is at the start, with all its documents.
#[track_caller]
fn nothing_was_pressed(terminal: &Terminal) {
    terminal.wait_for_quiet(Duration::from_millis(100));
    let text = terminal.text();
    for sign in ["does nothing", "no document", "filter:", "#6", "Search", "Keys"] {
        assert!(!text.contains(sign), "{sign}\n{text}");
    }
    assert!(text.contains("Documents") && text.contains("no meeting"), "{text}");
}

/// Mode 8 was reset before the alternate screen, and set again after it or not.
#[track_caller]
fn mode_was_reset(bytes: &[u8], set_again: bool) {
    let reset = position(bytes, b"\x1b[8l").expect("text is to be left alone");
    let enter = position(bytes, b"\x1b[?1049h").expect("the alternate screen is entered");
    assert!(reset < enter);
    let leave = position(bytes, b"\x1b[?1049l").expect("the alternate screen is left");
    let set = position(bytes, b"\x1b[8h");
    assert_eq!(set.is_some_and(|set| set > leave), set_again);
    assert_eq!(set.is_some(), set_again);
}

#[track_caller]
fn quit(terminal: &mut Terminal) {
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
    terminal.is_given_back();
}

#[test]
fn an_answer_ends_the_wait_and_is_undone_at_the_end() {
    // Far away a terminal has a second and a half.
    let archive = arabic();
    let mut terminal = asking_with(&archive).with("SSH_TTY", "/dev/pts/1").spawn();
    wait_until_asked(&terminal);
    let start = now();
    terminal.press(VTE);
    terminal.wait_for("no meeting");
    let took = start.elapsed();
    assert!(took < Duration::from_millis(1400), "it waits for no more: {took:?}");
    nothing_was_pressed(&terminal);
    quit(&mut terminal);
    mode_was_reset(&terminal.bytes(), true);
}

#[test]
fn an_answer_may_come_byte_by_byte() {
    let mut terminal = asking().with("SSH_CONNECTION", "a 1 b 2").spawn();
    wait_until_asked(&terminal);
    slowly(&mut terminal, VTE, Duration::from_millis(4));
    terminal.wait_for("no meeting");
    nothing_was_pressed(&terminal);
    quit(&mut terminal);
    mode_was_reset(&terminal.bytes(), true);
}

#[test]
fn what_runs_from_left_to_right_waits_for_no_answer() {
    let mut terminal = asking().with("SSH_TTY", "/dev/pts/1").spawn();
    wait_until_asked(&terminal);
    let start = now();
    terminal.wait_for("no meeting");
    let took = start.elapsed();
    assert!(took < Duration::from_millis(1400), "the answer is not waited for: {took:?}");
    // Who leaves before it came waits for it, and undoes what it tells.
    terminal.press("Q");
    std::thread::sleep(Duration::from_millis(100));
    terminal.press(VTE);
    assert_eq!(terminal.wait_exit_code(), 0);
    terminal.is_given_back();
    mode_was_reset(&terminal.bytes(), true);
}

#[test]
fn an_answer_draws_nothing_anew_that_runs_from_left_to_right() {
    let mut terminal = asking().spawn();
    terminal.wait_for("no meeting");
    terminal.wait_for_quiet(Duration::from_millis(200));
    terminal.press(VTE);
    nothing_was_pressed(&terminal);
    for once in ["Documents", "no meeting"] {
        assert_eq!(count(&terminal.bytes(), once.as_bytes()), 1, "{once} was drawn again");
    }
    quit(&mut terminal);
    mode_was_reset(&terminal.bytes(), true);
}

#[test]
fn a_terminal_that_never_answers_costs_the_limit_and_no_key() {
    let archive = arabic();
    let mut terminal = asking_with(&archive).spawn();
    wait_until_asked(&terminal);
    let start = now();
    // The palette, opened and used while the terminal is still being asked.
    terminal.press(":calib\r");
    terminal.wait_for("Which line reads right?");
    assert!(start.elapsed() >= Duration::from_millis(250), "it has the time to answer");
    terminal.press("\u{1b}");
    terminal.wait_until("the overlay is shut", |screen| !screen.contents().contains("Which line"));
    terminal.press("\u{1b}[6~\u{1b}[200~Q\u{1b}[201~");
    nothing_was_pressed(&terminal);
    quit(&mut terminal);
    mode_was_reset(&terminal.bytes(), false);
}

#[test]
fn an_answer_that_comes_late_is_heeded_and_no_key() {
    for (pause, between) in [(0, 0), (15, 0), (2, 200)] {
        let mut terminal = asking().spawn();
        terminal.wait_for("no meeting");
        let (first, second) = VTE.split_at(9);
        slowly(&mut terminal, first, Duration::from_millis(pause));
        std::thread::sleep(Duration::from_millis(between));
        slowly(&mut terminal, second, Duration::from_millis(pause));
        nothing_was_pressed(&terminal);
        assert_eq!(count(&terminal.bytes(), b"\x1b[8l"), 1, "it was told already");
        quit(&mut terminal);
        mode_was_reset(&terminal.bytes(), true);
    }
}

#[test]
fn a_late_name_is_no_key_either() {
    let mut terminal = asking().at(140, 40).spawn();
    terminal.wait_for("no meeting");
    slowly(&mut terminal, KITTY, Duration::from_millis(3));
    nothing_was_pressed(&terminal);
    // The end of the last tab but one says what the terminal turned out to be.
    terminal.press("TT\tlG");
    terminal.wait_for("kitty(0.26.5) lays");
    quit(&mut terminal);
}

#[test]
fn keys_between_the_answers_are_keys() {
    let mut terminal = asking().spawn();
    wait_until_asked(&terminal);
    terminal.press("\r\x1b[8;1$y}\x1b[>65;7006;1c}\x1b[?65;1;9c}");
    terminal.wait_for("¶ 4/");
    quit(&mut terminal);
}

#[test]
fn a_reader_that_is_told_how_to_send_text_waits_for_no_answer() {
    for (wish, reset) in [("app", true), ("terminal", false), ("kitty", false), ("off", false)] {
        // Far away it would be a second and a half.
        let reader = plenary(&[]).with("PLENARY_BIDI", wish).with("SSH_TTY", "/dev/pts/1");
        let mut terminal = reader.spawn();
        wait_until_asked(&terminal);
        let start = now();
        terminal.wait_for("no meeting");
        let took = start.elapsed();
        assert!(took < Duration::from_millis(1400), "{took:?}");
        // What it answers about its modes is not heeded, and no key.
        terminal.press(VTE);
        nothing_was_pressed(&terminal);
        quit(&mut terminal);
        let bytes = terminal.bytes();
        assert_eq!(position(&bytes, b"\x1b[8l").is_some(), reset);
        assert_eq!(position(&bytes, b"\x1b[8h"), None);
    }
}

#[test]
fn a_wish_that_is_none_is_told() {
    let mut terminal = plenary(&[]).with("PLENARY_BIDI", "left").spawn();
    terminal.wait_for("PLENARY_BIDI is one of \"auto\", \"app\"");
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
}

#[test]
fn the_terminal_is_given_back_while_it_is_being_asked() {
    let mut terminal = asking().spawn();
    wait_until_asked(&terminal);
    terminal.press("\u{3}");
    assert_eq!(terminal.wait_exit_code(), 0);
    terminal.is_given_back();
    let mut terminal = asking().with("SSH_TTY", "/dev/pts/1").spawn();
    wait_until_asked(&terminal);
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.wait_exit_code(), 128 + 15);
    assert!(terminal.is_cooked());
}

#[test]
fn a_stopped_reader_leaves_the_mode_as_it_was() {
    stopped_and_continued(false);
}

#[test]
fn who_answers_a_reader_that_is_about_to_stop_is_left_as_he_was_too() {
    stopped_and_continued(true);
}

/// Stops a reader, before the terminal has answered or after, and continues it.
fn stopped_and_continued(answers_late: bool) {
    let mut terminal = Start::command(&["bash", "--norc", "--noprofile", "-i"])
        .with("PS1", "ready> ")
        .with("PROGRAM", env!("CARGO_BIN_EXE_plenary"))
        .with("PLENARY_BIDI", "auto")
        .with("SSH_TTY", "/dev/pts/1")
        .spawn();
    terminal.wait_for("ready> ");
    terminal.press("$PROGRAM\n");
    wait_until_asked(&terminal);
    if !answers_late {
        terminal.press(VTE);
    }
    terminal.wait_for("no meeting");
    terminal.press("\u{1a}");
    if answers_late {
        std::thread::sleep(Duration::from_millis(100));
        terminal.press(VTE);
    }
    terminal.wait_for("Stopped");
    mode_was_reset(&terminal.bytes(), true);
    let stopped = terminal.bytes().len();
    terminal.press("fg\n");
    terminal.wait_for("no meeting");
    let again = terminal.bytes().split_off(stopped);
    let reset = position(&again, b"\x1b[8l").expect("it is reset again");
    assert!(Some(reset) < position(&again, b"\x1b[?1049h"));
    terminal.press("Q");
    terminal.wait_until("the shell is back", |screen| !screen.alternate_screen());
    terminal.press("exit\n");
    terminal.wait_exit();
}
