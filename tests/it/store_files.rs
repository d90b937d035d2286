//! Folders, links, pipes and rights: what an archive is on a disk.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;

use plenary::store::Code;
use plenary::store::Fault;
use plenary::store::Loaded;
use plenary::store::is_archive;
use plenary::store::load;

use crate::store::archive;
use crate::store::record;
use crate::store::told;
use crate::store::write;

/// The only fault, which must blame `file` below `root`.
fn only<'a>(loaded: &'a Loaded, root: &Path, code: Code, file: &str) -> &'a Fault {
    assert_eq!(loaded.faults.len(), 1, "{:#?}", loaded.faults);
    let fault = &loaded.faults[0];
    assert_eq!(fault.code, code, "{fault}");
    assert_eq!(Path::new(&fault.file), root.join(file), "{fault}");
    fault
}

/// The ids of all documents, sorted.
fn ids(loaded: &Loaded) -> Vec<String> {
    let mut ids: Vec<String> =
        loaded.archive.documents().map(|document| document.id.to_string()).collect();
    ids.sort();
    ids
}

/// Makes a named pipe: whoever opens it waits for ever.
#[cfg(target_os = "linux")]
fn make_pipe(path: &Path) {
    let (kind, mode) = (rustix::fs::FileType::Fifo, rustix::fs::Mode::from_raw_mode(0o644));
    rustix::fs::mknodat(rustix::fs::CWD, path, kind, mode, 0).unwrap();
}

/// Makes a socket where there is no way to make a pipe.
#[cfg(not(target_os = "linux"))]
fn make_pipe(path: &Path) {
    UnixListener::bind(path).unwrap();
}

#[test]
fn folders_may_group_documents() {
    let folder = archive(&[
        ("2023/izmir/a/document.toml", &record("a")),
        ("b/document.toml", &record("b")),
        ("b/inner/document.toml", &record("inner")),
        ("b/source/document.toml", &record("source")),
        (".git/c/document.toml", &record("c")),
        ("README.md", "read me"),
        ("empty/.keep", ""),
    ]);
    let loaded = load(folder.path()).unwrap();
    assert_eq!(ids(&loaded), ["a", "b"]);
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    assert_eq!(loaded.archive.document("a").unwrap().folder, "2023/izmir/a");
    assert_eq!(loaded.archive.origin(), folder.path().display().to_string());
}

#[test]
fn a_record_in_the_archives_own_folder_hides_nothing() {
    let folder = archive(&[("document.toml", &record("root")), ("a/document.toml", &record("a"))]);
    assert_eq!(ids(&load(folder.path()).unwrap()), ["a", "root"]);
}

#[test]
fn a_folder_that_is_not_there_is_told_at_once() {
    let folder = archive(&[("file", "")]);
    for (name, words) in [("gone", "not there"), ("file", "a file"), ("file/below", "below a file")]
    {
        let fault = load(&folder.path().join(name)).unwrap_err();
        assert_eq!(fault.code, Code::MissingFolder);
        assert!(fault.message.contains(words), "{fault}");
        assert!(!is_archive(&folder.path().join(name)));
    }
    let fault = load(Path::new("no\u{1b}[2J\u{202E}where\n")).unwrap_err();
    assert!(!fault.to_string().chars().any(char::is_control), "{fault:?}");
}

#[test]
fn an_empty_folder_is_an_archive_with_a_fault() {
    let folder = archive(&[("parties.toml", "schema = 1\n")]);
    assert!(!is_archive(folder.path()));
    let loaded = load(folder.path()).unwrap();
    only(&loaded, folder.path(), Code::EmptyArchive, "");
    write(folder.path(), &[("meetings.toml", "schema = 1\n")]);
    assert!(is_archive(folder.path()));
    assert!(load(folder.path()).unwrap().faults.is_empty());
}

#[test]
fn a_document_somewhere_makes_an_archive() {
    let folder = archive(&[("x/y/z/document.toml", "")]);
    assert!(is_archive(folder.path()));
    assert!(!is_archive(&archive(&[("x/y/text.en.txt", "A")]).path().join("x")));
}

#[test]
fn what_is_no_file_is_not_opened() {
    let folder = archive(&[("good/document.toml", &record("good"))]);
    let root = folder.path();
    fs::create_dir_all(root.join("dir/document.toml")).unwrap();
    fs::create_dir_all(root.join("pipe")).unwrap();
    make_pipe(&root.join("pipe/document.toml"));
    fs::create_dir_all(root.join("good/text.en.txt")).unwrap();
    let _socket = UnixListener::bind(root.join("parties.toml")).unwrap();
    make_pipe(&root.join("meetings.toml"));
    let loaded = load(root).unwrap();
    assert_eq!(ids(&loaded), ["dir", "good", "pipe"]);
    assert_eq!(told(&loaded.faults), [(Code::NotAFile, 0, 0); 5]);
    let blamed: Vec<_> = loaded
        .faults
        .iter()
        .map(|fault| Path::new(&fault.file).strip_prefix(root).unwrap().to_str().unwrap())
        .collect();
    assert_eq!(
        blamed,
        [
            "dir/document.toml",
            "good/text.en.txt",
            "meetings.toml",
            "parties.toml",
            "pipe/document.toml"
        ]
    );
}

#[test]
fn a_device_behind_a_link_is_not_read() {
    let folder = archive(&[("a/document.toml", &record("a"))]);
    symlink("/dev/zero", folder.path().join("a/text.en.txt")).unwrap();
    let loaded = load(folder.path()).unwrap();
    only(&loaded, folder.path(), Code::LinkOutside, "a/text.en.txt");
}

#[test]
fn a_link_inside_the_archive_is_followed_once() {
    let folder = archive(&[
        ("real/a/document.toml", &record("a")),
        (".kept/b/document.toml", &record("b")),
        ("c/document.toml", &record("c")),
        ("c/words", "# C\n"),
    ]);
    let root = folder.path();
    symlink("real", root.join("again")).unwrap();
    symlink(".kept/b", root.join("b")).unwrap();
    symlink("..", root.join("real/up")).unwrap();
    symlink("words", root.join("c/text.en.txt")).unwrap();
    let loaded = load(root).unwrap();
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    assert_eq!(ids(&loaded), ["a", "b", "c"]);
    assert_eq!(loaded.archive.document("a").unwrap().folder, "real/a");
    assert_eq!(loaded.archive.document("c").unwrap().versions[0].blocks.len(), 1);
}

#[test]
fn a_link_out_of_the_archive_is_not_followed() {
    let outside = archive(&[("b/document.toml", &record("b")), ("secret", "# S\n")]);
    for (name, target) in
        [("elsewhere", "b"), ("a/text.en.txt", "secret"), ("parties.toml", "secret"), ("root", "/")]
    {
        let folder = archive(&[("a/document.toml", &record("a"))]);
        symlink(outside.path().join(target), folder.path().join(name)).unwrap();
        let loaded = load(folder.path()).unwrap();
        let fault = only(&loaded, folder.path(), Code::LinkOutside, name);
        assert!(fault.message.contains("outside the archive"), "{fault}");
        assert_eq!(ids(&loaded), ["a"]);
    }
}

#[test]
fn a_record_behind_a_link_out_of_the_archive_stays_closed() {
    let outside = archive(&[("document.toml", &record("secret"))]);
    let folder = archive(&[("a/text.en.txt", "# A\n")]);
    symlink(outside.path().join("document.toml"), folder.path().join("a/document.toml")).unwrap();
    let loaded = load(folder.path()).unwrap();
    only(&loaded, folder.path(), Code::LinkOutside, "a/document.toml");
    assert_eq!(loaded.archive.document("a").unwrap().versions.len(), 1);
}

#[test]
fn the_archive_itself_may_be_a_link() {
    let folder = archive(&[("real/a/document.toml", &record("a")), ("real/a/text.en.txt", "A")]);
    symlink("real", folder.path().join("link")).unwrap();
    symlink("text.en.txt", folder.path().join("real/a/text.ru.txt")).unwrap();
    let loaded = load(&folder.path().join("link")).unwrap();
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    assert_eq!(loaded.archive.document("a").unwrap().versions.len(), 2);
}

#[test]
fn links_in_a_circle_end() {
    for (name, target) in [("loop", "loop"), ("gone", "nowhere"), ("a/text.en.txt", "text.en.txt")]
    {
        let folder = archive(&[("a/document.toml", &record("a"))]);
        symlink(target, folder.path().join(name)).unwrap();
        let loaded = load(folder.path()).unwrap();
        only(&loaded, folder.path(), Code::BrokenLink, name);
        assert_eq!(ids(&loaded), ["a"]);
    }
}

#[test]
fn folders_too_deep_are_not_searched() {
    let path = |depth: usize| "d/".repeat(depth);
    let folder = archive(&[
        (&format!("{}document.toml", path(16)), &record("deep")),
        (&format!("e/{}document.toml", path(16)), &record("deeper")),
    ]);
    let loaded = load(folder.path()).unwrap();
    assert_eq!(ids(&loaded), ["deep"]);
    only(&loaded, folder.path(), Code::TooDeep, &format!("e/{}", path(16)));
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that could not try anything says so")]
fn what_may_not_be_read_is_told() {
    let folder = archive(&[
        ("a/document.toml", &record("a")),
        ("a/text.en.txt", "# A\n"),
        ("b/document.toml", &record("b")),
        ("closed/c/document.toml", &record("c")),
    ]);
    let root = folder.path();
    let close = |path: &str, mode: u32| {
        fs::set_permissions(root.join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    for path in ["a/document.toml", "a/text.en.txt", "closed"] {
        close(path, 0);
    }
    if fs::read(root.join("a/text.en.txt")).is_ok() {
        eprintln!("skipped: this user may read files of mode 000");
        close("closed", 0o755);
        return;
    }
    let loaded = load(root).unwrap();
    close("closed", 0o755);
    assert_eq!(ids(&loaded), ["a", "b"]);
    assert_eq!(told(&loaded.faults), [(Code::CannotRead, 0, 0); 3]);
    assert!(loaded.faults[0].message.contains("permission denied"), "{}", loaded.faults[0]);
}

#[test]
fn a_name_that_the_system_refuses_is_told() {
    let name = format!("text.{}.txt", "x".repeat(300));
    let text = format!("{}[[version]]\nlang = \"en\"\nfile = \"{name}\"\n", record("a"));
    let folder = archive(&[("a/document.toml", &text)]);
    let loaded = load(folder.path()).unwrap();
    only(&loaded, folder.path(), Code::CannotRead, &format!("a/{name}"));
}

#[test]
fn a_folder_whose_name_is_no_text_is_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = archive(&[("a/document.toml", &record("a"))]);
    let odd = folder.path().join(OsStr::from_bytes(b"\xFF\x1b[2J"));
    fs::create_dir(&odd).unwrap();
    fs::write(odd.join("document.toml"), "kind = \"call\"\n").unwrap();
    let loaded = load(folder.path()).unwrap();
    assert_eq!(ids(&loaded), ["---2j", "a"]);
    assert_eq!(told(&loaded.faults), [(Code::MissingKey, 1, 1), (Code::MissingKey, 1, 1)]);
    assert!(!loaded.faults[0].file.chars().any(char::is_control));
    let titles = loaded.archive.documents().map(|document| &document.title);
    assert!(titles.into_iter().any(|title| title == "\u{FFFD}\u{241B}[2J"));
}
