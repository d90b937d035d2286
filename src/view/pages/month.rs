//! The month beside the agenda: weeks from Monday, a sign at each day with something to do.

use super::super::canvas::Canvas;
use super::super::{Role, put, style};
use crate::app::{App, Area, Mark, Parts, Sheet};

/// The columns of a day: a sign, two digits, a sign.
const DAY: u16 = 4;

pub(super) fn draw(app: &App, parts: &Parts, area: Area, canvas: &mut Canvas<'_>) {
    let Some(month) = app.month() else { return };
    let theme = app.settings().theme;
    let area = Area { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    let mut line = |row: usize, text: &str, role: Role| {
        if let Some(row) = put::row(area, row) {
            put::text(canvas, row, text, style(theme, role));
        }
    };
    line(0, &format!(" {}", month.name()), Role::Heading);
    line(1, " Mo  Tu  We  Th  Fr  Sa  Su", Role::Muted);
    let weeks = (month.before() + month.days.len()).div_ceil(7);
    let today = app.pages().today();
    let mut legend = vec!["[1] selected   1* others".to_owned()];
    if month.without_day > 0 {
        let count = month.without_day;
        legend.push(format!("{count} without a day"));
    }
    // Before it is told, there is no day to speak of.
    if today != crate::model::Day::MIN {
        legend.push(format!("today: {} {} {}", today.day(), today.month(), today.year()));
    }
    if parts.list.width < Sheet::COLUMNS {
        legend.push(String::new());
        legend.extend(["s stated    p page", "i inferred  o outside"].map(str::to_owned));
        legend.push("u not known how".to_owned());
    }
    for (row, text) in (2 + weeks..).zip(legend) {
        line(row, &text, Role::Muted);
    }
    for (day, mark) in (1_u8..).zip(&month.days) {
        let cell = month.before() + usize::from(day) - 1;
        let Some(row) = put::row(area, 2 + cell / 7) else { break };
        let column = u16::try_from(cell % 7).unwrap_or(0) * DAY;
        let (text, role) = match mark {
            Mark::Free => (format!(" {day:>2} "), Role::Text),
            Mark::Asked => (format!(" {day:>2}*"), Role::Key),
            Mark::Selected => (format!("[{day:>2}]"), Role::Selected),
        };
        let is_today = month.first.replace_day(day) == Ok(today);
        let role = if is_today && *mark == Mark::Free { Role::SelectedAway } else { role };
        let place = Area { x: row.x + column, width: DAY, ..row };
        put::text(canvas, place, &text, style(theme, role));
    }
}
