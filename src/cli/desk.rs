//! What every command works with.

use std::path::Path;

use crate::cli::archive;
use crate::cli::archive::Choice;
use crate::cli::args::Global;
use crate::cli::failure::Failure;
use crate::cli::failure::remark;
use crate::cli::output::Output;
use crate::cli::settings;
use crate::cli::surroundings::Surroundings;
use crate::config::Settings;
use crate::export::phrase::counted;
use crate::model::Archive;
use crate::store::Loaded;

/// The options, the surroundings and the standard output.
pub(super) struct Desk {
    /// What the environment says.
    pub(super) surroundings: Surroundings,
    /// The options that may stand with any command.
    pub(super) global: Global,
    /// Where the command writes.
    pub(super) output: Output,
}

impl Desk {
    /// The settings, and what is wrong with their file.
    pub(super) fn settings(&self) -> Result<(Settings, Vec<String>), Failure> {
        settings::read(self)
    }

    /// Loads the archive that is meant; its faults stop nothing, and are mentioned.
    pub(super) fn archive(&self) -> Result<Archive, Failure> {
        let (settings, wrong_settings) = self.settings()?;
        for wrong in wrong_settings {
            remark(&wrong);
        }
        let Loaded { archive, faults } = self.loaded(&settings)?;
        if !faults.is_empty() {
            let faults = counted(faults.len(), "fault", "faults");
            remark(&format!("{faults}, see plenary check"));
        }
        Ok(archive)
    }

    /// Loads the archive that is meant.
    pub(super) fn loaded(&self, settings: &Settings) -> Result<Loaded, Failure> {
        self.choice(settings)?.load()
    }

    /// Which archive is meant.
    pub(super) fn choice(&self, settings: &Settings) -> Result<Choice, Failure> {
        let configured = settings.archive.as_deref().map(Path::new);
        archive::choose(self.global.archive.as_deref(), configured, &self.surroundings)
    }
}
