//! `plenary check`: every fault of an archive.

use std::collections::HashSet;

use serde::Serialize;

use crate::cli::archive;
use crate::cli::archive::Choice;
use crate::cli::args::Checked;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::export::phrase::counted;
use crate::model::Archive;
use crate::store::Fault;
use crate::store::Loaded;

#[derive(Serialize)]
struct Told<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    code: &'a str,
    message: &'a str,
    help: &'a str,
}

/// Tells the faults, and ends with 1 if there are any.
pub(super) fn run(desk: &mut Desk, wish: &Checked) -> Result<(), Failure> {
    let Loaded { archive, faults } = match &wish.folder {
        Some(folder) => Choice::Folder(archive::existing(folder, "DIR")?).load()?,
        None => desk.loaded(&desk.settings()?.0)?,
    };
    if wish.json {
        let told: Vec<Told<'_>> = faults.iter().map(told).collect();
        desk.output.json(&told)?;
    } else {
        for fault in &faults {
            desk.output.line(&fault.to_string())?;
        }
        desk.output.line(&summary(&archive, &faults))?;
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::faults()) }
}

fn told(fault: &Fault) -> Told<'_> {
    Told {
        file: &fault.file,
        line: fault.position.map(|position| position.line),
        column: fault.position.map(|position| position.column),
        code: fault.code.as_str(),
        message: &fault.message,
        help: &fault.help,
    }
}

fn summary(archive: &Archive, faults: &[Fault]) -> String {
    let read = [
        counted(archive.len(), "document", "documents"),
        counted(archive.meetings().len(), "meeting", "meetings"),
        counted(archive.parties().len(), "party", "parties"),
    ]
    .join(", ");
    let files: HashSet<&str> = faults.iter().map(|fault| fault.file.as_str()).collect();
    if faults.is_empty() {
        return format!("no faults: {read}");
    }
    format!(
        "{} in {}; {read} could be read",
        counted(faults.len(), "fault", "faults"),
        counted(files.len(), "file", "files")
    )
}
