//! Frames as two emulators show them, and what they cost.

use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::style::{Color, Modifier, Style};

use super::*;

const WIDTH: u16 = 30;
const HEIGHT: u16 = 12;
const AREA: Rect = Rect { x: 0, y: 0, width: WIDTH, height: HEIGHT };

/// A mirror whose bytes can be looked at, frame by frame.
fn mirror(abilities: Abilities) -> Mirror<Vec<u8>> {
    Mirror::new(Vec::new(), abilities)
}

/// Draws lines of text, each with a style, and says how many bytes were sent.
fn show(mirror: &mut Mirror<Vec<u8>>, panes: &[Rect], draw: impl FnOnce(&mut Buffer)) -> usize {
    let before = mirror.out.len();
    mirror.show(AREA, panes, None, draw).unwrap();
    mirror.out.len() - before
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
fn nothing_is_sent_where_nothing_changed() {
    let mut mirror = mirror(Abilities::default());
    assert!(show(&mut mirror, &[], lines(0)) > 0);
    assert_eq!(show(&mut mirror, &[], lines(0)), 0);
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
    show(&mut mirror, &[], lines(0));
    let sent = String::from_utf8(mirror.out.clone()).unwrap();
    assert!(sent.starts_with("\u{1b}[?2026h") && sent.ends_with("\u{1b}[?2026l"));
}

#[test]
fn the_cursor_is_shown_where_it_is_wanted_and_nowhere_else() {
    let mut mirror = mirror(Abilities::default());
    let at = |x, y| Some(Position { x, y });
    mirror.show(AREA, &[], at(3, 4), lines(0)).unwrap();
    let mut emulator = emulator();
    emulator.process(&mirror.out);
    assert_eq!(emulator.screen().cursor_position(), (4, 3));
    assert!(!emulator.screen().hide_cursor());
    let before = mirror.out.len();
    mirror.show(AREA, &[], None, lines(0)).unwrap();
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
        let mut x = 0;
        for (symbol, style, count) in row {
            for _ in 0..*count {
                let symbol = SYMBOLS[*symbol];
                let width = if symbol == "文" { 2 } else { 1 };
                if x + width > WIDTH {
                    break;
                }
                buffer[(x, y)].set_symbol(symbol).set_style(STYLES[*style]);
                for covered in x + 1..x + width {
                    buffer[(covered, y)].set_symbol("").set_style(STYLES[*style]);
                }
                x += width;
            }
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
        let mut fresh = super::Mirror::new(Vec::new(), Abilities::default());
        show(&mut fresh, &[], |buffer| draw_rows(buffer, &rows));
        prop_assert_eq!(of_vt100(&mirror.out), of_vt100(&fresh.out));
        // The second emulator gives a combining mark a cell of its own.
        if !mirror.out.windows(2).any(|bytes| bytes == "\u{301}".as_bytes()) {
            prop_assert_eq!(of_avt(&mirror.out), of_avt(&fresh.out));
        }
    }
}
