//! `plenary import`: foreign files as proposals for records.

mod json;
mod summary;

use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;

use crate::cli::args::Imported;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::failure::plain;
use crate::cli::failure::remark;
use crate::import;
use crate::import::MOST_BYTES;
use crate::import::Proposal;
use crate::import::Source;

/// A file that was read, with what is proposed for it.
struct Brought {
    name: String,
    bytes: Vec<u8>,
    source: Source,
    proposal: Proposal,
}

/// Proposes a record for each file, and writes it where that is asked for.
pub(super) fn run(desk: &mut Desk, wish: &Imported) -> Result<(), Failure> {
    let archive = desk.archive()?;
    let mut read = Vec::new();
    let mut refused = None;
    for path in &wish.files {
        let name = path.display().to_string();
        let done = bytes_of(path).and_then(|bytes| {
            let source = Source::read(&bytes, &name)
                .map_err(|reason| Failure::wrong(format!("{name} cannot be imported: {reason}")))?;
            let proposal = import::propose(&source, &archive);
            Ok(Brought { name: name.clone(), bytes, source, proposal })
        });
        match done {
            Ok(one) => read.push(one),
            Err(failure) => {
                if refused.is_some() {
                    remark(&failure.message);
                } else {
                    refused = Some(failure);
                }
            }
        }
    }
    if wish.json {
        let told: Vec<json::Told<'_>> =
            read.iter().map(|one| json::told(&one.name, &one.source, &one.proposal)).collect();
        desk.output.json(&told)?;
    } else {
        for one in &read {
            summary::write(&mut desk.output, &one.name, &one.proposal)?;
        }
    }
    refused.map_or(Ok(()), Err)
}

/// The bytes of a file, or of the standard input; no more than can be read.
fn bytes_of(path: &Path) -> Result<Vec<u8>, Failure> {
    let shown = path.display();
    let told = |error: &io::Error| Failure::wrong(format!("{shown} cannot be read: {}", plain(error)));
    let mut bytes = Vec::new();
    let limit = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let count = if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        let metadata = std::fs::metadata(path).map_err(|error| told(&error))?;
        if !metadata.is_file() {
            let hint = "name the files in it, or use a pattern of the shell: plenary import FOLDER/*";
            return Err(Failure::wrong(format!("{shown} is no plain file")).with_hint(hint));
        }
        File::open(path).map_err(|error| told(&error))?.take(limit).read_to_end(&mut bytes)
    };
    count.map_err(|error| told(&error))?;
    Ok(bytes)
}
