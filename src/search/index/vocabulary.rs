//! The words that occur in a part of the index, to be searched through as one text.
//!
//! The engine finds a word, or what begins with it; a word inside a longer one is found in a list of all
//! words. The list is kept beside the part, since to make it the whole dictionary has to be walked through.

use std::io;
use std::ops::Range;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::OnceLock;
use std::sync::PoisonError;

use memchr::memchr;
use memchr::memmem;
use memchr::memrchr;
use tantivy::Directory;
use tantivy::directory::MmapDirectory;
use tantivy::directory::OwnedBytes;
use tantivy::index::InvertedIndexReader;

use crate::fold::Needle;

use super::disk::replace;

/// All words of a field, in their order, each on a line; read when they are first asked for.
pub(super) struct Vocabulary {
    folder: MmapDirectory,
    file: PathBuf,
    /// As bytes: to check them all as text would take longer than to look through them.
    lines: OnceLock<OwnedBytes>,
    /// What was asked for last: who wants the documents that have a word often wants to weigh it next.
    asked: Mutex<Asked>,
}

/// A question, and where in the list the words stand that answer it.
#[derive(Default)]
struct Asked {
    word: String,
    fit: Option<Fit>,
    places: Vec<Range<usize>>,
}

/// How a word is to stand in a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// Anywhere in it.
    Inside,
    /// At its end.
    End,
    /// At its beginning.
    Beginning,
}

/// The bytes of the checksum behind a list.
const CHECKSUM: usize = 4;

/// The words of a dictionary, each on a line, after an empty one.
fn listed(inverted: &InvertedIndexReader) -> io::Result<String> {
    let mut lines = String::from("\n");
    let mut terms = inverted.terms().stream()?;
    while terms.advance() {
        lines.push_str(&String::from_utf8_lossy(terms.key()));
        lines.push('\n');
    }
    Ok(lines)
}

impl Vocabulary {
    /// The words of one field of a part, where `file` in `folder` keeps them.
    pub(super) fn in_file(folder: &MmapDirectory, file: PathBuf) -> Self {
        Self { folder: folder.clone(), file, lines: OnceLock::new(), asked: Mutex::default() }
    }

    /// Writes the list of words into `folder`, where it is not kept yet or is damaged.
    pub(super) fn keep(&self, folder: &Path, inverted: &InvertedIndexReader) -> io::Result<()> {
        if self.kept().is_some() {
            return Ok(());
        }
        replace(&folder.join(&self.file), &sealed(&listed(inverted)?))
    }

    fn lines(&self, inverted: &InvertedIndexReader) -> &[u8] {
        self.lines.get_or_init(|| {
            self.kept().unwrap_or_else(|| {
                OwnedBytes::new(listed(inverted).unwrap_or_default().into_bytes())
            })
        })
    }

    /// The list in the file; nothing where there is none, or it is damaged. Nothing is copied: the file is mapped,
    /// as those of the engine are.
    fn kept(&self) -> Option<OwnedBytes> {
        let bytes = self.folder.open_read(&self.file).ok()?.read_bytes().ok()?;
        let end = bytes.len().checked_sub(CHECKSUM)?;
        let (lines, checksum) = bytes.split(end);
        (crc32fast::hash(&lines).to_le_bytes() == checksum.as_slice()).then_some(lines)
    }

    /// The words in which `word` stands so.
    pub(super) fn having<'a>(
        &'a self,
        inverted: &InvertedIndexReader,
        word: &str,
        fit: Fit,
    ) -> Vec<&'a str> {
        let lines = self.lines(inverted);
        // What a thread that broke off had asked for is whole, or empty.
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if asked.word != word || asked.fit != Some(fit) {
            let places = places(lines, word, fit);
            *asked = Asked { word: word.to_owned(), fit: Some(fit), places };
        }
        let word_at = |place: &Range<usize>| str::from_utf8(lines.get(place.clone())?).ok();
        asked.places.iter().filter_map(word_at).collect()
    }
}

/// Where in a list the words are in which `word` stands so.
fn places(lines: &[u8], word: &str, fit: Fit) -> Vec<Range<usize>> {
    let needle = Needle::folded(word);
    let (sought, fits): (String, &dyn Fn(&str) -> bool) = match fit {
        Fit::Inside => (word.to_owned(), &|line| needle.is_in(line)),
        Fit::End => (format!("{word}\n"), &|line| line.ends_with(word)),
        Fit::Beginning => {
            (format!("\n{word}"), &|line| needle.hits(line).any(|hit| hit.start == 0))
        }
    };
    let before = usize::from(fit == Fit::Beginning);
    let mut found = Vec::new();
    let mut end = 0;
    for hit in memmem::find_iter(lines, &sought) {
        let inside = hit + before;
        // A word may have it twice.
        if inside < end {
            continue;
        }
        let above = lines.get(..inside).unwrap_or_default();
        let start = memrchr(b'\n', above).map_or(0, |at| at + 1);
        let rest = lines.get(inside..).unwrap_or_default();
        end = inside + memchr(b'\n', rest).unwrap_or(rest.len());
        let line = lines.get(start..end).and_then(|line| str::from_utf8(line).ok());
        found.extend(line.filter(|line| fits(line)).map(|_| start..end));
    }
    found
}

/// A list with its checksum behind it.
fn sealed(lines: &str) -> Vec<u8> {
    let mut bytes = lines.as_bytes().to_vec();
    bytes.extend(crc32fast::hash(lines.as_bytes()).to_le_bytes());
    bytes
}
