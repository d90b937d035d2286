//! The rules of Unicode that text stands on, held against Unicode's own tests.
//!
//! The files come with Debian's package unicode-data (here Unicode 15.0) and with the crate icu_segmenter.
//! Where a file is missing the test says so and passes, except where CI is set.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use plenary::model::Direction;
use plenary::text::{Levels, graphemes, opportunities, visual_order};

/// The tests of UAX #14 that are broken otherwise, each class of them with its reason.
const KNOWN_BREAKS: &str = include_str!("unicode_known_breaks.txt");

/// Whether a missing file is a fault.
#[expect(
    clippy::disallowed_methods,
    reason = "only the surroundings know whether this machine must have the files"
)]
pub(crate) fn in_ci() -> bool {
    std::env::var_os("CI").is_some()
}

/// The text of the first of `places` that can be read, or a word about it.
fn read(places: &[PathBuf]) -> Option<String> {
    let found = places.iter().find_map(|place| std::fs::read_to_string(place).ok());
    if found.is_none() {
        let list: Vec<_> = places.iter().map(|place| place.display().to_string()).collect();
        let missing = format!("none of {} is here (Debian: unicode-data)", list.join(", "));
        assert!(!in_ci(), "{missing}");
        skipped(&missing);
    }
    found
}

/// A test file of the crate icu_segmenter, where cargo keeps its source.
#[expect(
    clippy::disallowed_methods,
    reason = "only the surroundings know where cargo keeps its sources"
)]
fn crate_file(name: &str) -> Option<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(Path::new(&std::env::var_os("HOME")?).join(".cargo")))?;
    let registries = std::fs::read_dir(home.join("registry/src"));
    let places: Vec<PathBuf> = registries
        .into_iter()
        .flatten()
        .filter_map(|registry| {
            let sources = std::fs::read_dir(registry.ok()?.path()).ok()?;
            let mut sources = sources.filter_map(Result::ok);
            let source = sources.find(|source| {
                let name = source.file_name();
                name.to_string_lossy().starts_with("icu_segmenter-2")
            })?;
            Some(source.path().join("tests/testdata").join(name))
        })
        .collect();
    read(&places)
}

/// Says that a test did not run.
#[expect(clippy::print_stderr, reason = "a test that did not run must not look as if it had")]
pub(crate) fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}

fn debian(name: &str) -> PathBuf {
    Path::new("/usr/share/unicode").join(name)
}

/// The lines of a test file without its comments.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
}

fn chars(codes: &str) -> String {
    codes
        .split_whitespace()
        .map(|code| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap())
        .collect()
}

/// The levels of a paragraph as one row, and the order of its characters: as a page has them.
fn levels_and_order(text: &str, direction: Direction, removed: &[bool]) -> (Vec<u8>, Vec<usize>) {
    let levels = Levels::of(text, direction).of_row(text, 0..text.len());
    let kept: Vec<usize> = (0..levels.len()).filter(|at| !removed[*at]).collect();
    let kept_levels: Vec<_> = kept.iter().map(|at| levels[*at]).collect();
    let order = visual_order(&kept_levels).into_iter().map(|at| kept[at]).collect();
    (levels.into_iter().map(|level| level.number()).collect(), order)
}

/// Compares one expected result; `x` stands for a character that rule X9 takes out.
fn holds(text: &str, direction: Direction, levels: &str, order: &str) -> bool {
    let levels: Vec<&str> = levels.split_whitespace().collect();
    let removed: Vec<bool> = levels.iter().map(|level| *level == "x").collect();
    let order: Vec<usize> = order.split_whitespace().map(|at| at.parse().unwrap()).collect();
    let (ours, our_order) = levels_and_order(text, direction, &removed);
    our_order == order
        && levels.iter().zip(ours).all(|(level, ours)| *level == "x" || level.parse() == Ok(ours))
}

/// Runs a file of the form of `BidiCharacterTest.txt`: how many tests, and those that failed.
fn bidi_characters(file: &str) -> (usize, Vec<String>) {
    let (mut count, mut failed) = (0, Vec::new());
    for line in lines(file) {
        let fields: Vec<&str> = line.split(';').collect();
        let text = chars(fields[0]);
        // The level that the test resolved is handed in: a page takes it from the language.
        let direction = match fields[2] {
            "0" => Direction::LeftToRight,
            _ => Direction::RightToLeft,
        };
        count += 1;
        if !holds(&text, direction, fields[3], fields[4]) {
            failed.push(line.to_owned());
        }
    }
    (count, failed)
}

/// Runs a file of the form of `BidiTest.txt`.
fn bidi_classes(file: &str) -> (usize, Vec<String>) {
    let (mut count, mut failed) = (0, Vec::new());
    let (mut levels, mut order) = (String::new(), String::new());
    for line in lines(file) {
        if let Some(rest) = line.strip_prefix("@Levels:") {
            rest.trim().clone_into(&mut levels);
            continue;
        }
        if let Some(rest) = line.strip_prefix("@Reorder:") {
            rest.trim().clone_into(&mut order);
            continue;
        }
        let (classes, bits) = line.split_once(';').unwrap();
        let text: String = classes.split_whitespace().map(one_of_class).collect();
        let bits: u8 = bits.trim().parse().unwrap();
        let automatic = match unicode_bidi::get_base_direction(text.as_str()) {
            unicode_bidi::Direction::Rtl => 4,
            _ => 2,
        };
        // What is found without being told is one of the two, and is tried once.
        let tried = if bits & 1 == 1 { bits | automatic } else { bits };
        count += usize::try_from(bits.count_ones()).unwrap();
        for (bit, direction) in [(2, Direction::LeftToRight), (4, Direction::RightToLeft)] {
            if tried & bit != 0 && !holds(&text, direction, &levels, &order) {
                failed.push(format!("{line} as {direction:?}"));
            }
        }
    }
    (count, failed)
}

/// A character of a bidi class.
fn one_of_class(class: &str) -> char {
    match class {
        "L" => 'a',
        "R" => '\u{5D0}',
        "AL" => '\u{627}',
        "EN" => '0',
        "ES" => '+',
        "ET" => '#',
        "AN" => '\u{660}',
        "CS" => ',',
        "NSM" => '\u{300}',
        "BN" => '\u{AD}',
        "B" => '\u{2029}',
        "S" => '\t',
        "WS" => ' ',
        "ON" => '!',
        "LRE" => '\u{202A}',
        "LRO" => '\u{202D}',
        "RLE" => '\u{202B}',
        "RLO" => '\u{202E}',
        "PDF" => '\u{202C}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        _ => panic!("no bidi class {class}"),
    }
}

/// The tests of a file of ÷ and × that `cut` fails: the text and where it is cut.
fn parting(file: &str, cut: impl Fn(&str) -> Vec<usize>) -> (usize, BTreeSet<String>) {
    let (mut count, mut failed) = (0, BTreeSet::new());
    for line in lines(file) {
        let mut text = String::new();
        let mut wanted = Vec::new();
        let mut codes = Vec::new();
        for token in line.split_whitespace() {
            match token {
                "÷" if !text.is_empty() => wanted.push(text.len()),
                "÷" | "×" => {}
                code => {
                    text.push_str(&chars(code));
                    codes.push(code);
                }
            }
        }
        count += 1;
        if cut(&text) != wanted {
            failed.insert(codes.join(" "));
        }
    }
    (count, failed)
}

fn cut_lines(text: &str) -> Vec<usize> {
    opportunities(text).collect()
}

fn cut_graphemes(text: &str) -> Vec<usize> {
    graphemes(text).map(|range| range.end).collect()
}

#[test]
fn levels_and_order_are_those_of_a_sample() {
    let (count, failed) = bidi_characters(include_str!("unicode_bidi_sample.txt"));
    assert!(count > 20 && failed.is_empty(), "{count} {failed:#?}");
}

#[test]
fn levels_and_order_are_those_of_the_character_test() {
    if let Some(file) = read(&[debian("BidiCharacterTest.txt")]) {
        let (count, failed) = bidi_characters(&file);
        assert!(count > 90_000 && failed.is_empty(), "{count} {failed:#?}");
    }
}

#[test]
fn levels_and_order_are_those_of_the_class_test() {
    if let Some(file) = read(&[debian("BidiTest.txt")]) {
        let (count, failed) = bidi_classes(&file);
        assert!(count > 700_000, "{count}");
        assert!(failed.is_empty(), "{} {:#?}", failed.len(), &failed[..20.min(failed.len())]);
    }
}

#[test]
fn graphemes_and_line_breaks_are_those_of_a_sample() {
    let sample = include_str!("unicode_cut_sample.txt");
    let (graphemes, breaks) = sample.split_once("@Lines").unwrap();
    let (count, failed) = parting(graphemes, cut_graphemes);
    assert!(count > 12 && failed.is_empty(), "{count} {failed:#?}");
    let (count, failed) = parting(breaks, cut_lines);
    assert!(count > 12 && failed.is_empty(), "{count} {failed:#?}");
}

#[test]
fn graphemes_are_those_of_the_grapheme_test() {
    if let Some(file) = read(&[debian("auxiliary/GraphemeBreakTest.txt")]) {
        let (count, failed) = parting(&file, cut_graphemes);
        // U+2701 was taken for a pictograph until Unicode 16; a joiner between two of them no longer joins.
        assert!(count > 600);
        assert_eq!(failed, BTreeSet::from(["2701 200D 2701".to_owned()]));
    }
}

#[test]
fn graphemes_are_those_of_unicode_17() {
    if let Some(file) = crate_file("GraphemeBreakTest_17.txt") {
        let (count, failed) = parting(&file, cut_graphemes);
        assert!(count > 700 && failed.is_empty(), "{count} {failed:#?}");
    }
}

#[test]
fn line_breaks_are_those_of_unicode_15_1() {
    if let Some(file) = crate_file("LineBreakTest_15.1.txt") {
        let (count, failed) = parting(&file, cut_lines);
        assert!(count > 7_000 && failed.is_empty(), "{count} {failed:#?}");
    }
}

#[test]
fn line_breaks_are_those_of_the_line_break_test_but_for_known_differences() {
    if let Some(file) = read(&[debian("auxiliary/LineBreakTest.txt")]) {
        let (count, failed) = parting(&file, cut_lines);
        assert!(count > 7_000);
        let known: BTreeSet<String> = lines(KNOWN_BREAKS).map(str::to_owned).collect();
        let mut told = String::new();
        for codes in failed.symmetric_difference(&known) {
            writeln!(told, "{codes}").unwrap();
        }
        assert!(told.is_empty(), "not as the list of known differences says:\n{told}");
    }
}
