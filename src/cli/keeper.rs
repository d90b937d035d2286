//! Keeps the archive that is read up to date: its catalogue, its index, and what changes in its folder.

mod elsewhere;

use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::Duration;

use notify::EventKind;
use notify::RecommendedWatcher;
use notify::RecursiveMode;
use notify::Watcher;

use crate::app::Event;
use crate::app::Renewed;
use crate::app::Trouble;
use crate::app::Words;
use crate::cli::read::troubles;
use crate::model::Archive;
use crate::runtime::Later;
use crate::search::Haystack;
use crate::search::Index;
use crate::search::Texts;
use crate::store;
use crate::store::Compared;
use crate::store::Loaded;
use crate::store::Place;

pub(super) use elsewhere::listen;

/// So long nothing may happen in the folder before it is looked into.
const QUIET: Duration = Duration::from_millis(300);

/// So long it is waited for that, however much happens.
const PATIENCE: usize = 10;

/// Where not every folder can be watched, the archive is looked through again after this time.
const AGAIN: Duration = Duration::from_mins(5);

/// So many folders are watched; each costs the system a little.
const WATCHED: usize = 4_000;

/// What keeps an archive up to date.
pub(super) struct Keeper {
    /// Where it lies.
    pub(super) place: Place,
    /// The archive as it was opened.
    pub(super) archive: Arc<Archive>,
}

impl Keeper {
    /// Begins to keep it, in a thread of its own.
    pub(super) fn begin(self, later: Later) {
        // Without the thread the archive stays as it was opened.
        thread::Builder::new().spawn(move || self.keep(&later)).ok();
    }

    fn keep(mut self, later: &Later) {
        let mut first = true;
        loop {
            self.look(later, first);
            first = false;
            let (sender, changes) = mpsc::channel();
            let watched = self.watch(sender);
            let again =
                if watched.as_ref().is_some_and(|(_, all)| *all) { None } else { Some(AGAIN) };
            if !wait(&changes, again) {
                return;
            }
        }
    }

    /// Looks what changed, and tells it.
    fn look(&mut self, later: &Later, first: bool) {
        let small = self.archive.is_held() && self.place.is_small().unwrap_or(true);
        let renewed = if small {
            // It was just read whole.
            if first { Ok(None) } else { store::load(&self.place.folder).map(Some) }
        } else {
            let told = |done| {
                let progress = format!("reading {done} documents …");
                later(Event::Progress(Some(progress)));
            };
            self.place.compare(&told).map(|compared| match compared {
                Compared::Same => None,
                Compared::Renewed(loaded) => Some(*loaded),
            })
        };
        // A folder that is gone for the moment may come back.
        if let Ok(Some(Loaded { archive, faults })) = renewed {
            let troubles = troubles(&archive, &faults);
            self.archive = Arc::new(archive);
            let texts = self.texts();
            later(self.renewed(texts, troubles));
        }
        if !self.archive.is_held() {
            self.index(later);
        }
        later(Event::Progress(None));
    }

    /// What knows the words of the archive, as it is kept.
    fn texts(&self) -> Arc<dyn Texts> {
        let cache = self.place.cache.as_deref();
        match cache.map(|cache| Index::open(cache, &self.archive)) {
            Some(Ok(index)) => Arc::new(index),
            _ => Arc::new(Haystack::of(&self.archive)),
        }
    }

    fn index(&self, later: &Later) {
        let Some(cache) = self.place.cache.as_deref() else { return };
        let told = |done: usize, all: usize| {
            later(Event::Progress(Some(format!("indexing {done} of {all} …"))));
            true
        };
        // Without an index, words are looked for in the texts themselves.
        if let Ok(index) = Index::update(cache, &self.archive, &told) {
            let archive = Arc::clone(&self.archive);
            later(Event::Words(Words { archive, texts: Arc::new(index) }));
        }
    }

    fn renewed(&self, texts: Arc<dyn Texts>, troubles: Vec<Trouble>) -> Event {
        Event::Renewed(Renewed { archive: Arc::clone(&self.archive), texts, troubles })
    }

    /// Watches the folders of the archive; says also whether all of them.
    fn watch(&self, changes: mpsc::Sender<()>) -> Option<(RecommendedWatcher, bool)> {
        let heard = move |event: notify::Result<notify::Event>| {
            let kind = event.map(|event| event.kind);
            if matches!(
                kind,
                Ok(EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_))
            ) {
                // Who does not listen any more has ended.
                changes.send(()).ok();
            }
        };
        let mut watcher = notify::recommended_watcher(heard).ok()?;
        let (folders, mut all) = self.folders();
        for folder in folders {
            all &= watcher.watch(&folder, RecursiveMode::NonRecursive).is_ok();
        }
        Some((watcher, all))
    }

    /// The folders to watch, and whether these are all: of a large archive only those in which others lie.
    fn folders(&self) -> (Vec<PathBuf>, bool) {
        let root = &self.place.folder;
        let mut folders = vec![root.clone()];
        let all = self.archive.len() <= WATCHED;
        for position in 0..self.archive.len() {
            let Some(row) = self.archive.row(position) else { continue };
            let own = root.join(&row.folder);
            let above = own.parent().map(Path::to_path_buf);
            if let Some(above) = above.filter(|above| !folders.contains(above)) {
                folders.push(above);
            }
            if all {
                folders.push(own);
            }
        }
        (folders, all)
    }
}

/// Waits until something changed and it is quiet again, or it is time; says whether to go on.
fn wait(changes: &Receiver<()>, again: Option<Duration>) -> bool {
    let first = match again {
        Some(again) => changes.recv_timeout(again),
        None => changes.recv().map_err(|_| RecvTimeoutError::Disconnected),
    };
    match first {
        Err(RecvTimeoutError::Disconnected) => return false,
        Err(RecvTimeoutError::Timeout) => return true,
        Ok(()) => {}
    }
    let quiet = || changes.recv_timeout(QUIET).is_err();
    // Whatever goes on and on is looked at all the same.
    let _: bool = (0..PATIENCE).any(|_| quiet());
    true
}
