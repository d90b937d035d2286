//! What a document asks for, as a person says it.

use std::sync::Arc;

use super::Review;
use super::asking::{Asked, Typing};
use super::facts::Slot;
use super::opened::Opened;
use super::places::Half;
use crate::import::{Part, Spot, Standing, Wanted};
use crate::keys::Command;
use crate::model::Basis;

/// The longest text of an action that is said by hand, in characters.
const LONGEST: usize = 400;

/// Why nothing can be asked for on a line.
const NO_BLOCK: &str = "Only a block of the first version can ask for something";

impl Opened {
    /// The line on which the block of the selected line begins, and its words; only a block of the first
    /// version asks for something.
    fn block_that_asks(&self) -> Option<(usize, String)> {
        let lines = &self.proposal.lines;
        let at = self.lines.selected();
        let block = lines.get(at).filter(|line| line.version == Some(0))?.block?;
        let own = |line: &crate::import::ProposedLine| {
            line.version == Some(0) && line.block == Some(block) && line.begins
        };
        let first = lines.iter().position(own).unwrap_or(at);
        let text = &self.proposal.versions.first()?.blocks.get(block)?.block.text;
        Some((first, text.chars().take(LONGEST).collect()))
    }

    /// The parts of an action: the letter and the name of each, and what it says.
    #[must_use]
    pub fn parts_of_action(&self, at: usize) -> Vec<(char, &'static str, String)> {
        let Some(proposed) = self.proposal.actions.get(at) else { return Vec::new() };
        let parts = Part::ALL.iter();
        parts.map(|(part, letter)| (*letter, part.as_str(), part.of(&proposed.action))).collect()
    }
}

impl Review {
    /// Says that the block of the line asks for something, or does not.
    pub(super) fn toggle_action(&mut self) {
        let archive = Arc::clone(&self.archive);
        let Some(opened) = self.opened_mut() else { return };
        let Some((first, what)) = opened.block_that_asks() else {
            return self.warn(NO_BLOCK);
        };
        let own: Vec<Spot> = opened
            .proposal
            .actions
            .iter()
            .filter(|proposed| proposed.spot.0 == first)
            .map(|proposed| proposed.spot.clone())
            .collect();
        let asks = own.is_empty();
        opened.correct(&archive, |corrections| {
            let dropped = |(spot, said): (&Spot, &Option<Wanted>)| {
                (spot.0 == first && said.is_none()).then(|| spot.clone())
            };
            let dropped: Vec<Spot> = corrections.actions.iter().filter_map(dropped).collect();
            for spot in &own {
                corrections.actions.insert(spot.clone(), None);
            }
            if asks && dropped.is_empty() {
                corrections.actions.insert((first, what), Some(Wanted::default()));
            } else if asks {
                for spot in dropped {
                    corrections.actions.remove(&spot);
                }
            }
        });
        self.say(if asks {
            "It asks for something: in the record, Enter says when"
        } else {
            "It asks for nothing"
        });
    }

    /// Takes the selected action into the record that the file belongs to, or leaves it.
    pub(super) fn take_action(&mut self) {
        let archive = Arc::clone(&self.archive);
        let Some(opened) = self.opened_mut() else { return };
        let Some(Slot::Action(at)) = opened.slot() else {
            return self.say(
                "No action is selected; in the source it says that a block asks for something",
            );
        };
        let Some(proposed) = opened.proposal.actions.get(at) else { return };
        let (spot, standing) = (proposed.spot.clone(), proposed.standing.clone());
        match standing {
            Standing::New => self.say("The new record gets it; x drops it"),
            Standing::There => self.say("The record has it already"),
            Standing::Like(_) | Standing::Lacking => {
                let takes = !proposed.is_taken;
                opened.correct(&archive, |said| {
                    if takes {
                        said.taken.insert(spot);
                    } else {
                        said.taken.remove(&spot);
                        said.actions.remove(&spot);
                    }
                });
                self.say(if takes { "The record gets it" } else { "It is left out of the record" });
            }
        }
        self.arrange();
    }

    /// Adds another action to the block of the line.
    pub(super) fn add_action(&mut self) {
        let archive = Arc::clone(&self.archive);
        let Some(opened) = self.opened_mut() else { return };
        let Some((first, what)) = opened.block_that_asks() else {
            return self.warn(NO_BLOCK);
        };
        let is_new = |spot: &Spot| {
            let is_there = opened.proposal.actions.iter().any(|known| known.spot == *spot);
            !is_there && !opened.corrections.actions.contains_key(spot)
        };
        let spots = (1..).map(|nth: usize| (first, format!("+{nth}")));
        let Some(spot) = spots.into_iter().find(is_new) else { return };
        opened.awaited = Some(spot.clone());
        opened.correct(&archive, |said| said.say_of_action(spot, Part::What, what));
        self.focus_on(Half::Record);
        self.say("It asks for this as well: Enter says what, when, of whom");
    }

    /// Opens the line for a part of an action.
    pub(super) fn ask_for_part(&mut self, action: usize, part: Part) {
        let Some(opened) = self.opened_mut() else { return };
        let Some(proposed) = opened.proposal.actions.get(action) else { return };
        let (text, asked) = (part.of(&proposed.action), Asked::Part(proposed.spot.clone(), part));
        self.typing = Some(Typing::of(asked, part.as_str(), &text, part.example()));
    }

    /// Takes what was typed for a part of an action, or says what is wrong with it.
    pub(super) fn take_part(&mut self, spot: &Spot, part: Part, text: &str) -> Result<(), String> {
        let archive = Arc::clone(&self.archive);
        let Some(opened) = self.opened_mut() else { return Ok(()) };
        let known = opened.proposal.actions.iter().find(|known| known.spot == *spot);
        let Some(mut action) = known.map(|known| known.action.clone()) else { return Ok(()) };
        if part.of(&action) == text {
            return Ok(());
        }
        part.put(text, &mut action)?;
        opened.correct(&archive, |said| {
            said.say_of_action(spot.clone(), part, text.to_owned());
            if part == Part::When {
                // What a person works out from the text is inferred; it may be said to be more.
                let is_timed = action.when.is_some() || action.repeat.is_some();
                let basis = if is_timed { Basis::Inferred.as_str() } else { "" };
                said.say_of_action(spot.clone(), Part::Basis, basis.to_owned());
            }
        });
        // What stands in a record is neither changed nor doubled.
        let known = opened.proposal.actions.iter().find(|known| known.spot == *spot);
        let standing = known.filter(|known| !known.is_taken).map(|known| known.standing.clone());
        match standing {
            Some(Standing::There) => self.say("The record has this action, and keeps it as it is"),
            Some(Standing::Like(_)) => {
                let takes = self.keys(Command::ToggleAction);
                self.say(format!(
                    "The record has something like it: {takes} takes this in as well"
                ));
            }
            _ => {}
        }
        Ok(())
    }
}
