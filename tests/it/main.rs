//! Tests of the whole: the floors, the documents, the commands, the screens, the real binary.

#[cfg(test)]
mod cli;
#[cfg(test)]
mod cli_archive;
#[cfg(test)]
mod cli_docs;
#[cfg(test)]
mod cli_fields;
#[cfg(test)]
mod cli_out;
#[cfg(test)]
mod format;
#[cfg(test)]
mod store;
#[cfg(test)]
mod store_any;
#[cfg(test)]
mod store_bundled;
#[cfg(test)]
mod store_faults;
#[cfg(test)]
mod store_files;
#[cfg(test)]
mod text;
#[cfg(test)]
mod text_emit;
#[cfg(test)]
mod text_fribidi;
#[cfg(test)]
mod text_laws;
#[cfg(test)]
mod unicode;
