//! A process that writes notes into a notebook, for tests that kill, starve and hinder it.
//!
//! The test program runs itself, with the filter of the one test that is no test.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use plenary::model::Id;
use plenary::notebook::{self, Moment, Opened, Session, look};

use crate::support::counts;

const FOLDER: &str = "NOTEBOOK_WRITER_FOLDER";
const COUNT: &str = "NOTEBOOK_WRITER_COUNT";
const CATCH: &str = "NOTEBOOK_WRITER_CATCHES_XFSZ";

/// The moment at which all sessions of the tests begin.
pub(crate) const NOW: i64 = 1_900_000_000;

/// The document on which all notes of the tests are.
pub(crate) fn call() -> Id {
    Id::parse("call").unwrap()
}

/// A session of its own.
pub(crate) fn session(seed: u64) -> Session {
    let started = Moment::of_unix(NOW);
    Session { started, host: "test-host".to_owned(), pid: std::process::id(), seed }
}

/// The texts of all notes in a folder; whatever happened to it, it can be loaded.
pub(crate) fn notes(folder: &Path) -> BTreeSet<String> {
    let found = look(folder);
    assert_eq!(found.unread, []);
    let session = session(0);
    let notebook = notebook::Notebook::new(found.pages, session.author(), session.started);
    notebook.notes().iter().map(|note| note.text.to_owned()).collect()
}

/// Writes notes in a session that then ends.
pub(crate) fn write_notes(folder: &Path, seed: u64, texts: &[&str]) {
    let Opened { mut notebook, mut journal, .. } = notebook::open(Some(folder), session(seed));
    for text in texts {
        journal.append(&[notebook.add_note(&call(), None, text)]).unwrap();
    }
}

#[expect(clippy::disallowed_methods, reason = "the test that runs itself says what it is to do")]
pub(crate) fn environment(variable: &str) -> Option<String> {
    std::env::var(variable).ok()
}

/// Another program.
#[expect(clippy::disallowed_methods, reason = "the tests hinder a process from outside")]
pub(crate) fn program(path: impl AsRef<std::ffi::OsStr>) -> Command {
    Command::new(path)
}

/// How many of the cases to try: by default a share of them, all with `NOTEBOOK_CASES=all`.
pub(crate) fn cases(few: usize, all: usize) -> usize {
    if environment("NOTEBOOK_CASES").as_deref() == Some("all") { all } else { few }
}

/// Whether a tool is there. Where the tests must not be skipped, a missing one is a failure.
pub(crate) fn has(tool: &str) -> bool {
    let there = program(tool).arg("--version").stdout(Stdio::null()).status().is_ok();
    assert!(there || environment("CI").is_none(), "{tool} is missing; the tests need it");
    if !there {
        writeln!(io::stderr(), "{tool} is missing: this test tries nothing").unwrap();
    }
    there
}

/// A writer of `count` notes into a folder.
pub(crate) struct Writer {
    folder: PathBuf,
    count: usize,
    catches: bool,
}

impl Writer {
    pub(crate) fn new(folder: &Path, count: usize) -> Self {
        Self { folder: folder.to_path_buf(), count, catches: true }
    }

    /// The same, which a limit on the size of files kills.
    pub(crate) fn without_a_handler(mut self) -> Self {
        self.catches = false;
        self
    }

    /// The command that runs it, by way of `tool` and its arguments.
    pub(crate) fn by_way_of(&self, tool: &[&str]) -> Command {
        let this = std::env::current_exe().unwrap();
        let mut command = match tool {
            [] => program(&this),
            [tool, arguments @ ..] => {
                let mut command = program(tool);
                command.args(arguments).arg(&this);
                command
            }
        };
        command
            .args(["--exact", "notebook_writer::writes_for_another_test", "--test-threads=1"])
            .envs([counts::DROPPED])
            .env(FOLDER, &self.folder)
            .env(COUNT, self.count.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        if self.catches {
            command.env(CATCH, "yes");
        }
        command
    }

    /// Runs it to its end.
    pub(crate) fn run(&self, tool: &[&str]) -> Written {
        Written::of(&self.by_way_of(tool).output().unwrap())
    }
}

/// What a writer said.
#[derive(Debug)]
pub(crate) struct Written {
    /// The notes that it was told are saved.
    pub(crate) saved: BTreeSet<String>,
    /// Why others were not, as it would be shown; only what is new.
    pub(crate) complaints: Vec<String>,
    /// What it was told when it began.
    pub(crate) remarks: Vec<String>,
    /// Whether it came to its end.
    pub(crate) ended: bool,
}

impl Written {
    pub(crate) fn of(output: &Output) -> Self {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let told = |what: &str| {
            let lines = said.lines().filter_map(|line| line.strip_prefix(what));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        Self {
            saved: told("saved ").into_iter().collect(),
            complaints: told("complaint "),
            remarks: told("remark "),
            ended: told("end").len() == 1,
        }
    }
}

/// One system call a line, as a reader would be told at once.
fn say(what: &str) {
    io::stderr().write_all(format!("{what}\n").as_bytes()).unwrap();
}

#[test]
fn writes_for_another_test() {
    let Some(folder) = environment(FOLDER) else { return };
    let count: usize = environment(COUNT).unwrap().parse().unwrap();
    if environment(CATCH).is_some() {
        let flag = std::sync::Arc::default();
        signal_hook::flag::register(signal_hook::consts::SIGXFSZ, flag).unwrap();
    }
    let seed = u64::from(std::process::id());
    let opened = notebook::open(Some(Path::new(&folder)), session(seed));
    let Opened { mut notebook, mut journal, remarks } = opened;
    for remark in &remarks {
        say(&format!("remark {remark}"));
    }
    let mut waiting = Vec::new();
    for number in 0..count {
        let text = format!("{seed}-{number} {}", "word ".repeat(number % 50));
        let record = notebook.add_note(&call(), None, text.trim());
        waiting.push(text.trim().to_owned());
        match journal.append(&[record]) {
            Ok(()) => {
                let all: Vec<String> =
                    waiting.drain(..).map(|text| format!("saved {text}")).collect();
                say(&all.join("\n"));
            }
            Err(unsaved) if unsaved.is_new => say(&format!("complaint {unsaved}")),
            Err(_) => {}
        }
        assert_eq!(journal.unsaved().len(), waiting.len());
    }
    say("end");
}

/// The number of files in the journal.
pub(crate) fn files(folder: &Path) -> usize {
    fs::read_dir(folder.join("journal")).map_or(0, Iterator::count)
}
