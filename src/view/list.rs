//! The list of documents.

use std::fmt::{self, Display, Formatter, Write, from_fn};

use super::canvas::Canvas;

use super::{Role, border, put, style};
use crate::app::{App, Area, Head, Line, Order, Pane};
use crate::model::{self, Date, Kind, Meeting, month_name};

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
    let text = from_fn(|to| match head {
        Head::Meeting(at) => match at.and_then(|at| app.archive().meetings().get(at)) {
            Some(meeting) => write_meeting(meeting, to),
            None => to.write_str("–   no meeting"),
        },
        Head::Year(Some(year)) => write!(to, "{year}"),
        Head::Year(None) => to.write_str("no date"),
        Head::Kind(kind) => write!(to, "{}", name(kind)),
    });
    put::words(canvas, row, format_args!("{text}"), style(app.settings().theme, Role::Heading));
}

/// The number of a meeting, or a sign for one that has none, and what else it is known by.
fn write_meeting(meeting: &Meeting, to: &mut Formatter<'_>) -> fmt::Result {
    match meeting.number {
        Some(number) => write!(to, "{number:<3}")?,
        None => to.write_str("·  ")?,
    }
    let name = meeting.name.as_deref().filter(|_| meeting.number.is_none());
    let mut before = " ";
    for part in [name, meeting.place.as_deref()].into_iter().flatten() {
        write!(to, "{before}{part}")?;
        before = " · ";
    }
    if let Some(day) = meeting.held.as_ref().and_then(Date::latest) {
        write!(to, "{before}{:.3} {}", month_name(day.month().into()), day.year())?;
    }
    Ok(())
}

/// What a person calls a kind: its word with a capital, without dashes.
fn name(kind: Kind) -> impl Display {
    from_fn(move |to| {
        let signs = kind.as_str().chars().map(|c| if c == '-' { ' ' } else { c });
        signs
            .enumerate()
            .try_for_each(|(at, c)| to.write_char(if at == 0 { c.to_ascii_uppercase() } else { c }))
    })
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
    let signs = put::words(canvas, row, format_args!("{sign}{mark}"), line);
    let room = |x: u16| Area { x, width: (row.x + row.width).saturating_sub(x), ..row };
    let kind = style(theme, Role::Mark);
    let after = put::words(canvas, room(signs), format_args!("{}: ", name(document.kind)), kind);
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
