//! What an archive consists of: its words, as types.
//!
//! Nothing here reads a file or knows how a value is written on disk or drawn on a screen.

mod action;
mod archive;
mod basis;
mod clean;
mod country;
mod date;
mod document;
mod id;
mod language;
mod meeting;
mod party;
mod recurrence;
mod signatory;
mod span;
mod version;
mod words;

pub use action::{Action, Repeat, Weekday, Which};
pub use archive::{Archive, Contents};
pub use basis::Basis;
pub use clean::{clean, clean_line, is_bidi_control};
pub use country::Country;
pub use date::{Date, Day, Partial};
pub use document::{
    Claim, Copied, Document, Issued, Kind, Link, Mention, MentionKind, Record, Relation, Rights,
    Signing,
};
pub use id::Id;
pub use language::{Direction, Language};
pub use meeting::{Attested, Meeting, Series, Source, Status};
pub use party::{Party, spelling_key};
pub use signatory::{Group, Role, Signatory};
pub use span::Span;
pub use version::{Block, BlockKind, Coverage, Original, Version};
