//! Whether an action falls in a range of days, repetitions counted.

use time::{Duration, Month, Weekday as CalendarWeekday};

use crate::model::Action;
use crate::model::Date;
use crate::model::Day;
use crate::model::Repeat;
use crate::model::Weekday;
use crate::model::Which;

use super::query::Days;

/// Whether a date is known well enough to be compared: a day after or before it can be told.
pub(super) fn is_known(date: &Date) -> bool {
    date.earliest().is_some() || date.latest().is_some()
}

/// Whether any time of `action` touches `days`.
///
/// A rule without a first time holds from `made`, the day of the document.
pub(super) fn is_due(action: &Action, made: Option<Day>, days: &Days) -> bool {
    let when = action.when.as_ref().filter(|when| is_known(when));
    if when.is_some_and(|when| when.touches(days.first, days.last)) {
        return true;
    }
    let until = action.until.as_ref().and_then(Date::latest);
    let end = match (until, days.last) {
        (Some(until), Some(last)) => Some(until.min(last)),
        (until, last) => until.or(last),
    };
    let begin = when.and_then(Date::earliest);
    match action.repeat {
        None => false,
        Some(Repeat::Yearly) => {
            let latest = when.and_then(Date::latest);
            matches!((begin, latest), (Some(begin), Some(latest)) if comes_yearly((begin, latest), days.first, end))
        }
        Some(Repeat::MonthlyDay(day)) => {
            comes_monthly(begin.or(made), days.first, end, |year, month| {
                let day = Day::from_calendar_date(year, month, day).ok()?;
                Some((day, day))
            })
        }
        Some(Repeat::MonthlyWeekday(which, weekday)) => {
            comes_monthly(begin.or(made), days.first, end, |year, month| {
                days_of(year, month, which, weekday)
            })
        }
    }
}

/// Whether a later year's return of the days from `begin` to `latest` touches the range.
fn comes_yearly((begin, latest): (Day, Day), first: Option<Day>, end: Option<Day>) -> bool {
    let Some(first) = first else {
        return end.is_none_or(|end| begin <= end);
    };
    let years = first.year().saturating_sub(latest.year()).max(0);
    (years..=years.saturating_add(1)).any(|years| {
        let returns = |day: Day| {
            let year = day.year().checked_add(years)?;
            // The 29 February returns on the 28th where there is no 29th.
            let day_of_month = day.day().min(day.month().length(year));
            Day::from_calendar_date(year, day.month(), day_of_month).ok()
        };
        match (returns(begin), returns(latest)) {
            (Some(begin), Some(latest)) => latest >= first && end.is_none_or(|end| begin <= end),
            _ => false,
        }
    })
}

/// Whether a time of a monthly rule, not before `begin`, touches the range.
fn comes_monthly(
    begin: Option<Day>,
    first: Option<Day>,
    end: Option<Day>,
    times: impl Fn(i32, Month) -> Option<(Day, Day)>,
) -> bool {
    // Without a first day on either side the rule has always held, and so before any end.
    let Some(start) = begin.max(first) else {
        return true;
    };
    // The weekend of the month before may reach into this one, and two months in a row may lack a day.
    let mut year = start.year();
    let mut month = start.month().previous();
    if month == Month::December {
        year -= 1;
    }
    for _ in 0..5 {
        if let Some((from, to)) = times(year, month)
            && begin.is_none_or(|begin| from >= begin)
            && first.is_none_or(|first| to >= first)
        {
            return end.is_none_or(|end| from <= end);
        }
        month = month.next();
        if month == Month::January {
            year += 1;
        }
    }
    false
}

/// The days of a month that a rule such as `last weekend` means.
fn days_of(year: i32, month: Month, which: Which, weekday: Weekday) -> Option<(Day, Day)> {
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
        Which::Last => return last_of(year, month, named).and_then(|day| whole(day, weekday)),
    };
    let first = Day::from_calendar_date(year, month, 1).ok()?;
    let ahead =
        (7 + named.number_days_from_monday() - first.weekday().number_days_from_monday()) % 7;
    let day = first.checked_add(Duration::days(i64::from(ahead) + 7 * weeks))?;
    whole(day, weekday)
}

fn last_of(year: i32, month: Month, named: CalendarWeekday) -> Option<Day> {
    let last = Day::from_calendar_date(year, month, month.length(year)).ok()?;
    let back = (7 + last.weekday().number_days_from_monday() - named.number_days_from_monday()) % 7;
    last.checked_sub(Duration::days(i64::from(back)))
}

/// A day alone, or a weekend from its Saturday.
fn whole(day: Day, weekday: Weekday) -> Option<(Day, Day)> {
    match weekday {
        Weekday::Weekend => Some((day, day.next_day()?)),
        _ => Some((day, day)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::action;
    use super::super::query::{Query, Term};
    use super::*;
    use crate::search::query::Node;

    fn days(text: &str) -> Days {
        match Query::parse(&format!("due:{text}")).unwrap().root {
            Node::Term(Term::Due(days)) => days,
            other => panic!("{other:?}"),
        }
    }

    /// Checks the ranges that an action of a document of 10 January 2024 falls in, and those not.
    #[track_caller]
    fn assert_due(rule: (&str, &str, &str), on: &[&str], off: &[&str]) {
        let action = action("", rule.0, rule.1, rule.2);
        let made = days("2024-01-10").first;
        for range in on {
            assert!(is_due(&action, made, &days(range)), "{rule:?} on {range}");
        }
        for range in off {
            assert!(!is_due(&action, made, &days(range)), "{rule:?} off {range}");
        }
    }

    #[test]
    fn an_action_without_a_rule_comes_once() {
        assert_due(
            ("2024-05-08/2024-05-09", "", ""),
            &["2024-05-09", "2024-05", "2024", "..2024-05-08", "2024-05-09..", "2020..2030"],
            &["2024-05-10", "2025-05", "..2024-05-07", "2025.."],
        );
        assert_due(("", "", ""), &[], &["2024", "2024..", "..2024"]);
    }

    #[test]
    fn a_yearly_action_comes_every_year_until_its_end() {
        assert_due(
            ("2024-11-29", "yearly", ""),
            &["2024-11", "2025-11-29", "2099-11-29", "2025", "2024-12..2026", "2500.."],
            &["2023-11-29", "2025-11-30", "2024-12..2025-11-28", "..2024-11-28"],
        );
        assert_due(
            ("2023-12-30/2024-01-02", "yearly", "2026"),
            &["2023-12-31", "2024-12-31", "2026-01-01", "2025-12", "2026-12-31"],
            &["2024-12-29", "2027-12-31", "2028"],
        );
        assert_due(
            ("2024-02-29", "yearly", ""),
            &["2025-02-28", "2028-02-29"],
            &["2025-03-01", "2028-02-28"],
        );
        assert_due(("", "yearly", ""), &[], &["2024.."]);
    }

    #[test]
    fn a_monthly_action_comes_on_its_day() {
        assert_due(
            ("2024-01-27/2024-01-28", "monthly last weekend", "2024-12"),
            // The last Saturday of August 2024 is the 31st: its Sunday falls into September.
            &["2024-01-28", "2024-02-24", "2024-09-01", "2024-02", "2024-11..2025", "2024-12-29"],
            &["2024-01-20", "2024-02-26..2024-03-29", "2023", "2025-01", "2025.."],
        );
        assert_due(
            ("2024-03-03", "monthly first sunday", ""),
            &["2024-04-07", "2050-05-01"],
            &["2024-02-04", "2024-04-14", "2024-04-06"],
        );
        assert_due(
            ("2024-01-31", "monthly 31", ""),
            &["2024-03-31", "2025-01-31"],
            &["2024-02", "2024-04"],
        );
        assert_due(("2024-01-26", "monthly fourth friday", ""), &["2024-03-22"], &["2024-03-29"]);
    }

    #[test]
    fn a_rule_without_a_first_time_holds_from_the_document_on() {
        assert_due(
            ("", "monthly 5", ""),
            &["2024-02-05", "2024-03", "..2024-03"],
            &["2024-01-05", "..2024-01", "2023"],
        );
        let always = action("", "", "monthly 5", "");
        assert!(is_due(&always, None, &days("..1990")));
        assert!(!is_due(&always, None, &days("1990-02-06")));
    }
}
