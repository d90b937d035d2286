//! The paragraphs of an ODT (OpenDocument 1.3), with the marks of its lists.

use std::collections::HashMap;

use super::label::printed;
use super::page::Paragraph;
use super::page::Written;
use super::xml::Node;
use super::xml::Tag;
use super::xml::walk;
use crate::import::line::Shape;

/// What is no text of the document: remarks, changes that were taken back, indexes' own sources.
const SKIPPED: &[&str] = &["annotation", "tracked-changes", "forms", "index-title-template"];

/// How one level of a list is numbered.
#[derive(Debug, Clone)]
struct Level {
    /// Nothing for a bullet.
    form: Option<String>,
    prefix: String,
    suffix: String,
    start: usize,
}

/// What a paragraph's style says.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: String,
    language: Option<String>,
}

/// The styles of lists and of paragraphs, by their names.
#[derive(Debug, Default)]
struct Styles {
    lists: HashMap<String, HashMap<usize, Level>>,
    paragraphs: HashMap<String, Style>,
}

/// A list that is open, and the number that it has reached.
#[derive(Debug, Default)]
struct List {
    style: String,
    reached: Option<usize>,
    /// Whether the item that is open has printed its mark.
    marked: bool,
}

impl Styles {
    /// Takes in the styles of a part.
    fn read(&mut self, xml: &str) {
        let mut list: Option<String> = None;
        let mut paragraph: Option<String> = None;
        walk(xml, &["body"], |node| {
            let Node::Open(tag) = node else {
                return true;
            };
            match tag.name.as_str() {
                "list-style" => list = tag.value("name").map(str::to_owned),
                "list-level-style-number" | "list-level-style-bullet" => {
                    if let Some(list) = &list {
                        let levels = self.lists.entry(list.clone()).or_default();
                        levels.insert(tag.number("level").unwrap_or(1), Level::of(&tag));
                    }
                }
                "style" => {
                    paragraph = tag.value("name").map(str::to_owned);
                    let parent = tag.value("parent-style-name").unwrap_or_default().to_owned();
                    if let Some(name) = &paragraph {
                        self.paragraphs.insert(name.clone(), Style { parent, language: None });
                    }
                }
                "text-properties" => {
                    let named = paragraph.as_ref().and_then(|name| self.paragraphs.get_mut(name));
                    if let Some(style) = named {
                        style.language = tag.value("language").map(str::to_owned);
                    }
                }
                _ => {}
            }
            true
        });
    }

    fn is_title(&self, name: &str) -> bool {
        let parent = self.paragraphs.get(name).map(|style| style.parent.as_str());
        name == "Title" || parent == Some("Title")
    }
}

impl Level {
    fn of(tag: &Tag) -> Self {
        let text = |name: &str| tag.value(name).unwrap_or_default().to_owned();
        let is_number = tag.name == "list-level-style-number";
        Self {
            form: is_number.then(|| text("num-format")),
            prefix: text("num-prefix"),
            suffix: text("num-suffix"),
            start: tag.number("start-value").unwrap_or(1),
        }
    }
}

/// Reads `content.xml`.
pub(super) fn read(xml: &str, styles: &str) -> Written {
    let mut known = Styles::default();
    known.read(styles);
    known.read(xml);
    let mut walking = Walking { styles: known, ..Walking::default() };
    let whole = walk(xml, SKIPPED, |node| {
        walking.take(node);
        !walking.written.is_full()
    });
    if !whole {
        walking.written.break_off();
    }
    walking.written
}

#[derive(Default)]
struct Walking {
    styles: Styles,
    written: Written,
    lists: Vec<List>,
    /// How far the last list of each style has counted, for those that go on.
    ended: HashMap<String, usize>,
    open: Vec<Paragraph>,
    /// The note that is being read: its mark, its words, and whether the mark is being read.
    note: Option<(String, String, bool)>,
}

impl Walking {
    fn take(&mut self, node: Node) {
        match node {
            Node::Open(tag) => self.open(&tag),
            Node::Close(name) => match name.as_str() {
                "p" | "h" => match (self.open.pop(), &mut self.note) {
                    (Some(paragraph), Some((_, words, _))) => {
                        words.extend([" ", &paragraph.text]);
                    }
                    (Some(paragraph), None) => self.written.end(paragraph),
                    (None, _) => {}
                },
                "note" => {
                    if let Some((printed, words, _)) = self.note.take() {
                        let mark = self.written.note(&printed, Some(&words));
                        self.push(&mark);
                    }
                }
                "note-citation" => {
                    if let Some((.., is_mark)) = &mut self.note {
                        *is_mark = false;
                    }
                }
                "list" => {
                    if let Some(List { style, reached: Some(reached), .. }) = self.lists.pop() {
                        self.ended.insert(style, reached);
                    }
                }
                "table-row" => self.written.close_row(),
                "table" => self.written.close_table(),
                _ => {}
            },
            Node::Text(text) => {
                if let Some((printed, _, true)) = &mut self.note {
                    printed.push_str(&text);
                } else if let Some(paragraph) = self.open.last_mut() {
                    // A line end in the XML is a blank; a break has a tag of its own.
                    paragraph.text.push_str(&text.replace(['\n', '\r', '\t'], " "));
                }
            }
        }
    }

    fn open(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "p" | "h" => self.paragraph(tag),
            "list" => {
                let own = tag.value("style-name").map(str::to_owned);
                let outer = self.lists.last().map(|list| list.style.clone());
                let style = own.or(outer).unwrap_or_default();
                let goes_on = tag.value("continue-numbering") == Some("true")
                    || tag.value("continue-list").is_some();
                let reached = self.ended.get(&style).copied().filter(|_| goes_on);
                self.lists.push(List { style, reached, marked: false });
            }
            "list-item" => {
                let depth = self.lists.len();
                if let Some(list) = self.lists.last_mut() {
                    let levels = self.styles.lists.get(&list.style);
                    let start = levels.and_then(|levels| levels.get(&depth)).map_or(1, |l| l.start);
                    let next = list.reached.map_or(start, |number| number.saturating_add(1));
                    list.reached = Some(tag.number("start-value").unwrap_or(next));
                    list.marked = false;
                }
            }
            "list-header" => {
                if let Some(list) = self.lists.last_mut() {
                    list.marked = true;
                }
            }
            "table" => self.written.open_table(),
            "table-cell" => self.written.open_cell(),
            "note" => self.note = Some((String::new(), String::new(), false)),
            "note-citation" => {
                if let Some((.., is_mark)) = &mut self.note {
                    *is_mark = true;
                }
            }
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            "s" => self.push(&" ".repeat(tag.number("c").unwrap_or(1).min(100))),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn paragraph(&mut self, tag: &Tag) {
        let style = tag.value("style-name").unwrap_or_default();
        let is_first = self.written.is_empty() && !self.written.in_table();
        let shape = match tag.number("outline-level").filter(|_| tag.name == "h") {
            _ if self.styles.is_title(style) => Shape::Title,
            Some(1) if is_first => Shape::Title,
            Some(_) => Shape::Heading,
            None if tag.name == "h" => Shape::Heading,
            None => Shape::Plain,
        };
        let language = self.styles.paragraphs.get(style).and_then(|style| style.language.clone());
        let mark = self.mark();
        self.open.push(Paragraph { text: String::new(), mark, shape, language });
    }

    /// The mark of the item that is open, for the first paragraph in it.
    fn mark(&mut self) -> Option<String> {
        let depth = self.lists.len();
        let list = self.lists.last_mut()?;
        if std::mem::replace(&mut list.marked, true) {
            return None;
        }
        let levels = self.styles.lists.get(&list.style);
        let Some(level) = levels.and_then(|levels| levels.get(&depth)) else {
            return Some("•".to_owned());
        };
        let Some(form) = &level.form else {
            return Some("•".to_owned());
        };
        let number = printed(list.reached?, form);
        if number.is_empty() {
            return None;
        }
        let closed = if level.suffix.is_empty() { "." } else { &level.suffix };
        Some(format!("{}{number}{closed}", level.prefix).trim().to_owned())
    }
}
