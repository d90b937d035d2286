//! What an import proposes: the record of a document, each value with how it is known and from where.

use crate::model::Action;
use crate::model::Basis;
use crate::model::Block;
use crate::model::Claim;
use crate::model::Country;
use crate::model::Date;
use crate::model::Group;
use crate::model::Id;
use crate::model::Kind;
use crate::model::Language;
use crate::model::Signing;

use super::corrections::LineRole;
use super::corrections::Spot;

/// Something about a source that a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What, in a sentence.
    pub message: String,
}

impl Trouble {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

/// A value, with how it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// How it is known.
    pub basis: Basis,
    /// The lines that it comes from.
    pub lines: String,
    /// The words of the source, where they are not the value itself.
    pub as_stated: Option<String>,
}

impl<T> Found<T> {
    pub(super) fn new(value: T, basis: Basis, lines: impl Into<String>) -> Self {
        Self { value, basis, lines: lines.into(), as_stated: None }
    }

    pub(super) fn stated(mut self, words: impl Into<String>) -> Self {
        self.as_stated = Some(words.into());
        self
    }
}

/// The meeting that a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// The id of its series, or what could be one.
    pub series: String,
    /// Its number in the series.
    pub number: Option<u32>,
    /// Its id, where the archive has it.
    pub id: Option<Id>,
}

/// A piece of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedBlock {
    /// The piece.
    pub block: Block,
    /// The lines that it stands on.
    pub lines: String,
}

/// The document in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedVersion {
    /// The language.
    pub language: Language,
    /// Its lines.
    pub lines: String,
    /// Its title.
    pub title: Option<String>,
    /// Its pieces.
    pub blocks: Vec<ProposedBlock>,
}

/// How an action stands to the record that a source belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The record is a new one and gets it.
    New,
    /// The record has it.
    There,
    /// The record has something that may be the same: what that asks for.
    Like(String),
    /// The record lacks it.
    Lacking,
}

impl Standing {
    /// Whether it can be taken into a record that is there.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        matches!(self, Self::Like(_) | Self::Lacking)
    }
}

/// Something that the document asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedAction {
    /// The action; its block counts from 0 in the first version.
    pub action: Action,
    /// The line that it begins on, from 0, and its words as the rules find them.
    pub spot: Spot,
    /// The lines that it stands on.
    pub lines: String,
    /// How it stands to the record.
    pub standing: Standing,
    /// Whether it is written into the record: always a new one, one that is there only where a person says so.
    pub is_taken: bool,
}

/// What becomes of a line of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedLine {
    /// What it is.
    pub role: LineRole,
    /// Why it is no part of the document, where it is none.
    pub why: Option<&'static str>,
    /// Whether it begins a piece of what it is.
    pub begins: bool,
    /// The version that it belongs to.
    pub version: Option<usize>,
    /// The block of that version, from 0.
    pub block: Option<usize>,
}

/// What is left out of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The lines.
    pub lines: String,
    /// What stands there.
    pub text: String,
    /// Why it is no part of the document.
    pub why: String,
}

/// The copy that the source is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProposedCopy {
    /// The site.
    pub site: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The day on which it was posted.
    pub posted: Option<Found<Date>>,
    /// The same in the words of the page, also where the day is not clear.
    pub posted_as_stated: Option<String>,
    /// Who posted it.
    pub posted_by: Option<Found<String>>,
}

/// How a source belongs to a record of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The record.
    pub id: Id,
    /// What is alike.
    pub because: String,
}

/// The record of a document, as far as a source gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The id that it would get.
    pub id: Id,
    /// The record that it belongs to.
    pub matched: Option<Match>,
    /// Other records of the archive that could be editions of the same text, and why.
    pub like: Vec<Match>,
    /// What sort of work it is.
    pub kind: Option<Found<Kind>>,
    /// Its title.
    pub title: Option<Found<String>>,
    /// The symbol that people quote.
    pub number: Option<Found<String>>,
    /// The meeting it comes from.
    pub meeting: Option<Found<Sitting>>,
    /// The meeting's days.
    pub held: Option<Found<Date>>,
    /// The day on which it was adopted.
    pub adopted: Option<Found<Date>>,
    /// Its date.
    pub date: Option<Found<Date>>,
    /// The city.
    pub place: Option<Found<String>>,
    /// The country.
    pub country: Option<Found<Country>>,
    /// Who issued it.
    pub by: Option<Found<String>>,
    /// The copy that the source is.
    pub copy: ProposedCopy,
    /// Its texts.
    pub versions: Vec<ProposedVersion>,
    /// Who signed.
    pub signatories: Vec<Group>,
    /// The lines of the names, group by group; positions from 0.
    pub names_at: Vec<Vec<usize>>,
    /// Whether more could sign.
    pub signing: Option<Signing>,
    /// What it asks for.
    pub actions: Vec<ProposedAction>,
    /// What it says differently than the record it belongs to.
    pub claims: Vec<Claim>,
    /// What was left out.
    pub cut: Vec<Cut>,
    /// What a person should know.
    pub troubles: Vec<Trouble>,
    /// What becomes of each line of the source.
    pub lines: Vec<ProposedLine>,
}
