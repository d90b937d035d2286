//! `plenary signatories`: who signed, in the printed order; over several documents, who signed which.

use crate::cli::args::Tabled;
use crate::cli::desk::Desk;
use crate::cli::desk::Freshness;
use crate::cli::failure::Failure;
use crate::cli::fill::fill;
use crate::cli::output::Output;
use crate::cli::selection;
use crate::cli::table;
use crate::export::csv;
use crate::export::json::Signed;
use crate::export::phrase;
use crate::export::roll::Line;
use crate::export::roll::Roll;
use crate::model::Archive;
use crate::model::Document;
use crate::model::Group;
use crate::model::Role;

/// Shows the signatories of what was asked for.
pub(super) fn run(desk: &mut Desk, wish: &Tabled) -> Result<(), Failure> {
    let opened = desk.open(Freshness::Sure)?;
    let archive = &opened.archive;
    let documents = match selection::documents(desk, &opened, &wish.selection) {
        Ok(documents) => documents,
        Err(nothing) => return desk.output.nothing(wish.form, nothing),
    };
    let output = &mut desk.output;
    let total: usize = documents.iter().map(|document| document.signatory_count()).sum();
    if wish.form.json {
        let signed: Vec<Signed<'_>> = documents.iter().map(|d| Signed::of(d)).collect();
        output.json(&signed)?;
    }
    if total == 0 {
        let among = phrase::counted(documents.len(), "document", "documents");
        return Err(Failure::nothing(format!("no signatories in {among}")));
    }
    match (wish.form.json, wish.form.csv, documents.as_slice()) {
        (true, _, _) => Ok(()),
        (_, true, [document]) => output.csv(&csv::names(document)),
        (_, true, documents) => output.csv(&csv::roll(&Roll::of(archive, documents), documents)),
        (_, _, [document]) => one(output, document),
        (_, _, documents) => several(output, archive, documents),
    }
}

fn one(output: &mut Output, document: &Document) -> Result<(), Failure> {
    output.title(&document.title)?;
    output.line(document.id.as_str())?;
    for group in &document.signatories {
        output.line("")?;
        output.title(&phrase::heading(group))?;
        for line in names(group, true) {
            output.line(&line)?;
        }
    }
    if let Some(note) = phrase::still_open(document) {
        output.line("")?;
        output.line(&note)?;
    }
    Ok(())
}

/// The names of a group, numbered in the printed order, with country and, if wanted, party.
pub(super) fn names(group: &Group, with_party: bool) -> Vec<String> {
    let digits = group.names.len().to_string().len();
    let rows: Vec<Vec<String>> = (1..)
        .zip(&group.names)
        .map(|(number, name)| {
            let number: usize = number;
            let mut row = vec![
                format!("{number:>digits$}"),
                name.name.clone(),
                name.country.map_or_else(String::new, |country| country.to_string()),
            ];
            if with_party {
                let party = name.party.as_ref();
                row.push(party.map_or_else(String::new, ToString::to_string));
            }
            row
        })
        .collect();
    table::lines(&rows, None, &[])
}

fn several(output: &mut Output, archive: &Archive, documents: &[&Document]) -> Result<(), Failure> {
    let roll = Roll::of(archive, documents);
    let width = output.width;
    for line in roll.lines() {
        let country = line.country.map_or_else(String::new, |country| format!(" ({country})"));
        output.title(&format!("{}{country}", line.name))?;
        for place in places(line, documents) {
            for row in fill(&place, "  ", width) {
                output.line(&row)?;
            }
        }
    }
    Ok(())
}

fn places(line: &Line<'_>, documents: &[&Document]) -> Vec<String> {
    let place = |&(position, role): &(usize, Role)| {
        let id = &documents.get(position)?.id;
        Some(match role {
            Role::Signed => id.to_string(),
            other => format!("{id} ({other})"),
        })
    };
    line.places.iter().filter_map(place).collect()
}
