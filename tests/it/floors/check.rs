//! The checks, as functions of tables and sources: each gives what is wrong, by file and line.

use super::source::{Source, is_name, name};
use super::table::Line;

/// Words that say nothing of what is in a module.
const EMPTY_NAMES: [&str; 8] =
    ["util", "utils", "helper", "helpers", "common", "misc", "manager", "mod"];

/// What a file names in other modules of the crate: the offset and the module.
fn named(source: &Source) -> Vec<(usize, String)> {
    let direct = source.heads("crate::").map(|at| (at, at + "crate::".len()));
    let upward = source.heads("super::").filter_map(|at| {
        // As many steps up as the file lies deep lead to the crate's root.
        let steps = source.code[at..].split("super::").take_while(|step| step.is_empty()).count();
        (steps >= source.module.len()).then_some((at, at + steps * "super::".len()))
    });
    let paths = direct.filter(|(at, _)| !source.code[..*at].ends_with("(in "));
    paths.chain(upward).map(|(at, end)| (at, name(&source.code[end..]).to_owned())).collect()
}

fn modules_of<'t>(table: &[Line], row: &str) -> Option<&'t [&'static str]> {
    table.iter().find(|(module, _)| *module == row).map(|(_, modules)| *modules)
}

/// Paths that lead to a module which the table does not allow.
pub(super) fn floors(table: &[Line], sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for source in sources.iter().filter(|source| !["", "main"].contains(&source.top())) {
        let place = |at| format!("{}:{}", source.file, source.line(at));
        let Some(may_name) = modules_of(table, source.top()) else {
            faults.push(format!("{}: {} has no row in MAY_NAME", source.file, source.top()));
            continue;
        };
        for (at, to) in named(source) {
            if to.is_empty() {
                faults.push(format!("{}: write one path a line, crate::module::Name", place(at)));
            } else if to != source.top() && !may_name.contains(&to.as_str()) {
                faults.push(format!("{}: {} may not name {to}", place(at), source.top()));
            }
        }
    }
    faults
}

/// Whether a file belongs to a module.
fn is_in(source: &Source, home: &str) -> bool {
    let path = source.path();
    path == home || path.strip_prefix(home).is_some_and(|rest| rest.starts_with("::"))
}

/// Where a file names a crate, or a part of the standard library.
fn uses(source: &Source, name: &str) -> Vec<usize> {
    let code = &source.code;
    let alone = |at: &usize| {
        let after = code[at + name.len()..].trim_start();
        let used = code[..*at].trim_end().ends_with("use") && after.starts_with([';', 'a']);
        after.starts_with("::") || used || (name.contains("::") && !after.starts_with(is_name))
    };
    source.heads(name).filter(alone).collect()
}

/// Crates that are named where they are not at home.
pub(super) fn homes(table: &[Line], sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for source in sources {
        for (name, homes) in table {
            let at_home = homes.iter().any(|home| is_in(source, home));
            for at in uses(source, name).into_iter().filter(|_| !at_home) {
                let line = source.line(at);
                faults.push(format!("{}:{line}: {name} is at home in {homes:?}", source.file));
            }
        }
        for at in source.heads("std::{") {
            let line = source.line(at);
            faults
                .push(format!("{}:{line}: write one path a line, std::module::Name", source.file));
        }
    }
    faults
}

/// Ways out of the program that are taken where they may not be, and homes that take none.
pub(super) fn ways_out(table: &[Line], sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for (way, homes) in table {
        let mut taken = Vec::new();
        for source in sources {
            let home = homes.iter().find(|home| is_in(source, home));
            for (at, _) in source.code.match_indices(way) {
                match home {
                    Some(home) => taken.push(*home),
                    None => faults.push(format!(
                        "{}:{}: {way}…) is no way out here; hand a model::Clean to one of {homes:?}",
                        source.file,
                        source.line(at)
                    )),
                }
            }
        }
        let idle = homes.iter().filter(|home| !taken.contains(home));
        faults.extend(idle.map(|home| format!("{home} does not need {way}…): take it out")));
    }
    faults
}

/// What the tables allow, and nobody needs.
pub(super) fn unused(floors: &[Line], homes: &[Line], sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for (module, may_name) in floors {
        let own = sources.iter().filter(|source| source.top() == *module);
        let needed: Vec<String> = own.flat_map(named).map(|(_, to)| to).collect();
        for to in may_name.iter().filter(|to| !needed.iter().any(|needed| needed == *to)) {
            faults.push(format!("{module} does not name {to}: take it out of MAY_NAME"));
        }
    }
    for (name, homes) in homes {
        for home in *homes {
            let mut own = sources.iter().filter(|source| is_in(source, home));
            if !own.any(|source| !uses(source, name).is_empty()) {
                faults.push(format!("{home} does not name {name}: take it out of HOMES"));
            }
        }
    }
    faults
}

/// What is wrong with a file as a whole.
pub(super) fn shape(file: &str, text: &str, most: usize) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.starts_with("//! ") {
        faults.push(format!("{file}: the first line says what it is for, after //!"));
    }
    let lines = text.lines().count();
    if lines > most {
        faults.push(format!("{file}: {lines} lines; split it by purpose below {most}"));
    }
    let path = file.trim_end_matches(".rs");
    for part in path.split('/').filter(|part| EMPTY_NAMES.contains(part)) {
        faults.push(format!("{file}: \"{part}\" does not say what is in it"));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &[Line] = &[("model", &[]), ("text", &["model"]), ("view", &["text"])];

    fn wrong(file: &str, text: &str) -> Vec<String> {
        floors(TABLE, &[Source::of(file, text)])
    }

    #[test]
    fn a_stray_path_is_found() {
        let faults = wrong("src/model/date.rs", "//! x\nuse crate::view::draw;\n");
        assert_eq!(faults, ["src/model/date.rs:2: model may not name view"]);
        let faults = wrong("src/view.rs", "fn f() { crate::model::Date::new() }");
        assert_eq!(faults, ["src/view.rs:1: view may not name model"]);
        assert_eq!(wrong("src/view.rs", "use crate::text::Row;\nuse crate::view::put;"), [""; 0]);
        assert_eq!(wrong("src/view.rs", "// crate::model\n/// [`crate::model`]"), [""; 0]);
    }

    #[test]
    fn the_way_over_the_root_is_found_too() {
        let faults = wrong("src/text/page.rs", "use super::super::view::draw;");
        assert_eq!(faults, ["src/text/page.rs:1: text may not name view"]);
        assert_eq!(wrong("src/text.rs", "use super::view::draw;").len(), 1);
        assert_eq!(wrong("src/text/page.rs", "use super::view::draw;"), [""; 0]);
        assert_eq!(wrong("src/text/a/b.rs", "use super::super::view;"), [""; 0]);
    }

    #[test]
    fn a_tree_of_modules_is_told_apart_by_lines() {
        assert_eq!(wrong("src/view.rs", "use crate::{model, text};").len(), 1);
        assert_eq!(wrong("src/view.rs", "pub(crate) fn f() {}"), [""; 0]);
        assert_eq!(wrong("src/other.rs", "fn f() {}").len(), 1);
    }

    #[test]
    fn a_crate_away_from_home_is_found() {
        let table: &[Line] =
            &[("ratatui", &["view"]), ("time", &["model::date"]), ("std::fs", &["cli"])];
        let wrong = |file: &str, text: &str| homes(table, &[Source::of(file, text)]).len();
        assert_eq!(wrong("src/view/list.rs", "use ratatui::buffer::Buffer;"), 0);
        assert_eq!(wrong("src/app.rs", "use ratatui::buffer::Buffer;"), 1);
        assert_eq!(wrong("src/viewer.rs", "fn f(area: ratatui::layout::Rect) {}"), 1);
        assert_eq!(wrong("src/app.rs", "use ratatui as screen;"), 1);
        assert_eq!(wrong("src/model.rs", "let x = time::Date::MIN;"), 1);
        assert_eq!(wrong("src/model/date.rs", "use time::Date;"), 0);
        assert_eq!(wrong("src/model.rs", "let time = 3; f(time); use std::time::Duration;"), 0);
        assert_eq!(wrong("src/app.rs", "use std::fs;"), 1);
        assert_eq!(wrong("src/app.rs", "std::fs::read(x)"), 1);
        assert_eq!(wrong("src/app.rs", "use std::{fs, env};"), 1);
        assert_eq!(wrong("src/app.rs", "use std::fmt;"), 0);
    }

    #[test]
    fn a_way_out_is_found_wherever_it_is_taken() {
        let table: &[Line] = &[("io::stderr(", &["cli::sink"]), ("println!(", &[])];
        let at_home = || Source::of("src/cli/sink.rs", "fn f() { std::io::stderr().write(b) }");
        assert_eq!(ways_out(table, &[at_home()]), [""; 0]);
        let away = Source::of("src/app.rs", "fn f() { io::stderr(); eprintln!(\"a\"); }");
        assert_eq!(ways_out(table, &[at_home(), away]).len(), 2);
        let told = Source::of("src/app.rs", "// println!(\nfn f() { \"io::stderr()\"; }");
        assert_eq!(ways_out(table, &[at_home(), told]), [""; 0]);
        assert_eq!(ways_out(table, &[]).len(), 1);
    }

    #[test]
    fn what_nobody_needs_is_found() {
        let sources = [Source::of("src/text.rs", "fn f() { toml::x() }")];
        let faults = unused(&[("text", &["model"])], &[("toml", &["text", "view"])], &sources);
        assert_eq!(faults.len(), 2, "{faults:?}");
    }

    #[test]
    fn a_file_has_a_purpose_a_length_and_a_name() {
        assert_eq!(shape("src/a.rs", "//! What it is for.\n", 1), [""; 0]);
        assert_eq!(shape("src/a.rs", "fn f() {}\n", 1).len(), 1);
        assert_eq!(shape("src/a.rs", "//! What.\n\n", 1).len(), 1);
        assert_eq!(shape("src/a/mod.rs", "//! What.\n", 1).len(), 1);
        assert_eq!(shape("src/util/x.rs", "//! What.\n", 1).len(), 1);
    }
}
