//! Of a long text only what is near is set, and it is as if all of it were.

use proptest::prelude::*;

use super::*;
use crate::model::BlockKind;

fn setting() -> Setting {
    Setting { measure: 40, hyphenate: false, justify: true }
}

fn english() -> Language {
    Language::parse("en").unwrap()
}

/// One line of many megabytes, and as many short paragraphs.
fn long_texts() -> [Arc<Vec<Block>>; 2] {
    let line = Block::paragraph("water for all who ask ".repeat(400_000));
    let lines =
        (0..200_000).map(|n| Block::paragraph(format!("{n} wells for all who ask for water")));
    [Arc::new(vec![line]), Arc::new(lines.collect())]
}

fn set(page: &Page) -> usize {
    page.sheet.pieces.iter().filter(|piece| piece.set.is_some()).count()
}

#[test]
fn of_a_long_text_only_what_is_near_is_set() {
    for blocks in long_texts() {
        let mut page = Page::begin(&blocks, &english(), 40, &setting());
        assert_eq!(set(&page), 0);
        for place in [Place::default(), page.end(), page.place_at(page.height() / 3)] {
            page.settle(place, 100, 100);
        }
        assert!(set(&page) <= 3 * 203, "{}", set(&page));
        // Whoever goes through all of it does not keep all of it.
        for row in (0..page.height()).step_by(page.height() / 300) {
            page.settle(page.place_at(row), 100, 100);
            assert!(set(&page) <= MOST_SET + 203, "{}", set(&page));
        }
    }
}

#[test]
fn an_estimate_is_near_the_truth() {
    for blocks in long_texts() {
        let begun = Page::begin(&blocks, &english(), 40, &setting());
        let part: Arc<Vec<Block>> = Arc::new(blocks.iter().take(20_000).cloned().collect());
        let estimated = Page::begin(&part, &english(), 40, &setting()).height();
        let whole = Page::set(&part, &english(), 40, &setting()).height();
        assert!(estimated.abs_diff(whole) * 5 < whole, "{estimated} for {whole}");
        assert!(begun.height() >= estimated);
    }
}

#[test]
fn the_share_of_a_place_is_that_of_its_bytes() {
    let [_, blocks] = long_texts();
    let page = Page::begin(&blocks, &english(), 40, &setting());
    let all: usize = blocks.iter().map(|block| block.text.len()).sum();
    for block in [0, 1, STRIDE - 1, STRIDE, STRIDE + 1, 123_456] {
        let before: usize = blocks.iter().take(block).map(|block| block.text.len()).sum();
        assert_eq!(page.share(Place { block, offset: 3 }), (before + 3, all));
    }
    assert_eq!(page.share(page.end()), (all, all));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn around_a_settled_place_are_the_rows_of_a_page_that_was_set_whole(
        places in prop::collection::vec((0_usize..900, 0_usize..700), 1..8),
        width in prop::sample::select(vec![9_u16, 33, 70]),
        tag in prop::sample::select(vec!["en", "ar"]),
    ) {
        let words = ["water", "عين", "of", "the", "بئر", "well—kept", "e\u{301}", "a.b/c", "12"];
        let block = |n: usize| {
            let kind = match n % 9 { 0 => BlockKind::Heading, 2..=4 => BlockKind::Bullet, _ => BlockKind::Paragraph };
            let count = if n == 450 { 20_000 } else { 20 + n * 7 % 90 };
            let text: Vec<&str> = (0..count).map(|at| words[(at * 5 + n) % words.len()]).collect();
            Block { kind, label: None, text: text.join(" ") }
        };
        let blocks: Arc<Vec<Block>> = Arc::new((0..900).map(block).collect());
        let language = Language::parse(tag).unwrap();
        let whole = Page::set(&blocks, &language, width, &setting());
        let mut page = Page::begin(&blocks, &language, width, &setting());
        prop_assert!(page.is_long());
        for (block, offset) in places {
            let text = &blocks[block].text;
            let place = Place { block, offset: text.floor_char_boundary(offset.min(text.len())) };
            page.settle(place, 60, 60);
            let (here, there) = (page.row_at(place), whole.row_at(place));
            for row in 0..=60 {
                prop_assert_eq!(page.row(here + row), whole.row(there + row));
                prop_assert_eq!(page.place_at(here + row), whole.place_at(there + row));
                if let (Some(here), Some(there)) = (here.checked_sub(row), there.checked_sub(row)) {
                    prop_assert_eq!(page.row(here), whole.row(there));
                    prop_assert_eq!(page.row_at(page.place_at(here)), here + whole.row_at(whole.place_at(there)) - there);
                }
            }
        }
        page.set_whole();
        prop_assert_eq!(page.height(), whole.height());
    }
}
