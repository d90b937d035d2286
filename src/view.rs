//! Draws the state of a reader. It looks, and leaves nothing behind.
//!
//! ```text
//! ┌ list ───────────┐┌ reader ──────────────────────────────┐┌ sidebar ────────┐
//! │ meeting         ││                                      ││ heading         │
//! │   document      ││   rows of the page                   ││   entries       │
//! └─────────────────┘└──────────────────────────────────────┘└─ tabs ──────────┘
//!  status: a notice, a prompt, or what is being read                      hints
//! ```

mod border;
mod calibration;
mod canvas;
mod list;
mod overlay;
mod pages;
mod put;
mod reader;
mod sidebar;
mod status;
mod theme;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::{App, Area, Overlay, Screen};

use canvas::Canvas;

pub use theme::{Role, style};

/// Draws the whole screen.
pub fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    let screen = app.screen();
    // Where a theme has a background, it is that of the whole screen.
    if let Some(background) = style(app.settings().theme, Role::Text).bg {
        buffer.set_style(area, Style::new().bg(background));
    }
    let mut canvas = Canvas::new(buffer, app.sending());
    let canvas = &mut canvas;
    if screen.too_small {
        too_small(app, area, canvas);
        return;
    }
    // A terminal that has just become smaller is drawn once its new size has been told.
    let fits = |pane: &Area| rect(*pane).intersection(area) == rect(*pane);
    if !fits(&screen.status) {
        return;
    }
    if matches!(app.overlay(), Some(Overlay::Calibration(_))) {
        // Its lines are each sent in their own way, and nothing beside them may change how they look.
        overlay::draw(app, area, canvas);
        return;
    }
    if let Some(page) = app.pages().shown() {
        pages::draw(app, page, canvas);
    } else {
        if let Some(pane) = screen.list.filter(fits) {
            list::draw(app, pane, canvas);
        }
        if let Some(pane) = screen.reader.filter(fits) {
            reader::draw(app, pane, canvas);
        }
        if let Some(pane) = screen.sidebar.filter(fits) {
            sidebar::draw(app, pane, canvas);
        }
    }
    status::draw(app, screen.status, canvas);
    overlay::draw(app, area, canvas);
    canvas.part_panes();
}

/// The cell of the cursor, where a line is being typed.
#[must_use]
pub fn cursor(app: &App) -> Option<Position> {
    if app.screen().too_small {
        return None;
    }
    overlay::cursor(app).or_else(|| status::cursor(app))
}

fn rect(area: Area) -> Rect {
    Rect { x: area.x, y: area.y, width: area.width, height: area.height }
}

fn too_small(app: &App, area: Rect, canvas: &mut Canvas<'_>) {
    let style = style(app.settings().theme, Role::Text);
    let least = Screen::LEAST;
    let lines =
        ["too small", &format!("{}x{} needed", least.width, least.height)].map(str::to_owned);
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        put::text(canvas, Area { x: area.x, y, width: area.width, height: 1 }, &line, style);
    }
}
