//! What holds of every text at every width.

use plenary::model::{Block, BlockKind, Direction, Language};
use plenary::text::{Cell, Emit, Page, Part, Row, Setting, emit, graphemes, line};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

/// Pieces of the kinds that texts are made of, and of those that break layouts.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-zé]{1,12}",
        6 => "[؀-ۿ]{1,8}",
        4 => "[א-ת]{1,8}",
        3 => "[а-я]{1,14}",
        2 => "[क-ह][ा-्]?",
        2 => "[一-十。、]{1,6}",
        4 => "[ \u{A0}\u{3000}\u{200B}\t]{1,3}",
        6 => Just(" ".to_owned()),
        3 => "[0-9]{1,4}[.,:/%-]?",
        2 => "[()\\[\\]«»“”\"'—–…№§/-]",
        2 => "[\u{300}-\u{310}\u{64B}-\u{652}\u{200C}\u{200D}\u{AD}\u{2060}\u{FE0F}\u{FEFF}]{1,12}",
        1 => "[\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}\u{61C}]",
        1 => "[\u{0}-\u{1F}\u{7F}-\u{9F}\u{2028}]",
        1 => "(لا|إلّا|ﻷ|ل\u{200D}ا|👨\u{200D}👩\u{200D}👧|🇬🇷|👍🏽|각|क्षि|ﷺ)",
        1 => "(https://www\\.example\\.org/a/b_c\\?d=e|post@example\\.org|\\+30 210 5550123)",
        1 => any::<String>(),
        1 => any::<char>().prop_map(|c| c.to_string()),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..30).prop_map(|pieces| pieces.concat())
}

fn block() -> impl Strategy<Value = Block> {
    let kind = prop::sample::select(BlockKind::ALL.to_vec());
    (kind, prop::option::of("¶?[0-9]{1,9}[.)]?"), text()).prop_map(|(kind, label, text)| Block {
        label: label.filter(|_| kind == BlockKind::Point),
        kind,
        text,
    })
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    prop::collection::vec(block(), 0..6)
}

fn language() -> impl Strategy<Value = Language> {
    prop::sample::select(vec!["en", "ru", "ar", "fa", "he", "fr", "pl", "hi", "zh", "und"])
        .prop_map(|tag| Language::parse(tag).unwrap())
}

fn setting() -> impl Strategy<Value = Setting> {
    (1_u16..140, any::<bool>(), any::<bool>()).prop_map(|(measure, hyphenate, justify)| Setting {
        measure,
        hyphenate,
        justify,
    })
}

fn width() -> impl Strategy<Value = u16> {
    prop_oneof![1_u16..=20, 20_u16..150]
}

fn rows(page: &Page) -> Vec<Row> {
    (0..page.height()).map(|index| page.row(index).unwrap()).collect()
}

/// What never reaches a terminal.
fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn is_proper(cell: &Cell) -> bool {
    cell.width > 0
        && usize::from(cell.width) == cell.symbol.width()
        && !cell.symbol.chars().any(is_forbidden)
}

/// What may stand in no cell: blanks at the ends of lines, and what is never shown.
fn may_be_left_out(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) == 0)
}

/// The sources of a block's cells in the order of the text.
fn sources(rows: &[Row], block: usize) -> Vec<std::ops::Range<usize>> {
    let of_block = rows.iter().filter(|row| row.block == block);
    of_block
        .flat_map(|row| {
            let mut sources: Vec<_> = row
                .cells
                .iter()
                .filter(|cell| cell.part == Part::Text && !cell.source.is_empty())
                .map(|cell| cell.source.clone())
                .collect();
            sources.sort_by_key(|source| source.start);
            sources
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_fits_and_every_cell_is_proper(
        blocks in blocks(), language in language(), setting in setting(), width in width(),
    ) {
        let page = Page::set(&blocks, &language, width, &setting);
        for row in rows(&page) {
            prop_assert!(row.indent + row.width() <= width, "{row:?}");
            prop_assert!(row.width() <= setting.measure, "{row:?}");
            for cell in &row.cells {
                prop_assert!(is_proper(cell), "{cell:?}");
            }
        }
        prop_assert!(page.row(page.height()).is_none());
    }

    #[test]
    fn every_cluster_stands_in_one_cell_in_the_order_of_the_text(
        blocks in blocks(), language in language(), setting in setting(), width in width(),
    ) {
        let page = Page::set(&blocks, &language, width, &setting);
        let rows = rows(&page);
        for (position, block) in blocks.iter().enumerate() {
            let mut ends: Vec<usize> = graphemes(&block.text).map(|range| range.end).collect();
            ends.insert(0, 0);
            let mut from = 0;
            for source in sources(&rows, position) {
                prop_assert!(source.start >= from, "{source:?} in {block:?}");
                prop_assert!(ends.binary_search(&source.start).is_ok());
                prop_assert!(ends.binary_search(&source.end).is_ok());
                let out = block.text.get(from..source.start).unwrap();
                prop_assert!(may_be_left_out(out), "{out:?} of {block:?}");
                from = source.end;
            }
            let out = block.text.get(from..).unwrap();
            prop_assert!(may_be_left_out(out), "{out:?} of {block:?}");
        }
    }

    #[test]
    fn a_row_is_found_again_by_its_place(
        blocks in blocks(), language in language(), setting in setting(), width in width(),
    ) {
        let page = Page::set(&blocks, &language, width, &setting);
        let rows = rows(&page);
        let mut expected: Vec<usize> = (0..rows.len()).collect();
        for index in 1..rows.len() {
            // A blank row before a block has the place of the row after it.
            if rows[index].block != rows[index - 1].block && expected.len() > index + 1 {
                let place = page.place_at(index);
                if page.place_at(index + 1) == place {
                    expected[index] = index + 1;
                }
            }
        }
        for (index, expected) in expected.into_iter().enumerate() {
            prop_assert_eq!(page.row_at(page.place_at(index)), expected);
            prop_assert_eq!(page.place_at(index).block, rows[index].block);
        }
    }

    #[test]
    fn a_place_survives_any_widths(
        blocks in blocks(), language in language(), setting in setting(),
        widths in prop::collection::vec(width(), 1..6), top in any::<prop::sample::Index>(),
    ) {
        let page = Page::set(&blocks, &language, widths[0], &setting);
        if page.height() == 0 {
            return Ok(());
        }
        let place = page.place_at(top.index(page.height()));
        let first = page.row_at(place);
        for width in &widths {
            let other = Page::set(&blocks, &language, *width, &setting);
            let row = other.row_at(place);
            prop_assert!(other.place_at(row) <= place);
            if row + 1 < other.height() {
                prop_assert!(other.place_at(row + 1) > place);
            }
        }
        prop_assert_eq!(Page::set(&blocks, &language, widths[0], &setting).row_at(place), first);
    }

    #[test]
    fn visual_order_turns_back_into_the_order_of_the_text(
        blocks in blocks(), language in language(), setting in setting(), width in width(),
    ) {
        let page = Page::set(&blocks, &language, width, &setting);
        for row in rows(&page) {
            let read = emit(row.cells.clone(), Emit::Logical);
            let sources: Vec<_> = read.iter()
                .filter(|cell| cell.part == Part::Text && !cell.source.is_empty())
                .map(|cell| cell.source.start)
                .collect();
            prop_assert!(sources.is_sorted(), "{read:?}");
            let marks = read.iter().take_while(|cell| cell.part == Part::Mark).count();
            prop_assert_eq!(marks, read.iter().filter(|cell| cell.part == Part::Mark).count());
            prop_assert_eq!(emit(row.cells.clone(), Emit::Visual), row.cells);
        }
    }

    #[test]
    fn a_line_is_cut_to_its_width(text in text(), right in any::<bool>(), width in 0_u16..90) {
        let direction = if right { Direction::RightToLeft } else { Direction::LeftToRight };
        let cells = line(&text, direction, width);
        let sum: usize = cells.iter().map(|cell| usize::from(cell.width)).sum();
        prop_assert!(sum <= usize::from(width));
        for cell in &cells {
            prop_assert!(is_proper(cell), "{cell:?}");
        }
    }

    #[test]
    fn a_page_of_any_text_is_set_at_any_width(text in any::<String>(), width in 0_u16..30) {
        let block = Block::paragraph(text);
        let setting = Setting { measure: 66, hyphenate: true, justify: true };
        let page = Page::set(&[block], &Language::parse("ru").unwrap(), width, &setting);
        prop_assert_eq!(page.height() == 0, width == 0);
        prop_assert_eq!(rows(&page).len(), page.height());
    }
}
