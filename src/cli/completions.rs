//! `plenary completions`: completions for a shell, made from the parser.

use clap_complete::Shell;

use crate::cli::desk::Desk;
use crate::cli::failure::Failure;

/// Writes them.
pub(super) fn run(desk: &mut Desk, shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut crate::cli::parser(), "plenary", &mut script);
    desk.output.made(&script)
}
