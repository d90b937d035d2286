//! The text of a PDF, as poppler's `pdftotext` writes it, where it is on the machine.
//!
//! A PDF may be made to hang a program or to fill the memory: it has a time and a size, and is ended after.

use std::io;
use std::io::ErrorKind;
use std::io::Read;
use std::io::Write;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use crate::cli::failure::Failure;
use crate::cli::failure::plain;

/// So many bytes of text are taken.
const MOST_BYTES: u64 = 64 << 20;

/// How often, and with which pause, it is looked whether it has ended: 20 seconds.
const LOOKS: u32 = 1000;
const PAUSE: Duration = Duration::from_millis(20);

/// The text of a PDF that is called `name`, pages parted by form feeds.
pub(super) fn text(bytes: &[u8], name: &str) -> Result<String, Failure> {
    let child = start().map_err(|error| missing(&error, name))?;
    thread::scope(|scope| talked(scope, child, bytes, name))
}

fn start() -> io::Result<Child> {
    #[expect(
        clippy::disallowed_methods,
        reason = "no reader of PDFs that is a crate keeps words, lists and text from right to left in order"
    )]
    Command::new("pdftotext")
        .args(["-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
}

fn talked<'scope>(
    scope: &'scope thread::Scope<'scope, '_>,
    mut child: Child,
    bytes: &'scope [u8],
    name: &str,
) -> Result<String, Failure> {
    let input = child.stdin.take();
    // It may end before it has read everything: what it says then counts.
    scope.spawn(move || input.map(|mut input| input.write_all(bytes)));
    let output = child.stdout.take();
    let text = scope.spawn(move || taken(output, MOST_BYTES + 1));
    let errors = child.stderr.take();
    let said = scope.spawn(move || taken(errors, 1 << 12));
    for _ in 0..LOOKS {
        let is_full = text.is_finished();
        match child.try_wait() {
            Ok(Some(status)) => {
                let text = text.join().unwrap_or_default();
                let said = said.join().unwrap_or_default();
                return judged(status.success(), &text, &said, name);
            }
            Ok(None) if is_full => {
                // It has closed its output, or more came than is taken.
                thread::sleep(PAUSE);
                end(&mut child);
                let text = text.join().unwrap_or_default();
                return judged(true, &text, &[], name);
            }
            Ok(None) => thread::sleep(PAUSE),
            Err(error) => {
                end(&mut child);
                return Err(missing(&error, name));
            }
        }
    }
    end(&mut child);
    Err(Failure::wrong(format!(
        "{name} cannot be read: pdftotext had not ended after {} seconds",
        (PAUSE * LOOKS).as_secs()
    ))
    .with_hint("the PDF may be damaged; save the text from a viewer of PDFs, and bring that in"))
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

fn judged(is_good: bool, text: &[u8], said: &[u8], name: &str) -> Result<String, Failure> {
    if u64::try_from(text.len()).unwrap_or(u64::MAX) > MOST_BYTES {
        return Err(Failure::wrong(format!(
            "{name} cannot be read: it holds more than {} MB of text",
            MOST_BYTES >> 20
        ))
        .with_hint("bring in the pages that are the document: pdftotext -f FIRST -l LAST FILE"));
    }
    if !is_good {
        let said = String::from_utf8_lossy(said);
        let said = said.lines().next().unwrap_or_default();
        let hint = if said.to_lowercase().contains("password") {
            "it is locked by a password; save it without one in a viewer of PDFs"
        } else {
            "the PDF may be damaged; save the text from a viewer of PDFs, and bring that in"
        };
        return Err(Failure::wrong(format!("{name} cannot be read: pdftotext says \"{said}\""))
            .with_hint(hint));
    }
    Ok(String::from_utf8_lossy(text).into_owned())
}

fn missing(error: &io::Error, name: &str) -> Failure {
    if error.kind() == ErrorKind::NotFound {
        return Failure::wrong(format!(
            "{name} is a PDF, and pdftotext, which reads it, is not here"
        ))
        .with_hint(
            "it is part of poppler: apt install poppler-utils, dnf install poppler-utils, \
                 brew install poppler",
        );
    }
    Failure::wrong(format!("{name} is a PDF, and pdftotext cannot be run: {}", plain(error)))
}
