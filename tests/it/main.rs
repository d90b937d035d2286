//! Tests of the whole: the floors, the documents, the commands, the screens, the real binary.

mod cli;
mod cli_archive;
mod cli_docs;
mod cli_fields;
mod cli_out;
mod format;
mod import_cli;
mod import_originals;
mod import_pages;
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
