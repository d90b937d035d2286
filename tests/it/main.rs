//! Tests of the whole: the floors, the documents, the commands, the screens, the real binary.

mod text;
mod text_emit;
mod text_fribidi;
mod text_laws;
mod unicode;
