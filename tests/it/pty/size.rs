//! Sizes that a terminal may have, and a reader that is left alone.

use std::time::Duration;

use crate::support::desk::bundled_at;
use crate::support::terminal::{Terminal, plenary};

/// Text and attributes of the whole screen.
fn whole(terminal: &Terminal) -> Vec<String> {
    terminal.look(|screen| screen.rows_formatted(0, screen.size().1.get()).collect())
}

#[test]
fn after_many_sizes_the_screen_is_the_same_as_a_fresh_one() {
    let (width, height) = (97, 31);
    let mut fresh = plenary(&[]).at(width, height).spawn();
    fresh.wait_to_show(&bundled_at(width, height, ""));
    fresh.wait_for_quiet(Duration::from_millis(200));
    let wanted = whole(&fresh);
    fresh.press("Q");
    fresh.wait_exit();
    drop(fresh);
    let mut terminal = plenary(&[]).spawn();
    terminal.wait_for("no meeting");
    for step in 0..50_u16 {
        terminal.resize(15 + step * 37 % 180, 3 + step * 13 % 60);
    }
    // There and back again faster than one frame.
    terminal.resize(width + 1, height);
    terminal.resize(width, height);
    terminal.wait_until("the screen is whole", |screen| {
        screen.rows_formatted(0, width).eq(wanted.iter().cloned())
    });
}

#[test]
fn a_size_that_comes_while_the_reader_starts_is_kept() {
    for begun in ["", "\u{1b}[?1049h", "Documents"] {
        let mut terminal = plenary(&[]).spawn();
        terminal.wait_for_bytes(begun);
        terminal.resize(100, 30);
        terminal.wait_to_show(&bundled_at(100, 30, ""));
    }
}

#[test]
fn the_smallest_and_the_largest_terminal_are_survived() {
    let mut terminal = plenary(&[]).at(1, 1).spawn();
    terminal.wait_for("…");
    for (width, height) in [(2, 2), (3, 10), (19, 5), (20, 4), (1000, 500)] {
        terminal.resize(width, height);
    }
    terminal.wait_for("no meeting");
    terminal.press("\r");
    terminal.wait_for("¶ 1/");
    terminal.resize(1, 1);
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
    terminal.is_given_back();
}

#[test]
fn a_terminal_that_is_too_small_says_so_and_waits() {
    let mut terminal = plenary(&[]).at(19, 4).spawn();
    terminal.wait_for("too small");
    terminal.wait_for("20x5 needed");
    terminal.resize(80, 24);
    terminal.wait_to_show(&bundled_at(80, 24, ""));
}
