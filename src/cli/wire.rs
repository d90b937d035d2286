//! The lines of a foreign file on their way from the process that reads it to the one that asked for it.

use serde::Deserialize;
use serde::Serialize;

use crate::import::Format;
use crate::import::Line;
use crate::import::Page;
use crate::import::Shape;
use crate::import::Source;
use crate::import::Trouble;
use crate::model::Language;

/// A source, as it is sent.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Wire {
    format: String,
    lines: Vec<Sent>,
    titles: Vec<String>,
    site: Option<String>,
    url: Option<String>,
    published: Vec<String>,
    author: Option<String>,
    troubles: Vec<String>,
}

/// A line, as it is sent.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Sent {
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(skip_serializing_if = "is_zero")]
    indent: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    shape: Option<char>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over like this")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Wire {
    /// What is sent for a source.
    pub(super) fn of(source: &Source) -> Self {
        let sent = |line: &Line| Sent {
            text: line.text.clone(),
            indent: line.indent,
            shape: match line.shape {
                Shape::Plain => None,
                Shape::Title => Some('t'),
                Shape::Heading => Some('h'),
                Shape::Note => Some('n'),
            },
            language: line.language.as_ref().map(ToString::to_string),
        };
        let page = source.page.clone();
        Self {
            format: source.format.as_str().to_owned(),
            lines: source.lines.iter().map(sent).collect(),
            titles: page.titles,
            site: page.site,
            url: page.url,
            published: page.published,
            author: page.author,
            troubles: source.troubles.iter().map(|trouble| trouble.message.clone()).collect(),
        }
    }

    /// The bytes that are sent.
    pub(super) fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The source that was sent. Who sent it may be in the hands of the file: nothing is believed that a
    /// file of this format could not have said, and all texts are cleaned once more.
    pub(super) fn read(bytes: &[u8]) -> Option<Source> {
        let wire: Self = serde_json::from_slice(bytes).ok()?;
        let format = [Format::Html, Format::Docx, Format::Odt]
            .into_iter()
            .find(|format| format.as_str() == wire.format)?;
        let line = |sent: Sent| Line {
            indent: sent.indent.min(1000),
            shape: match sent.shape {
                Some('t') => Shape::Title,
                Some('h') => Shape::Heading,
                Some('n') => Shape::Note,
                _ => Shape::Plain,
            },
            language: sent.language.and_then(|tag| Language::parse(&tag).ok()),
            ..Line::plain(&sent.text)
        };
        let source = Source {
            format,
            lines: wire.lines.into_iter().map(line).collect(),
            page: Page {
                titles: wire.titles,
                site: wire.site,
                url: wire.url,
                published: wire.published,
                author: wire.author,
            },
            troubles: wire.troubles.into_iter().map(|message| Trouble { message }).collect(),
            sha256: String::new(),
        };
        Some(source.cleaned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Form;

    #[test]
    fn a_source_arrives_as_it_was_sent() {
        let page = "<html lang=en><head><title>Call to the towns</title></head><body><h1>Call to the towns</h1>\
            <ul><li>water</li></ul><p lang=el>Νερό για όλους τους ανθρώπους</p></body></html>";
        let source = Source::read_as(Form::Html, page.as_bytes()).unwrap();
        assert_eq!(Wire::read(&Wire::of(&source).bytes()), Some(source));
    }

    #[test]
    fn what_arrives_is_cleaned() {
        let sent = r#"{"format":"html","lines":[{"text":"a\u001b[2J\u202eb\nc"}],"titles":["x\u0007"],
            "site":null,"url":null,"published":[],"author":null,"troubles":[]}"#;
        let source = Wire::read(sent.as_bytes()).unwrap();
        assert_eq!(source.lines, [Line::plain("a[2Jb c")]);
        assert_eq!(source.page.titles, ["x"]);
        assert_eq!(Wire::read(b"{}"), None);
        assert_eq!(Wire::read(sent.replace("html", "text").as_bytes()), None);
    }
}
