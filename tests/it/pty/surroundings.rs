//! Terminals inside others, without colours, and with other characters than those of UTF-8.

use crate::notebook_writer::has;
use crate::support::terminal::{Start, Terminal, plenary};

#[track_caller]
fn reads_and_quits(terminal: &mut Terminal) {
    terminal.wait_for("no meeting");
    terminal.press("\r");
    terminal.wait_for("¶ 1/");
    terminal.press("G");
    terminal.wait_for("100 %");
    terminal.press("gjjj");
    terminal.resize(100, 30);
    terminal.wait_for("Documents");
    // An arrow, through whatever it makes of it.
    terminal.press("\u{1b}[B");
    terminal.press("?");
    terminal.wait_for("Everywhere");
    terminal.press("\u{1b}");
    terminal.wait_until("the help is shut", |screen| !screen.contents().contains("Everywhere"));
    terminal.press("Q");
}

#[test]
fn inside_tmux_it_is_read_as_elsewhere() {
    if !has("tmux") {
        return;
    }
    let program = env!("CARGO_BIN_EXE_plenary");
    let mut terminal =
        Start::command(&["tmux", "-f", "/dev/null", "-L", "plenary", "new", program])
            .with("PLENARY_BIDI", "auto")
            .with("TMUX_TMPDIR", "/tmp")
            .spawn();
    reads_and_quits(&mut terminal);
    terminal.wait_exit();
}

#[test]
fn inside_screen_it_is_read_as_elsewhere() {
    if !has("screen") {
        return;
    }
    let program = env!("CARGO_BIN_EXE_plenary");
    let script = format!("mkdir -m 700 s; SCREENDIR=$PWD/s exec screen -U -c /dev/null {program}");
    for bidi in ["auto", "app"] {
        let mut terminal =
            Start::command(&["sh", "-c", &script]).with("PLENARY_BIDI", bidi).spawn();
        // With the mouse on, screen would keep the Esc that is pressed here.
        reads_and_quits(&mut terminal);
        terminal.wait_exit();
    }
}

/// The parameters of every style that was set.
fn styles(terminal: &Terminal) -> Vec<String> {
    let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    let inside = bytes.split("\x1b[").skip(1).filter_map(|piece| {
        let end = piece.find(|c: char| c.is_ascii_alphabetic())?;
        piece[end..].starts_with('m').then(|| piece[..end].to_owned())
    });
    inside.collect()
}

#[test]
fn sixteen_colours_are_enough_and_none_where_none_are_wanted() {
    for (no_color, coloured) in [("", true), ("1", false)] {
        let mut terminal = plenary(&[]).at(140, 40).with("NO_COLOR", no_color).spawn();
        terminal.wait_for("no meeting");
        for keys in ["j", "\r", "?"] {
            terminal.press(keys);
        }
        terminal.wait_for("Everywhere");
        let styles = styles(&terminal);
        let codes = || styles.iter().flat_map(|style| style.split(';'));
        let colour = |code: &str| matches!(code.parse(), Ok(30..=49 | 90..=107));
        assert_eq!(codes().any(colour), coloured, "{styles:?}");
        assert!(!codes().any(|code| matches!(code, "38" | "48")), "{styles:?}");
        terminal.press("qQ");
        assert_eq!(terminal.wait_exit_code(), 0);
    }
}

#[test]
fn another_set_of_characters_gets_its_own_bytes_and_borders_of_ascii() {
    let mut terminal = plenary(&[]).with("LC_ALL", "de_DE.ISO-8859-1").spawn();
    terminal.wait_for("- Documents -");
    terminal.press("j\r");
    terminal.wait_for("[en] ru es ar");
    terminal.press("LLL");
    terminal.wait_for("en ru es [ar]");
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
    let bytes = terminal.bytes();
    assert!(!bytes.iter().any(|byte| matches!(byte, 0x80..=0x9f)), "a control");
    // The sign of the place in the text, as that set writes it.
    assert!(bytes.windows(3).any(|part| part == b"\xb6 1"));
    assert!(bytes.windows(4).any(|part| part == b"????"));
}
