//! The parties that a value of `signed:`, `by:` or `party:` means.

use std::collections::HashSet;

use crate::fold::{Needle, fold_trimmed};
use crate::model::Archive;
use crate::model::Country;
use crate::model::Document;
use crate::model::Id;
use crate::model::Party;
use crate::model::Role;

use super::haystack::Entry;

/// What a value means in one archive.
///
/// A country code means the country, or the party that has it as its acronym or id; any other value
/// means the parties with this id, this acronym, or a name or spelling that has it in it, and the
/// names that are printed so and belong to no known party.
pub(super) struct Named<'a> {
    archive: &'a Archive,
    needle: Option<Needle>,
    country: Option<Country>,
    parties: HashSet<&'a Id>,
    /// The folded spellings under which these parties, or parties of the country, may issue.
    spellings: HashSet<String>,
}

impl<'a> Named<'a> {
    /// What `value`, which is folded, means in `archive`.
    pub(super) fn of(value: &str, archive: &'a Archive) -> Self {
        let country = Country::parse(&value.to_ascii_uppercase());
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
        let parties: HashSet<&Id> = all.iter().filter(is_meant).map(|party| &party.id).collect();
        let spellings = all
            .iter()
            .filter(|party| {
                parties.contains(&party.id) || (country.is_some() && party.country == country)
            })
            .flat_map(Party::names)
            .map(fold_trimmed)
            .collect();
        Self { archive, needle, country, parties, spellings }
    }

    fn is_in(&self, lines: &str) -> bool {
        self.needle.as_ref().is_some_and(|needle| needle.is_in(lines))
    }

    fn is_named(&self, document: &Document, counts: fn(Role) -> bool) -> bool {
        let groups = document.signatories.iter().filter(|group| counts(group.role));
        groups.flat_map(|group| &group.names).any(|name| {
            name.party.as_ref().is_some_and(|party| self.parties.contains(party))
                || (self.country.is_some() && name.country == self.country)
        })
    }

    /// Whether it signed, tabled, joined or sponsored the document; to be there is no signature.
    pub(super) fn signed(&self, document: &Document, entry: &Entry) -> bool {
        self.is_named(document, |role| role != Role::Present) || self.is_in(&entry.signed)
    }

    /// Whether it issued the document.
    pub(super) fn issued(&self, entry: &Entry) -> bool {
        self.is_in(&entry.issuers)
            || entry.issuers.lines().any(|issuer| self.spellings.contains(issuer))
    }

    /// Whether it hosted the document's meeting.
    fn hosted(&self, document: &Document, entry: &Entry) -> bool {
        let hosts = self.archive.meeting_of(document).map(|meeting| &meeting.hosts);
        let is_host = |host: &Id| {
            let party = self.archive.party(host.as_str());
            self.parties.contains(host)
                || (self.country.is_some() && party.and_then(|p| p.country) == self.country)
        };
        hosts.is_some_and(|hosts| hosts.iter().any(is_host)) || self.is_in(&entry.hosts)
    }

    /// Whether it signed or issued the document, hosted its meeting, or is listed as present.
    pub(super) fn took_part(&self, document: &Document, entry: &Entry) -> bool {
        self.is_named(document, |_| true)
            || self.is_in(&entry.signed)
            || self.is_in(&entry.present)
            || self.issued(entry)
            || self.hosted(document, entry)
    }
}
