//! The notebook's Markdown is read back, as it was written and as a person has edited it.

use plenary::model::{Action, Archive, Contents, Id, Language};
use plenary::notebook::{
    Anchor, Author, Imported, Letter, Moment, Notebook, Op, Pages, Record, Stamp, export_markdown,
    import_markdown,
};
use proptest::prelude::*;
use proptest::sample::Index;

/// A thing that a reader does; the numbers choose among what is there.
#[derive(Debug, Clone)]
enum Deed {
    Place(usize, Anchor),
    Mark(char, usize, Anchor),
    Bookmark(usize, Option<Anchor>, bool),
    Done(usize, Option<String>, String),
    Add(usize, Option<Anchor>, String),
    Rewrite(Index, String),
    Copy(Index, String),
    Drop(Index),
    Read(usize),
}

/// Text that tries to be taken for something else.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "\\PC{0,6}",
        any::<String>(),
        prop::sample::select(vec![
            "\n",
            "\n\n",
            "> ",
            "## ",
            "### Note on the document",
            "* read",
            "\\",
            "\\## ",
            " ",
            "”",
            ": ",
            ", point 3",
            "<!--",
            "-->",
            "`",
            "# Notebook",
            "\r\n",
            "¶ 2 (en)",
            "слово",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
}

fn line() -> impl Strategy<Value = String> {
    text().prop_map(|text| plenary::model::clean_line(&text).into_owned())
}

fn anchor() -> impl Strategy<Value = Anchor> {
    let language = prop::sample::select(vec!["en", "ar", "pt-BR", "und"]);
    (language, 0..5_usize, 0..9_usize, line()).prop_map(|(tag, block, offset, words)| Anchor {
        language: Language::parse(tag).unwrap(),
        block,
        offset,
        words,
    })
}

fn deed() -> impl Strategy<Value = Deed> {
    let place = || prop::option::of(anchor());
    let letter = prop::char::range('a', 'c');
    prop_oneof![
        (0..3_usize, anchor()).prop_map(|(d, at)| Deed::Place(d, at)),
        (letter, 0..3_usize, anchor()).prop_map(|(l, d, at)| Deed::Mark(l, d, at)),
        (0..3_usize, place(), any::<bool>()).prop_map(|(d, at, set)| Deed::Bookmark(d, at, set)),
        (0..3_usize, prop::option::of(line()), line()).prop_map(|(d, p, w)| Deed::Done(d, p, w)),
        (0..3_usize, place(), text()).prop_map(|(d, at, text)| Deed::Add(d, at, text)),
        (any::<Index>(), text()).prop_map(|(n, text)| Deed::Rewrite(n, text)),
        (any::<Index>(), text()).prop_map(|(n, text)| Deed::Copy(n, text)),
        any::<Index>().prop_map(Deed::Drop),
        (0..3_usize).prop_map(Deed::Read),
    ]
}

fn document(number: usize) -> Id {
    let call = Id::parse("call").unwrap();
    [call.clone(), call.again(2), Id::parse("report").unwrap()][number].clone()
}

fn action(point: Option<String>, what: String) -> Action {
    Action { point, what, ..Action::default() }
}

fn empty(author: u64) -> Notebook {
    Notebook::new(Pages::default(), Author::of(author), Moment::of_unix(1_930_000_000))
}

fn archive() -> Archive {
    Archive::new(Contents { origin: "documents".to_owned(), ..Contents::default() })
}

fn do_it(notebook: &mut Notebook, deed: Deed) {
    let version = |notebook: &Notebook, which: &Index| {
        let notes: Vec<Stamp> = notebook.notes().iter().map(|note| note.version).collect();
        (!notes.is_empty()).then(|| *which.get(&notes))
    };
    match deed {
        Deed::Place(d, at) => drop(notebook.set_place(&document(d), at)),
        Deed::Mark(l, d, at) => drop(notebook.set_mark(Letter::of(l).unwrap(), &document(d), at)),
        Deed::Bookmark(d, at, true) => drop(notebook.set_bookmark(&document(d), at)),
        Deed::Bookmark(d, at, false) => drop(notebook.drop_bookmark(&document(d), at)),
        Deed::Done(d, point, what) => {
            drop(notebook.set_done(&document(d), &action(point, what), true));
        }
        Deed::Add(d, at, text) => drop(notebook.add_note(&document(d), at, &text)),
        Deed::Rewrite(n, text) => {
            drop(version(notebook, &n).and_then(|version| notebook.rewrite_note(version, &text)));
        }
        Deed::Copy(n, text) => {
            // Another session writes on the same version at the same time.
            let Some(version) = version(notebook, &n) else { return };
            let mut other = Notebook::new(
                notebook.pages().clone(),
                Author::of(99),
                Moment::of_unix(1_930_000_500),
            );
            let theirs: Option<Record> = other.rewrite_note(version, &text);
            notebook.rewrite_note(version, "mine");
            if let Some(record) = theirs {
                notebook.apply(record);
            }
        }
        Deed::Drop(n) => {
            drop(version(notebook, &n).and_then(|version| notebook.drop_note(version)));
        }
        Deed::Read(d) => drop(notebook.set_read(&document(d), true)),
    }
}

fn notebook() -> impl Strategy<Value = Notebook> {
    prop::collection::vec(deed(), 0..24).prop_map(|deeds| {
        let mut notebook = empty(7);
        for deed in deeds {
            do_it(&mut notebook, deed);
        }
        notebook
    })
}

fn take_in(notebook: &mut Notebook, page: &str) -> Imported {
    import_markdown(notebook, &archive(), page).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_comes_back(notebook in notebook()) {
        let page = export_markdown(&notebook, &archive());
        let mut other = empty(8);
        prop_assert_eq!(take_in(&mut other, &page).left_out, vec![], "{}", page);
        prop_assert_eq!(export_markdown(&other, &archive()), page.clone());
        let again = take_in(&mut other, &page.replace('\n', "\r\n"));
        prop_assert_eq!((again.records, again.left_out), (vec![], vec![]));
    }

    #[test]
    fn what_is_known_changes_nothing(notebook in notebook()) {
        let page = export_markdown(&notebook, &archive());
        let mut same = notebook.clone();
        let imported = take_in(&mut same, &page);
        prop_assert_eq!((imported.records, imported.left_out), (vec![], vec![]), "{}", page);
        prop_assert_eq!(same.pages(), notebook.pages());
    }

    #[test]
    fn a_page_may_be_anything(
        notebook in notebook(),
        cuts in prop::collection::vec((any::<Index>(), any::<Index>(), text()), 0..6),
    ) {
        let mut page: Vec<char> = export_markdown(&notebook, &archive()).chars().collect();
        for (from, to, text) in cuts {
            let (from, to) = (from.index(page.len() + 1), to.index(page.len() + 1));
            page.splice(from.min(to)..from.max(to).min(from.min(to) + 40), text.chars());
        }
        let page: String = page.into_iter().collect();
        let mut edited = notebook.clone();
        if import_markdown(&mut edited, &archive(), &page).is_err() {
            return Ok(());
        }
        // Two entries may contradict each other about one mark, place or action; nothing else is
        // taken in twice.
        for record in take_in(&mut edited, &page).records {
            prop_assert!(
                matches!(record.op, Op::Mark { .. } | Op::Place { .. } | Op::Done { .. }),
                "{page}\n{record:?}"
            );
        }
        for note in notebook.notes() {
            let is_there = edited.notes().iter().any(|there| there.note == note.note);
            prop_assert!(is_there, "a note was lost");
        }
    }
}
