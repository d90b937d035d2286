//! The index where there is none, and its lock.

use super::disk::{Lock, folder};
use super::*;
use crate::search::fixture::archive;
use crate::store::{Compared, Place};

#[test]
fn there_is_no_index_where_there_is_no_folder() {
    let none = tempfile::tempdir().unwrap();
    assert!(Index::open(none.path(), &archive()).is_err());
}

#[test]
fn one_program_at_a_time_may_change_an_index() {
    let cache = tempfile::tempdir().unwrap();
    let lock = Lock::take(cache.path()).unwrap();
    let second = Index::update(cache.path(), &archive(), &|_, _| true);
    assert!(matches!(second, Err(NoIndex::Busy)), "{second:?}");
    assert!(!folder(cache.path()).exists());
    drop(lock);
    assert!(Index::update(cache.path(), &archive(), &|_, _| true).is_ok());
}

#[test]
fn a_damaged_file_is_noticed_though_its_length_and_time_are_right() {
    let cache = tempfile::tempdir().unwrap();
    Index::update(cache.path(), &archive(), &|_, _| true).unwrap();
    let folder = folder(cache.path());
    let file = folder.join("meta.json");
    let (good, time) =
        (std::fs::read(&file).unwrap(), std::fs::metadata(&file).unwrap().modified().unwrap());
    let mut bad = good.clone();
    bad[good.len() / 2] ^= 1;
    std::fs::write(&file, bad).unwrap();
    std::fs::File::open(&file).unwrap().set_modified(time).unwrap();
    let seal = Seal::of(&folder).unwrap();
    assert!(seal.holds(&folder) && !seal.is_whole(&folder));
    Index::update(cache.path(), &archive(), &|_, _| true).unwrap();
    assert!(Seal::of(&folder).unwrap().is_whole(&folder));
}

/// An archive in a folder, and the place of its cache.
struct Setup {
    folder: tempfile::TempDir,
    cache: std::path::PathBuf,
}

impl Setup {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { cache: folder.path().join("kept"), folder }
    }

    fn write(&self, number: usize, title: &str) {
        let below = self.folder.path().join(format!("archive/call-{number}"));
        std::fs::create_dir_all(&below).unwrap();
        let record = format!("id = \"call-{number}\"\nkind = \"call\"\ntitle = \"{title}\"\n");
        std::fs::write(below.join("document.toml"), record).unwrap();
        let file = std::fs::File::open(below.join("document.toml")).unwrap();
        file.set_modified(std::time::UNIX_EPOCH).unwrap();
    }

    fn archive(&self) -> Archive {
        let folder = self.folder.path().join("archive");
        let place = Place { folder, cache: Some(self.cache.clone()) };
        match place.compare(&|_| {}).unwrap() {
            Compared::Renewed(loaded) => loaded.archive,
            Compared::Same => place.open().unwrap().unwrap().archive,
        }
    }

    fn updated(&self) -> (Archive, Index) {
        let archive = self.archive();
        let index = Index::update(&self.cache, &archive, &|_, _| true).unwrap();
        (archive, index)
    }
}

#[test]
fn one_look_finds_and_ranks_as_two_do() {
    let setup = Setup::new();
    let titles =
        ["Lakes and wells", "A lake, a lake", "Wells", "Lakeside wells and lakes", "Fields"];
    titles.iter().zip(0..).for_each(|(title, number)| setup.write(number, title));
    let asks = |archive: &Archive, index: &Index| {
        let every = Positions::first(archive.len());
        for terms in [
            vec!["lake"],
            vec!["la"],
            vec!["lakes and"],
            vec!["side wells"],
            vec!["lake", "wells"],
            vec!["side wells", "and", "lakes"],
            vec!["nowhere"],
            vec!["wells", "nowhere"],
        ] {
            let mut having = every.clone();
            for words in &terms {
                having.keep(&index.having(archive, Part::All, words, &every, &|| false));
            }
            assert_eq!(having.is_empty(), terms.contains(&"nowhere"), "{terms:?}");
            let terms: Vec<String> = terms.into_iter().map(str::to_owned).collect();
            let wanted = index.ranked(archive, &terms, &having);
            assert_eq!(index.answers(archive, &terms), Some(wanted), "{terms:?}");
        }
    };
    let (archive, index) = setup.updated();
    asks(&archive, &index);
    // Of two parts, too; and not before a document that came is indexed.
    setup.write(5, "Lakes");
    let archive = setup.archive();
    assert_eq!(
        Index::open(&setup.cache, &archive).unwrap().answers(&archive, &["lake".to_owned()]),
        None
    );
    let (archive, index) = setup.updated();
    assert_eq!(index.segments.len(), 2);
    asks(&archive, &index);
}

#[test]
fn what_is_made_anew_is_one_part_and_what_comes_later_another() {
    let setup = Setup::new();
    let told = |archive: &Archive, index: &Index| {
        let found = index.having(archive, Part::All, "lake", &Positions::first(9), &|| false);
        (index.segments.len(), index.missing(), found.len())
    };
    let updated = || {
        let (archive, index) = setup.updated();
        told(&archive, &index)
    };
    for number in 0..7 {
        setup.write(number, if number % 2 == 0 { "lakes" } else { "fields" });
    }
    assert_eq!(updated(), (1, 0, 4));
    setup.write(7, "a lake");
    assert_eq!(updated(), (2, 0, 5));
    // What its documents are is read from a list, and from the engine where that is damaged.
    let lists = || {
        let files = std::fs::read_dir(super::folder(&setup.cache))
            .unwrap()
            .map(|file| file.unwrap().path());
        let lists = files.filter(|file| file.extension().is_some_and(|end| end == held::LIST));
        lists.map(|file| (std::fs::read(&file).unwrap(), file)).collect::<Vec<_>>()
    };
    let good = lists();
    assert_eq!(good.len(), 2);
    for (bytes, file) in &good {
        for at in 0..bytes.len() {
            let mut bad = bytes.clone();
            bad[at] ^= 1;
            std::fs::write(file, bad).unwrap();
            let archive = setup.archive();
            let index = Index::open(&setup.cache, &archive).unwrap();
            assert_eq!(told(&archive, &index), (2, 0, 5), "{at}");
        }
    }
    assert_eq!(updated(), (2, 0, 5));
    assert_eq!(lists(), good);
}
