//! What lies over the panes.

use super::canvas::Canvas;
use ratatui::layout::{Position, Rect};

use super::{Role, border, calibration, put, style};
use crate::app::{App, Area, HelpLine, Overlay, Signed, help_lines, matching_commands};
use crate::config::Settings;
use crate::keys::Scope;
use crate::model::{Date, Meeting, Party};
use crate::text;

pub(super) fn draw(app: &App, screen: Rect, canvas: &mut Canvas<'_>) {
    let Some(overlay) = app.overlay() else { return };
    let area = overlay.area(app.size());
    if super::rect(area).intersection(screen) != super::rect(area) {
        return;
    }
    clear(area, canvas);
    let theme = app.settings().theme;
    border::frame(canvas, area, style(theme, Role::BorderFocused));
    let title = Area { x: area.x + 1, width: area.width.saturating_sub(2), height: 1, ..area };
    let heading = |canvas: &mut Canvas<'_>, text: &str| {
        put::text(canvas, title, &format!(" {text} "), style(theme, Role::PaneTitleFocused));
    };
    let inner = area.inside();
    match overlay {
        Overlay::Help(top) => {
            heading(canvas, "Keys");
            help(app.settings(), (Scope::Anywhere, *top), inner, canvas);
        }
        Overlay::Palette { input, selected } => {
            heading(canvas, "Commands");
            palette(app.settings(), Scope::Anywhere, (input, *selected), inner, canvas);
        }
        Overlay::Signed(names) => {
            heading(canvas, &names.name);
            signed(app, names, inner, canvas);
        }
        Overlay::Calibration(chosen) => {
            heading(canvas, "Which line reads right?");
            calibration::draw(app, *chosen, inner, canvas);
        }
        Overlay::Source(lines) => {
            heading(canvas, "Copies");
            for (row, line) in lines.iter().enumerate() {
                if let Some(row) = put::row(inner, row) {
                    put::text(canvas, row, line, style(theme, Role::Text));
                }
            }
        }
    }
}

/// Empties an area. Of a wide cluster that its edge cuts, the half outside cannot stand alone.
pub(super) fn clear(area: Area, canvas: &mut Canvas<'_>) {
    let end = area.x + area.width;
    for y in area.y..area.y + area.height {
        for (second_half, outside) in [(area.x, area.x.saturating_sub(1)), (end, end)] {
            let cell = canvas.buffer.cell((second_half, y));
            let cut = cell.is_some_and(|cell| cell.symbol().is_empty());
            if let Some(cell) = canvas.buffer.cell_mut((outside, y)).filter(|_| cut) {
                cell.set_symbol(" ");
            }
        }
        for x in area.x..area.x + area.width {
            if let Some(cell) = canvas.buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
}

/// The keys, from a line on.
pub(super) fn help(
    settings: &Settings,
    (within, top): (Scope, usize),
    inner: Area,
    canvas: &mut Canvas<'_>,
) {
    let theme = settings.theme;
    let column = (inner.width / 3).min(17);
    for (row, line) in help_lines(within).into_iter().skip(top).enumerate() {
        let Some(row) = put::row(inner, row) else { break };
        match line {
            HelpLine::Head(scope) => {
                let head =
                    format!("In the {}", scope.as_str()).replace("In the everywhere", "Everywhere");
                put::text(canvas, row, &head, style(theme, Role::Heading));
            }
            HelpLine::Command(line) => {
                let keys = settings.keymap.keys_of(line.command).join(" ");
                let left = Area { x: row.x + 1, width: column.saturating_sub(1), ..row };
                put::text(canvas, left, &keys, style(theme, Role::Key));
                let x = row.x + column + 1;
                let right = Area { x, width: row.width.saturating_sub(column + 1), ..row };
                put::text(canvas, right, line.help, style(theme, Role::Text));
            }
        }
    }
}

/// The commands that hold the words typed.
pub(super) fn palette(
    settings: &Settings,
    within: Scope,
    (input, selected): (&str, usize),
    inner: Area,
    canvas: &mut Canvas<'_>,
) {
    let theme = settings.theme;
    put::text(canvas, Area { height: 1, ..inner }, &format!(":{input}"), style(theme, Role::Text));
    let list = Area { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
    let commands = matching_commands(input, within);
    if commands.is_empty() {
        put::text(canvas, list, "No command has these words.", style(theme, Role::Muted));
    }
    let top = (selected + 1).saturating_sub(usize::from(list.height));
    for (row, (index, line)) in commands.iter().enumerate().skip(top).enumerate() {
        let Some(row) = put::row(list, row) else { break };
        let sign = if index == selected { "▸" } else { " " };
        let keys = settings.keymap.keys_of(line.command).join(" ");
        let text = format!("{sign} {:<18} {:<12} {}", line.name, keys, line.help);
        put::text(canvas, row, &text, style(theme, Role::Text));
        if index == selected {
            put::paint(canvas, row, style(theme, Role::Selected));
        }
    }
}

fn signed(app: &App, signed: &Signed, inner: Area, canvas: &mut Canvas<'_>) {
    let theme = app.settings().theme;
    let head = about_party(app, signed);
    put::text(canvas, Area { height: 1, ..inner }, &head, style(theme, Role::Muted));
    // Where there is little room, the documents are worth more than what stands above them.
    let head = inner.height.saturating_sub(1).min(2);
    let list = Area { y: inner.y + head, height: inner.height.saturating_sub(head), ..inner };
    let top = (signed.selected + 1).saturating_sub(usize::from(list.height));
    for (row, (index, position)) in signed.documents.iter().enumerate().skip(top).enumerate() {
        let (Some(row), Some(document)) = (put::row(list, row), app.archive().at(*position)) else {
            break;
        };
        let selected = index == signed.selected;
        let sign = if selected { "▸" } else { " " };
        let meeting = app.archive().meeting_of(document).map_or("–".to_owned(), Meeting::label);
        let date = document.date().map(Date::spoken).unwrap_or_default();
        let text = format!("{sign} {meeting:<4} {date:<24} {}", document.title);
        put::text(canvas, row, &text, style(theme, Role::Text));
        if selected {
            put::paint(canvas, row, style(theme, Role::Selected));
        }
    }
}

/// Who the name belongs to, and what else the archive knows of it.
fn about_party(app: &App, signed: &Signed) -> String {
    let party = signed.party.as_ref().and_then(|id| app.archive().party(id.as_str()));
    let count = |count: usize, one: &str, more: &str| {
        format!("{count} {}", if count == 1 { one } else { more })
    };
    let mut said = Vec::new();
    if let Some(party) = party {
        said.extend(party.acronym.clone());
        said.extend(party.country.map(|country| country.to_string()));
    }
    said.push(format!("signed {}", count(signed.documents.len(), "document", "documents")));
    let hosts = |party: &Party| {
        app.archive().meetings().iter().filter(|meeting| meeting.hosts.contains(&party.id)).count()
    };
    let hosted = party.map_or(0, hosts);
    said.extend((hosted > 0).then(|| format!("hosted {}", count(hosted, "meeting", "meetings"))));
    said.join(" · ")
}

pub(super) fn cursor(app: &App) -> Option<Position> {
    let Some(overlay @ Overlay::Palette { input, .. }) = app.overlay() else { return None };
    Some(cursor_in_palette(overlay.area(app.size()).inside(), input))
}

/// The cell of the cursor in the palette.
pub(super) fn cursor_in_palette(inner: Area, input: &str) -> Position {
    let column = u16::try_from(text::width(input) + 1).unwrap_or(u16::MAX);
    Position { x: inner.x + column.min(inner.width.saturating_sub(1)), y: inner.y }
}
