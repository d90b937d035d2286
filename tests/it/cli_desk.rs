//! The made-up archive, and what lies beside it: files to be brought in, and a notebook.

use std::fs;

use tempfile::TempDir;

use crate::cli_archive::Made;
use crate::cli_archive::Ran;

/// The call once more, as a page shows it.
const CALL: &str = r#"<html lang="en"><head><title>Call of the assembly - Example site</title>
<link rel="canonical" href="https://example.org/call"><meta property="og:site_name" content="Example site">
<meta property="article:published_time" content="2031-03-05"></head><body>
<article><h1>Call of the assembly</h1>
<p>9th Social Forum of the North</p>
<p>SF/2031/4</p>
<p>Porto, 1 to 3 March 2031</p>
<p>The assembly met for two days in Porto and makes this call to its members, who are asked to read it aloud:</p>
<p>1. Hold public meetings on water from 1 to 7 May 2031.</p>
<p>2. Hold a march on 8 June 2031.</p>
<p>Signed by:</p>
<p>Water Committee of the North</p><p>Tenants (Porto)</p><p>Friends of the river</p>
</article></body></html>
"#;

/// Another document, which quotes it.
const NEWS: &str = "\
News of the week

The assembly met for two days in Porto and makes this call to its members, who are asked to read it aloud.

Everybody who lives by the river may come to the old mill on Sunday, where bread is baked and songs are sung until \
the lamps are lit, and whoever has a boat is asked to bring it along.

Home | News | Contact
";

/// A notebook: a place, a mark, a bookmark, a note and how it was rewritten, what is done and what is read.
const NOTEBOOK: &str = r#"[
{"v":1,"lamport":1930000001,"by":"8f3c0a51d2e94b67","at":"2031-02-27T15:01:00Z","op":"note.set","note":"1930000001-8f3c0a51d2e94b67","doc":"forum-9-call","lang":"en","block":3,"offset":0,"words":"Hold public meetings on water","text":"Ask the mill."},
{"v":1,"lamport":1930000002,"by":"8f3c0a51d2e94b67","at":"2031-02-27T15:02:00Z","op":"note.set","note":"1930000001-8f3c0a51d2e94b67","over":["1930000001-8f3c0a51d2e94b67"],"doc":"forum-9-call","lang":"en","block":3,"offset":0,"words":"Hold public meetings on water","text":"Ask the mill and the school."},
{"v":1,"lamport":1930000004,"by":"8f3c0a51d2e94b67","at":"2031-02-27T15:04:00Z","op":"bookmark.set","doc":"forum-9-call"},
{"v":1,"lamport":1930000005,"by":"8f3c0a51d2e94b67","at":"2031-02-27T15:05:00Z","op":"mark.set","letter":"a","doc":"forum-9-call","lang":"en","block":3,"offset":0,"words":"Hold public meetings on water"},
{"v":1,"lamport":1930000007,"by":"8f3c0a51d2e94b67","at":"2031-02-27T15:07:00Z","op":"done.set","doc":"forum-9-call","point":"1","what":"Hold public meetings on water"},
{"v":1,"lamport":1930000008,"by":"8f3c0a51d2e94b67","at":"2031-02-27T15:08:00Z","op":"read.set","doc":"forum-9-call"}
]"#;

/// The archive, and a folder in which its user works.
pub(crate) struct Desk {
    /// The archive.
    pub(crate) made: Made,
    folder: TempDir,
}

impl Desk {
    /// Writes all of it.
    pub(crate) fn new() -> Self {
        let desk = Self { made: Made::new(), folder: tempfile::tempdir().unwrap() };
        for (name, text) in [("call.html", CALL), ("news.txt", NEWS), ("notes.json", NOTEBOOK)] {
            fs::write(desk.folder.path().join(name), text).unwrap();
        }
        desk.run(&["notebook", "import", "notes.json"]).good();
        desk
    }

    /// Runs the binary there.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = self.made.command(arguments);
        command.current_dir(self.folder.path()).env("XDG_STATE_HOME", self.folder.path());
        Ran::of(&command.output().unwrap())
    }
}
