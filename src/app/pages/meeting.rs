//! A meeting: when, where, with whom, how that is known, and its documents.

use super::sheet::{Entry, Leads};
use super::words;
use super::words::brief;
use crate::export::phrase;
use crate::model::{Archive, Country, Date, Meeting};

/// What is known of a meeting.
pub(super) fn entries(archive: &Archive, meeting: &Meeting) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut fact = |name: &str, key: &str, value: Option<String>| {
        let doubt = if meeting.is_unconfirmed(key) { " (unconfirmed)" } else { "" };
        entries.extend(value.map(|value| Entry::fact(name, format!("{value}{doubt}"))));
        for claim in meeting.claims.iter().filter(|claim| claim.field == key) {
            let notes = claim.notes.as_ref().map(|notes| format!(" – {notes}")).unwrap_or_default();
            let text = format!("also said: {} ({}){notes}", spoken(&claim.value), claim.said_in);
            let leads = archive.position(&claim.said_in).map_or(Leads::Nowhere, Leads::Document);
            entries.push(Entry { leads, ..Entry::fact(name, text) });
        }
    };
    fact("Series", "series", archive.series_of(meeting).map(|series| series.name.clone()));
    fact("Number", "number", meeting.number.map(|number| number.to_string()));
    fact("Name", "name", meeting.name.clone());
    fact("Held", "held", meeting.held.as_ref().map(Date::spoken));
    fact("Status", "status", Some(meeting.status.to_string()));
    fact("Place", "place", meeting.place.clone());
    fact("Country", "country", meeting.country.as_ref().map(Country::to_string));
    fact("Theme", "theme", meeting.theme.clone());
    fact("Parties", "parties", meeting.parties.clone());
    fact("Countries", "countries", meeting.countries.clone());
    fact("Hosts as stated", "hosts_as_stated", meeting.hosts_as_stated.clone());
    fact("Hosts", "hosts", None);
    let known = ["series", "number", "name", "held", "status", "place", "country", "theme"];
    let known = [known.as_slice(), &["parties", "countries", "hosts_as_stated", "hosts"]].concat();
    let others = meeting.claims.iter().filter(|claim| !known.contains(&claim.field.as_str()));
    for claim in others {
        let text = format!("also said: {} ({})", claim.value, claim.said_in);
        entries.push(Entry::fact(&phrase::capital(&claim.field), text));
    }
    entries.extend(meeting.notes.as_ref().map(|notes| Entry::fact("Notes", notes)));
    hosts(archive, meeting, &mut entries);
    documents(archive, meeting, &mut entries);
    if !meeting.sources.is_empty() {
        entries.push(Entry::head("Sources"));
    }
    for source in &meeting.sources {
        entries.push(Entry::fact(&phrase::capital(source.by.as_str()), &source.at));
    }
    entries
}

/// A value as people write it, where it is a date.
fn spoken(value: &str) -> String {
    Date::parse(value).map_or_else(|_| value.to_owned(), |date| date.spoken())
}

fn hosts(archive: &Archive, meeting: &Meeting, entries: &mut Vec<Entry>) {
    if meeting.hosts.is_empty() {
        return;
    }
    let doubt = if meeting.is_unconfirmed("hosts") { " (unconfirmed)" } else { "" };
    entries.push(Entry::head(format!("Hosts{doubt}")));
    for id in &meeting.hosts {
        let name = archive.party(id.as_str()).map_or(id.as_str(), |party| &party.name);
        let leads = Leads::Party(name.to_owned(), Some(id.clone()));
        entries.push(Entry::line(leads, name));
    }
}

fn documents(archive: &Archive, meeting: &Meeting, entries: &mut Vec<Entry>) {
    let mut own = archive.of_meeting(&meeting.id);
    own.sort_by_key(|position| {
        let day = archive.at(*position).and_then(crate::model::Document::day);
        (day.is_none(), day)
    });
    if own.is_empty() {
        return entries.push(Entry::head("The archive has no document of this meeting"));
    }
    entries.push(Entry::head(format!("Documents ({})", own.len())));
    for position in own {
        let Some(document) = archive.at(position) else { continue };
        let date = document.date();
        entries.push(Entry {
            columns: vec![date.map_or_else(|| "no date".to_owned(), Date::spoken)],
            short: vec![date.map_or_else(|| "–".to_owned(), brief)],
            ..words::document(position, document)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;

    #[test]
    fn a_meeting_shows_what_is_known_and_how() {
        let archive = store::bundled().archive;
        let text = |id: &str| {
            let entries = entries(&archive, archive.meeting(id).unwrap());
            entries.iter().map(|entry| entry.text.clone() + "\n").collect::<String>()
        };
        let first = text("imcwp-1998");
        assert!(first.contains("Held: 22–24 May 1998 (unconfirmed)\n"), "{first}");
        assert!(first.contains("Held: also said: November 1998 ("), "{first}");
        assert!(first.contains("Hosts (unconfirmed)\n"), "{first}");
        let last = text("imcwp-23");
        assert!(last.contains("Documents (3)\n") && last.contains("Number: 23\n"), "{last}");
    }

    #[test]
    fn every_claim_is_shown_once() {
        let archive = store::bundled().archive;
        for meeting in archive.meetings() {
            let entries = entries(&archive, meeting);
            let said = entries.iter().filter(|entry| entry.text.contains(": also said: "));
            assert_eq!(said.count(), meeting.claims.len(), "{}", meeting.id);
        }
    }
}
