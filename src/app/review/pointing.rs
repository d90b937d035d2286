//! The wheel and clicks on the screen on which files are brought in.

use super::Review;
use super::places::Half;
use crate::app::{Mouse, MouseKind};

/// The lines that one notch of the wheel moves.
const NOTCH: isize = 3;

impl Review {
    pub(super) fn point(&mut self, mouse: Mouse) {
        if self.typing.is_some() || self.cover.is_some() {
            return;
        }
        let under = |half: &Half| {
            self.halves.area(*half).is_some_and(|area| area.contains(mouse.x, mouse.y))
        };
        let Some(half) = [Half::Source, Half::Record].into_iter().find(under) else { return };
        self.notice = None;
        self.focus_on(half);
        match mouse.kind {
            MouseKind::WheelDown => self.step(NOTCH),
            MouseKind::WheelUp => self.step(-NOTCH),
            MouseKind::Click => {
                let area = self.halves.area(half).map(|area| area.inside());
                let Some(area) = area.filter(|area| area.contains(mouse.x, mouse.y)) else {
                    return;
                };
                let row = usize::from(mouse.y - area.y);
                if let Some(opened) = self.opened_mut() {
                    match half {
                        Half::Source => {
                            let at = opened.lines.line_at(row);
                            opened.lines.select(&opened.source, at);
                        }
                        Half::Record => drop(opened.sheet.select_row(row)),
                    }
                }
                self.arrange();
            }
        }
    }
}
