//! The pages that cover the panes: agenda, party, meeting, table of signatories, map, timeline.

use plenary::app::{Effect, Pane};

use crate::support::desk::{Desk, after, after_at, bundled_at};

/// The sizes at which every page is looked at.
const SIZES: [(u16, u16); 4] = [(140, 40), (80, 24), (40, 12), (20, 5)];

fn at_every_size(name: &str, keys: &str) {
    for (width, height) in SIZES {
        bundled_at(width, height, keys).looks_like(&format!("page-{name}-{width}x{height}"));
    }
}

#[test]
fn the_agenda_opens_at_every_size() {
    at_every_size("agenda", "A");
    bundled_at(140, 40, "AG").looks_like("page-agenda-end-140x40");
    bundled_at(80, 24, "A]").looks_like("page-agenda-recurring-80x24");
    bundled_at(80, 24, "Agg").looks_like("page-agenda-past-80x24");
    after_at(140, 40, "A").looks_like("page-agenda-made-up-140x40");
    after("Al").looks_like("page-agenda-turned");
}

#[test]
fn what_is_done_is_marked() {
    let desk = bundled_at(80, 24, "Ax");
    assert!(desk.status().contains("Done"), "{}", desk.status());
    assert!(matches!(desk.effects(), [Effect::Keep(records)] if records.len() == 1));
    let rows = desk.rows();
    let marked: Vec<&String> = rows.iter().filter(|row| row.contains('✓')).collect();
    assert!(marked.len() == 1 && marked[0].contains("▸✓2024-05-01"), "{marked:?}");
    let desk = desk.press("x");
    assert!(desk.status().contains("Open again") && !desk.text().contains('✓'));
    let desk = bundled_at(80, 24, "Sx");
    assert!(desk.status().contains("no action under the cursor"), "{}", desk.status());
}

#[test]
fn a_party_has_a_page() {
    at_every_size("party", "S:party-page<enter>");
    after_at(140, 40, "j<tab><tab>j:party-page<enter>").looks_like("page-party-made-up-140x40");
}

#[test]
fn a_meeting_has_a_page() {
    at_every_size("meeting", "M");
    bundled_at(80, 24, ":timeline<enter>G<enter>").looks_like("page-meeting-unconfirmed-80x24");
}

#[test]
fn who_signed_what_is_a_table() {
    at_every_size("signatories", "S");
    bundled_at(140, 40, "S1").looks_like("page-signatories-asked-140x40");
    after_at(140, 40, "S1").looks_like("page-signatories-made-up-140x40");
    after("S22").looks_like("page-signatories-not-second");
    after("Sgg<enter>").looks_like("page-signatories-by-enter");
}

#[test]
fn signatories_stand_on_a_map() {
    at_every_size("map", "W");
    bundled_at(80, 24, "Wjjjjj").looks_like("page-map-sixth-80x24");
}

#[test]
fn meetings_and_documents_stand_along_the_years() {
    at_every_size("timeline", ":timeline<enter>");
    after_at(100, 30, ":timeline<enter>").looks_like("page-timeline-made-up-100x30");
}

#[test]
fn a_page_leads_back_to_the_one_it_was_opened_from() {
    let back = |keys: &str| bundled_at(100, 30, keys).rows();
    let timeline = back(":timeline<enter>jjj");
    assert_eq!(back(":timeline<enter>jjjM<esc>"), timeline);
    assert_eq!(back(":timeline<enter>jjjMq"), timeline);
    assert_eq!(back("SjjAq"), back("Sjj"));
    assert_eq!(back("SjjMAWqq"), back("Sjj"), "a name belongs to no meeting");
    assert_eq!(back("Aq"), back(""));
    assert_eq!(back("A?<esc>"), back("A"), "the help lies over the page");
    assert_eq!(bundled_at(100, 30, "Aqq").effects(), [Effect::Quit]);
}

#[test]
fn a_page_is_found_again_as_it_was_left() {
    let agenda = bundled_at(100, 30, "Ajjj").rows();
    assert_eq!(bundled_at(100, 30, "AjjjqjA").rows(), agenda);
    assert_eq!(bundled_at(100, 30, "Ajjj<enter>A").rows(), agenda);
}

#[test]
fn enter_reads_the_point_that_asks() {
    let desk = bundled_at(140, 40, "A<enter>");
    assert_eq!(desk.app().focus(), Pane::Reader);
    assert!(desk.app().pages().shown().is_none());
    let archive = desk.app().archive();
    assert_eq!(desk.app().reader().document(), archive.position("imcwp-23-action-plan"));
    assert_eq!(desk.app().reader().marked(), Some(4), "May Day is what comes next");
}

#[test]
fn a_filter_narrows_the_page() {
    let desk = bundled_at(100, 30, "Afkind:report<enter>");
    assert!(desk.text().contains("Agenda  kind:report"), "{}", desk.text());
    assert!(desk.app().pages().shown().is_some());
    let all = bundled_at(100, 30, "Afkind:report<enter>F").rows();
    assert_eq!(all[0], bundled_at(100, 30, "A").rows()[0]);
    after("Afkind:report<enter>").looks_like("page-agenda-nothing");
}

#[test]
fn a_country_narrows_the_list() {
    let desk = bundled_at(100, 30, "W<enter>");
    assert!(desk.app().pages().shown().is_none());
    assert!(desk.app().filter().words.starts_with("signed:"), "{:?}", desk.app().filter());
    assert!(desk.app().list().count() > 0);
}

#[test]
fn the_mouse_selects_and_opens() {
    let row_of = |rows: &[String]| rows.iter().position(|row| row.contains("4–5 May")).unwrap();
    let click = |desk: Desk| {
        let row = u16::try_from(row_of(&desk.rows())).unwrap();
        desk.click(5, row)
    };
    let desk = click(bundled_at(100, 30, "A"));
    let row = desk.rows()[row_of(&desk.rows())].clone();
    assert!(row.contains('▸'), "{row}");
    let desk = click(desk);
    assert!(desk.app().pages().shown().is_none(), "a second click reads it");
    let top = bundled_at(100, 30, "A").wheel_down(5, 8).rows();
    assert_ne!(top, bundled_at(100, 30, "A").rows());
}

#[test]
fn a_page_follows_the_size() {
    for keys in ["A", "S1", "W", "M", ":timeline<enter>"] {
        for (width, height) in [(40, 12), (20, 5), (10, 3), (200, 50), (69, 9), (70, 10)] {
            bundled_at(100, 30, keys).resize(width, height).press("Gggdu").rows();
        }
        let desk = bundled_at(100, 30, keys).resize(30, 9).resize(100, 30);
        assert_eq!(desk.rows(), bundled_at(100, 30, keys).rows(), "{keys}");
    }
}
