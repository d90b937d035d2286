//! Puts together what the rules find: a source becomes a proposal.

mod groups;
mod naming;
mod pieces;
mod posting;
mod roles;
mod told;
mod wanted;

use crate::model::Archive;
use crate::model::Basis;
use crate::model::Date;
use crate::model::Id;
use crate::model::Kind;
use crate::model::Signing;

use super::asks::asked;
use super::corrections::Corrections;
use super::corrections::Field;
use super::corrections::kept_or_cut;
use super::cutting::Around;
use super::cutting::around;
use super::facts;
use super::gathering;
use super::kind;
use super::known;
use super::line::Line;
use super::line::ranges;
use super::place::Place;
use super::proposal::Cut;
use super::proposal::Found;
use super::proposal::Proposal;
use super::proposal::ProposedCopy;
use super::proposal::Sitting;
use super::proposal::Standing;
use super::proposal::Trouble;
use super::source::Source;

use groups::groups;
use naming::id_of;
use pieces::Parts;
use roles::roles;
use told::Telling;
use wanted::wanted;

/// What a source says, as a record for `archive`.
#[must_use]
pub fn propose(source: &Source, archive: &Archive) -> Proposal {
    propose_corrected(source, archive, &Corrections::default())
}

/// The same, where a person says what some lines are and some values.
///
/// What is said holds, and all that follows from it is found anew.
#[must_use]
pub fn propose_corrected(
    source: &Source,
    archive: &Archive,
    corrections: &Corrections,
) -> Proposal {
    let mut proposal = said(source, archive, corrections);
    match corrections.fields.get(&Field::Id) {
        None => known::recognise(&mut proposal, &source.sha256, archive),
        Some(said) => {
            let own = proposal.id.clone();
            known::recognise(&mut proposal, &source.sha256, archive);
            // Where it is said that it belongs to none, it keeps the id that a new record gets.
            let id = said.as_ref().and_then(|given| Id::parse(&given.text));
            unmatched(&mut proposal, own);
            if let Some(id) = id {
                file_as(&mut proposal, id, archive);
            }
        }
    }
    for action in proposal.actions.iter_mut().filter(|action| action.standing.is_offered()) {
        action.is_taken = corrections.takes(&action.spot, &action.standing);
    }
    proposal
}

/// What a source says, to be read alone: it is not looked for among the records of the archive.
#[must_use]
pub fn propose_alone(source: &Source, archive: &Archive) -> Proposal {
    said(source, archive, &Corrections::default())
}

fn said(source: &Source, archive: &Archive, corrections: &Corrections) -> Proposal {
    let lines = source.lines.as_slice();
    let mut around = around(lines, archive.parties());
    kept_or_cut(corrections, &mut around);
    let parts = Parts::of(lines, &mut around, corrections);
    let telling = Telling::of(source, &around, &parts);
    let told = telling.lines();
    let mut troubles = source.troubles.clone();
    let line = |at: usize| if at < lines.len() { (at + 1).to_string() } else { String::new() };
    let basis = |at: usize| {
        let is_page =
            at >= lines.len() || around.introduction.contains(&at) || around.page_title == Some(at);
        if lines.get(at).is_some_and(|line| line.is_mended) {
            return Basis::Inferred;
        }
        if is_page { Basis::Page } else { Basis::Stated }
    };

    let mut copy = copy_of(source, &around, corrections);
    let posted = copy.posted.as_ref().map(|posted| posted.value.clone());
    let sitting = gathering::own_meeting(&told, archive.series())
        .or_else(|| gathering::own_meeting(&telling.other_versions(), archive.series()));
    let meeting = sitting.as_ref().map(|sitting| {
        let known = archive.meetings().iter().find(|meeting| {
            meeting.number.is_some()
                && meeting.number == sitting.mentioned.number
                && meeting.series.as_str() == sitting.mentioned.series
        });
        let value = Sitting {
            series: sitting.mentioned.series.clone(),
            number: sitting.mentioned.number,
            id: known.map(|meeting| meeting.id.clone()),
        };
        Found::new(value, basis(sitting.position), line(sitting.position))
    });
    let meeting = corrections.meeting(meeting, archive);

    let datelines = telling.datelines();
    let dated = facts::held(&told, sitting.as_ref(), &datelines);
    let held = dated.as_ref().and_then(|dated| {
        let found = facts::with_year(dated, sitting.as_ref(), archive, posted.as_ref(), &told);
        if found.is_none() && !corrections.says(Field::Held) {
            troubles.push(Trouble::new(format!(
                "Line {} gives the days of the meeting as \"{}\"; which year that is cannot be told from the text.",
                line(dated.position),
                dated.words
            )));
        }
        let (date, how) = found?;
        let how = if how == Basis::Stated { basis(dated.position) } else { how };
        Some(Found::new(date, how, line(dated.position)).stated(&dated.words))
    });
    let held = corrections.date(Field::Held, held);
    let plain = |dated: facts::Dated| {
        let date = dated.stated.date()?;
        Some(Found::new(date, basis(dated.position), line(dated.position)).stated(dated.words))
    };
    let adopted = corrections.date(Field::Adopted, facts::adopted(&told).and_then(plain));
    let date = facts::own_date(&told, &datelines).and_then(plain).filter(|date| {
        // A day after that of adoption is the day of the print.
        adopted.as_ref().is_none_or(|adopted| date.value.earliest() < adopted.value.earliest())
    });
    let date = corrections.date(Field::Date, date);
    if !corrections.says(Field::Posted) {
        let known = [held.as_ref(), adopted.as_ref(), date.as_ref()].into_iter().flatten();
        let known: Vec<&Date> = known.map(|found| &found.value).collect();
        posting::settle(&mut copy, &around, &known, &told, &mut troubles);
    }
    let posted = copy.posted.as_ref().map(|posted| posted.value.clone());
    let place = facts::place(&told, sitting.as_ref(), dated.as_ref(), &datelines);
    let (place, country) = place_found(place, &basis, &line);
    let (place, country) = (corrections.text(Field::Place, place), corrections.country(country));

    let title = corrections.text(Field::Title, parts.title(lines, source, &around));
    let kind = corrections.kind(kind_of(&telling, &parts, title.as_ref(), &line));
    let by = corrections.text(Field::By, telling.issuer(&parts, &line));
    let number = parts.first().and_then(|part| {
        let (at, number) = part.head.number.clone()?;
        let at = part.paragraphs.get(at)?.lines.first().copied()?;
        Some(Found::new(number, Basis::Stated, line(at)))
    });
    let number = corrections.text(Field::Number, number);
    let after = [held.as_ref(), adopted.as_ref(), date.as_ref()]
        .into_iter()
        .flatten()
        .map(|found| &found.value)
        .chain(posted.as_ref())
        .find_map(Date::latest);
    let actions = parts.first().map_or_else(Vec::new, |part| {
        let asked = asked(&part.pieces, kind.as_ref().map(|kind| kind.value), after);
        wanted(lines, &part.pieces, asked, corrections)
    });
    if parts.first().is_some_and(|part| part.pieces.len() > super::asks::MOST) {
        troubles.push(Trouble::new(format!(
            "Only the first {} blocks are searched for what the document asks for.",
            super::asks::MOST
        )));
    }
    if parts.first().is_none() {
        troubles.push(Trouble::new("No text was found."));
    }
    let id = id_of(meeting.as_ref(), kind.as_ref(), title.as_ref(), archive);
    let (signatories, names_at) = groups(lines, &parts.runs, archive, corrections);
    Proposal {
        id,
        matched: None,
        like: Vec::new(),
        title,
        number,
        held,
        adopted,
        date,
        place,
        country,
        by,
        copy,
        versions: parts.versions(lines),
        signatories,
        names_at,
        signing: signing(&parts),
        actions,
        claims: Vec::new(),
        cut: cuts(lines, &around),
        troubles,
        lines: roles(lines, &around, &parts),
        meeting,
        kind,
    }
}

/// Takes back that a proposal belongs to a record; that one is still like it.
fn unmatched(proposal: &mut Proposal, id: Id) {
    if let Some(found) = proposal.matched.take() {
        proposal.like.insert(0, found);
    }
    proposal.claims.clear();
    for action in &mut proposal.actions {
        (action.standing, action.is_taken) = (Standing::New, true);
    }
    proposal.id = id;
}

/// Lets a proposal belong to the record with this id, or to a new one.
pub fn file_as(proposal: &mut Proposal, id: Id, archive: &Archive) {
    if let Some(document) = archive.document(id.as_str()) {
        known::attach(proposal, document, "as you say");
    } else {
        unmatched(proposal, id);
    }
}

fn place_found(
    place: Option<(usize, Place)>,
    basis: &impl Fn(usize) -> Basis,
    line: &impl Fn(usize) -> String,
) -> (Option<Found<String>>, Option<Found<crate::model::Country>>) {
    let Some((at, place)) = place else {
        return (None, None);
    };
    let how = if place.is_country_stated { basis(at) } else { Basis::Inferred };
    let city = place.city.map(|city| Found::new(city, basis(at), line(at)));
    (city, place.country.map(|country| Found::new(country, how, line(at))))
}

/// The copy that the source is; when it was posted is settled once the days of the text are known.
fn copy_of(source: &Source, around: &Around, corrections: &Corrections) -> ProposedCopy {
    let page = &source.page;
    let mut copy = ProposedCopy {
        site: page.site.clone(),
        url: page.url.clone(),
        posted_by: page.author.clone().map(|author| Found::new(author, Basis::Page, "")),
        ..ProposedCopy::default()
    };
    for words in &page.published {
        let stated = super::dates::dates(words).into_iter().find(super::dates::Stated::has_day);
        if let Some(date) = stated.and_then(|stated| stated.date()) {
            copy.posted = Some(Found::new(date, Basis::Page, "").stated(words));
            copy.posted_as_stated = Some(words.clone());
            break;
        }
    }
    if let Some((at, stated, words)) = &around.posted
        && copy.posted.is_none()
    {
        copy.posted_as_stated = Some(words.clone());
        if let Some(date) = stated.date() {
            copy.posted = Some(Found::new(date, Basis::Page, (at + 1).to_string()).stated(words));
        }
    }
    if let Some((at, name)) = &around.posted_by
        && copy.posted_by.is_none()
    {
        copy.posted_by = Some(Found::new(name.clone(), Basis::Page, (at + 1).to_string()));
    }
    ProposedCopy {
        site: corrections.bare(Field::Site, copy.site),
        url: corrections.bare(Field::Url, copy.url),
        posted: corrections.date(Field::Posted, copy.posted),
        posted_by: corrections.text(Field::PostedBy, copy.posted_by),
        ..copy
    }
}

/// The kind: by the title, by the lines around it, by how the text names itself, by how it tells.
fn kind_of(
    telling: &Telling<'_>,
    parts: &Parts,
    title: Option<&Found<String>>,
    line: &impl Fn(usize) -> String,
) -> Option<Found<Kind>> {
    if let Some(title) = title
        && let Some(kind) = kind::of_title(&title.value)
    {
        return Some(Found::new(kind, title.basis, title.lines.clone()));
    }
    let basis = |at| if parts.has_line(at) { Basis::Stated } else { Basis::Page };
    for (at, text) in telling.head() {
        if let Some(kind) = kind::of_title(text) {
            return Some(Found::new(kind, basis(at), line(at)));
        }
    }
    for (at, text) in telling.early() {
        if let Some(kind) = kind::of_heading(text) {
            return Some(Found::new(kind, basis(at), line(at)));
        }
    }
    for (at, text) in telling.early() {
        if let Some(kind) = kind::of_text(text) {
            return Some(Found::new(kind, Basis::Stated, line(at)));
        }
    }
    for (at, text) in telling.front() {
        if let Some(word) = kind::kind_words(&super::token::tokens(text))
            .into_iter()
            .find(|word| word.kind != Kind::Call)
        {
            return Some(Found::new(word.kind, Basis::Stated, line(at)));
        }
    }
    let (at, first) = telling.early().next()?;
    let is_report =
        parts.first().is_some_and(|part| part.head.text.is_none()) && kind::is_told(first);
    is_report.then(|| Found::new(Kind::Report, Basis::Inferred, line(at)))
}

fn signing(parts: &Parts) -> Option<Signing> {
    parts.open.clone().map(|words| Signing { open: true, as_stated: Some(words), as_of: None })
}

/// What was cut, with lines that belong together as one.
fn cuts(lines: &[Line], around: &Around) -> Vec<Cut> {
    let mut cuts: Vec<(Vec<usize>, &'static str)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() {
            continue;
        }
        let Some(why) = around.why.get(at).copied().flatten() else {
            cuts.push((Vec::new(), ""));
            continue;
        };
        match cuts.last_mut() {
            Some((taken, same)) if *same == why && !taken.is_empty() => taken.push(at),
            _ => cuts.push((vec![at], why)),
        }
    }
    cuts.retain(|(taken, _)| !taken.is_empty());
    let text = |taken: &[usize]| {
        let all: Vec<&str> =
            taken.iter().filter_map(|at| lines.get(*at)).map(|l| l.text.as_str()).collect();
        all.join("\n")
    };
    cuts.into_iter()
        .map(|(taken, why)| Cut {
            lines: ranges(lines, &taken),
            text: text(&taken),
            why: why.to_owned(),
        })
        .collect()
}
