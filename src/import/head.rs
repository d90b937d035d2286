//! Finds the title among the lines over a text, and tells what the others of them are.

mod symbol;

use crate::fold::fold_trimmed;

use super::chrome::without_tags;
use super::dates::dates;
use super::kind::kind_words;
use super::line::Shape;
use super::line::unquoted;
use super::mark::Mark;
use super::paragraph::Paragraph;
use super::place::places;
use super::token::Sort;
use super::token::tokens;

use symbol::is_resolution_number;
use symbol::symbol;

/// The longest title, in characters.
const LONGEST: usize = 260;

/// What stands over a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Head {
    /// The paragraphs of the title, by position.
    pub(super) title: Vec<usize>,
    /// The title.
    pub(super) text: Option<String>,
    /// The symbol that people quote.
    pub(super) number: Option<(usize, String)>,
    /// Paragraphs that say when and where.
    pub(super) datelines: Vec<usize>,
    /// All paragraphs of the head, the title among them.
    pub(super) all: Vec<usize>,
    /// A note that stands before the title.
    pub(super) front: Vec<usize>,
}

/// What a line over a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It could be the title.
    Title,
    /// It says when or where.
    Dateline,
    /// It is a symbol, a number, a distribution note.
    Symbol,
    /// It names the meeting or the body only.
    Body,
}

/// The head of a text.
pub(super) fn head(paragraphs: &[Paragraph]) -> Head {
    let mut head = Head::default();
    let marked: Vec<usize> = positions(paragraphs, |p| p.shape == Shape::Title);
    for (at, paragraph) in paragraphs.iter().enumerate().take(24) {
        if !is_head_line(paragraph) && !marked.contains(&at) {
            break;
        }
        head.all.push(at);
    }
    let text = |at: usize| paragraphs.get(at).map_or("", |p| p.text.as_str());
    head.number = head.all.iter().find_map(|at| Some((*at, symbol(text(*at))?)));
    if let Some(first) = marked.first().filter(|at| **at < 6 && !text(**at).is_empty()) {
        let last =
            marked.iter().take_while(|at| **at < first + 3).last().copied().unwrap_or(*first);
        head.title = (*first..=last).collect();
        head.all.extend((0..=last).filter(|at| !head.all.contains(at)).collect::<Vec<_>>());
        head.all.sort_unstable();
    } else if is_only_head(paragraphs, &head.all) {
        // A text of nothing but short lines has no head but the one that says what it is.
        let mut first = head.all.iter().copied().take(4);
        let named = first.find(|at| super::kind::of_heading(text(*at)).is_some());
        let title = named.or(head.all.first().copied());
        head.all.truncate(title.map_or(1, |at| at + 1));
        head.title = title.into_iter().collect();
    } else {
        choose(paragraphs, &mut head);
    }
    if head.title.is_empty() && head.all.is_empty() {
        behind_note(paragraphs, &mut head);
    }
    head.datelines = head
        .all
        .iter()
        .copied()
        .filter(|at| !head.title.contains(at) && role(text(*at)) == Role::Dateline)
        .collect();
    let words: Vec<&str> = head.title.iter().map(|at| titled(text(*at))).collect();
    if !words.is_empty() {
        head.text = Some(words.join(" "));
    }
    head
}

fn positions(paragraphs: &[Paragraph], fits: impl Fn(&Paragraph) -> bool) -> Vec<usize> {
    (0..).zip(paragraphs).filter(|(_, p)| fits(p)).map(|(at, _)| at).collect()
}

fn is_only_head(paragraphs: &[Paragraph], all: &[usize]) -> bool {
    all.len() == paragraphs.len() && all.len() > 3
}

/// What stands before a title that a form names as such.
const LABELS: &[&str] =
    &["Subject:", "Betreff:", "Objet:", "Asunto:", "Assunto:", "Oggetto:", "Тема:"];

/// Whether a line is a title that a form names as such.
pub(super) fn is_labelled(text: &str) -> bool {
    LABELS.iter().any(|label| text.starts_with(label))
}

/// The words of a title without what only announces it.
fn titled(text: &str) -> &str {
    if let Some(label) = LABELS.iter().find(|label| text.starts_with(**label)) {
        return text.get(label.len()..).unwrap_or_default().trim();
    }
    // "78/147. Water for all" bears its number in front.
    if let Some((number, rest)) = text.split_once(". ")
        && is_resolution_number(number)
    {
        return rest.trim();
    }
    unquoted(without_tags(text))
}

/// Whether a paragraph can stand over a text.
fn is_head_line(paragraph: &Paragraph) -> bool {
    let text = paragraph.text.as_str();
    let ends = text.ends_with([':', ';', ',']) || (text.ends_with('.') && !ends_in_short(text));
    let numbered = text.split_once(". ").is_some_and(|(number, _)| is_resolution_number(number));
    text.chars().count() <= LONGEST
        && (numbered || !ends)
        && (!is_item(text) || paragraph.shape == Shape::Title)
}

/// Whether a text begins with the mark of an item that is one; a meeting's number is none ("20. Treffen").
fn is_item(text: &str) -> bool {
    match Mark::of(text) {
        Some(Mark::Bullet(_)) => true,
        Some(Mark::Number(label, _)) => label.trim_end_matches(['.', ')']).len() < 2,
        None => false,
    }
}

/// "27 October 2031." and "D. C." end in a point, but end no sentence.
fn ends_in_short(text: &str) -> bool {
    text.chars().count() <= 90
        && (dates(text).last().is_some_and(|date| date.end + 2 >= text.len()) || is_dateline(text))
}

fn role(text: &str) -> Role {
    let words = tokens(text);
    let found = dates(text);
    let known = places(&words);
    let letters = words.iter().filter(|token| token.sort == Sort::Word).count();
    if symbol(text).is_some() && letters <= 4 {
        return Role::Symbol;
    }
    if kind_words(&words).is_empty() {
        let dated: usize = found
            .iter()
            .map(|date| tokens(text.get(date.start..date.end).unwrap_or_default()).len())
            .sum();
        let placed: usize = known.iter().map(|place| place.next - place.at).sum();
        if (!found.is_empty() || !known.is_empty())
            && letters < dated + placed + 4
            && dated + placed > 0
        {
            return Role::Dateline;
        }
    }
    let key = fold_trimmed(text);
    let drafts = [": draft", ": projet de", ": proyecto de", ": проект", ": revised draft"];
    if drafts.iter().any(|draft| key.contains(draft)) {
        return Role::Symbol;
    }
    let notes = [
        "agenda item",
        "distr",
        "original:",
        "from:",
        "to:",
        "(or.",
        "advance version",
        "unedited",
        "annex",
        "item ",
        "punto ",
        "cover note",
        "note",
    ];
    if notes.iter().any(|note| key.starts_with(note)) {
        return Role::Symbol;
    }
    let bodies = [
        "united nations",
        "general assembly",
        "security council",
        "european council",
        "council of the european union",
        "conference of the parties",
        "naciones unidas",
        "nations unies",
        "asamblea general",
        "assemblee generale",
        "организация объединенных наций",
        "генеральная ассамблея",
        "human rights council",
    ];
    if bodies.iter().any(|body| key == *body) {
        return Role::Body;
    }
    let meeting = super::gathering::mentions(text, &[]);
    let covered =
        meeting.iter().filter(|m| m.number.is_some()).map(|m| m.end - m.start).max().unwrap_or(0);
    if covered > 0 && text.len() <= covered + 16 && kind_words(&words).is_empty() {
        return Role::Body;
    }
    Role::Title
}

/// Whether a line says when and where, and nothing else.
pub(super) fn is_dateline(text: &str) -> bool {
    role(text) == Role::Dateline
}

/// Chooses the title among the lines of a head.
fn choose(paragraphs: &[Paragraph], head: &mut Head) {
    let text = |at: usize| paragraphs.get(at).map_or("", |p| p.text.as_str());
    let is_numbered = |at: &usize| {
        text(*at).split_once(". ").is_some_and(|(number, _)| is_resolution_number(number))
            || titled(text(*at)).len() < text(*at).len() && text(*at).contains(':')
    };
    let candidates: Vec<usize> =
        head.all.iter().copied().filter(|at| role(text(*at)) == Role::Title).collect();
    let has_kind = |at: &usize| !kind_words(&tokens(text(*at))).is_empty();
    let first = head.all.iter().copied().find(is_numbered).or_else(|| {
        let kinds = candidates.iter().copied().filter(has_kind);
        let mut long = kinds.clone().filter(|at| !is_label(text(*at)));
        // "Resolution" alone is a label: the title is the line below it.
        let label = kinds.clone().next();
        let below = label.and_then(|label| candidates.iter().copied().find(|at| *at > label));
        long.next().or(below).or(label).or_else(|| candidates.first().copied())
    });
    let Some(first) = first.or_else(|| body_title(paragraphs, &head.all)) else {
        return;
    };
    // A title before a line that only bears the kind's name comes first: what goes on in small letters
    // belongs to it.
    let mut last = first;
    while let Some(next) = paragraphs.get(last + 1)
        && head.all.contains(&(last + 1))
        && (goes_on(text(last), &next.text) || goes_on_before(&next.text, next.gap))
        && last < first + 3
    {
        last += 1;
    }
    let mut from = first;
    while from > 0 && candidates.contains(&(from - 1)) && goes_on(text(from - 1), text(from)) {
        from -= 1;
    }
    head.title = (from..=last).collect();
}

/// Whether a line is nothing but the name of a kind: "Press release".
fn is_label(text: &str) -> bool {
    let words = tokens(text);
    let found = kind_words(&words);
    let covered: usize = found.iter().map(|word| word.next - word.at).sum();
    words.iter().filter(|token| token.sort == Sort::Word).count() <= covered + 1
}

/// Without any other line, the name of the meeting is the title of its paper.
fn body_title(paragraphs: &[Paragraph], all: &[usize]) -> Option<usize> {
    let text = |at: usize| paragraphs.get(at).map_or("", |p| p.text.as_str());
    all.iter().copied().find(|at| role(text(*at)) == Role::Body && tokens(text(*at)).len() > 4)
}

/// Whether a line goes on from the one before it.
fn goes_on(before: &str, line: &str) -> bool {
    let open = before
        .chars()
        .next_back()
        .is_some_and(|letter| letter.is_alphanumeric() || letter == '-' || letter == ',');
    open && line.chars().next().is_some_and(char::is_lowercase)
}

/// Whether a line straight below a title is its second half by its first word.
fn goes_on_before(line: &str, gap: usize) -> bool {
    let first = tokens(line).into_iter().next();
    let joins = [
        "on", "of", "for", "in", "and", "to", "sobre", "de", "del", "zur", "zum", "fur", "sur",
        "pour", "о", "об", "για",
    ];
    gap == 0
        && first.is_some_and(|token| {
            joins.contains(&token.key.as_str()) && line.len() < 160 && dates(line).is_empty()
        })
}

/// A title that stands behind a short note about it.
fn behind_note(paragraphs: &[Paragraph], head: &mut Head) {
    let found = paragraphs.iter().enumerate().skip(1).take(3).find(|(at, paragraph)| {
        let next = paragraphs.get(at + 1);
        is_head_line(paragraph)
            && paragraph.gap > 0
            && next.is_some_and(|next| next.gap > 0 && next.text.chars().count() > LONGEST / 2)
            && tokens(&paragraph.text).len() > 3
            && role(&paragraph.text) == Role::Title
    });
    let Some((at, paragraph)) = found else {
        return;
    };
    let front = paragraphs.get(..at).unwrap_or_default();
    let length: usize = front.iter().map(|p| p.text.chars().count()).sum();
    let announces = front.iter().any(|p| !kind_words(&tokens(&p.text)).is_empty());
    if length > 1200 || !announces || paragraph.text.is_empty() {
        return;
    }
    head.front = (0..at).collect();
    head.title = vec![at];
    head.all = (0..=at).collect();
}

#[cfg(test)]
mod tests {
    use super::super::line::Line;
    use super::super::paragraph::paragraphs;
    use super::*;

    fn title(text: &str) -> Option<String> {
        let lines: Vec<Line> = text.lines().map(Line::plain).collect();
        let positions: Vec<usize> = (0..lines.len()).collect();
        head(&paragraphs(&lines, &positions)).text
    }

    const PROSE: &str =
        "The assembly met for two days in the town and spoke about the water of the river.";

    #[test]
    fn the_title_is_told_from_what_stands_beside_it() {
        for (over, expected) in [
            ("Statement on water", "Statement on water"),
            (
                "Solidarity with the fishers\n\nand against the dam on the river",
                "Solidarity with the fishers and against the dam on the river",
            ),
            (
                "XV BRICS Summit\nJohannesburg II Declaration\nSandton, South Africa\nWednesday 23 August 2023",
                "Johannesburg II Declaration",
            ),
            (
                "A/RES/78/147\n\nSeventy-eighth session\n\nAgenda item 25\n\n78/147. Water for all",
                "Water for all",
            ),
            ("Decision 1/CP.36\n\nOutcome on the rivers", "Outcome on the rivers"),
            (
                "European Council\nBrussels, 27 October 2031\nEUCO 14/31\nSubject: European Council meeting (26 and 27 October 2031) – Conclusions",
                "European Council meeting (26 and 27 October 2031) – Conclusions",
            ),
            (
                "20. Internationales Treffen der Flussstädte\n\nErklärung zum Wasser der Städte",
                "Erklärung zum Wasser der Städte",
            ),
            ("Resolution\n\nWater for the river towns", "Water for the river towns"),
        ] {
            assert_eq!(
                title(&format!("{over}\n\n{PROSE}\n\n{PROSE}")).as_deref(),
                Some(expected),
                "{over}"
            );
        }
    }

    #[test]
    fn prose_has_no_title() {
        assert_eq!(title(&format!("{PROSE}\n\n{PROSE}\n\nUnion of Bakers")), None);
    }

    #[test]
    fn a_title_may_stand_behind_a_note() {
        let text = format!(
            "Here is the joint declaration of the unions. We endorse it.\n\nMore water for all the towns of the river!\n\n{PROSE} {PROSE}\n\n{PROSE}"
        );
        assert_eq!(title(&text).as_deref(), Some("More water for all the towns of the river!"));
    }
}
