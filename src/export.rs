//! What leaves the program: documents and tables as values that other programs read.
//!
//! Nothing here writes: the model goes in, values that can be written come out.

pub mod address;
pub mod cite;
pub mod csv;
mod facts;
#[cfg(test)]
mod fixture;
pub mod html;
pub mod ics;
pub mod json;
pub mod markdown;
pub mod phrase;
pub mod roll;
