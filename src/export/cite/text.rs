//! A citation as one line for people.

use crate::export::phrase;

use super::{Citation, Dated, one_line, unstated};

impl Citation<'_> {
    /// Who, what, where and when, on one line.
    #[must_use]
    pub fn text(&self) -> String {
        let mut parts = Vec::new();
        if !self.authors().is_empty() {
            parts.push(self.authors().join("; "));
        }
        let passage = self.passage().map(|passage| format!(", {passage}"));
        parts.push(format!("“{}”{}", self.title(), passage.unwrap_or_default()));
        let number = self.document.number.as_ref().map(|number| format!(" {number}"));
        parts.push(self.kind() + &number.unwrap_or_default());
        parts.extend(self.event().map(|event| {
            let held = self.held().map(|(held, basis)| match unstated(basis) {
                Some(unstated) => format!("{} ({unstated})", held.spoken()),
                None => held.spoken(),
            });
            let facts = [Some(event), self.venue().map(str::to_owned), held];
            facts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }));
        parts.extend(self.day());
        if let Some(version) = self.version {
            parts.push(format!("In {}", version.language.name()));
        }
        parts.extend(self.translator().map(|translator| format!("Translated by {translator}")));
        let address = self.address().map(|address| format!("<{address}>"));
        let copy: Vec<String> = self.site().map(str::to_owned).into_iter().chain(address).collect();
        parts.extend((!copy.is_empty()).then(|| copy.join(", ")));
        parts.extend(self.seen().map(|day| format!("Accessed {}", day.spoken())));
        let mut text: Vec<String> = parts.iter().map(|part| sentence(part)).collect();
        let remarks = self.remarks();
        if !remarks.is_empty() {
            text.push(format!("[{}]", phrase::capital(&remarks.join("; "))));
        }
        one_line(&text.join(" "))
    }

    /// The document's own date, where it is not that of its meeting.
    fn day(&self) -> Option<String> {
        let (date, dated, basis) = self.date()?;
        let place = match self.event() {
            None => self.place().map(|place| format!("{place}, ")).unwrap_or_default(),
            Some(_) => String::new(),
        };
        let day = match unstated(basis) {
            Some(unstated) => format!("{} ({unstated})", date.spoken()),
            None => date.spoken(),
        };
        let told = match dated {
            Dated::Held if self.event().is_some() => return None,
            Dated::Held | Dated::Issued => format!("{place}{day}"),
            Dated::Adopted => format!("{place}adopted {day}"),
            Dated::Posted => format!("{place}posted {day}"),
        };
        Some(phrase::capital(&told))
    }
}

/// `text` with a full stop, where nothing else ends it.
fn sentence(text: &str) -> String {
    let ended = text.trim_end_matches(['”', '"']).ends_with(['.', '!', '?', '…', '؟', '。']);
    if ended { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn a_citation_is_one_readable_line() {
        let archive = fixture::archive(fixture::document());
        let document = archive.at(0).unwrap();
        let day = fixture::date("2032-01-05");
        let citation = Citation::of(&archive, document).at_block(3).accessed(&day);
        assert_eq!(
            citation.text(),
            "the assembly. “Call of the assembly”, ¶ 3 (point 1). Call. 9th Social Forum of the \
             North, Porto, 1–2 March 2031. Adopted 2 March 2031. In English. Example site, \
             <https://example.org/call>. Accessed 5 January 2032."
        );
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let mut document = fixture::document();
        document.issued = crate::model::Issued::default();
        document.copies.clear();
        document.versions.clear();
        document.title = "What next?".to_owned();
        let archive = fixture::archive(document);
        assert_eq!(
            Citation::of(&archive, archive.at(0).unwrap()).text(),
            "“What next?” Call. [The archive does not have the text]"
        );
    }
}
