//! Reads a document: `document.toml` and the texts beside it.

use crate::model::Action;
use crate::model::Copied;
use crate::model::Document;
use crate::model::Id;
use crate::model::Issued;
use crate::model::Kind;
use crate::model::Link;
use crate::model::Mention;
use crate::model::MentionKind;
use crate::model::Record;
use crate::model::Relation;
use crate::model::Repeat;
use crate::model::Rights;
use crate::model::Signing;
use crate::model::Version;

use super::Code;
use super::fault::Faults;
use super::fields;
use super::fields::Fields;
use super::meetings::claim;
use super::names::group;
use super::sheet::Sheet;
use super::shelf::Folder;
use super::shelf::Shelf;
use super::texts::Texts;
use super::texts::kinds;
use super::ties::Target;
use super::ties::Ties;
use super::values::short;

/// Reads the document in `folder`, whose record is in `sheet`.
///
/// There is always one: what the record does not say comes from the folder's name.
pub(super) fn document(
    sheet: &Sheet,
    shelf: &dyn Shelf,
    folder: &Folder,
    ties: &mut Ties,
    faults: &mut Faults,
) -> Document {
    let name = folder.name();
    let kept =
        format!("Until it is mended, \"{}\" is listed with what could be read.", short(&name));
    fields::read(sheet, &kept, |fields| {
        fields.schema();
        for key in ["id", "kind", "title"] {
            fields.must(key);
        }
        let id = fields.id("id").unwrap_or_else(|| Id::near(&name));
        let id = ties.give(Target::Document, id, sheet, fields.at("id"));
        let mut versions = Texts::of(shelf, folder, faults).versions(fields);
        fields.table("blocks", |fields| kinds(fields, &mut versions));
        Document {
            folder: folder.below.clone(),
            id,
            kind: fields.word("kind", Kind::ALL).unwrap_or(Kind::Other),
            title: fields.text("title").unwrap_or(name),
            title_basis: fields.basis("title_basis"),
            number: fields.text("number"),
            language: fields.language("lang"),
            summary: fields.text("summary"),
            topics: fields.texts("topics"),
            notes: fields.prose("notes"),
            issued: fields.table("issued", |fields| issued(fields, ties)).unwrap_or_default(),
            signatories: fields.tables("signatories", |fields| group(fields, ties)),
            signing: fields.table("signing", signing),
            actions: fields.tables("action", |fields| action(fields, &versions)),
            copies: fields.tables("copy", copied),
            claims: fields.tables("claim", |fields| claim(fields, ties)),
            links: fields
                .tables("link", |fields| link(fields, ties))
                .into_iter()
                .flatten()
                .collect(),
            mentions: fields.tables("mention", mention).into_iter().flatten().collect(),
            rights: fields.table("rights", rights).unwrap_or_default(),
            record: fields.table("record", record).unwrap_or_default(),
            versions,
        }
    })
}

fn issued(fields: &mut Fields<'_>, ties: &mut Ties) -> Issued {
    Issued {
        by: fields.texts("by"),
        meeting: fields.reference("meeting", Target::Meeting, ties),
        place: fields.text("place"),
        country: fields.country("country"),
        adopted: fields.date("adopted"),
        adopted_basis: fields.basis("adopted_basis"),
        date: fields.date("date"),
        date_basis: fields.basis("date_basis"),
        held: fields.date("held"),
        held_as_stated: fields.text("held_as_stated"),
        held_basis: fields.basis("held_basis"),
        valid: fields.date("valid"),
    }
}

fn signing(fields: &mut Fields<'_>) -> Signing {
    fields.must("open");
    Signing {
        open: fields.yes("open").unwrap_or(false),
        as_stated: fields.text("as_stated"),
        as_of: fields.date("as_of"),
    }
}

fn action(fields: &mut Fields<'_>, versions: &[Version]) -> Action {
    fields.must("what");
    let point = fields.point("point");
    let block = fields.block("block");
    check_place(fields, versions, point.as_deref(), block);
    let as_stated = fields.text("as_stated");
    let what = fields.text("what");
    Action {
        point,
        block,
        what: what.or_else(|| as_stated.clone()).unwrap_or_else(|| "?".to_owned()),
        who: fields.texts("who"),
        with: fields.texts("with"),
        when: fields.date("when"),
        as_stated,
        repeat: repeat(fields),
        until: fields.date("until"),
        place: fields.text("place"),
        country: fields.country("country"),
        basis: fields.basis("basis"),
        notes: fields.prose("notes"),
    }
}

/// Looks whether the point and the block of an action are in any version that has a text.
fn check_place(
    fields: &Fields<'_>,
    versions: &[Version],
    point: Option<&str>,
    block: Option<usize>,
) {
    let mut texts = versions.iter().filter(|version| !version.blocks.is_empty()).peekable();
    if texts.peek().is_none() {
        return;
    }
    let texts: Vec<&Version> = texts.collect();
    if let Some(point) = point
        && !texts.iter().any(|version| version.block_of_point(point).is_some())
    {
        fields.fault(
            "point",
            Code::NoSuchPoint,
            format!("No version of this document has a point {}.", short(point)),
            "Correct the number, or take it out and name the `block`.",
        );
    }
    if let Some(block) = block
        && !texts.iter().any(|version| block < version.blocks.len())
    {
        fields.fault(
            "block",
            Code::NoSuchBlock,
            format!("No version of this document has a block {}.", block.saturating_add(1)),
            "Blocks are counted from 1, and the title counts.",
        );
    }
}

fn repeat(fields: &mut Fields<'_>) -> Option<Repeat> {
    let text = fields.text("repeat")?;
    let repeat = Repeat::parse(&text);
    if repeat.is_none() {
        fields.fault(
            "repeat",
            Code::BadRepeat,
            format!("\"{}\" is no rule of repetition.", short(&text)),
            "Write \"yearly\", \"monthly last weekend\", \"monthly first sunday\" or \"monthly 15\".",
        );
    }
    repeat
}

fn copied(fields: &mut Fields<'_>) -> Copied {
    Copied {
        site: fields.text("site"),
        url: fields.text("url"),
        posted: fields.date("posted"),
        posted_as_stated: fields.text("posted_as_stated"),
        posted_by: fields.text("posted_by"),
        saved: fields.date("saved"),
        file: fields.text("file"),
        sha256: fields.text("sha256"),
        format: fields.text("format"),
        cut: fields.texts("cut"),
    }
}

fn link(fields: &mut Fields<'_>, ties: &mut Ties) -> Option<Link> {
    fields.must("rel");
    fields.must("to");
    let to = fields.reference("to", Target::Document, ties);
    let relation = fields.word("rel", Relation::ALL);
    let notes = fields.prose("notes");
    Some(Link { relation: relation?, to: to?, notes })
}

fn mention(fields: &mut Fields<'_>) -> Option<Mention> {
    fields.must("name");
    fields.must("kind");
    let name = fields.text("name");
    let kind = fields.word("kind", MentionKind::ALL);
    let lines = fields.lines("lines");
    Some(Mention { name: name?, kind: kind?, lines })
}

fn rights(fields: &mut Fields<'_>) -> Rights {
    Rights { holder: fields.text("holder"), note: fields.prose("note") }
}

fn record(fields: &mut Fields<'_>) -> Record {
    Record { made: fields.date("made"), by: fields.text("by"), checked: fields.text("checked") }
}
