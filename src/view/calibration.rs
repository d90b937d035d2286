//! The overlay in which a person says which way of sending text reads right.

use super::canvas::Canvas;
use super::{Role, put, style};
use crate::app::{App, Area, Candidate};
use crate::model::Direction;
use crate::text;

/// "We heard 12 speakers in Izmir in the year 2023 (all of them)."
const SAMPLE: &str = " سمعنا 12 خطيبا في Izmir سنة 2023 (كلهم). ";

/// What is asked, and what right looks like to someone who does not read Arabic.
const BEFORE: [&str; 2] = [
    "The same Arabic sentence, sent to this terminal in five ways.",
    "Press the letter of the line that reads right.",
];

/// What right looks like to someone who does not read Arabic.
const RIGHT: [&str; 5] = [
    "In the right one, all of this is so:",
    "· from right to left: 12, then Izmir, then 2023 (not 21, 3202)",
    "· the letters of a word hang together, as in handwriting;",
    "  the word at the right end closes with an upright stroke on its left",
    "· the full stop is at the left end, beside a bracket that opens: .(",
];

pub(super) fn draw(app: &App, chosen: Option<Candidate>, inner: Area, canvas: &mut Canvas<'_>) {
    let theme = app.settings().theme;
    let mut rows = (0..usize::from(inner.height)).filter_map(|row| put::row(inner, row));
    let line = |canvas: &mut Canvas<'_>, row: Option<Area>, line: &str, role: Role| {
        if let Some(row) = row {
            put::text(canvas, row, line, style(theme, role));
        }
    };
    for text in BEFORE {
        line(canvas, rows.next(), text, Role::Text);
    }
    rows.next();
    for candidate in Candidate::ALL {
        let Some(row) = rows.next() else { break };
        let sign = if chosen == Some(candidate) { "▸" } else { " " };
        let key = format!("{sign} {} ", candidate.key);
        let x = put::text(canvas, row, &key, style(theme, Role::Key));
        let room = Area { x, width: (row.x + row.width).saturating_sub(x), ..row };
        let cells = text::line(SAMPLE, Direction::RightToLeft, room.width);
        let emit = std::mem::replace(&mut canvas.emit, candidate.emit);
        put::cells(canvas, room, x, &cells, |_| style(theme, Role::Text));
        canvas.emit = emit;
    }
    rows.next();
    for text in RIGHT {
        line(canvas, rows.next(), text, Role::Muted);
    }
    rows.next();
    if let Some(candidate) = chosen {
        let used =
            format!("Line {} is used until you quit. To keep it, config.toml:", candidate.key);
        line(canvas, rows.next(), &used, Role::Text);
        for setting in candidate.settings() {
            line(canvas, rows.next(), &setting, Role::Key);
        }
    } else {
        line(canvas, rows.next(), "Esc leaves everything as it is.", Role::Muted);
    }
}
