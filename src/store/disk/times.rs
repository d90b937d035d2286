//! What tells whether a file changed; and files that are put in their place whole.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::io::ErrorKind;
use std::io::Write;
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::model::fnv;
use crate::model::fnv_on;
use crate::store::fault::Faults;
use crate::store::shelf::Folder;
use crate::store::shelf::Shelf;

use super::Disk;

impl Disk {
    /// The folders of all documents, with the time at which they were looked for.
    pub(in crate::store) fn find(&self, faults: &mut Faults) -> Found {
        let began = changed_now();
        Found { folders: self.folders(faults), began }
    }

    /// When a folder below the archive changed, in nanoseconds since 1970; 0 where it is not there.
    pub(in crate::store) fn time_of(&self, below: &str) -> i64 {
        i64::try_from(changed(fs::metadata(self.real.join(below)).ok().as_ref())).unwrap_or(0)
    }

    /// The folders in which those of documents lie, with their times; 0 for one that changed after `sure`.
    pub(in crate::store) fn groups(&self, folders: &[Folder], sure: i128) -> Vec<(String, i64)> {
        let above = |folder: &Folder| match folder.below.rsplit_once('/') {
            Some((above, _)) => above.to_owned(),
            None => String::new(),
        };
        let mut groups: Vec<String> = folders.iter().map(above).collect();
        groups.push(String::new());
        groups.sort();
        groups.dedup();
        let timed = |group: String| {
            let time = self.time_of(&group);
            (group, if i128::from(time) < sure { time } else { 0 })
        };
        groups.into_iter().map(timed).collect()
    }
}

/// The folders of documents, and the time of the file system before they were looked for.
pub(in crate::store) struct Found {
    pub(in crate::store) folders: Vec<Folder>,
    /// In nanoseconds since 1970.
    pub(in crate::store) began: i128,
}

fn nanoseconds(seconds: i64, rest: i64) -> i128 {
    i128::from(seconds).saturating_mul(1_000_000_000) + i128::from(rest)
}

/// When what is in a file changed, in nanoseconds since 1970.
fn changed(metadata: Option<&fs::Metadata>) -> i128 {
    metadata.map_or(0, |of| nanoseconds(of.mtime(), of.mtime_nsec()))
}

/// The time by which files are stamped, in nanoseconds since 1970.
fn changed_now() -> i128 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Realtime);
    nanoseconds(now.tv_sec, now.tv_nsec)
}

/// A stamp of the files with these names in a folder, and the time of the newest change of any.
///
/// It has both times of a file: programs set the one of its contents as they like, also into the future, and
/// the kernel the other, whenever anything about the file is changed.
pub(super) fn stamp(folder: &Path, names: &[OsString]) -> (u64, i128) {
    let now = changed_now();
    let mut newest = 0;
    let mut stamp = fnv(b"");
    for name in names {
        let metadata = fs::metadata(folder.join(name)).ok().filter(fs::Metadata::is_file);
        let Some(found) = metadata else { continue };
        stamp = fnv_on(stamp, name.as_encoded_bytes());
        for part in [found.len(), found.ino(), found.dev()] {
            stamp = fnv_on(stamp, &part.to_le_bytes());
        }
        let time = changed(Some(&found));
        let touched = nanoseconds(found.ctime(), found.ctime_nsec());
        for part in [time, touched] {
            stamp = fnv_on(stamp, &part.to_le_bytes());
        }
        // A date that is still to come says nothing of when it was written.
        newest = newest.max(if time > now { touched } else { time });
    }
    // 0 stands for what is not to be trusted.
    (stamp.max(1), newest)
}

/// Removes a file that [`put_in_place`] put there, with what was left where that was broken off.
pub(in crate::store) fn clear_away(file: &Path) -> io::Result<()> {
    let Some((folder, name)) = file.parent().zip(file.file_name()) else { return Ok(()) };
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    let begun = [name.as_encoded_bytes(), b"."].concat();
    for entry in entries {
        let entry = entry?;
        let found = entry.file_name();
        if found == name || found.as_encoded_bytes().starts_with(&begun) {
            match fs::remove_file(entry.path()) {
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                removed => removed?,
            }
        }
    }
    Ok(())
}

/// Whether files may be put into a folder.
pub(in crate::store) fn may_write_in(folder: &Path) -> bool {
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok()
}

/// Puts a file in its place, whole or not at all; its folder is made where it is missing.
pub(in crate::store) fn put_in_place(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut name = file.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.tmp", rustix::process::getpid().as_raw_nonzero()));
    let beside = folder.join(name);
    let written = fs::File::create(&beside).and_then(|mut to| {
        to.write_all(bytes)?;
        to.sync_data()?;
        fs::rename(&beside, file)
    });
    if written.is_err() {
        // What was begun is of no use to anybody, and what cannot be removed does no harm.
        fs::remove_file(&beside).ok();
    }
    written
}
