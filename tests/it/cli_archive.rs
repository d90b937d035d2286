//! A made-up archive on disk, and the real binary run on it.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Output;

use tempfile::TempDir;

use crate::support::counts;

const MEETINGS: &str = r#"schema = 1

[[series]]
id = "forum"
name = "Social Forum of the North"
short = "SFN"

[[meeting]]
id = "forum-9"
series = "forum"
number = 9
held = "2031-03-01/2031-03-02"
place = "Porto"
country = "PT"
hosts = ["tenants-pt"]
theme = "Water for all"
parties = "44"
countries = "17"
unconfirmed = ["theme"]
notes = "The second day was open to guests."

[[meeting.source]]
by = "host"
at = "example.org/forum-9"

[[meeting.claim]]
field = "held"
value = "2031-02-28/2031-03-02"
said_in = "forum-9-report"
notes = "Counts the day of arrival."

[[meeting]]
id = "forum-8"
series = "forum"
number = 8
name = "The northern one"
held = "2029"
hosts_as_stated = "a water committee"
status = "planned"
"#;

const PARTIES: &str = r#"schema = 1

[[party]]
id = "tenants-pt"
name = "Tenants' Union of Porto"
acronym = "TUP"
country = "PT"
spellings = ["Tenants (Porto)"]
notes = "Founded again in 2020."

[[party]]
id = "water-no"
name = "Water Committee of the North"
"#;

const CALL: &str = r#"schema = 1
id = "forum-9-call"
kind = "call"
title = "Call of the assembly"
title_basis = "stated"
number = "SF/2031/4"
lang = "en"
summary = "The assembly asks for public meetings."
topics = ["housing", "water"]
notes = "Read from a leaflet."

[issued]
by = ["the assembly"]
meeting = "forum-9"
place = "Porto"
country = "PT"
adopted = "2031-03-02"
adopted_basis = "stated"
date = "2031-03"
date_basis = "page"
held = "2031-03-01/2031-03-02"
held_as_stated = "1 and 2 March 2031"
held_basis = "stated"
valid = "2031"

[[version]]
lang = "en"
title = "Call of the assembly"
coverage = "full"
lines = "3-20"
original = "yes"
notes = "Line 7 is hard to read."

[[version]]
lang = "ar"
coverage = "abstract"
translator = "the assembly's office"

[[signatories]]
group = "Member organisations"
role = "signed"
lines = "30-33"
stated_count = 2
names = ["Water Committee of the North", { name = "Tenants (Porto)", country = "PT" }]

[[signatories]]
group = "Guests"
role = "present"
names = ["Friends of the river"]

[signing]
open = true
as_stated = "open for signature"
as_of = "2031-04"

[[action]]
point = 1
what = "Hold public meetings on water"
who = ["member organisations"]
with = ["the water committees"]
when = "2031-05-01/2031-05-07"
as_stated = "the first week of May"
repeat = "yearly"
until = "2033"
place = "Porto"
country = "PT"
basis = "inferred"
notes = "The document names no year."

[[action]]
block = 4
what = "Report to the next assembly"

[[copy]]
site = "Example site"
url = "https://example.org/call"
posted = "2031-03-05"
posted_as_stated = "3/5/31"
posted_by = "Water Committee of the North"
saved = "2031-04-01"
sha256 = ""
format = "text"
cut = ["1-2 page head"]

[[claim]]
field = "issued.held"
value = "2031-02-28/2031-03-02"
said_in = "forum-9-report"
notes = "Counts the day of arrival."

[[link]]
rel = "same-meeting"
to = "forum-9-report"
notes = "The report quotes it."

[[mention]]
name = "World Health Organization"
kind = "organisation"
lines = "12"

[rights]
holder = "not stated"
note = "Ask before printing it."

[record]
made = "2031-04-01"
by = "hand"
checked = "ab 2031-04-02"
"#;

const CALL_EN: &str = "# Call of the assembly

The assembly met for two days in Porto and makes this call to its members, \
who are asked to read it aloud:

1. Hold public meetings on water, in every town that has a river, a well or a spring of its own.

- and tell the next assembly what was said there.
";

const CALL_AR: &str =
    "# نداء\n\nاجتمع المجلس يومين في المدينة.\n\n1. اعقدوا لقاءات.\n\n- وأخبروا المجلس.\n";

const REPORT: &str = r#"id = "forum-9-report"
kind = "report"
title = "=1+1, a report with \u001b[31ma loud title\u202E"

[issued]
meeting = "forum-9"

[[version]]
lang = "en"
coverage = "abstract"

[[signatories]]
role = "signed"
names = ["Tenants' Union of Porto"]
"#;

/// The archive in a folder that goes away with it.
pub(crate) struct Made {
    folder: TempDir,
}

impl Made {
    /// Writes the archive.
    pub(crate) fn new() -> Self {
        let made = Self { folder: tempfile::tempdir().unwrap() };
        made.write("meetings.toml", MEETINGS);
        made.write("parties.toml", PARTIES);
        made.write("forum-9-call/document.toml", CALL);
        made.write("forum-9-call/text.en.txt", CALL_EN);
        made.write("forum-9-call/text.ar.txt", CALL_AR);
        made.write("2031/forum-9-report/document.toml", REPORT);
        made.write("2031/forum-9-report/text.en.txt", "A short report.\n");
        made
    }

    /// Writes a file of the archive.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Its folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the binary on it.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Ran {
        Ran::of(&self.command(arguments).output().unwrap())
    }

    /// The binary, to be run on it.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = plenary();
        command.env("PLENARY_ARCHIVE", self.path()).args(arguments);
        command
    }
}

/// The binary in bare surroundings: no settings, no archive of one's own.
#[expect(clippy::disallowed_methods, reason = "the test is another program")]
pub(crate) fn plenary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    let nowhere = env!("CARGO_TARGET_TMPDIR");
    command.env_clear().envs(counts::kept()).env("HOME", nowhere).current_dir(nowhere);
    command
}

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The standard output.
    pub(crate) out: String,
    /// The standard error.
    pub(crate) err: String,
    /// The exit code.
    pub(crate) code: Option<i32>,
}

impl Ran {
    /// What came of a run.
    pub(crate) fn of(output: &Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
            code: output.status.code(),
        }
    }

    /// The standard output of a run that must have gone well.
    #[track_caller]
    pub(crate) fn good(&self) -> &str {
        assert_eq!(self.code, Some(0), "{self:?}");
        &self.out
    }

    /// The standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// The cells of comma-separated values (RFC 4180).
pub(crate) fn csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let row = rows.last_mut().unwrap();
        match sign {
            '"' if quoted && signs.next_if_eq(&'"').is_some() => row.last_mut().unwrap().push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            other => row.last_mut().unwrap().push(other),
        }
    }
    assert!(!quoted, "a quote is open: {text}");
    assert_eq!(rows.pop().unwrap(), [""], "the last row ends");
    rows
}
