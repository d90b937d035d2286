//! The notebook on disk, and the commands about it.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use plenary::notebook::{self, Journal, Opened, Use, look};

use crate::cli_archive::{Made, Ran, plenary};
use crate::notebook_writer::{call, files, notes, session, write_notes};

fn journals(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder.join("journal")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn texts(folder: &Path) -> Vec<String> {
    notes(folder).into_iter().collect()
}

#[test]
fn a_session_that_writes_nothing_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("a/b");
    let Opened { journal, remarks, .. } = notebook::open(Some(&below), session(1));
    assert_eq!(remarks, [""; 0]);
    drop(journal);
    assert!(!folder.path().join("a").exists());
}

#[test]
fn what_is_written_is_there_for_the_reader_alone() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("a/b");
    write_notes(&below, 1, &["one", "two"]);
    assert_eq!(texts(&below), ["one", "two"]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&below), 0o700);
    assert_eq!(mode(&below.join("journal")), 0o700);
    assert_eq!(mode(&journals(&below)[0]), 0o600);
    let name = journals(&below)[0].file_name().unwrap().to_str().unwrap().to_owned();
    assert!(name.starts_with("20300317T174640Z-testhost-"), "{name}");
    assert!(name.ends_with("-0000000000000001.jsonl"), "{name}");
}

#[test]
fn a_file_that_is_being_written_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let Opened { mut notebook, mut journal, .. } = notebook::open(Some(folder.path()), session(1));
    journal.append(&[notebook.add_note(&call(), None, "mine")]).unwrap();
    assert_eq!(look(folder.path()).sheets[0].used, Use::Written);
    for seed in 100..140 {
        write_notes(folder.path(), seed, &["theirs"]);
    }
    assert!(files(folder.path()) < 30, "the files that were left are one now");
    journal.append(&[notebook.add_note(&call(), None, "mine again")]).unwrap();
    assert_eq!(texts(folder.path()), ["mine", "mine again", "theirs"]);
    drop(journal);
    assert!(look(folder.path()).sheets.iter().all(|sheet| sheet.used == Use::Left));
}

#[test]
fn the_unfinished_line_of_a_living_writer_is_no_damage() {
    let folder = tempfile::tempdir().unwrap();
    let Opened { mut notebook, mut journal, .. } = notebook::open(Some(folder.path()), session(1));
    journal.append(&[notebook.add_note(&call(), None, "mine")]).unwrap();
    let path = journals(folder.path()).remove(0);
    fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b"0123").unwrap();
    assert_eq!(look(folder.path()).sheets[0].lines.damage, []);
    drop(journal);
    assert_eq!(look(folder.path()).sheets[0].lines.damage.len(), 1);
}

#[test]
fn a_damaged_file_costs_its_damaged_records_and_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    write_notes(folder.path(), 1, &["one", "two", "three"]);
    let path = journals(folder.path()).remove(0);
    let damaged = fs::read_to_string(&path).unwrap().replace("two", "2");
    fs::write(&path, &damaged).unwrap();
    let Opened { remarks, notebook, .. } = notebook::open(Some(folder.path()), session(2));
    assert_eq!(notebook.notes().len(), 2);
    let aside = folder.path().join("damaged").join(path.file_name().unwrap());
    assert_eq!(
        remarks,
        [format!(
            "1 damaged record in {}, kept aside in {}; everything else is loaded",
            path.display(),
            aside.display()
        )]
    );
    assert_eq!(fs::read_to_string(aside).unwrap(), damaged);
    let Opened { remarks, notebook, .. } = notebook::open(Some(folder.path()), session(3));
    assert_eq!((remarks.len(), notebook.notes().len()), (0, 2), "it is told once");
    assert_eq!(files(folder.path()), 1);
}

#[test]
fn a_damaged_file_that_cannot_be_kept_aside_stays_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    write_notes(folder.path(), 1, &["one"]);
    let path = journals(folder.path()).remove(0);
    fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b"torn\n").unwrap();
    fs::write(folder.path().join("damaged"), "a file in the way").unwrap();
    let Opened { remarks, notebook, .. } = notebook::open(Some(folder.path()), session(2));
    assert!(remarks[0].contains(", left there ("), "{remarks:?}");
    assert_eq!(notebook.notes().len(), 1);
    assert!(fs::read_to_string(path).unwrap().ends_with("torn\n"));
}

#[test]
fn two_damaged_files_of_one_name_are_both_kept() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("journal");
    fs::create_dir(&journal).unwrap();
    for text in ["first", "second", "second"] {
        fs::write(journal.join("x.jsonl"), text).unwrap();
        assert_eq!(notebook::open(Some(folder.path()), session(1)).remarks.len(), 1);
    }
    assert_eq!(fs::read_dir(folder.path().join("damaged")).unwrap().count(), 2);
}

#[test]
fn many_files_become_one_that_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 1..=16 {
        write_notes(folder.path(), seed, &[&format!("note {seed}")]);
    }
    assert_eq!(files(folder.path()), 16);
    let before = look(folder.path()).pages;
    let Opened { notebook, .. } = notebook::open(Some(folder.path()), session(50));
    assert_eq!(files(folder.path()), 1);
    assert_eq!(notebook.pages(), &before);
    assert_eq!(look(folder.path()).pages, before);
}

#[test]
fn a_worn_file_is_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    let Opened { mut notebook, mut journal, .. } = notebook::open(Some(folder.path()), session(1));
    for turn in 0..1500 {
        journal.append(&[notebook.set_read(&call(), turn % 2 == 0).unwrap()]).unwrap();
    }
    drop(journal);
    drop(notebook::open(Some(folder.path()), session(2)));
    let found = look(folder.path());
    assert_eq!(found.sheets.iter().map(|sheet| sheet.lines.records.len()).sum::<usize>(), 1);
    assert_eq!(&found.pages, notebook.pages());
}

#[test]
fn what_a_newer_program_wrote_survives_an_older_one() {
    let made = Made::new();
    let folder = made.path().join("state");
    let newer = r#"{"by":"00000000000000aa","colour":"red","lamport":5,"v":99}"#;
    let import = format!(r#"{{"records":[{newer},{{"op":"note.set","doc":"call","text":"x"}}]}}"#);
    made.write("import.json", &import);
    let run = |arguments: &[&str]| {
        let mut command = plenary();
        command.env("PLENARY_ARCHIVE", made.path()).env("XDG_STATE_HOME", &folder);
        Ran::of(&command.args(arguments).output().unwrap())
    };
    let file = made.path().join("import.json");
    assert_eq!(
        run(&["notebook", "import", file.to_str().unwrap()]).good(),
        "imported 2 records; 0 known already\n"
    );
    let state = fs::read_dir(folder.join("plenary")).unwrap().next().unwrap().unwrap().path();
    for seed in 1..=20 {
        write_notes(&state, seed, &["y"]);
    }
    assert!(files(&state) < 17);
    let ran = run(&["notebook", "export", "--format", "json"]);
    assert!(ran.good().contains(newer), "{}", ran.out);
    let ran = run(&["notebook", "check"]);
    assert!(ran.good().ends_with("1 record of a newer program\nno damage\n"), "{}", ran.out);
}

#[test]
fn something_that_is_no_file_is_told_and_never_opened() {
    let folder = tempfile::tempdir().unwrap();
    write_notes(folder.path(), 1, &["one"]);
    fs::create_dir(folder.path().join("journal/folder.jsonl")).unwrap();
    let pipe = folder.path().join("journal/pipe.jsonl");
    assert!(crate::notebook_writer::program("mkfifo").arg(&pipe).status().unwrap().success());
    let Opened { notebook, remarks, .. } = notebook::open(Some(folder.path()), session(2));
    assert_eq!((notebook.notes().len(), remarks.len()), (1, 2));
    assert!(remarks[1].ends_with("this is no plain file; it stays as it is"), "{remarks:?}");
}

#[test]
fn a_journal_whose_folder_was_taken_away_begins_another() {
    let folder = tempfile::tempdir().unwrap();
    let Opened { mut notebook, mut journal, .. } = notebook::open(Some(folder.path()), session(1));
    journal.append(&[notebook.add_note(&call(), None, "one")]).unwrap();
    fs::remove_dir_all(folder.path().join("journal")).unwrap();
    journal.append(&[notebook.add_note(&call(), None, "two")]).unwrap();
    assert_eq!(texts(folder.path()), ["two"]);
}

#[test]
fn without_a_home_the_notebook_is_in_memory_and_says_so_once() {
    let Opened { mut notebook, mut journal, remarks } = notebook::open(None, session(1));
    assert_eq!(remarks, [""; 0]);
    let mut told = Vec::new();
    for text in ["one", "two"] {
        let unsaved = journal.append(&[notebook.add_note(&call(), None, text)]).unwrap_err();
        told.push((unsaved.to_string(), unsaved.is_new));
    }
    let reason = "not saving: a home folder: there is none".to_owned();
    assert_eq!(told, [(reason.clone(), true), (reason, false)]);
    assert_eq!((notebook.notes().len(), journal.unsaved().len()), (2, 2));
}

#[test]
fn what_could_not_be_saved_is_saved_as_soon_as_it_can_be() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("state");
    fs::write(&below, "a file where the folder should be").unwrap();
    let Opened { mut notebook, mut journal, remarks } = notebook::open(Some(&below), session(1));
    assert_eq!(remarks.len(), 1, "{remarks:?}");
    journal.append(&[notebook.add_note(&call(), None, "one")]).unwrap_err();
    fs::remove_file(&below).unwrap();
    journal.append(&[notebook.add_note(&call(), None, "two")]).unwrap();
    assert_eq!(texts(&below), ["one", "two"]);
    assert_eq!(journal.unsaved(), []);
}

#[test]
fn drafts_of_sessions_long_gone_are_swept_away() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 1..=16 {
        write_notes(folder.path(), seed, &["x"]);
    }
    let draft = folder.path().join("journal/old.tmp");
    fs::write(&draft, "").unwrap();
    // The sessions of these tests begin in 2030.
    drop(notebook::open(Some(folder.path()), session(50)));
    assert!(!draft.exists());
}

#[test]
fn one_session_never_takes_the_name_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let mut open = [0, 1, 2].map(|_| notebook::open(Some(folder.path()), session(1)));
    for Opened { notebook, journal, .. } in &mut open {
        journal.append(&[notebook.set_read(&call(), true).unwrap()]).unwrap();
    }
    assert_eq!(files(folder.path()), 3);
    let lonely = Journal::new(Some(folder.path()), session(1));
    assert_eq!(lonely.unsaved(), []);
}
