//! The border of a pane, with what stands in it.

use ratatui::style::Style;

use super::canvas::Canvas;
use super::{Role, put, style};
use crate::app::{App, Area, Pane};
use crate::config::Theme;

/// Draws a box, with a title in its upper edge and a remark at the end of that edge.
pub(super) fn draw(
    app: &App,
    pane: Pane,
    area: Area,
    title: &str,
    remark: &str,
    canvas: &mut Canvas<'_>,
) {
    let put = if pane == Pane::Reader { put::title } else { put::text };
    titled(canvas, area, (app.settings().theme, app.focus() == pane), (title, remark), put);
}

/// Puts a line at the beginning of a row, and says in which column it ended.
type Put = fn(&mut Canvas<'_>, Area, &str, Style) -> u16;

/// Draws a box, with a title that `put` sets and a remark; it stands out where it has the keys.
pub(super) fn titled(
    canvas: &mut Canvas<'_>,
    area: Area,
    (theme, focused): (Theme, bool),
    (title, remark): (&str, &str),
    put: Put,
) {
    let line = style(theme, if focused { Role::BorderFocused } else { Role::Border });
    frame(canvas, area, line);
    let inner = Area { x: area.x + 1, width: area.width.saturating_sub(2), height: 1, ..area };
    let mut room = inner;
    if !remark.is_empty() {
        let role = style(theme, Role::PaneTitle);
        let start = put::text_at_end(canvas, inner, &format!(" {remark} "), role);
        room.width = start.saturating_sub(inner.x);
    }
    let role = if focused { Role::PaneTitleFocused } else { Role::PaneTitle };
    let role = style(theme, role);
    // The blanks stay where the title is cut.
    let within = Area { x: room.x + 1, width: room.width.saturating_sub(2), ..room };
    let end = put(canvas, within, title.trim(), role);
    for x in [room.x, end] {
        put::text(canvas, Area { x, width: 1, ..room }, " ", role);
    }
}

/// Draws a box of lines. One that takes the whole width has nothing beside it and gets no sides: they would
/// be sent again with every row that scrolls, where the terminal cannot scroll between margins.
pub(super) fn frame(canvas: &mut Canvas<'_>, area: Area, line: Style) {
    let (right, bottom) = (area.x + area.width - 1, area.y + area.height - 1);
    let width = canvas.buffer.area.width;
    let mut set = |x: u16, y: u16, symbol: &str| {
        if let Some(cell) = canvas.buffer.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(line);
        }
    };
    for x in area.x..=right {
        set(x, area.y, "─");
        set(x, bottom, "─");
    }
    if area.width == width {
        return;
    }
    for y in area.y..=bottom {
        set(area.x, y, "│");
        set(right, y, "│");
    }
    set(area.x, area.y, "┌");
    set(right, area.y, "┐");
    set(area.x, bottom, "└");
    set(right, bottom, "┘");
}
