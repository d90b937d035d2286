//! Files of word processors, DOCX and ODT: what is unpacked from them, as lines.
//!
//! Both are packed XML. So much of each part is unpacked and no more, whatever the file claims of its size.

mod docx;
mod label;
mod numbering;
mod odt;
mod page;
mod xml;

use std::io::Cursor;
use std::io::Read;

use zip::ZipArchive;

use super::proposal::Trouble;
use super::source::Format;
use super::source::Page;
use super::source::Source;
use super::source::bounded;

/// The most parts that a packed file may have.
const MOST_PARTS: usize = 10_000;

/// So many bytes of a part are unpacked.
const MOST_BYTES: u64 = 64 << 20;

/// The file, while parts are taken from it.
struct Packed<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    troubles: Vec<Trouble>,
}

/// Whether bytes are those of a packed file.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Reads a file of a word processor.
pub(super) fn read(bytes: &[u8]) -> Result<Source, String> {
    let broken = "it is a packed file (DOCX, ODT, ZIP) that is broken: it cannot be unpacked";
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken.to_owned())?;
    if archive.len() > MOST_PARTS {
        return Err(format!("it is a packed file with more than {MOST_PARTS} parts"));
    }
    let is_docx = archive.index_for_name("word/document.xml").is_some();
    let is_odt = archive.index_for_name("content.xml").is_some();
    let mut packed = Packed { archive, troubles: Vec::new() };
    let (format, page) = if is_docx {
        let text = packed.part("word/document.xml").ok_or(broken)?;
        let styles = packed.part("word/styles.xml").unwrap_or_default();
        let numbering = packed.part("word/numbering.xml").unwrap_or_default();
        let footnotes = packed.part("word/footnotes.xml").unwrap_or_default();
        let endnotes = packed.part("word/endnotes.xml").unwrap_or_default();
        (Format::Docx, docx::read(&text, &styles, &numbering, (&footnotes, &endnotes)))
    } else if is_odt {
        let text = packed.part("content.xml").ok_or(broken)?;
        let styles = packed.part("styles.xml").unwrap_or_default();
        (Format::Odt, odt::read(&text, &styles))
    } else {
        return Err(
            "it is a packed file, and neither a DOCX nor an ODT: unpack it, and bring in what is in it"
                .to_owned(),
        );
    };
    let mut troubles = packed.troubles;
    troubles.append(&mut page.troubles());
    let lines = bounded(page.lines(), &mut troubles);
    if lines.is_empty() {
        return Err("it holds no text; what is on it may be a picture".to_owned());
    }
    Ok(Source { format, lines, page: Page::default(), troubles, sha256: String::new() })
}

impl Packed<'_> {
    /// A part as text, as much of it as is unpacked.
    fn part(&mut self, name: &str) -> Option<String> {
        let part = self.archive.by_name(name).ok()?;
        let mut bytes = Vec::new();
        let mut limited = part.take(MOST_BYTES + 1);
        let is_whole = limited.read_to_end(&mut bytes).is_ok();
        let most = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX);
        if bytes.len() > most {
            bytes.truncate(most);
            self.troubles.push(Trouble::new(format!(
                "Unpacked, {name} has more than {} MB; the rest is left out.",
                MOST_BYTES >> 20
            )));
        } else if !is_whole {
            self.troubles.push(Trouble::new(format!(
                "{name} could be unpacked only in part; the rest is left out."
            )));
        }
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}
