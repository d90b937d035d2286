//! An import that is ended at any moment leaves the old record or the new one (strace).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Output;

use tempfile::TempDir;

use crate::notebook_writer::{cases, has};
use crate::support::calls::calls_in;
use crate::support::counts;

/// The calls by which files and folders are changed.
const CALLS: &str = "openat,write,fsync,mkdir,link,linkat,rename,renameat,renameat2,unlink,unlinkat,\
                     rmdir,chmod,fchmod,fchmodat,copy_file_range";

const RECORD: &str = "id = \"river\"\nkind = \"call\"\ntitle = \"Call of the river towns\"\n\n\
                      [[version]]\nlang = \"en\"\ncoverage = \"abstract\"\n";

const CALL: &str =
    "Call of the river towns\n\nThe towns met and spoke of the water of the river.\n";

/// An archive with an abstract in it, and the text that belongs to it.
fn place() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let river = folder.path().join("archive/river");
    fs::create_dir_all(river.join("source")).unwrap();
    fs::write(river.join("document.toml"), RECORD).unwrap();
    fs::write(river.join("text.en.txt"), "# A call\n\nIt speaks of water.\n").unwrap();
    fs::write(river.join("source/notes.txt"), "kept").unwrap();
    fs::write(folder.path().join("call.txt"), CALL).unwrap();
    folder
}

#[expect(clippy::disallowed_methods, reason = "the test is another program")]
fn run(place: &Path, tool: &[&str], arguments: &[&str]) -> Output {
    let archive = place.join("archive").to_string_lossy().into_owned();
    let mut words = tool.to_vec();
    words.extend([env!("CARGO_BIN_EXE_plenary"), "--archive", &archive]);
    words.extend(arguments);
    let (program, rest) = words.split_first().unwrap();
    Command::new(program).args(rest).envs([counts::DROPPED]).output().unwrap()
}

fn import(place: &Path, tool: &[&str]) -> Output {
    let file = place.join("call.txt").to_string_lossy().into_owned();
    run(place, tool, &["import", "--yes", "--as", "river", &file])
}

/// The files of the record, with what they hold; nothing where it is away.
fn record(place: &Path) -> BTreeMap<String, String> {
    let river = place.join("archive/river");
    let mut waiting = vec![river.clone()];
    let mut found = BTreeMap::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let below = path.strip_prefix(&river).unwrap().to_string_lossy().into_owned();
                found.insert(below, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// The calls about the archive: the name of each, and which of the calls of this name it is.
fn calls(before: &[&str]) -> Vec<(String, usize)> {
    let place = place();
    let log = place.path().join("log").to_string_lossy().into_owned();
    let trace = format!("trace={CALLS}");
    let mut tool = vec!["strace", "-f", "-qq", "-y", "-e", &trace, "-o", &log];
    tool.extend(before);
    assert!(import(place.path(), &tool).status.success());
    let archive = place.path().join("archive").to_string_lossy().into_owned();
    // Reading changes nothing, and what is read is read as often as it is written.
    calls_in(Path::new(&log), |name, call| {
        let reads = name == "openat" && !call.contains("O_CREAT");
        call.contains(&archive) && !reads
    })
}

/// Ends an import at each of its calls; `may_be_away` where the disk cannot exchange folders.
fn ended_at_each(before: &[&str], may_be_away: bool) {
    let (old, new) = {
        let place = place();
        let old = record(place.path());
        assert!(import(place.path(), &[]).status.success());
        (old, record(place.path()))
    };
    assert!(old != new && new.contains_key("source/notes.txt"));
    let calls = calls(before);
    let names: Vec<&str> = calls.iter().map(|(name, _)| name.as_str()).collect();
    assert!(names.contains(&"renameat2") && names.contains(&"write"), "{calls:?}");
    let every = calls.len().div_ceil(cases(40, calls.len()));
    let of_names = |call: &&(String, usize)| call.0.starts_with("rename");
    let chosen = calls.iter().filter(of_names).chain(calls.iter().step_by(every));
    let mut was_away = false;
    for (name, count) in chosen {
        for fault in ["signal=SIGKILL", "error=EIO"] {
            let place = place();
            let trace = format!("trace={CALLS}");
            let inject = format!("inject={name}:{fault}:when={count}");
            let mut tool = vec!["strace", "-f", "-qq", "-o", "/dev/null", "-e", &trace];
            // A call that cannot be made at all fails each time; of one name there is one fault.
            if name != "renameat2" {
                tool.extend(before);
            }
            tool.extend(["-e", &inject]);
            import(place.path(), &tool);
            let left = record(place.path());
            let at = format!("{name} {count} {fault}: {left:?}");
            let is_away = left.is_empty() && may_be_away;
            assert!(left == old || left == new || is_away, "{at}");
            if is_away {
                was_away = true;
                let told = run(place.path(), &[], &["check"]);
                let told = String::from_utf8_lossy(&told.stdout).into_owned();
                assert!(told.contains("broken-off"), "{at}: {told}");
            }
            // The next one brings it to its end, and clears away.
            let again = import(place.path(), &[]);
            assert!(again.status.success(), "{at}: {}", String::from_utf8_lossy(&again.stderr));
            assert_eq!(record(place.path()), new, "{at}");
            let beside = fs::read_dir(place.path().join("archive")).unwrap().count();
            assert_eq!(beside, 1, "{at}");
        }
    }
    assert_eq!(was_away, may_be_away);
}

#[test]
fn an_import_that_is_ended_leaves_the_old_record_or_the_new_one() {
    if has("strace") {
        ended_at_each(&[], false);
    }
}

#[test]
fn a_record_that_is_away_is_told_of_and_put_back() {
    if has("strace") {
        ended_at_each(&["-e", "inject=renameat2:error=ENOSYS"], true);
    }
}
