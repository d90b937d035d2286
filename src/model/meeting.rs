//! Meetings and the series they belong to.

use super::words::words;
use super::{Claim, Country, Date, Id};

/// A series of meetings under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its id, as `imcwp`.
    pub id: Id,
    /// The name in full.
    pub name: String,
    /// What people call it for short.
    pub short: String,
    /// What a reader of the record should know.
    pub notes: Option<String>,
}

words! {
    /// Whether a meeting took place.
    Status {
        /// It took place.
        Held = "held",
        /// It is announced.
        Planned = "planned",
        /// It was announced and then put off.
        Postponed = "postponed",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

words! {
    /// Who attests a row of the table of meetings.
    Attested {
        /// The host, or the site of the series itself.
        Host = "host",
        /// The page of another party, or a paper.
        Page = "page",
        /// A copy of an encyclopedia.
        Mirror = "mirror",
    }
}

/// A place that a row of the table of meetings was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Who says it there.
    pub by: Attested,
    /// The address, as far as it is known.
    pub at: String,
}

/// One session of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Its id, as `imcwp-23`.
    pub id: Id,
    /// The id of its series.
    pub series: Id,
    /// Its number in the series; some have none.
    pub number: Option<u32>,
    /// A name of its own, mostly of one without a number.
    pub name: Option<String>,
    /// Its days.
    pub held: Option<Date>,
    /// The city, as the source spells it.
    pub place: Option<String>,
    /// Its country.
    pub country: Option<Country>,
    /// The hosts that `parties.toml` has.
    pub hosts: Vec<Id>,
    /// The hosts in the words of the source, where `parties.toml` does not have them.
    pub hosts_as_stated: Option<String>,
    /// What it was about.
    pub theme: Option<String>,
    /// How many parties took part, as the source counts them.
    pub parties: Option<String>,
    /// How many countries they came from, as the source counts them.
    pub countries: Option<String>,
    /// Whether it took place.
    pub status: Status,
    /// The keys of this row that one weak source alone gives.
    pub unconfirmed: Vec<String>,
    /// Where the row was taken from.
    pub sources: Vec<Source>,
    /// What other sources say of its values.
    pub claims: Vec<Claim>,
    /// What a reader of the record should know.
    pub notes: Option<String>,
}

impl Meeting {
    /// The number, or else what can stand in its place: the name, the days, the id.
    #[must_use]
    pub fn label(&self) -> String {
        match (self.number, &self.name, &self.held) {
            (Some(number), _, _) => number.to_string(),
            (None, Some(name), _) => name.clone(),
            (None, None, Some(held)) => held.spoken(),
            (None, None, None) => self.id.to_string(),
        }
    }

    /// Whether one weak source alone gives `key` of this row.
    #[must_use]
    pub fn is_unconfirmed(&self, key: &str) -> bool {
        self.unconfirmed.iter().any(|unconfirmed| unconfirmed == key)
    }
}
