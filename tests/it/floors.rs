//! Keeps the house: who may name whom, where outside crates are at home, how files are made.
//!
//! The tables are in `table`; ARCHITECTURE.md shows the same, and is compared with them.

mod check;
mod source;
mod table;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::kept;
use source::Source;
use table::{HOMES, MAY_NAME, STANDARD, WAYS_OUT};

/// Every file below a folder of the repository whose name ends so, by its path in the repository.
fn files(folder: &str, end: &str) -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&kept::at(folder), &mut found);
    let root = kept::at("");
    let names = found.iter().filter_map(|path| path.strip_prefix(&root).ok()?.to_str());
    let mut names: Vec<String> = names.filter(|n| n.ends_with(end)).map(str::to_owned).collect();
    names.sort();
    names
}

/// The files of the program itself: without those that are declared for tests alone.
fn sources() -> Vec<Source> {
    let sources: Vec<Source> =
        files("src", ".rs").iter().map(|file| Source::of(file, &kept::text(file))).collect();
    let tests: Vec<String> = sources.iter().flat_map(|source| source.tests.clone()).collect();
    sources.into_iter().filter(|source| !tests.contains(&source.file)).collect()
}

/// Every file of the program and of its tests.
pub(crate) fn texts() -> Vec<String> {
    [files("src", ".rs"), files("tests", ".rs")]
        .concat()
        .iter()
        .map(|file| kept::text(file))
        .collect()
}

/// The dependencies of a kind, from Cargo.toml, also those that only some systems have.
fn dependencies(kind: &str) -> Vec<String> {
    let manifest: toml::Table = kept::text("Cargo.toml").parse().unwrap();
    let targets = manifest["target"].as_table().unwrap().values();
    let tables = targets.filter_map(|target| target.get(kind)).chain(manifest.get(kind));
    tables.flat_map(|table| table.as_table().unwrap().keys().cloned()).collect()
}

#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_module_names_only_what_stands_below_it() {
    none(&check::floors(MAY_NAME, &sources()));
}

#[test]
fn an_outside_crate_is_named_only_at_home() {
    none(&check::homes(HOMES, &sources()));
    none(&check::homes(STANDARD, &sources()));
}

#[test]
fn what_is_written_has_passed_the_gate() {
    none(&check::ways_out(WAYS_OUT, &sources()));
}

#[test]
fn the_tables_allow_nothing_that_is_not_used() {
    none(&check::unused(MAY_NAME, &[HOMES, STANDARD].concat(), &sources()));
}

#[test]
fn every_dependency_has_a_home_and_a_line_that_says_why() {
    let here: Vec<String> = dependencies("dependencies");
    let homes: Vec<&str> = HOMES.iter().map(|(name, _)| *name).collect();
    let mut wanted: Vec<String> = here.iter().map(|name| name.replace('-', "_")).collect();
    wanted.sort();
    assert_eq!(wanted, homes, "Cargo.toml and HOMES name the same crates");
    let page = kept::text("ARCHITECTURE.md");
    let line = |name: &str| {
        let begin = format!("| `{name}` |");
        page.lines().find(|line| line.starts_with(&begin)).map(|l| l[begin.len()..].to_owned())
    };
    for name in here {
        let rest = line(&name).unwrap_or_else(|| panic!("ARCHITECTURE.md has no line on {name}"));
        let (_, homes) = HOMES.iter().find(|(home, _)| *home == name.replace('-', "_")).unwrap();
        let cells: Vec<&str> = rest.split('|').map(str::trim).collect();
        assert_eq!(cells[0], table::spoken(homes), "the home of {name} in ARCHITECTURE.md");
        assert!(cells[1].len() > 10, "ARCHITECTURE.md says why there is {name}");
    }
    for name in dependencies("dev-dependencies") {
        let rest = line(&name).unwrap_or_else(|| panic!("ARCHITECTURE.md has no line on {name}"));
        assert!(rest.starts_with(" tests |"), "{name} is at home in the tests");
    }
}

#[test]
fn the_map_shows_the_floors() {
    kept::same_part("ARCHITECTURE.md", "floors", &table::floors(MAY_NAME));
    kept::same_part("ARCHITECTURE.md", "standard", &table::homes(STANDARD));
}

#[test]
fn the_map_lists_every_file_with_its_purpose() {
    let mut page = "| file | is for |\n| --- | --- |\n".to_owned();
    for file in files("src", ".rs") {
        let text = kept::text(&file);
        let purpose = text.lines().next().unwrap_or("").trim_start_matches("//! ");
        writeln!(page, "| [{}]({file}) | {purpose} |", file.trim_start_matches("src/")).unwrap();
    }
    kept::same_part("ARCHITECTURE.md", "files", &page);
}

#[test]
fn the_crate_has_the_modules_of_the_table() {
    let library = kept::text("src/lib.rs");
    let declared = library.lines().filter_map(|line| line.strip_prefix("pub mod "));
    let mut declared: Vec<&str> = declared.map(|name| name.trim_end_matches(';')).collect();
    let mut rows: Vec<&str> = MAY_NAME.iter().map(|(module, _)| *module).collect();
    declared.sort_unstable();
    rows.sort_unstable();
    assert_eq!(declared, rows);
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    for (folder, most) in [("src", 400), ("examples", 400), ("benches", 400), ("tests", 500)] {
        for file in files(folder, ".rs") {
            none(&check::shape(&file, &kept::text(&file), most));
        }
    }
}

#[test]
fn main_only_calls_the_library() {
    let main = kept::text("src/main.rs");
    assert!(main.lines().count() <= 12, "main.rs is thin");
    let named: Vec<&str> = main.match_indices("plenary::").map(|(at, _)| &main[at..]).collect();
    assert!(named.iter().all(|path| path.starts_with("plenary::cli::")), "main.rs names cli alone");
}

/// The file that declares the module of another.
fn parent(file: &str) -> String {
    match file.rsplit_once('/') {
        Some(("src", _)) => "src/lib.rs".to_owned(),
        Some(("tests/it", _)) => "tests/it/main.rs".to_owned(),
        Some((folder, _)) => format!("{folder}.rs"),
        None => String::new(),
    }
}

#[test]
fn every_file_is_declared() {
    let roots = ["src/lib.rs", "src/main.rs", "tests/it/main.rs"];
    let mut faults = Vec::new();
    for file in [files("src", ".rs"), files("tests", ".rs")].concat() {
        let name = Path::new(&file).file_stem().unwrap().to_str().unwrap();
        let declaration = format!("mod {name};");
        let parent = parent(&file);
        let above = fs::read_to_string(kept::at(&parent)).unwrap_or_default();
        let declared = above.lines().any(|line| line.ends_with(&declaration));
        if !declared && !roots.contains(&file.as_str()) {
            faults.push(format!("{file}: {parent} does not declare it, so nothing builds it"));
        }
    }
    none(&faults);
}
