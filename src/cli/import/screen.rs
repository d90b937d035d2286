//! `plenary import` in a terminal: what is proposed for each file is looked through, corrected and filed.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::Review;
use crate::cli::archive::Choice;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::failure::remark;
use crate::cli::import::filer::Filer;
use crate::cli::read;
use crate::import::Corrections;
use crate::import::Field;
use crate::import::Given;
use crate::model::Basis;
use crate::model::Id;
use crate::model::clean_line;

/// Shows the files one after the other; `id` says to which record the one file belongs.
pub(super) fn run(desk: &mut Desk, files: Vec<PathBuf>, id: Option<&Id>) -> Result<(), Failure> {
    let (settings, wrong_settings) = desk.settings()?;
    let choice = desk.choice(&settings)?;
    let own = desk.surroundings.documents.clone();
    if choice == Choice::Bundled && own.is_none() {
        return Err(super::shelve::read_only());
    }
    let archive = Arc::new(desk.archive()?);
    let names = files.iter().map(|path| clean_line(&path.to_string_lossy()).into_owned()).collect();
    let bidi = settings.bidi;
    let start = id.map(start).unwrap_or_default();
    let mut review = Review::new(Arc::clone(&archive), settings, names, start, read::size()?);
    for wrong in &wrong_settings {
        remark(wrong);
    }
    if let Some(first) = wrong_settings.first() {
        review.warn(first);
    }
    let mut errands = Filer::new(files, choice, own, archive, desk.surroundings.today);
    if errands.is_single() {
        // What cannot be read at all needs no screen to say so.
        errands.read(0)?;
    }
    let ended = read::run(desk, review, bidi, &mut errands);
    for told in errands.told() {
        remark(told);
    }
    if errands.told().is_empty() && ended.is_ok() {
        remark("nothing was written");
    }
    ended
}

/// What `--as` says of a file before it is seen.
fn start(id: &Id) -> Corrections {
    let given = Given { text: id.to_string(), basis: Basis::Outside, lines: String::new() };
    Corrections { fields: [(Field::Id, Some(given))].into(), ..Corrections::default() }
}
