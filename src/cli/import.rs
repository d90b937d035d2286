//! `plenary import`: foreign files as proposals for records.

pub(super) mod bring;
mod child;
mod filer;
mod follower;
mod json;
mod pdf;
mod screen;
pub(super) mod shelve;
mod summary;
mod whole;

use std::path::Path;
use std::path::PathBuf;

use crate::cli::archive;
use crate::cli::archive::Choice;
use crate::cli::args::Imported;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::failure::remark;
use crate::cli::import::bring::Brought;
use crate::cli::import::bring::bring;
use crate::cli::import::shelve::Shelved;
use crate::cli::read::has_screen;
use crate::export::phrase::counted;
use crate::import;
use crate::import::Proposal;
use crate::model::Archive;
use crate::model::Day;
use crate::model::Id;

/// A file that was read, with what is proposed for it.
struct Offered {
    brought: Brought,
    proposal: Proposal,
}

/// Proposes a record for each file, and writes it where that is asked for.
pub(super) fn run(desk: &mut Desk, wish: &Imported) -> Result<(), Failure> {
    let id = wish.id.as_deref().map(wanted_id).transpose()?;
    let (files, mut refused) = bring::files(&wish.files);
    if id.is_some() && files.len() > 1 {
        return Err(Failure::wrong("--as names one record, and there are several files")
            .with_hint("import them one after the other"));
    }
    // What is piped in is read to its end, and no keys come from there.
    let is_piped = files.iter().any(|path| path == Path::new("-"));
    let asks = !wish.yes && !wish.dry_run && !wish.json && !is_piped;
    let has_screen = asks && has_screen(desk) && !files.is_empty();
    if (has_screen || wish.yes)
        && let Choice::Folder(folder) = desk.choice(&desk.settings()?.0)?
    {
        for told in whole::put_back(&folder) {
            remark(&told);
        }
    }
    if has_screen {
        if let Some(failure) = refused.take() {
            failure.tell();
        }
        return screen::run(desk, files, id.as_ref());
    }
    let mut archive = desk.archive()?;
    let root = if wish.yes { Some(root(desk)?) } else { None };
    let mut read = Vec::new();
    for path in &files {
        let offered = offered(path, id.as_ref(), &archive);
        let done = offered.and_then(|one| {
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
        let told: Vec<json::Told<'_>> = read
            .iter()
            .map(|one| json::told(&one.brought.name, &one.brought.source, &one.proposal))
            .collect();
        desk.output.json(&told)?;
    } else if !wish.yes {
        for one in &read {
            summary::write(&mut desk.output, &one.brought.name, &one.proposal)?;
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
        remark(&shelve::copied(&root));
    }
    Ok(root)
}

/// Reads a file and proposes a record for it.
fn offered(path: &Path, id: Option<&Id>, archive: &Archive) -> Result<Offered, Failure> {
    let brought = bring(path)?;
    let mut proposal = import::propose(&brought.source, archive);
    if let Some(id) = id {
        import::file_as(&mut proposal, id.clone(), archive);
    }
    Ok(Offered { brought, proposal })
}

/// Writes a record, and says what was done.
fn written(root: &Path, archive: &Archive, one: &Offered, today: Day) -> Result<String, Failure> {
    let Offered { brought, proposal } = one;
    if proposal.versions.is_empty() {
        let told = format!("{}: there is no text in it, so nothing is filed", brought.name);
        return Err(Failure::wrong(told));
    }
    let done = shelve::shelve(root, archive, &brought.material(proposal, today))?;
    Ok(told(&done, brought, proposal))
}

/// What became of a file, in a sentence.
fn told(done: &Shelved, brought: &Brought, proposal: &Proposal) -> String {
    let (id, name) = (&proposal.id, &brought.name);
    let offered = proposal.actions.iter();
    let offered = offered.filter(|one| one.standing.is_offered() && !one.is_taken).count();
    let left = if offered == 0 {
        String::new()
    } else {
        let count =
            counted(offered, "action that it does not have", "actions that it does not have");
        format!("; {count} can be taken in on the import screen")
    };
    match done {
        Shelved::Made(folder) => format!("{name}: new record {id} in {}", folder.display()),
        Shelved::Changed(folder, files) => {
            let files = counted(*files, "file", "files");
            let folder = folder.display();
            format!("{name}: {id} has its full text now, {files} written in {folder}{left}")
        }
        Shelved::Unchanged(_) => {
            format!("{name}: {id} has it already, nothing was changed{left}")
        }
    }
}
