//! Has a foreign file read by a process of its own, and ends that where it takes too long or says too much.

use std::io;
use std::io::Read;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::process::Child;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::cli::convert::ABSENT;
use crate::cli::convert::MOST_MEMORY;
use crate::cli::convert::MOST_SECONDS;
use crate::cli::convert::REFUSED;
use crate::cli::convert::Reader;
use crate::cli::convert::WORD;
use crate::cli::surroundings;

/// So many bytes are taken from it.
pub(super) const MOST_BYTES: u64 = 64 << 20;

/// So long it may take, whatever it does: it may wait for something that never comes.
const LONGEST: Duration = Duration::from_secs(20);

/// When it has closed its output it is about to end; it is looked for this often whether it has.
const PAUSE: Duration = Duration::from_millis(5);
const LOOKS: u32 = 200;

/// Signals that tell why a process ended.
const ABORTED: i32 = 6;
const KILLED: i32 = 9;
const OUT_OF_TIME: i32 = 24;

/// What a reader said, and how it ended.
#[derive(Debug)]
pub(super) struct Said {
    /// What it wrote.
    pub(super) text: Vec<u8>,
    /// What it told.
    pub(super) told: String,
    /// How it ended.
    pub(super) end: End,
}

/// How a reader ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// It has read everything.
    Whole,
    /// It refuses the file.
    Refused,
    /// The program that it is to become is not on the machine.
    Absent,
    /// It was stopped, for this reason.
    Stopped(String),
    /// It wrote more than is taken.
    Full,
}

/// Has `bytes` read.
pub(super) fn read_by(reader: Reader, bytes: &[u8]) -> io::Result<Said> {
    let child = start(reader)?;
    Ok(thread::scope(|scope| heard(scope, child, bytes)))
}

fn start(reader: Reader) -> io::Result<Child> {
    #[expect(clippy::disallowed_methods, reason = "it is this program itself")]
    Command::new(surroundings::program()?)
        .args([WORD, reader.as_str()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
}

fn heard<'scope>(
    scope: &'scope thread::Scope<'scope, '_>,
    mut child: Child,
    bytes: &'scope [u8],
) -> Said {
    let input = child.stdin.take();
    // It may end before it has read everything: what it says then counts.
    scope.spawn(move || input.map(|mut input| input.write_all(bytes)));
    let errors = child.stderr.take();
    let told = scope.spawn(move || taken(errors, 1 << 12));
    let output = child.stdout.take();
    let (sender, receiver) = mpsc::channel();
    scope.spawn(move || sender.send(taken(output, MOST_BYTES + 1)));
    let mut stopped = None;
    let text = receiver.recv_timeout(LONGEST).unwrap_or_else(|_| {
        stopped = Some(format!("it was not done after {} seconds", LONGEST.as_secs()));
        end(&mut child);
        receiver.recv().unwrap_or_default()
    });
    let is_full = u64::try_from(text.len()).unwrap_or(u64::MAX) > MOST_BYTES;
    if is_full || stopped.is_some() {
        end(&mut child);
    }
    let status = ended(&mut child);
    let told = String::from_utf8_lossy(&told.join().unwrap_or_default()).into_owned();
    let end = match stopped {
        _ if is_full => End::Full,
        Some(why) => End::Stopped(why),
        None => judged(status, &told),
    };
    Said { text, told, end }
}

/// What a stream holds; it is closed where it holds more than `most`.
fn taken(stream: Option<impl Read>, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(stream) = stream {
        stream.take(most).read_to_end(&mut bytes).ok();
    }
    bytes
}

fn end(child: &mut Child) {
    child.kill().ok();
    child.wait().ok();
}

/// How a process ended that has nothing more to say.
fn ended(child: &mut Child) -> Option<ExitStatus> {
    for _ in 0..LOOKS {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        thread::sleep(PAUSE);
    }
    end(child);
    None
}

fn judged(status: Option<ExitStatus>, told: &str) -> End {
    let Some(status) = status else {
        return End::Stopped("it was not done when it should have been".to_owned());
    };
    let memory = || format!("it took more than {} MB of memory", MOST_MEMORY >> 20);
    match (status.code(), status.signal()) {
        (Some(0), _) => End::Whole,
        (Some(code), _) if code == i32::from(ABSENT) => End::Absent,
        // A program that is told that there is no more memory may say so and leave.
        (Some(code), _) if code != i32::from(REFUSED) && told.contains("ut of memory") => {
            End::Stopped(memory())
        }
        (Some(_), _) => End::Refused,
        (None, Some(OUT_OF_TIME | KILLED)) => {
            End::Stopped(format!("it took more than {MOST_SECONDS} seconds of work"))
        }
        (None, Some(ABORTED)) if told.contains("memory") => End::Stopped(memory()),
        (None, _) => End::Stopped("it made its reader fail".to_owned()),
    }
}
