//! The lines of a source by how much they say about the whole of it.

use std::collections::HashMap;

use crate::import::cutting::Around;
use crate::import::facts;
use crate::import::gathering::Rank;
use crate::import::gathering::Told;
use crate::import::head::is_dateline;
use crate::import::line::Shape;
use crate::import::line::beginning;
use crate::import::proposal::Found;
use crate::import::source::Source;
use crate::import::text::Piece;
use crate::model::Basis;

use super::pieces::Part;
use super::pieces::Parts;
use super::pieces::is_early;

/// So many paragraphs behind the head count as the first sentences.
const EARLY: usize = 4;

/// None of them stands behind so many.
const MOST_EARLY: usize = 14;

/// So many paragraphs, and bytes of them, are looked at for the meeting and its days.
const MOST: usize = 3000;
const MOST_BYTES: usize = 256 << 10;

/// What is told, in order.
pub(super) struct Telling<'a> {
    lines: Vec<Told<'a>>,
    front: Vec<(usize, &'a str)>,
    datelines: Vec<usize>,
    others: Vec<Told<'a>>,
}

impl<'a> Telling<'a> {
    /// The lines of a source: its page's titles, what introduces it, its first version.
    pub(super) fn of(source: &'a Source, around: &'a Around, parts: &'a Parts) -> Self {
        let text = |at: usize| source.lines.get(at).map_or("", |line| line.text.as_str());
        let mut lines: Vec<Told<'a>> = Vec::new();
        let mut front = Vec::new();
        let mut datelines = Vec::new();
        lines.extend(around.page_title.map(|at| Told {
            position: at,
            text: text(at),
            rank: Rank::Head,
        }));
        for title in &source.page.titles {
            lines.push(Told { position: usize::MAX, text: title, rank: Rank::Head });
        }
        for &at in &around.introduction {
            lines.push(Told { position: at, text: text(at), rank: Rank::Early });
        }
        let mut others = Vec::new();
        for (nth, part) in parts.versions.iter().enumerate() {
            let ranked = ranked(part);
            if nth == 0 {
                for (at, paragraph) in part.paragraphs.iter().enumerate() {
                    let position = paragraph.lines.first().copied().unwrap_or(usize::MAX);
                    if part.head.front.contains(&at) {
                        front.push((position, paragraph.text.as_str()));
                    }
                    if part.head.datelines.contains(&at) {
                        datelines.push(position);
                    }
                }
                datelines.extend(closing_dateline(part));
                lines.extend(ranked);
            } else {
                others.extend(ranked.into_iter().filter(|told| told.rank != Rank::Text));
            }
        }
        Self { lines, front, datelines, others }
    }

    /// All of them.
    pub(super) fn lines(&self) -> Vec<Told<'a>> {
        self.lines.clone()
    }

    /// The first lines of the versions behind the first.
    pub(super) fn other_versions(&self) -> Vec<Told<'a>> {
        self.others.clone()
    }

    /// The lines that say when and where.
    pub(super) fn datelines(&self) -> Vec<usize> {
        self.datelines.clone()
    }

    /// The lines of the head.
    pub(super) fn head(&self) -> impl Iterator<Item = (usize, &'a str)> {
        self.with_rank(Rank::Head)
    }

    /// The first sentences.
    pub(super) fn early(&self) -> impl Iterator<Item = (usize, &'a str)> {
        self.with_rank(Rank::Early)
    }

    fn with_rank(&self, rank: Rank) -> impl Iterator<Item = (usize, &'a str)> {
        self.lines
            .iter()
            .filter(move |told| told.rank == rank)
            .map(|told| (told.position, told.text))
    }

    /// The note before the title.
    pub(super) fn front(&self) -> impl Iterator<Item = (usize, &'a str)> {
        self.front.iter().copied()
    }

    /// Who issued the document.
    pub(super) fn issuer(
        &self,
        parts: &Parts,
        line: &impl Fn(usize) -> String,
    ) -> Option<Found<String>> {
        if let Some((at, name)) = &parts.last_name {
            return Some(Found::new(name.clone(), Basis::Page, line(*at)));
        }
        // Who introduces a document did not issue it.
        let own: Vec<Told<'_>> =
            self.lines.iter().filter(|told| parts.has_line(told.position)).copied().collect();
        let (at, words) = facts::issuer(&own)?;
        Some(Found::new(words, Basis::Stated, line(at)))
    }
}

/// The paragraphs of a version by rank.
fn ranked(part: &Part) -> Vec<Told<'_>> {
    let mut early = 0;
    let mut bytes = 0;
    let mut told = Vec::new();
    let begins: HashMap<usize, &Piece> =
        part.pieces.iter().filter_map(|piece| Some((*piece.lines.first()?, piece))).collect();
    for (at, paragraph) in part.paragraphs.iter().enumerate().take(MOST) {
        // A note speaks of other things.
        if paragraph.shape == Shape::Note {
            continue;
        }
        let position = paragraph.lines.first().copied().unwrap_or(usize::MAX);
        let piece = begins.get(&position).copied();
        let text = piece.map_or(paragraph.text.as_str(), |piece| piece.block.text.as_str());
        let rank = if part.head.all.contains(&at) && !part.head.front.contains(&at) {
            Rank::Head
        } else if early < EARLY
            && at < MOST_EARLY
            && piece.is_none_or(|piece| is_early(piece.block.kind))
        {
            // A short line that ends no sentence is a heading, a date, a slogan.
            let is_short = text.chars().count() < 90 && !text.ends_with('.');
            early += usize::from(!is_short);
            Rank::Early
        } else if part.head.front.contains(&at) {
            Rank::Early
        } else {
            Rank::Text
        };
        let text = beginning(text);
        bytes += text.len();
        told.push(Told { position, text, rank });
        if bytes > MOST_BYTES {
            break;
        }
    }
    told
}

/// "Porto, 20 June 2031" under a text, or "Porto, June 2031".
fn closing_dateline(part: &Part) -> Option<usize> {
    let own = part.paragraphs.iter().rev().filter(|paragraph| paragraph.shape != Shape::Note);
    let last = own.take(3).find(|paragraph| {
        let text = paragraph.text.as_str();
        let dates = crate::import::dates::dates(text);
        dates.len() == 1
            && dates.iter().all(crate::import::dates::Stated::has_year)
            && crate::import::mark::Mark::of(text).is_none()
            && is_dateline(text)
    })?;
    last.lines.first().copied()
}
