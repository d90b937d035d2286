//! How pages put values into few words.

use super::sheet::{Entry, Leads};
use crate::export::phrase;
use crate::model::{Archive, Country, Date, Document, Meeting, Span};

/// The beginning of a date as far as it is given, in digits: "2023-10-20", "2024-09", "2024".
pub(super) fn brief(date: &Date) -> String {
    let (from, to) = date.ends();
    let Some(part) = from.or(to) else { return date.as_str().to_owned() };
    let month = part.month.map(|month| format!("-{month:02}")).unwrap_or_default();
    let day = part.day.map(|day| format!("-{day:02}")).unwrap_or_default();
    format!("{}{month}{day}", part.year)
}

/// Days in a row, as a person writes them.
pub(super) fn spoken(span: Span) -> String {
    let written = format!("{}/{}", span.first, span.last);
    let date = if span.first == span.last { span.first.to_string() } else { written };
    Date::parse(&date).map_or(date, |date| date.spoken())
}

/// An entry for a document: its title, that runs in its own direction, and below it its kind.
pub(super) fn document(position: usize, document: &Document) -> Entry {
    let mut told = vec![document.kind.as_str().replace('-', " ")];
    let names = document.signatory_count();
    told.extend((names > 0).then(|| phrase::counted(names, "name", "names")));
    Entry {
        details: vec![told.join(" · ")],
        ..Entry::line(Leads::Document(position), document.title.clone())
    }
}

/// What a person calls a meeting: its name, and where it was.
pub(super) fn meeting(archive: &Archive, meeting: &Meeting) -> String {
    let place =
        phrase::located(meeting.place.as_deref(), meeting.country.as_ref().map(Country::code));
    let place = place.map(|place| format!(" · {place}")).unwrap_or_default();
    format!("{}{place}", phrase::meeting(archive, meeting))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_few_words_is_as_exact_as_it_is() {
        for (date, words) in [
            ("2023-10-20/2023-10-22", "2023-10-20"),
            ("2024-09~", "2024-09"),
            ("2024", "2024"),
            ("../2024-05", "2024-05"),
            ("[2024-05-08,2024-05-09]", "2024-05-08"),
        ] {
            assert_eq!(brief(&Date::parse(date).unwrap()), words, "{date}");
        }
    }
}
