//! What is read before anything is understood: the lines of a file, and what its page says of itself.

use sha2::Digest;
use sha2::Sha256;

use super::decode::decoded;
use super::decode::plain;
use super::line::Line;
use super::proposal::Trouble;
use crate::model::clean_line;
use crate::model::limits;

/// The most bytes that a file may have.
pub const MOST_BYTES: usize = limits::FOREIGN;

/// So many bytes of a plain text or of a web page are read; what lies behind them is left out.
pub(super) const MOST_READ: usize = 16 << 20;

/// The most lines that are read; what lies behind them is left out.
pub(super) const MOST_LINES: usize = 50_000;

/// The most characters of a line; the rest of it is left out.
pub(super) const MOST_LETTERS: usize = 100_000;

/// So many titles and dates of a page are kept.
const MOST_TITLES: usize = 20;

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// A page of the web.
    Html,
    /// A file of Word and its like.
    Docx,
    /// A file of LibreOffice and its like.
    Odt,
    /// Printed pages.
    Pdf,
}

impl Format {
    /// The word that a record has for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Pdf => "pdf",
        }
    }
}

/// What a file is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Plain text.
    Text,
    /// A page of the web.
    Html,
    /// A file of a word processor.
    Packed,
    /// Printed pages.
    Pdf,
}

impl Form {
    /// What bytes are; the name of their file helps.
    #[must_use]
    pub fn of(bytes: &[u8], name: &str) -> Self {
        if super::pdf::is_pdf(bytes) {
            Self::Pdf
        } else if super::office::is_packed(bytes) {
            Self::Packed
        } else if super::html::is_html(bytes, name) {
            Self::Html
        } else {
            Self::Text
        }
    }
}

/// What a page says of itself, outside of its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Its titles: in the head, for other sites, over the text.
    pub titles: Vec<String>,
    /// The name of the site.
    pub site: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published, in its own words, the surest first.
    pub published: Vec<String>,
    /// Who published it.
    pub author: Option<String>,
}

/// A file as lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its form.
    pub format: Format,
    /// Its lines; those of a page are the lines of its text.
    pub lines: Vec<Line>,
    /// What its page says of itself.
    pub page: Page,
    /// What was left out before the lines were made, and why.
    pub troubles: Vec<Trouble>,
    /// The SHA-256 of the file, in hexadecimal; empty where there is no file.
    pub sha256: String,
}

impl Source {
    /// Reads a file; `name` helps to tell its form. What is no text is refused, with the reason.
    pub fn read(bytes: &[u8], name: &str) -> Result<Self, String> {
        let source = Self::read_as(Form::of(bytes, name), bytes)?;
        Ok(source.cleaned().with_fingerprint(bytes))
    }

    /// Reads a file that has this form. A process of its own reads foreign forms, in little time: what it hands
    /// on is [`Self::cleaned`] where it arrives, and once is enough.
    pub fn read_as(form: Form, bytes: &[u8]) -> Result<Self, String> {
        if bytes.len() > MOST_BYTES {
            return Err(format!("it is larger than the {} MB that are read", MOST_BYTES >> 20));
        }
        match form {
            Form::Html => super::html::read(bytes),
            Form::Packed => super::office::read(bytes),
            Form::Pdf => {
                let mut text = String::new();
                super::pdf::read_pages(bytes.to_vec(), |page, _| {
                    text.push_str(&page);
                    text.push('\u{C}');
                    true
                })?;
                super::pdf::read_pdf(&text)
            }
            Form::Text => Self::read_text(bytes),
        }
    }

    fn read_text(bytes: &[u8]) -> Result<Self, String> {
        if let Some(what) = foreign(bytes) {
            return Err(what.to_owned());
        }
        let (taken, cut) = beginning(bytes);
        let decoded = decoded(taken, None).ok_or("it is no text (too many control characters)")?;
        let mut source = Self::of_text(&decoded.text);
        source.troubles.splice(0..0, cut.into_iter().chain(decoded.troubles));
        Ok(source.cleaned())
    }

    /// The same, with the fingerprint of the file that it was read from.
    #[must_use]
    pub fn with_fingerprint(self, bytes: &[u8]) -> Self {
        Self { sha256: fingerprint(bytes), ..self }
    }

    /// The same, as far as a file can have it: without controls, no longer than what is read, and with just
    /// those characters that an archive keeps, so that what is proposed is what will be there.
    ///
    /// What another process has read is cleaned before anything looks at it.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        let clean = |text: &str| -> String {
            // Most lines are plain, and a large file has many of them.
            let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\t');
            if text.len() <= MOST_LETTERS && text.bytes().all(is_plain) {
                return text.to_owned();
            }
            let text = plain(text, &mut Vec::new());
            // Tabs part the cells of a table.
            let cells = beginning_of_line(&text).split('\t').map(clean_line);
            cells.collect::<Vec<_>>().join("\t")
        };
        self.lines.truncate(MOST_LINES);
        for line in &mut self.lines {
            line.text = clean(&line.text);
        }
        let page = &mut self.page;
        for list in [&mut page.titles, &mut page.published] {
            list.truncate(MOST_TITLES);
        }
        let alone = [&mut page.site, &mut page.url, &mut page.author].into_iter().flatten();
        let lists = page.titles.iter_mut().chain(&mut page.published);
        for text in alone.chain(lists) {
            *text = clean(text);
        }
        self.troubles.truncate(MOST_TITLES);
        for trouble in &mut self.troubles {
            trouble.message = clean(&trouble.message);
        }
        self
    }

    /// The lines of a plain text.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut troubles = Vec::new();
        let lines = text.lines().take(MOST_LINES + 1).map(Line::plain).collect();
        let mut lines = bounded(lines, &mut troubles);
        super::notes::find(&mut lines);
        Self { format: Format::Text, lines, page: Page::default(), troubles, sha256: String::new() }
    }
}

/// Whether a file is a plain text, and not one of the forms that are taken apart.
#[must_use]
pub fn is_plain(bytes: &[u8], name: &str) -> bool {
    foreign(bytes).is_none() && matches!(Form::of(bytes, name), Form::Text)
}

/// A plain text in any encoding, with what was wrong; `None` where the bytes are no text.
#[must_use]
pub fn plain_text(bytes: &[u8]) -> Option<(String, Vec<Trouble>)> {
    decoded(bytes, None).map(|decoded| (decoded.text, decoded.troubles))
}

/// As many lines as are read, each as long as is read; what is left out is told.
pub(super) fn bounded(mut lines: Vec<Line>, troubles: &mut Vec<Trouble>) -> Vec<Line> {
    let mut cut = 0_usize;
    let mut bytes = 0_usize;
    let all = lines.iter().take_while(|line| {
        bytes = bytes.saturating_add(line.text.len().min(MOST_LETTERS * 4));
        bytes <= MOST_READ
    });
    let fitting = all.count().max(1);
    if fitting < lines.len().min(MOST_LINES) {
        lines.truncate(fitting);
        troubles.push(Trouble::new(format!(
            "It has more than {} MB of text; the rest of it is left out.",
            MOST_READ >> 20
        )));
    }
    for line in lines.iter_mut().take(MOST_LINES) {
        let read = beginning_of_line(&line.text).len();
        cut += usize::from(read < line.text.len());
        line.text.truncate(read);
    }
    if cut > 0 {
        troubles.push(Trouble::new(format!(
            "{cut} lines are longer than {MOST_LETTERS} characters; the rest of them is left out."
        )));
    }
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        troubles.push(Trouble::new(format!(
            "The file has more than {MOST_LINES} lines; those behind them are left out."
        )));
    }
    lines
}

/// As much of a line as is read.
pub(super) fn beginning_of_line(line: &str) -> &str {
    // Most lines are shorter in bytes already.
    let end = line.len() > MOST_LETTERS;
    let end = end.then(|| line.char_indices().nth(MOST_LETTERS)).flatten();
    end.and_then(|(end, _)| line.get(..end)).unwrap_or(line)
}

/// As much of the bytes of a text as is read, and what is left out.
pub(super) fn beginning(bytes: &[u8]) -> (&[u8], Option<Trouble>) {
    let Some(taken) = bytes.get(..MOST_READ).filter(|taken| taken.len() < bytes.len()) else {
        return (bytes, None);
    };
    let told = format!(
        "The file has {} MB; only the first {} MB of it are read.",
        bytes.len() >> 20,
        MOST_READ >> 20
    );
    (taken, Some(Trouble::new(told)))
}

fn fingerprint(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}").ok();
    }
    text
}

/// Files that are known by their first bytes and cannot be read, with what to do.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let known: [(&[u8], &str); 6] = [
        (b"\xD0\xCF\x11\xE0", "it is an old Word file: save it as text or as HTML first"),
        (b"{\\rtf", "it is an RTF file: save it as text or as HTML first"),
        (b"\x89PNG", "it is a picture"),
        (b"\xFF\xD8\xFF", "it is a picture"),
        (b"GIF8", "it is a picture"),
        (b"\x7FELF", "it is a program"),
    ];
    known.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what)
}
