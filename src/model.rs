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
mod facet;
mod hash;
mod held;
mod id;
mod language;
pub mod limits;
mod meeting;
mod party;
mod positions;
mod recurrence;
mod row;
mod signatory;
mod span;
mod version;
mod words;

pub use action::{Action, Repeat, Weekday, Which};
pub use archive::{Archive, Contents, Holdings, State, Tables};
pub use basis::Basis;
pub use clean::{Clean, clean, clean_line, is_bidi_control, is_invisible};
pub use country::Country;
pub use date::{Date, Day, Partial, month_name};
pub use document::{
    Claim, Copied, Document, Issued, Kind, Link, Mention, MentionKind, Record, Relation, Rights,
    Signing,
};
pub use facet::{Facet, Facets, Found, GROUP, Named, Timing, Value, Values, value_of, values_of};
pub use hash::{fnv, fnv_on};
pub use id::Id;
pub use language::{Direction, Language};
pub use meeting::{Attested, Meeting, Series, Source, Status};
pub use party::{Party, spelling_key};
pub use positions::Positions;
pub use row::{PAGE, Row, RowOf, Run, by_title};
pub use signatory::{Group, Role, Signatory};
pub use span::Span;
pub use version::{Block, BlockKind, Coverage, Original, Version};
