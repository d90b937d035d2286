//! What each command does on the screen on which files are brought in.

use std::sync::Arc;

use super::belonging::Meant;
use super::cover::{Choice, palette};
use super::facts::{Slot, value_of};
use super::opened::Opened;
use super::places::Half;
use super::{Cover, Errand, Review, Standing};
use crate::app::Effect;
use crate::import::{Field, Given, LineRole, Part, Said};
use crate::keys::Command;
use crate::model::Basis;

impl Review {
    pub(super) fn obey(&mut self, command: Command, count: Option<usize>) -> Vec<Effect> {
        let steps = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
        let was_leaving = std::mem::take(&mut self.is_leaving);
        if self.cover.is_some() {
            return self.obey_in_cover(command, steps);
        }
        match command {
            Command::NextLine => self.step(steps),
            Command::PreviousLine => self.step(-steps),
            Command::HalfPageDown => self.step_page(steps),
            Command::HalfPageUp => self.step_page(-steps),
            Command::PageDown => self.step_page(steps.saturating_mul(2)),
            Command::PageUp => self.step_page(steps.saturating_mul(-2)),
            Command::First => self.go_to_line(count.map_or(0, |line| line.saturating_sub(1))),
            Command::Last => self.step(isize::MAX),
            Command::Open => self.open(),
            Command::Back => self.back(),
            Command::FocusNext | Command::FocusPrevious => self.focus_on(self.focus.other()),
            Command::FocusRight => self.focus_on(Half::Record),
            Command::FocusLeft => self.focus_on(Half::Source),
            Command::Zoom => {
                self.alone = !self.alone;
                self.arrange();
            }
            Command::ChooseRole => self.with_lines(|review| review.cover = Some(Cover::Roles(0))),
            Command::NextRole => self.with_lines(|review| review.step_role(1)),
            Command::PreviousRole => self.with_lines(|review| review.step_role(-1)),
            Command::SelectLines => self.with_lines(|review| {
                if let Some(opened) = review.opened_mut() {
                    let on = !opened.lines.is_choosing();
                    opened.lines.choose(on);
                }
            }),
            Command::SetLanguage => self.with_lines(Self::ask_for_language),
            Command::ToggleAction if self.focus == Half::Record => self.take_action(),
            Command::ToggleAction => self.with_lines(Self::toggle_action),
            Command::AddAction => self.add_action(),
            Command::SetParty => self.ask_for_party(),
            Command::Find => self.ask_what_to_find(),
            Command::FindNext => self.step_match(steps),
            Command::FindPrevious => self.step_match(-steps),
            Command::Clear => self.clear(),
            Command::NextBasis => self.next_basis(),
            Command::Undo => self.take_back(Opened::undo, "Nothing was corrected"),
            Command::Redo => self.take_back(Opened::redo, "Nothing was taken back"),
            Command::FileDocument => return self.plan(),
            Command::NextFile => return self.step_file(1),
            Command::PreviousFile => return self.step_file(-1),
            Command::Palette => self.cover = Some(palette()),
            Command::Help => self.cover = Some(Cover::Help(0)),
            Command::Redraw => return vec![Effect::Redraw],
            Command::Suspend => return vec![Effect::Suspend],
            Command::Close | Command::Quit => {
                self.is_leaving = was_leaving;
                return self.quit();
            }
            // What only the reader does has no key here.
            _ => {}
        }
        Vec::new()
    }

    /// Does something with the lines of the source, where there are any.
    fn with_lines(&mut self, act: impl FnOnce(&mut Self)) {
        if self.opened_mut().is_none() {
            return;
        }
        if self.focus == Half::Record {
            let left = self.keys(Command::FocusLeft);
            self.say(format!("This is done in the source: {left} goes there"));
            return;
        }
        act(self);
        self.arrange();
    }

    pub(super) fn step(&mut self, by: isize) {
        let focus = self.focus;
        if let Some(opened) = self.opened_mut() {
            match focus {
                Half::Source => opened.lines.step(&opened.source, by),
                Half::Record => opened.sheet.step(by),
            }
        }
        self.arrange();
    }

    fn step_page(&mut self, halves: isize) {
        let focus = self.focus;
        let Some(opened) = self.opened_mut() else { return };
        match focus {
            Half::Record => {
                opened.sheet.step_page(halves);
                self.arrange();
            }
            Half::Source => {
                let rows = isize::try_from(opened.lines.page_rows()).unwrap_or(1);
                self.step(rows.saturating_mul(halves) / 2);
            }
        }
    }

    fn go_to_line(&mut self, at: usize) {
        let focus = self.focus;
        if let Some(opened) = self.opened_mut() {
            match focus {
                Half::Source => opened.lines.select(&opened.source, at),
                Half::Record => opened.sheet.select_at(at),
            }
        }
        self.arrange();
    }

    pub(super) fn focus_on(&mut self, half: Half) {
        self.focus = half;
        self.arrange();
    }

    fn open(&mut self) {
        match self.focus {
            Half::Source => self.with_lines(|review| review.cover = Some(Cover::Roles(0))),
            Half::Record => {
                if !self.ask_for_fact() {
                    // What cannot be typed leads to its lines.
                    self.focus_on(Half::Source);
                }
            }
        }
    }

    fn back(&mut self) {
        if let Some(opened) = self.opened_mut()
            && opened.lines.is_choosing()
        {
            opened.lines.choose(false);
        } else if let Some(opened) = self.opened_mut()
            && opened.search.take().is_some()
        {
            // The matches are not marked any more.
        } else if self.focus == Half::Record {
            self.focus = Half::Source;
        }
        self.arrange();
    }

    /// Says what the chosen lines are.
    pub(super) fn say_of_lines(&mut self, choice: Choice) {
        let archive = Arc::clone(&self.archive);
        let Some(opened) = self.opened_mut() else { return };
        let (first, last) = opened.lines.chosen();
        let lines: Vec<usize> = (first..=last)
            .filter(|at| opened.source.lines.get(*at).is_some_and(|line| !line.text.is_empty()))
            .collect();
        if let Choice::Role(role) = choice {
            let fits = |at: &&usize| opened.source.lines.get(**at).is_some_and(|l| role.fits(l));
            if let Some(at) = lines.first().filter(|at| !fits(at)) {
                let line = at + 1;
                self.warn(&format!(
                    "Line {line} begins with no number: a point is known by the number printed before it"
                ));
                return;
            }
        }
        opened.correct(&archive, |corrections| {
            for (nth, at) in lines.iter().enumerate() {
                match choice {
                    Choice::Role(role) if nth == 0 => {
                        corrections.lines.insert(*at, Said::Begins(role));
                    }
                    Choice::Role(role) => {
                        corrections.lines.insert(*at, Said::Is(role));
                    }
                    Choice::GoesOn => {
                        corrections.lines.insert(*at, Said::GoesOn);
                    }
                    Choice::ByRule => {
                        corrections.lines.remove(at);
                        corrections.languages.remove(at);
                    }
                }
            }
        });
        opened.lines.choose(false);
        self.arrange();
    }

    /// Says that the lines are the next thing that the first of them can be, or the previous one.
    fn step_role(&mut self, by: isize) {
        let Some(opened) = self.opened_mut() else { return };
        let (first, _) = opened.lines.chosen();
        let Some(line) = opened.source.lines.get(first) else { return };
        let own = opened.role_at(first).map_or(LineRole::Unknown, |(role, _)| role);
        let roles: Vec<LineRole> = LineRole::SAYABLE
            .iter()
            .map(|(role, _)| *role)
            .filter(|role| role.fits(line))
            .collect();
        let count = isize::try_from(roles.len()).unwrap_or(1);
        let at = roles.iter().position(|role| *role == own);
        let at = at.and_then(|at| isize::try_from(at).ok());
        let to = match (at, by > 0) {
            (Some(at), _) => (at + by).rem_euclid(count),
            (None, true) => 0,
            (None, false) => count - 1,
        };
        let role = usize::try_from(to).ok().and_then(|to| roles.get(to)).copied();
        let choosing = opened.lines.is_choosing().then(|| opened.lines.clone());
        if let Some(role) = role {
            self.say_of_lines(Choice::Role(role));
        }
        // The next press goes on with the same lines.
        if let (Some(lines), Some(opened)) = (choosing, self.opened_mut()) {
            opened.lines = lines;
        }
    }

    /// Leaves a value empty, drops an action, cuts lines.
    fn clear(&mut self) {
        if self.focus == Half::Source {
            return self.with_lines(|review| {
                review.say_of_lines(Choice::Role(LineRole::Furniture));
            });
        }
        let archive = Arc::clone(&self.archive);
        let Some(opened) = self.opened_mut() else { return };
        match opened.slot() {
            Some(Slot::Field(field)) => {
                opened.correct(&archive, |said| drop(said.fields.insert(field, None)));
                if field == Field::Id {
                    self.say("It is a new record now, whatever it is like");
                }
            }
            Some(Slot::Action(at)) => {
                let spot = opened.proposal.actions.get(at).map(|proposed| proposed.spot.clone());
                if let Some(spot) = spot {
                    opened.correct(&archive, |said| drop(said.actions.insert(spot, None)));
                }
            }
            Some(Slot::Name(..)) => self.say_party(&Meant::None),
            _ => self
                .say("Only a value or an action can be left out here; lines are cut in the source"),
        }
        self.arrange();
    }

    /// Says in another way how the selected value is known.
    fn next_basis(&mut self) {
        let archive = Arc::clone(&self.archive);
        let focus = self.focus;
        let Some(opened) = self.opened_mut().filter(|_| focus == Half::Record) else { return };
        match opened.slot() {
            Some(Slot::Field(field)) => {
                let value = value_of(&opened.proposal, field);
                let Some((text, basis)) =
                    value.and_then(|value| Some((value.written, value.basis?)))
                else {
                    return self.say("There is no basis to choose for this");
                };
                let mut given = Given::of(field, &text, &opened.source, &opened.proposal);
                given.basis = after(&given.bases(), basis);
                opened.correct(&archive, |said| drop(said.fields.insert(field, Some(given))));
            }
            Some(Slot::Action(at)) => {
                let Some(proposed) = opened.proposal.actions.get(at) else { return };
                let basis = proposed.action.basis.unwrap_or(Basis::Unknown);
                let (spot, next) = (proposed.spot.clone(), after(Basis::ALL, basis).to_string());
                opened.correct(&archive, |said| said.say_of_action(spot, Part::Basis, next));
            }
            Some(Slot::Name(..)) => return self.next_basis_of_party(),
            _ => self.say("There is no basis to choose for this"),
        }
        self.arrange();
    }

    fn take_back(&mut self, act: fn(&mut Opened, &crate::model::Archive) -> bool, none: &str) {
        let archive = Arc::clone(&self.archive);
        let Some(opened) = self.opened_mut() else { return };
        if !act(opened, &archive) {
            self.say(none);
        }
        self.arrange();
    }

    /// Asks what would be written.
    fn plan(&mut self) -> Vec<Effect> {
        let at = self.at;
        let Some(opened) = self.opened_mut() else { return Vec::new() };
        if opened.is_behind() {
            self.warn("What follows from the last correction is still being found: a moment more");
            return Vec::new();
        }
        if opened.proposal.versions.is_empty() {
            self.warn("There is no text in it, so there is nothing to file");
            return Vec::new();
        }
        let proposal = Box::new(opened.proposal.clone());
        vec![Effect::Import(Errand::Plan(at, proposal))]
    }

    fn step_file(&mut self, by: isize) -> Vec<Effect> {
        let to = self.at.checked_add_signed(by).filter(|to| *to < self.files.len());
        let Some(to) = to else {
            let end = if by > 0 { "last" } else { "first" };
            self.say(format!("This is the {end} file"));
            return Vec::new();
        };
        self.go_to(to)
    }

    pub(super) fn go_to(&mut self, file: usize) -> Vec<Effect> {
        self.at = file;
        self.focus = Half::Source;
        self.arrange();
        self.read_file().into_iter().collect()
    }

    /// Ends, after it was asked once whether what is corrected may be lost.
    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let is_edited =
            |known: &Standing| matches!(known, Standing::Open(open) if open.is_edited());
        let edited = self.files.iter().filter(|file| is_edited(&file.standing)).count();
        if edited == 0 || self.is_leaving {
            return vec![Effect::Quit];
        }
        let (again, write) = (self.keys(Command::Close), self.keys(Command::FileDocument));
        let files = if edited == 1 { String::new() } else { format!(" in {edited} files") };
        self.warn(&format!(
            "What you corrected{files} is not written: {again} leaves without it, {write} writes"
        ));
        self.is_leaving = true;
        Vec::new()
    }
}

/// The basis after another one.
pub(super) fn after(bases: &[Basis], known: Basis) -> Basis {
    let at = bases.iter().position(|basis| *basis == known).map_or(0, |at| at + 1);
    bases.get(at).or(bases.first()).copied().unwrap_or(Basis::Outside)
}
