//! What the tests of screens and of the real program share.

pub(crate) mod archive;
pub(crate) mod calls;
pub(crate) mod counts;
pub(crate) mod desk;
pub(crate) mod evil;
pub(crate) mod paper;
pub(crate) mod picture;
pub(crate) mod review;
pub(crate) mod snapshot;
pub(crate) mod terminal;
mod turn;
