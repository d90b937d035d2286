//! Asks the terminal what it is, without a reader in it.

use std::io;

use crate::config::Settings;

use super::decision::{Hints, decide, must_ask};
use super::probe;

/// What a terminal said of itself, and what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// Its name and version, where it says them.
    pub version: Option<String>,
    /// Whether it answered at all.
    pub answered: bool,
    /// How text from right to left is sent to it, and why.
    pub sending: String,
}

/// Asks the terminal, and leaves it as it was. Where the settings say how text is sent, it is not asked.
pub fn answers(settings: &Settings, hints: &Hints) -> io::Result<Answers> {
    let heard = if must_ask(settings, hints) {
        crossterm::terminal::enable_raw_mode()?;
        let heard = probe::ask(hints.far);
        crossterm::terminal::disable_raw_mode()?;
        Some(heard?)
    } else {
        None
    };
    let replies = heard.as_ref().map(probe::Heard::replies);
    Ok(Answers {
        version: replies.and_then(|replies| replies.version.clone()),
        answered: replies.is_some_and(|replies| replies.complete),
        sending: decide(settings, replies, hints).sending.why,
    })
}
