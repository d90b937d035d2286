//! Writers that are killed, crowded, short of space or without rights.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use plenary::notebook::{self, Opened, look};

use crate::notebook_writer::{
    Writer, Written, call, cases, files, has, notes, program, session, write_notes,
};

/// Kills a writer after some time, counted from its start or from its first note.
fn killed(folder: &Path, turn: usize) -> Written {
    let mut child = Writer::new(folder, usize::MAX).by_way_of(&[]).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut all = Vec::new();
    if !turn.is_multiple_of(4) {
        while !all.ends_with(b"\n") || !String::from_utf8_lossy(&all).contains("saved ") {
            assert!(said.read_until(b'\n', &mut all).unwrap() > 0, "the writer ended by itself");
        }
    }
    thread::sleep(Duration::from_micros(u64::try_from(turn * 7919 % 15_000).unwrap()));
    child.kill().unwrap();
    said.read_to_end(&mut all).unwrap();
    let mut output = child.wait_with_output().unwrap();
    output.stderr = all;
    Written::of(&output)
}

#[test]
fn no_kill_at_any_moment_loses_what_was_said_to_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    let turns = cases(20, 100);
    let mut saved = BTreeSet::new();
    for turn in 0..turns {
        let before = notes(folder.path());
        let written = killed(folder.path(), turn);
        let new: BTreeSet<String> = notes(folder.path()).difference(&before).cloned().collect();
        assert!(written.saved.is_subset(&new), "turn {turn}");
        assert!(new.len() <= written.saved.len() + 1, "turn {turn}");
        saved.extend(written.saved);
    }
    assert!(saved.is_subset(&notes(folder.path())));
    assert!(saved.len() >= turns / 2, "{} notes in {turns} turns", saved.len());
    assert!(files(folder.path()) < 20, "each writer brought the files of the killed ones together");
    writeln!(io::stderr(), "{turns} kills, {} notes said to be saved, 0 lost", saved.len())
        .unwrap();
}

#[test]
fn four_writers_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..cases(1, 10) {
        let before = notes(folder.path()).len();
        let writers = [(); 4].map(|()| {
            let path = folder.path().to_path_buf();
            thread::spawn(move || Writer::new(&path, 100).run(&[]))
        });
        let mut saved = BTreeSet::new();
        for writer in writers {
            let written = writer.join().unwrap();
            assert!(written.ended && written.complaints.is_empty(), "{written:?}");
            saved.extend(written.saved);
        }
        assert_eq!(saved.len(), 400);
        assert_eq!(notes(folder.path()).len(), before + 400);
        assert!(saved.is_subset(&notes(folder.path())));
    }
}

#[test]
fn who_reads_while_files_are_brought_together_sees_everything() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let written = AtomicU64::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            for seed in 1..=200 {
                write_notes(path, seed, &[&format!("{seed:03}")]);
                written.store(seed, Ordering::SeqCst);
            }
        });
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let before = written.load(Ordering::SeqCst);
                    let seen = notes(path);
                    for seed in 1..=before {
                        assert!(seen.contains(&format!("{seed:03}")), "{seed} of {before}");
                    }
                    if before == 200 {
                        return;
                    }
                }
            });
        }
    });
}

#[test]
fn a_limit_on_the_size_of_files_is_told_and_leaves_whole_records() {
    let limited = ["sh", "-c", "ulimit -f 8 && exec \"$@\"", "sh"];
    let folder = tempfile::tempdir().unwrap();
    write_notes(folder.path(), 1, &["old"]);
    let written = Writer::new(folder.path(), 100).run(&limited);
    assert!(written.ended, "{written:?}");
    assert_eq!(written.complaints.len(), 1, "{:?}", written.complaints);
    assert!(written.complaints[0].ends_with(": File too large"), "{:?}", written.complaints);
    let mut expected = written.saved.clone();
    expected.insert("old".to_owned());
    assert!(written.saved.len() > 5);
    assert_eq!(notes(folder.path()), expected);
    assert!(look(folder.path()).sheets.iter().all(|sheet| sheet.lines.damage.is_empty()));
}

#[test]
fn a_limit_that_kills_costs_what_was_not_saved() {
    let limited = ["sh", "-c", "ulimit -f 8 && exec \"$@\"", "sh"];
    let folder = tempfile::tempdir().unwrap();
    let written = Writer::new(folder.path(), 100).without_a_handler().run(&limited);
    assert!(!written.ended);
    assert!(written.saved.len() > 5);
    assert_eq!(notes(folder.path()), written.saved);
    let damage: usize = look(folder.path()).sheets.iter().map(|s| s.lines.damage.len()).sum();
    assert!(damage <= 1, "the line that was torn");
}

/// A small disk that goes away with it.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn new() -> Option<Self> {
        let disk = Self(tempfile::tempdir().unwrap());
        let mut mount = program("mount");
        let mount = mount.args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(disk.0.path());
        let mounted = mount.output().is_ok_and(|output| output.status.success());
        mounted.then_some(disk)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        program("umount").arg(self.0.path()).status().ok();
    }
}

#[test]
fn a_full_disk_is_told_once_and_saving_goes_on_when_there_is_space_again() {
    let Some(disk) = SmallDisk::new() else {
        writeln!(io::stderr(), "only root can mount a small disk: this test tries nothing")
            .unwrap();
        return;
    };
    let folder = disk.0.path().join("state");
    let written = Writer::new(&folder, 1000).run(&[]);
    assert!(written.ended, "{written:?}");
    assert_eq!(written.complaints.len(), 1);
    assert!(written.complaints[0].ends_with(": No space left on device"));
    assert!(written.saved.len() > 50);
    assert_eq!(notes(&folder), written.saved);

    let filler = disk.0.path().join("filler");
    fs::remove_dir_all(folder.join("journal")).unwrap();
    let Opened { mut notebook, mut journal, .. } = notebook::open(Some(&folder), session(1));
    journal.append(&[notebook.add_note(&call(), None, "before")]).unwrap();
    fs::write(&filler, vec![0; 1 << 20]).unwrap_err();
    let long = "long ".repeat(2000);
    journal.append(&[notebook.add_note(&call(), None, &long)]).unwrap_err();
    assert_eq!(notes(&folder).len(), 1);
    fs::remove_file(&filler).unwrap();
    journal.append(&[notebook.add_note(&call(), None, "after")]).unwrap();
    assert_eq!(notes(&folder).len(), 3);
    assert!(look(&folder).sheets.iter().all(|sheet| sheet.lines.damage.is_empty()));
}

/// Runs a writer that has no more rights than the owner of its files.
fn without_privileges(folder: &Path) -> Written {
    if rustix::process::geteuid().is_root() {
        let tool = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"];
        Writer::new(folder, 3).run(&tool)
    } else {
        Writer::new(folder, 3).run(&[])
    }
}

#[test]
fn in_a_folder_that_cannot_be_written_the_notebook_opens_and_says_once_that_it_is_not_saved() {
    if !has("setpriv") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    write_notes(folder.path(), 1, &["old"]);
    let journal = folder.path().join("journal");
    let grant = |mode: u32| {
        for path in [journal.as_path(), folder.path()] {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    grant(0o500);
    let read_only = without_privileges(folder.path());
    fs::set_permissions(&journal, fs::Permissions::from_mode(0o000)).ok();
    grant(0o700);
    fs::set_permissions(&journal, fs::Permissions::from_mode(0o000)).unwrap();
    let unreadable = without_privileges(folder.path());
    grant(0o700);
    let denied = format!("not saving: {}: Permission denied", journal.display());
    assert!(read_only.ended && read_only.saved.is_empty(), "{read_only:?}");
    assert_eq!(read_only.complaints, std::slice::from_ref(&denied));
    assert_eq!(read_only.remarks, [""; 0]);
    assert!(unreadable.ended, "{unreadable:?}");
    assert_eq!(unreadable.complaints, [denied]);
    let cannot = format!("cannot read {}: Permission denied; it stays as it is", journal.display());
    assert_eq!(unreadable.remarks, [cannot]);
    assert_eq!(notes(folder.path()).into_iter().collect::<Vec<_>>(), ["old"]);
}
