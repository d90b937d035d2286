//! The list of documents.

use super::canvas::Canvas;

use super::{Role, border, put, style};
use crate::app::{App, Area, Entry, Pane};
use crate::model::{Date, Document, Id, Meeting};

pub(super) fn draw(app: &App, area: Area, canvas: &mut Canvas<'_>) {
    let list = app.list();
    let (shown, all) = (list.documents().len(), app.archive().documents().len());
    let filter = app.filter();
    let title = if filter.is_empty() {
        "Documents".to_owned()
    } else {
        format!("Documents  {}", filter.text())
    };
    let count = if filter.is_empty() { all.to_string() } else { format!("{shown} of {all}") };
    border::draw(app, Pane::List, area, &title, &count, canvas);
    let inner = area.inside();
    if shown == 0 {
        nothing(app, inner, canvas);
        return;
    }
    let rows = list.entries().iter().enumerate().skip(list.top()).zip(0..);
    for ((index, entry), row) in rows {
        let Some(row) = put::row(inner, row) else { break };
        match entry {
            Entry::Meeting(id) => meeting(app, id.as_ref(), row, canvas),
            Entry::Document(position) => {
                let selected = index == list.selected_row();
                document(app, *position, selected, row, canvas);
            }
        }
    }
}

fn nothing(app: &App, inner: Area, canvas: &mut Canvas<'_>) {
    let theme = app.settings().theme;
    let filter = app.filter().text();
    let lines = if app.archive().documents().is_empty() {
        vec!["The archive is empty.".to_owned()]
    } else {
        vec![
            "No document matches".to_owned(),
            filter,
            String::new(),
            "Esc shows all again.".to_owned(),
        ]
    };
    for (row, line) in lines.iter().enumerate() {
        if let Some(row) = put::row(inner, row) {
            put::text(canvas, row, line, style(theme, Role::Text));
        }
    }
}

/// The head of a group: number, place and month of the meeting.
fn meeting(app: &App, id: Option<&Id>, row: Area, canvas: &mut Canvas<'_>) {
    let meeting = id.and_then(|id| app.archive().meeting(id.as_str()));
    let (label, rest) = match meeting {
        None => ("–".to_owned(), "no meeting".to_owned()),
        Some(meeting) => head(meeting),
    };
    let role = style(app.settings().theme, Role::Heading);
    put::text(canvas, row, &format!("{label:<3} {rest}"), role);
}

fn head(meeting: &Meeting) -> (String, String) {
    let month = meeting.held.as_ref().and_then(Date::latest).map(|day| {
        let month = day.month().to_string();
        format!("{} {}", month.get(..3).unwrap_or(&month), day.year())
    });
    let label = meeting.number.map_or("·".to_owned(), |number| number.to_string());
    let name = meeting.name.clone().filter(|_| meeting.number.is_none());
    let parts: Vec<String> = [name, meeting.place.clone(), month].into_iter().flatten().collect();
    (label, parts.join(" · "))
}

/// What a person calls a kind: its word with a capital, without dashes.
fn kind(document: &Document) -> String {
    let words = document.kind.as_str().replace('-', " ");
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn document(app: &App, position: usize, selected: bool, row: Area, canvas: &mut Canvas<'_>) {
    let Some(document) = app.archive().at(position) else { return };
    let theme = app.settings().theme;
    let sign = if selected { "▸" } else { " " };
    // What is wrong matters most, then what the reader has marked, then what is still to be read.
    let mark = match app.notebook() {
        _ if app.is_troubled(position) => "!",
        notebook if notebook.is_bookmarked(&document.id) => "*",
        notebook if notebook.is_unread(&document.id) => "·",
        _ => " ",
    };
    let line = style(theme, Role::Text);
    let signs = put::text(canvas, row, &format!("{sign}{mark}"), line);
    let room = |x: u16| Area { x, width: (row.x + row.width).saturating_sub(x), ..row };
    let after =
        put::text(canvas, room(signs), &format!("{}: ", kind(document)), style(theme, Role::Mark));
    // A title in another direction still begins where the row's text begins.
    put::title(canvas, room(after), &document.title, line);
    if selected {
        let focused = app.focus() == Pane::List;
        put::paint(
            canvas,
            row,
            style(theme, if focused { Role::Selected } else { Role::SelectedAway }),
        );
    }
}
