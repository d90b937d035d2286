//! The columns of the table of signatories: one for each document, a letter for what a name did there.

use super::super::canvas::Canvas;
use super::super::{Role, put, style};
use crate::app::{App, Area, LEGEND, Page, Parts};

pub(super) fn draw(app: &App, page: &Page, parts: &Parts, beside: Area, canvas: &mut Canvas<'_>) {
    let theme = app.settings().theme;
    let table = &page.table;
    let wide = Page::column_width(parts.head.width);
    // The columns are leafed through: the cursor is always on a column that is shown.
    let count = usize::from(beside.width / wide).max(1);
    let first = table.cursor / count * count;
    let shown = || table.columns.iter().enumerate().skip(first).take(count).zip(0_u16..);
    if let (Some(column), 3..) = (table.columns.get(table.cursor), parts.head.height) {
        let title = app.archive().at(column.document).map_or("", |document| &document.title);
        let number = table.cursor + 1;
        let line = format!(
            "{number} of {} · {} · {}: {title}",
            table.columns.len(),
            column.condition.spoken(),
            column.label
        );
        put::text(canvas, Area { height: 1, ..parts.head }, &line, style(theme, Role::Text));
    }
    // Over the columns: their numbers with what they ask, and where there is room their labels.
    let bottom = parts.head.height.saturating_sub(1);
    for ((index, column), place) in shown() {
        let at = |y: u16| Area {
            x: beside.x + place * wide,
            y: parts.head.y + y,
            width: wide.saturating_sub(1),
            height: 1,
        };
        let current = index == table.cursor;
        let role = style(theme, if current { Role::Selected } else { Role::Heading });
        let number = format!("{}{}", column.condition.sign(), index + 1);
        if parts.head.height == 0 {
            continue;
        }
        if wide == Page::WIDE && bottom > 0 {
            put::text(canvas, at(bottom - 1), &column.label, style(theme, Role::Muted));
        }
        put::text(canvas, at(bottom), &number, role);
    }
    for row in 0..usize::from(parts.list.height) {
        let Some((index, _)) = page.sheet.row(row) else { break };
        let again = row > 0 && page.sheet.row(row - 1).is_some_and(|(above, _)| above == index);
        let line = index.checked_sub(1).and_then(|line| table.rows.get(line));
        let (Some(line), false, Some(place)) = (line, again, put::row(beside, row)) else {
            continue;
        };
        for ((index, _), column) in shown() {
            let letter = line.get(index).copied().unwrap_or(' ');
            let letter = if letter == ' ' { '·' } else { letter };
            let role = if letter == '·' { Role::Muted } else { Role::Text };
            let area = Area { x: place.x + column * wide + 1, width: 1, ..place };
            put::text(canvas, area, &letter.to_string(), style(theme, role));
        }
    }
    legend(app, parts.foot, canvas);
}

fn legend(app: &App, foot: Area, canvas: &mut Canvas<'_>) {
    let Some(row) = put::row(foot, 0) else { return };
    let words = LEGEND.map(|(letter, role)| format!("{letter} {role}"));
    let line = format!("{}   +1 signed 1, -1 did not", words.join("  "));
    put::text(canvas, row, &line, style(app.settings().theme, Role::Muted));
}
