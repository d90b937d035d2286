//! Foreign files as proposals for records.

mod asks;
mod chrome;
mod dates;
mod decode;
mod gathering;
mod head;
mod kind;
mod language;
mod line;
mod mark;
mod names;
mod ordinal;
mod paragraph;
mod place;
mod proposal;
mod text;
mod token;

pub use proposal::*;
