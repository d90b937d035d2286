//! What the document asks for, as it was found and as a person says.

use std::collections::BTreeSet;

use crate::import::asks::Asked;
use crate::import::corrections::Corrections;
use crate::import::corrections::Spot;
use crate::import::corrections::Wanted;
use crate::import::line::Line;
use crate::import::line::ranges;
use crate::import::proposal::ProposedAction;
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
        let spot = (at, action.what.clone());
        match corrections.actions.get(&spot) {
            Some(None) => continue,
            // Of several in one sentence the first is the one that was spoken of.
            Some(Some(wanted)) if met.insert(spot.clone()) => take(&mut action, wanted),
            _ => {}
        }
        actions.push(ProposedAction { action, at, lines: ranges(lines, &asked.lines) });
    }
    for ((at, what), said) in &corrections.actions {
        let Some(said) = said.as_ref().filter(|_| !met.contains(&(*at, what.clone()))) else {
            continue;
        };
        let found = (0..).zip(pieces).find(|(_, piece)| piece.lines.first() == Some(at));
        let Some((block, piece)) = found else {
            continue;
        };
        let point = piece.block.point().filter(|_| piece.block.kind == BlockKind::Point);
        let mut action = made(block, point, what);
        take(&mut action, said);
        actions.push(ProposedAction { action, at: *at, lines: ranges(lines, &piece.lines) });
    }
    actions.sort_by_key(|proposed| proposed.action.block);
    actions
}

fn take(action: &mut Action, wanted: &Wanted) {
    if action.when != wanted.when || action.repeat != wanted.repeat {
        action.until = None;
    }
    action.when.clone_from(&wanted.when);
    action.repeat = wanted.repeat;
    action.basis = wanted.basis;
}

fn made(block: usize, point: Option<&str>, what: &str) -> Action {
    Action {
        point: point.map(str::to_owned),
        block: Some(block),
        what: what.to_owned(),
        ..Action::default()
    }
}
