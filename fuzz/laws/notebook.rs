//! The journals of a notebook, and what is taken into it.

use std::sync::OnceLock;

use plenary::model::Archive;
use plenary::notebook::{
    Imported, Moment, Notebook, Pages, Record, Session, export_json, export_markdown, import_json,
    import_markdown, read_lines, write_line,
};
use plenary::store;

use super::{is_harmless, text};

fn empty() -> Notebook {
    let started = Moment::of_unix(1_900_000_000);
    let session = Session { started, host: "desk".to_owned(), pid: 7, seed: 11 };
    Notebook::new(Pages::default(), session.author(), started)
}

fn pages<'a>(records: impl Iterator<Item = &'a Record>) -> Pages {
    let mut pages = Pages::default();
    for record in records {
        pages.apply(record.clone());
    }
    pages
}

/// What is whole in a journal is read, in whatever order, and written as it was.
///
/// The first line of the bytes says how they come: as they are, or each line with the checksum that it
/// should have, so that the fuzzer need not find it.
pub(super) fn a_journal_is_read(bytes: &[u8]) {
    let sealed: Vec<u8> = match bytes.split_first() {
        Some((b'+', rest)) => {
            let lines = rest.split(|byte| *byte == b'\n');
            let seal = |line: &[u8]| {
                [format!("{:08x} ", crc32fast::hash(line)).as_bytes(), line, b"\n"].concat()
            };
            lines.flat_map(seal).collect()
        }
        _ => bytes.to_vec(),
    };
    let lines = read_lines(&sealed);
    for record in &lines.records {
        let written = write_line(record);
        let again = read_lines(written.as_bytes());
        assert_eq!(again.records.as_slice(), std::slice::from_ref(record), "{written}");
        assert!(again.damage.is_empty());
    }
    let (forward, backward) = (pages(lines.records.iter()), pages(lines.records.iter().rev()));
    assert_eq!(forward, backward, "records come in whatever order");
    let mut twice = forward.clone();
    twice.merge(&backward);
    assert_eq!(twice, forward, "and as often as they like");
    assert_eq!(pages(forward.records().iter()), forward, "the fewest records say the same");
    let mut notebook = empty();
    for record in lines.records {
        notebook.apply(record);
    }
    is_taken_in_again(&notebook);
    is_harmless(&plenary::model::clean(&export_markdown(&notebook, bundled())));
}

/// A notebook in JSON is taken in or refused; a second time it brings nothing new.
pub(super) fn a_saved_notebook_is_read(bytes: &[u8]) {
    let mut notebook = empty();
    if import_json(&mut notebook, &text(bytes)).is_ok() {
        is_taken_in_again(&notebook);
    } else {
        assert_eq!(notebook.pages(), empty().pages(), "what is refused changes nothing");
    }
}

/// A page of notes is taken in; what is not understood is told with its line.
pub(super) fn a_page_of_notes_is_read(bytes: &[u8]) {
    let (text, archive) = (text(bytes), bundled());
    let mut notebook = empty();
    let Ok(Imported { left_out, .. }) = import_markdown(&mut notebook, archive, &text) else {
        return;
    };
    for left_out in left_out {
        let lines = text.lines().count().max(1);
        assert!((1..=lines).contains(&left_out.line), "{left_out:?} of {lines}");
    }
    is_taken_in_again(&notebook);
    let page = export_markdown(&notebook, archive);
    let again = import_markdown(&mut notebook.clone(), archive, &page).unwrap();
    assert_eq!(again.records, [], "a page that nobody touched brings nothing:\n{page}");
    assert_eq!(again.left_out, [], "and is understood:\n{page}");
}

fn is_taken_in_again(notebook: &Notebook) {
    let json = export_json(notebook, "made up");
    let mut other = empty();
    let taken = import_json(&mut other, &json);
    assert!(taken.is_ok(), "{taken:?}: {json}");
    assert_eq!(other.pages(), notebook.pages(), "{json}");
    let again = import_json(&mut other, &json).unwrap();
    assert_eq!(again.records, [], "a second time it brings nothing");
}

fn bundled() -> &'static Archive {
    static BUNDLED: OnceLock<Archive> = OnceLock::new();
    BUNDLED.get_or_init(|| store::bundled().archive)
}
