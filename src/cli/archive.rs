//! Which archive is opened.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use crate::cli::failure::Failure;
use crate::cli::failure::plain;
use crate::cli::surroundings::Surroundings;
use crate::store;
use crate::store::Fault;
use crate::store::Loaded;

/// How deep below an archive's folder a document is looked for before it counts as one.
const DEPTH: usize = 4;

/// The archive that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Choice {
    /// The one in a folder.
    Folder(PathBuf),
    /// The one that is compiled in.
    Bundled,
}

/// The archive that is opened: `named`, else that of the environment, else the `configured` one, else
/// `./documents`, else the user's own, else the one that is compiled in.
pub(super) fn choose(
    named: Option<&Path>,
    configured: Option<&Path>,
    surroundings: &Surroundings,
) -> Result<Choice, Failure> {
    let asked = [
        (named, "--archive"),
        (surroundings.archive.as_deref(), "PLENARY_ARCHIVE"),
        (configured, "the setting archive"),
    ];
    for (folder, by) in asked {
        if let Some(folder) = folder {
            return existing(folder, by).map(Choice::Folder);
        }
    }
    let usual = [Some(surroundings.here.join("documents")), surroundings.documents.clone()];
    let found = usual.into_iter().flatten().find(|folder| holds_archive(folder));
    Ok(found.map_or(Choice::Bundled, |folder| {
        // `documents/…` is how a person would name it.
        Choice::Folder(folder.strip_prefix(".").map(Path::to_path_buf).unwrap_or(folder))
    }))
}

/// The folder, if it is one; `by` is what named it.
pub(super) fn existing(folder: &Path, by: &str) -> Result<PathBuf, Failure> {
    let shown = folder.display();
    match fs::metadata(folder) {
        Ok(found) if found.is_dir() => Ok(folder.to_path_buf()),
        Ok(_) => Err(Failure::wrong(format!("{shown} is no folder")).with_hint(format!(
            "{by} names the folder that holds meetings.toml and the folders of the documents"
        ))),
        Err(error) => Err(Failure::wrong(format!(
            "there is no archive at {shown}: {}",
            plain(&error)
        ))
        .with_hint(format!(
            "{by} names it; without, plenary opens ./documents, your own archive or the bundled one"
        ))),
    }
}

impl Choice {
    /// Reads the whole of it.
    pub(super) fn load(&self) -> Result<Loaded, Failure> {
        match self {
            Self::Folder(folder) => store::load(folder).map_err(told),
            Self::Bundled => Ok(store::bundled()),
        }
    }
}

/// A fault that leaves nothing of an archive, as a failure.
pub(super) fn told(fault: Fault) -> Failure {
    Failure::wrong(format!("{}: {}", fault.file, fault.message)).with_hint(fault.help)
}

/// Whether a folder holds `meetings.toml` or a document.
fn holds_archive(folder: &Path) -> bool {
    folder.join("meetings.toml").is_file() || holds_document(folder, DEPTH)
}

fn holds_document(folder: &Path, depth: usize) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    let folders = entries
        .flatten()
        .filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
        .map(|entry| entry.path())
        .filter(|path| path.is_dir());
    for folder in folders {
        if folder.join("document.toml").is_file()
            || (depth > 1 && holds_document(&folder, depth - 1))
        {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surroundings(here: &Path) -> Surroundings {
        Surroundings {
            archive: None,
            config_file: None,
            documents: Some(here.join("own")),
            state: None,
            cache: None,
            path: Vec::new(),
            here: here.to_path_buf(),
            restricted: false,
            no_color: false,
            bidi: None,
            hints: crate::runtime::Hints::default(),
            tmux: false,
            today: crate::model::Day::MIN,
            width: None,
        }
    }

    fn file(path: &Path) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    }

    #[test]
    fn without_any_archive_the_bundled_one_is_opened() {
        let here = tempfile::tempdir().unwrap();
        fs::create_dir(here.path().join("documents")).unwrap();
        let chosen = choose(None, None, &surroundings(here.path()));
        assert_eq!(chosen, Ok(Choice::Bundled));
    }

    #[test]
    fn the_nearest_archive_wins() {
        let here = tempfile::tempdir().unwrap();
        let mut surroundings = surroundings(here.path());
        let folder = |name: &str| Ok(Choice::Folder(here.path().join(name)));
        file(&here.path().join("own/meetings.toml"));
        assert_eq!(choose(None, None, &surroundings), folder("own"));
        file(&here.path().join("documents/2031/call/document.toml"));
        assert_eq!(choose(None, None, &surroundings), folder("documents"));
        for name in ["configured", "environment", "named"] {
            fs::create_dir(here.path().join(name)).unwrap();
        }
        let (configured, named) = (here.path().join("configured"), here.path().join("named"));
        let chosen = choose(None, Some(&configured), &surroundings);
        assert_eq!(chosen, folder("configured"));
        surroundings.archive = Some(here.path().join("environment"));
        let chosen = choose(None, Some(&configured), &surroundings);
        assert_eq!(chosen, folder("environment"));
        let chosen = choose(Some(&named), Some(&configured), &surroundings);
        assert_eq!(chosen, folder("named"));
    }

    #[test]
    fn a_named_folder_that_is_missing_is_told_with_what_named_it() {
        let here = tempfile::tempdir().unwrap();
        let missing = here.path().join("none");
        let failure = choose(Some(&missing), None, &surroundings(here.path())).unwrap_err();
        assert_eq!(failure.code, 2);
        assert!(failure.message.contains("none"), "{}", failure.message);
        assert!(failure.hint.unwrap().starts_with("--archive"));
    }
}
