//! Archives on disk.

use std::cell::LazyCell;
use std::fs;
use std::sync::Arc;

use plenary::app::{App, Event, Filter, Size};
use plenary::config::Settings;
use plenary::export::{html, ics, markdown};
use plenary::keys::Key;
use plenary::model::Document;
use plenary::store::{Loaded, load};
use tempfile::TempDir;

use super::terminal::is_drawn;
use super::{is_harmless, parts};

const OTHER: &str = "id = \"other\"\nkind = \"call\"\ntitle = \"Another call\"\n";

thread_local! {
    /// The folder that every archive of this thread is written to.
    static FOLDER: LazyCell<TempDir> = const { LazyCell::new(|| tempfile::tempdir().unwrap()) };
}

/// Whatever the files of an archive hold: it loads, its faults are told, the other documents are there, and
/// neither a screen nor a page shows anything that would be obeyed.
pub(super) fn an_archive_loads(bytes: &[u8]) {
    let [record, text, meetings, parties] = parts(bytes);
    let loaded = FOLDER.with(|folder| {
        let folder = folder.path();
        fs::create_dir_all(folder.join("any")).unwrap();
        fs::create_dir_all(folder.join("other")).unwrap();
        fs::write(folder.join("any/document.toml"), record).unwrap();
        fs::write(folder.join("any/text.en.txt"), text).unwrap();
        fs::write(folder.join("meetings.toml"), meetings).unwrap();
        fs::write(folder.join("parties.toml"), parties).unwrap();
        fs::write(folder.join("other/document.toml"), OTHER).unwrap();
        load(folder).unwrap()
    });
    let Loaded { archive, faults } = loaded;
    let other = archive.documents().filter(|document| document.title == "Another call");
    assert_eq!(other.count(), 1, "nothing hides the other documents");
    assert_eq!(archive.len(), 2);
    for fault in &faults {
        is_harmless(&fault.to_string());
        assert!(!fault.message.is_empty() && !fault.help.is_empty(), "{fault}");
    }
    let documents: Vec<&Document> = archive.documents().collect();
    is_harmless(&markdown::page(&archive, &documents));
    is_harmless(&html::page(&archive, &documents));
    is_harmless(&ics::calendar("all", &documents).replace("\r\n", "\n"));
    let size = Size { width: 100, height: 30 };
    let settings = Settings::default();
    let mut app = App::new(Arc::new(archive), Vec::new(), settings, Filter::default(), size);
    for keys in ["j", "enter", "i", "t", "t", "t", "A", "q", "S", "q", "M"] {
        app.handle(Event::Key(Key::parse(keys).unwrap()));
        is_drawn(&app, size);
    }
}
