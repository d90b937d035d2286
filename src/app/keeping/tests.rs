//! A notebook that is written while reading the bundled archive.

use std::sync::Arc;

use super::*;
use crate::app::{Effect, Event, Filter, Size};
use crate::config::Settings;
use crate::notebook::Op;

fn reader() -> App {
    reader_of(empty(), Filter::default())
}

fn reader_of(notebook: Notebook, filter: Filter) -> App {
    let archive = Arc::new(crate::store::bundled().archive);
    let size = Size { width: 80, height: 24 };
    App::with_notebook(notebook, archive, Vec::new(), Settings::default(), filter, size)
}

/// Presses keys, and gives what was to be done outside.
fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let keys = Key::parse_sequence(keys).unwrap();
    keys.into_iter().flat_map(|key| app.handle(Event::Key(key))).collect()
}

fn kept(effects: &[Effect]) -> Vec<&Op> {
    let records = effects.iter().filter_map(|effect| match effect {
        Effect::Keep(records) => Some(records),
        _ => None,
    });
    records.flatten().map(|record| &record.op).collect()
}

fn said(app: &App) -> &str {
    app.notice().map_or("", |notice| &notice.text)
}

/// Another reader, which finds what this one left.
fn again(app: &App) -> App {
    reader_of(app.notebook().clone(), Filter::default())
}

#[test]
fn a_document_is_read_once_it_is_opened() {
    let mut app = reader();
    let id = app.archive().at(0).unwrap().id.clone();
    assert!(app.notebook().is_unread(&id));
    let effects = press(&mut app, "enter");
    assert!(kept(&effects).iter().any(|op| matches!(op, Op::Read { read: true, .. })));
    assert!(app.notebook().is_read(&id));
    press(&mut app, "U");
    assert!(app.notebook().is_unread(&id));
}

#[test]
fn who_comes_back_stands_where_he_stood() {
    let mut app = reader();
    press(&mut app, "j enter L j j j j j j j j");
    let (document, version, place) =
        (app.reader().document(), app.reader().version(), app.reader().place());
    assert!(place.offset > 0 || place.block > 0);
    assert!(!app.leave().is_empty());
    let next = again(&app);
    assert_eq!(next.focus(), Pane::Reader);
    assert_eq!(next.reader().document(), document);
    assert_eq!((next.reader().version(), next.reader().place()), (version, place));
}

#[test]
fn a_filter_asks_for_others_than_what_was_read_last() {
    let mut app = reader();
    press(&mut app, "enter j j j");
    app.leave();
    let filter = Filter { meeting: "21".to_owned(), words: String::new() };
    let next = reader_of(app.notebook().clone(), filter);
    assert_eq!(next.focus(), Pane::List);
    assert_eq!(next.list().count(), 1);
}

#[test]
fn a_filter_of_the_beginning_knows_the_notebook() {
    let mut app = reader();
    press(&mut app, "enter");
    let asked = |words: &str| Filter { words: words.to_owned(), ..Filter::default() };
    let all = app.list().count();
    let unread = reader_of(app.notebook().clone(), asked("is:unread"));
    assert_eq!((unread.list().count(), app.list().count()), (all - 1, all));
    assert_eq!(reader_of(empty(), asked("is:unread")).list().count(), all);
}

#[test]
fn a_letter_marks_a_place_in_any_document() {
    let mut app = reader();
    let effects = press(&mut app, "enter } } } m a");
    assert!(kept(&effects).iter().any(|op| matches!(op, Op::Mark { .. })));
    let place = app.reader().place();
    let document = app.reader().document();
    press(&mut app, "J G ' a");
    assert_eq!((app.reader().document(), app.reader().place()), (document, place));
    press(&mut app, "' b");
    assert_eq!(said(&app), "b marks nothing yet");
    press(&mut app, "m 7");
    assert_eq!(said(&app), "7 is no letter from a to z");
}

#[test]
fn going_back_and_forward_follows_the_jumps() {
    let mut app = reader();
    press(&mut app, "enter j j j");
    let first = app.reader().place();
    press(&mut app, "G");
    let last = app.reader().place();
    assert_ne!(first, last);
    press(&mut app, "ctrl-o");
    assert_eq!(app.reader().place(), first);
    press(&mut app, "alt-o");
    assert_eq!(app.reader().place(), last);
    press(&mut app, "' '");
    assert_eq!(app.reader().place(), first);
    press(&mut app, "ctrl-o");
    assert_eq!(said(&app), "There is nowhere to go back to");
}

#[test]
fn a_bookmark_is_set_and_taken_away() {
    let mut app = reader();
    press(&mut app, "enter } } B");
    assert_eq!(said(&app), "Bookmark on ¶ 3");
    assert_eq!(app.notebook().bookmarks().count(), 1);
    press(&mut app, "B");
    assert_eq!(said(&app), "No bookmark on ¶ 3 any more");
    press(&mut app, "h B");
    assert_eq!(said(&app), "Bookmark on this document");
    let id = app.archive().at(0).unwrap().id.clone();
    assert!(app.notebook().is_bookmarked(&id));
}

#[test]
fn a_note_is_written_found_rewritten_and_thrown_away() {
    let mut app = reader();
    press(&mut app, "enter } } a A s k enter");
    assert_eq!(said(&app), "Noted");
    assert_eq!(app.notebook().notes()[0].text, "Ask");
    // On the same block the line begins with the note that is there.
    press(&mut app, "a ! enter");
    let texts: Vec<String> =
        app.notebook().notes().iter().map(|note| note.text.to_owned()).collect();
    assert_eq!(texts, ["Ask!"]);
    press(&mut app, "g g T T");
    let entries: Vec<Target> =
        app.sidebar().items().iter().map(|item| item.target.clone()).collect();
    assert!(entries.iter().any(|target| matches!(target, Target::Note(_))), "{entries:?}");
    press(&mut app, "enter");
    assert_eq!((app.focus(), app.reader().place().block), (Pane::Reader, 2));
    press(&mut app, "a ctrl-u enter");
    assert_eq!(said(&app), "The note is thrown away");
    assert!(app.notebook().notes().is_empty());
}

#[test]
fn an_action_is_marked_as_done_in_the_sidebar() {
    let mut app = reader();
    press(&mut app, "enter i t x");
    assert_eq!(said(&app), "Done");
    assert_eq!(app.notebook().done().count(), 1);
    assert_eq!(said(&again(&app)), "");
    press(&mut app, "x");
    assert_eq!(said(&app), "Open again");
    press(&mut app, "t x");
    assert!(said(&app).starts_with("There is nothing to mark as done here"));
}

#[test]
fn the_list_asks_for_what_is_bookmarked_and_unread() {
    let mut app = reader();
    press(&mut app, "B enter h f i s : b o o k m a r k e d enter");
    assert_eq!(app.list().count(), 1);
    press(&mut app, "f ctrl-u i s : u n r e a d enter");
    assert_eq!(app.list().count(), 4);
}

#[test]
fn a_note_is_tied_to_the_passage_that_was_chosen() {
    let mut app = reader();
    press(&mut app, "j enter } v");
    let passage = app.reader().passage().unwrap().clone();
    let effects = press(&mut app, "a o n e enter");
    assert_eq!(app.reader().passage(), None);
    let (_, version) = app.open_version().unwrap();
    let words = version.blocks[passage.block].text.get(passage.range.clone()).unwrap();
    assert!(kept(&effects).iter().any(
        |op| matches!(op, Op::Note { at: Some(at), text, .. } if text == "one" && words.starts_with(&at.words))
    ), "{effects:?}");
    // The next sentence of the block has its own note; the first is found again by its sentence.
    press(&mut app, "v v a t w o enter v a ! enter");
    let texts: Vec<String> =
        app.notebook().notes().iter().map(|note| note.text.to_owned()).collect();
    assert!(texts.contains(&"one!".to_owned()) && texts.contains(&"two".to_owned()), "{texts:?}");
}

/// A folder with two documents of sixty paragraphs.
fn two_documents() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for id in ["first", "second"] {
        let at = folder.path().join(id);
        std::fs::create_dir(&at).unwrap();
        let toml = format!("schema = 1\nid = \"{id}\"\nkind = \"report\"\ntitle = \"{id}\"\n");
        std::fs::write(at.join("document.toml"), toml).unwrap();
        std::fs::write(at.join("text.en.txt"), paragraphs(id)).unwrap();
    }
    folder
}

fn paragraphs(id: &str) -> String {
    (0..60).map(|n| format!("Paragraph {n} of {id}.\n\n")).collect::<Vec<_>>().concat()
}

fn loaded(folder: &tempfile::TempDir) -> Arc<crate::model::Archive> {
    Arc::new(crate::store::load(folder.path()).unwrap().archive)
}

fn reader_in(folder: &tempfile::TempDir) -> App {
    let (settings, size) = (Settings::default(), Size { width: 80, height: 24 });
    App::with_notebook(empty(), loaded(folder), Vec::new(), settings, Filter::default(), size)
}

/// Hands on the archive as it is in its folder now.
fn renew(app: &mut App, folder: &tempfile::TempDir) {
    let archive = loaded(folder);
    let texts = Arc::new(crate::search::Haystack::of(&archive));
    app.handle(Event::Renewed(crate::app::Renewed { archive, texts, troubles: Vec::new() }));
}

fn read_id(app: &App) -> &str {
    app.archive().at(app.reader().document().unwrap()).unwrap().id.as_str()
}

#[test]
fn a_document_that_is_gone_for_a_while_is_opened_again_where_it_was_left() {
    let folder = two_documents();
    let mut app = reader_in(&folder);
    press(&mut app, "enter } } } } }");
    let place = app.reader().place();
    assert!(place.block > 0 && said(&app).is_empty());
    let (record, aside) = ("first/document.toml", "first/aside");
    let (record, aside) = (folder.path().join(record), folder.path().join(aside));
    std::fs::rename(&record, &aside).unwrap();
    renew(&mut app, &folder);
    assert_eq!(said(&app), "The document that was open is no longer in the archive");
    assert_eq!(app.reader().place(), Place::default());
    std::fs::rename(&aside, &record).unwrap();
    renew(&mut app, &folder);
    press(&mut app, "h g g enter");
    assert_eq!((read_id(&app), app.reader().place()), ("first", place));
}

#[test]
fn a_text_that_is_seen_empty_loses_no_place_whichever_document_it_is() {
    for keys in ["", "j "] {
        let folder = two_documents();
        let mut app = reader_in(&folder);
        press(&mut app, &format!("{keys}enter }} }} }} }} }}"));
        app.leave();
        let (place, id) = (app.reader().place(), read_id(&app).to_owned());
        assert_eq!((place.block, app.reader().marked()), (5, Some(5)));
        let kept = app.notebook().clone();
        let text = folder.path().join(&id).join("text.en.txt");
        std::fs::write(&text, "").unwrap();
        renew(&mut app, &folder);
        assert_eq!((read_id(&app), app.reader().place().block), (&*id, 0));
        app.leave();
        std::fs::write(&text, format!("Before it.\n\n{}", paragraphs(&id))).unwrap();
        renew(&mut app, &folder);
        assert_eq!((app.reader().place().block, app.reader().marked()), (6, Some(6)));
        assert_eq!(read_id(&app), id);
        // What was kept meanwhile still led to the words.
        assert_eq!(kept.last_place(), app.notebook().last_place());
    }
}
