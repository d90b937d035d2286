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
mod list;
mod overlay;
mod put;
mod reader;
mod sidebar;
mod status;
mod theme;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{App, Area, Screen};

pub use theme::{Role, style};

/// Draws the whole screen.
pub fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    let screen = app.screen();
    if screen.too_small {
        too_small(app, area, buffer);
        return;
    }
    // A terminal that has just become smaller is drawn once its new size has been told.
    let fits = |pane: &Area| rect(*pane).intersection(area) == rect(*pane);
    if !fits(&screen.status) {
        return;
    }
    if let Some(pane) = screen.list.filter(fits) {
        list::draw(app, pane, buffer);
    }
    if let Some(pane) = screen.reader.filter(fits) {
        reader::draw(app, pane, buffer);
    }
    if let Some(pane) = screen.sidebar.filter(fits) {
        sidebar::draw(app, pane, buffer);
    }
    status::draw(app, screen.status, buffer);
    overlay::draw(app, area, buffer);
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

fn too_small(app: &App, area: Rect, buffer: &mut Buffer) {
    let style = style(app.settings().theme, Role::Text);
    let least = Screen::LEAST;
    let lines =
        ["too small", &format!("{}x{} needed", least.width, least.height)].map(str::to_owned);
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        put::text(buffer, Area { x: area.x, y, width: area.width, height: 1 }, &line, style);
    }
}
