//! XML as a stream of three things, which is all that the walks need.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use quick_xml::events::Event;

/// How deep tags may nest.
const DEEPEST: usize = 1000;

/// Something in XML; names are without their prefixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// A tag opens.
    Open(Tag),
    /// The tag of this name closes.
    Close(String),
    /// Text.
    Text(String),
}

/// A tag that opens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Tag {
    /// Its name.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str())
    }

    /// The value of an attribute as a number.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.value(name)?.trim().parse().ok()
    }

    fn of(tag: &BytesStart<'_>) -> Self {
        let mut attributes = Vec::new();
        for attribute in tag.attributes().with_checks(false).flatten() {
            let name = attribute.key.local_name().into_inner().to_owned();
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            attributes.push((name, value.unwrap_or_default().into_owned()));
        }
        Self { name: tag.local_name().into_inner().to_owned(), attributes }
    }
}

/// Hands every node to `take`, without those in the tags of these names, until it says that it has enough.
///
/// Says whether all was read: `false` where the XML is broken or too deep.
pub(super) fn walk(xml: &str, skipped: &[&str], mut take: impl FnMut(Node) -> bool) -> bool {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().allow_dangling_amp = true;
    let mut depth = 0_usize;
    // The depth of the tag that is being skipped.
    let mut silent: Option<usize> = None;
    loop {
        let Ok(event) = reader.read_event() else {
            return false;
        };
        let node = match event {
            Event::Eof => return depth == 0,
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return false;
                }
                let tag = Tag::of(&tag);
                if silent.is_none() && skipped.contains(&tag.name.as_str()) {
                    silent = Some(depth);
                }
                Node::Open(tag)
            }
            Event::End(tag) => {
                let was_silent = silent.is_some();
                if silent == Some(depth) {
                    silent = None;
                }
                depth = depth.saturating_sub(1);
                if was_silent {
                    continue;
                }
                Node::Close(tag.local_name().into_inner().to_owned())
            }
            Event::Text(text) => Node::Text(text.xml_content(XmlVersion::Implicit1_0).into_owned()),
            Event::CData(text) => {
                Node::Text(text.xml_content(XmlVersion::Implicit1_0).into_owned())
            }
            Event::GeneralRef(name) => match (&*name, name.resolve_char_ref()) {
                (_, Ok(Some(letter))) => Node::Text(letter.to_string()),
                ("amp", _) => Node::Text("&".to_owned()),
                ("lt", _) => Node::Text("<".to_owned()),
                ("gt", _) => Node::Text(">".to_owned()),
                ("quot", _) => Node::Text("\"".to_owned()),
                ("apos", _) => Node::Text("'".to_owned()),
                // Entities of one's own are how small XML becomes large.
                _ => continue,
            },
            _ => continue,
        };
        if silent.is_none() && !take(node) {
            return true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(xml: &str) -> (String, bool) {
        let mut told = String::new();
        let whole = walk(xml, &["skip"], |node| {
            match node {
                Node::Open(tag) => {
                    told.extend(["<", &tag.name, tag.value("v").unwrap_or(""), ">"]);
                }
                Node::Close(name) => told.extend(["</", &name, ">"]),
                Node::Text(text) => told.push_str(&text),
            }
            true
        });
        (told, whole)
    }

    #[test]
    fn tags_text_and_references_come_in_order() {
        assert_eq!(
            told("<w:p w:v=\"1\">a &amp; b&#233;<w:t/><skip>x<y/></skip>c</w:p>"),
            ("<p1>a & bé<t></t>c</p>".to_owned(), true)
        );
    }

    #[test]
    fn broken_and_deep_files_end_early() {
        assert_eq!(told("<a>b</c>"), ("<a>b".to_owned(), false));
        assert!(!told(&"<a>".repeat(2000)).1);
        assert_eq!(
            told("<!DOCTYPE a [<!ENTITY b \"cc\">]><a>&b;</a>"),
            ("<a></a>".to_owned(), true)
        );
    }
}
