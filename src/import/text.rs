//! The text of a version: paragraphs become blocks.

use std::collections::HashSet;

use crate::model::Block;
use crate::model::BlockKind;

use super::head::Head;
use super::line::Shape;
use super::line::squeezed;
use super::mark::Mark;
use super::paragraph::Paragraph;

/// A block, and the lines it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The block.
    pub(super) block: Block,
    /// The positions of its lines.
    pub(super) lines: Vec<usize>,
}

/// The longest slogan and the longest heading, in characters.
const LONGEST: usize = 140;

/// The blocks of a version.
pub(super) fn pieces(paragraphs: &[Paragraph], head: &Head) -> Vec<Piece> {
    let numbers = numbers(paragraphs);
    let mut pieces: Vec<Piece> = Vec::new();
    if let Some(title) = &head.text {
        let of = |at: &usize| paragraphs.get(*at).map(|p| p.lines.clone()).unwrap_or_default();
        let lines = head.title.iter().flat_map(of).collect();
        pieces.push(piece(BlockKind::Title, None, title, lines));
    }
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if head.title.contains(&at) {
            continue;
        }
        let (kind, label, text) = if head.front.contains(&at) {
            (BlockKind::Note, None, paragraph.text.as_str())
        } else {
            kind_of(paragraphs, at, &numbers, head)
        };
        pieces.push(piece(kind, label, text, paragraph.lines.clone()));
    }
    mark_slogans(&mut pieces);
    pieces
}

fn piece(kind: BlockKind, label: Option<&str>, text: &str, lines: Vec<usize>) -> Piece {
    let block = Block { kind, label: label.map(str::to_owned), text: squeezed(text) };
    Piece { block, lines }
}

/// The numbers that begin paragraphs.
fn numbers(paragraphs: &[Paragraph]) -> HashSet<u32> {
    let number = |paragraph: &Paragraph| match Mark::of(&paragraph.text) {
        Some(Mark::Number(label, _)) => label.trim_end_matches(['.', ')']).parse().ok(),
        _ => None,
    };
    paragraphs.iter().filter_map(number).collect()
}

fn kind_of<'a>(
    paragraphs: &'a [Paragraph],
    at: usize,
    numbers: &HashSet<u32>,
    head: &Head,
) -> (BlockKind, Option<&'a str>, &'a str) {
    let Some(paragraph) = paragraphs.get(at) else {
        return (BlockKind::Paragraph, None, "");
    };
    let text = paragraph.text.as_str();
    if paragraph.shape == Shape::Note {
        return (BlockKind::Note, None, text);
    }
    if matches!(paragraph.shape, Shape::Heading | Shape::Title) {
        return (BlockKind::Heading, None, text);
    }
    match Mark::of(text) {
        Some(Mark::Bullet(rest)) if !rest.is_empty() => return (BlockKind::Bullet, None, rest),
        Some(Mark::Number(label, rest)) => {
            // A number without a neighbour is no number of a point: "20. Meeting", "1848."
            let number: u32 = label.trim_end_matches(['.', ')']).parse().unwrap_or(0);
            let has_neighbour =
                numbers.contains(&(number + 1)) || numbers.contains(&number.saturating_sub(1));
            if number == 1 || has_neighbour {
                return (BlockKind::Point, Some(label), rest);
            }
        }
        _ => {}
    }
    let next = paragraphs.get(at + 1);
    let leads = next.is_some_and(|next| Mark::of(&next.text).is_some());
    if text.ends_with(':') && leads {
        return (BlockKind::Lead, None, text);
    }
    let is_over = head.all.contains(&at);
    if !is_over && is_heading(paragraph, next) {
        return (BlockKind::Heading, None, text);
    }
    (BlockKind::Paragraph, None, text)
}

/// A short line that ends no sentence, over others.
fn is_heading(paragraph: &Paragraph, next: Option<&Paragraph>) -> bool {
    let text = paragraph.text.as_str();
    let Some(next) = next else {
        return false;
    };
    let short = text.chars().count() <= LONGEST && text.split_whitespace().count() <= 16;
    let open = !text.ends_with(['.', ';', ':', ',', '!', '?', '…', '»', '”', '"', '،', '؛', '؟']);
    let begins = text.chars().next().is_some_and(|letter| !letter.is_lowercase());
    let longer = next.text.chars().count() > text.chars().count() || Mark::of(&next.text).is_some();
    short && open && begins && longer && paragraph.lines.len() <= 2
}

/// The last calls of a text: short, and each ends with an exclamation mark.
fn mark_slogans(pieces: &mut [Piece]) {
    let is_slogan = |block: &Block| {
        block.kind == BlockKind::Paragraph
            && block.text.chars().count() <= LONGEST
            && block.text.trim_end_matches(['"', '”', '»', ' ']).ends_with(['!', '！'])
    };
    let not_note = |piece: &&mut Piece| piece.block.kind != BlockKind::Note;
    for piece in pieces.iter_mut().rev().filter(not_note) {
        if !is_slogan(&piece.block) {
            break;
        }
        piece.block.kind = BlockKind::Slogan;
    }
}

#[cfg(test)]
mod tests {
    use super::super::head::head;
    use super::super::line::Line;
    use super::super::paragraph::paragraphs;
    use super::*;

    #[test]
    fn paragraphs_become_blocks() {
        let text = "\
Statement on water

The assembly met for two days in the town, and this is what it says to all:

1. Hold meetings.
This goes on.

2. Tell of them:

- one,
- two.

Part two

20. Meetings are long, as everybody knows who has been to one of them in the town.

Water for all!
Bread for all!";
        let lines: Vec<Line> = text.lines().map(Line::plain).collect();
        let positions: Vec<usize> = (0..lines.len()).collect();
        let paragraphs = paragraphs(&lines, &positions);
        let told: Vec<String> = pieces(&paragraphs, &head(&paragraphs))
            .into_iter()
            .map(|piece| {
                let start: String = piece.block.text.chars().take(12).collect();
                format!("{} {}{start}", piece.block.kind, piece.block.label.unwrap_or_default())
            })
            .collect();
        assert_eq!(
            told,
            [
                "title Statement on",
                "lead The assembly",
                "point 1.Hold meeting",
                "paragraph This goes on",
                "point 2.Tell of them",
                "bullet one,",
                "bullet two.",
                "heading Part two",
                "paragraph 20. Meetings",
                "slogan Water for al",
                "slogan Bread for al",
            ]
        );
    }
}
