//! A file is looked through, corrected and filed, or left as it is.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::terminal::{Terminal, plenary};

const CALL: &str = "\
Call of the river towns

The towns met in Porto on 1-2 March 2031 and spoke of the water, and they call upon all members:

1. Hold a public meeting on 22 March 2031.

It was a long night

Water for all!
";

/// A folder with an archive in it, and a file to bring in.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("archive")).unwrap();
        fs::write(folder.path().join("call.txt"), CALL).unwrap();
        Self { folder }
    }

    fn archive(&self) -> String {
        self.folder.path().join("archive").display().to_string()
    }

    fn import(&self) -> Terminal {
        let file = self.folder.path().join("call.txt").display().to_string();
        let terminal =
            plenary(&["--archive", &self.archive(), "import", &file]).at(120, 40).spawn();
        terminal.wait_for("Call of the river towns");
        terminal
    }

    #[expect(clippy::disallowed_methods, reason = "the test is another program")]
    fn check(&self) {
        let ran = Command::new(env!("CARGO_BIN_EXE_plenary"))
            .args(["check", &self.archive()])
            .output()
            .unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
    }

    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(Path::new(&self.archive())).unwrap();
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
    }
}

/// Has the record written, which is asked about first and told of afterwards, and leaves the screen.
fn write(terminal: &mut Terminal, asked: &str, told: &str) {
    terminal.press("w");
    terminal.wait_for(asked);
    terminal.press("\r");
    terminal.wait_for(told);
    terminal.press("q");
    assert_eq!(terminal.wait_exit_code(), 0);
}

#[test]
fn what_is_corrected_is_what_is_written() {
    let place = Place::new();
    let mut terminal = place.import();
    // A role, and a value.
    terminal.press("7ggrh");
    terminal.wait_for("*7 heading");
    terminal.press("\tggj\r");
    terminal.wait_for("kind: call");
    terminal.press("\u{15}appeal\r");
    terminal.wait_for("appeal (outside)");
    write(&mut terminal, "Write this?", "new record");
    terminal.is_given_back();
    place.check();
    let files = place.files();
    let [id] = files.as_slice() else { panic!("one record: {files:?}") };
    let folder = Path::new(&place.archive()).join(id);
    let record = fs::read_to_string(folder.join("document.toml")).unwrap();
    assert!(record.contains("kind = \"appeal\""), "{record}");
    let text = fs::read_to_string(folder.join("text.en.txt")).unwrap();
    assert!(text.contains("## It was a long night"), "{text}");
    assert_eq!(fs::read_to_string(folder.join("source/call.txt")).unwrap(), CALL);
    // The same file again belongs to the record, and there is nothing to write.
    let mut terminal = place.import();
    terminal.wait_for("the same file");
    write(&mut terminal, "Nothing would change", "nothing was changed");
}

#[test]
fn words_are_found_in_the_source() {
    let place = Place::new();
    let mut terminal = place.import();
    terminal.press("/MARCH");
    terminal.wait_for("1 of 2");
    terminal.press("\rn");
    terminal.wait_for("match 2 of 2");
    terminal.wait_for("line 5 of 9");
    terminal.press("/nowhere\r");
    terminal.wait_for("\"nowhere\" does not stand in this text");
    terminal.press("q");
    assert_eq!(terminal.wait_exit_code(), 0);
}

#[test]
fn a_party_and_an_action_are_said_and_written() {
    let place = Place::new();
    let parties = "[[party]]\nid = \"fish-pt\"\nname = \"Union of Fishers\"\n";
    fs::write(Path::new(&place.archive()).join("parties.toml"), parties).unwrap();
    let names = format!("{CALL}\nSigned by:\n\nBakers' Party\nFishers' Union of Ovar\n");
    fs::write(place.folder.path().join("call.txt"), names).unwrap();
    let mut terminal = place.import();
    terminal.press("14gg");
    terminal.wait_for("no party of parties.toml has this spelling");
    terminal.press("pfi");
    terminal.wait_for("party: fi");
    terminal.press("\t\r");
    terminal.wait_for("the party fish-pt (outside)");
    terminal.press("7gg+");
    terminal.wait_for("It asks for this as well");
    terminal.press("\ro");
    terminal.wait_for("who: ");
    terminal.press("the towns\r");
    terminal.wait_for("who: the towns");
    write(&mut terminal, "Write this?", "new record");
    place.check();
    let id = place.files().into_iter().find(|name| name != "parties.toml").unwrap();
    let record = Path::new(&place.archive()).join(id).join("document.toml");
    let record = fs::read_to_string(record).unwrap();
    let name =
        "{ name = \"Fishers' Union of Ovar\", party = \"fish-pt\", party_basis = \"outside\" }";
    assert!(record.contains(name), "{record}");
    assert!(record.contains("  \"Bakers' Party\","), "{record}");
    assert!(record.contains("what = \"It was a long night\"\nwho = [\"the towns\"]"), "{record}");
}

#[test]
fn an_action_that_the_record_lacks_is_taken_into_it_once() {
    let place = Place::new();
    let record = Path::new(&place.archive()).join("river");
    fs::create_dir(&record).unwrap();
    let record = record.join("document.toml");
    let text = "id = \"river\"\nkind = \"call\"\ntitle = \"Call of the river towns\" # ours\n";
    fs::write(&record, text).unwrap();
    let mut terminal = place.import();
    terminal.wait_for("Belongs to river");
    terminal.press("5gg");
    terminal.wait_for("offered · 22 March 2031");
    terminal.press("\ta");
    terminal.wait_for("+ taken in · 22 March 2031");
    write(&mut terminal, "Write this?", "has its full text now");
    place.check();
    let now = fs::read_to_string(&record).unwrap();
    assert!(now.contains("# ours") && now.matches("[[action]]").count() == 1, "{now}");
    assert!(now.contains("point = 1\nblock = 3\nwhat = \"Hold a public meeting"), "{now}");
    // The record has it now, and nothing more is offered or written.
    let mut terminal = place.import();
    terminal.press("5gg");
    terminal.wait_for("there · 22 March 2031");
    write(&mut terminal, "Nothing would change", "nothing was changed");
}

#[test]
fn who_leaves_writes_nothing() {
    let place = Place::new();
    let mut terminal = place.import();
    terminal.press("7ggrh");
    terminal.wait_for("*7 heading");
    terminal.press("q");
    terminal.wait_for("is not written");
    terminal.press("q");
    assert_eq!(terminal.wait_exit_code(), 0);
    terminal.is_given_back();
    assert_eq!(place.files(), Vec::<String>::new());
}

#[test]
fn the_archive_in_the_program_is_copied_before_it_is_changed() {
    let place = Place::new();
    let file = place.folder.path().join("call.txt").display().to_string();
    let mut terminal = plenary(&["import", &file]).at(120, 40).spawn();
    terminal.wait_for("Call of the river towns");
    terminal.press("w");
    terminal.wait_for("First the archive in the program is copied");
    terminal.press("\r");
    terminal.wait_for("new record");
    terminal.press("q");
    assert_eq!(terminal.wait_exit_code(), 0);
    let own = terminal.home().join(".local/share/plenary/documents");
    assert!(own.join("meetings.toml").is_file());
    assert!(fs::read_dir(&own).unwrap().count() > 7);
}

#[test]
fn a_file_that_cannot_be_read_needs_no_screen() {
    let place = Place::new();
    let archive = place.archive();
    let mut terminal = plenary(&["--archive", &archive, "import", "no-such-file.txt"]).spawn();
    assert_eq!(terminal.wait_exit_code(), 2);
    terminal.is_given_back();
    assert!(terminal.text().contains("no-such-file.txt cannot be read"), "{}", terminal.text());
}
