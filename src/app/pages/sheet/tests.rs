//! Laws of the list on a page.

use super::*;

fn sheet() -> Sheet {
    let mut entries = Vec::new();
    for head in 0..3 {
        entries.push(Entry::head(format!("head {head}")));
        for line in 0..4 {
            let leads = Leads::Document(head * 10 + line);
            let details = vec!["one detail".to_owned(), "two words ".repeat(9)];
            entries.push(Entry { details, ..Entry::line(leads, "a line ".repeat(5)) });
        }
    }
    Sheet::of(entries)
}

#[test]
fn the_selected_entry_is_in_view_at_every_size() {
    for (width, height) in [(18, 2), (38, 9), (78, 21), (200, 60)] {
        let mut sheet = sheet();
        sheet.set(width, height);
        for by in [1, 1, 30, -7, isize::MIN, isize::MAX, 2, -1] {
            sheet.step(by);
            let rows = (0..height).filter_map(|row| sheet.row(row));
            let mut rows = rows.map(|(index, _)| index);
            assert!(rows.any(|index| index == sheet.selected_index()), "{width} {by}");
            assert_ne!(*sheet.leads(), Leads::Nowhere);
        }
    }
}

#[test]
fn what_is_longer_than_the_page_is_read_to_its_end() {
    let mut sheet = sheet();
    sheet.set(18, 2);
    let mut steps = 0;
    while *sheet.leads() == Leads::Document(0) && steps < 50 {
        sheet.step(1);
        steps += 1;
    }
    assert!((5..30).contains(&steps), "{steps}");
    sheet.step(-1);
    assert_eq!(*sheet.leads(), Leads::Document(0));
}

#[test]
fn heads_are_stepped_over_and_stepped_to() {
    let mut sheet = sheet();
    sheet.set(80, 10);
    for lead in [1, 2, 3, 10] {
        sheet.step(1);
        assert_eq!(*sheet.leads(), Leads::Document(lead));
    }
    sheet.step_head(true);
    assert_eq!(*sheet.leads(), Leads::Document(20));
    sheet.step_head(true);
    assert_eq!(*sheet.leads(), Leads::Document(20));
    sheet.step_head(false);
    assert_eq!(*sheet.leads(), Leads::Document(10));
    sheet.step(isize::MIN);
    assert_eq!(*sheet.leads(), Leads::Document(0));
}

#[test]
fn what_stands_before_a_text_gives_way_to_it() {
    let part = |text: &str| text.to_owned();
    let mut line = Entry::line(Leads::Document(1), "a line");
    line.columns = vec![part("29 November 2031"), part("stated")];
    line.short = vec![part("2031-11-29"), part("s")];
    let mut sheet = Sheet::of(vec![line]);
    for (width, columns, indent) in [(80, 2, 26), (40, 2, 15), (20, 1, 4)] {
        sheet.set(width, 5);
        let (shown, at) = sheet.columns(&sheet.entries()[0]);
        assert_eq!((shown.len(), at), (columns, indent), "{width}");
    }
}

#[test]
fn an_empty_sheet_stands_still() {
    let mut sheet = Sheet::of(Vec::new());
    sheet.set(40, 5);
    sheet.step(1);
    sheet.step(isize::MIN);
    sheet.step_head(true);
    assert!(!sheet.select_row(0));
    assert_eq!(*sheet.leads(), Leads::Nowhere);
}
