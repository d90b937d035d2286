//! Everything that may drive a terminal, in every place where it may stand: nothing of it is sent.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;
use std::process::{Command, Stdio};

use plenary::model::{is_bidi_control, is_invisible};
use tempfile::TempDir;

use super::bytes::foreign;
use crate::cli_archive::plenary as program;
use crate::support::evil;
use crate::support::terminal::plenary;

fn archive() -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let root = folder.path().join("archive");
    fs::create_dir(&root).expect("a folder can be made");
    evil::archive(&root);
    let root = root.to_str().expect("a plain name").to_owned();
    (folder, root)
}

/// What of text that goes to a pipe or a file a terminal would obey, or nobody sees.
fn driving(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let drives = |c: &char| {
        (c.is_control() && *c != '\n')
            || is_bidi_control(*c)
            || is_invisible(*c)
            || matches!(c, '\u{AD}' | '\u{200B}' | '\u{2028}' | '\u{2029}' | '\u{2060}')
    };
    text.chars().filter(drives).map(|c| format!("{c:?}")).collect()
}

/// Runs a command without a terminal: what it writes to both outputs.
fn written(command: &mut Command) -> Vec<u8> {
    let output = command.stdin(Stdio::null()).output().expect("the program starts");
    assert_ne!(output.status.code(), Some(101), "{command:?}");
    [output.stdout, output.stderr].concat()
}

#[track_caller]
fn tame(command: &mut Command) -> Vec<u8> {
    let bytes = written(command);
    assert_eq!(driving(&bytes), Vec::<String>::new(), "{command:?}");
    bytes
}

/// An argument or a value of the environment, which end at a NUL.
fn as_word(bytes: &[u8]) -> OsString {
    OsString::from_vec(bytes.iter().filter(|byte| **byte != 0).copied().collect())
}

/// The number of the document whose text is shown.
fn shown(screen: &vt100::Screen) -> Option<String> {
    let text = screen.contents();
    let (_, after) = text.split_once("Body ")?;
    after.get(..2).map(str::to_owned)
}

#[test]
fn no_document_of_an_evil_archive_drives_the_reader() {
    let (_folder, root) = archive();
    let count = evil::vectors().len();
    let mut terminal = plenary(&["--archive", &root]).at(150, 50).spawn();
    terminal.wait_until("a text is shown", |screen| shown(screen).is_some());
    let mut seen = vec![terminal.look(shown).expect("a text is shown")];
    while seen.len() < count {
        let last = seen.last().cloned();
        terminal.press("j");
        terminal.wait_until("another text is shown", |screen| {
            shown(screen).is_some_and(|number| Some(number) != last)
        });
        seen.push(terminal.look(shown).expect("a text is shown"));
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), count, "every document was shown");
    // The pages that bring many together, and what goes to the clipboard.
    for keys in ["A", "q", "S", "q", "T", "q", "?", "q", "\r", "y"] {
        terminal.press(keys);
        terminal.wait_for_quiet(std::time::Duration::from_millis(60));
    }
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
    assert_eq!(foreign(&without_copies(terminal.bytes())), Vec::<String>::new());
    terminal.is_given_back();
}

/// What is written without what is copied, whose base 64 the program itself wraps.
fn without_copies(bytes: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8(bytes).expect("the program writes UTF-8");
    let mut pieces = text.split("\u{1b}]52;c;");
    let mut rest = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (copied, after) = piece.split_once("\u{1b}\\").expect("a copy has an end");
        let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
        assert!(copied.chars().all(is_base64), "{copied:?}");
        rest.push_str(after);
    }
    rest.into_bytes()
}

#[test]
fn no_command_and_no_export_writes_what_drives_a_terminal() {
    let (folder, root) = archive();
    let of_archive = |words: &[&str]| {
        let mut command = program();
        command.args(["--archive", &root]).args(words);
        command
    };
    for words in [
        &["list"][..],
        &["list", "--json"],
        &["list", "--csv"],
        &["check"],
        &["check", "--json"],
        &["signatories"],
        &["signatories", "--json"],
        &["signatories", "--csv"],
        &["actions"],
        &["actions", "--json"],
        &["actions", "--csv"],
        &["actions", "--ics"],
        &["meetings"],
        &["meetings", "--json"],
        &["parties"],
        &["parties", "--csv"],
        &["search", "body"],
        &["search", "body", "--json"],
        &["export"],
        &["export", "--format", "html"],
    ] {
        let bytes = tame(&mut of_archive(words));
        assert!(bytes.len() > 40, "{words:?} writes something");
    }
    let list = written(&mut of_archive(&["list", "--json"]));
    let list = String::from_utf8(list).expect("JSON is UTF-8");
    let list = list.split_once("\nplenary:").map_or(list.as_str(), |(json, _)| json);
    let rows: serde_json::Value = serde_json::from_str(list).expect("it is JSON");
    let ids: Vec<&str> =
        rows.as_array().expect("a list").iter().filter_map(|row| row["id"].as_str()).collect();
    assert_eq!(ids.len(), evil::vectors().len());
    for id in ids {
        tame(&mut of_archive(&["show", id]));
    }
    let one = ids_of(&rows);
    for words in [
        &["show", &one, "--json"][..],
        &["show", &one, "--text"],
        &["cite", &one],
        &["cite", &one, "--format", "bibtex"],
        &["cite", &one, "--format", "ris"],
        &["cite", &one, "--format", "csl-json"],
    ] {
        tame(&mut of_archive(words));
    }
    for (name, form) in [("all.md", "markdown"), ("all.html", "html")] {
        let path = folder.path().join(name);
        let path = path.to_str().expect("a plain name");
        tame(&mut of_archive(&["export", "--format", form, "--out", path]));
        let page = fs::read(path).expect("the page was written");
        assert!(page.len() > 10_000);
        assert_eq!(driving(&page), Vec::<String>::new(), "{name}");
    }
}

fn ids_of(rows: &serde_json::Value) -> String {
    rows[0]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn nothing_in_arguments_and_surroundings_is_echoed_as_it_is() {
    let (folder, root) = archive();
    let config = folder.path().join("config.toml");
    for vector in evil::vectors() {
        let word = as_word(&vector.bytes);
        let settings = format!(
            "theme = \"{0}\"\n\"{0}\" = 1\narchive = \"/{0}\"\n",
            evil::in_toml(&vector.text())
        );
        fs::write(&config, settings).expect("the folder can be written");
        let plain = |words: &[&OsStr]| {
            let mut command = program();
            command.args(words);
            command
        };
        let os = OsStr::new;
        tame(plain(&[os("list"), &word]).env("PLENARY_ARCHIVE", &root));
        tame(&mut plain(&[os("show"), &word]));
        tame(&mut plain(&[os("explain"), &word]));
        tame(&mut plain(&[&word]));
        tame(&mut plain(&[os("--archive"), &word, os("list")]));
        tame(&mut plain(&[os("import"), &word]));
        tame(&mut plain(&[os("--config"), config.as_os_str(), os("list")]));
        tame(
            plain(&[os("list")])
                .env("TERM", &word)
                .env("LANG", &word)
                .env("PLENARY_BIDI", &word)
                .env("PLENARY_ARCHIVE", &word)
                .env("XDG_STATE_HOME", Path::new("/tmp").join(as_word(b"none")).join(&word)),
        );
    }
}

#[test]
fn nothing_of_a_foreign_notebook_drives_a_terminal() {
    let (folder, root) = archive();
    let file = folder.path().join("notebook.json");
    let records: Vec<serde_json::Value> = evil::vectors()
        .iter()
        .flat_map(|vector| {
            let text = vector.text();
            [
                serde_json::json!({"op": "note.set", "doc": "v00", "text": text}),
                serde_json::json!({"op": "done.set", "doc": "v00", "what": text, "point": text}),
            ]
        })
        .collect();
    fs::write(&file, serde_json::Value::from(records).to_string()).expect("it can be written");
    let run = |words: &[&str]| {
        let mut command = program();
        command.args(["--archive", &root, "notebook"]).args(words);
        command.env("XDG_STATE_HOME", folder.path().join("state"));
        command
    };
    tame(&mut run(&["import", file.to_str().expect("a plain name")]));
    // What is not understood is refused, with the reason.
    let odd: Vec<String> = evil::vectors().iter().map(evil::Vector::text).collect();
    let odd = serde_json::json!([{"op": odd.concat(), "doc": odd.concat(), "text": odd}]);
    fs::write(folder.path().join("odd.json"), odd.to_string()).expect("it can be written");
    tame(&mut run(&["import", folder.path().join("odd.json").to_str().expect("a plain name")]));
    tame(&mut run(&["check"]));
    let json = tame(&mut run(&["export", "--format", "json"]));
    assert!(String::from_utf8_lossy(&json).contains("note.set"), "notes were imported");
    tame(&mut run(&["export", "--format", "markdown"]));
    // A journal that somebody else wrote into.
    let journal = fs::read_dir(folder.path().join("state/plenary"))
        .expect("there is a notebook")
        .next()
        .expect("there is a notebook")
        .expect("it can be read")
        .path()
        .join("journal");
    for vector in evil::vectors() {
        let mut name = vector.bytes.iter().filter(|byte| !matches!(byte, b'/' | 0)).copied();
        let mut name: Vec<u8> = name.by_ref().take(100).collect();
        name.extend(b".jsonl");
        let path = journal.join(OsStr::from_bytes(&name));
        fs::write(path, &vector.bytes).expect("a file system takes any name");
    }
    tame(&mut run(&["check"]));
    let mut list = program();
    tame(
        list.args(["--archive", &root, "list", "is:read"])
            .env("XDG_STATE_HOME", folder.path().join("state")),
    );
}
