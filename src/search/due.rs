//! Whether an action falls in a range of days, repetitions counted.

use crate::model::Action;
use crate::model::Date;
use crate::model::Day;
use crate::model::Repeat;

use super::query::Days;

/// Whether any time of `action` touches `days`.
///
/// A rule without a first time holds from `made`, the day of the document.
pub(super) fn is_due(action: &Action, made: Option<Day>, days: &Days) -> bool {
    let when = action.when.as_ref().filter(|when| when.is_known());
    if when.is_some_and(|when| when.touches(days.first, days.last)) {
        return true;
    }
    let begin = when.and_then(Date::earliest).or(made);
    let Some(rule) = action.repeat else {
        return false;
    };
    // Without a first day on either side a monthly rule has always held, and so before any end.
    if rule != Repeat::Yearly && begin.is_none() && days.first.is_none() {
        return true;
    }
    let mut times = action.returns(days.first, made);
    times.next().is_some_and(|time| days.last.is_none_or(|last| time.first <= last))
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
