//! Keys and the table of commands, free of any terminal library; and what a command may do outside.

mod command;
mod key;
mod keymap;
mod power;

pub use command::{Command, Row, Scope, TABLE};
pub use key::{Code, Key};
pub use keymap::{Clash, Keymap, Lookup};
pub use power::{Power, Powers};
