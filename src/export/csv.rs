//! Comma-separated values (RFC 4180), with a line feed at the end of a row.
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` as a formula, and a shared archive
//! is foreign text; such a cell gets an apostrophe in front. JSON has every value as it is.

use crate::export::json::Asked;
use crate::export::json::Gathering;
use crate::export::json::Listed;
use crate::export::json::Organisation;
use crate::export::roll::Roll;
use crate::model::Document;
use crate::model::Role;

/// A table: its rows, the first of which names the columns.
pub type Rows = Vec<Vec<String>>;

const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// One row with its line feed.
#[must_use]
pub fn row<S: AsRef<str>>(cells: &[S]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell.as_ref())).collect();
    cells.join(",") + "\n"
}

/// The documents, one a row.
#[must_use]
pub fn documents(listed: &[Listed<'_>]) -> Rows {
    let mut rows = vec![header(&[
        "id",
        "kind",
        "title",
        "series",
        "meeting",
        "held",
        "date",
        "place",
        "country",
        "languages",
        "coverage",
        "signatories",
        "actions",
    ])];
    for listed in listed {
        let meeting = listed.meeting.as_ref();
        rows.push(vec![
            listed.id.to_owned(),
            listed.kind.to_owned(),
            listed.title.to_owned(),
            or_empty(meeting.map(|meeting| meeting.series)),
            or_empty(meeting.and_then(|meeting| meeting.number)),
            or_empty(listed.held),
            or_empty(listed.date),
            or_empty(listed.place),
            or_empty(listed.country),
            listed.languages.join(" "),
            or_empty(listed.coverage),
            listed.signatories.to_string(),
            listed.actions.to_string(),
        ]);
    }
    rows
}

/// What the documents ask for, one action a row.
#[must_use]
pub fn actions(actions: &[Asked<'_>]) -> Rows {
    let mut rows = vec![header(&[
        "document",
        "point",
        "what",
        "when",
        "as_stated",
        "repeat",
        "until",
        "place",
        "basis",
        "who",
        "with",
        "notes",
    ])];
    for action in actions {
        rows.push(vec![
            action.document.to_owned(),
            or_empty(action.point),
            action.what.to_owned(),
            or_empty(action.when),
            or_empty(action.as_stated),
            or_empty(action.repeat.as_ref()),
            or_empty(action.until),
            or_empty(action.place),
            or_empty(action.basis),
            action.who.join("; "),
            action.with.join("; "),
            or_empty(action.notes),
        ]);
    }
    rows
}

/// The names under one document, one a row, in the printed order.
#[must_use]
pub fn names(document: &Document) -> Rows {
    let mut rows =
        vec![header(&["document", "group", "role", "number", "name", "party", "country"])];
    for group in &document.signatories {
        for (number, name) in (1..).zip(&group.names) {
            rows.push(vec![
                document.id.to_string(),
                group.heading.clone(),
                group.role.to_string(),
                u32::to_string(&number),
                name.name.clone(),
                or_empty(name.party.as_ref()),
                or_empty(name.country),
            ]);
        }
    }
    rows
}

/// Who stands under which document: a party a row, a document a column, the role in the cell.
#[must_use]
pub fn roll(roll: &Roll<'_>, documents: &[&Document]) -> Rows {
    let mut rows = vec![header(&["party", "name", "country"])];
    if let Some(first) = rows.first_mut() {
        first.extend(documents.iter().map(|document| document.id.to_string()));
    }
    for line in roll.lines() {
        let mut row = vec![or_empty(line.party), line.name.to_owned(), or_empty(line.country)];
        row.extend((0..documents.len()).map(|document| {
            let roles: Vec<&str> = line.roles_in(document).map(Role::as_str).collect();
            roles.join(" ")
        }));
        rows.push(row);
    }
    rows
}

/// The meetings, one a row.
#[must_use]
pub fn meetings(gatherings: &[Gathering<'_>]) -> Rows {
    let mut rows = vec![header(&[
        "id",
        "series",
        "number",
        "name",
        "held",
        "place",
        "country",
        "hosts",
        "hosts_as_stated",
        "theme",
        "parties",
        "countries",
        "status",
        "unconfirmed",
        "claims",
        "documents",
    ])];
    for gathering in gatherings {
        rows.push(vec![
            gathering.id.to_owned(),
            gathering.series.to_owned(),
            or_empty(gathering.number),
            or_empty(gathering.name),
            or_empty(gathering.held),
            or_empty(gathering.place),
            or_empty(gathering.country),
            gathering.hosts.join(" "),
            or_empty(gathering.hosts_as_stated),
            or_empty(gathering.theme),
            or_empty(gathering.parties),
            or_empty(gathering.countries),
            gathering.status.to_owned(),
            gathering.unconfirmed.join(" "),
            gathering.claims.len().to_string(),
            gathering.documents.to_string(),
        ]);
    }
    rows
}

/// The parties, one a row; spellings are parted by ` | `.
#[must_use]
pub fn parties(organisations: &[Organisation<'_>]) -> Rows {
    let mut rows = vec![header(&["id", "name", "acronym", "country", "spellings", "documents"])];
    for party in organisations {
        rows.push(vec![
            party.id.to_owned(),
            party.name.to_owned(),
            or_empty(party.acronym),
            or_empty(party.country),
            party.spellings.join(" | "),
            party.documents.to_string(),
        ]);
    }
    rows
}

fn header(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn or_empty<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn quoted(cell: &str) -> String {
    let guarded = if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() };
    if guarded.contains(['"', ',', '\n', '\r']) || guarded.trim() != guarded {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_where_it_must_be() {
        assert_eq!(
            row(&["a", "b, c", "say \"no\"", "", " d"]),
            "a,\"b, c\",\"say \"\"no\"\"\",,\" d\"\n"
        );
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(
            row(&["=1+1", "-2", "@SUM(A1)", "+49", "a=b"]),
            "'=1+1,'-2,'@SUM(A1),'+49,a=b\n"
        );
        assert_eq!(row(&["=A1,B1"]), "\"'=A1,B1\"\n");
    }
}
