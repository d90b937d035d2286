//! `plenary __convert`: reads a foreign file for `import` and `read`, in a process that can do nothing else.
//!
//! A page or a PDF may be made to hang its reader, to fill the memory or to overflow the stack. Here that
//! ends this process and no other. It gets the file on its standard input and writes lines to its standard
//! output; the kernel sees to the rest. It is no command for people.

use std::ffi::OsString;
use std::io;
use std::io::Read;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::process::ExitCode;

use rustix::process::Resource;
use rustix::process::Rlimit;
use rustix::process::setrlimit;

use crate::cli::wire::Wire;
use crate::import;
use crate::import::Form;
use crate::import::MOST_BYTES;
use crate::import::Source;

/// The word that asks for it.
pub(super) const WORD: &str = "__convert";

/// So many seconds the processor may work on a file.
pub(super) const MOST_SECONDS: u64 = 5;

/// So many bytes of memory reading a file may take.
pub(super) const MOST_MEMORY: u64 = 512 << 20;

/// The file was understood, and is refused for a reason that stands on the standard error.
pub(super) const REFUSED: u8 = 3;

/// The other program that was to read it is not on the machine.
pub(super) const ABSENT: u8 = 4;

/// Which reader takes the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// The reader of web pages.
    Html,
    /// The reader of DOCX and ODT.
    Packed,
    /// The program's own reader of PDFs.
    Pdf,
    /// Poppler's `pdftotext`.
    Pdftotext,
}

impl Reader {
    const ALL: [Self; 4] = [Self::Html, Self::Packed, Self::Pdf, Self::Pdftotext];

    /// Its name on the command line.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Packed => "packed",
            Self::Pdf => "pdf",
            Self::Pdftotext => "pdftotext",
        }
    }
}

/// The reader that the arguments of the process ask for.
pub(super) fn asked_for(arguments: &[OsString]) -> Option<Reader> {
    let [_, word, name] = arguments else {
        return None;
    };
    let name = name.to_str().filter(|_| word == WORD)?;
    Reader::ALL.into_iter().find(|reader| reader.as_str() == name)
}

/// Reads the standard input and writes what it holds to the standard output.
pub(super) fn run(reader: Reader) -> ExitCode {
    limit();
    confine(reader);
    match reader {
        Reader::Html => source(Form::Html),
        Reader::Packed => source(Form::Packed),
        Reader::Pdf => pages(),
        Reader::Pdftotext => pdftotext(),
    }
}

/// Lets the kernel end this process where it takes too much.
fn limit() {
    let limits = [
        // The soft limit lies below the hard one, so that its signal tells what happened.
        (Resource::Cpu, MOST_SECONDS, MOST_SECONDS + 1),
        (Resource::As, MOST_MEMORY, MOST_MEMORY),
        (Resource::Fsize, 0, 0),
        (Resource::Core, 0, 0),
        (Resource::Nofile, 32, 32),
    ];
    for (resource, soft, hard) in limits {
        // Where a system has no such limit the others stand, and the one who started this counts the time.
        setrlimit(resource, Rlimit { current: Some(soft), maximum: Some(hard) }).ok();
    }
}

/// Takes the file system and the network away, where the kernel can do that. Poppler still has to read
/// its libraries and its fonts.
#[cfg(target_os = "linux")]
fn confine(reader: Reader) {
    use landlock::ABI;
    use landlock::Access;
    use landlock::AccessFs;
    use landlock::AccessNet;
    use landlock::PathBeneath;
    use landlock::PathFd;
    use landlock::Ruleset;
    use landlock::RulesetAttr;
    use landlock::RulesetCreatedAttr;
    use landlock::RulesetError;
    use landlock::Scope;

    let abi = ABI::V6;
    let confine = || -> Result<(), RulesetError> {
        let rules = Ruleset::default()
            .handle_access(AccessFs::from_all(abi))?
            .handle_access(AccessNet::from_all(abi))?
            .scope(Scope::from_all(abi))?
            .create()?;
        let given: &[(&str, _)] = match reader {
            Reader::Pdftotext => {
                &[("/", AccessFs::from_read(abi)), ("/dev/null", AccessFs::WriteFile.into())]
            }
            _ => &[],
        };
        let mut rules = rules;
        for (path, access) in given {
            if let Ok(path) = PathFd::new(path) {
                rules = rules.add_rule(PathBeneath::new(path, *access))?;
            }
        }
        rules.restrict_self().map(|_| ())
    };
    // A kernel without it leaves the limits.
    confine().ok();
}

#[cfg(not(target_os = "linux"))]
fn confine(_: Reader) {}

fn input() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes the lines of a page or of a word processor's file.
fn source(form: Form) -> ExitCode {
    let written = input().map_err(|error| error.to_string()).and_then(|bytes| {
        let source = Source::read_as(form, &bytes)?;
        let wire = Wire::of(&source).bytes();
        io::stdout().lock().write_all(&wire).map_err(|error| error.to_string())
    });
    ended(written)
}

/// Writes the text of each page of a PDF with a form feed behind it, and says how many there are.
fn pages() -> ExitCode {
    let mut output = io::stdout().lock();
    let mut is_first = true;
    let written = input().map_err(|error| error.to_string()).and_then(|bytes| {
        import::read_pages(bytes, |text, count| {
            if is_first {
                say(&format!("{count} pages"));
                is_first = false;
            }
            // A page is sent at once: what was sent counts, also where the next one is too much.
            let sent = output.write_all(text.as_bytes()).and_then(|()| output.write_all(b"\x0C"));
            sent.and_then(|()| output.flush()).is_ok()
        })
    });
    ended(written)
}

fn ended(written: Result<(), String>) -> ExitCode {
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            say(&reason);
            ExitCode::from(REFUSED)
        }
    }
}

/// Becomes `pdftotext`, which keeps the limits.
fn pdftotext() -> ExitCode {
    #[expect(
        clippy::disallowed_methods,
        reason = "it keeps words, lists and text from right to left in better order than any crate"
    )]
    let error = Command::new("pdftotext").args(["-enc", "UTF-8", "-", "-"]).exec();
    say(&error.to_string());
    ExitCode::from(if error.kind() == io::ErrorKind::NotFound { ABSENT } else { REFUSED })
}

/// Tells the process that started this one something; nobody else reads it.
fn say(text: &str) {
    writeln!(io::stderr().lock(), "{text}").ok();
}
