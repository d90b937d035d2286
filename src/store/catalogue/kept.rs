//! Documents in files, known by their catalogue.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::OnceLock;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use crate::model::Document;
use crate::model::Facet;
use crate::model::Found;
use crate::model::Holdings;
use crate::model::PAGE;
use crate::model::Positions;
use crate::model::Row;
use crate::model::Run;
use crate::model::State;
use crate::model::Value;
use crate::model::Values;
use crate::model::fnv;

use super::entry::{Entry, FacetEntry, RunEntry, ValueEntry};
use super::file::{Catalogue, Piece, Section, Unusable, u32_at, u64_at};
use crate::store::disk::Disk;
use crate::store::reading::Reading;

/// So many pages of rows stay in memory.
const PAGES: usize = 256;

/// The bytes of a line in the tables of pages, ids and folders.
const PAGE_LINE: u64 = 20;
const ID_LINE: u64 = 12;
const FOLDER_LINE: usize = 20;

/// The documents of an archive, read one by one from its folder.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) catalogue: Arc<Catalogue>,
    reading: Reading<Disk>,
    runs: Vec<Run>,
    pages: Mutex<HashMap<usize, Arc<[Row]>>>,
    facets: Mutex<HashMap<Facet, Arc<Values>>>,
    titles: OnceLock<Arc<[u32]>>,
    /// Whether something in the catalogue turned out to be damaged.
    damaged: Arc<AtomicBool>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept here is whole after every step, also of a thread that broke off.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn size(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn wide(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

pub(super) fn unpacked<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, Unusable> {
    postcard::from_bytes(bytes).map_err(|_| Unusable::Wrong("a part of it is of another shape"))
}

impl Kept {
    /// The documents of a catalogue, whose files are read by `reading`.
    pub(super) fn of(catalogue: Catalogue, reading: Reading<Disk>) -> Result<Self, Unusable> {
        let runs: Vec<RunEntry> = unpacked(&catalogue.section(Section::Runs)?)?;
        let whole = |number: u32| size(u64::from(number));
        let runs = runs.into_iter().map(|(meeting, start, end)| Run {
            meeting: meeting.map(whole),
            start: whole(start),
            end: whole(end),
        });
        Ok(Self {
            catalogue: Arc::new(catalogue),
            reading,
            runs: runs.collect(),
            pages: Mutex::default(),
            facets: Mutex::default(),
            titles: OnceLock::new(),
            damaged: Arc::default(),
        })
    }

    /// What was read, or nothing: the catalogue is then to be made anew.
    fn found<T: Default>(&self, read: Result<T, Unusable>) -> T {
        read.unwrap_or_else(|_| {
            self.damaged.store(true, Ordering::Relaxed);
            T::default()
        })
    }

    /// Where a line of a table stands.
    fn line(&self, section: Section, length: u64, at: usize) -> Result<Vec<u8>, Unusable> {
        let place = self.catalogue.place(section);
        let offset = wide(at) * length;
        if offset + length > place.length {
            return Err(Unusable::Wrong("a table is too short"));
        }
        self.catalogue.bytes(place.at + offset, length)
    }

    /// The entries of a page.
    pub(super) fn entries(&self, page: usize) -> Result<Vec<Entry>, Unusable> {
        let line = self.line(Section::PageTable, PAGE_LINE, page)?;
        let piece =
            Piece { at: u64_at(&line, 0), length: u64_at(&line, 8), crc: u32_at(&line, 16) };
        unpacked(&self.catalogue.piece(piece)?)
    }

    /// Where the values and the groups of each facet stand.
    fn facets(&self) -> Result<Vec<FacetEntry>, Unusable> {
        unpacked(&self.catalogue.section(Section::Facets)?)
    }

    /// The values of all facets, as they are written.
    pub(super) fn values(&self) -> Result<Vec<Vec<ValueEntry>>, Unusable> {
        let read = |facet: &FacetEntry| unpacked(&self.catalogue.piece(facet.values)?);
        self.facets()?.iter().map(read).collect()
    }

    /// The states of the folders of all documents, in the order of their keys.
    pub(super) fn folders(&self) -> Result<Vec<State>, Unusable> {
        let mut states = Vec::with_capacity(self.catalogue.count);
        self.each_folder(&mut |state| states.push(state))?;
        Ok(states)
    }

    /// Hands them on one by one; an error at the end says that they are not to be believed.
    pub(super) fn each_folder(&self, take: &mut dyn FnMut(State)) -> Result<(), Unusable> {
        self.catalogue.lines(Section::Folders, FOLDER_LINE, &mut |line| {
            take(State {
                key: u64_at(line, 0),
                stamp: u64_at(line, 8),
                position: u32_at(line, 16),
            });
        })
    }

    fn find(&self, id: &str) -> Result<Option<usize>, Unusable> {
        self.find_in((Section::Ids, ID_LINE, 8), id, |row| row.id.as_str())
    }

    /// The position of the document whose row says `name`: it is looked up in a table whose lines begin with the
    /// hash of what a row says and stand in the order of these, and have the position further on.
    fn find_in(
        &self,
        (section, line, behind): (Section, u64, usize),
        name: &str,
        said: impl Fn(&Row) -> &str,
    ) -> Result<Option<usize>, Unusable> {
        let wanted = fnv(name.as_bytes());
        let (mut low, mut high) = (0, self.catalogue.count);
        while low < high {
            let middle = low.midpoint(high);
            let line = self.line(section, line, middle)?;
            if u64_at(&line, 0) < wanted {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // Of several with one hash the right one is found by its letters.
        for at in low..self.catalogue.count {
            let line = self.line(section, line, at)?;
            if u64_at(&line, 0) != wanted {
                break;
            }
            let position = size(u64::from(u32_at(&line, behind)));
            let page = self.page(position / PAGE);
            if page.get(position % PAGE).is_some_and(|row| said(row) == name) {
                return Ok(Some(position));
            }
        }
        Ok(None)
    }

    /// The documents of a set, to be read when they are asked for.
    fn found_in(&self, set: Piece) -> Found {
        let (catalogue, damaged) = (Arc::clone(&self.catalogue), Arc::clone(&self.damaged));
        Found::stored(move || {
            let bytes = catalogue.piece(set);
            let set = bytes.ok().and_then(|bytes| Positions::of_bytes(&bytes));
            set.unwrap_or_else(|| {
                damaged.store(true, Ordering::Relaxed);
                Positions::default()
            })
        })
    }

    /// The values of one facet. Some have thousands, so that those of the others are not read with them.
    fn read_facet(&self, facet: Facet) -> Result<Values, Unusable> {
        let facets = self.facets()?;
        let Some(of) = facets.get(facet as usize) else { return Ok(Values::default()) };
        let values: Vec<ValueEntry> = unpacked(&self.catalogue.piece(of.values)?)?;
        let levels: Vec<Vec<Piece>> = unpacked(&self.catalogue.piece(of.groups)?)?;
        let values = values.into_iter().map(|(text, count, set)| {
            Value::stored(text, size(u64::from(count)), self.found_in(set))
        });
        let level = |groups: Vec<Piece>| groups.into_iter().map(|set| self.found_in(set)).collect();
        Ok(Values::grouped(values.collect(), levels.into_iter().map(level).collect()))
    }
}

impl Holdings for Kept {
    fn count(&self) -> usize {
        self.catalogue.count
    }

    fn held(&self) -> Option<&[Document]> {
        None
    }

    fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    fn document(&self, position: usize) -> Option<Document> {
        let page = self.page(position / PAGE);
        let row = page.get(position % PAGE)?;
        let mut document = self.reading.document_in(&row.folder);
        // The id is unique in the archive, as the one in the file need not be.
        document.id = row.id.clone();
        Some(document)
    }

    fn page(&self, page: usize) -> Arc<[Row]> {
        let known = locked(&self.pages).get(&page).map(Arc::clone);
        if let Some(rows) = known {
            return rows;
        }
        // Others may look into other pages meanwhile.
        let read = (page * PAGE < self.catalogue.count).then(|| self.entries(page));
        let entries = read.map(|read| self.found(read)).unwrap_or_default();
        let rows: Arc<[Row]> = entries.into_iter().map(Entry::row).collect();
        let mut pages = locked(&self.pages);
        if pages.len() >= PAGES {
            pages.clear();
        }
        pages.insert(page, Arc::clone(&rows));
        rows
    }

    fn position(&self, id: &str) -> Option<usize> {
        self.found(self.find(id))
    }

    fn in_folder(&self, folder: &str) -> Option<usize> {
        let table = (Section::Folders, wide(FOLDER_LINE), 16);
        self.found(self.find_in(table, folder, |row| row.folder.as_str()))
    }

    fn runs(&self) -> &[Run] {
        &self.runs
    }

    fn facet(&self, facet: Facet) -> Arc<Values> {
        let mut facets = locked(&self.facets);
        let read = || Arc::new(self.found(self.read_facet(facet)));
        Arc::clone(facets.entry(facet).or_insert_with(read))
    }

    fn each_state(&self, take: &mut dyn FnMut(State)) -> bool {
        let read = self.each_folder(take);
        let is_right = read.is_ok();
        self.found(read);
        is_right
    }

    fn by_title(&self) -> Arc<[u32]> {
        let read = || {
            let bytes = self.found(self.catalogue.section(Section::Titles));
            bytes.chunks_exact(4).map(|at| u32_at(at, 0)).collect()
        };
        Arc::clone(self.titles.get_or_init(read))
    }
}
