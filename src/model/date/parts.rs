//! What a date names: days, or years and months only; and how surely.

use edtf_core::{
    Date as EdtfDate, DateField, Edtf, IntervalEndpoint, Precision, SetElement, SetKind,
};

use super::super::Span;
use super::{Date, Day};

/// A year, with the month and the day as far as they are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Partial {
    /// The year.
    pub year: i64,
    /// From 1 for January.
    pub month: Option<u8>,
    /// Instead of a month: from 1 for spring to 4 for winter.
    pub season: Option<u8>,
    /// From 1; only with a month.
    pub day: Option<u8>,
}

impl Date {
    /// The days that it names as days, in order: a day, a range of days, each member of a set of them.
    ///
    /// Nothing where any part of it is less than a day, as a month or a year, or has no end.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        let spans: Option<Vec<Span>> = match &self.edtf {
            Edtf::Date(date) => day(date).map(|day| vec![Span::day(day)]),
            Edtf::DateTime(moment) => day(&moment.date).map(|day| vec![Span::day(day)]),
            Edtf::Interval(interval) => match (&interval.start, &interval.end) {
                (IntervalEndpoint::Date(from), IntervalEndpoint::Date(to)) => {
                    span(from, to).map(|span| vec![span])
                }
                _ => None,
            },
            Edtf::Set(set) => set.elements.iter().map(member).collect(),
        };
        let mut spans = spans.unwrap_or_default();
        spans.sort_unstable();
        spans
    }

    /// Whether it is said to be approximate or uncertain.
    #[must_use]
    pub fn is_hedged(&self) -> bool {
        self.edtf.is_approximate() || self.edtf.is_uncertain()
    }

    /// Whether it is said to be approximate.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.edtf.is_approximate()
    }

    /// Whether it is one of several dates, and not known which.
    #[must_use]
    pub fn is_choice(&self) -> bool {
        matches!(&self.edtf, Edtf::Set(set) if set.kind == SetKind::OneMember)
    }

    /// Whether ISO 8601-2 level 1 can say it: no set, and nothing qualified but a whole date.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.edtf.level() <= 1
    }

    /// Where it begins and where it ends, each as exactly as it is given; a date that is no range
    /// begins and ends with itself.
    #[must_use]
    pub fn ends(&self) -> (Option<Partial>, Option<Partial>) {
        match &self.edtf {
            Edtf::Date(date) => (partial(date), partial(date)),
            Edtf::DateTime(moment) => (partial(&moment.date), partial(&moment.date)),
            Edtf::Interval(interval) => (endpoint(&interval.start), endpoint(&interval.end)),
            Edtf::Set(_) => (self.earliest.map(whole), self.latest.map(whole)),
        }
    }
}

fn day(date: &EdtfDate) -> Option<Day> {
    let month = time::Month::try_from(date.month?.value()?).ok()?;
    Day::from_calendar_date(i32::try_from(date.year.value()?).ok()?, month, date.day?.value()?).ok()
}

fn span(from: &EdtfDate, to: &EdtfDate) -> Option<Span> {
    let (first, last) = (day(from)?, day(to)?);
    (first <= last).then_some(Span { first, last })
}

fn member(member: &SetElement) -> Option<Span> {
    match member {
        SetElement::Date(date) => day(date).map(Span::day),
        SetElement::Range(from, to) => span(from, to),
        SetElement::OnOrBefore(_) | SetElement::OnOrAfter(_) => None,
    }
}

fn endpoint(end: &IntervalEndpoint) -> Option<Partial> {
    match end {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => partial(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

fn partial(date: &EdtfDate) -> Option<Partial> {
    let year = date.year.value()?;
    let number = date.month.and_then(DateField::value);
    let season = number.filter(|_| date.precision() == Precision::Season);
    let month = number.filter(|month| (1..=12).contains(month));
    Some(Partial {
        year,
        month,
        season: season.and_then(|season| season.checked_sub(20)).filter(|s| (1..=4).contains(s)),
        day: month.and(date.day.and_then(DateField::value)),
    })
}

fn whole(day: Day) -> Partial {
    Partial {
        year: i64::from(day.year()),
        month: Some(u8::from(day.month())),
        season: None,
        day: Some(day.day()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn spans(text: &str) -> String {
        let spans = date(text).spans();
        let spans = spans.iter().map(|span| format!("{}..{}", span.first, span.last));
        spans.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn days_are_named_or_they_are_not() {
        for (text, named) in [
            ("2023-11-29", "2023-11-29..2023-11-29"),
            ("2024-05-04/2024-05-05", "2024-05-04..2024-05-05"),
            ("2024-03-14~", "2024-03-14..2024-03-14"),
            ("[2024-05-08,2024-05-09]", "2024-05-08..2024-05-08 2024-05-09..2024-05-09"),
            ("2024-05-08T10:00:00Z", "2024-05-08..2024-05-08"),
            ("[2024-05-08,2024-06]", ""),
            ("2024-05", ""),
            ("2024-05-XX", ""),
            ("2024", ""),
            ("2024-21", ""),
            ("2024-05-04/..", ""),
            ("2024-03/2024-05", ""),
        ] {
            assert_eq!(spans(text), named, "{text}");
        }
    }

    #[test]
    fn a_date_says_how_sure_it_is() {
        assert!(date("2024-09~").is_hedged() && date("2024?").is_hedged());
        assert!(!date("2024").is_hedged());
        assert!(date("[2024-05-08,2024-05-09]").is_choice());
        assert!(!date("{2024-05-08,2024-05-09}").is_choice());
        assert!(date("2024-09~").is_plain() && date("2023-10-20/2023-10-22").is_plain());
        assert!(!date("[2024,2025]").is_plain());
    }

    #[test]
    fn its_ends_are_as_exact_as_it_is() {
        let part = |year, month, season, day| Some(Partial { year, month, season, day });
        for (text, from, to) in [
            ("2024-09~", part(2024, Some(9), None, None), part(2024, Some(9), None, None)),
            ("2024-22", part(2024, None, Some(2), None), part(2024, None, Some(2), None)),
            (
                "2023-10-20/2023-11",
                part(2023, Some(10), None, Some(20)),
                part(2023, Some(11), None, None),
            ),
            ("2024/..", part(2024, None, None, None), None),
            ("202X", None, None),
        ] {
            assert_eq!(date(text).ends(), (from, to), "{text}");
        }
    }
}
