//! `plenary doctor`: what surrounds the program. It looks, and changes nothing.

mod places;
mod told;

use std::io;
use std::io::IsTerminal;
use std::path::Path;

use serde::Serialize;

use crate::cli::desk::Desk;
use crate::cli::doctor::places::Place;
use crate::cli::failure::Failure;
use crate::cli::failure::plain;
use crate::cli::settings;
use crate::config::Settings;
use crate::keys::Power;
use crate::model::clean_line;
use crate::model::limits;
use crate::runtime;

/// The programs that are run where they are there, and what for.
const PROGRAMS: [(&str, &str); 2] =
    [("pdftotext", "takes the text from PDF files"), ("tmux", "says which terminal is around it")];

/// Everything that was looked at.
#[derive(Serialize)]
struct Findings {
    version: &'static str,
    /// What a restricted program may do all the same; none where it is not restricted.
    restricted: Option<Vec<&'static str>>,
    terminal: Terminal,
    folders: Vec<Place>,
    settings: Vec<Setting>,
    limits: Vec<Bound>,
    /// None where the program is restricted: it runs none.
    programs: Option<Vec<Program>>,
    /// What may be in the way, each with what to do.
    troubles: Vec<String>,
}

/// The terminal and the locale.
#[expect(clippy::struct_excessive_bools, reason = "each is a finding of its own")]
#[derive(Serialize)]
struct Terminal {
    stdin: bool,
    stdout: bool,
    columns: Option<u16>,
    rows: Option<u16>,
    term: Option<String>,
    program: Option<String>,
    far: bool,
    tmux: bool,
    color: bool,
    locale: Option<String>,
    utf8: bool,
    /// None where it was not asked.
    answered: Option<bool>,
    version: Option<String>,
    sending: Option<String>,
}

/// A setting, and where it stands.
#[derive(Serialize)]
struct Setting {
    name: String,
    value: String,
    from: String,
    file: Option<String>,
    line: Option<usize>,
}

/// A limit that is set to what is read.
#[derive(Serialize)]
struct Bound {
    of: &'static str,
    most: u64,
    unit: Option<&'static str>,
}

/// Another program.
#[derive(Serialize)]
struct Program {
    name: &'static str,
    does: &'static str,
    path: Option<String>,
}

/// Looks at everything; ends with 1 where something may be in the way.
pub(super) fn run(desk: &mut Desk, json: bool) -> Result<(), Failure> {
    let findings = looked(desk);
    if json {
        desk.output.json(&findings)?;
    } else {
        told::write(&mut desk.output, &findings)?;
    }
    if findings.troubles.is_empty() { Ok(()) } else { Err(Failure::faults()) }
}

fn looked(desk: &Desk) -> Findings {
    let mut troubles = Vec::new();
    let (set, wrong) = match desk.settings() {
        Ok(read) => read,
        Err(failure) => (Settings::default(), vec![failure.message]),
    };
    troubles.extend(wrong.iter().map(|wrong| clean_line(wrong).into_owned()));
    let folders = places::all(desk, &set, &mut troubles);
    Findings {
        version: env!("CARGO_PKG_VERSION"),
        restricted: desk.is_restricted().then(|| {
            let allowed = Power::ALL.into_iter().filter(|power| desk.allowed.has(*power));
            allowed.map(Power::as_str).collect()
        }),
        terminal: terminal(desk, &set, &mut troubles),
        folders,
        settings: standing(desk),
        limits: limits::ALL
            .iter()
            .map(|limit| Bound {
                of: limit.of,
                most: limit.most,
                unit: limit.bytes.then_some("bytes"),
            })
            .collect(),
        programs: desk.allowed.has(Power::Run).then(|| programs(&desk.surroundings.path)),
        troubles,
    }
}

fn terminal(desk: &Desk, settings: &Settings, troubles: &mut Vec<String>) -> Terminal {
    let around = &desk.surroundings;
    let (stdin, stdout) = (io::stdin().is_terminal(), io::stdout().is_terminal());
    let locale = around.hints.locale.clone();
    let utf8 = locale.as_deref().is_some_and(is_utf8);
    if !utf8 {
        let found = locale.as_deref().map_or("no locale is set".to_owned(), |locale| {
            format!("the locale {locale} is not one of UTF-8")
        });
        troubles.push(format!("{found}: set LANG to one of UTF-8, as C.UTF-8"));
    }
    let term = around.hints.term.clone();
    if matches!(term.as_deref(), None | Some("dumb")) {
        troubles.push(
            "TERM names no terminal that can be drawn on: plenary show and plenary list print \
             what the reader would show"
                .to_owned(),
        );
    }
    let size = if stdout { runtime::size().ok() } else { None };
    let answers = if stdin && stdout && term.as_deref() != Some("dumb") {
        runtime::answers(settings, &around.hints)
            .map_err(|error| {
                troubles.push(format!("the terminal cannot be asked: {}", plain(&error)));
            })
            .ok()
    } else {
        None
    };
    Terminal {
        stdin,
        stdout,
        columns: size.map(|size| size.width),
        rows: size.map(|size| size.height),
        term,
        program: around.hints.term_program.clone(),
        far: around.hints.far,
        tmux: around.tmux,
        color: around.allows_color(),
        locale,
        utf8,
        answered: answers.as_ref().map(|answers| answers.answered),
        version: answers.as_ref().and_then(|answers| answers.version.clone()),
        sending: answers.map(|answers| answers.sending),
    }
}

/// Whether a locale says that text is UTF-8.
fn is_utf8(locale: &str) -> bool {
    let charset = locale.split_once('.').map_or("", |(_, charset)| charset);
    charset.to_ascii_lowercase().replace('-', "").starts_with("utf8")
}

fn standing(desk: &Desk) -> Vec<Setting> {
    let file = settings::file(desk).map(|file| file.display().to_string());
    let text = settings::text(desk).ok().flatten().unwrap_or_default();
    let of = |standing: crate::config::Standing| {
        let by_environment = standing.name == "bidi" && desk.surroundings.bidi.is_some();
        let value = desk.surroundings.bidi.clone().filter(|_| by_environment);
        let here = standing.line.filter(|_| !by_environment);
        let from = match (by_environment, here, &file) {
            (true, ..) => "PLENARY_BIDI".to_owned(),
            (false, Some(line), Some(file)) => format!("{file}:{line}"),
            _ => "default".to_owned(),
        };
        Setting {
            name: standing.name,
            value: value.unwrap_or(standing.value),
            from,
            file: here.and(file.clone()),
            line: here,
        }
    };
    Settings::standing(&text).into_iter().map(of).collect()
}

fn programs(path: &[std::path::PathBuf]) -> Vec<Program> {
    let is_program = |file: &Path| {
        rustix::fs::access(file, rustix::fs::Access::EXEC_OK).is_ok() && file.is_file()
    };
    let found = |name: &str| {
        let mut files = path.iter().map(|folder| folder.join(name));
        files.find(|file| is_program(file)).map(|file| file.display().to_string())
    };
    PROGRAMS.into_iter().map(|(name, does)| Program { name, does, path: found(name) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_one_of_utf_8_or_not() {
        for locale in ["C.UTF-8", "en_GB.utf8", "ar_EG.UTF-8@x"] {
            assert!(is_utf8(locale), "{locale}");
        }
        for locale in ["C", "POSIX", "ru_RU.KOI8-R", "de_DE@euro", ""] {
            assert!(!is_utf8(locale), "{locale}");
        }
    }
}
