//! What a reader sees: screens after keys, each kept in a file below `screens/`.

mod moves;
mod pages;

use plenary::app::{Filter, Size, Trouble};

use crate::support::archive;
use crate::support::desk::{Desk, Setup, USUAL, after, after_at, bundled_at, under};

/// The sizes that are tried: the usual one, three panes, two, a cramped one, the least.
const SIZES: [(u16, u16); 5] = [(80, 24), (140, 40), (100, 30), (40, 12), (20, 5)];

#[test]
fn the_bundled_archive_opens_at_every_size() {
    for (width, height) in SIZES {
        bundled_at(width, height, "").looks_like(&format!("bundled-start-{width}x{height}"));
    }
}

#[test]
fn the_made_up_archive_opens_at_every_size() {
    for (width, height) in SIZES {
        after_at(width, height, "").looks_like(&format!("start-{width}x{height}"));
    }
}

#[test]
fn a_document_opens_at_every_size() {
    for (width, height) in SIZES {
        let name = format!("text-{width}x{height}");
        after_at(width, height, "j<enter>").looks_like(&name);
    }
}

#[test]
fn a_text_scrolls_by_rows_pages_and_blocks() {
    after("j<enter>5j").looks_like("text-five-rows-down");
    after("<enter><space>").looks_like("text-a-page-down");
    after("<enter>G").looks_like("text-end");
    after("<enter>}}").looks_like("text-two-blocks-down");
    after("<enter>7gg").looks_like("text-seventh-block");
}

#[test]
fn a_language_is_one_key_away() {
    after("j<enter>L").looks_like("language-russian");
    after("j<enter>LL").looks_like("language-arabic");
    after_at(140, 40, "j<enter>LL").looks_like("language-arabic-140x40");
    after_at(40, 12, "j<enter>LL").looks_like("language-arabic-40x12");
    after("<enter>L").looks_like("language-only-one");
}

#[test]
fn two_languages_stand_side_by_side() {
    after_at(140, 40, "j<enter>P").looks_like("beside-140x40");
    after("j<enter>P").looks_like("beside-80x24");
    after_at(140, 40, "j<enter>PL").looks_like("beside-next-140x40");
}

#[test]
fn right_to_left_titles_and_wide_characters_stay_in_their_panes() {
    after("G<enter>").looks_like("wide-text");
    after_at(140, 40, "").press("#8<enter>G<enter>").looks_like("right-to-left-140x40");
}

#[test]
fn every_tab_of_the_sidebar() {
    after_at(140, 40, "j").looks_like("tab-signatories-140x40");
    after_at(140, 40, "jt").looks_like("tab-actions-140x40");
    after_at(140, 40, "jtt").looks_like("tab-contents-140x40");
    after_at(140, 40, "jttt").looks_like("tab-about-140x40");
    after("j<enter>i").looks_like("tab-signatories-80x24");
    after("j<enter>it").looks_like("tab-actions-80x24");
    after_at(20, 5, "j<enter>it").looks_like("tab-actions-20x5");
    after_at(100, 30, "j<enter>i4").looks_like("tab-about-100x30");
}

#[test]
fn a_name_shows_what_else_it_stands_under() {
    after_at(140, 40, "j<tab><tab>j<enter>").looks_like("signed-140x40");
    after("j<enter>ij<enter>").looks_like("signed-80x24");
    after_at(20, 5, "j<enter>ij<enter>").looks_like("signed-20x5");
}

#[test]
fn the_sidebar_leads_into_the_text() {
    after_at(140, 40, "jt<tab><tab>jj<enter>").looks_like("jump-from-action-140x40");
    after("<enter>i2G<enter>").looks_like("jump-from-last-action-80x24");
    after("j<enter>i3j<enter>").looks_like("jump-from-contents-80x24");
}

#[test]
fn the_list_narrows_while_a_meeting_is_typed() {
    after("#").looks_like("meeting-prompt");
    after("#8").looks_like("meeting-8-typed");
    after("#8<enter>").looks_like("meeting-8-kept");
    after("#77").looks_like("meeting-77-typed");
    after("#77<enter>").looks_like("meeting-77-kept");
    after_at(140, 40, "#8").looks_like("meeting-8-typed-140x40");
}

#[test]
fn the_list_narrows_while_a_query_is_typed() {
    after("/water").looks_like("query-typed");
    after("/water<enter>").looks_like("query-kept");
    after("/kind:song").looks_like("query-unknown-kind");
    after("/colour:red").looks_like("query-unknown-field");
    after("/date:2031-13").looks_like("query-bad-date");
    after_at(40, 12, "/colour:red").looks_like("query-unknown-field-40x12");
    after_at(20, 5, "/colour:red").looks_like("query-unknown-field-20x5");
    after("#8..").looks_like("meeting-open-range");
    after("#x").looks_like("meeting-no-number");
}

#[test]
fn words_are_found_in_the_text() {
    after("j<enter>/WELL").looks_like("find-typed");
    after("j<enter>/well<enter>nn").looks_like("find-third");
    after("j<enter>/zebra<enter>").looks_like("find-nothing");
    after("j<enter>LL/ابار<enter>").looks_like("find-arabic");
}

#[test]
fn help_and_palette_lie_over_the_panes() {
    for (width, height) in SIZES {
        after_at(width, height, "?").looks_like(&format!("help-{width}x{height}"));
    }
    after("?G").looks_like("help-end");
    after(":").looks_like("palette");
    after(":language").looks_like("palette-typed");
    after(":no such thing").looks_like("palette-nothing");
    after("j<enter>:next language<enter>").looks_like("palette-obeyed");
    after_at(20, 5, ":lang").looks_like("palette-20x5");
    after("jo").looks_like("source");
}

#[test]
fn a_pane_stands_alone_and_back() {
    after_at(140, 40, "j<enter>Z").looks_like("zoom-140x40");
    after_at(100, 30, "Z").looks_like("zoom-list-100x30");
}

#[test]
fn every_theme_marks_what_matters() {
    let size = Size { width: 140, height: 40 };
    for theme in ["dark", "light", "high-contrast", "none"] {
        let config = format!("theme = \"{theme}\"\n");
        let keys = "j<enter>/well<enter>n";
        under(&config, size, keys).looks_like(&format!("theme-{theme}"));
    }
}

#[test]
fn a_document_without_text_shows_what_is_known() {
    after("jj<enter>").looks_like("without-text");
    after_at(140, 40, "jj").looks_like("without-text-140x40");
}

#[test]
fn an_empty_archive_says_so() {
    let empty = |size, keys| {
        Desk::of(Setup { archive: archive::empty(), size, ..Setup::default() }).press(keys)
    };
    empty(USUAL, "").looks_like("empty");
    empty(USUAL, "<enter>").looks_like("empty-opened");
    empty(Size { width: 140, height: 40 }, "<tab>j").looks_like("empty-140x40");
    empty(USUAL, "#23<enter>").looks_like("empty-filtered");
}

#[test]
fn faults_of_the_archive_are_told_where_they_matter() {
    let troubled = |size, keys| {
        let fault = |document, text: &str| Trouble { document, text: text.to_owned() };
        let troubles = vec![
            fault(Some(1), "forum-9-call/document.toml:14:9: bad-date: \"2 March\" is no date"),
            fault(None, "meetings.toml:3:1: unknown-key: \"hosted\" is not a key of a meeting"),
        ];
        Desk::of(Setup { troubles, size, ..Setup::default() }).press(keys)
    };
    troubled(USUAL, "").looks_like("troubled");
    troubled(USUAL, "j<enter>").looks_like("troubled-text");
    troubled(Size { width: 140, height: 40 }, "j<tab><tab>4G").looks_like("troubled-about");
}

#[test]
fn a_reader_starts_with_the_filter_it_was_given() {
    let filter = Filter { meeting: "8".to_owned(), words: "wells".to_owned() };
    Desk::of(Setup { filter, ..Setup::default() }).looks_like("start-filtered");
}

#[test]
fn what_is_typed_so_far_is_shown() {
    after("j<enter>12g").looks_like("pending");
    after("j<enter>x").looks_like("unknown-key");
}

#[test]
fn a_terminal_may_be_too_small() {
    for (width, height) in [(19, 5), (20, 4), (3, 1), (1, 1)] {
        after_at(width, height, "").looks_like(&format!("too-small-{width}x{height}"));
    }
}
