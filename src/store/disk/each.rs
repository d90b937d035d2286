//! Looks at every folder of a document in turn, and keeps none of them in memory.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use crate::model::limits;
use crate::store::shelf::Folder;

use super::Disk;
use super::times::stamp;

impl Disk {
    /// Hands each document's folder to `seen`, with its path below the archive and its stamp, until `seen`
    /// has seen enough. Says whether all of them were seen: not where a link may lead to others, nor where
    /// a folder cannot be read.
    pub(in crate::store) fn each_document(&self, seen: &mut dyn FnMut(&str, u64) -> bool) -> bool {
        self.each_in(&self.root, 0, seen)
    }

    fn each_in(&self, path: &Path, depth: usize, seen: &mut dyn FnMut(&str, u64) -> bool) -> bool {
        let is_document = fs::symlink_metadata(path.join("document.toml")).is_ok();
        let Ok(entries) = fs::read_dir(path) else { return false };
        if is_document {
            let names: Result<Vec<OsString>, _> =
                entries.map(|entry| entry.map(|entry| entry.file_name())).collect();
            let Ok(mut names) = names else { return false };
            names.sort();
            let folder = Folder::new(path.to_path_buf(), &self.root, Vec::new());
            let go_on = seen(&folder.below, stamp(path, &names).0);
            if depth > 0 || !go_on {
                return go_on;
            }
            // A record in the archive's own folder hides no other: it is looked through again.
            return match fs::read_dir(path) {
                Ok(entries) => self.each_below(entries, depth, seen),
                Err(_) => false,
            };
        }
        self.each_below(entries, depth, seen)
    }

    fn each_below(
        &self,
        entries: fs::ReadDir,
        depth: usize,
        seen: &mut dyn FnMut(&str, u64) -> bool,
    ) -> bool {
        for entry in entries {
            let Ok(entry) = entry else { return false };
            let Ok(sort) = entry.file_type() else { return false };
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if sort.is_symlink() {
                return false;
            }
            if sort.is_dir()
                && depth <= limits::DEPTH
                && !self.each_in(&entry.path(), depth + 1, seen)
            {
                return false;
            }
        }
        true
    }
}
