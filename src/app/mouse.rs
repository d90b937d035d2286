//! The wheel and clicks. Nothing needs them: each does what a key does too.

use super::sidebar::Tab;
use super::{App, Effect, Pane};

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The first button was pressed.
    Click,
    /// The wheel was turned towards the reader.
    WheelDown,
    /// The wheel was turned away from the reader.
    WheelUp,
}

/// What the mouse did, and at which cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// The column, from 0.
    pub x: u16,
    /// The row, from 0.
    pub y: u16,
}

/// The rows that one notch of the wheel moves.
const NOTCH: isize = 3;

impl App {
    pub(super) fn point(&mut self, mouse: Mouse) -> Vec<Effect> {
        if self.prompt.is_some() || self.overlay.is_some() {
            return Vec::new();
        }
        if self.pages.shown().is_some() {
            self.point_on_page(mouse);
            return Vec::new();
        }
        let Some(pane) = self.screen.pane_at(mouse.x, mouse.y) else { return Vec::new() };
        self.notice = None;
        match mouse.kind {
            MouseKind::WheelDown => self.wheel(pane, NOTCH),
            MouseKind::WheelUp => self.wheel(pane, -NOTCH),
            MouseKind::Click => self.click(pane, mouse),
        }
        Vec::new()
    }

    fn wheel(&mut self, pane: Pane, by: isize) {
        match pane {
            Pane::List => self.step_list(by.signum()),
            Pane::Reader => {
                self.reader.scroll(by);
            }
            Pane::Sidebar => self.sidebar.step(by.signum()),
        }
    }

    fn click(&mut self, pane: Pane, mouse: Mouse) {
        let before = self.screen;
        self.focus_on(pane);
        let Some(whole) = before.area(pane) else { return };
        if pane == Pane::Sidebar && mouse.y + 1 == whole.y + whole.height {
            let column = mouse.x - whole.x;
            let before = Tab::labels(whole.width).take_while(|label| label.begins <= column);
            if let Some(under) = before.last() {
                self.show_tab(under.tab);
            }
            return;
        }
        let area = whole.inside();
        if !area.contains(mouse.x, mouse.y) {
            return;
        }
        let row = usize::from(mouse.y - area.y);
        let again = match pane {
            Pane::List => {
                let again = self.list.select_row(self.list.top() + row);
                self.follow_list();
                again
            }
            Pane::Sidebar => self.sidebar.select_row(row),
            Pane::Reader => false,
        };
        // A second click on what is selected opens it, as Enter does.
        if again {
            self.open();
        }
    }
}
