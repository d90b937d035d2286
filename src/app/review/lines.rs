//! The lines of a source, each with its number and what it is; the selected one is read in full.

use std::borrow::Cow;
use std::ops::Range;

use super::opened::Opened;
use crate::app::{Area, Found};
use crate::import::{LineRole, Proposal, Source};
use crate::model::{Block, Language, clean_line};
use crate::text::{Page, Place, Row, Setting};

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As text.
    Text,
    /// As a title.
    Title,
    /// As a heading.
    Heading,
    /// As a slogan.
    Slogan,
    /// As what is none of the text.
    Muted,
}

/// A row of the pane.
#[expect(clippy::struct_excessive_bools, reason = "each is shown by a sign of its own")]
#[derive(Debug, Clone)]
pub struct ShownLine<'a> {
    /// The number of its line; empty where it goes on with the line above it.
    pub number: String,
    /// What the line is, in a word or a letter; a stroke where it goes on with a piece.
    pub role: String,
    /// The language, where another one begins.
    pub language: String,
    /// The text of the line, to be cut to the row.
    pub text: Cow<'a, str>,
    /// The row of it, where the line is read in full.
    pub set: Option<Row>,
    /// What was searched for in it: the part of what is shown, and whether it is the match one is at.
    pub found: Vec<(Range<usize>, bool)>,
    /// How it is drawn.
    pub tone: Tone,
    /// Whether it is the selected line.
    pub is_selected: bool,
    /// Whether it is one of the chosen lines.
    pub is_chosen: bool,
    /// Whether it belongs to what is selected in the record.
    pub is_linked: bool,
    /// Whether a person said what it is.
    pub is_said: bool,
}

/// The state of the pane.
#[derive(Debug, Clone)]
pub(super) struct LinesPane {
    selected: usize,
    top: usize,
    /// The line from which on lines are chosen.
    anchor: Option<usize>,
    /// The selected line, set in full.
    page: Page,
    /// The part of the selected line that is looked at, in bytes: it is in view.
    look: usize,
    /// Where the part of the selected line begins that is set.
    begins: usize,
    /// The first of its rows that is shown.
    first_row: usize,
    columns: Columns,
    width: u16,
    height: usize,
}

/// The columns of a row, from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Columns {
    /// The number.
    pub number: u16,
    /// What the line is.
    pub role: u16,
    /// The language.
    pub language: u16,
    /// Where the text begins.
    pub text: u16,
}

impl Columns {
    /// The signs before a row: selected or linked, said by hand.
    pub const SIGNS: u16 = 2;

    fn of(width: u16, lines: usize) -> Self {
        let number = u16::try_from(lines.to_string().len()).unwrap_or(5);
        let role = if width >= 50 { 9 } else { 1 };
        let language = if width >= 64 { 5 } else { 0 };
        let room = |columns: u16| if columns > 0 { columns + 1 } else { 0 };
        let text = Self::SIGNS + room(number) + room(role) + room(language);
        Self { number, role, language, text }
    }
}

/// So many bytes of a line are read in full.
const IN_FULL: usize = 4000;

/// What stands where more of a line is not shown.
const MORE: &str = "…";

impl LinesPane {
    /// Begins at the first line of the text.
    pub(super) fn at_the_text(proposal: &Proposal) -> Self {
        let first = proposal.lines.iter().position(|line| line.block.is_some());
        Self {
            selected: first.unwrap_or_default(),
            top: 0,
            anchor: None,
            page: set("", 1),
            look: 0,
            begins: 0,
            first_row: 0,
            columns: Columns::default(),
            width: 0,
            height: 0,
        }
    }

    pub(super) fn selected(&self) -> usize {
        self.selected
    }

    pub(super) fn is_choosing(&self) -> bool {
        self.anchor.is_some()
    }

    /// Chooses lines from here on, or lets them go.
    pub(super) fn choose(&mut self, on: bool) {
        self.anchor = on.then_some(self.selected);
    }

    /// The first and the last of the chosen lines; the selected one where none are chosen.
    pub(super) fn chosen(&self) -> (usize, usize) {
        let other = self.anchor.unwrap_or(self.selected);
        (self.selected.min(other), self.selected.max(other))
    }

    pub(super) fn set(&mut self, source: &Source, area: Area) {
        self.columns = Columns::of(area.width, source.lines.len());
        (self.width, self.height) = (area.width, usize::from(area.height));
        self.read_in_full(source);
        self.keep_in_view();
    }

    fn read_in_full(&mut self, source: &Source) {
        let text = source.lines.get(self.selected).map_or("", |line| line.text.as_str());
        self.begins = if self.look < IN_FULL / 2 {
            0
        } else {
            text.floor_char_boundary(self.look.saturating_sub(IN_FULL / 4))
        };
        let end = text.floor_char_boundary(self.begins + IN_FULL);
        let enough = text.get(self.begins..end).unwrap_or_default();
        let before = if self.begins > 0 { MORE } else { "" };
        let more = if end < text.len() { MORE } else { "" };
        let text = clean_line(&format!("{before}{enough}{more}")).into_owned();
        self.page = set(&text, self.width.saturating_sub(self.columns.text).max(1));
        let (rows, all) = (self.rows(), self.page.height());
        let looked = Place { block: 0, offset: self.look.saturating_sub(self.begins) };
        let row = self.page.row_at(looked);
        self.first_row =
            if row < rows { 0 } else { (row + 1 - rows / 2).min(all.saturating_sub(rows)) };
    }

    /// Where a part of the selected line stands in what is set of it; nowhere, if it is not in it.
    fn within(&self, part: &Range<usize>) -> Option<Range<usize>> {
        let sign = if self.begins > 0 { MORE.len() } else { 0 };
        let at = |offset: usize| (offset + sign).checked_sub(self.begins);
        Some(at(part.start)?..at(part.end)?)
    }

    /// The rows that the selected line takes.
    fn rows(&self) -> usize {
        self.page.height().clamp(1, (self.height / 2).max(1))
    }

    fn keep_in_view(&mut self) {
        let end = self.selected + self.rows();
        self.top = self.top.max(end.saturating_sub(self.height)).min(self.selected);
    }

    /// Moves by lines; a single step passes over blank ones.
    pub(super) fn step(&mut self, source: &Source, by: isize) {
        let last = source.lines.len().saturating_sub(1);
        let mut to = self.selected.saturating_add_signed(by).min(last);
        let is_blank = |at: usize| source.lines.get(at).is_some_and(|line| line.text.is_empty());
        while by.abs() == 1 && is_blank(to) && to > 0 && to < last {
            to = to.saturating_add_signed(by);
        }
        self.look_into(to, 0);
    }

    /// Selects a line, and a place in it.
    fn look_into(&mut self, at: usize, offset: usize) {
        (self.selected, self.look) = (at, offset);
    }

    /// The rows of a page.
    pub(super) fn page_rows(&self) -> usize {
        self.height.max(1)
    }

    /// Brings a line into view, and selects it.
    pub(super) fn look_at(&mut self, source: &Source, at: usize) {
        self.look_at_part(source, at, 0);
        self.anchor = None;
    }

    /// Brings a part of a line into view, and selects the line.
    pub(super) fn look_at_part(&mut self, source: &Source, at: usize, offset: usize) {
        self.look_into(at.min(source.lines.len().saturating_sub(1)), offset);
        self.read_in_full(source);
        let above = self.height / 4;
        if at < self.top || at + self.rows() > self.top + self.height {
            self.top = self.selected.saturating_sub(above);
        }
    }

    /// The line at a row of the pane.
    pub(super) fn line_at(&self, row: usize) -> usize {
        let before = self.selected.saturating_sub(self.top);
        if row <= before || self.selected < self.top {
            return self.top + row;
        }
        self.selected.max(self.top + row.saturating_sub(self.rows() - 1))
    }

    pub(super) fn select(&mut self, source: &Source, at: usize) {
        self.look_into(at.min(source.lines.len().saturating_sub(1)), 0);
    }
}

fn set(text: &str, width: u16) -> Page {
    let block = Block::paragraph(text);
    let setting = Setting { measure: width, hyphenate: false, justify: false };
    Page::set(std::slice::from_ref(&block), &Language::unknown(), width, &setting)
}

impl Opened {
    /// The columns of the pane's rows.
    #[must_use]
    pub fn columns(&self) -> Columns {
        self.lines.columns
    }

    /// Why the selected line is no part of the document, where it is none.
    #[must_use]
    pub fn why_cut(&self) -> Option<&'static str> {
        self.proposal.lines.get(self.lines.selected)?.why
    }

    /// The number of the selected line, and of all lines.
    #[must_use]
    pub fn place(&self) -> (usize, usize) {
        (self.lines.selected + 1, self.source.lines.len())
    }

    /// The first and the last of the chosen lines, from 0, where any are chosen.
    #[must_use]
    pub fn chosen(&self) -> Option<(usize, usize)> {
        self.lines.is_choosing().then(|| self.lines.chosen())
    }

    /// The rows that are shown.
    #[must_use]
    pub fn shown_lines(&self) -> Vec<ShownLine<'_>> {
        let pane = &self.lines;
        let mut shown = Vec::with_capacity(pane.height);
        for at in pane.top..self.source.lines.len() {
            if shown.len() >= pane.height {
                break;
            }
            let Some(line) = self.shown(at) else { break };
            if at != pane.selected {
                shown.push(line);
                continue;
            }
            for row in 0..pane.rows() {
                let set = pane.page.row(pane.first_row + row);
                let rest = |text: &String| if row == 0 { text.clone() } else { String::new() };
                let (number, role) = (rest(&line.number), rest(&line.role));
                let language = rest(&line.language);
                shown.push(ShownLine { number, role, language, set, ..line.clone() });
            }
        }
        shown.truncate(pane.height);
        shown
    }

    fn shown(&self, at: usize) -> Option<ShownLine<'_>> {
        let line = self.source.lines.get(at)?;
        let (first, last) = self.lines.chosen();
        let text = clean_line(&line.text);
        let (own, begins) = self.role_at(at)?;
        let role = match (own, begins) {
            (LineRole::Blank, _) => String::new(),
            (_, false) => "│".to_owned(),
            (role, true) if self.lines.columns.role > 1 => role.as_str().to_owned(),
            (role, true) => letter(role).to_string(),
        };
        Some(ShownLine {
            number: (at + 1).to_string(),
            role,
            language: self.language_at(at),
            found: self.found_at(at, text.len()),
            text,
            set: None,
            tone: tone(own),
            is_selected: at == self.lines.selected,
            is_chosen: self.lines.is_choosing() && (first..=last).contains(&at),
            is_linked: self.linked.iter().any(|(first, last)| (*first..=*last).contains(&at)),
            is_said: self.corrections.lines.contains_key(&at)
                || self.corrections.languages.contains_key(&at),
        })
    }

    /// What was found in a line, as far as it is shown.
    fn found_at(&self, at: usize, length: usize) -> Vec<(Range<usize>, bool)> {
        let Some(search) = &self.search else { return Vec::new() };
        let is_read = at == self.lines.selected;
        let first = if is_read { self.lines.begins } else { 0 };
        let last = first + length.min(IN_FULL);
        let ends = |offset| move |found: &Found| (found.hit.block, found.hit.range.end) <= offset;
        let begin = search.hits.partition_point(ends((at, first)));
        let hits = search.hits.iter().enumerate().skip(begin);
        hits.take_while(|(_, found)| found.hit.block == at && found.hit.range.start < last)
            .filter_map(|(nth, found)| {
                let range = &found.hit.range;
                let shown = if is_read { self.lines.within(range)? } else { range.clone() };
                Some((shown, nth == search.current))
            })
            .collect()
    }

    /// The language of a line, where it is another than that of the text before it.
    fn language_at(&self, at: usize) -> String {
        let version = |at: usize| self.proposal.lines.get(at).and_then(|line| line.version);
        let Some(own) = version(at) else { return String::new() };
        if (0..at).rev().find_map(version) == Some(own) {
            return String::new();
        }
        let version = self.proposal.versions.get(own);
        version.map(|version| version.language.tag().to_owned()).unwrap_or_default()
    }
}

fn letter(role: LineRole) -> char {
    let known = LineRole::SAYABLE.iter().find(|(known, _)| *known == role);
    known.map_or('?', |(_, letter)| *letter)
}

fn tone(role: LineRole) -> Tone {
    match role {
        LineRole::Title => Tone::Title,
        LineRole::Heading | LineRole::Group => Tone::Heading,
        LineRole::Slogan => Tone::Slogan,
        LineRole::Furniture | LineRole::Blank => Tone::Muted,
        _ => Tone::Text,
    }
}
