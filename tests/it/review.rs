//! The screen on which files are brought in: what it shows, and what its keys do.

use plenary::app::{Effect, Size};
use plenary::import::LineRole;
use plenary::model::Basis;

use crate::support::review::Bench;

const CALL: &str = "\
top of page
Call of the river towns

The towns met in Porto on 1-2 March 2031 and spoke of the water of the river, and they call upon all members:

1. Hold a public meeting on 22 March 2031.

2. Tell the neighbours of it, of the wells, and of the
bread that is baked in the villages on the river.

It was a long night

Water for all!

اجتمعت مدن النهر يومين وتحدثت عن ماء النهر وخبز القرى التي على ضفته واتفقت على كل هذا في الليل
وتدعو المدن كل من يسكن على النهر الى الاجتماع في الربيع لكي يتحدث الجميع عن الماء والخبز مرة اخرى

Signed by:

1. Bakers' Party of the North
2. Fishers' Union of Ovar
3. River Front (Italy)
bottom of page
";

const NOTE: &str = "Note on the wells\n\nThe wells of the towns are dry, and the towns ask for help in the spring.\n";

const USUAL: Size = Size { width: 80, height: 24 };

fn call(size: Size) -> Bench {
    Bench::of(&[("call.txt", CALL)], size)
}

fn after(keys: &str) -> Bench {
    call(USUAL).press(keys)
}

fn role_at(bench: &Bench, line: usize) -> LineRole {
    bench.proposal().lines[line - 1].role
}

#[test]
fn a_file_is_shown_at_every_size() {
    for (width, height) in [(80, 24), (140, 40), (100, 30), (40, 12), (20, 5)] {
        let bench = call(Size { width, height });
        bench.looks_like(&format!("import-{width}x{height}"));
        bench.press("<tab>5j").looks_like(&format!("import-record-{width}x{height}"));
    }
    call(Size { width: 19, height: 5 }).looks_like("import-too-small");
}

#[test]
fn a_role_is_chosen_from_a_menu_or_step_by_step() {
    after("11ggr").looks_like("import-roles");
    let bench = after("11ggrh");
    assert_eq!(role_at(&bench, 11), LineRole::Heading);
    bench.looks_like("import-role-said");
    assert_eq!(role_at(&after("11gg<"), 11), LineRole::Lead);
    assert_eq!(role_at(&after("11gg>"), 11), LineRole::Bullet);
    assert_eq!(role_at(&after("11gg>>"), 11), LineRole::Slogan);
    assert_eq!(role_at(&after("11ggx"), 11), LineRole::Furniture);
    assert_eq!(role_at(&after("11ggxrr"), 11), LineRole::Paragraph);
    let bench = after("11ggrn");
    assert!(bench.text().contains("begins with no number"), "{}", bench.text());
    assert_eq!(role_at(&bench, 11), LineRole::Paragraph);
}

#[test]
fn several_lines_are_said_at_once_and_taken_back() {
    let bench = after("20ggv2j");
    bench.looks_like("import-selected");
    let bench = bench.press("rp");
    assert_eq!(bench.proposal().signatories, []);
    let bench = bench.press("U");
    assert_eq!(bench.proposal().signatories[0].names.len(), 3);
    let bench = bench.press("R");
    assert_eq!(bench.proposal().signatories, []);
    assert!(after("U").text().contains("Nothing was corrected"));
}

#[test]
fn words_are_found_in_the_source_whatever_their_case_and_marks() {
    let line = |bench: &Bench| {
        let text = bench.text();
        let row =
            text.lines().find(|row| row.contains('▸') && !row.contains("│ ▸")).unwrap().to_owned();
        row.trim_start_matches(['│', '▸', '*', ' ']).split(' ').next().unwrap().to_owned()
    };
    let bench = after("gg/RIVER");
    assert!(bench.text().contains("1 of 4"), "{}", bench.text());
    bench.looks_like("import-finding");
    let bench = bench.press("<enter>");
    assert_eq!(line(&bench), "2");
    bench.looks_like("import-found");
    let bench = bench.press("n");
    assert!(bench.text().contains("match 2 of 4"), "{}", bench.text());
    assert_eq!(line(&bench), "4");
    let bench = bench.press("2nn");
    assert!(bench.text().contains("match 1 of 4"), "{}", bench.text());
    let bench = bench.press("N");
    assert_eq!(line(&bench), "22");
    // What was found stays while lines are corrected, and Esc lets it go.
    let bench = bench.press("ri");
    assert!(bench.press("<esc>n").text().contains("Nothing is searched for yet"));
    let bench = after("11gg/wells of mars<enter>");
    assert!(bench.text().contains("\"wells of mars\" does not stand in this text"));
    assert_eq!(line(&bench), "11");
    assert_eq!(line(&after("11gg/slow")), "11");
    let bench = after("11gg/front<esc>");
    assert_eq!(line(&bench), "11");
    // From the record it leads into the source.
    assert_eq!(line(&after("<tab>G/ovar<enter>")), "21");
}

#[test]
fn what_is_found_deep_in_a_line_is_shown() {
    let words: Vec<String> = (0..3000).map(|nth| format!("word{nth}")).collect();
    let long = words.join(" ");
    let text: &'static str = format!("A long line\n\n{long}\n\nThe end.\n").leak();
    let bench = Bench::of(&[("long.txt", text)], USUAL).press("/word2777<enter>");
    assert!(bench.text().contains("word2777"), "{}", bench.text());
    let bench = bench.press("/word12 <enter>");
    assert!(bench.text().contains("word12 "), "{}", bench.text());
}

#[test]
fn lines_and_record_point_at_each_other() {
    let bench = call(Size { width: 140, height: 40 }).press("21gg");
    assert!(bench.text().contains("▸    2      Fishers' Union of Ovar"), "{}", bench.text());
    let bench = bench.press("<tab>k");
    assert!(bench.text().contains("▸ 20 signatory"), "{}", bench.text());
    let bench = bench.press("k");
    bench.looks_like("import-linked");
    assert!(bench.text().contains("▌ 22 signatory"), "{}", bench.text());
}

#[test]
fn a_value_is_edited_and_checked_as_the_archive_checks_it() {
    let bench = after("<tab>ggj<enter><ctrl-u>forum");
    bench.looks_like("import-typing");
    let bench = bench.press("<enter>");
    bench.looks_like("import-wrong-value");
    let bench = bench.press("<ctrl-u>report<enter>");
    let kind = bench.proposal().kind.unwrap();
    assert_eq!((kind.value.as_str(), kind.basis), ("report", Basis::Outside));
    // The title goes on to be found, and the id with both.
    assert!(bench.proposal().id.as_str().ends_with("report"), "{}", bench.proposal().id);
    let bench = bench.press("x");
    assert_eq!(bench.proposal().kind, None);
    let bench = bench.press("UU");
    assert_eq!(bench.proposal().kind.unwrap().value.as_str(), "call");
}

#[test]
fn a_basis_is_chosen_and_never_stated_without_a_line() {
    let bench = after("<tab>ggj<enter><ctrl-u>report<enter>");
    let mut bases = Vec::new();
    let mut bench = bench;
    for _ in 0..4 {
        bench = bench.press("=");
        bases.push(bench.proposal().kind.unwrap().basis);
    }
    assert_eq!(bases, [Basis::Unknown, Basis::Page, Basis::Inferred, Basis::Outside]);
}

#[test]
fn it_is_said_to_which_record_a_file_belongs() {
    let matched = |bench: &Bench| bench.proposal().matched.map(|found| found.id.to_string());
    let bench = after("<tab>gg<enter><ctrl-u>forum-9-call<enter>");
    assert_eq!(matched(&bench).as_deref(), Some("forum-9-call"));
    bench.looks_like("import-belongs");
    let bench = bench.press("x");
    assert_eq!(matched(&bench), None);
    assert_eq!(bench.proposal().id.as_str(), "river-towns-call");
    let bench = bench.press("<enter><ctrl-u>towns-9<enter>");
    assert_eq!((matched(&bench), bench.proposal().id.as_str()), (None, "towns-9"));
    assert!(bench.press("<enter><ctrl-u>Towns 9<enter>").text().contains("is no id"));
}

#[test]
fn nothing_of_a_page_drives_the_terminal() {
    let page = "<html><head><title>Wells&#27;[2J&#x202e; dry</title></head><body><article>\
        <p>The wells of the towns are dry, and the towns ask for help in the spring.</p>\
        <p>They met in the night &#x202e;and spoke of water for a long time.</p></article></body></html>";
    let bench = Bench::of(&[("page.html", page)], Size { width: 140, height: 40 });
    let shown = |bench: &Bench| {
        let text = bench.text();
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    };
    shown(&bench);
    shown(&bench.press("<tab>gg2j<enter>"));
}

#[test]
fn the_language_of_lines_is_said() {
    let tags = |bench: &Bench| -> Vec<String> {
        bench.proposal().versions.iter().map(|v| v.language.tag().to_owned()).collect()
    };
    let bench = after("15gg");
    assert_eq!(tags(&bench), ["en", "ar"]);
    // Without a selection the whole version is meant.
    assert_eq!(tags(&after("15ggL<ctrl-u>fa<enter>")), ["en", "fa"]);
    assert_eq!(tags(&after("11ggvL<ctrl-u>pt-BR<enter>")), ["en", "pt-BR", "ar"]);
    assert!(after("11ggvL<ctrl-u>english!<enter>").text().contains("is no language"));
}

#[test]
fn actions_are_said_dated_and_dropped() {
    let count = |bench: &Bench| bench.proposal().actions.len();
    let before = count(&after(""));
    let bench = after("11gga");
    assert_eq!(count(&bench), before + 1);
    assert_eq!(count(&bench.press("a")), before);
    let bench = after("6gga");
    assert_eq!(count(&bench), before - 1);
    let bench = call(Size { width: 140, height: 40 }).press("11gga<tab>");
    let bench = bench.press("<enter><enter><ctrl-u>2031-05-01 yearly<enter>");
    let action = bench.proposal().actions.last().unwrap().action.clone();
    assert_eq!(action.when.unwrap().as_str(), "2031-05-01");
    assert_eq!(action.basis, Some(Basis::Inferred));
}

#[test]
fn every_part_of_an_action_is_edited() {
    let bench = call(Size { width: 140, height: 40 }).press("6gg<tab><enter>");
    bench.looks_like("import-parts");
    let bench = bench.press("oall towns; all villages<enter>");
    let bench = bench.press("<enter>lOvar<enter><enter>cPortugal<enter>");
    assert!(bench.text().contains("is no country"), "{}", bench.text());
    let bench = bench.press("<ctrl-u>PT<enter><enter>t<ctrl-u>Meet on the day<enter>");
    let bench = bench.press("<enter>u2033-03-22<enter><enter>p<ctrl-u>1a<enter>");
    let bench = bench.press("<enter>sthe 22nd<enter><enter>bunknown<ctrl-u>outside<enter>");
    let bench = bench.press("<enter>iall who drink<enter><enter>nSaid twice.<enter>");
    let action = bench.proposal().actions[0].action.clone();
    assert_eq!((action.what.as_str(), action.point.as_deref()), ("Meet on the day", Some("1a")));
    assert_eq!(
        (action.who, action.with),
        (vec!["all towns".to_owned(), "all villages".to_owned()], vec!["all who drink".to_owned()],)
    );
    assert_eq!((action.place.as_deref(), action.country.unwrap().code()), (Some("Ovar"), "PT"));
    assert_eq!(action.until.unwrap().as_str(), "2033-03-22");
    assert_eq!(
        (action.basis, action.notes.as_deref()),
        (Some(Basis::Outside), Some("Said twice."))
    );
    assert!(bench.text().contains("who: all towns; all villages"), "{}", bench.text());
    let bench = bench.press("<enter>t<ctrl-u><enter>");
    assert!(bench.text().contains("says what is to be done"), "{}", bench.text());
}

#[test]
fn an_action_is_added_beside_another_and_taken_away() {
    let bench = call(Size { width: 140, height: 40 });
    let before = bench.proposal().actions.len();
    let bench = bench.press("6gg+<enter>t<ctrl-u>Bring bread<enter><enter>w2031-03-23<enter>");
    let actions = bench.proposal().actions;
    assert_eq!(actions.len(), before + 1);
    assert_eq!(actions[0].action.what, "Hold a public meeting on 22 March 2031.");
    let added = &actions[1].action;
    assert_eq!((added.what.as_str(), added.block), ("Bring bread", actions[0].action.block));
    assert_eq!((added.point.as_deref(), added.basis), (Some("1"), Some(Basis::Inferred)));
    // A third one, and the second is dropped alone.
    let bench = bench.press("+");
    assert_eq!(bench.proposal().actions.len(), before + 2);
    let bench = bench.press("kx");
    let left: Vec<String> = bench.proposal().actions.into_iter().map(|a| a.action.what).collect();
    assert!(!left.contains(&"Bring bread".to_owned()), "{left:?}");
    assert_eq!(left.len(), before + 1);
    assert!(call(USUAL).press("1gg+").text().contains("Only a block"));
}

#[test]
fn what_stands_in_a_record_is_neither_changed_nor_doubled() {
    let taken = |bench: &Bench| -> Vec<bool> {
        bench.proposal().actions.iter().map(|action| action.is_taken).collect()
    };
    let bench = call(Size { width: 140, height: 40 });
    assert_eq!(taken(&bench), [true]);
    let bench = bench.press("<tab>gg<enter><ctrl-u>forum-9-call<enter>");
    assert_eq!(taken(&bench), [false]);
    // The made-up record asks for other things at this point.
    let bench = bench.press("<tab>6gg<tab><enter>othe towns<enter>");
    assert!(bench.text().contains("something like it"), "{}", bench.text());
    assert_eq!(taken(&bench), [false]);
    let bench = bench.press("a");
    assert_eq!(taken(&bench), [true]);
    assert_eq!(taken(&bench.press("a")), [false]);
}

#[test]
fn a_name_belongs_to_the_party_that_is_said() {
    let name = |bench: &Bench| bench.proposal().signatories[0].names[1].clone();
    let bench = call(Size { width: 140, height: 40 }).press("21gg");
    assert_eq!(name(&bench).party, None);
    let bench = bench.press("p<tab>");
    bench.looks_like("import-party");
    let bench = bench.press("<ctrl-u>nobody<enter>");
    assert!(bench.text().contains("is no party of parties.toml"), "{}", bench.text());
    let bench = bench.press("<ctrl-u>gardens<enter>");
    let found = name(&bench);
    assert_eq!(found.party.unwrap().as_str(), "gardens");
    assert_eq!(
        (found.party_basis, found.name.as_str()),
        (Some(Basis::Outside), "Fishers' Union of Ovar")
    );
    // Nobody else is moved, and the name stays as it is printed.
    assert_eq!(bench.proposal().signatories[0].names[2].party, None);
    let bench = bench.press("<tab>=");
    assert_eq!(name(&bench).party_basis, Some(Basis::Unknown));
    let bench = bench.press("x");
    assert_eq!((name(&bench).party, name(&bench).party_basis), (None, Some(Basis::Outside)));
    let bench = bench.press("p<ctrl-u><enter>");
    assert_eq!((name(&bench).party, name(&bench).party_basis), (None, None));
    assert!(call(USUAL).press("6ggp").text().contains("No name is selected"));
}

#[test]
fn what_will_be_written_is_shown_before_it_is() {
    let bench = after("w");
    bench.looks_like("import-writing");
    let bench = bench.press("<esc>");
    assert!(!bench.text().contains("Write this?"));
    let bench = bench.press("w<enter>");
    assert!(bench.text().contains("new record"), "{}", bench.text());
    assert!(bench.text().contains("filed"));
    assert_eq!(bench.press("q").effects(), [Effect::Quit]);
}

#[test]
fn leaving_asks_once_where_something_was_corrected() {
    assert_eq!(after("q").effects(), [Effect::Quit]);
    let bench = after("11ggrhq");
    assert_eq!(bench.effects(), []);
    assert!(bench.text().contains("is not written"), "{}", bench.text());
    let bench = bench.press("jq");
    assert_eq!(bench.effects(), [], "another key takes the question back");
    assert_eq!(bench.press("q").effects(), [Effect::Quit]);
    assert_eq!(after("11ggrhUq").effects(), [Effect::Quit]);
}

#[test]
fn several_files_come_one_after_the_other() {
    let files = [("call.txt", CALL), ("rubbish.bin", "\u{1}\u{1}\u{1}\u{1}"), ("note.txt", NOTE)];
    let bench = Bench::of(&files, USUAL);
    assert!(bench.text().contains("1 of 3  call.txt"), "{}", bench.text());
    let bench = bench.press("11ggrh]");
    bench.looks_like("import-refused");
    let bench = bench.press("]");
    assert!(bench.text().contains("3 of 3  note.txt"));
    assert!(bench.press("]").text().contains("This is the last file"));
    // What was corrected is there when one comes back.
    let bench = Bench::of(&files, USUAL).press("11ggrh]][[");
    assert_eq!(role_at(&bench, 11), LineRole::Heading);
    // The next one that is not filed follows.
    let bench = bench.press("]]w<enter>[[w<enter>");
    assert!(bench.text().contains("2 of 3  rubbish.bin"), "{}", bench.text());
}

#[test]
fn keys_and_commands_of_this_screen_alone_are_shown() {
    after("?").looks_like("import-help");
    let palette = after(":");
    palette.looks_like("import-palette");
    assert!(!palette.text().contains("agenda"));
    assert_eq!(role_at(&after("11gg:next role<enter>"), 11), LineRole::Bullet);
    assert!(after("A").text().contains("A does nothing here"));
}

#[test]
fn a_paste_is_typed_and_a_resize_keeps_the_line() {
    let bench = after("<tab>gg2j<enter><ctrl-u>").paste("A call\nfrom the river").press("<enter>");
    assert_eq!(bench.proposal().title.unwrap().value, "A call from the river");
    let bench = after("21gg").resize(40, 12);
    assert!(bench.text().contains("▸ 21"), "{}", bench.text());
}
