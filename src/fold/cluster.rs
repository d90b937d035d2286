//! Letters of the scripts in which marks count: put in order, made alike, and composed.

use icu_normalizer::properties::{CanonicalComposition, CanonicalCompositionBorrowed};

use super::marks::class;

const COMPOSITION: CanonicalCompositionBorrowed<'static> = CanonicalComposition::new();

/// A folded letter and the part of the source that it comes from, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// The letter.
    pub(super) letter: char,
    /// Where its source begins.
    pub(super) start: usize,
    /// Where its source ends.
    pub(super) end: usize,
}

/// Brings a run of letters with their marks into the one form that equal texts share.
pub(super) fn settle(pieces: &mut Vec<Piece>) {
    order(pieces);
    nasals(pieces);
    compose(pieces);
}

/// The canonical order of marks (UAX #15); a letter stays where it is.
fn order(pieces: &mut [Piece]) {
    for run in pieces.chunk_by_mut(|_, next| class(next.letter) != 0) {
        // The letter that begins a run has class 0, so it stays first.
        run.sort_by_key(|piece| class(piece.letter));
    }
}

/// The place of a letter in its block, of the Indic blocks that all follow one plan and write a nasal
/// before its stop in two ways: Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Telugu, Kannada.
fn indic(letter: char) -> Option<(u32, u32)> {
    let code = u32::from(letter);
    let block = code & !0x7F;
    matches!(block, 0x900 | 0x980 | 0xA00 | 0xA80 | 0xB00 | 0xC00 | 0xC80)
        .then_some((block, code & 0x7F))
}

/// Whether the nasal at `nasal` is the one of the stops' row that `stop` stands in.
fn is_homorganic(nasal: u32, stop: u32) -> bool {
    match nasal {
        0x19 => (0x15..=0x18).contains(&stop),
        0x1E => (0x1A..=0x1D).contains(&stop),
        0x23 => (0x1F..=0x22).contains(&stop),
        0x28 => (0x24..=0x27).contains(&stop),
        0x2E => (0x2A..=0x2D).contains(&stop),
        _ => false,
    }
}

/// A nasal with virama before its stop, candrabindu and tippi are all written as anusvara.
fn nasals(pieces: &mut Vec<Piece>) {
    const CANDRABINDU: u32 = 0x01;
    const ANUSVARA: u32 = 0x02;
    const VIRAMA: u32 = 0x4D;
    const TIPPI: char = '\u{A70}';
    // NUL is of no script, so it is never among these letters.
    const GONE: char = '\0';

    for place in 0..pieces.len() {
        if let Some([nasal, virama, stop, ..]) = pieces.get_mut(place..)
            && let (Some((block, n)), Some((_, VIRAMA)), Some((other, s))) =
                (indic(nasal.letter), indic(virama.letter), indic(stop.letter))
            && block == other
            && is_homorganic(n, s)
        {
            nasal.letter = char::from_u32(block + ANUSVARA).unwrap_or(nasal.letter);
            nasal.end = virama.end;
            virama.letter = GONE;
        }
        if let Some(piece) = pieces.get_mut(place) {
            if let Some((block, CANDRABINDU)) = indic(piece.letter) {
                piece.letter = char::from_u32(block + ANUSVARA).unwrap_or(piece.letter);
            } else if piece.letter == TIPPI {
                piece.letter = '\u{A02}';
            }
        }
    }
    pieces.retain(|piece| piece.letter != GONE);
}

/// Canonical composition (UAX #15).
fn compose(pieces: &mut Vec<Piece>) {
    let mut composed: Vec<Piece> = Vec::with_capacity(pieces.len());
    // The letter that the next mark may join, and the class of the last mark after it.
    let mut starter: Option<usize> = None;
    let mut last_class = 0;
    for piece in pieces.drain(..) {
        let own_class = class(piece.letter);
        let count = composed.len();
        if let Some(base) = starter.and_then(|starter| composed.get_mut(starter)) {
            let is_next = starter == count.checked_sub(1);
            let is_free = is_next || (last_class != 0 && last_class < own_class);
            if is_free && let Some(letter) = COMPOSITION.compose(base.letter, piece.letter) {
                base.letter = letter;
                base.end = base.end.max(piece.end);
                continue;
            }
        }
        if own_class == 0 {
            starter = Some(count);
        }
        last_class = own_class;
        composed.push(piece);
    }
    *pieces = composed;
}
