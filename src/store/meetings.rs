//! Reads `meetings.toml`.

use crate::model::Attested;
use crate::model::Claim;
use crate::model::Id;
use crate::model::Meeting;
use crate::model::Series;
use crate::model::Source;
use crate::model::Status;

use super::fields;
use super::fields::Fields;
use super::parties::given_id;
use super::sheet::Sheet;
use super::ties::Target;
use super::ties::Ties;

/// Reads the series and the meetings.
pub(super) fn meetings(sheet: &Sheet, ties: &mut Ties) -> (Vec<Series>, Vec<Meeting>) {
    let kept = "What could be read of the meetings is used.";
    fields::read(sheet, kept, |fields| {
        fields.schema();
        (
            fields.tables("series", |fields| series(fields, ties)),
            fields.tables("meeting", |fields| meeting(fields, ties)),
        )
    })
}

fn series(fields: &mut Fields<'_>, ties: &mut Ties) -> Series {
    let id = given_id(fields, Target::Series, ties);
    fields.must("name");
    let name = fields.text("name").unwrap_or_else(|| id.to_string());
    Series {
        short: fields.text("short").unwrap_or_else(|| name.clone()),
        notes: fields.prose("notes"),
        name,
        id,
    }
}

fn meeting(fields: &mut Fields<'_>, ties: &mut Ties) -> Meeting {
    let id = given_id(fields, Target::Meeting, ties);
    fields.must("series");
    let series = fields.reference("series", Target::Series, ties);
    Meeting {
        id,
        series: series.unwrap_or_else(|| Id::near("")),
        number: fields.number("number"),
        name: fields.text("name"),
        held: fields.date("held"),
        place: fields.text("place"),
        country: fields.country("country"),
        hosts: fields.references("hosts", Target::Party, ties),
        hosts_as_stated: fields.text("hosts_as_stated"),
        theme: fields.text("theme"),
        parties: fields.text("parties"),
        countries: fields.text("countries"),
        status: fields.word("status", Status::ALL).unwrap_or(Status::Held),
        unconfirmed: fields.texts("unconfirmed"),
        sources: fields.tables("source", source).into_iter().flatten().collect(),
        claims: fields.tables("claim", |fields| claim(fields, ties)),
        notes: fields.prose("notes"),
    }
}

fn source(fields: &mut Fields<'_>) -> Option<Source> {
    fields.must("by");
    let by = fields.word("by", Attested::ALL);
    let at = fields.text("at").unwrap_or_default();
    Some(Source { by: by?, at })
}

/// Reads what somebody else says of a value.
pub(super) fn claim(fields: &mut Fields<'_>, ties: &mut Ties) -> Claim {
    for key in ["field", "value", "said_in"] {
        fields.must(key);
    }
    let said_in = fields.text("said_in").unwrap_or_default();
    // An address has a dot, a slash, a colon or a blank; anything else is meant as an id.
    if !said_in.contains(['.', '/', ':', ' '])
        && let Some(id) = Id::parse(&said_in)
    {
        let byte = fields.at("said_in");
        let path = fields.path("said_in");
        ties.refer(Target::Document, &id, path, fields.sheet(), byte);
    }
    Claim {
        field: fields.text("field").unwrap_or_default(),
        value: fields.text("value").unwrap_or_default(),
        said_in,
        notes: fields.prose("notes"),
    }
}
