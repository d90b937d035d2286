//! A file is read in the reader without being filed.

use std::fs;
use std::path::Path;

use crate::support::terminal::{Start, plenary};

fn page(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    folder.join(name).to_string_lossy().into_owned()
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path.to_string_lossy().into_owned());
        }
    }
    found
}

#[test]
fn a_file_opens_at_once_and_leaves_nothing_behind() {
    let file = page("plan.txt");
    let mut terminal = plenary(&["read", &file]).at(120, 30).spawn();
    terminal.wait_for("Plan of Action of the 12th Forum");
    // A mark would be kept in the notebook of an archive.
    terminal.press("ma");
    terminal.wait_for("This file is in no archive");
    terminal.press("q");
    assert_eq!(terminal.wait_exit_code(), 0);
    terminal.is_given_back();
    assert_eq!(files(terminal.home()), Vec::<String>::new());
}

#[test]
fn what_is_piped_in_is_read_and_keys_still_come_from_the_terminal() {
    let command = format!(
        "cat '{}' | '{}' read -; echo ended with $?",
        page("plan.txt"),
        env!("CARGO_BIN_EXE_plenary")
    );
    let mut terminal = Start::command(&["sh", "-c", &command]).at(120, 30).spawn();
    terminal.wait_for("Plan of Action of the 12th Forum");
    terminal.press("/swim\r");
    terminal.wait_for("1/1 ");
    terminal.press("q");
    terminal.wait_for("ended with 0");
    assert_eq!(terminal.wait_exit_code(), 0);
    terminal.is_given_back();
}

#[test]
fn a_long_text_that_is_piped_in_opens_as_it_stands() {
    let command = format!(
        "(printf 'The first words.\\n\\n'; yes 'The wells of the towns are dry.' | head -n 40000; \
         printf '\\nThe last words.\\n') | '{}' read -; echo ended with $?",
        env!("CARGO_BIN_EXE_plenary")
    );
    let mut terminal = Start::command(&["sh", "-c", &command]).at(120, 30).spawn();
    terminal.wait_for("The first words.");
    terminal.wait_for("too long for facts");
    terminal.press("G");
    terminal.wait_for("The last words.");
    terminal.press("q");
    terminal.wait_for("ended with 0");
    assert_eq!(terminal.wait_exit_code(), 0);
}
