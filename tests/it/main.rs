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
