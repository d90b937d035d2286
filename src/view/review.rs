//! The screen on which files are brought in: the source, the record, and the line at the bottom.

mod cover;
mod record;
mod source;

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::{Role, border, put, rect, style, too_small, typed};
use crate::app::{Area, Half, Opened, Review, Standing};
use crate::keys::Command;

/// The columns from which the border says why a line is cut.
const WIDE: u16 = 60;

/// The columns from which less wanted hints have room.
const WIDE_HINTS: u16 = 90;

/// Draws all of it.
pub(super) fn draw(review: &Review, area: Rect, canvas: &mut Canvas<'_>) {
    let halves = review.halves();
    let theme = review.settings().theme;
    if halves.too_small {
        too_small(theme, area, canvas);
        return;
    }
    // A terminal that has just become smaller is drawn once its new size has been told.
    let fits = |place: &Area| rect(*place).intersection(area) == rect(*place);
    if !fits(&halves.status) {
        return;
    }
    let Some((name, at, count, standing)) = review.file() else { return };
    let name = name.rsplit('/').next().unwrap_or(name);
    let nth = if count > 1 { format!("{at} of {count}  ") } else { String::new() };
    let title = format!("{nth}{name}");
    for half in [Half::Source, Half::Record] {
        let Some(place) = halves.area(half).filter(fits) else { continue };
        let focused = (theme, review.focus() == half);
        match (standing, half) {
            (Standing::Open(opened), Half::Source) => {
                let titles = (title.as_str(), &*place_in(opened, place.width));
                border::titled(canvas, place, focused, titles, put::text);
                source::draw(review, opened, place.inside(), canvas);
            }
            (Standing::Open(opened), Half::Record) => {
                let remark = if opened.is_edited() { "corrected" } else { "" };
                let title = if halves.source.is_some() { "Record" } else { title.as_str() };
                border::titled(canvas, place, focused, (title, remark), put::text);
                record::draw(review, opened, place.inside(), canvas);
            }
            (Standing::Refused(reason), Half::Source) => {
                border::titled(canvas, place, focused, (&title, ""), put::text);
                typed::draw_text(canvas, place.inside(), reason, style(theme, Role::Wrong));
            }
            (Standing::Unread, Half::Source) => {
                border::titled(canvas, place, focused, (&title, ""), put::text);
                let muted = style(theme, Role::Muted);
                typed::draw_text(canvas, place.inside(), "It is being read …", muted);
            }
            (_, Half::Record) => border::titled(canvas, place, focused, ("Record", ""), put::text),
        }
    }
    status(review, halves.status, canvas);
    cover::draw(review, area, canvas);
    canvas.part_panes();
}

/// Which line is selected, of how many; whether lines are chosen; and why the line is cut.
fn place_in(opened: &Opened, width: u16) -> String {
    let (at, count) = opened.place();
    let filed = match (opened.is_behind(), opened.is_filed()) {
        (true, _) => "finding … · ",
        (false, true) => "filed · ",
        (false, false) => "",
    };
    let why = opened.why_cut().filter(|_| width >= WIDE).map(|why| format!("{why} · "));
    let why = why.unwrap_or_default();
    match opened.chosen() {
        Some((first, last)) => format!("{filed}lines {}-{} of {count}", first + 1, last + 1),
        None => format!("{filed}{why}line {at} of {count}"),
    }
}

/// The line at the bottom: what is typed, what is said, or what can be done.
fn status(review: &Review, area: Area, canvas: &mut Canvas<'_>) {
    let theme = review.settings().theme;
    if let Some(typing) = review.typing() {
        let end = typed::draw(canvas, area, &typing.sign, typing.line(), theme);
        if let Some(wrong) = &typing.wrong {
            typed::draw_wrong(canvas, area, wrong, theme);
            return;
        }
        if let Some(offers) = typing.offers() {
            typed::draw_offers(canvas, area, offers, theme);
        }
        let width = (area.x + area.width).saturating_sub(end + 2);
        let room = Area { x: end + 2, width, ..area };
        put::text_at_end(canvas, room, &format!("{} ", typing.remark), style(theme, Role::Muted));
        return;
    }
    if let Some(notice) = review.notice() {
        let role = if notice.wrong { Role::Wrong } else { Role::Key };
        typed::draw_said(canvas, area, &notice.text, style(theme, role));
        return;
    }
    let pending = review.pending();
    let start = put::text_at_end(canvas, area, &format!("{pending} "), style(theme, Role::Muted));
    let room = Area { width: start.saturating_sub(area.x), ..area };
    put::text(canvas, room, &format!(" {}", hints(review)), style(theme, Role::Status));
}

/// What can be done here, the most wanted first.
fn hints(review: &Review) -> String {
    let key = |command| review.settings().keymap.keys_of(command).into_iter().next();
    let hint = |command, does: &str| key(command).map(|key| format!("{key} {does}"));
    let many = review.file().is_some_and(|(_, _, count, _)| count > 1);
    let open = review.file().is_some_and(|(_, _, _, known)| matches!(known, Standing::Open(_)));
    let own: Vec<Option<String>> = match (open, review.focus()) {
        (false, _) => Vec::new(),
        (true, Half::Source) => vec![
            hint(Command::ChooseRole, "role"),
            hint(Command::SelectLines, "select"),
            hint(Command::SetLanguage, "language"),
            hint(Command::Find, "find").filter(|_| review.size().width >= WIDE_HINTS),
            hint(Command::FocusNext, "record"),
        ],
        (true, Half::Record) => vec![
            hint(Command::Open, "edit"),
            hint(Command::Clear, "clear"),
            hint(Command::NextBasis, "basis"),
            hint(Command::FocusNext, "source"),
        ],
    };
    let rest = [
        hint(Command::FileDocument, "write").filter(|_| open),
        hint(Command::NextFile, "next file").filter(|_| many),
        hint(Command::Help, "help"),
        hint(Command::Close, "leave"),
    ];
    own.into_iter().chain(rest).flatten().collect::<Vec<_>>().join(" · ")
}

/// The cell of the cursor, where something is typed.
pub(super) fn cursor(review: &Review) -> Option<Position> {
    if review.halves().too_small {
        return None;
    }
    cover::cursor(review).or_else(|| {
        let typing = review.typing()?;
        Some(typed::cursor(review.halves().status, &typing.sign, typing.line()))
    })
}
