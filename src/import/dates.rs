//! Finds dates in a line, in the languages of meetings: days, ranges, lists of days, months, years.

mod months;
mod scan;

use crate::model::Date;

pub(super) use scan::dates;
pub(super) use scan::year_at;

/// A day, as far as the text gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Given {
    /// The year.
    pub(super) year: Option<i32>,
    /// From 1 to 12.
    pub(super) month: u8,
    /// From 1 to 31.
    pub(super) day: Option<u8>,
}

/// A date as a line states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    /// Where it stands in the line, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Its days in the order of the text; two of them are a range unless `is_list`.
    pub(super) days: Vec<Given>,
    /// Whether the days are single ones, as in "27 and 29".
    pub(super) is_list: bool,
    /// Whether day and month could be exchanged (`3/5/31`).
    pub(super) is_ambiguous: bool,
}

impl Stated {
    /// Whether the text gives the year.
    pub(super) fn has_year(&self) -> bool {
        self.days.iter().all(|given| given.year.is_some())
    }

    /// Whether the text gives days, and not only a month.
    pub(super) fn has_day(&self) -> bool {
        self.days.iter().all(|given| given.day.is_some())
    }

    /// Whether it spans more than one day.
    pub(super) fn is_range(&self) -> bool {
        self.days.len() > 1
    }

    /// The same in a year, where the text gives none.
    pub(super) fn in_year(&self, year: i32) -> Self {
        let mut dated = self.clone();
        let first = dated.days.first().map_or(0, |given| given.month);
        for given in &mut dated.days {
            let later = i32::from(given.month < first);
            given.year.get_or_insert(year + later);
        }
        dated
    }

    /// The same with day and month exchanged, where the text leaves that open.
    pub(super) fn readings(&self) -> Vec<Self> {
        let mut first = self.clone();
        first.is_ambiguous = false;
        if !self.is_ambiguous {
            return vec![first];
        }
        let mut second = first.clone();
        for given in &mut second.days {
            if let Some(day) = given.day {
                given.day = Some(given.month);
                given.month = day;
            }
        }
        vec![first, second]
    }

    /// The date, where the text gives the year and the calendar has the days.
    pub(super) fn date(&self) -> Option<Date> {
        if self.is_ambiguous {
            return None;
        }
        let mut members = Vec::new();
        for given in &self.days {
            let year = given.year?;
            members.push(match given.day {
                Some(day) => format!("{year:04}-{:02}-{day:02}", given.month),
                None => format!("{year:04}-{:02}", given.month),
            });
        }
        let text = if self.is_list && members.len() > 1 {
            format!("{{{}}}", members.join(","))
        } else {
            match members.as_slice() {
                [one] => one.clone(),
                [first, .., last] if first < last => format!("{first}/{last}"),
                _ => return None,
            }
        };
        for member in &members {
            Date::parse(member).ok()?;
        }
        Date::parse(&text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Vec<String> {
        let tell = |stated: Stated| match stated.date() {
            Some(date) => date.to_string(),
            None => {
                format!("?{:?}", stated.days.iter().map(|g| (g.month, g.day)).collect::<Vec<_>>())
            }
        };
        dates(line).into_iter().map(tell).collect()
    }

    #[test]
    fn days_and_ranges_are_read_in_many_languages() {
        for (line, date) in [
            ("held 19-22 October 2031 in", "2031-10-19/2031-10-22"),
            ("October 27-29, 2022", "2022-10-27/2022-10-29"),
            ("October 27 and 29, 2022", "{2022-10-27,2022-10-29}"),
            ("on May 4 and 5, 2024.", "2024-05-04/2024-05-05"),
            ("November 13th, 14th and 15th, 2014", "2014-11-13/2014-11-15"),
            ("3 rd to 5 th December 2010", "2010-12-03/2010-12-05"),
            ("30-31 October to 1 November, 2015", "2015-10-30/2015-11-01"),
            ("from 28 February to 2 March 2031", "2031-02-28/2031-03-02"),
            ("February 28 - March 2, 2031", "2031-02-28/2031-03-02"),
            ("Dec 30, 2030 - Jan 2, 2031", "2030-12-30/2031-01-02"),
            ("vom 20. bis 22. November 2030", "2030-11-20/2030-11-22"),
            ("14.-15. Dezember 2030", "2030-12-14/2030-12-15"),
            ("los días 4-6 de junio de 2031", "2031-06-04/2031-06-06"),
            ("entre 8 e 10 de Novembro de 2013", "2013-11-08/2013-11-10"),
            ("14 de Março de 2010", "2010-03-14"),
            ("du 3 au 5 février 2031", "2031-02-03/2031-02-05"),
            ("le 1er mars 2031", "2031-03-01"),
            ("il 1° maggio 2031", "2031-05-01"),
            ("20-22 октября 2023 года", "2023-10-20/2023-10-22"),
            ("с 3 по 5 марта 2031 г.", "2031-03-03/2031-03-05"),
            ("20–22 Οκτωβρίου 2023", "2023-10-20/2023-10-22"),
            ("20-22 Ekim 2023", "2023-10-20/2023-10-22"),
            ("20-22 تشرين اﻷول\\أكتوبر2023", "2023-10-20/2023-10-22"),
            ("15 نيسان 2025", "2025-04-15"),
            ("Athens, 20th June 2003", "2003-06-20"),
            ("(March 14, 1883)", "1883-03-14"),
            ("Noviembre del 2012", "2012-11"),
            ("November 2012", "2012-11"),
            ("2031-03-05", "2031-03-05"),
            ("23.10.2023", "2023-10-23"),
            ("10/31/23, 11:00 AM", "2023-10-31"),
            ("31/10/2023", "2023-10-31"),
        ] {
            assert_eq!(told(line), [date], "{line}");
        }
    }

    #[test]
    fn what_cannot_be_known_is_left_open() {
        assert_eq!(told("3/5/31"), ["?[(3, Some(5))]"]);
        assert_eq!(told("on September 21, the day"), ["?[(9, Some(21))]"]);
        assert_eq!(told("November 3 the"), ["?[(11, Some(3))]"]);
        assert_eq!(told("from 7th October to 13th October"), ["?[(10, Some(7)), (10, Some(13))]"]);
        for line in [
            "they may 194 march",
            "30 February 2024 x 1",
            "resolution 194",
            "point 3.2.1",
            "1/CP.26",
            "",
            "may",
        ] {
            assert!(
                told(line).iter().all(|told| told.starts_with('?')),
                "{line}: {:?}",
                told(line)
            );
        }
        assert!(told("we march on").is_empty());
    }

    #[test]
    fn a_range_over_new_year_gets_two_years() {
        let found = dates("28 December - 2 January").remove(0);
        assert_eq!(found.in_year(2030).date().unwrap().as_str(), "2030-12-28/2031-01-02");
    }
}
