//! The options that may stand with any command.

use std::path::PathBuf;

use clap::Args;
use clap::ValueEnum;

/// What may stand with any command.
#[derive(Debug, Args)]
pub(in crate::cli) struct Global {
    /// Open this archive
    #[arg(long, global = true, value_name = "DIR", display_order = 100)]
    pub(in crate::cli) archive: Option<PathBuf>,
    /// Read the settings from this file
    #[arg(long, global = true, value_name = "FILE", display_order = 101)]
    pub(in crate::cli) config: Option<PathBuf>,
    /// Use colour: auto (on a terminal, unless NO_COLOR is set), never or always
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value_t = Color::Auto,
        hide_possible_values = true,
        hide_default_value = true,
        display_order = 102,
    )]
    pub(in crate::cli) color: Color,
    /// Run no other program, read and write no file that is named, copy nothing to the clipboard; nothing
    /// that stands after it changes that
    #[arg(long, global = true, overrides_with = "restricted", display_order = 103)]
    pub(in crate::cli) restricted: bool,
    /// Allow it all the same, before --restricted: clipboard
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHAT",
        hide_possible_values = true,
        display_order = 104
    )]
    pub(in crate::cli) allow: Vec<Allowance>,
}

/// What a restricted program may be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Allowance {
    Clipboard,
}

/// When colour is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Color {
    Auto,
    Never,
    Always,
}
