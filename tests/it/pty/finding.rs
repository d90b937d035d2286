//! An archive that changes, is indexed and is searched while somebody reads it.

use std::fs;
use std::path::Path;

use rustix::process::Signal;

use crate::search_cli::Calls;
use crate::support::terminal::{Start, Terminal, plenary, until};

/// The reader on an archive, with a cache that outlives it.
fn reader(calls: &Calls, arguments: &[&str]) -> Start {
    let archive = calls.path().to_str().unwrap();
    let words = [&["--archive", archive], arguments].concat();
    plenary(&words).with("XDG_CACHE_HOME", calls.cache().to_str().unwrap())
}

/// Waits until nothing is done beside the reader any more.
fn wait_until_idle(terminal: &Terminal) {
    terminal.wait_until("nothing is indexed or read any more", |screen| {
        let text = screen.contents();
        !text.contains("indexing ") && !text.contains("reading ")
    });
}

#[test]
fn a_document_that_comes_changes_or_goes_is_seen_without_a_restart_and_the_place_is_kept() {
    let calls = Calls::new(9);
    let lines: Vec<String> = (1..=60).map(|n| format!("Paragraph {n} of this call.\n\n")).collect();
    let lines = lines.concat();
    let text = calls.path().join("2021/call-1/text.en.txt");
    fs::write(&text, format!("# Call 1\n\n{lines}")).unwrap();
    let mut terminal = reader(&calls, &["id:call-1"]).at(100, 24).spawn();
    terminal.wait_for("1 of 9");
    terminal.press("\r30}");
    terminal.wait_for("Paragraph 30 of");
    let place = |screen: &vt100::Screen| {
        screen.rows(0, 100).nth(2).is_some_and(|row| row.contains("Paragraph 30 of"))
            || screen.rows(0, 100).nth(1).is_some_and(|row| row.contains("Paragraph 30 of"))
    };
    terminal.wait_until("the paragraph is at the top", place);
    calls.call(77, "lanterns");
    terminal.wait_for("1 of 10");
    terminal.wait_until("the place is kept", place);
    // A file that is seen while it is being written, and so is empty, does not take it away.
    fs::write(&text, "").unwrap();
    terminal.wait_until("the text is gone", |screen| !place(screen));
    // Text that comes above it moves it down.
    fs::write(&text, format!("# Call 1\n\nAn addition comes first.\n\nAnd a second.\n\n{lines}"))
        .unwrap();
    terminal.wait_for("¶ 33/");
    terminal.wait_until("the words are kept", place);
    fs::remove_dir_all(calls.path().join("2020/call-4")).unwrap();
    terminal.wait_for("1 of 9");
    terminal.wait_until("the place is still kept", place);
    fs::remove_dir_all(calls.path().join("2021/call-1")).unwrap();
    terminal.wait_for("is no longer in the archive");
}

#[test]
fn a_hit_that_is_opened_is_landed_on_with_the_match_marked() {
    let calls = Calls::new(9);
    let lines: Vec<String> = (1..=60).map(|n| format!("Paragraph {n} of this call.\n\n")).collect();
    let lines = lines.concat();
    let text = format!("# Call 1\n\n{lines}Here the lighthouse stands.\n\n{lines}");
    fs::write(calls.path().join("2021/call-1/text.en.txt"), text).unwrap();
    let mut terminal = reader(&calls, &[]).spawn();
    terminal.wait_for("Documents");
    terminal.press("fLIGHTHOUSE\rH");
    terminal.wait_for("¶62 en  Here the lighthouse stands.");
    terminal.press("\r");
    terminal.wait_for("/122");
    terminal.wait_for("Here the lighthouse stands.");
    let marked = |screen: &vt100::Screen| {
        let (rows, columns) = screen.size();
        let cells =
            (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
        let of_match = cells.filter(|(row, column)| {
            let cell = screen.cell(*row, *column).unwrap();
            cell.inverse() || cell.bgcolor() != vt100::Color::Default
        });
        let text: String = of_match
            .filter_map(|(row, column)| screen.cell(row, column).map(|c| c.contents().to_owned()))
            .collect();
        text.contains("lighthouse")
    };
    terminal.wait_until("the match is marked", marked);
    terminal.wait_for("1/1");
}

/// Whether a file or folder whose name begins so lies anywhere below.
fn lies_below(folder: &Path, name: &str) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| {
        entry.file_name().to_string_lossy().starts_with(name)
            || (entry.path().is_dir() && lies_below(&entry.path(), name))
    })
}

#[test]
fn a_reader_that_is_killed_while_it_indexes_finds_everything_the_next_time() {
    let calls = Calls::new(1500);
    for begun in ["catalogue", "words-tantivy", "meta.json", "seal"] {
        let mut terminal = reader(&calls, &[]).at(120, 30).spawn();
        let seen = until(std::time::Duration::from_mins(1), || {
            lies_below(calls.cache(), begun).then_some(())
        });
        assert!(seen.is_some(), "{begun} comes\n{}", terminal.text());
        terminal.signal(Signal::KILL);
        terminal.wait_exit();
    }
    let mut terminal = reader(&calls, &[]).at(120, 30).spawn();
    terminal.wait_for(" 1500 ┐");
    wait_until_idle(&terminal);
    terminal.press("flanterns");
    terminal.wait_for("188 of 1500");
    terminal.press("\u{1b}");
    terminal.wait_for(" 1500 ┐");
}

#[test]
fn a_large_archive_can_be_searched_while_it_is_read_for_the_first_time() {
    let calls = Calls::new(800);
    let mut terminal = reader(&calls, &["lanterns"]).at(120, 30).spawn();
    terminal.wait_for("100 of 800");
    wait_until_idle(&terminal);
    calls.call(4000, "lanterns");
    terminal.wait_for("101 of 801");
    terminal.press("F");
    terminal.wait_for(" 801 ┐");
}

#[test]
fn two_readers_of_one_archive_do_not_hinder_each_other() {
    let calls = Calls::new(900);
    let readers = [reader(&calls, &["lanterns"]).spawn(), reader(&calls, &["owl"]).spawn()];
    readers[0].wait_for("113 of 900");
    readers[1].wait_for("112 of 900");
    readers.iter().for_each(wait_until_idle);
    calls.call(4000, "lanterns and an owl");
    readers[0].wait_for("114 of 901");
    readers[1].wait_for("113 of 901");
}

#[test]
fn an_id_opens_its_document_in_a_large_archive_too() {
    let calls = Calls::new(600);
    let mut terminal = reader(&calls, &[]).at(120, 30).spawn();
    wait_until_idle(&terminal);
    terminal.wait_for("600");
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
    // What its catalogue knows is filtered beside the reader; the id begins those of others.
    let terminal = reader(&calls, &["call-57"]).at(120, 30).spawn();
    terminal.wait_for("11 of 600");
    terminal.wait_for(" Call 57 ");
    terminal.wait_for("▸·Call: Call 57 ");
}
