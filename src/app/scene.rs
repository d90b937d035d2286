//! What a terminal shows and hands its keys to: the reader, or the screen on which files are brought in.

use super::{App, Area, Effect, Event, Pane, Review, Sending, Size};
use crate::config::Settings;
use crate::notebook::{Moment, Record};

/// A state that the loop of a terminal can run.
pub trait Scene {
    /// The settings.
    fn settings(&self) -> &Settings;

    /// The size of the terminal.
    fn size(&self) -> Size;

    /// The places whose rows move together when somebody scrolls.
    fn panes(&self) -> Vec<Area>;

    /// Sends text in another way from now on.
    fn send_as(&mut self, sending: Sending);

    /// Tells the time.
    fn set_now(&mut self, now: Moment);

    /// Keys come in quick succession, or no longer do: meanwhile the numbers that tell the place may rest.
    fn hurry(&mut self, hurried: bool);

    /// Changes the state by one event and says what is to be done outside.
    fn handle(&mut self, event: Event) -> Vec<Effect>;

    /// What is to be kept before it ends, or for a while stops.
    fn leave(&mut self) -> Vec<Record>;

    /// Says that something is wrong, until the next key.
    fn warn(&mut self, text: &str);

    /// Says that what was copied may not have arrived.
    fn doubt_copy(&mut self);
}

impl Scene for App {
    fn settings(&self) -> &Settings {
        Self::settings(self)
    }

    fn size(&self) -> Size {
        Self::size(self)
    }

    fn panes(&self) -> Vec<Area> {
        let places = Pane::ALL.into_iter().filter_map(|pane| self.screen().area(pane));
        places.map(|place| place.inside()).collect()
    }

    fn send_as(&mut self, sending: Sending) {
        Self::send_as(self, sending);
    }

    fn set_now(&mut self, now: Moment) {
        Self::set_now(self, now);
    }

    fn hurry(&mut self, hurried: bool) {
        self.rest_counters(hurried);
    }

    fn handle(&mut self, event: Event) -> Vec<Effect> {
        Self::handle(self, event)
    }

    fn leave(&mut self) -> Vec<Record> {
        Self::leave(self)
    }

    fn warn(&mut self, text: &str) {
        self.say_wrong(text);
    }

    fn doubt_copy(&mut self) {
        Self::doubt_copy(self);
    }
}

impl Scene for Review {
    fn settings(&self) -> &Settings {
        Self::settings(self)
    }

    fn size(&self) -> Size {
        Self::size(self)
    }

    fn panes(&self) -> Vec<Area> {
        self.places().into_iter().map(|place| place.inside()).collect()
    }

    fn send_as(&mut self, sending: Sending) {
        Self::send_as(self, sending);
    }

    /// Nothing here is dated.
    fn set_now(&mut self, _: Moment) {}

    /// No numbers tell the place here.
    fn hurry(&mut self, _: bool) {}

    fn handle(&mut self, event: Event) -> Vec<Effect> {
        Self::handle(self, event)
    }

    /// What is corrected is kept in the archive, or not at all.
    fn leave(&mut self) -> Vec<Record> {
        Vec::new()
    }

    fn warn(&mut self, text: &str) {
        Self::warn(self, text);
    }

    /// Nothing is copied here.
    fn doubt_copy(&mut self) {}
}
