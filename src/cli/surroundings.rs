//! What surrounds the process: the only place that reads the environment and the clock.

use std::collections::hash_map::RandomState;
use std::env;
use std::ffi::OsString;
use std::hash::BuildHasher;
use std::io;
use std::io::IsTerminal;
use std::path::Path;
use std::path::PathBuf;
use std::process;

use time::OffsetDateTime;

use crate::model::Day;
use crate::notebook::Moment;
use crate::notebook::Session;
use crate::runtime::Hints;

/// The columns of a terminal that does not say how many it has.
const USUAL_WIDTH: u16 = 80;

/// The environment, the clock and the terminal, as they are when the program starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Surroundings {
    /// The archive that `PLENARY_ARCHIVE` names.
    pub(super) archive: Option<PathBuf>,
    /// The file that settings are read from where no other is named.
    pub(super) config_file: Option<PathBuf>,
    /// The folder of the user's own archive.
    pub(super) documents: Option<PathBuf>,
    /// The folder of what the user adds to archives.
    pub(super) state: Option<PathBuf>,
    /// The folder of what can be made again: catalogues and indexes.
    pub(super) cache: Option<PathBuf>,
    /// The folders in which programs are looked for.
    pub(super) path: Vec<PathBuf>,
    /// The folder in which the program was started.
    pub(super) here: PathBuf,
    /// Whether `PLENARY_RESTRICTED` is set, to whatever: no argument undoes that.
    pub(super) restricted: bool,
    /// Whether `NO_COLOR` asks for none.
    pub(super) no_color: bool,
    /// The way with text from right to left that `PLENARY_BIDI` asks for.
    pub(super) bidi: Option<String>,
    /// What is said about the terminal, without what tmux knows of it.
    pub(super) hints: Hints,
    /// Whether tmux stands between.
    pub(super) tmux: bool,
    /// Today, where the user is as far as that can be known.
    pub(super) today: Day,
    /// The columns of the terminal, where the standard output is one.
    pub(super) width: Option<u16>,
}

impl Surroundings {
    /// Reads them.
    #[expect(clippy::disallowed_methods, reason = "this is the place")]
    pub(super) fn read() -> Self {
        let folder = |variable: &str, below_home: &str| {
            // The XDG base directory specification: a path that is not absolute is ignored.
            let named = set(variable).map(PathBuf::from).filter(|path| path.is_absolute());
            named.or_else(|| Some(Path::new(&set("HOME")?).join(below_home)))
        };
        Self {
            archive: set("PLENARY_ARCHIVE").map(PathBuf::from),
            config_file: folder("XDG_CONFIG_HOME", ".config")
                .map(|folder| folder.join("plenary").join("config.toml")),
            documents: folder("XDG_DATA_HOME", ".local/share")
                .map(|folder| folder.join("plenary").join("documents")),
            state: folder("XDG_STATE_HOME", ".local/state").map(|folder| folder.join("plenary")),
            cache: folder("XDG_CACHE_HOME", ".cache").map(|folder| folder.join("plenary")),
            path: set("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default(),
            here: PathBuf::from("."),
            restricted: set("PLENARY_RESTRICTED").is_some(),
            no_color: set("NO_COLOR").is_some(),
            bidi: text("PLENARY_BIDI"),
            hints: hints(),
            tmux: set("TMUX").is_some(),
            today: OffsetDateTime::now_local().unwrap_or_else(|_| OffsetDateTime::now_utc()).date(),
            width: io::stdout().is_terminal().then(width),
        }
    }

    /// Whether the environment leaves colour to the program.
    pub(super) fn allows_color(&self) -> bool {
        !self.no_color && self.hints.term.as_deref() != Some("dumb")
    }
}

/// What the environment says about the terminal.
fn hints() -> Hints {
    Hints {
        term: text("TERM"),
        term_program: text("TERM_PROGRAM"),
        lc_terminal: text("LC_TERMINAL"),
        vte: set("VTE_VERSION").is_some(),
        konsole: set("KONSOLE_VERSION").is_some(),
        mlterm: set("MLTERM").is_some(),
        screen: set("STY").is_some(),
        tmux: None,
        // The first that is set counts.
        locale: ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(text),
        far: set("SSH_TTY").is_some() || set("SSH_CONNECTION").is_some(),
    }
}

/// What tells this run of the program from every other.
pub(super) fn session() -> Session {
    Session {
        started: now(),
        host: rustix::system::uname().nodename().to_string_lossy().into_owned(),
        pid: process::id(),
        // The standard library draws the keys of its hash tables at random.
        seed: RandomState::new().hash_one(process::id()),
    }
}

/// The time.
#[expect(clippy::disallowed_methods, reason = "this is the place")]
pub(super) fn now() -> Moment {
    Moment::of(OffsetDateTime::now_utc())
}

/// The arguments of the process, its name first.
#[expect(clippy::disallowed_methods, reason = "this is the place")]
pub(super) fn arguments() -> Vec<OsString> {
    env::args_os().collect()
}

/// This program. Linux finds it also where its file was replaced by another since it started.
pub(super) fn program() -> io::Result<PathBuf> {
    let running = Path::new("/proc/self/exe");
    if running.exists() { Ok(running.to_owned()) } else { env::current_exe() }
}

#[expect(clippy::disallowed_methods, reason = "this is the place")]
fn set(variable: &str) -> Option<OsString> {
    env::var_os(variable).filter(|value| !value.is_empty())
}

fn text(variable: &str) -> Option<String> {
    set(variable).map(|value| value.to_string_lossy().into_owned())
}

fn width() -> u16 {
    rustix::termios::tcgetwinsize(io::stdout())
        .ok()
        .map(|size| size.ws_col)
        .filter(|columns| *columns > 0)
        .unwrap_or(USUAL_WIDTH)
}
