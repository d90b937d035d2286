//! Inputs that mean harm, given to the real program: it ends, with a reason, and does not fall over.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use plenary::model::limits;

use crate::cli_archive::{Ran, plenary};
use crate::kept;
use crate::support::terminal::plenary as terminal;

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().join("\n")
}

/// Records that nest or repeat beyond measure.
fn monsters() -> Vec<(&'static str, String)> {
    let deep = 200_000;
    vec![
        ("arrays", format!("x = {}{}\n", "[".repeat(deep), "]".repeat(deep))),
        ("open arrays", format!("x = {}\n", "[".repeat(deep))),
        ("tables", format!("x = {}1{}\n", "{a=".repeat(deep), "}".repeat(deep))),
        ("open tables", format!("x = {}", "{a=".repeat(deep))),
        ("dots", format!("{}a = 1\n", "a.".repeat(deep))),
        ("dotted header", format!("[{}a]\nb = 1\n", "a.".repeat(deep))),
        ("headers", lines(60_000, |n| format!("[[t{n}]]"))),
        ("keys", lines(150_000, |n| format!("k{n} = 1"))),
        ("one key", format!("{} = 1\n", "k".repeat(1_000_000))),
        ("quotes", "\"".repeat(900_000)),
        ("one string", format!("x = \"{}\"\n", "\\u0041".repeat(150_000))),
        ("brackets", "[[".repeat(400_000)),
        ("equals", "= = =\n".repeat(150_000)),
    ]
}

fn ended(ran: &Ran) -> bool {
    matches!(ran.code, Some(0..=2))
}

#[test]
fn a_record_that_nests_without_end_stops_nothing() {
    for (name, monster) in monsters() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("good/document.toml", "id = \"good\"\nkind = \"call\"\ntitle = \"Good\"\n");
        write("good/text.en.txt", "# Good\n");
        write(
            "bad/document.toml",
            &format!("id = \"bad\"\nkind = \"call\"\ntitle = \"B\"\n{monster}"),
        );
        write("bad/text.en.txt", "# Bad\n");
        write("parties.toml", &monster);
        let mut check = plenary();
        let ran = Ran::of(&check.arg("check").arg(folder.path()).output().unwrap());
        assert_eq!(
            ran.code,
            Some(1),
            "{name}: {}",
            ran.err.get(..200.min(ran.err.len())).unwrap_or("")
        );
        assert!(ran.out.len() < 200_000, "{name}: the faults do not flood the screen");
        let mut list = plenary();
        list.env("PLENARY_ARCHIVE", folder.path());
        let ran = Ran::of(&list.args(["show", "good", "--text"]).output().unwrap());
        assert_eq!(ran.out, "Good\n", "{name}: the other document is there");
    }
}

#[test]
fn settings_that_nest_without_end_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    for (name, monster) in monsters() {
        fs::write(&file, &monster).unwrap();
        let mut list = plenary();
        let ran = Ran::of(&list.arg("--config").arg(&file).arg("list").output().unwrap());
        assert!(ended(&ran), "{name}: {:?}", ran.code);
        assert!(ran.err.len() < 2_000_000, "{name}");
    }
    fs::write(&file, vec![b'#'; (1 << 20) + 1]).unwrap();
    let mut list = plenary();
    let ran = Ran::of(&list.arg("--config").arg(&file).arg("list").output().unwrap());
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("larger than the 1 MiB"), "{}", ran.err);
    fs::write(&file, b"theme = \"\xFF\"\n").unwrap();
    let mut list = plenary();
    let ran = Ran::of(&list.arg("--config").arg(&file).arg("list").output().unwrap());
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("no UTF-8, from byte 9 on"), "{}", ran.err);
}

#[test]
fn what_is_named_and_is_no_plain_file_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    let made = rustix::fs::mknodat(
        rustix::fs::CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        0,
    );
    made.unwrap();
    let pipe = pipe.to_str().unwrap();
    for arguments in [
        &["--config", pipe, "list"][..],
        &["notebook", "import", pipe],
        &["import", pipe],
        &["--archive", pipe, "list"],
        &["--config", "/dev/zero", "list"],
        &["notebook", "import", "/dev/zero"],
    ] {
        let ran = Ran::of(&plenary().args(arguments).output().unwrap());
        assert_eq!(ran.code, Some(2), "{arguments:?}: {ran:?}");
        assert!(ran.err.contains("plain file") || ran.err.contains("no folder"), "{ran:?}");
    }
}

/// A text of so many MiB: short lines, or one line alone.
fn long(path: &Path, mib: usize, end: &str) {
    let piece = format!("water for all who ask{end}");
    let mut text = format!("The first words.{end}").into_bytes();
    while text.len() < mib << 20 {
        text.extend_from_slice(piece.as_bytes());
    }
    text.extend_from_slice(b"\n\nThe last words.\n");
    fs::write(path, text).unwrap();
}

#[test]
fn a_text_beyond_measure_opens_ends_and_is_searched() {
    let folder = tempfile::tempdir().unwrap();
    for (name, end) in [("line", " "), ("lines", "\n"), ("paragraphs", "\n\n")] {
        let file = folder.path().join(format!("{name}.txt"));
        long(&file, 9, end);
        let mut reader = terminal(&["read", file.to_str().unwrap()]).at(90, 30).spawn();
        reader.wait_for("The first words.");
        reader.press("G");
        reader.wait_for("The last words.");
        reader.press("gg");
        reader.wait_for("The first words.");
        reader.press("/the last\r");
        reader.wait_for("The last words.");
        reader.press("q");
        assert_eq!(reader.wait_exit_code(), 0, "{name}");
    }
}

#[test]
fn an_id_is_never_a_path() {
    let folder = tempfile::tempdir().unwrap();
    let long = "x".repeat(10_000);
    for (number, id) in
        ["../../etc/x", "/etc/passwd", "a/b", "..", ".", "", "a\0b", &long, "A B", "é"]
            .iter()
            .enumerate()
    {
        let inside = folder.path().join(format!("d{number}"));
        fs::create_dir(&inside).unwrap();
        let record =
            format!("id = {id:?}\nkind = \"call\"\ntitle = \"T\"\n").replace("\\0", "\\u0000");
        fs::write(inside.join("document.toml"), record).unwrap();
    }
    let mut list = plenary();
    let ran = Ran::of(
        &list.arg("--archive").arg(folder.path()).args(["list", "--json"]).output().unwrap(),
    );
    let rows = ran.json();
    for row in rows.as_array().unwrap() {
        let id = row["id"].as_str().unwrap();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-~".contains(c);
        assert!(id.chars().all(plain) && id.len() <= 140, "{id}");
        assert!(id.chars().any(|c| c != '.'), "{id}");
    }
    assert_eq!(rows.as_array().unwrap().len(), 10);
}

#[test]
fn the_page_of_limits_names_tests_that_there_are() {
    let page = kept::text("docs/limits.md");
    let sources = crate::floors::texts();
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---"));
    let mut count = 0;
    for row in rows.skip(1).take_while(|row| row.matches(" | ").count() == 2) {
        let kept_by = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let names: Vec<&str> = kept_by.split(", ").map(|name| name.trim_matches('`')).collect();
        for name in names {
            let declared = format!("fn {name}(");
            assert!(
                sources.iter().any(|text| text.contains(&declared)),
                "there is no test {name}: {row}"
            );
        }
        count += 1;
    }
    assert!(count > 20, "{count} rows");
}

#[test]
fn the_page_of_limits_shows_them_all() {
    let mut table = "| of | at most |\n| --- | --- |\n".to_owned();
    for limit in limits::ALL {
        writeln!(table, "| {} | {limit} |", limit.of).unwrap();
    }
    kept::same_part("docs/limits.md", "limits", &table);
}
