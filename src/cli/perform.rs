//! Does for the reader what it may not do itself: the notebook on the disk, files, other commands.

use std::io;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::app::Effect;
use crate::app::Event;
use crate::app::Notice;
use crate::app::Question;
use crate::cli::failure::Failure;
use crate::cli::failure::plain;
use crate::cli::file;
use crate::cli::keeper::Keeper;
use crate::cli::surroundings;
use crate::cli::watch;
use crate::export::phrase::counted;
use crate::model::Clean;
use crate::model::clean_line;
use crate::notebook::Journal;
use crate::notebook::Moment;
use crate::notebook::Op;
use crate::notebook::Record;
use crate::notebook::Unsaved;
use crate::runtime::Later;
use crate::runtime::Outside;

/// How much of what a command says is looked at, in bytes; the rest is read and dropped.
const LOOKED_AT: u64 = 4096;

/// What is said where somebody notes something on a document that is in no archive.
const UNFILED: &str = "This file is in no archive: what is noted here is gone when you leave";

/// What lies around the reader.
pub(super) struct Performer {
    /// Where the notebook is kept; nowhere where the document is in no archive.
    journal: Option<Journal>,
    /// What could not be saved, as it was told; it is told once.
    told: Option<Unsaved>,
    /// The number of the question that was asked last.
    asked: Arc<AtomicU64>,
    /// What keeps the archive up to date; nothing where its files cannot change.
    keeper: Option<Keeper>,
}

impl Performer {
    /// A performer that keeps the notebook in a journal.
    pub(super) fn new(journal: Journal, keeper: Option<Keeper>) -> Self {
        Self { journal: Some(journal), keeper, ..Self::without_notebook() }
    }

    /// A performer that keeps no notebook.
    pub(super) fn without_notebook() -> Self {
        Self { journal: None, told: None, asked: Arc::default(), keeper: None }
    }

    /// What could not be saved, if anything.
    pub(super) fn unsaved(&self) -> &[Record] {
        self.journal.as_ref().map_or(&[], Journal::unsaved)
    }

    /// Answers a question beside the reader; one that was asked before it is given up.
    fn answer(&self, question: Question, later: Later) {
        let number = question.number;
        self.asked.store(number, Ordering::Relaxed);
        let asked = Arc::clone(&self.asked);
        thread::spawn(move || {
            let stop = || asked.load(Ordering::Relaxed) != number;
            let documents = question.answer(&stop);
            if !stop() {
                later(Event::Answered(number, documents));
            }
        });
    }

    fn keep(&mut self, records: &[Record]) -> Option<Notice> {
        let trace = |record: &Record| matches!(record.op, Op::Place { .. } | Op::Read { .. });
        let Some(journal) = &mut self.journal else {
            return (!records.iter().all(trace)).then(|| wrong(UNFILED));
        };
        match journal.append(records) {
            Ok(()) => {
                self.told = None;
                None
            }
            // That places are not saved is said once; that something which was asked for is not, always.
            Err(unsaved) if self.told.as_ref() == Some(&unsaved) && records.iter().all(trace) => {
                None
            }
            Err(unsaved) => {
                let notice = wrong(unsaved.to_string());
                self.told = Some(unsaved);
                Some(notice)
            }
        }
    }
}

impl Outside for Performer {
    fn now(&self) -> Moment {
        surroundings::now()
    }

    fn begin(&mut self, later: Later) {
        let later = Arc::new(Mutex::new(later));
        let tell = || {
            let later = Arc::clone(&later);
            // Whoever panicked while telling has told nothing that is half done.
            let tell = move |event| later.lock().unwrap_or_else(PoisonError::into_inner)(event);
            Box::new(tell) as Later
        };
        if let Some((folder, own)) = self.journal.as_ref().and_then(Journal::place) {
            watch::listen(folder.to_path_buf(), own, tell());
        }
        if let Some(keeper) = self.keeper.take() {
            keeper.begin(tell());
        }
    }

    fn perform(&mut self, effect: Effect, later: Later) -> Option<Notice> {
        match effect {
            Effect::Keep(records) => self.keep(&records),
            Effect::Save { path, text } => Some(save(&path, &text)),
            Effect::Pipe { command, text } => Some(pipe(command, text, later)),
            Effect::Ask(question) => {
                self.answer(*question, later);
                None
            }
            Effect::Quit
            | Effect::Suspend
            | Effect::Redraw
            | Effect::Copy(_)
            | Effect::Import(_) => None,
        }
    }
}

fn said(text: impl AsRef<str>) -> Notice {
    Notice { text: clean_line(text.as_ref()).into_owned(), wrong: false }
}

pub(super) fn wrong(text: impl AsRef<str>) -> Notice {
    Notice { text: clean_line(text.as_ref()).into_owned(), wrong: true }
}

fn save(path: &str, text: &str) -> Notice {
    match file::write(Path::new(path), &Clean::text(text), false) {
        Ok(()) => said(format!("{} written to {path}", counted(text.len(), "byte", "bytes"))),
        Err(Failure { message, .. }) => wrong(format!("{message}; another name may do")),
    }
}

/// Lets the shell run a command that reads `text`, beside the reader; what came of it is said later.
fn pipe(command: String, text: String, later: Later) -> Notice {
    let shown = clean_line(&command).into_owned();
    let running = said(format!("{shown} is running"));
    thread::spawn(move || later(Event::Done(run(&command, &text))));
    running
}

fn run(command: &str, text: &str) -> Notice {
    let shown = clean_line(command).into_owned();
    #[expect(clippy::disallowed_methods, reason = "the reader was asked to run this very command")]
    let child = Command::new("sh")
        .args(["-c", command])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => return wrong(format!("cannot run {shown}: {}", plain(&error))),
    };
    if let Some(mut input) = child.stdin.take() {
        let text = Clean::text(text).into_owned();
        // A command may stop reading when it has enough.
        thread::spawn(move || input.write_all(text.as_bytes()).ok());
    }
    let errors = child.stderr.take().map(|stderr| thread::spawn(move || beginning(stderr)));
    let output = child.stdout.take().map(beginning).unwrap_or_default();
    let errors = errors.and_then(|errors| errors.join().ok()).unwrap_or_default();
    let told = if output.is_empty() { errors } else { output };
    let mut lines = told.lines();
    let first = lines.next().map(|line| format!(": {line}")).unwrap_or_default();
    let more = if lines.next().is_some() { " …" } else { "" };
    match child.wait().map(|status| status.code()) {
        Ok(Some(0)) if first.is_empty() => said(format!("{shown} is done")),
        Ok(Some(0)) => said(format!("{shown}{first}{more}")),
        Ok(Some(code)) => wrong(format!("{shown} ended with {code}{first}{more}")),
        Ok(None) => wrong(format!("{shown} was ended by a signal")),
        Err(error) => wrong(format!("{shown} was lost: {}", plain(&error))),
    }
}

/// The beginning of what a command says; the rest is read, so that the command can end.
fn beginning(mut from: impl Read) -> String {
    let mut bytes = Vec::new();
    // What cannot be read any more has ended.
    from.by_ref().take(LOOKED_AT).read_to_end(&mut bytes).ok();
    io::copy(&mut from, &mut io::sink()).ok();
    String::from_utf8_lossy(&bytes).into_owned()
}
