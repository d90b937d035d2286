//! Everything in a notebook as one JSON file, and back.

use serde_json::{Map, Value, json};

use super::Notebook;
use super::fields;
use super::record::{Op, Record};
use super::stamp::Stamp;

/// The greatest number of a record that is taken from a file: what comes after it must have numbers
/// left to be told apart.
pub(super) const GREATEST: u64 = 1 << 48;

/// What an import brings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// What was not in the notebook; it is now, and is to be appended to the journal.
    pub records: Vec<Record>,
    /// How many records brought nothing new.
    pub known: usize,
    /// What of a page was not understood, and left out.
    pub left_out: Vec<LeftOut>,
}

/// A line of a page that was not understood, with what is under it where it is a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: String,
}

/// Writes everything, a record a line, so that nothing is lost by importing it elsewhere.
///
/// `archive` says for people which archive it belongs to.
#[must_use]
pub fn export_json(notebook: &Notebook, archive: &str) -> String {
    let records: Vec<String> = notebook.pages().records().iter().map(fields::write).collect();
    let records = records.join(",\n");
    let archive = Value::from(archive);
    format!(
        "{{\"plenary\":\"notebook\",\"version\":1,\"archive\":{archive},\"records\":[\n{records}\n]}}\n"
    )
}

/// Takes in what [`export_json`] wrote, or an array of records made by hand: those need no `v`,
/// `lamport`, `by`, `at` and `note`, and are new each time. A file with a record that is not
/// understood is refused as a whole, with the reason.
pub fn import_json(notebook: &mut Notebook, text: &str) -> Result<Imported, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("no JSON: {error}"))?;
    let list = match value {
        Value::Array(list) => list,
        Value::Object(mut members) => match members.remove("records") {
            Some(Value::Array(list)) => list,
            _ => return Err("it has no list of records".to_owned()),
        },
        _ => return Err("a list of records was expected".to_owned()),
    };
    let mut trial = notebook.clone();
    let mut imported = Imported::default();
    for (element, number) in list.into_iter().zip(1_usize..) {
        let wrong = |what: &str| format!("record {number} {what}");
        let Value::Object(members) = element else { return Err(wrong("is no object")) };
        let record = record(&trial, members).map_err(wrong)?;
        if trial.pages.apply(record.clone()) {
            imported.records.push(record);
        } else {
            imported.known += 1;
        }
    }
    *notebook = trial;
    Ok(imported)
}

fn record(notebook: &Notebook, mut members: Map<String, Value>) -> Result<Record, &'static str> {
    let is_new = !(members.contains_key("lamport") && members.contains_key("by"));
    if is_new {
        let stamp = notebook.next_stamp();
        members.insert("lamport".to_owned(), json!(stamp.lamport));
        members.insert("by".to_owned(), json!(stamp.author.to_string()));
        let mut complete = |name: &str, value: Value| {
            members.entry(name).or_insert(value);
        };
        complete("v", json!(1));
        complete("at", json!(notebook.now.to_string()));
        if matches!(members.get("op"), Some(op) if op == "note.set") {
            members.entry("note").or_insert(json!(stamp.to_string()));
        }
    }
    let record = fields::read(&Value::Object(members).to_string());
    let record = record.ok_or("has a wrong \"lamport\" or \"by\"")?;
    let numbers = |stamp: &Stamp| stamp.lamport <= GREATEST;
    if !numbers(&record.stamp) {
        return Err("has a \"lamport\" that leaves no numbers for later ones");
    }
    if is_new && matches!(record.op, Op::Unknown(_)) {
        return Err("is not understood: docs/notebook.md shows what each \"op\" needs");
    }
    Ok(record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;
    use crate::notebook::{Author, Moment, Pages};

    fn notebook(author: u64) -> Notebook {
        Notebook::new(Pages::default(), Author::of(author), Moment::of_unix(1_900_000_000))
    }

    #[test]
    fn what_is_exported_comes_back_once() {
        let mut one = notebook(1);
        let call = Id::parse("call").unwrap();
        let first = one.add_note(&call, None, "mine\n\"quoted\"");
        one.rewrite_note(first.stamp, "better").unwrap();
        one.set_read(&call, true).unwrap();
        let text = export_json(&one, "documents");
        let mut other = notebook(2);
        let imported = import_json(&mut other, &text).unwrap();
        assert_eq!(other.pages(), one.pages());
        assert_eq!((imported.records.len(), imported.known), (3, 0));
        let again = import_json(&mut other, &text).unwrap();
        assert_eq!((again.records.len(), again.known), (0, 3));
    }

    #[test]
    fn an_old_export_does_not_bring_back_what_was_thrown_away() {
        let mut one = notebook(1);
        let call = Id::parse("call").unwrap();
        let note = one.add_note(&call, None, "mine").stamp;
        let old = export_json(&one, "");
        one.drop_note(note).unwrap();
        import_json(&mut one, &old).unwrap();
        assert_eq!(one.notes(), []);
    }

    #[test]
    fn records_can_be_made_by_hand() {
        let mut one = notebook(1);
        let text = r#"[{"op":"note.set","doc":"call","text":"a"},{"op":"note.set","doc":"call","text":"b"}]"#;
        assert_eq!(import_json(&mut one, text).unwrap().records.len(), 2);
        let texts: Vec<&str> = one.notes().iter().map(|note| note.text).collect();
        assert_eq!(texts, ["a", "b"]);
    }

    #[test]
    fn a_file_with_anything_wrong_changes_nothing() {
        for bad in [
            "",
            "3",
            "{}",
            r#"{"records":3}"#,
            "[3]",
            r#"[{"op":"read.set","doc":"call"},{"op":"note.set","doc":"call"}]"#,
            r#"[{"op":"dance","doc":"call"}]"#,
            r#"[{"op":"read.set","doc":"call","lamport":9007199254740991,"by":"00000000000000aa"}]"#,
            r#"[{"op":"read.set","doc":"call","lamport":0,"by":"00000000000000aa"}]"#,
        ] {
            let mut one = notebook(1);
            assert!(import_json(&mut one, bad).is_err(), "{bad}");
            assert_eq!(one.pages(), &Pages::default());
        }
    }
}
