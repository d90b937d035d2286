//! The text of a PDF: by poppler's `pdftotext` where it is on the machine, else by the program's own reader.

use std::io;

use crate::cli::convert::Reader;
use crate::cli::failure::Failure;
use crate::cli::import::child::End;
use crate::cli::import::child::Said;
use crate::cli::import::child::read_by;
use crate::export::phrase::counted;
use crate::import;
use crate::import::Source;
use crate::import::Trouble;

const SIMPLER: &str = "pdftotext (of the package poppler-utils) is not on this machine, so a simpler reader was \
    used: columns, tables, list marks and text from right to left may be out of order.";

/// Reads a PDF that is called `name`.
pub(super) fn source(bytes: &[u8], name: &str) -> Result<Source, Failure> {
    let told = |error: io::Error| super::bring::unread(name, &error.to_string());
    let mut said = read_by(Reader::Pdftotext, bytes).map_err(told)?;
    let is_own = said.end == End::Absent;
    if is_own {
        said = read_by(Reader::Pdf, bytes).map_err(told)?;
    }
    let text = String::from_utf8_lossy(&said.text);
    let has_text = text.chars().any(|letter| !letter.is_whitespace());
    let partial = match &said.end {
        End::Whole | End::Absent => None,
        End::Stopped(why) if has_text => Some(partial(&said, &text, why)),
        End::Stopped(why) => return Err(super::bring::unread(name, why).with_hint(DAMAGED)),
        End::Full => {
            return Err(super::bring::too_much(name).with_hint(
                "bring in the pages that are the document: pdftotext -f FIRST -l LAST FILE",
            ));
        }
        End::Refused => return Err(refused(&said, is_own, name)),
    };
    let mut source = import::read_pdf(&text).map_err(|why| super::bring::unread(name, &why))?;
    let simpler = is_own.then(|| SIMPLER.to_owned());
    let first = partial.into_iter().chain(simpler).map(|message| Trouble { message });
    source.troubles.splice(0..0, first);
    Ok(source)
}

const DAMAGED: &str =
    "the PDF may be damaged; save the text from a viewer of PDFs, and bring that in";

/// What is told of a PDF of which only some pages were read.
fn partial(said: &Said, text: &str, why: &str) -> String {
    let read = counted(text.matches('\u{C}').count(), "page", "pages");
    let all = said.told.lines().find_map(|line| line.strip_suffix(" pages"));
    let of = all.map(|all| format!(" of {all}")).unwrap_or_default();
    format!("This is only a part of the PDF, the first {read}{of}: {why}, and was stopped.")
}

fn refused(said: &Said, is_own: bool, name: &str) -> Failure {
    let mut reasons = said.told.lines().filter(|line| !line.ends_with(" pages"));
    if is_own {
        let reason = reasons.next_back().filter(|reason| !reason.is_empty());
        return super::bring::unread(name, reason.unwrap_or("it is damaged"));
    }
    let reason = reasons.next().unwrap_or_default();
    let hint = if reason.to_lowercase().contains("password") {
        "it is locked by a password; save it without one in a viewer of PDFs"
    } else {
        DAMAGED
    };
    super::bring::unread(name, &format!("pdftotext says \"{reason}\"")).with_hint(hint)
}
