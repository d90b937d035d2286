//! A line that is being typed, in the row at the bottom, and above it what is wrong with it.

use ratatui::layout::Position;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::{Role, put, style};
use crate::app::{Area, Offers, Typed};
use crate::config::Theme;
use crate::model::{Block, Language};
use crate::text::{self, Page, Setting};

/// Draws the line behind its sign, as far as it has room; says in which column it ended.
///
/// What stands before the cursor is seen to its end.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    area: Area,
    sign: &str,
    line: &Typed,
    theme: Theme,
) -> u16 {
    let kept = before_cursor(sign, line, area.width);
    let shown = format!("{sign}{kept}{}", line.after_cursor());
    put::text(canvas, area, &shown, style(theme, Role::Text))
}

/// The cell of the cursor.
pub(super) fn cursor(area: Area, sign: &str, line: &Typed) -> Position {
    let before = text::width(sign) + text::width(before_cursor(sign, line, area.width));
    let column = u16::try_from(before).unwrap_or(u16::MAX).min(area.width.saturating_sub(1));
    Position { x: area.x + column, y: area.y }
}

/// What stands before the cursor, without what has no room at its beginning.
fn before_cursor<'t>(sign: &str, line: &'t Typed, width: u16) -> &'t str {
    let room = usize::from(width).saturating_sub(text::width(sign) + 1);
    let before = line.before_cursor();
    let mut starts = text::graphemes(before).map(|cluster| cluster.start);
    let fits = |start: &usize| before.get(*start..).is_some_and(|rest| text::width(rest) <= room);
    starts.find(fits).and_then(|start| before.get(start..)).unwrap_or_default()
}

/// What the line may go on with, in the rows above it; around the one that stands in it.
pub(super) fn draw_offers(canvas: &mut Canvas<'_>, area: Area, offers: &Offers, theme: Theme) {
    const ROWS: u16 = 8;
    let count = u16::try_from(offers.all.len()).unwrap_or(u16::MAX).min(ROWS).min(area.y);
    let half = usize::from(count) / 2;
    let last = offers.all.len().saturating_sub(usize::from(count));
    let first = offers.chosen.saturating_sub(half).min(last);
    let widths = offers.all.iter().skip(first).take(usize::from(count));
    let widest = widths.map(|offer| text::width(&offer.text)).max().unwrap_or(0).min(30);
    for (index, row) in (first..).zip(0..count) {
        let Some(offer) = offers.all.get(index) else { break };
        let place = Area { y: area.y - count + row, ..area };
        put::clear(canvas, place);
        let sign = if index == offers.chosen { "▸" } else { " " };
        let gap = " ".repeat(widest.saturating_sub(text::width(&offer.text)));
        let line = format!(" {sign} {}{gap}  {}", offer.text, offer.note);
        let role = if index == offers.chosen { Role::Selected } else { Role::Text };
        put::text(canvas, place, &line, style(theme, Role::Text));
        if role == Role::Selected {
            put::paint(canvas, place, style(theme, role));
        }
    }
}

/// What is wrong with the line, whole, in the rows above it.
pub(super) fn draw_wrong(canvas: &mut Canvas<'_>, area: Area, wrong: &str, theme: Theme) {
    draw_over(canvas, area, wrong, style(theme, Role::Wrong), 0);
}

/// What is said, whole: its last row at the bottom, the others above it.
pub(super) fn draw_said(canvas: &mut Canvas<'_>, area: Area, said: &str, role: Style) {
    draw_over(canvas, area, said, role, 1);
}

/// A text in the rows of an area, from the first on.
pub(super) fn draw_text(canvas: &mut Canvas<'_>, area: Area, text: &str, role: Style) {
    let page = set(text, area.width);
    for index in 0..page.height().min(usize::from(area.height)) {
        if let (Some(place), Some(row)) = (put::row(area, index), page.row(index)) {
            put::cells(canvas, place, place.x + row.indent, &row.cells, |_| role);
        }
    }
}

/// A text in the rows above `area`, the last `within` of them in it.
fn draw_over(canvas: &mut Canvas<'_>, area: Area, text: &str, role: Style, within: u16) {
    let page = set(text, area.width);
    let end = area.y + within;
    let rows = page.height().min(usize::from(end));
    for index in 0..rows {
        let up = u16::try_from(rows - index).unwrap_or(end);
        let place = Area { y: end.saturating_sub(up), ..area };
        put::clear(canvas, place);
        if let Some(row) = page.row(index) {
            put::cells(canvas, place, place.x + row.indent, &row.cells, |_| role);
        }
    }
}

fn set(text: &str, width: u16) -> Page {
    let block = Block::paragraph(text);
    let setting = Setting { measure: width, hyphenate: false, justify: false };
    Page::set(std::slice::from_ref(&block), &Language::unknown(), width, &setting)
}
