//! When, where and by whom: what the head and the first sentences of a document say.

mod issuer;
mod place;

use crate::fold::fold_trimmed;
use crate::model::Archive;
use crate::model::Basis;
use crate::model::Date;
use crate::model::Day;

use super::dates::Stated;
use super::dates::dates;
use super::gathering::Rank;
use super::gathering::Sitting;
use super::gathering::Told;
use super::gathering::mentions;
use super::line::sentences;
use super::line::squeezed;

pub(super) use issuer::issuer;
pub(super) use place::place;

/// A date, with where and how it is stated.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    /// The date.
    pub(super) stated: Stated,
    /// Its words.
    pub(super) words: String,
    /// The line.
    pub(super) position: usize,
    /// The sentence.
    pub(super) sentence: String,
}

/// Words that say that a meeting was held, folded stems.
const HELD: &[&str] = &[
    "held",
    "met ",
    "meeting in",
    "gathered",
    "convened",
    "assembled",
    "took place",
    "teve lugar",
    "tuvo lugar",
    "a eu lieu",
    "ha avuto luogo",
    "decorr",
    "celebr",
    "reune ",
    "abgehalten",
    "veranstalte",
    "ausgerichtet",
    "hosted",
    "organise",
    "organiza",
    "durchgefuhrt",
    "провод",
    "проведен",
    "gerceklesen",
    "celebrad",
    "realizad",
    "reunid",
    "reunio",
    "tenue",
    "tenu ",
    "reuni",
    "stattfand",
    "stattgefunden",
    "tagte",
    "fand ",
    "vom ",
    "svolt",
    "tenut",
    "riunit",
    "состоя",
    "прош",
    "проходи",
    "собрал",
    "πραγματοποι",
    "διεξη",
    "συνηλθ",
    "duzenlen",
    "yapil",
    "toplan",
    "gerceklestir",
    "انعقد",
    "المنعقد",
    "عقد",
];

/// Words by which those who met speak of themselves, folded.
const WE: &[&str] = &[
    "we ",
    "we, ",
    "nous",
    "wir ",
    "wir, ",
    "nosotros",
    "nosotras",
    "nos, ",
    "noi ",
    "noi, ",
    "мы ",
    "мы, ",
    "εμεισ",
    "biz ",
    "نحن",
];

/// Words that say that a text was adopted, folded stems.
const ADOPTED: &[&str] = &[
    "adopted",
    "approved",
    "aprobad",
    "adoptad",
    "aprovad",
    "adoptee",
    "adopte ",
    "approuv",
    "angenommen",
    "verabschiedet",
    "beschlossen am",
    "approvat",
    "adottat",
    "принят",
    "одобрен",
    "υιοθετ",
    "εγκριθηκ",
    "kabul edil",
    "onaylan",
    "اعتمد",
];

fn says(text: &str, stems: &[&str]) -> bool {
    let key = format!("{} ", fold_trimmed(text));
    stems.iter().any(|stem| {
        key.match_indices(stem).any(|(at, _)| {
            let before = key.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|letter| !letter.is_alphanumeric())
        })
    })
}

/// All dates of some lines, with their sentences.
fn dated(told: &[Told<'_>]) -> Vec<(Rank, Dated)> {
    let mut found = Vec::new();
    for line in told {
        for (start, end) in sentences(line.text) {
            let sentence = line.text.get(start..end).unwrap_or_default();
            for stated in dates(sentence) {
                let words = squeezed(sentence.get(stated.start..stated.end).unwrap_or_default());
                let position = line.position;
                found.push((
                    line.rank,
                    Dated { stated, words, position, sentence: sentence.to_owned() },
                ));
            }
        }
    }
    found
}

/// The days of the meeting, as the document states them.
pub(super) fn held(
    told: &[Told<'_>],
    sitting: Option<&Sitting>,
    datelines: &[usize],
) -> Option<Dated> {
    let mut best: Option<(i32, Dated)> = None;
    for (rank, dated) in dated(told) {
        if !dated.stated.has_day() || says(&dated.sentence, ADOPTED) && !dated.stated.is_range() {
            continue;
        }
        let own = sitting.is_some_and(|sitting| {
            let number = sitting.mentioned.number;
            let named = mentions(&dated.sentence, &[]);
            // "The 9th Forum had guests. It was held …": the line has named it.
            let line = told.iter().find(|line| line.position == dated.position);
            let line_names = || {
                let all = line.map(|line| mentions(line.text, &[])).unwrap_or_default();
                all.first().is_some_and(|first| first.number == number)
            };
            if named.is_empty() && number.is_some() && line_names() {
                return true;
            }
            (sitting.position == dated.position && number.is_none())
                // One number stands for one meeting, also where its name is shortened.
                || named.iter().any(|mention| mention.number == number && number.is_some())
                || (sitting.position == dated.position && number.is_some() && named.iter().all(|m| m.number == number))
                // "The Meeting was held …": where the head has its number, the text need not repeat it.
                || named.iter().any(|m| m.series == sitting.mentioned.series && m.number.is_none())
        });
        let others =
            !own && mentions(&dated.sentence, &[]).iter().any(|mention| mention.number.is_some());
        let says_held = says(&dated.sentence, HELD);
        let dateline = datelines.contains(&dated.position);
        let mut points = 0;
        points += if dated.stated.is_range() { 3 } else { 0 };
        points += if own { 4 } else { 0 };
        points += if says_held { 2 } else { 0 };
        points += if dateline && dated.stated.is_range() { 3 } else { 0 };
        points += match rank {
            Rank::Head => 2,
            Rank::Early => 1,
            Rank::Text => -2,
        };
        points += if says_held && rank == Rank::Early && says(&dated.sentence, WE) { 3 } else { 0 };
        points -= if others { 6 } else { 0 };
        points -= if recalls(&dated.sentence) && !own { 6 } else { 0 };
        let elsewhere = if says_held && !others { 1 } else { 2 };
        points -= if sitting.is_some() && !own && !dateline { elsewhere } else { 0 };
        points += i32::from(dated.stated.has_year());
        let needed = if dated.stated.is_range() { 6 } else { 7 };
        if points >= needed && best.as_ref().is_none_or(|(most, _)| points > *most) {
            best = Some((points, dated));
        }
    }
    best.map(|(_, dated)| dated)
}

/// The day of adoption.
pub(super) fn adopted(told: &[Told<'_>]) -> Option<Dated> {
    let early = told.iter().filter(|line| line.rank != Rank::Text).copied().collect::<Vec<_>>();
    dated(&early).into_iter().map(|(_, dated)| dated).find(|dated| {
        let before = dated.sentence.get(..dated.stated.start).unwrap_or_default();
        let tail: String =
            before.chars().rev().take(90).collect::<Vec<_>>().into_iter().rev().collect();
        // "Recalling its resolution adopted on …" speaks of another one.
        !dated.stated.is_range()
            && dated.stated.has_day()
            && says(&tail, ADOPTED)
            && !recalls(&dated.sentence)
    })
}

/// Whether a sentence speaks of something else that was before: a recital.
fn recalls(sentence: &str) -> bool {
    let key = fold_trimmed(sentence);
    [
        "recall",
        "also recall",
        "reaffirm",
        "noting",
        "notes",
        "welcom",
        "bearing in mind",
        "taking note",
        "guided",
        "recordando",
        "reafirmando",
        "tomando nota",
        "rappelant",
        "prenant note",
        "unter hinweis",
        "ссылаясь",
        "напоминая",
        "we recall",
        "in accordance",
    ]
    .iter()
    .any(|word| key.starts_with(word))
}

/// The date that stands alone over or under a text.
pub(super) fn own_date(told: &[Told<'_>], datelines: &[usize]) -> Option<Dated> {
    let lines: Vec<Told<'_>> =
        told.iter().filter(|line| datelines.contains(&line.position)).copied().collect();
    dated(&lines).into_iter().map(|(_, dated)| dated).find(|dated| {
        !dated.stated.is_range() && dated.stated.has_day() && !says(&dated.sentence, ADOPTED)
    })
}

/// A date with its year: as stated, else of the same meeting in the archive, else of the posting.
pub(super) fn with_year(
    dated: &Dated,
    sitting: Option<&Sitting>,
    archive: &Archive,
    posted: Option<&Date>,
    told: &[Told<'_>],
) -> Option<(Date, Basis)> {
    if dated.stated.has_year() {
        return dated.stated.date().map(|date| (date, Basis::Stated));
    }
    let known = sitting.and_then(|sitting| {
        archive.meetings().iter().find(|meeting| {
            meeting.series.as_str() == sitting.mentioned.series
                && meeting.number == sitting.mentioned.number
                && meeting.number.is_some()
        })
    });
    let year = known.and_then(|meeting| meeting.held.as_ref()?.earliest()).map(Day::year);
    if let Some(year) = year {
        let date = dated.stated.in_year(year).date()?;
        // Only where the days agree is it the year of this meeting.
        let agrees = known?.held.as_ref()?.touches(date.earliest(), date.latest());
        return agrees.then_some((date, Basis::Inferred));
    }
    // A paper about a meeting bears a date on its last day or soon after.
    let papers =
        told.iter().filter(|line| line.rank != Rank::Text).flat_map(|line| dates(line.text));
    let days = papers.filter(|date| date.has_year() && date.has_day() && !date.is_ambiguous);
    let days = days.filter_map(|date| date.date()?.latest());
    days.chain(posted.and_then(Date::latest)).find_map(|paper| {
        let date = dated.stated.in_year(paper.year()).date()?;
        let last = date.latest()?;
        (0..120).contains(&(paper - last).whole_days()).then_some((date, Basis::Inferred))
    })
}
