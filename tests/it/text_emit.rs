//! What is written for terminals that turn text around themselves, seen through models of them.

use icu_properties::CodePointMapData;
use icu_properties::props::BidiMirroringGlyph;
use plenary::model::{Block, Direction, Language};
use plenary::text::{Cell, Emit, Page, Row, Setting, emit, line, strip_vowel_marks};
use unicode_bidi::{BidiInfo, Level};

use crate::text::paragraph;
use crate::text_fribidi::{RESOLUTION, arabic_blocks, original};
use crate::text_traps::{TRAPS, Trap};

/// The words of which a terminal that reorders rows shows the letters at other places: no order of
/// theirs gives the wanted one.
const KNOWN_MISSES: &[&str] = &["ﺃ/12"];

/// The words of which kitty shows the letters at other places where one font has them all: whichever
/// end is written first, its script decides for both.
const KNOWN_MISSES_IN_KITTY: &[&str] = &["לארשי-NATO"];

fn mirrored(symbol: &str) -> String {
    let mut chars = symbol.chars();
    let first = chars.next().unwrap();
    let glyph = CodePointMapData::<BidiMirroringGlyph>::new().get(first);
    std::iter::once(glyph.mirroring_glyph.unwrap_or(first)).chain(chars).collect()
}

/// What a terminal shows that reorders each row from left to right and mirrors brackets (UAX #9).
fn reordering(symbols: &[String]) -> Vec<String> {
    let text = symbols.concat();
    let bidi = BidiInfo::new(&text, Some(Level::ltr()));
    let paragraph = &bidi.paragraphs[0];
    let of_text = bidi.reordered_levels(paragraph, paragraph.range.clone());
    let mut at = 0;
    let levels: Vec<Level> = symbols
        .iter()
        .map(|symbol| {
            let level = of_text[at];
            at += symbol.len();
            level
        })
        .collect();
    BidiInfo::reorder_visual(&levels)
        .into_iter()
        .map(|position| {
            let symbol = &symbols[position];
            if levels[position].is_rtl() { mirrored(symbol) } else { symbol.clone() }
        })
        .collect()
}

/// What kitty shows: every run that holds letters from right to left is laid out from right to left.
fn kitty(symbols: &[String], same_font: bool) -> Vec<String> {
    let from_right = |symbol: &String| {
        symbol.chars().next().is_some_and(|c| {
            matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        })
    };
    // The first sign that belongs to a script decides; Arabic and Persian digits do.
    let script = |symbol: &String| {
        let c = symbol.chars().next().unwrap();
        match unicode_bidi::bidi_class(c) {
            unicode_bidi::BidiClass::L => Some(false),
            _ if matches!(c, '\u{6F0}'..='\u{6F9}') => Some(true),
            unicode_bidi::BidiClass::R
            | unicode_bidi::BidiClass::AL
            | unicode_bidi::BidiClass::AN => Some(true),
            _ => None,
        }
    };
    let of_run = |symbol: &String| {
        if same_font { symbol != " " } else { from_right(symbol) }
    };
    let mut shown = Vec::new();
    for run in symbols.chunk_by(|a, b| of_run(a) == of_run(b)) {
        let is_turned = if same_font {
            run.iter().find_map(script) == Some(true)
        } else {
            run.iter().any(from_right)
        };
        if is_turned {
            shown.extend(run.iter().rev().map(|symbol| mirrored(symbol)));
        } else {
            shown.extend(run.iter().cloned());
        }
    }
    shown
}

fn symbols(cells: &[Cell]) -> Vec<String> {
    cells.iter().map(|cell| cell.symbol.to_string()).collect()
}

fn rows_of(blocks: &[Block], language: &str, measure: u16) -> Vec<Row> {
    let setting = Setting { measure, hyphenate: false, justify: false };
    let page = Page::set(blocks, &Language::parse(language).unwrap(), measure, &setting);
    (0..page.height()).filter_map(|index| page.row(index)).collect()
}

/// The rows of all traps in several widths.
fn trap_rows() -> Vec<Row> {
    let rows = |trap: &Trap, measure| rows_of(&[paragraph(trap.text)], trap.language, measure);
    let measures = [24, 40, 66, 200];
    TRAPS
        .iter()
        .flat_map(|trap| measures.into_iter().flat_map(|measure| rows(trap, measure)))
        .collect()
}

/// The words that a terminal which reorders rows does not show as they are wanted.
fn missed(rows: &[Row]) -> Vec<String> {
    let blank = Emit::Runs.blank().to_owned();
    let mut missed = Vec::new();
    for row in rows {
        let wanted = symbols(&row.cells);
        let written = symbols(&emit(row.cells.clone(), Emit::Runs));
        // The frames of two panes stand around it, and text from the right beyond them.
        let frame = |symbols: &[String]| {
            let mut framed = vec!["ב".to_owned(), "א".to_owned(), "│".to_owned(), blank.clone()];
            framed.extend_from_slice(symbols);
            framed.extend([blank.clone(), "│".to_owned(), "א".to_owned(), "ב".to_owned()]);
            framed
        };
        let shown = reordering(&frame(&written));
        assert_eq!(shown.len(), wanted.len() + 8);
        let shown: Vec<String> = shown[4..shown.len() - 4]
            .iter()
            .map(|symbol| if *symbol == blank { " ".to_owned() } else { symbol.clone() })
            .collect();
        for (wanted, shown) in wanted.join("").split(' ').zip(shown.join("").split(' ')) {
            if wanted != shown {
                missed.push(wanted.to_owned());
            }
        }
    }
    missed.sort();
    missed.dedup();
    missed
}

#[test]
fn a_terminal_that_reorders_rows_shows_the_wanted_cells() {
    assert_eq!(missed(&trap_rows()), KNOWN_MISSES);
}

#[test]
fn an_arabic_document_is_seen_as_wanted_in_every_terminal() {
    let Some(file) = original(RESOLUTION) else {
        return;
    };
    let blocks = arabic_blocks(&file);
    for measure in [40, 60, 66, 100] {
        let rows = rows_of(&blocks, "ar", measure);
        assert!(rows.len() > 60);
        assert_eq!(missed(&rows), [""; 0], "{measure} columns");
        for row in rows {
            for same_font in [true, false] {
                let written = symbols(&emit(row.cells.clone(), Emit::Kitty { same_font }));
                assert_eq!(kitty(&written, same_font), symbols(&row.cells));
            }
        }
    }
}

#[test]
fn kitty_shows_the_wanted_cells() {
    let mut missed = Vec::new();
    for row in trap_rows() {
        let wanted = symbols(&row.cells);
        for same_font in [true, false] {
            let written = symbols(&emit(row.cells.clone(), Emit::Kitty { same_font }));
            let shown = kitty(&written, same_font).concat();
            for (wanted, shown) in wanted.concat().split(' ').zip(shown.split(' ')) {
                if wanted != shown {
                    assert!(same_font, "{wanted} {shown}");
                    missed.push(wanted.to_owned());
                }
            }
        }
    }
    missed.sort();
    missed.dedup();
    assert_eq!(missed, KNOWN_MISSES_IN_KITTY);
}

#[test]
fn text_from_the_left_is_written_as_it_is() {
    let cells = line("Some words, 20-22 (and a few more).", Direction::LeftToRight, 40);
    for how in [
        Emit::Visual,
        Emit::Runs,
        Emit::Kitty { same_font: true },
        Emit::Kitty { same_font: false },
        Emit::Logical,
    ] {
        assert_eq!(emit(cells.clone(), how), cells);
    }
}

#[test]
fn a_terminal_that_does_everything_gets_the_text_as_it_is_read() {
    let cells = line("(אבג) 12 דהו", Direction::RightToLeft, 40);
    assert_eq!(symbols(&cells).concat(), "והד 12 (גבא)");
    assert_eq!(symbols(&emit(cells, Emit::Logical)).concat(), "(אבג) 12 דהו");
}

#[test]
fn written_cells_are_the_same_cells_in_another_order() {
    for row in trap_rows() {
        let mut sources: Vec<_> =
            row.cells.iter().map(|cell| (cell.source.start, cell.width)).collect();
        sources.sort_unstable();
        for how in [
            Emit::Runs,
            Emit::Kitty { same_font: true },
            Emit::Kitty { same_font: false },
            Emit::Logical,
        ] {
            let written = emit(row.cells.clone(), how);
            let mut same: Vec<_> =
                written.iter().map(|cell| (cell.source.start, cell.width)).collect();
            same.sort_unstable();
            assert_eq!(same, sources);
        }
    }
}

#[test]
fn vowel_marks_can_be_left_out_of_what_is_shown() {
    let mut cells = line("مَدْرَسَةٌ é", Direction::RightToLeft, 40);
    let sources: Vec<_> = cells.iter().map(|cell| cell.source.clone()).collect();
    strip_vowel_marks(&mut cells);
    assert_eq!(symbols(&cells).concat(), "é \u{FE94}\u{FEB3}\u{FEAD}\u{FEAA}\u{FEE3}");
    assert_eq!(cells.iter().map(|cell| cell.source.clone()).collect::<Vec<_>>(), sources);
}
