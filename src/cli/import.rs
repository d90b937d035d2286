//! `plenary import`: foreign files as proposals for records.

mod json;
mod shelve;
mod summary;

use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use crate::cli::archive;
use crate::cli::archive::Choice;
use crate::cli::args::Imported;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::failure::plain;
use crate::cli::failure::remark;
use crate::cli::import::shelve::Shelved;
use crate::export::phrase::counted;
use crate::import;
use crate::import::MOST_BYTES;
use crate::import::Material;
use crate::import::Proposal;
use crate::import::Source;
use crate::model::Archive;
use crate::model::Day;
use crate::model::Id;

/// A file that was read, with what is proposed for it.
struct Brought {
    name: String,
    bytes: Vec<u8>,
    source: Source,
    proposal: Proposal,
}

/// Proposes a record for each file, and writes it where that is asked for.
pub(super) fn run(desk: &mut Desk, wish: &Imported) -> Result<(), Failure> {
    let id = wish.id.as_deref().map(wanted_id).transpose()?;
    if id.is_some() && wish.files.len() > 1 {
        return Err(Failure::wrong("--as names one record, and there are several files")
            .with_hint("import them one after the other"));
    }
    let mut archive = desk.archive()?;
    let root = if wish.yes { Some(root(desk)?) } else { None };
    let mut read = Vec::new();
    let mut refused = None;
    for path in &wish.files {
        let brought = brought(path, id.as_ref(), &archive);
        let done = brought.and_then(|one| {
            if let Some(root) = &root {
                let told = written(root, &archive, &one, desk.surroundings.today)?;
                // The next file may belong to what this one has brought.
                archive = Choice::Folder(root.clone()).load()?.archive;
                remark(&told);
            }
            Ok(one)
        });
        match done {
            Ok(one) => read.push(one),
            Err(failure) => {
                if let Some(before) = refused.replace(failure) {
                    before.tell();
                }
            }
        }
    }
    if wish.json {
        let told: Vec<json::Told<'_>> =
            read.iter().map(|one| json::told(&one.name, &one.source, &one.proposal)).collect();
        desk.output.json(&told)?;
    } else if !wish.yes {
        for one in &read {
            summary::write(&mut desk.output, &one.name, &one.proposal)?;
        }
        if !wish.dry_run && !read.is_empty() {
            desk.output
                .line("Nothing is written yet: --yes files it, --as ID says under which id.")?;
        }
    }
    refused.map_or(Ok(()), Err)
}

fn wanted_id(text: &str) -> Result<Id, Failure> {
    Id::parse(text).ok_or_else(|| {
        Failure::wrong(format!("\"{text}\" is no id"))
            .with_hint("an id has up to 128 of a-z, 0-9, '.', '_' and '-'")
    })
}

/// The folder of the archive to write to.
fn root(desk: &Desk) -> Result<PathBuf, Failure> {
    let (settings, _) = desk.settings()?;
    let configured = settings.archive.as_deref().map(Path::new);
    let choice = archive::choose(desk.global.archive.as_deref(), configured, &desk.surroundings)?;
    let (root, is_copied) = shelve::folder(choice, desk.surroundings.documents.as_deref())?;
    if is_copied {
        remark(&format!(
            "the archive in the program was copied to {}, which is opened from now on",
            root.display()
        ));
    }
    Ok(root)
}

/// Reads a file and proposes a record for it.
fn brought(path: &Path, id: Option<&Id>, archive: &Archive) -> Result<Brought, Failure> {
    let name = path.display().to_string();
    let bytes = bytes_of(path)?;
    let source = Source::read(&bytes, &name)
        .map_err(|reason| Failure::wrong(format!("{name} cannot be imported: {reason}")))?;
    let mut proposal = import::propose(&source, archive);
    if let Some(id) = id {
        import::file_as(&mut proposal, id.clone(), archive);
    }
    Ok(Brought { name, bytes, source, proposal })
}

/// Writes a record, and says what was done.
fn written(root: &Path, archive: &Archive, one: &Brought, today: Day) -> Result<String, Failure> {
    let file = Path::new(&one.name).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let material = Material {
        proposal: &one.proposal,
        source: &one.source,
        bytes: &one.bytes,
        name: &file,
        today,
    };
    let id = &one.proposal.id;
    Ok(match shelve::shelve(root, archive, &material)? {
        Shelved::Made(folder) => format!("{}: new record {id} in {}", one.name, folder.display()),
        Shelved::Changed(folder, files) => {
            let files = counted(files, "file", "files");
            format!(
                "{}: {id} has its full text now, {files} written in {}",
                one.name,
                folder.display()
            )
        }
        Shelved::Unchanged(_) => format!("{}: {id} has it already, nothing was changed", one.name),
    })
}

/// The bytes of a file, or of the standard input; no more than can be read.
fn bytes_of(path: &Path) -> Result<Vec<u8>, Failure> {
    let shown = path.display();
    let told =
        |error: &io::Error| Failure::wrong(format!("{shown} cannot be read: {}", plain(error)));
    let mut bytes = Vec::new();
    let limit = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let count = if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        let metadata = std::fs::metadata(path).map_err(|error| told(&error))?;
        if !metadata.is_file() {
            let hint =
                "name the files in it, or use a pattern of the shell: plenary import FOLDER/*";
            return Err(Failure::wrong(format!("{shown} is no plain file")).with_hint(hint));
        }
        File::open(path).map_err(|error| told(&error))?.take(limit).read_to_end(&mut bytes)
    };
    count.map_err(|error| told(&error))?;
    Ok(bytes)
}
