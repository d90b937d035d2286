//! How values are put into words for people.

use crate::model::Action;
use crate::model::Archive;
use crate::model::Basis;
use crate::model::Country;
use crate::model::Coverage;
use crate::model::Date;
use crate::model::Document;
use crate::model::Group;
use crate::model::Meeting;
use crate::model::Role;

/// "1 fault", "3 faults".
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A date and how it is known: "22 October 2023 (inferred)".
#[must_use]
pub fn known(date: &Date, basis: Option<Basis>) -> String {
    match basis {
        Some(basis) => format!("{} ({basis})", date.spoken()),
        None => date.spoken(),
    }
}

/// When an action is due, how that is known, and what the document says.
#[must_use]
pub fn due(action: &Action) -> String {
    let mut parts = Vec::new();
    match &action.when {
        Some(date) => parts.push(known(date, action.basis)),
        None => parts.push("no date".to_owned()),
    }
    parts.extend(action.repeat.map(|repeat| repeat.to_string()));
    parts.extend(action.until.as_ref().map(|until| format!("until {}", until.spoken())));
    parts.extend(action.as_stated.as_ref().map(|words| format!("as stated: \"{words}\"")));
    parts.join(", ")
}

/// Where an action takes place.
#[must_use]
pub fn place(action: &Action) -> Option<String> {
    located(action.place.as_deref(), action.country.as_ref().map(Country::code))
}

/// "Izmir, TR", or as much of it as is known.
#[must_use]
pub fn located(place: Option<&str>, country: Option<&str>) -> Option<String> {
    match (place, country) {
        (Some(place), Some(country)) => Some(format!("{place}, {country}")),
        (place, country) => place.or(country).map(str::to_owned),
    }
}

/// What a version covers, so that nobody takes a summary for the text.
#[must_use]
pub const fn coverage(coverage: Coverage) -> &'static str {
    match coverage {
        Coverage::Full => "full: the text itself",
        Coverage::Abstract => "abstract: a summary made for this archive, not the text itself",
    }
}

/// "IMCWP 23", or what can stand in its place.
#[must_use]
pub fn meeting(archive: &Archive, meeting: &Meeting) -> String {
    let series = archive.series_of(meeting).map_or(meeting.series.as_str(), |series| &series.short);
    match meeting.number {
        Some(number) => format!("{series} {number}"),
        None => format!("{series}, {}", meeting.label()),
    }
}

/// The heading over the names of a group, with their number and what they did.
#[must_use]
pub fn heading(group: &Group) -> String {
    let heading =
        if group.heading.is_empty() { capital(group.role.as_str()) } else { group.heading.clone() };
    let mut told = vec![counted(group.names.len(), "name", "names")];
    if group.role == Role::Present {
        told.push("present, which is no signature".to_owned());
    } else if !group.heading.is_empty() {
        told.push(group.role.to_string());
    }
    if let Some(stated) =
        group.stated_count.filter(|&stated| usize::try_from(stated) != Ok(group.names.len()))
    {
        told.push(format!("the document says {stated}"));
    }
    format!("{heading} ({})", told.join("; "))
}

/// What is said of further signatures.
#[must_use]
pub fn still_open(document: &Document) -> Option<String> {
    let signing = document.signing.as_ref()?;
    let state = if signing.open { "open for more signatures" } else { "closed for signatures" };
    let words = signing.as_stated.as_ref().map(|words| format!(", as stated: \"{words}\""));
    let day = signing.as_of.as_ref().map(|day| format!(", as of {}", day.spoken()));
    Some([state, &words.unwrap_or_default(), &day.unwrap_or_default()].concat())
}

/// `text` with a capital first letter.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action() -> Action {
        Action { what: "Meet".to_owned(), ..Action::default() }
    }

    #[test]
    fn a_date_never_stands_without_its_basis() {
        let mut action = action();
        assert_eq!(due(&action), "no date");
        action.when = Date::parse("2031-05-01").ok();
        action.basis = Some(Basis::Inferred);
        action.as_stated = Some("May Day".to_owned());
        action.repeat = Some(crate::model::Repeat::Yearly);
        assert_eq!(due(&action), "1 May 2031 (inferred), yearly, as stated: \"May Day\"");
    }

    #[test]
    fn a_group_tells_what_its_names_did() {
        let mut group = Group {
            heading: String::new(),
            role: Role::Signed,
            lines: None,
            stated_count: Some(2),
            names: Vec::new(),
        };
        assert_eq!(heading(&group), "Signed (0 names; the document says 2)");
        group.heading = "Guests".to_owned();
        group.role = Role::Present;
        group.stated_count = Some(0);
        assert_eq!(heading(&group), "Guests (0 names; present, which is no signature)");
    }
}
