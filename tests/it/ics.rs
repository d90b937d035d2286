//! Calendars, read by programs that did not write them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use icalendar::parser::Component;
use icalendar::parser::read_calendar;
use icalendar::parser::unfold;
use plenary::model::Archive;
use plenary::model::Date;
use plenary::model::Day;

use crate::cli_archive::Made;
use crate::cli_archive::Ran;
use crate::cli_archive::plenary;
use crate::python;

/// Every time of every event from 2023 to 2032, and the tasks, as another program understands them.
const READ: &str = r#"
import datetime, json, sys, icalendar, recurring_ical_events
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
assert not calendar.errors, calendar.errors
for part in calendar.walk():
    assert not part.errors, (part, part.errors)
query = recurring_ical_events.of(calendar, components=["VEVENT"])
times = query.between(datetime.date(2023, 1, 1), datetime.date(2033, 1, 1))
day = lambda moment: moment.dt.isoformat()
print(json.dumps({
    "events": [[str(e["UID"]), day(e["DTSTART"]), day(e["DTEND"])] for e in times],
    "tasks": [
        [str(t["UID"])] + [day(t[k]) if k in t else "" for k in ("DTSTART", "DUE")]
        for t in calendar.walk("VTODO")
    ],
    "texts": {str(e["UID"]): str(e["SUMMARY"]) + "\n" + str(e["DESCRIPTION"])
        for e in calendar.walk() if "UID" in e},
}))
"#;

/// Rules of every kind, in an archive of their own.
const RULES: &str = r#"id = "rules"
kind = "call"
title = "Rules"
[issued]
adopted = "2024-01-10"
"#;

const ASKED: [(&str, &str, &str); 16] = [
    ("2024-11-29", "yearly", ""),
    ("2024-02-29", "yearly", "2031"),
    ("2023-12-30/2024-01-02", "yearly", "2027"),
    ("2024-03-03", "monthly first sunday", "2025"),
    ("2024-03-05", "monthly first sunday", "2025"),
    ("2024-01-22", "monthly fourth monday", ""),
    ("2024-01-26", "monthly last friday", "2026-06-30"),
    ("2024-01-27/2024-01-28", "monthly last weekend", ""),
    ("2024-02-03/2024-02-04", "monthly first weekend", "2028-03"),
    ("2024-01-31", "monthly 31", ""),
    ("2024-01-29", "monthly 29", "2026"),
    ("2024-03", "monthly second tuesday", "2024"),
    ("", "monthly 5", "2024-06"),
    ("[2024-05-08,2024-05-09]", "yearly", "2026"),
    ("{2024-06-01,2024-07-01}", "", ""),
    ("2024-05-30/2024-06-02", "", ""),
];

fn rules() -> Made {
    let made = Made::new();
    let mut record = RULES.to_owned();
    for (when, repeat, until) in ASKED {
        let action = format!(
            "[[action]]\nwhat = \"x\"\nwhen = \"{when}\"\nrepeat = \"{repeat}\"\nuntil = \"{until}\"\n"
        );
        record.push_str(&action);
    }
    made.write("rules/document.toml", &record);
    made
}

fn bundled(arguments: &[&str]) -> String {
    Ran::of(&plenary().args(arguments).output().unwrap()).good().to_owned()
}

fn property(component: &Component<'_>, name: &str) -> String {
    let found = component.find_prop(name).unwrap_or_else(|| panic!("{name} in {component:?}"));
    found.val.to_string()
}

/// The days of every event by the UID of its action, as this program understands its own rules.
fn times(archive: &Archive) -> BTreeMap<String, BTreeSet<(String, String)>> {
    let day = |text: &str| Date::parse(text).unwrap().earliest().unwrap();
    let (from, to): (Day, Day) = (day("2023-01-01"), day("2032-12-31"));
    let mut times: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for document in archive.documents() {
        for (number, action) in (1..).zip(&document.actions) {
            let named = action.when.as_ref().is_some_and(|when| !when.spans().is_empty());
            let monthly = action.repeat.is_some() && action.repeat.unwrap().to_string() != "yearly";
            if !named && !monthly {
                continue;
            }
            let number: usize = number;
            let own = times.entry(format!("{}+{number}", document.id)).or_default();
            for span in action.times(Some(from), document.day()).take_while(|s| s.first <= to) {
                let after = span.last.next_day().unwrap();
                own.insert((span.first.to_string(), after.to_string()));
            }
        }
    }
    times
}

#[test]
fn a_calendar_keeps_the_rules_of_its_format() {
    for calendar in
        [bundled(&["actions", "--ics"]), rules().run(&["actions", "--ics"]).good().to_owned()]
    {
        assert!(calendar.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(calendar.matches('\n').count(), calendar.matches("\r\n").count());
        assert_eq!(calendar.matches('\r').count(), calendar.matches("\r\n").count());
        assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
        let unfolded = unfold(&calendar);
        let read = read_calendar(&unfolded).unwrap();
        let mut uids = BTreeSet::new();
        for component in &read.components {
            assert!(uids.insert(property(component, "UID")), "{component:?}");
            assert!(property(component, "DTSTAMP").ends_with("T000000Z"));
            assert!(!property(component, "SUMMARY").is_empty());
            match component.name.as_str() {
                "VEVENT" => {
                    assert!(property(component, "DTSTART") < property(component, "DTEND"));
                    assert_eq!(property(component, "TRANSP"), "TRANSPARENT");
                }
                name => assert_eq!(name, "VTODO"),
            }
            assert!(component.components.is_empty(), "nothing rings");
        }
        assert!(!uids.is_empty());
    }
}

#[test]
fn a_calendar_made_twice_is_the_same() {
    let calendar = bundled(&["actions", "--ics"]);
    assert_eq!(calendar, bundled(&["actions", "--ics"]));
    // What an action is called does not depend on what else is asked for.
    let own = bundled(&["actions", "imcwp-23-action-plan", "--ics"]);
    let body = own.split("CALSCALE:GREGORIAN\r\n").nth(1).unwrap();
    let (_, events) = body.split_once("BEGIN:VEVENT").unwrap();
    assert!(calendar.contains(events.strip_suffix("END:VCALENDAR\r\n").unwrap()));
}

#[test]
fn nothing_asked_for_is_no_calendar() {
    let ran = Made::new().run(&["actions", "forum-9-report", "--ics"]);
    assert_eq!((ran.out.as_str(), ran.code), ("", Some(1)));
    assert_eq!(Made::new().run(&["actions", "--ics", "--json"]).code, Some(2));
}

#[test]
fn another_program_sees_the_right_days() {
    let calendar = bundled(&["actions", "imcwp-23-action-plan", "--ics"]);
    let Some(read) = python::read(&["icalendar", "recurring_ical_events"], READ, &calendar) else {
        return;
    };
    let events: BTreeSet<(&str, &str)> = (read["events"].as_array().unwrap().iter())
        .map(|event| (event[1].as_str().unwrap(), event[2].as_str().unwrap()))
        .collect();
    for days in [
        ("2023-11-29", "2023-11-30"),
        ("2024-11-29", "2024-11-30"),
        ("2024-05-04", "2024-05-06"),
        ("2024-09-21", "2024-09-22"),
        ("2024-05-08", "2024-05-09"),
        ("2024-05-09", "2024-05-10"),
        ("2023-10-28", "2023-10-30"),
        ("2023-11-25", "2023-11-27"),
        ("2023-12-30", "2024-01-01"),
        ("2024-08-31", "2024-09-02"),
        ("2024-09-28", "2024-09-30"),
        ("2024-12-28", "2024-12-30"),
    ] {
        assert!(events.contains(&days), "{days:?} in {events:?}");
    }
    assert!(events.iter().all(|(from, _)| *from < "2025"), "{events:?}");
    let weekends = read["events"].as_array().unwrap().iter();
    let weekends = weekends.filter(|event| event[0] == "imcwp-23-action-plan+10@plenary");
    assert_eq!(weekends.count(), 15);
    // A year is no day: it is a task that is due when the year ends.
    let tasks = read["tasks"].as_array().unwrap();
    let year = serde_json::json!(["imcwp-23-action-plan+22@plenary", "2024-01-01", "2024-12-31"]);
    assert!(tasks.contains(&year), "{tasks:?}");
    let text = read["texts"]["imcwp-23-action-plan+15@plenary"].as_str().unwrap();
    assert!(text.contains("(date: inferred)\nIMCWP Action Plan"), "{text}");
    assert!(text.contains("as stated: \"November 29\"\n"), "{text}");
}

#[test]
fn another_program_finds_the_days_that_this_one_finds() {
    let made = rules();
    let calendar = made.run(&["actions", "--ics"]).good().to_owned();
    let Some(read) = python::read(&["icalendar", "recurring_ical_events"], READ, &calendar) else {
        return;
    };
    let mut found: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for event in read["events"].as_array().unwrap() {
        let [uid, from, to] = [0, 1, 2].map(|part| event[part].as_str().unwrap().to_owned());
        let uid = uid.strip_suffix("@plenary").unwrap();
        let action: Vec<&str> = uid.split('+').take(2).collect();
        found.entry(action.join("+")).or_default().insert((from, to));
    }
    let archive = plenary::store::load(made.path()).unwrap().archive;
    let expected = times(&archive);
    for (action, days) in &expected {
        assert_eq!(found.get(action), Some(days), "{action}");
    }
    assert_eq!(found.len(), expected.len());
}

#[test]
fn what_a_text_smuggles_in_stays_text() {
    let made = Made::new();
    made.write(
        "evil/document.toml",
        "id = \"evil\"\nkind = \"call\"\ntitle = \"A\\nBEGIN:VALARM, b; c\\\\n\"\n\
         [[action]]\nwhat = \"x\\r\\nEND:VEVENT\\r\\nBEGIN:VEVENT, y; z\\\\ \u{1F54A}\"\nwhen = \"2031-01-01\"\n\
         place = \"P:Q\"\nnotes = \"n\\r\\nATTACH:file\"\n\
         [[copy]]\nurl = \"https://example.org/a\\r\\nATTACH:b\"\n",
    );
    let calendar = made.run(&["actions", "evil", "--ics"]).good().to_owned();
    let unfolded = unfold(&calendar);
    let read = read_calendar(&unfolded).unwrap();
    assert_eq!(read.components.len(), 1);
    assert!(read.components[0].components.is_empty());
    assert!(read.components[0].find_prop("ATTACH").is_none());
    let Some(read) = python::read(&["icalendar", "recurring_ical_events"], READ, &calendar) else {
        return;
    };
    let text = read["texts"]["evil+1@plenary"].as_str().unwrap();
    assert!(text.contains("END:VEVENT"), "{text}");
    assert!(text.contains("y; z\\ \u{1F54A}"), "{text}");
}
