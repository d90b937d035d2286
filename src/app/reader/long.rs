//! A long text is read as if it had been set whole.

use std::fmt::Write;
use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;
use crate::store;

const HEIGHT: u16 = 17;

/// A document whose English text is long, in many paragraphs and in one that is longer than a piece.
fn archive() -> &'static Archive {
    static ARCHIVE: OnceLock<Archive> = OnceLock::new();
    ARCHIVE.get_or_init(made)
}

fn made() -> Archive {
    let folder = tempfile::tempdir().unwrap();
    let record = "schema = 1\nid = \"long\"\nkind = \"report\"\ntitle = \"Long\"\n";
    std::fs::write(folder.path().join("document.toml"), record).unwrap();
    for (tag, words) in [
        ("en", ["water", "of", "the", "well-kept", "river", "é", "keepers", "a", "1,234 ha"]),
        ("ar", ["ماء", "من", "النهر", "و", "الآبار", "في", "2031", "a", "قرية"]),
    ] {
        let mut text = format!("# {}\n\n", words[0]);
        let mut state = 7_u32;
        let mut word = |text: &mut String| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = usize::try_from(state >> 16).unwrap() % words.len();
            text.push_str(words[at]);
            text.push(' ');
            state
        };
        for block in 0..1_500 {
            if block % 90 == 0 {
                text.push_str("## ");
            } else if block % 7 == 3 {
                text.push_str("- ");
            } else if block % 11 == 5 {
                write!(text, "{}. ", block % 400 + 1).unwrap();
            }
            let count = if block == 700 { 30_000 } else { 3 + word(&mut text) % 60 };
            for _ in 0..count {
                word(&mut text);
            }
            text.push_str("\n\n");
        }
        std::fs::write(folder.path().join(format!("text.{tag}.txt")), text).unwrap();
    }
    store::load(folder.path()).unwrap().archive
}

#[derive(Debug, Clone)]
enum Step {
    Scroll(isize),
    First,
    Last,
    Jump(usize),
    Blocks(isize),
    Width(u16),
    Find(usize),
    Match(isize),
    Version,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (-40_isize..40).prop_map(Step::Scroll),
        2 => (-3_000_isize..3_000).prop_map(Step::Scroll),
        1 => Just(Step::First),
        2 => Just(Step::Last),
        3 => (0_usize..1_502).prop_map(Step::Jump),
        2 => (-9_isize..9).prop_map(Step::Blocks),
        1 => prop::sample::select(vec![20_u16, 33, 62, 90]).prop_map(Step::Width),
        1 => (0_usize..3).prop_map(Step::Find),
        2 => (-3_isize..4).prop_map(Step::Match),
        1 => Just(Step::Version),
    ]
}

fn pane(width: u16) -> Area {
    Area { x: 0, y: 0, width, height: HEIGHT }
}

/// Sets a reader's text whole, however long it is, and stands where it stood.
fn set_whole(reader: &mut Reader, archive: &Archive, width: u16) {
    let settings = Settings::default();
    let setting = Setting {
        measure: settings.measure,
        hyphenate: settings.hyphenate,
        justify: settings.justify,
    };
    let document = archive.at(0).unwrap();
    let (first, language) = blocks(document, reader.version);
    reader.page = Page::set(&first, &language, width - 2, &setting);
    reader.top = reader.row_at(reader.place).min(reader.last_top());
}

fn shown(reader: &Reader) -> Vec<Option<crate::text::Row>> {
    (reader.top..reader.top + usize::from(HEIGHT)).map(|row| reader.page.row(row)).collect()
}

fn take(reader: &mut Reader, step: &Step, archive: &Archive, width: u16) {
    match *step {
        Step::Scroll(by) => {
            reader.scroll(by);
        }
        Step::First => reader.first(),
        Step::Last => reader.last(),
        Step::Jump(block) => reader.jump(block),
        Step::Blocks(by) => reader.step_block(by),
        Step::Find(which) => {
            let needle = ["well", "keepers river", "ماء"][which];
            reader.find(archive, Sought::Typed(needle.to_owned()), Some(pane(width)));
        }
        Step::Match(by) => {
            reader.step_match(by);
        }
        Step::Version => reader.show_version(1 - reader.version),
        Step::Width(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 30, ..ProptestConfig::default() })]

    #[test]
    fn the_same_rows_are_shown(steps in prop::collection::vec(step(), 1..16)) {
        let archive = archive();
        let settings = Settings::default();
        let mut width = 62;
        let mut reader = Reader::default();
        reader.open(archive, 0, &settings.languages);
        reader.set(archive, &settings, Some(pane(width)));
        prop_assert!(reader.page.is_long());
        let mut whole = reader.clone();
        set_whole(&mut whole, archive, width);
        for step in &steps {
            take(&mut reader, step, archive, width);
            take(&mut whole, step, archive, width);
            let lays_out = matches!(step, Step::Width(_) | Step::Version);
            if let Step::Width(to) = step {
                width = *to;
            }
            reader.set(archive, &settings, Some(pane(width)));
            if lays_out {
                whole.set(archive, &settings, Some(pane(width)));
                set_whole(&mut whole, archive, width);
                reader.top = reader.row_at(reader.place).min(reader.last_top());
            }
            prop_assert_eq!(reader.place, whole.place, "{:?}", step);
            prop_assert_eq!(shown(&reader), shown(&whole), "{:?}", step);
            prop_assert_eq!(reader.marked, whole.marked);
            let at_end = |reader: &Reader| reader.top == reader.last_top();
            prop_assert_eq!(at_end(&reader), at_end(&whole));
            prop_assert_eq!(reader.percent() == 100, at_end(&whole));
        }
    }

    #[test]
    fn pairs_are_those_of_texts_that_were_set_whole(steps in prop::collection::vec(step(), 1..12)) {
        let archive = archive();
        let settings = Settings::default();
        let mut reader = Reader::default();
        reader.open(archive, 0, &settings.languages);
        reader.show_beside(Some(1));
        reader.set(archive, &settings, Some(pane(90)));
        let document = archive.at(0).unwrap();
        let setting = Setting {
            measure: settings.measure, hyphenate: settings.hyphenate, justify: settings.justify,
        };
        let half = (88 - GAP) / 2;
        let pages: Vec<Page> = (0..2)
            .map(|version| blocks(document, version))
            .map(|(blocks, language)| Page::set(&blocks, &language, half, &setting))
            .collect();
        for step in steps.iter().filter(|step| !matches!(step, Step::Version | Step::Width(_))) {
            take(&mut reader, step, archive, 90);
            reader.set(archive, &settings, Some(pane(90)));
            let Some(beside) = reader.beside.as_ref() else { return Ok(()) };
            // The long block has no pieces that correspond: what stands beside it is not compared.
            for index in reader.top..(reader.top + usize::from(HEIGHT)).min(beside.height()) {
                let (left, right) = beside.pair(&reader.page, index);
                let place = |page: &Page, row: usize| page.place_at(row);
                let left = left.map(|row| (place(&reader.page, row), reader.page.row(row).unwrap()));
                let right = right.map(|row| (place(&beside.page, row), beside.page.row(row).unwrap()));
                let block = left.as_ref().or(right.as_ref()).unwrap().1.block;
                if block.abs_diff(701) < 2 {
                    continue;
                }
                for (side, page) in [(&left, &pages[0]), (&right, &pages[1])] {
                    if let Some((place, row)) = side {
                        let same = page.row(page.row_at(*place));
                        // The blank row above a block has its place too.
                        if !row.cells.is_empty() {
                            prop_assert_eq!(same.as_ref(), Some(row));
                        }
                    }
                }
                // The same rows of one block stand beside each other.
                if let (Some((left, _)), Some((right, _))) = (&left, &right)
                    && left.block == right.block
                {
                    let within = |page: &Page, place: Place| {
                        page.row_at(place) - page.rows_of(place.block).start
                    };
                    prop_assert_eq!(within(&pages[0], *left), within(&pages[1], *right));
                }
            }
        }
    }
}
