//! A record as a JSON object, and back.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::{Id, Language, clean, clean_line};

use super::anchor::Anchor;
use super::moment::Moment;
use super::record::{Letter, Op, Record};
use super::stamp::{Author, Stamp};

/// The version of the format. What bears another is kept, and left alone.
const VERSION: u64 = 1;

/// The record that a JSON object holds; `None` where it says neither who wrote it nor when.
///
/// A record that the program does not understand in full is [`Op::Unknown`].
pub(super) fn read(json: &str) -> Option<Record> {
    let Ok(Value::Object(members)) = serde_json::from_str(json) else { return None };
    let lamport = members.get("lamport").and_then(Value::as_u64)?;
    let author = members.get("by").and_then(Value::as_str).and_then(Author::parse)?;
    let stamp = (1..=Stamp::LAST).contains(&lamport).then_some(Stamp { lamport, author })?;
    let unknown = || Record {
        stamp,
        at: Moment::of_unix(0),
        op: Op::Unknown(Value::Object(members.clone()).to_string()),
        extra: String::new(),
    };
    Some(understood(stamp, Fields(members.clone())).unwrap_or_else(|_| unknown()))
}

/// The record as a JSON object on one line.
pub(super) fn write(record: &Record) -> String {
    let mut object = Object(String::from("{"));
    if let Op::Unknown(json) = &record.op {
        return json.clone();
    }
    object.put("v", &VERSION);
    object.put("lamport", &record.stamp.lamport);
    object.put("by", &record.stamp.author.to_string());
    object.put("at", &record.at.to_string());
    write_op(&mut object, &record.op);
    if !record.extra.is_empty() {
        object.next();
        object.0.push_str(&record.extra);
    }
    object.0.push('}');
    object.0
}

fn write_op(object: &mut Object, op: &Op) {
    match op {
        Op::Place { document, at } => {
            object.put("op", &"place.set");
            object.put("doc", &document.as_str());
            object.put_anchor(at);
        }
        Op::Mark { letter, at } => {
            object.put("op", if at.is_some() { &"mark.set" } else { &"mark.drop" });
            object.put("letter", &letter.as_char());
            if let Some((document, at)) = at {
                object.put("doc", &document.as_str());
                object.put_anchor(at);
            }
        }
        Op::Bookmark { document, at, set } => {
            object.put("op", if *set { &"bookmark.set" } else { &"bookmark.drop" });
            object.put("doc", &document.as_str());
            if let Some(at) = at {
                object.put_anchor(at);
            }
        }
        Op::Note { note, over, document, at, text } => {
            object.put("op", &"note.set");
            object.put("note", &note.to_string());
            object.put_stamps(over);
            object.put("doc", &document.as_str());
            if let Some(at) = at {
                object.put_anchor(at);
            }
            object.put("text", text);
        }
        Op::Drop { note, over } => {
            object.put("op", &"note.drop");
            object.put("note", &note.to_string());
            object.put_stamps(over);
        }
        Op::Done { document, point, what, done } => {
            object.put("op", if *done { &"done.set" } else { &"done.drop" });
            object.put("doc", &document.as_str());
            if let Some(point) = point {
                object.put("point", point);
            }
            object.put("what", what);
        }
        Op::Read { document, read } => {
            object.put("op", if *read { &"read.set" } else { &"read.drop" });
            object.put("doc", &document.as_str());
        }
        Op::Unknown(_) => {}
    }
}

/// A JSON object that is being written.
struct Object(String);

impl Object {
    fn next(&mut self) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
    }

    fn put<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        self.next();
        // Numbers and texts can always be written.
        let value = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
        self.0.push_str(&["\"", name, "\":", &value].concat());
    }

    fn put_anchor(&mut self, at: &Anchor) {
        self.put("lang", &at.language.tag());
        self.put("block", &at.block.saturating_add(1));
        self.put("offset", &at.offset);
        self.put("words", &at.words);
    }

    fn put_stamps(&mut self, stamps: &[Stamp]) {
        if !stamps.is_empty() {
            let stamps: Vec<String> = stamps.iter().map(Stamp::to_string).collect();
            self.put("over", &stamps);
        }
    }
}

/// Something in a record that this program cannot read.
struct Unclear;

/// The members of a JSON object that have not been read yet.
struct Fields(Map<String, Value>);

impl Fields {
    fn optional(&mut self, name: &str) -> Result<Option<String>, Unclear> {
        match self.0.remove(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Unclear),
        }
    }

    fn text(&mut self, name: &str) -> Result<String, Unclear> {
        self.optional(name)?.ok_or(Unclear)
    }

    fn parsed<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Unclear> {
        parse(&self.text(name)?).ok_or(Unclear)
    }

    fn number(&mut self, name: &str) -> Result<usize, Unclear> {
        let number = self.0.remove(name).as_ref().and_then(Value::as_u64).ok_or(Unclear)?;
        usize::try_from(number).map_err(|_| Unclear)
    }

    fn document(&mut self) -> Result<Id, Unclear> {
        self.parsed("doc", id)
    }

    fn anchor(&mut self) -> Result<Anchor, Unclear> {
        let anchor = Anchor {
            language: self.parsed("lang", |tag| Language::parse(tag).ok())?,
            block: self.number("block")?.checked_sub(1).ok_or(Unclear)?,
            offset: self.number("offset")?,
            words: self.text("words")?,
        };
        Ok(anchor.admitted())
    }

    fn optional_anchor(&mut self) -> Result<Option<Anchor>, Unclear> {
        if self.0.contains_key("lang") { self.anchor().map(Some) } else { Ok(None) }
    }

    fn stamps(&mut self, name: &str) -> Result<Vec<Stamp>, Unclear> {
        let stamps = match self.0.remove(name) {
            None => Vec::new(),
            Some(Value::Array(stamps)) => stamps,
            Some(_) => return Err(Unclear),
        };
        let parse = |stamp: &Value| stamp.as_str().and_then(Stamp::parse).ok_or(Unclear);
        let mut stamps = stamps.iter().map(parse).collect::<Result<Vec<Stamp>, Unclear>>()?;
        stamps.sort_unstable();
        stamps.dedup();
        Ok(stamps)
    }

    /// What has not been read, as it is to be written again.
    fn rest(self) -> String {
        let member = |(name, value): (&String, &Value)| format!("{}:{value}", Value::from(&**name));
        self.0.iter().map(member).collect::<Vec<_>>().join(",")
    }
}

/// An id; of a document whose id was used twice, with the number that the program gave it.
pub(super) fn id(text: &str) -> Option<Id> {
    match text.split_once('~') {
        None => Id::parse(text),
        Some((id, nth)) => {
            let again = Id::parse(id)?.again(nth.parse().ok()?);
            (again.as_str() == text).then_some(again)
        }
    }
}

fn understood(stamp: Stamp, mut fields: Fields) -> Result<Record, Unclear> {
    if fields.0.remove("v").as_ref().and_then(Value::as_u64) != Some(VERSION) {
        return Err(Unclear);
    }
    fields.0.remove("lamport");
    fields.0.remove("by");
    let at = fields.parsed("at", Moment::parse)?;
    let op = read_op(&mut fields)?;
    Ok(Record { stamp, at, op, extra: fields.rest() })
}

fn read_op(fields: &mut Fields) -> Result<Op, Unclear> {
    let op = fields.text("op")?;
    let (thing, change) = op.split_once('.').ok_or(Unclear)?;
    let set = match change {
        "set" => true,
        "drop" => false,
        _ => return Err(Unclear),
    };
    Ok(match thing {
        "place" if set => Op::Place { document: fields.document()?, at: fields.anchor()? },
        "mark" => {
            let letter = fields.parsed("letter", |text| text.parse().ok().and_then(Letter::of))?;
            let at = if set { Some((fields.document()?, fields.anchor()?)) } else { None };
            Op::Mark { letter, at }
        }
        "bookmark" => {
            Op::Bookmark { document: fields.document()?, at: fields.optional_anchor()?, set }
        }
        "note" => {
            let note = fields.parsed("note", Stamp::parse)?;
            let over = fields.stamps("over")?;
            if !set {
                return Ok(Op::Drop { note, over });
            }
            Op::Note {
                note,
                over,
                document: fields.document()?,
                at: fields.optional_anchor()?,
                text: clean(&fields.text("text")?).into_owned(),
            }
        }
        "done" => Op::Done {
            document: fields.document()?,
            point: fields.optional("point")?.map(|point| clean_line(&point).into_owned()),
            what: clean_line(&fields.text("what")?).into_owned(),
            done: set,
        },
        "read" => Op::Read { document: fields.document()?, read: set },
        _ => return Err(Unclear),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTE: &str = r#"{"v":1,"lamport":7,"by":"00000000000000aa","at":"2031-03-02T09:30:00Z","op":"note.set","note":"5-00000000000000aa","over":["5-00000000000000aa"],"doc":"call~2","lang":"ar","block":3,"offset":0,"words":"نداء","text":"see\nthis"}"#;

    #[test]
    fn a_record_is_written_as_it_was_read() {
        let record = read(NOTE).unwrap();
        assert!(matches!(&record.op, Op::Note { at: Some(at), .. } if at.block == 2));
        assert_eq!(write(&record), NOTE);
    }

    #[test]
    fn what_a_newer_program_adds_is_kept() {
        let more = NOTE.replace('}', r#","colour":{"a":[1,null]},"x\"y":"z"}"#);
        let record = read(&more).unwrap();
        assert!(matches!(record.op, Op::Note { .. }));
        assert_eq!(write(&record), more);
        for newer in [
            NOTE.replace("note.set", "note.paint"),
            NOTE.replace("\"v\":1", "\"v\":2"),
            NOTE.replace("\"v\":1", "\"v\":0"),
            NOTE.replace("call~2", "../call"),
            NOTE.replace("call~2", "call~02"),
            NOTE.replace("\"block\":3", "\"block\":0"),
            NOTE.replace("\"text\":", "\"texts\":"),
            NOTE.replace("2031-03-02T", "soon"),
        ] {
            let record = read(&newer).unwrap();
            assert_eq!(record.stamp.lamport, 7);
            assert!(matches!(record.op, Op::Unknown(_)), "{newer}");
            let value = |json: &str| serde_json::from_str::<Value>(json).unwrap();
            assert_eq!(value(&write(&record)), value(&newer));
            assert_eq!(read(&write(&record)), Some(record));
        }
    }

    #[test]
    fn a_record_says_who_wrote_it_and_when() {
        for bad in [
            "",
            "[]",
            "{}",
            "null",
            &NOTE.replace("\"lamport\":7", "\"lamport\":0"),
            &NOTE.replace("\"lamport\":7", "\"lamport\":-7"),
            &NOTE.replace("\"lamport\":7", "\"lamport\":9007199254740992"),
            &NOTE.replace("00000000000000aa\",\"at", "aa\",\"at"),
            &NOTE.replace("{\"v\"", "{\"v\"\"v\""),
            &format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)),
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_note_from_a_file_cannot_drive_a_terminal() {
        let evil = NOTE.replace("see", "\\u001b[31msee\\u202e");
        let Op::Note { text, .. } = read(&evil).unwrap().op else { panic!() };
        assert_eq!(text, "␛[31msee\u{FFFD}\nthis");
    }
}
