//! Tests of the whole: the floors, the documents, the commands, the screens, the real binary.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed; clippy knows tests by their attribute alone"
)]

mod cli;
mod cli_archive;
mod cli_docs;
mod cli_fields;
mod cli_out;
mod docs;
mod floors;
mod format;
mod kept;
mod readme;
mod store;
mod store_any;
mod store_bundled;
mod store_faults;
mod store_files;
mod text;
mod text_emit;
mod text_fribidi;
mod text_laws;
mod unicode;
