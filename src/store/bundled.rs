//! The archive that is compiled into the program.

use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;

use super::Fault;
use super::fault::Faults;
use super::shelf::Folder;
use super::shelf::Shelf;
use super::shelf::tag_of;

/// Lists files of `documents/`, each with its text.
macro_rules! files {
    ($($path:literal)+) => {
        &[$(($path, include_str!(concat!("../../documents/", $path))),)+]
    };
}

/// Every file of the bundled archive: its path below `documents/`, and what it holds.
pub const FILES: &[(&str, &str)] = files! {
    "meetings.toml"
    "parties.toml"
    "icspwi-palestine-week/document.toml"
    "icspwi-palestine-week/text.en.txt"
    "imcwp-21-izmir-report/document.toml"
    "imcwp-21-izmir-report/text.en.txt"
    "imcwp-23-action-plan/document.toml"
    "imcwp-23-action-plan/text.en.txt"
    "imcwp-23-palestine-statement/document.toml"
    "imcwp-23-palestine-statement/text.en.txt"
    "imcwp-23-ukraine-resolution/document.toml"
    "imcwp-23-ukraine-resolution/text.ar.txt"
    "imcwp-23-ukraine-resolution/text.en.txt"
    "imcwp-23-ukraine-resolution/text.es.txt"
    "imcwp-23-ukraine-resolution/text.ru.txt"
};

/// The files in the program.
pub(super) struct Bundle;

impl Shelf for Bundle {
    fn origin(&self) -> String {
        "the archive in the program".to_owned()
    }

    fn root(&self) -> &Path {
        Path::new("")
    }

    fn folders(&self, _: &mut Faults) -> Vec<Folder> {
        let mut folders: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
        for (path, _) in FILES {
            if let Some((folder, file)) = path.rsplit_once('/') {
                let texts = folders.entry(PathBuf::from(folder)).or_default();
                texts.extend(tag_of(file).map(|_| file.to_owned()));
            }
        }
        let folder = |(path, texts)| Folder::new(path, self.root(), texts);
        folders.into_iter().map(folder).collect()
    }

    fn folder(&self, path: &Path) -> Folder {
        let mut folders = self.folders(&mut Faults::default());
        folders.retain(|folder| folder.path == path);
        folders.pop().unwrap_or_else(|| Folder::new(path.to_path_buf(), self.root(), Vec::new()))
    }

    fn read(&self, path: &Path, _: u64) -> Result<Option<Vec<u8>>, Fault> {
        let file = FILES.iter().find(|(name, _)| Path::new(name) == path);
        Ok(file.map(|(_, text)| text.as_bytes().to_vec()))
    }

    fn beginning(&self, path: &Path, limit: u64) -> Result<Option<(Vec<u8>, bool)>, Fault> {
        Ok(self.read(path, limit)?.map(|bytes| (bytes, true)))
    }
}
