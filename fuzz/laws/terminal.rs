//! What a terminal sends, whatever it is.

use std::sync::{Arc, OnceLock};

use plenary::app::{App, Event, Filter, Size};
use plenary::config::Settings;
use plenary::model::Archive;
use plenary::runtime;
use plenary::{store, view};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::is_harmless;

/// Bytes are answers, keys, pastes or nothing; a reader obeys the keys, and always has a screen to show.
pub(super) fn keys_are_obeyed(bytes: &[u8]) {
    static BUNDLED: OnceLock<Arc<Archive>> = OnceLock::new();
    let archive = BUNDLED.get_or_init(|| Arc::new(store::bundled().archive));
    let [width, height, bytes @ ..] = bytes else { return };
    let size = Size { width: u16::from(*width), height: u16::from(height % 64) };
    let (archive, settings) = (Arc::clone(archive), Settings::default());
    let mut app = App::new(archive, Vec::new(), settings, Filter::default(), size);
    is_drawn(&app, size);
    for event in runtime::events_in(bytes) {
        if let Event::Paste(text) = &event {
            assert!(text.chars().count() <= bytes.len());
        }
        app.handle(event);
        is_drawn(&app, size);
    }
}

/// Asserts that no cell of a screen would drive a terminal.
pub(super) fn is_drawn(app: &App, size: Size) {
    let area = Rect { x: 0, y: 0, width: size.width, height: size.height };
    let mut buffer = Buffer::empty(area);
    view::draw(app, area, &mut buffer, &mut view::Room::default());
    for cell in buffer.content() {
        is_harmless(cell.symbol());
        assert!(!cell.symbol().contains('\n'));
    }
}
