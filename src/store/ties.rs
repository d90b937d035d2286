//! What the files of an archive say of each other: ids, and references to them.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use crate::model::Id;
use crate::model::Party;

use super::Code;
use super::Fault;
use super::Position;
use super::nearest::nearest;
use super::parties::Spellings;
use super::sheet::Sheet;
use super::shelf::shown;
use super::values::perhaps;

/// What an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Document,
    Meeting,
    Series,
    Party,
}

impl Target {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Meeting => "meeting",
            Self::Series => "series",
            Self::Party => "party",
        }
    }

    /// The file that has the ids of this sort; documents are folders.
    const fn table(self) -> Option<&'static str> {
        match self {
            Self::Document => None,
            Self::Meeting | Self::Series => Some("meetings.toml"),
            Self::Party => Some("parties.toml"),
        }
    }
}

/// Where an id was given first, and how often it was given.
#[derive(Clone)]
struct Given {
    file: Arc<str>,
    line: usize,
    times: usize,
}

/// A value that names something else by its id.
struct Reference {
    file: Arc<str>,
    position: Position,
    path: String,
    to: Target,
    id: Id,
}

/// What the tables of an archive say.
#[derive(Clone, Default)]
struct Tables {
    meetings: HashMap<Id, Given>,
    series: HashMap<Id, Given>,
    parties: HashMap<Id, Given>,
    spellings: Spellings,
}

/// All ids of an archive, and all references to them.
#[derive(Default)]
pub(super) struct Ties {
    documents: HashMap<Id, Given>,
    tables: Arc<Tables>,
    references: Vec<Reference>,
    /// How many of them stand in the tables.
    of_tables: usize,
}

/// So many references get the help of a nearest id; each costs a look at every id.
const HELPED: usize = 50;

impl Ties {
    fn given(&self, to: Target) -> &HashMap<Id, Given> {
        match to {
            Target::Document => &self.documents,
            Target::Meeting => &self.tables.meetings,
            Target::Series => &self.tables.series,
            Target::Party => &self.tables.parties,
        }
    }

    fn given_mut(&mut self, to: Target) -> &mut HashMap<Id, Given> {
        match to {
            Target::Document => &mut self.documents,
            Target::Meeting => &mut Arc::make_mut(&mut self.tables).meetings,
            Target::Series => &mut Arc::make_mut(&mut self.tables).series,
            Target::Party => &mut Arc::make_mut(&mut self.tables).parties,
        }
    }

    /// The parties by the names that they sign with.
    pub(super) fn spellings(&self) -> &Spellings {
        &self.tables.spellings
    }

    /// The same, while the tables are read.
    pub(super) fn spellings_mut(&mut self) -> &mut Spellings {
        &mut Arc::make_mut(&mut self.tables).spellings
    }

    /// What a table of parties says; where it stands there is not known.
    pub(super) fn of_parties(parties: &[Party]) -> Self {
        let given = Given { file: "".into(), line: 0, times: 1 };
        let given = parties.iter().map(|party| (party.id.clone(), given.clone()));
        let tables = Tables {
            parties: given.collect(),
            spellings: Spellings::of(parties),
            ..Tables::default()
        };
        Self { tables: Arc::new(tables), ..Self::default() }
    }

    /// What the tables say, for one document that is read beside others.
    pub(super) fn of_tables(&self) -> Self {
        Self { tables: Arc::clone(&self.tables), ..Self::default() }
    }

    /// Whether something has this id.
    pub(super) fn has(&self, to: Target, id: &Id) -> bool {
        self.given(to).contains_key(id)
    }

    /// Gives `id`, which stands at `byte`, to something; the second bearer gets `id~2`.
    pub(super) fn give(&mut self, to: Target, id: Id, sheet: &Sheet, byte: usize) -> Id {
        let first = self.given_mut(to).entry(id.clone()).or_insert_with(|| Given {
            file: sheet.file(),
            line: sheet.line(byte),
            times: 0,
        });
        first.times += 1;
        if first.times == 1 {
            return id;
        }
        let again = id.again(first.times);
        sheet.fault(
            byte,
            Code::DupId,
            format!(
                "The id \"{id}\" of this {} is used already, in {}, line {}.",
                to.word(),
                first.file,
                first.line
            ),
            format!("Give one of them another id; until then this one is \"{again}\"."),
        );
        again
    }

    /// Knows of something that has this id, and where it is.
    pub(super) fn know(&mut self, to: Target, id: &Id, path: &Path) {
        let given = Given { file: shown(path).into(), line: 1, times: 1 };
        self.given_mut(to).insert(id.clone(), given);
    }

    /// Notes that all tables are read, and documents follow.
    pub(super) fn end_tables(&mut self) {
        self.of_tables = self.references.len();
    }

    /// Forgets all documents and what they refer to; the tables stay known.
    pub(super) fn forget_documents(&mut self) {
        self.documents.clear();
        self.references.truncate(self.of_tables);
    }

    /// Remembers that the value of `path`, at `byte`, names something by its id.
    pub(super) fn refer(&mut self, to: Target, id: &Id, path: String, sheet: &Sheet, byte: usize) {
        self.references.push(Reference {
            file: sheet.file(),
            position: sheet.position(byte),
            path,
            to,
            id: id.clone(),
        });
    }

    /// The faults of all references that lead nowhere. `missing` are the tables that could not be
    /// read: of one that is not there one fault is enough, and of any other the fault is told.
    pub(super) fn dangling(&self, missing: &[(&'static str, Option<String>)]) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (table, file) in missing {
            let is_of_table = |reference: &&Reference| reference.to.table() == Some(table);
            let mut references = self.references.iter().filter(is_of_table);
            if let (Some(first), Some(file)) = (references.next(), file) {
                faults.push(missing_table(table, file, first, references.count()));
            }
        }
        let is_told = |to: Target| missing.iter().any(|(table, _)| to.table() == Some(table));
        let dangling = self.references.iter().filter(|reference| {
            !is_told(reference.to) && !self.given(reference.to).contains_key(&reference.id)
        });
        for (count, reference) in dangling.enumerate() {
            let ids = self.given(reference.to).keys().map(Id::as_str);
            let meant = (count < HELPED).then(|| nearest(reference.id.as_str(), ids)).flatten();
            faults.push(reference.dangling(meant));
        }
        faults
    }
}

impl Reference {
    fn dangling(&self, meant: Option<&str>) -> Fault {
        let word = self.to.word();
        let place = self.to.table().map_or("add its folder", |_| "add it there");
        let of = self.to.table().map_or_else(String::new, |table| format!(" in {table}"));
        Fault {
            file: self.file.to_string(),
            position: Some(self.position),
            code: Code::NoSuchId,
            message: format!("`{}`: there is no {word} \"{}\"{of}.", self.path, self.id),
            help: format!("{}Correct the id, or {place}.", perhaps(meant)),
        }
    }
}

fn missing_table(table: &str, file: &str, first: &Reference, more: usize) -> Fault {
    let others = match more {
        0 => String::new(),
        1 => ", and one more place does".to_owned(),
        more => format!(", and {more} more places do"),
    };
    Fault {
        file: file.to_owned(),
        position: None,
        code: Code::MissingFile,
        message: format!(
            "The archive has no {table}, but {}, line {}, needs it{others}.",
            first.file, first.position.line
        ),
        help: format!("Write {table} as docs/format.md shows it, or take the ids out."),
    }
}
