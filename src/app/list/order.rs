//! In which order the list shows its documents, and under which heads.

use std::cmp::Reverse;
use std::sync::Arc;

use super::Head;
use crate::model::{Archive, Date, Day, Facet, Kind, Positions};

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By meeting, the newest first.
    #[default]
    Meeting,
    /// By date, the newest first.
    Date,
    /// By title.
    Title,
    /// By kind.
    Kind,
}

impl Order {
    /// Every order, in the order in which one comes after the other.
    pub const ALL: [Self; 4] = [Self::Meeting, Self::Date, Self::Title, Self::Kind];

    /// What it is called.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Date => "date",
            Self::Title => "title",
            Self::Kind => "kind",
        }
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        let mut all = Self::ALL.into_iter().cycle();
        all.find(|order| *order == self);
        all.next().unwrap_or_default()
    }
}

/// Documents under one head.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section {
    /// What stands over them.
    pub(super) head: Option<Head>,
    /// How many documents of the list come before.
    pub(super) first: usize,
    /// The row of the head, or of the first document where there is none.
    pub(super) row: usize,
}

/// Documents one after the other, in sections.
#[derive(Debug, Clone, Default)]
pub(super) struct Sequence {
    /// None of them is empty.
    sections: Vec<Section>,
    count: usize,
    rows: usize,
    /// The documents one by one; none where their order is that of the archive.
    listed: Option<Arc<[u32]>>,
}

impl Sequence {
    /// Puts documents in an order.
    pub(super) fn of(archive: &Archive, documents: &Positions, order: Order) -> Self {
        let mut sequence = Self::default();
        let mut listed: Vec<u32> = Vec::new();
        match order {
            Order::Meeting => {
                for run in archive.runs() {
                    sequence.add(Some(Head::Meeting(run.meeting)), run.count(documents));
                }
                return sequence;
            }
            Order::Kind => {
                let values = archive.facet(Facet::Kind);
                for value in values.iter() {
                    let own = value.documents().and(documents);
                    sequence.add(Kind::of(&value.text).map(Head::Kind), own.len());
                    list(&mut listed, &own);
                }
            }
            Order::Date => {
                let mut undated = documents.clone();
                let values = archive.facet(Facet::Date);
                let mut days: Vec<(Day, &Positions)> = (values.iter().zip(archive.dates()))
                    .filter_map(|(value, date)| {
                        Some((last_day(date.as_ref()?)?, value.documents()))
                    })
                    .collect();
                days.sort_by_key(|(day, _)| Reverse(*day));
                for (day, dated) in days {
                    let own = dated.and(documents);
                    undated.drop_all(&own);
                    sequence.add(Some(Head::Year(Some(day.year()))), own.len());
                    list(&mut listed, &own);
                }
                sequence.add(Some(Head::Year(None)), undated.len());
                list(&mut listed, &undated);
            }
            Order::Title => {
                let shown = |at: &u32| usize::try_from(*at).is_ok_and(|at| documents.contains(at));
                listed.extend(archive.by_title().iter().filter(|at| shown(at)));
                sequence.add(None, listed.len());
            }
        }
        sequence.listed = Some(listed.into());
        sequence
    }

    /// Adds documents under a head, or to those that stand under it already.
    fn add(&mut self, head: Option<Head>, count: usize) {
        if count == 0 {
            return;
        }
        if self.sections.last().is_none_or(|last| last.head != head) {
            self.sections.push(Section { head, first: self.count, row: self.rows });
            self.rows += usize::from(head.is_some());
        }
        self.count += count;
        self.rows += count;
    }

    /// How many rows there are, heads and documents.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// The index of the section that a row belongs to.
    pub(super) fn index_at(&self, row: usize) -> Option<usize> {
        let after = self.sections.partition_point(|section| section.row <= row);
        after.checked_sub(1).filter(|_| row < self.rows())
    }

    /// A section by its index.
    pub(super) fn section(&self, index: usize) -> Option<&Section> {
        self.sections.get(index)
    }

    /// The section that a row belongs to.
    pub(super) fn section_at(&self, row: usize) -> Option<&Section> {
        self.section(self.index_at(row)?)
    }

    /// The row of a document, by its number in the sequence.
    pub(super) fn row_of(&self, nth: usize) -> Option<usize> {
        let after = self.sections.partition_point(|section| section.first <= nth);
        let section = self.section(after.checked_sub(1)?).filter(|_| nth < self.count)?;
        Some(section.row + usize::from(section.head.is_some()) + nth - section.first)
    }

    /// The position of a document, by its number in the sequence of `shown`.
    pub(super) fn document(&self, shown: &Positions, nth: usize) -> Option<usize> {
        match &self.listed {
            None => shown.nth(nth),
            Some(listed) => listed.get(nth).and_then(|at| usize::try_from(*at).ok()),
        }
    }

    /// The number of a document in the sequence of `shown`.
    pub(super) fn find(&self, shown: &Positions, document: usize) -> Option<usize> {
        if !shown.contains(document) {
            return None;
        }
        match &self.listed {
            None => Some(shown.before(document)),
            Some(listed) => {
                listed.iter().position(|at| usize::try_from(*at).ok() == Some(document))
            }
        }
    }
}

fn list(listed: &mut Vec<u32>, documents: &Positions) {
    listed.extend(documents.iter().filter_map(|at| u32::try_from(at).ok()));
}

fn last_day(date: &Date) -> Option<Day> {
    date.latest().or(date.earliest())
}
