//! The sidebar, and its tabs in the lower edge.

use super::canvas::Canvas;

use super::reader::role_of;
use super::{Role, border, put, style};
use crate::app::{App, Area, Pane, Tab, Target};
use crate::text::{Cell, Part, Row};

pub(super) fn draw(app: &App, area: Area, canvas: &mut Canvas<'_>) {
    let sidebar = app.sidebar();
    let theme = app.settings().theme;
    border::draw(app, Pane::Sidebar, area, sidebar.tab().name(), &count(app), canvas);
    tabs(app, area, canvas);
    let inner = area.inside();
    let mut set = Row::with_room(inner.width);
    for row in 0..usize::from(inner.height) {
        let Some(place) = put::row(inner, row) else { break };
        let Some((index, item)) = sidebar.row_into(row, &mut set) else { continue };
        let text = style(theme, role_of(item.kind));
        let mark = style(theme, Role::Mark);
        let style_of = |cell: &Cell| if cell.part == Part::Mark { mark } else { text };
        put::cells(canvas, place, place.x + item.indent + set.indent, &set.cells, style_of);
        if index == sidebar.selected() {
            let focused = app.focus() == Pane::Sidebar;
            let role = if focused { Role::Selected } else { Role::SelectedAway };
            // Away from the keys the entry is not marked: nothing would come of it.
            if focused || item.target != Target::Nothing {
                put::paint(canvas, place, style(theme, role));
            }
        }
    }
}

fn count(app: &App) -> String {
    let document = app.reader().document().and_then(|position| app.archive().at(position));
    let Some(document) = document else { return String::new() };
    match app.sidebar().tab() {
        Tab::Signatories => document.signatory_count().to_string(),
        Tab::Actions => document.actions.len().to_string(),
        Tab::Contents | Tab::About | Tab::Notes => String::new(),
    }
}

/// The tabs, each with its digit; the one that is shown stands out, also without colour.
fn tabs(app: &App, area: Area, canvas: &mut Canvas<'_>) {
    let theme = app.settings().theme;
    let end = area.x + area.width.saturating_sub(1);
    for label in Tab::labels(area.width) {
        let role = if label.tab == app.sidebar().tab() { Role::Selected } else { Role::Muted };
        let x = area.x + label.begins;
        let room = Area { x, y: area.y + area.height - 1, width: end.saturating_sub(x), height: 1 };
        put::words(canvas, room, format_args!("{label}"), style(theme, role));
    }
}
