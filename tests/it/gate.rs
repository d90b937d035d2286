//! What holds of every text that has passed the gate.

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};
use plenary::model::limits;
use plenary::model::{Block, Clean, Language, clean, clean_line, is_bidi_control, is_invisible};
use plenary::text::{Page, Setting, line};
use proptest::prelude::*;
use unicode_bidi::{BidiClass, bidi_class};

use crate::support::evil::{Vector, vectors};

/// Pieces of evil, and of what stands around it.
fn text() -> impl Strategy<Value = String> {
    let evil: Vec<String> = vectors().iter().map(Vector::text).collect();
    let piece = prop_oneof![
        4 => prop::sample::select(evil),
        2 => "[a-zа-яא-תء-ي一-十]{1,8}",
        1 => "[ \n\r\t]{1,3}",
        2 => "[\u{AD}\u{200B}-\u{200F}\u{2028}-\u{202E}\u{2060}-\u{206F}\u{FE00}-\u{FE0F}]{1,6}",
        2 => "[\u{300}-\u{36F}\u{E0100}-\u{E01EF}\u{591}-\u{5C7}\u{93E}-\u{94D}]{1,20}",
        1 => any::<String>(),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// What no sink is given.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || is_bidi_control(c)
        || is_invisible(c)
        || matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{2028}' | '\u{2029}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// The longest run of marks that take no column; by another table than the gate's.
fn marks(text: &str) -> usize {
    let is_selector = |c| matches!(c, '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
    let is_mark = |c: char| bidi_class(c) == BidiClass::NSM && !is_selector(c);
    text.split(|c| !is_mark(c)).map(|run| run.chars().count()).max().unwrap_or(0)
}

/// The letters and numbers of a text.
fn words(text: &str) -> String {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let is_word = |c: &char| {
        let category = categories.get(*c);
        GeneralCategoryGroup::Letter.contains(category)
            || GeneralCategoryGroup::Number.contains(category)
    };
    text.chars().filter(|c| is_word(c) && !is_invisible(*c)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_sink_is_given_anything_forbidden(text in text()) {
        for passed in [Clean::text(&text), Clean::line(&text)] {
            let found = passed.as_str().chars().find(|c| is_forbidden(*c));
            prop_assert_eq!(found, None);
            prop_assert!(marks(passed.as_str()) <= limits::MARKS);
        }
        prop_assert!(!Clean::line(&text).as_str().contains('\n'));
        let network = Clean::lines_of_network(&text).into_owned();
        let lines = network.as_str().replace("\r\n", "\n");
        prop_assert!(!lines.chars().any(is_forbidden), "{lines:?}");
    }

    #[test]
    fn no_door_lets_in_anything_that_drives_or_floods(text in text()) {
        let passed = clean(&text);
        for c in passed.chars() {
            let drives = c.is_control() && c != '\n';
            prop_assert!(!drives);
            prop_assert!(!is_bidi_control(c));
            prop_assert!(!is_invisible(c));
        }
        let hint = |c: char| matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}');
        let pairs = passed.chars().zip(passed.chars().skip(1));
        prop_assert_eq!(pairs.filter(|(a, b)| hint(*a) && hint(*b)).count(), 0);
        prop_assert!(!clean_line(&text).contains('\n'));
    }

    #[test]
    fn what_has_passed_passes_again_unchanged(text in text()) {
        let (inside, line, sent) = (clean(&text), clean_line(&text), Clean::text(&text));
        prop_assert_eq!(&clean(&inside), &inside);
        prop_assert_eq!(&clean_line(&line), &line);
        prop_assert!(Clean::text(sent.as_str()).is_as_it_was());
        // A door takes nothing from a sink.
        let after = Clean::text(&inside);
        prop_assert_eq!(after.as_str(), sent.as_str());
    }

    #[test]
    fn every_letter_and_digit_passes_in_its_place(text in text()) {
        prop_assert_eq!(words(Clean::text(&text).as_str()), words(&text));
    }

    #[test]
    fn what_is_set_passes_as_it_was_set(text in text(), width in 1_u16..60) {
        let text = clean_line(&text).into_owned();
        let block = Block::paragraph(text.as_str());
        let setting = Setting { measure: 72, hyphenate: true, justify: true };
        for tag in ["en", "ar"] {
            let language = Language::parse(tag).unwrap();
            let page = Page::set(std::slice::from_ref(&block), &language, width, &setting);
            let rows = (0..page.height()).filter_map(|row| page.row(row));
            let cells = rows.flat_map(|row| row.cells).chain(line(&text, language.direction(), width));
            for cell in cells {
                prop_assert!(Clean::line(&cell.symbol).is_as_it_was(), "{:?}", cell.symbol);
            }
        }
    }
}

#[test]
fn there_are_all_the_vectors() {
    let vectors = vectors();
    assert!(vectors.len() >= 77, "{}", vectors.len());
    let mut names: Vec<&str> = vectors.iter().map(|vector| vector.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), vectors.len(), "each has a name of its own");
}

#[test]
fn every_vector_is_made_harmless() {
    for vector in vectors() {
        let text = vector.text();
        let passed = Clean::line(&text);
        assert!(!passed.as_str().chars().any(is_forbidden), "{}: {passed:?}", vector.name);
        assert!(passed.as_str().len() <= 1_000, "{}: {passed:?}", vector.name);
    }
    for (name, shown) in [
        ("osc0", "␛]0;owned␇"),
        ("c1-csi", "\u{FFFD}31mred"),
        ("raw-csi", "\u{FFFD}31mred"),
        ("bidi-rlo", "name\u{FFFD}txt.exe"),
        ("zwsp", "paypal"),
        ("tags", "ab"),
        ("cr-overwrite", "good␍evil"),
        ("emoji-zwj", "👨\u{200d}👩\u{200d}👧"),
        ("arabic", "سلام"),
    ] {
        let vector = vectors().into_iter().find(|vector| vector.name == name).unwrap();
        assert_eq!(Clean::line(&vector.text()).as_str(), shown, "{name}");
    }
}
