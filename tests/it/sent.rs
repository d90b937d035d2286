//! What is sent to a terminal that reorders whole rows comes out as what is sent to one that does not.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_bidi::{BidiInfo, Level};

use plenary::app::{App, Event, Filter, Sending, Size};
use plenary::config::Settings;
use plenary::keys::Key;
use plenary::model::Archive;
use plenary::text::Emit;
use plenary::{store, view};

const RECORD: &str = r#"schema = 1
id = "bread"
kind = "statement"
title = "بيان مشترك حول أسعار الخبز في 12 بلدا و45% من المدن الكبرى والصغرى في العالم كله"

[issued]
by = ["لجنة الخبز (لجنة)"]

[[signatories]]
role = "signed"
group = "أحزاب موقعة 25"
names = ["الحزب الأول في بلاد بعيدة جدا عن البحر وعن الجبل وعن النهر أيضا", "حزب (KKE)", "42 حزبا", "Plain Party"]
"#;

const ARABIC: &str = "# بيان مشترك حول أسعار الخبز

وصل 12 وفدا إلى Izmir في 2023 (45%). وقال الناطق: «الخبز للجميع»، ثم أضاف [في 20-22 تشرين الأول] أن NATO (حلف) لا \
يخبز؛ انظر https://example.org/bread/ أو اتصل على +30 210 2592111.

8. المادة الأولى: إلّا الله، ﻷن السلام لا يأتي وحده، 50%، إلخ...

- السَّلامُ عَلَيْكُمْ وَرَحْمَةُ اللهِ

- A/RES/194 هو قرار قديم عن الخبز والملح والماء والهواء والأرض والسماء والبحر والنهر
";

const ENGLISH: &str = "# Joint statement on the price of bread

12 delegations came to Izmir in 2023 (45%). \u{201C}Bread for all\u{201D} \u{2014} said the speaker.

8. The first article: nothing but peace.
";

fn archive() -> Archive {
    let folder = tempfile::tempdir().unwrap();
    for name in ["bread", "salt"] {
        let inside: &Path = &folder.path().join(name);
        fs::create_dir(inside).unwrap();
        fs::write(inside.join("document.toml"), RECORD.replace("bread", name)).unwrap();
        fs::write(inside.join("text.ar.txt"), ARABIC).unwrap();
        fs::write(inside.join("text.en.txt"), ENGLISH).unwrap();
    }
    let loaded = store::load(folder.path()).unwrap();
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    loaded.archive
}

fn app(archive: &Arc<Archive>, size: Size, emit: Emit) -> App {
    let (settings, faults) = Settings::read("languages = [\"ar\", \"en\"]\n");
    assert_eq!(faults, []);
    let archive = Arc::clone(archive);
    let mut app = App::new(archive, Vec::new(), settings, Filter::default(), size);
    app.send_as(Sending { emit, ..Sending::default() });
    app
}

/// The rows that are sent, each as the signs of its cells.
fn rows(app: &App) -> Vec<Vec<String>> {
    let Size { width, height } = app.size();
    let mut buffer = Buffer::empty(Rect { x: 0, y: 0, width, height });
    view::draw(app, buffer.area, &mut buffer, &mut view::Room::default());
    let cells = buffer.content.chunks(usize::from(width));
    cells.map(|row| row.iter().map(|cell| cell.symbol().to_owned()).collect()).collect()
}

/// What a terminal shows that reorders the row (UAX #9); the direction of the row is given, or that of
/// its first strong sign.
fn shown(row: &[String], level: Option<Level>) -> String {
    let text = row.concat();
    let bidi = BidiInfo::new(&text, level);
    let paragraph = &bidi.paragraphs[0];
    assert!(!paragraph.level.is_rtl(), "the row begins from the left: {text}");
    let of_text = bidi.reordered_levels(paragraph, paragraph.range.clone());
    let mut at = 0;
    let levels: Vec<Level> = row
        .iter()
        .filter(|symbol| !symbol.is_empty())
        .map(|symbol| {
            let level = of_text[at];
            at += symbol.len();
            level
        })
        .collect();
    let row: Vec<&String> = row.iter().filter(|symbol| !symbol.is_empty()).collect();
    let seen = BidiInfo::reorder_visual(&levels).into_iter().map(|position| {
        if levels[position].is_rtl() { turned(row[position]) } else { row[position].clone() }
    });
    seen.collect::<String>().replace('\u{2800}', " ").replace('\u{1C0}', "│")
}

/// The bracket that is shown for a bracket in text from right to left.
fn turned(symbol: &str) -> String {
    match symbol {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        "]" => "[",
        "«" => "»",
        "»" => "«",
        other => other,
    }
    .to_owned()
}

/// Ways through the reader: the list, the text, every tab, both languages, overlays, prompts.
const WAYS: &[&str] = &[
    "",
    "enter",
    "enter G",
    "tab tab",
    "i",
    "t",
    "t t",
    "t t t",
    "L",
    "P",
    "enter Z",
    "j enter P",
    "?",
    ":",
    "f ا ل خ ب ز",
    "enter / ا ل س enter",
    "enter / 1 2 enter n",
    "tab tab enter",
    "o",
];

#[test]
fn every_screen_comes_out_of_a_terminal_that_reorders_rows() {
    let archive = Arc::new(archive());
    let bundled = Arc::new(store::bundled().archive);
    let mut from_right = 0;
    for (width, height) in [(142, 30), (120, 24), (92, 24), (60, 20), (35, 12), (20, 5)] {
        for archive in [&archive, &bundled] {
            for way in WAYS {
                let size = Size { width, height };
                let mut inside = 0..usize::from(width);
                let [plain, turned] = [Emit::Visual, Emit::Runs].map(|emit| {
                    let mut app = app(archive, size, emit);
                    for key in Key::parse_sequence(way).unwrap_or_default() {
                        app.handle(Event::Key(key));
                    }
                    // Of a word that an overlay covers in part, other letters may be left.
                    if let Some(overlay) = app.overlay().map(|overlay| overlay.area(size)) {
                        inside = usize::from(overlay.x)..usize::from(overlay.x + overlay.width);
                    }
                    rows(&app)
                });
                let part = |row: &str| {
                    row.chars().skip(inside.start).take(inside.len()).collect::<String>()
                };
                for (plain, sent) in plain.iter().zip(&turned) {
                    let wanted = plain.concat();
                    from_right += usize::from(plain != sent);
                    let place = format!("{width}x{height} {way:?}");
                    assert_eq!(part(&shown(sent, Some(Level::ltr()))), part(&wanted), "{place}");
                    // The line in which a search is typed has no room for a sign before its words.
                    if !wanted.starts_with('/') {
                        assert_eq!(part(&shown(sent, None)), part(&wanted), "{place}");
                    }
                }
            }
        }
    }
    assert!(from_right > 500, "{from_right}");
}

#[test]
fn the_calibration_shows_every_way_and_takes_the_chosen_one() {
    let archive = Arc::new(archive());
    let size = Size { width: 80, height: 24 };
    let mut app = app(&archive, size, Emit::Visual);
    let press = |app: &mut App, keys: &str| {
        for key in Key::parse_sequence(keys).unwrap() {
            app.handle(Event::Key(key));
        }
        rows(app).iter().map(|row| row.concat()).collect::<Vec<_>>()
    };
    let screen = press(&mut app, ": c a l i b r a t e enter");
    let lines: BTreeSet<&String> = screen.iter().filter(|row| row.contains("Izmir")).collect();
    assert_eq!(lines.len(), 5 + 1, "each differs, and one says what is right: {screen:#?}");
    assert!(screen.concat().contains("Esc leaves everything as it is."));
    assert_eq!(app.sending().emit, Emit::Visual);

    let screen = press(&mut app, "x").concat();
    assert!(screen.contains("Which line reads right?"), "another letter is none: {screen}");
    for (key, emit, setting) in [
        ("a", Emit::Visual, "bidi = \"app\""),
        ("B", Emit::Runs, "bidi = \"terminal\""),
        ("C", Emit::Kitty { same_font: false }, "bidi_kitty = \"fallback-font\""),
        ("d", Emit::Kitty { same_font: true }, "bidi_kitty = \"same-font\""),
        ("e", Emit::Logical, "bidi = \"off\""),
    ] {
        let screen = press(&mut app, key).concat();
        assert_eq!(app.sending().emit, emit);
        assert!(screen.contains(setting), "{screen}");
    }
    let screen = press(&mut app, "esc").concat();
    assert!(!screen.contains("Which line reads right?"));
    assert_eq!(app.sending().emit, Emit::Logical);
}
