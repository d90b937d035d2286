//! Keys as slow links deliver them, and what looks like keys and is none.

use std::time::Duration;

use crate::support::desk::bundled_at;
use crate::support::terminal::{Terminal, plenary};

fn open() -> Terminal {
    let terminal = plenary(&[]).spawn();
    terminal.wait_for("no meeting");
    terminal
}

/// Sends bytes with a pause after each.
fn slowly(terminal: &mut Terminal, bytes: &[u8]) {
    for byte in bytes {
        terminal.press_bytes(&[*byte]);
        std::thread::sleep(Duration::from_millis(15));
    }
}

#[track_caller]
fn quit(mut terminal: Terminal) {
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
    terminal.is_given_back();
}

#[test]
fn an_arrow_that_comes_in_pieces_is_one_key() {
    let mut terminal = open();
    slowly(&mut terminal, b"\x1b[B\x1b[B");
    terminal.wait_to_show(&bundled_at(80, 24, "<down><down>"));
    slowly(&mut terminal, b"\x1bOA");
    terminal.wait_to_show(&bundled_at(80, 24, "<down>"));
    quit(terminal);
}

#[test]
fn a_letter_that_comes_in_pieces_is_one_letter() {
    let mut terminal = open();
    terminal.press("f");
    slowly(&mut terminal, "жя文".as_bytes());
    terminal.wait_for("filter: жя文");
    terminal.press("\u{1b}");
    // An escape and a letter at once were a letter with Alt.
    terminal.wait_until("the line is shut", |screen| !screen.contents().contains("жя文"));
    quit(terminal);
}

#[test]
fn escape_alone_is_a_key_at_once() {
    let mut terminal = open();
    terminal.press("?");
    terminal.wait_for("Everywhere");
    terminal.press("\u{1b}");
    terminal.wait_to_show(&bundled_at(80, 24, ""));
    quit(terminal);
}

#[test]
fn no_stray_answer_is_a_key_and_none_stops_the_keys() {
    let mut terminal = open();
    for stray in [
        // crossterm hears nothing more after the first of these.
        "\x1b[?69;1$y",
        "\x1b[?2026;2$y",
        "\x1b[0n",
        "\x1b[?64;1;2c",
        "\x1b[24;80R",
        "\x1b]11;rgb:0000/0000/0000\x1b\\",
        "\x1b]52;c;cQ==\x07",
        "\x1bP1+r544e=78746572\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
        "\x1b[?997;1n",
        "\x1b[8;24;80t",
        "\x1b[?1u",
        "\x1b[I\x1b[O",
        "\x1b[M !!",
        "\x1b[<35;10;10M",
    ] {
        terminal.press(stray);
    }
    terminal.wait_for_quiet(Duration::from_millis(100));
    terminal.wait_to_show(&bundled_at(80, 24, ""));
    terminal.press("j");
    terminal.wait_to_show(&bundled_at(80, 24, "j"));
    quit(terminal);
}

#[test]
fn an_answer_that_is_cut_off_swallows_no_more_than_its_own_time() {
    let mut terminal = open();
    for cut in ["\x1b[?69;1", "\x1bP>|kit", "\x1b]11;rgb:00"] {
        terminal.press(cut);
        std::thread::sleep(Duration::from_millis(1200));
        terminal.press("j");
        terminal.wait_for_quiet(Duration::from_millis(100));
    }
    terminal.wait_to_show(&bundled_at(80, 24, "jjj"));
    quit(terminal);
}

#[test]
fn garbage_from_the_keyboard_is_survived() {
    let mut terminal = open();
    let mut garbage = Vec::new();
    let mut state = 1_u32;
    for _ in 0..20_000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let byte = state.to_be_bytes()[0];
        // Nothing that quits, stops or runs a command.
        if byte >= 0x80 || matches!(byte, 0x1b | b'[' | b';' | b'?' | b'0'..=b'9' | b'y' | b'~') {
            garbage.push(byte);
        }
    }
    terminal.press_bytes(&garbage);
    std::thread::sleep(Duration::from_millis(1200));
    terminal.press("\u{1b}");
    std::thread::sleep(Duration::from_millis(200));
    terminal.press("\u{3}");
    terminal.wait_exit();
    terminal.is_given_back();
}

#[test]
fn what_is_pasted_gives_no_command_however_slowly_it_comes() {
    let mut terminal = open();
    slowly(&mut terminal, b"\x1b[200~QQ\x1b[0nQ\x1b[201~");
    terminal.wait_for_quiet(Duration::from_millis(200));
    terminal.wait_to_show(&bundled_at(80, 24, ""));
    quit(terminal);
}
