//! Makes a catalogue: from the documents as they are read, and from the catalogue before.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::HashSet;
use std::io;
use std::io::Write;

use serde::Serialize;

use crate::model::Day;
use crate::model::Document;
use crate::model::Facet;
use crate::model::GROUP;
use crate::model::Id;
use crate::model::PAGE;
use crate::model::Positions;
use crate::model::Row;
use crate::model::Run;
use crate::model::Tables;
use crate::model::by_title;
use crate::model::fnv;
use crate::model::values_of;
use crate::store::Fault;

use super::entry::{About, Entry, FacetEntry, FaultEntry, RunEntry, ValueEntry};
use super::file::{Piece, Section, Writing};
use super::tables::TablesEntry;

/// The values of all facets, each once.
#[derive(Default)]
pub(super) struct Dictionary {
    texts: Vec<Vec<String>>,
    numbers: HashMap<(u8, String), u32>,
}

/// The number of a facet.
fn number_of(facet: Facet) -> u8 {
    u8::try_from(facet as usize).unwrap_or(u8::MAX)
}

impl Dictionary {
    /// The number of a value, which it gets now if it has none.
    pub(super) fn number(&mut self, facet: u8, text: &str) -> u32 {
        let key = (facet, text.to_owned());
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        self.texts.resize_with(self.texts.len().max(usize::from(facet) + 1), Vec::new);
        let texts = self.texts.get_mut(usize::from(facet));
        let number = texts.map_or(0, |texts| {
            texts.push(text.to_owned());
            u32::try_from(texts.len() - 1).unwrap_or(u32::MAX)
        });
        self.numbers.insert(key, number);
        number
    }
}

/// What a catalogue says of one document.
pub(super) struct Made {
    row: Row,
    values: Vec<(u8, u32)>,
    /// The stamp of its files; 0 where they may have changed while they were read.
    stamp: u64,
}

impl Made {
    /// What is said of a document.
    pub(super) fn of(
        document: &Document,
        tables: &Tables,
        stamp: u64,
        dictionary: &mut Dictionary,
    ) -> Self {
        let meeting = tables.meeting(document.issued.meeting.as_ref());
        let values = values_of(document, meeting);
        let mut values: Vec<(u8, u32)> = values
            .iter()
            .map(|(facet, text)| {
                let facet = number_of(*facet);
                (facet, dictionary.number(facet, text))
            })
            .collect();
        values.sort_unstable();
        values.dedup();
        Self { row: Row::of(document), values, stamp }
    }

    /// What was said of a document before.
    pub(super) fn kept(row: Row, values: Vec<(u8, u32)>, stamp: u64) -> Self {
        Self { row, values, stamp }
    }
}

/// All that a catalogue is made from.
#[derive(Default)]
pub(super) struct Making {
    pub(super) root: Vec<u8>,
    pub(super) tables: u64,
    pub(super) groups: Vec<(String, i64)>,
    pub(super) documents: Vec<Made>,
    pub(super) dictionary: Dictionary,
    /// What is wrong, and in the folder of which document.
    pub(super) faults: Vec<(Fault, Option<String>)>,
}

/// What the archive's order compares.
type Key<'a> = (usize, Reverse<Option<Day>>, &'a str, &'a Id);

impl Making {
    /// Whether no two documents have one id.
    pub(super) fn has_unique_ids(&self) -> bool {
        let mut seen = HashSet::with_capacity(self.documents.len());
        self.documents.iter().all(|made| seen.insert(made.row.id.as_str()))
    }

    /// Writes the catalogue.
    pub(super) fn write<W: Write + io::Seek>(mut self, to: W, tables: &Tables) -> io::Result<W> {
        let sitting = |row: &Row| row.meeting.as_ref().and_then(|id| tables.sitting(id.as_str()));
        self.documents.sort_by(|a, b| {
            fn key(row: &Row, sitting: Option<usize>) -> Key<'_> {
                let place = sitting.unwrap_or(usize::MAX);
                (place, Reverse(row.day()), &row.title, &row.id)
            }
            key(&a.row, sitting(&a.row)).cmp(&key(&b.row, sitting(&b.row)))
        });
        let mut writing = Writing::new(to, self.documents.len())?;
        let about = About {
            root: std::mem::take(&mut self.root),
            tables: self.tables,
            groups: std::mem::take(&mut self.groups),
        };
        writing.section(Section::About, &packed(&about)?)?;
        writing.section(Section::Tables, &packed(&TablesEntry::of(tables))?)?;

        let order = self.sorted_values();
        self.write_pages(&mut writing)?;
        self.write_facets(&mut writing, &order)?;

        let rows = || self.documents.iter().map(|made| &made.row);
        let runs = Run::all(rows().map(sitting));
        let runs: Vec<RunEntry> = (runs.iter())
            .map(|run| (run.meeting.map(short), short(run.start), short(run.end)))
            .collect();
        writing.section(Section::Runs, &packed(&runs)?)?;

        let titles = by_title(rows().map(|row| row.title.as_str()));
        let titles: Vec<u8> = titles.iter().flat_map(|at| at.to_le_bytes()).collect();
        writing.section(Section::Titles, &titles)?;

        let mut ids: Vec<(u64, u32)> =
            rows().map(|row| fnv(row.id.as_str().as_bytes())).zip(0..).collect();
        ids.sort_unstable();
        let ids = ids
            .iter()
            .flat_map(|(hash, at)| hash.to_le_bytes().into_iter().chain(at.to_le_bytes()));
        writing.section(Section::Ids, &ids.collect::<Vec<u8>>())?;

        let mut folders: Vec<(u64, u64, u32)> = (self.documents.iter().zip(0..))
            .map(|(made, at)| (fnv(made.row.folder.as_bytes()), made.stamp, at))
            .collect();
        folders.sort_unstable();
        let folders = folders.iter().flat_map(|(hash, stamp, at)| {
            let stamp = stamp.to_le_bytes();
            hash.to_le_bytes().into_iter().chain(stamp).chain(at.to_le_bytes())
        });
        writing.section(Section::Folders, &folders.collect::<Vec<u8>>())?;

        let faults = self.faults.iter();
        let faults: Vec<FaultEntry> =
            faults.map(|(fault, folder)| FaultEntry::of(fault, folder.as_deref())).collect();
        writing.section(Section::Faults, &packed(&faults)?)?;
        writing.finish()
    }

    /// Numbers the values of each facet in the order of their texts; gives the texts in this order.
    fn sorted_values(&mut self) -> Vec<Vec<String>> {
        let texts = std::mem::take(&mut self.dictionary.texts);
        let mut renumbered: Vec<Vec<u32>> = Vec::with_capacity(texts.len());
        let mut sorted: Vec<Vec<String>> = Vec::with_capacity(texts.len());
        for texts in texts {
            let mut order: Vec<(String, usize)> = texts.into_iter().zip(0..).collect();
            order.sort_unstable();
            let mut numbers = vec![0; order.len()];
            for (number, (_, before)) in order.iter().enumerate() {
                if let Some(place) = numbers.get_mut(*before) {
                    *place = short(number);
                }
            }
            renumbered.push(numbers);
            sorted.push(order.into_iter().map(|(text, _)| text).collect());
        }
        for (facet, number) in self.documents.iter_mut().flat_map(|made| &mut made.values) {
            let numbers = renumbered.get(usize::from(*facet));
            let new = numbers.and_then(|numbers| numbers.get(long(*number)));
            *number = new.copied().unwrap_or(*number);
        }
        sorted
    }

    fn write_pages<W: Write + io::Seek>(&self, writing: &mut Writing<W>) -> io::Result<()> {
        let begin = writing.at();
        let mut table: Vec<u8> = Vec::new();
        for page in self.documents.chunks(PAGE) {
            let entries: Vec<Entry> =
                page.iter().map(|made| Entry::of(&made.row, made.values.clone())).collect();
            let piece = writing.put(&packed(&entries)?)?;
            table.extend(piece.at.to_le_bytes());
            table.extend(piece.length.to_le_bytes());
            table.extend(piece.crc.to_le_bytes());
        }
        writing.since(Section::Pages, begin);
        writing.section(Section::PageTable, &table)
    }

    fn write_facets<W: Write + io::Seek>(
        &self,
        writing: &mut Writing<W>,
        texts: &[Vec<String>],
    ) -> io::Result<()> {
        let mut sets: Vec<Vec<Positions>> =
            texts.iter().map(|texts| vec![Positions::default(); texts.len()]).collect();
        for (position, made) in self.documents.iter().enumerate() {
            for (facet, number) in &made.values {
                let set = sets.get_mut(usize::from(*facet));
                if let Some(set) = set.and_then(|sets| sets.get_mut(long(*number))) {
                    set.insert(position);
                }
            }
        }
        let begin = writing.at();
        let mut facets: Vec<FacetEntry> = Vec::with_capacity(texts.len());
        for (texts, sets) in texts.iter().zip(&sets) {
            let found: Vec<(&String, &Positions)> =
                texts.iter().zip(sets).filter(|(_, set)| !set.is_empty()).collect();
            let mut values: Vec<ValueEntry> = Vec::with_capacity(found.len());
            for (text, set) in &found {
                let piece = writing.put(&set.to_bytes())?;
                values.push(((*text).clone(), short(set.len()), piece));
            }
            let sets: Vec<&Positions> = found.into_iter().map(|(_, set)| set).collect();
            let groups = write_groups(writing, &sets)?;
            let values = writing.put(&packed(&values)?)?;
            let groups = writing.put(&packed(&groups)?)?;
            facets.push(FacetEntry { values, groups });
        }
        writing.since(Section::Sets, begin);
        writing.section(Section::Facets, &packed(&facets)?)
    }
}

/// Writes what groups of sets have together, and then groups of these, until there is one.
fn write_groups<W: Write + io::Seek>(
    writing: &mut Writing<W>,
    sets: &[&Positions],
) -> io::Result<Vec<Vec<Piece>>> {
    let mut levels = Vec::new();
    let together = |sets: &[&Positions]| Positions::any_of(sets.iter().copied());
    let mut groups: Vec<Positions>;
    let mut below: Vec<&Positions> = sets.to_vec();
    while below.len() > 1 {
        let level: Vec<Positions> = below.chunks(GROUP).map(together).collect();
        let pieces = level.iter().map(|set| writing.put(&set.to_bytes()));
        levels.push(pieces.collect::<io::Result<Vec<Piece>>>()?);
        groups = level;
        below = groups.iter().collect();
    }
    Ok(levels)
}

fn packed(value: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(io::Error::other)
}

fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn long(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_of_groups_holds_what_is_below_it() {
        for count in [0, 1, 2, 16, 17, 300] {
            let sets: Vec<Positions> =
                (0..count).map(|at| [at, at + 7].into_iter().collect()).collect();
            let mut writing = Writing::new(io::Cursor::new(Vec::new()), 0).unwrap();
            let levels = write_groups(&mut writing, &sets.iter().collect::<Vec<_>>()).unwrap();
            let bytes = writing.finish().unwrap().into_inner();
            let mut size = 1;
            for level in &levels {
                size *= GROUP;
                assert_eq!(level.len(), count.div_ceil(size));
                for (piece, sets) in level.iter().zip(sets.chunks(size)) {
                    let (at, length) =
                        (piece.at.try_into().unwrap(), piece.length.try_into().unwrap());
                    let written = bytes[at..].get(..length).and_then(Positions::of_bytes);
                    assert_eq!(written, Some(Positions::any_of(sets)));
                }
            }
            assert_eq!(levels.last().map_or(count, Vec::len), count.min(1));
        }
    }
}
