//! `plenary index`: brings what is kept about a large archive up to date.

use std::fmt::Display;
use std::thread;

use crate::cli::args::Indexed;
use crate::cli::desk::Desk;
use crate::cli::desk::compared;
use crate::cli::failure::Failure;
use crate::cli::failure::remark;
use crate::export::phrase::counted;
use crate::model::Archive;
use crate::search::Index;
use crate::store;

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
        let refused = |why: &dyn Display| {
            Failure::wrong(format!("cannot remove what is in {}: {why}", cache.display()))
        };
        Index::forget(&cache).map_err(|why| refused(&why))?;
        place.forget().map_err(|error| refused(&error))?;
    }
    let mut archive = compared(&place)?.archive;
    let told = |done: usize, all: usize| {
        if done.is_multiple_of(1024) {
            remark(&format!("indexing {done} of {}", counted(all, "document", "documents")));
        }
        true
    };
    let updated = |archive: &Archive| {
        Index::update(&cache, archive, &told).map_err(|error| {
            Failure::wrong(format!("the index cannot be made: {error}"))
                .with_hint(format!("it is kept in {}", cache.display()))
        })
    };
    let mut missing = updated(&archive)?.missing();
    if missing > 0 {
        // What changed a moment ago may change again without a sign of it.
        remark("waiting until what changed a moment ago has stood still");
        thread::sleep(store::RACY);
        archive = compared(&place)?.archive;
        missing = updated(&archive)?.missing();
    }
    let documents = counted(archive.len() - missing, "document", "documents");
    let left = match missing {
        0 => String::new(),
        some => format!("; {some} still changing, to be indexed next time"),
    };
    desk.output.line(&format!("{documents} in the index in {}{left}", cache.display()))
}
