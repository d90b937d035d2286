//! `plenary notebook`: what the reader has added to an archive.

use std::fs;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGXFSZ;

use crate::cli::archive::Choice;
use crate::cli::args::Format;
use crate::cli::args::Kept;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::failure::plain;
use crate::cli::failure::remark;
use crate::cli::plain as files;
use crate::cli::surroundings;
use crate::export::phrase::counted;
use crate::model::limits;
use crate::notebook;
use crate::notebook::Found;
use crate::notebook::LeftOut;
use crate::notebook::Notebook;
use crate::notebook::Opened;

/// So many lines that were left out are told of one by one.
const MOST: usize = 20;

/// Does what was asked for.
pub(super) fn run(desk: &mut Desk, wish: &Kept) -> Result<(), Failure> {
    let choice = desk.choice(&desk.settings()?.0)?;
    let folder = folder(desk, &choice)?;
    match wish {
        Kept::Export { format } => export(desk, &choice, folder.as_deref(), *format),
        Kept::Import { file, format } => import(desk, folder.as_deref(), file, *format),
        Kept::Check => check(desk, folder.as_deref()),
    }
}

/// The folder in which the notebook of an archive lies; `None` for a user who has no home.
pub(super) fn folder(desk: &Desk, choice: &Choice) -> Result<Option<PathBuf>, Failure> {
    let key = match choice {
        Choice::Bundled => notebook::BUNDLED.to_owned(),
        Choice::Folder(folder) => key_of(folder)?,
    };
    Ok(desk.surroundings.state.as_ref().map(|state| state.join(key)))
}

/// The name under which what belongs to the archive in a folder is kept.
pub(super) fn key_of(folder: &Path) -> Result<String, Failure> {
    let real = fs::canonicalize(folder).map_err(|error| {
        Failure::wrong(format!("cannot open {}: {}", folder.display(), plain(&error)))
    })?;
    Ok(notebook::key(&real))
}

/// The notebook of the archive that is opened, to look into.
pub(super) fn of(desk: &Desk) -> Result<Notebook, Failure> {
    let choice = desk.choice(&desk.settings()?.0)?;
    let found = looked(folder(desk, &choice)?.as_deref());
    let session = surroundings::session();
    Ok(Notebook::new(found.pages, session.author(), session.started))
}

/// Lets a limit on the size of files be an error of a write, and not the end of the program.
pub(super) fn outlive_file_limit() {
    // Where the signal cannot be caught, the limit ends the program: what was saved stays saved.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false))).ok();
}

fn export(
    desk: &mut Desk,
    choice: &Choice,
    folder: Option<&Path>,
    format: Format,
) -> Result<(), Failure> {
    let found = looked(folder);
    tell_damage(&found);
    let session = surroundings::session();
    let notebook = Notebook::new(found.pages, session.author(), session.started);
    match format {
        Format::Json => {
            let origin = match choice {
                Choice::Folder(folder) => folder.display().to_string(),
                Choice::Bundled => notebook::BUNDLED.to_owned(),
            };
            desk.output.text(&notebook::export_json(&notebook, &origin))
        }
        Format::Markdown => {
            let archive = desk.archive()?;
            desk.output.text(&notebook::export_markdown(&notebook, &archive))
        }
    }
}

fn import(
    desk: &mut Desk,
    folder: Option<&Path>,
    file: &Path,
    format: Option<Format>,
) -> Result<(), Failure> {
    let text = text(file)?;
    let archive = match format.unwrap_or_else(|| told_by(&text)) {
        Format::Json => None,
        Format::Markdown => Some(desk.archive()?),
    };
    outlive_file_limit();
    let Opened { mut notebook, mut journal, remarks } =
        notebook::open(folder, surroundings::session());
    for told in &remarks {
        remark(told);
    }
    let imported = match archive {
        None => notebook::import_json(&mut notebook, &text),
        Some(archive) => notebook::import_markdown(&mut notebook, &archive, &text),
    };
    let imported = imported.map_err(|reason| {
        Failure::wrong(format!("{} is no notebook: {reason}", file.display()))
            .with_hint("plenary notebook export writes one; nothing was imported")
    })?;
    journal.append(&imported.records).map_err(|unsaved| {
        Failure::wrong(unsaved.to_string()).with_hint("nothing of the file counts as imported")
    })?;
    let new = counted(imported.records.len(), "record", "records");
    desk.output.line(&format!("imported {new}; {} known already", imported.known))?;
    if imported.left_out.is_empty() {
        return Ok(());
    }
    for LeftOut { line, why } in imported.left_out.iter().take(MOST) {
        remark(&format!("{}:{line}: left out: {why}", file.display()));
    }
    let more = imported.left_out.len().saturating_sub(MOST);
    if more > 0 {
        remark(&format!("{} left out too", counted(more, "more line", "more lines")));
    }
    Err(Failure::faults())
}

/// The format that a file begins in.
fn told_by(text: &str) -> Format {
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with(['{', '[']) { Format::Json } else { Format::Markdown }
}

fn text(file: &Path) -> Result<String, Failure> {
    let source: io::Result<Box<dyn Read>> = if file == Path::new("-") {
        Ok(Box::new(io::stdin()))
    } else {
        files::open(file).map(|file| Box::new(file) as Box<dyn Read>)
    };
    let mut text = String::new();
    let read =
        source.and_then(|source| source.take(limits::NOTEBOOK + 1).read_to_string(&mut text));
    let length = read.map_err(|error| {
        Failure::wrong(format!("cannot read {}: {}", file.display(), plain(&error)))
    })?;
    if u64::try_from(length).is_ok_and(|length| length > limits::NOTEBOOK) {
        let most = limits::NOTEBOOK >> 20;
        let large = format!("{} is larger than the {most} MiB that are read", file.display());
        return Err(Failure::wrong(large));
    }
    Ok(text)
}

fn check(desk: &mut Desk, folder: Option<&Path>) -> Result<(), Failure> {
    let Some(folder) = folder else {
        return Err(Failure::wrong("there is no home folder, so nothing is saved")
            .with_hint("set HOME, or XDG_STATE_HOME, to a folder of yours"));
    };
    let found = looked(Some(folder));
    for (path, reason) in &found.unread {
        desk.output.line(&format!("{}: cannot be read: {reason}", path.display()))?;
    }
    for sheet in &found.sheets {
        for damage in &sheet.lines.damage {
            let path = sheet.path.display();
            desk.output.line(&format!("{path}:{}: {}", damage.line, damage.why))?;
        }
    }
    let session = surroundings::session();
    let count = |count: usize, one: &str, many: &str| counted(count, one, many);
    let files = count(found.sheets.len(), "file", "files");
    let damaged: usize = found.sheets.iter().map(|sheet| sheet.lines.damage.len()).sum();
    let is_sound = damaged == 0 && found.unread.is_empty();
    let unknown = found.pages.unknown();
    let notebook = Notebook::new(found.pages, session.author(), session.started);
    let mut held = vec![
        count(notebook.notes().len(), "note", "notes"),
        count(notebook.bookmarks().count(), "bookmark", "bookmarks"),
        count(notebook.marks().count(), "mark", "marks"),
        count(notebook.done().count(), "done mark", "done marks"),
        count(notebook.places().len(), "reading place", "reading places"),
        count(notebook.read().count(), "document read", "documents read"),
    ];
    if unknown > 0 {
        held.push(count(unknown, "record of a newer program", "records of a newer program"));
    }
    desk.output.line(&format!("{}: {files}; {}", folder.display(), held.join(", ")))?;
    if is_sound {
        return desk.output.line("no damage");
    }
    desk.output.line(&count(damaged, "damaged record", "damaged records"))?;
    Err(Failure::faults())
}

fn looked(folder: Option<&Path>) -> Found {
    folder.map(notebook::look).unwrap_or_default()
}

fn tell_damage(found: &Found) {
    for (path, reason) in &found.unread {
        remark(&format!("cannot read {}: {reason}", path.display()));
    }
    let damaged: usize = found.sheets.iter().map(|sheet| sheet.lines.damage.len()).sum();
    if damaged > 0 {
        let damaged = counted(damaged, "damaged record", "damaged records");
        remark(&format!("{damaged} left out, see plenary notebook check"));
    }
}
