//! Which meeting a document comes from: of all meetings that it names, the one it was made at.

mod mention;
mod nouns;

use crate::model::Series;

use super::dates::dates;
use super::line::sentences;
use super::token::tokens;

pub(super) use mention::Mentioned;
pub(super) use mention::mentions;

/// A line on its way through the rules.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'a> {
    /// Its position in the source.
    pub(super) position: usize,
    /// Its text.
    pub(super) text: &'a str,
    /// How near it stands to the beginning: the title, the lines around it, the first of the text.
    pub(super) rank: Rank,
}

/// How much a line says about the whole document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// It stands somewhere in the text.
    Text,
    /// It is one of the first sentences.
    Early,
    /// It is the title, or stands over the text like one.
    Head,
}

/// The meeting that a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sitting {
    /// What the text says.
    pub(super) mentioned: Mentioned,
    /// The line.
    pub(super) position: usize,
    /// The sentence, in bytes of the line.
    pub(super) sentence: (usize, usize),
}

/// What makes a mention the document's own meeting.
const OWN: &[&str] = &[
    "held",
    "participating",
    "participants",
    "participated",
    "participate",
    "took part",
    "gathered",
    "met",
    "assembled",
    "adopted",
    "attended",
    "hosted",
    "convened in",
    "delegates",
    "we, the",
    "meeting in",
    "participantes",
    "participan",
    "celebrado",
    "celebrada",
    "realizado",
    "realizada",
    "reunidos",
    "reunidas",
    "reunid",
    "participants",
    "reunis",
    "tenue",
    "tenu",
    "teilnehmer",
    "teilnehmenden",
    "stattfand",
    "stattgefunden",
    "tagte",
    "versammelt",
    "fand",
    "partecipanti",
    "svoltosi",
    "svolto",
    "riuniti",
    "tenutosi",
    "участник",
    "состоявш",
    "прошедш",
    "проходивш",
    "собравш",
    "συμμετεχ",
    "πραγματοποι",
    "συμμετειχ",
    "katilan",
    "katilimci",
    "duzenlenen",
    "yapilan",
    "toplanan",
    "المشارك",
    "المنعقد",
    "انعقد",
    "المجتمع",
];

/// What makes it one to come, or one of the past, or another's.
const OTHER: &[&str] = &[
    "next",
    "towards",
    "forthcoming",
    "upcoming",
    "coming",
    "preparation",
    "will be held",
    "will take place",
    "to be held",
    "previous",
    "last year",
    "recalling",
    "since the",
    "reaffirming",
    "in line with",
    "proximo",
    "proxima",
    "anterior",
    "prochain",
    "precedent",
    "nachste",
    "kommende",
    "vorig",
    "prossimo",
    "следующ",
    "предстоящ",
    "предыдущ",
    "επομεν",
    "προηγουμεν",
    "gelecek",
    "onceki",
    "القادم",
    "المقبل",
    "السابق",
    "participation in the",
    "greetings to the",
    "to convene",
    "будет",
    "en vue de",
    "rumbo a",
    "hacia el",
];

/// A mention needs so many points to be the document's own meeting.
const ENOUGH: i32 = 5;

/// The meeting that a document comes from, if it is clear.
pub(super) fn own_meeting(lines: &[Told<'_>], known: &[Series]) -> Option<Sitting> {
    let mut best: Option<(i32, Sitting)> = None;
    for line in lines {
        for (start, end) in sentences(line.text) {
            let Some(sentence) = line.text.get(start..end) else {
                continue;
            };
            for mentioned in mentions(sentence, known) {
                let points = points(&mentioned, sentence, line.rank);
                if points >= ENOUGH && best.as_ref().is_none_or(|(most, _)| points > *most) {
                    let sitting =
                        Sitting { mentioned, position: line.position, sentence: (start, end) };
                    best = Some((points, sitting));
                }
            }
        }
    }
    let (_, mut sitting) = best?;
    complete(&mut sitting, lines, known);
    Some(sitting)
}

/// "Eighty-first session" says which, "The General Assembly" of what: the two make one meeting.
fn complete(sitting: &mut Sitting, lines: &[Told<'_>], known: &[Series]) {
    let all = lines.iter().filter(|line| line.rank != Rank::Text).flat_map(|line| {
        mentions(line.text, known).into_iter().map(move |mentioned| (line.position, mentioned))
    });
    if sitting.mentioned.is_session() {
        let body = all
            .map(|(_, mentioned)| mentioned)
            .find(|mentioned| mentioned.is_known && mentioned.number.is_none());
        if let Some(body) = body {
            sitting.mentioned.series = body.series;
            sitting.mentioned.is_known = true;
        }
    } else if sitting.mentioned.number.is_none() {
        let all: Vec<Mentioned> = all.map(|(_, mentioned)| mentioned).collect();
        let same =
            |other: &&Mentioned| other.series == sitting.mentioned.series && other.number.is_some();
        let session = all.iter().find(|mentioned| mentioned.is_session());
        // Where all that is said of this series is said of one meeting, it is this one.
        let mut numbers: Vec<u32> = all.iter().filter(same).filter_map(|m| m.number).collect();
        numbers.dedup();
        let only = numbers.first().copied().filter(|_| numbers.len() == 1);
        let head = lines.iter().filter(|line| line.rank == Rank::Head);
        let in_symbol = || {
            let is_unga = sitting.mentioned.series == "unga";
            head.clone().filter(|_| is_unga).find_map(|line| session_of(line.text))
        };
        let number = in_symbol().or(session.and_then(|session| session.number)).or(only);
        sitting.mentioned.number = number;
    }
}

/// The session that the number of a resolution begins with: "Resolution 81/5", "A/RES/81/5".
fn session_of(text: &str) -> Option<u32> {
    let tokens = tokens(text);
    tokens.windows(3).enumerate().find_map(|(at, run)| match run {
        [session, stroke, number] if stroke.is("/") && number.number().is_some() => {
            let before = at.checked_sub(1).and_then(|at| tokens.get(at))?;
            let further = at.checked_sub(2).and_then(|at| tokens.get(at));
            let named = before.key.starts_with("resol") || before.key.starts_with("резол");
            let coded = before.is("/") && further.is_some_and(|token| token.is("res"));
            session.number().filter(|session| (30..=150).contains(session) && (named || coded))
        }
        _ => None,
    })
}

fn points(mentioned: &Mentioned, sentence: &str, rank: Rank) -> i32 {
    let mut points = match rank {
        Rank::Head => 5,
        Rank::Early => 3,
        Rank::Text => 0,
    };
    if mentioned.is_known {
        points += 2;
    }
    if mentioned.number.is_none() {
        points -= 1;
    }
    let near = around(sentence, mentioned.start, mentioned.end, 120, 80);
    let before = around(sentence, mentioned.start, mentioned.start, 60, 0);
    let has = |list: &[&str], text: &str| list.iter().any(|word| contains_word(text, word));
    if has(OWN, &near) {
        points += 2;
    }
    if dates(sentence).iter().any(|date| date.is_range() || date.has_year()) {
        points += 1;
    }
    if has(OTHER, &before) {
        points -= 5;
    }
    points
}

/// The folded text around a part of a sentence.
fn around(sentence: &str, start: usize, end: usize, before: usize, after: usize) -> String {
    let from = floor(sentence, start.saturating_sub(before));
    let to = floor(sentence, end.saturating_add(after).min(sentence.len()));
    crate::fold::fold(sentence.get(from..to).unwrap_or_default())
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Whether folded words begin somewhere in a folded text, at the beginning of a word.
fn contains_word(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|letter| !letter.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(lines: &[(&str, Rank)]) -> Option<String> {
        let told: Vec<Told<'_>> = (0..)
            .zip(lines)
            .map(|(position, (text, rank))| Told { position, text, rank: *rank })
            .collect();
        own_meeting(&told, &[]).map(|sitting| {
            let number = sitting.mentioned.number.map(|n| n.to_string()).unwrap_or_default();
            format!("{} {number}", sitting.mentioned.series)
        })
    }

    #[test]
    fn the_own_meeting_is_told_from_others() {
        let lines = [
            ("Action plan", Rank::Head),
            (
                "We, the participants in the 9th Forum of River Towns (FRT) held in Porto, agree:",
                Rank::Early,
            ),
            ("To prepare the way towards the 10th Forum of River Towns in 2032.", Rank::Text),
            ("24th Congress of the Bakers", Rank::Text),
        ];
        assert_eq!(own(&lines).as_deref(), Some("frt 9"));
        assert_eq!(
            own(&[("The 24th Congress of the Bakers will be held in May.", Rank::Text)]),
            None
        );
    }

    #[test]
    fn meetings_are_known_in_many_languages() {
        for (text, meeting) in [
            ("23rd IMCWP, Statement on water", "imcwp 23"),
            ("13 IMCWP Resolution", "imcwp 13"),
            ("XXII Encontro Internacional de Partidos Comunistas e Operários", "imcwp 22"),
            ("20. Internationales Treffen Kommunistischer und Arbeiterparteien", "imcwp 20"),
            (
                "Заявление о воде на 23-й Международной встрече коммунистических и рабочих партий",
                "imcwp 23",
            ),
            ("بيان عن المياه، اللقاء الأممي ال23 للأحزاب الشيوعية والعمالية", "imcwp 23"),
            ("21ης Διεθνούς Συνάντησης Κομμουνιστικών και Εργατικών Κομμάτων", "imcwp 21"),
            ("23. Uluslararası Komünist ve İşçi Partileri Toplantısı", "imcwp 23"),
            ("XV BRICS Summit", "brics 15"),
            ("Conference of the Parties, Twenty-eighth session", "cop 28"),
            ("XIII World Social Forum", "wsf 13"),
            ("Third Assembly of the Movements", "assembly-of-the-movements 3"),
        ] {
            assert_eq!(own(&[(text, Rank::Head)]).as_deref(), Some(meeting), "{text}");
        }
    }
}
