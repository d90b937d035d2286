//! What a document asks for, with days: the first that comes after the meeting where the year is not
//! printed.

mod rules;

use crate::fold::fold_trimmed;
use crate::model::Action;
use crate::model::Basis;
use crate::model::BlockKind;
use crate::model::Date;
use crate::model::Day;
use crate::model::Kind;
use crate::model::Repeat;

use super::dates::Stated;
use super::dates::dates;
use super::line::sentences;
use super::line::squeezed;
use super::notes::mark_before;
use super::place::place_in;
use super::text::Piece;

use rules::asks;
use rules::monthly;
use rules::named_years;
use rules::names_day;

/// So many blocks are looked at.
pub(super) const MOST: usize = 2000;

/// The longest text of an action, in characters.
const LONGEST: usize = 400;

/// An action, and the lines it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// The action.
    pub(super) action: Action,
    /// The positions of its lines.
    pub(super) lines: Vec<usize>,
}

/// A time in a sentence.
struct Time {
    when: Option<Date>,
    as_stated: String,
    repeat: Option<Repeat>,
    basis: Basis,
}

/// What the blocks of a document ask for; `after` is the last day of its meeting, else its own day.
pub(super) fn asked(pieces: &[Piece], kind: Option<Kind>, after: Option<Day>) -> Vec<Asked> {
    let is_plan = matches!(kind, Some(Kind::ActionPlan));
    let calls = is_plan || matches!(kind, Some(Kind::Call | Kind::Appeal));
    let mut led = false;
    let has_points = pieces.iter().any(|piece| piece.block.kind == BlockKind::Point);
    let mut found = Vec::new();
    let mut point: Option<String> = None;
    for (at, piece) in pieces.iter().enumerate().take(MOST) {
        let block = &piece.block;
        match block.kind {
            BlockKind::Title | BlockKind::Heading => {
                point = None;
                continue;
            }
            BlockKind::Note if mark_before(&block.text).is_some() => continue,
            BlockKind::Point => point = block.point().map(str::to_owned),
            BlockKind::Bullet => {}
            _ if is_plan && has_points => point = None,
            _ => {}
        }
        let own = matches!(block.kind, BlockKind::Point | BlockKind::Bullet);
        // "We call upon all:" asks for what the items below it say.
        if !own {
            led = block.kind == BlockKind::Lead && asks(&block.text);
        }
        let before = found.len();
        for (start, end) in sentences(&block.text) {
            let Some(sentence) = block.text.get(start..end) else {
                continue;
            };
            let wanted = (own && (calls || led)) || asks(sentence);
            if !wanted && !is_plan {
                continue;
            }
            for time in times(sentence, after, wanted) {
                found.push(made(sentence, Some(time), point.as_deref().filter(|_| own), at, piece));
            }
        }
        // A lead over bullets asks for what these say.
        let leads = pieces.get(at + 1).is_some_and(|next| next.block.kind == BlockKind::Bullet)
            && block.kind == BlockKind::Point;
        if is_plan && own && found.len() == before && !leads && !block.text.is_empty() {
            let first = sentences(&block.text).first().and_then(|(a, b)| block.text.get(*a..*b));
            let what = first.unwrap_or(&block.text);
            found.push(made(what, None, point.as_deref(), at, piece));
        }
    }
    found
}

fn made(
    sentence: &str,
    time: Option<Time>,
    point: Option<&str>,
    at: usize,
    piece: &Piece,
) -> Asked {
    let place = time.as_ref().and_then(|_| place_in(sentence)).filter(|place| place.city.is_some());
    let mut what = squeezed(sentence);
    if what.chars().count() > LONGEST {
        what = what.chars().take(LONGEST).collect();
        what.push('…');
    }
    let action = Action {
        point: point.map(str::to_owned),
        block: Some(at),
        what,
        when: time.as_ref().and_then(|time| time.when.clone()),
        as_stated: time.as_ref().map(|time| time.as_stated.clone()),
        repeat: time.as_ref().and_then(|time| time.repeat),
        place: place.as_ref().and_then(|place| place.city.clone()),
        country: place.and_then(|place| place.country),
        basis: time.map(|time| time.basis),
        ..Action::default()
    };
    Asked { action, lines: piece.lines.clone() }
}

/// The times in a sentence that are still to come.
fn times(sentence: &str, after: Option<Day>, wanted: bool) -> Vec<Time> {
    let mut times = Vec::new();
    if let Some((repeat, words)) = monthly(sentence) {
        let when = after.and_then(|after| rules::next_month_day(repeat, after));
        let basis = if when.is_some() { Basis::Inferred } else { Basis::Unknown };
        times.push(Time { when, as_stated: words, repeat: Some(repeat), basis });
    }
    let found = dates(sentence);
    for stated in &found {
        if !wanted && !stated.has_day() {
            continue;
        }
        times.extend(time_of(sentence, stated, after));
    }
    for (words, start, year, day) in named_years(sentence) {
        let inside = found.iter().any(|date| date.start < start + words.len() && start < date.end);
        let is_past = after.is_some_and(|after| year < after.year());
        if inside || is_past || after.is_none() {
            continue;
        }
        let (when, basis) = match day {
            Some((month, day)) => (format!("{year}-{month:02}-{day:02}"), Basis::Inferred),
            None => (year.to_string(), Basis::Stated),
        };
        times.push(Time { when: Date::parse(&when).ok(), as_stated: words, repeat: None, basis });
    }
    times
}

fn time_of(sentence: &str, stated: &Stated, after: Option<Day>) -> Option<Time> {
    let as_stated = squeezed(sentence.get(stated.start..stated.end)?);
    let yearly = names_day(sentence, stated);
    if stated.has_year() {
        let date = stated.date()?;
        let last = date.latest()?;
        if after.is_some_and(|after| last <= after) || is_past(sentence, stated) {
            return None;
        }
        return Some(Time { when: Some(date), as_stated, repeat: None, basis: Basis::Stated });
    }
    if is_past(sentence, stated) || !stated.has_day() {
        return None;
    }
    let when = after.and_then(|after| {
        let this = stated.in_year(after.year()).date();
        let is_after = this.as_ref().and_then(Date::earliest).is_some_and(|day| day > after);
        if is_after { this } else { stated.in_year(after.year() + 1).date() }
    });
    let basis = if when.is_some() { Basis::Inferred } else { Basis::Unknown };
    let repeat = yearly.then_some(Repeat::Yearly);
    Some(Time { when, as_stated, repeat, basis })
}

/// Whether words before a date say that it is past: "since", "of the war of".
fn is_past(sentence: &str, stated: &Stated) -> bool {
    let before = sentence.get(..stated.start).unwrap_or_default();
    let tail: String =
        before.chars().rev().take(24).collect::<Vec<_>>().into_iter().rev().collect();
    let key = fold_trimmed(&tail);
    [
        "since",
        "adopted on",
        "of its resolution",
        "signed on",
        "held on",
        "seit",
        "desde",
        "depuis",
        "dal",
        "с тех пор",
    ]
    .iter()
    .any(|word| key.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::super::text::Piece;
    use super::*;
    use crate::model::Block;

    fn told(kind: Kind, blocks: &[(BlockKind, &str)], after: Option<&str>) -> Vec<String> {
        let pieces: Vec<Piece> = (1..)
            .zip(blocks)
            .map(|(number, (kind, text))| Piece {
                block: Block {
                    kind: *kind,
                    label: (*kind == BlockKind::Point).then(|| format!("{number}.")),
                    text: (*text).to_owned(),
                },
                lines: vec![number],
            })
            .collect();
        let after = after.and_then(|after| Date::parse(after).unwrap().latest());
        let tell = |asked: Asked| {
            let action = asked.action;
            format!(
                "{} {} {} {}",
                action.point.unwrap_or_default(),
                action.when.map(|when| when.to_string()).unwrap_or_default(),
                action.repeat.map(|repeat| repeat.to_string()).unwrap_or_default(),
                action.basis.map(|basis| basis.to_string()).unwrap_or_default(),
            )
        };
        asked(&pieces, Some(kind), after).into_iter().map(tell).collect()
    }

    #[test]
    fn days_without_a_year_come_after_the_meeting() {
        let points = [
            (BlockKind::Point, "Hold events on September 21, “World Water Day”."),
            (BlockKind::Point, "Mark the International Day of Rivers on November 29."),
            (
                BlockKind::Point,
                "Take part in the days of the sea on the last weekend of each month.",
            ),
            (
                BlockKind::Point,
                "Come to Ovar, Portugal, on May 4 and 5, 2032. Tell of the flood of 1 May 2020.",
            ),
            (BlockKind::Point, "Write letters."),
            (BlockKind::Point, "Celebrate May Day 2032, as in 1945."),
            (BlockKind::Point, "Prepare the 10th Forum in 2032."),
        ];
        assert_eq!(
            told(Kind::ActionPlan, &points, Some("2031-10-20/2031-10-22")),
            [
                "1 2032-09-21 yearly inferred",
                "2 2031-11-29 yearly inferred",
                "3 2031-10-25/2031-10-26 monthly last weekend inferred",
                "4 2032-05-04/2032-05-05  stated",
                "5   ",
                "6 2032-05-01  inferred",
                "7 2032  stated",
            ]
        );
    }

    #[test]
    fn a_statement_asks_only_where_it_says_so() {
        let blocks = [
            (BlockKind::Paragraph, "The flood of October 7 was long."),
            (BlockKind::Paragraph, "We call upon all to march from 7th October to 13th October."),
            (BlockKind::Point, "Decides to meet again from 10 to 21 November 2032 in Porto."),
            (BlockKind::Point, "Recalls the treaty of 3 May 2015."),
        ];
        assert_eq!(
            told(Kind::Statement, &blocks, Some("2031-10-22")),
            [" 2032-10-07/2032-10-13  inferred", "3 2032-11-10/2032-11-21  stated"]
        );
        assert_eq!(told(Kind::Statement, &blocks[1..2], None), ["   unknown"]);
    }
}
