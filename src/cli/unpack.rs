//! `plenary unpack`: a copy of the archive in the program, to be changed.

use std::path::Path;

use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::import::shelve;

/// Writes the archive that is compiled in into a new folder.
pub(super) fn run(desk: &mut Desk, folder: &Path) -> Result<(), Failure> {
    shelve::unpack(folder)?;
    let shown = folder.display();
    desk.output.line(&format!("The archive in the program was copied to {shown}."))?;
    desk.output.line(&format!("plenary --archive {shown} opens it."))
}
