//! Puts set text on the canvas, cell by cell.

use std::fmt;

use ratatui::style::Style;

use super::canvas::Canvas;
use crate::app::Area;
use crate::model::Direction;
use crate::text::{self, Cell};

/// Puts cells from column `x` on, each in the style that `of` gives it; what does not fit into the
/// row of `area` is left out. Says in which column it ended.
pub(super) fn cells(
    canvas: &mut Canvas<'_>,
    area: Area,
    x: u16,
    cells: &[Cell],
    of: impl FnMut(&Cell) -> Style,
) -> u16 {
    sent(canvas, area, x, &canvas.sent(cells), of)
}

/// Puts cells as they are to be written.
fn sent(
    canvas: &mut Canvas<'_>,
    area: Area,
    x: u16,
    cells: &[Cell],
    mut of: impl FnMut(&Cell) -> Style,
) -> u16 {
    let end = area.x.saturating_add(area.width);
    let mut x = x;
    for cell in cells {
        if x.saturating_add(cell.width) > end {
            break;
        }
        if let Some(target) = canvas.buffer.cell_mut((x, area.y)) {
            target.set_symbol(&cell.symbol).set_style(of(cell));
        }
        // What a wide cluster covers must hold nothing of its own.
        for covered in x + 1..x + cell.width {
            if let Some(target) = canvas.buffer.cell_mut((covered, area.y)) {
                target.set_symbol("").set_style(of(cell));
            }
        }
        x += cell.width;
    }
    x
}

/// Puts one line of the program's own words at the beginning of a row; says in which column it ended.
///
/// The line runs from left to right, whatever names stand in it.
pub(super) fn text(canvas: &mut Canvas<'_>, area: Area, line: &str, style: Style) -> u16 {
    canvas.set(line, Direction::LeftToRight, area.width, |canvas, set| {
        sent(canvas, area, area.x, set, |_| style)
    })
}

/// As [`text`], of a line that is written for it.
pub(super) fn words(
    canvas: &mut Canvas<'_>,
    area: Area,
    line: fmt::Arguments<'_>,
    style: Style,
) -> u16 {
    canvas.written(line, |canvas, line| text(canvas, area, line, style))
}

/// Puts one line of a document's words at the beginning of a row, in the direction of its letters.
pub(super) fn title(canvas: &mut Canvas<'_>, area: Area, line: &str, style: Style) -> u16 {
    canvas.set(line, text::direction(line), area.width, |canvas, set| {
        sent(canvas, area, area.x, set, |_| style)
    })
}

/// Puts one line of text at the end of a row; says in which column it begins.
pub(super) fn text_at_end(canvas: &mut Canvas<'_>, area: Area, line: &str, style: Style) -> u16 {
    canvas.set(line, Direction::LeftToRight, area.width, |canvas, set| {
        let width: u16 = set.iter().map(|cell| cell.width).sum();
        let x = area.x + area.width.saturating_sub(width);
        sent(canvas, area, x, set, |_| style);
        x
    })
}

/// Takes everything out of a row.
pub(super) fn clear(canvas: &mut Canvas<'_>, area: Area) {
    for x in area.x..area.x + area.width {
        if let Some(cell) = canvas.buffer.cell_mut((x, area.y)) {
            cell.reset();
        }
    }
}

/// Gives the whole row a style.
pub(super) fn paint(canvas: &mut Canvas<'_>, area: Area, style: Style) {
    canvas.buffer.set_style(super::rect(Area { height: 1, ..area }), style);
}

/// One row of a pane.
pub(super) fn row(area: Area, row: usize) -> Option<Area> {
    let row = u16::try_from(row).ok().filter(|row| *row < area.height)?;
    Some(Area { y: area.y + row, height: 1, ..area })
}
