//! `plenary [QUERY…]`: the reader itself.

mod file;

use std::io;
use std::io::IsTerminal;
use std::sync::Arc;

use crate::app::App;
use crate::app::Filter;
use crate::app::Scene;
use crate::app::Size;
use crate::app::Trouble;
use crate::cli::archive::told;
use crate::cli::args::Arguments;
use crate::cli::args::Selection;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::failure::plain;
use crate::cli::failure::remark;
use crate::cli::keeper::Keeper;
use crate::cli::near;
use crate::cli::perform::Performer;
use crate::cli::selection;
use crate::cli::surroundings;
use crate::cli::tmux;
use crate::config::Bidi;
use crate::export::phrase::counted;
use crate::keys::Power;
use crate::model::Archive;
use crate::notebook;
use crate::notebook::Opened;
use crate::runtime;
use crate::runtime::Ended;
use crate::runtime::Hints;
use crate::runtime::Outer;
use crate::runtime::Outside;
use crate::runtime::Stage;
use crate::search::Haystack;
use crate::store;
use crate::store::Fault;
use crate::store::Loaded;
use crate::store::Place;

pub(super) use file::open_file;

/// The exit code of a program that a signal ended, without the signal's number.
const SIGNALLED: i32 = 128;

/// Opens the reader, filtered by what was asked for.
pub(super) fn open_reader(desk: &mut Desk, wish: &Selection) -> Result<(), Failure> {
    can_be_drawn(desk)?;
    let (settings, wrong_settings) = desk.settings()?;
    let choice = desk.choice(&settings)?;
    let place = desk.place(&settings)?;
    let Loaded { archive, faults } = match &place {
        None => store::bundled(),
        Some(place) => at_once(place)?,
    };
    let archive = Arc::new(archive);
    // A query that cannot be read, or finds nothing, is told before the screen is taken; that words of a
    // large archive find nothing is seen there.
    if archive.is_held() && !archive.is_empty() {
        selection::positions(desk, &archive, &Haystack::of(&archive), wish)
            .map_err(|nothing| perhaps_meant(nothing, wish))?;
    } else {
        selection::readable(wish)?;
    }
    let is_named = selection::named(&archive, wish).is_some();
    let words = if is_named { selection::words_of_ids } else { selection::words };
    let filter =
        Filter { meeting: wish.meeting.clone().unwrap_or_default(), words: words(&wish.query) };
    let troubles = troubles(&archive, &faults);
    let keeper = place.map(|place| Keeper {
        place,
        archive: Arc::clone(&archive),
        faults,
        is_wordless: false,
    });
    let bidi = settings.bidi;
    let size = size()?;
    super::notebook::outlive_file_limit();
    let folder = super::notebook::folder(desk, &choice)?;
    let Opened { notebook, journal, remarks } =
        notebook::open(folder.as_deref(), surroundings::session());
    let mut app = App::with_notebook(notebook, archive, troubles, settings, filter, size);
    // An id may be the beginning of others, which the filter shows too.
    if let Some(first) = wish.query.first().filter(|_| is_named) {
        app.begin_with(first);
    }
    app.set_today(desk.surroundings.today);
    app.restrict(desk.allowed);
    let wrong: Vec<&String> = wrong_settings.iter().chain(&remarks).collect();
    for wrong in &wrong {
        remark(wrong);
    }
    if let Some(first) = wrong.first() {
        app.warn(first);
    }
    let mut performer = Performer::new(journal, keeper);
    let ended = run(desk, app, bidi, &mut performer);
    let unsaved = performer.unsaved().len();
    if unsaved > 0 {
        remark(&format!(
            "{} of the notebook could not be saved",
            counted(unsaved, "change", "changes")
        ));
    }
    ended
}

/// A query of which nothing is found, where its first word looks like a command.
fn perhaps_meant(failure: Failure, wish: &Selection) -> Failure {
    let parser = <Arguments as clap::CommandFactory>::command();
    let names = parser.get_subcommands().map(clap::Command::get_name);
    let near = wish.query.first().map(|word| near::nearest(word, names)).unwrap_or_default();
    match near.first() {
        Some(name) if failure.is_nothing() => {
            failure.with_hint(format!("did you mean the command plenary {name}?"))
        }
        _ => failure,
    }
}

/// Runs a reader until it ends.
pub(super) fn run(
    desk: &Desk,
    app: impl Stage,
    bidi: Bidi,
    outside: &mut dyn Outside,
) -> Result<(), Failure> {
    // tmux is another program: who may run none is told nothing about the terminal around it.
    let ask = || if desk.allowed.has(Power::Run) { tmux::outer() } else { Outer::default() };
    let hints = Hints {
        tmux: (desk.surroundings.tmux && bidi == Bidi::Auto).then(ask),
        ..desk.surroundings.hints.clone()
    };
    match runtime::read(app, hints, outside).map_err(|error| lost(&error))? {
        Ended::Quit => Ok(()),
        Ended::Signal(number) => {
            Err(Failure::silent(u8::try_from(SIGNALLED + number).unwrap_or(u8::MAX)))
        }
    }
}

pub(super) fn size() -> Result<Size, Failure> {
    runtime::size().map_err(|error| lost(&error))
}

/// Whether there is a terminal that can be drawn on, and that keys come from.
pub(super) fn has_screen(desk: &Desk) -> bool {
    let is_terminal = io::stdout().is_terminal() && io::stdin().is_terminal();
    is_terminal && desk.surroundings.hints.term.as_deref() != Some("dumb")
}

/// A reader needs a terminal that can be drawn on.
fn can_be_drawn(desk: &Desk) -> Result<(), Failure> {
    let instead = "plenary list and plenary show ID print what the reader would show";
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(Failure::wrong("the reader needs a terminal")
            .with_hint(format!("{instead}; over ssh, ask for one with ssh -t")));
    }
    if desk.surroundings.hints.term.as_deref() == Some("dumb") {
        return Err(Failure::wrong("a dumb terminal cannot move its cursor").with_hint(instead));
    }
    Ok(())
}

fn lost(error: &io::Error) -> Failure {
    Failure::wrong(format!("the terminal does not answer: {}", plain(error)))
}

/// What is known of an archive at once: by its catalogue, else by reading it if it is small; a large one
/// without a catalogue is read beside the reader.
fn at_once(place: &Place) -> Result<Loaded, Failure> {
    if let Some(known) = place.open().map_err(told)? {
        return Ok(known);
    }
    if place.is_small().map_err(told)? {
        return store::load(&place.folder).map_err(told);
    }
    Ok(Loaded { archive: Archive::default(), faults: Vec::new() })
}

/// Faults as the reader shows them, each with the document in whose folder it lies.
pub(super) fn troubles(archive: &Archive, faults: &[Fault]) -> Vec<Trouble> {
    let trouble = |fault: &Fault| {
        let parts: Vec<&str> = fault.file.split('/').collect();
        // The files of a document lie in its folder; that may lie in others, and the archive too: the longest
        // path that is one counts.
        let above = parts.split_last().map_or(&[][..], |(_, above)| above);
        let mut paths = (0..above.len()).filter_map(|from| above.get(from..));
        let document = paths.find_map(|path| archive.in_folder(&path.join("/")));
        Trouble { document, text: fault.to_string() }
    };
    faults.iter().map(trouble).collect()
}
