//! A page of HTML as a browser understands it (WHATWG HTML), for the tests of pages.

use std::collections::BTreeMap;

use html5ever::driver::ParseOpts;
use html5ever::parse_document;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::Handle;
use markup5ever_rcdom::NodeData;
use markup5ever_rcdom::RcDom;

/// An element of a page.
#[derive(Debug)]
pub(crate) struct Element {
    /// Its name.
    pub(crate) name: String,
    /// Its attributes.
    pub(crate) attributes: BTreeMap<String, String>,
    /// The text in it, however deep.
    pub(crate) text: String,
    /// The positions of the elements around it, the outermost first.
    pub(crate) around: Vec<usize>,
}

impl Element {
    /// The value of an attribute; empty where it has none.
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// Whether it is of this class.
    pub(crate) fn is_of(&self, class: &str) -> bool {
        self.attribute("class").split(' ').any(|own| own == class)
    }

    /// Whether it says itself that it is in this language and direction.
    pub(crate) fn speaks(&self, language: &str, direction: &str) -> bool {
        self.attribute("lang") == language && self.attribute("dir") == direction
    }
}

/// The elements of a page, in the order in which they begin.
#[derive(Debug, Default)]
pub(crate) struct Dom {
    elements: Vec<Element>,
}

impl Dom {
    /// Reads a page that must be without fault.
    #[track_caller]
    pub(crate) fn of(page: &str) -> Self {
        let read = parse_document(RcDom::default(), ParseOpts::default()).one(page);
        let faults = read.errors.borrow();
        assert!(faults.is_empty(), "{faults:?}");
        let mut dom = Self::default();
        dom.walk(&read.document, &[]);
        dom
    }

    /// The elements of a name.
    pub(crate) fn named(&self, name: &str) -> Vec<&Element> {
        self.all(|element| element.name == name)
    }

    /// The elements for which something holds.
    pub(crate) fn all(&self, holds: impl Fn(&Element) -> bool) -> Vec<&Element> {
        self.elements.iter().filter(|element| holds(element)).collect()
    }

    /// The elements of a name inside an element for which something holds.
    pub(crate) fn inside(&self, name: &str, holds: impl Fn(&Element) -> bool) -> Vec<&Element> {
        self.all(|element| {
            element.name == name && element.around.iter().any(|at| holds(&self.elements[*at]))
        })
    }

    /// The name of the element around another one.
    pub(crate) fn parent(&self, element: &Element) -> &Element {
        &self.elements[*element.around.last().unwrap()]
    }

    fn walk(&mut self, node: &Handle, around: &[usize]) {
        let mut inner = around.to_vec();
        match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let attributes = attrs.borrow();
                let pair = |attribute: &html5ever::Attribute| {
                    (attribute.name.local.to_string(), attribute.value.to_string())
                };
                inner.push(self.elements.len());
                self.elements.push(Element {
                    name: name.local.to_string(),
                    attributes: attributes.iter().map(pair).collect(),
                    text: String::new(),
                    around: around.to_vec(),
                });
            }
            NodeData::Text { contents } => {
                for at in around {
                    self.elements[*at].text.push_str(&contents.borrow());
                }
            }
            NodeData::Comment { contents } => panic!("a comment: {contents}"),
            _ => {}
        }
        for child in node.children.borrow().iter() {
            self.walk(child, &inner);
        }
    }
}
