//! The archive in the program is the folder `documents/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use plenary::store::FILES;
use plenary::store::bundled;
use plenary::store::is_archive;
use plenary::store::load;

fn documents() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("documents")
}

/// Every file that an archive reads, below `folder`.
fn files(folder: &Path, below: &str, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            if name != "source" {
                files(&entry.path(), &format!("{below}{name}/"), found);
            }
        } else if [".toml", ".txt"].iter().any(|end| name.ends_with(end)) {
            let text = fs::read_to_string(entry.path()).unwrap();
            found.insert(format!("{below}{name}"), text);
        }
    }
}

#[test]
fn every_file_of_the_folder_is_in_the_program_and_no_other() {
    let mut on_disk = BTreeMap::new();
    files(&documents(), "", &mut on_disk);
    let in_program: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
    let mut sorted: Vec<&str> = on_disk.keys().map(String::as_str).collect();
    sorted.sort_unstable();
    let mut listed = in_program.clone();
    listed.sort_unstable();
    assert_eq!(listed, sorted, "src/store/bundled.rs lists the files of documents/");
    for (path, text) in FILES {
        assert_eq!(on_disk[*path], *text, "{path}");
    }
}

#[test]
fn the_archive_in_the_program_has_no_fault() {
    let faults = bundled().faults;
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_folder_and_the_program_hold_the_same_archive() {
    assert!(is_archive(&documents()));
    let loaded = load(&documents()).unwrap();
    let bundled = bundled();
    assert!(loaded.archive.documents().eq(bundled.archive.documents()));
    assert_eq!(loaded.archive.meetings(), bundled.archive.meetings());
    assert_eq!(loaded.archive.series(), bundled.archive.series());
    assert_eq!(loaded.archive.parties(), bundled.archive.parties());
    assert_eq!(bundled.archive.len(), 5);
}
