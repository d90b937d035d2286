//! `plenary [QUERY…]`: the reader itself.

use crate::cli::args::Selection;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::selection;

/// Opens the reader, filtered by what was asked for.
pub(super) fn open_reader(desk: &mut Desk, wish: &Selection) -> Result<(), Failure> {
    let archive = desk.archive()?;
    // A query that cannot be read, or finds nothing, is told before the screen is taken.
    selection::documents(&archive, wish)?;
    Err(
        Failure::wrong("this build has no reader yet").with_hint(format!(
            "plenary list {} prints the documents",
            selection::query(wish)
        )),
    )
}
