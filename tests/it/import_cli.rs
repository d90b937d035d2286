//! `plenary import`, run as a person or a script runs it.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Output;

#[expect(clippy::disallowed_methods, reason = "the test is another program")]
fn plenary(archive: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plenary"))
        .arg("--archive")
        .arg(archive)
        .args(arguments)
        .env_remove("PLENARY_ARCHIVE")
        .output()
        .unwrap()
}

fn page(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    folder.join(name).to_string_lossy().into_owned()
}

/// Every file below a folder, with what it holds.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            found.push((path.to_string_lossy().into_owned(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn a_page_becomes_a_record_and_a_second_time_changes_nothing() {
    let archive = tempfile::tempdir().unwrap();
    let files =
        ["page-semantic.html", "two-languages.txt", "plan.txt", "report.txt", "un-resolution.txt"];
    for file in files {
        let ran = plenary(archive.path(), &["import", "--yes", &page(file)]);
        assert!(ran.status.success(), "{file}: {}", String::from_utf8_lossy(&ran.stderr));
    }
    let checked = plenary(archive.path(), &["check"]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    let before = contents(archive.path());
    for file in files {
        let ran = plenary(archive.path(), &["import", "--yes", &page(file)]);
        assert!(String::from_utf8_lossy(&ran.stderr).contains("nothing was changed"), "{file}");
    }
    assert!(before == contents(archive.path()));
}

#[test]
fn a_dry_run_writes_nothing() {
    let archive = tempfile::tempdir().unwrap();
    let ran = plenary(
        archive.path(),
        &["import", "--dry-run", "--json", &page("plan.txt"), &page("brics.txt")],
    );
    let told: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(told[0]["id"], "frt-12-forum-river-towns-action-plan");
    assert_eq!(told[1]["meeting"]["number"], 23);
    assert_eq!(told[1]["match"], serde_json::Value::Null);
    assert_eq!(contents(archive.path()), []);
}

#[test]
fn what_cannot_be_read_is_refused_in_plain_words() {
    let archive = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    for (name, bytes, reason) in [
        ("a.pdf", b"%PDF-1.7 x".to_vec(), "it is a PDF"),
        ("a.docx", b"PK\x03\x04xxxx".to_vec(), "that is broken"),
        ("a.bin", vec![1; 5000], "it is no text"),
    ] {
        let path = outside.path().join(name);
        fs::write(&path, bytes).unwrap();
        let ran = plenary(archive.path(), &["import", "--yes", &path.to_string_lossy()]);
        assert_eq!(ran.status.code(), Some(2), "{name}");
        assert!(String::from_utf8_lossy(&ran.stderr).contains(reason), "{name}");
    }
    assert_eq!(contents(archive.path()), []);
}
