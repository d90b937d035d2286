//! A file that was read: its source, what is corrected, and what follows from both.

use std::sync::Arc;

use super::facts::{self, Fact, Slot};
use super::lines::LinesPane;
use super::places::Half;
use crate::app::pages::Sheet;
use crate::app::{Area, Search};
use crate::import::{Corrections, Proposal, Source, propose_corrected};
use crate::model::Archive;

/// A file that was read.
#[derive(Debug)]
pub struct Opened {
    pub(super) source: Arc<Source>,
    pub(super) corrections: Corrections,
    pub(super) proposal: Proposal,
    pub(super) lines: LinesPane,
    pub(super) facts: Vec<Fact>,
    pub(super) sheet: Sheet,
    /// What was corrected before, the last at the end.
    undone: Vec<Corrections>,
    /// What was taken back, the last at the end.
    redone: Vec<Corrections>,
    /// What was corrected when it was filed last, or before it was seen.
    kept: Corrections,
    is_filed: bool,
    /// The lines that belong to what is selected in the record, from 0.
    pub(super) linked: Vec<(usize, usize)>,
    /// Whether the selected fact belongs to the selected line.
    is_linked: bool,
    /// What is searched for in the lines.
    pub(super) search: Option<Search>,
}

impl Opened {
    /// So many corrections can be taken back.
    const REMEMBERED: usize = 200;

    /// A source, with what is said of it before it is seen.
    pub(super) fn of(source: Arc<Source>, archive: &Archive, start: Corrections) -> Self {
        let proposal = propose_corrected(&source, archive, &start);
        let (entries, facts) = facts::facts(&proposal, archive);
        Self {
            lines: LinesPane::at_the_text(&proposal),
            source,
            proposal,
            facts,
            sheet: Sheet::of(entries),
            undone: Vec::new(),
            redone: Vec::new(),
            kept: start.clone(),
            corrections: start,
            is_filed: false,
            linked: Vec::new(),
            is_linked: false,
            search: None,
        }
    }

    /// Whether something is corrected that was not written.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        self.corrections != self.kept
    }

    /// Whether it was filed.
    #[must_use]
    pub fn is_filed(&self) -> bool {
        self.is_filed
    }

    /// What is proposed.
    #[must_use]
    pub fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    /// Notes that all of it was written.
    pub(super) fn keep(&mut self) {
        self.kept.clone_from(&self.corrections);
        self.is_filed = true;
    }

    /// Corrects something, and finds anew what follows from it.
    pub(super) fn correct(&mut self, archive: &Archive, change: impl FnOnce(&mut Corrections)) {
        let before = self.corrections.clone();
        change(&mut self.corrections);
        if self.corrections == before {
            return;
        }
        self.undone.push(before);
        if self.undone.len() > Self::REMEMBERED {
            self.undone.remove(0);
        }
        self.redone.clear();
        self.find_anew(archive);
    }

    /// Takes the last correction back; says whether there was one.
    pub(super) fn undo(&mut self, archive: &Archive) -> bool {
        let Some(before) = self.undone.pop() else { return false };
        self.redone.push(std::mem::replace(&mut self.corrections, before));
        self.find_anew(archive);
        true
    }

    /// Makes the correction again that was taken back last; says whether there was one.
    pub(super) fn redo(&mut self, archive: &Archive) -> bool {
        let Some(again) = self.redone.pop() else { return false };
        self.undone.push(std::mem::replace(&mut self.corrections, again));
        self.find_anew(archive);
        true
    }

    /// Finds anew what follows from the source and the corrections.
    pub(super) fn find_anew(&mut self, archive: &Archive) {
        let slot = self.slot();
        self.proposal = propose_corrected(&self.source, archive, &self.corrections);
        let (entries, facts) = facts::facts(&self.proposal, archive);
        let mut sheet = Sheet::of(entries);
        sheet.stand_like(&self.sheet);
        (self.sheet, self.facts) = (sheet, facts);
        if let Some(slot) = slot {
            self.select(&slot);
        }
    }

    /// Selects something in the record, where it is there.
    pub(super) fn select(&mut self, slot: &Slot) {
        if let Some(at) = self.facts.iter().position(|fact| fact.slot == *slot) {
            self.sheet.select_at(at);
        }
    }

    /// What is selected in the record.
    pub(super) fn slot(&self) -> Option<Slot> {
        self.facts.get(self.sheet.selected_index()).map(|fact| fact.slot.clone())
    }

    pub(super) fn arrange(&mut self, source: Option<Area>, record: Option<Area>) {
        if let Some(area) = source {
            self.lines.set(&self.source, area);
        }
        if let Some(area) = record {
            self.sheet.set(area.width, usize::from(area.height));
        }
    }

    /// Shows in the other half what belongs to that which is selected in this one.
    pub(super) fn link(&mut self, focus: Half) {
        match focus {
            Half::Source => {
                let line = self.lines.selected();
                let has = |fact: &Fact| {
                    fact.lines.iter().any(|(first, last)| (*first..=*last).contains(&line))
                };
                let size = |fact: &Fact| {
                    fact.lines.iter().map(|(first, last)| last - first + 1).sum::<usize>()
                };
                let facts = self.facts.iter().enumerate().filter(|(_, fact)| has(fact));
                let nearest = facts.min_by_key(|(_, fact)| size(fact)).map(|(at, _)| at);
                self.is_linked = nearest.is_some();
                if let Some(at) = nearest {
                    self.sheet.select_at(at);
                }
                self.linked.clear();
            }
            Half::Record => {
                self.is_linked = true;
                let fact = self.facts.get(self.sheet.selected_index());
                self.linked = fact.map(|fact| fact.lines.clone()).unwrap_or_default();
                if let Some((first, _)) = self.linked.first() {
                    self.lines.look_at(&self.source, *first);
                }
            }
        }
    }

    /// Whether what is selected in the record belongs to what has the keys.
    #[must_use]
    pub fn is_linked(&self) -> bool {
        self.is_linked
    }

    /// The record as a list.
    #[must_use]
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }
}
