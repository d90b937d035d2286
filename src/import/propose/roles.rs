//! What became of each line of a source.

use crate::import::corrections::LineRole;
use crate::import::cutting::Around;
use crate::import::line::Line;
use crate::import::proposal::ProposedLine;
use crate::model::BlockKind;

use super::pieces::Parts;

/// Why a line is no block where it says that more can sign.
const OPEN: &str = "says that more can sign";

/// What each line is, in the order of the source.
pub(super) fn roles(lines: &[Line], around: &Around, parts: &Parts) -> Vec<ProposedLine> {
    let first = |(at, line): (usize, &Line)| {
        let why = around.why.get(at).copied().flatten();
        let role = match (line.is_blank(), why) {
            (true, _) => LineRole::Blank,
            (false, Some(_)) => LineRole::Furniture,
            (false, None) => LineRole::Unknown,
        };
        ProposedLine { role, why, begins: true, version: None, block: None }
    };
    let mut told: Vec<ProposedLine> = lines.iter().enumerate().map(first).collect();
    for (nth, part) in parts.versions.iter().enumerate() {
        for at in &part.range.lines {
            if let Some(line) = told.get_mut(*at) {
                line.version = Some(nth);
            }
        }
    }
    for at in &parts.silent {
        if let Some(line) = told.get_mut(*at).filter(|line| line.role == LineRole::Unknown) {
            (line.role, line.why) = (LineRole::Furniture, Some(OPEN));
        }
    }
    let mut set = |at: usize, role: LineRole, begins: bool, block: Option<usize>| {
        if let Some(line) = told.get_mut(at) {
            (line.role, line.why, line.begins, line.block) = (role, None, begins, block);
        }
    };
    for at in &parts.rests {
        set(*at, LineRole::Signatory, false, None);
    }
    for run in &parts.runs {
        for at in &run.lines {
            set(*at, LineRole::Signatory, true, None);
        }
        if let Some(at) = run.heading_at {
            set(at, LineRole::Group, true, None);
        }
    }
    for part in &parts.versions {
        for (block, piece) in part.pieces.iter().enumerate() {
            let role = role_of(piece.block.kind);
            for (nth, at) in piece.lines.iter().enumerate() {
                set(*at, role, nth == 0, Some(block));
            }
        }
    }
    told
}

fn role_of(kind: BlockKind) -> LineRole {
    match kind {
        BlockKind::Title => LineRole::Title,
        BlockKind::Heading => LineRole::Heading,
        BlockKind::Lead => LineRole::Lead,
        BlockKind::Paragraph => LineRole::Paragraph,
        BlockKind::Point => LineRole::Point,
        BlockKind::Bullet => LineRole::Bullet,
        BlockKind::Slogan => LineRole::Slogan,
        BlockKind::Note => LineRole::Note,
    }
}
