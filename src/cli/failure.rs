//! Why a command ends without having done all it was asked for.

use std::io;

use crate::cli::sink;
use crate::model::Clean;

/// The exit code where nothing was found, or faults were.
const NOTHING: u8 = 1;

/// The exit code of wrong use and of failure.
const WRONG: u8 = 2;

/// What is told on the standard error, and the exit code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    /// What happened, in the user's words; empty where nothing is to be told.
    pub(super) message: String,
    /// What to do about it.
    pub(super) hint: Option<String>,
    /// The exit code.
    pub(super) code: u8,
}

impl Failure {
    /// Nothing was found.
    pub(super) fn nothing(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, code: NOTHING }
    }

    /// The program was used wrongly, or something did not work.
    pub(super) fn wrong(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, code: WRONG }
    }

    /// Faults were found, and have been told.
    pub(super) fn faults() -> Self {
        Self::nothing("")
    }

    /// Something that is not to be told.
    pub(super) fn silent(code: u8) -> Self {
        Self { message: String::new(), hint: None, code }
    }

    /// Whether nothing went wrong but that nothing was found.
    pub(super) fn is_nothing(&self) -> bool {
        self.code == NOTHING
    }

    /// Whether a signal ended the program.
    pub(super) fn is_signal(&self) -> bool {
        self.code > 128
    }

    /// The same, with what to do about it.
    pub(super) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Tells it on the standard error.
    pub(super) fn tell(&self) {
        if self.message.is_empty() {
            return;
        }
        remark(&self.message);
        if let Some(hint) = &self.hint {
            sink::tell(&Clean::text(&format!("  {hint}\n")));
        }
    }
}

/// Nothing else than the standard output is written to, so it is what could not be written.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { message: String::new(), hint: None, code: 0 };
        }
        Self::wrong(format!("cannot write to the standard output: {}", plain(&error)))
    }
}

/// Says something on the standard error.
pub(super) fn remark(message: &str) {
    sink::tell(&Clean::text(&format!("plenary: {message}\n")));
}

/// What an error of the system says, without its number.
pub(super) fn plain(error: &io::Error) -> String {
    let told = error.to_string();
    told.split_once(" (os error").map_or(told.as_str(), |(words, _)| words).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_pipe_is_no_failure() {
        let failure = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!((failure.code, failure.message.as_str()), (0, ""));
    }

    #[test]
    fn a_full_disk_is_told_without_numbers() {
        let failure = Failure::from(io::Error::from_raw_os_error(28));
        assert_eq!(failure.code, 2);
        assert!(!failure.message.contains("os error"), "{}", failure.message);
    }
}
