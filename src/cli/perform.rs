//! Does for the reader what it may not do itself: the notebook on the disk, files, other commands.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use crate::app::Effect;
use crate::app::Notice;
use crate::cli::failure::Failure;
use crate::cli::failure::plain;
use crate::cli::file;
use crate::cli::surroundings;
use crate::export::phrase::counted;
use crate::model::clean_line;
use crate::notebook::Journal;
use crate::notebook::Moment;
use crate::notebook::Record;
use crate::notebook::Unsaved;
use crate::runtime::Outside;

/// How long the reader waits for a command before it lets it run on by itself.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often it looks whether the command has ended.
const LOOK: Duration = Duration::from_millis(20);

/// What is said where somebody notes something on a document that is in no archive.
const UNFILED: &str = "This file is in no archive: what is noted here is gone when you leave";

/// What lies around the reader.
pub(super) struct Performer {
    /// Where the notebook is kept; nowhere where the document is in no archive.
    journal: Option<Journal>,
    /// What could not be saved, as it was told; it is told once.
    told: Option<Unsaved>,
}

impl Performer {
    /// A performer that keeps the notebook in a journal.
    pub(super) const fn new(journal: Journal) -> Self {
        Self { journal: Some(journal), told: None }
    }

    /// A performer that keeps no notebook.
    pub(super) const fn without_notebook() -> Self {
        Self { journal: None, told: None }
    }

    /// What could not be saved, if anything.
    pub(super) fn unsaved(&self) -> &[Record] {
        self.journal.as_ref().map_or(&[], Journal::unsaved)
    }

    fn keep(&mut self, records: &[Record]) -> Option<Notice> {
        let Some(journal) = &mut self.journal else {
            let is_lost = records.iter().any(|record| record.op.is_precious());
            return is_lost.then(|| wrong(UNFILED));
        };
        match journal.append(records) {
            Ok(()) => {
                self.told = None;
                None
            }
            Err(unsaved) if self.told.as_ref() == Some(&unsaved) => None,
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

    fn perform(&mut self, effect: Effect) -> Option<Notice> {
        match effect {
            Effect::Keep(records) => self.keep(&records),
            Effect::Save { path, text } => Some(save(&path, &text)),
            Effect::Pipe { command, text } => Some(pipe(&command, text)),
            Effect::Quit | Effect::Suspend | Effect::Redraw | Effect::Copy(_) => None,
        }
    }
}

fn said(text: impl AsRef<str>) -> Notice {
    Notice { text: clean_line(text.as_ref()).into_owned(), wrong: false }
}

fn wrong(text: impl AsRef<str>) -> Notice {
    Notice { text: clean_line(text.as_ref()).into_owned(), wrong: true }
}

fn save(path: &str, text: &str) -> Notice {
    match file::write(Path::new(path), text.as_bytes(), false) {
        Ok(()) => said(format!("{} written to {path}", counted(text.len(), "byte", "bytes"))),
        Err(Failure { message, .. }) => wrong(message),
    }
}

/// Lets the shell run a command that reads `text`; its first line of output is what is said.
fn pipe(command: &str, text: String) -> Notice {
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
        // A command may stop reading when it has enough.
        thread::spawn(move || input.write_all(text.as_bytes()).ok());
    }
    let ended = thread::spawn(move || child.wait_with_output());
    let mut waited = Duration::ZERO;
    while !ended.is_finished() {
        if waited >= PATIENCE {
            return said(format!("{shown} is still running; it goes on by itself"));
        }
        thread::sleep(LOOK);
        waited += LOOK;
    }
    let Ok(Ok(output)) = ended.join() else { return wrong(format!("{shown} was lost")) };
    let told = if output.stdout.is_empty() { &output.stderr } else { &output.stdout };
    let told = String::from_utf8_lossy(told);
    let first = told.lines().next().unwrap_or_default();
    match output.status.code() {
        Some(0) if first.is_empty() => said(format!("{shown} is done")),
        Some(0) => said(format!("{shown}: {first}")),
        Some(code) => wrong(format!("{shown} ended with {code}: {first}")),
        None => wrong(format!("{shown} was ended by a signal")),
    }
}
