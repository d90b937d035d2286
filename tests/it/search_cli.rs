//! `plenary search` and `plenary index`, run as a person or a script runs them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, UNIX_EPOCH};

use plenary::search::Index;
use plenary::store::Place;
use serde_json::Value;
use tempfile::TempDir;

use crate::cli_archive::{Ran, plenary};
use crate::notebook_writer::{has, program};
use crate::store::write;

/// An archive of calls, a folder for what is kept about it, and the binary.
pub(crate) struct Calls {
    folder: TempDir,
    cache: TempDir,
}

/// What each call says in its second paragraph, over and over; each word in a script or spelling of its own.
const WORDS: [&str; 8] = [
    "lanterns and rivers",
    "дети и ёлка",
    "الأحزابُ الشَّقيقة",
    "O’Neill of İzmir",
    "Ärzte für Wasser",
    "第九回集会",
    "anti-war days",
    "an owl",
];

impl Calls {
    /// So many calls, in folders of a year.
    pub(crate) fn new(count: usize) -> Self {
        let made =
            Self { folder: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() };
        for number in 0..count {
            made.call(number, WORDS[number % WORDS.len()]);
        }
        made
    }

    /// Writes a call.
    pub(crate) fn call(&self, number: usize, words: &str) {
        let folder = format!("{}/call-{number}", 2020 + number % 4);
        let record = format!(
            "id = \"call-{number}\"\nkind = \"call\"\ntitle = \"Call {number}\"\nlang = \"en\"\n\n\
             [issued]\ndate = \"203{}\"\n\n[[version]]\nlang = \"en\"\n",
            number % 10
        );
        let text = format!("# Call {number}\n\nThe towns greet each other.\n\nWe want {words}.\n");
        let files = [("document.toml", record), ("text.en.txt", text)];
        for (name, text) in files {
            write(self.folder.path(), &[(&format!("{folder}/{name}"), &text)]);
        }
    }

    /// The folder of the archive.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The folder in which the program keeps what it may make again.
    pub(crate) fn cache(&self) -> &Path {
        self.cache.path()
    }

    /// The program, on this archive.
    pub(crate) fn command(&self) -> Command {
        let mut command = plenary();
        command.env("PLENARY_ARCHIVE", self.path()).env("XDG_CACHE_HOME", self.cache.path());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(&self.command().args(arguments).output().unwrap())
    }

    /// The folder of what is kept about the archive, once there is one.
    fn kept(&self) -> PathBuf {
        let below = fs::read_dir(self.cache.path().join("plenary")).unwrap();
        below.map(|entry| entry.unwrap().path()).next().unwrap()
    }

    /// The passages that a query finds.
    #[track_caller]
    fn found(&self, query: &str) -> Vec<Value> {
        let ran = self.run(&["search", "--json", "--limit", "2000", query]);
        ran.json().as_array().unwrap_or_else(|| panic!("{ran:?}")).clone()
    }

    #[track_caller]
    fn count(&self, query: &str) -> usize {
        self.found(query).len()
    }
}

/// What is marked in the excerpts, in their characters.
fn marked(hits: &[Value]) -> Vec<String> {
    let mut marked = Vec::new();
    for hit in hits {
        let letters: Vec<char> = hit["excerpt"].as_str().unwrap().chars().collect();
        for range in hit["matches"].as_array().unwrap() {
            let at = |end: usize| usize::try_from(range[end].as_u64().unwrap()).unwrap();
            marked.push(letters[at(0)..at(1)].iter().collect());
        }
    }
    marked
}

/// Queries, how many of 800 calls each finds, and a marked text.
const ASKED: [(&str, usize, &str); 12] = [
    ("lantern", 100, "lantern"),
    ("ЁЛКА", 100, "ёлка"),
    ("елка", 100, "ёлка"),
    ("الاحزاب", 100, "الأحزابُ"),
    ("الشقيقة", 100, "الشَّقيقة"),
    ("o'neill", 100, "O’Neill"),
    ("izmir", 100, "İzmir"),
    ("arzte", 100, "Ärzte"),
    ("集会", 100, "集会"),
    ("\"anti war\"", 100, "anti-war"),
    ("owl or lanterns", 200, "owl"),
    ("\"greet each other\"", 800, "greet each other"),
];

#[test]
fn a_large_archive_is_searched_before_and_after_it_is_indexed_with_the_same_answers() {
    let calls = Calls::new(800);
    let scanned: Vec<usize> = ASKED.iter().map(|(query, ..)| calls.count(query)).collect();
    let ran = calls.run(&["index", "--anew"]);
    assert!(ran.good().starts_with("800 documents in the index in "), "{ran:?}");
    for ((query, count, mark), scanned) in ASKED.into_iter().zip(scanned) {
        let hits = calls.found(query);
        assert_eq!((hits.len(), scanned), (count, count), "{query}");
        assert!(marked(&hits).contains(&mark.to_owned()), "{query}: {:?}", marked(&hits));
    }
}

/// Runs the program without the rights of root, which may write everywhere.
fn without_privileges(calls: &Calls, arguments: &[&str]) -> Ran {
    let mut command = program("setpriv");
    command.args(["--inh-caps=-all", "--bounding-set=-all", "--"]);
    let of_calls = calls.command();
    command.arg(of_calls.get_program()).args(arguments);
    for (name, value) in of_calls.get_envs().filter_map(|(name, value)| Some((name, value?))) {
        command.env(name, value);
    }
    Ran::of(&command.output().unwrap())
}

#[test]
fn an_index_that_nobody_may_write_in_is_searched() {
    if !has("setpriv") {
        return;
    }
    let calls = Calls::new(600);
    let none = calls.run(&["search", "lantern", "--limit", "1"]);
    assert!(none.err.contains("words are not indexed: there is none yet"), "{none:?}");
    calls.run(&["index"]).good();
    let mut folders = vec![calls.cache().to_owned(), calls.kept()];
    let within = fs::read_dir(calls.kept()).unwrap().map(|entry| entry.unwrap().path());
    folders.extend(within.filter(|path| path.is_dir()));
    let locks = [folders[2].join(".tantivy-meta.lock"), folders[2].join(".managed.json")];
    folders.extend(locks);
    let grant = |mode: u32| {
        for path in &folders {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    grant(0o500);
    let ran = without_privileges(&calls, &["search", "lantern", "--limit", "1"]);
    let refused = without_privileges(&calls, &["index", "--anew"]);
    let text = calls.path().join("2020/call-4/text.en.txt");
    fs::write(text, "# Call 4\n\nA zeppelin instead.\n").unwrap();
    let written = without_privileges(&calls, &["search", "zeppelin"]);
    grant(0o700);
    assert!(ran.good().starts_with("call-") && ran.err.is_empty(), "{ran:?}");
    assert!(refused.err.contains("Permission denied"), "{refused:?}");
    assert!(written.good().starts_with("call-4"), "{written:?}");
}

#[test]
fn that_texts_are_read_one_by_one_is_said_where_that_is_so_and_only_there() {
    let calls = Calls::new(600);
    let said = |arguments: &[&str]| calls.run(arguments).err.contains("read one by one");
    assert!(said(&["search", "lantern"]) && said(&["list", "lantern", "lang:en"]));
    assert!(said(&["list", "-lantern"]) && said(&["list", "title:call"]));
    assert!(!said(&["list", "lang:en"]) && !said(&["search", "lang:en"]));
    assert!(!said(&["search", "(lantern"]) && !said(&["list", "call-7", "call-8"]));
    calls.run(&["index"]).good();
    assert!(!said(&["search", "lantern"]));
    // An index that is broken off knows some.
    let (folder, cache) = (calls.path().to_path_buf(), Some(calls.kept()));
    let archive = Place { folder, cache }.open().unwrap().unwrap().archive;
    Index::forget(&calls.kept()).unwrap();
    let told = |done, _| done == 0;
    let begun = Index::update(&calls.kept(), &archive, &told).unwrap();
    let ran = calls.run(&["search", "lantern"]);
    let few = format!("as {} of 600 documents are not indexed yet", begun.missing());
    assert!(begun.missing() > 300 && ran.err.contains(&few), "{few}: {ran:?}");
}

#[test]
fn an_index_that_another_program_works_on_is_not_thrown_away() {
    let calls = Calls::new(600);
    calls.run(&["index"]).good();
    let lock = fs::File::open(calls.kept().join("words.lock")).unwrap();
    lock.lock().unwrap();
    let ran = calls.run(&["index", "--anew"]);
    assert!(ran.err.contains("another program is indexing"), "{ran:?}");
    lock.unlock().unwrap();
    assert_eq!(calls.count("lantern"), 75);
    assert!(calls.run(&["index", "--anew"]).good().starts_with("600 documents"));
}

#[test]
fn a_file_with_a_date_to_come_is_indexed_like_any_other() {
    let calls = Calls::new(600);
    let text = fs::File::open(calls.path().join("2020/call-4/text.en.txt")).unwrap();
    text.set_modified(UNIX_EPOCH + Duration::from_secs(4_000_000_000)).unwrap();
    let first = calls.run(&["index"]);
    assert!(first.good().starts_with("600 documents in the index in "), "{first:?}");
    assert!(!first.out.contains("changing"), "{first:?}");
    let second = calls.run(&["index"]);
    assert!(second.good() == first.out && second.err.is_empty(), "{second:?}");
}

#[test]
fn a_hit_tells_document_language_block_score_excerpt_and_matches() {
    let calls = Calls::new(8);
    let hits = calls.found("lanterns rivers");
    let [hit] = &hits[..] else { panic!("{hits:#?}") };
    assert_eq!(hit["document"], "call-0");
    assert_eq!((hit["lang"].as_str(), hit["block"].as_u64()), (Some("en"), Some(3)));
    assert!(hit["score"].as_f64().unwrap() > 0.0);
    assert_eq!(hit["excerpt"], "We want lanterns and rivers.");
    assert_eq!(marked(&hits), ["lanterns", "rivers"]);
    assert_eq!(hit.as_object().unwrap().len(), 6);
    let text = calls.run(&["search", "lanterns"]);
    assert_eq!(text.good(), "call-0¶3  en\n    We want [lanterns] and rivers.\n");
}

#[test]
fn the_limit_is_kept_and_what_matches_best_comes_first() {
    let calls = Calls::new(16);
    calls.call(90, "lanterns, lanterns, and once more lanterns");
    let found = calls.run(&["search", "--json", "--limit", "2", "lanterns"]).json();
    let ids: Vec<&str> =
        found.as_array().unwrap().iter().map(|hit| hit["document"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], "call-90");
}

#[test]
fn a_query_that_cannot_be_read_is_told_at_its_column() {
    let ran = Calls::new(1).run(&["search", "owl knid:call"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("did you mean kind:?"), "{ran:?}");
    assert!(ran.err.contains("\n  owl knid:call\n      ^"), "{ran:?}");
}

#[test]
fn nothing_found_is_an_empty_list_and_exit_code_one() {
    let ran = Calls::new(1).run(&["search", "--json", "nowhere"]);
    assert_eq!((ran.code, ran.out.trim()), (Some(1), "[]"), "{ran:?}");
}

#[test]
fn a_document_that_changes_or_comes_is_found_at_once_though_the_index_is_older() {
    let calls = Calls::new(600);
    calls.run(&["index"]).good();
    calls.call(1, "quartz");
    calls.call(4321, "quartz");
    fs::remove_dir_all(calls.path().join("2020/call-0")).unwrap();
    let ids: Vec<String> = calls
        .run(&["list", "quartz"])
        .good()
        .lines()
        .map(|line| line.split(' ').next().unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), 2, "{ids:?}");
    assert_eq!(calls.count("quartz"), 2);
    assert_eq!(calls.count("lanterns"), 74);
}

#[test]
fn an_index_that_is_broken_of_another_version_or_no_index_is_not_believed() {
    let calls = Calls::new(600);
    calls.run(&["index"]).good();
    let folder = fs::read_dir(calls.kept()).unwrap().map(|entry| entry.unwrap().path());
    let folder = folder.into_iter().find(|path| path.is_dir()).unwrap();
    for (what, spoil) in [
        ("a byte", &(|bytes: &mut Vec<u8>| bytes[0] ^= 1) as &dyn Fn(&mut Vec<u8>)),
        ("half", &|bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2)),
        ("nothing", &Vec::clear),
    ] {
        for file in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            let mut bytes = fs::read(&file).unwrap();
            if bytes.is_empty() {
                continue;
            }
            spoil(&mut bytes);
            fs::write(&file, bytes).unwrap();
        }
        assert_eq!(calls.count("lanterns"), 75, "{what}");
        calls.run(&["index"]).good();
        assert_eq!(calls.count("lanterns"), 75, "{what}");
        assert_eq!(calls.count("第九回"), 75, "{what}");
    }
    // One of another version lies in a folder of another name.
    fs::rename(&folder, folder.with_file_name("words-tantivy-0.1-0")).unwrap();
    assert_eq!(calls.count("lanterns"), 75);
    calls.run(&["index"]).good();
    assert!(folder.exists() && !folder.with_file_name("words-tantivy-0.1-0").exists());
    assert_eq!(calls.count("lanterns"), 75);
}

#[test]
fn two_programs_may_index_at_once() {
    let calls = Calls::new(700);
    let both: Vec<_> = (0..3).map(|_| calls.command().arg("index").spawn().unwrap()).collect();
    let codes: Vec<Option<i32>> =
        both.into_iter().map(|mut one| one.wait().unwrap().code()).collect();
    assert!(codes.contains(&Some(0)), "{codes:?}");
    calls.run(&["index"]).good();
    assert_eq!(calls.count("lanterns"), 88);
}

#[test]
fn what_is_killed_while_it_indexes_goes_on_the_next_time() {
    let calls = Calls::new(900);
    // Until it is through once, it is killed later each time.
    for count in 1..200 {
        let mut running = calls.command().arg("index").spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(15 * count));
        let ended = running.try_wait().unwrap();
        running.kill().ok();
        running.wait().unwrap();
        if count % 8 == 1 {
            assert_eq!(calls.count("lanterns"), 113, "{count}");
        }
        if ended.is_some() {
            break;
        }
    }
    calls.run(&["index"]).good();
    assert_eq!(calls.count("lanterns"), 113);
}

#[test]
fn where_nothing_can_be_kept_the_texts_are_searched() {
    let calls = Calls::new(520);
    let file = calls.cache().join("a file");
    fs::write(&file, "").unwrap();
    let ran = Ran::of(
        &calls
            .command()
            .env("XDG_CACHE_HOME", &file)
            .args(["search", "lanterns"])
            .output()
            .unwrap(),
    );
    assert_eq!(ran.good().lines().count(), 2 * 50, "{ran:?}");
    let ran = Ran::of(&calls.command().env("XDG_CACHE_HOME", &file).arg("index").output().unwrap());
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("the index cannot be made"), "{ran:?}");
}
