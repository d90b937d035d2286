//! What the gate knows of single characters.

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

/// What the gate does with a character that is not plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Ends a line.
    Break,
    /// Becomes a blank.
    Blank,
    /// Becomes this, which is seen.
    Shown(char),
    /// Is left out.
    Dropped,
    /// Joins what stands beside it, or keeps it apart.
    Joiner,
    /// Says where a line may end or may not.
    Hint,
    /// Chooses a form of the sign before it.
    Selector,
    /// Is a sign or a mark.
    Other,
}

/// Whether `c` is one of the characters that turn the direction of the text after them (UAX #9 §2).
#[must_use]
pub const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether nobody sees `c`, and no text needs it: it is left out wherever it stands.
///
/// Bidi controls are not among them, nor what text may need here and there.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{34F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180E}'
        | '\u{2061}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E00FF}'
        | '\u{E01F0}'..='\u{E0FFF}')
}

/// Whether `c` surely passes as it is, and is no mark.
pub(super) const fn is_plain(c: char) -> bool {
    matches!(c,
        '\u{20}'..='\u{7E}'
        | '\u{A0}'..='\u{AC}'
        | '\u{AE}'..='\u{2FF}'
        | '\u{370}'..='\u{482}'
        | '\u{48A}'..='\u{556}'
        | '\u{5D0}'..='\u{5EA}'
        | '\u{620}'..='\u{64A}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205E}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}')
}

/// What the gate does with a character that is not plain.
pub(super) const fn sort(c: char) -> Sort {
    match c {
        '\n' => Sort::Break,
        '\t' | '\u{2028}' | '\u{2029}' => Sort::Blank,
        // The control pictures of Unicode stand in the order of the controls.
        '\0'..='\u{1F}' => match char::from_u32(0x2400 + c as u32) {
            Some(picture) => Sort::Shown(picture),
            None => Sort::Dropped,
        },
        '\u{7F}' => Sort::Shown('\u{2421}'),
        '\u{80}'..='\u{9F}' => Sort::Shown(char::REPLACEMENT_CHARACTER),
        // The three marks are invisible and harmless alone; the rest reorder what follows.
        '\u{061C}' | '\u{200E}' | '\u{200F}' => Sort::Dropped,
        _ if is_bidi_control(c) => Sort::Shown(char::REPLACEMENT_CHARACTER),
        _ if is_invisible(c) => Sort::Dropped,
        '\u{200C}' | '\u{200D}' => Sort::Joiner,
        '\u{AD}' | '\u{200B}' | '\u{2060}' => Sort::Hint,
        '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
            Sort::Selector
        }
        // No characters, by definition: the last two of each plane, and a stretch among the Arabic forms.
        '\u{FDD0}'..='\u{FDEF}' => Sort::Shown(char::REPLACEMENT_CHARACTER),
        _ if c as u32 & 0xFFFE == 0xFFFE => Sort::Shown(char::REPLACEMENT_CHARACTER),
        _ => Sort::Other,
    }
}

/// Whether a joiner serves after `c`: scripts whose letters join, and signs that join into one.
pub(super) const fn joins(c: char, joiner: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{1CFF}'
        | '\u{A800}'..='\u{ABFF}'
        | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}'
        | '\u{10A00}'..='\u{11FFF}'
        | '\u{1E900}'..='\u{1E95F}')
        || (joiner == '\u{200D}' && is_emoji(c))
}

/// Whether a sign has variants to choose among: ideographs, signs that may be emoji, letters of
/// Myanmar and of Mongolia.
pub(super) const fn has_variants(c: char) -> bool {
    is_emoji(c)
        || matches!(c,
            '#' | '*' | '0'..='9' | '\u{A9}' | '\u{AE}' | '\u{1000}'..='\u{109F}' | '\u{1800}'..='\u{18AF}'
            | '\u{2000}'..='\u{22FF}' | '\u{3000}'..='\u{9FFF}' | '\u{A9E0}'..='\u{AA7F}'
            | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFD}')
}

const fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

/// Whether `c` is a mark on the sign before it.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        category(c),
        GeneralCategory::NonspacingMark
            | GeneralCategory::EnclosingMark
            | GeneralCategory::SpacingMark
    )
}

/// Whether a mark stands beside its sign, in a column of its own.
pub(super) fn takes_column(mark: char) -> bool {
    category(mark) == GeneralCategory::SpacingMark
}

#[cfg(test)]
mod tests {
    use icu_properties::CodePointSetData;
    use icu_properties::props::{DefaultIgnorableCodePoint, Emoji};

    use super::*;

    /// Format characters that are seen: they enclose numbers and years, or stand for words.
    fn is_seen(c: char) -> bool {
        matches!(c, '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{70F}' | '\u{890}'..='\u{891}' | '\u{8E2}'
            | '\u{110BD}' | '\u{110CD}' | '\u{13430}'..='\u{1343F}')
    }

    #[test]
    fn nothing_invisible_passes_as_a_sign() {
        let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
        for c in ('\0'..=char::MAX).filter(|c| !is_seen(*c)) {
            let hides = ignorable.contains(c)
                || matches!(
                    category(c),
                    GeneralCategory::Format
                        | GeneralCategory::Control
                        | GeneralCategory::LineSeparator
                        | GeneralCategory::ParagraphSeparator
                );
            if hides {
                assert!(!is_plain(c), "U+{:04X}", u32::from(c));
                assert_ne!(sort(c), Sort::Other, "U+{:04X}", u32::from(c));
            }
        }
    }

    #[test]
    fn what_is_plain_is_no_mark_and_nothing_special() {
        for c in ('\0'..=char::MAX).filter(|c| is_plain(*c)) {
            assert_eq!(sort(c), Sort::Other, "U+{:04X}", u32::from(c));
            assert!(!is_mark(c), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn every_emoji_may_be_joined_or_chosen() {
        let emoji = CodePointSetData::new::<Emoji>();
        for c in ('\0'..=char::MAX).filter(|c| emoji.contains(*c)) {
            assert!(has_variants(c), "U+{:04X}", u32::from(c));
        }
    }
}
