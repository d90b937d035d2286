//! Tests of the whole: the floors, the documents, the commands, the screens, the real binary.

#![cfg(test)]
#![expect(clippy::string_slice, reason = "a test that cuts inside a character has failed")]

mod catalogue;
mod cite;
mod cli;
mod cli_archive;
mod cli_docs;
mod cli_fields;
mod cli_out;
mod docs;
mod dom;
mod export;
mod floors;
mod format;
mod fuzzed;
mod gate;
mod handed_out;
mod hostile;
mod ics;
mod import_cli;
mod import_faults;
mod import_limits;
mod import_office;
mod import_originals;
mod import_pages;
mod import_pdf;
mod kept;
mod notebook;
mod notebook_cli;
mod notebook_faults;
mod notebook_hardships;
mod notebook_laws;
mod notebook_page;
mod notebook_writer;
mod pty;
mod python;
mod readme;
mod restricted;
mod review;
mod review_long;
mod screens;
mod search_cli;
mod sent;
mod store;
mod store_any;
mod store_bundled;
mod store_faults;
mod store_files;
mod support;
mod text;
mod text_emit;
mod text_fribidi;
mod text_laws;
mod text_traps;
mod unicode;
