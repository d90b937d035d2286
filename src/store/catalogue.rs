//! What is known of a large archive without opening its documents: rows, and the values that queries ask
//! for, in one file of the cache folder that is read by position.
//!
//! The folder of the archive is the truth. A catalogue is believed only where its checksums are right, it
//! is of this folder and of the tables as they are now; and every start compares it with the folder.

mod entry;
mod file;
mod kept;
mod making;
mod tables;

use std::collections::HashMap;
use std::collections::HashSet;
use std::io::Cursor;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::model::Archive;
use crate::model::Contents;
use crate::model::PAGE;
use crate::model::State;
use crate::model::Tables;
use crate::model::fnv;
use crate::model::fnv_on;

use super::Fault;
use super::Loaded;
use super::disk::Disk;
use super::disk::Found;
use super::disk::clear_away;
use super::disk::may_write_in;
use super::disk::put_in_place;
use super::fault::Faults;
use super::reading::Reading;
use super::reading::hash_of_tables;
use super::shelf::Folder;
use super::shelf::Shelf;
use super::ties::Target;

use entry::{About, Entry, FaultEntry};
use file::{Catalogue, Section, Unusable};
use kept::{Kept, unpacked};
use making::{Made, Making};
use tables::TablesEntry;

/// The name of the file in the cache folder.
const NAME: &str = "catalogue";

/// A file that changed so short before it was read may change again without a new time: the coarsest that
/// a file system has (FAT).
pub const RACY: Duration = Duration::from_secs(2);

/// The same in nanoseconds, in which the times of files are counted.
fn racy() -> i128 {
    i128::try_from(RACY.as_nanos()).unwrap_or(i128::MAX)
}

/// So many documents are read without a catalogue sooner than one is made.
const SMALL: usize = 500;

/// An archive in a folder, and where its catalogue lies.
#[derive(Debug, Clone)]
pub struct Place {
    /// The folder of the archive.
    pub folder: PathBuf,
    /// The folder of what is kept about it; none where nothing can be kept.
    pub cache: Option<PathBuf>,
}

/// What came of comparing an archive with its catalogue.
#[derive(Debug)]
pub enum Compared {
    /// The catalogue is right.
    Same,
    /// There was none, or something had changed: the archive as it is now.
    Renewed(Box<Loaded>),
}

impl Place {
    fn file(&self) -> Option<PathBuf> {
        self.cache.as_ref().map(|cache| cache.join(NAME))
    }

    /// Opens the archive by its catalogue, without looking into the folder; none where there is no
    /// catalogue that can be believed.
    pub fn open(&self) -> Result<Option<Loaded>, Fault> {
        let disk = Disk::open(&self.folder)?;
        let Some(file) = self.file() else { return Ok(None) };
        Ok(Catalogue::open(&file).and_then(|catalogue| opened(catalogue, disk)).ok())
    }

    /// Whether no document came or went since the catalogue was made, by the times of the folders in which
    /// they lie; what changed inside a document is not looked at.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        let about = || -> Option<(About, Disk)> {
            let catalogue = Catalogue::open(&self.file()?).ok()?;
            let about = unpacked(&catalogue.section(Section::About).ok()?).ok()?;
            Some((about, Disk::open(&self.folder).ok()?))
        };
        about().is_some_and(|(about, disk)| {
            about.groups.iter().all(|(group, time)| *time != 0 && disk.time_of(group) == *time)
        })
    }

    /// Whether what was found out about the archive can be kept.
    #[must_use]
    pub fn can_keep(&self) -> bool {
        self.cache.as_deref().is_some_and(may_write_in)
    }

    /// The folders below the archive in which those of documents lie, as far as they are known.
    #[must_use]
    pub fn groups(&self) -> Vec<String> {
        let about = || -> Option<About> {
            let catalogue = Catalogue::open(&self.file()?).ok()?;
            unpacked(&catalogue.section(Section::About).ok()?).ok()
        };
        about().map_or_else(Vec::new, |about| {
            about.groups.into_iter().map(|(group, _)| group).collect()
        })
    }

    /// Throws away the catalogue, and what was left of one that was being written.
    pub fn forget(&self) -> std::io::Result<()> {
        self.file().map_or(Ok(()), |file| clear_away(&file))
    }

    /// Whether the archive is so small that it is best read whole.
    pub fn is_small(&self) -> Result<bool, Fault> {
        Ok(Disk::open(&self.folder)?.has_at_most(SMALL))
    }

    /// Compares the catalogue with the folder, and makes it anew where that is needed. `told` hears now
    /// and then how many documents have been read.
    pub fn compare(&self, told: &dyn Fn(usize)) -> Result<Compared, Fault> {
        let disk = Disk::open(&self.folder)?;
        let old = self.file().and_then(|file| {
            let catalogue = Catalogue::open(&file).ok()?;
            catalogue.verify().ok()?;
            let (kept, _, hash) = kept(catalogue, Disk::open(&self.folder).ok()?).ok()?;
            Some((kept, hash))
        });
        if old.as_ref().is_some_and(|(kept, _)| is_same(&disk, kept)) {
            return Ok(Compared::Same);
        }
        let mut faults = Faults::default();
        let Found { folders, began } = disk.find(&mut faults);
        let (reading, contents) = Reading::begin(disk, &mut faults);
        let (old, states) = match old {
            Some((kept, hash)) if hash == reading.hash => {
                let states = kept.folders().unwrap_or_default();
                (Some(kept), states)
            }
            _ => (None, Vec::new()),
        };
        let making = Making::default();
        let mut work = Work { states, reading, faults, folders: &folders, began, making };
        let tables = tables(contents);
        let read = old.as_ref().map(|old| work.renew(old, &tables, told));
        let is_whole = matches!(read, Some(Ok(()))) && work.making.has_unique_ids();
        if !is_whole {
            work.making = Making::default();
            work.reading.ties.forget_documents();
            work.read_all(&tables, told);
        }
        self.finish(work, tables).map(|loaded| Compared::Renewed(Box::new(loaded)))
    }

    /// Writes the catalogue and opens it; in memory, where it cannot be kept.
    fn finish(&self, work: Work<'_>, tables: Tables) -> Result<Loaded, Fault> {
        let Work { mut making, mut reading, mut faults, .. } = work;
        reading.end(making.documents.len(), &mut faults);
        reading.ties.forget_documents();
        making.root = reading.shelf.real().as_os_str().as_encoded_bytes().to_vec();
        making.tables = reading.hash;
        making.groups = reading.shelf.groups(work.folders, work.began - racy());
        let all = faults.in_order();
        let folders: HashSet<&str> =
            work.folders.iter().map(|folder| folder.below.as_str()).collect();
        making.faults = (all.iter().cloned())
            .map(|fault| {
                let folder = reading.shelf.folder_of(&fault.file, &folders);
                (fault, folder)
            })
            .collect();
        let written = making.write(Cursor::new(Vec::new()), &tables).map(Cursor::into_inner);
        let bytes = written.map_err(|error| reading.shelf.unwritable(&error))?;
        let file = self.file().filter(|file| put_in_place(file, &bytes).is_ok());
        let catalogue = match file.map(|file| Catalogue::open(&file)) {
            Some(Ok(catalogue)) => Ok(catalogue),
            _ => Catalogue::in_memory(bytes),
        };
        let kept = catalogue.and_then(|catalogue| Kept::of(catalogue, reading));
        let kept = kept.map_err(|error| {
            let error = match error {
                Unusable::Io(error) => error,
                Unusable::Wrong(why) => std::io::Error::other(why),
            };
            fault_of_cache(&self.folder, &error)
        })?;
        Ok(Loaded { archive: Archive::of(Arc::new(tables), Arc::new(kept)), faults: all })
    }
}

fn fault_of_cache(folder: &Path, error: &std::io::Error) -> Fault {
    super::shelf::fault_of(
        folder,
        super::Code::CannotRead,
        format!("Its catalogue cannot be made: {error}."),
        "Look at the room in memory and in the cache folder.",
    )
}

fn tables(contents: Contents) -> Tables {
    let Contents { origin, series, meetings, parties, .. } = contents;
    Tables::new(origin, series, meetings, parties)
}

/// Opens a catalogue that is of this folder; gives also the tables, and their hash.
fn kept(catalogue: Catalogue, disk: Disk) -> Result<(Kept, Tables, u64), Unusable> {
    let about: About = unpacked(&catalogue.section(Section::About)?)?;
    if about.root != disk.real().as_os_str().as_encoded_bytes() {
        return Err(Unusable::Wrong("it is of another folder"));
    }
    let hash = hash_of_tables(&disk);
    if about.tables != hash {
        return Err(Unusable::Wrong("meetings.toml or parties.toml changed"));
    }
    let entry: TablesEntry = unpacked(&catalogue.section(Section::Tables)?)?;
    let tables = entry.tables(disk.origin());
    let reading = Reading::of_tables(disk, hash, &tables.parties);
    Ok((Kept::of(catalogue, reading)?, tables, hash))
}

fn opened(catalogue: Catalogue, disk: Disk) -> Result<Loaded, Unusable> {
    let (kept, tables, _) = kept(catalogue, disk)?;
    let faults: Vec<FaultEntry> = unpacked(&kept.catalogue.section(Section::Faults)?)?;
    let faults = faults.iter().filter_map(FaultEntry::fault).collect();
    Ok(Loaded { archive: Archive::of(Arc::new(tables), Arc::new(kept)), faults })
}

/// The position of the document in a folder whose files did not change.
fn unchanged(states: &[State], below: &str, stamp: u64) -> Option<usize> {
    let key = fnv(below.as_bytes());
    let state = states.get(states.binary_search_by_key(&key, |state| state.key).ok()?)?;
    let same = state.stamp != 0 && state.stamp == stamp;
    same.then(|| usize::try_from(state.position).unwrap_or(usize::MAX))
}

/// One number for a folder and the stamp of its files: of a million documents these take 8 MB.
fn mixed(key: u64, stamp: u64) -> u64 {
    fnv_on(key, &stamp.to_le_bytes())
}

/// Whether the folders of documents are those that are known, and none of their files changed.
fn is_same(disk: &Disk, kept: &Kept) -> bool {
    let mut known: Vec<u64> = Vec::with_capacity(kept.catalogue.count);
    let mut all_sure = true;
    let read = kept.each_folder(&mut |state| {
        all_sure &= state.stamp != 0;
        known.push(mixed(state.key, state.stamp));
    });
    if read.is_err() || !all_sure {
        return false;
    }
    known.sort_unstable();
    let mut count = 0;
    let all = disk.each_document(&mut |below, stamp| {
        count += 1;
        known.binary_search(&mixed(fnv(below.as_bytes()), stamp)).is_ok()
    });
    all && count == known.len()
}

/// A catalogue in the making.
struct Work<'a> {
    /// What was known before of the folders, in the order of their keys.
    states: Vec<State>,
    reading: Reading<Disk>,
    faults: Faults,
    folders: &'a [Folder],
    /// The time of the file system when the folders were looked at.
    began: i128,
    making: Making,
}

impl Work<'_> {
    /// The stamp of a folder, as far as it can be trusted.
    fn stamp(&self, folder: &Folder) -> u64 {
        if folder.newest + racy() > self.began { 0 } else { folder.stamp }
    }

    fn read(&mut self, folder: &Folder, tables: &Tables) {
        let document = self.reading.document(folder, &mut self.faults);
        let stamp = self.stamp(folder);
        let made = Made::of(&document, tables, stamp, &mut self.making.dictionary);
        self.making.documents.push(made);
    }

    fn read_all(&mut self, tables: &Tables, told: &dyn Fn(usize)) {
        for (count, folder) in self.folders.iter().enumerate() {
            if count % 256 == 0 {
                told(count);
            }
            self.read(folder, tables);
        }
    }

    /// Reads what changed, and takes the rest from the catalogue before.
    fn renew(&mut self, old: &Kept, tables: &Tables, told: &dyn Fn(usize)) -> Result<(), Unusable> {
        let mut same: HashMap<usize, &Folder> = HashMap::new();
        let mut changed = Vec::new();
        for folder in self.folders {
            match unchanged(&self.states, &folder.below, folder.stamp) {
                Some(position) => drop(same.insert(position, folder)),
                None => changed.push(folder),
            }
        }
        let texts = old.values()?;
        let faults: Vec<FaultEntry> = unpacked(&old.catalogue.section(Section::Faults)?)?;
        for page in 0..old.catalogue.count.div_ceil(PAGE) {
            for (entry, position) in old.entries(page)?.into_iter().zip(page * PAGE..) {
                let Some(folder) = same.get(&position) else { continue };
                let Entry { values, .. } = &entry;
                let values = values.iter().filter_map(|(facet, number)| {
                    let values = texts.get(usize::from(*facet))?;
                    let (text, ..) = values.get(usize::try_from(*number).ok()?)?;
                    Some((*facet, self.making.dictionary.number(*facet, text)))
                });
                let values = values.collect();
                let stamp = folder.stamp;
                let row = entry.row();
                self.reading.ties.know(Target::Document, &row.id, &folder.path);
                self.making.documents.push(Made::kept(row, values, stamp));
            }
        }
        let kept: HashSet<&str> = same.values().map(|folder| folder.below.as_str()).collect();
        let of_kept = |entry: &&FaultEntry| {
            entry.folder.as_deref().is_some_and(|folder| kept.contains(folder))
        };
        self.faults.extend(faults.iter().filter(of_kept).filter_map(FaultEntry::fault));
        for (count, folder) in changed.into_iter().enumerate() {
            if count % 256 == 0 {
                told(count);
            }
            self.read(folder, tables);
        }
        Ok(())
    }
}
