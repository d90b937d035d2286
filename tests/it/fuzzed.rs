//! What the fuzzer has found, and what it starts from, is tried again with every run of the tests.

use std::fs;
use std::panic;

use crate::kept;

#[path = "../../fuzz/laws/all.rs"]
mod laws;

use laws::LAWS;

/// The largest file that is kept, and the most files of a law: a corpus is kept small.
const LARGEST: u64 = 8 << 10;
const MOST: usize = 60;

/// The names of the files in a folder of the corpus.
fn files(law: &str) -> Vec<String> {
    let folder = kept::at("fuzz/corpus").join(law);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn whatever_was_kept_keeps_the_law() {
    let mut broken = Vec::new();
    for (name, law) in LAWS {
        for file in files(name) {
            let path = format!("fuzz/corpus/{name}/{file}");
            let bytes = fs::read(kept::at(&path)).unwrap();
            if panic::catch_unwind(|| law(&bytes)).is_err() {
                broken.push(path);
            }
        }
    }
    assert!(broken.is_empty(), "these break their law, as said above: {broken:#?}");
}

#[test]
fn nothing_and_every_single_byte_keep_every_law() {
    for (_, law) in LAWS {
        law(b"");
        for byte in 0..=255 {
            law(&[byte]);
        }
    }
}

#[test]
fn every_law_has_a_corpus_and_every_corpus_a_law() {
    let mut folders: Vec<String> = fs::read_dir(kept::at("fuzz/corpus"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort();
    let names: Vec<&str> = LAWS.iter().map(|(name, _)| *name).collect();
    assert_eq!(folders, names);
    for name in names {
        let files = files(name);
        assert!((3..=MOST).contains(&files.len()), "{name}: {} files", files.len());
        for file in files {
            let path = kept::at(&format!("fuzz/corpus/{name}/{file}"));
            assert!(path.metadata().unwrap().len() <= LARGEST, "{path:?} is large");
        }
    }
}
