//! Dates as documents give them: a day, a range, a month, about a year, one of two days.

mod parts;

use std::fmt;

use edtf_core::{
    Bound, BoundDate, Date as EdtfDate, DateField, Edtf, IntervalEndpoint, Precision, SetElement,
    SetKind,
};

pub use parts::Partial;

/// A day of the calendar.
pub type Day = time::Date;

/// An EDTF date (ISO 8601-2), with the days that it touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    text: String,
    edtf: Edtf,
    earliest: Option<Day>,
    latest: Option<Day>,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// Reads an EDTF string, or says what is wrong with it and where (a byte offset).
    pub fn parse(text: &str) -> Result<Self, (String, usize)> {
        let edtf = Edtf::parse(text).map_err(|e| (e.message.to_owned(), e.offset))?;
        let bounds = edtf.bounds();
        Ok(Self {
            text: text.to_owned(),
            earliest: day_of(bounds.earliest),
            latest: day_of(bounds.latest),
            edtf,
        })
    }

    /// The EDTF string as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The first day it touches; `None` where it has no beginning or names no year.
    #[must_use]
    pub fn earliest(&self) -> Option<Day> {
        self.earliest
    }

    /// The last day it touches; `None` where it has no end or names no year.
    #[must_use]
    pub fn latest(&self) -> Option<Day> {
        self.latest
    }

    /// Whether it is known well enough to be compared: a day after or before it can be told.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.earliest.is_some() || self.latest.is_some()
    }

    /// Whether it touches any day from `first` to `last`, both included; `None` is without limit.
    #[must_use]
    pub fn touches(&self, first: Option<Day>, last: Option<Day>) -> bool {
        let before = matches!((self.latest, first), (Some(latest), Some(first)) if latest < first);
        let after =
            matches!((self.earliest, last), (Some(earliest), Some(last)) if earliest > last);
        !before && !after
    }

    /// The date as a person writes it: "20–22 October 2023", "about September 2024".
    #[must_use]
    pub fn spoken(&self) -> String {
        match &self.edtf {
            Edtf::Date(date) => spoken_date(date),
            Edtf::DateTime(moment) => spoken_date(&moment.date),
            Edtf::Interval(interval) => match (&interval.start, &interval.end) {
                (IntervalEndpoint::Date(from), IntervalEndpoint::Date(to)) => {
                    spoken_range(from, to)
                }
                (from, IntervalEndpoint::Open | IntervalEndpoint::Unknown) => {
                    format!("from {}", spoken_end(from))
                }
                (IntervalEndpoint::Open | IntervalEndpoint::Unknown, to) => {
                    format!("until {}", spoken_end(to))
                }
                (from, to) => format!("{} – {}", spoken_end(from), spoken_end(to)),
            },
            Edtf::Set(set) => {
                let members: Vec<String> = set.elements.iter().map(spoken_member).collect();
                members.join(if set.kind == SetKind::OneMember { " or " } else { " and " })
            }
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

fn day_of(bound: Bound) -> Option<Day> {
    let Bound::Date(BoundDate { year, month, day }) = bound else {
        return None;
    };
    let month = time::Month::try_from(month).ok()?;
    Day::from_calendar_date(i32::try_from(year).ok()?, month, day).ok()
}

/// The name of a month, from 1.
#[must_use]
pub fn month_name(number: u8) -> &'static str {
    MONTHS.get(usize::from(number).wrapping_sub(1)).copied().unwrap_or("?")
}

/// Year, month and day as far as the date gives each in full.
fn parts(date: &EdtfDate) -> (Option<i64>, Option<u8>, Option<u8>) {
    (date.year.value(), date.month.and_then(DateField::value), date.day.and_then(DateField::value))
}

/// What stands before and after a date that is not certain.
fn hedged(date: &EdtfDate, plain: &str) -> String {
    let about = if date.is_approximate() { "about " } else { "" };
    let perhaps = if date.is_uncertain() { " (uncertain)" } else { "" };
    format!("{about}{plain}{perhaps}")
}

fn spoken_date(date: &EdtfDate) -> String {
    let plain = match (parts(date), date.precision()) {
        ((Some(year), Some(month), Some(day)), Precision::Day) => {
            format!("{day} {} {year}", month_name(month))
        }
        ((Some(year), Some(month), _), Precision::Month | Precision::Day) => {
            format!("{} {year}", month_name(month))
        }
        ((Some(year), Some(season), _), Precision::Season) => match season {
            21 => format!("spring {year}"),
            22 => format!("summer {year}"),
            23 => format!("autumn {year}"),
            24 => format!("winter {year}"),
            _ => format!("part of {year}"),
        },
        ((Some(year), _, _), _) => year.to_string(),
        ((None, _, _), _) => "a year not known".to_owned(),
    };
    hedged(date, &plain)
}

fn spoken_range(from: &EdtfDate, to: &EdtfDate) -> String {
    let hedge = |d: &EdtfDate| d.is_approximate() || d.is_uncertain();
    if !hedge(from) && !hedge(to) {
        match (parts(from), parts(to)) {
            ((Some(y1), Some(m1), Some(d1)), (Some(y2), Some(m2), Some(d2))) if y1 == y2 => {
                return if m1 == m2 {
                    format!("{d1}–{d2} {} {y1}", month_name(m1))
                } else {
                    format!("{d1} {} – {d2} {} {y1}", month_name(m1), month_name(m2))
                };
            }
            ((Some(y1), Some(m1), None), (Some(y2), Some(m2), None)) if y1 == y2 && m1 <= 12 => {
                return format!("{}–{} {y1}", month_name(m1), month_name(m2));
            }
            ((Some(y1), None, None), (Some(y2), None, None)) => return format!("{y1}–{y2}"),
            _ => {}
        }
    }
    format!("{} – {}", spoken_date(from), spoken_date(to))
}

fn spoken_end(end: &IntervalEndpoint) -> String {
    match end {
        IntervalEndpoint::Date(date) => spoken_date(date),
        IntervalEndpoint::OnOrBefore(date) => format!("{} or before", spoken_date(date)),
        IntervalEndpoint::OnOrAfter(date) => format!("{} or after", spoken_date(date)),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => "an unknown day".to_owned(),
    }
}

fn spoken_member(member: &SetElement) -> String {
    match member {
        SetElement::Date(date) => spoken_date(date),
        SetElement::OnOrBefore(date) => format!("{} or before", spoken_date(date)),
        SetElement::OnOrAfter(date) => format!("{} or after", spoken_date(date)),
        SetElement::Range(from, to) => spoken_range(from, to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn day(year: i32, month: u8, day: u8) -> Day {
        Day::from_calendar_date(year, time::Month::try_from(month).unwrap(), day).unwrap()
    }

    #[test]
    fn a_date_knows_its_first_and_last_day() {
        for (text, first, last) in [
            ("2023-10-20/2023-10-22", day(2023, 10, 20), day(2023, 10, 22)),
            ("2024-09~", day(2024, 9, 1), day(2024, 9, 30)),
            ("2024", day(2024, 1, 1), day(2024, 12, 31)),
            ("2024-02-XX", day(2024, 2, 1), day(2024, 2, 29)),
            ("[2024-05-08,2024-05-09]", day(2024, 5, 8), day(2024, 5, 9)),
        ] {
            assert_eq!(
                (date(text).earliest(), date(text).latest()),
                (Some(first), Some(last)),
                "{text}"
            );
        }
        assert_eq!(date("2023-10-22/..").latest(), None);
    }

    #[test]
    fn a_wrong_date_says_what_is_wrong() {
        for bad in
            ["", "2024-02-30", "20-22 October 2023", "2023-10-31T11:00", "2023-13", "31/10/2023"]
        {
            assert!(Date::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_date_is_spoken_as_a_person_writes_it() {
        for (text, spoken) in [
            ("2023-10-22", "22 October 2023"),
            ("2023-10-20/2023-10-22", "20–22 October 2023"),
            ("2015-10-30/2015-11-01", "30 October – 1 November 2015"),
            ("2023-12-30/2024-01-02", "30 December 2023 – 2 January 2024"),
            ("2024-09~", "about September 2024"),
            ("2024?", "2024 (uncertain)"),
            ("2024-03/2024-05", "March–May 2024"),
            ("2021/2024", "2021–2024"),
            ("[2024-05-08,2024-05-09]", "8 May 2024 or 9 May 2024"),
            ("2023-10-22/..", "from 22 October 2023"),
            ("../2024", "until 2024"),
            ("2024-22", "summer 2024"),
            ("1848", "1848"),
        ] {
            assert_eq!(date(text).spoken(), spoken, "{text}");
        }
    }

    #[test]
    fn touching_counts_both_ends() {
        let held = date("2023-10-20/2023-10-22");
        assert!(held.touches(Some(day(2023, 10, 22)), None));
        assert!(held.touches(None, Some(day(2023, 10, 20))));
        assert!(!held.touches(Some(day(2023, 10, 23)), None));
        assert!(!held.touches(None, Some(day(2023, 10, 19))));
        assert!(held.touches(None, None));
    }
}
