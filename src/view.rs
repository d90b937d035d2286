//! Draws the state of a reader. It looks, and leaves nothing behind but the room that the next frame takes.
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
mod review;
mod sidebar;
mod status;
mod theme;
mod typed;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::{App, Area, Overlay, Review, Screen};
use crate::config::Theme;

use canvas::Canvas;

pub use canvas::Room;
pub use theme::{Role, style};

/// What can be drawn on a terminal.
pub trait Drawn {
    /// Draws the whole screen.
    fn draw(&self, area: Rect, buffer: &mut Buffer, room: &mut Room);

    /// The cell of the cursor, where a line is being typed.
    fn cursor(&self) -> Option<Position>;
}

impl Drawn for App {
    fn draw(&self, area: Rect, buffer: &mut Buffer, room: &mut Room) {
        draw(self, area, buffer, room);
    }

    fn cursor(&self) -> Option<Position> {
        cursor(self)
    }
}

impl Drawn for Review {
    fn draw(&self, area: Rect, buffer: &mut Buffer, room: &mut Room) {
        background(self.settings().theme, area, buffer);
        review::draw(self, area, &mut Canvas::new(buffer, self.sending(), room));
    }

    fn cursor(&self) -> Option<Position> {
        review::cursor(self)
    }
}

/// Draws the whole screen of the reader.
pub fn draw(app: &App, area: Rect, buffer: &mut Buffer, room: &mut Room) {
    let screen = app.screen();
    background(app.settings().theme, area, buffer);
    let mut canvas = Canvas::new(buffer, app.sending(), room);
    let canvas = &mut canvas;
    if screen.too_small {
        too_small(app.settings().theme, area, canvas);
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

/// Where a theme has a background, it is that of the whole screen.
fn background(theme: Theme, area: Rect, buffer: &mut Buffer) {
    if let Some(background) = style(theme, Role::Text).bg {
        buffer.set_style(area, Style::new().bg(background));
    }
}

/// The cell of the cursor, where a line is being typed in the reader.
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

fn too_small(theme: Theme, area: Rect, canvas: &mut Canvas<'_>) {
    let style = style(theme, Role::Text);
    let least = Screen::LEAST;
    let lines =
        ["too small", &format!("{}x{} needed", least.width, least.height)].map(str::to_owned);
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        put::text(canvas, Area { x: area.x, y, width: area.width, height: 1 }, &line, style);
    }
}
