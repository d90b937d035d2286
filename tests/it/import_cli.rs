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
fn actions_that_a_record_lacks_are_offered_and_not_taken_unasked() {
    let archive = tempfile::tempdir().unwrap();
    let record = archive.path().join("plan");
    fs::create_dir(&record).unwrap();
    let text = "id = \"plan\" # ours\nkind = \"action-plan\"\ntitle = \"Plan\"\n\n\
        [[action]]\npoint = 1\nwhat = \"An assembly\" # read twice\nwhen = \"2031-05-01\"\n";
    fs::write(record.join("document.toml"), text).unwrap();
    let file = archive.path().join("plan.txt");
    fs::write(
        &file,
        "Plan of action of the river towns\n\n1. Hold an assembly on 1 May 2031.\n\n\
        2. Hold a march on 8 June 2031.\n",
    )
    .unwrap();
    let file = file.to_string_lossy().into_owned();
    let told = plenary(archive.path(), &["import", "--dry-run", "--json", "--as", "plan", &file]);
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    let stands: Vec<(&str, bool)> = told[0]["actions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|action| (action["in_record"].as_str().unwrap(), action["taken"].as_bool().unwrap()))
        .collect();
    assert_eq!(stands, [("there", false), ("lacking", false)]);
    let ran = plenary(archive.path(), &["import", "--yes", "--as", "plan", &file]);
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(said.contains("1 action that it does not have can be taken in"), "{said}");
    let now = fs::read_to_string(record.join("document.toml")).unwrap();
    assert_eq!(now.matches("[[action]]").count(), 1, "{now}");
    assert!(now.contains("# ours") && now.contains("what = \"An assembly\" # read twice"), "{now}");
    let before = contents(archive.path());
    plenary(archive.path(), &["import", "--yes", &file]);
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
        ("a.docx", b"PK\x03\x04xxxx".to_vec(), "that is broken"),
        ("a.bin", vec![1; 5000], "it is no text"),
        ("empty.txt", Vec::new(), "there is no text in it"),
    ] {
        let path = outside.path().join(name);
        fs::write(&path, bytes).unwrap();
        let ran = plenary(archive.path(), &["import", "--yes", &path.to_string_lossy()]);
        assert_eq!(ran.status.code(), Some(2), "{name}");
        assert!(String::from_utf8_lossy(&ran.stderr).contains(reason), "{name}");
    }
    assert_eq!(contents(archive.path()), []);
}

/// Runs the import of a PDF on a machine where `pdftotext` is this script.
#[expect(clippy::disallowed_methods, reason = "the test is another program")]
fn with_pdftotext(script: Option<&str>, arguments: &[&str]) -> Output {
    use std::os::unix::fs::PermissionsExt;
    let tools = tempfile::tempdir().unwrap();
    if let Some(script) = script {
        let program = tools.path().join("pdftotext");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let archive = tempfile::tempdir().unwrap();
    let file = archive.path().join("call.pdf");
    fs::write(&file, [b"%PDF-1.7\n".as_slice(), &vec![b'x'; 300_000]].concat()).unwrap();
    Command::new(env!("CARGO_BIN_EXE_plenary"))
        .arg("--archive")
        .arg(archive.path())
        .args(arguments)
        .arg(file)
        .env_remove("PLENARY_ARCHIVE")
        .env("PATH", format!("{}:/usr/bin:/bin", tools.path().display()))
        .output()
        .unwrap()
}

#[test]
fn a_pdf_is_read_by_pdftotext() {
    let script = "cat > /dev/null; printf 'Call of the river towns\\n\\nThe towns met.\\n\\f'";
    let ran = with_pdftotext(Some(script), &["import", "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(told[0]["format"], "pdf");
    assert_eq!(told[0]["title"], "Call of the river towns");
}

#[test]
fn a_pdf_that_cannot_be_read_is_refused_in_plain_words() {
    let has_own = Path::new("/usr/bin/pdftotext").exists();
    for (script, reason) in [
        (None, "poppler-utils"),
        (Some("echo 'Command Line Error: Incorrect password' >&2; exit 1"), "locked by a password"),
        (Some("cat > /dev/null; printf '\\f\\f'"), "only pictures"),
        (Some("exec yes water"), "more than 64 MB"),
    ] {
        if script.is_none() && has_own {
            continue;
        }
        let ran = with_pdftotext(script, &["import", "--yes"]);
        assert_eq!(ran.status.code(), Some(2), "{reason}");
        let told = String::from_utf8_lossy(&ran.stderr);
        assert!(told.contains(reason), "{reason}: {told}");
    }
}

#[test]
fn a_folder_is_brought_in_file_by_file_and_one_that_fails_stops_no_other() {
    let archive = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    for name in ["plan.txt", "brics.txt"] {
        fs::copy(page(name), folder.path().join(name)).unwrap();
    }
    fs::write(folder.path().join("a.bin"), vec![1; 5000]).unwrap();
    fs::write(folder.path().join(".hidden"), "not meant").unwrap();
    let inner = folder.path().join("more");
    fs::create_dir(&inner).unwrap();
    fs::copy(page("report.txt"), inner.join("report.txt")).unwrap();
    fs::create_dir(inner.join("deeper")).unwrap();
    fs::copy(page("french.txt"), inner.join("deeper/french.txt")).unwrap();
    let root = folder.path().to_string_lossy().into_owned();
    let ran = plenary(archive.path(), &["import", "--json", &root]);
    assert_eq!(ran.status.code(), Some(2));
    let told: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    let sources: Vec<&str> =
        told.as_array().unwrap().iter().map(|one| one["source"].as_str().unwrap()).collect();
    let short: Vec<&str> =
        sources.iter().map(|source| source.strip_prefix(&format!("{root}/")).unwrap()).collect();
    assert_eq!(short, ["brics.txt", "more/report.txt", "plan.txt"]);
    let told = String::from_utf8_lossy(&ran.stderr);
    assert!(told.contains("a.bin cannot be read: it is no text"), "{told}");
    assert!(told.contains("deeper is a folder in a folder"), "{told}");

    let empty = tempfile::tempdir().unwrap();
    let ran = plenary(archive.path(), &["import", &empty.path().to_string_lossy()]);
    assert!(String::from_utf8_lossy(&ran.stderr).contains("holds no files"));
    assert_eq!(contents(archive.path()), []);
}
