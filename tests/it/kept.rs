//! Files that are made from the program and kept beside it: the tests say when one is stale.
//!
//! `UPDATE=1 cargo test` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Whether a person asks for the files to be written anew.
#[expect(clippy::disallowed_methods, reason = "a person asks for it in the environment")]
pub(crate) fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// A file of the repository.
pub(crate) fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file of the repository.
pub(crate) fn text(path: &str) -> String {
    fs::read_to_string(at(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Compares a file with what the program makes of it.
#[track_caller]
pub(crate) fn same(path: &str, made: &str) {
    if update() {
        fs::write(at(path), made).unwrap();
    }
    let there = fs::read_to_string(at(path)).unwrap_or_default();
    if there == made {
        return;
    }
    let mut lines = (1..).zip(there.lines().zip(made.lines()));
    let differs = lines.find(|(_, (there, made))| there != made);
    let (number, (there, made)) = differs.unwrap_or((0, ("", "")));
    panic!(
        "{path} is stale: UPDATE=1 cargo test writes it anew\nline {number}: {there}\n  made: {made}"
    );
}

/// Compares the part of a page between `<!-- NAME -->` and `<!-- end -->` with what it should be.
#[track_caller]
pub(crate) fn same_part(path: &str, name: &str, made: &str) {
    // Several tests keep parts of one page: with UPDATE=1 they must not undo each other's work.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let page = text(path);
    let (before, rest) = page.split_once(&format!("<!-- {name} -->\n")).unwrap();
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    same(path, &format!("{before}<!-- {name} -->\n{made}<!-- end -->{after}"));
}
