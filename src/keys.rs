//! Keys and the table of commands, free of any terminal library.

mod command;
mod key;
mod keymap;

pub use command::{Command, Row, Scope, TABLE};
pub use key::{Code, Key};
pub use keymap::{Clash, Keymap, Lookup};
