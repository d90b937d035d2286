//! How much is read, and how much is shown: every limit that an input can meet, in one place.
//!
//! `plenary doctor` shows them, and docs/limits.md says what happens beyond them.

/// The most bytes of a record or a table of an archive.
pub const RECORD: u64 = 4 << 20;

/// The most bytes of a text; of a longer one the beginning is read.
pub const TEXT: u64 = 64 << 20;

/// The most bytes of a file of settings.
pub const SETTINGS: u64 = 1 << 20;

/// The most bytes of a file of the notebook.
pub const JOURNAL: u64 = 256 << 20;

/// The most bytes of a notebook that is imported.
pub const NOTEBOOK: u64 = 64 << 20;

/// The most bytes of a foreign file.
pub const FOREIGN: usize = 200 << 20;

/// A plain text of more bytes is read as it stands, and no facts are looked for in it.
pub const PLAIN: usize = 1 << 20;

/// So many folders may lie in each other in an archive.
pub const DEPTH: usize = 16;

/// So many faults of one file are told.
pub const FAULTS: usize = 100;

/// The most bytes of an id.
pub const ID: usize = 128;

/// So many marks stand on one sign; more are left out.
pub const MARKS: usize = 8;

/// So many entries the contents of a document have.
pub const CONTENTS: usize = 5_000;

/// A limit, as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What it is the limit of.
    pub of: &'static str,
    /// How much.
    pub most: u64,
    /// Whether that are bytes.
    pub bytes: bool,
}

const fn bytes(of: &'static str, most: u64) -> Limit {
    Limit { of, most, bytes: true }
}

const fn count(of: &'static str, most: u64) -> Limit {
    Limit { of, most, bytes: false }
}

/// All of them.
pub const ALL: &[Limit] = &[
    bytes("a record, meetings.toml or parties.toml", RECORD),
    bytes("a text, of which more is not read", TEXT),
    bytes("a file of settings", SETTINGS),
    bytes("a file of the notebook", JOURNAL),
    bytes("a notebook that is imported", NOTEBOOK),
    bytes("a foreign file", FOREIGN as u64),
    bytes("a plain text in which facts are looked for", PLAIN as u64),
    bytes("an id", ID as u64),
    count("folders in each other", DEPTH as u64),
    count("faults that are told of one file", FAULTS as u64),
    count("marks on one sign", MARKS as u64),
    count("entries of a document's contents", CONTENTS as u64),
];

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let most = self.most;
        match most {
            _ if self.bytes && most >= 1 << 20 => write!(f, "{} MiB", most >> 20),
            _ if self.bytes => write!(f, "{most} bytes"),
            _ => write!(f, "{most}"),
        }
    }
}
