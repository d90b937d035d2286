//! What leaves the program: documents and tables as values that other programs read.
//!
//! Nothing here writes: the model goes in, values that can be written come out.

pub mod csv;
pub mod json;
pub mod phrase;
pub mod roll;
