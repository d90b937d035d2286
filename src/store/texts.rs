//! Reads the versions of a document: the rows of the record, and the text files.

use std::sync::Arc;

use crate::model::Block;
use crate::model::BlockKind;
use crate::model::Coverage;
use crate::model::Language;
use crate::model::Original;
use crate::model::Version;
use crate::model::limits;

use super::Code;
use super::blocks::blocks;
use super::decode::is_binary;
use super::fault::Faults;
use super::fields::Fields;
use super::nearest::nearest;
use super::sheet::Sheet;
use super::shelf::Folder;
use super::shelf::Shelf;
use super::shelf::fault_of;
use super::shelf::shown;
use super::shelf::tag_of;
use super::values::perhaps;
use super::values::short;

/// The texts of one folder, on their way into the versions of a document.
pub(super) struct Texts<'a> {
    shelf: &'a dyn Shelf,
    folder: &'a Folder,
    faults: &'a mut Faults,
    versions: Vec<Version>,
}

impl<'a> Texts<'a> {
    /// The texts of `folder`.
    pub(super) fn of(shelf: &'a dyn Shelf, folder: &'a Folder, faults: &'a mut Faults) -> Self {
        Self { shelf, folder, faults, versions: Vec::new() }
    }

    /// Reads the versions of the record, then the texts that it does not name.
    pub(super) fn versions(mut self, fields: &mut Fields<'_>) -> Vec<Version> {
        fields.tables("version", |fields| self.row(fields));
        for file in &self.folder.texts {
            if !self.versions.iter().any(|version| version.file == *file) {
                self.unnamed(file);
            }
        }
        self.versions
    }

    /// Reads a row of the record, and its text.
    fn row(&mut self, fields: &mut Fields<'_>) {
        fields.must("lang");
        let stated = fields.language("lang");
        let file = fields.text("file");
        let language = stated
            .clone()
            .or_else(|| Language::parse(tag_of(file.as_deref()?)?).ok())
            .unwrap_or_else(Language::unknown);
        let is_named = stated.is_some() || file.is_some();
        let key = if file.is_some() { "file" } else { "lang" };
        let file = file.unwrap_or_else(|| self.file_in(&language));
        if self.versions.iter().any(|version| version.language == language) {
            fields.fault(
                "lang",
                Code::LanguageTwice,
                format!("There is a version in \"{language}\" already."),
                "Give one of them a tag that says how it differs, or take it out.",
            );
        }
        // Without a language and a name no file can be missed.
        let blocks = if is_named { self.row_text(fields, key, &file) } else { Vec::new() };
        let version = Version {
            title: fields.text("title"),
            coverage: fields.word("coverage", Coverage::ALL).unwrap_or(Coverage::Full),
            lines: fields.lines("lines"),
            original: fields.word("original", Original::ALL).unwrap_or(Original::Unknown),
            translator: fields.text("translator"),
            notes: fields.prose("notes"),
            language,
            file,
            blocks: blocks.into(),
        };
        self.versions.push(version);
    }

    /// The text of a row of the record, whose name stands under `key`.
    fn row_text(&mut self, fields: &Fields<'_>, key: &str, file: &str) -> Vec<Block> {
        if file.contains(['/', '\\', '\0']) || file == ".." || file == "." {
            fields.fault(
                key,
                Code::BadFileName,
                format!("\"{}\" is no plain file name.", short(file)),
                "A text lies in the folder of its document: write its name alone.",
            );
            return Vec::new();
        }
        self.text(file).unwrap_or_else(|| {
            let meant = nearest(file, self.folder.texts.iter().map(String::as_str));
            fields.fault(
                key,
                Code::MissingFile,
                format!("The text {} is not in the document's folder.", short(file)),
                format!("{}Put it there, or correct `file` or `lang`.", perhaps(meant)),
            );
            Vec::new()
        })
    }

    /// The name of the file with the text in `language`.
    fn file_in(&self, language: &Language) -> String {
        let is_in = |file: &&String| {
            tag_of(file).and_then(|tag| Language::parse(tag).ok()).as_ref() == Some(language)
        };
        let file = self.folder.texts.iter().find(is_in);
        file.map_or_else(|| format!("text.{language}.txt"), Clone::clone)
    }

    /// Reads a text that the record does not name.
    fn unnamed(&mut self, file: &str) {
        let path = self.folder.path.join(file);
        let tag = tag_of(file).unwrap_or_default();
        let language = Language::parse(tag).unwrap_or_else(|_| {
            self.faults.push(fault_of(
                &path,
                Code::BadLanguage,
                format!("\"{}\" in the name of this file is no language tag (BCP 47).", short(tag)),
                "Call it text.en.txt, text.pt-BR.txt or the like; text.und.txt where it is not known.",
            ));
            Language::unknown()
        });
        if self.versions.iter().any(|version| version.language == language) {
            self.faults.push(fault_of(
                &path,
                Code::LanguageTwice,
                format!("There is a version in \"{language}\" already, in another file."),
                "Name the right file in the record, or take this one away.",
            ));
        }
        let Some(blocks) = self.text(file) else {
            return;
        };
        self.versions.push(Version {
            language,
            file: file.to_owned(),
            title: None,
            coverage: Coverage::Full,
            lines: None,
            original: Original::Unknown,
            translator: None,
            notes: None,
            blocks: blocks.into(),
        });
    }

    /// The blocks of a text file; `None` where there is no such file.
    fn text(&mut self, file: &str) -> Option<Vec<Block>> {
        let path = self.folder.path.join(file);
        let (mut bytes, is_whole) = match self.shelf.beginning(&path, limits::TEXT) {
            Ok(bytes) => bytes?,
            Err(fault) => {
                self.faults.push(fault);
                return Some(Vec::new());
            }
        };
        if is_binary(&bytes) {
            self.faults.push(fault_of(
                &path,
                Code::NoText,
                "This is no text; it looks like a picture or a program. It is not shown.",
                "Put the text in its place; originals go into the folder source/.",
            ));
            return Some(Vec::new());
        }
        if !is_whole {
            bytes.truncate(last_end(&bytes));
            self.faults.push(fault_of(
                &path,
                Code::TooLarge,
                format!("Of the file only the first {} MiB are read.", limits::TEXT >> 20),
                "Split it; originals go into the folder source/.",
            ));
        }
        let sheet = Sheet::of(shown(&path), &bytes);
        drop(bytes);
        let blocks = blocks(sheet.text());
        if blocks.is_empty() {
            sheet.fault_of_all(
                Code::EmptyText,
                "The file holds no text.".to_owned(),
                "Write the text into it, or remove it.",
            );
        }
        sheet.tell(self.faults);
        Some(blocks)
    }
}

/// Where the last line ends that is whole, else the last character.
fn last_end(bytes: &[u8]) -> usize {
    if let Some(end) = bytes.iter().rev().take(1 << 16).position(|byte| *byte == b'\n') {
        return bytes.len() - end;
    }
    let is_inside = |byte: &u8| byte & 0b1100_0000 == 0b1000_0000;
    let inside = bytes.iter().rev().take(3).take_while(|byte| is_inside(byte)).count();
    bytes.len().saturating_sub(inside + 1)
}

/// Reads `[blocks]`, which says of paragraphs that they are leads, slogans or notes.
pub(super) fn kinds(fields: &mut Fields<'_>, versions: &mut [Version]) {
    let lists =
        [("lead", BlockKind::Lead), ("slogan", BlockKind::Slogan), ("note", BlockKind::Note)];
    for (key, kind) in lists {
        for (number, byte) in fields.numbers(key) {
            let wrong = mark(versions, number, kind);
            if let Some((code, message)) = wrong {
                let help = "Blocks are counted from 1, and the title counts.";
                fields.sheet().fault(byte, code, message, help);
            }
        }
    }
}

/// Makes the block with this number one of `kind` in all versions, or says why not.
fn mark(versions: &mut [Version], number: u32, kind: BlockKind) -> Option<(Code, String)> {
    let position = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    let mut blocks: Vec<&mut Block> = (versions
        .iter_mut()
        .filter(|version| position.is_some_and(|at| at < version.blocks.len())))
    .filter_map(|version| Arc::make_mut(&mut version.blocks).get_mut(position?))
    .collect();
    if let Some(other) = blocks.iter().find(|block| block.kind != BlockKind::Paragraph) {
        let message = format!("Block {number} is a {} and cannot be a {kind}.", other.kind);
        return Some((Code::BlockKind, message));
    }
    for block in &mut blocks {
        block.kind = kind;
    }
    let is_nowhere = blocks.is_empty();
    let has_text = versions.iter().any(|version| !version.blocks.is_empty());
    (is_nowhere && (has_text || position.is_none()))
        .then(|| (Code::NoSuchBlock, format!("No version of this document has a block {number}.")))
}
