//! The pages that cover the panes: a list, and where there is room a month, a map or a table beside it.

mod map;
mod month;
mod places;
mod table;

use super::canvas::Canvas;
use super::reader::shows;
use super::{Role, border, put, style};
use crate::app::{App, Area, Leads, Page, PageEntry, Sheet, Shown, Sort, Subject};
use crate::keys::Command;
use crate::text::{Cell, Row};

pub(super) fn draw(app: &App, page: &Page, canvas: &mut Canvas<'_>) {
    let area = app.page_area();
    border::frame(canvas, area, style(app.settings().theme, Role::BorderFocused));
    title(app, page, area, canvas);
    let parts = page.parts(area);
    if page.sheet.entries().is_empty() {
        nothing(app, parts.list, canvas);
        return;
    }
    for row in 0..usize::from(parts.list.height) {
        let Some(place) = put::row(parts.list, row) else { break };
        let Some((index, shown)) = page.sheet.row(row) else { break };
        let selected = index == page.sheet.selected_index();
        draw_row(app, &page.sheet, (&shown, selected), place, canvas);
    }
    match (&page.subject, parts.beside) {
        (Subject::Agenda, Some(beside)) => month::draw(app, &parts, beside, canvas),
        (Subject::Map, Some(beside)) => map::draw(app, page, beside, canvas),
        (Subject::Roll, Some(beside)) => table::draw(app, page, &parts, beside, canvas),
        _ => {}
    }
}

/// What can be done on a page, for the line at the bottom.
pub(super) fn hint(app: &App, page: &Page) -> String {
    let key = |command| app.settings().keymap.keys_of(command).into_iter().next();
    let hint = |command, does: &str| key(command).map(|key| format!("{key} {does}"));
    let turn = |what: &str| {
        let keys = [Command::FocusLeft, Command::FocusRight].map(key);
        let keys: Vec<String> = keys.into_iter().flatten().collect();
        (!keys.is_empty()).then(|| format!("{} {what}", keys.join(" ")))
    };
    let opens = match page.sheet.leads() {
        Leads::Nowhere => None,
        Leads::Document(_) => Some("reads it"),
        Leads::Block(..) => Some("reads on there"),
        Leads::Action(..) => Some("reads the point"),
        Leads::Party(..) | Leads::Meeting(_) => Some("opens its page"),
        Leads::Country(_) => Some("lists what was signed there"),
        Leads::Columns => Some("any, signed, not signed"),
    };
    let parts = [
        opens.and_then(|does| hint(Command::Open, does)),
        hint(Command::Done, "marks it done")
            .filter(|_| matches!(page.sheet.leads(), Leads::Action(..))),
        match page.subject {
            Subject::Agenda => turn("turn the month"),
            Subject::Roll => turn("go by columns"),
            Subject::Party(..)
            | Subject::Meeting(_)
            | Subject::Map
            | Subject::Timeline
            | Subject::Passages(_) => None,
        },
        (page.subject == Subject::Roll).then(|| "1-9 ask a column".to_owned()),
        hint(Command::Close, "goes back"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The title, with the filter that holds, and how much there is.
fn title(app: &App, page: &Page, area: Area, canvas: &mut Canvas<'_>) {
    let theme = app.settings().theme;
    let edge = Area { x: area.x + 1, width: area.width.saturating_sub(2), height: 1, ..area };
    let mut end = edge.x + edge.width;
    if !page.remark.is_empty() {
        let remark = format!(" {} ", page.remark);
        end = put::text_at_end(canvas, edge, &remark, style(theme, Role::PaneTitle));
    }
    let filtered = !matches!(page.subject, Subject::Party(..) | Subject::Meeting(_));
    let filter = Some(app.filter().text()).filter(|text| filtered && !text.is_empty());
    let filter = filter.map(|text| format!("  {text}")).unwrap_or_default();
    let room = Area { width: end.saturating_sub(edge.x), ..edge };
    let role = style(theme, Role::PaneTitleFocused);
    put::text(canvas, room, &format!(" {}{filter} ", page.title), role);
}

fn nothing(app: &App, area: Area, canvas: &mut Canvas<'_>) {
    let role = style(app.settings().theme, Role::Muted);
    let filter = app.filter().text();
    let all = app.settings().keymap.keys_of(Command::ClearFilter).join(" ");
    let lines = if filter.is_empty() {
        vec!["The archive has nothing to show here.".to_owned()]
    } else {
        let again = format!("{all} shows all again.");
        vec!["Nothing to show here for".to_owned(), filter, String::new(), again]
    };
    for (row, line) in lines.iter().enumerate() {
        if let Some(row) = put::row(area, row) {
            put::text(canvas, row, line, role);
        }
    }
}

fn draw_row(
    app: &App,
    sheet: &Sheet,
    (shown, selected): (&Shown<'_>, bool),
    row: Area,
    canvas: &mut Canvas<'_>,
) {
    let theme = app.settings().theme;
    let plain = style(theme, Role::Text);
    match shown {
        Shown::Whole(entry) if entry.sort == Sort::Head => {
            put::text(canvas, row, &entry.text, style(theme, Role::Heading));
        }
        Shown::Whole(entry) => {
            let x = before(app, sheet, (entry, selected), row, canvas);
            put::title(canvas, from(row, x), &entry.text, plain);
        }
        Shown::Text(entry, first, set) => {
            let x = if *first {
                before(app, sheet, (entry, selected), row, canvas)
            } else {
                row.x + sheet.columns(entry).1
            };
            let mark = style(theme, Role::Match);
            let found = |cell: &Cell| entry.marks.iter().any(|part| shows(cell, part));
            put::cells(canvas, row, x + set.indent, &set.cells, |cell| {
                if found(cell) { mark } else { plain }
            });
        }
        Shown::Detail(set) => {
            let role = style(theme, Role::Muted);
            cells(canvas, row, row.x + Sheet::SIGNS + 2, set, role);
        }
    }
    if selected && matches!(shown, Shown::Whole(_) | Shown::Text(..)) {
        put::paint(canvas, row, style(theme, Role::Selected));
    }
}

fn cells(canvas: &mut Canvas<'_>, row: Area, x: u16, set: &Row, style: ratatui::style::Style) {
    put::cells(canvas, row, x + set.indent, &set.cells, |_: &Cell| style);
}

/// Puts the signs and the columns before the text of an entry; says where the text begins.
fn before(
    app: &App,
    sheet: &Sheet,
    (entry, selected): (&PageEntry, bool),
    row: Area,
    canvas: &mut Canvas<'_>,
) -> u16 {
    let theme = app.settings().theme;
    let done = matches!(&entry.leads, Leads::Action(d, a) if app.is_done(*d, *a));
    let signs = [if selected { "▸" } else { " " }, if done { "✓" } else { " " }].concat();
    put::text(canvas, row, &signs, style(theme, Role::Mark));
    let (columns, text) = sheet.columns(entry);
    let mut x = row.x + Sheet::SIGNS;
    for (column, width) in columns {
        let place = Area { width, ..from(row, x) };
        put::text(canvas, place, column, style(theme, Role::Mark));
        x += width + 1;
    }
    row.x + text
}

/// What is left of a row from a column on.
fn from(row: Area, x: u16) -> Area {
    Area { x, width: (row.x + row.width).saturating_sub(x), ..row }
}
