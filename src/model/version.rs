//! A document in one language, in blocks.

use std::sync::Arc;

use super::Language;
use super::words::words;

words! {
    /// How much of the document a version holds.
    Coverage {
        /// The text itself.
        Full = "full",
        /// A summary made for the archive.
        Abstract = "abstract",
    }
}

words! {
    /// Whether a version is the one that the others were translated from.
    Original {
        /// It is.
        Yes = "yes",
        /// It is a translation.
        No = "no",
        /// Nobody says.
        Unknown = "unknown",
    }
}

words! {
    /// What a block of a text is.
    BlockKind {
        /// The title.
        Title = "title",
        /// A heading inside the text.
        Heading = "heading",
        /// The sentence that leads into points or bullets.
        Lead = "lead",
        /// A paragraph.
        Paragraph = "paragraph",
        /// A numbered point.
        Point = "point",
        /// An item of a list without numbers.
        Bullet = "bullet",
        /// A closing call.
        Slogan = "slogan",
        /// A remark that is no part of the text itself.
        Note = "note",
    }
}

/// A piece of a version; its number is its position, from 1, and one cites by it (`¶ 12`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The mark as printed, of a point (`8.`); `None` for all other kinds.
    pub label: Option<String>,
    /// Its text, on one line, without the mark.
    pub text: String,
}

impl Block {
    /// A paragraph.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self { kind: BlockKind::Paragraph, label: None, text: text.into() }
    }

    /// The digits of a point's label: `8` of `8.`.
    #[must_use]
    pub fn point(&self) -> Option<&str> {
        self.label.as_deref().map(|label| label.trim_end_matches(['.', ')']))
    }
}

/// A document in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The language.
    pub language: Language,
    /// The name of its text file in the document's folder.
    pub file: String,
    /// Its title in this language.
    pub title: Option<String>,
    /// Whether it is the text itself or a summary.
    pub coverage: Coverage,
    /// Where it stood in the saved source.
    pub lines: Option<String>,
    /// Whether the others were translated from it.
    pub original: Original,
    /// Who translated it.
    pub translator: Option<String>,
    /// What a reader of the record should know.
    pub notes: Option<String>,
    /// The text, which may be long and so is shared; empty where the file could not be read.
    pub blocks: Arc<Vec<Block>>,
}

impl Version {
    /// The position of the block that bears `point` as its number, the first of them.
    #[must_use]
    pub fn block_of_point(&self, point: &str) -> Option<usize> {
        self.blocks.iter().position(|block| block.point() == Some(point))
    }
}
