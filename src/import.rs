//! A foreign file as a proposal for a record.
//!
//! `source` makes lines of bytes; `cutting` takes away what pages print around a document; `names` finds
//! who signed; `language` parts the versions; `paragraph`, `head` and `text` make blocks of each; `gathering`,
//! `facts`, `kind` and `asks` read what the text says of itself; `propose` puts it together. Nothing here
//! reads a file, and what cannot be known stays empty.

mod alone;
mod asks;
mod chrome;
mod corrections;
mod cutting;
mod dates;
mod decode;
mod facts;
mod filing;
mod gathering;
mod head;
mod html;
mod kind;
mod known;
mod language;
mod line;
mod mark;
mod names;
mod notes;
mod office;
mod ordinal;
mod paragraph;
mod pdf;
mod place;
mod proposal;
mod propose;
mod source;
mod text;
mod token;
mod versions;

pub use alone::alone;
pub use alone::alone_in_full;
pub use corrections::Belonging;
pub use corrections::Corrections;
pub use corrections::Field;
pub use corrections::Given;
pub use corrections::LineRole;
pub use corrections::Part;
pub use corrections::Said;
pub use corrections::Spot;
pub use corrections::Wanted;
pub use filing::Filed;
pub use filing::Material;
pub use filing::full_texts;
pub use filing::new_record;
pub use line::Line;
pub use line::Shape;
pub use pdf::read_pages;
pub use pdf::read_pdf;
pub use proposal::Cut;
pub use proposal::Found;
pub use proposal::Match;
pub use proposal::Proposal;
pub use proposal::ProposedAction;
pub use proposal::ProposedBlock;
pub use proposal::ProposedCopy;
pub use proposal::ProposedLine;
pub use proposal::ProposedVersion;
pub use proposal::Sitting;
pub use proposal::Standing;
pub use proposal::Trouble;
pub use propose::file_as;
pub use propose::propose;
pub use propose::propose_alone;
pub use propose::propose_corrected;
pub use source::Form;
pub use source::Format;
pub use source::MOST_BYTES;
pub use source::Page;
pub use source::Source;
pub use source::is_plain;
pub use source::plain_text;
