//! Which documents of an archive the parts of an index hold, as they are.
//!
//! Each part has a list beside it: of each of its documents the key, the stamp it had when it was indexed, and its
//! number in the part, in the order of the keys. The catalogue has the states of the folders in the same order, so
//! that both are read in one go, and neither has to be in memory: of a million documents each takes 20 MB.

use std::fs::File;
use std::io;
use std::io::BufReader;
use std::io::Read;
use std::path::Path;

use tantivy::SegmentReader;

use crate::model::Archive;
use crate::model::State;

use super::NOWHERE;
use super::NoIndex;
use super::disk::replace;

/// What the names of these lists end with.
pub(super) const LIST: &str = "held";

/// The bytes of a line: key, stamp, number, all little-endian.
const LINE: usize = 20;

/// The bytes of the checksum (CRC-32) behind the lines.
const CHECKSUM: usize = 4;

/// A document of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    key: u64,
    stamp: u64,
    doc: u32,
}

impl Line {
    fn written(self) -> [u8; LINE] {
        let mut line = [0; LINE];
        let bytes = self.key.to_le_bytes().into_iter().chain(self.stamp.to_le_bytes());
        let bytes = bytes.chain(self.doc.to_le_bytes());
        line.iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte);
        line
    }

    fn read(line: &[u8; LINE]) -> Self {
        let (key, rest) = line.split_first_chunk().unwrap_or((&[0; 8], &[]));
        let (stamp, rest) = rest.split_first_chunk().unwrap_or((&[0; 8], &[]));
        let doc = rest.first_chunk().unwrap_or(&[0; 4]);
        let key = u64::from_le_bytes(*key);
        Self { key, stamp: u64::from_le_bytes(*stamp), doc: u32::from_le_bytes(*doc) }
    }
}

/// The lines of a part, as the engine knows them.
fn lines_of(reader: &SegmentReader) -> Result<Vec<Line>, NoIndex> {
    let fields = reader.fast_fields();
    let (keys, stamps) = (fields.u64("key")?, fields.u64("stamp")?);
    let line = |doc| Some(Line { key: keys.first(doc)?, stamp: stamps.first(doc)?, doc });
    let mut lines: Vec<Line> = (0..reader.max_doc()).filter_map(line).collect();
    lines.sort_unstable();
    Ok(lines)
}

/// The name of the list of a part.
pub(super) fn list_of(reader: &SegmentReader) -> String {
    format!("{}.{LIST}", reader.segment_id().uuid_string())
}

/// Writes the list of a part into the folder of the index, where it is not there yet or is damaged.
pub(super) fn keep(folder: &Path, reader: &SegmentReader) -> Result<(), NoIndex> {
    let file = folder.join(list_of(reader));
    let mut kept = Lines::in_file(&file, reader);
    if let Ok(kept) = &mut kept {
        while kept.take().is_some() {}
        if kept.is_whole() {
            return Ok(());
        }
    }
    let lines = lines_of(reader)?;
    let mut bytes = Vec::with_capacity(lines.len() * LINE + CHECKSUM);
    for line in lines {
        bytes.extend(line.written());
    }
    let checksum = crc32fast::hash(&bytes);
    bytes.extend(checksum.to_le_bytes());
    Ok(replace(&file, &bytes)?)
}

/// The lines of a part, one after the other.
enum Lines {
    File { from: BufReader<File>, left: usize, checksum: crc32fast::Hasher, is_damaged: bool },
    Memory(std::vec::IntoIter<Line>),
}

impl Lines {
    /// Those of a list whose length is right.
    fn in_file(file: &Path, reader: &SegmentReader) -> io::Result<Self> {
        let from = File::open(file)?;
        let left = usize::try_from(reader.max_doc()).map_err(io::Error::other)?;
        let length = u64::try_from(left * LINE + CHECKSUM).map_err(io::Error::other)?;
        if from.metadata()?.len() != length {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let from = BufReader::with_capacity(1 << 16, from);
        Ok(Self::File { from, left, checksum: crc32fast::Hasher::new(), is_damaged: false })
    }

    fn take(&mut self) -> Option<Line> {
        match self {
            Self::Memory(lines) => lines.next(),
            Self::File { left: 0, .. } => None,
            Self::File { from, left, checksum, is_damaged } => {
                let mut line = [0; LINE];
                *left -= 1;
                if from.read_exact(&mut line).is_err() {
                    (*left, *is_damaged) = (0, true);
                    return None;
                }
                checksum.update(&line);
                Some(Line::read(&line))
            }
        }
    }

    /// Whether what was read to its end is as it was written.
    fn is_whole(&mut self) -> bool {
        match self {
            Self::Memory(_) => true,
            Self::File { from, left, checksum, is_damaged } => {
                let mut sum = [0; CHECKSUM];
                *left == 0
                    && !*is_damaged
                    && from.read_exact(&mut sum).is_ok()
                    && u32::from_le_bytes(sum) == checksum.clone().finalize()
            }
        }
    }
}

/// A part of an index, and the positions of its documents as far as they are found.
pub(super) struct Holder<'a> {
    pub(super) reader: &'a SegmentReader,
    lines: Lines,
    next: Option<Line>,
    /// The position of each, or [`NOWHERE`].
    pub(super) positions: Vec<u32>,
    /// The keys of those that the archive has not, or has in another state.
    pub(super) stale: Vec<u64>,
}

impl<'a> Holder<'a> {
    fn of(reader: &'a SegmentReader, mut lines: Lines) -> Self {
        let positions = vec![NOWHERE; usize::try_from(reader.max_doc()).unwrap_or(0)];
        let next = lines.take();
        Self { reader, lines, next, positions, stale: Vec::new() }
    }

    /// Goes on to the documents with a key, and leaves those before it behind; none is left behind at the end.
    fn pass(&mut self, state: Option<State>) {
        while let Some(line) = self.next.filter(|line| state.is_none_or(|s| line.key <= s.key)) {
            self.next = self.lines.take();
            if self.reader.is_deleted(line.doc) {
                continue;
            }
            let same = state.filter(|state| {
                (state.key, state.stamp) == (line.key, line.stamp) && state.stamp != 0
            });
            let place = usize::try_from(line.doc).ok().and_then(|doc| self.positions.get_mut(doc));
            match (same, place) {
                (Some(state), Some(place)) => *place = state.position,
                _ => self.stale.push(line.key),
            }
        }
    }
}

/// The parts of an index, with the positions of all documents that are indexed as the archive has them.
pub(super) fn hold<'a>(
    archive: &Archive,
    folder: &Path,
    readers: &'a [SegmentReader],
) -> Result<Vec<Holder<'a>>, NoIndex> {
    let in_file = |reader: &'a SegmentReader| {
        Some(Holder::of(reader, Lines::in_file(&folder.join(list_of(reader)), reader).ok()?))
    };
    let listed: Option<Vec<Holder<'a>>> = readers.iter().map(in_file).collect();
    if let Some(mut holders) = listed {
        held(archive, &mut holders)?;
        if holders.iter_mut().all(|holder| holder.lines.is_whole()) {
            return Ok(holders);
        }
    }
    // Of an index that is being made, or whose lists are damaged, the engine knows it too.
    let known = |reader| Ok(Holder::of(reader, Lines::Memory(lines_of(reader)?.into_iter())));
    let mut holders = readers.iter().map(known).collect::<Result<Vec<_>, NoIndex>>()?;
    held(archive, &mut holders)?;
    Ok(holders)
}

fn held(archive: &Archive, holders: &mut [Holder<'_>]) -> Result<(), NoIndex> {
    let is_right = archive.each_state(&mut |state| {
        for holder in &mut *holders {
            holder.pass(Some(state));
        }
    });
    for holder in &mut *holders {
        holder.pass(None);
    }
    if is_right { Ok(()) } else { Err(NoIndex::because("the catalogue is damaged")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let line = Line { key: u64::MAX - 7, stamp: 1 << 40, doc: 9 };
        assert_eq!(Line::read(&line.written()), line);
    }
}
