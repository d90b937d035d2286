//! The pieces of a version that are set apart: its blocks, and the parts of a block that is very long.

use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::GraphemeCursor;

use super::block::SetBlock;
use crate::model::{Block, BlockKind};

/// A block of more bytes is set in pieces of about so many, each as a paragraph of its own.
pub(super) const LONG: usize = 64 << 10;

/// A piece, and its rows where they have been set.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// The position of its block.
    block: u32,
    /// Where it begins in the text of the block, in bytes.
    start: u32,
    /// Its rows, where they have been set.
    pub(super) set: Option<Arc<SetBlock>>,
}

fn large(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Piece {
    fn new(block: usize, start: usize) -> Self {
        Self { block: small(block), start: small(start), set: None }
    }

    /// The position of its block.
    pub(super) fn block(&self) -> usize {
        large(self.block)
    }

    /// Where it begins in the text of the block, in bytes.
    pub(super) fn start(&self) -> usize {
        large(self.start)
    }

    /// Whether it is the beginning of its block.
    pub(super) fn opens(&self) -> bool {
        self.start == 0
    }
}

/// The pieces of all blocks, in their order.
pub(super) fn pieces(blocks: &[Block]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(blocks.len());
    for (position, block) in blocks.iter().enumerate() {
        pieces.push(Piece::new(position, 0));
        let mut start = 0;
        while block.text.len() - start > LONG {
            start = cut(&block.text, start);
            pieces.push(Piece::new(position, start));
        }
    }
    pieces
}

/// Where the piece ends that begins at `start`: after a blank if one is near, else between two clusters.
fn cut(text: &str, start: usize) -> usize {
    let end = text.floor_char_boundary(start + LONG);
    let window = text.get(start..end).unwrap_or_default();
    let near = window.floor_char_boundary(LONG / 4 * 3);
    // What stands on a blank belongs to it.
    let blank = window.rfind(' ').map(|blank| blank + 1).filter(|after| *after > near);
    if let Some(after) = blank.map(|after| start + after).filter(|at| is_between(text, *at)) {
        return after;
    }
    let context = text.get(start..).unwrap_or_default();
    let mut cursor = GraphemeCursor::new(end - start, context.len(), true);
    if cursor.is_boundary(context, 0) == Ok(true) {
        return end;
    }
    let before = cursor.prev_boundary(context, 0).ok().flatten();
    // A cluster as long as the piece is no text: it is cut all the same.
    before.filter(|at| *at > 0).map_or(end, |at| start + at)
}

/// Whether two clusters meet at an offset behind a blank.
fn is_between(text: &str, at: usize) -> bool {
    let around = text.get(at - 1..).unwrap_or_default();
    GraphemeCursor::new(1, around.len(), true).is_boundary(around, 0) == Ok(true)
}

/// Whether a blank row stands before a block.
pub(super) fn blank_before(blocks: &[Block], position: usize) -> bool {
    let Some(previous) = position.checked_sub(1).and_then(|before| blocks.get(before)) else {
        return false;
    };
    let is_bullet = |block: &Block| block.kind == BlockKind::Bullet;
    !(is_bullet(previous) && blocks.get(position).is_some_and(is_bullet))
}

/// The part of its block's text that a piece is, in bytes; `next` is the piece after it.
pub(super) fn range_of(blocks: &[Block], piece: &Piece, next: Option<&Piece>) -> Range<usize> {
    let end = match next.filter(|next| next.block == piece.block) {
        Some(next) => next.start(),
        None => blocks.get(piece.block()).map_or(0, |block| block.text.len()),
    };
    piece.start()..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_block_is_cut_after_blanks_and_between_clusters() {
        for sign in ["word ", "e\u{301}", "文", "👨\u{200d}👩\u{200d}👧", "\u{301}", "x"] {
            let blocks =
                [Block::paragraph("short".to_owned()), Block::paragraph(sign.repeat(200_000))];
            let pieces = pieces(&blocks);
            assert!(pieces.len() > 3, "{sign}");
            assert_eq!(pieces[0].block(), 0);
            let mut at = 0;
            for (index, piece) in pieces.iter().enumerate().skip(1) {
                let range = range_of(&blocks, piece, pieces.get(index + 1));
                assert_eq!((piece.block(), range.start), (1, at), "{sign}");
                assert!((1..=LONG).contains(&range.len()), "{sign}");
                let text = blocks[1].text.get(range.clone()).unwrap();
                if sign != "\u{301}" && range.end < blocks[1].text.len() {
                    assert!(text.ends_with(sign), "{sign}");
                }
                at = range.end;
            }
            assert_eq!(at, blocks[1].text.len(), "{sign}");
        }
    }
}
