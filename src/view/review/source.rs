//! The lines of a source, each with its number and what it is.

use ratatui::style::Style;

use super::super::canvas::Canvas;
use super::super::reader::shows;
use super::super::{Role, put, style};
use crate::app::{Area, Columns, Half, Opened, Review, ShownLine, Tone};
use crate::model::Direction;
use crate::text::{self, Cell};

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
    let mut tone = style(theme, role_of(line.tone));
    if line.is_selected || line.is_chosen {
        let role = if focused { Role::Selected } else { Role::SelectedAway };
        put::paint(canvas, row, style(theme, role));
        tone = tone.patch(style(theme, role));
    }
    let of = |cell: &Cell| {
        let found = line.found.iter().find(|(range, _)| shows(cell, range));
        let role = found.map(|(_, at)| if *at { Role::CurrentMatch } else { Role::Match });
        role.map_or(tone, |role| tone.patch(style(theme, role)))
    };
    let room = Area { x, width: (row.x + row.width).saturating_sub(x), ..row };
    match &line.set {
        Some(set) => {
            put::cells(canvas, room, room.x + set.indent, &set.cells, of);
        }
        None if !line.is_selected => {
            // As where it is read in full, a line begins at the side from which it is read.
            let direction = text::direction(&line.text);
            let set = text::line(&line.text, direction, room.width);
            let width: u16 = set.iter().map(|cell| cell.width).sum();
            let free = match direction {
                Direction::LeftToRight => 0,
                Direction::RightToLeft => room.width.saturating_sub(width),
            };
            put::cells(canvas, room, room.x + free, &set, of);
        }
        None => {}
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
