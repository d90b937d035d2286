//! `plenary list`: documents, one a line.

use crate::cli::args::Tabled;
use crate::cli::desk::Desk;
use crate::cli::desk::Freshness;
use crate::cli::failure::Failure;
use crate::cli::selection;
use crate::cli::table;
use crate::export::csv;
use crate::export::json::Listed;
use crate::model::Archive;
use crate::model::Document;
use crate::model::Meeting;

/// The columns that make room for the title on a narrow terminal: signatories, languages, kind, date.
const SPARE: [usize; 4] = [5, 4, 3, 2];

/// Lists what was asked for.
pub(super) fn run(desk: &mut Desk, wish: &Tabled) -> Result<(), Failure> {
    let opened = desk.open(Freshness::Sure)?;
    let archive = &opened.archive;
    let documents = match selection::documents(desk, &opened, &wish.selection) {
        Ok(documents) => documents,
        Err(nothing) => return desk.output.nothing(wish.form, nothing),
    };
    if wish.form.json || wish.form.csv {
        let listed: Vec<Listed<'_>> = documents.iter().map(|d| Listed::of(archive, d)).collect();
        return if wish.form.json {
            desk.output.json(&listed)
        } else {
            desk.output.csv(&csv::documents(&listed))
        };
    }
    let mut rows = Vec::new();
    if desk.output.width.is_some() {
        let names = ["id", "#", "date", "kind", "languages", "names", "title"];
        rows.push(names.map(str::to_owned).to_vec());
    }
    let head = rows.len();
    rows.extend(documents.iter().map(|document| row(archive, document)));
    let lines = table::lines(&rows, desk.output.width, &SPARE);
    let (head, body) = lines.split_at_checked(head).unwrap_or((&[], &lines));
    head.iter().try_for_each(|line| desk.output.title(line))?;
    body.iter().try_for_each(|line| desk.output.line(line))
}

fn row(archive: &Archive, document: &Document) -> Vec<String> {
    let meeting = archive.meeting_of(document);
    let languages: Vec<&str> = document.versions.iter().map(|v| v.language.tag()).collect();
    let unknown = || "-".to_owned();
    vec![
        document.id.to_string(),
        meeting.map_or_else(unknown, Meeting::label),
        document.date().map_or_else(unknown, ToString::to_string),
        document.kind.to_string(),
        if languages.is_empty() { unknown() } else { languages.join(",") },
        document.signatory_count().to_string(),
        document.title.clone(),
    ]
}
