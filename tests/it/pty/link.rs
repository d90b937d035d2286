//! A terminal that is far away: one frame on its way at a time, answers that come late or never, and what
//! its answers let the reader do.

use std::time::Duration;

use crate::support::desk::bundled_at;
use crate::support::terminal::{Start, Terminal, plenary, until};

/// A terminal of which nothing is known but that it answers.
pub(super) const PLAIN: &str = "\x1b[?69;0$y\x1b[?2026;0$y\x1b[0n\x1b[?62c";
/// One that has margins at the sides and shows frames whole.
const ABLE: &str =
    "\x1bP>|XTerm(379)\x1b\\\x1b[?69;2$y\x1b[?2026;2$y\x1b[>41;379;0c\x1b[0n\x1b[?64c";
pub(super) const ANSWER: &str = "\x1b[0n";
const QUESTION: &str = "\x1b[5n";

fn count(terminal: &Terminal, wanted: &str) -> usize {
    String::from_utf8_lossy(&terminal.bytes()).matches(wanted).count()
}

#[track_caller]
fn wait_for_questions(terminal: &Terminal, wanted: usize) {
    let asked =
        until(Duration::from_secs(20), || (count(terminal, QUESTION) == wanted).then_some(()));
    assert!(
        asked.is_some(),
        "{} of {wanted} frames\n{}",
        count(terminal, QUESTION),
        terminal.text()
    );
}

/// A reader that has drawn its first frame and had no answer to it.
pub(super) fn answered(start: Start, replies: &str) -> Terminal {
    let mut terminal = start.with("PLENARY_BIDI", "auto").with("SSH_TTY", "/dev/pts/1").spawn();
    terminal.wait_for("no meeting");
    wait_for_questions(&terminal, 2);
    terminal.press(replies);
    terminal
}

#[test]
fn the_next_frame_waits_for_the_answer_and_shows_it_all() {
    let mut terminal = answered(plenary(&[]), PLAIN);
    let before = terminal.bytes().len();
    terminal.press("\rjjjjj");
    terminal.wait_for_quiet(Duration::from_millis(400));
    assert_eq!(terminal.bytes().len(), before, "the first frame is still on its way");
    terminal.press(ANSWER);
    terminal.wait_to_show(&bundled_at(80, 24, "<enter>jjjjj"));
    assert_eq!(count(&terminal, QUESTION), 3, "one frame for six keys");
    terminal.press(ANSWER);
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
    terminal.is_given_back();
}

#[test]
fn some_small_frames_may_be_on_their_way_and_no_more() {
    let mut terminal = answered(plenary(&[]), PLAIN);
    terminal.press(ANSWER);
    terminal.press("\r");
    wait_for_questions(&terminal, 3);
    terminal.press(ANSWER);
    terminal.wait_for("¶ 1/");
    let before = terminal.bytes().len();
    let sent = |terminal: &Terminal| terminal.bytes().len() - before;
    terminal.press("j");
    assert!(until(Duration::from_secs(20), || (sent(&terminal) > 0).then_some(())).is_some());
    for _ in 0..12 {
        terminal.press("j");
        terminal.wait_for_quiet(Duration::from_millis(50));
    }
    let unanswered = sent(&terminal);
    assert!((400..900).contains(&unanswered), "{unanswered} bytes on their way");
    // Each line was shown as it came, and the rest comes with the answer.
    terminal.press(&ANSWER.repeat(3));
    terminal.wait_to_show(&bundled_at(80, 24, &format!("<enter>{}", "j".repeat(13))));
    terminal.press(&ANSWER.repeat(3));
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
}

#[test]
fn an_answer_that_never_comes_holds_nothing_up_for_long() {
    let mut terminal = answered(plenary(&[]), PLAIN);
    terminal.press("\r");
    terminal.wait_for("¶ 1/");
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
    terminal.is_given_back();
}

#[test]
fn a_terminal_that_never_answered_is_not_waited_for() {
    let mut terminal = plenary(&[]).spawn();
    terminal.wait_for("no meeting");
    for (keys, shown) in [("\r", "¶ 1/"), ("G", "100 %"), ("gg", "¶ 1/")] {
        terminal.press(keys);
        terminal.wait_for(shown);
    }
    assert_eq!(
        count(&terminal, QUESTION),
        2,
        "what it is, and whether it has shown the first frame"
    );
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
}

#[test]
fn what_is_answered_at_the_end_is_not_typed_into_the_shell() {
    let program = env!("CARGO_BIN_EXE_plenary");
    let script = format!("{program}; echo ended; read -r line; echo \"got [$line]\"");
    let mut terminal = answered(Start::command(&["bash", "-c", &script]), PLAIN);
    terminal.press("Q");
    terminal.wait_for_quiet(Duration::from_millis(100));
    assert!(!terminal.text().contains("ended"), "it waits for the answer");
    terminal.press(ANSWER);
    terminal.wait_for("ended");
    terminal.press("word\n");
    terminal.wait_for("got [word]");
    terminal.wait_exit();
}

#[test]
fn margins_and_whole_frames_are_used_where_the_terminal_says_that_it_has_them() {
    for (replies, used) in [(PLAIN, false), (ABLE, true)] {
        let mut terminal = answered(plenary(&[]).at(140, 40), replies);
        for keys in ["\r", "j", "j", "j"] {
            terminal.press(ANSWER);
            terminal.press(keys);
            terminal.wait_for_quiet(Duration::from_millis(100));
        }
        let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
        let after = bytes.split("\x1b[?1049h").nth(1).unwrap_or_default();
        assert_eq!(after.contains("\x1b[?69h\x1b["), used, "{replies:?}");
        assert_eq!(after.contains("\x1b[?2026h"), used, "{replies:?}");
        terminal.press(ANSWER);
        terminal.press("Q");
        assert_eq!(terminal.wait_exit_code(), 0);
        let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
        let (_, end) =
            bytes.rsplit_once("\x1b[?69l\x1b[r").expect("all of the screen scrolls again");
        assert!(end.contains("\x1b[?1049l"));
    }
}

#[test]
fn many_sizes_in_a_row_are_drawn_once_they_pause() {
    let mut terminal = plenary(&[]).spawn();
    terminal.wait_for("no meeting");
    terminal.wait_for_quiet(Duration::from_millis(100));
    let whole = "\x1b[2J";
    let before = count(&terminal, whole);
    for step in 0..60_u16 {
        terminal.resize(70 + step, 24 + step % 7);
        std::thread::sleep(Duration::from_millis(10));
    }
    terminal.resize(100, 30);
    terminal.wait_to_show(&bundled_at(100, 30, ""));
    let drawn = count(&terminal, whole) - before;
    assert!((1..=8).contains(&drawn), "{drawn} frames for 61 sizes");
}
