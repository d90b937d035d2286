//! What lies over the source and the record.

use ratatui::layout::{Position, Rect};

use super::super::canvas::Canvas;
use super::super::{Role, border, overlay, put, rect, style};
use crate::app::{Area, Cover, MENU, Review, Standing};
use crate::config::Theme;
use crate::keys::{Command, Scope};

pub(super) fn draw(review: &Review, screen: Rect, canvas: &mut Canvas<'_>) {
    let Some(cover) = review.cover() else { return };
    let area = cover.area(review.size());
    if rect(area).intersection(screen) != rect(area) {
        return;
    }
    overlay::clear(area, canvas);
    let settings = review.settings();
    let theme = settings.theme;
    let key = |command| settings.keymap.keys_of(command).into_iter().next().unwrap_or_default();
    let (title, remark) = match cover {
        Cover::Help(_) => ("Keys", String::new()),
        Cover::Palette { .. } => ("Commands", String::new()),
        Cover::Roles(_) => ("What are these lines?", String::new()),
        Cover::Parts(..) => ("What of this action?", String::new()),
        Cover::Writing(plan, _) if plan.changes() => (
            "Write this?",
            format!("{} writes · {} goes back", key(Command::Open), key(Command::Back)),
        ),
        Cover::Writing(..) => ("Nothing would change", String::new()),
    };
    border::titled(canvas, area, (theme, true), (title, &remark), put::text);
    let inner = area.inside();
    match cover {
        Cover::Help(top) => overlay::help(settings, (Scope::Import, *top), inner, canvas),
        Cover::Palette { input, selected } => {
            overlay::palette(settings, Scope::Import, (input, *selected), inner, canvas);
        }
        Cover::Roles(selected) => {
            let rows =
                MENU.iter().map(|(letter, word, means)| (*letter, *word, (*means).to_owned()));
            menu(rows, *selected, theme, inner, canvas);
        }
        Cover::Parts(at, selected) => {
            let Some((.., Standing::Open(opened))) = review.file() else { return };
            let rows = opened.parts_of_action(*at).into_iter();
            menu(rows, *selected, theme, inner, canvas);
        }
        Cover::Writing(plan, top) => {
            for (row, line) in plan.lines().iter().skip(*top).enumerate() {
                let Some(place) = put::row(inner, row) else { break };
                let role = if line.starts_with('─') { Role::Heading } else { Role::Text };
                put::title(canvas, place, line, style(theme, role));
            }
        }
    }
}

/// A menu: letters, words, and what they mean or have.
fn menu<'a>(
    rows: impl Iterator<Item = (char, &'a str, String)>,
    selected: usize,
    theme: Theme,
    area: Area,
    canvas: &mut Canvas<'_>,
) {
    let top = (selected + 1).saturating_sub(usize::from(area.height));
    for (row, (at, (letter, word, means))) in rows.enumerate().skip(top).enumerate() {
        let Some(place) = put::row(area, row) else { break };
        let sign = if at == selected { "▸" } else { " " };
        let text = style(theme, Role::Text);
        put::text(canvas, place, &format!("{sign} {letter}  {word:<10} {means}"), text);
        if at == selected {
            put::paint(canvas, place, style(theme, Role::Selected));
        }
    }
}

pub(super) fn cursor(review: &Review) -> Option<Position> {
    let Some(cover @ Cover::Palette { input, .. }) = review.cover() else { return None };
    Some(overlay::cursor_in_palette(cover.area(review.size()).inside(), input))
}
