//! The settings of the person: the program's defaults, changed by a file.

use std::io;
use std::path::Path;

use crate::cli::args::Color;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::failure::plain as told;
use crate::cli::plain;
use crate::config::Bidi;
use crate::config::Settings;
use crate::config::Theme;
use crate::model::limits;

/// The settings, and what is wrong with their file, each with the file's name and its line.
pub(super) fn read(desk: &Desk) -> Result<(Settings, Vec<String>), Failure> {
    let (mut settings, mut faults) = match file(desk).zip(text(desk)?) {
        Some((file, text)) => {
            let (settings, faults) = Settings::read(&text);
            let shown = file.display();
            (settings, faults.iter().map(|fault| format!("{shown}: {fault}")).collect())
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
        Failure::wrong(format!("cannot read the settings in {shown}: {}", told(error)))
            .with_hint(hint)
    };
    let is_named = desk.global.config.is_some();
    let bytes = match plain::read(file, limits::SETTINGS) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !is_named => return Ok(None),
        read => read.map_err(|error| failure(&error))?,
    };
    String::from_utf8(bytes).map(Some).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::wrong(format!("the settings in {shown} are no UTF-8, from byte {at} on"))
            .with_hint("save the file as UTF-8")
    })
}
