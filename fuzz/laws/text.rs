//! Foreign text, and texts in blocks.

use plenary::model::{BlockKind, Language, clean, clean_line};
use plenary::store::blocks;
use plenary::text::{Page, Setting};

use super::{is_harmless, text};

/// The gate lets nothing through that drives a terminal, and takes no visible letter away.
pub(super) fn foreign_text_is_harmless(bytes: &[u8]) {
    let text = text(bytes);
    let visible = |text: &str| text.chars().filter(char::is_ascii_graphic).collect::<String>();
    for cleaned in [clean(&text), clean_line(&text)] {
        is_harmless(&cleaned);
        assert_eq!(clean(&cleaned), cleaned, "what is clean stays as it is");
        assert_eq!(visible(&cleaned), visible(&text));
    }
    assert!(!clean_line(&text).contains('\n'));
}

/// Whatever a text holds: no word of it is lost, and it is set for every width.
pub(super) fn blocks_are_set(bytes: &[u8]) {
    const LANGUAGES: [&str; 8] = ["en", "ru", "ar", "fa", "he", "fr", "hi", "ja"];
    let [shape, measure, rest @ ..] = bytes else { return };
    let text = text(rest);
    let blocks = blocks(&text);
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let mut kept = String::new();
    for block in &blocks {
        is_harmless(&block.text);
        assert!(block.label.is_none() || block.kind == BlockKind::Point, "{block:?}");
        kept += &letters(block.label.as_deref().unwrap_or_default());
        kept += &letters(&block.text);
    }
    assert_eq!(kept, letters(&text));
    let language = LANGUAGES[usize::from(shape % 8)];
    let setting = Setting {
        measure: u16::from(*measure).max(1),
        hyphenate: shape & 8 != 0,
        justify: shape & 16 != 0,
    };
    let language = Language::parse(language).unwrap();
    for width in [u16::from(shape >> 5) + 1, 20 + u16::from(shape / 2)] {
        let page = Page::set(&blocks, &language, width, &setting);
        for index in 0..page.height() {
            let row = page.row(index).unwrap();
            assert!(row.indent + row.width() <= width, "{row:?}");
            let place = page.place_at(index);
            // A blank row has no place of its own: it has that of the row below.
            let there = page.row_at(place);
            assert!(there == index || row.cells.is_empty(), "row {index} is found at {there}");
            assert_eq!(page.place_at(there), place, "a place leads back to itself");
        }
        assert!(page.row(page.height()).is_none());
    }
}
