//! Hears that something changes in the folder of an archive.

mod elsewhere;

use std::collections::HashSet;
use std::path::Path;
use std::path::PathBuf;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use notify::Event;
use notify::EventKind;
use notify::RecommendedWatcher;
use notify::RecursiveMode;
use notify::Watcher;
use notify::event::CreateKind;
use rustix::fs::statfs;

use crate::model::Archive;
use crate::store::Place;

pub(super) use elsewhere::listen;

/// So long nothing may happen in the folder before it is looked into.
const QUIET: Duration = Duration::from_millis(300);

/// So often it is waited for that, however much happens.
const PATIENCE: usize = 10;

/// Of so many documents every folder is watched; each costs the system a little.
const WATCHED: usize = 4_000;

/// The file systems on which another machine may change files, and nobody here is told: NFS, SMB, CIFS,
/// 9P (also Windows' drives in WSL), FUSE (sshfs among others), Ceph, AFS, Coda.
const FAR: [i64; 9] = [
    0x6969,
    0x517B,
    0xFE53_4D42,
    0xFF53_4D42,
    0x0102_1997,
    0x6573_5546,
    0x00C3_6400,
    0x5346_414F,
    0x7375_7245,
];

/// Listens to the folders of an archive.
pub(super) struct Watch {
    watcher: Option<RecommendedWatcher>,
    changes: Receiver<Vec<PathBuf>>,
    watched: HashSet<PathBuf>,
    hears_all: bool,
}

impl Watch {
    /// Listens to nothing yet.
    pub(super) fn new() -> Self {
        let (sender, changes) = mpsc::channel();
        let heard = move |event: notify::Result<Event>| {
            // Where events were lost, anything may have changed.
            let folders = match event {
                Ok(Event { kind: EventKind::Create(CreateKind::Folder), paths, .. }) => paths,
                Ok(event) if is_change(&event) => Vec::new(),
                Ok(_) => return,
                Err(_) => Vec::new(),
            };
            // Who does not listen any more has ended.
            sender.send(folders).ok();
        };
        Self {
            watcher: notify::recommended_watcher(heard).ok(),
            changes,
            watched: HashSet::new(),
            hears_all: false,
        }
    }

    /// Listens to the folders that an archive has now.
    pub(super) fn follow(&mut self, place: &Place, archive: &Archive) {
        let is_small = archive.len() <= WATCHED;
        let mode = if is_small { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        let mut all = is_small && !is_far(&place.folder);
        all &= self.listen(&place.folder, mode);
        if !is_small {
            for group in place.groups() {
                self.listen(&place.folder.join(group), RecursiveMode::NonRecursive);
            }
        }
        self.hears_all = all;
    }

    /// Forgets what is watched: it is gone.
    pub(super) fn forget(&mut self) {
        self.watched.clear();
    }

    /// Whether nothing can change without being heard.
    pub(super) fn hears_all(&self) -> bool {
        self.hears_all
    }

    fn listen(&mut self, folder: &Path, mode: RecursiveMode) -> bool {
        if self.watched.contains(folder) {
            return true;
        }
        let watcher = self.watcher.as_mut();
        let listens = watcher.is_some_and(|watcher| watcher.watch(folder, mode).is_ok());
        if listens {
            self.watched.insert(folder.to_path_buf());
        }
        listens
    }

    /// Waits until something changed and it is quiet again, or it is time; says whether anything can still
    /// come.
    pub(super) fn wait(&mut self, time: Option<Duration>) -> bool {
        let first = match time {
            Some(time) => self.changes.recv_timeout(time),
            None => self.changes.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match first {
            // Without a watcher there is only the time.
            Err(RecvTimeoutError::Disconnected) => {
                let Some(time) = time else { return false };
                std::thread::sleep(time);
                return true;
            }
            Err(RecvTimeoutError::Timeout) => return true,
            Ok(folders) => self.listen_below(folders),
        }
        // Whatever goes on and on is looked at all the same.
        for _ in 0..PATIENCE {
            match self.changes.recv_timeout(QUIET) {
                Ok(folders) => self.listen_below(folders),
                Err(_) => break,
            }
        }
        true
    }

    /// Listens to folders that have just come, for the files that come into them.
    fn listen_below(&mut self, folders: Vec<PathBuf>) {
        for folder in folders {
            // In a small archive that is done already; one that is gone again is of no interest.
            if let Some(watcher) = self.watcher.as_mut().filter(|_| !self.hears_all) {
                watcher.watch(&folder, RecursiveMode::NonRecursive).ok();
            }
        }
    }
}

/// Whether an event says that something is another thing now, and not only that it was looked at.
fn is_change(event: &Event) -> bool {
    matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_))
        || event.need_rescan()
}

/// Whether another machine may change the files of a folder.
fn is_far(folder: &Path) -> bool {
    let kind = statfs(folder).map(|found| found.f_type);
    kind.is_ok_and(|kind| FAR.contains(&(kind & 0xFFFF_FFFF)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;

    #[test]
    fn a_change_is_heard_and_a_folder_that_comes_is_watched() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("2020");
        std::fs::create_dir(&below).unwrap();
        let place = Place { folder: folder.path().to_path_buf(), cache: None };
        let mut watch = Watch::new();
        watch.follow(&place, &Archive::default());
        assert!(watch.hears_all());
        std::fs::create_dir(below.join("call")).unwrap();
        assert!(watch.wait(Some(Duration::from_secs(20))));
        std::fs::write(below.join("call/document.toml"), "").unwrap();
        assert!(watch.changes.recv_timeout(Duration::from_secs(20)).is_ok());
    }

    #[test]
    fn what_cannot_be_watched_is_looked_at_again() {
        let place = Place { folder: PathBuf::from("/no such folder"), cache: None };
        let mut watch = Watch::new();
        watch.follow(&place, &store::bundled().archive);
        assert!(!watch.hears_all());
        assert!(watch.wait(Some(Duration::from_millis(1))));
    }
}
