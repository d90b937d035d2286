//! The record as a list: what is proposed for it, how each value is known, and the lines it comes from.

use crate::app::pages::{Entry, Leads};
use crate::export::phrase::counted;
use crate::import::{Field, Found, Part, Proposal, Standing};
use crate::model::{Archive, Basis, Date, Group, Signatory, clean_line};

/// What an entry of the list is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slot {
    /// A head, or something to be read.
    Nothing,
    /// A value that stands alone.
    Field(Field),
    /// A version, by its position.
    Version(usize),
    /// A group of names.
    Group(usize),
    /// A name: its group, and its position there.
    Name(usize, usize),
    /// An action, by its position.
    Action(usize),
}

/// What an entry is, and the lines it comes from, each first and last from 0.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    pub(super) slot: Slot,
    pub(super) lines: Vec<(usize, usize)>,
}

/// The widest name of an entry.
const LABEL: usize = 10;

/// The list while it is made.
#[derive(Default)]
struct List {
    entries: Vec<Entry>,
    facts: Vec<Fact>,
}

impl List {
    fn head(&mut self, text: impl Into<String>) {
        self.entries.push(Entry::head(clean_line(&text.into()).into_owned()));
        self.facts.push(Fact { slot: Slot::Nothing, lines: Vec::new() });
    }

    fn add(&mut self, slot: Slot, label: &str, text: &str, details: &[String], lines: &str) {
        // What a page says of itself comes past the gate through which its lines come.
        let clean = |text: &str| clean_line(text).into_owned();
        let mut entry = Entry::line(Leads::Nowhere, clean(text));
        entry.columns = vec![clean(label)];
        entry.short = vec![clean(&format!("{label:<LABEL$}"))];
        entry.details = details.iter().map(|detail| clean(detail)).collect();
        self.entries.push(entry);
        self.facts.push(Fact { slot, lines: spans(lines) });
    }
}

/// The entries, and what each of them is.
pub(super) fn facts(proposal: &Proposal, archive: &Archive) -> (Vec<Entry>, Vec<Fact>) {
    let mut list = List::default();
    belonging(&mut list, proposal, archive);
    fields(&mut list, proposal, archive);
    list.head(format!("Texts {}", proposal.versions.len()));
    for (at, version) in proposal.versions.iter().enumerate() {
        let blocks = counted(version.blocks.len(), "block", "blocks");
        let text = format!("{}, {blocks} (lines {})", version.language.name(), version.lines);
        let title: Vec<String> = version.title.clone().into_iter().collect();
        list.add(Slot::Version(at), version.language.tag(), &text, &title, &version.lines);
    }
    if proposal.versions.is_empty() {
        list.add(Slot::Nothing, "", "There is no text; nothing can be filed.", &[], "");
    }
    for (at, group) in proposal.signatories.iter().enumerate() {
        let lines = proposal.names_at.get(at).map(Vec::as_slice).unwrap_or_default();
        names(&mut list, (at, group), lines, archive);
    }
    if let Some(words) = proposal.signing.as_ref().and_then(|signing| signing.as_stated.clone()) {
        list.add(Slot::Nothing, "open", &words, &[], "");
    }
    let lacking = proposal.actions.iter().filter(|one| one.standing.is_offered()).count();
    let lacking = if lacking > 0 { format!(", {lacking} offered") } else { String::new() };
    list.head(format!("Asks for {}{lacking}", proposal.actions.len()));
    for (at, proposed) in proposal.actions.iter().enumerate() {
        let action = &proposed.action;
        let when = action.when.as_ref().map_or_else(|| "no date".to_owned(), Date::spoken);
        let repeat = action.repeat.map(|repeat| format!(", {repeat}")).unwrap_or_default();
        let basis = action.basis.map(|basis| format!(" ({basis})")).unwrap_or_default();
        let words = action.as_stated.iter().map(|words| format!("in its words: {words}"));
        let mut details: Vec<String> = words.collect();
        let rest = [Part::Who, Part::With, Part::Until, Part::Place, Part::Country, Part::Notes];
        let rest = rest.map(|part| (part.as_str(), part.of(action)));
        let rest = rest.iter().filter(|(_, text)| !text.is_empty());
        details.extend(rest.map(|(name, text)| format!("{name}: {text}")));
        details.push(format!("lines {}", proposed.lines));
        let stands = match (&proposed.standing, proposed.is_taken) {
            (Standing::New, _) => "",
            (Standing::There, _) => "there · ",
            (_, true) => "+ taken in · ",
            (_, false) => "offered · ",
        };
        if let Standing::Like(known) = &proposed.standing {
            details.push(format!("the record has something like it: {known}"));
        }
        let text = format!("{stands}{when}{repeat}{basis}: {}", action.what);
        let point = action.point.clone().unwrap_or_else(|| "–".to_owned());
        list.add(Slot::Action(at), &point, &text, &details, &proposed.lines);
    }
    left_out(&mut list, proposal);
    (list.entries, list.facts)
}

/// Whether it is a record of its own or belongs to one, and what it says differently than that.
fn belonging(list: &mut List, proposal: &Proposal, archive: &Archive) {
    let Some(found) = &proposal.matched else {
        list.head("A new record");
        return like(list, proposal, archive);
    };
    list.head(format!("Belongs to {}", found.id));
    let title = archive.document(found.id.as_str()).map(|document| document.title.clone());
    list.add(Slot::Nothing, "record", &title.unwrap_or_default(), &[], "");
    list.add(Slot::Nothing, "because", &found.because, &[], "");
    for claim in &proposal.claims {
        let lines = match claim.field.as_str() {
            "issued.held" => lines_of(proposal.held.as_ref()),
            "issued.adopted" => lines_of(proposal.adopted.as_ref()),
            "issued.place" => lines_of(proposal.place.as_ref()),
            _ => String::new(),
        };
        let text = format!("{} is {} here: becomes a claim", claim.field, claim.value);
        list.add(Slot::Nothing, "differs", &text, claim.notes.as_slice(), &lines);
    }
    like(list, proposal, archive);
}

/// The records that could be other editions of it.
fn like(list: &mut List, proposal: &Proposal, archive: &Archive) {
    for found in &proposal.like {
        let title = archive.document(found.id.as_str()).map(|document| document.title.clone());
        let text = format!("{} ({})", found.id, found.because);
        list.add(Slot::Nothing, "like", &text, title.as_slice(), "");
    }
}

fn lines_of<T>(found: Option<&Found<T>>) -> String {
    found.map(|found| found.lines.clone()).unwrap_or_default()
}

/// The values that stand alone, also those that are not known.
fn fields(list: &mut List, proposal: &Proposal, archive: &Archive) {
    for field in Field::ALL {
        let Some(value) = value_of(proposal, field) else {
            list.add(Slot::Field(field), field.as_str(), "–", &[], "");
            continue;
        };
        let known = match (value.basis, value.lines.as_str()) {
            (Some(basis), "") => format!(" ({basis})"),
            (Some(basis), lines) if lines.contains(['-', ',']) => {
                format!(" ({basis}, lines {lines})")
            }
            (Some(basis), line) => format!(" ({basis}, line {line})"),
            (None, _) => String::new(),
        };
        let mut details: Vec<String> =
            value.words.iter().map(|words| format!("in its words: {words}")).collect();
        details.extend(note(proposal, field, archive));
        let text = format!("{}{known}", value.spoken);
        list.add(Slot::Field(field), field.as_str(), &text, &details, &value.lines);
    }
}

/// What is worth knowing beside a value.
fn note(proposal: &Proposal, field: Field, archive: &Archive) -> Option<String> {
    match field {
        Field::Meeting => {
            let meeting = &proposal.meeting.as_ref()?.value;
            if meeting.id.is_some() {
                return None;
            }
            Some("meetings.toml does not have this meeting; the record notes it".to_owned())
        }
        Field::Id if proposal.matched.is_none() => {
            let taken = archive.document(proposal.id.as_str()).is_some();
            taken.then(|| "a record of the archive has this id".to_owned())
        }
        Field::Posted => {
            let words = proposal.copy.posted_as_stated.as_ref()?;
            Some(format!("the page says: {words}"))
        }
        _ => None,
    }
}

/// A value that stands alone.
pub(super) struct Value {
    /// As a person reads it.
    pub(super) spoken: String,
    /// As a record writes it.
    pub(super) written: String,
    pub(super) basis: Option<Basis>,
    lines: String,
    words: Option<String>,
}

/// The value of a field, where it is known.
pub(super) fn value_of(proposal: &Proposal, field: Field) -> Option<Value> {
    fn told<T>(found: Option<&Found<T>>, as_written: impl Fn(&T) -> String) -> Option<Value> {
        let found = found?;
        let written = as_written(&found.value);
        Some(Value {
            spoken: written.clone(),
            written,
            basis: Some(found.basis),
            lines: found.lines.clone(),
            words: found.as_stated.clone(),
        })
    }
    let dated = |found: Option<&Found<Date>>| {
        let value = told(found, ToString::to_string)?;
        Some(Value { spoken: found.map(|found| found.value.spoken())?, ..value })
    };
    let bare = |text: Option<&str>| {
        let written = text?.to_owned();
        let (basis, lines, words) = (None, String::new(), None);
        Some(Value { spoken: written.clone(), written, basis, lines, words })
    };
    match field {
        Field::Id => bare(Some(proposal.id.as_str())),
        Field::Kind => told(proposal.kind.as_ref(), ToString::to_string),
        Field::Title => told(proposal.title.as_ref(), String::clone),
        Field::Number => told(proposal.number.as_ref(), String::clone),
        Field::Meeting => told(proposal.meeting.as_ref(), |meeting| {
            let number = meeting.number.map(|number| format!(" {number}")).unwrap_or_default();
            let named = || format!("{}{number}", meeting.series);
            meeting.id.as_ref().map_or_else(named, ToString::to_string)
        }),
        Field::Held => dated(proposal.held.as_ref()),
        Field::Adopted => dated(proposal.adopted.as_ref()),
        Field::Date => dated(proposal.date.as_ref()),
        Field::Place => told(proposal.place.as_ref(), String::clone),
        Field::Country => told(proposal.country.as_ref(), ToString::to_string),
        Field::By => told(proposal.by.as_ref(), String::clone),
        Field::Site => bare(proposal.copy.site.as_deref()),
        Field::Url => bare(proposal.copy.url.as_deref()),
        Field::Posted => dated(proposal.copy.posted.as_ref()),
        Field::PostedBy => told(proposal.copy.posted_by.as_ref(), String::clone),
    }
}

/// A group: its heading and what its names did, then its names with the party of each.
fn names(list: &mut List, (at, group): (usize, &Group), lines: &[usize], archive: &Archive) {
    let heading = if group.heading.is_empty() { "Names" } else { &group.heading };
    list.head(format!("{heading} {}", group.names.len()));
    let stated = group.stated_count.map(|count| format!(", the document says {count}"));
    let text = format!(
        "{} (lines {}){}",
        group.role,
        group.lines.as_deref().unwrap_or("?"),
        stated.unwrap_or_default()
    );
    let whole = group.lines.as_deref().unwrap_or_default();
    list.add(Slot::Group(at), "role", &text, &[], whole);
    for (nth, name) in group.names.iter().enumerate() {
        let line = lines.get(nth).map(|line| (line + 1).to_string()).unwrap_or_default();
        let details = vec![resolved(name, archive), format!("line {line}")];
        let sign = if name.party.is_some() { "" } else { " ·" };
        let text = format!("{}{sign}", name.name);
        list.add(Slot::Name(at, nth), &format!("{:>4}", nth + 1), &text, &details, &line);
    }
}

/// The party that a name was resolved to.
fn resolved(name: &Signatory, archive: &Archive) -> String {
    let country = name.country.map(|country| format!(" ({country})")).unwrap_or_default();
    let basis = name.party_basis.map(|basis| format!(" ({basis})")).unwrap_or_default();
    match &name.party {
        Some(id) => {
            let known = archive.party(id.as_str()).map(|party| party.name.clone());
            format!("the party {id}{country}{basis}: {}", known.unwrap_or_default())
        }
        None if name.party_basis.is_some() => format!("no party{country}{basis}"),
        None => format!("no party of parties.toml has this spelling{country}"),
    }
}

/// What was cut, and what else a person should know.
fn left_out(list: &mut List, proposal: &Proposal) {
    if !proposal.cut.is_empty() {
        list.head(format!("Left out {}", proposal.cut.len()));
    }
    for cut in &proposal.cut {
        let text = format!("{}: {}", cut.why, cut.text.replace('\n', " / "));
        list.add(Slot::Nothing, &cut.lines, &text, &[], &cut.lines);
    }
    if !proposal.troubles.is_empty() {
        list.head("To look at");
    }
    for trouble in &proposal.troubles {
        list.add(Slot::Nothing, "!", &trouble.message, &[], "");
    }
}

/// The first and last of the lines that words such as "6-48, 51" name, from 0.
fn spans(words: &str) -> Vec<(usize, usize)> {
    let number = |text: &str| text.trim().parse::<usize>().ok()?.checked_sub(1);
    let span = |part: &str| {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        Some((number(first)?, number(last)?))
    };
    words.split(',').filter_map(span).filter(|(first, last)| first <= last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_they_are_told() {
        assert_eq!(spans("6-48, 51"), [(5, 47), (50, 50)]);
        assert_eq!(spans(""), []);
        assert_eq!(spans("0, x, 9-3"), []);
    }
}
