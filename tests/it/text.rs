//! Pages of text: marks, hanging indents, the order from the right, traps of mixed texts.

use plenary::model::{Block, BlockKind, Direction, Language};
use plenary::text::{Page, Place, Setting};

use crate::text_traps::TRAPS;

pub(crate) fn paragraph(text: &str) -> Block {
    block(BlockKind::Paragraph, None, text)
}

fn block(kind: BlockKind, label: Option<&str>, text: &str) -> Block {
    Block { kind, label: label.map(str::to_owned), text: text.to_owned() }
}

fn page(blocks: &[Block], language: &str, width: u16) -> Page {
    let setting = Setting { measure: 66, hyphenate: false, justify: false };
    Page::set(blocks, &Language::parse(language).unwrap(), width, &setting)
}

/// The rows as they are seen.
fn rows(page: &Page) -> Vec<String> {
    (0..page.height())
        .filter_map(|index| page.row(index))
        .map(|row| {
            let cells: String = row.cells.iter().map(|cell| cell.symbol.as_str()).collect();
            format!("{}{cells}", " ".repeat(usize::from(row.indent)))
        })
        .collect()
}

#[test]
fn mixed_texts_stand_as_they_are_read() {
    for trap in TRAPS {
        let page = page(&[paragraph(trap.text)], trap.language, 40);
        assert_eq!(rows(&page), trap.rows, "{}", trap.text);
    }
}

#[test]
fn points_and_bullets_hang_beside_their_marks() {
    let blocks = [
        block(BlockKind::Point, Some("8."), "one two three four five six"),
        block(BlockKind::Point, Some("12."), "seven"),
        block(BlockKind::Bullet, None, "eight nine ten eleven twelve"),
        block(BlockKind::Bullet, None, "thirteen"),
        block(BlockKind::Slogan, None, "fourteen"),
    ];
    let expected = [
        " 8. one two three",
        "    four five six",
        "",
        "12. seven",
        "",
        "• eight nine ten",
        "  eleven twelve",
        "• thirteen",
        "",
        "fourteen",
    ];
    assert_eq!(rows(&page(&blocks, "en", 18)), expected);
}

#[test]
fn a_text_from_the_right_hangs_at_the_right() {
    let blocks = [
        block(BlockKind::Point, Some("8."), "אחד שתיים שלוש ארבע"),
        block(BlockKind::Bullet, None, "חמש שש שבע שמונה"),
    ];
    let expected = ["   םייתש דחא .8", "   עברא שולש", "", "   עבש שש שמח •", "        הנומש"];
    assert_eq!(rows(&page(&blocks, "he", 15)), expected);
}

#[test]
fn a_block_runs_as_most_of_its_letters_do() {
    use Direction::{LeftToRight, RightToLeft};
    let blocks = [
        paragraph("كلمة واحدة"),
        paragraph("Words of the other direction"),
        paragraph("A/RES/194 هو قرار قديم"),
        paragraph("1948 - 2023"),
    ];
    let page = page(&blocks, "ar", 40);
    let directions: Vec<Direction> =
        [0, 2, 4, 6].map(|index| page.row(index).unwrap().direction).to_vec();
    assert_eq!(directions, [RightToLeft, LeftToRight, RightToLeft, RightToLeft]);
}

#[test]
fn a_pane_wider_than_the_measure_leaves_equal_margins() {
    let page = page(&[paragraph("one")], "en", 100);
    assert_eq!(page.row(0).unwrap().indent, 17);
    let page = self::page(&[paragraph("אחד")], "he", 100);
    let row = page.row(0).unwrap();
    assert_eq!(row.indent + row.width(), 17 + 66);
}

#[test]
fn the_words_at_the_top_stay_at_120_60_35_and_120_columns() {
    let words: Vec<String> = (0..900).map(|number| format!("w{number}")).collect();
    let blocks = [
        block(BlockKind::Title, None, "A title"),
        paragraph(&words[..500].join(" ")),
        block(BlockKind::Point, Some("1."), &words[500..].join(" ")),
    ];
    let setting = Setting { measure: 200, hyphenate: true, justify: false };
    let language = Language::parse("en").unwrap();
    let set = |width| Page::set(&blocks, &language, width, &setting);
    for top in [0, 2, 7, 20, 24, 30] {
        let place = set(120).place_at(top);
        for width in [120, 60, 35, 120] {
            let page = set(width);
            let row = page.row(page.row_at(place)).unwrap();
            assert_eq!(row.block, place.block);
            assert!(row.cells.iter().any(|cell| cell.source.contains(&place.offset)));
        }
        assert_eq!(set(120).row_at(place), top);
    }
}

#[test]
fn a_page_of_no_columns_or_no_blocks_is_empty() {
    for page in [page(&[paragraph("one")], "en", 0), page(&[], "en", 80)] {
        assert_eq!(page.height(), 0);
        assert_eq!(page.row(0), None);
        assert_eq!(page.place_at(3), Place::default());
        assert_eq!(page.row_at(Place { block: 4, offset: 2 }), 0);
    }
}

#[test]
fn a_place_beyond_the_end_is_the_last_row() {
    let page = page(&[paragraph("one two"), paragraph("three four")], "en", 6);
    assert_eq!(rows(&page), ["one", "two", "", "three", "four"]);
    assert_eq!(page.row_at(Place { block: 0, offset: 999 }), 1);
    assert_eq!(page.row_at(Place { block: 9, offset: 0 }), 4);
    assert_eq!(page.place_at(99), Place { block: 1, offset: 6 });
}

#[test]
fn a_long_word_is_cut_where_it_may_be() {
    let long = "see https://www.example.org/first/second/third?page=12";
    let expected = ["see https://", "www.example.org/", "first/second/", "third?page=12"];
    assert_eq!(rows(&page(&[paragraph(long)], "en", 16)), expected);
    assert_eq!(rows(&page(&[paragraph("internationalism")], "en", 10)), ["interna-", "tionalism"]);
    assert_eq!(rows(&page(&[paragraph("ABCDEFGHIJ")], "en", 4)), ["ABCD", "EFGH", "IJ"]);
    assert_eq!(rows(&page(&[paragraph("文字")], "zh", 1)), ["…", "…"]);
}

#[test]
fn a_soft_hyphen_is_seen_only_where_a_row_ends() {
    let text = "co\u{AD}opera\u{AD}tion";
    assert_eq!(rows(&page(&[paragraph(text)], "en", 20)), ["cooperation"]);
    assert_eq!(rows(&page(&[paragraph(text)], "en", 9)), ["coopera-", "tion"]);
}

#[test]
fn rows_are_filled_where_that_is_wanted() {
    let words = "some words that are neither long nor short stand in this paragraph so that \
                 its rows can be filled to the right edge of the column without wide gaps";
    let setting = Setting { measure: 66, hyphenate: false, justify: true };
    let blocks = [paragraph(words)];
    let page = Page::set(&blocks, &Language::parse("en").unwrap(), 66, &setting);
    assert!(page.height() > 2);
    for index in 0..page.height() - 1 {
        assert_eq!(page.row(index).unwrap().width(), 66);
    }
    assert!(page.row(page.height() - 1).unwrap().width() < 66);
}

#[test]
fn long_words_are_divided_where_that_is_wanted() {
    let text = "международная солидарность трудящихся";
    let setting = Setting { measure: 66, hyphenate: true, justify: false };
    let set =
        |block: Block| rows(&Page::set(&[block], &Language::parse("ru").unwrap(), 20, &setting));
    let divided = set(paragraph(text));
    assert!(divided.iter().any(|row| row.ends_with('-')), "{divided:?}");
    let heading = set(block(BlockKind::Heading, None, text));
    assert!(!heading.iter().any(|row| row.ends_with('-')), "{heading:?}");
}

#[test]
fn many_marks_on_a_letter_are_shown_in_part_and_kept_in_its_source() {
    let text = format!("a{}b", "\u{301}".repeat(50));
    let row = page(&[paragraph(&text)], "en", 10).row(0).unwrap();
    assert_eq!(row.cells.len(), 2);
    assert_eq!(row.cells[0].symbol.chars().count(), 9);
    assert_eq!(row.cells[0].source, 0..101);
}
