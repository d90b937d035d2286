//! The seal on the folder of an index: what files it had when it was finished, each with its checksum.
//!
//! The engine has checksums of its own, but to compare them it maps whole files into memory. A seal is
//! compared at a glance by lengths and times, or byte by byte through a small buffer.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::disk::replace;

/// The name of the seal.
const NAME: &str = "seal";

/// What is known of a file: its length, the time of its last change, and its CRC-32.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sealed {
    length: u64,
    changed: i128,
    checksum: u32,
}

/// The files of an index as they were when it was finished.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seal {
    files: BTreeMap<String, Sealed>,
}

/// The files that belong to an index, with their lengths and times.
fn present(folder: &Path) -> io::Result<BTreeMap<String, (u64, i128)>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Hidden files are locks, and the engine's notes on what may be thrown away.
        if name.starts_with(NAME) || name.starts_with('.') {
            continue;
        }
        let found = entry.metadata()?;
        let time = i128::from(found.mtime()) * 1_000_000_000 + i128::from(found.mtime_nsec());
        files.insert(name, (found.len(), time));
    }
    Ok(files)
}

fn checksum(file: &Path) -> io::Result<u32> {
    let mut from = fs::File::open(file)?;
    let mut buffer = vec![0; 1 << 16];
    let mut checksum = crc32fast::Hasher::new();
    loop {
        match from.read(&mut buffer)? {
            0 => return Ok(checksum.finalize()),
            count => checksum.update(buffer.get(..count).unwrap_or_default()),
        }
    }
}

impl Seal {
    /// Seals what lies in a folder; of what `before` knew only new files are read.
    pub(super) fn put(folder: &Path, before: &Self) -> io::Result<()> {
        let mut files = BTreeMap::new();
        for (name, (length, changed)) in present(folder)? {
            let known = before.files.get(&name);
            let same = known.filter(|known| (known.length, known.changed) == (length, changed));
            let checksum = match same {
                Some(known) => known.checksum,
                None => checksum(&folder.join(&name))?,
            };
            files.insert(name, Sealed { length, changed, checksum });
        }
        replace(&folder.join(NAME), Self { files }.written().as_bytes())
    }

    /// The seal on a folder; none where there is none that can be read.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        Self::read(&fs::read_to_string(folder.join(NAME)).ok()?)
    }

    /// Whether the files are there, with the lengths and times that they had.
    pub(super) fn holds(&self, folder: &Path) -> bool {
        present(folder).is_ok_and(|present| {
            let sealed = self.files.iter();
            let sealed = sealed.map(|(name, file)| (name, (file.length, file.changed)));
            sealed.eq(present.iter().map(|(name, (length, time))| (name, (*length, *time))))
        })
    }

    /// Whether every byte of every file is as it was.
    pub(super) fn is_whole(&self, folder: &Path) -> bool {
        self.holds(folder)
            && self.files.iter().all(|(name, file)| {
                checksum(&folder.join(name)).is_ok_and(|checksum| checksum == file.checksum)
            })
    }

    /// A file a line, and at the end the checksum of all lines.
    fn written(&self) -> String {
        let mut text = String::new();
        for (name, Sealed { length, changed, checksum }) in &self.files {
            let line = [length.to_string(), changed.to_string(), checksum.to_string()].join(" ");
            text.extend([line.as_str(), " ", name, "\n"]);
        }
        let checksum = crc32fast::hash(text.as_bytes());
        text + &format!("{checksum}\n")
    }

    fn read(text: &str) -> Option<Self> {
        let (lines, checksum) = text.strip_suffix('\n')?.rsplit_once('\n').unwrap_or(("", text));
        let lines = if lines.is_empty() { String::new() } else { format!("{lines}\n") };
        if checksum.trim_end().parse() != Ok(crc32fast::hash(lines.as_bytes())) {
            return None;
        }
        let file = |line: &str| {
            let mut parts = line.splitn(4, ' ');
            let length = parts.next()?.parse().ok()?;
            let changed = parts.next()?.parse().ok()?;
            let checksum = parts.next()?.parse().ok()?;
            Some((parts.next()?.to_owned(), Sealed { length, changed, checksum }))
        };
        let files: Option<BTreeMap<String, Sealed>> = lines.lines().map(file).collect();
        files.map(|files| Self { files })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("one file"), "abc").unwrap();
        fs::write(folder.path().join("another"), "").unwrap();
        fs::write(folder.path().join(".lock"), "").unwrap();
        Seal::put(folder.path(), &Seal::default()).unwrap();
        folder
    }

    #[test]
    fn a_seal_holds_until_something_is_changed() {
        let folder = folder();
        let path = folder.path();
        let seal = Seal::of(path).unwrap();
        assert_eq!(seal.files.len(), 2);
        assert_eq!(Seal::read(&seal.written()), Some(Seal { files: seal.files.clone() }));
        fs::write(path.join(".lock"), "x").unwrap();
        assert!(seal.holds(path) && seal.is_whole(path));
        let time = fs::metadata(path.join("one file")).unwrap().modified().unwrap();
        fs::write(path.join("one file"), "abd").unwrap();
        fs::File::open(path.join("one file")).unwrap().set_modified(time).unwrap();
        assert!(seal.holds(path) && !seal.is_whole(path));
        fs::write(path.join("one file"), "abcd").unwrap();
        assert!(!seal.holds(path));
        Seal::put(path, &seal).unwrap();
        assert!(Seal::of(path).unwrap().is_whole(path));
        fs::write(path.join("third"), "").unwrap();
        assert!(!Seal::of(path).unwrap().holds(path));
    }

    #[test]
    fn a_seal_that_is_damaged_is_none() {
        let folder = folder();
        let file = folder.path().join(NAME);
        let good = fs::read_to_string(&file).unwrap();
        for at in 0..good.len() - 1 {
            let mut bad = good.clone().into_bytes();
            bad[at] ^= 1;
            fs::write(&file, &bad).unwrap();
            assert_eq!(Seal::of(folder.path()), None, "{at}");
            fs::write(&file, &good.as_bytes()[..at]).unwrap();
            assert_eq!(Seal::of(folder.path()), None, "cut at {at}");
        }
        assert_eq!(Seal::read(""), None);
        assert_eq!(Seal::read(&Seal::default().written()), Some(Seal::default()));
    }
}
