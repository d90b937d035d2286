//! Decides how text is sent, from what the settings wish, the terminal answered and the environment hints.
//!
//! Which terminal does what was measured; `docs/bidi.md` has the list. Nothing that a terminal sends
//! tells what its pixels show: where it is not known, it is taken for one that shows text as it is sent.

mod recognise;

use crate::app::Sending;
use crate::config::{Bidi, Harakat, KittyFont, Settings};
use crate::text::Emit;

use super::reply::Replies;
use recognise::{Found, Way, is_screen, recognise};

/// What the environment says about the terminal.
#[expect(clippy::struct_excessive_bools, reason = "each is a variable of its own")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hints {
    /// `TERM`.
    pub term: Option<String>,
    /// `TERM_PROGRAM`.
    pub term_program: Option<String>,
    /// `LC_TERMINAL`, which iTerm2 sends through ssh.
    pub lc_terminal: Option<String>,
    /// Whether `VTE_VERSION` is set: GNOME Terminal and its kin.
    pub vte: bool,
    /// Whether `KONSOLE_VERSION` is set.
    pub konsole: bool,
    /// Whether `MLTERM` is set.
    pub mlterm: bool,
    /// Whether GNU screen stands between (`STY`).
    pub screen: bool,
    /// What tmux says, where it stands between (`TMUX`).
    pub tmux: Option<Outer>,
    /// The locale of characters.
    pub locale: Option<String>,
    /// Whether a network lies between (`SSH_TTY`, `SSH_CONNECTION`).
    pub far: bool,
}

/// What tmux knows of the terminal that it is shown in; empty where it knows nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outer {
    /// The kind, as in `TERM`.
    pub name: String,
    /// The name and version, as the terminal gave it.
    pub kind: String,
    /// Whether tmux lets sequences through to it.
    pub passthrough: bool,
}

/// How text is sent, and what the terminal is told before and after.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Decision {
    /// How text is sent.
    pub(super) sending: Sending,
    /// What is written before the alternate screen is entered: a terminal may take it for new rows only.
    pub(super) enter: Vec<u8>,
    /// What is written when the terminal is given back.
    pub(super) leave: Vec<u8>,
    /// Whether it keeps an Esc back while it tells of the mouse, until another key is pressed.
    pub(super) keeps_escape: bool,
}

/// Text is to be shown as it is sent: BDSM, explicit.
const EXPLICIT: &[u8] = b"\x1b[8l";
/// The terminal may reorder text again: BDSM, implicit.
const IMPLICIT: &[u8] = b"\x1b[8h";

/// What to say where text may still read wrong.
const OTHERWISE: &str =
    "If Arabic or Hebrew reads wrong here, the command calibrate-text-direction shows other ways.";

/// Whether the first frame depends on what the terminal answers.
pub(super) fn must_ask(settings: &Settings, hints: &Hints) -> bool {
    settings.bidi == Bidi::Auto && other_charset(hints).is_none()
}

/// Decides how text is sent. `replies` is what the terminal answered so far.
pub(super) fn decide(settings: &Settings, replies: &Replies, hints: &Hints) -> Decision {
    let keeps_escape = is_screen(replies, hints);
    Decision { keeps_escape, ..order(settings, replies, hints) }
}

fn order(settings: &Settings, replies: &Replies, hints: &Hints) -> Decision {
    let same_font = settings.bidi_kitty == KittyFont::Same;
    let kitty = Emit::Kitty { same_font };
    let wished = |emit, name: &str, does: &str| {
        let marks = matches!(emit, Emit::Logical) || hints.vte || hints.konsole || hints.mlterm;
        let why = format!("The setting bidi = \"{name}\": {does}.");
        decision(settings, emit, marks, why)
    };
    match settings.bidi {
        Bidi::App => {
            let does = "text is sent in the order in which it is seen, and the terminal is told to \
                        leave it so";
            Decision { enter: EXPLICIT.to_vec(), ..wished(Emit::Visual, "app", does) }
        }
        Bidi::Terminal => {
            let does = "text is sent so that a terminal which reorders every row shows it right";
            wished(Emit::Runs, "terminal", does)
        }
        Bidi::Kitty => {
            let does = "text is sent so that a terminal which lays out every word shows it right";
            wished(kitty, "kitty", does)
        }
        Bidi::Off => wished(Emit::Logical, "off", "text is sent in the order in which it is read"),
        Bidi::Auto => match other_charset(hints) {
            Some(locale) => {
                let why = format!(
                    "The locale {locale} is not one of UTF-8: text is sent in the order in which it \
                     is read, and what its characters do not have is shown as ?."
                );
                decision(settings, Emit::Logical, true, why)
            }
            None => found(settings, recognise(replies, hints), kitty),
        },
    }
}

fn found(settings: &Settings, found: Found, kitty: Emit) -> Decision {
    let name = found.name;
    let (emit, enter, leave, does) = match found.way {
        Way::Shows => (
            Emit::Visual,
            EXPLICIT.to_vec(),
            Vec::new(),
            "shows text as it is sent. It is sent in the order in which it is seen",
        ),
        Way::Passes => (
            Emit::Visual,
            Vec::new(),
            Vec::new(),
            "passes text on to a terminal that is taken to show it as it is sent. It is sent in the \
             order in which it is seen",
        ),
        Way::Obeys { implicit_before } => (
            Emit::Visual,
            EXPLICIT.to_vec(),
            if implicit_before { IMPLICIT.to_vec() } else { Vec::new() },
            "reorders text by itself, and was told not to. Text is sent in the order in which it is \
             seen",
        ),
        Way::Turns { off, on } => (
            Emit::Visual,
            off,
            on,
            "reorders text by itself, and was told not to. Text is sent in the order in which it is \
             seen",
        ),
        Way::Reorders => (
            Emit::Runs,
            Vec::new(),
            Vec::new(),
            "reorders every row by itself. Text is sent so that this makes it right",
        ),
        Way::LaysOutWords => (
            kitty,
            Vec::new(),
            Vec::new(),
            "lays out every word by itself. Words are sent so that this makes them right",
        ),
        Way::IsLeftAlone => (
            Emit::Logical,
            Vec::new(),
            Vec::new(),
            "does everything by itself. Text is sent in the order in which it is read",
        ),
    };
    let why = format!("{name} {does}. {OTHERWISE}");
    Decision { enter, leave, ..decision(settings, emit, found.marks, why) }
}

fn decision(settings: &Settings, emit: Emit, marks: bool, why: String) -> Decision {
    let marks = match settings.harakat {
        Harakat::Auto => marks,
        Harakat::Keep => true,
        Harakat::Strip => false,
    };
    Decision { sending: Sending { emit, marks, why }, ..Decision::default() }
}

/// The locale, where it names another set of characters than UTF-8.
pub(super) fn other_charset(hints: &Hints) -> Option<&str> {
    let locale = hints.locale.as_deref()?;
    let (_, charset) = locale.split_once('.')?;
    let charset = charset.to_ascii_lowercase().replace('-', "");
    (!charset.starts_with("utf8")).then_some(locale)
}

#[cfg(test)]
mod tests;
