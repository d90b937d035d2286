//! `plenary actions`: what documents ask for.

use crate::cli::args::Demanded;
use crate::cli::desk::Desk;
use crate::cli::desk::Freshness;
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
use crate::search::Query;

/// Shows the action items of what was asked for.
pub(super) fn run(desk: &mut Desk, wish: &Demanded) -> Result<(), Failure> {
    let opened = desk.open(Freshness::Sure)?;
    let documents = match selection::documents(desk, &opened, &wish.selection) {
        Ok(documents) => documents,
        Err(nothing) => return desk.output.nothing(wish.form, nothing),
    };
    // Days that are asked for are asked of each action, not of its document alone.
    let query = Query::parse(&selection::words(&wish.selection.query)).unwrap_or_default();
    let wanted = |document: &Document, action: &Action| query.wants(document, action);
    let mut asked: Vec<Asked<'_>> = Vec::new();
    for document in &documents {
        let actions = document.actions.iter().filter(|action| wanted(document, action));
        asked.extend(actions.map(|action| Asked::of(document, action)));
    }
    if asked.is_empty() {
        let among = phrase::counted(documents.len(), "document", "documents");
        let nothing = Failure::nothing(format!("no action items in {among}"));
        return desk.output.nothing(wish.form, nothing);
    }
    if wish.ics {
        let calendar = ics::calendar(&name(wish, &documents), &documents);
        return desk.output.lines_of_network(&calendar);
    }
    if wish.form.json {
        return desk.output.json(&asked);
    }
    if wish.form.csv {
        return desk.output.csv(&csv::actions(&asked));
    }
    let mut first = true;
    for document in &documents {
        let actions: Vec<&Action> =
            document.actions.iter().filter(|action| wanted(document, action)).collect();
        if actions.is_empty() {
            continue;
        }
        if !std::mem::take(&mut first) {
            desk.output.line("")?;
        }
        desk.output.title(&document.title)?;
        desk.output.line(document.id.as_str())?;
        for line in lines(&actions, desk.output.width) {
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

/// Action items of a document, in its order: point and words, then when, then where.
pub(super) fn lines(actions: &[&Action], width: Option<usize>) -> Vec<String> {
    let points = actions.iter().filter_map(|a| a.point.as_ref());
    let column = points.map(|point| point.chars().count()).max().unwrap_or(0).max(1);
    let mut lines = Vec::new();
    for action in actions {
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
