//! One work, and what is known about it.

use super::words::words;
use super::{Action, Basis, Country, Coverage, Date, Day, Group, Id, Language, Version};

words! {
    /// What sort of work a document is.
    Kind {
        /// A statement.
        Statement = "statement",
        /// A resolution.
        Resolution = "resolution",
        /// A motion.
        Motion = "motion",
        /// A declaration.
        Declaration = "declaration",
        /// A declaration of several bodies together.
        JointDeclaration = "joint-declaration",
        /// An appeal.
        Appeal = "appeal",
        /// A call.
        Call = "call",
        /// A plan of action.
        ActionPlan = "action-plan",
        /// A report.
        Report = "report",
        /// A release for the press.
        PressRelease = "press-release",
        /// What one participant said.
        Contribution = "contribution",
        /// A message, as of greetings.
        Message = "message",
        /// A list of those who took part.
        Participants = "participants",
        /// A decision.
        Decision = "decision",
        /// Conclusions.
        Conclusions = "conclusions",
        /// Any other.
        Other = "other",
    }
}

words! {
    /// How one document stands to another.
    Relation {
        /// Both come from one meeting.
        SameMeeting = "same-meeting",
        /// This one names the other.
        Cites = "cites",
        /// The other names this one.
        CitedBy = "cited-by",
        /// Both are editions of one text.
        EditionOf = "edition-of",
        /// This one is a translation of the other.
        TranslationOf = "translation-of",
        /// This one is part of the other.
        PartOf = "part-of",
        /// This one comes after the other.
        Follows = "follows",
        /// This one speaks of the other.
        Mentions = "mentions",
    }
}

words! {
    /// What a mention names.
    MentionKind {
        /// An organisation or a state.
        Organisation = "organisation",
        /// A person.
        Person = "person",
        /// A treaty, a resolution, a law.
        Instrument = "instrument",
    }
}

/// Who issued a document, where and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Issued {
    /// The bodies that issued it, in the words of the source.
    pub by: Vec<String>,
    /// The id of the meeting it comes from, where there is one.
    pub meeting: Option<Id>,
    /// The city, as the document spells it.
    pub place: Option<String>,
    /// The country.
    pub country: Option<Country>,
    /// The day on which it was adopted.
    pub adopted: Option<Date>,
    /// How `adopted` is known.
    pub adopted_basis: Option<Basis>,
    /// Its date, where it was not adopted on a day.
    pub date: Option<Date>,
    /// How `date` is known.
    pub date_basis: Option<Basis>,
    /// The meeting's days as this document gives them.
    pub held: Option<Date>,
    /// The meeting's days in the words of the document.
    pub held_as_stated: Option<String>,
    /// How `held` is known.
    pub held_basis: Option<Basis>,
    /// The time for which it was made.
    pub valid: Option<Date>,
}

/// Whether more parties could sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// Whether more could.
    pub open: bool,
    /// The words of the source.
    pub as_stated: Option<String>,
    /// When that was so.
    pub as_of: Option<Date>,
}

/// A copy of the document, as found somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Copied {
    /// The site or publication.
    pub site: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The day on which it was posted.
    pub posted: Option<Date>,
    /// The same in the words of the page.
    pub posted_as_stated: Option<String>,
    /// Who posted it.
    pub posted_by: Option<String>,
    /// The day on which it was saved.
    pub saved: Option<Date>,
    /// The saved original, below the document's folder.
    pub file: Option<String>,
    /// Its SHA-256 in hexadecimal.
    pub sha256: Option<String>,
    /// Its format.
    pub format: Option<String>,
    /// What of it is no part of the document, and where it stood.
    pub cut: Vec<String>,
}

/// What somebody else says about a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The value's key, as `issued.held`.
    pub field: String,
    /// What is said.
    pub value: String,
    /// Who says so: the id of a document, or an address.
    pub said_in: String,
    /// What a reader of the record should know.
    pub notes: Option<String>,
}

/// A tie to another document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// How this document stands to the other.
    pub relation: Relation,
    /// The other's id.
    pub to: Id,
    /// What a reader of the record should know.
    pub notes: Option<String>,
}

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The name.
    pub name: String,
    /// What it names.
    pub kind: MentionKind,
    /// Where it stands in the saved source.
    pub lines: Option<String>,
}

/// Whose the text is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rights {
    /// The holder, as far as anybody says.
    pub holder: Option<String>,
    /// What a reader should know before using it.
    pub note: Option<String>,
}

/// How the record itself came about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// The day on which it was made.
    pub made: Option<Date>,
    /// By whom or what.
    pub by: Option<String>,
    /// Initials and day, once a person has read it against the source.
    pub checked: Option<String>,
}

/// One work: a resolution, a statement, a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its id, unique in the archive.
    pub id: Id,
    /// Its folder below the archive, with `/` between the parts.
    pub folder: String,
    /// What sort of work it is.
    pub kind: Kind,
    /// Its title, in the language shown first.
    pub title: String,
    /// How the title is known.
    pub title_basis: Option<Basis>,
    /// The symbol that people quote.
    pub number: Option<String>,
    /// The language of the version shown first.
    pub language: Option<Language>,
    /// What it is about, in neutral words.
    pub summary: Option<String>,
    /// Words to find it by.
    pub topics: Vec<String>,
    /// What a reader of the record should know.
    pub notes: Option<String>,
    /// Who issued it, where and when.
    pub issued: Issued,
    /// Its texts, in the order of the record.
    pub versions: Vec<Version>,
    /// Who signed, in the printed order.
    pub signatories: Vec<Group>,
    /// Whether more could sign.
    pub signing: Option<Signing>,
    /// What it asks for.
    pub actions: Vec<Action>,
    /// Where copies were found.
    pub copies: Vec<Copied>,
    /// What others say about its values.
    pub claims: Vec<Claim>,
    /// Its ties to other documents.
    pub links: Vec<Link>,
    /// Names in its text.
    pub mentions: Vec<Mention>,
    /// Whose the text is.
    pub rights: Rights,
    /// How the record came about.
    pub record: Record,
}

impl Document {
    /// The names under it, over all groups.
    #[must_use]
    pub fn signatory_count(&self) -> usize {
        self.signatories.iter().map(|group| group.names.len()).sum()
    }

    /// The date by which it is sorted: adopted, else its own date, else its meeting's days as it
    /// gives them, else the first day on which a copy was posted.
    #[must_use]
    pub fn date(&self) -> Option<&Date> {
        let issued = &self.issued;
        let posted = self.copies.iter().filter_map(|copy| copy.posted.as_ref());
        issued
            .adopted
            .as_ref()
            .or(issued.date.as_ref())
            .or(issued.held.as_ref())
            .or_else(|| posted.min_by_key(|posted| posted.earliest()))
    }

    /// The last day of its date, for sorting.
    #[must_use]
    pub fn day(&self) -> Option<Day> {
        self.date().and_then(|date| date.latest().or(date.earliest()))
    }

    /// The position of the version that best answers `wanted`, else of the one shown first.
    ///
    /// `None` only where the document has no version at all.
    #[must_use]
    pub fn version_for(&self, wanted: &[Language]) -> Option<usize> {
        let answering = |wish: &Language| {
            self.versions.iter().position(|version| version.language.answers(wish))
        };
        wanted
            .iter()
            .chain(&self.language)
            .find_map(answering)
            .or((!self.versions.is_empty()).then_some(0))
    }

    /// The least that its versions cover: `full` only where every text is the text itself.
    #[must_use]
    pub fn coverage(&self) -> Option<Coverage> {
        self.versions.iter().map(|version| version.coverage).max()
    }

    /// The position of the block in `version` that an action of this document stands in.
    #[must_use]
    pub fn block_of_action(&self, action: &Action, version: usize) -> Option<usize> {
        let version = self.versions.get(version)?;
        action
            .block
            .filter(|block| *block < version.blocks.len())
            .or_else(|| version.block_of_point(action.point.as_deref()?))
    }
}
