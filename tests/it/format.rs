//! The examples of docs/format.md are an archive without faults.

use std::fs;
use std::path::Path;

use plenary::model::BlockKind;
use plenary::model::Kind;
use plenary::store::load;

use crate::store::archive;
use crate::store::record;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/format.md");
    fs::read_to_string(path).unwrap()
}

/// The first example below a heading of the page.
fn example<'a>(page: &'a str, heading: &str) -> &'a str {
    let (_, below) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let (_, fenced) = below.split_once("\n```").unwrap();
    let (_, example) = fenced.split_once('\n').unwrap();
    example.split("\n```").next().unwrap()
}

#[test]
fn the_examples_of_the_page_are_an_archive_without_faults() {
    let page = page();
    let folder = archive(&[
        ("meetings.toml", example(&page, "meetings.toml")),
        ("parties.toml", example(&page, "parties.toml")),
        ("call/document.toml", example(&page, "document.toml")),
        ("call/text.en.txt", example(&page, "text.LANG.txt")),
        ("2030/call/document.toml", &record("social-forum-2030-call")),
        ("report/document.toml", &record("social-forum-2031-report")),
    ]);
    let loaded = load(folder.path()).unwrap();
    assert!(loaded.faults.is_empty(), "{:#?}", loaded.faults);

    let archive = &loaded.archive;
    let document = archive.document("social-forum-2031-call").unwrap();
    let meeting = archive.meeting_of(document).unwrap();
    assert_eq!(archive.series_of(meeting).unwrap().short, "SFN");
    assert_eq!(document.day().unwrap().to_string(), "2031-03-02");

    let text = &document.versions[0];
    let kinds: Vec<BlockKind> = text.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Title,
            BlockKind::Lead,
            BlockKind::Heading,
            BlockKind::Point,
            BlockKind::Point,
            BlockKind::Bullet,
            BlockKind::Bullet,
            BlockKind::Paragraph,
            BlockKind::Slogan,
        ]
    );
    assert_eq!(
        text.blocks[1].text,
        "The assembly met for two days in Porto and makes this call to its members:"
    );
    assert!(text.blocks[7].text.starts_with("1991. "));

    let action = &document.actions[0];
    assert_eq!(document.block_of_action(action, 0), Some(4));
    assert_eq!(text.block_of_point("2"), Some(4));
    let names = &document.signatories[0].names;
    assert_eq!(names[2].party.as_ref().unwrap().as_str(), "tenants-pt");
    assert_eq!(names[0].party, None);

    // Nothing of the example is lost on the way.
    assert_eq!(document.copies.len(), 1);
    assert_eq!(document.claims.len(), 1);
    assert_eq!(document.links.len(), 1);
    assert_eq!(document.mentions.len(), 1);
    assert_eq!((meeting.sources.len(), meeting.claims.len()), (1, 1));
    assert!(document.signing.as_ref().unwrap().open);
    assert!(meeting.is_unconfirmed("theme"));
}

#[test]
fn the_page_lists_every_kind_of_document() {
    let page = page();
    let (_, kinds) = page.split_once("\nKinds: ").unwrap();
    let kinds = kinds.split("\n\n").next().unwrap();
    let listed: Vec<&str> = kinds.split('`').skip(1).step_by(2).collect();
    let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(listed, known);
}
