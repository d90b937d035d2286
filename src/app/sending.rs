//! How text is sent to the terminal, and the overlay in which a person says which way reads right.

use super::{App, Effect, Overlay};
use crate::config::{Bidi, KittyFont};
use crate::text::Emit;

/// How text is sent to the terminal of this reader, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// The order in which it is sent.
    pub emit: Emit,
    /// Whether vowel marks are sent.
    pub marks: bool,
    /// Which terminal it is and what follows from that, in sentences; empty where nobody asked.
    pub why: String,
}

impl Default for Sending {
    fn default() -> Self {
        Self { emit: Emit::Visual, marks: true, why: String::new() }
    }
}

/// One line of the calibration: the same words, sent in one of the ways there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The key that chooses it.
    pub key: char,
    /// The way in which it is sent.
    pub emit: Emit,
    /// The value of `bidi` that sends everything so.
    bidi: Bidi,
    /// The value of `bidi_kitty` that belongs to it.
    kitty: Option<KittyFont>,
}

impl Candidate {
    /// The lines from top to bottom.
    pub const ALL: [Self; 5] = [
        Self { key: 'A', emit: Emit::Visual, bidi: Bidi::App, kitty: None },
        Self { key: 'B', emit: Emit::Runs, bidi: Bidi::Terminal, kitty: None },
        Self {
            key: 'C',
            emit: Emit::Kitty { same_font: false },
            bidi: Bidi::Kitty,
            kitty: Some(KittyFont::Fallback),
        },
        Self {
            key: 'D',
            emit: Emit::Kitty { same_font: true },
            bidi: Bidi::Kitty,
            kitty: Some(KittyFont::Same),
        },
        Self { key: 'E', emit: Emit::Logical, bidi: Bidi::Off, kitty: None },
    ];

    /// What is to be written into `config.toml` so that everything is sent like this line.
    #[must_use]
    pub fn settings(&self) -> Vec<String> {
        let name = |known: &str, value: &str| format!("{known} = \"{value}\"");
        let bidi = Bidi::ALL.iter().find(|(bidi, _)| *bidi == self.bidi);
        let kitty = KittyFont::ALL.iter().find(|(font, _)| Some(*font) == self.kitty);
        let bidi = bidi.map(|(_, value)| name("bidi", value));
        let kitty = kitty.map(|(_, value)| name("bidi_kitty", value));
        bidi.into_iter().chain(kitty).collect()
    }
}

impl App {
    /// How text is sent to the terminal.
    #[must_use]
    pub fn sending(&self) -> &Sending {
        &self.sending
    }

    /// Sends text in another way from now on.
    pub fn send_as(&mut self, sending: Sending) {
        self.sending = sending;
        self.sidebar.sent_otherwise();
        self.arrange();
    }

    /// Sends everything like the line of the calibration that `key` names, if it names one.
    pub(super) fn calibrate(&mut self, key: char) -> Option<Vec<Effect>> {
        let candidate = Candidate::ALL
            .into_iter()
            .find(|candidate| candidate.key.eq_ignore_ascii_case(&key))?;
        let why = format!(
            "You chose line {} of the calibration: text is sent as in that line until the reader \
             ends.",
            candidate.key
        );
        self.send_as(Sending { emit: candidate.emit, why, ..self.sending });
        self.overlay = Some(Overlay::Calibration(Some(candidate)));
        Some(vec![Effect::Redraw])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;

    #[test]
    fn every_line_names_settings_that_can_be_read() {
        for candidate in Candidate::ALL {
            let (settings, faults) = Settings::read(&candidate.settings().join("\n"));
            assert_eq!(faults, []);
            assert_eq!(settings.bidi, candidate.bidi);
            assert_eq!(settings.bidi_kitty, candidate.kitty.unwrap_or(KittyFont::Fallback));
        }
    }
}
