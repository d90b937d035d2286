//! `plenary parties`: the parties that sign, host and issue.

use crate::cli::args::Form;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::table;
use crate::export::csv;
use crate::export::json;
use crate::export::json::Organisation;

/// The columns that make room for the name on a narrow terminal: spellings, documents.
const SPARE: [usize; 2] = [3, 4];

/// Lists the parties.
pub(super) fn run(desk: &mut Desk, form: Form) -> Result<(), Failure> {
    let archive = desk.archive()?;
    let parties = json::organisations(&archive);
    if parties.is_empty() {
        let nothing = Failure::nothing("the archive has no parties");
        return desk.output.nothing(form, nothing);
    }
    if form.json {
        return desk.output.json(&parties);
    }
    if form.csv {
        return desk.output.csv(&csv::parties(&parties));
    }
    let mut rows = Vec::new();
    if desk.output.width.is_some() {
        let names = ["id", "acronym", "country", "spellings", "documents", "name"];
        rows.push(names.map(str::to_owned).to_vec());
    }
    let head = rows.len();
    rows.extend(parties.iter().map(row));
    for (number, line) in table::lines(&rows, desk.output.width, &SPARE).iter().enumerate() {
        if number < head {
            desk.output.title(line)?;
        } else {
            desk.output.line(line)?;
        }
    }
    Ok(())
}

fn row(party: &Organisation<'_>) -> Vec<String> {
    vec![
        party.id.to_owned(),
        party.acronym.unwrap_or("-").to_owned(),
        party.country.unwrap_or("-").to_owned(),
        party.spellings.len().to_string(),
        party.documents.to_string(),
        party.name.to_owned(),
    ]
}
