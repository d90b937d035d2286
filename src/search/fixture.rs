//! A small made-up archive for the tests of this module.

use std::sync::Arc;

use crate::model::{
    Action, Archive, Block, Claim, Contents, Copied, Country, Coverage, Date, Document, Group, Id,
    Issued, Kind, Language, Link, Meeting, Original, Party, Record, Relation, Repeat, Rights, Role,
    Series, Signatory, Status, Version,
};

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn date(text: &str) -> Option<Date> {
    (!text.is_empty()).then(|| Date::parse(text).unwrap())
}

fn country(code: &str) -> Option<Country> {
    (!code.is_empty()).then(|| Country::parse(code).unwrap())
}

fn meeting(number: u32, held: &str, place: &str, code: &str, host: &str) -> Meeting {
    Meeting {
        id: id(&format!("forum-{number}")),
        series: id("forum"),
        number: Some(number),
        name: None,
        held: date(held),
        place: Some(place.to_owned()),
        country: country(code),
        hosts: vec![id(host)],
        hosts_as_stated: (number == 7).then(|| "Friends of the River".to_owned()),
        theme: (number == 9).then(|| "Water for all".to_owned()),
        parties: None,
        countries: None,
        status: Status::Held,
        unconfirmed: Vec::new(),
        sources: Vec::new(),
        claims: Vec::new(),
        notes: None,
    }
}

fn party(party: &str, name: &str, acronym: &str, code: &str, spelling: &str) -> Party {
    Party {
        id: id(party),
        name: name.to_owned(),
        acronym: Some(acronym.to_owned()),
        country: country(code),
        spellings: vec![spelling.to_owned()],
        notes: None,
    }
}

fn version(tag: &str, coverage: Coverage, texts: &[&str]) -> Version {
    let block = |text: &&str| Block::paragraph(*text);
    Version {
        language: Language::parse(tag).unwrap(),
        file: format!("text.{tag}.txt"),
        title: None,
        coverage,
        lines: None,
        original: Original::Unknown,
        translator: None,
        notes: None,
        blocks: Arc::new(texts.iter().map(block).collect()),
    }
}

/// A document that has nothing but an id, a kind and a title.
pub(super) fn document(name: &str, kind: Kind, title: &str) -> Document {
    Document {
        id: id(name),
        folder: name.to_owned(),
        kind,
        title: title.to_owned(),
        title_basis: None,
        number: None,
        language: None,
        summary: None,
        topics: Vec::new(),
        notes: None,
        issued: Issued::default(),
        versions: Vec::new(),
        signatories: Vec::new(),
        signing: None,
        actions: Vec::new(),
        copies: Vec::new(),
        claims: Vec::new(),
        links: Vec::new(),
        mentions: Vec::new(),
        rights: Rights::default(),
        record: Record::default(),
    }
}

fn group(role: Role, names: &[(&str, &str, &str)]) -> Group {
    let name = |(name, party, code): &(&str, &str, &str)| Signatory {
        name: (*name).to_owned(),
        party: (!party.is_empty()).then(|| id(party)),
        party_basis: None,
        country: country(code),
    };
    Group {
        heading: String::new(),
        role,
        lines: None,
        stated_count: None,
        names: names.iter().map(name).collect(),
    }
}

/// An action with its first time and its rule; empty for none.
pub(super) fn action(what: &str, when: &str, repeat: &str, until: &str) -> Action {
    Action {
        what: what.to_owned(),
        when: date(when),
        repeat: Repeat::parse(repeat),
        until: date(until),
        ..Action::default()
    }
}

fn plan() -> Document {
    Document {
        topics: vec!["water".to_owned(), "öffentliche Dienste".to_owned()],
        summary: Some("A year of work on wells.".to_owned()),
        issued: Issued {
            meeting: Some(id("forum-9")),
            place: Some("Porto".to_owned()),
            adopted: date("2031-03-02"),
            ..Issued::default()
        },
        versions: vec![
            version("en", Coverage::Full, &["Hold public meetings.", "Bring the ﬁgures along."]),
            version("ru", Coverage::Abstract, &["Ещё раз о воде в мае.", "Май"]),
            version("ar", Coverage::Abstract, &["الإجتماعات العامّة حول المياه"]),
        ],
        signatories: vec![group(
            Role::Signed,
            &[("Tenants (Porto)", "tenants-pt", "PT"), ("Water Committee of the North", "", "")],
        )],
        actions: vec![
            action("Count the wells", "2031-05-01/2031-05-07", "yearly", "2033"),
            action("Meet at the pump", "2031-03-29/2031-03-30", "monthly last weekend", ""),
        ],
        copies: vec![Copied { file: Some("source/page.txt".to_owned()), ..Copied::default() }],
        claims: vec![Claim {
            field: "issued.adopted".to_owned(),
            value: "2031-03-01".to_owned(),
            said_in: "forum-9-report".to_owned(),
            notes: None,
        }],
        ..document("forum-9-plan", Kind::ActionPlan, "Plan of the assembly")
    }
}

fn report() -> Document {
    Document {
        issued: Issued {
            meeting: Some(id("forum-9")),
            by: vec!["União dos Inquilinos".to_owned()],
            ..Issued::default()
        },
        versions: vec![version("pt-BR", Coverage::Full, &["A solução é “não” privatizar."])],
        signatories: vec![group(Role::Present, &[("Workers' Party of Ireland", "wpi", "IE")])],
        links: vec![Link { relation: Relation::SameMeeting, to: id("forum-9-plan"), notes: None }],
        ..document("forum-9-report", Kind::Report, "Relatório da reunião")
    }
}

fn statement() -> Document {
    Document {
        issued: Issued {
            meeting: Some(id("forum-7")),
            country: country("TR"),
            date: date("2029-10-20/2029-10-22"),
            ..Issued::default()
        },
        versions: vec![version("el", Coverage::Full, &["Το νερό ανήκει σε όλους"])],
        signatories: vec![group(
            Role::Signed,
            &[
                ("The Workers’ Party of Ireland", "wpi", "IE"),
                ("Union of Tenants", "tenants-tr", "TR"),
            ],
        )],
        ..document("forum-7-statement", Kind::Statement, "Statement on the dams")
    }
}

/// Four documents, three meetings of one series, four parties.
///
/// Their order in the archive: `forum-9-plan`, `forum-9-report`, `forum-7-statement`, `letter`.
pub(super) fn archive() -> Archive {
    Archive::new(Contents {
        origin: "a test".to_owned(),
        series: vec![Series {
            id: id("forum"),
            name: "Social Forum of the North".to_owned(),
            short: "SFN".to_owned(),
            notes: None,
        }],
        meetings: vec![
            meeting(7, "2029-10-20/2029-10-22", "İzmir", "TR", "tenants-tr"),
            meeting(8, "2030", "Oslo", "NO", "wpi"),
            meeting(9, "2031-03-01/2031-03-02", "Porto", "PT", "tenants-pt"),
        ],
        parties: vec![
            party("tenants-pt", "Tenants' Union of Porto", "TUP", "PT", "União dos Inquilinos"),
            party("tenants-tr", "Union of Tenants", "KB", "TR", "Kiracılar Birliği"),
            party("wpi", "Workers' Party of Ireland", "WPI", "IE", "The Workers’ Party of Ireland"),
            party("wells", "League of Wells", "LW", "NO", "Brønnforbundet"),
        ],
        documents: vec![
            plan(),
            report(),
            statement(),
            document("letter", Kind::Message, "Greetings to the river"),
        ],
    })
}
