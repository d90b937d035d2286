//! Citations, read by programs that did not write them.

use std::collections::BTreeMap;

use biblatex::Bibliography;
use biblatex::ChunksExt;
use biblatex::Entry;
use serde_json::Value;

use crate::cli_archive::Made;
use crate::python;

const CALL: &str = "forum-9-call";

/// A title and a body with every sign that a format reads as its own.
const EVIL_TITLE: &str = r#"50 % of {A_B} & $c^2 ~ d\e #1, "so" } and @x{y"#;
const EVIL_BODY: &str = "Water and Bread, Inc. {North} & Co";

/// The archive with a document whose every text is hostile to the formats.
fn hostile() -> Made {
    let made = Made::new();
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    made.write(
        "evil/document.toml",
        &format!(
            "id = \"evil\"\nkind = \"report\"\ntitle = {}\ntopics = [\"a, b\", \"c}}\"]\n\
             [issued]\nby = [{}, \"the second\"]\nmeeting = \"forum-8\"\nplace = \"P, Q\"\n\
             date = \"[2031-05-08,2031-05-09]\"\ndate_basis = \"outside\"\n\
             [[version]]\nlang = \"pt-BR\"\ntranslator = \"A & B\"\n\
             [[copy]]\nsite = \"S\\nER  - \"\nurl = \"https://example.org/{{a}}%20b_c#d\"\nsaved = \"2031-06\"\n",
            quoted(EVIL_TITLE),
            quoted(EVIL_BODY)
        ),
    );
    made.write("evil/text.pt-BR.txt", "Um.\n\nDois.\n");
    made
}

fn cite(made: &Made, arguments: &[&str]) -> String {
    made.run(&[&["cite"], arguments].concat()).good().to_owned()
}

fn entry(text: &str) -> Entry {
    let read = Bibliography::parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(read.len(), 1);
    read.into_vec().remove(0)
}

fn field(entry: &Entry, name: &str) -> String {
    entry.get(name).unwrap_or_else(|| panic!("{name}")).format_verbatim()
}

#[test]
fn a_document_a_version_and_a_block_are_cited() {
    let made = Made::new();
    let beginning = "the assembly. “Call of the assembly”";
    let told = cite(&made, &[CALL]);
    assert_eq!(
        told,
        format!(
            "{beginning}. Call SF/2031/4. 9th Social Forum of the North, Porto, 1–2 March 2031. \
             Adopted 2 March 2031. In English. Example site, <https://example.org/call>. \
             Accessed 1 April 2031.\n"
        )
    );
    for block in ["forum-9-call¶3", "forum-9-call:3", "forum-9-call#3", "forum-9-call ¶3"] {
        let told = cite(&made, &[block]);
        assert!(told.starts_with(&format!("{beginning}, ¶ 3 (point 1). Call")), "{told}");
    }
    assert_eq!(cite(&made, &[CALL, "¶3"]), cite(&made, &["forum-9-call:3"]));
    assert_eq!(cite(&made, &[CALL, "¶", "3"]), cite(&made, &["forum-9-call:3"]));
    assert_eq!(
        cite(&made, &[CALL, "¶", "3", "forum-9-call:2"]),
        [cite(&made, &["forum-9-call:3"]), cite(&made, &["forum-9-call:2"])].concat()
    );
    let told = cite(&made, &["forum-9-call¶2", "--lang", "ar", "--accessed", "2032-01-05"]);
    assert!(told.starts_with("the assembly. “نداء”, ¶ 2. Call"), "{told}");
    assert!(
        told.ends_with(
            "In Arabic. Translated by the assembly's office. Example site, \
             <https://example.org/call>. Accessed 5 January 2032. \
             [Cited from an abstract made for the archive, not from the text itself]\n"
        ),
        "{told}"
    );
}

#[test]
fn what_is_not_there_cannot_be_cited() {
    let made = Made::new();
    for (arguments, code, told) in [
        (&["cite", "forum-9-cal"][..], 1, "did you mean forum-9-call?"),
        (&["cite", "forum-9-call¶99"], 1, "forum-9-call has no ¶ 99 in en: it has 4 blocks"),
        (&["cite", "forum-9-call¶0"], 1, "has no ¶ 0"),
        (&["cite", "forum-9-call¶x"], 2, "\"x\" is no number of a block"),
        (&["cite", CALL, "--lang", "ru"], 1, "has no version in ru"),
        (&["cite", CALL, "--accessed", "today"], 2, "--accessed today is no date"),
        (&["cite", CALL, "--format", "mla"], 2, "invalid value 'mla'"),
        (&["cite"], 2, "required"),
    ] {
        let ran = made.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(code), ""), "{arguments:?}");
        assert!(ran.err.contains(told), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn biblatex_is_read_back() {
    let made = Made::new();
    let entry = entry(&cite(&made, &["forum-9-call:3", "--format", "biblatex"]));
    assert_eq!(entry.key, "forum-9-call-3");
    assert_eq!(entry.entry_type.to_string(), "online");
    assert!(entry.verify().is_ok());
    for (name, value) in [
        ("title", "Call of the assembly"),
        ("type", "Call"),
        ("number", "SF/2031/4"),
        ("eventtitle", "9th Social Forum of the North"),
        ("eventdate", "2031-03-01/2031-03-02"),
        ("venue", "Porto"),
        ("date", "2031-03-02"),
        ("urldate", "2031-04-01"),
        ("langid", "english"),
        ("url", "https://example.org/call"),
        ("note", "¶ 3 (point 1)"),
        ("keywords", "housing, water"),
    ] {
        assert_eq!(field(&entry, name), value);
    }
}

#[test]
fn nothing_in_a_text_breaks_bibtex_or_biblatex() {
    let made = hostile();
    for format in ["biblatex", "bibtex"] {
        let text = cite(&made, &["evil", "--format", format]);
        let depth = text.chars().fold(0i32, |depth, c| match c {
            '{' => depth + 1,
            '}' => depth - 1,
            _ => depth,
        });
        assert_eq!(depth, 0, "{text}");
        let entry = entry(&text);
        assert_eq!(field(&entry, "title"), EVIL_TITLE, "{text}");
        // A body is one name, with its "and" and its comma.
        let authors = entry.author().unwrap();
        let names: Vec<&str> = authors.iter().map(|author| author.name.as_str()).collect();
        assert_eq!(names, [EVIL_BODY, "the second"], "{text}");
        assert!(authors.iter().all(|author| author.given_name.is_empty()), "{text}");
    }
    let entry = entry(&cite(&made, &["evil", "--format", "biblatex"]));
    assert_eq!(field(&entry, "url"), "https://example.org/%7Ba%7D%20b_c#d");
    assert_eq!(field(&entry, "date"), "2031-05-08/2031-05-09");
    assert_eq!(field(&entry, "langid"), "brazilian");
    let note = field(&entry, "note");
    assert!(note.ends_with("Date known from elsewhere; date: 8 May 2031 or 9 May 2031"), "{note}");
    let entry = self::entry(&cite(&made, &["evil", "--format", "bibtex"]));
    assert_eq!((field(&entry, "year"), field(&entry, "month")), ("2031".into(), "May".into()));
}

/// The fields of CSL 1.0.2 that may occur, and what they hold (schemas/input/csl-data.json).
const STRINGS: [&str; 11] = [
    "id",
    "title",
    "genre",
    "number",
    "event-title",
    "event-place",
    "container-title",
    "publisher-place",
    "keyword",
    "note",
    "URL",
];

fn is_date(value: &Value) -> bool {
    let whole = |part: &Value| part.is_i64() || part.is_string();
    let parts = |date: &Value| {
        let parts = date.as_array().unwrap();
        (1..=3).contains(&parts.len()) && parts.iter().all(whole)
    };
    value.as_object().unwrap().iter().all(|(name, value)| match name.as_str() {
        "date-parts" => {
            let dates = value.as_array().unwrap();
            (1..=2).contains(&dates.len()) && dates.iter().all(parts)
        }
        "season" => value.is_u64(),
        "circa" => value.is_boolean(),
        "literal" => value.is_string(),
        _ => false,
    })
}

#[test]
fn csl_json_has_the_fields_of_its_schema() {
    let made = hostile();
    for document in [CALL, "forum-9-call:2", "forum-9-report", "evil"] {
        let ran = made.run(&["cite", document, "--format", "csl-json"]);
        let items = ran.json();
        let [item] = items.as_array().unwrap().as_slice() else { panic!("{items}") };
        for (name, value) in item.as_object().unwrap() {
            let right = match name.as_str() {
                "type" => ["document", "webpage", "speech"].contains(&value.as_str().unwrap()),
                "author" | "translator" => (value.as_array().unwrap().iter())
                    .all(|name| name.as_object().unwrap().keys().eq(["literal"])),
                "issued" | "accessed" | "event-date" => is_date(value),
                "language" => value.is_string(),
                other => STRINGS.contains(&other) && value.is_string(),
            };
            assert!(right, "{name}: {value}");
        }
    }
    let item = &made.run(&["cite", "evil", "--format", "csl-json"]).json()[0];
    assert_eq!(item["author"][0]["literal"], EVIL_BODY);
    assert_eq!(item["title"], EVIL_TITLE);
    assert_eq!(item["type"], "webpage");
    assert_eq!(item["issued"]["literal"], "8 May 2031 or 9 May 2031");
    assert_eq!(item["event-title"], "8th Social Forum of the North");
    assert_eq!(item["accessed"]["date-parts"], serde_json::json!([[2031, 6]]));
}

/// The lines of one reference of RIS, strictly.
fn ris(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let lines: Vec<&str> = text.strip_suffix("\r\n").unwrap().split("\r\n").collect();
    assert!(lines[0].starts_with("TY  - "), "{text}");
    assert_eq!(lines.last(), Some(&"ER  - "));
    for line in lines {
        let (tag, value) = line.split_once("  - ").unwrap_or_else(|| panic!("{line}"));
        assert!(
            tag.len() == 2 && tag.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        );
        assert!(!value.contains(['\r', '\n']));
        fields.entry(tag.to_owned()).or_default().push(value.to_owned());
    }
    assert!(fields["TY"].len() == 1 && fields["ER"].len() == 1);
    fields
}

#[test]
fn ris_is_read_back() {
    let made = hostile();
    let fields = ris(&cite(&made, &["forum-9-call:3", "--format", "ris"]));
    for (tag, value) in [
        ("TY", "ELEC"),
        ("AU", "the assembly,"),
        ("TI", "Call of the assembly"),
        ("T2", "9th Social Forum of the North"),
        ("DA", "2031/03/02/"),
        ("Y2", "2031/04/01/"),
        ("UR", "https://example.org/call"),
        ("LA", "en"),
        ("N1", "¶ 3 (point 1)"),
    ] {
        assert_eq!(fields[tag], [value]);
    }
    let text = cite(&made, &["evil", "--format", "ris"]);
    assert_eq!(ris(&text)["AU"], [format!("{EVIL_BODY},"), "the second,".to_owned()]);
    let program = "import json, sys, rispy\n\
                   text = sys.stdin.buffer.read().decode()\nprint(json.dumps(rispy.loads(text)))";
    let Some(read) = python::read(&["rispy"], program, &text) else {
        return;
    };
    assert_eq!(read.as_array().unwrap().len(), 1);
    assert_eq!(read[0]["title"], EVIL_TITLE);
    assert_eq!(read[0]["type_of_reference"], "ELEC");
    assert_eq!(read[0]["keywords"], serde_json::json!(["a, b", "c}"]));
}
