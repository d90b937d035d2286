//! A restricted program runs nothing, and neither reads nor writes outside, whatever it is asked for.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::cli_archive::Made;
use crate::cli_archive::Ran;
use crate::cli_archive::plenary;
use crate::notebook_writer::has;
use crate::support::counts;
use crate::support::terminal::Start;
use crate::support::terminal::Terminal;

/// Each command with arguments that need nothing outside.
const HARMLESS: &[&[&str]] = &[
    &["list"],
    &["list", "--json", "-kind:report"],
    &["show", "forum-9-call"],
    &["search", "water"],
    &["signatories"],
    &["actions", "--ics"],
    &["meetings"],
    &["parties", "--csv"],
    &["cite", "forum-9-call"],
    &["export"],
    &["check"],
    &["index"],
    &["notebook", "export"],
    &["notebook", "check"],
    &["notebook", "import", "-"],
    &["doctor"],
    &["doctor", "--json"],
    &["explain", "bad-date"],
    &["completions", "bash"],
    &["man"],
];

/// Commands that reach outside; `OUT` and `IN` are files there.
const OUTWARD: &[&[&str]] = &[
    &["read", "IN"],
    &["read", "-"],
    &["unpack", "OUT"],
    &["export", "--out", "OUT"],
    &["export", "forum-9-call", "--out", "OUT", "--force"],
    &["import", "IN"],
    &["import", "IN", "--dry-run"],
    &["import", "IN", "--yes"],
    &["check", "IN"],
    &["notebook", "import", "IN"],
    &["--config", "IN", "list"],
    &["--archive", "IN", "list"],
    &["list", "--archive=IN"],
    &["--allow", "clipboard"],
];

/// Calls that start programs or change files, and those that open them.
const CALLS: &str = "execve,execveat,open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,\
                     symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,truncate,mknod,mknodat,\
                     chmod,fchmodat,socket,connect";

/// Where a program may read that is not the archive: the system, and its own settings.
const SYSTEM: [&str; 6] = ["/etc/", "/lib", "/usr/", "/proc/", "/sys/", "/dev/"];

fn filled(arguments: &[&str], outside: &Path) -> Vec<String> {
    let named = |name: &str| outside.join(name).to_str().unwrap().to_owned();
    let one = |word: &&str| word.replace("IN", &named("in.txt")).replace("OUT", &named("out.md"));
    arguments.iter().map(one).collect()
}

/// A folder with a file that a visitor may want to read.
fn outside() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.txt"), "A text of somebody else.\n").unwrap();
    folder
}

#[test]
fn every_command_is_tried() {
    let tried = |command: &clap::Command| {
        let name = command.get_name();
        name == "help" || [HARMLESS, OUTWARD].concat().iter().any(|words| words.contains(&name))
    };
    for command in plenary::cli::parser().get_subcommands() {
        assert!(tried(command), "{} stands in neither list", command.get_name());
    }
}

#[test]
fn what_reaches_outside_is_refused_in_words_and_does_nothing() {
    let (made, outside) = (Made::new(), outside());
    for arguments in OUTWARD {
        let arguments = filled(arguments, outside.path());
        let restricted = [vec!["--restricted".to_owned()], arguments.clone()].concat();
        let mut by_environment = plenary();
        by_environment.env("PLENARY_RESTRICTED", "1").env("PLENARY_ARCHIVE", made.path());
        let ran = Ran::of(&by_environment.args(&arguments).output().unwrap());
        for ran in [made.run(&restricted), ran] {
            assert_eq!(ran.code, Some(2), "{arguments:?}: {ran:?}");
            assert_eq!(ran.out, "", "{arguments:?}");
            let told = ran.err.contains(" is off here: a restricted program may not ")
                || ran.err.contains(" cannot be given here: this is restricted");
            assert!(told, "{arguments:?}: {ran:?}");
        }
    }
    let names: Vec<_> =
        fs::read_dir(outside.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["in.txt"]);
}

#[test]
fn what_stays_inside_does_as_it_does() {
    let made = Made::new();
    for arguments in HARMLESS.iter().filter(|words| !["notebook", "doctor"].contains(&words[0])) {
        let ran = made.run(arguments);
        let restricted = made.run(&[&["--restricted"], *arguments].concat());
        assert_eq!((restricted.code, restricted.out), (ran.code, ran.out), "{arguments:?}");
    }
}

/// What a program did, as strace saw it.
struct Trace {
    calls: Vec<String>,
    archive: String,
    home: String,
}

/// The calls of a program that was let run to its end; those that failed did nothing.
fn trace(log: &Path, archive: &Path, home: &Path) -> Trace {
    let text = String::from_utf8_lossy(&fs::read(log).unwrap()).into_owned();
    let failed = |call: &&str| call.contains(" = -1 ") && !call.contains("execve");
    let calls = text.lines().filter(|line| line.contains('(') && !failed(line));
    Trace {
        calls: calls.map(str::to_owned).collect(),
        archive: archive.to_str().unwrap().to_owned(),
        home: home.to_str().unwrap().to_owned(),
    }
}

impl Trace {
    /// The programs that were run, without the one that was traced.
    fn runs(&self) -> Vec<&String> {
        self.calls.iter().filter(|call| call.contains("exec")).skip(1).collect()
    }

    /// The calls that write outside of the folders that are the program's own.
    fn writes(&self) -> Vec<&String> {
        let own =
            [".local/state/plenary", ".cache/plenary"].map(|own| format!("{}/{own}", self.home));
        let is_own = |call: &str| own.iter().any(|own| call.contains(own.as_str()));
        // Folders above its own may have to be made.
        let makes_way = |call: &str| {
            let ways = [".local", ".local/state", ".cache"];
            call.contains("mkdir")
                && ways.iter().any(|way| call.contains(&format!("{}/{way}\"", self.home)))
        };
        let is_terminal = |call: &str| {
            ["\"/dev/tty\"", "\"/dev/pts/", "\"/dev/null\""].iter().any(|one| call.contains(one))
        };
        let writes = |call: &str| {
            let opens = call.contains("open") && !call.contains("openat2");
            let for_writing =
                ["O_WRONLY", "O_RDWR", "O_CREAT"].iter().any(|flag| call.contains(flag));
            !call.contains("exec") && (!opens || for_writing)
        };
        let calls = self.calls.iter().filter(|call| writes(call));
        calls.filter(|call| !is_own(call) && !makes_way(call) && !is_terminal(call)).collect()
    }

    /// The files that were opened and are neither of the archive, nor the program's own, nor the system's.
    fn reads(&self) -> Vec<&String> {
        let own = ["/.local/state/plenary", "/.cache/plenary", "/.config/plenary"];
        let own: Vec<String> = own.iter().map(|own| format!("\"{}{own}", self.home)).collect();
        let own = [own, vec![format!("\"{}", self.archive)]].concat();
        let system = |call: &str| {
            let path = call.split('"').nth(1).unwrap_or_default();
            let system = SYSTEM.iter().any(|system| path.starts_with(system));
            // The folders in which its own are made are made sure of.
            let ways =
                [".local", ".local/state", ".cache"].map(|way| format!("{}/{way}", self.home));
            system || path == "/" || path.is_empty() || ways.iter().any(|way| way == path)
        };
        let opens = self.calls.iter().filter(|call| call.contains("open"));
        opens
            .filter(|call| !system(call) && !own.iter().any(|own| call.contains(own.as_str())))
            .collect()
    }
}

fn strace(log: &Path) -> [String; 8] {
    let calls = format!("trace={CALLS}");
    let log = log.to_str().unwrap();
    ["strace", "-f", "-qq", "-s", "4096", "-e", &calls, &format!("-o{log}")].map(str::to_owned)
}

/// A session in which somebody tries to get out; what is said to each key is waited for.
fn session(archive: &Path, log: &Path, options: &[&str]) -> Terminal {
    let tool = strace(log);
    let mut words: Vec<&str> = tool.iter().map(String::as_str).collect();
    words.extend([env!("CARGO_BIN_EXE_plenary"), "--archive", archive.to_str().unwrap()]);
    words.extend(options);
    // As in tmux, which would be asked what is around it.
    let start = Start::command(&words).with(counts::DROPPED.0, counts::DROPPED.1);
    let start = start.with("TMUX", "/tmp/none,1,0").with("PLENARY_BIDI", "auto");
    let mut terminal = start.at(100, 30).spawn();
    terminal.wait_for("Documents");
    terminal.press("\r");
    terminal
}

#[test]
fn a_session_runs_nothing_and_writes_nothing_but_its_notebook() {
    if !has("strace") {
        return;
    }
    let (made, outside) = (Made::new(), outside());
    let log = outside.path().join("log");
    let mut terminal = session(made.path(), &log, &["--restricted"]);
    for (keys, told) in [
        ("s", "save is off"),
        ("|", "pipe is off"),
        ("\u{1a}", "suspend is off"),
        (":save\r", "save is off"),
        (":pipe\r", "pipe is off"),
        (":suspend\r", "suspend is off"),
        ("yc", "copy-citation is off"),
        ("y", "copy is off"),
        ("y", "copy-with-citation is off"),
        ("As", "save is off"),
    ] {
        terminal.press(keys);
        terminal.wait_for(told);
    }
    terminal.press("qmaa");
    terminal.wait_for("note:");
    terminal.press("mine\r");
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
    let trace = trace(&log, made.path(), terminal.home());
    assert_eq!(trace.runs(), [""; 0]);
    assert_eq!(trace.writes(), [""; 0]);
    assert_eq!(trace.reads(), [""; 0]);
    let notebook = trace.calls.iter().any(|call| call.contains(".local/state/plenary"));
    assert!(notebook, "the notebook is kept: {:#?}", trace.calls);
    assert!(!String::from_utf8_lossy(&terminal.bytes()).contains("\u{1b}]52;"));
}

#[test]
fn without_it_the_same_session_gets_out() {
    if !has("strace") {
        return;
    }
    let (made, outside) = (Made::new(), outside());
    let log = outside.path().join("log");
    let mut terminal = session(made.path(), &log, &[]);
    terminal.press("s");
    terminal.wait_for(".md");
    terminal.press("\r");
    terminal.wait_for("written to");
    terminal.press("|");
    terminal.press("cat\r");
    terminal.wait_for("cat: ");
    terminal.press("y");
    terminal.wait_for_bytes("\u{1b}]52;");
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
    let trace = trace(&log, made.path(), terminal.home());
    assert!(trace.runs().iter().any(|call| call.contains("\"sh\"")), "{:#?}", trace.runs());
    assert!(trace.runs().iter().any(|call| call.contains("\"tmux\"")), "{:#?}", trace.runs());
    assert!(trace.writes().iter().any(|call| call.contains(".md")), "{:#?}", trace.writes());
}

#[test]
fn what_is_allowed_by_name_is_allowed_alone() {
    let made = Made::new();
    let archive = made.path().to_str().unwrap();
    let arguments = ["--archive", archive, "--allow", "clipboard", "--restricted"];
    let mut terminal = crate::support::terminal::plenary(&arguments).spawn();
    terminal.wait_for("Documents");
    terminal.press("\ry");
    terminal.wait_for_bytes("\u{1b}]52;");
    terminal.press("s");
    terminal.wait_for("save is off");
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
}

#[test]
fn no_command_runs_or_writes_anything_outside() {
    if !has("strace") {
        return;
    }
    let (made, outside) = (Made::new(), outside());
    let home = tempfile::tempdir().unwrap();
    for (number, arguments) in HARMLESS.iter().chain(OUTWARD).enumerate() {
        let log = outside.path().join(format!("log {number}"));
        let [tool, options @ ..] = strace(&log);
        #[expect(clippy::disallowed_methods, reason = "the test looks at another program")]
        let mut command = std::process::Command::new(tool);
        command.args(options).arg(env!("CARGO_BIN_EXE_plenary")).arg("--restricted");
        command.args(filled(arguments, outside.path())).stdin(std::process::Stdio::null());
        command
            .env_clear()
            .envs([counts::DROPPED])
            .env("HOME", home.path())
            .env("PLENARY_ARCHIVE", made.path());
        let output = command.current_dir(outside.path()).output().unwrap();
        let trace = trace(&log, made.path(), home.path());
        assert!(!trace.calls.is_empty(), "{arguments:?}: {output:?}");
        assert_eq!(trace.runs(), [""; 0], "{arguments:?}");
        assert_eq!(trace.writes(), [""; 0], "{arguments:?}");
        assert_eq!(trace.reads(), [""; 0], "{arguments:?}");
    }
}
