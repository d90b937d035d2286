//! `plenary meetings`: the table of meetings.

use crate::cli::args::Form;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::table;
use crate::export::csv;
use crate::export::json;
use crate::export::phrase;
use crate::model::Archive;
use crate::model::Date;
use crate::model::Meeting;
use crate::model::Status;

/// The columns that make room on a narrow terminal: hosts, documents.
const SPARE: [usize; 2] = [4, 3];

/// Lists the meetings, newest first.
pub(super) fn run(desk: &mut Desk, form: Form) -> Result<(), Failure> {
    let archive = desk.archive()?;
    if archive.meetings().is_empty() {
        let nothing = Failure::nothing("the archive has no meetings");
        return desk.output.nothing(form, nothing);
    }
    if form.json {
        return desk.output.json(&json::gatherings(&archive));
    }
    if form.csv {
        return desk.output.csv(&csv::meetings(&json::gatherings(&archive)));
    }
    let mut rows = Vec::new();
    if desk.output.width.is_some() {
        let names = ["meeting", "held", "place", "documents", "hosts", "theme"];
        rows.push(names.map(str::to_owned).to_vec());
    }
    let head = rows.len();
    let documents = json::gatherings(&archive);
    rows.extend(
        (archive.meetings().iter().zip(&documents))
            .map(|(meeting, gathering)| row(&archive, meeting, gathering.documents)),
    );
    for (number, line) in table::lines(&rows, desk.output.width, &SPARE).iter().enumerate() {
        if number < head {
            desk.output.title(line)?;
            continue;
        }
        desk.output.line(line)?;
        let claims = archive.meetings().get(number - head).map_or(&[][..], |m| &m.claims);
        for claim in claims {
            desk.output.line(&format!(
                "    claim: {} is {} according to {}",
                claim.field, claim.value, claim.said_in
            ))?;
        }
    }
    Ok(())
}

fn row(archive: &Archive, meeting: &Meeting, documents: usize) -> Vec<String> {
    let marked = |key: &str, value: String| {
        let doubt = !value.is_empty() && meeting.is_unconfirmed(key);
        format!("{value}{}", if doubt { "?" } else { "" })
    };
    let held = meeting.held.as_ref().map_or_else(String::new, Date::spoken);
    let status = match meeting.status {
        Status::Held => String::new(),
        other => format!(" {}", marked("status", other.to_string())),
    };
    let place = meeting.place.as_ref().map(|place| marked("place", place.clone()));
    let country = meeting.country.map(|country| marked("country", country.to_string()));
    vec![
        marked("number", phrase::meeting(archive, meeting)),
        format!("{}{status}", marked("held", held)).trim_start().to_owned(),
        phrase::located(place.as_deref(), country.as_deref()).unwrap_or_default(),
        documents.to_string(),
        hosts(archive, meeting, marked),
        marked("theme", meeting.theme.clone().unwrap_or_default()),
    ]
}

fn hosts(archive: &Archive, meeting: &Meeting, marked: impl Fn(&str, String) -> String) -> String {
    let known = meeting.hosts.iter().map(|host| {
        let party = archive.party(host.as_str());
        party.and_then(|party| party.acronym.clone()).unwrap_or_else(|| host.to_string())
    });
    let known: Vec<String> = known.collect();
    let stated = meeting.hosts_as_stated.clone().unwrap_or_default();
    let parts = [marked("hosts", known.join(", ")), marked("hosts_as_stated", stated)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("; ")
}
