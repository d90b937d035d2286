//! The lines that a walk over a word processor's file writes.

use crate::import::decode::plain;
use crate::import::line::Line;
use crate::import::line::Shape;
use crate::import::line::squeezed;
use crate::import::notes::mark;
use crate::import::proposal::Trouble;
use crate::import::source::MOST_LETTERS;
use crate::import::source::MOST_LINES;
use crate::import::source::MOST_READ;
use crate::import::source::beginning_of_line;
use crate::model::Language;

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Its text so far; a line break is `\n`.
    pub(super) text: String,
    /// The mark before it.
    pub(super) mark: Option<String>,
    /// What it is.
    pub(super) shape: Shape,
    /// The language that it is said to be in.
    pub(super) language: Option<String>,
}

/// What was written so far.
#[derive(Debug, Default)]
pub(super) struct Written {
    lines: Vec<Line>,
    /// So many bytes are in them.
    bytes: usize,
    /// The cells of the row that is being read, and how many tables are open.
    cells: Vec<String>,
    tables: usize,
    is_full: bool,
    /// The notes under the text: the mark of each, and its words.
    notes: Vec<(String, String)>,
    /// How many notes have no words.
    lost: usize,
    broken: bool,
}

impl Written {
    /// Whether there is more already than is read of a file: whoever walks on does it for nothing.
    pub(super) fn is_full(&self) -> bool {
        self.is_full || self.bytes > MOST_READ
    }

    /// Whether nothing was written yet.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether the walk is in a table.
    pub(super) fn in_table(&self) -> bool {
        self.tables > 0
    }

    /// A footnote or an endnote; says what stands for it in the text.
    pub(super) fn note(&mut self, printed: &str, words: Option<&str>) -> String {
        let mark = mark(printed);
        match words.map(squeezed).filter(|words| !words.is_empty()) {
            Some(words) => self.notes.push((mark.clone(), words)),
            None => self.lost += 1,
        }
        mark
    }

    /// The XML was not read to its end.
    pub(super) fn break_off(&mut self) {
        self.broken = true;
    }

    /// A table begins; one inside another is part of its cell.
    pub(super) fn open_table(&mut self) {
        self.tables += 1;
    }

    /// A cell begins.
    pub(super) fn open_cell(&mut self) {
        if self.tables == 1 {
            self.cells.push(String::new());
        }
    }

    /// A row ends.
    pub(super) fn close_row(&mut self) {
        if self.tables == 1 {
            let cells: Vec<String> = self.cells.drain(..).map(|cell| squeezed(&cell)).collect();
            let row = cells.join("\t");
            if !row.trim().is_empty() {
                self.push(Line::plain(row.trim_matches('\t')));
            }
        }
    }

    /// A table ends.
    pub(super) fn close_table(&mut self) {
        self.tables = self.tables.saturating_sub(1);
        if self.tables == 0 {
            self.gap();
        }
    }

    /// Writes a paragraph.
    pub(super) fn end(&mut self, paragraph: Paragraph) {
        let text = plain(&paragraph.text, &mut Vec::new());
        if let Some(cell) = self.cells.last_mut().filter(|_| self.tables > 0) {
            if cell.chars().count() < MOST_LETTERS {
                cell.push(' ');
                cell.extend(paragraph.mark.iter().map(String::as_str));
                cell.push(' ');
                cell.push_str(&text);
            }
            return;
        }
        let language = paragraph.language.and_then(|tag| fitting(&tag, &text));
        let mut mark = paragraph.mark;
        let mut wrote = false;
        for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
            let line = beginning_of_line(line);
            let line = match mark.take() {
                Some(mark) => Line::plain(&format!("{mark} {line}")),
                None => Line::plain(line),
            };
            self.push(Line { shape: paragraph.shape, language: language.clone(), ..line });
            wrote = true;
        }
        if wrote {
            self.gap();
        }
    }

    fn push(&mut self, line: Line) {
        if self.lines.len() >= MOST_LINES {
            self.is_full = true;
        } else {
            self.bytes += line.text.len().min(MOST_LETTERS);
            self.lines.push(line);
        }
    }

    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_blank()) {
            self.push(Line::default());
        }
    }

    /// What a person should know.
    pub(super) fn troubles(&self) -> Vec<Trouble> {
        let mut troubles = Vec::new();
        if self.is_full {
            troubles.push(Trouble::new(format!(
                "The file has more than {MOST_LINES} lines; those behind them are left out."
            )));
        }
        if self.broken {
            troubles.push(Trouble::new(
                "The file is damaged or nested too deep; what stands behind that place is left out.",
            ));
        }
        if self.lost > 0 {
            troubles.push(Trouble::new(format!(
                "{} footnotes or endnotes have no words in the file.",
                self.lost
            )));
        }
        troubles
    }

    /// The lines.
    pub(super) fn lines(mut self) -> Vec<Line> {
        for (mark, words) in std::mem::take(&mut self.notes) {
            self.gap();
            let words = plain(&words, &mut Vec::new());
            let line = format!("{mark} {words}");
            self.push(Line { shape: Shape::Note, ..Line::plain(beginning_of_line(&line)) });
        }
        while self.lines.last().is_some_and(Line::is_blank) {
            self.lines.pop();
        }
        self.lines
    }
}

/// The language that a paragraph is said to be in, where its letters do not speak against it.
///
/// English is what a program writes by itself, whatever the text is in: that is no statement.
fn fitting(tag: &str, text: &str) -> Option<Language> {
    let language = Language::parse(tag).ok()?;
    let among = |from: char, to: char| text.chars().filter(|c| (from..=to).contains(c)).count();
    let (latin, cyrillic) = (among('A', 'ɏ'), among('Ѐ', 'ӿ'));
    let (arabic, hebrew, greek) = (among('؀', 'ۿ'), among('א', 'ת'), among('Ͱ', 'Ͽ'));
    let most = latin.max(cyrillic).max(arabic).max(hebrew).max(greek);
    let has = match language.primary() {
        "ru" | "uk" | "bg" | "be" | "mk" => cyrillic,
        "ar" | "fa" | "ur" => arabic,
        "he" => hebrew,
        "el" => greek,
        "es" | "pt" | "fr" | "de" | "it" | "tr" | "nl" | "sv" | "da" | "nb" | "fi" | "pl"
        | "cs" | "hu" | "ro" | "ca" => latin,
        _ => 0,
    };
    (has > 0 && has == most).then_some(language)
}
