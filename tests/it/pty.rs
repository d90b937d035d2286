//! The real program in a real terminal: what only shows there.

mod asking;
mod bytes;
mod ending;
mod file;
mod keys;
mod link;
mod promises;
mod size;
mod stopping;
mod surroundings;
mod wide;
