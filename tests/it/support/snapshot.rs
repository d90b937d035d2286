//! Compares a text with the file in which it was kept; `UPDATE=1 cargo test` writes the file anew.

use std::fs;
use std::path::PathBuf;

/// Holds `made` against `tests/it/screens/NAME.snap`.
#[track_caller]
pub(crate) fn hold(name: &str, made: &str) {
    let path: PathBuf =
        [env!("CARGO_MANIFEST_DIR"), "tests", "it", "screens", &format!("{name}.snap")]
            .iter()
            .collect();
    let kept = fs::read_to_string(&path).unwrap_or_default();
    if kept == made {
        return;
    }
    if updating() {
        fs::write(&path, made).expect("the kept screen can be written");
        return;
    }
    panic!(
        "the screen \"{name}\" is another one than {} says.\n\
         If that is right: UPDATE=1 cargo test writes it anew.\n{}",
        path.display(),
        difference(&kept, made)
    );
}

#[expect(clippy::disallowed_methods, reason = "a test is told so how to act")]
fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// Every line of both texts, with a sign where they differ.
fn difference(kept: &str, made: &str) -> String {
    let (kept, made): (Vec<&str>, Vec<&str>) = (kept.lines().collect(), made.lines().collect());
    let mut told = String::new();
    for line in 0..kept.len().max(made.len()) {
        match (kept.get(line), made.get(line)) {
            (Some(old), Some(new)) if old == new => told.push_str(&format!("  {new}\n")),
            (old, new) => {
                told.extend(old.map(|old| format!("- {old}\n")));
                told.extend(new.map(|new| format!("+ {new}\n")));
            }
        }
    }
    told
}
