//! The catalogue of an archive: what it says is what the folder holds, and it is never believed where it is not.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use plenary::model::{Archive, Facet, Positions};
use plenary::search::{Haystack, Index, Marks, Part, Query, Scope, Texts};
use plenary::store::{Compared, Loaded, Place, load};
use tempfile::TempDir;

use crate::store::write;

/// A folder with an archive of several documents, and one for what is kept about it.
struct Setup {
    folder: TempDir,
    cache: TempDir,
}

const WORDS: [&str; 6] = ["water", "bread", "rivers", "anti-war", "мир", "السلام"];

impl Setup {
    fn new(count: usize) -> Self {
        let setup =
            Self { folder: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() };
        setup.write("meetings.toml", MEETINGS);
        setup.write("parties.toml", PARTIES);
        for number in 0..count {
            setup.document(number, WORDS[number % WORDS.len()]);
        }
        setup.age();
        setup
    }

    fn write(&self, file: &str, text: &str) {
        write(self.folder.path(), &[(file, text)]);
    }

    fn document(&self, number: usize, word: &str) {
        let folder = format!("{}/call-{number}", 2020 + number % 3);
        let record = format!(
            "id = \"call-{number}\"\nkind = \"{}\"\ntitle = \"Call {number} for {word}\"\ntopics = [\"{word}\"]\n\n\
             [issued]\nmeeting = \"forum-{}\"\nplace = \"Porto\"\ndate = \"203{}-05-0{}\"\n\n\
             [[version]]\nlang = \"en\"\n\n[[signatories]]\ngroup = \"\"\nrole = \"signed\"\n\
             names = [\"Water Committee of the North\", \"Friends {number}\"]\n\n\
             [[action]]\nwhat = \"A day for {word}\"\nwhen = \"2031-0{}-10\"\nbasis = \"stated\"\n",
            ["call", "report", "statement"][number % 3],
            number % 2 + 1,
            number % 4,
            number % 7 + 1,
            number % 9 + 1,
        );
        self.write(&format!("{folder}/document.toml"), &record);
        let text = format!(
            "# Call {number}\n\nThe towns want {word} and {word} again.\n\nNo foreign - bases {number}.\n"
        );
        self.write(&format!("{folder}/text.en.txt"), &text);
    }

    /// Lets every file look as if it had been written long ago, so that its time can be trusted.
    fn age(&self) {
        let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_600_000_000);
        let mut waiting = vec![self.folder.path().to_path_buf()];
        while let Some(path) = waiting.pop() {
            let file = fs::File::open(&path).unwrap();
            // What a test wrote later than the others keeps another time than they have.
            let found = file.metadata().unwrap();
            let wanted = long_ago + std::time::Duration::from_millis(found.len());
            // To set a time is a change, too.
            if found.modified().unwrap() != wanted {
                file.set_modified(wanted).unwrap();
            }
            if path.is_dir() {
                waiting.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            }
        }
    }

    fn place(&self) -> Place {
        Place {
            folder: self.folder.path().to_path_buf(),
            cache: Some(self.cache.path().to_path_buf()),
        }
    }

    fn file(&self) -> PathBuf {
        self.cache.path().join("catalogue")
    }

    /// Makes the catalogue, or brings it up to date.
    fn renewed(&self) -> Loaded {
        match self.place().compare(&|_| {}).unwrap() {
            Compared::Renewed(loaded) => *loaded,
            Compared::Same => panic!("nothing changed"),
        }
    }

    fn is_same(&self) -> bool {
        matches!(self.place().compare(&|_| {}), Ok(Compared::Same))
    }

    fn opened(&self) -> Option<Loaded> {
        self.place().open().unwrap()
    }
}

const MEETINGS: &str = "[[series]]\nid = \"forum\"\nname = \"Forum of the Towns\"\nshort = \"Forum\"\n\n\
    [[meeting]]\nid = \"forum-1\"\nseries = \"forum\"\nnumber = 1\nheld = \"2030-05-01\"\nplace = \"Oslo\"\n\n\
    [[meeting]]\nid = \"forum-2\"\nseries = \"forum\"\nnumber = 2\nheld = \"2031-05-01\"\nplace = \"Lima\"\n";

const PARTIES: &str =
    "[[party]]\nid = \"water\"\nname = \"Water Committee of the North\"\ncountry = \"NO\"\n";

/// Everything that an archive says, to be compared.
fn all(archive: &Archive) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for position in 0..archive.len() {
        all.push(format!("{:?}", *archive.row(position).unwrap()));
        all.push(format!("{:?}", archive.at(position).unwrap()));
        let id = archive.row(position).unwrap().id.clone();
        assert_eq!(archive.position(id.as_str()), Some(position));
    }
    for facet in Facet::ALL {
        for value in archive.facet(*facet).iter() {
            assert_eq!(value.count, value.documents().len());
            all.push(format!("{facet}: {:?} {:?}", value.text, value.documents()));
        }
        for from in [0, 5] {
            all.push(format!("{:?}", archive.facet(*facet).any_of(|at, _| at >= from)));
        }
    }
    all.push(format!("{:?} {:?}", archive.runs(), archive.by_title()));
    all.push(format!("{:?} {:?}", archive.meetings(), archive.parties()));
    all
}

/// Checks that an archive by its catalogue is the one that is read whole.
#[track_caller]
fn assert_whole(setup: &Setup, known: &Loaded) {
    let whole = load(setup.folder.path()).unwrap();
    assert_eq!(all(&known.archive), all(&whole.archive));
    assert_eq!(known.faults, whole.faults);
}

#[test]
fn a_catalogue_says_what_the_folder_holds() {
    let setup = Setup::new(40);
    setup.write("2020/broken/document.toml", "id = \"broken\"\nkind = \"nothing\"\n");
    setup.write(
        "2021/second/document.toml",
        "id = \"call-1\"\nkind = \"call\"\ntitle = \"Again\"\n",
    );
    setup.age();
    let made = setup.renewed();
    assert!(!made.faults.is_empty());
    assert_whole(&setup, &made);
    assert_whole(&setup, &setup.opened().unwrap());
    assert!(setup.is_same());
}

#[test]
fn what_changes_comes_and_goes_is_noticed() {
    let setup = Setup::new(20);
    setup.renewed();
    let steps: [(&str, &dyn Fn()); 5] = [
        ("a text", &|| {
            setup.write("2020/call-0/text.en.txt", "# Call\n\nAnother word stands here.\n");
        }),
        ("a record", &|| setup.document(5, "lanterns")),
        ("a new document", &|| setup.document(77, "wells")),
        ("one less", &|| fs::remove_dir_all(setup.folder.path().join("2021/call-1")).unwrap()),
        ("a table", &|| {
            setup.write("parties.toml", &format!("{PARTIES}spellings = [\"Friends 3\"]\n"));
        }),
    ];
    for (what, step) in steps {
        step();
        setup.age();
        assert_whole(&setup, &setup.renewed());
        assert_whole(&setup, &setup.opened().unwrap_or_else(|| panic!("{what}")));
        assert!(setup.is_same(), "{what}");
    }
}

#[test]
fn a_fault_is_kept_until_its_document_is_mended() {
    let setup = Setup::new(8);
    setup
        .write("2020/broken/document.toml", "id = \"broken\"\nkind = \"nothing\"\ntitle = \"x\"\n");
    setup.age();
    assert_eq!(setup.renewed().faults.len(), 1);
    setup.document(3, "lanterns and wells");
    setup.age();
    assert_eq!(setup.renewed().faults.len(), 1);
    setup.write("2020/broken/document.toml", "id = \"broken\"\nkind = \"call\"\ntitle = \"x\"\n");
    setup.age();
    assert_eq!(setup.renewed().faults, []);
}

#[test]
fn a_file_that_changed_just_now_is_not_trusted() {
    let setup = Setup::new(5);
    setup.document(2, "lanterns");
    setup.renewed();
    // Of the same length and, for a coarse clock, of the same time.
    setup.document(2, "gardener");
    assert_whole(&setup, &setup.renewed());
    setup.document(2, "gardenia");
    assert_whole(&setup, &setup.renewed());
}

#[test]
fn nothing_that_is_damaged_is_believed() {
    let setup = Setup::new(24);
    setup.renewed();
    let whole = all(&load(setup.folder.path()).unwrap().archive);
    let good = fs::read(setup.file()).unwrap();
    let check = |bytes: &[u8], what: &str| {
        fs::write(setup.file(), bytes).unwrap();
        // Beside the reader every part is looked at, and the catalogue made anew.
        match setup.place().compare(&|_| {}).unwrap() {
            Compared::Renewed(loaded) => assert_eq!(all(&loaded.archive), whole, "{what}"),
            Compared::Same => assert_eq!(bytes, good, "{what}"),
        }
        assert_eq!(fs::read(setup.file()).unwrap().len(), good.len(), "{what}");
    };
    for at in (0..good.len()).step_by(good.len() / 60) {
        let mut bytes = good.clone();
        bytes[at] ^= 0x10;
        check(&bytes, &format!("byte {at}"));
        check(&good[..at], &format!("cut at {at}"));
    }
    check(&[&good[..], b"more"].concat(), "longer");
    check(b"", "empty");
    check(&vec![0; good.len()], "zeros");
}

#[test]
fn a_damaged_part_that_is_met_while_reading_breaks_nothing() {
    let setup = Setup::new(60);
    setup.renewed();
    let good = fs::read(setup.file()).unwrap();
    for at in (300..good.len()).step_by(good.len() / 40) {
        let mut bytes = good.clone();
        bytes[at] ^= 0xFF;
        fs::write(setup.file(), &bytes).unwrap();
        let Some(known) = setup.opened() else { continue };
        let archive = known.archive;
        for position in 0..archive.len() {
            let _ = (archive.row(position), archive.at(position));
        }
        for facet in Facet::ALL {
            archive.facet(*facet).iter().for_each(|value| assert!(value.documents().len() <= 60));
            assert!(archive.facet(*facet).any_of(|_, _| true).len() <= 60);
        }
        std::hint::black_box(archive.position("call-7"));
    }
}

#[test]
fn another_folder_or_other_tables_make_it_worthless() {
    let setup = Setup::new(5);
    setup.renewed();
    let other = Setup::new(5);
    fs::copy(setup.file(), other.file()).unwrap();
    assert!(other.opened().is_none());
    setup.write("meetings.toml", &MEETINGS.replace("number = 2", "number = 3"));
    assert!(setup.opened().is_none());
}

#[test]
fn without_a_cache_folder_the_archive_is_known_all_the_same() {
    let setup = Setup::new(30);
    let none = Place { cache: None, ..setup.place() };
    let Compared::Renewed(loaded) = none.compare(&|_| {}).unwrap() else { panic!("there is none") };
    assert_whole(&setup, &loaded);
    let file = setup.cache.path().join("a file");
    fs::write(&file, "").unwrap();
    let blocked = Place { cache: Some(file), ..setup.place() };
    let Compared::Renewed(loaded) = blocked.compare(&|_| {}).unwrap() else {
        panic!("there is none")
    };
    assert_whole(&setup, &loaded);
}

#[test]
fn two_programs_may_make_it_at_once() {
    let setup = Arc::new(Setup::new(30));
    let both: Vec<_> = (0..4)
        .map(|_| {
            let setup = Arc::clone(&setup);
            std::thread::spawn(move || setup.place().compare(&|_| {}).is_ok())
        })
        .collect();
    assert!(both.into_iter().all(|one| one.join().unwrap()));
    assert_whole(&setup, &setup.opened().unwrap());
    assert_eq!(fs::read_dir(setup.cache.path()).unwrap().count(), 1, "nothing is left over");
}

/// What a query finds in an archive, by ids.
fn found(archive: &Archive, texts: &dyn Texts, query: &str) -> Vec<String> {
    let marks = Marks::default();
    let scope = Scope { archive, texts, marks: &marks, stop: &|| false };
    let positions = Query::parse(query).unwrap().select_in(scope);
    positions.iter().map(|at| archive.row(at).unwrap().id.to_string()).collect()
}

const QUERIES: &[&str] = &[
    "water",
    "ater",
    "wat",
    "bread or мир",
    "السلام",
    "سلام",
    "-water",
    "\"foreign bases\"",
    "\"reign bas\"",
    "\"foreign bases 7\"",
    "anti war",
    "\"anti war\"",
    "antiwar",
    "title:\"call 1\"",
    "title:for",
    "id:call-1",
    "id:-2",
    "friends",
    "\"friends 3\"",
    "porto",
    "oslo",
    "forum",
    "statement",
    "2031",
    "\"water and water\"",
    "\"bread and water\"",
    "zzz",
    "#1 water",
    "kind:report (water or мир)",
    "e",
];

/// Checks that an index answers as the texts themselves do.
#[track_caller]
fn assert_answers(archive: &Archive, index: &Index) {
    let texts = Haystack::of(archive);
    for query in QUERIES {
        let (known, read) = (found(archive, index, query), found(archive, &texts, query));
        assert_eq!(known, read, "{query}");
    }
}

#[test]
fn a_document_is_found_by_its_folder() {
    let setup = Setup::new(300);
    for archive in [setup.renewed().archive, load(setup.folder.path()).unwrap().archive] {
        for at in 0..archive.len() {
            let row = archive.row(at).unwrap();
            assert_eq!(archive.in_folder(&row.folder), Some(at));
        }
        assert_eq!(archive.in_folder("2020"), None);
        assert_eq!(archive.in_folder(""), None);
    }
}

#[test]
fn an_index_answers_as_the_texts_do() {
    let setup = Setup::new(60);
    let archive = setup.renewed().archive;
    assert!(Index::open(setup.cache.path(), &archive).is_err());
    let index = Index::update(setup.cache.path(), &archive, &|_, _| true).unwrap();
    assert_eq!(index.missing(), 0);
    assert_answers(&archive, &index);
    assert_answers(&archive, &Index::open(setup.cache.path(), &archive).unwrap());
    assert!(found(&archive, &index, "water").len() > 5);
    assert_eq!(found(&archive, &index, "\"foreign bases 7\"").len(), 1);
}

#[test]
fn a_damaged_list_of_words_is_not_believed_and_made_anew() {
    let setup = Setup::new(200);
    let archive = setup.renewed().archive;
    let cache = setup.cache.path();
    let update = || Index::update(cache, &archive, &|_, _| true).unwrap();
    let right = found(&archive, &update(), "bread");
    assert!(right.len() > 5);
    let mut files = fs::read_dir(cache).unwrap().map(|entry| entry.unwrap().path());
    let folder = files.find(|path| path.is_dir()).unwrap();
    let mut files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let list = files.find(|path| path.to_string_lossy().ends_with(".0.words")).unwrap();
    let good = fs::read(&list).unwrap();
    let time = fs::metadata(&list).unwrap().modified().unwrap();
    let mut bad = good.clone();
    let at = good.windows(5).position(|word| word == b"bread").unwrap();
    bad[at] = b'q';
    fs::write(&list, bad).unwrap();
    fs::File::open(&list).unwrap().set_modified(time).unwrap();
    let index = Index::open(cache, &archive).unwrap();
    assert_eq!((index.missing(), found(&archive, &index, "bread")), (0, right.clone()));
    assert_eq!(found(&archive, &update(), "bread"), right);
    assert_eq!(fs::read(&list).unwrap(), good);
}

#[test]
fn an_index_follows_what_changes() {
    let setup = Setup::new(30);
    let cache = setup.cache.path();
    let archive = setup.renewed().archive;
    Index::update(cache, &archive, &|_, _| true).unwrap();
    setup.document(4, "lanterns");
    setup.document(90, "lanterns");
    fs::remove_dir_all(setup.folder.path().join("2020/call-0")).unwrap();
    setup.age();
    let archive = setup.renewed().archive;
    let stale = Index::open(cache, &archive).unwrap();
    assert_eq!(stale.missing(), 2);
    assert_answers(&archive, &stale);
    let index = Index::update(cache, &archive, &|_, _| true).unwrap();
    assert_eq!(index.missing(), 0);
    assert_answers(&archive, &index);
    assert_eq!(found(&archive, &index, "lanterns").len(), 2);
}

#[test]
fn an_index_that_was_broken_off_is_completed() {
    let setup = Setup::new(200);
    let archive = setup.renewed().archive;
    let index = Index::update(setup.cache.path(), &archive, &|done, _| done == 0).unwrap();
    assert!((1..200).contains(&index.missing()), "{index:?}");
    assert_answers(&archive, &index);
    let index = Index::update(setup.cache.path(), &archive, &|_, _| true).unwrap();
    assert_eq!(index.missing(), 0);
    assert_answers(&archive, &index);
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn a_damaged_index_is_made_anew() {
    let setup = Setup::new(40);
    let archive = setup.renewed().archive;
    let cache = setup.cache.path();
    Index::update(cache, &archive, &|_, _| true).unwrap();
    let parts = files(cache).into_iter().filter(|file| *file != setup.file());
    for file in parts.collect::<Vec<_>>() {
        for cut in [true, false] {
            let Ok(good) = fs::read(&file) else { continue };
            let mut bad = good.clone();
            if cut {
                bad.truncate(good.len() / 2);
            } else {
                bad.iter_mut().skip(good.len() / 3).take(9).for_each(|byte| *byte ^= 0xA5);
            }
            fs::write(&file, bad).unwrap();
            let index = Index::update(cache, &archive, &|_, _| true)
                .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            assert_answers(&archive, &index);
        }
    }
}

#[test]
fn an_index_that_cannot_be_kept_is_an_error_and_no_end() {
    let setup = Setup::new(5);
    let archive = setup.renewed().archive;
    let file = setup.cache.path().join("a file");
    fs::write(&file, "").unwrap();
    assert!(Index::update(&file, &archive, &|_, _| true).is_err());
}

#[test]
fn the_best_come_first() {
    let setup = Setup::new(12);
    setup.document(50, "lanterns");
    setup.write(
        "2030/mention/document.toml",
        "id = \"mention\"\nkind = \"call\"\ntitle = \"Nothing\"\n\n[[version]]\nlang = \"en\"\n",
    );
    setup.write("2030/mention/text.en.txt", "# Nothing\n\nOf lanterns a word.\n");
    setup.age();
    let archive = setup.renewed().archive;
    let index = Index::update(setup.cache.path(), &archive, &|_, _| true).unwrap();
    let all = Positions::first(archive.len());
    let terms = ["lanterns".to_owned()];
    for texts in [&index as &dyn Texts, &Haystack::of(&archive)] {
        let matching = texts.having(&archive, Part::All, "lanterns", &all, &|| false);
        let ranked = texts.ranked(&archive, &terms, &matching);
        let ids: Vec<String> =
            ranked.iter().map(|(at, _)| archive.row(*at).unwrap().id.to_string()).collect();
        assert_eq!(ids, ["call-50", "mention"]);
    }
}
