//! Characters that are two cells wide, have marks on them, or run from right to left.

use std::fs;
use std::path::Path;

use plenary::app::Size;
use plenary::store;

use crate::support::desk::{Desk, Setup};
use crate::support::terminal::plenary;

fn file(folder: &Path, title: &str, text: &str) {
    fs::create_dir_all(folder).expect("a folder can be made");
    let id = folder.file_name().and_then(|name| name.to_str()).expect("a plain name");
    let record = format!("schema = 1\nid = \"{id}\"\nkind = \"other\"\ntitle = \"{title}\"\n");
    fs::write(folder.join("document.toml"), record).expect("the folder can be written");
    fs::write(folder.join("text.und.txt"), text).expect("the folder can be written");
}

#[test]
fn wide_text_leaves_no_trace_when_the_screen_changes() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let archive = folder.path();
    fs::write(archive.join("meetings.toml"), "schema = 1\n").expect("the folder can be written");
    let row = "川の町 a 井戸が三十 bc あり、毎年春に綱の長さを測ります。";
    let narrow = "The wells of the town by the river are measured each spring with a rope. ";
    for (number, wide) in
        [(1, row), (2, narrow), (3, "水a水b水c水d "), (4, "cafe\u{301} e\u{301}\u{302} ")]
    {
        let points: Vec<String> = (1..=9).map(|n| format!("{n}. {}\n\n", wide.repeat(3))).collect();
        let text = points.concat();
        let title = format!("{number} {}", wide.trim());
        file(&archive.join(format!("doc-{number}")), &title, &format!("# {title}\n\n{text}"));
    }
    // The list and the text side by side; the text alone, with what lies over it cutting its rows.
    for (width, height) in [(100, 30), (60, 20), (61, 20)] {
        let size = Size { width, height };
        let desk = |keys: &str| {
            let archive = store::load(archive).expect("the archive is there").archive;
            Desk::of(Setup { archive, size, ..Setup::default() }).press(keys)
        };
        let path = archive.to_str().expect("a plain name");
        let mut terminal = plenary(&["--archive", path]).at(width, height).spawn();
        terminal.wait_for("Documents");
        let mut pressed = String::new();
        for keys in ["l", "?", "q", "J", "J", "7j", "?", "q", "J", "K", "3k", "K", "5j", "d", "J"] {
            terminal.press(keys);
            pressed.push_str(keys);
            let wanted = desk(&pressed);
            terminal.wait_to_show(&wanted);
            terminal.redraw();
            terminal.wait_to_show(&wanted);
        }
        terminal.press("Q");
        assert_eq!(terminal.wait_exit_code(), 0);
    }
}
