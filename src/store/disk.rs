//! An archive in a folder on disk.
//!
//! Nothing outside of the folder is opened, whatever links say, and nothing that is no plain file.

mod aside;
mod each;
mod times;

use std::collections::HashSet;
use std::collections::VecDeque;
use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::io::ErrorKind;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::path::PathBuf;

use rustix::fs::OFlags;

use crate::model::limits;

use super::Code;
use super::Fault;
use super::fault::Faults;
use super::shelf::Folder;
use super::shelf::Shelf;
use super::shelf::fault_of;
use super::shelf::shown;
use super::shelf::tag_of;

pub use aside::{aside_for, left_aside, new_of, old_of};
use times::stamp;
pub(super) use times::{Found, clear_away, may_write_in, put_in_place};

/// So many names are looked at before a folder counts as no archive.
const GLANCE: usize = 10_000;

/// A folder of documents.
pub(super) struct Disk {
    root: PathBuf,
    /// The same without links in it.
    real: PathBuf,
}

impl Disk {
    /// The archive in `root`, if that is a folder which can be listed.
    pub(super) fn open(root: &Path) -> Result<Self, Fault> {
        let missing = |reason: &str| {
            let help = "Look at its path; an archive is a folder that holds documents.";
            fault_of(root, Code::MissingFolder, format!("The archive {reason}."), help)
        };
        let real = fs::canonicalize(root).map_err(|error| match error.kind() {
            ErrorKind::PermissionDenied => refused(root, &error),
            ErrorKind::NotFound => missing("is not there"),
            ErrorKind::NotADirectory => missing("lies below a file"),
            _ => missing(&format!("cannot be opened ({error})")),
        })?;
        if !real.is_dir() {
            return Err(missing("is a file and no folder"));
        }
        fs::read_dir(&real).map_err(|error| refused(root, &error))?;
        Ok(Self { root: root.to_path_buf(), real })
    }

    /// The root without links in it.
    pub(super) fn real(&self) -> &Path {
        &self.real
    }

    /// Whether there are no more documents than `most`; a glance, where there are.
    pub(super) fn has_at_most(&self, most: usize) -> bool {
        let mut walk = Walk::of(self, usize::MAX);
        walk.run(most);
        walk.folders.len() <= most
    }

    /// The folder, of those of documents, in which a file lies that a fault names.
    pub(super) fn folder_of(&self, file: &str, folders: &HashSet<&str>) -> Option<String> {
        let below = file.strip_prefix(&shown(&self.root))?.trim_start_matches('/');
        let ends = below.match_indices('/').map(|(at, _)| at).chain([below.len()]);
        let parts = ends.filter_map(|end| below.get(..end));
        parts.rev().find(|part| folders.contains(part)).map(str::to_owned)
    }

    /// What is told where something cannot be written for this archive.
    pub(super) fn unwritable(&self, error: &io::Error) -> Fault {
        fault_of(
            &self.root,
            Code::CannotRead,
            format!("Its catalogue cannot be made: {error}."),
            "Look at the memory that is free.",
        )
    }

    /// Whether there is a document, or `meetings.toml`.
    pub(super) fn is_archive(&self) -> bool {
        if self.root.join("meetings.toml").is_file() {
            return true;
        }
        let mut walk = Walk::of(self, GLANCE);
        walk.run(0);
        !walk.folders.is_empty()
    }
}

fn refused(path: &Path, error: &io::Error) -> Fault {
    let reason = match error.kind() {
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    };
    fault_of(
        path,
        Code::CannotRead,
        format!("It cannot be read: {reason}."),
        "Look at its rights with `ls -l`.",
    )
}

fn broken(path: &Path) -> Fault {
    fault_of(
        path,
        Code::BrokenLink,
        "This link points to nothing, or at itself.",
        "Remove it, or let it point to a file in the archive.",
    )
}

fn outside(path: &Path) -> Fault {
    fault_of(
        path,
        Code::LinkOutside,
        "This link points outside the archive; it is skipped.",
        "Copy into the archive what it points to.",
    )
}

fn broken_off(aside: &Path, place: &Path) -> Fault {
    let name = place.file_name().and_then(OsStr::to_str).unwrap_or_default();
    fault_of(
        aside,
        Code::BrokenOff,
        format!("This is the folder `{name}`: bringing a file into it was broken off."),
        &format!(
            "Run `plenary import` with any file, which puts it back, or rename it to `{name}`."
        ),
    )
}

impl Shelf for Disk {
    fn origin(&self) -> String {
        shown(&self.root)
    }

    fn root(&self) -> &Path {
        &self.root
    }

    fn folders(&self, faults: &mut Faults) -> Vec<Folder> {
        let mut walk = Walk::of(self, usize::MAX);
        walk.run(usize::MAX);
        faults.extend(walk.faults);
        walk.folders.sort_by(|a, b| a.path.cmp(&b.path));
        walk.folders
    }

    fn folder(&self, path: &Path) -> Folder {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let mut texts: Vec<String> = names.filter(|name| tag_of(name).is_some()).collect();
        texts.sort();
        Folder::new(path.to_path_buf(), &self.root, texts)
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Fault> {
        match self.beginning(path, limit)? {
            Some((_, false)) => Err(fault_of(
                path,
                Code::TooLarge,
                format!("The file is larger than the {} MiB that are read.", limit >> 20),
                "Split it, or move it away; originals go into the folder source/.",
            )),
            whole => Ok(whole.map(|(bytes, _)| bytes)),
        }
    }

    fn beginning(&self, path: &Path, limit: u64) -> Result<Option<(Vec<u8>, bool)>, Fault> {
        let Some(file) = self.open_file(path)? else { return Ok(None) };
        let told = |error: io::Error| refused(path, &error);
        let length = file.metadata().map_err(told)?.len();
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(most).min(most) + 1);
        // The file may grow while it is read, and files of the kernel have no length.
        file.take(limit + 1).read_to_end(&mut bytes).map_err(told)?;
        let is_whole = bytes.len() <= most;
        bytes.truncate(most);
        Ok(Some((bytes, is_whole)))
    }
}

impl Disk {
    /// Opens a plain file; `None` where there is none.
    fn open_file(&self, path: &Path) -> Result<Option<fs::File>, Fault> {
        let is_link = match fs::symlink_metadata(path) {
            Ok(metadata) => metadata.is_symlink(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(refused(path, &error)),
        };
        if is_link {
            let real = fs::canonicalize(path).map_err(|error| match error.kind() {
                ErrorKind::PermissionDenied => refused(path, &error),
                _ => broken(path),
            })?;
            if !real.starts_with(&self.real) {
                return Err(outside(path));
            }
        }
        let is_plain = |metadata: &fs::Metadata| {
            if metadata.is_file() {
                return Ok(());
            }
            let what = if metadata.is_dir() { "a folder" } else { "a pipe, socket or device" };
            Err(fault_of(
                path,
                Code::NotAFile,
                format!("This is {what}; a file was expected. It is not opened."),
                "Move it away, and put the file in its place.",
            ))
        };
        is_plain(&fs::metadata(path).map_err(|error| refused(path, &error))?)?;
        // It may be another one by now: a pipe would be waited for, and never come to an end.
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        let flags = i32::try_from(flags.bits()).unwrap_or(0);
        let opened = fs::OpenOptions::new().read(true).custom_flags(flags).open(path);
        let file = opened.map_err(|error| refused(path, &error))?;
        is_plain(&file.metadata().map_err(|error| refused(path, &error))?)?;
        Ok(Some(file))
    }
}

/// A search for documents, the upper folders first.
struct Walk<'a> {
    disk: &'a Disk,
    /// How many names may still be looked at.
    budget: usize,
    /// Folders to be searched, and how deep they lie.
    waiting: VecDeque<(PathBuf, usize)>,
    /// Links, which are followed when all real folders are searched.
    links: VecDeque<(PathBuf, usize)>,
    /// The real folders that were searched.
    seen: HashSet<(u64, u64)>,
    folders: Vec<Folder>,
    /// Folders that were set aside and not put back, each with its place.
    aside: Vec<(PathBuf, PathBuf)>,
    faults: Vec<Fault>,
}

impl<'a> Walk<'a> {
    fn of(disk: &'a Disk, budget: usize) -> Self {
        Self {
            disk,
            budget,
            waiting: VecDeque::from([(disk.root.clone(), 0)]),
            links: VecDeque::new(),
            seen: HashSet::new(),
            folders: Vec::new(),
            aside: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Searches; ends where there are more documents than `most`, or nothing may be looked at any more.
    fn run(&mut self, most: usize) {
        loop {
            if self.folders.len() > most || self.budget == 0 {
                return;
            }
            if let Some((folder, depth)) = self.waiting.pop_front() {
                self.search(&folder, depth);
            } else if let Some((link, depth)) = self.links.pop_front() {
                self.follow(&link, depth);
            } else {
                return;
            }
        }
    }

    /// Searches a folder: it is a document, or what lies in it comes next.
    fn search(&mut self, path: &Path, depth: usize) {
        let Ok(folder) = fs::metadata(path) else {
            return;
        };
        if !self.seen.insert((folder.dev(), folder.ino())) {
            return;
        }
        let mut names: Vec<OsString> = Vec::new();
        match fs::read_dir(path) {
            Ok(entries) => {
                for entry in entries.take(self.budget) {
                    match entry {
                        Ok(entry) => names.push(entry.file_name()),
                        Err(error) => self.faults.push(refused(path, &error)),
                    }
                }
            }
            Err(error) => self.faults.push(refused(path, &error)),
        }
        self.budget -= names.len().min(self.budget);
        names.sort();
        let is_document = names.iter().any(|name| name == "document.toml");
        let texts: Vec<String> = names
            .iter()
            .filter_map(|name| name.to_str())
            .filter(|name| tag_of(name).is_some())
            .map(str::to_owned)
            .collect();
        if is_document {
            let mut folder = Folder::new(path.to_path_buf(), &self.disk.root, texts);
            (folder.stamp, folder.newest) = stamp(path, &names);
            self.folders.push(folder);
            // A record in the archive's own folder must not hide the documents below it.
            if depth > 0 {
                return;
            }
        } else if !texts.is_empty() {
            self.faults.push(fault_of(
                path,
                Code::NoRecord,
                "This folder holds texts but no document.toml, so it is left out.",
                "Write a document.toml with id, kind and title.",
            ));
        }
        for name in &names {
            self.note(path, name, depth + 1);
        }
    }

    /// Notes a folder or a link for later.
    fn note(&mut self, folder: &Path, name: &OsStr, depth: usize) {
        if name.as_encoded_bytes().starts_with(b".") {
            if let Some((aside, place)) =
                name.to_str().and_then(|name| aside::way_back(folder, name))
            {
                self.faults.push(broken_off(&aside, &place));
                self.aside.push((aside, place));
            }
            return;
        }
        let path = folder.join(name);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_symlink() => self.links.push_back((path, depth)),
            Ok(metadata) if !metadata.is_dir() => {}
            Ok(_) if depth > limits::DEPTH => self.faults.push(fault_of(
                &path,
                Code::TooDeep,
                format!(
                    "This folder lies deeper than {} folders; it is not searched.",
                    limits::DEPTH
                ),
                "Move the documents in it further up.",
            )),
            Ok(_) => self.waiting.push_back((path, depth)),
            // It went away in the meantime.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => self.faults.push(refused(&path, &error)),
        }
    }

    /// Follows a link to a folder inside the archive. A link to a file is followed when that is read.
    fn follow(&mut self, path: &Path, depth: usize) {
        // These are told of where they are read.
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        if matches!(name, "meetings.toml" | "parties.toml" | "document.toml")
            || tag_of(name).is_some()
        {
            return;
        }
        let Ok(real) = fs::canonicalize(path) else {
            self.faults.push(broken(path));
            return;
        };
        if !real.starts_with(&self.disk.real) {
            self.faults.push(outside(path));
        } else if real.is_dir() && depth <= limits::DEPTH {
            self.waiting.push_back((path.to_path_buf(), depth));
        }
    }
}
