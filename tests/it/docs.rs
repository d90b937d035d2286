//! The pages and pictures that are made from the program's own tables.
//!
//! `UPDATE=1 cargo test` writes them anew.

mod picture;

use std::fmt::Write;

use plenary::config::{DEFAULTS, Settings};
use plenary::keys::{Keymap, Row, TABLE};

use crate::kept;

/// Where a command can be given, in words.
fn scopes(row: &Row) -> String {
    row.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(", ")
}

/// Keys or words as code, with a blank between them.
fn code(words: &[String]) -> String {
    let quoted = words.iter().map(|word| format!("`{word}`").replace('|', "\\|"));
    quoted.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_of_keys_is_the_table() {
    let keymap = Keymap::default();
    let mut page = "| keys | in | does | name |\n| --- | --- | --- | --- |\n".to_owned();
    for row in TABLE {
        let keys = code(&keymap.keys_of(row.command));
        writeln!(page, "| {keys} | {} | {} | `{}` |", scopes(row), row.help, row.name).unwrap();
    }
    kept::same_part("docs/keys.md", "table", &page);
}

#[test]
fn the_settings_have_the_keys_of_the_table() {
    let (before, _) = DEFAULTS.split_once("[keys]\n").unwrap();
    let mut page = format!("{before}[keys]\n");
    for row in TABLE {
        let keys: Vec<String> = row.keys.iter().map(|keys| format!("\"{keys}\"")).collect();
        writeln!(page, "# {} ({})", row.help, scopes(row)).unwrap();
        writeln!(page, "{} = [{}]", row.name, keys.join(", ")).unwrap();
    }
    kept::same("config.toml", &page);
}

/// A setting: its comment and its line.
fn setting(paragraph: &str) -> (String, &str) {
    let comment = paragraph.lines().filter_map(|line| line.strip_prefix('#')).map(str::trim);
    let line = paragraph.lines().last().filter(|line| !line.starts_with('#'));
    (comment.collect::<Vec<_>>().join("\n"), line.unwrap_or(""))
}

#[test]
fn the_page_of_settings_is_their_file() {
    let (before, _) = DEFAULTS.split_once("\n[keys]\n").unwrap();
    let mut paragraphs = before.split("\n\n").map(setting);
    let (head, _) = paragraphs.next().unwrap();
    let mut page = format!("{head}\n\n");
    for (comment, line) in paragraphs {
        let name = line.split(" = ").next().filter(|name| !name.is_empty()).unwrap_or("[keys]");
        let line = if line.is_empty() { "[keys]\nnext-line = [\"j\", \"down\"]" } else { line };
        assert!(comment.ends_with('.'), "{name} has no comment in config.toml");
        write!(page, "## {name}\n\n{comment}\n\n```toml\n{line}\n```\n\n").unwrap();
    }
    page += "The names of the commands, and the keys they have without a setting, are in\n";
    page += "[keys.md](keys.md).\n";
    kept::same_part("docs/config.md", "settings", &page);
}

#[test]
fn the_file_of_settings_says_what_holds_without_it() {
    let (mut settings, faults) = Settings::read(DEFAULTS);
    assert_eq!(faults, []);
    let keymap = std::mem::take(&mut settings.keymap);
    assert_eq!(settings, Settings::default());
    for row in TABLE {
        assert_eq!(keymap.keys_of(row.command), Keymap::default().keys_of(row.command));
    }
}

#[test]
fn the_picture_shows_the_program() {
    kept::same("docs/screen.svg", &picture::of_the_reader());
}
