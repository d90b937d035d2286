//! Frames as two emulators show them, and what they cost.

use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::style::{Color, Modifier, Style};

use super::model::{Model, seen};
use super::*;

const WIDTH: u16 = 30;
const HEIGHT: u16 = 12;
const AREA: Rect = Rect { x: 0, y: 0, width: WIDTH, height: HEIGHT };

/// A mirror whose bytes can be looked at, frame by frame.
fn mirror(abilities: Abilities) -> Mirror<Vec<u8>> {
    let mut mirror = Mirror::new(Vec::new(), None);
    mirror.can(abilities);
    mirror
}

/// Draws lines of text, each with a style, and says how many bytes were sent.
fn show(mirror: &mut Mirror<Vec<u8>>, panes: &[Rect], draw: impl FnOnce(&mut Buffer)) -> usize {
    let before = mirror.out.len();
    let sent = mirror.show(AREA, panes, None, None, draw).unwrap();
    assert_eq!(sent, Sent { bytes: mirror.out.len() - before, asked: false });
    sent.bytes
}

const WORDS: [&str; 13] = [
    "one", "seven", "five", "ten", "two", "eleven", "six", "nine", "four", "three", "zero",
    "eight", "twelve",
];

fn lines(from: usize) -> impl FnOnce(&mut Buffer) {
    move |buffer| {
        for y in 0..HEIGHT {
            let line = format!("line {} of a long text", from + usize::from(y));
            buffer.set_string(0, y, line, Style::new());
        }
    }
}

#[test]
fn nothing_is_sent_where_nothing_changed_that_is_seen() {
    let mut mirror = mirror(Abilities::default());
    let end = Rect { x: WIDTH - 3, width: 3, ..AREA };
    let mut sent = |style| {
        show(&mut mirror, &[], |buffer| {
            lines(0)(buffer);
            buffer.set_style(end, style);
        })
    };
    let none = Style::new();
    let sent = [none, none, none.bold().cyan(), none.reversed()].map(|style| sent(style) > 0);
    assert_eq!(sent, [true, false, false, true]);
}

#[test]
fn a_line_further_costs_little_more_than_the_line() {
    let mut mirror = mirror(Abilities::default());
    show(&mut mirror, &[AREA], lines(100));
    let bytes = show(&mut mirror, &[AREA], lines(101));
    let line = "line 100 of a long text".len();
    assert!(bytes <= line + 20, "{bytes} bytes");
    let back = show(&mut mirror, &[AREA], lines(100));
    assert!(back <= line + 20, "{back} bytes");
}

#[test]
fn a_pane_moves_alone_where_the_terminal_has_margins() {
    let pane = Rect { x: 10, y: 1, width: 20, height: 10 };
    let draw = |from: usize| {
        move |buffer: &mut Buffer| {
            for y in 0..HEIGHT {
                buffer.set_string(0, y, format!("item {y}"), Style::new());
            }
            for y in pane.y..pane.bottom() {
                let row = WORDS.iter().cycle().skip(from + usize::from(y)).take(3);
                let row = row.copied().collect::<Vec<_>>().join(" ");
                buffer.set_string(pane.x, y, row, Style::new());
            }
        }
    };
    let cost = |abilities| {
        let mut mirror = mirror(abilities);
        show(&mut mirror, &[pane], draw(10));
        show(&mut mirror, &[pane], draw(11))
    };
    let with = cost(Abilities { margins: true, ..Abilities::default() });
    let without = cost(Abilities::default());
    assert!(with < 60, "{with} bytes");
    assert!(with < without, "{with} and {without} bytes");
}

#[test]
fn a_frame_is_shown_whole_where_the_terminal_can() {
    let mut mirror = mirror(Abilities { synchronized: true, ..Abilities::default() });
    let long = |buffer: &mut Buffer| {
        for y in 0..HEIGHT {
            // No gap and no repetition, so that the frame is a large one.
            let styles = STYLES.iter().cycle().skip(usize::from(y));
            for (x, style) in (0..WIDTH).zip(styles) {
                buffer.set_string(x, y, ["a", "b", "c"][usize::from(x % 3)], *style);
            }
        }
    };
    show(&mut mirror, &[], long);
    let sent = String::from_utf8(mirror.out.clone()).unwrap();
    assert!(sent.starts_with("\u{1b}[?2026h") && sent.ends_with("\u{1b}[?2026l"));
    show(&mut mirror, &[], |buffer| {
        long(buffer);
        buffer.set_string(3, 3, "word", Style::new());
    });
    let sent = String::from_utf8(mirror.out.clone()).unwrap();
    assert_eq!(sent.matches("\u{1b}[?2026h").count(), 1, "a small one is there at once");
}

#[test]
fn the_question_ends_a_frame_and_is_not_one() {
    let mut mirror = mirror(Abilities::default());
    let sent = mirror.show(AREA, &[], None, Some(100), lines(0)).unwrap();
    assert!(sent.asked && mirror.out.ends_with(b"\x1b[5n"));
    assert_eq!(mirror.show(AREA, &[], None, Some(0), lines(0)).unwrap(), Sent::default());
    // A line further is a smaller frame.
    let sent = mirror.show(AREA, &[AREA], None, Some(100), lines(1)).unwrap();
    assert!(sent.bytes > 0 && !sent.asked);
}

#[test]
fn only_what_a_terminal_said_is_used() {
    let replies = |margins, synchronized, version: &str, kind: &[u16]| {
        let version = Some(version.to_owned()).filter(|version| !version.is_empty());
        let (margins, synchronized, kind) = (Some(margins), Some(synchronized), kind.to_vec());
        Abilities::of(&Replies { version, kind, margins, synchronized, ..Replies::default() })
    };
    let all = Abilities { margins: true, synchronized: true, repeat: true };
    assert_eq!(Abilities::of(&Replies::default()), Abilities::default());
    assert_eq!(replies(2, 2, "XTerm(379)", &[41, 379, 0]), all);
    assert_eq!(replies(1, 1, "", &[65, 7006, 1]), all);
    // Not known, and fixed for good.
    for state in [0, 3, 4] {
        assert_eq!(replies(state, state, "screen", &[83, 40900, 0]), Abilities::default());
    }
    assert_eq!(replies(0, 0, "", &[65, 5202, 1]), Abilities::default());
}

#[test]
fn the_cursor_is_shown_where_it_is_wanted_and_nowhere_else() {
    let mut mirror = mirror(Abilities::default());
    let at = |x, y| Some(Position { x, y });
    mirror.show(AREA, &[], at(3, 4), None, lines(0)).unwrap();
    let mut emulator = emulator();
    emulator.process(&mirror.out);
    assert_eq!(emulator.screen().cursor_position(), (4, 3));
    assert!(!emulator.screen().hide_cursor());
    let before = mirror.out.len();
    mirror.show(AREA, &[], None, None, lines(0)).unwrap();
    emulator.process(&mirror.out[before..]);
    assert!(emulator.screen().hide_cursor());
}

/// The symbols of random frames: narrow, wide, combining, right-to-left, and blank.
const SYMBOLS: [&str; 12] =
    ["a", "b", " ", " ", " ", "─", "ж", "文", "\u{FE8D}", "e\u{301}", "é", "x"];

const STYLES: [Style; 5] = [
    Style::new(),
    Style::new().add_modifier(Modifier::BOLD),
    Style::new().add_modifier(Modifier::REVERSED).fg(Color::Cyan),
    Style::new().fg(Color::LightYellow).bg(Color::Blue),
    Style::new().add_modifier(Modifier::UNDERLINED),
];

/// A row of a frame: pieces of one symbol in one style.
type Row = Vec<(usize, usize, usize)>;

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let piece = (0..SYMBOLS.len(), 0..STYLES.len(), 1..9usize);
    prop::collection::vec(prop::collection::vec(piece, 0..6), usize::from(HEIGHT))
}

fn draw_rows(buffer: &mut Buffer, rows: &[Row]) {
    for (row, y) in rows.iter().zip(0..) {
        draw_row(buffer, row, 0, y, WIDTH);
    }
}

fn draw_row(buffer: &mut Buffer, row: &Row, from: u16, y: u16, end: u16) {
    let mut x = from;
    for (symbol, style, count) in row {
        for _ in 0..*count {
            let symbol = SYMBOLS[*symbol];
            let width = if symbol == "文" { 2 } else { 1 };
            if x + width > end {
                break;
            }
            buffer[(x, y)].reset();
            buffer[(x, y)].set_symbol(symbol).set_style(STYLES[*style]);
            for covered in x + 1..x + width {
                buffer[(covered, y)].reset();
                buffer[(covered, y)].set_symbol("").set_style(STYLES[*style]);
            }
            x += width;
        }
    }
}

/// A frame after another: changed rows, and rows of a place moved up or down.
#[derive(Debug, Clone)]
struct Step {
    moved: i32,
    changed: Vec<(usize, Row)>,
}

fn step() -> impl Strategy<Value = Step> {
    let piece = (0..SYMBOLS.len(), 0..STYLES.len(), 1..9usize);
    let row = prop::collection::vec(piece, 0..6);
    let changed = prop::collection::vec((0..usize::from(HEIGHT), row), 0..4);
    (-3..4i32, changed).prop_map(|(moved, changed)| Step { moved, changed })
}

fn after(rows: &[Row], step: &Step) -> Vec<Row> {
    let mut next: Vec<Row> = (0..rows.len())
        .map(|y| {
            let from = i32::try_from(y).unwrap() + step.moved;
            usize::try_from(from).ok().and_then(|from| rows.get(from)).cloned().unwrap_or_default()
        })
        .collect();
    for (y, row) in &step.changed {
        next[*y].clone_from(row);
    }
    next
}

fn emulator() -> vt100::Parser {
    let cells = |count| NonZeroU16::new(count).unwrap();
    vt100::Parser::new(cells(HEIGHT), cells(WIDTH), 0)
}

/// The screen of an emulator: symbols and styles, so that two can be compared.
fn of_vt100(bytes: &[u8]) -> Vec<String> {
    let mut emulator = emulator();
    emulator.process(bytes);
    let screen = emulator.screen();
    let cell = |y, x| {
        let cell = screen.cell(y, x).unwrap();
        let shown = if cell.contents().is_empty() { " " } else { cell.contents() };
        let blank = shown == " " && !cell.inverse() && !cell.underline();
        let style = if blank {
            format!("{:?}", cell.bgcolor())
        } else {
            let flags = (cell.bold(), cell.inverse(), cell.underline());
            format!("{:?}{:?}{flags:?}", cell.fgcolor(), cell.bgcolor())
        };
        format!("{shown}{style}")
    };
    let row = |y| (0..WIDTH).map(|x| cell(y, x)).collect::<Vec<_>>().join("|");
    (0..HEIGHT).map(row).collect()
}

fn of_avt(bytes: &[u8]) -> Vec<String> {
    let mut emulator = avt::Terminal::new(usize::from(WIDTH), usize::from(HEIGHT)).unwrap();
    emulator.feed(String::from_utf8_lossy(bytes).as_ref());
    emulator.screen().visible_lines().map(avt::Line::text).collect()
}

/// Panes side by side in borders, and a line below them; each pane shows rows from a place on.
#[derive(Debug, Clone)]
struct Panes {
    rows: [Vec<Row>; 3],
    from: [usize; 3],
    below: Row,
}

/// What becomes of them: how far each pane goes on, and what then stands below; or everything is new.
type Turn = ([isize; 3], Row, bool);

fn turn() -> impl Strategy<Value = Turn> {
    ([-4..5isize, -4..5isize, -4..5isize], row(), prop::bool::weighted(0.1))
}

const PANES: [Rect; 3] = [
    Rect { x: 1, y: 1, width: 6, height: 10 },
    Rect { x: 9, y: 1, width: 12, height: 10 },
    Rect { x: 23, y: 1, width: 6, height: 10 },
];

fn row() -> impl Strategy<Value = Row> {
    prop::collection::vec((0..SYMBOLS.len(), 0..STYLES.len(), 1..9usize), 0..6)
}

fn panes() -> impl Strategy<Value = Panes> {
    let rows = || prop::collection::vec(row(), 30);
    ([rows(), rows(), rows()], row()).prop_map(|(rows, below)| Panes { rows, from: [10; 3], below })
}

fn draw_panes(buffer: &mut Buffer, panes: &Panes) {
    for ((place, rows), from) in PANES.iter().zip(&panes.rows).zip(panes.from) {
        for y in place.y - 1..=place.bottom() {
            for x in [place.x - 1, place.right()] {
                buffer.set_string(x, y, "│", STYLES[1]);
            }
        }
        let shown = rows.iter().skip(from);
        for (row, y) in shown.zip(place.top()..place.bottom()) {
            draw_row(buffer, row, place.x, y, place.right());
        }
    }
    draw_row(buffer, &panes.below, 0, HEIGHT - 1, WIDTH);
}

/// The panes, and something that lies over them: of a wide sign that it covers in part nothing is left.
fn draw_all(buffer: &mut Buffer, panes: &Panes, over: Option<(u16, u16)>) {
    draw_panes(buffer, panes);
    if let Some((x, y)) = over {
        for y in y..y + 3 {
            draw_row(buffer, &panes.below, x, y, WIDTH);
        }
    }
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let wide = |x: u16| buffer.cell((x, y)).is_some_and(|cell| cell.symbol() == "文");
            let covered = |x: u16| buffer.cell((x, y)).is_some_and(|cell| cell.symbol().is_empty());
            let alone = wide(x) && !covered(x + 1) || covered(x) && (x == 0 || !wide(x - 1));
            if alone {
                buffer[(x, y)].set_symbol(" ");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn panes_that_move_alone_end_at_what_was_drawn(
        mut panes in panes(),
        turns in prop::collection::vec(turn(), 1..8),
        (margins, repeat, asks) in any::<(bool, bool, bool)>(),
        over in prop::option::of((0..20u16, 0..8u16)),
    ) {
        let mut mirror = mirror(Abilities { margins, repeat, synchronized: true });
        let mut model = Model::new(AREA);
        for (steps, below, forgets) in &turns {
            for (from, step) in panes.from.iter_mut().zip(steps) {
                *from = from.saturating_add_signed(*step).min(20);
            }
            panes.below.clone_from(below);
            if *forgets {
                mirror.forget();
            }
            let before = mirror.out.len();
            let draw = |buffer: &mut Buffer| draw_all(buffer, &panes, over);
            let mut wanted = Buffer::empty(AREA);
            draw(&mut wanted);
            let cursor = forgets.then_some(Position { x: 5, y: 5 });
            mirror.show(AREA, &PANES, cursor, asks.then_some(0), draw).unwrap();
            let frame = mirror.out[before..].to_vec();
            model.feed(&frame);
            let wanted: Vec<Cell> = wanted.content.iter().map(seen).collect();
            prop_assert_eq!(model.shown(), wanted, "{:?}", String::from_utf8_lossy(&frame));
        }
        prop_assert_eq!(model.asked > 0, asks);
        if !margins {
            let mut fresh = super::Mirror::new(Vec::new(), None);
            show(&mut fresh, &[], |buffer| draw_all(buffer, &panes, over));
            prop_assert_eq!(of_vt100(&mirror.out), of_vt100(&fresh.out));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_frames_in_a_row_end_at_the_screen_that_one_frame_makes(
        first in rows(),
        steps in prop::collection::vec(step(), 1..5),
        repeat in any::<bool>(),
    ) {
        let abilities = Abilities { repeat, ..Abilities::default() };
        let mut mirror = mirror(abilities);
        let mut rows = first;
        show(&mut mirror, &[AREA], |buffer| draw_rows(buffer, &rows));
        for step in &steps {
            rows = after(&rows, step);
            show(&mut mirror, &[AREA], |buffer| draw_rows(buffer, &rows));
        }
        let mut fresh = super::Mirror::new(Vec::new(), None);
        show(&mut fresh, &[], |buffer| draw_rows(buffer, &rows));
        prop_assert_eq!(of_vt100(&mirror.out), of_vt100(&fresh.out));
        // The second emulator gives a combining mark a cell of its own.
        if !mirror.out.windows(2).any(|bytes| bytes == "\u{301}".as_bytes()) {
            prop_assert_eq!(of_avt(&mirror.out), of_avt(&fresh.out));
        }
    }
}
