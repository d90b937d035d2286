//! Whether the program runs restricted, and what it may do then.
//!
//! A forced command of sshd may end in what the visitor typed. So what stands before `--restricted` is the
//! word of whoever keeps the archive, and what stands after it is a visitor's: it may ask for anything that
//! stays inside, and choose neither archive nor settings nor what is allowed. Where the environment says
//! it, every argument is a visitor's.

use std::ffi::OsString;

use crate::cli::args::Allowance;
use crate::cli::args::Command;
use crate::cli::args::Global;
use crate::cli::failure::Failure;
use crate::keys::Power;
use crate::keys::Powers;

/// The option, as it is written.
const RESTRICTED: &str = "--restricted";

/// The options that a visitor may not give: each reaches outside, or allows it.
const OPERATORS: [&str; 3] = ["--archive", "--config", "--allow"];

/// What may be done outside. `arguments` are those of the process, its name first; `by_environment` says
/// whether the environment restricts it.
pub(super) fn allowed(
    arguments: &[OsString],
    global: &Global,
    by_environment: bool,
) -> Result<Powers, Failure> {
    if !by_environment && !global.restricted {
        if global.allow.is_empty() {
            return Ok(Powers::ALL);
        }
        return Err(Failure::wrong("--allow says nothing without --restricted")
            .with_hint("everything is allowed where nothing is restricted"));
    }
    let own = if by_environment { None } else { arguments.iter().position(|a| a == RESTRICTED) };
    let visitors = arguments.get(own.unwrap_or_default()..).unwrap_or_default();
    if let Some(option) = visitors.iter().find_map(operators) {
        return Err(Failure::wrong(format!("{option} cannot be given here: this is restricted"))
            .with_hint(if by_environment {
                "PLENARY_RESTRICTED is set; PLENARY_ARCHIVE and XDG_CONFIG_HOME say what is opened"
            } else {
                "it counts before --restricted, in the line that whoever keeps the archive wrote"
            }));
    }
    let power = |allowance: &Allowance| match allowance {
        Allowance::Clipboard => Power::Clipboard,
    };
    Ok(global.allow.iter().map(power).fold(Powers::NONE, Powers::with))
}

/// The option of these that an argument is.
fn operators(argument: &OsString) -> Option<&'static str> {
    let bytes = argument.as_encoded_bytes();
    OPERATORS.into_iter().find(|option| {
        bytes.strip_prefix(option.as_bytes()).is_some_and(|rest| matches!(rest, [] | [b'=', ..]))
    })
}

/// Says so where a command, called `name`, may not do what it is asked for.
pub(super) fn permit(command: &Command, name: &str, allowed: Powers) -> Result<(), Failure> {
    command.powers().beyond(allowed).map_or(Ok(()), |lacking| {
        Err(Failure::wrong(format!("{name} is off here: a restricted program may not {lacking}"))
            .with_hint("nothing was done"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::parse;

    fn of(line: &str, by_environment: bool) -> Result<Powers, String> {
        let words = std::iter::once("plenary").chain(line.split_whitespace());
        let words: Vec<OsString> = words.map(OsString::from).collect();
        let (_, arguments) = parse::parsed(&words).map_err(|error| error.to_string())?;
        allowed(&words, &arguments.global, by_environment).map_err(|failure| failure.message)
    }

    #[test]
    fn wherever_it_stands_it_restricts() {
        for line in [
            "--restricted",
            "--restricted list",
            "list --restricted",
            "list --restricted --json peace",
            "--restricted list --restricted",
            "--restricted --restricted --restricted",
            "--restricted notebook check",
            "notebook check --restricted",
            "--archive /srv/archive --restricted show a --lang en",
            "--restricted -kind:report -- list",
        ] {
            assert_eq!(of(line, false), Ok(Powers::NONE), "{line}");
            let without = line.replace("--restricted", "").replace("--archive /srv/archive", "");
            assert_eq!(of(&without, false), Ok(Powers::ALL), "{without}");
            assert_eq!(of(&without, true), Ok(Powers::NONE), "{without}");
        }
    }

    #[test]
    fn what_is_no_option_restricts_nothing() {
        assert_eq!(of("list -- --restricted", false), Ok(Powers::ALL));
    }

    #[test]
    fn what_is_allowed_stands_before_it() {
        let clipboard = Ok(Powers::NONE.with(Power::Clipboard));
        assert_eq!(of("--allow clipboard --restricted", false), clipboard);
        assert_eq!(of("--allow clipboard --archive a --restricted list", false), clipboard);
        assert!(of("--restricted --allow clipboard", false).is_err());
        assert!(of("--allow clipboard", false).is_err());
        assert!(of("--allow clipboard --restricted", true).is_err());
    }

    #[test]
    fn no_later_argument_reaches_outside() {
        for line in [
            "--restricted --archive /etc",
            "--restricted --archive=/etc list",
            "--restricted list --archive /etc",
            "--archive /srv --restricted --archive /etc",
            "--archive /srv --restricted list --archive=/etc",
            "--restricted --config /tmp/own.toml",
            "--restricted list --config=/tmp/own.toml",
            "--restricted --allow=clipboard list",
            "--restricted list --meeting -- --archive /etc",
            "--restricted -- --archive /etc",
        ] {
            assert!(of(line, false).is_err(), "{line}");
            assert!(of(&line.replace("--restricted", ""), true).is_err(), "{line}");
        }
        assert!(of("--restricted --no-restricted", false).is_err());
        assert!(of("--restricted=false", false).is_err());
    }
}
