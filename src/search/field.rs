//! The fields of a query, and the words that stand after `has:` and `is:`.

/// Declares an enum, its words and what each word is for, in one table.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal $note:literal)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum $name { $(#[doc = $note] $variant,)+ }

        impl $name {
            /// Every value, in the order of the table.
            pub(super) const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word for it.
            pub(super) fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// What it is for.
            pub(super) fn note(self) -> &'static str {
                match self { $(Self::$variant => $note,)+ }
            }

            /// The value that a word stands for.
            pub(super) fn of(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }
    };
}

table! {
    /// What a value is compared with.
    Field {
        Meeting "meeting" "number, range (20..23) or id of the meeting, or none"
        Series "series" "series of meetings"
        Kind "kind" "kind of document"
        Lang "lang" "language of a version"
        Country "country" "country of the document or its meeting"
        Place "place" "city of the document or its meeting"
        Signed "signed" "party or country that signed"
        By "by" "who issued it"
        Party "party" "party that signed, issued or hosted"
        Date "date" "date or range (2023-10..2024) that its date touches"
        Year "year" "year or range of its date"
        Due "due" "date or range that an action falls in"
        Has "has" "what the record has"
        Is "is" "what you marked"
        Topic "topic" "topic"
        Title "title" "words of a title"
        Id "id" "part of the document's id"
    }
}

table! {
    /// What a record may have.
    Has {
        Signatories "signatories" "names that signed"
        Actions "actions" "action items"
        Full "full" "a version in full"
        Abstract "abstract" "a version that is a summary"
        Claims "claims" "values that others state differently"
        Links "links" "ties to other documents"
        Source "source" "a saved original"
    }
}

table! {
    /// What a reader may have marked.
    Is {
        Unread "unread" "not read yet"
        Bookmarked "bookmarked" "bookmarked"
    }
}

/// The fields whose value is a text that stands in them somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// The series of meetings.
    Series,
    /// The city of the document or its meeting.
    Place,
    /// Who signed.
    Signed,
    /// Who issued it.
    By,
    /// Who signed, issued or hosted.
    Party,
    /// A topic.
    Topic,
    /// A title.
    Title,
    /// The id.
    Id,
}

impl Text {
    /// The field as it is written.
    pub(super) fn field(self) -> Field {
        match self {
            Self::Series => Field::Series,
            Self::Place => Field::Place,
            Self::Signed => Field::Signed,
            Self::By => Field::By,
            Self::Party => Field::Party,
            Self::Topic => Field::Topic,
            Self::Title => Field::Title,
            Self::Id => Field::Id,
        }
    }
}

impl Field {
    /// An example of a whole condition.
    pub(super) fn example(self) -> &'static str {
        match self {
            Self::Meeting => "meeting:23",
            Self::Series => "series:imcwp",
            Self::Kind => "kind:statement",
            Self::Lang => "lang:ar",
            Self::Country => "country:GR",
            Self::Place => "place:izmir",
            Self::Signed => "signed:GR",
            Self::By => "by:solidnet",
            Self::Party => "party:kke",
            Self::Date => "date:2023-10..2024",
            Self::Year => "year:2023",
            Self::Due => "due:2024-05",
            Self::Has => "has:actions",
            Self::Is => "is:unread",
            Self::Topic => "topic:peace",
            Self::Title => "title:statement",
            Self::Id => "id:imcwp-23",
        }
    }
}
