//! What was looked at, for people.

use crate::cli::doctor::Findings;
use crate::cli::doctor::Terminal;
use crate::cli::doctor::places::Place;
use crate::cli::failure::Failure;
use crate::cli::fill::fill;
use crate::cli::output::Output;
use crate::cli::table;
use crate::export::phrase::counted;
use crate::model::limits;

/// Writes it, under a heading for each part.
pub(super) fn write(output: &mut Output, findings: &Findings) -> Result<(), Failure> {
    let restricted = match &findings.restricted {
        None => "not restricted".to_owned(),
        Some(allowed) if allowed.is_empty() => "restricted".to_owned(),
        Some(allowed) => format!("restricted, but may {}", allowed.join(" and ")),
    };
    output.line(&format!("plenary {}, {restricted}", findings.version))?;
    part(output, "Terminal", &terminal(&findings.terminal))?;
    if let Some(sending) = &findings.terminal.sending {
        for line in fill(sending, "", output.width) {
            output.line(&line)?;
        }
    }
    let folders = findings.folders.iter().map(folder);
    part(output, "Folders", &folders.collect::<Vec<_>>())?;
    let settings = findings.settings.iter();
    let settings = settings.map(|one| vec![one.name.clone(), one.value.clone(), one.from.clone()]);
    part(output, "Settings", &settings.collect::<Vec<_>>())?;
    let limits = limits::ALL.iter().map(|one| vec![one.of.to_owned(), one.to_string()]);
    part(output, "Limits", &limits.collect::<Vec<_>>())?;
    let programs = match &findings.programs {
        None => vec![vec!["none is run: the program is restricted".to_owned()]],
        Some(programs) => {
            let path = |path: &Option<String>| path.as_deref().unwrap_or("not found").to_owned();
            let row = |one: &super::Program| {
                vec![one.name.to_owned(), path(&one.path), one.does.to_owned()]
            };
            programs.iter().map(row).collect()
        }
    };
    part(output, "Other programs", &programs)?;
    let troubles = findings.troubles.len();
    output.line("")?;
    if troubles == 0 {
        return output.line("nothing is in the way");
    }
    output.title(&format!("{} in the way", counted(troubles, "thing", "things")))?;
    for trouble in &findings.troubles {
        for line in fill(trouble, "- ", output.width) {
            output.line(&line)?;
        }
    }
    Ok(())
}

fn part(output: &mut Output, name: &str, rows: &[Vec<String>]) -> Result<(), Failure> {
    output.line("")?;
    output.title(name)?;
    for line in table::lines(rows, None, &[]) {
        output.line(&line)?;
    }
    Ok(())
}

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

fn terminal(terminal: &Terminal) -> Vec<Vec<String>> {
    let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "not set".to_owned());
    let size = match (terminal.columns, terminal.rows) {
        (Some(columns), Some(rows)) => format!("{columns} columns, {rows} rows"),
        _ => "none".to_owned(),
    };
    let answer = match (&terminal.version, terminal.answered) {
        (Some(version), _) => version.clone(),
        (None, Some(true)) => "it answers, and says no name".to_owned(),
        (None, Some(false)) => "it was not asked, or does not answer".to_owned(),
        (None, None) => "it was not asked".to_owned(),
    };
    [
        ("input is a terminal", yes(terminal.stdin)),
        ("output is a terminal", yes(terminal.stdout)),
        ("size", size),
        ("TERM", said(&terminal.term)),
        ("TERM_PROGRAM", said(&terminal.program)),
        ("answer", answer),
        ("over a network", yes(terminal.far)),
        ("in tmux", yes(terminal.tmux)),
        ("colour", yes(terminal.color)),
        ("locale", said(&terminal.locale)),
        ("UTF-8", yes(terminal.utf8)),
    ]
    .map(|(name, value)| vec![name.to_owned(), value])
    .to_vec()
}

fn folder(place: &Place) -> Vec<String> {
    let state = match (place.path.is_some(), place.exists, place.writable) {
        (false, ..) => "-",
        (true, true, true) => "writable",
        (true, true, false) => "read-only",
        (true, false, true) => "not there yet",
        (true, false, false) => "not there, and cannot be made",
    };
    let free = place.free.map_or("-".to_owned(), |free| format!("{} MiB free", free >> 20));
    let path = place.path.as_deref().unwrap_or("-");
    vec![place.what.to_owned(), state.to_owned(), free, path.to_owned(), place.by.to_owned()]
}
