//! The line at the bottom: a line being typed, a notice, or what is being read; and the hints.

use super::canvas::Canvas;
use ratatui::layout::Position;

use super::{Role, put, style, typed};
use crate::app::{App, Area, Pane, Prompt, Purpose};
use crate::keys::Command;
use crate::model::Coverage;
use crate::text;

pub(super) fn draw(app: &App, area: Area, canvas: &mut Canvas<'_>) {
    let theme = app.settings().theme;
    if let Some(prompt) = app.prompt() {
        draw_prompt(app, prompt, area, canvas);
        return;
    }
    let hints = hints(app, area.width);
    let start = put::text_at_end(canvas, area, &hints, style(theme, Role::Muted));
    let room = Area { width: start.saturating_sub(area.x + 1), ..area };
    let (line, role) = match app.notice() {
        Some(notice) if notice.wrong => (notice.text.clone(), Role::Wrong),
        Some(notice) => (notice.text.clone(), Role::Key),
        None => match app.pages().shown() {
            Some(page) => (super::pages::hint(app, page), Role::Status),
            None => (what_is_read(app), Role::Status),
        },
    };
    // What was just said matters more than the hints.
    let room = if app.notice().is_some() { area } else { room };
    if app.notice().is_some() {
        put::clear(canvas, area);
    }
    put::text(canvas, room, &format!(" {line}"), style(theme, role));
}

fn hints(app: &App, width: u16) -> String {
    let keys = |command| app.settings().keymap.keys_of(command).into_iter().next();
    let hint = |command, word: &str| keys(command).map(|key| format!("{key} {word}"));
    let pending = Some(app.pending()).filter(|pending| !pending.is_empty());
    let search = app.reader().search().filter(|search| !search.hits.is_empty());
    let search = search.map(|search| format!("{}/{}", search.current + 1, search.hits.len()));
    let mut parts = vec![app.progress().map(str::to_owned), pending, search];
    if width >= 100 {
        parts.push(hint(Command::Help, "help"));
        parts.push(hint(Command::Palette, "commands"));
    } else {
        parts.push(hint(Command::Help, "help"));
    }
    let reads = app.screen().reader.is_some() && app.pages().shown().is_none();
    if reads && app.reader().document().is_some() {
        parts.push(Some(format!("{:>3} %", app.counters().percent)));
    }
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{} ", parts.join("   "))
}

/// How the document is covered, where a copy is, whether something about it is said differently.
fn what_is_read(app: &App) -> String {
    let document = app.reader().document().and_then(|position| app.archive().at(position));
    let Some(document) = document else { return app.archive().origin().to_owned() };
    let mut parts: Vec<String> = hidden_filter(app).into_iter().collect();
    let version = document.versions.get(app.reader().version());
    parts.extend(version.map(|version| match version.coverage {
        Coverage::Full => "full text".to_owned(),
        Coverage::Abstract => "abstract".to_owned(),
    }));
    if app.screen().shown() == 1 && app.focus() != Pane::Sidebar {
        parts.push(format!("signatories {}", document.signatory_count()));
        parts.push(format!("actions {}", document.actions.len()));
    }
    parts.extend(document.copies.first().map(|copy| {
        let posted = copy.posted.as_ref().map(|date| format!(" {date}")).unwrap_or_default();
        format!("copy: {}{posted}", copy.site.as_deref().unwrap_or("yes"))
    }));
    let claims = document.claims.len();
    parts.extend((claims > 0).then(|| format!("claims {claims}")));
    parts.join(" · ")
}

/// The filter, where the list that shows it has no room, and the key that clears it.
fn hidden_filter(app: &App) -> Option<String> {
    const WIDEST: usize = 30;
    if app.filter().is_empty() || app.screen().list.is_some() {
        return None;
    }
    let text = app.filter().text();
    let shown = text::graphemes(&text)
        .nth(WIDEST)
        .map_or(text.clone(), |cut| format!("{}…", text.get(..cut.start).unwrap_or_default()));
    let clears = app.settings().keymap.keys_of(Command::ClearFilter);
    let clears = clears.first().map_or(String::new(), |key| format!(" ({key} clears)"));
    Some(format!("filter {shown}{clears}"))
}

fn sign(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Meeting => "#",
        Purpose::Query => "filter: ",
        Purpose::Find => "/",
        Purpose::Note(_) => "note: ",
        Purpose::Save => "save as: ",
        Purpose::Pipe => "hand to: ",
    }
}

fn draw_prompt(app: &App, prompt: &Prompt, area: Area, canvas: &mut Canvas<'_>) {
    let theme = app.settings().theme;
    let found = match prompt.purpose {
        Purpose::Find => app.reader().search().map(|search| format!("{} ", search.count())),
        Purpose::Note(_) => Some("Enter keeps it, an empty line throws it away ".to_owned()),
        Purpose::Save => Some(".md .html .txt ".to_owned()),
        Purpose::Pipe => Some("a command of the shell ".to_owned()),
        Purpose::Meeting | Purpose::Query => Some({
            let (shown, all) = (app.list().count(), app.archive().len());
            if app.is_searching() {
                "searching … ".to_owned()
            } else if shown == 0 {
                "no document matches ".to_owned()
            } else {
                format!("{shown} of {all} ")
            }
        }),
    };
    let end = typed::draw(canvas, area, sign(prompt.purpose), prompt.line(), theme);
    if let Some(wrong) = &prompt.wrong {
        typed::draw_wrong(canvas, area, wrong, theme);
        return;
    }
    if let Some(offers) = prompt.offers() {
        typed::draw_offers(canvas, area, offers, theme);
    }
    let remark = found.unwrap_or_default();
    let room = Area { x: end + 2, width: (area.x + area.width).saturating_sub(end + 2), ..area };
    put::text_at_end(canvas, room, &remark, style(theme, Role::Muted));
}

pub(super) fn cursor(app: &App) -> Option<Position> {
    let prompt = app.prompt()?;
    Some(typed::cursor(app.screen().status, sign(prompt.purpose), prompt.line()))
}
