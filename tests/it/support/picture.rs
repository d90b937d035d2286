//! A screen as text: what stands on it, in which styles, where the cursor is, what is to be done.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};

use plenary::app::{Effect, Size};
use plenary::view::{Drawn, Room};

/// The cells that a state gives a terminal of `size`.
pub(crate) fn drawn(state: &impl Drawn, size: Size) -> Buffer {
    let area = Rect { x: 0, y: 0, width: size.width, height: size.height };
    let mut buffer = Buffer::empty(area);
    state.draw(area, &mut buffer, &mut Room::default());
    buffer
}

/// The rows of a screen, without the blanks at their ends.
pub(crate) fn rows(buffer: &Buffer) -> Vec<String> {
    (0..buffer.area.height).map(|y| row(buffer, y)).collect()
}

fn row(buffer: &Buffer, y: u16) -> String {
    let mut shown = String::new();
    let mut covered = 0;
    for cell in row_of(buffer, y) {
        // A cell without a symbol is covered by the wide one before it, or else shown as a blank.
        shown.push_str(if cell.symbol().is_empty() && covered == 0 { " " } else { cell.symbol() });
        covered = match plenary::text::width(cell.symbol()) {
            0 => usize::saturating_sub(covered, 1),
            width => width - 1,
        };
    }
    shown.trim_end().to_owned()
}

fn row_of(buffer: &Buffer, y: u16) -> impl Iterator<Item = &Cell> {
    (0..buffer.area.width).filter_map(move |x| buffer.cell((x, y)))
}

/// The whole picture: text, plane of styles, cursor, effects.
pub(crate) fn picture(buffer: &Buffer, cursor: Option<Position>, effects: &[Effect]) -> String {
    let mut lines = rows(buffer);
    let mut legend = Vec::new();
    lines.push("── styles".to_owned());
    let plane: Vec<String> = (0..buffer.area.height)
        .map(|y| row_of(buffer, y).map(|cell| letter(cell, &mut legend)).collect::<String>())
        .map(|letters| letters.trim_end_matches('.').to_owned())
        .collect();
    let mut first = 0;
    for alike in plane.chunk_by(|above, below| above == below) {
        let rows = match alike.len() {
            1 => (first + 1).to_string(),
            count => format!("{}-{}", first + 1, first + count),
        };
        first += alike.len();
        lines.extend(
            alike.first().filter(|row| !row.is_empty()).map(|row| format!("{rows:>5} {row}")),
        );
    }
    for (style, letter) in legend.iter().zip('a'..) {
        lines.push(format!("{letter}: {style}"));
    }
    let cursor =
        cursor.map(|cursor| format!("cursor: column {}, row {}", cursor.x + 1, cursor.y + 1));
    let effects = (!effects.is_empty()).then(|| format!("effects: {effects:?}"));
    let then: Vec<String> = cursor.into_iter().chain(effects).collect();
    if !then.is_empty() {
        lines.push("── then".to_owned());
        lines.extend(then);
    }
    lines.join("\n") + "\n"
}

/// The letter of a cell's style: a dot for the terminal's own.
fn letter(cell: &Cell, legend: &mut Vec<String>) -> char {
    let mut words = Vec::new();
    words.extend((cell.fg != Color::Reset).then(|| cell.fg.to_string()));
    words.extend((cell.bg != Color::Reset).then(|| format!("on {}", cell.bg)));
    words.extend((cell.modifier != Modifier::empty()).then(|| format!("{:?}", cell.modifier)));
    if words.is_empty() {
        return '.';
    }
    let style = words.join(" ");
    let known = legend.iter().position(|known| *known == style).unwrap_or_else(|| {
        legend.push(style);
        legend.len() - 1
    });
    ('a'..='z').nth(known).unwrap_or('?')
}
