//! What lies over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Role, border, put, style};
use crate::app::{App, Area, Overlay, Signed, matching_commands};
use crate::keys::TABLE;
use crate::model::{Date, Meeting};
use crate::text;

pub(super) fn draw(app: &App, screen: Rect, buffer: &mut Buffer) {
    let Some(overlay) = app.overlay() else { return };
    let area = place(overlay, screen);
    clear(area, buffer);
    let theme = app.settings().theme;
    border::frame(buffer, area, style(theme, Role::BorderFocused));
    let title = Area { x: area.x + 1, width: area.width.saturating_sub(2), height: 1, ..area };
    let heading = |buffer: &mut Buffer, text: &str| {
        put::text(buffer, title, &format!(" {text} "), style(theme, Role::PaneTitleFocused));
    };
    let inner = area.inside();
    match overlay {
        Overlay::Help(top) => {
            heading(buffer, "Keys");
            help(app, *top, inner, buffer);
        }
        Overlay::Palette { input, selected } => {
            heading(buffer, "Commands");
            palette(app, input, *selected, inner, buffer);
        }
        Overlay::Signed(names) => {
            heading(buffer, &names.name);
            signed(app, names, inner, buffer);
        }
        Overlay::Source(lines) => {
            heading(buffer, "Copies");
            for (row, line) in lines.iter().enumerate() {
                if let Some(row) = put::row(inner, row) {
                    put::text(buffer, row, line, style(theme, Role::Text));
                }
            }
        }
    }
}

/// An overlay is as large as it needs, and leaves a rim of what it covers where there is room.
fn place(overlay: &Overlay, screen: Rect) -> Area {
    let rim = if screen.width >= 60 && screen.height >= 16 { 2 } else { 0 };
    let most = Area {
        x: screen.x + rim * 2,
        y: screen.y + rim / 2,
        width: screen.width.saturating_sub(rim * 4),
        height: screen.height.saturating_sub(rim + 1),
    };
    let rows = match overlay {
        Overlay::Help(_) | Overlay::Palette { .. } => usize::MAX,
        Overlay::Signed(signed) => signed.documents.len() + 2,
        Overlay::Source(lines) => lines.len(),
    };
    let height = u16::try_from(rows.saturating_add(2)).unwrap_or(u16::MAX).min(most.height);
    let width = most.width.min(100);
    let x = most.x + (most.width - width) / 2;
    Area { x, y: most.y + (most.height - height) / 2, width, height }
}

fn clear(area: Area, buffer: &mut Buffer) {
    for y in area.y..area.y + area.height {
        for x in area.x..area.x + area.width {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
}

fn help(app: &App, top: usize, inner: Area, buffer: &mut Buffer) {
    let theme = app.settings().theme;
    let keymap = &app.settings().keymap;
    let keys_width = inner.width.min(20);
    for (row, line) in TABLE.iter().skip(top).enumerate() {
        let Some(row) = put::row(inner, row) else { break };
        let keys = keymap.keys_of(line.command).join(" ");
        put::text(buffer, Area { width: keys_width, ..row }, &keys, style(theme, Role::Key));
        let rest = |by: u16| Area { x: row.x + by, width: row.width.saturating_sub(by), ..row };
        let scopes: Vec<&str> = line.scopes.iter().map(|scope| scope.as_str()).collect();
        let scopes = format!(" ({})", scopes.join(", "));
        let end = put::text(buffer, rest(keys_width + 1), line.help, style(theme, Role::Text));
        if scopes != " (everywhere)" {
            put::text(buffer, rest(end - row.x), &scopes, style(theme, Role::Muted));
        }
    }
}

fn palette(app: &App, input: &str, selected: usize, inner: Area, buffer: &mut Buffer) {
    let theme = app.settings().theme;
    put::text(buffer, Area { height: 1, ..inner }, &format!(":{input}"), style(theme, Role::Text));
    let list = Area { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
    let commands = matching_commands(input);
    if commands.is_empty() {
        put::text(buffer, list, "No command has these words.", style(theme, Role::Muted));
    }
    let top = (selected + 1).saturating_sub(usize::from(list.height));
    for (row, (index, line)) in commands.iter().enumerate().skip(top).enumerate() {
        let Some(row) = put::row(list, row) else { break };
        let sign = if index == selected { "▸" } else { " " };
        let keys = app.settings().keymap.keys_of(line.command).join(" ");
        let text = format!("{sign} {:<18} {:<12} {}", line.name, keys, line.help);
        put::text(buffer, row, &text, style(theme, Role::Text));
        if index == selected {
            put::paint(buffer, row, style(theme, Role::Selected));
        }
    }
}

fn signed(app: &App, signed: &Signed, inner: Area, buffer: &mut Buffer) {
    let theme = app.settings().theme;
    let count = signed.documents.len();
    let noun = if count == 1 { "document" } else { "documents" };
    let head = format!("{count} {noun} in this archive");
    put::text(buffer, Area { height: 1, ..inner }, &head, style(theme, Role::Muted));
    let list = Area { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
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
        put::text(buffer, row, &text, style(theme, Role::Text));
        if selected {
            put::paint(buffer, row, style(theme, Role::Selected));
        }
    }
}

pub(super) fn cursor(app: &App) -> Option<Position> {
    let Some(overlay @ Overlay::Palette { input, .. }) = app.overlay() else { return None };
    let size = app.screen().status;
    let screen = Rect { x: 0, y: 0, width: size.width, height: size.y + 1 };
    let inner = place(overlay, screen).inside();
    let column = u16::try_from(text::width(input) + 1).unwrap_or(u16::MAX);
    Some(Position { x: inner.x + column.min(inner.width.saturating_sub(1)), y: inner.y })
}
