//! What a document asks for, as a person says it.

use std::sync::Arc;

use super::Review;
use crate::import::{Spot, Wanted};

/// The longest text of an action that is said by hand, in characters.
const LONGEST: usize = 400;

impl Review {
    /// Says that the block of the line asks for something, or does not.
    pub(super) fn toggle_action(&mut self) {
        let archive = Arc::clone(&self.archive);
        let Some(opened) = self.opened_mut() else { return };
        let at = opened.lines.selected();
        let line = opened.proposal.lines.get(at);
        let Some((0, block)) = line.and_then(|line| Some((line.version?, line.block?))) else {
            self.warn("Only a block of the first version can ask for something");
            return;
        };
        let lines = opened.proposal.lines.iter();
        let first = lines
            .enumerate()
            .find(|(_, line)| line.version == Some(0) && line.block == Some(block) && line.begins);
        let first = first.map_or(at, |(at, _)| at);
        let own: Vec<Spot> = opened
            .proposal
            .actions
            .iter()
            .filter(|proposed| proposed.at == first)
            .map(|proposed| (first, proposed.action.what.clone()))
            .collect();
        let version = opened.proposal.versions.first();
        let text = version.and_then(|version| version.blocks.get(block));
        let what: String =
            text.map_or("", |block| &block.block.text).chars().take(LONGEST).collect();
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
}
