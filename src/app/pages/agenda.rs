//! What the documents ask for, in time order.

use super::sheet::{Entry, Leads};
use super::words::{brief, spoken};
use crate::export::phrase;
use crate::model::{Action, Archive, Basis, Date, Day, Document};

/// Where an action stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    /// Its last day is over.
    Past,
    /// It goes on or is to come.
    Next,
    /// It comes again.
    Recurring,
    /// No day of it is known.
    Undated,
}

impl Section {
    const ALL: [Self; 4] = [Self::Past, Self::Next, Self::Recurring, Self::Undated];

    const fn name(self) -> &'static str {
        match self {
            Self::Past => "Past",
            Self::Next => "Next",
            Self::Recurring => "Recurring",
            Self::Undated => "Undated",
        }
    }
}

/// Where an action stands in time, and the day by which it is sorted there.
///
/// What goes on already is sorted by its last day. A rule holds from `made`, the day of the document,
/// where the action has no first time.
pub(super) fn place(action: &Action, made: Option<Day>, today: Day) -> (Section, Option<Day>) {
    let when = action.when.as_ref();
    let earliest = when.and_then(Date::earliest);
    let latest = when.and_then(Date::latest);
    if action.repeat.is_some() {
        let next = action.times(Some(today), made).next().map(|span| span.first);
        let over = action.until.as_ref().and_then(Date::latest).is_some_and(|day| day < today)
            || latest.is_some_and(|day| day < today);
        return match next {
            None if over => (Section::Past, earliest.or(latest)),
            next => (Section::Recurring, next),
        };
    }
    match (earliest, latest) {
        (None, None) => (Section::Undated, None),
        (_, Some(latest)) if latest < today => (Section::Past, earliest.or(Some(latest))),
        (earliest, latest) if earliest.is_none_or(|day| day <= today) => (Section::Next, latest),
        (earliest, _) => (Section::Next, earliest),
    }
}

/// The actions of `documents` under their heads, and the index of the first one to come, if any is.
pub(super) fn entries(
    archive: &Archive,
    documents: &[usize],
    today: Day,
) -> (Vec<Entry>, Option<usize>) {
    let mut placed = Vec::new();
    for position in documents {
        let Some(document) = archive.at(*position) else { continue };
        for (index, action) in document.actions.iter().enumerate() {
            let (section, day) = place(action, document.day(), today);
            // What has no day stands last, in the order of the documents.
            let key = (section, day.is_none(), day, *position, index);
            placed.push((key, entry((*position, document), (index, action), section, today)));
        }
    }
    placed.sort_by_key(|(key, _)| *key);
    let (mut entries, mut begin) = (Vec::new(), None);
    for section in Section::ALL {
        let own = placed.extract_if(.., |((of, ..), _)| *of == section);
        let own: Vec<Entry> = own.map(|(_, entry)| entry).collect();
        if own.is_empty() {
            continue;
        }
        entries.push(Entry::head(format!("{} ({})", section.name(), own.len())));
        if matches!(section, Section::Next | Section::Recurring) && begin.is_none() {
            begin = Some(entries.len());
        }
        entries.extend(own);
    }
    (entries, begin)
}

/// How the date of an action is known, in a word; of one without a date there is nothing to know.
fn basis(action: &Action) -> &'static str {
    match (&action.when, action.basis) {
        (None, _) => "",
        (Some(_), basis) => basis.unwrap_or(Basis::Unknown).as_str(),
    }
}

fn entry(
    (position, document): (usize, &Document),
    (index, action): (usize, &Action),
    section: Section,
    today: Day,
) -> Entry {
    let when = action.when.as_ref();
    let rule = action.repeat.filter(|_| section == Section::Recurring);
    let next = rule.and_then(|_| action.times(Some(today), document.day()).next());
    let time = match (next, when) {
        (Some(next), _) => spoken(next),
        (None, Some(when)) => when.spoken(),
        (None, None) => "–".to_owned(),
    };
    let short = match (next, when) {
        (Some(next), _) => next.first.to_string(),
        (None, Some(when)) => brief(when),
        (None, None) => "–".to_owned(),
    };
    let what = match rule {
        Some(rule) => format!("{} ({rule})", action.what),
        None => action.what.clone(),
    };
    let basis = basis(action);
    let sign: String = basis.chars().take(1).collect();
    let point = action.point.as_ref().map(|point| format!("point {point} · "));
    let mut details = vec![format!("{}{}", point.unwrap_or_default(), phrase::due(action))];
    details.extend(next.map(|next| format!("next: {}", spoken(next))));
    let told = [("who", &action.who), ("with", &action.with)];
    for (name, value) in told.into_iter().filter(|(_, value)| !value.is_empty()) {
        details.push(format!("{name}: {}", value.join("; ")));
    }
    details.extend(phrase::place(action).map(|place| format!("where: {place}")));
    // A title stands alone, so that it runs in its own direction.
    details.push(document.title.clone());
    details.extend(action.notes.as_ref().map(|notes| format!("notes: {notes}")));
    Entry {
        columns: vec![time, basis.to_owned()],
        short: vec![short, if sign.is_empty() { " ".to_owned() } else { sign }],
        details,
        ..Entry::line(Leads::Action(position, index), what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Repeat;
    use crate::store;

    fn day(text: &str) -> Day {
        Date::parse(text).unwrap().earliest().unwrap()
    }

    fn action(when: &str, repeat: &str, until: &str) -> Action {
        Action {
            what: "Meet".to_owned(),
            when: Date::parse(when).ok(),
            repeat: Repeat::parse(repeat),
            until: Date::parse(until).ok(),
            ..Action::default()
        }
    }

    #[test]
    fn an_action_stands_where_today_puts_it() {
        use Section::{Next, Past, Recurring, Undated};
        for (when, repeat, until, section, sorted) in [
            ("2031-05-04", "", "", Past, "2031-05-04"),
            ("2031-05-08/2031-05-12", "", "", Next, "2031-05-12"),
            ("2031-05", "", "", Next, "2031-05-31"),
            ("2031-04", "", "", Past, "2031-04-01"),
            ("2031", "", "", Next, "2031-12-31"),
            ("2031-05-11/2031-05-12", "", "", Next, "2031-05-11"),
            ("../2031-06", "", "", Next, "2031-06-30"),
            ("2030-05-04/..", "", "", Next, ""),
            ("", "", "", Undated, ""),
            ("2029-05-04", "yearly", "", Recurring, "2032-05-04"),
            ("2029-05-04", "yearly", "2031", Past, "2029-05-04"),
            ("2031-01-25/2031-01-26", "monthly last weekend", "", Recurring, "2031-05-31"),
            ("", "monthly 15", "", Recurring, "2031-05-15"),
            ("", "monthly 15", "2030", Past, ""),
            ("", "yearly", "", Recurring, ""),
        ] {
            let made = Some(day("2028-01-01"));
            let placed = place(&action(when, repeat, until), made, day("2031-05-10"));
            let sorted = Date::parse(sorted).ok().and_then(|date| date.earliest());
            assert_eq!(placed, (section, sorted), "{when} {repeat} {until}");
        }
    }

    #[test]
    fn every_action_stands_once_and_in_time_order() {
        let archive = store::bundled().archive;
        let all: Vec<usize> = (0..archive.len()).collect();
        let count: usize = archive.documents().map(|d| d.actions.len()).sum();
        for today in ["2000-01-01", "2024-03-01", "2024-05-02", "2030-01-01"] {
            let (entries, _) = entries(&archive, &all, day(today));
            let mut seen: Vec<_> =
                entries.iter().filter(|e| e.leads != Leads::Nowhere).map(|e| &e.leads).collect();
            assert_eq!(seen.len(), count, "{today}");
            seen.dedup();
            assert_eq!(seen.len(), count, "{today}");
        }
    }

    #[test]
    fn it_begins_with_what_comes_next() {
        let archive = store::bundled().archive;
        let all: Vec<usize> = (0..archive.len()).collect();
        let (entries, begin) = entries(&archive, &all, day("2024-04-15"));
        let heads = entries.iter().filter(|entry| entry.leads == Leads::Nowhere);
        let heads: Vec<&str> = heads.map(|head| head.text.split_once(' ').unwrap().0).collect();
        assert_eq!(heads, ["Past", "Next", "Recurring", "Undated"]);
        let first = &entries[begin.unwrap()];
        assert_eq!(first.columns[1], "inferred");
        assert_eq!(first.columns[0], "1 May 2024");
        let (_, over) = super::entries(&archive, &all, day("2050-01-01"));
        assert_eq!(over, None, "where nothing is to come, it begins at the beginning");
    }

    #[test]
    fn a_date_never_stands_without_its_basis() {
        let archive = store::bundled().archive;
        let all: Vec<usize> = (0..archive.len()).collect();
        let (entries, _) = entries(&archive, &all, day("2024-04-15"));
        for entry in entries.iter().filter(|entry| entry.leads != Leads::Nowhere) {
            let dated = entry.columns[0] != "–";
            let (word, sign) = (&entry.columns[1], entry.short[1].trim());
            assert!(!dated || (!word.is_empty() && word.starts_with(sign)), "{entry:?}");
        }
    }
}
