//! Made-up documents of several families, compared field by field.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use plenary::import::Proposal;
use plenary::import::Source;
use plenary::import::propose;
use plenary::model::Archive;
use plenary::model::BlockKind;
use plenary::model::Date;
use toml::Table;
use toml::Value;

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut pages: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt" || end == "html"))
        .collect();
    pages.sort();
    pages
}

fn date(date: Option<&Date>) -> Value {
    Value::String(date.map(ToString::to_string).unwrap_or_default())
}

fn text(text: Option<String>) -> Value {
    Value::String(text.unwrap_or_default())
}

fn list(items: Vec<String>) -> Value {
    Value::Array(items.into_iter().map(Value::String).collect())
}

/// What was found for a field.
fn found(proposal: &Proposal, field: &str) -> Value {
    match field {
        "kind" => text(proposal.kind.as_ref().map(|found| found.value.to_string())),
        "title" => text(proposal.title.as_ref().map(|found| found.value.clone())),
        "number" => text(proposal.number.as_ref().map(|found| found.value.clone())),
        "meeting" => text(proposal.meeting.as_ref().map(|found| {
            let number = found.value.number.map(|number| format!(" {number}")).unwrap_or_default();
            format!("{}{number}", found.value.series)
        })),
        "held" => date(proposal.held.as_ref().map(|found| &found.value)),
        "adopted" => date(proposal.adopted.as_ref().map(|found| &found.value)),
        "date" => date(proposal.date.as_ref().map(|found| &found.value)),
        "posted" => date(proposal.copy.posted.as_ref().map(|found| &found.value)),
        "place" => text(proposal.place.as_ref().map(|found| found.value.clone())),
        "country" => text(proposal.country.as_ref().map(|found| found.value.to_string())),
        "by" => text(proposal.by.as_ref().map(|found| found.value.clone())),
        "languages" => {
            list(proposal.versions.iter().map(|version| version.language.to_string()).collect())
        }
        "groups" => list(
            (proposal.signatories.iter())
                .map(|group| {
                    format!("{} {} {}", group.names.len(), group.role, group.names[0].name)
                })
                .collect(),
        ),
        "open" => Value::Boolean(proposal.signing.is_some()),
        "actions" => list(
            (proposal.actions.iter())
                .filter(|asked| asked.action.when.is_some())
                .map(|asked| {
                    let point = asked.action.point.as_ref().map(|point| format!("{point}: "));
                    let when = asked.action.when.as_ref().unwrap();
                    format!("{}{when} {}", point.unwrap_or_default(), asked.action.basis.unwrap())
                })
                .collect(),
        ),
        "points" | "blocks" => {
            let blocks = &proposal.versions[0].blocks;
            let counted = blocks
                .iter()
                .filter(|block| field == "blocks" || block.block.kind == BlockKind::Point)
                .count();
            Value::Integer(i64::try_from(counted).unwrap())
        }
        _ => panic!("no such field: {field}"),
    }
}

/// Fields of a page of which only these were written down, before it was read for the first time.
const PARTIAL: [&str; 7] = ["kind", "meeting", "held", "posted", "place", "languages", "groups"];

/// Fields that must be empty where nothing else is expected.
const FIELDS: [&str; 14] = [
    "kind",
    "title",
    "number",
    "meeting",
    "held",
    "adopted",
    "date",
    "posted",
    "place",
    "country",
    "languages",
    "groups",
    "open",
    "actions",
];

fn is_empty(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Boolean(is) => !is,
        _ => false,
    }
}

fn agrees(expected: &Value, found: &Value) -> bool {
    if let (Some(expected), Some(found)) = (expected.as_str(), found.as_str())
        && let Some(number) = expected.strip_prefix("* ")
    {
        return found.ends_with(&format!(" {number}"));
    }
    expected == found
}

fn read(path: &Path) -> Proposal {
    let bytes = fs::read(path).unwrap();
    let source = Source::read(&bytes, &path.to_string_lossy()).unwrap();
    propose(&source, &Archive::default())
}

#[test]
fn every_field_of_the_made_up_pages_is_right_or_empty() {
    let (mut right, mut missed, mut wrong) = (0, 0, 0);
    let mut told = String::new();
    for path in pages() {
        let expected: Table =
            fs::read_to_string(path.with_extension("toml")).unwrap().parse().unwrap();
        let proposal = read(&path);
        let name = path.file_name().unwrap().to_string_lossy();
        let is_partial = expected.contains_key("partial");
        let mut fields: Vec<&str> = if is_partial { PARTIAL.to_vec() } else { FIELDS.to_vec() };
        fields.extend(
            expected
                .keys()
                .map(String::as_str)
                .filter(|key| !FIELDS.contains(key) && !["title_or", "partial"].contains(key)),
        );
        for field in fields {
            let found = found(&proposal, field);
            let agreed = match expected.get(field) {
                Some(expected_value) => {
                    agrees(expected_value, &found)
                        || (field == "title" && expected.get("title_or") == Some(&found))
                }
                None => is_empty(&found),
            };
            if agreed {
                right += 1;
                continue;
            }
            if is_empty(&found) {
                missed += 1;
            } else {
                wrong += 1;
            }
            let nothing = Value::String(String::new());
            let expected = expected.get(field).unwrap_or(&nothing);
            let line = format!("{name}: {field}\n  found    {found:?}\n  expected {expected:?}\n");
            told.push_str(&line);
        }
    }
    assert!(told.is_empty(), "{told}{right} right, {missed} missed, {wrong} wrong");
}
