//! Reads a plain file that somebody named: no pipe, no socket, no device, and no more than a limit.

use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;

use rustix::fs::Mode;
use rustix::fs::OFlags;

/// What is not opened, or not read to its end.
fn refused(why: String) -> io::Error {
    io::Error::other(why)
}

/// Opens a plain file. What is none is not waited for: a pipe may never come to an end.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    if !std::fs::metadata(path)?.is_file() {
        return Err(refused("it is no plain file".to_owned()));
    }
    let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
    // It may be another one by now.
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(refused("it is no plain file".to_owned()))
    }
}

/// All bytes of a file that has no more than `limit`.
pub(super) fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    match beginning(path, limit)? {
        (bytes, true) => Ok(bytes),
        (_, false) if limit < 1 << 20 => {
            Err(refused(format!("it is larger than the {limit} bytes that are read")))
        }
        (_, false) => {
            Err(refused(format!("it is larger than the {} MiB that are read", limit >> 20)))
        }
    }
}

/// The first bytes of a file, `limit` at most, and whether these are all.
pub(super) fn beginning(path: &Path, limit: u64) -> io::Result<(Vec<u8>, bool)> {
    let file = open(path)?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(most);
    let mut bytes = Vec::with_capacity(length.min(most).saturating_add(1));
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    let is_whole = bytes.len() <= most;
    bytes.truncate(most);
    Ok((bytes, is_whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_files_of_some_size_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(read(&path, 5).unwrap(), b"12345");
        assert_eq!(beginning(&path, 4).unwrap(), (b"1234".to_vec(), false));
        let told = read(&path, 4).unwrap_err().to_string();
        assert_eq!(told, "it is larger than the 4 bytes that are read");
        assert!(read(folder.path(), 5).unwrap_err().to_string().contains("no plain file"));
        let pipe = folder.path().join("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, Mode::RUSR, 0)
            .unwrap();
        assert!(read(&pipe, 5).unwrap_err().to_string().contains("no plain file"));
        assert!(read(Path::new("/dev/zero"), 5).unwrap_err().to_string().contains("no plain file"));
        assert!(read(&folder.path().join("none"), 5).is_err());
    }
}
