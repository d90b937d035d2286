//! The five originals of the bundled records, where they are at hand: what is in them is found, and
//! nothing else.

use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use plenary::import::Proposal;
use plenary::import::Source;
use plenary::import::propose;
use plenary::model::Archive;
use plenary::model::BlockKind;
use plenary::model::Coverage;
use plenary::model::Document;
use plenary::store;

/// The folder of the originals; without it there is nothing to compare, except where tests must be whole.
#[expect(clippy::disallowed_methods, reason = "a test may be told where its material lies")]
fn originals() -> Option<PathBuf> {
    let named = env::var_os("PLENARY_ORIGINALS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/originals");
    let found = named.or(Some(beside)).filter(|folder| folder.is_dir());
    assert!(
        found.is_some() || env::var_os("CI").is_none(),
        "the originals are not at hand; name their folder in PLENARY_ORIGINALS"
    );
    if found.is_none() {
        tell("the originals are not at hand: nothing was compared");
    }
    found
}

#[expect(clippy::print_stderr, reason = "a person who asks for it reads the comparison")]
fn tell(line: &str) {
    eprintln!("{line}");
}

fn read(folder: &Path, name: &str, archive: &Archive) -> Proposal {
    let bytes = fs::read(folder.join(name)).unwrap();
    propose(&Source::read(&bytes, name).unwrap(), archive)
}

/// The facts of a proposal, one a line.
fn facts(proposal: &Proposal) -> Vec<String> {
    let mut facts = vec![
        format!("match {}", proposal.matched.as_ref().map_or("-", |found| found.id.as_str())),
        format!(
            "kind {}",
            proposal.kind.as_ref().map_or("-".to_owned(), |f| format!("{} {}", f.value, f.basis))
        ),
        format!(
            "title {}",
            proposal.title.as_ref().map_or("-".to_owned(), |f| format!("{} {}", f.lines, f.basis))
        ),
        format!(
            "meeting {}",
            proposal
                .meeting
                .as_ref()
                .map_or("-".to_owned(), |f| format!("{} {:?}", f.value.series, f.value.number))
        ),
        format!(
            "held {}",
            proposal
                .held
                .as_ref()
                .map_or("-".to_owned(), |f| format!("{} {} {}", f.value, f.basis, f.lines))
        ),
        format!(
            "posted {}",
            proposal.copy.posted.as_ref().map_or("-".to_owned(), |f| f.value.to_string())
        ),
        format!("posted by {}", proposal.copy.posted_by.as_ref().map_or("-", |f| f.value.as_str())),
        format!("place {}", proposal.place.as_ref().map_or("-", |f| f.value.as_str())),
        format!(
            "country {}",
            proposal.country.as_ref().map_or("-".to_owned(), |f| f.value.to_string())
        ),
        format!("adopted or dated {}", proposal.adopted.is_some() || proposal.date.is_some()),
    ];
    for version in &proposal.versions {
        let of = |kind: BlockKind| {
            version.blocks.iter().filter(|block| block.block.kind == kind).count()
        };
        facts.push(format!(
            "version {} lines {}: {} blocks, {} points, {} bullets, {} slogans",
            version.language,
            version.lines,
            version.blocks.len(),
            of(BlockKind::Point),
            of(BlockKind::Bullet),
            of(BlockKind::Slogan),
        ));
    }
    for group in &proposal.signatories {
        let known = group.names.iter().filter(|name| name.party.is_some()).count();
        facts.push(format!(
            "group {} lines {}: {} names, {known} known",
            group.role,
            group.lines.as_deref().unwrap_or("-"),
            group.names.len()
        ));
    }
    for asked in proposal.actions.iter().filter(|asked| asked.action.as_stated.is_some()) {
        let action = &asked.action;
        facts.push(format!(
            "asks {} {} {}",
            action.point.as_deref().unwrap_or("-"),
            action.when.as_ref().map_or("-", |when| when.as_str()),
            action.basis.map_or("-", |basis| basis.as_str()),
        ));
    }
    facts.extend(proposal.cut.iter().map(|cut| format!("cut {}", cut.lines)));
    facts
}

const EXPECTED: &[(&str, &[&str])] = &[
    (
        "23-palestine-statement.txt",
        &[
            "match imcwp-23-palestine-statement",
            "kind statement stated",
            "title 1 stated",
            "meeting imcwp Some(23)",
            "held 2023-10-19/2023-10-22 stated 3",
            "posted -",
            "posted by -",
            "place Izmir",
            "country TR",
            "adopted or dated false",
            "version en lines 1-27: 7 blocks, 3 points, 0 bullets, 0 slogans",
        ],
    ),
    (
        "23-action-plan.txt",
        &[
            "match imcwp-23-action-plan",
            "kind action-plan page",
            "title 4 page",
            "meeting imcwp Some(23)",
            "held 2023-10-20/2023-10-22 inferred 6",
            "posted -",
            "posted by Michael Laxer",
            "place Izmir",
            "country TR",
            "adopted or dated false",
            "version en lines 4, 13-43: 17 blocks, 15 points, 0 bullets, 0 slogans",
            "asks 1 2024-09-21 inferred",
            "asks 2 2024 stated",
            "asks 3 2024-05-01 inferred",
            "asks 7 2024-03-08 inferred",
            "asks 8 2023-10-28/2023-10-29 inferred",
            "asks 8 2024-05-04/2024-05-05 stated",
            "asks 9 2023-11-29 inferred",
            "asks 15 2024 stated",
            "cut 1",
            "cut 2",
            "cut 6-10",
            "cut 46",
        ],
    ),
    (
        "icspwi-palestine-week.txt",
        &[
            "match icspwi-palestine-week",
            "kind joint-declaration stated",
            "title 7-8 stated",
            "meeting -",
            "held -",
            "posted -",
            "posted by -",
            "place -",
            "country -",
            "adopted or dated false",
            "version en lines 1-82: 13 blocks, 0 points, 0 bullets, 3 slogans",
            "asks - - unknown",
        ],
    ),
    (
        "21-izmir-report.txt",
        &[
            "match imcwp-21-izmir-report",
            "kind report inferred",
            "title -",
            "meeting imcwp Some(21)",
            "held -",
            "posted -",
            "posted by -",
            "place İzmir",
            "country TR",
            "adopted or dated false",
            "version en lines 1-9: 5 blocks, 0 points, 0 bullets, 0 slogans",
            "cut 12",
        ],
    ),
    (
        "23-ukraine-resolution.txt",
        &[
            "match imcwp-23-ukraine-resolution",
            "kind resolution stated",
            "title 6-8 stated",
            "meeting imcwp Some(23)",
            "held 2023-10-20/2023-10-22 stated 11",
            "posted 2023-10-31",
            "posted by Communist Party of Greece",
            "place Izmir",
            "country TR",
            "adopted or dated false",
            "version en lines 6-48, 51-88: 24 blocks, 0 points, 8 bullets, 1 slogans",
            "version ru lines 91-133: 24 blocks, 0 points, 8 bullets, 1 slogans",
            "version es lines 137-179: 24 blocks, 0 points, 8 bullets, 1 slogans",
            "version ar lines 183-229: 24 blocks, 0 points, 8 bullets, 1 slogans",
            "group signed lines 53-77: 25 names, 25 known",
            "group signed lines 82-85: 4 names, 4 known",
            "cut 1",
            "cut 3",
            "cut 4",
            "cut 233-234",
        ],
    ),
];

#[test]
fn every_fact_of_the_originals_is_found_and_none_is_made_up() {
    let Some(folder) = originals() else {
        return;
    };
    let archive = store::bundled().archive;
    for (name, expected) in EXPECTED {
        assert_eq!(facts(&read(&folder, name, &archive)), *expected, "{name}");
    }
}

#[test]
fn the_records_made_by_hand_say_the_same() {
    let Some(folder) = originals() else {
        return;
    };
    let archive = store::bundled().archive;
    for (name, _) in EXPECTED {
        let proposal = read(&folder, name, &archive);
        let document = archive.document(proposal.id.as_str()).unwrap();
        let show = |field: &str, found: Option<String>, recorded: Option<String>| {
            let mark = if found == recorded { " " } else { "*" };
            tell(&format!("{mark} {} {field}: found {found:?}, by hand {recorded:?}", proposal.id));
        };
        let issued = &document.issued;
        show(
            "kind",
            proposal.kind.as_ref().map(|f| f.value.to_string()),
            Some(document.kind.to_string()),
        );
        show(
            "title",
            proposal.title.as_ref().map(|f| f.value.clone()),
            Some(document.title.clone()),
        );
        show(
            "held",
            proposal.held.as_ref().map(|f| f.value.to_string()),
            issued.held.as_ref().map(ToString::to_string),
        );
        show("place", proposal.place.as_ref().map(|f| f.value.clone()), issued.place.clone());
        show(
            "country",
            proposal.country.as_ref().map(|f| f.value.to_string()),
            issued.country.map(|c| c.to_string()),
        );
        show("by", proposal.by.as_ref().map(|f| f.value.clone()), issued.by.first().cloned());
        show(
            "actions",
            Some(proposal.actions.len().to_string()),
            Some(document.actions.len().to_string()),
        );
        let names = |groups: &[plenary::model::Group]| -> Vec<String> {
            groups
                .iter()
                .flat_map(|group| group.names.iter().map(|name| name.name.clone()))
                .collect()
        };
        assert_eq!(names(&proposal.signatories), names(&document.signatories), "{name}");
        let versions = |languages: Vec<String>| languages;
        assert_eq!(
            versions(
                proposal.versions.iter().map(|version| version.language.to_string()).collect()
            ),
            versions(
                document.versions.iter().map(|version| version.language.to_string()).collect()
            ),
            "{name}"
        );
    }
}

/// Copies a folder.
fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file below a folder, with what it holds.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found.sort();
    found
}

#[expect(clippy::disallowed_methods, reason = "the test is another program")]
fn import_all(archive: &Path, folder: &Path) {
    let files = EXPECTED.iter().map(|(name, _)| folder.join(name));
    let ran = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .arg("--archive")
        .arg(archive)
        .args(["import", "--yes"])
        .args(files)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn the_originals_become_the_full_texts_of_the_records_and_again_change_nothing() {
    let Some(folder) = originals() else {
        return;
    };
    let archive = tempfile::tempdir().unwrap();
    copied(&Path::new(env!("CARGO_MANIFEST_DIR")).join("documents"), archive.path());
    let abstracts = store::bundled().archive;
    import_all(archive.path(), &folder);
    let loaded = store::load(archive.path()).unwrap();
    assert_eq!(loaded.faults, []);
    for before in abstracts.documents() {
        let after = loaded.archive.document(before.id.as_str()).unwrap();
        assert_eq!(after.coverage(), Some(Coverage::Full), "{}", before.id);
        let languages = |document: &Document| -> Vec<String> {
            document.versions.iter().map(|version| version.language.to_string()).collect()
        };
        assert_eq!(languages(after), languages(before), "{}", before.id);
        assert_eq!(after.signatories, before.signatories, "{}", before.id);
    }
    let once = contents(archive.path());
    import_all(archive.path(), &folder);
    assert!(once == contents(archive.path()));
}
