//! A writer whose system calls fail or are its last, one after the other (strace).

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use tempfile::TempDir;

use crate::notebook_writer::{Writer, cases, has, notes, write_notes};
use crate::support::calls::calls_in;

/// How many notes the writer writes.
const NOTES: usize = 3;

const CALLS: &str = "write,fdatasync,fsync,rename,openat,ftruncate,flock,unlink,mkdir";

/// What is done to one call, or to it and all that follow.
const FAULTS: &[(&str, &str)] = &[
    ("signal=SIGKILL", ""),
    ("error=EIO", ""),
    ("error=ENOSPC", ""),
    ("error=EDQUOT", "+"),
    ("error=EROFS", "+"),
    ("error=ENOLCK", "+"),
];

/// A folder as several sessions left it: enough files to be brought together, one of them damaged.
fn left_behind() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for seed in 1..=6 {
        write_notes(folder.path(), seed, &[&format!("old {seed}")]);
    }
    let journal = folder.path().join("journal");
    let damaged = fs::read_dir(&journal).unwrap().next().unwrap().unwrap().path();
    let mut text = fs::read_to_string(&damaged).unwrap();
    text.push_str("0123456789\n");
    fs::write(&damaged, text).unwrap();
    folder
}

fn copied(from: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("journal");
    fs::create_dir(&journal).unwrap();
    for entry in fs::read_dir(from.join("journal")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, journal.join(path.file_name().unwrap())).unwrap();
    }
    folder
}

/// The calls about the folder: the name of each, and which of its thread's calls of this name it is.
fn calls(from: &Path) -> Vec<(String, usize)> {
    let folder = copied(from);
    let log = folder.path().join("log");
    let trace = format!("trace={CALLS}");
    let tool =
        ["strace", "-f", "-qq", "-y", "-s", "4096", "-e", &trace, "-o", log.to_str().unwrap()];
    let written = Writer::new(folder.path(), NOTES).run(&tool);
    assert_eq!(written.saved.len(), NOTES, "{written:?}");
    calls_in(&log, |name, call| {
        // What a call writes may name the folder, too: only its first argument counts, or its path.
        let about = call.split(if name == "write" { '"' } else { '\n' }).next().unwrap();
        about.contains(folder.path().to_str().unwrap())
    })
}

/// Runs a writer under faults, and says what does not hold.
fn tried(from: &Path, faults: &[String]) -> Result<(), String> {
    let folder = copied(from);
    let trace = format!("trace={CALLS}");
    let mut tool = vec!["strace", "-f", "-qq", "-o", "/dev/null", "-e", &trace];
    for fault in faults {
        tool.extend(["-e", fault]);
    }
    let written = Writer::new(folder.path(), NOTES).run(&tool);
    let there = notes(folder.path());
    let old = (1..=6).map(|seed| format!("old {seed}"));
    let lost: Vec<String> =
        old.chain(written.saved.iter().cloned()).filter(|text| !there.contains(text)).collect();
    let new = there.iter().filter(|text| !text.starts_with("old ")).count();
    let lasting = faults.iter().any(|fault| fault.ends_with('+'));
    let most = if lasting { NOTES } else { written.saved.len() + 1 };
    let is_told = written.saved.len() == NOTES || !written.ended || !written.complaints.is_empty();
    if lost.is_empty() && new <= most && is_told {
        Ok(())
    } else {
        Err(format!("{faults:?}: lost {lost:?}, {new} new, {written:?}"))
    }
}

fn matrix(calls: &[(String, usize)]) -> Vec<Vec<String>> {
    let mut matrix = Vec::new();
    for (name, count) in calls {
        for (fault, lasting) in FAULTS {
            matrix.push(vec![format!("inject={name}:{fault}:when={count}{lasting}")]);
        }
        if name == "write" {
            // What was torn cannot even be cut off.
            matrix.push(vec![
                format!("inject=write:error=EIO:when={count}"),
                "inject=ftruncate:error=EIO:when=1".to_owned(),
            ]);
        }
    }
    matrix
}

#[test]
fn no_failing_call_loses_what_was_said_to_be_saved() {
    if !has("strace") {
        return;
    }
    let from = left_behind();
    let calls = calls(from.path());
    let names: BTreeSet<&str> = calls.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["fdatasync", "flock", "fsync", "mkdir", "openat", "rename", "unlink", "write"] {
        assert!(names.contains(name), "{name} is not among {calls:?}");
    }
    let matrix = matrix(&calls);
    let all = matrix.len();
    let every = all.div_ceil(cases(60, all));
    let chosen: Vec<Vec<String>> = matrix.into_iter().step_by(every).collect();
    let count = chosen.len();
    let waiting = Mutex::new(chosen);
    let broken = Mutex::new(Vec::new());
    let path: PathBuf = from.path().to_path_buf();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().unwrap().pop();
                    let Some(faults) = next else { return };
                    broken.lock().unwrap().extend(tried(&path, &faults).err());
                }
            });
        }
    });
    let broken = broken.into_inner().unwrap();
    assert!(broken.is_empty(), "{} of {count}:\n{}", broken.len(), broken.join("\n"));
    writeln!(io::stderr(), "{count} of {all} faults tried, nothing lost").unwrap();
}
