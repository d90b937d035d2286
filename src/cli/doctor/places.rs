//! The folders and files of the program: whether they are there, and whether they can be written.

use std::path::Path;

use rustix::fs::Access;
use rustix::fs::access;
use rustix::fs::statvfs;
use serde::Serialize;

use crate::cli::archive::Choice;
use crate::cli::desk::Desk;
use crate::cli::notebook;
use crate::cli::settings;
use crate::config::Settings;

/// Less free space than this is mentioned: a notebook grows by a few hundred bytes with each note.
const LITTLE: u64 = 1 << 20;

/// A folder or file.
#[derive(Serialize)]
pub(super) struct Place {
    /// What it is for.
    pub(super) what: &'static str,
    /// Where it is; none where there can be none.
    pub(super) path: Option<String>,
    /// What names it.
    pub(super) by: &'static str,
    /// Whether it is there.
    pub(super) exists: bool,
    /// Whether it can be written, or made.
    pub(super) writable: bool,
    /// The free space there, in bytes.
    pub(super) free: Option<u64>,
}

/// All of them.
pub(super) fn all(desk: &Desk, settings: &Settings, troubles: &mut Vec<String>) -> Vec<Place> {
    let mut places = Vec::new();
    match desk.choice(settings) {
        Ok(choice) => {
            let by = named_by(desk, settings, &choice);
            places.push(match &choice {
                Choice::Folder(folder) => place("archive", Some(folder), by),
                Choice::Bundled => place("archive", None, by),
            });
            let kept = notebook::folder(desk, &choice).ok().flatten();
            let place = place("notebook", kept.as_deref(), "XDG_STATE_HOME, HOME");
            if !place.writable {
                let path = place.path.as_deref().unwrap_or("nowhere: HOME is not set");
                troubles.push(format!("the notebook cannot be written ({path}): notes are lost"));
            } else if place.free.is_some_and(|free| free < LITTLE) {
                let path = place.path.as_deref().unwrap_or_default();
                troubles.push(format!("the disk is nearly full: notes may be lost ({path})"));
            }
            places.push(place);
        }
        Err(failure) => troubles.push(failure.message),
    }
    let cache = desk.surroundings.cache.as_deref();
    places.push(place("cache", cache, "XDG_CACHE_HOME, HOME"));
    let by = if desk.global.config.is_some() { "--config" } else { "XDG_CONFIG_HOME, HOME" };
    places.push(place("settings", settings::file(desk), by));
    places.push(place(
        "own archive",
        desk.surroundings.documents.as_deref(),
        "XDG_DATA_HOME, HOME",
    ));
    places
}

fn named_by(desk: &Desk, settings: &Settings, choice: &Choice) -> &'static str {
    match choice {
        Choice::Bundled => "the program itself",
        Choice::Folder(_) if desk.global.archive.is_some() => "--archive",
        Choice::Folder(_) if desk.surroundings.archive.is_some() => "PLENARY_ARCHIVE",
        Choice::Folder(_) if settings.archive.is_some() => "the setting archive",
        Choice::Folder(folder) if Some(folder) == desk.surroundings.documents.as_ref() => {
            "your own archive"
        }
        Choice::Folder(_) => "the folder here",
    }
}

fn place(what: &'static str, path: Option<&Path>, by: &'static str) -> Place {
    // What is not there yet is made in the nearest folder that is; a name alone lies in the folder here.
    let above = path.into_iter().flat_map(Path::ancestors);
    let there = above
        .map(|path| if path.as_os_str().is_empty() { Path::new(".") } else { path })
        .find(|path| path.exists());
    Place {
        what,
        path: path.map(|path| path.display().to_string()),
        by,
        exists: path.is_some_and(Path::exists),
        writable: there.is_some_and(|there| access(there, Access::WRITE_OK).is_ok()),
        free: there
            .and_then(|there| statvfs(there).ok())
            .map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_yet_is_made_where_it_can_be() {
        let folder = tempfile::tempdir().unwrap();
        let there = place("cache", Some(folder.path()), "HOME");
        assert!(there.exists && there.writable && there.free.is_some());
        let not_yet = place("cache", Some(&folder.path().join("a/b")), "HOME");
        assert!(!not_yet.exists && not_yet.writable);
        assert_eq!(not_yet.free.is_some(), there.free.is_some());
        let nowhere = place("cache", None, "HOME");
        assert!(!nowhere.exists && !nowhere.writable && nowhere.free.is_none());
        assert!(place("archive", Some(Path::new("no-such-folder-here")), "HOME").free.is_some());
    }
}
