//! A party, or a name that belongs to none: what it signed, hosted and issued, in time order.

use super::sheet::{Entry, Leads};
use super::words;
use super::words::brief;
use crate::model::{
    Archive, Date, Day, Facet, Id, Meeting, Named, Party, Positions, Role, spelling_key,
};

/// What is known of a name.
pub(super) fn entries(archive: &Archive, name: &str, party: Option<&Id>) -> Vec<Entry> {
    let party = party.and_then(|id| archive.party(id.as_str()));
    let mut entries = Vec::new();
    if let Some(party) = party {
        entries.extend(party.acronym.as_ref().map(|acronym| Entry::fact("Acronym", acronym)));
        entries.extend(party.country.map(|country| Entry::fact("Country", country)));
        if !party.spellings.is_empty() {
            entries.push(Entry::fact("Also written", party.spellings.join("; ")));
        }
        entries.extend(party.notes.as_ref().map(|notes| Entry::fact("Notes", notes)));
    } else {
        entries.push(Entry::fact("Party", "the archive knows no party that is written so"));
    }
    let mut deeds = under(archive, name, party);
    deeds.extend(issued(archive, name, party));
    deeds.extend(hosted(archive, party));
    deeds.sort_by_key(|deed| (deed.day.is_none(), deed.day));
    let head = if deeds.is_empty() { "It stands nowhere in this archive" } else { "In time order" };
    entries.push(Entry::head(head));
    entries.extend(deeds.into_iter().map(|deed| deed.entry));
    entries
}

/// Something that a party did, and when.
struct Deed {
    day: Option<Day>,
    entry: Entry,
}

impl Deed {
    fn new(date: Option<&Date>, did: &str, entry: Entry) -> Self {
        let spoken = date.map_or_else(|| "no date".to_owned(), Date::spoken);
        let entry = Entry {
            columns: vec![spoken, did.to_owned()],
            short: vec![date.map_or_else(|| "–".to_owned(), brief), did.to_owned()],
            ..entry
        };
        Self { day: date.and_then(|date| date.earliest().or(date.latest())), entry }
    }
}

/// The documents under which it stands, and as what.
fn under(archive: &Archive, name: &str, party: Option<&Party>) -> Vec<Deed> {
    let key = spelling_key(name);
    let mut deeds = Vec::new();
    let mut positions = Positions::default();
    for facet in [Facet::Signed, Facet::Present] {
        for value in archive.facet(facet).iter() {
            let other = Named::of(&value.text);
            let own = match party {
                Some(party) => other.party == party.id.as_str(),
                None => other.party.is_empty() && spelling_key(other.name) == key,
            };
            if own {
                positions.join(value.documents());
            }
        }
    }
    for position in positions.iter() {
        let Some(document) = archive.at(position) else { continue };
        for role in Role::ALL {
            let groups = document.signatories.iter().filter(|group| group.role == *role);
            let mut names = groups.flat_map(|group| &group.names);
            let own = names.any(|other| match (party, &other.party) {
                (Some(party), Some(other)) => party.id == *other,
                (None, None) => spelling_key(&other.name) == key,
                _ => false,
            });
            if own {
                let entry = words::document(position, document);
                deeds.push(Deed::new(document.date(), role.as_str(), entry));
            }
        }
    }
    deeds
}

/// The documents that it issued, by the names under which it is known.
fn issued(archive: &Archive, name: &str, party: Option<&Party>) -> Vec<Deed> {
    let names: Vec<String> = match party {
        Some(party) => party.names().map(spelling_key).collect(),
        None => vec![spelling_key(name)],
    };
    let mut positions = Positions::default();
    for value in archive.facet(Facet::Issuer).iter() {
        if names.contains(&spelling_key(&value.text)) {
            positions.join(value.documents());
        }
    }
    let own = positions.iter().filter_map(|position| Some((position, archive.at(position)?)));
    own.map(|(position, document)| {
        Deed::new(document.date(), "issued", words::document(position, document))
    })
    .collect()
}

fn hosted(archive: &Archive, party: Option<&Party>) -> Vec<Deed> {
    let hosts = |meeting: &&Meeting| party.is_some_and(|party| meeting.hosts.contains(&party.id));
    let own = archive.meetings().iter().filter(hosts);
    own.map(|own| {
        let did = if own.is_unconfirmed("hosts") { "hosted?" } else { "hosted" };
        let entry = Entry::line(Leads::Meeting(own.id.clone()), words::meeting(archive, own));
        Deed::new(own.held.as_ref(), did, entry)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;

    #[test]
    fn what_a_party_did_stands_in_time_order() {
        let archive = store::bundled().archive;
        let kke = archive.party("kke-gr").unwrap();
        let entries = entries(&archive, &kke.name, Some(&kke.id));
        let deeds: Vec<&Entry> = entries.iter().filter(|e| e.columns.len() == 2).collect();
        let did = |word: &str| deeds.iter().filter(|deed| deed.columns[1] == word).count();
        assert!(did("hosted") > 3 && did("signed") == 1, "{deeds:?}");
        let days: Vec<&str> = deeds.iter().map(|deed| deed.short[0].as_str()).collect();
        assert!(days.is_sorted(), "{days:?}");
    }

    #[test]
    fn a_name_of_no_party_is_found_by_its_letters() {
        let archive = store::bundled().archive;
        let names = archive.documents().flat_map(|d| &d.signatories);
        let mut names = names.flat_map(|group| &group.names).filter(|name| name.party.is_none());
        let Some(name) = names.next() else { return };
        let entries = entries(&archive, &name.name.to_uppercase(), None);
        assert!(entries.iter().any(|entry| matches!(entry.leads, Leads::Document(_))));
    }

    #[test]
    fn a_name_that_stands_nowhere_says_so() {
        let entries = entries(&Archive::default(), "Tenants", None);
        assert!(entries.iter().any(|entry| entry.text.contains("nowhere")));
    }
}
