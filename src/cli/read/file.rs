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
use crate::cli::failure::plain as told;
use crate::cli::failure::remark;
use crate::cli::import::bring::Brought;
use crate::cli::import::bring::bring;
use crate::cli::import::bring::unread;
use crate::cli::perform::Performer;
use crate::cli::plain;
use crate::import;
use crate::import::Source;
use crate::import::Trouble;
use crate::model::Archive;
use crate::model::limits;
use crate::store;

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
    let mut long = if is_piped { None } else { long_text(path)? };
    let mut brought = if long.is_none() { Some(bring(path)?) } else { None };
    if let Some(piped) = brought.take_if(|brought| is_piped && is_long(brought)) {
        let whole = (u64::try_from(piped.bytes.len()).unwrap_or(u64::MAX), true);
        long = Some(LongText::of(piped.name, piped.bytes, whole)?);
    }
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
    let (archive, troubles) = match (long, brought) {
        (Some(long), _) => long.alone(&known),
        (None, Some(brought)) => {
            let proposal = import::propose_alone(&brought.source, &known);
            if proposal.versions.is_empty() {
                return Err(Failure::wrong(format!("no text was found in {}", brought.name)));
            }
            (import::alone(&proposal, &brought.name, &known), proposal.troubles)
        }
        (None, None) => (Archive::default(), Vec::new()),
    };
    let bidi = settings.bidi;
    let app = App::new(Arc::new(archive), Vec::new(), settings, Filter::default(), size()?);
    let mut app = app.reading(0);
    for wrong in &wrong_settings {
        remark(wrong);
    }
    let told = wrong_settings.first().map(String::as_str);
    let told = told.or_else(|| troubles.first().map(|trouble| trouble.message.as_str()));
    if let Some(told) = told {
        app.warn(told);
    }
    app.restrict(desk.allowed);
    run(desk, app, bidi, &mut Performer::without_notebook())
}

/// A plain text that is too long for facts to be looked for in all of it.
struct LongText {
    name: String,
    text: String,
    troubles: Vec<Trouble>,
}

/// The bytes at the beginning of a long text in which facts are looked for.
const HEAD: usize = 16 << 10;

/// Whether what was piped in is a plain text that is too long for facts to be looked for in all of it.
fn is_long(brought: &Brought) -> bool {
    brought.bytes.len() > limits::PLAIN && import::is_plain(&brought.bytes, &brought.name)
}

/// Reads a file if it is a long plain text; the beginning of it, if it is longer than any text may be.
fn long_text(path: &Path) -> Result<Option<LongText>, Failure> {
    let is_long = |length: u64| usize::try_from(length).is_ok_and(|length| length > limits::PLAIN);
    let found =
        std::fs::metadata(path).ok().filter(|found| found.is_file() && is_long(found.len()));
    let Some(found) = found else { return Ok(None) };
    let name = path.display().to_string();
    let (bytes, is_whole) =
        plain::beginning(path, limits::TEXT).map_err(|error| unread(&name, &told(&error)))?;
    if !import::is_plain(&bytes, &name) {
        return Ok(None);
    }
    LongText::of(name, bytes, (found.len(), is_whole)).map(Some)
}

impl LongText {
    /// The text in `bytes`, which are the beginning of a file of this length, or all of it.
    fn of(name: String, bytes: Vec<u8>, (length, is_whole): (u64, bool)) -> Result<Self, Failure> {
        let mut troubles = vec![Trouble {
            message: format!(
                "It is too long for facts to be looked for in more than its first {} KiB.",
                HEAD >> 10
            ),
        }];
        if !is_whole {
            let first = format!(
                "The first {} of {} MiB are shown; split the file to read the rest.",
                limits::TEXT >> 20,
                length.div_ceil(1 << 20)
            );
            troubles.insert(0, Trouble { message: first });
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            // Only the last character was cut.
            Err(error) if error.utf8_error().error_len().is_none() => {
                let whole = error.utf8_error().valid_up_to();
                let mut bytes = error.into_bytes();
                bytes.truncate(whole);
                String::from_utf8(bytes).unwrap_or_default()
            }
            Err(error) => {
                let (text, wrong) = import::plain_text(error.as_bytes())
                    .ok_or_else(|| unread(&name, "it is no text (too many control characters)"))?;
                troubles.extend(wrong);
                text
            }
        };
        Ok(Self { name, text, troubles })
    }

    /// The text as an archive of one document, and what is to be told of it.
    fn alone(self, known: &Archive) -> (Archive, Vec<Trouble>) {
        let Self { name, text, troubles } = self;
        let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or_default();
        let mut proposal = import::propose_alone(&Source::of_text(head), known);
        proposal.troubles = troubles;
        let blocks = store::blocks(&text);
        drop(text);
        let archive = import::alone_in_full(&proposal, &name, known, blocks);
        (archive, proposal.troubles)
    }
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
