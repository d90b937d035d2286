//! Numbers that tell where one is in the text, and rest while keys come in quick succession.
//!
//! Nobody reads them then, and each would be sent with every line.

use super::{App, Reader};

/// Where one is in a text, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counters {
    /// The document and its version.
    text: (Option<usize>, usize),
    /// The position of the block that is being read.
    pub block: usize,
    /// How much of the text has been seen, in percent.
    pub percent: usize,
}

impl Counters {
    fn of(reader: &Reader) -> Self {
        Self { text: Self::text(reader), block: reader.block(), percent: reader.percent() }
    }

    fn text(reader: &Reader) -> (Option<usize>, usize) {
        (reader.document(), reader.version())
    }
}

impl App {
    /// The numbers that are shown. Those of another text never are.
    #[must_use]
    pub fn counters(&self) -> Counters {
        let resting = self.resting.filter(|resting| resting.text == Counters::text(&self.reader));
        resting.unwrap_or_else(|| Counters::of(&self.reader))
    }

    /// The numbers rest as they are shown now, or follow again.
    pub(super) fn rest_counters(&mut self, rest: bool) {
        self.resting = rest.then(|| self.counters());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::{Event, Filter, Size};
    use crate::config::Settings;
    use crate::keys::Key;

    fn press(app: &mut App, keys: &str) {
        for key in Key::parse_sequence(keys).unwrap() {
            app.handle(Event::Key(key));
        }
    }

    #[test]
    fn they_rest_and_then_follow() {
        let archive = Arc::new(crate::store::bundled().archive);
        let size = Size { width: 80, height: 24 };
        let mut app = App::new(archive, Vec::new(), Settings::default(), Filter::default(), size);
        press(&mut app, "enter j j j");
        let before = app.counters();
        assert_eq!(before, Counters::of(app.reader()));
        app.rest_counters(true);
        press(&mut app, "} } }");
        app.rest_counters(true);
        assert_eq!(app.counters(), before);
        assert_ne!(Counters::of(app.reader()), before);
        app.rest_counters(false);
        assert_eq!(app.counters(), Counters::of(app.reader()));
        // The numbers of one text say nothing of another.
        app.rest_counters(true);
        press(&mut app, "J");
        assert_eq!(app.counters(), Counters::of(app.reader()));
    }
}
