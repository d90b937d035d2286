//! Walks over the tree of a page and writes its text line by line, with the marks of its lists.

use dom_query::Document;
use dom_query::NodeRef;

use crate::import::line::Line;
use crate::import::line::Shape;
use crate::import::line::squeezed;
use crate::model::Language;

/// Elements that are no text.
const SILENT: &[&str] = &[
    "script", "style", "head", "noscript", "template", "svg", "nav", "footer", "form", "button",
    "select", "iframe", "aside", "figure", "img", "video", "audio", "object", "input", "textarea",
    "title", "meta", "link",
];

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "address",
    "hr",
    "body",
    "html",
    "center",
    "details",
    "summary",
    "fieldset",
    "figcaption",
];

/// The lines of a page.
pub(super) fn lines(document: &Document) -> Vec<Line> {
    let mut writer = Writer::default();
    let root = document.root();
    writer.children(&root, &Setting::default(), 0);
    writer.end_line();
    writer.lines
}

/// What holds for an element and what is in it.
#[derive(Debug, Clone, Default)]
struct Setting {
    shape: Shape,
    language: Option<Language>,
    /// Whether blanks and line ends are kept.
    is_pre: bool,
    /// Whether it is in a cell of a table.
    in_cell: bool,
}

#[derive(Debug, Default)]
struct Writer {
    lines: Vec<Line>,
    text: String,
    shape: Shape,
    language: Option<Language>,
    /// A mark that the next line begins with.
    mark: Option<String>,
}

/// How deep the tree is walked.
const DEEPEST: usize = 600;

impl Writer {
    fn children(&mut self, node: &NodeRef<'_>, setting: &Setting, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let mut number: Option<i64> = None;
        for child in node.children_it(false) {
            if child.is_text() {
                self.add(&child.text(), setting);
                continue;
            }
            let Some(name) = child.node_name() else {
                self.children(&child, setting, depth + 1);
                continue;
            };
            self.element(node, &child, &name.to_ascii_lowercase(), setting, depth, &mut number);
        }
    }

    fn element(
        &mut self,
        parent: &NodeRef<'_>,
        node: &NodeRef<'_>,
        name: &str,
        setting: &Setting,
        depth: usize,
        number: &mut Option<i64>,
    ) {
        if SILENT.contains(&name) {
            return;
        }
        let mut inner = setting.clone();
        if let Some(tag) = node.attr("lang") {
            inner.language = Language::parse(&tag).ok().or(inner.language);
        }
        match name {
            "br" if !setting.in_cell => return self.end_line(),
            "br" => return self.add(" ", setting),
            // Old pages are laid out in tables: such a cell holds a text, not a value.
            "td" | "th" if !setting.in_cell && is_layout(node) => {
                self.end_line();
                self.gap();
                self.children(node, &inner, depth + 1);
                self.end_line();
                return self.gap();
            }
            "td" | "th" => {
                if !self.text.is_empty() || self.has_cell() {
                    self.text.push('\t');
                }
                inner.in_cell = true;
                return self.children(node, &inner, depth + 1);
            }
            "tr" => {
                self.end_line();
                self.children(node, &inner, depth + 1);
                return self.end_line();
            }
            "li" => {
                self.end_line();
                self.mark = Some(mark(parent, node, number));
                self.children(node, &inner, depth + 1);
                self.end_line();
                self.mark = None;
                return;
            }
            "sup" if is_ordinal(&node.text()) => return self.children(node, &inner, depth + 1),
            "h1" => inner.shape = Shape::Title,
            "h2" | "h3" | "h4" | "h5" | "h6" => inner.shape = Shape::Heading,
            "pre" => inner.is_pre = true,
            _ => {}
        }
        let is_block = BLOCKS.contains(&name) && !setting.in_cell;
        let is_list = matches!(name, "ul" | "ol") && !setting.in_cell;
        if is_block {
            self.end_line();
            // Items of one list stand close together, everything else apart.
            if !is_list || self.mark.is_none() {
                self.gap();
            }
        } else if setting.in_cell && BLOCKS.contains(&name) && !self.text.ends_with([' ', '\t']) {
            self.text.push(' ');
        }
        self.children(node, &inner, depth + 1);
        if is_block {
            self.end_line();
            self.gap();
        }
    }

    fn has_cell(&self) -> bool {
        self.text.ends_with('\t')
    }

    fn add(&mut self, text: &str, setting: &Setting) {
        if setting.is_pre {
            let mut parts = text.split('\n');
            if let Some(first) = parts.next() {
                self.put(first, setting);
            }
            for part in parts {
                self.end_line();
                if part.trim().is_empty() {
                    self.gap();
                }
                self.put(part, setting);
            }
            return;
        }
        let begins = text.starts_with(char::is_whitespace);
        let ends = text.ends_with(char::is_whitespace);
        let words = squeezed(text);
        if (begins || words.is_empty())
            && !self.text.is_empty()
            && !self.text.ends_with([' ', '\t'])
            && !text.is_empty()
        {
            self.text.push(' ');
        }
        if words.is_empty() {
            return;
        }
        self.put(&words, setting);
        if ends {
            self.text.push(' ');
        }
    }

    fn put(&mut self, words: &str, setting: &Setting) {
        if self.text.trim().is_empty() {
            self.shape = setting.shape;
            self.language.clone_from(&setting.language);
        }
        let stays = |letter: &char| {
            !letter.is_control() && !crate::model::is_bidi_control(*letter) && *letter != '\u{FEFF}'
        };
        self.text.extend(words.chars().filter(stays));
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.text);
        let cells: Vec<String> = text.split('\t').map(squeezed).collect();
        let text = cells.join("\t");
        let text = text.trim_matches('\t');
        if text.is_empty() {
            return;
        }
        let text = match self.mark.take() {
            Some(mark) => format!("{mark} {text}"),
            None => text.to_owned(),
        };
        let line =
            Line { shape: self.shape, language: self.language.clone(), ..Line::plain(&text) };
        self.lines.push(line);
    }

    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_blank()) {
            self.lines.push(Line::default());
        }
    }
}

/// Whether a cell of a table holds paragraphs, headings or lists.
fn is_layout(cell: &NodeRef<'_>) -> bool {
    const TEXT: &[&str] = &["h1", "h2", "h3", "ul", "ol", "table", "article", "blockquote"];
    let mut paragraphs = 0;
    let mut breaks = 0;
    for node in cell.descendants_it().take(400) {
        let Some(name) = node.node_name() else {
            continue;
        };
        match name.to_ascii_lowercase().as_str() {
            "p" | "div" => paragraphs += 1,
            "br" => breaks += 1,
            name if TEXT.contains(&name) => return true,
            _ => {}
        }
    }
    paragraphs >= 3 || breaks >= 4
}

/// The mark of a list item: its number, or a bullet.
fn mark(list: &NodeRef<'_>, item: &NodeRef<'_>, number: &mut Option<i64>) -> String {
    let is_numbered = list.node_name().is_some_and(|name| name.eq_ignore_ascii_case("ol"));
    if !is_numbered {
        return "•".to_owned();
    }
    let start = list.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1_i64);
    let stated = item.attr("value").and_then(|value| value.trim().parse().ok());
    let this = stated.unwrap_or_else(|| number.map_or(start, |before| before.saturating_add(1)));
    *number = Some(this);
    format!("{this}.")
}

fn is_ordinal(text: &str) -> bool {
    matches!(text.trim(), "st" | "nd" | "rd" | "th" | "o" | "a" | "e" | "er" | "ª" | "º")
}
