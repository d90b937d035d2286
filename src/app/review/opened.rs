//! A file that was read: its source, what is corrected, and what follows from both.

use std::sync::Arc;

use super::facts::{self, Fact, Slot};
use super::lines::LinesPane;
use super::places::Half;
use crate::app::pages::Sheet;
use crate::app::{Area, Search};
use crate::import::{Corrections, LineRole, Proposal, Said, Source, Spot, propose_corrected};
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
    /// The number of the last correction, and of the last one after which it was asked what follows.
    number: u64,
    asked: u64,
    /// Whether what follows from the last correction is not known yet.
    is_behind: bool,
    /// The action that is selected once it is there.
    pub(super) awaited: Option<Spot>,
    /// What is searched for in the lines.
    pub(super) search: Option<Search>,
}

/// Of a source of more lines or bytes what follows from a correction is found beside the screen.
const LONG: usize = 100;
const LONG_BYTES: usize = 16 << 10;

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
            number: 0,
            asked: 0,
            is_behind: false,
            awaited: None,
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
        self.follow(archive);
    }

    /// Takes the last correction back; says whether there was one.
    pub(super) fn undo(&mut self, archive: &Archive) -> bool {
        let Some(before) = self.undone.pop() else { return false };
        self.redone.push(std::mem::replace(&mut self.corrections, before));
        self.follow(archive);
        true
    }

    /// Makes the correction again that was taken back last; says whether there was one.
    pub(super) fn redo(&mut self, archive: &Archive) -> bool {
        let Some(again) = self.redone.pop() else { return false };
        self.undone.push(std::mem::replace(&mut self.corrections, again));
        self.follow(archive);
        true
    }

    /// Whether finding what follows from a correction takes longer than a key may.
    fn is_long(&self) -> bool {
        let lines = &self.source.lines;
        lines.len() > LONG || lines.iter().map(|line| line.text.len()).sum::<usize>() > LONG_BYTES
    }

    /// Finds what follows from a correction: at once, or of a long source beside the screen.
    fn follow(&mut self, archive: &Archive) {
        if self.is_long() {
            self.number += 1;
            self.is_behind = true;
        } else {
            self.find_anew(archive);
        }
    }

    /// What is corrected, where what follows from it was not asked for yet; with its number.
    pub(super) fn ask_to_follow(&mut self) -> Option<(u64, Corrections)> {
        if !self.is_behind || self.asked == self.number {
            return None;
        }
        self.asked = self.number;
        Some((self.number, self.corrections.clone()))
    }

    /// Takes what follows from a correction, unless another one was made since.
    pub(super) fn followed(&mut self, number: u64, proposal: Proposal, archive: &Archive) {
        if self.is_behind && number == self.number {
            self.show(proposal, archive);
        }
    }

    /// Whether what follows from the last correction is not known yet.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.is_behind
    }

    /// What a line is; what was said of it counts before what follows from that is known.
    pub(super) fn role_at(&self, at: usize) -> Option<(LineRole, bool)> {
        let told = self.proposal.lines.get(at)?;
        let said = self.corrections.lines.get(&at).filter(|_| self.is_behind);
        Some(match said {
            Some(Said::Begins(role) | Said::Is(role)) => (*role, true),
            Some(Said::GoesOn) => (told.role, false),
            None => (told.role, told.begins),
        })
    }

    /// Finds anew what follows from the source and the corrections.
    pub(super) fn find_anew(&mut self, archive: &Archive) {
        let proposal = propose_corrected(&self.source, archive, &self.corrections);
        self.show(proposal, archive);
    }

    /// Shows what follows from the corrections.
    fn show(&mut self, proposal: Proposal, archive: &Archive) {
        let slot = self.slot();
        self.number += 1;
        self.asked = self.number;
        self.is_behind = false;
        self.proposal = proposal;
        let (entries, facts) = facts::facts(&self.proposal, archive);
        let mut sheet = Sheet::of(entries);
        sheet.stand_like(&self.sheet);
        (self.sheet, self.facts) = (sheet, facts);
        if let Some(slot) = slot {
            self.select(&slot);
        }
        let awaited = self.awaited.take();
        let actions = &self.proposal.actions;
        let at = awaited.and_then(|spot| actions.iter().position(|known| known.spot == spot));
        if let Some(at) = at {
            self.select(&Slot::Action(at));
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
