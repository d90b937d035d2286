//! Whether a source belongs to a record that the archive has, and what it says differently.
//!
//! Decided with care: a wrong match would file one document under another. A title that is the same, or
//! the same names under the text, or the same text, say so; one meeting alone does not.

mod standings;

use std::collections::HashSet;
use std::hash::DefaultHasher;
use std::hash::Hash;
use std::hash::Hasher;

use crate::fold::fold_trimmed;
use crate::model::Archive;
use crate::model::Claim;
use crate::model::Document;
use crate::model::spelling_key;

use super::proposal::Match;
use super::proposal::Proposal;
use super::proposal::Trouble;
use super::token::words;

/// So many points make a match; the next record must have so many less.
const ENOUGH: i32 = 6;
const LEAD: i32 = 3;

/// How alike a proposal and a record are.
struct Likeness<'a> {
    document: &'a Document,
    points: i32,
    because: Vec<String>,
    /// Why it could be another edition of the same text, if it could be one.
    edition: Option<&'static str>,
}

/// Finds the record that a proposal belongs to; other ones that are near are told of.
pub(super) fn recognise(proposal: &mut Proposal, sha256: &str, archive: &Archive) {
    let is_copy = |document: &&Document| {
        document
            .copies
            .iter()
            .any(|copy| !sha256.is_empty() && copy.sha256.as_deref() == Some(sha256))
    };
    if let Some(document) = archive.documents().find(is_copy) {
        attach(proposal, document, "the same file");
        return;
    }
    let texts = proposal.versions.iter();
    let own: Vec<Runs> = texts
        .map(|version| runs(version.blocks.iter().map(|block| block.block.text.as_str())))
        .collect();
    let mut likely: Vec<Likeness<'_>> =
        archive.documents().map(|document| likeness(proposal, &own, document)).collect();
    likely.sort_by_key(|likeness| std::cmp::Reverse(likeness.points));
    let near = |likeness: &Likeness<'_>| {
        let because = likeness.edition?.to_owned();
        Some(Match { id: likeness.document.id.clone(), because })
    };
    proposal.like = likely.iter().filter_map(near).collect();
    let mut likely = likely.into_iter();
    let Some(first) = likely.next().filter(|first| first.points >= ENOUGH) else {
        return;
    };
    let next = likely.next();
    if let Some(next) =
        next.filter(|next| next.points + LEAD > first.points && next.points >= ENOUGH)
    {
        proposal.troubles.push(Trouble::new(format!(
            "It is like {} and like {}; say with --as which it belongs to.",
            first.document.id, next.document.id
        )));
        return;
    }
    attach(proposal, first.document, &first.because.join(", "));
}

/// Lets a proposal belong to a record.
pub(super) fn attach(proposal: &mut Proposal, document: &Document, because: &str) {
    proposal.like.retain(|like| like.id != document.id);
    proposal.claims = claims(proposal, document);
    standings::settle(&mut proposal.actions, &document.actions);
    proposal.matched = Some(Match { id: document.id.clone(), because: because.to_owned() });
    proposal.id = document.id.clone();
}

fn likeness<'a>(proposal: &Proposal, own: &[Runs], document: &'a Document) -> Likeness<'a> {
    let mut points = 0;
    let mut because = Vec::new();
    let mut say = |more: i32, why: &str| {
        points += more;
        if more > 0 {
            because.push(why.to_owned());
        }
    };
    let meeting = proposal.meeting.as_ref().and_then(|meeting| meeting.value.id.as_ref());
    match (meeting, &document.issued.meeting) {
        (Some(a), Some(b)) if a == b => say(2, "the same meeting"),
        (Some(_), Some(_)) => say(-8, ""),
        (Some(_), None) => say(-3, ""),
        (None, _) => {}
    }
    let titles = alike_titles(proposal, document);
    if titles >= 95 {
        say(6, "the same title");
    } else if titles >= 70 {
        say(3, "a title that is nearly the same");
    } else if proposal.title.is_some()
        && titles < 30
        && document.title_basis != Some(crate::model::Basis::Inferred)
    {
        say(-3, "");
    }
    match &proposal.kind {
        Some(kind) if kind.value == document.kind => say(1, "the same kind"),
        Some(_) => say(-2, ""),
        None => {}
    }
    if let (Some(a), Some(b)) = (&proposal.number, &document.number) {
        if fold_trimmed(&a.value) == fold_trimmed(b) {
            say(6, "the same number");
        } else {
            say(-6, "");
        }
    }
    let mine = names(
        proposal
            .signatories
            .iter()
            .flat_map(|group| group.names.iter().map(|name| name.name.as_str())),
    );
    let theirs = names(
        document
            .signatories
            .iter()
            .flat_map(|group| group.names.iter().map(|name| name.name.as_str())),
    );
    if mine.len() >= 3 && theirs.len() >= 3 {
        let shared = mine.intersection(&theirs).count();
        if shared * 10 >= mine.len().max(theirs.len()) * 8 {
            say(5, "the same names under it");
        } else if shared * 2 < mine.len().min(theirs.len()) {
            say(-4, "");
        }
    }
    let issuer = proposal.by.as_ref().map(|by| spelling_key(&by.value));
    if issuer.is_some_and(|issuer| document.issued.by.iter().any(|by| spelling_key(by) == issuer)) {
        say(3, "the same issuer");
    }
    let mut edition = None;
    if titles >= 95 {
        edition = Some("the same title");
    }
    let shared = alike_texts(proposal, own, document);
    if shared >= 60 {
        say(8, "the same text");
        edition = Some("the same text");
    } else if shared >= 25 {
        say(3, "much of the same text");
        edition = Some("much of the same text");
    }
    Likeness { document, points, because, edition }
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> HashSet<String> {
    names.map(spelling_key).collect()
}

/// How alike the titles are in any two versions, in parts of a hundred.
fn alike_titles(proposal: &Proposal, document: &Document) -> usize {
    let own = proposal.title.iter().map(|title| title.value.as_str());
    let mine: Vec<&str> = own
        .chain(proposal.versions.iter().filter_map(|version| version.title.as_deref()))
        .collect();
    let theirs: Vec<&str> = std::iter::once(document.title.as_str())
        .chain(document.versions.iter().filter_map(|version| version.title.as_deref()))
        .collect();
    let alike = |a: &str, b: &str| {
        let (a, b): (HashSet<String>, HashSet<String>) =
            (words(a).into_iter().collect(), words(b).into_iter().collect());
        let all = a.union(&b).count();
        if a.len() < 2 || b.len() < 2 { 0 } else { a.intersection(&b).count() * 100 / all.max(1) }
    };
    mine.iter().flat_map(|a| theirs.iter().map(|b| alike(a, b))).max().unwrap_or(0)
}

/// So many bytes of a text are compared with others.
const COMPARED: usize = 1 << 20;

/// The runs of five words in a text, each as a number.
type Runs = HashSet<u64>;

/// The runs of words in the beginning of a text that stands in blocks.
fn runs<'a>(blocks: impl Iterator<Item = &'a str>) -> Runs {
    let mut found = HashSet::new();
    let mut bytes = 0;
    for text in blocks.take_while(|text| {
        bytes += text.len();
        bytes <= COMPARED
    }) {
        let words = words(text);
        found.extend(words.windows(5).take(20_000).map(|run| {
            let mut hasher = DefaultHasher::new();
            run.hash(&mut hasher);
            hasher.finish()
        }));
    }
    found
}

/// How many of the shorter text's runs of five words the other one has, in parts of a hundred; `own` are
/// those of each version.
fn alike_texts(proposal: &Proposal, own: &[Runs], document: &Document) -> usize {
    let mut best = 0;
    for (version, mine) in proposal.versions.iter().zip(own) {
        let Some(other) = document
            .versions
            .iter()
            .find(|other| other.language.primary() == version.language.primary())
        else {
            continue;
        };
        let theirs = runs(other.blocks.iter().map(|block| block.text.as_str()));
        let least = mine.len().min(theirs.len());
        if least >= 20 {
            best = best.max(mine.intersection(&theirs).count() * 100 / least);
        }
    }
    best
}

/// What the source states differently than the record.
fn claims(proposal: &Proposal, document: &Document) -> Vec<Claim> {
    let mut claims = Vec::new();
    let issued = &document.issued;
    let mut differs = |field: &str, stated: Option<String>, recorded: Option<String>| {
        if let (Some(stated), Some(recorded)) = (stated, recorded)
            && fold_trimmed(&stated) != fold_trimmed(&recorded)
        {
            claims.push(Claim {
                field: field.to_owned(),
                value: stated,
                said_in: document.id.to_string(),
                notes: Some(format!("The record has {recorded}.")),
            });
        }
    };
    let text = |date: Option<&crate::model::Date>| date.map(ToString::to_string);
    differs(
        "issued.held",
        text(proposal.held.as_ref().map(|held| &held.value)),
        text(issued.held.as_ref()),
    );
    differs(
        "issued.adopted",
        text(proposal.adopted.as_ref().map(|found| &found.value)),
        text(issued.adopted.as_ref()),
    );
    differs(
        "issued.place",
        proposal.place.as_ref().map(|place| place.value.clone()),
        issued.place.clone(),
    );
    claims
}
