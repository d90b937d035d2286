//! A month of the agenda, day by day.

use super::agenda::place;
use super::sheet::{Entry, Leads};
use crate::model::{Action, Archive, Date, Day};

/// What is to be done on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    Free,
    /// Something.
    Asked,
    /// The selected action, and perhaps others.
    Selected,
}

/// A month, with what is to be done on its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// The first day.
    pub first: Day,
    /// What is to be done on each day.
    pub days: Vec<Mark>,
    /// The number of actions that name the month, or a time that it is part of, and no day.
    pub without_day: usize,
}

impl Month {
    /// The month of the selected action, and `turned` months further.
    #[must_use]
    pub fn of(
        archive: &Archive,
        entries: &[Entry],
        selected: &Leads,
        today: Day,
        turned: i32,
    ) -> Option<Self> {
        let selected = found(archive, selected);
        let near = selected.and_then(|(action, made)| {
            let when = action.when.as_ref();
            let lasts = when.is_some_and(|when| {
                action.repeat.is_none() && when.touches(Some(today), Some(today))
            });
            if lasts { Some(today) } else { place(action, made, today).1 }
        });
        let first = turn(near.unwrap_or(today).replace_day(1).ok()?, turned)?;
        let length = first.month().length(first.year());
        let mut month = Self { first, days: vec![Mark::Free; usize::from(length)], without_day: 0 };
        let last = first.replace_day(length).ok()?;
        for entry in entries {
            let Some((action, made)) = found(archive, &entry.leads) else { continue };
            month.put((action, made), last, Mark::Asked);
        }
        if let Some((action, made)) = selected {
            let others = month.without_day;
            month.put((action, made), last, Mark::Selected);
            month.without_day = others;
        }
        Some(month)
    }

    fn put(&mut self, (action, made): (&Action, Option<Day>), last: Day, mark: Mark) {
        let named = action.when.as_ref().map_or_else(Vec::new, Date::spans);
        let times = action.times(Some(self.first), made).take_while(|span| span.first <= last);
        for span in times {
            if named.is_empty() && action.repeat.is_none() {
                self.without_day += 1;
                continue;
            }
            let from = usize::from(span.first.max(self.first).day());
            let to = usize::from(span.last.min(last).day());
            for day in self.days.iter_mut().take(to).skip(from.saturating_sub(1)) {
                *day = mark;
            }
        }
    }

    /// The number of days of its first week that belong to the month before; weeks begin on Monday.
    #[must_use]
    pub fn before(&self) -> usize {
        usize::from(self.first.weekday().number_days_from_monday())
    }

    /// The month and the year, as a person writes them.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.first.month(), self.first.year())
    }
}

/// The action that an entry leads to, and the day of its document.
fn found<'a>(archive: &'a Archive, leads: &Leads) -> Option<(&'a Action, Option<Day>)> {
    let Leads::Action(document, action) = leads else { return None };
    let document = archive.at(*document)?;
    Some((document.actions.get(*action)?, document.day()))
}

/// The first day of a month, `by` months further.
fn turn(first: Day, by: i32) -> Option<Day> {
    let mut first = first;
    for _ in 0..by.unsigned_abs() {
        let within = if by < 0 {
            first.previous_day()?
        } else {
            first.replace_day(first.month().length(first.year())).ok()?.next_day()?
        };
        first = within.replace_day(1).ok()?;
    }
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::pages::agenda;
    use crate::store;

    fn day(text: &str) -> Day {
        Date::parse(text).unwrap().earliest().unwrap()
    }

    /// The days of a month with something to do, the selected ones with a plus.
    fn shown(today: &str, what: &str, turned: i32) -> (String, String) {
        let archive = store::bundled().archive;
        let all: Vec<usize> = (0..archive.len()).collect();
        let (entries, _) = agenda::entries(&archive, &all, day(today));
        let selected = entries.iter().find(|entry| entry.text.contains(what)).unwrap();
        let month = Month::of(&archive, &entries, &selected.leads, day(today), turned).unwrap();
        let days = (1..).zip(&month.days).filter(|(_, mark)| **mark != Mark::Free);
        let sign = |mark| if mark == Mark::Selected { "+" } else { "" };
        let days: Vec<String> =
            days.map(|(day, mark): (usize, _)| format!("{day}{}", sign(*mark))).collect();
        (month.name(), days.join(" "))
    }

    #[test]
    fn the_days_of_the_month_are_marked() {
        let (month, days) = shown("2024-04-15", "May Day", 0);
        assert_eq!(month, "May 2024");
        assert!(days.contains("1+") && days.contains('9'), "{days}");
        assert_eq!(shown("2024-04-15", "May Day", -5).0, "December 2023");
        assert_eq!(shown("2024-04-15", "May Day", 8).0, "January 2025");
    }

    #[test]
    fn every_month_begins_on_its_day_of_the_week() {
        let archive = store::bundled().archive;
        for (today, before) in [("2024-04-15", 0), ("2024-05-01", 2), ("2023-10-01", 6)] {
            let month = Month::of(&archive, &[], &Leads::Nowhere, day(today), 0).unwrap();
            assert_eq!(month.before(), before, "{today}");
        }
        let end = Month::of(&archive, &[], &Leads::Nowhere, Day::MAX, 1);
        assert_eq!(end, None);
    }
}
