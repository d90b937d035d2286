//! PDFs, by the program's own reader and, where it is on the machine, by `pdftotext`.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Output;

use serde_json::Value;

use crate::support::paper::drawn;
use crate::support::paper::pdf;
use crate::support::paper::pdf_with;
use crate::support::paper::stream;

/// Imports a file; without `others` no other program is found.
#[expect(clippy::disallowed_methods, reason = "the test is another program")]
fn imported(bytes: &[u8], others: bool) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("call.pdf");
    fs::write(&file, bytes).unwrap();
    let path = if others { env::var_os("PATH").unwrap() } else { folder.path().into() };
    Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["--archive".as_ref(), folder.path(), "import".as_ref(), "--json".as_ref()])
        .arg(file)
        .env_remove("PLENARY_ARCHIVE")
        .env("PATH", path)
        .output()
        .unwrap()
}

#[track_caller]
fn told(output: &Output) -> Value {
    let errors = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice::<Value>(&output.stdout).unwrap_or_else(|_| panic!("{errors}"))[0].take()
}

fn faults(told: &Value) -> String {
    told["faults"].to_string()
}

const FIRST: &[&str] = &[
    "River News",
    "",
    "Call of the 9th Forum of River Towns",
    "",
    "The towns of the river met in Porto, Portugal, from 3 to 5 May 2031 and spoke about",
    "the water of all who live upon it (and of those who fish in it).",
    "",
    "1. Hold meetings in every town.",
    "2. Tell of them.",
    "",
    "1",
];

const SECOND: &[&str] = &["River News", "", "They will meet again in spring.", "", "2"];

/// Whether `pdftotext` is there; where tests must be whole it has to be.
#[expect(clippy::disallowed_methods, reason = "a test may be told that it must be whole")]
fn has_pdftotext() -> bool {
    let paths = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&paths).any(|path| Path::new(&path).join("pdftotext").exists());
    assert!(found || env::var_os("CI").is_none(), "pdftotext is missing (poppler-utils)");
    found
}

#[test]
fn both_readers_find_the_same_document() {
    let file = pdf(&[FIRST, SECOND]);
    let readers = if has_pdftotext() { vec![false, true] } else { vec![false] };
    for others in readers {
        let told = told(&imported(&file, others));
        assert_eq!(told["format"], "pdf");
        assert_eq!(told["title"], "Call of the 9th Forum of River Towns", "{others}");
        assert_eq!(told["held"], "2031-05-03/2031-05-05", "{others}");
        assert_eq!(told["place"], "Porto", "{others}");
        let blocks = told["versions"][0]["blocks"].as_array().unwrap();
        assert_eq!(blocks.len(), 5, "{others}: {told}");
        assert_eq!(told["cut"].to_string().matches("River News").count(), 2, "{others}");
        assert_eq!(faults(&told).contains("simpler reader"), !others, "{told}");
    }
}

#[test]
fn a_pdf_without_text_is_refused() {
    let ran = imported(&pdf_with(&["0 0 100 100 re f".to_owned()], &[]), false);
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("no text on its pages"), "{ran:?}");
}

#[test]
fn a_locked_pdf_is_refused() {
    let file = String::from_utf8(pdf(&[FIRST])).unwrap();
    // A lock that nobody has a key to.
    let zeros = "0".repeat(64);
    let lock = format!(
        "/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O <{zeros}> /U <{zeros}> >>"
    );
    let locked = file.replace("/Root 1 0 R", &lock);
    let ran = imported(locked.as_bytes(), false);
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("locked by a password"), "{ran:?}");
}

/// Objects of which each draws the next one ten times.
fn bomb() -> Vec<String> {
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources RESOURCES";
    let mut objects: Vec<String> =
        (1..12).map(|next| stream(form, &format!("/X{next} Do ").repeat(10))).collect();
    objects.push(stream(form, &drawn(&["boom"])));
    objects
}

#[test]
fn of_a_pdf_that_takes_too_much_the_pages_before_are_kept() {
    let pages = [drawn(FIRST), drawn(SECOND), "/X0 Do".to_owned(), drawn(SECOND)];
    let told = told(&imported(&pdf_with(&pages, &bomb()), false));
    assert_eq!(told["title"], "Call of the 9th Forum of River Towns");
    assert!(faults(&told).contains("only a part of the PDF, the first 2 pages of 4"), "{told}");
}
