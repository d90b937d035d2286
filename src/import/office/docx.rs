//! The paragraphs of a DOCX (ECMA-376, WordprocessingML), with the marks of its lists.

use std::collections::HashMap;

use super::label::printed;
use super::numbering::Lists;
use super::numbering::Place;
use super::numbering::Styles;
use super::page::Paragraph;
use super::page::Written;
use super::xml::Node;
use super::xml::Tag;
use super::xml::walk;
use crate::import::line::Shape;
use crate::import::source::MOST_LINES;

/// What is no text of the document: what was deleted or moved away, second copies, formulas of fields.
const SKIPPED: &[&str] =
    &["Fallback", "moveFrom", "del", "instrText", "delText", "pPrChange", "rPrChange", "sectPr"];

/// A paragraph while it is read, with what its style and its list are.
#[derive(Default)]
struct Open {
    paragraph: Paragraph,
    style: String,
    list: Option<String>,
    level: Option<usize>,
    is_rtl: bool,
    outline: Option<usize>,
    /// The languages of its runs: left to right, and right to left.
    language: Option<String>,
    language_rtl: Option<String>,
}

/// The footnotes and the endnotes, by their ids, and how many of each were met.
#[derive(Default)]
struct Notes {
    footnotes: HashMap<String, String>,
    endnotes: HashMap<String, String>,
    met: [usize; 2],
}

impl Notes {
    /// The number that a reference prints, as long as nobody chose another one, and the words of the note.
    fn of(&mut self, tag: &Tag) -> (String, Option<String>) {
        let id = tag.value("id").unwrap_or_default();
        let [footnotes, endnotes] = &mut self.met;
        if tag.name == "footnoteReference" {
            *footnotes += 1;
            (footnotes.to_string(), self.footnotes.get(id).cloned())
        } else {
            *endnotes += 1;
            (printed(*endnotes, "lowerRoman"), self.endnotes.get(id).cloned())
        }
    }
}

/// The words of the notes in `footnotes.xml` or `endnotes.xml`, by their ids.
fn notes(xml: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    let mut open: Option<(String, String)> = None;
    let mut in_text = false;
    walk(xml, SKIPPED, |node| {
        match node {
            // What has a type is the stroke above the notes.
            Node::Open(tag) if matches!(tag.name.as_str(), "footnote" | "endnote") => {
                let id = tag.value("id").filter(|_| tag.value("type").is_none());
                open = id.map(|id| (id.to_owned(), String::new()));
            }
            Node::Open(tag) => {
                in_text = in_text || tag.name == "t";
                if let Some((_, words)) = &mut open
                    && matches!(tag.name.as_str(), "p" | "tab" | "br")
                {
                    words.push(' ');
                }
            }
            Node::Close(name) if matches!(name.as_str(), "footnote" | "endnote") => {
                found.extend(open.take());
            }
            Node::Close(name) => in_text = in_text && name != "t",
            Node::Text(text) => {
                if let Some((_, words)) = open.as_mut().filter(|_| in_text) {
                    words.push_str(&text);
                }
            }
        }
        found.len() < MOST_LINES
    });
    found
}

/// Reads `document.xml`, with the notes that it refers to.
pub(super) fn read(
    xml: &str,
    styles: &str,
    numbering: &str,
    (footnotes, endnotes): (&str, &str),
) -> Written {
    let mut known = Notes { footnotes: notes(footnotes), endnotes: notes(endnotes), met: [0, 0] };
    // A note whose mark somebody chose: it is what is written next.
    let mut own_mark: Option<Option<String>> = None;
    let styles = Styles::read(styles);
    let mut lists = Lists::read(numbering);
    let mut written = Written::default();
    // A text box stands inside a paragraph and has paragraphs of its own.
    let mut open: Vec<Open> = Vec::new();
    let mut in_text = false;
    let whole = walk(xml, SKIPPED, |node| {
        match node {
            Node::Open(tag) => match tag.name.as_str() {
                "p" => open.push(Open::default()),
                "t" => in_text = true,
                "tbl" => written.open_table(),
                "tc" => written.open_cell(),
                "footnoteReference" | "endnoteReference" => {
                    let (number, words) = known.of(&tag);
                    if matches!(tag.value("customMarkFollows"), Some("1" | "true" | "on")) {
                        own_mark = Some(words);
                    } else if let Some(open) = open.last_mut() {
                        let mark = written.note(&number, words.as_deref());
                        open.paragraph.text.push_str(&mark);
                    }
                }
                _ => {
                    if let Some(open) = open.last_mut() {
                        open.tell(&tag);
                    }
                }
            },
            Node::Close(name) => match name.as_str() {
                "p" => {
                    if let Some(open) = open.pop() {
                        let paragraph = open.closed(&styles, &mut lists, &written);
                        written.end(paragraph);
                    }
                }
                "t" => in_text = false,
                "tr" => written.close_row(),
                "tbl" => written.close_table(),
                _ => {}
            },
            Node::Text(text) => {
                if let Some(open) = open.last_mut().filter(|_| in_text) {
                    let text = match own_mark.take() {
                        Some(words) => written.note(&text, words.as_deref()),
                        None => text,
                    };
                    open.paragraph.text.push_str(&text);
                }
            }
        }
        !written.is_full()
    });
    if !whole {
        written.break_off();
    }
    written
}

impl Open {
    /// Takes what a tag inside the paragraph says.
    fn tell(&mut self, tag: &Tag) {
        let value = || tag.value("val").unwrap_or_default().to_owned();
        let is_on = !matches!(tag.value("val"), Some("0" | "false" | "off"));
        match tag.name.as_str() {
            "pStyle" => self.style = value(),
            "numId" => self.list = Some(value()),
            "ilvl" => self.level = tag.number("val"),
            "outlineLvl" => self.outline = tag.number("val"),
            "bidi" => self.is_rtl = is_on,
            "lang" => {
                self.language =
                    self.language.take().or_else(|| tag.value("val").map(str::to_owned));
                self.language_rtl =
                    self.language_rtl.take().or_else(|| tag.value("bidi").map(str::to_owned));
            }
            // The tab stops of a paragraph have the same name, and a position.
            "tab" if tag.value("pos").is_none() => self.paragraph.text.push('\t'),
            "br" | "cr" => self.paragraph.text.push('\n'),
            "noBreakHyphen" => self.paragraph.text.push('\u{2011}'),
            _ => {}
        }
    }

    /// The paragraph, with its mark, as what its style says it is.
    fn closed(self, styles: &Styles, lists: &mut Lists, written: &Written) -> Paragraph {
        let of_style = styles.list(&self.style);
        let level = self.level.or(of_style.as_ref().map(|place| place.level)).unwrap_or(0);
        // The list 0 takes a paragraph out of that of its style.
        let list = self.list.or(of_style.map(|place| place.list)).filter(|list| list != "0");
        let has_text = !self.paragraph.text.trim().is_empty();
        let mark = list.filter(|_| has_text).and_then(|list| lists.mark(&Place { list, level }));
        let heading = self.outline.filter(|level| *level < 9).or(styles.heading(&self.style));
        let shape = if styles.is_title(&self.style) {
            Shape::Title
        } else {
            match heading {
                Some(0) if written.is_empty() && !written.in_table() => Shape::Title,
                Some(_) => Shape::Heading,
                None => Shape::Plain,
            }
        };
        let language = if self.is_rtl { self.language_rtl } else { self.language };
        Paragraph { mark, shape, language, ..self.paragraph }
    }
}
