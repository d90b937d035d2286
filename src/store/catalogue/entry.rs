//! The shapes of what a catalogue holds, as postcard writes them.

use serde::Deserialize;
use serde::Serialize;

use super::file::Piece;
use crate::model::Date;
use crate::model::Id;
use crate::model::Kind;
use crate::model::Row;
use crate::store::Code;
use crate::store::Fault;
use crate::store::Position;

/// What a catalogue is of.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct About {
    /// The archive's folder, without links in it.
    pub(super) root: Vec<u8>,
    /// The hash of `meetings.toml` and `parties.toml`, as they were read.
    pub(super) tables: u64,
    /// The folders in which those of documents lie, below the archive, and when each changed, in
    /// nanoseconds since 1970; 0 where it may change again without a new time.
    pub(super) groups: Vec<(String, i64)>,
}

/// One document, with the numbers of its values in the facets.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) folder: String,
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) meeting: Option<String>,
    pub(super) date: Option<String>,
    /// The number of the facet, and of the value in it.
    pub(super) values: Vec<(u8, u32)>,
}

impl Entry {
    /// What is written of a row.
    pub(super) fn of(row: &Row, values: Vec<(u8, u32)>) -> Self {
        Self {
            id: row.id.to_string(),
            folder: row.folder.clone(),
            kind: row.kind.as_str().to_owned(),
            title: row.title.clone(),
            meeting: row.meeting.as_ref().map(ToString::to_string),
            date: row.date.as_ref().map(ToString::to_string),
            values,
        }
    }

    /// The row that was written.
    pub(super) fn row(self) -> Row {
        Row {
            id: Id::kept(&self.id),
            folder: self.folder,
            kind: Kind::of(&self.kind).unwrap_or(Kind::Other),
            title: self.title,
            meeting: self.meeting.map(|id| Id::kept(&id)),
            date: self.date.and_then(|date| Date::parse(&date).ok()),
        }
    }
}

/// A facet: where its values are told, each a [`ValueEntry`], and where for each level of its groups the places
/// of their sets.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FacetEntry {
    pub(super) values: Piece,
    pub(super) groups: Piece,
}

/// A value of a facet: its text, how many documents have it, and where their set stands.
pub(super) type ValueEntry = (String, u32, Piece);

/// A run of documents of one meeting: its place among the meetings, the first position, the end.
pub(super) type RunEntry = (Option<u32>, u32, u32);

/// A fault, as it was found.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FaultEntry {
    file: String,
    position: Option<(u64, u64)>,
    code: String,
    message: String,
    help: String,
    /// The folder of the document that it belongs to, below the archive; none of a table.
    pub(super) folder: Option<String>,
}

impl FaultEntry {
    /// What is written of a fault.
    pub(super) fn of(fault: &Fault, folder: Option<&str>) -> Self {
        let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        Self {
            file: fault.file.clone(),
            position: fault.position.map(|at| (number(at.line), number(at.column))),
            code: fault.code.as_str().to_owned(),
            message: fault.message.clone(),
            help: fault.help.clone(),
            folder: folder.map(str::to_owned),
        }
    }

    /// The fault that was written.
    pub(super) fn fault(&self) -> Option<Fault> {
        let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        Some(Fault {
            file: self.file.clone(),
            position: self
                .position
                .map(|(line, column)| Position { line: number(line), column: number(column) }),
            code: Code::of(&self.code)?,
            message: self.message.clone(),
            help: self.help.clone(),
        })
    }
}
