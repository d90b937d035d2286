//! What each command may do outside of the program.

use std::path::Path;

use super::Command;
use super::Kept;
use crate::keys::Power;
use crate::keys::Powers;

impl Command {
    /// What it may do outside as it is asked for; where one of these is not allowed, it does nothing.
    ///
    /// Each names them, so that a new command is not added without a thought.
    pub(in crate::cli) fn powers(&self) -> Powers {
        match self {
            Self::List(_)
            | Self::Show(_)
            | Self::Search(_)
            | Self::Signatories(_)
            | Self::Actions(_)
            | Self::Meetings(_)
            | Self::Parties(_)
            | Self::Cite(_)
            // What it writes is kept about the archive, in the cache folder.
            | Self::Index(_)
            | Self::Doctor { .. }
            | Self::Explain { .. }
            | Self::Completions { .. }
            | Self::Man { .. } => Powers::NONE,
            // A PDF is read by another program.
            Self::Read { .. } => Powers::of(&[Power::Read, Power::Run]),
            Self::Import(_) => Powers::of(&[Power::Read, Power::Write, Power::Run]),
            Self::Unpack { .. } => Powers::of(&[Power::Write]),
            Self::Export(wish) => of(wish.out.is_some(), Power::Write),
            Self::Check(wish) => of(wish.folder.is_some(), Power::Read),
            Self::Notebook { wish } => match wish {
                Kept::Export { .. } | Kept::Check => Powers::NONE,
                Kept::Import { file, .. } => of(file != Path::new("-"), Power::Read),
            },
        }
    }
}

fn of(needed: bool, power: Power) -> Powers {
    if needed { Powers::of(&[power]) } else { Powers::NONE }
}
