//! A proposal as files of an archive: the record, the texts, and the untouched source.
//!
//! A record that is there is edited, not replaced: comments stay, no value is overwritten, and what the
//! source says beside it is added.

mod edit;
mod fresh;
mod markup;

use crate::model::BlockKind;
use crate::model::Coverage;
use crate::model::Day;
use crate::model::Document;

use super::proposal::Proposal;
use super::proposal::ProposedVersion;
use super::source::Format;
use super::source::Source;

pub(super) use markup::marked_up;

/// A file below the folder of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// Its path, with `/` between the parts.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What a record is made from.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The proposal.
    pub proposal: &'a Proposal,
    /// The lines it comes from.
    pub source: &'a Source,
    /// The file as it was.
    pub bytes: &'a [u8],
    /// The name of the file, without folders.
    pub name: &'a str,
    /// The day.
    pub today: Day,
}

/// The files of a new record.
#[must_use]
pub fn new_record(material: &Material<'_>) -> Vec<Filed> {
    let mut files = vec![Filed {
        path: "document.toml".to_owned(),
        bytes: fresh::record(material).into_bytes(),
    }];
    for version in &material.proposal.versions {
        files.push(Filed {
            path: format!("text.{}.txt", version.language),
            bytes: marked_up(&version.blocks).into_bytes(),
        });
    }
    files.extend(sources(material));
    files
}

/// The files of a record that is there, as they are to be; `record` is its `document.toml`.
pub fn full_texts(
    material: &Material<'_>,
    document: &Document,
    record: &str,
) -> Result<Vec<Filed>, String> {
    let edited = edit::record(material, document, record)?;
    let mut files = vec![Filed { path: "document.toml".to_owned(), bytes: edited.into_bytes() }];
    for version in &material.proposal.versions {
        if has_full_text(document, version) {
            continue;
        }
        let there = document.versions.iter().find(|there| there.language == version.language);
        let path = there
            .map_or_else(|| format!("text.{}.txt", version.language), |there| there.file.clone());
        files.push(Filed { path, bytes: marked_up(&version.blocks).into_bytes() });
    }
    files.extend(sources(material));
    Ok(files)
}

/// Whether the record has the text itself already: no other copy takes its place.
fn has_full_text(document: &Document, version: &ProposedVersion) -> bool {
    document.versions.iter().any(|there| {
        there.language == version.language
            && there.coverage == Coverage::Full
            && !there.blocks.is_empty()
    })
}

/// The source, and of a page the lines that line numbers count.
fn sources(material: &Material<'_>) -> Vec<Filed> {
    let name = plain_name(material.name, material.source.format);
    let mut files = vec![Filed { path: format!("source/{name}"), bytes: material.bytes.to_vec() }];
    if material.source.format != Format::Text {
        let lines: Vec<&str> =
            material.source.lines.iter().map(|line| line.text.as_str()).collect();
        files.push(Filed {
            path: format!("source/{name}.lines.txt"),
            bytes: format!("{}\n", lines.join("\n")).into_bytes(),
        });
    }
    files
}

/// A name that any disk can have: of the letters of a file's name those that are plain.
fn plain_name(name: &str, format: Format) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' })
        .take(100)
        .collect();
    let plain = plain.trim_matches(['.', '-']);
    if plain.is_empty() {
        let end = if format == Format::Text { "txt" } else { format.as_str() };
        return format!("page.{end}");
    }
    plain.to_owned()
}

/// The numbers of the blocks that are leads, slogans and notes, from 1, in all versions that have them.
fn block_lists(proposal: &Proposal) -> Vec<(&'static str, Vec<i64>)> {
    let most = proposal.versions.iter().map(|version| version.blocks.len()).max().unwrap_or(0);
    let kinds_at = |at: usize| {
        proposal
            .versions
            .iter()
            .filter_map(move |version| version.blocks.get(at))
            .map(|block| block.block.kind)
    };
    [("lead", BlockKind::Lead), ("slogan", BlockKind::Slogan), ("note", BlockKind::Note)]
        .into_iter()
        .map(|(name, kind)| {
            let fits =
                |at: &usize| kinds_at(*at).next() == Some(kind) && kinds_at(*at).all(is_plain);
            let numbers = (0..most).filter(fits).filter_map(|at| i64::try_from(at + 1).ok());
            (name, numbers.collect())
        })
        .filter(|(_, numbers): &(_, Vec<i64>)| !numbers.is_empty())
        .collect()
}

/// Whether a block of a text file reads as a paragraph, which `[blocks]` can say more about.
fn is_plain(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Lead | BlockKind::Slogan | BlockKind::Note)
}
