//! Which entries of a calendar an action becomes, and when.
//!
//! What has days becomes an event; what has none, or less than days, a task.

use std::ops::RangeInclusive;

use crate::model::Action;
use crate::model::Date;
use crate::model::Day;
use crate::model::Repeat;
use crate::model::Span;
use crate::model::Weekday;
use crate::model::Which;

/// The years that a calendar can write, but for the day after its last one.
const YEARS: RangeInclusive<i32> = 1..=9998;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// When it is.
    pub(super) when: When,
    /// The rule by which it comes again (RFC 5545 §3.3.10).
    pub(super) rule: Option<String>,
    /// Which of the entries of its action it is, from 1, and how many there are.
    pub(super) place: (usize, usize),
    /// Whether the document's day stands for the beginning of the rule.
    pub(super) from_document: bool,
}

/// When an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// On these days.
    Event(Span),
    /// From a day and until a day, as far as they are known.
    Task(Option<Day>, Option<Day>),
}

impl Entry {
    fn new(when: When, rule: Option<String>) -> Self {
        Self { when, rule, place: (1, 1), from_document: false }
    }
}

/// The entries of an action of a document of the day `made`; at least one.
pub(super) fn entries(action: &Action, made: Option<Day>) -> Vec<Entry> {
    let when = action.when.as_ref();
    let spans = when.map_or_else(Vec::new, Date::spans);
    let spans: Vec<Span> = spans.into_iter().filter(|span| writable(*span)).collect();
    let mut entries = match action.repeat {
        Some(rule @ (Repeat::MonthlyDay(_) | Repeat::MonthlyWeekday(..))) => {
            monthly(action, rule, &spans, made)
        }
        Some(Repeat::Yearly) if !spans.is_empty() => {
            spans.iter().map(|span| again(action, Repeat::Yearly, *span)).collect()
        }
        None if !spans.is_empty() => {
            spans.iter().map(|span| Entry::new(When::Event(*span), None)).collect()
        }
        _ => Vec::new(),
    };
    if entries.is_empty() {
        entries.push(task(action));
    }
    let count = entries.len();
    for (number, entry) in (1..).zip(&mut entries) {
        entry.place = (number, count);
    }
    entries
}

/// The days that are named, where the rule does not mean them, and then the rule from its first time.
fn monthly(action: &Action, rule: Repeat, spans: &[Span], made: Option<Day>) -> Vec<Entry> {
    let begin = action.when.as_ref().and_then(Date::earliest);
    if begin.or(made).is_none() {
        return Vec::new();
    }
    let mut times = action.returns(None, made).filter(|span| writable(*span));
    let mut first = times.next();
    let mut entries = Vec::new();
    if spans.len() > 1 || spans.first() != first.as_ref() {
        entries.extend(spans.iter().map(|span| Entry::new(When::Event(*span), None)));
        let latest = spans.iter().map(|span| span.first).max();
        if first.is_some_and(|first| Some(first.first) <= latest) {
            first = times.find(|span| Some(span.first) > latest);
        }
    }
    let rule = first.map(|first| again(action, rule, first));
    entries.extend(rule.map(|entry| Entry { from_document: begin.is_none(), ..entry }));
    entries
}

/// An event and its rule; without the rule where that ends before the event.
fn again(action: &Action, rule: Repeat, first: Span) -> Entry {
    Entry::new(When::Event(first), written(action, rule, first.first))
}

/// What has no days: from its first day to its last one, as far as these are known.
fn task(action: &Action) -> Entry {
    let known = |day: &Day| YEARS.contains(&day.year());
    let when = action.when.as_ref();
    let from = when.and_then(Date::earliest).filter(known);
    let to = when.and_then(Date::latest).filter(known);
    // Without a first day a rule has nothing to count from.
    let yearly = from.filter(|_| action.repeat == Some(Repeat::Yearly));
    let rule = yearly.and_then(|from| written(action, Repeat::Yearly, from));
    Entry::new(When::Task(from, to), rule)
}

fn written(action: &Action, rule: Repeat, first: Day) -> Option<String> {
    let until = action.until.as_ref().and_then(Date::latest);
    if until.is_some_and(|until| until < first) {
        return None;
    }
    let rule = match rule {
        // The 29 February comes back as the last day of the month.
        Repeat::Yearly if u8::from(first.month()) == 2 && first.day() == 29 => {
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1".to_owned()
        }
        Repeat::Yearly => "FREQ=YEARLY".to_owned(),
        Repeat::MonthlyDay(day) => format!("FREQ=MONTHLY;BYMONTHDAY={day}"),
        Repeat::MonthlyWeekday(which, weekday) => {
            format!("FREQ=MONTHLY;BYDAY={}{}", number(which), letters(weekday))
        }
    };
    let until = until.and_then(date).map(|until| format!(";UNTIL={until}"));
    Some(rule + &until.unwrap_or_default())
}

/// A day in the form of the type DATE (RFC 5545 §3.3.4).
pub(super) fn date(day: Day) -> Option<String> {
    let year = day.year();
    (1..=9999)
        .contains(&year)
        .then(|| format!("{year:04}{:02}{:02}", u8::from(day.month()), day.day()))
}

fn writable(span: Span) -> bool {
    YEARS.contains(&span.first.year()) && YEARS.contains(&span.last.year())
}

const fn number(which: Which) -> i8 {
    match which {
        Which::First => 1,
        Which::Second => 2,
        Which::Third => 3,
        Which::Fourth => 4,
        Which::Last => -1,
    }
}

const fn letters(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday | Weekday::Weekend => "SA",
        Weekday::Sunday => "SU",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The entries of an action of a document of 10 January 2024, in one line.
    fn told(when: &str, repeat: &str, until: &str) -> String {
        let made = Date::parse("2024-01-10").unwrap().earliest();
        let action = Action {
            when: Date::parse(when).ok(),
            repeat: Repeat::parse(repeat),
            until: Date::parse(until).ok(),
            ..Action::default()
        };
        let entries = entries(&action, made);
        let told = entries.into_iter().map(|entry| {
            let when = match entry.when {
                When::Event(span) if span.first == span.last => span.first.to_string(),
                When::Event(span) => format!("{}..{}", span.first, span.last.day()),
                When::Task(from, to) => {
                    let day = |day: Option<Day>| day.map_or_else(String::new, |d| d.to_string());
                    format!("task {}..{}", day(from), day(to))
                }
            };
            when + &entry.rule.map(|rule| format!(" {rule}")).unwrap_or_default()
        });
        told.collect::<Vec<_>>().join(" + ")
    }

    #[test]
    fn what_has_days_is_an_event() {
        for (rule, entry) in [
            (("2024-05-04/2024-05-05", "", ""), "2024-05-04..5"),
            (("2024-03-14~", "", ""), "2024-03-14"),
            (("[2024-05-08,2024-05-09]", "", ""), "2024-05-08 + 2024-05-09"),
            (("2023-11-29", "yearly", "2024"), "2023-11-29 FREQ=YEARLY;UNTIL=20241231"),
            (("2024-09-21", "yearly", "2023"), "2024-09-21"),
            (("2024-02-29", "yearly", ""), "2024-02-29 FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
            (
                ("[2024-05-08,2024-05-09]", "yearly", ""),
                "2024-05-08 FREQ=YEARLY + 2024-05-09 FREQ=YEARLY",
            ),
        ] {
            assert_eq!(told(rule.0, rule.1, rule.2), entry, "{rule:?}");
        }
    }

    #[test]
    fn a_monthly_rule_begins_with_a_time_that_it_means() {
        for (rule, entry) in [
            (
                ("2023-10-28/2023-10-29", "monthly last weekend", "2024"),
                "2023-10-28..29 FREQ=MONTHLY;BYDAY=-1SA;UNTIL=20241231",
            ),
            (("2024-03-03", "monthly first sunday", ""), "2024-03-03 FREQ=MONTHLY;BYDAY=1SU"),
            (
                ("2024-03-05", "monthly first sunday", ""),
                "2024-03-05 + 2024-04-07 FREQ=MONTHLY;BYDAY=1SU",
            ),
            (
                ("2024-03-02", "monthly first weekend", ""),
                "2024-03-02 + 2024-04-06..7 FREQ=MONTHLY;BYDAY=1SA",
            ),
            (("2024-03", "monthly 31", ""), "2024-03-31 FREQ=MONTHLY;BYMONTHDAY=31"),
            (("2024", "monthly fourth friday", ""), "2024-01-26 FREQ=MONTHLY;BYDAY=4FR"),
            (("", "monthly 5", ""), "2024-02-05 FREQ=MONTHLY;BYMONTHDAY=5"),
            (("2024-03-05", "monthly 5", "2023"), "2024-03-05"),
            (("", "monthly 5", "2023"), "task .."),
        ] {
            assert_eq!(told(rule.0, rule.1, rule.2), entry, "{rule:?}");
        }
    }

    #[test]
    fn what_has_no_days_is_a_task() {
        for (rule, entry) in [
            (("", "", ""), "task .."),
            (("2024", "", ""), "task 2024-01-01..2024-12-31"),
            (("2024-09~", "", ""), "task 2024-09-01..2024-09-30"),
            (("2024-05-04/..", "", ""), "task 2024-05-04.."),
            (("../2024-05", "", ""), "task ..2024-05-31"),
            (
                ("2024-09", "yearly", "2026"),
                "task 2024-09-01..2024-09-30 FREQ=YEARLY;UNTIL=20261231",
            ),
            (("", "yearly", ""), "task .."),
            (("-0044-03-15", "", ""), "task .."),
            (("9999-12-31", "", ""), "task .."),
        ] {
            assert_eq!(told(rule.0, rule.1, rule.2), entry, "{rule:?}");
        }
    }
}
