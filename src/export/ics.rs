//! Calendars (RFC 5545): what documents ask for, as whole-day events and as tasks.
//!
//! Nothing here depends on the clock, so that a calendar made twice is the same, byte for byte, and an
//! entry keeps its UID. docs/export.md says what becomes of which date.

mod line;
mod when;

use crate::export::address;
use crate::export::phrase;
use crate::model::Action;
use crate::model::Basis;
use crate::model::Date;
use crate::model::Document;

use line::Lines;
use when::{Entry, When, date, entries};

/// A calendar of what `documents` ask for, under a name.
#[must_use]
pub fn calendar(name: &str, documents: &[&Document]) -> String {
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//plenary//plenary//EN");
    lines.put("CALSCALE", "GREGORIAN");
    lines.text("X-WR-CALNAME", name);
    for document in documents {
        for (position, action) in (1..).zip(&document.actions) {
            for entry in entries(action, document.day()) {
                write(&mut lines, document, (position, action), &entry);
            }
        }
    }
    lines.put("END", "VCALENDAR");
    lines.finish()
}

fn write(lines: &mut Lines, document: &Document, asked: (usize, &Action), entry: &Entry) {
    let (position, action) = asked;
    let component = match entry.when {
        When::Event(_) => "VEVENT",
        When::Task(..) => "VTODO",
    };
    lines.put("BEGIN", component);
    // An id holds no plus sign, so that no two entries can have one UID.
    let part = match entry.place {
        (number, 2..) => format!("+{number}"),
        _ => String::new(),
    };
    lines.put("UID", &format!("{}+{position}{part}@plenary", document.id));
    lines.put("DTSTAMP", &format!("{}T000000Z", stamp(document)));
    match entry.when {
        When::Event(span) => {
            let after = span.last.next_day().unwrap_or(span.last);
            let ends =
                [("DTSTART;VALUE=DATE", date(span.first)), ("DTEND;VALUE=DATE", date(after))];
            for (name, day) in ends {
                lines.put(name, &day.unwrap_or_default());
            }
        }
        When::Task(from, to) => {
            let ends = [("DTSTART;VALUE=DATE", from), ("DUE;VALUE=DATE", to)];
            for (name, day) in ends.into_iter().filter_map(|(name, day)| Some((name, date(day?)?)))
            {
                lines.put(name, &day);
            }
        }
    }
    if let Some(rule) = &entry.rule {
        lines.put("RRULE", rule);
    }
    lines.text("SUMMARY", &summary(action));
    lines.text("DESCRIPTION", &description(document, action, entry));
    if let Some(place) = phrase::place(action) {
        lines.text("LOCATION", &place);
    }
    let mut copies = document.copies.iter().filter_map(|copy| copy.url.as_deref());
    if let Some(address) = copies.find_map(address::uri) {
        lines.put("URL", &address);
    }
    let basis = match (&action.when, action.basis) {
        (None, _) => "no date".to_owned(),
        (Some(_), basis) => format!("date {}", basis.unwrap_or(Basis::Unknown)),
    };
    lines.texts("CATEGORIES", &[document.kind.to_string(), basis]);
    if matches!(entry.when, When::Event(_)) {
        if action.when.as_ref().is_some_and(|when| when.is_hedged() || when.is_choice()) {
            lines.put("STATUS", "TENTATIVE");
        }
        lines.put("TRANSP", "TRANSPARENT");
    }
    lines.put("END", component);
}

/// The day on which the record was made, else the document's, else one that says nothing.
fn stamp(document: &Document) -> String {
    let made = document.record.made.as_ref().and_then(|made| made.latest().or(made.earliest()));
    let day = made.or(document.day()).and_then(date);
    day.unwrap_or_else(|| "19700101".to_owned())
}

/// What is to be done, and what is to be known of a date that the document does not state so.
fn summary(action: &Action) -> String {
    let Some(when) = &action.when else {
        return action.what.clone();
    };
    let mut doubts = Vec::new();
    if when.is_hedged() || when.is_choice() || when.spans().is_empty() {
        doubts.push(when.spoken());
    }
    match action.basis {
        Some(Basis::Stated | Basis::Page) => {}
        Some(basis @ (Basis::Inferred | Basis::Outside)) => doubts.push(basis.to_string()),
        Some(Basis::Unknown) | None => doubts.push("basis unknown".to_owned()),
    }
    if doubts.is_empty() {
        return action.what.clone();
    }
    format!("{} (date: {})", action.what, doubts.join(", "))
}

fn description(document: &Document, action: &Action, entry: &Entry) -> String {
    let point = action.point.as_ref().map(|point| format!(", point {point}")).unwrap_or_default();
    let mut told = vec![format!("{} ({}{point})", document.title, document.id)];
    told.push(format!("When: {}", phrase::due(action)));
    if action.when.is_some() {
        told.extend(basis(action.basis).map(str::to_owned));
    }
    let choice = action.when.as_ref().is_some_and(Date::is_choice);
    match entry.place {
        (number, count @ 2..) if choice => {
            told.push(format!("Reading {number} of {count}: the date is one of these, not all."));
        }
        _ => {}
    }
    if entry.from_document {
        told.push("The rule has no first time; it is counted from the document's date.".to_owned());
    }
    if !action.who.is_empty() {
        told.push(format!("Who: {}", action.who.join("; ")));
    }
    if !action.with.is_empty() {
        told.push(format!("With: {}", action.with.join("; ")));
    }
    told.extend(action.notes.as_ref().map(|notes| format!("Notes: {notes}")));
    told.join("\n")
}

const fn basis(basis: Option<Basis>) -> Option<&'static str> {
    match basis {
        Some(Basis::Stated) => None,
        Some(Basis::Page) => Some("The date is that of the page that carries the document."),
        Some(Basis::Inferred) => {
            Some("The date was worked out; the document does not state it so.")
        }
        Some(Basis::Outside) => {
            Some("The date is known from elsewhere; the document does not state it.")
        }
        Some(Basis::Unknown) | None => Some("It is not known where the date comes from."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn a_calendar_is_made_of_its_actions() {
        let mut document = fixture::document();
        document.actions = vec![
            Action {
                point: Some("8".to_owned()),
                what: "Meet; read, and speak".to_owned(),
                when: Date::parse("2031-05-04/2031-05-05").ok(),
                as_stated: Some("4 and 5 May".to_owned()),
                basis: Some(Basis::Inferred),
                place: Some("Porto".to_owned()),
                ..Action::default()
            },
            Action { what: "Go on".to_owned(), ..Action::default() },
        ];
        let told = calendar("Water", &[&document]).replace("\r\n ", "").replace("\r\n", "\n");
        assert_eq!(
            told,
            "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//plenary//plenary//EN\nCALSCALE:GREGORIAN\n\
             X-WR-CALNAME:Water\n\
             BEGIN:VEVENT\nUID:forum-9-call+1@plenary\nDTSTAMP:20310401T000000Z\n\
             DTSTART;VALUE=DATE:20310504\nDTEND;VALUE=DATE:20310506\n\
             SUMMARY:Meet\\; read\\, and speak (date: inferred)\n\
             DESCRIPTION:Call of the assembly (forum-9-call\\, point 8)\\n\
             When: 4–5 May 2031 (inferred)\\, as stated: \"4 and 5 May\"\\n\
             The date was worked out\\; the document does not state it so.\n\
             LOCATION:Porto\nURL:https://example.org/call\nCATEGORIES:call,date inferred\n\
             TRANSP:TRANSPARENT\nEND:VEVENT\n\
             BEGIN:VTODO\nUID:forum-9-call+2@plenary\nDTSTAMP:20310401T000000Z\nSUMMARY:Go on\n\
             DESCRIPTION:Call of the assembly (forum-9-call)\\nWhen: no date\n\
             URL:https://example.org/call\nCATEGORIES:call,no date\nEND:VTODO\n\
             END:VCALENDAR\n"
        );
    }

    #[test]
    fn a_date_that_is_not_stated_is_never_shown_as_stated() {
        for (when, basis, summary_) in [
            ("2031-05-04", Some(Basis::Stated), "Meet"),
            ("2031-05-04", Some(Basis::Page), "Meet"),
            ("2031-05-04", Some(Basis::Outside), "Meet (date: outside)"),
            ("2031-05-04", None, "Meet (date: basis unknown)"),
            ("2031-05-04~", Some(Basis::Outside), "Meet (date: about 4 May 2031, outside)"),
            ("2031", Some(Basis::Stated), "Meet (date: 2031)"),
            (
                "[2031-05-08,2031-05-09]",
                Some(Basis::Inferred),
                "Meet (date: 8 May 2031 or 9 May 2031, inferred)",
            ),
        ] {
            let when = Date::parse(when).ok();
            let action = Action { what: "Meet".to_owned(), when, basis, ..Action::default() };
            assert_eq!(summary(&action), summary_);
        }
    }
}
