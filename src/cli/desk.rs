//! What every command works with.

use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::archive;
use crate::cli::archive::Choice;
use crate::cli::archive::told;
use crate::cli::args::Global;
use crate::cli::failure::Failure;
use crate::cli::failure::remark;
use crate::cli::notebook;
use crate::cli::output::Output;
use crate::cli::settings;
use crate::cli::surroundings::Surroundings;
use crate::config::Settings;
use crate::export::phrase::counted;
use crate::keys::Powers;
use crate::model::Archive;
use crate::search::Haystack;
use crate::search::Index;
use crate::search::Texts;
use crate::store;
use crate::store::Compared;
use crate::store::Loaded;
use crate::store::Place;

/// The options, the surroundings and the standard output.
pub(super) struct Desk {
    /// What the environment says.
    pub(super) surroundings: Surroundings,
    /// The options that may stand with any command.
    pub(super) global: Global,
    /// What may be done outside.
    pub(super) allowed: Powers,
    /// Where the command writes.
    pub(super) output: Output,
}

/// How sure it is to be that an archive is known as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Freshness {
    /// No document came or went.
    Glance,
    /// No file changed.
    Sure,
}

/// An archive, and what knows its words.
pub(super) struct Opened {
    /// The archive.
    pub(super) archive: Archive,
    /// What knows its words.
    pub(super) texts: Arc<dyn Texts>,
    /// Why the words of a large archive are looked for in its texts.
    pub(super) wordless: Option<String>,
}

impl Desk {
    /// Whether the program runs restricted.
    pub(super) fn is_restricted(&self) -> bool {
        self.allowed != Powers::ALL
    }

    /// The settings, and what is wrong with their file.
    pub(super) fn settings(&self) -> Result<(Settings, Vec<String>), Failure> {
        settings::read(self)
    }

    /// Opens the archive that is meant; its faults stop nothing, and are mentioned.
    pub(super) fn open(&self, freshness: Freshness) -> Result<Opened, Failure> {
        let (settings, wrong_settings) = self.settings()?;
        for wrong in wrong_settings {
            remark(&wrong);
        }
        let place = self.place(&settings)?;
        let Loaded { archive, faults } = match &place {
            None => store::bundled(),
            Some(place) => match place.open().map_err(told)? {
                // What nobody can bring up to date is compared with the folder every time.
                Some(known)
                    if freshness == Freshness::Glance && place.can_keep() && place.is_fresh() =>
                {
                    known
                }
                None if place.is_small().map_err(told)? => {
                    store::load(&place.folder).map_err(told)?
                }
                Some(_) | None => compared(place)?,
            },
        };
        if !faults.is_empty() {
            let faults = counted(faults.len(), "fault", "faults");
            remark(&format!("{faults}, see plenary check"));
        }
        let cache = place.as_ref().and_then(|place| place.cache.as_deref());
        let index = cache.filter(|_| !archive.is_held()).map(|cache| Index::open(cache, &archive));
        let (texts, wordless): (Arc<dyn Texts>, _) = match index {
            Some(Ok(index)) => {
                let few = (!index.is_quick(&archive)).then(|| {
                    let all = counted(archive.len(), "document is", "documents are");
                    format!("{} of {all} not indexed yet", index.missing())
                });
                (Arc::new(index), few)
            }
            Some(Err(why)) => {
                let none = format!("words are not indexed: {why}");
                (Arc::new(Haystack::of(&archive)), Some(none))
            }
            None => (Arc::new(Haystack::of(&archive)), None),
        };
        Ok(Opened { archive, texts, wordless })
    }

    /// Opens the archive that is meant, for a command that looks for no words.
    pub(super) fn archive(&self) -> Result<Archive, Failure> {
        Ok(self.open(Freshness::Sure)?.archive)
    }

    /// Reads the whole of the archive that is meant.
    pub(super) fn loaded(&self, settings: &Settings) -> Result<Loaded, Failure> {
        self.choice(settings)?.load()
    }

    /// Which archive is meant.
    pub(super) fn choice(&self, settings: &Settings) -> Result<Choice, Failure> {
        let configured = settings.archive.as_deref().map(Path::new);
        archive::choose(self.global.archive.as_deref(), configured, &self.surroundings)
    }

    /// Where the archive that is meant lies, and what is kept about it; none for the one in the program.
    pub(super) fn place(&self, settings: &Settings) -> Result<Option<Place>, Failure> {
        match self.choice(settings)? {
            Choice::Bundled => Ok(None),
            Choice::Folder(folder) => Ok(Some(self.place_of(folder)?)),
        }
    }

    /// Where what is kept about the archive in a folder lies.
    pub(super) fn place_of(&self, folder: PathBuf) -> Result<Place, Failure> {
        let key = notebook::key_of(&folder)?;
        let cache = self.surroundings.cache.as_ref().map(|cache| cache.join(key));
        Ok(Place { folder, cache })
    }
}

/// A large archive as it is now.
pub(super) fn compared(place: &Place) -> Result<Loaded, Failure> {
    let told_of = |done: usize| {
        if done > 0 && done.is_multiple_of(4096) {
            remark(&format!("{done} documents read"));
        }
    };
    match place.compare(&told_of).map_err(told)? {
        Compared::Renewed(loaded) => Ok(*loaded),
        Compared::Same => match place.open().map_err(told)? {
            Some(loaded) => Ok(loaded),
            None => store::load(&place.folder).map_err(told),
        },
    }
}
