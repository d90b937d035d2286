//! Names under a document.

use super::words::words;
use super::{Basis, Country, Id};

words! {
    /// What the names of a group did.
    Role {
        /// They signed.
        Signed = "signed",
        /// They tabled the text.
        Proposed = "proposed",
        /// They joined it later.
        Endorsed = "endorsed",
        /// They sponsored it.
        Sponsored = "sponsored",
        /// They were there; that is no signature.
        Present = "present",
    }
}

/// One name, as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatory {
    /// The name in the spelling of the source.
    pub name: String,
    /// The party it belongs to, where `parties.toml` knows the spelling.
    pub party: Option<Id>,
    /// How the party is known, where the record says it and not the spelling.
    pub party_basis: Option<Basis>,
    /// Its country: as the record says, else the party's.
    pub country: Option<Country>,
}

/// Names that stand together under one heading, in the printed order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The heading as printed; empty where there is none.
    pub heading: String,
    /// What these names did.
    pub role: Role,
    /// Where they stood in the saved source.
    pub lines: Option<String>,
    /// How many the document says there are.
    pub stated_count: Option<u32>,
    /// The names, in the printed order.
    pub names: Vec<Signatory>,
}
