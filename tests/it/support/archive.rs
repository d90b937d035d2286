//! A small made-up archive: a forum about water, with a bit of everything a record can hold.

mod parts;
mod texts;

use std::sync::Arc;

use plenary::model::{
    Archive, BlockKind, Contents, Coverage, Document, Kind, Meeting, Original, Party, Relation,
    Role, Series, Signing, Status,
};

use parts::{action, claim, copied, country, date, document, group, id, link, version};

/// Eight documents: two numbered meetings, one without a number, two documents without a meeting.
pub(crate) fn made_up() -> Archive {
    Archive::new(Contents {
        origin: "made-up archive".to_owned(),
        series: vec![Series {
            id: id("forum"),
            name: "Social Forum of the North".to_owned(),
            short: "SFN".to_owned(),
            notes: None,
        }],
        meetings: vec![
            meeting("forum-9", Some(9), "2031-03-01/2031-03-02", "Porto", "PT"),
            meeting("forum-8", Some(8), "2029-06", "Oslo", "NO"),
            Meeting {
                name: Some("Talks on the river".to_owned()),
                ..meeting("talks-2030", None, "2030-09-14", "Ghent", "BE")
            },
        ],
        parties: vec![
            party("water-north", "Water Committee of the North", Some("NO")),
            party("tenants-pt", "Tenants' Union of Porto", Some("PT")),
            party("gardens", "League of Gardens", None),
        ],
        documents: vec![
            call(),
            plan(),
            minutes(),
            resolution(),
            arabic_statement(),
            declaration(),
            release(),
            message(),
        ],
    })
}

/// An archive that holds nothing.
pub(crate) fn empty() -> Archive {
    Archive::new(Contents { origin: "empty archive".to_owned(), ..Contents::default() })
}

fn meeting(name: &str, number: Option<u32>, held: &str, place: &str, land: &str) -> Meeting {
    Meeting {
        id: id(name),
        series: id("forum"),
        number,
        name: None,
        held: Some(date(held)),
        place: Some(place.to_owned()),
        country: country(land),
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
    }
}

fn party(name: &str, full: &str, land: Option<&str>) -> Party {
    Party {
        id: id(name),
        name: full.to_owned(),
        acronym: None,
        country: land.and_then(country),
        spellings: Vec::new(),
        notes: None,
    }
}

/// Three languages, two groups, actions of every sort, claims, links, copies.
fn call() -> Document {
    let mut call = document("forum-9-call", Kind::Call, "Call of the assembly");
    call.number = Some("SFN/9/1".to_owned());
    call.summary = Some("The assembly asks its members for a week of public meetings.".to_owned());
    call.topics = ["housing", "water"].map(str::to_owned).to_vec();
    call.issued.by = vec!["the assembly".to_owned()];
    call.issued.meeting = Some(id("forum-9"));
    call.issued.place = Some("Porto".to_owned());
    call.issued.country = country("PT");
    call.issued.adopted = Some(date("2031-03-02"));
    call.issued.adopted_basis = plenary::model::Basis::of("stated");
    call.issued.held = Some(date("2031-03-01/2031-03-02"));
    call.issued.held_as_stated = Some("1 and 2 March".to_owned());
    call.issued.held_basis = plenary::model::Basis::of("inferred");
    call.versions = vec![
        version("en", texts::CALL),
        version("ru", texts::CALL_RUSSIAN),
        version("ar", texts::CALL_ARABIC),
    ];
    call.versions[0].original = Original::Yes;
    Arc::make_mut(&mut call.versions[0].blocks)[1].kind = BlockKind::Lead;
    call.versions[2].coverage = Coverage::Abstract;
    call.signatories = vec![
        group(
            "Member organisations",
            Role::Signed,
            &[
                ("Water Committee of the North", Some("water-north"), Some("NO")),
                ("Tenants (Porto)", Some("tenants-pt"), Some("PT")),
                ("Committee in the Valley", None, None),
                ("Committee of the Valley", None, None),
            ],
        ),
        group("Guests", Role::Endorsed, &[("League of Gardens", Some("gardens"), None)]),
    ];
    call.signatories[0].stated_count = Some(5);
    call.signing = Some(Signing {
        open: true,
        as_stated: Some("open for signature".to_owned()),
        as_of: Some(date("2031-04")),
    });
    call.actions = vec![
        action(Some("1"), "Hold public meetings on water", "2031-05-01/2031-05-07", "inferred"),
        action(Some("2"), "Keep the Day of the Well", "2031-06-15", "stated"),
        action(Some("2"), "Count the wells of each town", "2031", "outside"),
        action(Some("3"), "Write to the town councils", "", ""),
        action(None, "Meet again", "2033-09~", "unknown"),
    ];
    call.actions[0].as_stated = Some("the first week of May".to_owned());
    call.actions[0].with = vec!["the water committees".to_owned()];
    call.actions[1].repeat = plenary::model::Repeat::parse("yearly");
    call.actions[1].until = Some(date("2033"));
    call.actions[4].place = Some("Tromsø".to_owned());
    call.actions[4].country = country("NO");
    call.copies = vec![copied("Example site", "https://example.org/call", "2031-03-05")];
    call.claims = vec![claim("issued.held", "2031-02-28/2031-03-02", "forum-8-resolution")];
    call.links = vec![link(Relation::Follows, "forum-8-resolution")];
    call
}

/// Twelve points, so that there is something to scroll.
fn plan() -> Document {
    let mut plan = document("forum-9-plan", Kind::ActionPlan, "Plan of work until the next forum");
    plan.issued.meeting = Some(id("forum-9"));
    plan.issued.date = Some(date("2031-03"));
    plan.versions = vec![version("en", &texts::plan())];
    plan.versions[0].coverage = Coverage::Abstract;
    plan.actions = (1..=12_u8)
        .map(|point| {
            let what = format!("Do what point {point} says");
            action(Some(&point.to_string()), &what, &format!("2032-{point:02}"), "stated")
        })
        .collect();
    plan
}

/// No text at all.
fn minutes() -> Document {
    let mut minutes = document("forum-9-minutes", Kind::Report, "Minutes of the second day");
    minutes.summary = Some("What was said on the second day, by order of speakers.".to_owned());
    minutes.issued.meeting = Some(id("forum-9"));
    minutes
}

fn resolution() -> Document {
    let title = "Resolution on the upkeep of wells, ditches, reservoirs and their keepers";
    let mut resolution = document("forum-8-resolution", Kind::Resolution, title);
    resolution.issued.meeting = Some(id("forum-8"));
    resolution.issued.adopted = Some(date("2029-06-09"));
    resolution.versions = vec![version("en", texts::RESOLUTION)];
    let blocks = Arc::make_mut(&mut resolution.versions[0].blocks);
    let last = blocks.len() - 1;
    blocks[last - 1].kind = BlockKind::Note;
    blocks[last].kind = BlockKind::Slogan;
    resolution.signatories = vec![group(
        "",
        Role::Signed,
        &[("Water Committee of the North", Some("water-north"), Some("NO"))],
    )];
    resolution
}

/// A title from right to left, and no other language.
fn arabic_statement() -> Document {
    let mut statement = document("forum-8-statement", Kind::Statement, "بيان عن مياه الوادي");
    statement.issued.meeting = Some(id("forum-8"));
    statement.issued.adopted = Some(date("2029-06-08"));
    statement.versions = vec![version("ar", texts::STATEMENT_ARABIC)];
    statement
}

fn declaration() -> Document {
    let mut declaration =
        document("talks-declaration", Kind::JointDeclaration, "River declaration");
    declaration.issued.meeting = Some(id("talks-2030"));
    declaration.issued.adopted = Some(date("2030-09-14"));
    declaration.versions = vec![version("en", texts::DECLARATION)];
    declaration
}

fn release() -> Document {
    let mut release = document("library-release", Kind::PressRelease, "A library for the quay");
    release.issued.by = vec!["the Quay Library".to_owned()];
    release.issued.date = Some(date("2031-01-20"));
    release.versions = vec![version("en", texts::RELEASE)];
    release
}

/// Wide characters, in the title and in the text.
fn message() -> Document {
    let mut message =
        document("tokyo-message", Kind::Message, "東京からの挨拶 (Greetings from Tokyo)");
    message.issued.date = Some(date("2030-12-24"));
    message.versions = vec![version("ja", texts::MESSAGE_JAPANESE)];
    message
}
