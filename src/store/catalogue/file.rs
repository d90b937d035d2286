//! The file of a catalogue: a header, and sections that are read by their place.
//!
//! Nothing in it is believed before its checksum is right. All numbers are little-endian.
//!
//! ```text
//! 0   16  "plenary archive\n"
//! 16   4  the version of the format
//! 20   4  CRC-32 of what follows in the header
//! 24   8  the length of the file, in bytes
//! 32   8  how many documents there are
//! 40      for each section: 8 its place, 8 its length, 4 its CRC-32, 4 nothing
//! ```

use std::fs::File;
use std::io;
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::path::Path;

use serde::Deserialize;
use serde::Serialize;

use super::entry::{FacetEntry, ValueEntry};
use super::kept::unpacked;

/// The first bytes of a catalogue.
const MAGIC: &[u8; 16] = b"plenary archive\n";

/// The version of the format: of all that is written, the shapes in `entry` included.
const VERSION: u32 = 5;

/// What a catalogue consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// What the catalogue is of.
    About,
    /// Rows, page after page; each page has its own checksum.
    Pages,
    /// Where each page begins, and its checksum.
    PageTable,
    /// The positions by the hash of the id.
    Ids,
    /// The folders by the hash of their paths, with stamps.
    Folders,
    /// The runs of meetings.
    Runs,
    /// The positions in the order of the titles.
    Titles,
    /// Where the values and the groups of each facet stand.
    Facets,
    /// The documents of each value, and of each group of values, as sets; and for each facet its values
    /// and its groups, with where their sets stand. Each of these has its own checksum.
    Sets,
    /// What is wrong with the files.
    Faults,
    /// The tables of the archive.
    Tables,
}

/// How many sections there are.
const SECTIONS: usize = 11;

/// The length of the header, in bytes.
const HEADER: usize = 40 + SECTIONS * 24;

/// Where a piece of the file stands, and its checksum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Piece {
    /// Its place, in bytes from the beginning.
    pub(super) at: u64,
    /// Its length, in bytes.
    pub(super) length: u64,
    /// Its CRC-32; 0 where its parts have their own.
    pub(super) crc: u32,
}

/// So many lines of a table are in memory at once.
const LINES: usize = 4096;

const DAMAGED: Unusable = Unusable::Wrong("a part of it is damaged");

/// Why a catalogue is not used.
#[derive(Debug)]
pub(super) enum Unusable {
    /// It cannot be read.
    Io(io::Error),
    /// It is none, is of another version, or is damaged.
    Wrong(&'static str),
}

impl From<io::Error> for Unusable {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let found = bytes.get(at..at + N).and_then(|piece| piece.try_into().ok());
    found.unwrap_or([0; N])
}

/// The 32 bits at a place; 0 beyond the end.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(number(bytes, at))
}

/// The 64 bits at a place; 0 beyond the end.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(number(bytes, at))
}

/// Where the bytes of a catalogue are.
#[derive(Debug)]
enum Bytes {
    File(File),
    Memory(Vec<u8>),
}

impl Bytes {
    fn length(&self) -> io::Result<u64> {
        match self {
            Self::File(file) => Ok(file.metadata()?.len()),
            Self::Memory(bytes) => u64::try_from(bytes.len()).map_err(io::Error::other),
        }
    }

    fn read(&self, into: &mut [u8], at: u64) -> io::Result<()> {
        match self {
            Self::File(file) => file.read_exact_at(into, at),
            Self::Memory(bytes) => {
                let from = usize::try_from(at).ok().and_then(|at| bytes.get(at..at + into.len()));
                into.copy_from_slice(from.ok_or(io::ErrorKind::UnexpectedEof)?);
                Ok(())
            }
        }
    }
}

/// A catalogue that is open for reading.
#[derive(Debug)]
pub(super) struct Catalogue {
    from: Bytes,
    /// How many documents there are.
    pub(super) count: usize,
    sections: [Piece; SECTIONS],
}

impl Catalogue {
    /// Opens a file whose header is right and whose length is what the header says.
    pub(super) fn open(path: &Path) -> Result<Self, Unusable> {
        Self::of(Bytes::File(File::open(path)?))
    }

    /// A catalogue that is in memory.
    pub(super) fn in_memory(bytes: Vec<u8>) -> Result<Self, Unusable> {
        Self::of(Bytes::Memory(bytes))
    }

    fn of(from: Bytes) -> Result<Self, Unusable> {
        let mut header = [0; HEADER];
        from.read(&mut header, 0)?;
        let rest = header.get(24..).unwrap_or_default();
        if !header.starts_with(MAGIC) {
            return Err(Unusable::Wrong("it is no catalogue"));
        }
        if u32_at(&header, 16) != VERSION {
            return Err(Unusable::Wrong("it is of another version"));
        }
        if u32_at(&header, 20) != crc32fast::hash(rest) {
            return Err(Unusable::Wrong("its header is damaged"));
        }
        if u64_at(&header, 24) != from.length()? {
            return Err(Unusable::Wrong("it was not written to its end"));
        }
        let count = usize::try_from(u64_at(&header, 32)).map_err(|_| Unusable::Wrong("count"))?;
        let mut sections = [Piece::default(); SECTIONS];
        for (index, section) in sections.iter_mut().enumerate() {
            let at = 40 + index * 24;
            *section = Piece {
                at: u64_at(&header, at),
                length: u64_at(&header, at + 8),
                crc: u32_at(&header, at + 16),
            };
        }
        Ok(Self { from, count, sections })
    }

    /// Where a section stands.
    pub(super) fn place(&self, section: Section) -> Piece {
        self.sections.get(section as usize).copied().unwrap_or_default()
    }

    /// The bytes at a place, whatever they are.
    pub(super) fn bytes(&self, at: u64, length: u64) -> Result<Vec<u8>, Unusable> {
        let end = at.checked_add(length).ok_or(Unusable::Wrong("a place beyond its end"))?;
        if end > self.from.length()? {
            return Err(Unusable::Wrong("a place beyond its end"));
        }
        let length = usize::try_from(length).map_err(|_| Unusable::Wrong("a length"))?;
        let mut bytes = vec![0; length];
        self.from.read(&mut bytes, at)?;
        Ok(bytes)
    }

    /// The bytes of a piece, if its checksum is right.
    pub(super) fn piece(&self, piece: Piece) -> Result<Vec<u8>, Unusable> {
        let bytes = self.bytes(piece.at, piece.length)?;
        if crc32fast::hash(&bytes) == piece.crc { Ok(bytes) } else { Err(DAMAGED) }
    }

    /// Hands on the lines of a table, each of `length` bytes, without having all of them in memory; an
    /// error at the end says that they were not as they were written.
    pub(super) fn lines(
        &self,
        section: Section,
        length: usize,
        take: &mut dyn FnMut(&[u8]),
    ) -> Result<(), Unusable> {
        let piece = self.place(section);
        let step = u64::try_from(length * LINES).unwrap_or(u64::MAX);
        let mut checksum = crc32fast::Hasher::new();
        let mut done = 0;
        while done < piece.length {
            let bytes = self.bytes(piece.at + done, step.min(piece.length - done))?;
            checksum.update(&bytes);
            bytes.chunks_exact(length).for_each(&mut *take);
            done += step;
        }
        if checksum.finalize() == piece.crc { Ok(()) } else { Err(DAMAGED) }
    }

    /// Looks whether every part is as it was written.
    pub(super) fn verify(&self) -> Result<(), Unusable> {
        for section in [Section::About, Section::Runs, Section::Faults, Section::Tables] {
            self.section(section)?;
        }
        // These are long where there are many documents.
        for section in [Section::Ids, Section::Folders, Section::Titles] {
            self.lines(section, 4, &mut |_| {})?;
        }
        let mut damage = None;
        self.lines(Section::PageTable, 20, &mut |line| {
            let (at, length, crc) = (u64_at(line, 0), u64_at(line, 8), u32_at(line, 16));
            damage = damage.take().or_else(|| self.piece(Piece { at, length, crc }).err());
        })?;
        damage.map_or(Ok(()), Err)?;
        let facets: Vec<FacetEntry> = unpacked(&self.section(Section::Facets)?)?;
        for facet in facets {
            let values: Vec<ValueEntry> = unpacked(&self.piece(facet.values)?)?;
            let groups: Vec<Vec<Piece>> = unpacked(&self.piece(facet.groups)?)?;
            let values = values.into_iter().map(|(_, _, set)| set);
            for set in values.chain(groups.into_iter().flatten()) {
                self.piece(set)?;
            }
        }
        Ok(())
    }

    /// The bytes of a section, if its checksum is right.
    pub(super) fn section(&self, section: Section) -> Result<Vec<u8>, Unusable> {
        self.piece(self.place(section))
    }
}

/// A catalogue on its way into a file.
pub(super) struct Writing<W> {
    to: W,
    at: u64,
    count: u64,
    sections: [Piece; SECTIONS],
}

impl<W: Write + io::Seek> Writing<W> {
    /// Begins a catalogue of `count` documents.
    pub(super) fn new(mut to: W, count: usize) -> io::Result<Self> {
        to.write_all(&[0; HEADER])?;
        let at = u64::try_from(HEADER).map_err(io::Error::other)?;
        let count = u64::try_from(count).map_err(io::Error::other)?;
        Ok(Self { to, at, count, sections: [Piece::default(); SECTIONS] })
    }

    /// Writes bytes, and says where they came to stand.
    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<Piece> {
        let length = u64::try_from(bytes.len()).map_err(io::Error::other)?;
        let piece = Piece { at: self.at, length, crc: crc32fast::hash(bytes) };
        self.to.write_all(bytes)?;
        self.at += length;
        Ok(piece)
    }

    /// Writes a section.
    pub(super) fn section(&mut self, section: Section, bytes: &[u8]) -> io::Result<()> {
        let piece = self.put(bytes)?;
        self.set(section, piece);
        Ok(())
    }

    /// Says that a section stands where its parts were written.
    pub(super) fn since(&mut self, section: Section, begin: u64) {
        self.set(section, Piece { at: begin, length: self.at - begin, crc: 0 });
    }

    /// Where the next bytes come to stand.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    fn set(&mut self, section: Section, piece: Piece) {
        if let Some(place) = self.sections.get_mut(section as usize) {
            *place = piece;
        }
    }

    /// Writes the header; without it, the file is no catalogue.
    pub(super) fn finish(mut self) -> io::Result<W> {
        let mut rest = Vec::with_capacity(HEADER);
        rest.extend(self.at.to_le_bytes());
        rest.extend(self.count.to_le_bytes());
        for Piece { at, length, crc } in self.sections {
            rest.extend(at.to_le_bytes());
            rest.extend(length.to_le_bytes());
            rest.extend(crc.to_le_bytes());
            rest.extend([0; 4]);
        }
        let mut header = MAGIC.to_vec();
        header.extend(VERSION.to_le_bytes());
        header.extend(crc32fast::hash(&rest).to_le_bytes());
        header.extend(rest);
        self.to.seek(io::SeekFrom::Start(0))?;
        self.to.write_all(&header)?;
        Ok(self.to)
    }
}
