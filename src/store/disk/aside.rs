//! Folders that are set aside for a moment while a whole new one takes their place: how they are called, and
//! those that were left so.

use std::path::Path;
use std::path::PathBuf;

use super::Disk;
use super::Walk;

/// The ends of the names: of the folder that was in the place, and of the one that is to come.
const OLD: &str = ".old";
const NEW: &str = ".new";

/// The name under which `process` sets a folder aside.
#[must_use]
pub fn old_of(name: &str, process: u32) -> String {
    format!(".{name}.{process}{OLD}")
}

/// The name under which `process` makes what is to be in the place of a folder.
#[must_use]
pub fn new_of(name: &str, process: u32) -> String {
    format!(".{name}.{process}{NEW}")
}

/// The folder for which something with this name stands aside, the process that did so, and whether it is
/// what was in the place before.
#[must_use]
pub fn aside_for(name: &str) -> Option<(&str, u32, bool)> {
    let inner = name.strip_prefix('.')?;
    let (inner, is_old) = match inner.strip_suffix(OLD) {
        Some(inner) => (inner, true),
        None => (inner.strip_suffix(NEW)?, false),
    };
    let (name, process) = inner.rsplit_once('.')?;
    (!name.is_empty()).then_some((name, process.parse().ok()?, is_old))
}

/// What would put a folder back that is away: where it is, and where it belongs.
pub(super) fn way_back(folder: &Path, name: &str) -> Option<(PathBuf, PathBuf)> {
    let (own, _, is_old) = aside_for(name)?;
    let (aside, place) = (folder.join(name), folder.join(own));
    (is_old && aside.is_dir() && place.symlink_metadata().is_err()).then_some((aside, place))
}

/// The folders of an archive that were set aside and never came back, each with its place.
#[must_use]
pub fn left_aside(root: &Path) -> Vec<(PathBuf, PathBuf)> {
    let Ok(disk) = Disk::open(root) else { return Vec::new() };
    let mut walk = Walk::of(&disk, usize::MAX);
    walk.run(usize::MAX);
    walk.aside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_for_which_folder_it_stands_aside() {
        assert_eq!(aside_for(&old_of("forum-9.call", 7)), Some(("forum-9.call", 7, true)));
        assert_eq!(aside_for(&new_of("forum-9.call", 7)), Some(("forum-9.call", 7, false)));
        for other in [".git", "a.7.old", ".7.old", ".a.old", "..7.old", ".a.b.old", ""] {
            assert_eq!(aside_for(other), None, "{other}");
        }
    }
}
