//! A file of any kind, or the standard input, as the lines of a source.

use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::failure::plain;
use crate::import::MOST_BYTES;
use crate::import::Source;

/// A file that was read.
pub(in crate::cli) struct Brought {
    /// Its path, as it was named.
    pub(in crate::cli) name: String,
    /// What it holds.
    pub(in crate::cli) bytes: Vec<u8>,
    /// Its lines.
    pub(in crate::cli) source: Source,
}

/// Reads a file; `-` is the standard input.
pub(in crate::cli) fn bring(path: &Path) -> Result<Brought, Failure> {
    let name = if path == Path::new("-") {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    };
    let bytes = bytes_of(path, &name)?;
    let source = Source::read(&bytes, &name)
        .map_err(|reason| Failure::wrong(format!("{name} cannot be read: {reason}")))?;
    Ok(Brought { name, bytes, source })
}

/// The bytes of a file; no more than can be read.
fn bytes_of(path: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    let told =
        |error: &io::Error| Failure::wrong(format!("{name} cannot be read: {}", plain(error)));
    let limit = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    let count = if path == Path::new("-") {
        io::stdin().lock().take(limit.saturating_add(1)).read_to_end(&mut bytes)
    } else {
        let metadata = std::fs::metadata(path).map_err(|error| told(&error))?;
        if metadata.is_dir() {
            return Err(Failure::wrong(format!("{name} is a folder"))
                .with_hint("plenary import takes the files of a folder, plenary read one file"));
        }
        if metadata.len() > limit {
            return Err(too_large(name));
        }
        File::open(path)
            .map_err(|error| told(&error))?
            .take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
    };
    count.map_err(|error| told(&error))?;
    if bytes.len() > MOST_BYTES {
        return Err(too_large(name));
    }
    Ok(bytes)
}

fn too_large(name: &str) -> Failure {
    Failure::wrong(format!("{name} is larger than the {} MB that are read", MOST_BYTES >> 20))
        .with_hint("bring in the part of it that is the document")
}
