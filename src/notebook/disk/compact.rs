//! Makes one file of many that no session writes to any more.
//!
//! A file is taken away only when all it holds lies, on the disk, in another one: whoever is killed at
//! any moment, or does the same at the same time, loses nothing.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::files::{self, Found, Sheet, Use};
use super::own::{Session, make_folder, sync_folder};
use crate::notebook::journal::write_line;
use crate::notebook::moment::Moment;
use crate::notebook::pages::Pages;

/// So many files that nobody writes to are left alone.
const FILES: usize = 16;

/// So many records that others have taken the place of are left alone.
const WORN: usize = 1000;

/// Where there are no locks, a file counts as left after so many seconds: 30 days.
const LONG: i64 = 30 * 24 * 60 * 60;

/// A temporary file that is older than so many seconds belongs to no session any more: a day.
const STALE: i64 = 24 * 60 * 60;

/// Copies a file into the folder `damaged`, unless the same lies there, and says where it is.
pub(super) fn keep_aside(folder: &Path, path: &Path) -> io::Result<PathBuf> {
    let aside = folder.join("damaged");
    make_folder(&aside)?;
    let bytes = fs::read(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    for nth in 1_usize.. {
        let copy = aside.join(if nth == 1 { name.to_string() } else { format!("{name}.{nth}") });
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&copy) {
            Ok(mut file) => {
                let written = file.write_all(&bytes).and_then(|()| file.sync_all());
                if written.is_err() {
                    fs::remove_file(&copy).ok();
                }
                written?;
                sync_folder(&aside)?;
                return Ok(copy);
            }
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            Err(_) if fs::read(&copy)? == bytes => return Ok(copy),
            Err(_) => {}
        }
    }
    Err(io::Error::other("there are too many copies"))
}

/// Makes one file of those that are left, where there are many or one is damaged.
///
/// What cannot be done now is done by a later session.
pub(super) fn compact(folder: &Path, session: &Session, found: &Found) -> io::Result<()> {
    let left = |sheet: &&Sheet| is_left(sheet.used, session.started);
    let count = found.sheets.iter().filter(left).count();
    let records: usize =
        found.sheets.iter().filter(left).map(|sheet| sheet.lines.records.len()).sum();
    let is_worn = records > found.pages.records().len() + WORN;
    let is_damaged = found.sheets.iter().filter(left).any(|sheet| !sheet.lines.damage.is_empty());
    if count < FILES && !is_worn && !is_damaged {
        return Ok(());
    }
    let options =
        OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).to_owned();
    let lock = options.open(folder.join("lock"))?;
    if matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) {
        return Ok(());
    }
    sweep(&folder.join(super::JOURNAL), session.started);
    let mut pages = Pages::default();
    let mut taken: Vec<(PathBuf, File)> = Vec::new();
    for sheet in found.sheets.iter().filter(left) {
        if let Some(file) = take(folder, &sheet.path, session.started, &mut pages)? {
            taken.push((sheet.path.clone(), file));
        }
    }
    write(&folder.join(super::JOURNAL), session, &pages)?;
    for (path, _) in &taken {
        match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    sync_folder(&folder.join(super::JOURNAL))
}

fn is_left(used: Use, now: Moment) -> bool {
    match used {
        Use::Written => false,
        Use::Left => true,
        Use::Since(moment) => now.unix() - moment.unix() > LONG,
    }
}

/// Locks a file that nobody writes to, and reads it; `None` where it is to be left alone.
fn take(folder: &Path, path: &Path, now: Moment, pages: &mut Pages) -> io::Result<Option<File>> {
    let Some(file) = files::open(path)? else { return Ok(None) };
    let used = match file.try_lock() {
        Ok(()) => Use::Left,
        Err(TryLockError::WouldBlock) => Use::Written,
        Err(TryLockError::Error(_)) => Use::Since(files::written(&file)),
    };
    if !is_left(used, now) {
        return Ok(None);
    }
    let lines = files::lines(&file)?;
    if !lines.damage.is_empty() && keep_aside(folder, path).is_err() {
        return Ok(None);
    }
    for record in lines.records {
        pages.apply(record);
    }
    Ok(Some(file))
}

/// Writes pages into a new file, on the disk.
fn write(folder: &Path, session: &Session, pages: &Pages) -> io::Result<()> {
    let text: String = pages.records().iter().map(write_line).collect();
    if text.is_empty() {
        return Ok(());
    }
    for nth in 1_usize.. {
        let path = folder.join(session.file_name(nth));
        if path.exists() {
            continue;
        }
        let draft = path.with_extension("tmp");
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        let written = written.and_then(|()| fs::rename(&draft, &path));
        if written.is_err() {
            fs::remove_file(&draft).ok();
        }
        written?;
        return sync_folder(folder);
    }
    Ok(())
}

/// Takes away the drafts of sessions that were ended in the midst of one.
fn sweep(folder: &Path, now: Moment) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let is_draft = path.extension().is_some_and(|extension| extension == "tmp");
        let is_stale = || {
            let file = File::open(&path).ok();
            file.is_some_and(|file| now.unix() - files::written(&file).unix() > STALE)
        };
        if is_draft && is_stale() {
            // The next session tries again.
            fs::remove_file(&path).ok();
        }
    }
}
