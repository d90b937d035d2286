//! What holds of notebooks whatever is in them.

use plenary::model::{Id, Language};
use plenary::notebook::{Anchor, Author, Letter, Moment, Notebook, Pages, Record, Stamp};
use plenary::notebook::{read_lines, write_line};
use proptest::prelude::*;
use proptest::sample::Index;

/// A thing that a reader does; the numbers choose among what is there.
#[derive(Debug, Clone)]
enum Deed {
    Place(usize, usize),
    Mark(char, usize),
    Unmark(char),
    Bookmark(usize, usize, bool),
    Add(usize, String),
    Rewrite(Index, String),
    Drop(Index),
    Read(usize, bool),
    /// Reads what session `0` has written so far.
    Reload,
}

fn deed() -> impl Strategy<Value = Deed> {
    let letter = prop::char::range('a', 'c');
    prop_oneof![
        (0..3_usize, 0..4_usize).prop_map(|(d, b)| Deed::Place(d, b)),
        (letter.clone(), 0..3_usize).prop_map(|(l, d)| Deed::Mark(l, d)),
        letter.prop_map(Deed::Unmark),
        (0..3_usize, 0..3_usize, any::<bool>()).prop_map(|(d, b, set)| Deed::Bookmark(d, b, set)),
        (0..3_usize, "\\PC{0,12}").prop_map(|(d, text)| Deed::Add(d, text)),
        (any::<Index>(), any::<String>()).prop_map(|(n, text)| Deed::Rewrite(n, text)),
        any::<Index>().prop_map(Deed::Drop),
        (0..3_usize, any::<bool>()).prop_map(|(d, read)| Deed::Read(d, read)),
        Just(Deed::Reload),
    ]
}

fn document(number: usize) -> Id {
    Id::parse(["call", "plan", "report"][number]).unwrap()
}

fn anchor(block: usize) -> Anchor {
    let language = Language::parse("en").unwrap();
    Anchor { language, block, offset: 0, words: "слово ".repeat(block).trim().to_owned() }
}

fn do_it(notebook: &mut Notebook, deed: &Deed) -> Option<Record> {
    let letter = |letter: &char| Letter::of(*letter).unwrap();
    let version = |notebook: &Notebook, which: &Index| {
        let notes: Vec<Stamp> = notebook.notes().iter().map(|note| note.version).collect();
        (!notes.is_empty()).then(|| *which.get(&notes))
    };
    match deed {
        Deed::Place(d, block) => notebook.set_place(&document(*d), anchor(*block)),
        Deed::Mark(l, d) => Some(notebook.set_mark(letter(l), &document(*d), anchor(1))),
        Deed::Unmark(l) => notebook.drop_mark(letter(l)),
        Deed::Bookmark(d, b, true) => notebook.set_bookmark(&document(*d), Some(anchor(*b))),
        Deed::Bookmark(d, b, false) => notebook.drop_bookmark(&document(*d), Some(anchor(*b))),
        Deed::Add(d, text) => Some(notebook.add_note(&document(*d), Some(anchor(2)), text)),
        Deed::Rewrite(n, text) => notebook.rewrite_note(version(notebook, n)?, text),
        Deed::Drop(n) => notebook.drop_note(version(notebook, n)?),
        Deed::Read(d, read) => notebook.set_read(&document(*d), *read),
        Deed::Reload => None,
    }
}

/// What several sessions write that see each other now and then.
fn sessions() -> impl Strategy<Value = Vec<Vec<Record>>> {
    prop::collection::vec((0..3_usize, deed()), 0..40).prop_map(|deeds| {
        let new = |seed| Notebook::new(Pages::default(), Author::of(seed), Moment::of_unix(10));
        let mut notebooks = [new(7), new(8), new(9)];
        let mut written = vec![Vec::new(), Vec::new(), Vec::new()];
        for (who, deed) in deeds {
            if matches!(deed, Deed::Reload) {
                for record in &written[0] {
                    notebooks[who].apply(Record::clone(record));
                }
            }
            written[who].extend(do_it(&mut notebooks[who], &deed));
        }
        written
    })
}

fn pages(records: &[Record]) -> Pages {
    let mut pages = Pages::default();
    for record in records {
        pages.apply(record.clone());
    }
    pages
}

fn merged(a: &Pages, b: &Pages) -> Pages {
    let mut merged = a.clone();
    merged.merge(b);
    merged
}

fn text(records: &[Record]) -> String {
    records.iter().map(write_line).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bringing_together_knows_no_order_and_no_repetition(sessions in sessions()) {
        let [a, b, c] = [0, 1, 2].map(|who| pages(&sessions[who]));
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &a), a);
    }

    #[test]
    fn records_may_come_in_any_order(sessions in sessions(), seed in any::<u64>()) {
        let straight = sessions.concat();
        let mut shuffled = [straight.clone(), straight.clone()].concat();
        let mut state = seed | 1;
        for last in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(last, usize::try_from(state >> 33).unwrap() % (last + 1));
        }
        prop_assert_eq!(pages(&straight), pages(&shuffled));
    }

    #[test]
    fn the_fewest_records_say_the_same(sessions in sessions()) {
        let all = sessions.concat();
        let whole = pages(&all);
        let few = whole.records();
        prop_assert!(few.len() <= all.len());
        prop_assert_eq!(&pages(&few), &whole);
        prop_assert_eq!(&pages(&read_lines(text(&few).as_bytes()).records), &whole);
        prop_assert_eq!(merged(&whole, &pages(&sessions[0])), whole);
    }

    #[test]
    fn a_record_is_read_as_it_was_written(sessions in sessions()) {
        let all = sessions.concat();
        let lines = read_lines(text(&all).as_bytes());
        prop_assert_eq!(lines.damage, []);
        prop_assert_eq!(lines.records, all);
    }

    #[test]
    fn a_damaged_journal_never_fails_and_never_invents(
        sessions in sessions(),
        flips in prop::collection::vec((any::<Index>(), any::<u8>()), 0..8),
        cuts in prop::collection::vec((any::<Index>(), any::<Index>()), 0..3),
    ) {
        let all = sessions.concat();
        let mut bytes = text(&all).into_bytes();
        for (at, value) in flips {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = value;
            }
        }
        for (from, to) in cuts {
            if !bytes.is_empty() {
                let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
                bytes.drain(from.min(to)..from.max(to));
            }
        }
        for record in read_lines(&bytes).records {
            prop_assert!(all.contains(&record), "{record:?}");
        }
    }

    #[test]
    fn a_journal_may_be_anything(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert_eq!(read_lines(&bytes).records, []);
    }

    #[test]
    fn nothing_that_is_said_to_be_current_is_lost(sessions in sessions()) {
        // Whoever wrote last on a note, and threw nothing away, finds it again.
        for records in &sessions {
            let own = Notebook::new(pages(records), Author::of(1), Moment::of_unix(10));
            let together =
                Notebook::new(pages(&sessions.concat()), Author::of(1), Moment::of_unix(10));
            let dropped: Vec<Stamp> = sessions.concat().iter().flat_map(|record| match &record.op {
                plenary::notebook::Op::Note { over, .. }
                | plenary::notebook::Op::Drop { over, .. } => over.clone(),
                _ => Vec::new(),
            }).collect();
            for note in own.notes().iter().filter(|note| !dropped.contains(&note.version)) {
                prop_assert!(together.notes().iter().any(|there| there.version == note.version));
            }
        }
    }
}
