//! Opens the notebook of an archive.

mod compact;
mod files;
mod own;

use std::path::Path;

use super::Notebook;
use super::pages::Pages;

pub use files::{Found, Sheet, Use, look};
pub use own::{Journal, Session, Unsaved};

use compact::{compact, keep_aside};
use own::reason;

/// The name of the folder with the journal, in that of the notebook.
pub const JOURNAL: &str = "journal";

/// An open notebook.
#[derive(Debug)]
pub struct Opened {
    /// What is in it.
    pub notebook: Notebook,
    /// Where its changes go.
    pub journal: Journal,
    /// What the reader should be told, each in one line.
    pub remarks: Vec<String>,
}

/// Opens the notebook in `folder` for a session. Whatever is wrong with the folder is told; the
/// notebook can be used in any case, if need be in memory alone.
///
/// Without a folder, as for a user who has no home, nothing can be saved.
#[must_use]
pub fn open(folder: Option<&Path>, session: Session) -> Opened {
    let mut remarks = Vec::new();
    let mut pages = Pages::default();
    if let Some(folder) = folder {
        let mut found = look(folder);
        for (path, reason) in &found.unread {
            remarks.push(format!("cannot read {}: {reason}; it stays as it is", path.display()));
        }
        for sheet in found.sheets.iter().filter(|sheet| !sheet.lines.damage.is_empty()) {
            remarks.push(told(folder, sheet));
        }
        // Whatever hinders it, nothing is lost, and the next session tries again.
        compact(folder, &session, &found).ok();
        pages = std::mem::take(&mut found.pages);
    }
    let notebook = Notebook::new(pages, session.author(), session.started);
    Opened { notebook, journal: Journal::new(folder, session), remarks }
}

/// Says what is damaged in a file, and keeps the file as it is.
fn told(folder: &Path, sheet: &Sheet) -> String {
    let count = sheet.lines.damage.len();
    let records = if count == 1 { "record" } else { "records" };
    let aside = match keep_aside(folder, &sheet.path) {
        Ok(copy) => format!("kept aside in {}", copy.display()),
        Err(error) => format!("left there ({})", reason(&error)),
    };
    let path = sheet.path.display();
    format!("{count} damaged {records} in {path}, {aside}; everything else is loaded")
}
