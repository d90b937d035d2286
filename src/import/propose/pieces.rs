//! The versions of a source, taken apart, and the names under them.

use crate::import::corrections;
use crate::import::corrections::Corrections;
use crate::import::cutting::Around;
use crate::import::head::Head;
use crate::import::head::head;
use crate::import::line::Line;
use crate::import::line::Shape;
use crate::import::line::beginning;
use crate::import::line::ranges;
use crate::import::line::squeezed;
use crate::import::names::Run;
use crate::import::names::inline_groups;
use crate::import::names::open_note;
use crate::import::names::regrouped;
use crate::import::names::runs;
use crate::import::names::says_party;
use crate::import::notes::mark_before;
use crate::import::notes::marks_in;
use crate::import::paragraph::Paragraph;
use crate::import::paragraph::paragraphs_as;
use crate::import::proposal::Found;
use crate::import::proposal::ProposedBlock;
use crate::import::proposal::ProposedVersion;
use crate::import::source::Source;
use crate::import::text::Piece;
use crate::import::text::pieces;
use crate::import::versions::Range;
use crate::import::versions::versions;
use crate::model::Basis;
use crate::model::BlockKind;
use crate::model::Language;

/// A version, taken apart.
pub(super) struct Part {
    /// Its language and lines.
    pub(super) range: Range,
    /// Its language, where a person says it.
    pub(super) said: Option<Language>,
    /// Its paragraphs.
    pub(super) paragraphs: Vec<Paragraph>,
    /// What stands over it.
    pub(super) head: Head,
    /// Its blocks.
    pub(super) pieces: Vec<Piece>,
}

/// All versions, and what they share.
pub(super) struct Parts {
    /// The versions, in the order of the source.
    pub(super) versions: Vec<Part>,
    /// The names under them.
    pub(super) runs: Vec<Run>,
    /// The lines of the names and what belongs to them.
    pub(super) silent: Vec<usize>,
    /// Those of them that go on with the name above.
    pub(super) rests: Vec<usize>,
    /// The words that say that more can sign.
    pub(super) open: Option<String>,
    /// The name in the last line, which stands for who issued it.
    pub(super) last_name: Option<(usize, String)>,
}

impl Parts {
    /// Takes the lines apart; what turns out to be no part of the document is cut.
    pub(super) fn of(lines: &[Line], around: &mut Around, corrections: &Corrections) -> Self {
        let is_said = |at: &usize| corrections.lines.contains_key(at);
        let is_note = |at: &usize| {
            let is_note = lines.get(*at).is_some_and(|line| line.shape == Shape::Note);
            is_note && !is_said(at) && !corrections.languages.contains_key(at)
        };
        // A note is none of what surrounds a text, and names no signatory.
        for (at, why) in around.why.iter_mut().enumerate().filter(|(at, _)| is_note(at)) {
            *why = lines.get(at).and_then(|line| line.aside);
        }
        let (notes, kept): (Vec<usize>, Vec<usize>) =
            around.kept(lines).into_iter().partition(is_note);
        let found = runs(lines, &kept);
        let (mut found, rests) = regrouped(lines, &kept, found, &corrections.lines);
        let mut silent: Vec<usize> =
            found.iter().flat_map(|run| run.lines.iter().chain(&run.heading_at)).copied().collect();
        silent.extend(&rests);
        silent.sort_unstable();
        let mut open = None;
        let mut open_at = Vec::new();
        for &at in &kept {
            let Some(line) = lines.get(at) else {
                continue;
            };
            if let Some(words) = open_note(&line.text) {
                open.get_or_insert(words);
                // A note of its own is no part of the text.
                if line.length() <= 160 && silent.binary_search(&at).is_err() && !is_said(&at) {
                    open_at.push(at);
                }
            }
        }
        silent.extend(open_at);
        silent.sort_unstable();
        let last_name = last_name(lines, &kept, &silent, &found).filter(|(at, _)| !is_said(at));
        if let Some((at, _)) = &last_name {
            cut(around, *at, "name of the issuer, as a source line");
        }
        let kept: Vec<usize> = around.kept(lines).into_iter().filter(|at| !is_note(at)).collect();
        let (mut ranges, foreign) =
            corrections::parted(corrections, &kept, versions(lines, &kept, &silent));
        hand_out(lines, &notes, &mut ranges);
        for at in foreign {
            cut(around, at, "in another language than the text, at its edge");
        }
        let taken_apart: Vec<Part> = ranges
            .into_iter()
            .map(|(range, said)| {
                let own: Vec<usize> = range
                    .lines
                    .iter()
                    .copied()
                    .filter(|at| silent.binary_search(at).is_err())
                    .collect();
                let joins = |before, at| corrections::joins(corrections, before, at);
                let paragraphs = paragraphs_as(lines, &own, joins);
                let mut head = head(&paragraphs);
                corrections::retitle(corrections, &paragraphs, &mut head);
                let mut pieces = pieces(&paragraphs, &head);
                corrections::settle(corrections, &paragraphs, &mut pieces);
                Part { range, said, paragraphs, head, pieces }
            })
            .filter(|part| !part.pieces.is_empty())
            .collect();
        if let Some(first) = taken_apart.first() {
            let is_text = |paragraph: &&Paragraph| paragraph.shape != Shape::Note;
            let own: Vec<Paragraph> = first.paragraphs.iter().filter(is_text).cloned().collect();
            found.extend(in_sentences(&own));
        }
        found.sort_by_key(|run| run.lines.first().copied());
        Self { versions: taken_apart, runs: found, silent, rests, open, last_name }
    }

    /// The version that stands first.
    pub(super) fn first(&self) -> Option<&Part> {
        self.versions.first()
    }

    /// Whether a line belongs to a version.
    pub(super) fn has_line(&self, at: usize) -> bool {
        self.versions.iter().any(|part| part.range.lines.binary_search(&at).is_ok())
    }

    /// The title: over the text, else of the page.
    pub(super) fn title(
        &self,
        lines: &[Line],
        source: &Source,
        around: &Around,
    ) -> Option<Found<String>> {
        let first = self.first()?;
        if let Some(text) = &first.head.text {
            let of =
                |at: &usize| first.paragraphs.get(*at).map(|p| p.lines.clone()).unwrap_or_default();
            let at: Vec<usize> = first.head.title.iter().flat_map(of).collect();
            let is_page = !around.introduction.is_empty();
            let basis = if is_page { Basis::Page } else { Basis::Stated };
            return Some(Found::new(squeezed(text), basis, ranges(lines, &at)));
        }
        if let Some(at) = around.page_title {
            let text = lines.get(at).map(|line| squeezed(&line.text))?;
            return Some(Found::new(text, Basis::Page, (at + 1).to_string()));
        }
        let page = source.page.titles.first()?;
        Some(Found::new(squeezed(page), Basis::Page, ""))
    }

    /// The versions as they are proposed.
    pub(super) fn versions(&self, lines: &[Line]) -> Vec<ProposedVersion> {
        let version = |part: &Part| {
            let block = |piece: &Piece| ProposedBlock {
                block: piece.block.clone(),
                lines: ranges(lines, &piece.lines),
            };
            let stated = part.range.lines.iter().find_map(|at| lines.get(*at)?.language.clone());
            let found = part.range.tag.and_then(|tag| Language::parse(tag).ok());
            let language = match (part.said.clone(), stated, found) {
                (Some(said), ..) => said,
                // The page may know more: pt-BR.
                (_, Some(stated), Some(found)) if stated.primary() == found.primary() => stated,
                (.., found) => found.unwrap_or_else(Language::unknown),
            };
            // The names under a text stand apart from it.
            let (names, own): (Vec<usize>, Vec<usize>) =
                part.range.lines.iter().partition(|at| self.silent.binary_search(at).is_ok());
            let all = [ranges(lines, &own), ranges(lines, &names)];
            let told: Vec<String> = all.into_iter().filter(|lines| !lines.is_empty()).collect();
            ProposedVersion {
                language,
                lines: told.join(", "),
                title: part.head.text.clone().map(|title| squeezed(&title)),
                blocks: part.pieces.iter().map(block).collect(),
            }
        };
        self.versions.iter().map(version).collect()
    }
}

/// So many places of a mark are looked at.
const NEAR: usize = 20;

/// Gives each note to the version in whose text its mark stands; else to the one that stands before it.
fn hand_out(lines: &[Line], notes: &[usize], ranges: &mut [(Range, Option<Language>)]) {
    if notes.is_empty() {
        return;
    }
    let marks = marks_in(lines);
    let range_of = |at: usize, ranges: &[(Range, Option<Language>)]| {
        ranges.iter().position(|(range, _)| range.lines.binary_search(&at).is_ok())
    };
    let mut to = None;
    for note in notes {
        let text = lines.get(*note).map_or("", |line| line.text.as_str());
        if let Some(mark) = mark_before(text) {
            // Of several versions with notes each has its own: the nearest above is meant.
            let known = marks.get(mark).map(Vec::as_slice).unwrap_or_default();
            let above =
                known.iter().rev().filter(|at| *at < note && notes.binary_search(at).is_err());
            let above = above.take(NEAR).find_map(|at| range_of(*at, ranges));
            let before = |(range, _): &(Range, Option<Language>)| {
                range.lines.first().is_some_and(|first| first < note)
            };
            to = above.or_else(|| ranges.iter().rposition(before)).or(to);
        }
        if let Some((range, _)) = to.and_then(|to| ranges.get_mut(to)) {
            range.lines.push(*note);
        }
    }
    for (range, _) in ranges {
        range.lines.sort_unstable();
    }
}

/// The names that stand in sentences; what announces them may be a paragraph of its own.
fn in_sentences(paragraphs: &[Paragraph]) -> Vec<Run> {
    let mut found = Vec::new();
    let mut rest = paragraphs.iter().peekable();
    while let Some(paragraph) = rest.next() {
        let next =
            rest.peek().filter(|next| paragraph.text.ends_with(':') && next.text.contains(", "));
        let runs = next.map_or_else(
            || inline_groups(beginning(&paragraph.text), &paragraph.lines),
            |next| {
                let lines = [paragraph.lines.as_slice(), &next.lines].concat();
                inline_groups(&format!("{} {}", paragraph.text, next.text), &lines)
            },
        );
        if next.is_some() && !runs.is_empty() {
            rest.next();
        }
        found.extend(runs);
    }
    found
}

fn cut(around: &mut Around, at: usize, why: &'static str) {
    if let Some(slot) = around.why.get_mut(at) {
        slot.get_or_insert(why);
    }
}

/// The last line, where it is nothing but one party's name and no list of names.
fn last_name(
    lines: &[Line],
    kept: &[usize],
    silent: &[usize],
    runs: &[Run],
) -> Option<(usize, String)> {
    let (&at, before) = kept.split_last()?;
    let line = lines.get(at)?;
    let text = line.text.trim_start_matches(['—', '-', '–', ' ']);
    let words = text.split_whitespace().count();
    let is_apart = before.last().is_some_and(|last| at - last > 1);
    let has_case = text.chars().any(char::is_lowercase);
    let small = text
        .split_whitespace()
        .filter(|word| has_case && word.chars().next().is_some_and(char::is_lowercase))
        .count();
    let is_name = says_party(text)
        && (2..=10).contains(&words)
        && small <= words / 2
        && !text.ends_with(['.', '!', '?', ':', ';', ','])
        && text.chars().next().is_some_and(|first| !first.is_lowercase());
    (is_name
        && is_apart
        && before.len() >= 3
        && silent.binary_search(&at).is_err()
        && runs.is_empty())
    .then(|| (at, squeezed(text)))
}

/// Whether a block counts among the first sentences of a text.
pub(super) fn is_early(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Lead | BlockKind::Point | BlockKind::Heading)
}
