//! The real program in a real terminal: what only shows there.

mod asking;
mod bytes;
mod doctor;
mod elsewhere;
mod ending;
mod evil;
mod file;
mod finding;
mod idle;
mod import;
mod keys;
mod link;
mod promises;
mod size;
mod stopping;
mod surroundings;
mod wide;
