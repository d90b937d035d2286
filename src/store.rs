//! The archive on disk, and in the binary.
//!
//! `shelf` says where files come from (`disk`, `bundled`); `sheet` is one file, decoded (`decode`), with
//! its faults; `fields` and `values` read TOML; `record`, `texts`, `names`, `meetings` and `parties` each read a part of
//! docs/format.md; `ties` knows what these say of each other.

mod blocks;
mod bundled;
mod code;
mod decode;
mod disk;
mod fault;
mod fields;
mod meetings;
mod names;
mod nearest;
mod parties;
mod record;
mod sheet;
mod shelf;
mod texts;
mod ties;
mod values;

pub use blocks::blocks;
pub use bundled::FILES;
pub use code::Code;
pub use fault::Fault;
pub use fault::Position;

use std::path::Path;

use crate::model::Archive;
use crate::model::Contents;

use bundled::Bundle;
use disk::Disk;
use fault::Faults;
use sheet::Sheet;
use shelf::RECORD_LIMIT;
use shelf::Shelf;
use shelf::fault_of;
use shelf::shown;
use ties::Ties;

/// An archive as far as it could be read, and everything that is wrong with its files.
#[derive(Debug)]
pub struct Loaded {
    /// What could be read.
    pub archive: Archive,
    /// What could not, in the order of the files and their lines.
    pub faults: Vec<Fault>,
}

/// Reads the archive in `folder`. It stops at nothing but a folder that cannot be listed.
pub fn load(folder: &Path) -> Result<Loaded, Fault> {
    Ok(loaded(&Disk::open(folder)?))
}

/// The archive that is compiled into the program.
#[must_use]
pub fn bundled() -> Loaded {
    loaded(&Bundle)
}

/// Whether `folder` is one: it holds `meetings.toml` or, not too far down, a document.
#[must_use]
pub fn is_archive(folder: &Path) -> bool {
    Disk::open(folder).is_ok_and(|disk| disk.is_archive())
}

fn loaded(shelf: &dyn Shelf) -> Loaded {
    let mut faults = Faults::default();
    let mut ties = Ties::default();
    let mut contents = Contents { origin: shelf.origin(), ..Contents::default() };
    let mut missing = Vec::new();
    for table in ["parties.toml", "meetings.toml"] {
        let path = shelf.root().join(table);
        let sheet = match shelf.read(&path, RECORD_LIMIT) {
            Ok(Some(bytes)) => Sheet::of(shown(&path), &bytes),
            Ok(None) => {
                missing.push((table, Some(shown(&path))));
                continue;
            }
            Err(fault) => {
                faults.push(fault);
                missing.push((table, None));
                continue;
            }
        };
        if table == "parties.toml" {
            contents.parties = parties::parties(&sheet, &mut ties);
        } else {
            (contents.series, contents.meetings) = meetings::meetings(&sheet, &mut ties);
        }
        sheet.tell(&mut faults);
    }
    let has_meetings =
        !missing.iter().any(|(table, file)| *table == "meetings.toml" && file.is_some());
    for folder in shelf.folders(&mut faults) {
        let path = folder.path.join("document.toml");
        let sheet = match shelf.read(&path, RECORD_LIMIT) {
            Ok(bytes) => Sheet::of(shown(&path), &bytes.unwrap_or_default()),
            Err(fault) => Sheet::unread(shown(&path), fault),
        };
        let document = record::document(&sheet, shelf, &folder, &mut ties, &mut faults);
        contents.documents.push(document);
        sheet.tell(&mut faults);
    }
    if contents.documents.is_empty() && !has_meetings {
        faults.push(fault_of(
            shelf.root(),
            Code::EmptyArchive,
            "The folder holds no document and no meetings.toml.",
            "A document is a folder with a document.toml in it; name the folder above.",
        ));
    }
    faults.extend(ties.dangling(&missing));
    Loaded { archive: Archive::new(contents), faults: faults.in_order() }
}
