//! A reader without a terminal: keys go in as a string, a screen comes out.

use std::sync::Arc;

use ratatui::buffer::Buffer;

use plenary::app::{App, Effect, Event, Filter, Mouse, MouseKind, Size, Trouble};
use plenary::config::Settings;
use plenary::keys::Key;
use plenary::model::{Archive, Date};
use plenary::notebook::{Op, Record};
use plenary::{store, view};

use super::{archive, picture, snapshot};

/// The usual terminal.
pub(crate) const USUAL: Size = Size { width: 80, height: 24 };

/// A reader, the size of its terminal, and what it asked for.
pub(crate) struct Desk {
    app: App,
    size: Size,
    effects: Vec<Effect>,
}

/// What a desk is set up with; the rest is as a user finds it.
pub(crate) struct Setup {
    pub(crate) archive: Archive,
    pub(crate) troubles: Vec<Trouble>,
    pub(crate) settings: Settings,
    pub(crate) filter: Filter,
    pub(crate) size: Size,
    /// The day on which the reader is used.
    pub(crate) today: &'static str,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            archive: archive::made_up(),
            troubles: Vec::new(),
            settings: Settings::default(),
            filter: Filter::default(),
            size: USUAL,
            today: "2031-06-01",
        }
    }
}

/// The made-up archive at 80x24, after these keys.
pub(crate) fn after(keys: &str) -> Desk {
    Desk::of(Setup::default()).press(keys)
}

/// The made-up archive in a terminal of this size, after these keys.
pub(crate) fn after_at(width: u16, height: u16, keys: &str) -> Desk {
    Desk::of(Setup { size: Size { width, height }, ..Setup::default() }).press(keys)
}

/// The archive that is compiled in, after these keys.
pub(crate) fn bundled_at(width: u16, height: u16, keys: &str) -> Desk {
    let archive = store::bundled().archive;
    let size = Size { width, height };
    Desk::of(Setup { archive, size, today: "2024-04-15", ..Setup::default() }).press(keys)
}

/// The made-up archive under these settings, after these keys.
pub(crate) fn under(config: &str, size: Size, keys: &str) -> Desk {
    let (settings, faults) = Settings::read(config);
    assert_eq!(faults, [], "the settings of a test are right");
    Desk::of(Setup { settings, size, ..Setup::default() }).press(keys)
}

impl Desk {
    pub(crate) fn of(setup: Setup) -> Self {
        let Setup { archive, troubles, settings, filter, size, today } = setup;
        let mut app = App::new(Arc::new(archive), troubles, settings, filter, size);
        app.set_today(Date::parse(today).unwrap().earliest().unwrap());
        Self { app, size, effects: Vec::new() }
    }

    /// Presses keys: a character is a key, other keys stand in angle brackets: `j<enter><ctrl-d>`.
    pub(crate) fn press(mut self, keys: &str) -> Self {
        for key in keys_of(keys) {
            self.event(Event::Key(key));
        }
        self
    }

    pub(crate) fn press_key(mut self, key: Key) -> Self {
        self.event(Event::Key(key));
        self
    }

    pub(crate) fn paste(mut self, text: &str) -> Self {
        self.event(Event::Paste(text.to_owned()));
        self
    }

    pub(crate) fn resize(mut self, width: u16, height: u16) -> Self {
        self.size = Size { width, height };
        self.event(Event::Resized(self.size));
        self.effects.retain(|effect| *effect != Effect::Redraw);
        self
    }

    pub(crate) fn click(self, x: u16, y: u16) -> Self {
        self.mouse(MouseKind::Click, x, y)
    }

    pub(crate) fn wheel_down(self, x: u16, y: u16) -> Self {
        self.mouse(MouseKind::WheelDown, x, y)
    }

    pub(crate) fn wheel_up(self, x: u16, y: u16) -> Self {
        self.mouse(MouseKind::WheelUp, x, y)
    }

    fn mouse(mut self, kind: MouseKind, x: u16, y: u16) -> Self {
        self.event(Event::Mouse(Mouse { kind, x, y }));
        self
    }

    fn event(&mut self, event: Event) {
        let effects = self.app.handle(event);
        self.effects.extend(effects.into_iter().filter(|effect| !is_trace(effect)));
    }

    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    pub(crate) fn effects(&self) -> &[Effect] {
        &self.effects
    }

    pub(crate) fn buffer(&self) -> Buffer {
        picture::drawn(&self.app, self.size)
    }

    /// The rows of the screen.
    pub(crate) fn rows(&self) -> Vec<String> {
        picture::rows(&self.buffer())
    }

    /// The text of the screen.
    pub(crate) fn text(&self) -> String {
        self.rows().join("\n")
    }

    /// The last row: what is said, typed or hinted at.
    pub(crate) fn status(&self) -> String {
        self.rows().pop().unwrap_or_default()
    }

    /// Holds the whole picture against the kept one.
    #[track_caller]
    pub(crate) fn looks_like(&self, name: &str) {
        let made = picture::picture(&self.buffer(), view::cursor(&self.app), &self.effects);
        snapshot::hold(name, &made);
    }
}

/// The keys that a string names.
pub(crate) fn keys_of(keys: &str) -> Vec<Key> {
    let mut found = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|name| name.split_once('>'));
        let (name, after) = named.unwrap_or_else(|| rest.split_at(first.len_utf8()));
        let name = if name == " " { "space" } else { name };
        found.push(Key::parse(name).unwrap_or_else(|| panic!("no key is called {name}")));
        rest = after;
    }
    found
}

/// Whether an effect only keeps what was read and where, which every way through the screens leaves.
fn is_trace(effect: &Effect) -> bool {
    let trace = |record: &Record| matches!(record.op, Op::Read { .. } | Op::Place { .. });
    matches!(effect, Effect::Keep(records) if records.iter().all(trace))
}
