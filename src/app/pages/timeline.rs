//! Meetings and documents along the years, the newest first.

use std::cmp::Reverse;

use super::sheet::{Entry, Leads};
use super::words;
use super::words::brief;
use crate::export::phrase;
use crate::model::{Archive, Date, Day, Meeting, Status};

/// The sign of a meeting.
const MEETING: &str = "■";
/// The sign of a document.
const DOCUMENT: &str = "·";
/// The longest bar of a year, in cells.
const LONGEST: usize = 30;

/// The meetings and the documents under the heads of their years.
///
/// All meetings where `whole`, else those of the documents.
pub(super) fn entries(archive: &Archive, documents: &[usize], whole: bool) -> Vec<Entry> {
    let of_documents = |own: &&Meeting| {
        let mut documents = documents.iter().filter_map(|position| archive.at(*position));
        whole || documents.any(|document| document.issued.meeting.as_ref() == Some(&own.id))
    };
    let mut dated: Vec<(Option<Day>, u8, Entry)> = Vec::new();
    for own in archive.meetings().iter().filter(of_documents) {
        let status = match own.status {
            Status::Held => String::new(),
            status => format!(" ({status})"),
        };
        let text = format!("{}{status}", words::meeting(archive, own));
        let line = Entry::line(Leads::Meeting(own.id.clone()), text);
        dated.push((first(own.held.as_ref()), 0, dated_by(own.held.as_ref(), MEETING, line)));
    }
    for position in documents {
        let Some(document) = archive.at(*position) else { continue };
        let line = words::document(*position, document);
        dated.push((first(document.date()), 1, dated_by(document.date(), DOCUMENT, line)));
    }
    // On one day a meeting stands before documents.
    dated.sort_by_key(|(day, sort, _)| (Reverse(*day), *sort));
    let year = |(day, _, _): &(Option<Day>, u8, Entry)| day.map(Day::year);
    let mut entries = Vec::new();
    for years in dated.chunk_by(|before, after| year(before) == year(after)) {
        let meetings = years.iter().filter(|(_, sort, _)| *sort == 0).count();
        let count = years.len() - meetings;
        let bar = MEETING.repeat(meetings.min(LONGEST)) + &DOCUMENT.repeat(count.min(LONGEST));
        let name = years.first().and_then(year);
        let name = name.map_or_else(|| "No date".to_owned(), |year| year.to_string());
        let mut told = Vec::new();
        if meetings > 0 {
            told.push(phrase::counted(meetings, "meeting", "meetings"));
        }
        if count > 0 {
            told.push(phrase::counted(count, "document", "documents"));
        }
        entries.push(Entry::head(format!("{name}  {bar}  {}", told.join(", "))));
        entries.extend(years.iter().map(|(_, _, entry)| entry.clone()));
    }
    entries
}

fn first(date: Option<&Date>) -> Option<Day> {
    date.and_then(|date| date.earliest().or(date.latest()))
}

fn dated_by(date: Option<&Date>, sign: &str, entry: Entry) -> Entry {
    Entry {
        columns: vec![date.map_or_else(|| "–".to_owned(), Date::spoken), sign.to_owned()],
        short: vec![date.map_or_else(|| "–".to_owned(), brief), sign.to_owned()],
        ..entry
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::pages::sheet::Sort;
    use crate::store;

    #[test]
    fn the_newest_year_stands_first() {
        let archive = store::bundled().archive;
        let all: Vec<usize> = (0..archive.len()).collect();
        let entries = entries(&archive, &all, true);
        let heads = entries.iter().filter(|entry| entry.sort == Sort::Head);
        let years: Vec<i32> =
            heads.filter_map(|head| head.text.split(' ').next()?.parse().ok()).collect();
        assert!(years.is_sorted_by(|newer, older| newer > older), "{years:?}");
        let lines = entries.iter().filter(|entry| entry.sort == Sort::Line).count();
        assert_eq!(lines, archive.len() + archive.meetings().len());
    }

    #[test]
    fn a_filter_keeps_the_meetings_of_its_documents() {
        let archive = store::bundled().archive;
        let report = archive.position("imcwp-21-izmir-report").unwrap();
        let entries = entries(&archive, &[report], false);
        let leads: Vec<&Leads> =
            entries.iter().map(|e| &e.leads).filter(|l| **l != Leads::Nowhere).collect();
        let meeting = archive.meeting("imcwp-21").unwrap().id.clone();
        assert!(leads.contains(&&Leads::Meeting(meeting)));
        assert!(leads.contains(&&Leads::Document(report)) && leads.len() == 2);
    }
}
