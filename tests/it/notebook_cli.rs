//! `plenary notebook`, and the page about it.

use std::fs;
use std::path::{Path, PathBuf};

use plenary::notebook::{Op, read_lines};

use crate::cli_archive::{Made, Ran, plenary};

const IMPORT: &str = r#"[
{"op":"note.set","doc":"forum-9-call","lang":"en","block":3,"offset":0,
 "words":"Hold public meetings on water","text":"Ask the mill \u001b[31mtoo.\u202e\nAnd the *school*."},
{"op":"note.set","doc":"forum-9-call","lang":"en","block":2,"offset":0,
 "words":"Nothing like this was ever said","text":"Who said this?"},
{"op":"note.set","doc":"forum-9-call","text":"On all of it."},
{"op":"bookmark.set","doc":"forum-9-report"},
{"op":"mark.set","letter":"a","doc":"forum-9-call","lang":"en","block":2,"offset":4,"words":"assembly met"},
{"op":"place.set","doc":"forum-9-call","lang":"ar","block":2,"offset":0,"words":""},
{"op":"done.set","doc":"forum-9-call","point":"1","what":"Hold public meetings on water"},
{"op":"read.set","doc":"forum-9-call"},
{"op":"read.set","doc":"gone"}
]"#;

/// The made-up archive, with a state folder of its own.
struct Desk(Made);

impl Desk {
    fn new() -> Self {
        let desk = Self(Made::new());
        desk.0.write("import.json", IMPORT);
        desk
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = plenary();
        command.env("PLENARY_ARCHIVE", self.0.path()).env("XDG_STATE_HOME", self.state());
        Ran::of(&command.arg("notebook").args(arguments).output().unwrap())
    }

    fn import(&self) -> Ran {
        self.run(&["import", self.0.path().join("import.json").to_str().unwrap()])
    }

    fn state(&self) -> PathBuf {
        self.0.path().join(".state")
    }

    /// The folder of the archive's notebook.
    fn folder(&self) -> PathBuf {
        let mut folders = fs::read_dir(self.state().join("plenary")).unwrap();
        folders.next().unwrap().unwrap().path()
    }
}

fn only_file(folder: &Path) -> PathBuf {
    let mut files = fs::read_dir(folder.join("journal")).unwrap();
    files.next().unwrap().unwrap().path()
}

#[test]
fn the_markdown_holds_what_a_person_wants_to_take_away() {
    let desk = Desk::new();
    assert_eq!(desk.import().good(), "imported 9 records; 0 known already\n");
    let ran = desk.run(&["export"]);
    let page = ran.good();
    for part in [
        "\n## Call of the assembly (`forum-9-call`)\n\n* read <!-- ",
        "* left at ¶ 2 (ar)",
        "* mark `a` at ¶ 2 (en): “assembly met” <!-- ",
        ", point 1: Hold public meetings on water <!-- ",
        "\n> Hold public meetings on water\n\nAsk the mill ␛[31mtoo.\u{FFFD}\nAnd the *school*.\n",
        "\n### Note at ¶ 2 (en), whose words are gone, ",
        "\n> Nothing like this was ever said\n\nWho said this?\n",
        "\n### Note on the document, ",
        "\n## `gone`\n\nThe archive has no such document now.\n\n* read <!-- ",
        "* bookmark <!-- ",
    ] {
        assert!(page.contains(part), "{part}\nis not in\n{page}");
    }
    assert!(page.contains("\\[31ma loud title"), "a title is no Markdown: {page}");
    assert!(ran.err.contains("2 faults"), "{}", ran.err);
}

#[test]
fn the_json_comes_back_and_says_nothing_twice() {
    let desk = Desk::new();
    desk.import();
    let json = desk.run(&["export", "--format", "json"]);
    let other = Desk::new();
    other.0.write("import.json", json.good());
    assert_eq!(other.import().good(), "imported 9 records; 0 known already\n");
    assert_eq!(other.import().good(), "imported 0 records; 9 known already\n");
    let again = other.run(&["export", "--format", "json"]);
    assert_eq!(again.json()["records"], json.json()["records"]);
}

#[test]
fn the_markdown_comes_back_as_a_person_has_edited_it() {
    let desk = Desk::new();
    desk.import();
    let page = desk.run(&["export"]).good().to_owned();
    let other = Desk::new();
    other.0.write("import.json", &page);
    assert_eq!(other.import().good(), "imported 9 records; 0 known already\n");
    assert_eq!(other.import().good(), "imported 0 records; 9 known already\n");
    let without_origin = |page: &str| page.lines().skip(3).collect::<Vec<_>>().join("\n");
    assert_eq!(without_origin(other.run(&["export"]).good()), without_origin(&page));
    let edited = page.replace("Ask the mill", "Ask the \u{1b}[2Jschool").replace(
        "\n* mark `a`",
        "\n* bookmark at ¶ 3 (en)\n* done: Hold public meetings on water\n* dance\n* mark `a`",
    ) + "\n## Report (`forum-9-report`)\n\n### Note on the document\n\nNew.\n\n### Nota\n\nLost.\n";
    other.0.write("import.json", &edited);
    let ran = other.import();
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), "imported 3 records; 9 known already\n"));
    let number = 1 + edited.lines().position(|line| line == "* dance").unwrap();
    assert!(ran.err.contains(&format!("import.json:{number}: left out: ")), "{}", ran.err);
    assert_eq!(other.import().out, "imported 0 records; 12 known already\n");
    let page = other.run(&["export"]).good().to_owned();
    for part in [
        "\n\nAsk the ␛[2Jschool ␛[31mtoo",
        "* bookmark at ¶ 3 (en): “Hold public meetings on water",
        "\n\nNew.\n",
    ] {
        assert!(page.contains(part), "{part}\nis not in\n{page}");
    }
    assert!(!page.contains("Lost.") && !page.contains("Ask the mill"), "{page}");
    assert_eq!(page.matches("### Note").count(), 4, "{page}");
}

#[test]
fn the_page_about_the_notebook_shows_a_page_that_is_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/notebook.md");
    let page = fs::read_to_string(path).unwrap();
    let example = page.split("```text\n").find(|part| part.starts_with("## ")).unwrap();
    let desk = Desk::new();
    desk.0.write("import.json", example.split("```").next().unwrap());
    assert_eq!(desk.import().good(), "imported 5 records; 0 known already\n");
    let ran = desk.run(&[
        "import",
        "--format",
        "json",
        desk.0.path().join("import.json").to_str().unwrap(),
    ]);
    assert_eq!(ran.code, Some(2));
    let read = "* read <!-- 2031-02-27T15:08:00Z 1930000008-8f3c0a51d2e94b67 09096572 -->\n";
    assert!(example.contains(read) && desk.run(&["export"]).good().contains(read));
}

#[test]
fn a_text_that_is_no_page_of_a_notebook_is_refused() {
    let desk = Desk::new();
    desk.0.write("import.json", "Some text.\n\n* read\n");
    let ran = desk.import();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("neither the title # Notebook nor"), "{}", ran.err);
    assert!(!desk.state().exists());
}

#[test]
fn check_tells_where_the_notebook_lies_and_what_is_damaged() {
    let desk = Desk::new();
    let ran = desk.run(&["check"]);
    assert!(ran.good().ends_with("no damage\n"), "a notebook that is not there is sound");
    assert!(!desk.state().exists());
    desk.import();
    let folder = desk.folder();
    let name = folder.file_name().unwrap().to_str().unwrap();
    let archive = desk.0.path().file_name().unwrap().to_str().unwrap().to_lowercase();
    assert!(name.contains(archive.trim_matches('.')), "{name} does not name {archive}");
    let shown = folder.display();
    assert_eq!(
        desk.run(&["check"]).good(),
        format!(
            "{shown}: 1 file; 3 notes, 1 bookmark, 1 mark, 1 done mark, 1 reading place, \
             2 documents read\nno damage\n"
        )
    );
    let file = only_file(&folder);
    let damaged = fs::read_to_string(&file).unwrap().replace("Who said", "He said");
    fs::write(&file, damaged).unwrap();
    let ran = desk.run(&["check"]);
    assert_eq!(ran.code, Some(1));
    let line = format!("{}:2: the record is damaged", file.display());
    assert!(ran.out.starts_with(&line), "{}", ran.out);
    assert!(ran.out.ends_with("\n1 damaged record\n"), "{}", ran.out);
    let ran = desk.run(&["export", "--format", "json"]);
    assert_eq!(ran.json()["records"].as_array().unwrap().len(), 8);
    assert_eq!(ran.err, "plenary: 1 damaged record left out, see plenary notebook check\n");
    assert!(!folder.join("damaged").exists(), "who only looks changes nothing");
}

#[test]
fn a_file_that_is_no_notebook_is_refused_with_the_reason() {
    let desk = Desk::new();
    desk.0.write("import.json", "[{\"op\":\"read.set\",\"doc\":\"a\"},{\"op\":\"dance\"}]");
    let ran = desk.import();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("record 2 is not understood"), "{}", ran.err);
    assert!(!desk.state().exists());
    let ran = desk.run(&["import", "/nowhere/x.json"]);
    assert_eq!((ran.code, ran.err.contains("cannot read /nowhere/x.json")), (Some(2), true));
}

#[test]
fn without_a_home_nothing_is_claimed_to_be_saved() {
    let desk = Desk::new();
    let run = |arguments: &[&str]| {
        let mut command = plenary();
        command.env_remove("HOME").env("PLENARY_ARCHIVE", desk.0.path()).arg("notebook");
        Ran::of(&command.args(arguments).output().unwrap())
    };
    let file = desk.0.path().join("import.json");
    let ran = run(&["import", file.to_str().unwrap()]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.starts_with("plenary: not saving: a home folder: there is none\n"));
    assert_eq!(run(&["check"]).code, Some(2));
    assert_eq!(run(&["export"]).good().lines().next(), Some("# Notebook"));
}

#[test]
fn the_page_about_the_notebook_shows_real_records() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/notebook.md");
    let page = fs::read_to_string(path).unwrap();
    let example = page.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    let lines = read_lines(example.as_bytes());
    assert_eq!(lines.damage, []);
    let mut shown = std::collections::HashSet::new();
    for record in &lines.records {
        assert!(!matches!(record.op, Op::Unknown(_)), "{record:?}");
        shown.insert(std::mem::discriminant(&record.op));
    }
    assert_eq!(shown.len(), 7, "each kind of change is shown");
}
