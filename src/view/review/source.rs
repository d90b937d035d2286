//! The lines of a source, each with its number and what it is.

use ratatui::style::Style;

use super::super::canvas::Canvas;
use super::super::{Role, put, style};
use crate::app::{Area, Columns, Half, Opened, Review, ShownLine, Tone};

pub(super) fn draw(review: &Review, opened: &Opened, area: Area, canvas: &mut Canvas<'_>) {
    let focused = review.focus() == Half::Source;
    let columns = opened.columns();
    for (row, line) in opened.shown_lines().iter().enumerate() {
        let Some(place) = put::row(area, row) else { break };
        draw_line(review, (line, columns), focused, place, canvas);
    }
}

fn draw_line(
    review: &Review,
    (line, columns): (&ShownLine<'_>, Columns),
    focused: bool,
    row: Area,
    canvas: &mut Canvas<'_>,
) {
    let theme = review.settings().theme;
    let sign = match (line.is_selected, line.is_linked || line.is_chosen) {
        (true, _) => "▸",
        (false, true) => "▌",
        (false, false) => " ",
    };
    let said = if line.is_said { "*" } else { " " };
    put::text(canvas, row, &format!("{sign}{said}"), style(theme, Role::Marked));
    let mut x = row.x + Columns::SIGNS;
    let mut column = |canvas: &mut Canvas<'_>, text: &str, width: u16, style: Style| {
        if width == 0 {
            return;
        }
        let left = (row.x + row.width).saturating_sub(x);
        put::text(canvas, Area { x, width: width.min(left), ..row }, text, style);
        x += width + 1;
    };
    let number = format!("{:>1$}", line.number, usize::from(columns.number));
    column(canvas, &number, columns.number, style(theme, Role::Muted));
    column(canvas, &line.role, columns.role, style(theme, Role::Mark));
    column(canvas, &line.language, columns.language, style(theme, Role::Key));
    let text = style(theme, role_of(line.tone));
    let room = Area { x, width: (row.x + row.width).saturating_sub(x), ..row };
    match &line.set {
        Some(set) => {
            put::cells(canvas, room, room.x + set.indent, &set.cells, |_| text);
        }
        None if !line.is_selected => {
            put::title(canvas, room, &line.text, text);
        }
        None => {}
    }
    if line.is_selected || line.is_chosen {
        let role = if focused { Role::Selected } else { Role::SelectedAway };
        put::paint(canvas, row, style(theme, role));
    }
}

fn role_of(tone: Tone) -> Role {
    match tone {
        Tone::Text => Role::Text,
        Tone::Title => Role::Title,
        Tone::Heading => Role::Heading,
        Tone::Slogan => Role::Slogan,
        Tone::Muted => Role::Muted,
    }
}
