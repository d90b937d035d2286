//! Texts that drive, deceive or flood a terminal that is sent them as they are.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// What a text tries, and its bytes.
pub(crate) struct Vector {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
}

impl Vector {
    /// The text, with U+FFFD for what is no UTF-8.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// What a terminal is told to do.
const COMMANDS: &[(&str, &str)] = &[
    ("esc-sgr", "\u{1b}[31mred"),
    ("csi-clear", "\u{1b}[2J\u{1b}[H"),
    ("altscreen", "\u{1b}[?1049h"),
    ("ris", "\u{1b}c"),
    ("decaln", "\u{1b}#8"),
    ("osc0", "\u{1b}]0;owned\u{7}"),
    ("osc2", "\u{1b}]2;owned\u{1b}\\"),
    ("osc4", "\u{1b}]4;1;?\u{7}"),
    ("osc7", "\u{1b}]7;file:///etc\u{7}"),
    ("osc8", "\u{1b}]8;;https://example.org/\u{7}link\u{1b}]8;;\u{7}"),
    ("osc9", "\u{1b}]9;message\u{7}"),
    ("osc10", "\u{1b}]10;?\u{7}"),
    ("osc52w", "\u{1b}]52;c;ZXZpbA==\u{7}"),
    ("osc52r", "\u{1b}]52;c;?\u{7}"),
    ("osc777", "\u{1b}]777;notify;a;b\u{7}"),
    ("osc1337", "\u{1b}]1337;File=inline=1:AAAA\u{7}"),
    ("unterminated-osc", "\u{1b}]0;never ends"),
    ("dcs-decrqss", "\u{1b}P$qm\u{1b}\\"),
    ("dcs-tmux", "\u{1b}Ptmux;\u{1b}\u{1b}]0;x\u{7}\u{1b}\\"),
    ("apc-kitty", "\u{1b}_Ga=T,f=100;AAAA\u{1b}\\"),
    ("da1", "\u{1b}[c"),
    ("cpr", "\u{1b}[6n"),
    ("decrqm", "\u{1b}[?2026$p"),
    ("title-report", "\u{1b}[21t"),
    ("resize", "\u{1b}[8;10;10t"),
    ("mouse-on", "\u{1b}[?1003h"),
    ("paste-off", "\u{1b}[?2004l"),
    ("paste-end", "\u{1b}[201~"),
    ("kitty-kbd", "\u{1b}[>1u"),
    ("media-copy", "\u{1b}[5i"),
    ("enq", "\u{5}"),
    ("bel", "\u{7}"),
    ("bs-overwrite", "good\u{8}\u{8}\u{8}\u{8}evil"),
    ("cr-overwrite", "good\revil"),
    ("vt", "a\u{b}b"),
    ("ff", "a\u{c}b"),
    ("so", "a\u{e}b"),
    ("si", "a\u{f}b"),
    ("nul", "a\0b"),
    ("del", "a\u{7f}b"),
    ("can", "\u{1b}[3\u{18}1m"),
    ("sub", "\u{1b}[3\u{1a}1m"),
    ("c1-csi", "\u{9b}31mred"),
    ("c1-osc", "\u{9d}0;owned\u{9c}"),
    ("c1-dcs", "\u{90}$qm\u{9c}"),
    ("c1-nel", "a\u{85}b"),
    ("tab", "a\tb"),
];

/// What is not as it looks.
const DECEPTIONS: &[(&str, &str)] = &[
    ("bidi-rlo", "name\u{202e}txt.exe"),
    ("bidi-lri", "a\u{2066}b\u{2067}c\u{2068}d"),
    ("bidi-rlm", "a\u{200e}b\u{200f}c"),
    ("bidi-alm", "a\u{61c}b"),
    ("zwsp", "pay\u{200b}pal"),
    ("zwj", "a\u{200d}b"),
    ("bom", "a\u{feff}b"),
    ("wj", "a\u{2060}b"),
    ("shy", "a\u{ad}b"),
    ("ls", "a\u{2028}b"),
    ("ps", "a\u{2029}b"),
    ("tags", "a\u{e0041}\u{e007f}b"),
    ("vs16", "a\u{fe0f}b"),
    ("vs17", "a\u{e0100}b"),
    ("homoglyph", "\u{430}\u{440}\u{440}le"),
    ("wide", "\u{ff21}\u{ff22}"),
    ("emoji-zwj", "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}"),
    ("flag", "\u{1f1ec}\u{1f1f7}"),
    ("hangul-filler", "a\u{3164}\u{115f}\u{1160}\u{ffa0}b"),
    ("ideographic-space", "a\u{3000}b"),
    ("pua", "a\u{e000}\u{f0000}b"),
    ("nonchar", "a\u{fffe}\u{1ffff}\u{fdd0}b"),
    ("arabic", "\u{633}\u{644}\u{627}\u{645}"),
    ("deva", "\u{915}\u{94d}\u{937}\u{93f}"),
    ("thai", "\u{e19}\u{e49}\u{e33}"),
    ("nfd", "e\u{301}"),
    ("interlinear", "a\u{fff9}b\u{fffa}c\u{fffb}d"),
    ("mongolian", "\u{1820}\u{180b}\u{180e}\u{1821}"),
    ("musical", "a\u{1d173}b"),
    ("deprecated", "a\u{206a}\u{206f}b"),
];

/// All of them.
pub(crate) fn vectors() -> Vec<Vector> {
    let plain = COMMANDS.iter().chain(DECEPTIONS);
    let mut all: Vec<Vector> =
        plain.map(|(name, text)| Vector { name, bytes: text.as_bytes().to_vec() }).collect();
    let raw: [(&str, &[u8]); 7] = [
        ("raw-csi", b"\x9b31mred"),
        ("raw-osc", b"\x9d0;owned\x9c"),
        ("raw-dcs", b"\x90$qm\x9c"),
        ("raw-nel", b"a\x85b"),
        ("invalid", b"a\xff\xfeb"),
        ("overlong", b"a\xc0\x9b\xe0\x80\x9bb"),
        ("surrogate", b"a\xed\xa0\x80b"),
    ];
    all.extend(raw.map(|(name, bytes)| Vector { name, bytes: bytes.to_vec() }));
    let floods = [
        ("zalgo", format!("a{}", "\u{301}\u{316}".repeat(60))),
        ("zero-width-flood", format!("a{}b", "\u{200b}\u{200d}\u{2060}".repeat(200))),
        ("long-grapheme", format!("\u{915}{}", "\u{94d}\u{200d}\u{937}".repeat(60))),
        ("jamo", "\u{1100}".repeat(60)),
        ("emoji-chain", "\u{1f468}\u{200d}".repeat(60)),
        ("spacing-marks", format!("\u{915}{}", "\u{93e}".repeat(60))),
    ];
    all.extend(floods.map(|(name, text)| Vector { name, bytes: text.into_bytes() }));
    all
}

/// A text as the inside of a TOML string.
pub(crate) fn in_toml(text: &str) -> String {
    let escaped: Vec<String> = text.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect();
    escaped.concat()
}

/// Makes an archive of a document for each text, which holds it wherever a document can hold one.
pub(crate) fn archive(root: &Path) {
    for (number, vector) in vectors().iter().enumerate() {
        let evil = in_toml(&vector.text());
        let mut name = format!("d{number:02}-").into_bytes();
        name.extend(in_name(&vector.bytes));
        let folder = root.join(OsStr::from_bytes(&name));
        fs::create_dir_all(&folder).expect("a file system takes any name");
        let record = RECORD.replace("NN", &format!("{number:02}")).replace("EVIL", &evil);
        fs::write(folder.join("document.toml"), record).expect("the folder can be written");
        let mut text = format!("# Title {number:02} ").into_bytes();
        for piece in [
            &vector.bytes[..],
            format!("\n\nBody {number:02} of a text: ").as_bytes(),
            &vector.bytes,
            b" and on.\n\n1. Point ",
            &vector.bytes,
            b"\n\n- bullet ",
            &vector.bytes,
            b"\n",
        ] {
            text.extend_from_slice(piece);
        }
        fs::write(folder.join("text.en.txt"), text).expect("the folder can be written");
        let mut odd = b"text.x".to_vec();
        odd.extend(in_name(&vector.bytes));
        odd.extend(b".txt");
        fs::write(folder.join(OsStr::from_bytes(&odd)), "x\n").expect("as above");
    }
    let evil: String = vectors().iter().map(|vector| in_toml(&vector.text())).collect();
    let tables = [("meetings.toml", MEETINGS), ("parties.toml", PARTIES)];
    for (name, table) in tables {
        fs::write(root.join(name), table.replace("EVIL", &evil)).expect("as above");
    }
}

/// What of a text a file's name can hold.
fn in_name(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().filter(|byte| !matches!(byte, b'/' | 0)).take(200).copied().collect()
}

const RECORD: &str = r#"schema = 1
id = "vNNEVIL"
kind = "callEVIL"
title = "Title NN EVIL end"
number = "EVIL"
summary = "Summary EVIL"
topics = ["EVIL"]
"evil EVIL" = 2

[issued]
by = ["by EVIL"]
place = "place EVIL"
adopted = "20EVIL31"

[[signatories]]
group = "Group EVIL"
names = ["Name EVIL one", "Name two"]

[[action]]
point = "1EVIL"
what = "Do EVIL"
as_stated = "EVIL"
when = "2031-05-09"

[[copy]]
site = "EVIL"
url = "https://example.org/EVIL"
posted_by = "EVIL"

[[claim]]
field = "EVIL"
value = "EVIL"
said_in = "EVIL"

[[link]]
rel = "follows"
to = "otherEVIL"
"#;

const MEETINGS: &str = "schema = 1\n\"EVIL\" = 1\n[[series]]\nid = \"s\"\nname = \"EVIL\"\n\
    [[meeting]]\nid = \"mEVIL\"\nseries = \"s\"\nname = \"EVIL\"\nplace = \"EVIL\"\n";

const PARTIES: &str = "schema = 1\n[[party]]\nid = \"p\"\nname = \"EVIL\"\nspellings = [\"Name EVIL one\", \"EVIL\"]\n";
