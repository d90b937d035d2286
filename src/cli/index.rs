//! `plenary index`: brings what is kept about a large archive up to date.

use crate::cli::args::Indexed;
use crate::cli::desk::Desk;
use crate::cli::desk::compared;
use crate::cli::failure::Failure;
use crate::cli::failure::remark;
use crate::export::phrase::counted;
use crate::search::Index;

/// Brings the catalogue and the index up to date, or makes them anew.
pub(super) fn run(desk: &mut Desk, wish: &Indexed) -> Result<(), Failure> {
    let place = desk.place(&desk.settings()?.0)?.ok_or_else(|| {
        Failure::wrong("the archive in the program needs no index")
            .with_hint("--archive DIR names the one that is meant")
    })?;
    let cache = place.cache.clone().ok_or_else(|| {
        Failure::wrong("there is no folder to keep an index in")
            .with_hint("XDG_CACHE_HOME or HOME names one")
    })?;
    if wish.anew {
        place.forget().map_err(|error| {
            Failure::wrong(format!("cannot remove what is in {}: {error}", cache.display()))
        })?;
    }
    let archive = compared(&place)?.archive;
    let told = |done: usize, all: usize| {
        if done.is_multiple_of(1024) {
            remark(&format!("indexing {done} of {}", counted(all, "document", "documents")));
        }
        true
    };
    let index = Index::update(&cache, &archive, &told).map_err(|error| {
        Failure::wrong(format!("the index cannot be made: {error}"))
            .with_hint(format!("it is kept in {}", cache.display()))
    })?;
    let documents = counted(archive.len(), "document", "documents");
    let missing = match index.missing() {
        0 => String::new(),
        some => format!("; {some} changed a moment ago and will be indexed next time"),
    };
    desk.output.line(&format!("{documents} in the index in {}{missing}", cache.display()))
}
