//! Hears what other sessions write into the notebook, and hands it to the reader.

use std::path::Path;
use std::path::PathBuf;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::thread;

use notify::EventKind;
use notify::RecommendedWatcher;
use notify::RecursiveMode;
use notify::Watcher;

use crate::app::Event;
use crate::notebook;
use crate::notebook::Author;
use crate::notebook::Pages;
use crate::runtime::Later;

use super::PATIENCE;
use super::QUIET;

/// Begins to listen, in a thread of its own: `folder` is the notebook's, and `own` writes here.
pub(in crate::cli) fn listen(folder: PathBuf, own: Author, later: Later) {
    // Without the thread, what others write is seen at the next start.
    thread::Builder::new().spawn(move || hear(&folder, own, &later)).ok();
}

fn hear(folder: &Path, own: Author, later: &Later) {
    let mut known: Option<Pages> = None;
    loop {
        let (sender, changes) = mpsc::channel();
        let Some((_watcher, is_journal)) = watch(folder, own, sender) else { return };
        loop {
            // What was written before somebody listened counts too.
            let pages = notebook::look(folder).pages;
            if known.as_ref() != Some(&pages) {
                known = Some(pages.clone());
                later(Event::Notebook(Box::new(pages)));
            }
            if !wait(&changes) {
                return;
            }
            if !is_journal {
                break;
            }
        }
    }
}

/// Waits until something was written and it is quiet again; says whether anything can still come.
fn wait(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    let quiet = || changes.recv_timeout(QUIET).is_err();
    // Whatever goes on and on is looked at all the same.
    let _: bool = (0..PATIENCE).any(|_| quiet());
    true
}

/// Watches the journal's folder, or where that is not yet there the nearest above it; says which.
fn watch(
    folder: &Path,
    own: Author,
    changes: mpsc::Sender<()>,
) -> Option<(RecommendedWatcher, bool)> {
    let own = own.to_string();
    let is_own = move |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().contains(&own))
    };
    let heard = move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else { return };
        let matters = matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_)
        );
        if matters && !event.paths.iter().all(&is_own) {
            // Who does not listen any more has ended.
            changes.send(()).ok();
        }
    };
    let journal = folder.join("journal");
    let there = journal.ancestors().find(|path| path.is_dir())?;
    let mut watcher = notify::recommended_watcher(heard).ok()?;
    watcher.watch(there, RecursiveMode::NonRecursive).ok()?;
    Some((watcher, there == journal))
}
