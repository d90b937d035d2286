//! What is handed out with the program: others' licences, and the files of the Debian package.

use std::collections::BTreeSet;
use std::process::Command;

use crate::kept;

/// The systems for which THIRD-PARTY.txt speaks: those of packaging/about.toml.
const TARGETS: [&str; 2] = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"];

/// Name and version of each crate that is built into the program.
#[expect(clippy::disallowed_methods, reason = "cargo is asked what it builds")]
fn built_in() -> BTreeSet<String> {
    let mut crates = BTreeSet::new();
    for target in TARGETS {
        let output = Command::new(env!("CARGO"))
            .args(["tree", "--package", "plenary", "--edges", "normal", "--prefix", "none"])
            .args(["--format", "{p}", "--locked", "--target", target])
            .current_dir(kept::at(""))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let tree = String::from_utf8(output.stdout).unwrap();
        for line in tree.lines() {
            let (name, rest) = line.split_once(" v").unwrap();
            let version = rest.split(' ').next().unwrap();
            crates.insert(format!("{name} {version}"));
        }
    }
    crates
}

/// Name and version of each crate of which THIRD-PARTY.txt has a licence.
fn told_of(page: &str) -> BTreeSet<String> {
    // Between two rules stand the name of a licence and the crates that are under it.
    let rule = format!("{}\n", "─".repeat(80));
    let heads = page.split(&rule).skip(1).step_by(2);
    let lines = heads.flat_map(|head| head.lines().filter_map(|line| line.strip_prefix("  ")));
    lines.map(|line| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn the_licence_of_each_crate_in_the_program_is_handed_out_with_it() {
    let (built_in, told_of) = (built_in(), told_of(&kept::text("THIRD-PARTY.txt")));
    let missing: Vec<_> = built_in.difference(&told_of).collect();
    assert!(missing.is_empty(), "no licence of {missing:?}: packaging/run licences");
    let gone: Vec<_> = told_of.difference(&built_in).collect();
    assert!(gone.is_empty(), "no longer in the program: {gone:?}: packaging/run licences");
}

#[test]
fn every_licence_of_others_is_one_that_was_agreed_to() {
    let list = |path: &str, begin: &str| -> BTreeSet<String> {
        let text = kept::text(path);
        let (_, rest) = text.split_once(begin).unwrap();
        let (list, _) = rest.split_once(']').unwrap();
        let words = list.split(',').map(|word| word.trim().trim_matches('"').to_owned());
        words.filter(|word| !word.is_empty()).collect()
    };
    assert_eq!(list("packaging/about.toml", "accepted = ["), list("deny.toml", "allow = ["));
}

#[test]
fn the_package_has_only_files_that_there_are_or_that_are_made_for_it() {
    let manifest: toml::Table = kept::text("Cargo.toml").parse().unwrap();
    let assets = manifest["package"]["metadata"]["deb"]["assets"].as_array().unwrap();
    let recipe = kept::text("packaging/run");
    for asset in assets {
        let path = asset[0].as_str().unwrap();
        let there = match path.strip_prefix("target/") {
            Some("release/plenary") => true,
            Some(made) => recipe.contains(&made.replacen("package", "$out", 1)),
            None => kept::at(path.trim_end_matches("*.md")).exists(),
        };
        assert!(there, "{path} is neither here nor made by packaging/run");
    }
}
