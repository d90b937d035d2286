//! The lists and styles of a DOCX: which mark stands before a paragraph.

use std::collections::HashMap;
use std::collections::HashSet;

use super::label::printed;
use super::xml::Node;
use super::xml::walk;

/// The levels that a list has (ECMA-376, 17.9.3).
const LEVELS: usize = 9;

/// How one level of a list is numbered.
#[derive(Debug, Clone)]
struct Level {
    form: String,
    /// The mark with `%1` for the number of the first level, `%2` for the second.
    pattern: String,
    start: usize,
}

impl Default for Level {
    fn default() -> Self {
        Self { form: "decimal".to_owned(), pattern: String::new(), start: 1 }
    }
}

/// The list that a paragraph is in, and its level there, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The id of the list.
    pub(super) list: String,
    /// The level.
    pub(super) level: usize,
}

/// What a style says.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// Its name in English, in small letters.
    pub(super) name: String,
    based_on: String,
    outline: Option<usize>,
    list: Option<String>,
    level: Option<usize>,
}

/// The styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(xml: &str) -> Self {
        let mut styles = HashMap::new();
        let mut open: Option<(String, Style)> = None;
        walk(xml, &["rPr", "tblPr", "latentStyles"], |node| {
            match node {
                Node::Open(tag) if tag.name == "style" => {
                    let id = tag.value("styleId").unwrap_or_default().to_owned();
                    open = Some((id, Style::default()));
                }
                Node::Open(tag) => {
                    if let Some((_, style)) = &mut open {
                        let value = tag.value("val").unwrap_or_default();
                        match tag.name.as_str() {
                            "name" => style.name = value.to_lowercase(),
                            "basedOn" => value.clone_into(&mut style.based_on),
                            "outlineLvl" => style.outline = tag.number("val"),
                            "numId" => style.list = Some(value.to_owned()),
                            "ilvl" => style.level = tag.number("val"),
                            _ => {}
                        }
                    }
                }
                Node::Close(name) if name == "style" => styles.extend(open.take()),
                _ => {}
            }
            true
        });
        Self(styles)
    }

    /// A style and those that it is based on.
    fn line<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Style> {
        let first = self.0.get(id);
        std::iter::successors(first, |style| self.0.get(&style.based_on)).take(10)
    }

    /// Whether a style is that of titles.
    pub(super) fn is_title(&self, id: &str) -> bool {
        id == "Title" || self.line(id).any(|style| style.name == "title")
    }

    /// The level of a heading, from 0.
    pub(super) fn heading(&self, id: &str) -> Option<usize> {
        let of_name =
            |name: &str| name.strip_prefix("heading ")?.parse::<usize>().ok()?.checked_sub(1);
        let stated = self.line(id).find_map(|style| of_name(&style.name).or(style.outline));
        stated.filter(|level| *level < LEVELS)
    }

    /// The list that a style puts a paragraph in.
    pub(super) fn list(&self, id: &str) -> Option<Place> {
        let list = self.line(id).find_map(|style| style.list.clone())?;
        let level = self.line(id).find_map(|style| style.level).unwrap_or(0);
        Some(Place { list, level })
    }
}

/// The lists, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// For each form its levels.
    forms: HashMap<String, Vec<Level>>,
    /// For each list its form, and where it starts anew.
    instances: HashMap<String, (String, HashMap<usize, usize>)>,
    /// For each form the numbers that were reached.
    reached: HashMap<String, Vec<Option<usize>>>,
    begun: HashSet<String>,
}

impl Lists {
    /// Reads `numbering.xml`.
    pub(super) fn read(xml: &str) -> Self {
        let mut lists = Self::default();
        let mut form: Option<String> = None;
        let mut list: Option<String> = None;
        let mut at = 0;
        walk(xml, &["rPr", "pPr"], |node| {
            match node {
                Node::Open(tag) => {
                    let value = tag.value("val").unwrap_or_default();
                    match (tag.name.as_str(), &form, &list) {
                        ("abstractNum", ..) => {
                            let id = tag.value("abstractNumId").unwrap_or_default().to_owned();
                            lists.forms.insert(id.clone(), vec![Level::default(); LEVELS]);
                            form = Some(id);
                        }
                        ("num", ..) => list = tag.value("numId").map(str::to_owned),
                        ("lvl" | "lvlOverride", ..) => at = tag.number("ilvl").unwrap_or(0),
                        ("abstractNumId", _, Some(list)) => {
                            lists
                                .instances
                                .insert(list.clone(), (value.to_owned(), HashMap::new()));
                        }
                        ("startOverride", _, Some(list)) => {
                            if let Some((_, starts)) = lists.instances.get_mut(list) {
                                starts.insert(at, tag.number("val").unwrap_or(1));
                            }
                        }
                        (name, Some(form), _) => {
                            let levels = lists.forms.get_mut(form);
                            if let Some(level) = levels.and_then(|levels| levels.get_mut(at)) {
                                match name {
                                    "start" => level.start = tag.number("val").unwrap_or(1),
                                    "numFmt" => value.clone_into(&mut level.form),
                                    "lvlText" => value.clone_into(&mut level.pattern),
                                    _ => {}
                                }
                            }
                        }
                        _ => {}
                    }
                }
                Node::Close(name) if name == "abstractNum" => form = None,
                Node::Close(name) if name == "num" => list = None,
                _ => {}
            }
            true
        });
        lists
    }

    /// Counts on, and gives the mark before a paragraph at this place; nothing where it has none.
    pub(super) fn mark(&mut self, place: &Place) -> Option<String> {
        let (form, starts) = self.instances.get(&place.list)?;
        let levels = self.forms.get(form)?;
        let level = levels.get(place.level)?;
        let reached = self.reached.entry(form.clone()).or_insert_with(|| vec![None; LEVELS]);
        // Lists of one form count on together, unless one says that it starts anew.
        if self.begun.insert(place.list.clone()) {
            for (at, start) in starts {
                if let Some(slot) = reached.get_mut(*at) {
                    *slot = start.checked_sub(1);
                }
            }
        }
        let slot = reached.get_mut(place.level)?;
        *slot = Some(slot.map_or(level.start, |number| number.saturating_add(1)));
        for deeper in reached.iter_mut().skip(place.level + 1) {
            *deeper = None;
        }
        if level.form == "bullet" {
            return Some("•".to_owned());
        }
        let mut mark = level.pattern.clone();
        for (at, level) in levels.iter().enumerate().take(place.level + 1) {
            let number = reached.get(at).copied().flatten().unwrap_or(level.start);
            mark = mark.replace(&format!("%{}", at + 1), &printed(number, &level.form));
        }
        let mark = mark.trim();
        if mark.is_empty() {
            return None;
        }
        let is_bare = mark.bytes().all(|byte| byte.is_ascii_digit());
        Some(if is_bare { format!("{mark}.") } else { mark.to_owned() })
    }
}
