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
use crate::notebook::JOURNAL;
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
        let Some((_watcher, there)) = watch(folder, own, sender) else { return };
        let is_journal = there == folder.join(JOURNAL);
        loop {
            // What was written before somebody listened counts too.
            let pages = notebook::look(folder).pages;
            if known.as_ref() != Some(&pages) {
                known = Some(pages.clone());
                later(Event::Notebook(Box::new(pages)));
            }
            // A folder on the way that was made before somebody listened is told by no event.
            if !is_journal && nearest(&folder.join(JOURNAL)) != Some(there.as_path()) {
                break;
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

/// The folder, or where it is not yet there the nearest above it.
fn nearest(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|path| path.is_dir())
}

/// Watches the journal's folder, or the nearest above it; says which. Of one above it only the folder on the way
/// to the journal is of interest, however much happens beside it.
fn watch(
    folder: &Path,
    own: Author,
    changes: mpsc::Sender<()>,
) -> Option<(RecommendedWatcher, PathBuf)> {
    let journal = folder.join(JOURNAL);
    let there = nearest(&journal)?;
    let on_the_way = journal.strip_prefix(there).ok()?.components().next();
    let on_the_way = on_the_way.map(|name| name.as_os_str().to_owned());
    let own = own.to_string();
    let is_of_interest = move |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        on_the_way
            .as_ref()
            .map_or_else(|| !name.to_string_lossy().contains(&own), |way| way == name)
    };
    let heard = move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else { return };
        let matters = matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_)
        );
        if matters && event.paths.iter().any(&is_of_interest) {
            // Who does not listen any more has ended.
            changes.send(()).ok();
        }
    };
    let mut watcher = notify::recommended_watcher(heard).ok()?;
    watcher.watch(there, RecursiveMode::NonRecursive).ok()?;
    Some((watcher, there.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;

    const LONG: Duration = Duration::from_secs(20);

    #[test]
    fn beside_the_way_to_a_journal_that_is_not_there_nothing_is_heard() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("state/plenary");
        let (sender, changes) = mpsc::channel();
        let (_watcher, there) = watch(&folder, Author::of(7), sender).unwrap();
        assert_eq!(there, home.path());
        for number in 0..100 {
            fs::write(home.path().join(format!("{number}")), "something else").unwrap();
        }
        fs::create_dir(home.path().join("state")).unwrap();
        assert_eq!(changes.recv_timeout(LONG), Ok(()));
        assert_eq!(changes.try_iter().count(), 0);
    }

    #[test]
    fn what_another_session_writes_is_heard_and_what_this_one_writes_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let journal = folder.path().join(JOURNAL);
        fs::create_dir(&journal).unwrap();
        let own = Author::of(7);
        let (sender, changes) = mpsc::channel();
        let (_watcher, there) = watch(folder.path(), own, sender).unwrap();
        assert_eq!(there, journal);
        fs::create_dir(journal.join(format!("{own}.log"))).unwrap();
        fs::create_dir(journal.join("another.log")).unwrap();
        assert_eq!(changes.recv_timeout(LONG), Ok(()));
        assert_eq!(changes.try_iter().count(), 0);
    }
}
