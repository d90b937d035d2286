//! The archive on disk, and in the binary.
//!
//! `shelf` says where files come from (`disk`, `bundled`); `sheet` is one file, decoded (`decode`), with
//! its faults; `fields` and `values` read TOML; `record`, `texts`, `names`, `meetings` and `parties` each read a part of
//! docs/format.md; `ties` knows what these say of each other.

mod blocks;
mod bundled;
mod catalogue;
mod code;
mod decode;
mod disk;
mod fault;
mod fields;
mod meetings;
mod names;
mod nearest;
mod parties;
mod reading;
mod record;
mod sheet;
mod shelf;
mod texts;
mod ties;
mod values;

pub use blocks::blocks;
pub use bundled::FILES;
pub use catalogue::{Compared, Place, RACY};
pub use code::Code;
pub use disk::aside_for;
pub use disk::left_aside;
pub use disk::new_of;
pub use disk::old_of;
pub use fault::Fault;
pub use fault::Position;

use std::path::Path;

use crate::model::Archive;

use bundled::Bundle;
use disk::Disk;
use fault::Faults;
use reading::Reading;
use shelf::Shelf;

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
    Ok(loaded(Disk::open(folder)?))
}

/// The archive that is compiled into the program.
#[must_use]
pub fn bundled() -> Loaded {
    loaded(Bundle)
}

/// Whether `folder` is one: it holds `meetings.toml` or, not too far down, a document.
#[must_use]
pub fn is_archive(folder: &Path) -> bool {
    Disk::open(folder).is_ok_and(|disk| disk.is_archive())
}

fn loaded(shelf: impl Shelf) -> Loaded {
    let mut faults = Faults::default();
    let (mut reading, mut contents) = Reading::begin(shelf, &mut faults);
    for folder in reading.shelf.folders(&mut faults) {
        contents.documents.push(reading.document(&folder, &mut faults));
    }
    reading.end(contents.documents.len(), &mut faults);
    Loaded { archive: Archive::new(contents), faults: faults.in_order() }
}
