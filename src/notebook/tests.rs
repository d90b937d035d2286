//! What the methods of the notebook do.

use super::*;

fn notebook(author: u64) -> Notebook {
    let now = Moment::of_unix(1_900_000_000);
    Notebook::new(Pages::default(), Author::of(author), now)
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn english() -> Language {
    Language::parse("en").unwrap()
}

fn blocks(texts: &[&str]) -> Vec<Block> {
    let block = |text: &&str| Block::paragraph(*text);
    texts.iter().map(block).collect()
}

fn at(block: usize) -> Anchor {
    Anchor::at(&english(), &blocks(&["one", "two", "three"]), block, 0)
}

fn action(point: &str, what: &str) -> Action {
    Action { point: Some(point.to_owned()), what: what.to_owned(), ..Action::default() }
}

#[test]
fn each_version_keeps_its_place_and_the_last_one_comes_first() {
    let mut notebook = notebook(1);
    let (call, plan) = (id("call"), id("plan"));
    assert!(notebook.set_place(&call, at(1)).is_some());
    assert!(notebook.set_place(&call, at(1)).is_none(), "nothing has changed");
    notebook.set_place(&plan, at(2));
    assert_eq!(notebook.place(&call, &english()), Some(&at(1)));
    assert_eq!(notebook.place(&call, &Language::unknown()), None);
    assert_eq!(notebook.places(), [(&plan, &at(2)), (&call, &at(1))]);
    assert!(notebook.set_place(&call, at(1)).is_some(), "it is the last one again");
    assert_eq!(notebook.last_place(), Some((&call, &at(1))));
}

#[test]
fn a_letter_marks_one_place() {
    let mut notebook = notebook(1);
    let letter = Letter::of('a').unwrap();
    assert_eq!(Letter::of('A'), None);
    assert_eq!(notebook.drop_mark(letter), None);
    notebook.set_mark(letter, &id("call"), at(1));
    notebook.set_mark(letter, &id("plan"), at(2));
    assert_eq!(notebook.marks().collect::<Vec<_>>(), [(letter, &id("plan"), &at(2))]);
    notebook.drop_mark(letter).unwrap();
    assert_eq!(notebook.marks().count(), 0);
}

#[test]
fn a_bookmark_moves_with_its_words_and_is_taken_away_by_them() {
    let mut notebook = notebook(1);
    let (call, calls) = (id("call"), id("calls"));
    notebook.set_bookmark(&call, Some(at(1))).unwrap();
    notebook.set_bookmark(&calls, None).unwrap();
    assert_eq!(notebook.set_bookmark(&calls, None), None);
    assert!(notebook.is_bookmarked(&call) && notebook.is_bookmarked(&calls));
    assert!(!notebook.is_bookmarked(&id("cal")));
    let later = blocks(&["new", "one", "two", "three"]);
    assert_eq!(notebook.bookmark_on(&call, &english(), &later, 1), None);
    let found = notebook.bookmark_on(&call, &english(), &later, 2).cloned();
    notebook.drop_bookmark(&call, found).unwrap();
    assert!(!notebook.is_bookmarked(&call));
    assert_eq!(notebook.bookmarks().collect::<Vec<_>>(), [(&calls, None)]);
}

#[test]
fn an_action_is_known_by_its_point_and_its_words() {
    let mut notebook = notebook(1);
    let (call, meet) = (id("call"), action("8", "Meet in May"));
    assert_eq!(notebook.set_done(&call, &meet, false), None);
    notebook.set_done(&call, &meet, true).unwrap();
    assert_eq!(notebook.set_done(&call, &meet, true), None);
    assert!(notebook.is_done(&call, &action("8", "meet  in may")));
    assert!(!notebook.is_done(&call, &action("9", "Meet in May")));
    assert!(!notebook.is_done(&id("plan"), &meet));
    assert_eq!(notebook.done_at(&call, &meet), Some(Moment::of_unix(1_900_000_000)));
    assert_eq!(notebook.done().count(), 1);
    notebook.set_done(&call, &meet, false).unwrap();
    assert!(!notebook.is_done(&call, &meet));
}

#[test]
fn a_document_is_unread_until_it_is_read() {
    let mut notebook = notebook(1);
    assert!(notebook.is_unread(&id("call")));
    assert_eq!(notebook.set_read(&id("call"), false), None);
    notebook.set_read(&id("call"), true).unwrap();
    assert_eq!(notebook.read().collect::<Vec<_>>(), [&id("call")]);
    notebook.set_read(&id("call"), false).unwrap();
    assert!(notebook.is_unread(&id("call")));
}

#[test]
fn what_two_sessions_write_on_one_note_stays_until_a_person_decides() {
    let mut one = notebook(1);
    let call = id("call");
    let first = one.add_note(&call, Some(at(1)), "first");
    let mut other = notebook(2);
    other.apply(first.clone());
    let ours = one.rewrite_note(first.stamp, "ours").unwrap();
    let theirs = other.rewrite_note(first.stamp, "theirs").unwrap();
    one.apply(theirs.clone());
    let told: Vec<_> =
        one.notes().iter().map(|note| (note.text.to_owned(), note.is_copy)).collect();
    assert_eq!(told, [("theirs".to_owned(), false), ("ours".to_owned(), true)]);
    one.drop_note(ours.stamp).unwrap();
    assert_eq!(one.drop_note(ours.stamp), None);
    one.rewrite_note(theirs.stamp, "both").unwrap();
    one.apply(first);
    let notes = one.notes();
    assert_eq!(notes.len(), 1);
    assert_eq!((notes[0].text, notes[0].is_copy), ("both", false));
}

#[test]
fn a_note_that_was_thrown_away_survives_in_what_another_session_made_of_it() {
    let mut one = notebook(1);
    let call = id("call");
    let first = one.add_note(&call, None, "first");
    let mut other = notebook(2);
    other.apply(first.clone());
    one.drop_note(first.stamp).unwrap();
    one.apply(other.rewrite_note(first.stamp, "theirs").unwrap());
    assert_eq!(one.notes_on(&call)[0].text, "theirs");
    assert_eq!(one.notes_on(&id("plan")), []);
}

#[test]
fn a_note_whose_words_are_gone_is_kept_and_can_be_moved() {
    let mut notebook = notebook(1);
    let call = id("call");
    let words = blocks(&["Bread for the many", "Peace"]);
    let passage = Anchor::over(&english(), &words, 0, 0..5);
    notebook.add_note(&call, Some(passage), "why bread?");
    let later = blocks(&["Roses for the many", "Peace"]);
    let note = notebook.notes_on(&call)[0];
    assert_eq!(note.find(&english(), &words).map(|spot| spot.range), Some(0..5));
    assert_eq!(note.find(&english(), &later), None);
    assert_eq!(note.find(&Language::unknown(), &words), None);
    assert_eq!(note.at.map(|at| at.words.as_str()), Some("Bread"));
    let (version, new) = (note.version, Anchor::over(&english(), &later, 1, 0..usize::MAX));
    notebook.move_note(version, Some(new)).unwrap();
    let note = notebook.notes_on(&call)[0];
    assert_eq!(note.find(&english(), &later).map(|spot| spot.block), Some(1));
    assert_eq!(note.text, "why bread?");
}

#[test]
fn the_order_of_records_needs_no_clock_and_keeps_up_with_it() {
    let mut notebook = notebook(1);
    let call = id("call");
    assert_eq!(notebook.set_read(&call, true).unwrap().stamp.lamport, 1_900_000_000);
    notebook.set_now(Moment::of_unix(5));
    assert_eq!(notebook.set_read(&call, false).unwrap().stamp.lamport, 1_900_000_001);
    assert!(notebook.is_unread(&call), "a clock that was set back changes no order");
    notebook.set_now(Moment::of_unix(2_000_000_000));
    assert_eq!(notebook.set_read(&call, true).unwrap().stamp.lamport, 2_000_000_000);
}
