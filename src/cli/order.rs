//! Puts the words of a query behind the options, so that a word may begin with a dash.
//!
//! The parser would take `-kind:report` for options; a word that stands behind `--` it leaves alone.

use std::ffi::OsStr;
use std::ffi::OsString;

use clap::Command;

/// The command that the parser has of itself, once it is built.
pub(super) const HELP: &str = "help";

/// The arguments, with the words of a query last and behind `--`.
///
/// Only arguments that end in a query are put in order; of these every one is a word that is neither
/// `-h` nor `-V`, nor begins with `--`, nor is the value of an option, nor names the command.
pub(super) fn in_order(arguments: Vec<OsString>, parser: &Command) -> Vec<OsString> {
    let mut rest = arguments.iter();
    let mut options: Vec<OsString> = rest.next().into_iter().cloned().collect();
    let mut words: Vec<OsString> = Vec::new();
    let mut command = None;
    while let Some(argument) = rest.next() {
        let bytes = argument.as_encoded_bytes();
        let is_first = command.is_none() && words.is_empty();
        if bytes == b"--" {
            words.extend(rest.by_ref().cloned());
        } else if bytes.starts_with(b"--") {
            options.push(argument.clone());
            if takes_next(argument, parser, command) {
                options.extend(rest.next().cloned());
            }
        } else if bytes == b"-h" || bytes == b"-V" {
            options.push(argument.clone());
        } else if is_first && argument == HELP {
            return arguments;
        } else if let Some(named) = named(argument, parser).filter(|_| is_first) {
            if !has_query(named) {
                return arguments;
            }
            command = Some(named);
            options.push(argument.clone());
        } else {
            words.push(argument.clone());
        }
    }
    if !words.is_empty() {
        options.push("--".into());
        options.append(&mut words);
    }
    options
}

fn named<'a>(argument: &OsStr, parser: &'a Command) -> Option<&'a Command> {
    parser.find_subcommand(argument)
}

fn has_query(command: &Command) -> bool {
    command.get_positionals().any(|argument| argument.get_id() == "query")
}

/// Whether the value of an option is the argument after it.
fn takes_next(option: &OsStr, parser: &Command, command: Option<&Command>) -> bool {
    let Some(name) = option.to_str().and_then(|option| option.strip_prefix("--")) else {
        return false;
    };
    let known = command.into_iter().chain([parser]);
    known
        .flat_map(Command::get_arguments)
        .any(|argument| argument.get_long() == Some(name) && argument.get_action().takes_values())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(line: &str) -> String {
        let arguments = std::iter::once("plenary").chain(line.split_whitespace());
        let ordered = in_order(arguments.map(OsString::from).collect(), &crate::cli::parser());
        let words: Vec<&str> = ordered.iter().skip(1).map(|w| w.to_str().unwrap()).collect();
        words.join(" ")
    }

    #[test]
    fn a_word_may_begin_with_a_dash() {
        assert_eq!(ordered("-kind:report"), "-- -kind:report");
        assert_eq!(
            ordered("list -kind:report --json a or -b"),
            "list --json -- -kind:report a or -b"
        );
        assert_eq!(ordered("#23"), "-- #23");
    }

    #[test]
    fn the_value_of_an_option_stays_with_it() {
        assert_eq!(
            ordered("--archive list list --meeting 23 peace --color=never"),
            "--archive list list --meeting 23 --color=never -- peace"
        );
    }

    #[test]
    fn a_command_is_one_only_as_the_first_word() {
        assert_eq!(ordered("peace list"), "-- peace list");
        assert_eq!(ordered("-- list"), "-- list");
        assert_eq!(ordered("list list"), "list -- list");
    }

    #[test]
    fn other_commands_are_left_as_they_are() {
        for line in ["show -x --lang ar", "help list", "check -- -dir", "--help", "-h", "-V", ""] {
            assert_eq!(ordered(line), line);
        }
    }
}
