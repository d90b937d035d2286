//! Tests of the whole: the floors, the documents, the commands, the screens, the real binary.

#[cfg(test)]
mod pty;
#[cfg(test)]
mod screens;
#[cfg(test)]
mod support;
