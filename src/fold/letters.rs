//! What becomes of a single letter, sign or digit.

use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_normalizer::{DecomposingNormalizer, DecomposingNormalizerBorrowed};
use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory};
use icu_properties::{
    CodePointMapData, CodePointMapDataBorrowed, CodePointSetData, CodePointSetDataBorrowed,
};

use super::marks::is_mark;

const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizer::new_nfkd();
const CASES: CaseMapperBorrowed<'static> = CaseMapper::new();
const CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> = CodePointMapData::new();
const IGNORABLE: CodePointSetDataBorrowed<'static> =
    CodePointSetData::new::<DefaultIgnorableCodePoint>();

/// The zero of every row of ten digits that living scripts count with.
const ZEROS: [char; 17] = [
    '\u{660}', '\u{6F0}', '\u{7C0}', '\u{966}', '\u{9E6}', '\u{A66}', '\u{AE6}', '\u{B66}',
    '\u{BE6}', '\u{C66}', '\u{CE6}', '\u{D66}', '\u{E50}', '\u{ED0}', '\u{F20}', '\u{1040}',
    '\u{17E0}',
];

/// Gives the parts of `letter` to `put`: decomposed, in their folded case, by the rules below.
///
/// Marks come as they are: what becomes of them depends on what they stand on.
pub(super) fn parts(letter: char, mut put: impl FnMut(char)) {
    // These two would fall apart into a blank and an accent.
    if let '\u{B4}' | '\u{1FBD}' = letter {
        return put('\'');
    }
    let mut bytes = [0; 4];
    for part in NFKD.normalize_iter(std::iter::once(letter)) {
        // The iota subscript is the one mark that has a case: a letter of its own.
        if is_mark(part) {
            put(part);
            continue;
        }
        let folded = CASES.fold_string(part.encode_utf8(&mut bytes));
        for part in NFKD.normalize_iter(folded.chars()) {
            let (first, second) = rule(part);
            put(first);
            if let Some(second) = second {
                put(second);
            }
        }
    }
}

/// Whether `letter` is no part of a word: a joiner, a direction mark, a soft hyphen, a stretching sign.
pub(super) fn is_ignored(letter: char) -> bool {
    letter == '\u{640}' || (letter >= '\u{AD}' && IGNORABLE.contains(letter))
}

/// The rules for letters that Unicode keeps apart and readers do not.
fn rule(letter: char) -> (char, Option<char>) {
    let one = match letter {
        'a'..='z' | '0'..='9' => letter,
        'æ' => return ('a', Some('e')),
        'œ' => return ('o', Some('e')),
        'þ' => return ('t', Some('h')),
        'ı' => 'i',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ł' => 'l',
        'ħ' => 'h',
        'ŧ' => 't',
        // Alef with wasla or a wavy hamza; the forms with hamza and madda decompose.
        '\u{671}'..='\u{673}' => '\u{627}',
        // Alef maksura and Persian ya.
        '\u{649}' | '\u{6CC}' => '\u{64A}',
        // Ta marbuta, and the forms of ha in Urdu, Persian and Kurdish.
        '\u{629}' | '\u{6C1}' | '\u{6BE}' | '\u{6D5}' => '\u{647}',
        // Persian and swash kaf.
        '\u{6A9}' | '\u{6AA}' => '\u{643}',
        '`' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | '׳' => {
            '\''
        }
        '“' | '”' | '„' | '‟' | '«' | '»' | '״' => '"',
        '،' | '٬' => ',',
        '؛' => ';',
        '؟' => '?',
        '۔' => '.',
        '٪' => '%',
        '\u{2212}' | '\u{2043}' => '-',
        '\u{2044}' | '\u{2215}' => '/',
        _ if letter.is_ascii() => letter,
        _ => match CATEGORIES.get(letter) {
            GeneralCategory::DecimalNumber => digit(letter),
            GeneralCategory::DashPunctuation => '-',
            _ => letter,
        },
    };
    (one, None)
}

fn digit(letter: char) -> char {
    let value = |zero: &char| {
        let distance = u32::from(letter).checked_sub(u32::from(*zero))?;
        char::from_digit(distance, 10)
    };
    ZEROS.iter().find_map(value).unwrap_or(letter)
}
