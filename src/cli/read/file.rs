//! `plenary read FILE`: a file in the reader, without being filed.

use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

use crate::app::App;
use crate::app::Filter;
use crate::app::Scene;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::failure::remark;
use crate::cli::import::bring::bring;
use crate::cli::perform::Performer;
use crate::import;
use crate::model::Archive;

use super::can_be_drawn;
use super::run;
use super::size;

/// The name that the terminal of a program always has.
const TERMINAL: &str = "/dev/tty";

/// Opens a file in the reader; `-` is the standard input.
pub(in crate::cli) fn open_file(desk: &mut Desk, path: &Path) -> Result<(), Failure> {
    let is_piped = path == Path::new("-");
    if is_piped && io::stdin().is_terminal() {
        return Err(Failure::wrong("there is nothing to read on the standard input")
            .with_hint("hand it a text, as in: pdftotext FILE - | plenary read -"));
    }
    if !is_piped {
        can_be_drawn(desk)?;
    }
    let brought = bring(path)?;
    if is_piped {
        take_keys_from_terminal()?;
        can_be_drawn(desk)?;
    }
    let (settings, wrong_settings) = desk.settings()?;
    // What is wrong with the archive is no matter of this file: it only knows meetings and parties.
    let known = desk.loaded(&settings).map_or_else(
        |failure| {
            failure.tell();
            Archive::default()
        },
        |loaded| loaded.archive,
    );
    let proposal = import::propose(&brought.source, &known);
    if proposal.versions.is_empty() {
        return Err(Failure::wrong(format!("no text was found in {}", brought.name)));
    }
    let archive = import::alone(&proposal, &brought.name, &known);
    let bidi = settings.bidi;
    let app = App::new(Arc::new(archive), Vec::new(), settings, Filter::default(), size()?);
    let mut app = app.reading(0);
    for wrong in &wrong_settings {
        remark(wrong);
    }
    let told = wrong_settings.first().map(String::as_str);
    let told = told.or_else(|| proposal.troubles.first().map(|trouble| trouble.message.as_str()));
    if let Some(told) = told {
        app.warn(told);
    }
    run(desk, app, bidi, &mut Performer::without_notebook())
}

/// Lets the standard input be the terminal, once what was piped into it has been read.
fn take_keys_from_terminal() -> Result<(), Failure> {
    let terminal = terminal().map_err(|_| {
        Failure::wrong("the reader finds no terminal to take its keys from").with_hint(
            "save what is piped in a file and open it with plenary read FILE, in a terminal",
        )
    })?;
    rustix::stdio::dup2_stdin(&terminal).map_err(|error| super::lost(&error.into()))
}

/// The terminal that is written to, by its own name where it has one: not every system can wait for
/// keys at the name that all of them have.
fn terminal() -> io::Result<File> {
    let open = |name: &Path| OpenOptions::new().read(true).write(true).open(name);
    let own = rustix::termios::ttyname(io::stdout(), Vec::new()).ok();
    own.and_then(|name| open(Path::new(name.to_str().ok()?)).ok())
        .map_or_else(|| open(Path::new(TERMINAL)), Ok)
}
