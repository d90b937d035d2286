//! The settings of the person: the program's defaults, changed by a file.

use std::fs;
use std::io;
use std::path::Path;

use crate::cli::args::Color;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::failure::plain;
use crate::config::Bidi;
use crate::config::Settings;
use crate::config::Theme;

/// The largest file of settings that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// The settings, and what is wrong with their file, each with the file's name and its line.
pub(super) fn read(desk: &Desk) -> Result<(Settings, Vec<String>), Failure> {
    let (mut settings, mut faults) = match file(desk).zip(text(desk)?) {
        Some((file, text)) => {
            let (settings, faults) = Settings::read(&text);
            let told = |fault| format!("{}: {fault}", file.display());
            (settings, faults.iter().map(told).collect())
        }
        None => (Settings::default(), Vec::new()),
    };
    let colour = match desk.global.color {
        Color::Never => false,
        Color::Always => true,
        Color::Auto => desk.surroundings.allows_color(),
    };
    if !colour {
        settings.theme = Theme::None;
    }
    if let Some(wished) = &desk.surroundings.bidi {
        match Bidi::ALL.iter().find(|(_, name)| name == wished) {
            Some((bidi, _)) => settings.bidi = *bidi,
            None => faults.push(format!("PLENARY_BIDI is {}", Bidi::named())),
        }
    }
    Ok((settings, faults))
}

/// The file of settings, whether it is there or not.
pub(super) fn file(desk: &Desk) -> Option<&Path> {
    desk.global.config.as_deref().or(desk.surroundings.config_file.as_deref())
}

/// The text of the file; none where there is no such file, and nobody named it.
pub(super) fn text(desk: &Desk) -> Result<Option<String>, Failure> {
    let Some(file) = file(desk) else { return Ok(None) };
    let shown = file.display();
    let failure = |error: &io::Error| {
        let hint = "plenary starts with its defaults where there is no such file";
        Failure::wrong(format!("cannot read the settings in {shown}: {}", plain(error)))
            .with_hint(hint)
    };
    let is_named = desk.global.config.is_some();
    let found = match fs::metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !is_named => return Ok(None),
        found => found.map_err(|error| failure(&error))?,
    };
    if found.len() > LARGEST {
        return Err(Failure::wrong(format!("{shown} is too large for a file of settings")));
    }
    fs::read_to_string(file).map(Some).map_err(|error| failure(&error))
}
