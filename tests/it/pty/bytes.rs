//! No byte of an archive drives the terminal.

use std::fs;
use std::path::Path;

use plenary::model::is_bidi_control;

use crate::support::terminal::plenary;

/// Titles a window, clears the screen, turns text round, asks the terminal for an answer.
const EVIL: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}6n\u{1b}P+q\u{1b}\\\u{202e}txt\u{2066}\u{200f}\
                    \u{90}x\u{9c}\u{feff}\u{85}\u{7f}\u{8}";

/// The same for a TOML string.
fn in_toml() -> String {
    let escapes: Vec<String> = EVIL.chars().map(|c| format!("\\u{:04X}", u32::from(c))).collect();
    escapes.concat()
}

fn evil_archive(folder: &Path) {
    let evil = in_toml();
    let inside = folder.join(format!("doc{}", EVIL.replace(['\u{7}', '\u{8}'], "")));
    fs::create_dir_all(&inside).expect("a file system takes any name");
    let record = format!(
        r#"schema = 1
id = "bad{evil}id"
kind = "call{evil}"
title = "Title {evil} end"
number = "{evil}"
summary = "Summary {evil}"
topics = ["{evil}"]
wrong{key} = 1
"evil {evil}" = 2

[issued]
by = ["by {evil}"]
place = "place {evil}"
adopted = "20{evil}31"

[[signatories]]
group = "Group {evil}"
names = ["Name {evil} one", "Name two"]

[[action]]
point = "1{evil}"
what = "Do {evil}"
as_stated = "{evil}"

[[copy]]
site = "{evil}"
url = "https://example.org/{evil}"
posted_by = "{evil}"

[[claim]]
field = "{evil}"
value = "{evil}"
said_in = "{evil}"

[[link]]
rel = "follows"
to = "other{evil}"
"#,
        key = "-key",
    );
    fs::write(inside.join("document.toml"), record).expect("the folder can be written");
    let text =
        format!("# Title {EVIL}\n\n1. Point {EVIL} end\n\n- bullet {EVIL}\n\nplain {EVIL}\n");
    fs::write(inside.join("text.en.txt"), text).expect("the folder can be written");
    fs::write(inside.join(format!("text.{}.txt", "x\u{1b}[31m")), "x").expect("as above");
    fs::write(folder.join("meetings.toml"), format!("schema = 1\n\"{evil}\" = 1\n"))
        .expect("the folder can be written");
}

/// What of `bytes` a terminal would obey and the program does not send by itself.
pub(super) fn foreign(bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    let text = String::from_utf8_lossy(bytes);
    let mut pieces = text.split('\u{1b}');
    let before = pieces.next().unwrap_or_default();
    for (number, piece) in std::iter::once(before).chain(pieces).enumerate() {
        let plain = match own_sequence(piece) {
            _ if number == 0 => piece,
            Some(rest) => rest,
            None => {
                found.push(piece.chars().take(12).collect());
                piece
            }
        };
        found.extend(plain.chars().filter(|c| is_obeyed(*c)).map(|c| format!("{c:?}")));
    }
    found
}

/// Whether a terminal does something at `c` other than to show it.
fn is_obeyed(c: char) -> bool {
    let breaks = matches!(c, '\r' | '\n');
    (c.is_control() && !breaks)
        || is_bidi_control(c)
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// What follows a sequence that the program itself uses; `piece` stood after an ESC.
fn own_sequence(piece: &str) -> Option<&str> {
    // The cursor kept and taken back around the questions; a row back at the upper edge.
    if let Some(rest) = piece.strip_prefix(['7', '8', 'M']) {
        return Some(rest);
    }
    let inside = piece.strip_prefix('[')?;
    let (parameters, _) = inside.split_once(|c: char| c.is_ascii_alphabetic())?;
    let (last, rest) = inside.strip_prefix(parameters)?.split_at(1);
    let numbers = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == ';');
    let modes = ["1049", "2004", "1000", "1002", "1003", "1006", "1015", "25", "69", "2026"];
    let own = match (parameters.strip_prefix('?'), last) {
        (Some(mode), "h" | "l") => modes.contains(&mode),
        (None, last) if "mHJKXbABCDSTrs".contains(last) => numbers(parameters),
        // Text is to be shown as it is sent.
        (None, "l") => parameters == "8",
        // What the terminal is and can.
        (_, "q" | "c") => [">0", ">", ""].contains(&parameters),
        (_, "p") => ["8$", "?69$", "?2026$"].contains(&parameters),
        (None, "n") => parameters == "5",
        _ => false,
    };
    own.then_some(rest)
}

#[test]
fn what_is_foreign_is_recognised() {
    assert_eq!(foreign(b"\x1b[?1049h\x1b[2J\x1b[1;1H\x1b[0;1mtext\r\n"), Vec::<String>::new());
    assert_eq!(foreign(EVIL.as_bytes()).len(), 14);
}

#[test]
fn an_evil_archive_drives_no_screen() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let archive = folder.path().join("archive");
    evil_archive(&archive);
    let path = archive.to_str().expect("a plain name");
    for (width, height) in [(140, 50), (80, 24)] {
        let mut terminal = plenary(&["--archive", path]).at(width, height).spawn();
        terminal.wait_for("Title ␛");
        // The text to its end, every tab, what lies over the panes.
        for (keys, shown) in [
            ("\r", "¶ 1/"),
            ("G", "100 %"),
            // Where the sidebar is hidden, the first `t` shows it.
            (if width == 80 { "tt" } else { "t" }, "Do ␛"),
            ("t", " Contents ─"),
            ("t", "Symbol:"),
            ("lG", "bad-language"),
            ("o", "example.org/␛"),
            ("q?", "Everywhere"),
        ] {
            terminal.press(keys);
            terminal.wait_for(shown);
        }
        terminal.press("q");
        // A paste gives no command.
        terminal.press(&format!("\u{1b}[200~Q{EVIL}Q\u{1b}[201~"));
        terminal.press("f\u{1b}[200~evil \u{202e}\u{9b}paste\u{1b}[201~");
        terminal.wait_for("paste");
        terminal.press("\u{1b}");
        terminal.wait_until("the line is shut", |screen| !screen.contents().contains("paste"));
        terminal.press("Q");
        assert_eq!(terminal.wait_exit_code(), 0);
        assert_eq!(foreign(&terminal.bytes()), Vec::<String>::new());
        terminal.is_given_back();
    }
}

#[test]
fn an_evil_archive_drives_no_command() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let archive = folder.path().join("archive");
    evil_archive(&archive);
    let path = archive.to_str().expect("a plain name");
    let evil_name = format!("/tmp/{EVIL}");
    for arguments in [
        &["check"][..],
        &["list"],
        &["signatories"],
        &["actions"],
        &["meetings"],
        &["parties"],
        &["list", "--json"],
        &["actions", "--csv"],
        &["show", EVIL],
        &["list", EVIL],
        &["check", &evil_name],
        &[EVIL],
        &["--config", &evil_name],
    ] {
        let program = [&["--archive", path], arguments].concat();
        let mut terminal = plenary(&program).spawn();
        terminal.wait_exit();
        assert_eq!(foreign(&terminal.bytes()), Vec::<String>::new(), "{arguments:?}");
    }
}
