//! A made-up archive for the tests of what is written.

use crate::model::Archive;
use crate::model::Block;
use crate::model::BlockKind;
use crate::model::Contents;
use crate::model::Copied;
use crate::model::Country;
use crate::model::Coverage;
use crate::model::Date;
use crate::model::Document;
use crate::model::Id;
use crate::model::Issued;
use crate::model::Kind;
use crate::model::Language;
use crate::model::Meeting;
use crate::model::Original;
use crate::model::Record;
use crate::model::Rights;
use crate::model::Series;
use crate::model::Status;
use crate::model::Version;

/// A date.
pub(super) fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A version of three blocks.
pub(super) fn version(tag: &str, coverage: Coverage) -> Version {
    let block = |kind, label: Option<&str>, text: &str| Block {
        kind,
        label: label.map(str::to_owned),
        text: text.to_owned(),
    };
    Version {
        language: Language::parse(tag).unwrap(),
        file: format!("text.{tag}.txt"),
        title: None,
        coverage,
        lines: None,
        original: Original::Unknown,
        translator: None,
        notes: None,
        blocks: vec![
            block(BlockKind::Title, None, "Call of the assembly"),
            block(BlockKind::Paragraph, None, "The assembly met."),
            block(BlockKind::Point, Some("1."), "Hold meetings."),
        ]
        .into(),
    }
}

/// A call with one version and one copy.
pub(super) fn document() -> Document {
    Document {
        id: Id::parse("forum-9-call").unwrap(),
        folder: "forum-9-call".to_owned(),
        kind: Kind::Call,
        title: "Call of the assembly".to_owned(),
        title_basis: None,
        number: None,
        language: Some(Language::parse("en").unwrap()),
        summary: None,
        topics: Vec::new(),
        notes: None,
        issued: Issued {
            by: vec!["the assembly".to_owned()],
            meeting: Id::parse("forum-9"),
            place: Some("Porto".to_owned()),
            country: Country::parse("PT"),
            adopted: Some(date("2031-03-02")),
            adopted_basis: Some(crate::model::Basis::Stated),
            ..Issued::default()
        },
        versions: vec![version("en", Coverage::Full)],
        signatories: Vec::new(),
        signing: None,
        actions: Vec::new(),
        copies: vec![Copied {
            site: Some("Example site".to_owned()),
            url: Some("https://example.org/call".to_owned()),
            ..Copied::default()
        }],
        claims: Vec::new(),
        links: Vec::new(),
        mentions: Vec::new(),
        rights: Rights::default(),
        record: Record { made: Some(date("2031-04-01")), ..Record::default() },
    }
}

/// An archive of one document and its meeting.
pub(super) fn archive(document: Document) -> Archive {
    let id = |text: &str| Id::parse(text).unwrap();
    Archive::new(Contents {
        origin: "a test".to_owned(),
        series: vec![Series {
            id: id("forum"),
            name: "Social Forum of the North".to_owned(),
            short: "SFN".to_owned(),
            notes: None,
        }],
        meetings: vec![Meeting {
            id: id("forum-9"),
            series: id("forum"),
            number: Some(9),
            name: None,
            held: Some(date("2031-03-01/2031-03-02")),
            place: Some("Porto".to_owned()),
            country: Country::parse("PT"),
            hosts: Vec::new(),
            hosts_as_stated: None,
            theme: None,
            parties: None,
            countries: None,
            status: Status::Held,
            unconfirmed: Vec::new(),
            sources: Vec::new(),
            claims: Vec::new(),
            notes: None,
        }],
        parties: Vec::new(),
        documents: vec![document],
    })
}
