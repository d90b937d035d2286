//! Where a document was made.

use crate::import::dates::dates;
use crate::import::gathering::Rank;
use crate::import::gathering::Sitting;
use crate::import::gathering::Told;
use crate::import::gathering::mentions;
use crate::import::line::sentences;
use crate::import::place::Place;
use crate::import::place::city_before;
use crate::import::place::place_beside;
use crate::import::place::place_in;
use crate::import::place::place_of;

use super::Dated;
use super::HELD;
use super::adopted;
use super::says;

/// Where the document was made, and the line that says so.
pub(in crate::import) fn place(
    told: &[Told<'_>],
    sitting: Option<&Sitting>,
    held: Option<&Dated>,
    datelines: &[usize],
) -> Option<(usize, Place)> {
    let text_at =
        |position: usize| told.iter().find(|line| line.position == position).map(|line| line.text);
    let of_sitting = sitting.and_then(|sitting| {
        let (start, end) = sitting.sentence;
        let sentence = text_at(sitting.position)?.get(start..end)?;
        // What stands before the meeting's name belongs to something else.
        let rest = sentence.get(sitting.mentioned.end..).unwrap_or_default();
        let beside = || {
            let rest = rest.trim_start_matches([',', '(', ' ', '-', '–']);
            place_beside(rest)
        };
        let place = place_in(rest).or_else(beside).or_else(|| place_in(sentence))?;
        Some((sitting.position, place))
    });
    let of_held = || {
        let held = held?;
        let place = if datelines.contains(&held.position) {
            place_of(&held.sentence)
        } else {
            place_in(&held.sentence)
        };
        Some((held.position, place?))
    };
    // The same days may stand in another sentence, with the place.
    let of_days = || {
        let days = &held?.stated.days;
        told.iter().filter(|line| line.rank != Rank::Text).find_map(|line| {
            sentences(line.text).into_iter().find_map(|(start, end)| {
                let sentence = line.text.get(start..end)?;
                let same = dates(sentence).iter().any(|date| date.days == *days);
                Some((line.position, place_in(sentence).filter(|_| same)?))
            })
        })
    };
    let of_dateline = || datelines.iter().find_map(|at| Some((*at, place_of(text_at(*at)?)?)));
    // The sentence behind may say where: "It was hosted in Porto by …".
    let of_neighbours = || {
        let at = [sitting.map(|sitting| sitting.position), held.map(|held| held.position)];
        let lines = told.iter().filter(|line| at.contains(&Some(line.position)));
        let mut all = lines.flat_map(|line| {
            sentences(line.text)
                .into_iter()
                .map(move |(start, end)| (line.position, line.text.get(start..end)))
        });
        all.find_map(|(position, sentence)| {
            let sentence = sentence.filter(|sentence| says(sentence, HELD))?;
            let others = mentions(sentence, &[]).iter().any(|mention| mention.number.is_some());
            Some((position, place_in(sentence).filter(|_| !others)?))
        })
    };
    let of_adoption = || {
        let adopted = adopted(told)?;
        // "Adopted in Porto on 5 May 2031": the place stands beside the day.
        let before = adopted.sentence.get(..adopted.stated.start)?;
        let near = before
            .char_indices()
            .rev()
            .nth(60)
            .map_or(before, |(at, _)| before.get(at..).unwrap_or(before));
        Some((adopted.position, place_in(near)?))
    };
    // A city that nobody lists stands before a day, over the text or under it.
    let of_unlisted = || {
        datelines.iter().find_map(|at| {
            let text = text_at(*at)?;
            let day = dates(text).into_iter().find(crate::import::dates::Stated::has_day)?;
            Some((*at, city_before(text, day.start)?))
        })
    };
    let with_city = |found: &(usize, Place)| found.1.city.is_some();
    let again = || {
        // Another sentence may say where the meeting with this number was held.
        let sitting = sitting?;
        let number = sitting.mentioned.number?;
        told.iter().filter(|line| line.rank != Rank::Text).find_map(|line| {
            sentences(line.text).into_iter().find_map(|(start, end)| {
                let sentence = line.text.get(start..end)?;
                let own = mentions(sentence, &[]).iter().any(|m| m.number == Some(number));
                let place = place_in(sentence).filter(|place| own && place.city.is_some())?;
                Some((line.position, place))
            })
        })
    };
    of_sitting
        .clone()
        .filter(with_city)
        .or_else(|| of_held().filter(with_city))
        .or_else(|| of_dateline().filter(with_city))
        .or_else(|| of_days().filter(with_city))
        .or_else(again)
        .or_else(|| of_neighbours().filter(with_city))
        .or_else(|| of_adoption().filter(with_city))
        .or_else(of_unlisted)
        .or(of_sitting.filter(|(_, place)| sitting.is_some() && place.city.is_none()))
        .or_else(of_dateline)
}
