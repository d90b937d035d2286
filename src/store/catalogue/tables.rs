//! The tables of an archive as a catalogue holds them: to take them from there costs a tenth of reading TOML.

use serde::Deserialize;
use serde::Serialize;

use crate::model::Attested;
use crate::model::Claim;
use crate::model::Country;
use crate::model::Date;
use crate::model::Id;
use crate::model::Meeting;
use crate::model::Party;
use crate::model::Series;
use crate::model::Source;
use crate::model::Status;
use crate::model::Tables;

/// `meetings.toml` and `parties.toml`, as they were understood.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct TablesEntry {
    series: Vec<SeriesEntry>,
    meetings: Vec<MeetingEntry>,
    parties: Vec<PartyEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SeriesEntry {
    id: String,
    name: String,
    short: String,
    notes: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct MeetingEntry {
    id: String,
    series: String,
    number: Option<u32>,
    name: Option<String>,
    held: Option<String>,
    place: Option<String>,
    country: Option<String>,
    hosts: Vec<String>,
    hosts_as_stated: Option<String>,
    theme: Option<String>,
    parties: Option<String>,
    countries: Option<String>,
    status: String,
    unconfirmed: Vec<String>,
    /// Who says it, and where.
    sources: Vec<(String, String)>,
    claims: Vec<ClaimEntry>,
    notes: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct ClaimEntry {
    field: String,
    value: String,
    said_in: String,
    notes: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct PartyEntry {
    id: String,
    name: String,
    acronym: Option<String>,
    country: Option<String>,
    spellings: Vec<String>,
    notes: Option<String>,
}

impl TablesEntry {
    /// What is written of tables.
    pub(super) fn of(tables: &Tables) -> Self {
        Self {
            series: tables.series.iter().map(SeriesEntry::of).collect(),
            meetings: tables.meetings.iter().map(MeetingEntry::of).collect(),
            parties: tables.parties.iter().map(PartyEntry::of).collect(),
        }
    }

    /// The tables that were written.
    pub(super) fn tables(self, origin: String) -> Tables {
        Tables::new(
            origin,
            self.series.into_iter().map(SeriesEntry::series).collect(),
            self.meetings.into_iter().map(MeetingEntry::meeting).collect(),
            self.parties.into_iter().map(PartyEntry::party).collect(),
        )
    }
}

impl SeriesEntry {
    fn of(series: &Series) -> Self {
        let Series { id, name, short, notes } = series.clone();
        Self { id: id.to_string(), name, short, notes }
    }

    fn series(self) -> Series {
        let Self { id, name, short, notes } = self;
        Series { id: Id::kept(&id), name, short, notes }
    }
}

impl MeetingEntry {
    fn of(meeting: &Meeting) -> Self {
        let meeting = meeting.clone();
        Self {
            id: meeting.id.to_string(),
            series: meeting.series.to_string(),
            number: meeting.number,
            name: meeting.name,
            held: meeting.held.map(|held| held.to_string()),
            place: meeting.place,
            country: meeting.country.map(|country| country.to_string()),
            hosts: meeting.hosts.iter().map(ToString::to_string).collect(),
            hosts_as_stated: meeting.hosts_as_stated,
            theme: meeting.theme,
            parties: meeting.parties,
            countries: meeting.countries,
            status: meeting.status.as_str().to_owned(),
            unconfirmed: meeting.unconfirmed,
            sources: (meeting.sources.into_iter())
                .map(|source| (source.by.as_str().to_owned(), source.at))
                .collect(),
            claims: meeting.claims.into_iter().map(ClaimEntry::of).collect(),
            notes: meeting.notes,
        }
    }

    fn meeting(self) -> Meeting {
        let source = |(by, at): (String, String)| Some(Source { by: Attested::of(&by)?, at });
        Meeting {
            id: Id::kept(&self.id),
            series: Id::kept(&self.series),
            number: self.number,
            name: self.name,
            held: self.held.and_then(|held| Date::parse(&held).ok()),
            place: self.place,
            country: self.country.and_then(|code| Country::parse(&code)),
            hosts: self.hosts.iter().map(|host| Id::kept(host)).collect(),
            hosts_as_stated: self.hosts_as_stated,
            theme: self.theme,
            parties: self.parties,
            countries: self.countries,
            status: Status::of(&self.status).unwrap_or(Status::Held),
            unconfirmed: self.unconfirmed,
            sources: self.sources.into_iter().filter_map(source).collect(),
            claims: self.claims.into_iter().map(ClaimEntry::claim).collect(),
            notes: self.notes,
        }
    }
}

impl ClaimEntry {
    fn of(claim: Claim) -> Self {
        let Claim { field, value, said_in, notes } = claim;
        Self { field, value, said_in, notes }
    }

    fn claim(self) -> Claim {
        let Self { field, value, said_in, notes } = self;
        Claim { field, value, said_in, notes }
    }
}

impl PartyEntry {
    fn of(party: &Party) -> Self {
        let Party { id, name, acronym, country, spellings, notes } = party.clone();
        let country = country.map(|country| country.to_string());
        Self { id: id.to_string(), name, acronym, country, spellings, notes }
    }

    fn party(self) -> Party {
        let Self { id, name, acronym, country, spellings, notes } = self;
        let country = country.and_then(|code| Country::parse(&code));
        Party { id: Id::kept(&id), name, acronym, country, spellings, notes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_as_they_were() {
        let archive = crate::store::bundled().archive;
        let tables = Tables::new(
            "here".to_owned(),
            archive.series().to_vec(),
            archive.meetings().to_vec(),
            archive.parties().to_vec(),
        );
        let bytes = postcard::to_stdvec(&TablesEntry::of(&tables)).unwrap();
        let again = postcard::from_bytes::<TablesEntry>(&bytes).unwrap().tables("here".to_owned());
        assert!(tables.meetings.iter().any(|m| !m.sources.is_empty() && !m.claims.is_empty()));
        assert_eq!(again.series, tables.series);
        assert_eq!(again.meetings, tables.meetings);
        assert_eq!(again.parties, tables.parties);
        assert_eq!(again.origin, tables.origin);
    }
}
