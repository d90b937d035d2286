//! The settings of the person: the program's defaults, changed by a file.

use std::fs;
use std::io;
use std::path::Path;

use crate::cli::args::Color;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::failure::plain;
use crate::config::Settings;
use crate::config::Theme;

/// The largest file of settings that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// The settings, and what is wrong with their file, each with the file's name and its line.
pub(super) fn read(desk: &Desk) -> Result<(Settings, Vec<String>), Failure> {
    let named = desk.global.config.as_deref();
    let (mut settings, faults) = match named.or(desk.surroundings.config_file.as_deref()) {
        Some(file) => from_file(file, named.is_some())?,
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
    Ok((settings, faults))
}

fn from_file(file: &Path, named: bool) -> Result<(Settings, Vec<String>), Failure> {
    let shown = file.display();
    let failure = |error: &io::Error| {
        let hint = "plenary starts with its defaults where there is no such file";
        Failure::wrong(format!("cannot read the settings in {shown}: {}", plain(error)))
            .with_hint(hint)
    };
    let found = match fs::metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !named => {
            return Ok((Settings::default(), Vec::new()));
        }
        found => found.map_err(|error| failure(&error))?,
    };
    if found.len() > LARGEST {
        return Err(Failure::wrong(format!("{shown} is too large for a file of settings")));
    }
    let text = fs::read_to_string(file).map_err(|error| failure(&error))?;
    let (settings, faults) = Settings::read(&text);
    let faults = faults.iter().map(|fault| format!("{shown}: {fault}")).collect();
    Ok((settings, faults))
}
