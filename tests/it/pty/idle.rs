//! A reader that is left alone: it writes nothing, wakes for nothing, and makes no system call.

use std::process::Stdio;
use std::time::Duration;

use super::link::{ANSWER, PLAIN, answered};
use crate::notebook_writer::{has, program};
use crate::support::desk::bundled_at;
use crate::support::terminal::{Terminal, plenary};

/// How long they are left alone.
const SECONDS: u64 = 10;

/// How often the threads of the program have gone to sleep by themselves.
fn wakings(terminal: &Terminal) -> u64 {
    let tasks = format!("/proc/{}/task", terminal.process().as_raw_nonzero());
    let tasks = std::fs::read_dir(tasks).expect("the program is there");
    let count = |task: std::fs::DirEntry| -> Option<u64> {
        let status = std::fs::read_to_string(task.path().join("status")).ok()?;
        let line = status.lines().find(|line| line.starts_with("voluntary_ctxt_switches"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    };
    tasks.flatten().filter_map(count).sum()
}

/// The system calls that a trace shows begun and ended while it was made.
fn calls(trace: &str) -> Vec<&str> {
    let lines = trace.lines().filter(|line| line.contains('('));
    let whole = ["unfinished", "detached", "resumed"];
    lines.filter(|line| !whole.iter().any(|word| line.contains(word))).collect()
}

/// A reader in a terminal that answers, in which a key was held.
fn held() -> Terminal {
    let mut terminal = answered(plenary(&[]), PLAIN);
    terminal.press(ANSWER);
    terminal.press("\r");
    terminal.wait_for("¶ 1/");
    terminal.press(ANSWER);
    terminal.press("jjjjjjj");
    terminal.wait_to_show(&bundled_at(80, 24, "<enter>jjjjjjj"));
    terminal.press(&ANSWER.repeat(3));
    terminal
}

/// One in a terminal that answers nothing, one in which a key was held, and one whose calls are watched,
/// all at once: who is watched is woken by that.
#[test]
fn a_reader_that_is_left_alone_writes_nothing_and_wakes_for_nothing() {
    let still = plenary(&[]).spawn();
    still.wait_for("no meeting");
    let mut readers = [still, held(), held()];
    for reader in &readers {
        reader.wait_for_quiet(Duration::from_millis(500));
    }
    let before = |reader: &Terminal| (reader.bytes().len(), wakings(reader));
    let counted: Vec<_> = readers.iter().map(before).collect();
    let watched = readers[2].process().as_raw_nonzero().to_string();
    let seconds = SECONDS.to_string();
    let mut strace = program("timeout");
    strace.args([&seconds, "strace", "-f", "-qq", "-p", &watched]).stderr(Stdio::piped());
    let trace = has("strace").then(|| strace.spawn().expect("strace was found"));
    // Meanwhile others have work to do.
    readers.iter_mut().for_each(Terminal::give_up_turn);
    readers[0].wait_for_quiet(Duration::from_secs(SECONDS));
    for (number, (reader, before)) in readers.iter().zip(&counted).enumerate() {
        assert_eq!(reader.bytes().len(), before.0, "reader {number} writes");
        let is_watched = number == 2 && trace.is_some();
        assert!(is_watched || wakings(reader) == before.1, "reader {number} wakes");
    }
    if let Some(trace) = trace {
        let output = trace.wait_with_output().expect("strace ends");
        let trace = String::from_utf8_lossy(&output.stderr);
        assert!(trace.contains("poll"), "strace saw it wait: {trace}");
        assert!(calls(&trace).is_empty(), "{trace}");
    }
    for reader in &mut readers {
        reader.press("Q");
        assert_eq!(reader.wait_exit_code(), 0);
    }
}

#[test]
fn a_trace_tells_what_was_called_meanwhile() {
    let still =
        "[pid 8] poll([{fd=0}], 1, -1 <unfinished ...>\n[pid 7] futex(0x5, 0) = ? <detached ...>";
    assert!(calls(still).is_empty());
    let called = "[pid 8] write(1, \"j\", 1) = 1";
    assert_eq!(calls(&format!("{still}\n{called}")), [called]);
}
