//! Reads the documents of a shelf, one by one, after its tables.

use std::fmt;
use std::path::Path;

use crate::model::Contents;
use crate::model::Document;
use crate::model::Party;
use crate::model::fnv_on;
use crate::model::limits;

use super::Code;
use super::Fault;
use super::fault::Faults;
use super::meetings;
use super::parties;
use super::record;
use super::sheet::Sheet;
use super::shelf::Folder;
use super::shelf::Shelf;
use super::shelf::fault_of;
use super::shelf::shown;
use super::ties::Ties;

/// The tables of an archive; parties come first, as meetings name them.
const TABLES: [&str; 2] = ["parties.toml", "meetings.toml"];

/// A shelf whose tables are read.
pub(super) struct Reading<S> {
    pub(super) shelf: S,
    pub(super) ties: Ties,
    /// The tables that are not there, or could not be read: only of the latter no file is named.
    missing: Vec<(&'static str, Option<String>)>,
    /// The hash of both tables.
    pub(super) hash: u64,
}

impl<S> fmt::Debug for Reading<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading").finish_non_exhaustive()
    }
}

impl<S: Shelf> Reading<S> {
    /// Reads the tables; the contents have no documents yet.
    pub(super) fn begin(shelf: S, faults: &mut Faults) -> (Self, Contents) {
        let mut contents = Contents { origin: shelf.origin(), ..Contents::default() };
        let mut reading = Self { shelf, ties: Ties::default(), missing: Vec::new(), hash: 0 };
        for table in TABLES {
            let path = reading.shelf.root().join(table);
            let sheet = match reading.shelf.read(&path, limits::RECORD) {
                Ok(Some(bytes)) => {
                    reading.hash = hashed(reading.hash, table, &bytes);
                    Sheet::of(shown(&path), &bytes)
                }
                Ok(None) => {
                    reading.missing.push((table, Some(shown(&path))));
                    continue;
                }
                Err(fault) => {
                    faults.push(fault);
                    reading.missing.push((table, None));
                    continue;
                }
            };
            if table == "parties.toml" {
                contents.parties = parties::parties(&sheet, &mut reading.ties);
            } else {
                (contents.series, contents.meetings) =
                    meetings::meetings(&sheet, &mut reading.ties);
            }
            sheet.tell(faults);
        }
        reading.ties.end_tables();
        (reading, contents)
    }

    /// A shelf whose tables are known, with the parties that they name; what is wrong with them is known, too.
    pub(super) fn of_tables(shelf: S, hash: u64, parties: &[Party]) -> Self {
        Self { shelf, ties: Ties::of_parties(parties), missing: Vec::new(), hash }
    }

    /// Reads the document in a folder.
    pub(super) fn document(&mut self, folder: &Folder, faults: &mut Faults) -> Document {
        read(&self.shelf, folder, &mut self.ties, faults)
    }

    /// Reads the document in the folder with this path below the archive, for one who knows the faults;
    /// several may be read at once.
    pub(super) fn document_in(&self, below: &str) -> Document {
        let folder = self.shelf.folder(&self.shelf.root().join(Path::new(below)));
        read(&self.shelf, &folder, &mut self.ties.of_tables(), &mut Faults::default())
    }

    /// What is wrong with the archive as a whole, once all documents are read.
    pub(super) fn end(&self, documents: usize, faults: &mut Faults) {
        let has_meetings =
            !self.missing.iter().any(|(table, file)| *table == "meetings.toml" && file.is_some());
        if documents == 0 && !has_meetings {
            faults.push(empty(self.shelf.root()));
        }
        faults.extend(self.ties.dangling(&self.missing));
    }
}

/// The hash of the tables as they are now.
pub(super) fn hash_of_tables(shelf: &impl Shelf) -> u64 {
    let bytes = |table| shelf.read(&shelf.root().join(table), limits::RECORD).ok().flatten();
    let tables = TABLES.into_iter().filter_map(|table| Some((table, bytes(table)?)));
    tables.fold(0, |hash, (table, bytes)| hashed(hash, table, &bytes))
}

fn hashed(hash: u64, table: &str, bytes: &[u8]) -> u64 {
    fnv_on(fnv_on(hash, table.as_bytes()), bytes)
}

/// Reads the document in a folder.
fn read(shelf: &impl Shelf, folder: &Folder, ties: &mut Ties, faults: &mut Faults) -> Document {
    let path = folder.path.join("document.toml");
    let sheet = match shelf.read(&path, limits::RECORD) {
        Ok(bytes) => Sheet::of(shown(&path), &bytes.unwrap_or_default()),
        Err(fault) => Sheet::unread(shown(&path), fault),
    };
    let document = record::document(&sheet, shelf, folder, ties, faults);
    sheet.tell(faults);
    document
}

fn empty(root: &Path) -> Fault {
    fault_of(
        root,
        Code::EmptyArchive,
        "The folder holds no document and no meetings.toml.",
        "A document is a folder with a document.toml in it; name the folder above.",
    )
}
