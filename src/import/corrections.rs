//! What a person says of a source where the rules see it otherwise: what lines are, in which language they
//! stand, and values of the record.
//!
//! A proposal is a function of a source, an archive and these. So whatever is corrected, all that follows from
//! it is found anew, and what was said by hand stays.

mod lines;
mod parts;
#[cfg(test)]
mod tests;
mod values;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::import::proposal::Standing;
use crate::model::Basis;
use crate::model::Id;
use crate::model::Language;
use crate::model::Role;

pub(super) use lines::joins;
pub(super) use lines::kept_or_cut;
pub(super) use lines::parted;
pub(super) use lines::retitle;
pub(super) use lines::settle;
pub use parts::Part;
pub(super) use parts::put_all;

/// What a line of a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineRole {
    /// It stands in the title.
    Title,
    /// A heading in the text.
    Heading,
    /// It leads over to items.
    Lead,
    /// Running text.
    Paragraph,
    /// A point with a number.
    Point,
    /// An item without a number.
    Bullet,
    /// A call at the end.
    Slogan,
    /// A note beside the text.
    Note,
    /// The heading of names.
    Group,
    /// A name.
    Signatory,
    /// No part of the document.
    Furniture,
    /// Nothing is known of it.
    Unknown,
    /// Nothing stands in it.
    Blank,
}

impl LineRole {
    /// Those that can be said of a line, each with the letter that stands for it.
    pub const SAYABLE: [(Self, char); 11] = [
        (Self::Title, 't'),
        (Self::Heading, 'h'),
        (Self::Lead, 'l'),
        (Self::Paragraph, 'p'),
        (Self::Point, 'n'),
        (Self::Bullet, 'b'),
        (Self::Slogan, 's'),
        (Self::Note, 'o'),
        (Self::Group, 'g'),
        (Self::Signatory, 'i'),
        (Self::Furniture, 'x'),
    ];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Lead => "lead",
            Self::Paragraph => "paragraph",
            Self::Point => "point",
            Self::Bullet => "bullet",
            Self::Slogan => "slogan",
            Self::Note => "note",
            Self::Group => "group",
            Self::Signatory => "signatory",
            Self::Furniture => "furniture",
            Self::Unknown => "unknown",
            Self::Blank => "",
        }
    }
}

/// What is said of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// It is this, and begins a piece of it.
    Begins(LineRole),
    /// It is this; whether it begins a piece of it is seen by its words.
    Is(LineRole),
    /// It goes on with what the line above says.
    GoesOn,
}

impl Said {
    /// What the line is, where that is said.
    #[must_use]
    pub fn role(self) -> Option<LineRole> {
        match self {
            Self::Begins(role) | Self::Is(role) => Some(role),
            Self::GoesOn => None,
        }
    }
}

/// A value of a record that stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The id.
    Id,
    /// What sort of work it is.
    Kind,
    /// The title.
    Title,
    /// The symbol that people quote.
    Number,
    /// The meeting.
    Meeting,
    /// The meeting's days.
    Held,
    /// The day of adoption.
    Adopted,
    /// Its date.
    Date,
    /// The city.
    Place,
    /// The country.
    Country,
    /// Who issued it.
    By,
    /// The site of the copy.
    Site,
    /// The address of the copy.
    Url,
    /// The day on which it was posted.
    Posted,
    /// Who posted it.
    PostedBy,
}

impl Field {
    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Kind => "kind",
            Self::Title => "title",
            Self::Number => "number",
            Self::Meeting => "meeting",
            Self::Held => "held",
            Self::Adopted => "adopted",
            Self::Date => "date",
            Self::Place => "place",
            Self::Country => "country",
            Self::By => "issued by",
            Self::Site => "site",
            Self::Url => "address",
            Self::Posted => "posted",
            Self::PostedBy => "posted by",
        }
    }
}

/// A value that a person gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The value, as a record writes it.
    pub text: String,
    /// How it is known.
    pub basis: Basis,
    /// The lines in which it stands, if it stands in any.
    pub lines: String,
}

/// What a person says of an action: the parts that are otherwise than the rules find them, as they were
/// typed; an empty one is left empty.
pub type Wanted = BTreeMap<Part, String>;

/// The party to which a person says that a name belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belonging {
    /// The party; nothing where it belongs to none.
    pub party: Option<Id>,
    /// How that is known.
    pub basis: Basis,
}

/// The line on which something stands, and its words as the rules find them.
pub type Spot = (usize, String);

/// Everything that a person says of one source; lines count from 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corrections {
    /// What lines are.
    pub lines: BTreeMap<usize, Said>,
    /// In which language lines stand.
    pub languages: BTreeMap<usize, Language>,
    /// Values; nothing where one is to be left empty.
    pub fields: BTreeMap<Field, Option<Given>>,
    /// What the names of a group did, by the line of its first name.
    pub groups: BTreeMap<usize, Role>,
    /// Names as they are to be written.
    pub names: BTreeMap<Spot, String>,
    /// The parties of names, where a person says them.
    pub parties: BTreeMap<Spot, Belonging>,
    /// The actions that are to be taken into a record that is there.
    pub taken: BTreeSet<Spot>,
    /// Actions; nothing where one is none.
    pub actions: BTreeMap<Spot, Option<Wanted>>,
}

impl Corrections {
    /// Says what a part of an action is.
    pub fn say_of_action(&mut self, spot: Spot, part: Part, text: String) {
        let said = self.actions.entry(spot).or_default();
        said.get_or_insert_default().insert(part, text);
    }

    /// Whether a person wants an action in a record that is there: says so, or, where the record has nothing
    /// like it, says something of it.
    #[must_use]
    pub fn takes(&self, spot: &Spot, standing: &Standing) -> bool {
        let is_said = matches!(self.actions.get(spot), Some(Some(_)));
        self.taken.contains(spot) || (is_said && *standing == Standing::Lacking)
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
