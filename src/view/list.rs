//! The list of documents.

use super::canvas::Canvas;

use super::{Role, border, put, style};
use crate::app::{App, Area, Head, Line, Order, Pane};
use crate::model::{self, Date, Kind, Meeting};

pub(super) fn draw(app: &App, area: Area, canvas: &mut Canvas<'_>) {
    let list = app.list();
    let (shown, all) = (list.count(), app.archive().len());
    let filter = app.filter();
    let order = match list.order() {
        Order::Meeting => String::new(),
        order => format!(" by {}", order.as_str()),
    };
    let title = if filter.is_empty() {
        format!("Documents{order}")
    } else {
        format!("Documents{order}  {}", filter.text())
    };
    let count = match (filter.is_empty(), app.is_searching()) {
        (true, _) => all.to_string(),
        (false, true) => format!("… of {all}"),
        (false, false) => format!("{shown} of {all}"),
    };
    border::draw(app, Pane::List, area, &title, &count, canvas);
    let inner = area.inside();
    if shown == 0 {
        nothing(app, inner, canvas);
        return;
    }
    for ((index, line), row) in (list.top()..).zip(list.lines()).zip(0..) {
        let Some(row) = put::row(inner, row) else { break };
        match line {
            Line::Head(head) => draw_head(app, *head, row, canvas),
            Line::Document(position, document) => {
                let selected = index == list.selected_row();
                draw_document(app, (*position, document), selected, row, canvas);
            }
        }
    }
}

fn nothing(app: &App, inner: Area, canvas: &mut Canvas<'_>) {
    let theme = app.settings().theme;
    let filter = app.filter().text();
    let lines = if app.archive().is_empty() {
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

/// The head of a section: number, place and month of the meeting; a year; a kind.
fn draw_head(app: &App, head: Head, row: Area, canvas: &mut Canvas<'_>) {
    let meeting = |at: usize| app.archive().meetings().get(at).map(of_meeting);
    let text = match head {
        Head::Meeting(at) => {
            let (label, rest) =
                at.and_then(meeting).unwrap_or(("–".to_owned(), "no meeting".to_owned()));
            format!("{label:<3} {rest}")
        }
        Head::Year(Some(year)) => year.to_string(),
        Head::Year(None) => "no date".to_owned(),
        Head::Kind(kind) => name(kind),
    };
    put::text(canvas, row, &text, style(app.settings().theme, Role::Heading));
}

fn of_meeting(meeting: &Meeting) -> (String, String) {
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
fn name(kind: Kind) -> String {
    let words = kind.as_str().replace('-', " ");
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn draw_document(
    app: &App,
    (position, document): (usize, &model::Row),
    selected: bool,
    row: Area,
    canvas: &mut Canvas<'_>,
) {
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
    let after = put::text(
        canvas,
        room(signs),
        &format!("{}: ", name(document.kind)),
        style(theme, Role::Mark),
    );
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
