//! What the document asks for, as it was found and as a person says.

use std::collections::BTreeSet;

use crate::import::asks::Asked;
use crate::import::corrections::Corrections;
use crate::import::corrections::Spot;
use crate::import::corrections::put_all;
use crate::import::line::Line;
use crate::import::line::ranges;
use crate::import::proposal::ProposedAction;
use crate::import::proposal::Standing;
use crate::import::text::Piece;
use crate::model::Action;
use crate::model::BlockKind;

/// The actions: those that were found and are not said to be none, and those that are said beside them.
pub(super) fn wanted(
    lines: &[Line],
    pieces: &[Piece],
    asked: Vec<Asked>,
    corrections: &Corrections,
) -> Vec<ProposedAction> {
    let mut met: BTreeSet<Spot> = BTreeSet::new();
    let mut actions = Vec::new();
    for asked in asked {
        let at = asked.lines.first().copied().unwrap_or_default();
        let mut action = asked.action;
        let spot = own_spot(&met, at, &action.what);
        met.insert(spot.clone());
        match corrections.actions.get(&spot) {
            Some(None) => continue,
            Some(Some(said)) => put_all(said, &mut action),
            None => {}
        }
        actions.push(proposed(action, spot, ranges(lines, &asked.lines)));
    }
    for (spot, said) in &corrections.actions {
        let Some(said) = said.as_ref().filter(|_| !met.contains(spot)) else {
            continue;
        };
        let (at, what) = spot;
        let found = (0..).zip(pieces).find(|(_, piece)| piece.lines.first() == Some(at));
        let Some((block, piece)) = found else {
            continue;
        };
        let point = piece.block.point().filter(|_| piece.block.kind == BlockKind::Point);
        let mut action = made(block, point, what);
        put_all(said, &mut action);
        actions.push(proposed(action, spot.clone(), ranges(lines, &piece.lines)));
    }
    actions.sort_by_key(|proposed| proposed.action.block);
    actions
}

/// An action of a new record.
fn proposed(action: Action, spot: Spot, lines: String) -> ProposedAction {
    ProposedAction { action, spot, lines, standing: Standing::New, is_taken: true }
}

/// A spot that none was met at: several times in one sentence are several actions.
fn own_spot(met: &BTreeSet<Spot>, at: usize, what: &str) -> Spot {
    let first = (at, what.to_owned());
    if !met.contains(&first) {
        return first;
    }
    let others = (2..).map(|nth: usize| (at, format!("{what} ({nth})")));
    others.into_iter().find(|spot| !met.contains(spot)).unwrap_or(first)
}

fn made(block: usize, point: Option<&str>, what: &str) -> Action {
    Action {
        point: point.map(str::to_owned),
        block: Some(block),
        what: what.to_owned(),
        ..Action::default()
    }
}
