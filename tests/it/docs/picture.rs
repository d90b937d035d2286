//! Draws a screen as SVG: what the program puts into its buffer, cell by cell.

use std::fmt::Write;
use std::sync::Arc;

use plenary::app::{App, Event, Filter, Size};
use plenary::config::Settings;
use plenary::keys::Key;
use plenary::{store, view};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

/// The screen of the picture.
const SIZE: Size = Size { width: 144, height: 36 };
/// A cell in units of the picture; 0.6 em is how wide most fixed fonts are.
const WIDE: u16 = 9;
const HIGH: u16 = 19;
const FONT: u16 = 15;
const MARGIN: u16 = 12;

const PAPER: &str = "#16181d";
const INK: &str = "#d8dbe2";

/// The reader of the bundled archive, at a resolution with its signatories.
pub(super) fn of_the_reader() -> String {
    let archive = Arc::new(store::bundled().archive);
    let mut app = App::new(archive, Vec::new(), Settings::default(), Filter::default(), SIZE);
    for key in ["j", "enter"] {
        app.handle(Event::Key(Key::parse(key).unwrap()));
    }
    let area = Rect { x: 0, y: 0, width: SIZE.width, height: SIZE.height };
    let mut buffer = Buffer::empty(area);
    view::draw(&app, area, &mut buffer, &mut view::Room::default());
    svg(&buffer)
}

/// How a cell looks: ink, paper, and what is done to the letters.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Look {
    ink: String,
    paper: &'static str,
    letters: String,
}

fn look(cell: &Cell) -> Look {
    let has = |modifier| cell.modifier.contains(modifier);
    let (ink, paper) = (colour(cell.fg, INK), colour(cell.bg, PAPER));
    let (ink, paper) = if has(Modifier::REVERSED) { (paper, ink) } else { (ink, paper) };
    let mut letters = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
    ] {
        letters += if has(modifier) { attribute } else { "" };
    }
    let ink = if has(Modifier::DIM) && ink == INK { "#8b909c" } else { ink };
    Look { ink: ink.to_owned(), paper, letters }
}

/// The sixteen colours, as a dark terminal has them.
fn colour(colour: Color, otherwise: &'static str) -> &'static str {
    match colour {
        Color::Black => "#16181d",
        Color::Red => "#d1545c",
        Color::Green => "#7fae5b",
        Color::Yellow => "#cfa54b",
        Color::Blue => "#5b91d6",
        Color::Magenta => "#b377c9",
        Color::Cyan => "#52b1bf",
        Color::Gray => "#b8bcc6",
        Color::DarkGray => "#6b707c",
        Color::LightRed => "#f0747c",
        Color::LightGreen => "#a3d17d",
        Color::LightYellow => "#f0d080",
        Color::LightBlue => "#85b4ee",
        Color::LightMagenta => "#d19de3",
        Color::LightCyan => "#7fd3df",
        Color::White => "#ffffff",
        _ => otherwise,
    }
}

/// The way from the middle of a cell to its edges that a line of a border takes: left, right, up, down.
fn arms(symbol: &str) -> Option<[bool; 4]> {
    Some(match symbol {
        "─" => [true, true, false, false],
        "│" => [false, false, true, true],
        "┌" => [false, true, false, true],
        "┐" => [true, false, false, true],
        "└" => [false, true, true, false],
        "┘" => [true, false, true, false],
        _ => return None,
    })
}

/// Cells side by side that look the same.
struct Run {
    x: u16,
    cells: u16,
    text: String,
    look: Look,
}

fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        let look = look(cell);
        let symbol = if arms(cell.symbol()).is_some() { " " } else { cell.symbol() };
        // A wide sign stands alone: fonts do not agree on how wide it is.
        let wide = u16::try_from(plenary::text::width(symbol)).unwrap().max(1);
        match runs.last_mut() {
            Some(run) if run.look == look && wide == 1 && !run.text.ends_with("  ") => {
                run.text += symbol;
                run.cells += 1;
            }
            _ => runs.push(Run { x, cells: wide, text: symbol.to_owned(), look }),
        }
        x += wide;
    }
    runs
}

fn svg(buffer: &Buffer) -> String {
    let (width, height) = (buffer.area.width * WIDE, buffer.area.height * HIGH);
    let (outer_width, outer_height) = (width + 2 * MARGIN, height + 2 * MARGIN);
    let mut page = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {outer_width} {outer_height}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"{FONT}\">\n\
         <title>The reader: documents, text, signatories</title>\n\
         <rect width=\"{outer_width}\" height=\"{outer_height}\" rx=\"8\" fill=\"{PAPER}\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\" xml:space=\"preserve\">\n"
    );
    for y in 0..buffer.area.height {
        for run in runs(buffer, y) {
            put(&mut page, &run, y);
        }
    }
    borders(&mut page, buffer);
    page + "</g>\n</svg>\n"
}

/// A run: its paper, and its letters without the blanks around them.
fn put(page: &mut String, run: &Run, y: u16) {
    let Run { x, cells, text, look } = run;
    if look.paper != PAPER {
        let (left, top, width) = (x * WIDE, y * HIGH, cells * WIDE);
        let paper = look.paper;
        writeln!(
            page,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{HIGH}\" fill=\"{paper}\"/>"
        )
        .unwrap();
    }
    let letters = text.trim();
    if letters.is_empty() {
        return;
    }
    let skipped = u16::try_from(text.len() - text.trim_start().len()).unwrap();
    let columns = u16::try_from(plenary::text::width(letters)).unwrap();
    let (left, base) = ((x + skipped) * WIDE, y * HIGH + HIGH - 5);
    let escaped = letters.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let (ink, length) = (&look.ink, columns * WIDE);
    writeln!(
        page,
        "<text x=\"{left}\" y=\"{base}\" textLength=\"{length}\" fill=\"{ink}\"{}>{escaped}</text>",
        look.letters
    )
    .unwrap();
}

/// The borders as lines: letters of a font would leave gaps between the rows.
fn borders(page: &mut String, buffer: &Buffer) {
    let mut paths: Vec<(String, String)> = Vec::new();
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            let Some([left, right, up, down]) = arms(cell.symbol()) else { continue };
            let ink = look(cell).ink;
            let index = paths.iter().position(|(known, _)| *known == ink).unwrap_or_else(|| {
                paths.push((ink, String::new()));
                paths.len() - 1
            });
            let path = &mut paths[index].1;
            let (middle_x, middle_y) = (x * WIDE + WIDE / 2, y * HIGH + HIGH / 2);
            let from_x = if left { x * WIDE } else { middle_x };
            let to_x = if right { (x + 1) * WIDE } else { middle_x };
            let from_y = if up { y * HIGH } else { middle_y };
            let to_y = if down { (y + 1) * HIGH } else { middle_y };
            if from_x < to_x {
                write!(path, "M{from_x} {middle_y}H{to_x}").unwrap();
            }
            if from_y < to_y {
                write!(path, "M{middle_x} {from_y}V{to_y}").unwrap();
            }
        }
    }
    for (ink, path) in paths {
        writeln!(page, "<path d=\"{path}\" stroke=\"{ink}\" fill=\"none\"/>").unwrap();
    }
}
