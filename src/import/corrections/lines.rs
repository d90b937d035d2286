//! What is said of lines, heeded on the way from lines to blocks.

use std::collections::BTreeMap;

use crate::import::cutting::Around;
use crate::import::head::Head;
use crate::import::line::Line;
use crate::import::line::squeezed;
use crate::import::mark::Mark;
use crate::import::paragraph::Paragraph;
use crate::import::text::Piece;
use crate::import::versions::Range;
use crate::model::BlockKind;
use crate::model::Language;

use super::Corrections;
use super::LineRole;
use super::Said;

/// Why a line is cut that a person cuts.
const BY_HAND: &str = "left out by hand";

/// Cuts the lines that are said to be furniture, and keeps those that are said to be anything else.
pub(in crate::import) fn kept_or_cut(corrections: &Corrections, around: &mut Around) {
    for (at, said) in &corrections.lines {
        let Some(why) = around.why.get_mut(*at) else {
            continue;
        };
        if said.role() == Some(LineRole::Furniture) {
            why.get_or_insert(BY_HAND);
            continue;
        }
        *why = None;
        around.introduction.retain(|introduces| introduces != at);
        if around.page_title == Some(*at) {
            around.page_title = None;
        }
    }
}

/// Whether a line goes on with the one before it, where that is said.
pub(in crate::import) fn joins(
    corrections: &Corrections,
    before: usize,
    at: usize,
) -> Option<bool> {
    match corrections.lines.get(&at)? {
        Said::GoesOn => Some(true),
        Said::Begins(_) => Some(false),
        Said::Is(role) => {
            let above = corrections.lines.get(&before).and_then(|said| said.role());
            (above != Some(*role)).then_some(false)
        }
    }
}

/// Makes the paragraphs that are said to be the title the title, and those that are said to be none none.
pub(in crate::import) fn retitle(
    corrections: &Corrections,
    paragraphs: &[Paragraph],
    head: &mut Head,
) {
    let titles: Vec<usize> = (0..)
        .zip(paragraphs)
        .filter(|(_, paragraph)| role_of(corrections, paragraph) == Some(LineRole::Title))
        .map(|(at, _)| at)
        .collect();
    let is_other = |at: &usize| {
        let role = paragraphs.get(*at).and_then(|paragraph| role_of(corrections, paragraph));
        role.is_some_and(|role| role != LineRole::Title)
    };
    head.front.retain(|at| !is_other(at));
    if titles.is_empty() {
        if head.title.iter().any(is_other) {
            head.title.retain(|at| !is_other(at));
            head.text = joined(paragraphs, &head.title);
        }
        return;
    }
    head.all.extend(titles.iter().filter(|at| !head.all.contains(at)).collect::<Vec<_>>());
    head.all.sort_unstable();
    head.front.retain(|at| !titles.contains(at));
    head.datelines.retain(|at| !titles.contains(at));
    head.text = joined(paragraphs, &titles);
    head.title = titles;
}

fn joined(paragraphs: &[Paragraph], title: &[usize]) -> Option<String> {
    let words: Vec<&str> =
        title.iter().filter_map(|at| paragraphs.get(*at)).map(|p| p.text.as_str()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// What is said of the line that a paragraph begins with.
fn role_of(corrections: &Corrections, paragraph: &Paragraph) -> Option<LineRole> {
    corrections.lines.get(paragraph.lines.first()?)?.role()
}

/// Makes blocks what they are said to be.
pub(in crate::import) fn settle(
    corrections: &Corrections,
    paragraphs: &[Paragraph],
    pieces: &mut [Piece],
) {
    if corrections.lines.is_empty() {
        return;
    }
    let texts: BTreeMap<usize, &str> =
        paragraphs.iter().filter_map(|p| Some((*p.lines.first()?, p.text.as_str()))).collect();
    for piece in pieces {
        let Some(first) = piece.lines.first().filter(|_| piece.block.kind != BlockKind::Title)
        else {
            continue;
        };
        let role = corrections.lines.get(first).and_then(|said| said.role());
        let (Some(role), Some(text)) = (role, texts.get(first)) else {
            continue;
        };
        let (kind, label, text) = match (role, Mark::of(text)) {
            (LineRole::Point, Some(Mark::Number(label, rest))) => {
                (BlockKind::Point, Some(label.to_owned()), rest)
            }
            (LineRole::Bullet, Some(Mark::Bullet(rest))) => (BlockKind::Bullet, None, rest),
            (LineRole::Bullet, _) => (BlockKind::Bullet, None, *text),
            (LineRole::Heading, _) => (BlockKind::Heading, None, *text),
            (LineRole::Lead, _) => (BlockKind::Lead, None, *text),
            (LineRole::Slogan, _) => (BlockKind::Slogan, None, *text),
            (LineRole::Note, _) => (BlockKind::Note, None, *text),
            (LineRole::Paragraph, _) => (BlockKind::Paragraph, None, *text),
            // A point without a printed number is none.
            _ => continue,
        };
        piece.block.kind = kind;
        piece.block.label = label;
        piece.block.text = squeezed(text);
    }
}

/// The versions, parted anew where lines are said to be in a language; and the lines that belong to none.
pub(in crate::import) fn parted(
    corrections: &Corrections,
    kept: &[usize],
    (ranges, foreign): (Vec<Range>, Vec<usize>),
) -> (Vec<(Range, Option<Language>)>, Vec<usize>) {
    let is_said =
        |at: &usize| corrections.lines.contains_key(at) || corrections.languages.contains_key(at);
    if corrections.languages.is_empty() && !foreign.iter().any(is_said) {
        return (ranges.into_iter().map(|range| (range, None)).collect(), foreign);
    }
    let found: BTreeMap<usize, usize> = (0..)
        .zip(&ranges)
        .flat_map(|(nth, range)| range.lines.iter().map(move |at| (*at, nth)))
        .collect();
    let mut made: Vec<(Range, Option<Language>)> = Vec::new();
    let mut nowhere = Vec::new();
    let mut before = Vec::new();
    let mut last = None;
    for at in kept {
        let tag = found.get(at).and_then(|nth| ranges.get(*nth)).map(|range| range.tag);
        let to = match (corrections.languages.get(at), tag) {
            (Some(language), _) => {
                let known = made.iter().position(|(range, said)| {
                    said.as_ref().map_or(range.tag == Some(language.tag()), |said| said == language)
                });
                known.unwrap_or_else(|| {
                    made.push((Range { tag: None, lines: Vec::new() }, Some(language.clone())));
                    made.len() - 1
                })
            }
            (None, Some(tag)) => {
                let known = made.iter().position(|(range, said)| match (said, tag) {
                    (Some(said), Some(tag)) => said.tag() == tag,
                    (None, tag) => range.tag == tag,
                    (Some(_), None) => false,
                });
                known.unwrap_or_else(|| {
                    made.push((Range { tag, lines: Vec::new() }, None));
                    made.len() - 1
                })
            }
            // What is said to belong to the document belongs to the version it stands in.
            (None, None) if is_said(at) => {
                let Some(last) = last else {
                    before.push(*at);
                    continue;
                };
                last
            }
            (None, None) => {
                nowhere.push(*at);
                continue;
            }
        };
        if let Some((range, _)) = made.get_mut(to) {
            range.lines.push(*at);
        }
        last = Some(to);
    }
    if let Some((first, _)) = made.first_mut() {
        first.lines.splice(0..0, before);
    }
    (made, nowhere)
}

impl LineRole {
    /// Whether a line can be it: a point begins with a printed number.
    #[must_use]
    pub fn fits(self, line: &Line) -> bool {
        self != Self::Point || matches!(Mark::of(&line.text), Some(Mark::Number(..)))
    }
}
