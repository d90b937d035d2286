//! The reading pane on the bundled archive.

use super::*;

const HEIGHT: u16 = 20;

fn opened(id: &str) -> (Archive, Settings, Reader) {
    let (archive, settings) = (crate::store::bundled().archive, Settings::default());
    let mut reader = Reader::default();
    reader.open(&archive, archive.position(id).unwrap(), &settings.languages);
    (archive, settings, reader)
}

fn pane(width: u16) -> Area {
    Area { x: 0, y: 0, width, height: HEIGHT }
}

/// The block and the first words at the top of the pane.
fn words_at_top(reader: &Reader) -> (usize, Place) {
    (reader.block(), reader.place())
}

#[test]
fn the_same_words_stand_at_the_top_at_any_width() {
    let (archive, settings, mut reader) = opened("imcwp-23-ukraine-resolution");
    reader.set(&archive, &settings, Some(pane(120)));
    reader.scroll(23);
    let before = words_at_top(&reader);
    assert!(before.1.offset > 0, "the place is in the middle of a block");
    for width in [60, 35, 20, 120] {
        reader.set(&archive, &settings, Some(pane(width)));
        assert_eq!(words_at_top(&reader), before, "{width}");
        let row = reader.page().row_at(before.1);
        assert_eq!(row, reader.top(), "{width}");
    }
}

#[test]
fn a_round_trip_through_the_languages_ends_at_the_same_words() {
    let (archive, settings, mut reader) = opened("imcwp-23-ukraine-resolution");
    reader.set(&archive, &settings, Some(pane(60)));
    reader.scroll(31);
    let before = words_at_top(&reader);
    for version in [1, 2, 3, 0] {
        reader.show_version(version);
        reader.set(&archive, &settings, Some(pane(60)));
        assert_eq!(reader.place().block, before.0, "{version}");
    }
    assert_eq!(words_at_top(&reader), before);
}

#[test]
fn a_document_is_found_again_where_it_was_left() {
    let (archive, settings, mut reader) = opened("imcwp-23-action-plan");
    reader.set(&archive, &settings, Some(pane(60)));
    reader.scroll(12);
    let before = words_at_top(&reader);
    let plan = archive.position("imcwp-23-action-plan").unwrap();
    reader.open(&archive, plan + 1, &settings.languages);
    reader.set(&archive, &settings, Some(pane(60)));
    reader.open(&archive, plan, &settings.languages);
    reader.set(&archive, &settings, Some(pane(60)));
    assert_eq!(words_at_top(&reader), before);
}

#[test]
fn blocks_are_stepped_through_one_by_one() {
    let (archive, settings, mut reader) = opened("imcwp-23-action-plan");
    reader.set(&archive, &settings, Some(pane(60)));
    reader.step_block(2);
    assert_eq!(reader.block(), 2);
    reader.step_block(-1);
    assert_eq!(reader.block(), 1);
    reader.step_block(isize::MAX);
    assert_eq!(reader.block(), 16, "the last of 17 blocks");
    reader.jump(2);
    reader.scroll(1);
    reader.step_block(-1);
    assert_eq!(reader.block(), 2, "back from the middle of a block is its beginning");
}

#[test]
fn two_versions_stand_beside_each_other_by_block() {
    let (archive, settings, mut reader) = opened("imcwp-23-ukraine-resolution");
    reader.show_beside(Some(3));
    reader.set(&archive, &settings, Some(pane(90)));
    let beside = reader.beside().unwrap();
    assert_eq!(beside.uneven, Vec::<usize>::new());
    for index in 0..beside.height() {
        let (left, right) = beside.pair(reader.page(), index);
        let block = |page: &Page, row: Option<usize>| {
            row.and_then(|row| page.row(row)).filter(|row| !row.cells.is_empty()).map(|r| r.block)
        };
        if let (Some(left), Some(right)) = (block(reader.page(), left), block(&beside.page, right))
        {
            assert_eq!(left, right, "row {index}");
        }
    }
    reader.scroll(40);
    let before = words_at_top(&reader);
    reader.show_beside(None);
    reader.set(&archive, &settings, Some(pane(90)));
    assert_eq!(words_at_top(&reader), before);
}

#[test]
fn a_search_goes_through_both_versions_side_by_side() {
    let (archive, settings, mut reader) = opened("imcwp-23-ukraine-resolution");
    let words = |reader: &Reader| -> Vec<(bool, usize)> {
        let hits = &reader.search().unwrap().hits;
        hits.iter().map(|found| (found.beside, found.hit.block)).collect()
    };
    let russian = archive
        .at(reader.document().unwrap())
        .unwrap()
        .versions
        .iter()
        .position(|version| version.language.tag() == "ru")
        .unwrap();
    reader.set(&archive, &settings, Some(pane(90)));
    reader.find(&archive, Sought::Typed("NATO".to_owned()), Some(pane(90)));
    let alone = words(&reader);
    assert!(!alone.is_empty());
    // Each of several words is marked, in the order of the text.
    reader.find(&archive, Sought::Terms(vec!["nato".to_owned()]), Some(pane(90)));
    assert_eq!(words(&reader), alone);
    let two = vec!["nato".to_owned(), "the".to_owned()];
    reader.find(&archive, Sought::Terms(two), Some(pane(90)));
    let both = words(&reader);
    assert!(both.len() > alone.len() && both.is_sorted());
    assert!(alone.iter().all(|hit| both.contains(hit)));
    // The search is made anew where another text comes to stand beside the first.
    reader.find(&archive, Sought::Typed("НАТО".to_owned()), Some(pane(90)));
    assert_eq!(words(&reader), []);
    reader.show_beside(Some(russian));
    reader.set(&archive, &settings, Some(pane(90)));
    let beside = words(&reader);
    assert!(!beside.is_empty() && beside.iter().all(|(beside, _)| *beside));
    for _ in &beside {
        assert!(reader.step_match(1));
        let Found { hit, .. } = &reader.search().unwrap().hits[reader.search().unwrap().current];
        let shown = reader.top()..reader.top() + usize::from(HEIGHT);
        let rows = reader.beside().unwrap();
        let place = Place { block: hit.block, offset: hit.range.start };
        assert!(shown.contains(&rows.index_of_second(rows.page.row_at(place))), "{hit:?}");
    }
    reader.show_beside(None);
    reader.set(&archive, &settings, Some(pane(90)));
    assert_eq!(words(&reader), []);
}

#[test]
fn a_passage_is_chosen_sentence_by_sentence() {
    let (archive, settings, mut reader) = opened("imcwp-23-ukraine-resolution");
    reader.set(&archive, &settings, Some(pane(60)));
    let record = archive.at(reader.document().unwrap()).unwrap();
    let blocks = &record.versions[0].blocks;
    let several = blocks.iter().position(|block| block.text.matches(". ").count() > 0).unwrap();
    reader.jump(several);
    assert!(reader.choose_sentence(&archive));
    let first = reader.passage().unwrap().clone();
    assert_eq!((first.block, first.range.start), (several, 0));
    assert!(reader.extend_passage(&archive));
    let both = reader.passage().unwrap().clone();
    assert!(both.range.start == 0 && both.range.end > first.range.end);
    // On to the end of the text: every sentence once, each after the one before.
    reader.jump(0);
    let mut passed = Vec::new();
    while reader.choose_sentence(&archive) {
        let Passage { block, range } = reader.passage().unwrap().clone();
        assert_eq!(reader.block(), block);
        let row = reader.row_at(Place { block, offset: range.start });
        assert!((reader.top()..reader.top() + usize::from(HEIGHT)).contains(&row), "{block}");
        passed.push((block, range.start));
    }
    assert!(passed.is_sorted() && passed.len() >= blocks.len(), "{passed:?}");
    assert_eq!(passed.last().unwrap().0, blocks.len() - 1);
    while reader.extend_passage(&archive) {}
    reader.show_version(1);
    assert_eq!(reader.passage(), None);
}

#[test]
fn the_sentence_of_a_match_is_chosen() {
    let (archive, settings, mut reader) = opened("imcwp-23-action-plan");
    reader.set(&archive, &settings, Some(pane(60)));
    reader.find(&archive, Sought::Typed("Mandela".to_owned()), Some(pane(60)));
    assert!(reader.choose_sentence(&archive));
    let Passage { block, range } = reader.passage().unwrap().clone();
    let record = archive.at(reader.document().unwrap()).unwrap();
    let text = &record.versions[0].blocks[block].text;
    assert!(text.get(range).unwrap().contains("Mandela"));
}

#[test]
fn a_document_without_a_text_shows_what_is_known() {
    let mut record = crate::store::bundled().archive.at(0).unwrap().clone();
    record.versions.clear();
    let (blocks, _) = blocks(&record, 0);
    assert_eq!(blocks[0].text, record.title);
    assert_eq!(blocks.last().unwrap().kind, BlockKind::Note);
}
