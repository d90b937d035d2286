//! The order of rows held against libfribidi, an independent implementation of UAX #9 and of joining.
//!
//! It needs python3, libfribidi.so.0 (Debian: libfribidi0) and, for one test, the original texts, which
//! are no part of this repository: `PLENARY_ORIGINALS` names their folder, else it is `../shared/originals`.
//! Where one is missing the test says so and passes, except where CI is set.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use plenary::model::{Block, Direction, Language, clean_line};
use plenary::text::{Page, Part, Setting};
use serde_json::{Value, json};

use crate::text::paragraph;
use crate::text_traps::TRAPS;
use crate::unicode::{in_ci, skipped};

/// The original that has an Arabic version.
pub(crate) const RESOLUTION: &str = "23-ukraine-resolution.txt";

/// A block's rows: as ranges of its characters, and as they are shown.
struct Shown {
    text: String,
    right: bool,
    ranges: Vec<(usize, usize)>,
    rows: Vec<String>,
}

fn missing(what: &str) {
    assert!(!in_ci(), "{what}");
    skipped(what);
}

#[expect(clippy::disallowed_methods, reason = "only the surroundings know where the originals are")]
pub(crate) fn original(name: &str) -> Option<String> {
    let folder = std::env::var_os("PLENARY_ORIGINALS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/originals"),
        PathBuf::from,
    );
    let file = folder.join(name);
    let text = std::fs::read_to_string(&file).ok();
    if text.is_none() {
        missing(&format!("{} is not here", file.display()));
    }
    text
}

/// What libfribidi makes of the rows, or nothing where it cannot be asked.
#[expect(
    clippy::disallowed_methods,
    reason = "the reader runs no other program, but its tests ask one"
)]
fn fribidi(shown: &[Shown]) -> Option<Vec<Vec<String>>> {
    let question: Vec<Value> = shown
        .iter()
        .map(|shown| json!({"text": shown.text, "right": shown.right, "rows": shown.ranges}))
        .collect();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fribidi.py");
    let started =
        Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = started else {
        missing("python3 is not here");
        return None;
    };
    let mut input = child.stdin.take().unwrap();
    // A script that ends before it has read says why on standard error.
    let written = input.write_all(json!(question).to_string().as_bytes());
    drop(input);
    let output = child.wait_with_output().unwrap();
    if !output.status.success() || written.is_err() {
        missing("libfribidi.so.0 could not be asked");
        return None;
    }
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn set(blocks: &[Block], language: &str, measure: u16) -> Vec<Shown> {
    let setting = Setting { measure, hyphenate: false, justify: false };
    let page = Page::set(blocks, &Language::parse(language).unwrap(), measure, &setting);
    let mut shown: Vec<Shown> = blocks
        .iter()
        .map(|block| Shown {
            text: block.text.clone(),
            right: false,
            ranges: Vec::new(),
            rows: Vec::new(),
        })
        .collect();
    for row in (0..page.height()).filter_map(|index| page.row(index)) {
        let cells = || row.cells.iter().filter(|cell| cell.part == Part::Text);
        let Some(start) = cells().map(|cell| cell.source.start).min() else {
            continue;
        };
        let end = cells().map(|cell| cell.source.end).max().unwrap();
        let block = &mut shown[row.block];
        let position = |offset: usize| block.text.get(..offset).unwrap().chars().count();
        let range = (position(start), position(end));
        block.right = row.direction == Direction::RightToLeft;
        block.ranges.push(range);
        block.rows.push(cells().map(|cell| cell.symbol.as_str()).collect());
    }
    shown
}

/// Both write a blank as a blank, and a hamza as the letter.
fn alike(row: &str) -> String {
    row.replace('\u{A0}', " ").replace('\u{FE80}', "\u{621}")
}

/// The rows that differ, ours and theirs, with the number of their block in `shown`.
fn differing(shown: &[Shown]) -> Option<Vec<(usize, String, String)>> {
    let answers = fribidi(shown)?;
    assert_eq!(answers.len(), shown.len());
    let mut differing = Vec::new();
    for (number, (shown, theirs)) in shown.iter().zip(&answers).enumerate() {
        assert_eq!(shown.rows.len(), theirs.len());
        for (ours, theirs) in shown.rows.iter().zip(theirs) {
            let (ours, theirs) = (alike(ours), alike(theirs));
            if ours != theirs {
                differing.push((number, ours, theirs));
            }
        }
    }
    Some(differing)
}

/// The paragraphs of the Arabic version in the file of the resolution.
pub(crate) fn arabic_blocks(file: &str) -> Vec<Block> {
    let lines = file.lines().skip(182).take(229 - 182);
    let lines = lines.filter(|line| !line.trim().is_empty());
    lines.map(|line| paragraph(&clean_line(line))).collect()
}

#[test]
fn an_arabic_document_stands_as_libfribidi_orders_it() {
    let Some(file) = original(RESOLUTION) else {
        return;
    };
    let blocks = arabic_blocks(&file);
    assert!(blocks.len() > 20);
    let shown: Vec<Shown> =
        [40, 60, 66, 100].into_iter().flat_map(|measure| set(&blocks, "ar", measure)).collect();
    assert!(shown.iter().filter(|shown| shown.right).count() > 80);
    assert!(shown.iter().map(|shown| shown.rows.len()).sum::<usize>() > 280);
    if let Some(differing) = differing(&shown) {
        assert!(differing.is_empty(), "{differing:#?}");
    }
}

#[test]
fn a_text_of_traps_stands_as_libfribidi_orders_it_but_for_known_differences() {
    let mut known = Vec::new();
    let mut shown = Vec::new();
    for trap in TRAPS {
        for measure in [24, 40, 66, 200] {
            shown.extend(set(&[paragraph(trap.text)], trap.language, measure));
            known.push(trap.differs);
        }
    }
    let Some(differing) = differing(&shown) else {
        return;
    };
    for (number, differs) in known.into_iter().enumerate() {
        let of_text: Vec<_> = differing.iter().filter(|row| row.0 == number).collect();
        assert_eq!(!of_text.is_empty(), differs, "{}: {of_text:#?}", shown[number].text);
    }
}
