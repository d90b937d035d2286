//! The real program in a real terminal: what only shows there.

mod bytes;
mod ending;
mod promises;
mod size;
mod stopping;
mod wide;
