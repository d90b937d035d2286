//! Asks the terminal what it is, without a reader in it.

use std::io;

use crate::config::Settings;

use super::decision::{Hints, decide, must_ask};
use super::input::{Input, ask};
use super::{ANSWER, ANSWER_FAR};

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
    let mut input = Input::new(hints.far);
    if must_ask(settings, hints) {
        crossterm::terminal::enable_raw_mode()?;
        let limit = if hints.far { ANSWER_FAR } else { ANSWER };
        let asked = ask().and_then(|()| input.wait(limit));
        crossterm::terminal::disable_raw_mode()?;
        asked?;
    }
    let replies = input.replies();
    Ok(Answers {
        version: replies.version.clone(),
        answered: replies.complete,
        sending: decide(settings, replies, hints).sending.why,
    })
}
