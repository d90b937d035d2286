//! Every sort of fault: what brings it about, where it is reported, and that nothing else suffers.

use std::fs;
use std::fs::File;
use std::path::Path;

use plenary::store::Code;
use plenary::store::load;

use crate::store::archive;
use crate::store::record;
use crate::store::write;

/// Something wrong in an archive: it is added to one that has no fault.
struct Fixture {
    code: Code,
    /// The file that is blamed, and the line and column; 0 where the file as a whole is.
    place: (&'static str, usize, usize),
    /// Files that are written; of a document named `bad` the three obligatory keys (lines 1 to 3) are
    /// put in front.
    files: &'static [(&'static str, &'static str)],
}

const RECORD: &str = "bad/document.toml";

/// A fault in the record of one document.
const fn in_record(
    code: Code,
    line: usize,
    column: usize,
    files: &'static [(&'static str, &'static str)],
) -> Fixture {
    Fixture { code, place: (RECORD, line, column), files }
}

const TEXT: (&str, &str) = ("bad/text.en.txt", "# A title\n\nA paragraph.\n\n1. A point.\n");

#[rustfmt::skip]
const FIXTURES: &[Fixture] = &[
    Fixture { code: Code::BrokenOff, place: (".away.7.old", 0, 0), files: &[(".away.7.old/document.toml", "")] },
    Fixture { code: Code::NoRecord, place: ("group/texts", 0, 0), files: &[("group/texts/text.en.txt", "A")] },
    in_record(Code::MissingFile, 4, 21, &[(RECORD, "version = [{ lang = \"ru\" }]\n"), TEXT]),
    in_record(Code::MissingFile, 4, 34, &[(RECORD, "version = [{ lang = \"en\", file = \"txt.en.txt\" }]\n")]),
    in_record(Code::BadFileName, 5, 8, &[(RECORD, "[[version]]\nfile = \"../good/text.en.txt\"\nlang = \"en\"\n")]),
    in_record(Code::BadFileName, 5, 8, &[(RECORD, "[[version]]\nfile = \"/etc/passwd\"\nlang = \"en\"\n")]),
    Fixture { code: Code::EmptyText, place: (TEXT.0, 0, 0), files: &[(RECORD, ""), (TEXT.0, " \n\n")] },
    Fixture { code: Code::ControlCharacter, place: (TEXT.0, 3, 2), files: &[(RECORD, ""), (TEXT.0, "a\r\n\nb\u{1b}[31m\u{c}")] },
    Fixture { code: Code::BidiControl, place: (TEXT.0, 1, 2), files: &[(RECORD, ""), (TEXT.0, "ж\u{202E}a\u{200F}")] },
    Fixture { code: Code::InvisibleCharacter, place: (TEXT.0, 3, 2), files: &[(RECORD, ""), (TEXT.0, "a\u{AD}b\n\nb\u{E0041}\u{3164}")] },
    in_record(Code::InvisibleCharacter, 4, 11, &[(RECORD, "summary = \"a\\uFEFFb\"\n")]),
    in_record(Code::ControlCharacter, 4, 11, &[(RECORD, "summary = \"\\u001b]52;c;eA==\\u0007\"\n")]),
    in_record(Code::ControlCharacter, 4, 13, &[(RECORD, "summary = \"a\u{7f}b\"\n")]),
    in_record(Code::BidiControl, 4, 5, &[(RECORD, "# a \u{2066} comment\n")]),
    in_record(Code::BadToml, 4, 11, &[(RECORD, "summary = It is short\n")]),
    in_record(Code::BadToml, 4, 17, &[(RECORD, "summary = \"It is\nlang = \"en\"\n")]),
    in_record(Code::KeyTwice, 5, 1, &[(RECORD, "lang = \"en\"\nlang = \"ru\"\n")]),
    in_record(Code::KeyTwice, 6, 2, &[(RECORD, "[rights]\nholder = \"x\"\n[rights]\n")]),
    in_record(Code::UnknownKey, 4, 1, &[(RECORD, "tittle = \"A\"\n")]),
    in_record(Code::UnknownKey, 6, 3, &[(RECORD, "[issued]\nplace = \"Porto\"\n  summary = \"A\"\n")]),
    Fixture { code: Code::MissingKey, place: ("no-kind/document.toml", 1, 1), files: &[("no-kind/document.toml", "id = \"no-kind\"\ntitle = \"A\"\n")] },
    in_record(Code::MissingKey, 4, 1, &[(RECORD, "[[link]]\nrel = \"follows\"\n")]),
    in_record(Code::MissingKey, 4, 1, &[(RECORD, "[[action]]\nwhen = \"2031\"\n")]),
    Fixture { code: Code::EmptyValue, place: ("empty/document.toml", 3, 9), files: &[("empty/document.toml", "id = \"empty\"\nkind = \"call\"\ntitle = \" \\t\"\n")] },
    in_record(Code::EmptyValue, 6, 15, &[(RECORD, "[[signatories]]\nrole = \"signed\"\nnames = [\"A\", \"\"]\n")]),
    in_record(Code::WrongType, 4, 10, &[(RECORD, "topics = \"water\"\n")]),
    in_record(Code::WrongType, 4, 10, &[(RECORD, "number = 7\n")]),
    in_record(Code::WrongType, 4, 1, &[(RECORD, "[version]\nlang = \"en\"\n"), TEXT]),
    in_record(Code::WrongType, 4, 1, &[(RECORD, "[[issued]]\nplace = \"Porto\"\n")]),
    in_record(Code::WrongType, 5, 8, &[(RECORD, "[signing]\nopen = \"yes\"\n")]),
    in_record(Code::BadNumber, 6, 16, &[(RECORD, "[[signatories]]\nrole = \"signed\"\nstated_count = -1\n")]),
    in_record(Code::BadNumber, 6, 9, &[(RECORD, "[[action]]\nwhat = \"A\"\nblock = 0\n"), TEXT]),
    in_record(Code::BadSchema, 4, 10, &[(RECORD, "schema = 2\n")]),
    in_record(Code::BadDate, 5, 14, &[(RECORD, "[issued]\nheld = \"20-22 October 2023\"\n")]),
    in_record(Code::BadDate, 5, 20, &[(RECORD, "[issued]\nadopted = \"2024-02-30\"\n")]),
    in_record(Code::BareDate, 5, 11, &[(RECORD, "[issued]\nadopted = 2031-03-02\n")]),
    in_record(Code::BadLanguage, 4, 8, &[(RECORD, "lang = \"english\"\n")]),
    in_record(Code::BadLanguage, 5, 8, &[(RECORD, "[[version]]\nlang = \"русский\"\n")]),
    Fixture { code: Code::BadLanguage, place: ("bad/text.english.txt", 0, 0), files: &[(RECORD, ""), ("bad/text.english.txt", "A")] },
    in_record(Code::BadCountry, 5, 11, &[(RECORD, "[issued]\ncountry = \"Portugal\"\n")]),
    Fixture { code: Code::BadWord, place: ("odd/document.toml", 2, 8), files: &[("odd/document.toml", "id = \"odd\"\nkind = \"Declarations\"\ntitle = \"A\"\n")] },
    in_record(Code::BadWord, 4, 15, &[(RECORD, "title_basis = \"said\"\n")]),
    in_record(Code::BadWord, 5, 8, &[(RECORD, "[[signatories]]\nrole = \"signer\"\n")]),
    in_record(Code::BadWord, 5, 7, &[(RECORD, "[[link]]\nrel = \"after\"\nto = \"good\"\n")]),
    in_record(Code::BadRepeat, 6, 10, &[(RECORD, "[[action]]\nwhat = \"A\"\nrepeat = \"weekly\"\n")]),
    in_record(Code::BadLines, 6, 9, &[(RECORD, "[[version]]\nlang = \"en\"\nlines = \"from 3 to 9\"\n"), TEXT]),
    Fixture { code: Code::BadId, place: ("odd/document.toml", 1, 6), files: &[("odd/document.toml", "id = \"../Odd\"\nkind = \"call\"\ntitle = \"A\"\n")] },
    Fixture { code: Code::DupId, place: ("twin/document.toml", 1, 6), files: &[("twin/document.toml", "id = \"good\"\nkind = \"call\"\ntitle = \"A\"\n")] },
    Fixture { code: Code::DupId, place: ("meetings.toml", 6, 6), files: &[("meetings.toml", "[[series]]\nid = \"s\"\nname = \"S\"\n\n[[series]]\nid = \"s\"\nname = \"T\"\n")] },
    Fixture { code: Code::DupId, place: ("parties.toml", 6, 6), files: &[("parties.toml", "[[party]]\nid = \"wu\"\nname = \"S\"\n\n[[party]]\nid = \"wu\"\nname = \"T\"\n")] },
    in_record(Code::NoSuchId, 5, 11, &[(RECORD, "[issued]\nmeeting = \"forum-8\"\n")]),
    in_record(Code::NoSuchId, 6, 6, &[(RECORD, "[[link]]\nrel = \"follows\"\nto = \"goods\"\n")]),
    in_record(Code::NoSuchId, 7, 11, &[(RECORD, "[[claim]]\nfield = \"title\"\nvalue = \"B\"\nsaid_in = \"gone\"\n")]),
    in_record(Code::NoSuchId, 6, 32, &[(RECORD, "[[signatories]]\nrole = \"signed\"\nnames = [{ name = \"A\", party = \"nobody\" }]\n")]),
    Fixture { code: Code::NoSuchId, place: ("meetings.toml", 3, 10), files: &[("meetings.toml", "[[meeting]]\nid = \"m\"\nseries = \"s\"\n")] },
    Fixture { code: Code::NoSuchId, place: ("meetings.toml", 7, 16), files: &[("meetings.toml", "[[series]]\nid = \"s\"\nname = \"S\"\n[[meeting]]\nid = \"m\"\nseries = \"s\"\nhosts = [\"wu\", \"uw\"]\n")] },
    Fixture { code: Code::SpellingTwice, place: ("parties.toml", 7, 26), files: &[("parties.toml", "[[party]]\nid = \"a\"\nname = \"Water Union\"\n[[party]]\nid = \"wu\"\nname = \"B\"\nspellings = [\"Water U.\", \"WATER UNION\"]\n")] },
    in_record(Code::LanguageTwice, 7, 8, &[(RECORD, "[[version]]\nlang = \"en\"\n[[version]]\nlang = \"en\"\nfile = \"text.und.txt\"\n"), TEXT, ("bad/text.und.txt", "A")]),
    Fixture { code: Code::LanguageTwice, place: ("bad/text.en.txt", 0, 0), files: &[(RECORD, ""), TEXT, ("bad/text.EN.txt", "A")] },
    in_record(Code::CountDiffers, 6, 16, &[(RECORD, "[[signatories]]\nrole = \"signed\"\nstated_count = 3\nnames = [\"A\", \"B\"]\n")]),
    in_record(Code::NoSuchBlock, 6, 9, &[(RECORD, "[[action]]\nwhat = \"A\"\nblock = 4\n"), TEXT]),
    in_record(Code::NoSuchBlock, 5, 12, &[(RECORD, "[blocks]\nlead = [2, 9]\n"), TEXT]),
    in_record(Code::NoSuchBlock, 5, 9, &[(RECORD, "[blocks]\nlead = [0]\n"), TEXT]),
    in_record(Code::NoSuchPoint, 6, 9, &[(RECORD, "[[action]]\nwhat = \"A\"\npoint = 2\n"), TEXT]),
    in_record(Code::BlockKind, 5, 9, &[(RECORD, "[blocks]\nnote = [1]\n"), TEXT]),
    in_record(Code::BlockKind, 5, 9, &[(RECORD, "[blocks]\nlead = [3]\n"), TEXT]),
    in_record(Code::BlockKind, 6, 11, &[(RECORD, "[blocks]\nlead = [2]\nslogan = [2]\n"), TEXT]),
];

const MEETINGS: &str = "schema = 1\n[[series]]\nid = \"forum\"\nname = \"Forum\"\n\
    [[meeting]]\nid = \"forum-9\"\nseries = \"forum\"\nhosts = [\"wu\"]\n";

const PARTIES: &str = "schema = 1\n[[party]]\nid = \"wu\"\nname = \"Water Union\"\n";

/// Spoils an archive without faults, and says what is not as it should be then: it must have this fault
/// alone, and the rest must be loaded.
fn wrong(code: Code, place: (&str, usize, usize), spoil: impl FnOnce(&Path)) -> Option<String> {
    let folder = archive(&[
        ("meetings.toml", MEETINGS),
        ("parties.toml", PARTIES),
        ("good/document.toml", &record("good")),
        ("good/text.en.txt", "# A\n"),
    ]);
    let before = load(folder.path()).unwrap();
    assert!(before.faults.is_empty(), "{:?}", before.faults);
    spoil(folder.path());
    let loaded = load(folder.path()).unwrap();
    let told: Vec<String> = loaded.faults.iter().map(ToString::to_string).collect();
    let (file, line, column) = place;
    let file = folder.path().join(file);
    let expected = if line == 0 {
        format!("{}: {code}: ", file.display())
    } else {
        format!("{}:{line}:{column}: {code}: ", file.display())
    };
    let good = loaded.archive.document("good");
    let is_loaded = good.is_some_and(|good| good.versions[0].blocks.len() == 1);
    let is_alone = told.len() == 1 && told[0].starts_with(&expected);
    let is_sentence = told.iter().all(|told| told.ends_with('.') && !told.contains("  "));
    let is_right = is_loaded && is_alone && is_sentence;
    (!is_right).then(|| format!("expected {expected}\nfound {told:#?}"))
}

fn check(code: Code, place: (&str, usize, usize), about: &str, spoil: impl FnOnce(&Path)) {
    assert_eq!(wrong(code, place, spoil), None, "{about}");
}

#[test]
fn each_fault_is_told_at_its_place_and_the_rest_is_loaded() {
    let wrong = FIXTURES.iter().filter_map(|fixture| {
        let wrong = wrong(fixture.code, fixture.place, |root| {
            for (path, text) in fixture.files {
                let head = if *path == RECORD { record("bad") } else { String::new() };
                write(root, &[(path, &format!("{head}{text}"))]);
            }
        });
        wrong.map(|wrong| format!("{:?}\n{wrong}", fixture.files))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bytes_that_are_no_utf8_are_told_with_their_place() {
    let spoil = |root: &Path| fs::write(root.join("good/text.en.txt"), b"# A\xE9\n").unwrap();
    check(Code::NotUtf8, ("good/text.en.txt", 1, 4), "Latin-1", spoil);
    let record = [record("bad").as_bytes(), b"summary = \"\xC0\xC1\"\n"].concat();
    check(Code::NotUtf8, (RECORD, 4, 12), "a record", |root| {
        write(root, &[(RECORD, "")]);
        fs::write(root.join(RECORD), record).unwrap();
    });
}

/// Makes a file of a length without writing it.
fn enlarge(path: &Path, bytes: u64) {
    File::options().append(true).open(path).unwrap().set_len(bytes).unwrap();
}

#[test]
fn a_file_beyond_measure_is_not_read() {
    check(Code::TooLarge, (RECORD, 0, 0), "a record", |root| {
        write(root, &[(RECORD, &record("bad"))]);
        enlarge(&root.join(RECORD), (4 << 20) + 1);
    });
    check(Code::TooLarge, ("bad/text.en.txt", 0, 0), "a text", |root| {
        write(root, &[(RECORD, &record("bad"))]);
        fs::write(root.join(TEXT.0), vec![b'a'; (64 << 20) + 1]).unwrap();
    });
}

#[test]
fn a_text_in_utf16_is_read_and_told() {
    check(Code::NotUtf8, (TEXT.0, 1, 1), "UTF-16", |root| {
        let text: Vec<u8> = "\u{FEFF}# Вода\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        write(root, &[(RECORD, &record("bad"))]);
        fs::write(root.join(TEXT.0), text).unwrap();
        let loaded = load(root).unwrap();
        let bad = loaded.archive.document("bad").unwrap();
        assert_eq!(bad.versions[0].blocks[0].text, "Вода");
    });
}

#[test]
fn a_picture_is_no_text() {
    check(Code::NoText, (TEXT.0, 0, 0), "a picture", |root| {
        write(root, &[(RECORD, &record("bad"))]);
        fs::write(root.join(TEXT.0), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0").unwrap();
    });
}

#[test]
fn a_file_full_of_faults_does_not_flood_the_list() {
    let dates = "[[action]]\nwhat = \"A\"\nwhen = \"May\"\n".repeat(250);
    let loaded = crate::store::loaded(&[("a/document.toml", &format!("{}{dates}", record("a")))]);
    assert_eq!(loaded.faults.len(), 101);
    assert!(loaded.faults[..100].iter().all(|fault| fault.code == Code::BadDate));
    assert_eq!(loaded.faults[100].code, Code::MoreFaults);
    assert!(loaded.faults[100].message.contains("150"), "{}", loaded.faults[100]);
    assert_eq!(loaded.archive.document("a").unwrap().actions.len(), 250);
}

#[test]
fn every_code_has_a_fixture() {
    // These need more than text in a file: see the tests here and in store_files.rs.
    let elsewhere = [
        Code::MissingFolder,
        Code::EmptyArchive,
        Code::CannotRead,
        Code::NotAFile,
        Code::TooLarge,
        Code::TooDeep,
        Code::LinkOutside,
        Code::BrokenLink,
        Code::NotUtf8,
        Code::NoText,
        Code::MoreFaults,
    ];
    for code in Code::ALL {
        let is_here = FIXTURES.iter().any(|fixture| fixture.code == *code);
        assert!(is_here != elsewhere.contains(code), "{code}");
    }
}
