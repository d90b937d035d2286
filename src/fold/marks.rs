//! Which marks count, by the script of the letter that they stand on.

use icu_normalizer::properties::{CanonicalCombiningClassMap, CanonicalCombiningClassMapBorrowed};
use icu_properties::props::{GeneralCategory, Script};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

const CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> = CodePointMapData::new();
const SCRIPTS: CodePointMapDataBorrowed<'static, Script> = CodePointMapData::new();
const CLASSES: CanonicalCombiningClassMapBorrowed<'static> = CanonicalCombiningClassMap::new();

/// The combining class of every nukta (UAX #44).
const NUKTA: u8 = 7;

/// What becomes of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It does not count.
    Dropped,
    /// It stays a mark of its own.
    Kept,
    /// With its letter it is another letter, this one.
    Joined(char),
}

/// Whether `letter` is a combining mark.
pub(super) fn is_mark(letter: char) -> bool {
    letter >= '\u{300}'
        && matches!(
            CATEGORIES.get(letter),
            GeneralCategory::NonspacingMark
                | GeneralCategory::SpacingMark
                | GeneralCategory::EnclosingMark
        )
}

/// The combining class of a character: 0 for a letter.
pub(super) fn class(letter: char) -> u8 {
    CLASSES.get_u8(letter)
}

/// What becomes of `mark` on the folded letter `base`; a blank stands for no letter at all.
pub(super) fn fate(base: char, mark: char) -> Fate {
    let own = SCRIPTS.get(mark);
    let script =
        if own == Script::Inherited || own == Script::Common { SCRIPTS.get(base) } else { own };
    if CATEGORIES.get(mark) == GeneralCategory::SpacingMark {
        return Fate::Kept;
    }
    match script {
        Script::Latin
        | Script::Greek
        | Script::Arabic
        | Script::Hebrew
        | Script::Common
        | Script::Inherited => Fate::Dropped,
        Script::Cyrillic => match (base, mark) {
            ('и', '\u{306}') => Fate::Joined('й'),
            ('у', '\u{306}') => Fate::Joined('ў'),
            ('і', '\u{308}') => Fate::Joined('ї'),
            _ => Fate::Dropped,
        },
        _ if class(mark) == NUKTA => Fate::Dropped,
        _ => Fate::Kept,
    }
}
