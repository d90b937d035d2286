//! Archives in temporary folders, and what is loaded from them.

use std::fs;
use std::path::Path;

use plenary::model::BlockKind;
use plenary::model::Coverage;
use plenary::model::Id;
use plenary::store::Code;
use plenary::store::Fault;
use plenary::store::Loaded;
use plenary::store::load;
use tempfile::TempDir;

/// Writes files, each with the folders above it.
pub(crate) fn write(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// An archive of these files.
pub(crate) fn archive(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), files);
    folder
}

/// What is loaded from these files.
pub(crate) fn loaded(files: &[(&str, &str)]) -> Loaded {
    load(archive(files).path()).unwrap()
}

/// Each fault as its code, line and column.
pub(crate) fn told(faults: &[Fault]) -> Vec<(Code, usize, usize)> {
    let place = |fault: &Fault| fault.position.map_or((0, 0), |p| (p.line, p.column));
    faults.iter().map(|fault| (fault.code, place(fault).0, place(fault).1)).collect()
}

/// The least record.
pub(crate) fn record(id: &str) -> String {
    format!("id = \"{id}\"\nkind = \"call\"\ntitle = \"The call {id}\"\n")
}

#[test]
fn a_record_without_a_single_good_key_is_in_the_list() {
    let loaded = loaded(&[
        ("The Good Call/document.toml", "= = =\n[[[\n"),
        ("The Good Call/text.ru.txt", "# Призыв\n\nАбзац."),
        ("other/document.toml", &record("other")),
    ]);
    let document = loaded.archive.document("the-good-call").unwrap();
    assert_eq!(document.title, "The Good Call");
    assert_eq!(document.folder, "The Good Call");
    assert_eq!(document.kind.as_str(), "other");
    assert_eq!(document.versions[0].language.tag(), "ru");
    assert_eq!(document.versions[0].blocks.len(), 2);
    assert_eq!(loaded.archive.len(), 2);
    assert_eq!(told(&loaded.faults), [(Code::BadToml, 1, 1)]);
    assert!(loaded.faults[0].help.contains("\"The Good Call\" is listed"), "{}", loaded.faults[0]);
}

#[test]
fn what_stands_after_a_fault_of_syntax_is_read() {
    let text = "id = \"a\"\nkind = call\ntitle = \"The title\"\nsummary = \"It is\n[issued]\nplace = \"Porto\"\n";
    let loaded = loaded(&[("a/document.toml", text)]);
    let document = loaded.archive.document("a").unwrap();
    assert_eq!(document.title, "The title");
    assert_eq!(document.issued.place.as_deref(), Some("Porto"));
    assert_eq!(told(&loaded.faults), [(Code::BadToml, 2, 8), (Code::BadToml, 4, 17)]);
}

#[test]
fn a_text_that_the_record_does_not_name_is_a_version() {
    let loaded = loaded(&[
        (
            "a/document.toml",
            &format!("{}[[version]]\nlang = \"ru\"\ncoverage = \"abstract\"\n", record("a")),
        ),
        ("a/text.de.txt", "Text."),
        ("a/text.ru.txt", "\u{FEFF}# Имя\r\n\r\nТекст."),
        ("a/notes.txt", "none"),
    ]);
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    let versions = &loaded.archive.document("a").unwrap().versions;
    let languages: Vec<&str> = versions.iter().map(|version| version.language.tag()).collect();
    assert_eq!(languages, ["ru", "de"]);
    assert_eq!(versions[0].coverage, Coverage::Abstract);
    assert_eq!(versions[1].coverage, Coverage::Full);
    assert_eq!(versions[0].blocks[0].kind, BlockKind::Title);
}

#[test]
fn versions_may_have_more_or_fewer_blocks_than_each_other() {
    let kinds = "[[action]]\nwhat = \"x\"\nblock = 4\npoint = 2\n[blocks]\nslogan = [4]\n";
    let loaded = loaded(&[
        ("a/document.toml", &format!("{}{kinds}", record("a"))),
        ("a/text.en.txt", "# A\n\n1. b"),
        ("a/text.es.txt", "# A\n\n1. b\n\n2. c\n\nd"),
    ]);
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    let document = loaded.archive.document("a").unwrap();
    assert_eq!(document.versions[1].blocks[3].kind, BlockKind::Slogan);
    assert_eq!(document.actions[0].block, Some(3));
    assert_eq!(document.block_of_action(&document.actions[0], 0), None);
}

#[test]
fn a_name_belongs_to_the_party_that_spells_it_so() {
    let parties = "[[party]]\nid = \"wp-ie\"\nname = \"The Workers' Party\"\ncountry = \"IE\"\n\
        [[party]]\nid = \"cp-dk\"\nname = \"Communist Party in Denmark\"\ncountry = \"DK\"\n\
        [[party]]\nid = \"one\"\nname = \"One\"\nspellings = [\"The Twin\"]\n\
        [[party]]\nid = \"two\"\nname = \"Two\"\nspellings = [\"the  twin\"]\n";
    let names = "[[signatories]]\nrole = \"signed\"\nnames = [\"THE WORKERS’ PARTY\", \
        \"Communist Party of Denmark\", \"The Twin\", { name = \"The Twin\", party = \"two\" }, \
        { name = \"Communist Party in Denmark\", country = \"SE\" }, \
        { name = \"One\", party = \"\", party_basis = \"outside\" }]\n";
    let loaded = loaded(&[
        ("parties.toml", parties),
        ("a/document.toml", &format!("{}{names}", record("a"))),
    ]);
    assert_eq!(told(&loaded.faults), [(Code::SpellingTwice, 16, 14)]);
    let document = loaded.archive.document("a").unwrap();
    let resolved: Vec<_> = document.signatories[0]
        .names
        .iter()
        .map(|name| (name.party.as_ref().map(Id::as_str), name.country.map(|c| c.to_string())))
        .collect();
    let country = |code: &str| Some(code.to_owned());
    assert_eq!(
        resolved,
        [
            (Some("wp-ie"), country("IE")),
            (None, None),
            (None, None),
            (Some("two"), None),
            (Some("cp-dk"), country("SE")),
            (None, None),
        ]
    );
}

#[test]
fn the_second_bearer_of_an_id_is_loaded_too() {
    let meeting = "[[meeting]]\nid = \"m\"\nseries = \"s\"\n";
    let loaded = loaded(&[
        ("meetings.toml", &format!("[[series]]\nid = \"s\"\nname = \"S\"\n{meeting}{meeting}")),
        ("a/document.toml", &record("same")),
        ("b/document.toml", &record("same")),
        ("c/document.toml", &record("same")),
    ]);
    assert_eq!(
        told(&loaded.faults),
        [(Code::DupId, 1, 6), (Code::DupId, 1, 6), (Code::DupId, 8, 6)]
    );
    let first = &loaded.faults[0];
    assert!(first.file.ends_with("b/document.toml"), "{first}");
    assert!(first.message.contains("a/document.toml, line 1"), "{first}");
    for (id, folder) in [("same", "a"), ("same~2", "b"), ("same~3", "c")] {
        assert_eq!(loaded.archive.document(id).unwrap().folder, folder);
    }
    assert!(loaded.archive.meeting("m~2").is_some());
}

#[test]
fn strings_are_clean_when_they_are_in_the_model() {
    let text = "id = \"a\"\nkind = \"call\"\ntitle = \"A\\u001b[2Jb\\u202Ec\"\nnotes = \"\"\"\none\ntwo\"\"\"\n\
        [issued]\nby = [\"x\\ny\", \"\\u0007\"]\n\"\\u001b\" = 1\n";
    let loaded = loaded(&[("a/document.toml", text)]);
    let document = loaded.archive.document("a").unwrap();
    assert_eq!(document.title, "A\u{241B}[2Jb\u{FFFD}c");
    assert_eq!(document.notes.as_deref(), Some("one\ntwo"));
    assert_eq!(document.issued.by, ["x y", "\u{2407}"]);
    assert_eq!(
        told(&loaded.faults),
        [(Code::ControlCharacter, 3, 9), (Code::BidiControl, 3, 9), (Code::UnknownKey, 9, 1)]
    );
    for fault in &loaded.faults {
        assert!(!fault.to_string().chars().any(char::is_control), "{fault}");
    }
}

#[test]
fn a_reference_that_leads_nowhere_is_kept() {
    let text = "[issued]\nmeeting = \"m-1\"\n[[link]]\nrel = \"follows\"\nto = \"gone\"\n\
        [[claim]]\nfield = \"title\"\nvalue = \"B\"\nsaid_in = \"example.org/x\"\n";
    let loaded = loaded(&[("a/document.toml", &format!("{}{text}", record("a")))]);
    let document = loaded.archive.document("a").unwrap();
    assert_eq!(document.issued.meeting.as_ref().unwrap().as_str(), "m-1");
    assert_eq!(document.links[0].to.as_str(), "gone");
    assert_eq!(told(&loaded.faults), [(Code::NoSuchId, 8, 6), (Code::MissingFile, 0, 0)]);
}

#[test]
fn a_record_behind_a_byte_order_mark_and_with_other_line_ends_is_read() {
    let text = format!("\u{FEFF}{}", record("a").replace('\n', "\r\n"));
    let loaded = loaded(&[("a/document.toml", &text)]);
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    assert_eq!(loaded.archive.document("a").unwrap().title, "The call a");
}
