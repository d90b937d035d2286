//! The settings of one reader: the program's defaults, changed by a `config.toml`.
//!
//! Nothing is read from disk here; the text of the file is handed in.

mod direction;
mod read;
mod standing;

use std::fmt;

use crate::keys::Keymap;
use crate::model::Language;

pub use direction::{Bidi, Harakat, KittyFont};
pub use read::Fault;
pub use standing::Standing;

/// The file that is compiled in: every setting with its default and a comment.
pub const DEFAULTS: &str = include_str!("../config.toml");

/// A way of colouring the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// The strongest contrast that 16 colours give.
    HighContrast,
    /// No colour: bold, underlined and reversed alone.
    None,
}

impl Theme {
    /// Every theme, with its name in `config.toml`.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Dark, "dark"),
        (Self::Light, "light"),
        (Self::HighContrast, "high-contrast"),
        (Self::None, "none"),
    ];
}

impl fmt::Display for Theme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::ALL.iter().find(|(theme, _)| theme == self);
        f.pad(name.map_or("", |(_, name)| name))
    }
}

/// The names that may stand for a value, in words.
fn one_of(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    format!("one of {}", names.join(", "))
}

/// The settings of one reader.
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The archive to open where neither an option nor the environment names one.
    pub archive: Option<String>,
    /// The colours.
    pub theme: Theme,
    /// The longest row of text, in columns.
    pub measure: u16,
    /// The languages to show a document in, the best first.
    pub languages: Vec<Language>,
    /// Whether the sidebar is there at the start.
    pub sidebar: bool,
    /// Whether the wheel and clicks are understood.
    pub mouse: bool,
    /// Whether long words may be divided.
    pub hyphenate: bool,
    /// Whether rows are filled to the measure.
    pub justify: bool,
    /// Who puts text from right to left into the order in which it is seen.
    pub bidi: Bidi,
    /// What is known of the font, where the terminal is kitty.
    pub bidi_kitty: KittyFont,
    /// Whether vowel marks are shown.
    pub harakat: Harakat,
    /// The keys.
    pub keymap: Keymap,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            archive: None,
            theme: Theme::Dark,
            measure: 66,
            languages: Language::parse("en").into_iter().collect(),
            sidebar: true,
            mouse: true,
            hyphenate: false,
            justify: false,
            bidi: Bidi::Auto,
            bidi_kitty: KittyFont::Fallback,
            harakat: Harakat::Auto,
            keymap: Keymap::default(),
        }
    }
}

impl Settings {
    /// The measures that can be set, in columns.
    pub const MEASURES: std::ops::RangeInclusive<u16> = 20..=200;

    /// Reads a `config.toml`. What is wrong is left at its default and reported, all of it together.
    #[must_use]
    pub fn read(text: &str) -> (Self, Vec<Fault>) {
        read::settings(text)
    }

    /// Where each setting has its value from, in a `config.toml`.
    #[must_use]
    pub fn standing(text: &str) -> Vec<Standing> {
        standing::standing(text)
    }
}
