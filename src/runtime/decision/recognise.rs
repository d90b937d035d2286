//! Recognises a terminal: the first rule that fits.

use super::{Hints, Outer};
use crate::runtime::reply::Replies;

/// A terminal as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// What it is called, to begin a sentence with.
    pub(super) name: String,
    /// What it does with text.
    pub(super) way: Way,
    /// Whether it puts vowel marks over the right letter.
    pub(super) marks: bool,
}

/// What a terminal does with text from right to left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// It shows it where it is put.
    Shows,
    /// It passes it on, to a terminal that cannot be told anything.
    Passes,
    /// It reorders it, and does not where mode 8 is reset.
    Obeys {
        /// Whether it answered that the mode was set.
        implicit_before: bool,
    },
    /// It reorders it, and does not where it is told so in its own way.
    Turns {
        /// What stops it.
        off: Vec<u8>,
        /// What makes it begin again.
        on: Vec<u8>,
    },
    /// It reorders every row.
    Reorders,
    /// It lays out every word of one font from right to left.
    LaysOutWords,
    /// It reorders in a way that cannot be met, so it is given the text to reorder.
    IsLeftAlone,
}

/// The first version of VTE that reorders text, as its kind gives it.
const VTE_REORDERS: u16 = 5800;

impl Found {
    fn new(name: impl Into<String>, way: Way, marks: bool) -> Self {
        Self { name: name.into(), way, marks }
    }
}

/// What the terminal is, by its answers and by the environment.
pub(super) fn recognise(replies: &Replies, hints: &Hints) -> Found {
    let version = replies.version.as_deref().unwrap_or_default();
    if let Some(outer) = &hints.tmux {
        return inside_tmux(outer, hints);
    }
    if version.starts_with("tmux") || replies.kind.first() == Some(&84) {
        return Found::new("tmux, on another machine or by another name,", Way::Passes, false);
    }
    if is_screen(replies, hints) {
        return inside_screen(hints);
    }
    by_mode(replies)
        .or_else(|| by_version(version))
        .or_else(|| by_name(replies, hints))
        .unwrap_or_else(|| otherwise(replies, version))
}

/// Whether it is GNU screen, here or on another machine.
pub(super) fn is_screen(replies: &Replies, hints: &Hints) -> bool {
    hints.tmux.is_none() && (hints.screen || replies.kind.first() == Some(&83))
}

/// By what it says about mode 8.
fn by_mode(replies: &Replies) -> Option<Found> {
    let name = || match (replies.version.as_deref(), replies.kind.as_slice()) {
        (Some(version), _) => version.to_owned(),
        (None, [65, version, ..]) => vte(*version),
        (None, _) => "This terminal".to_owned(),
    };
    let obeys = |implicit_before| Way::Obeys { implicit_before };
    match replies.reorders? {
        1 => Some(Found::new(name(), obeys(true), true)),
        2 => Some(Found::new(name(), obeys(false), true)),
        3 => Some(Found::new(name(), Way::Reorders, true)),
        4 => Some(Found::new(name(), Way::Shows, false)),
        _ => None,
    }
}

/// By the name that it gives itself.
fn by_version(version: &str) -> Option<Found> {
    let named = |name: &str| version.to_ascii_lowercase().starts_with(name);
    let (way, marks) = if named("kitty") {
        (Way::LaysOutWords, false)
    } else if named("konsole") {
        (Way::Reorders, true)
    } else if named("mintty") {
        (Way::Reorders, false)
    } else if named("iterm2") {
        let reorders = number_after_blank(version) >= Some((3, 7));
        (if reorders { Way::Reorders } else { Way::Shows }, false)
    } else if named("xterm") {
        (Way::Shows, true)
    } else {
        return None;
    };
    Some(Found::new(version, way, marks))
}

/// By its kind; where it does not tell that, by what the environment calls it.
fn by_name(replies: &Replies, hints: &Hints) -> Option<Found> {
    let term = hints.term.as_deref().unwrap_or_default();
    let unnamed = replies.version.is_none();
    let kind = replies.kind.as_slice();
    let is_vte = matches!(kind, [65, version, ..] if *version >= VTE_REORDERS);
    // A terminal that was started from another one has the variables of that one.
    let mute = kind.is_empty() && unnamed;
    let apple = mute && hints.term_program.as_deref() == Some("Apple_Terminal");
    if is_mlterm(term) || (mute && hints.mlterm) || kind.starts_with(&[24, 279]) {
        Some(Found::new("mlterm", mlterm(<[u8]>::to_vec), true))
    } else if apple || kind.starts_with(&[1, 95]) {
        Some(Found::new("Terminal.app", Way::Reorders, false))
    } else if (unnamed && kind.starts_with(&[0, 136])) || term.starts_with("putty") {
        Some(Found::new("PuTTY", Way::Reorders, true))
    } else if is_vte || (mute && hints.vte) {
        let name = kind.get(1).map_or("A terminal of GNOME".to_owned(), |version| vte(*version));
        Some(Found::new(name, Way::Obeys { implicit_before: false }, true))
    } else if (mute && hints.konsole) || (unnamed && kind.starts_with(&[1, 115])) {
        Some(Found::new("Konsole", Way::Reorders, true))
    } else if unnamed && hints.lc_terminal.as_deref() == Some("iTerm2") {
        Some(Found::new("iTerm2", Way::Shows, false))
    } else {
        None
    }
}

/// What nothing is known of.
fn otherwise(replies: &Replies, version: &str) -> Found {
    let marks = replies.kind.starts_with(&[41]);
    let name = match (version, replies.complete) {
        ("", true) if marks => "xterm",
        ("", true) => "This terminal, which does not give its name, most likely",
        ("", false) => "This terminal, which gave no answer in time, most likely",
        _ => version,
    };
    Found::new(name, Way::Shows, marks)
}

/// tmux passes rows through, and little else; what it says of the terminal around it counts.
fn inside_tmux(outer: &Outer, hints: &Hints) -> Found {
    let kind = outer.kind.to_ascii_lowercase();
    let named = |name: &str| kind.starts_with(name);
    let unknown = kind.is_empty();
    let (name, way, marks) = if named("vte(") || (unknown && hints.vte) {
        // Telling it through tmux would change it for the other windows too, and for good: tmux does
        // not tell what it was before.
        ("The terminal of GNOME around tmux", Way::Reorders, true)
    } else if named("konsole") || (unknown && hints.konsole) {
        ("Konsole around tmux", Way::Reorders, true)
    } else if named("kitty") || outer.name == "xterm-kitty" {
        ("kitty around tmux", Way::LaysOutWords, false)
    } else if is_mlterm(&outer.name) {
        let way = if outer.passthrough { mlterm(through_tmux) } else { Way::IsLeftAlone };
        ("mlterm around tmux", way, true)
    } else if outer.name.starts_with("putty") {
        ("PuTTY around tmux", Way::Reorders, true)
    } else if named("xterm(") {
        ("tmux in xterm", Way::Passes, true)
    } else {
        ("tmux", Way::Passes, false)
    };
    Found::new(name, way, marks)
}

/// GNU screen says nothing of the terminal around it; what is in the environment may be of another.
fn inside_screen(hints: &Hints) -> Found {
    if hints.vte {
        Found::new("The terminal of GNOME around screen", Way::Reorders, true)
    } else if hints.konsole {
        Found::new("Konsole around screen", Way::Reorders, true)
    } else {
        Found::new("screen", Way::Passes, false)
    }
}

fn is_mlterm(term: &str) -> bool {
    term.starts_with("mlterm")
}

/// mlterm stops reordering by a sequence of its own.
fn mlterm(through: impl Fn(&[u8]) -> Vec<u8>) -> Way {
    Way::Turns {
        off: through(b"\x1b]5379;use_ctl=false\x07"),
        on: through(b"\x1b]5379;use_ctl=true\x07"),
    }
}

/// A sequence in the wrapping that tmux passes on.
fn through_tmux(sequence: &[u8]) -> Vec<u8> {
    let mut wrapped = b"\x1bPtmux;".to_vec();
    for byte in sequence {
        wrapped.extend(if *byte == 0x1B { &[0x1B, 0x1B][..] } else { std::slice::from_ref(byte) });
    }
    wrapped.extend(b"\x1b\\");
    wrapped
}

/// The name of VTE with its version: 7006 is 0.70.6.
fn vte(version: u16) -> String {
    format!("VTE {}.{}.{}", version / 10000, version / 100 % 100, version % 100)
}

/// The first two numbers of a version after a blank, as `iTerm2 3.7.0`.
fn number_after_blank(version: &str) -> Option<(u16, u16)> {
    let (_, number) = version.split_once(' ')?;
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let mut parts = number.split('.').map(|part| digits(part).parse().unwrap_or(0));
    Some((parts.next()?, parts.next().unwrap_or(0)))
}
