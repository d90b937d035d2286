//! Files that are made to do harm: each is refused or read in part, in plain words, and nothing is half-written.

use std::fs;
use std::fs::File;
use std::io::Cursor;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// So long a file may take, on a machine that does other things too.
const LONGEST: Duration = Duration::from_mins(4);

/// So many kilobytes of memory the program may ask for, with a file of 200 MB in it.
const MEMORY: &str = "1500000";

/// Imports a file in bounded memory, and sees to it that it takes bounded time.
#[expect(clippy::disallowed_methods, reason = "the test is another program, and has a clock")]
fn run(archive: &Path, arguments: &[&str], file: &Path) -> Output {
    let start = Instant::now();
    let output = Command::new("sh")
        .args(["-c", &format!("ulimit -v {MEMORY} && exec \"$@\""), "sh"])
        .arg(env!("CARGO_BIN_EXE_plenary"))
        .arg("--archive")
        .arg(archive)
        .args(arguments)
        .arg(file)
        .env_remove("PLENARY_ARCHIVE")
        .env("PATH", "/usr/bin:/bin")
        .output()
        .unwrap();
    assert!(start.elapsed() < LONGEST, "{} took {:?}", file.display(), start.elapsed());
    output
}

/// What comes of a file: what it tells, or why it is refused.
enum Came {
    Read(Value),
    Refused(String),
}

fn import(name: &str, bytes: &[u8]) -> Came {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    fs::write(&file, bytes).unwrap();
    came(&file)
}

/// Imports a file; a refusal leaves the archive as it is, also where it was to be written.
fn came(file: &Path) -> Came {
    let archive = tempfile::tempdir().unwrap();
    let ran = run(archive.path(), &["import", "--dry-run", "--json"], file);
    let errors = String::from_utf8_lossy(&ran.stderr).into_owned();
    if ran.status.success() {
        return Came::Read(serde_json::from_slice::<Value>(&ran.stdout).unwrap()[0].take());
    }
    assert_eq!(ran.status.code(), Some(2), "{errors}");
    let written = run(archive.path(), &["import", "--yes"], file);
    assert_eq!(written.status.code(), Some(2));
    assert_eq!(fs::read_dir(archive.path()).unwrap().count(), 0, "{errors}");
    Came::Refused(errors)
}

#[track_caller]
fn refused(came: Came, reason: &str) {
    match came {
        Came::Refused(told) => assert!(told.contains(reason), "{told}"),
        Came::Read(told) => panic!("it was read: {told}"),
    }
}

#[track_caller]
fn read(came: Came, fault: &str) -> Value {
    match came {
        Came::Read(told) => {
            assert!(told["faults"].to_string().contains(fault), "{}", told["faults"]);
            told
        }
        Came::Refused(told) => panic!("it was refused: {told}"),
    }
}

fn packed(name: &str, text: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, SimpleFileOptions::default()).unwrap();
    for part in text {
        writer.write_all(&part).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const PROSE: &str =
    "The towns of the river met for two days and spoke about the water and about the bread.";

#[test]
fn a_page_of_nested_tags_is_read_without_the_deepest_of_them() {
    let page = format!("<!doctype html><html><body>{}<p>{PROSE}</p>", "<div><b>".repeat(50_000));
    let told = read(import("deep.html", page.as_bytes()), "nested deeper than");
    assert_eq!(told["versions"][0]["lang"], "en");
    let crossed = "<table><tr><td><a><b><i>".repeat(20_000);
    let page = format!("<html><body>{crossed}{PROSE}{}", "</b></table>".repeat(20_000));
    read(import("crossed.html", page.as_bytes()), "nested deeper than");
}

#[test]
fn a_bomb_in_a_packed_file_is_unpacked_in_part() {
    let paragraph = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", PROSE.repeat(20)).repeat(100);
    let begin = "<w:document><w:body>".as_bytes().to_vec();
    let parts = std::iter::once(begin).chain((0..500).map(|_| paragraph.clone().into_bytes()));
    let told = read(import("bomb.docx", &packed("word/document.xml", parts)), "left out");
    assert_eq!(told["format"], "docx");
    let blanks = (0..200).map(|_| vec![b' '; 1 << 20]);
    refused(import("blank.odt", &packed("content.xml", blanks)), "no text");
    let nested = (0..400).map(|_| b"<text:list><text:list-item>".repeat(1000));
    refused(import("deep.odt", &packed("content.xml", nested)), "cannot be read");
}

#[test]
fn a_large_file_is_read_in_part_or_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.txt");
    let mut file = File::create(&path).unwrap();
    let lines = format!("{}\n", PROSE.repeat(20)).repeat(1000);
    let mut written = 0;
    while written + lines.len() <= 200 << 20 {
        file.write_all(lines.as_bytes()).unwrap();
        written += lines.len();
    }
    let told = read(came(&path), "only the first 16 MB");
    assert_eq!(told["languages"], serde_json::json!(["en"]));
    file.set_len((200 << 20) + 1).unwrap();
    refused(came(&path), "larger than the 200 MB");
}

#[test]
fn a_file_of_one_line_is_read_in_part() {
    let line = format!("{PROSE} ").repeat(250_000);
    read(import("line.txt", line.as_bytes()), "longer than 100000 characters");
    let page = format!("<html><body><p>{}</p></body></html>", PROSE.repeat(10_000));
    read(import("line.html", page.as_bytes()), "longer than 100000 characters");
}

#[test]
fn rubbish_is_refused() {
    refused(import("nul.txt", &vec![0; 5 << 20]), "no text");
    let mut state = 88_172_645_463_325_252_u64;
    let noise: Vec<u8> = (0..2 << 20)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[0]
        })
        .collect();
    for (name, start) in [
        ("noise.txt", ""),
        ("noise.html", "<html>"),
        ("noise.docx", "PK\x03\x04"),
        ("noise.pdf", "%PDF-1.7\n"),
    ] {
        let bytes = [start.as_bytes(), &noise].concat();
        refused(import(name, &bytes), "cannot be read");
    }
}

#[test]
fn single_nuls_and_controls_are_taken_out_of_a_text() {
    let text = format!("Call of the towns\n\n{PROSE}\0 \x1b[2J{}\n", PROSE.repeat(3));
    let told = read(import("nuls.txt", text.as_bytes()), "control characters");
    assert_eq!(told["title"], "Call of the towns");
}
