//! The parties that a value of `signed:`, `by:` or `party:` means.

use std::collections::HashSet;

use crate::fold::{Needle, fold_trimmed};
use crate::model::Archive;
use crate::model::Country;
use crate::model::Facet;
use crate::model::Id;
use crate::model::Meeting;
use crate::model::Named as Name;
use crate::model::Party;
use crate::model::Positions;

use super::matches::{country, of_meetings, with};

/// What a value means in one archive.
///
/// A country code means the country, or the party that has it as its acronym or id; any other value
/// means the parties with this id, this acronym, or a name or spelling that has it in it, and the
/// names that are printed so and belong to no known party.
pub(super) struct Named<'a> {
    archive: &'a Archive,
    needle: Option<Needle>,
    country: Option<Country>,
    parties: HashSet<&'a str>,
    /// The folded spellings under which these parties, or parties of the country, may issue.
    spellings: HashSet<String>,
}

impl<'a> Named<'a> {
    /// What `value`, which is folded, means in `archive`.
    pub(super) fn of(value: &str, archive: &'a Archive) -> Self {
        let country = country(value);
        let needle = country.is_none().then(|| Needle::folded(value));
        let is_meant = |party: &&Party| {
            let acronym = party.acronym.as_deref().map(fold_trimmed);
            party.id.as_str() == value
                || acronym.as_deref() == Some(value)
                || needle.as_ref().is_some_and(|needle| {
                    party.names().any(|name| needle.is_in(&fold_trimmed(name)))
                })
        };
        let all = archive.parties();
        let parties: HashSet<&str> =
            all.iter().filter(is_meant).map(|party| party.id.as_str()).collect();
        let spellings = all
            .iter()
            .filter(|party| {
                parties.contains(party.id.as_str())
                    || (country.is_some() && party.country == country)
            })
            .flat_map(Party::names)
            .map(fold_trimmed)
            .collect();
        Self { archive, needle, country, parties, spellings }
    }

    fn is_in(&self, text: &str) -> bool {
        self.needle.as_ref().is_some_and(|needle| needle.is_in(&fold_trimmed(text)))
    }

    fn named(&self, facet: Facet) -> Positions {
        let code = self.country.as_ref().map(Country::code);
        with(self.archive, facet, |value| {
            let name = Name::of(value);
            self.parties.contains(name.party) || code == Some(name.country) || self.is_in(name.name)
        })
    }

    /// What it signed, tabled, joined or sponsored; to be there is no signature.
    pub(super) fn signed(&self) -> Positions {
        self.named(Facet::Signed)
    }

    /// What it issued.
    pub(super) fn issued(&self) -> Positions {
        with(self.archive, Facet::Issuer, |issuer| {
            self.is_in(issuer) || self.spellings.contains(&fold_trimmed(issuer))
        })
    }

    /// The documents of the meetings that it hosted.
    fn hosted(&self) -> Positions {
        let is_host = |host: &Id| {
            let party = self.archive.party(host.as_str());
            self.parties.contains(host.as_str())
                || (self.country.is_some() && party.and_then(|p| p.country) == self.country)
        };
        of_meetings(self.archive, |meeting: &Meeting| {
            meeting.hosts.iter().any(is_host)
                || meeting.hosts_as_stated.iter().any(|hosts| self.is_in(hosts))
        })
    }

    /// What it signed or issued, what comes from a meeting that it hosted, and where it is listed as
    /// present.
    pub(super) fn took_part(&self) -> Positions {
        let mut found = self.signed();
        found.join(&self.named(Facet::Present));
        found.join(&self.issued());
        found.join(&self.hosted());
        found
    }
}
