//! `plenary man`: the manual pages, made from the parser.

use clap_mangen::Man;

use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::near;
use crate::model::clean_line;

/// Writes the page of the program, or that of a command.
pub(super) fn run(desk: &mut Desk, command: Option<&str>) -> Result<(), Failure> {
    let parser = crate::cli::parser();
    let page = match command {
        None => parser,
        Some(name) => {
            let found = parser.find_subcommand(name).cloned();
            found.ok_or_else(|| unknown(&parser, name))?
        }
    };
    let title = page.get_display_name().unwrap_or("plenary").to_uppercase();
    let source = concat!("plenary ", env!("CARGO_PKG_VERSION"));
    let mut roff = Vec::new();
    Man::new(page).title(title).source(source).manual("Plenary manual").render(&mut roff)?;
    desk.output.made(&roff)
}

fn unknown(parser: &clap::Command, name: &str) -> Failure {
    let names: Vec<&str> = (parser.get_subcommands()).map(clap::Command::get_name).collect();
    let near = near::nearest(name, names.iter().copied());
    let failure = Failure::wrong(format!("there is no command {}", clean_line(name)));
    failure.with_hint(if near.is_empty() {
        format!("the commands are {}", names.join(", "))
    } else {
        format!("did you mean {}?", near.join(", or "))
    })
}
