//! What keys, mouse and size change, and what they leave alone.

use plenary::app::{Effect, Pane};
use plenary::keys::Key;

use crate::support::desk::{Desk, USUAL, after, after_at, bundled_at, keys_of, under};

/// The row of the text at the top.
fn first_row(desk: &Desk) -> String {
    let reader = desk.app().reader();
    let row = reader.page().row(reader.top());
    row.iter().flat_map(|row| &row.cells).map(|cell| cell.symbol.as_str()).collect()
}

#[test]
fn resizing_keeps_the_words_at_the_top() {
    for down in [3, 8, 22, 31] {
        let mut desk = bundled_at(120, 40, &format!("<enter>{down}j"));
        let before = first_row(&desk);
        let word = before.split_whitespace().find(|word| word.len() > 4).unwrap_or(&before);
        for width in [60, 35, 20, 80, 200, 35, 120] {
            desk = desk.resize(width, 40);
            let row = first_row(&desk);
            assert!(row.contains(word) || width < 60, "{width}: {word:?} is not in {row:?}");
        }
        assert_eq!(first_row(&desk), before);
    }
}

#[test]
fn a_resize_moves_nothing_where_the_width_is_the_same() {
    for down in 0..12 {
        let keys = format!("<enter>{down}j");
        let keys = keys.replace("0j", "");
        let before = after(&keys);
        let rows = before.rows();
        assert_eq!(before.resize(80, 24).rows(), rows, "{down} rows down");
        let there_and_back = after(&keys).resize(80, 10).resize(80, 24);
        assert_eq!(there_and_back.rows(), rows, "{down} rows down");
    }
}

#[test]
fn a_resize_while_words_are_sought_sets_the_text_anew() {
    let sought = bundled_at(120, 40, "<enter>/m").resize(60, 24).press("ee");
    let rows = sought.rows();
    assert_eq!(sought.resize(60, 24).rows(), rows);
    let taken_back = bundled_at(120, 40, "<enter>/m").resize(60, 24).press("e<esc>").rows();
    assert_eq!(taken_back, bundled_at(120, 40, "<enter>").resize(60, 24).rows());
}

#[test]
fn a_language_keeps_the_block() {
    let desk = after("j<enter>5gg");
    let block = desk.app().reader().block();
    for _ in 0..3 {
        let desk = after("j<enter>5ggL");
        assert_eq!(desk.app().reader().block(), block);
    }
    assert_eq!(desk.press("LLL").app().reader().block(), block);
}

#[test]
fn counts_move_that_far() {
    let top = |keys: &str| after(keys).app().reader().top();
    assert_eq!(top("<enter>5j"), 5);
    assert_eq!(top("<enter>10j3k"), 7);
    assert_eq!(top("<enter>5<esc><enter>j"), 1, "Esc drops the count");
    assert_eq!(top("<enter>99999999999999999999j"), top("<enter>G"));
}

#[test]
fn the_filter_is_undone_kept_and_cleared() {
    let shown = |desk: &Desk| desk.app().list().count();
    assert_eq!(shown(&after("#8")), 2);
    assert_eq!(shown(&after("#8<esc>")), 8, "Esc undoes");
    assert_eq!(shown(&after("#8<enter>")), 2, "Enter keeps");
    assert_eq!(shown(&after("#8<enter><esc>")), 8, "Esc in the list clears");
    assert_eq!(shown(&after("#8<enter>#9<esc>")), 2, "Esc undoes the second alone");
    assert_eq!(shown(&after("#8<enter>F")), 8);
    assert_eq!(shown(&after("8<enter>")), 2, "a digit in the list begins the number");
    assert_eq!(shown(&after("#8..9<enter>")), 5);
    assert_eq!(shown(&after("#77<enter>")), 0);
    assert_eq!(shown(&after("#77<backspace><backspace>")), 8);
}

#[test]
fn undoing_a_filter_brings_the_place_back() {
    let before = after("<enter>9j");
    let rows = before.rows();
    let desk = before.press("#8<esc>");
    assert_eq!(desk.rows(), rows);
    let before = after("jjjj");
    let rows = before.rows();
    assert_eq!(before.press("#9<esc>").rows(), rows);
}

#[test]
fn a_filter_that_is_half_typed_does_not_lose_the_document() {
    let desk = after("jjj").press("fwater declaration");
    assert_eq!(desk.app().list().selected(), Some(3));
    let desk = after("jjjj").press("#8..9");
    assert_eq!(desk.app().list().count(), 5);
    assert_eq!(after("j#8..").app().list().selected(), Some(1));
}

#[test]
fn a_bad_query_keeps_the_last_good_list() {
    let desk = after("/kind:call");
    let shown = desk.app().list().shown().clone();
    assert_eq!(shown.len(), 1);
    let desk = desk.paste(" date:x");
    assert_eq!(*desk.app().list().shown(), shown);
    let desk = desk.press("<enter>");
    assert!(desk.app().prompt().is_some(), "what is wrong cannot be kept");
}

#[test]
fn what_is_pasted_goes_into_a_line_and_nowhere_else() {
    let desk = after("/").paste("wells\nand \u{1b}[2J");
    assert_eq!(desk.app().prompt().map(|prompt| prompt.line().text()), Some("wells and ␛[2J"));
    let rows = after("<enter>").rows();
    let desk = after("<enter>").paste("QqG\u{3}");
    assert_eq!(desk.rows(), rows);
    assert_eq!(desk.effects(), []);
}

#[test]
fn a_click_selects_and_a_second_one_opens() {
    let desk = after_at(140, 40, "").click(5, 3);
    assert_eq!((desk.app().focus(), desk.app().list().selected()), (Pane::List, Some(1)));
    let desk = desk.click(5, 3);
    assert_eq!(desk.app().focus(), Pane::Reader);
    let desk = desk.click(120, 3);
    assert_eq!(desk.app().focus(), Pane::Sidebar);
    let desk = desk.click(120, 39).click(0, 0).click(139, 39).click(500, 500);
    assert_eq!(desk.effects(), []);
}

#[test]
fn the_wheel_moves_the_pane_under_it() {
    let desk = after_at(140, 40, "").wheel_down(60, 10).wheel_down(60, 10);
    assert_eq!(desk.app().focus(), Pane::List, "the wheel takes no keys away");
    let top = desk.app().reader().top();
    assert!(top > 0);
    assert!(desk.wheel_up(60, 10).app().reader().top() < top);
    let desk = after_at(140, 40, "").wheel_down(5, 5);
    assert_eq!(desk.app().list().selected(), Some(1));
    assert_eq!(after_at(140, 40, "?").wheel_down(60, 10).effects(), []);
}

#[test]
fn keys_can_be_bound_anew() {
    let config = "[keys]\nquit = \"f10\"\nnext-line = [\"n\"]\nfind-next = [\"ctrl-n\"]\n\
                  last = \"X Y\"\n";
    let desk = under(config, USUAL, "n<enter>");
    assert_eq!(desk.app().list().selected(), Some(1));
    let desk = desk.press("XY");
    assert_eq!(desk.app().reader().percent(), 100);
    let desk = desk.press("Q");
    assert_eq!(desk.effects(), []);
    assert!(desk.status().contains("Q does nothing here"), "{}", desk.status());
    assert_eq!(desk.press("<f10>").effects(), [Effect::Quit]);
    let help = ["?", "? ", "?  ", "?   "].map(|keys| under(config, USUAL, keys).text()).concat();
    for line in ["F10 ", " n                Move one line or entry down"] {
        assert!(help.contains(line), "{help}");
    }
}

#[test]
fn quitting_and_stopping_are_asked_for() {
    assert_eq!(after("q").effects(), [Effect::Quit]);
    assert_eq!(after("Q").effects(), [Effect::Quit]);
    assert_eq!(after("<ctrl-c>").effects(), [Effect::Quit]);
    assert_eq!(after("<ctrl-z>").effects(), [Effect::Suspend]);
    assert_eq!(after("<ctrl-l>").effects(), [Effect::Redraw]);
    assert_eq!(after("<esc><esc><esc>").effects(), [], "Esc never quits");
    assert_eq!(after("<enter>q").effects(), [], "the list comes first");
    assert_eq!(after("<enter>qq").effects(), [Effect::Quit]);
    assert_eq!(after("?q").effects(), [], "what lies over the panes comes first");
    assert_eq!(after("?Q").effects(), [Effect::Quit]);
    assert_eq!(after("/<ctrl-c>").effects(), [], "in a line it drops the line");
}

/// Nothing that can be pressed, in any order, at any size, brings the reader down.
#[test]
fn any_keys_at_any_size_are_survived() {
    let keys: Vec<Key> = keys_of(
        "jkdu <space>bgG<enter><esc><tab><shift-tab>hl}{][JK#/f*FnNLPiptTZo:?q<backspace><delete>\
         <left><right><up><down><home><end><page-up><page-down>0123456789ab\"(-<ctrl-d><ctrl-w>",
    );
    let sizes = [(80, 24), (20, 5), (140, 40), (1, 1), (100, 30), (40, 12), (90, 6), (300, 100)];
    // A generator with a fixed seed (Knuth's MMIX constants): the same keys in each run.
    let mut state: u64 = 7;
    let mut random = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    for round in 0..8 {
        let mut desk = if round % 2 == 0 { after("") } else { bundled_at(80, 24, "") };
        for step in 0..400 {
            if step % 16 == 0 {
                let (width, height) = sizes[random(sizes.len())];
                desk = desk.resize(width, height);
            }
            desk = desk.press_key(keys[random(keys.len())]);
            if step % 8 == 0 {
                desk.buffer();
            }
        }
    }
}
