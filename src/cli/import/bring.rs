//! A file of any kind, or the standard input, as the lines of a source.

use std::fs::DirEntry;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::convert::Reader;
use crate::cli::failure::Failure;
use crate::cli::failure::plain;
use crate::cli::import::child;
use crate::cli::import::child::End;
use crate::cli::import::child::read_by;
use crate::cli::import::pdf;
use crate::cli::wire::Wire;
use crate::import::Form;
use crate::import::MOST_BYTES;
use crate::import::Material;
use crate::import::Proposal;
use crate::import::Source;
use crate::model::Day;

/// So deep are folders in a folder looked into.
const INSIDE: usize = 1;

/// A file that was read.
pub(in crate::cli) struct Brought {
    /// Its path, as it was named.
    pub(in crate::cli) name: String,
    /// What it holds.
    pub(in crate::cli) bytes: Vec<u8>,
    /// Its lines.
    pub(in crate::cli) source: Arc<Source>,
}

impl Brought {
    /// What a record of it is made from.
    pub(super) fn material<'a>(&'a self, proposal: &'a Proposal, today: Day) -> Material<'a> {
        let name = self.name.rsplit('/').next().unwrap_or(&self.name);
        Material { proposal, source: &self.source, bytes: &self.bytes, name, today }
    }
}

/// The files that are meant: of a folder each file in it and in the folders of it, in order.
///
/// What cannot be taken is told; the last of it is given back, so that the program ends with it.
pub(super) fn files(named: &[PathBuf]) -> (Vec<PathBuf>, Option<Failure>) {
    let mut files = Vec::new();
    let mut refused: Vec<Failure> = Vec::new();
    for path in named {
        if path.is_dir() {
            let before = files.len();
            folder(path, INSIDE, &mut files, &mut refused);
            if files.len() == before && refused.is_empty() {
                refused.push(Failure::wrong(format!("{} holds no files", path.display())));
            }
        } else {
            files.push(path.clone());
        }
    }
    let last = refused.pop();
    for failure in refused {
        failure.tell();
    }
    (files, last)
}

/// Takes the files of a folder, and those of folders in it as deep as `levels`.
fn folder(path: &Path, levels: usize, files: &mut Vec<PathBuf>, refused: &mut Vec<Failure>) {
    let shown = path.display();
    let listed = std::fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = match listed {
        Ok(entries) => entries,
        Err(error) => {
            let told = format!("the folder {shown} cannot be read: {}", plain(&error));
            refused.push(Failure::wrong(told));
            return;
        }
    };
    let is_hidden = |entry: &DirEntry| entry.file_name().as_encoded_bytes().starts_with(b".");
    let mut paths: Vec<PathBuf> =
        entries.iter().filter(|entry| !is_hidden(entry)).map(DirEntry::path).collect();
    paths.sort();
    for path in paths {
        if !path.is_dir() {
            files.push(path);
        } else if levels > 0 {
            folder(&path, levels - 1, files, refused);
        } else {
            let told = format!("{} is a folder in a folder in a folder", path.display());
            refused
                .push(Failure::wrong(told).with_hint("name it itself to bring in what it holds"));
        }
    }
}

/// Reads a file; `-` is the standard input.
pub(in crate::cli) fn bring(path: &Path) -> Result<Brought, Failure> {
    let name = if path == Path::new("-") {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    };
    let bytes = bytes_of(path, &name)?;
    let source = match Form::of(&bytes, &name) {
        // A text is only decoded.
        Form::Text => {
            Source::read_as(Form::Text, &bytes).map_err(|reason| unread(&name, &reason))?
        }
        Form::Html => apart(Reader::Html, &bytes, &name)?,
        Form::Packed => apart(Reader::Packed, &bytes, &name)?,
        Form::Pdf => pdf::source(&bytes, &name)?,
    }
    .with_fingerprint(&bytes);
    Ok(Brought { name, bytes, source: Arc::new(source) })
}

/// Has a foreign file read in a process of its own.
fn apart(reader: Reader, bytes: &[u8], name: &str) -> Result<Source, Failure> {
    let said = read_by(reader, bytes).map_err(|error| unread(name, &plain(&error)))?;
    match said.end {
        End::Whole | End::Absent => Wire::read(&said.text)
            .ok_or_else(|| unread(name, "what its reader made of it is not understood")),
        End::Refused => {
            let reason = said.told.lines().last().filter(|reason| !reason.is_empty());
            Err(unread(name, reason.unwrap_or("it is damaged")))
        }
        End::Full => Err(too_much(name).with_hint("bring in the part of it that is the document")),
        End::Stopped(why) => Err(unread(name, &format!("{why}, and was stopped"))
            .with_hint("save what it shows as plain text, and bring that in")),
    }
}

/// A file that holds more text than is taken.
pub(super) fn too_much(name: &str) -> Failure {
    let most = child::MOST_BYTES >> 20;
    unread(name, &format!("it holds more than {most} MB of text"))
}

/// A file that cannot be read, and why.
pub(in crate::cli) fn unread(name: &str, reason: &str) -> Failure {
    Failure::wrong(format!("{name} cannot be read: {reason}"))
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
        if !metadata.is_file() {
            return Err(Failure::wrong(format!("{name} is no plain file")));
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
