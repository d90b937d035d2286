//! The settings of a terminal's way with text that runs from right to left.

/// Who puts text that runs from right to left into the order in which it is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bidi {
    /// What the terminal is found to need.
    Auto,
    /// The program; the terminal is told to leave the text as it is.
    App,
    /// The terminal, which reorders each row: the text is sent so that it comes out right.
    Terminal,
    /// The terminal, which lays out each word: as kitty does.
    Kitty,
    /// Nobody: text is sent in the order in which it is read.
    Off,
}

impl Bidi {
    /// Every value, with its name in `config.toml`.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Auto, "auto"),
        (Self::App, "app"),
        (Self::Terminal, "terminal"),
        (Self::Kitty, "kitty"),
        (Self::Off, "off"),
    ];
}

/// Whether the font that kitty takes for Latin letters has Arabic ones too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KittyFont {
    /// It has not: another font steps in for them.
    Fallback,
    /// It has, as DejaVu Sans Mono.
    Same,
}

impl KittyFont {
    /// Every value, with its name in `config.toml`.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Fallback, "fallback-font"), (Self::Same, "same-font")];
}

/// Whether vowel marks are shown, as those of Arabic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Harakat {
    /// Where the terminal is known to put them over the right letter.
    Auto,
    /// Always.
    Keep,
    /// Never.
    Strip,
}

impl Harakat {
    /// Every value, with its name in `config.toml`.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Auto, "auto"), (Self::Keep, "keep"), (Self::Strip, "strip")];
}
