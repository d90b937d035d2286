//! Who stands under which document: parties by rows, documents by columns.

use super::sheet::{Entry, Leads};
use crate::export::roll::{Line, Roll};
use crate::model::{Archive, Document, Meeting, Role};

/// What a column asks of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// Nothing.
    Any,
    /// That the party signed it.
    Signed,
    /// That it did not.
    Unsigned,
}

impl Condition {
    const fn next(self) -> Self {
        match self {
            Self::Any => Self::Signed,
            Self::Signed => Self::Unsigned,
            Self::Unsigned => Self::Any,
        }
    }

    /// The sign before the number of a column.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Any => " ",
            Self::Signed => "+",
            Self::Unsigned => "-",
        }
    }

    /// What it asks, in words.
    #[must_use]
    pub const fn spoken(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Signed => "signed",
            Self::Unsigned => "not signed",
        }
    }
}

/// A document of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its position in the archive.
    pub document: usize,
    /// Its meeting and its kind.
    pub label: String,
    /// What it asks of the rows.
    pub condition: Condition,
}

/// The columns of the table, and what stands in them.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The documents, newest meeting first.
    pub columns: Vec<Column>,
    /// The index of the column under the cursor.
    pub cursor: usize,
    /// For each entry of the sheet but the first: the letter in each column, or a blank.
    pub rows: Vec<Vec<char>>,
    /// The number of names under all of the documents.
    pub all: usize,
}

/// The letters of the table, and what each means.
pub const LEGEND: [(char, Role); 5] = [
    ('X', Role::Signed),
    ('P', Role::Proposed),
    ('E', Role::Endorsed),
    ('S', Role::Sponsored),
    ('o', Role::Present),
];

impl Table {
    /// The columns of the documents that have names under them; conditions stay with theirs.
    pub(super) fn of(archive: &Archive, documents: &[usize], before: Option<&Self>) -> Self {
        let mut table = Self::default();
        for position in documents {
            let Some(document) = archive.at(*position) else { continue };
            if document.signatory_count() == 0 {
                continue;
            }
            let columns = before.map_or(&[][..], |before| &before.columns);
            let known = columns.iter().find(|column| column.document == *position);
            table.columns.push(Column {
                document: *position,
                label: label(archive, document),
                condition: known.map_or(Condition::Any, |column| column.condition),
            });
        }
        let last = table.columns.len().saturating_sub(1);
        table.cursor = before.map_or(0, |before| before.cursor).min(last);
        table
    }

    /// Asks the next thing of a column; says whether there is such a column.
    pub(super) fn turn(&mut self, column: usize) -> bool {
        let Some(column) = self.columns.get_mut(column) else { return false };
        column.condition = column.condition.next();
        true
    }

    /// Moves the cursor by columns.
    pub(super) fn step(&mut self, by: isize) {
        let last = self.columns.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    /// The rows that the conditions let through, as entries; the first stands for the columns.
    pub(super) fn fill(&mut self, archive: &Archive) -> Vec<Entry> {
        let documents: Vec<&Document> =
            self.columns.iter().filter_map(|column| archive.at(column.document)).collect();
        let roll = Roll::of(archive, &documents);
        self.all = roll.lines().len();
        let own = roll.lines().iter().filter(|line| {
            (0..).zip(&self.columns).all(|(column, asked)| match asked.condition {
                Condition::Any => true,
                Condition::Signed => signed(line, column),
                Condition::Unsigned => !signed(line, column),
            })
        });
        let own: Vec<&Line<'_>> = own.collect();
        let letters = |line: &&Line<'_>| {
            (0..self.columns.len()).map(|column| letter(line, column)).collect::<Vec<_>>()
        };
        self.rows = own.iter().map(letters).collect();
        let mut entries = vec![Entry {
            details: self.titles(archive),
            ..Entry::line(Leads::Columns, self.asked())
        }];
        entries.extend(own.into_iter().map(entry));
        entries
    }

    /// What the columns ask of the rows, in words.
    fn asked(&self) -> String {
        let numbered = |condition: Condition| {
            let own = (1..).zip(&self.columns).filter(|(_, column)| column.condition == condition);
            let own: Vec<String> = own.map(|(number, _): (usize, _)| number.to_string()).collect();
            (!own.is_empty()).then(|| format!("{} {}", condition.spoken(), own.join(" ")))
        };
        let asked = [Condition::Signed, Condition::Unsigned].map(numbered);
        let asked: Vec<String> = asked.into_iter().flatten().collect();
        if asked.is_empty() { "all names".to_owned() } else { asked.join(", ") }
    }

    fn titles(&self, archive: &Archive) -> Vec<String> {
        let numbered = (1..).zip(&self.columns);
        let titles = numbered.filter_map(|(number, column): (usize, _)| {
            let title = &archive.at(column.document)?.title;
            Some(format!("{number} {}: {title}", column.label))
        });
        titles.collect()
    }
}

/// The meeting and the kind of a document, as the head of a column.
fn label(archive: &Archive, document: &Document) -> String {
    let number = archive.meeting_of(document).and_then(|meeting: &Meeting| meeting.number);
    let number = number.map_or_else(|| "–".to_owned(), |number| number.to_string());
    format!("{number} {}", document.kind.as_str().replace('-', " "))
}

/// Whether a name stands under a document; to be present is no signature.
fn signed(line: &Line<'_>, column: usize) -> bool {
    line.roles_in(column).any(|role| role != Role::Present)
}

fn letter(line: &Line<'_>, column: usize) -> char {
    let stands = |role: Role| line.roles_in(column).any(|own| own == role);
    LEGEND.iter().find(|(_, role)| stands(*role)).map_or(' ', |(letter, _)| *letter)
}

fn entry(line: &Line<'_>) -> Entry {
    let country = line.country.map(|country| format!(" · {country}")).unwrap_or_default();
    let mut told = Vec::new();
    for (_, role) in LEGEND {
        let own = line.places.iter().filter(|(_, other)| *other == role);
        let mut numbers: Vec<usize> = own.map(|(place, _)| place + 1).collect();
        numbers.dedup();
        if !numbers.is_empty() {
            let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
            told.push(format!("{role} {}", numbers.join(" ")));
        }
    }
    Entry {
        details: vec![told.join(", ")],
        ..Entry::line(
            Leads::Party(line.name.to_owned(), line.party.cloned()),
            format!("{}{country}", line.name),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;

    fn table() -> (Archive, Table) {
        let archive = store::bundled().archive;
        let all: Vec<usize> = (0..archive.len()).collect();
        let table = Table::of(&archive, &all, None);
        (archive, table)
    }

    #[test]
    fn only_documents_with_names_are_columns() {
        let (archive, mut table) = table();
        assert!(!table.columns.is_empty());
        for column in &table.columns {
            assert!(archive.at(column.document).unwrap().signatory_count() > 0);
        }
        let entries = table.fill(&archive);
        assert_eq!((entries.len(), table.rows.len()), (table.all + 1, table.all));
        assert_eq!(entries[0].text, "all names");
    }

    #[test]
    fn conditions_narrow_the_rows_without_losing_any() {
        let (archive, mut table) = table();
        let all = table.fill(&archive).len() - 1;
        for column in 0..table.columns.len() {
            assert!(table.turn(column));
            let with = table.fill(&archive);
            assert_eq!(with[0].text, format!("signed {}", column + 1));
            table.turn(column);
            let without = table.fill(&archive);
            assert_eq!(without[0].text, format!("not signed {}", column + 1));
            assert_eq!(with.len() + without.len() - 2, all);
            table.turn(column);
        }
        assert!(!table.turn(table.columns.len()));
    }

    #[test]
    fn who_signed_this_but_not_that() {
        let (archive, mut table) = table();
        let count = table.columns.len();
        table.turn(0);
        if count > 1 {
            table.turn(1);
            table.turn(1);
        }
        for entry in table.fill(&archive).iter().skip(1) {
            assert!(entry.details[0].contains('1') && !entry.details[0].contains('2'));
        }
        let again = Table::of(&archive, &[table.columns[0].document], Some(&table));
        assert_eq!(again.columns[0].condition, Condition::Signed);
    }
}
