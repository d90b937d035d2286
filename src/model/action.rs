//! What a document asks for.

use std::fmt;

use super::words::words;
use super::{Basis, Country, Date};

words! {
    /// A day of the week.
    Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
        /// Saturday and the day after it, which may fall into the next month.
        Weekend = "weekend",
    }
}

words! {
    /// Which of a month's days of one name.
    Which {
        /// The first.
        First = "first",
        /// The second.
        Second = "second",
        /// The third.
        Third = "third",
        /// The fourth.
        Fourth = "fourth",
        /// The last.
        Last = "last",
    }
}

/// The rule by which an action comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// On the same days of each year.
    Yearly,
    /// On a day of each month that is counted by weeks.
    MonthlyWeekday(Which, Weekday),
    /// On a day of each month, from 1 to 31.
    MonthlyDay(u8),
}

impl Repeat {
    /// Reads `yearly`, `monthly last weekend`, `monthly first sunday`, `monthly 15`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["yearly"] => Some(Self::Yearly),
            ["monthly", day] => {
                let day = day.parse().ok()?;
                (1..=31).contains(&day).then_some(Self::MonthlyDay(day))
            }
            ["monthly", which, day] => {
                Some(Self::MonthlyWeekday(Which::of(which)?, Weekday::of(day)?))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Repeat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Yearly => f.write_str("yearly"),
            Self::MonthlyDay(day) => write!(f, "monthly {day}"),
            Self::MonthlyWeekday(which, day) => write!(f, "monthly {which} {day}"),
        }
    }
}

/// Something that a document asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Action {
    /// The number of the point that asks for it, as printed.
    pub point: Option<String>,
    /// The position of its block, from 0, where the record names one.
    pub block: Option<usize>,
    /// What is to be done, in neutral words.
    pub what: String,
    /// Who is to do it.
    pub who: Vec<String>,
    /// With whom.
    pub with: Vec<String>,
    /// When: a day, a range, a month, a year; of a repeated action its first time.
    pub when: Option<Date>,
    /// When, in the words of the document.
    pub as_stated: Option<String>,
    /// The rule by which it comes again.
    pub repeat: Option<Repeat>,
    /// When the repetition ends.
    pub until: Option<Date>,
    /// Where.
    pub place: Option<String>,
    /// In which country.
    pub country: Option<Country>,
    /// How `when` is known.
    pub basis: Option<Basis>,
    /// What a reader of the record should know.
    pub notes: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_read_and_written_alike() {
        for rule in ["yearly", "monthly last weekend", "monthly first sunday", "monthly 15"] {
            assert_eq!(Repeat::parse(rule).map(|r| r.to_string()).as_deref(), Some(rule));
        }
        for bad in ["", "monthly", "monthly 0", "monthly 32", "weekly", "monthly fifth sunday"] {
            assert_eq!(Repeat::parse(bad), None, "{bad}");
        }
    }
}
