//! The command line: arguments, subcommands and the way out.

mod actions;
mod archive;
mod args;
mod check;
mod cite;
mod completions;
mod convert;
mod desk;
mod doctor;
mod explain;
mod export;
mod failure;
mod file;
mod fill;
mod import;
mod index;
mod keeper;
mod list;
mod man;
mod meetings;
mod near;
mod notebook;
mod order;
mod output;
mod parse;
mod parties;
mod perform;
mod plain;
mod read;
mod restriction;
mod search;
mod selection;
mod settings;
mod show;
mod signatories;
mod sink;
mod surroundings;
mod table;
mod tmux;
mod unpack;
mod watch;
mod wire;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::CommandFactory;

use crate::cli::args::Arguments;
use crate::cli::args::Command;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::surroundings::Surroundings;

/// Does what the arguments of the process ask for.
#[must_use]
pub fn main() -> ExitCode {
    sink::tame_panics();
    let arguments = surroundings::arguments();
    if let Some(reader) = convert::asked_for(&arguments) {
        return convert::run(reader);
    }
    match run(&arguments, Surroundings::read()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.tell();
            ExitCode::from(failure.code)
        }
    }
}

/// The parser of the arguments, from which help, completions, the manual and `docs/cli.md` are made.
#[must_use]
pub fn parser() -> clap::Command {
    let mut parser = Arguments::command();
    parser.build();
    parser
}

fn run(arguments: &[OsString], surroundings: Surroundings) -> Result<(), Failure> {
    let (done, output) = match parse::parsed(arguments) {
        Ok((name, parsed)) => {
            let output = Output::to_stdout(&surroundings, parsed.global.color);
            let allowed = restriction::allowed(arguments, &parsed.global, surroundings.restricted)?;
            let mut desk = Desk { surroundings, global: parsed.global, allowed, output };
            let done = match &parsed.command {
                None => read::open_reader(&mut desk, &parsed.selection),
                Some(_) if !parsed.selection.is_empty() => {
                    Err(Failure::wrong("--meeting stands before the command that it is meant for")
                        .with_hint("put it after the command: plenary list --meeting 23"))
                }
                Some(command) => restriction::permit(command, &name, allowed)
                    .and_then(|()| obey(&mut desk, command)),
            };
            (done, desk.output)
        }
        Err(error) => {
            let mut output = Output::to_stdout(&surroundings, args::Color::Never);
            let told = error.render().to_string();
            let done = if error.use_stderr() {
                Err(Failure::wrong(told.trim_start_matches("error: ").trim_end()))
            } else {
                output.text(&told)
            };
            (done, output)
        }
    };
    match (done, output.finish()) {
        // Where a signal ended the reader the terminal may be gone, and nothing was to be written.
        (Err(ended), _) if ended.is_signal() => Err(ended),
        (_, Err(unwritten)) if unwritten.code != 0 => Err(unwritten),
        (done, _) => done,
    }
}

fn obey(desk: &mut Desk, command: &Command) -> Result<(), Failure> {
    match command {
        Command::Read { file } => read::open_file(desk, file),
        Command::List(wish) => list::run(desk, wish),
        Command::Show(wish) => show::run(desk, wish),
        Command::Search(wish) => search::run(desk, wish),
        Command::Index(wish) => index::run(desk, wish),
        Command::Signatories(wish) => signatories::run(desk, wish),
        Command::Actions(wish) => actions::run(desk, wish),
        Command::Meetings(form) => meetings::run(desk, *form),
        Command::Parties(form) => parties::run(desk, *form),
        Command::Cite(wish) => cite::run(desk, wish),
        Command::Export(wish) => export::run(desk, wish),
        Command::Import(wish) => import::run(desk, wish),
        Command::Unpack { folder } => unpack::run(desk, folder),
        Command::Check(wish) => check::run(desk, wish),
        Command::Notebook { wish } => notebook::run(desk, wish),
        Command::Doctor { json } => doctor::run(desk, *json),
        Command::Explain { code } => explain::run(desk, code.as_deref()),
        Command::Completions { shell } => completions::run(desk, *shell),
        Command::Man { command } => man::run(desk, command.as_deref()),
    }
}
