//! Tests of the whole: the floors, the documents, the commands, the screens, the real binary.

#[cfg(test)]
mod text;
#[cfg(test)]
mod text_emit;
#[cfg(test)]
mod text_fribidi;
#[cfg(test)]
mod text_laws;
#[cfg(test)]
mod text_traps;
#[cfg(test)]
mod unicode;
