//! The record that is proposed: its values, texts, names and actions.

use super::super::canvas::Canvas;
use super::super::{Role, put, style};
use crate::app::{Area, Half, Opened, PageEntry, Review, Sheet, Shown, Sort};

pub(super) fn draw(review: &Review, opened: &Opened, area: Area, canvas: &mut Canvas<'_>) {
    let theme = review.settings().theme;
    let focused = review.focus() == Half::Record;
    let sheet = opened.sheet();
    for row in 0..usize::from(area.height) {
        let Some(place) = put::row(area, row) else { break };
        let Some((index, shown)) = sheet.row(row) else { break };
        let is_selected = index == sheet.selected_index() && (focused || opened.is_linked());
        let x = match &shown {
            Shown::Whole(entry) | Shown::Text(entry, true, _) => {
                before(review, sheet, (entry, is_selected), place, canvas)
            }
            Shown::Text(entry, false, _) => place.x + sheet.columns(entry).1,
            Shown::Detail(_) => place.x + Sheet::SIGNS + 2,
        };
        let room = Area { x, width: (place.x + place.width).saturating_sub(x), ..place };
        match &shown {
            Shown::Whole(entry) => {
                let role = if entry.sort == Sort::Head { Role::Heading } else { Role::Text };
                put::title(canvas, room, &entry.text, style(theme, role));
            }
            Shown::Text(_, _, set) => {
                let text = style(theme, Role::Text);
                put::cells(canvas, room, x + set.indent, &set.cells, |_| text);
            }
            Shown::Detail(set) => {
                let muted = style(theme, Role::Muted);
                put::cells(canvas, room, x + set.indent, &set.cells, |_| muted);
            }
        }
        if is_selected && !matches!(shown, Shown::Detail(_)) {
            let role = if focused { Role::Selected } else { Role::SelectedAway };
            put::paint(canvas, place, style(theme, role));
        }
    }
}

/// Puts the sign and the name of an entry; says where its text begins.
fn before(
    review: &Review,
    sheet: &Sheet,
    (entry, is_selected): (&PageEntry, bool),
    row: Area,
    canvas: &mut Canvas<'_>,
) -> u16 {
    let mark = style(review.settings().theme, Role::Mark);
    let (columns, text) = sheet.columns(entry);
    if entry.sort == Sort::Head {
        return row.x;
    }
    put::text(canvas, row, if is_selected { "▸" } else { " " }, mark);
    let mut x = row.x + Sheet::SIGNS;
    for (column, width) in columns {
        let left = (row.x + row.width).saturating_sub(x);
        put::text(canvas, Area { x, width: width.min(left), ..row }, column, mark);
        x += width + 1;
    }
    row.x + text
}
