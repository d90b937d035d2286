//! Whatever the files of an archive hold, it loads, and nothing hides the other documents.

use std::fs;

use plenary::model::is_bidi_control;
use plenary::store::Loaded;
use plenary::store::blocks;
use plenary::store::load;
use proptest::prelude::*;

use crate::store::archive;
use crate::store::record;

/// Bytes, and text that looks enough like a record to come far into its reading.
fn any_file() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "id = ",
        "kind = ",
        "title = ",
        "\"call\"",
        "\"a\"",
        "\n",
        "[issued]\n",
        "[[version]]\n",
        "lang = \"en\"\n",
        "[[meeting]]\n",
        "[[meeting.source]]\n",
        "[meeting]\n",
        "by = ",
        "[",
        "]",
        "{ ",
        " }",
        ", ",
        "names = ",
        "held = ",
        "2031-03-01",
        "\"2031-03-01/..\"",
        "a.b.c = 1\n",
        "[a.b]\n",
        "[[a.b]]\n",
        "a.b = { c = 1 }\n",
        "\"\"\"",
        "'",
        "\\u0000",
        "\u{1b}",
        "\u{202E}",
        "# ",
        "- ",
        "8. ",
        "\\",
        "\r",
        "\r\n",
        "= ",
        "0x",
        "-1",
        "1e9",
        "true",
        "point = 3\n",
        "[[action]]\n",
        "block = 99999999999999999999\n",
        "lead = [0, 1, 2]\n",
        "[blocks]\n",
    ]);
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..400),
        any::<String>().prop_map(String::into_bytes),
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat().into_bytes()),
    ]
}

/// What every loaded archive keeps, whatever its files hold.
fn check(loaded: &Loaded) -> Result<(), TestCaseError> {
    let other = loaded.archive.document("other");
    prop_assert_eq!(other.map(|other| other.title.as_str()), Some("The call other"));
    prop_assert_eq!(loaded.archive.len(), 2);
    for fault in &loaded.faults {
        let told = fault.to_string();
        prop_assert!(!told.chars().any(|c| c.is_control() || is_bidi_control(c)), "{told:?}");
        prop_assert!(!fault.message.is_empty() && !fault.help.is_empty());
    }
    for version in loaded.archive.documents().flat_map(|document| &document.versions) {
        for block in version.blocks.iter() {
            prop_assert!(!block.text.chars().any(|c| c.is_control() || is_bidi_control(c)));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_record_leaves_the_others_alone(bytes in any_file(), text in any_file()) {
        let folder = archive(&[("other/document.toml", &record("other")), ("any/document.toml", "")]);
        fs::write(folder.path().join("any/document.toml"), bytes).unwrap();
        fs::write(folder.path().join("any/text.en.txt"), text).unwrap();
        check(&load(folder.path()).unwrap())?;
    }

    #[test]
    fn any_tables_leave_the_documents_alone(meetings in any_file(), parties in any_file()) {
        let folder = archive(&[
            ("other/document.toml", &record("other")),
            ("any/document.toml", &format!("{}[issued]\nmeeting = \"a\"\n", record("any"))),
        ]);
        fs::write(folder.path().join("meetings.toml"), meetings).unwrap();
        fs::write(folder.path().join("parties.toml"), parties).unwrap();
        check(&load(folder.path()).unwrap())?;
    }

    #[test]
    fn no_word_of_a_text_is_lost(text in "([#\\-•\\\\]{0,2}[ a-zа-я0-9.)]{0,12}\n{0,2}){0,12}") {
        let letters = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).collect()
        };
        let blocks = blocks(&text);
        let kept = blocks.iter().flat_map(|block| [block.label.as_deref(), Some(block.text.as_str())]);
        let kept: String = kept.flatten().collect();
        prop_assert_eq!(letters(&kept), letters(&text));
    }
}
