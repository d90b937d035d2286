//! The days on which an action comes again.

use time::{Duration, Month, Weekday as CalendarWeekday};

use super::{Action, Date, Day, Repeat, Span, Weekday, Which};

impl Repeat {
    /// The days that a monthly rule means in a month; none where the month lacks the day.
    ///
    /// A weekend is a Saturday of the month and the day after it.
    #[must_use]
    pub fn in_month(self, year: i32, month: Month) -> Option<Span> {
        match self {
            Self::Yearly => None,
            Self::MonthlyDay(day) => Day::from_calendar_date(year, month, day).ok().map(Span::day),
            Self::MonthlyWeekday(which, weekday) => {
                let first = counted(year, month, which, weekday)?;
                let last = if weekday == Weekday::Weekend { first.next_day()? } else { first };
                Some(Span { first, last })
            }
        }
    }
}

impl Action {
    /// The times that touch `from` or a later day, in order, with those that the document names.
    ///
    /// A month or a year is a time only where nothing is repeated. A monthly rule without a first time
    /// holds from `made`, the day of the document, and where that is not known from `from`.
    pub fn times(
        &self,
        from: Option<Day>,
        made: Option<Day>,
    ) -> impl Iterator<Item = Span> + use<> {
        let named = match self.repeat {
            None => self.named(),
            Some(_) => self.when.as_ref().map_or_else(Vec::new, Date::spans),
        };
        let latest = named.last().map(|span| span.first);
        let again = self.returns(from, made).filter(move |span| Some(span.first) > latest);
        named.into_iter().filter(move |span| Some(span.last) >= from).chain(again)
    }

    /// The times of the rule that touch `from` or a later day, in order, until the rule ends.
    ///
    /// Of a yearly rule the first is the time that the document names, whatever that is; of a monthly
    /// one the first that does not begin before it, or before `made` where it is not known.
    pub fn returns(
        &self,
        from: Option<Day>,
        made: Option<Day>,
    ) -> impl Iterator<Item = Span> + use<> {
        let begin = self.when.as_ref().and_then(Date::earliest);
        let until = self.until.as_ref().and_then(Date::latest);
        let yearly = (self.repeat == Some(Repeat::Yearly))
            .then(|| yearly(self.named(), from))
            .into_iter()
            .flatten();
        let monthly = self
            .repeat
            .filter(|rule| *rule != Repeat::Yearly)
            .and_then(|rule| Some(monthly(rule, begin.or(made).max(from)?)))
            .into_iter()
            .flatten();
        let begin = begin.or(made).filter(|_| self.repeat != Some(Repeat::Yearly));
        yearly
            .chain(monthly)
            .filter(move |span| Some(span.first) >= begin && Some(span.last) >= from)
            .take_while(move |span| until.is_none_or(|until| span.first <= until))
    }

    /// The days that `when` names, else all days that it touches, where it has a first and a last one.
    fn named(&self) -> Vec<Span> {
        let Some(when) = &self.when else {
            return Vec::new();
        };
        let mut spans = when.spans();
        if spans.is_empty() {
            let ends = when.earliest().zip(when.latest());
            spans.extend(ends.map(|(first, last)| Span { first, last }));
        }
        spans
    }
}

/// The days of `named` in each year, from the first year that may touch `from`.
fn yearly(named: Vec<Span>, from: Option<Day>) -> impl Iterator<Item = Span> {
    let latest = named.iter().map(|span| span.last.year()).max();
    let first = from.zip(latest).map_or(0, |(from, latest)| from.year().saturating_sub(latest));
    let years = latest.map(|_| first.max(0)..).into_iter().flatten();
    let times = years.flat_map(move |years| {
        let again = named.iter().map(|span| later(*span, years));
        again.collect::<Vec<_>>()
    });
    times.map_while(|time| time)
}

/// The same days, years later; none after the end of the calendar.
fn later(span: Span, years: i32) -> Option<Span> {
    let returns = |day: Day| {
        let year = day.year().checked_add(years)?;
        // The 29 February returns on the 28th where there is no 29th.
        let day_of_month = day.day().min(day.month().length(year));
        Day::from_calendar_date(year, day.month(), day_of_month).ok()
    };
    Some(Span { first: returns(span.first)?, last: returns(span.last)? })
}

/// The days of a monthly rule, from the month before `start`: its weekend may reach into the next.
fn monthly(rule: Repeat, start: Day) -> impl Iterator<Item = Span> {
    let before = start.replace_day(1).ok().and_then(Day::previous_day).unwrap_or(start);
    let months = std::iter::successors(Some((before.year(), before.month())), |(year, month)| {
        let next = month.next();
        let year = if next == Month::January { year + 1 } else { *year };
        (year <= Day::MAX.year()).then_some((year, next))
    });
    months.filter_map(move |(year, month)| rule.in_month(year, month))
}

/// The first to fourth, or last, day of a name in a month; of a weekend its Saturday.
fn counted(year: i32, month: Month, which: Which, weekday: Weekday) -> Option<Day> {
    let named = match weekday {
        Weekday::Monday => CalendarWeekday::Monday,
        Weekday::Tuesday => CalendarWeekday::Tuesday,
        Weekday::Wednesday => CalendarWeekday::Wednesday,
        Weekday::Thursday => CalendarWeekday::Thursday,
        Weekday::Friday => CalendarWeekday::Friday,
        Weekday::Saturday | Weekday::Weekend => CalendarWeekday::Saturday,
        Weekday::Sunday => CalendarWeekday::Sunday,
    };
    let weeks = match which {
        Which::First => 0,
        Which::Second => 1,
        Which::Third => 2,
        Which::Fourth => 3,
        Which::Last => {
            let last = Day::from_calendar_date(year, month, month.length(year)).ok()?;
            let back = ahead(named, last.weekday());
            return last.checked_sub(Duration::days(back));
        }
    };
    let first = Day::from_calendar_date(year, month, 1).ok()?;
    first.checked_add(Duration::days(ahead(first.weekday(), named) + 7 * weeks))
}

/// The days from one weekday to the next that bears the other name.
fn ahead(from: CalendarWeekday, to: CalendarWeekday) -> i64 {
    i64::from((7 + to.number_days_from_monday() - from.number_days_from_monday()) % 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(when: &str, repeat: &str, until: &str) -> Action {
        Action {
            when: Date::parse(when).ok(),
            repeat: Repeat::parse(repeat),
            until: Date::parse(until).ok(),
            ..Action::default()
        }
    }

    /// The first five times from a day on, as first days and, of longer times, last days.
    fn times(rule: (&str, &str, &str), from: &str) -> String {
        let from = Date::parse(from).ok().and_then(|date| date.earliest());
        let made = Date::parse("2024-01-10").unwrap().earliest();
        let written = |span: Span| {
            let day = (span.last != span.first).then(|| format!("/{}", span.last.day()));
            span.first.to_string() + &day.unwrap_or_default()
        };
        let times = action(rule.0, rule.1, rule.2).times(from, made).take(5).map(written);
        times.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_month_has_the_days_that_a_rule_means() {
        for (rule, year, month, first, days) in [
            ("monthly first sunday", 2024, Month::September, "2024-09-01", 1),
            ("monthly first sunday", 2024, Month::October, "2024-10-06", 1),
            ("monthly fourth friday", 2024, Month::March, "2024-03-22", 1),
            ("monthly last friday", 2024, Month::March, "2024-03-29", 1),
            ("monthly last weekend", 2024, Month::August, "2024-08-31", 2),
            ("monthly first weekend", 2024, Month::September, "2024-09-07", 2),
            ("monthly last monday", 2024, Month::February, "2024-02-26", 1),
            ("monthly 31", 2024, Month::March, "2024-03-31", 1),
        ] {
            let span = Repeat::parse(rule).unwrap().in_month(year, month).unwrap();
            assert_eq!(span.first.to_string(), first, "{rule}");
            assert_eq!((span.last - span.first).whole_days() + 1, days, "{rule}");
        }
        assert_eq!(Repeat::MonthlyDay(31).in_month(2024, Month::April), None);
        assert_eq!(Repeat::MonthlyDay(29).in_month(2023, Month::February), None);
        assert_eq!(Repeat::Yearly.in_month(2024, Month::April), None);
    }

    #[test]
    fn the_last_weekends_come_one_after_the_other() {
        let rule = ("2023-10-28/2023-10-29", "monthly last weekend", "2024");
        assert_eq!(
            times(rule, ""),
            "2023-10-28/29 2023-11-25/26 2023-12-30/31 2024-01-27/28 2024-02-24/25"
        );
        // The weekend of August reaches into September.
        assert_eq!(
            times(rule, "2024-09-01"),
            "2024-08-31/1 2024-09-28/29 2024-10-26/27 2024-11-30/1 2024-12-28/29"
        );
        assert_eq!(times(rule, "2024-12-30"), "");
    }

    #[test]
    fn a_year_brings_the_same_days() {
        assert_eq!(times(("2023-11-29", "yearly", "2024"), ""), "2023-11-29 2024-11-29");
        assert_eq!(
            times(("2024-02-29", "yearly", "2028"), "2025"),
            "2025-02-28 2026-02-28 2027-02-28 2028-02-29"
        );
        assert_eq!(
            times(("2023-12-30/2024-01-02", "yearly", "2099"), "2099-01-02"),
            "2098-12-30/2 2099-12-30/2"
        );
    }

    #[test]
    fn every_member_of_a_choice_comes_again() {
        assert_eq!(
            times(("[2024-05-08,2024-05-10]", "yearly", ""), "2024-05-09"),
            "2024-05-10 2025-05-08 2025-05-10 2026-05-08 2026-05-10"
        );
    }

    #[test]
    fn a_time_that_the_rule_does_not_mean_is_kept() {
        assert_eq!(
            times(("2024-03-05", "monthly first sunday", "2024-06"), ""),
            "2024-03-05 2024-04-07 2024-05-05 2024-06-02"
        );
    }

    #[test]
    fn what_is_not_repeated_comes_once() {
        assert_eq!(times(("2024-05", "", ""), ""), "2024-05-01/31");
        assert_eq!(times(("[2024-05-09,2024-05-08]", "", ""), ""), "2024-05-08 2024-05-09");
        assert_eq!(times(("", "", ""), ""), "");
    }

    #[test]
    fn a_rule_begins_with_the_document_where_nothing_else_is_said() {
        assert_eq!(times(("", "monthly 5", "2024-03"), ""), "2024-02-05 2024-03-05");
        assert_eq!(
            times(("2024-03", "monthly 31", "2024-08"), ""),
            "2024-03-31 2024-05-31 2024-07-31 2024-08-31"
        );
        assert_eq!(times(("", "yearly", ""), ""), "");
    }

    #[test]
    fn the_end_of_the_calendar_is_an_end() {
        assert_eq!(times(("9999-11-30", "monthly 31", ""), ""), "9999-11-30 9999-12-31");
        assert_eq!(times(("9998-06-01", "yearly", ""), ""), "9998-06-01 9999-06-01");
    }
}
