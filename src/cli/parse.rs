//! Understands the arguments of the process.

use std::ffi::OsString;

use clap::Parser;
use clap::Subcommand;

use crate::cli::args::Arguments;
use crate::cli::args::Command;
use crate::cli::args::Reading;
use crate::cli::order;

/// What the arguments ask for, with the name of the command among them, which is empty where there is none.
///
/// Where none can be named the parser of all commands is not built, for that takes longer than the reader
/// needs to open an archive; it is asked after all where something is to be told.
pub(super) fn parsed(arguments: &[OsString]) -> Result<(String, Arguments), clap::Error> {
    if !arguments.iter().skip(1).any(may_be_command)
        && let Ok((name, Reading { global, selection })) = by(arguments)
    {
        return Ok((name, Arguments { global, selection, command: None }));
    }
    by(arguments)
}

/// What one parser makes of the arguments.
fn by<P: Parser>(arguments: &[OsString]) -> Result<(String, P), clap::Error> {
    let mut parser = P::command();
    let ordered = order::in_order(arguments.to_vec(), &parser);
    let matches = parser.try_get_matches_from_mut(ordered)?;
    let name = matches.subcommand_name().unwrap_or_default().to_owned();
    Ok((name, P::from_arg_matches(&matches)?))
}

fn may_be_command(argument: &OsString) -> bool {
    let name = argument.to_str();
    name.is_some_and(|name| name == order::HELP || Command::has_subcommand(name))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use clap::FromArgMatches;

    use super::*;

    fn of(line: &str) -> Result<String, String> {
        let words = std::iter::once("plenary").chain(line.split_whitespace());
        let words: Vec<OsString> = words.map(OsString::from).collect();
        let parsed = parsed(&words).map_err(|error| error.kind().to_string());
        parsed.map(|(name, parsed)| format!("{name} {parsed:?}"))
    }

    /// What the parser of all commands makes of it.
    fn by_all(line: &str) -> Result<String, String> {
        let words = std::iter::once("plenary").chain(line.split_whitespace());
        let ordered = order::in_order(words.map(OsString::from).collect(), &crate::cli::parser());
        let matches = Arguments::command().try_get_matches_from(ordered);
        let matches = matches.map_err(|error| error.kind().to_string())?;
        let parsed = Arguments::from_arg_matches(&matches).map_err(|error| error.to_string())?;
        Ok(format!("{} {parsed:?}", matches.subcommand_name().unwrap_or_default()))
    }

    #[test]
    fn the_short_way_understands_as_the_long_one() {
        for line in [
            "",
            "peace",
            "-kind:report --meeting 23 -- list",
            "--archive list --meeting 20..23 a or -b",
            "--archive=a --restricted --allow clipboard",
            "lis",
            "-- list",
            "--meeting",
            "--meeting x",
            "--json",
            "--help",
            "-h",
            "-V",
            "--version",
            "help",
            "help list",
            "list peace --json",
            "list --no-such",
            "notebook check",
            "--color never search -x --limit 3",
        ] {
            assert_eq!(of(line), by_all(line), "{line}");
        }
    }

    #[test]
    fn every_command_is_known_by_its_name() {
        for command in crate::cli::parser().get_subcommands() {
            assert!(may_be_command(&OsString::from(command.get_name())), "{}", command.get_name());
        }
    }
}
