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

#[test]
fn what_is_made_anew_is_one_part_and_what_comes_later_another() {
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().join("kept");
    let write = |number: usize, word: &str| {
        let below = folder.path().join(format!("archive/call-{number}"));
        std::fs::create_dir_all(&below).unwrap();
        let record = format!("id = \"call-{number}\"\nkind = \"call\"\ntitle = \"{word}\"\n");
        std::fs::write(below.join("document.toml"), record).unwrap();
        let file = std::fs::File::open(below.join("document.toml")).unwrap();
        file.set_modified(std::time::UNIX_EPOCH).unwrap();
    };
    let archive = || {
        let place = Place { folder: folder.path().join("archive"), cache: Some(cache.clone()) };
        match place.compare(&|_| {}).unwrap() {
            Compared::Renewed(loaded) => loaded.archive,
            Compared::Same => place.open().unwrap().unwrap().archive,
        }
    };
    let told = |archive: &Archive, index: &Index| {
        let found = index.having(archive, Part::All, "lake", &Positions::first(9), &|| false);
        (index.segments.len(), index.missing(), found.len())
    };
    let updated = || {
        let archive = archive();
        told(&archive, &Index::update(&cache, &archive, &|_, _| true).unwrap())
    };
    for number in 0..7 {
        write(number, if number % 2 == 0 { "lakes" } else { "fields" });
    }
    assert_eq!(updated(), (1, 0, 4));
    write(7, "a lake");
    assert_eq!(updated(), (2, 0, 5));
    // What its documents are is read from a list, and from the engine where that is damaged.
    let lists = || {
        let files =
            std::fs::read_dir(super::folder(&cache)).unwrap().map(|file| file.unwrap().path());
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
            let archive = archive();
            let index = Index::open(&cache, &archive).unwrap();
            assert_eq!(told(&archive, &index), (2, 0, 5), "{at}");
        }
    }
    assert_eq!(updated(), (2, 0, 5));
    assert_eq!(lists(), good);
}
