//! `plenary actions`: what documents ask for.

use crate::cli::args::Demanded;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::fill::fill;
use crate::cli::selection;
use crate::export::csv;
use crate::export::ics;
use crate::export::json::Asked;
use crate::export::phrase;
use crate::model::Action;
use crate::model::Document;
use crate::model::clean_line;

/// Shows the action items of what was asked for.
pub(super) fn run(desk: &mut Desk, wish: &Demanded) -> Result<(), Failure> {
    let archive = desk.archive()?;
    let documents = match selection::documents(&archive, &wish.selection) {
        Ok(documents) => documents,
        Err(nothing) => return desk.output.nothing(wish.form, nothing),
    };
    let asked: Vec<Asked<'_>> = (documents.iter())
        .flat_map(|document| document.actions.iter().map(|action| Asked::of(document, action)))
        .collect();
    if asked.is_empty() {
        let among = phrase::counted(documents.len(), "document", "documents");
        let nothing = Failure::nothing(format!("no action items in {among}"));
        return desk.output.nothing(wish.form, nothing);
    }
    if wish.ics {
        let calendar = ics::calendar(&name(wish, &documents), &documents);
        return desk.output.made(calendar.as_bytes());
    }
    if wish.form.json {
        return desk.output.json(&asked);
    }
    if wish.form.csv {
        return desk.output.csv(&csv::actions(&asked));
    }
    let mut first = true;
    for document in documents.iter().filter(|document| !document.actions.is_empty()) {
        if !std::mem::take(&mut first) {
            desk.output.line("")?;
        }
        desk.output.title(&document.title)?;
        desk.output.line(document.id.as_str())?;
        for line in lines(document, desk.output.width) {
            desk.output.line(&line)?;
        }
    }
    Ok(())
}

/// What a calendar is called: by its document, else by what was asked for.
fn name(wish: &Demanded, documents: &[&Document]) -> String {
    match documents {
        [document] => document.title.clone(),
        _ if wish.selection.is_empty() => "plenary".to_owned(),
        _ => format!("plenary: {}", clean_line(&selection::query(&wish.selection))),
    }
}

/// The action items of a document, in its order: point and words, then when, then where.
pub(super) fn lines(document: &Document, width: Option<usize>) -> Vec<String> {
    let points = document.actions.iter().filter_map(|a| a.point.as_ref());
    let column = points.map(|point| point.chars().count()).max().unwrap_or(0).max(1);
    let mut lines = Vec::new();
    for action in &document.actions {
        let mark = format!("{:>column$}  ", action.point.as_deref().unwrap_or("-"));
        let beside = " ".repeat(column + 2);
        lines.extend(fill(&action.what, &mark, width));
        for note in notes(action) {
            lines.extend(fill(&note, &beside, width));
        }
    }
    lines
}

fn notes(action: &Action) -> Vec<String> {
    let mut notes = vec![phrase::due(action)];
    if !action.who.is_empty() {
        notes.push(format!("who: {}", action.who.join("; ")));
    }
    if !action.with.is_empty() {
        notes.push(format!("with: {}", action.with.join("; ")));
    }
    notes.extend(phrase::place(action).map(|place| format!("where: {place}")));
    notes
}
