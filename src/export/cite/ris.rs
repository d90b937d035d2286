//! RIS: a tag, two blanks, a dash and a blank; lines end as on Windows.

use std::fmt::Write;

use crate::model::Partial;

use super::{Citation, one_line};

impl Citation<'_> {
    /// A reference of RIS.
    #[must_use]
    pub fn ris(&self) -> String {
        let document = self.document;
        let address = self.address();
        let end = self.date().and_then(|(date, ..)| date.ends().1.or(date.ends().0));
        let seen = self.seen().and_then(|day| day.ends().1.or(day.ends().0));
        let one = |tag, value: Option<String>| value.map(|value| (tag, value));
        // A comma behind a name says that nothing of it is a first name.
        let body = |name: &str| format!("{},", name.trim_end_matches(','));
        let mut lines = vec![("TY", if address.is_some() { "ELEC" } else { "GEN" }.to_owned())];
        lines.push(("ID", self.key()));
        lines.extend(self.authors().iter().map(|name| ("AU", body(name))));
        lines.push(("TI", self.title().to_owned()));
        lines.extend(one("T2", self.event()));
        lines.extend(one("A4", self.translator().map(body)));
        lines.push(("M3", self.kind()));
        lines.extend(one("M1", document.number.clone()));
        lines.extend(one("PY", end.and_then(year)));
        lines.extend(one("DA", end.and_then(written)));
        lines.extend(one("CY", self.place().or(self.venue()).map(str::to_owned)));
        lines.extend(one("LA", self.version.map(|version| version.language.tag().to_owned())));
        lines.extend(one("DP", self.site().map(str::to_owned)));
        lines.extend(one("UR", address));
        lines.extend(one("Y2", seen.and_then(written)));
        let held = self.event().and_then(|_| self.held());
        lines.extend(one("C1", held.map(|(held, _)| format!("Held {}", held.spoken()))));
        lines.extend(one("N1", self.note()));
        lines.extend(document.topics.iter().map(|topic| ("KW", topic.clone())));
        lines.push(("ER", String::new()));
        let mut reference = String::new();
        for (tag, value) in lines {
            // Writing to a string never fails.
            write!(reference, "{tag}  - {}\r\n", one_line(&value)).ok();
        }
        reference
    }
}

fn year(date: Partial) -> Option<String> {
    (0..=9999).contains(&date.year).then(|| format!("{:04}", date.year))
}

/// Year, month, day and nothing more, with slashes between them, as far as they are known.
fn written(date: Partial) -> Option<String> {
    let two = |number: Option<u8>| number.map_or_else(String::new, |n| format!("{n:02}"));
    Some(format!("{}/{}/{}/", year(date)?, two(date.month), two(date.day)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn a_reference_has_its_lines() {
        let mut document = fixture::document();
        document.issued.by = vec!["the assembly".to_owned(), "Friends, of\nwater,".to_owned()];
        document.topics = vec!["water".to_owned()];
        let archive = fixture::archive(document);
        let day = fixture::date("2032-01");
        let citation = Citation::of(&archive, archive.at(0).unwrap()).accessed(&day);
        assert_eq!(
            citation.ris().replace("\r\n", "\n"),
            "TY  - ELEC\nID  - forum-9-call\nAU  - the assembly,\nAU  - Friends, of water,\n\
             TI  - Call of the assembly\nT2  - 9th Social Forum of the North\nM3  - Call\n\
             PY  - 2031\nDA  - 2031/03/02/\nCY  - Porto\nLA  - en\nDP  - Example site\n\
             UR  - https://example.org/call\nY2  - 2032/01//\nC1  - Held 1–2 March 2031\n\
             KW  - water\nER  - \n"
        );
    }
}
