//! The list, over the bundled archive.

use super::*;

fn shown() -> (Archive, ListPane) {
    let archive = crate::store::bundled().archive;
    let mut list = ListPane::default();
    list.show(&archive, Positions::first(archive.len()));
    (archive, list)
}

fn heads(list: &ListPane) -> Vec<Head> {
    let entries = (0..list.rows()).filter_map(|row| list.entry(row));
    entries
        .filter_map(|entry| match entry {
            Entry::Head(head) => Some(head),
            Entry::Document(_) => None,
        })
        .collect()
}

fn documents(list: &ListPane) -> Vec<usize> {
    let entries = (0..list.rows()).filter_map(|row| list.entry(row));
    entries
        .filter_map(|entry| match entry {
            Entry::Head(_) => None,
            Entry::Document(document) => Some(document),
        })
        .collect()
}

#[test]
fn documents_stand_under_their_meetings() {
    let (archive, list) = shown();
    let ids: Vec<Option<&str>> = heads(&list)
        .into_iter()
        .map(|head| match head {
            Head::Meeting(at) => at.map(|at| archive.meetings()[at].id.as_str()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(ids, [Some("imcwp-23"), Some("imcwp-21"), None]);
    assert_eq!(documents(&list), (0..archive.len()).collect::<Vec<_>>());
}

#[test]
fn every_order_shows_every_document_once() {
    let (archive, mut list) = shown();
    let report = archive.position("imcwp-21-izmir-report").unwrap();
    list.select(report);
    for order in Order::ALL {
        list.sort(&archive, order);
        assert_eq!(list.selected(), Some(report), "{order:?}");
        let mut all = documents(&list);
        for nth in &all {
            list.select(*nth);
            assert_eq!(list.selected(), Some(*nth), "{order:?}");
        }
        list.select(report);
        all.sort_unstable();
        assert_eq!(all, (0..archive.len()).collect::<Vec<_>>(), "{order:?}");
    }
}

#[test]
fn orders_go_by_what_they_are_called() {
    let (archive, mut list) = shown();
    let rows = |list: &ListPane| -> Vec<RowOf> {
        documents(list).into_iter().map(|at| archive.row(at).unwrap()).collect()
    };
    list.sort(&archive, Order::Date);
    let days: Vec<_> = rows(&list).iter().map(|row| row.day()).collect();
    assert!(days.is_sorted_by(|newer, older| newer >= older), "{days:?}");
    assert_eq!(heads(&list).first(), Some(&Head::Year(days[0].map(crate::model::Day::year))));
    list.sort(&archive, Order::Title);
    let titles: Vec<String> = rows(&list).iter().map(|row| row.title.to_lowercase()).collect();
    assert!(titles.is_sorted() && heads(&list).is_empty(), "{titles:?}");
    list.sort(&archive, Order::Kind);
    let kinds: Vec<&str> = rows(&list).iter().map(|row| row.kind.as_str()).collect();
    assert!(kinds.is_sorted(), "{kinds:?}");
    assert_eq!(Order::Kind.next(), Order::Meeting);
}

#[test]
fn the_cursor_is_on_documents_only_and_stops_at_both_ends() {
    let (archive, mut list) = shown();
    for by in [1, 1, 1, 1, 1, 1, -2, isize::MIN, isize::MAX, -9] {
        list.step(by);
        assert!(list.selected().is_some(), "{by}");
    }
    list.step(isize::MAX);
    assert_eq!(list.selected(), Some(archive.len() - 1));
    list.step(isize::MIN);
    assert_eq!(list.selected(), Some(0));
}

#[test]
fn meetings_are_stepped_through() {
    let (archive, mut list) = shown();
    assert!(list.step_section(true));
    assert_eq!(list.selected(), archive.position("imcwp-21-izmir-report"));
    assert!(list.step_section(true));
    assert_eq!(list.selected(), archive.position("icspwi-palestine-week"));
    assert!(!list.step_section(true));
    assert!(list.step_section(false));
    assert!(list.step_section(false));
    assert!(!list.step_section(false));
}

#[test]
fn what_is_selected_stays_selected_while_the_list_narrows() {
    let (archive, mut list) = shown();
    let report = archive.position("imcwp-21-izmir-report").unwrap();
    list.select(report);
    list.show(&archive, [0, report].into_iter().collect());
    assert_eq!(list.selected(), Some(report));
    list.show(&archive, [0].into_iter().collect());
    assert_eq!(list.selected(), Some(0));
    list.show(&archive, Positions::default());
    assert_eq!((list.selected(), list.rows()), (None, 0));
}

#[test]
fn the_selected_row_and_its_head_are_in_view() {
    let (archive, mut list) = shown();
    for height in 3..12 {
        let area = Some(Area { x: 0, y: 0, width: 30, height });
        for by in [isize::MAX, isize::MIN, 1, 1, 1, -1] {
            list.step(by);
            list.keep_in_view(&archive, area);
            let rows = list.top()..list.top() + usize::from(height) - 2;
            assert!(rows.contains(&list.selected_row()), "{height} {by}");
            assert_eq!(list.lines().len(), list.rows().min(usize::from(height) - 2), "{height}");
        }
        list.step(isize::MIN);
        list.keep_in_view(&archive, area);
        assert_eq!(list.top(), usize::from(height == 3), "{height}");
    }
}
