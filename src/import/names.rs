//! Finds the names under a document: runs of lines that are names, with their heading and order.

mod given;
mod inline;
mod look;
mod note;

use crate::model::Country;
use crate::model::Role;

use super::line::Line;
use super::line::squeezed;
use super::mark::Mark;
use super::mark::unmarked;
use super::place::country_named;
use super::token::tokens;

pub(super) use given::regrouped;
pub(super) use inline::inline_groups;
pub(super) use look::says_party;
pub(super) use note::open_note;

use look::is_heading;
use look::is_name;
use look::moved;
use look::says_signing;
use note::stated_count;

/// A name as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// The name.
    pub(super) text: String,
    /// The country that stands beside it.
    pub(super) country: Option<Country>,
}

/// Names under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// The heading as printed, without a colon at its end; empty where there is none.
    pub(super) heading: String,
    /// The line of the heading.
    pub(super) heading_at: Option<usize>,
    /// What the names did.
    pub(super) role: Role,
    /// The lines of the names.
    pub(super) lines: Vec<usize>,
    /// The names in their order.
    pub(super) names: Vec<Name>,
    /// How many the document says there are.
    pub(super) stated_count: Option<u32>,
}

/// A stretch of lines that could be names.
#[derive(Debug, Default)]
struct Stretch {
    lines: Vec<usize>,
    /// The most lines that lie between two of them.
    gap: usize,
}

/// So many names make a run where nothing else says that they are names.
const FEWEST: usize = 3;

/// The runs of names among some lines; `positions` are in order.
pub(super) fn runs(lines: &[Line], positions: &[usize]) -> Vec<Run> {
    let filled: Vec<usize> = positions
        .iter()
        .copied()
        .filter(|at| lines.get(*at).is_some_and(|line| !line.is_blank()))
        .collect();
    // From here on names may stand under a text.
    let prose = lines.iter().position(is_prose).map_or(usize::MAX, |at| at + 1);
    let behind_prose = prose.min(lines.len().div_ceil(2));
    let mut runs: Vec<Run> = Vec::new();
    let mut stretch = Stretch::default();
    let mut before: Option<usize> = None;
    for (nth, &position) in filled.iter().enumerate() {
        let Some(line) = lines.get(position) else {
            continue;
        };
        if let Some((label, name)) = moved(&line.text) {
            close(lines, behind_prose, &mut stretch, before, &mut runs);
            before = None;
            runs.push(Run {
                heading: label.to_owned(),
                heading_at: None,
                role: Role::Proposed,
                lines: vec![position],
                names: vec![Name { text: squeezed(name), country: None }],
                stated_count: None,
            });
        } else if opens_group(lines, &filled, nth, &stretch) {
            close(lines, behind_prose, &mut stretch, before, &mut runs);
            before = Some(position);
        } else if is_name(&line.text) {
            let heading = before.and_then(|at| lines.get(at)).map(|line| line.text.as_str());
            let is_announced = heading.is_some_and(says_signing);
            if is_apart(lines, &stretch, position, is_announced) {
                close(lines, behind_prose, &mut stretch, before, &mut runs);
                before = None;
            }
            if let Some(last) = stretch.lines.last() {
                stretch.gap = stretch.gap.max(position.saturating_sub(last + 1));
            }
            stretch.lines.push(position);
        } else {
            close(lines, behind_prose, &mut stretch, before, &mut runs);
            before = Some(position);
        }
    }
    close(lines, behind_prose, &mut stretch, before, &mut runs);
    runs
}

/// Whether a line is the heading of names that follow it.
fn opens_group(lines: &[Line], filled: &[usize], nth: usize, stretch: &Stretch) -> bool {
    let at = |nth: usize| filled.get(nth).and_then(|at| lines.get(*at));
    let (Some(line), Some(next)) = (at(nth), at(nth + 1)) else {
        return false;
    };
    if !is_name(&next.text) {
        return false;
    }
    let marked = Mark::of(&line.text).is_some();
    let next_marked = Mark::of(&next.text).is_some();
    let starts = matches!(Mark::of(&next.text), Some(Mark::Number(label, _)) if label.trim_end_matches(['.', ')']) == "1");
    let unlike = !marked && (next_marked || starts);
    let last_marked = stretch
        .lines
        .last()
        .and_then(|at| lines.get(*at))
        .is_some_and(|line| Mark::of(&line.text).is_some());
    (unlike && (stretch.lines.is_empty() || last_marked)) || (!marked && is_heading(&line.text))
}

/// Whether a line is too far from the names before it, or too unlike, to be the next of them.
fn is_apart(lines: &[Line], stretch: &Stretch, position: usize, is_announced: bool) -> bool {
    let Some(last) = stretch.lines.last() else {
        return false;
    };
    // Pages leave gaps of any size between names that they have announced.
    let least = if is_announced { 4 } else { 1 };
    let usual = if stretch.lines.len() < 2 { least } else { stretch.gap.max(least) };
    let marked = |at: usize| lines.get(at).is_some_and(|line| Mark::of(&line.text).is_some());
    let here = position.saturating_sub(last + 1);
    (here >= 2 && here > usual) || (here >= 1 && marked(*last) && !marked(position))
}

/// Whether a line is prose: what stands over it is no list of who signed it.
fn is_prose(line: &Line) -> bool {
    let length = line.length();
    length >= 120 || (length >= 50 && line.text.ends_with(['.', '!', ';', ',']))
}

/// Makes a run of a stretch, if it is one.
fn close(
    lines: &[Line],
    behind_prose: usize,
    stretch: &mut Stretch,
    before: Option<usize>,
    runs: &mut Vec<Run>,
) {
    let taken = std::mem::take(stretch).lines;
    let text_of = |at: usize| lines.get(at).map_or("", |line| line.text.as_str());
    // The line before is a heading only if nothing but blank lines stands between.
    let heading_at = before.filter(|before| {
        taken.first().is_some_and(|first| {
            let between = lines.get(before + 1..*first).unwrap_or_default();
            between.iter().all(Line::is_blank)
        })
    });
    let heading_text = heading_at.map(text_of).unwrap_or_default();
    let follows_run = heading_at.is_some_and(|at| {
        runs.last().and_then(|run| run.lines.last()).is_some_and(|last| {
            lines.get(last + 1..at).unwrap_or_default().iter().all(Line::is_blank)
        })
    });
    let signs = says_signing(heading_text);
    let mut names: Vec<usize> = taken;
    // A table's own heading ("No | Party | Country") is none of the names.
    let is_table = names.first().is_some_and(|at| look::is_table_head(text_of(*at)));
    if is_table {
        names.remove(0);
    }
    let sure = names.iter().filter(|at| look::is_sure(text_of(**at))).count();
    let is_short_heading = tokens(heading_text).len() <= 40;
    let fewest = if signs || follows_run { 1 } else { FEWEST };
    let enough = sure * 10 >= names.len() * 6
        || (signs && is_short_heading && (names.len() >= 2 || sure > 0))
        || (follows_run && sure > 0 && is_heading(heading_text));
    let behind = signs || is_table || names.first().is_some_and(|at| *at >= behind_prose);
    if names.len() < fewest || names.is_empty() || !enough || !behind || are_sections(lines, &names)
    {
        return;
    }
    let takes_heading = heading_at.is_some()
        && (signs
            || is_heading(heading_text)
            || follows_run
            || (heading_text.ends_with(':') && says_party(heading_text)));
    let marked = |at: usize| Mark::of(text_of(at)).is_some();
    // Bare lines between marked ones are headings that nobody announced; they end the run.
    let all_marked = names.iter().filter(|at| marked(**at)).count() * 10 >= names.len() * 8;
    if all_marked {
        names.retain(|at| marked(*at));
    }
    let printed: Vec<Name> = names.iter().map(|at| name_of(text_of(*at))).collect();
    let heading = if takes_heading { heading_text } else { "" };
    runs.push(Run {
        heading: squeezed(unmarked(heading).trim_end_matches([':', ' '])),
        heading_at: heading_at.filter(|_| takes_heading),
        role: look::role_of(heading),
        stated_count: stated_count(heading),
        lines: names,
        names: printed,
    });
}

/// Names that each have a text below them are headings of sections.
fn are_sections(lines: &[Line], names: &[usize]) -> bool {
    let alone = names.windows(2).filter(|pair| {
        let [first, second] = pair else {
            return false;
        };
        lines.get(first + 1..*second).unwrap_or_default().iter().any(|line| !line.is_blank())
    });
    alone.count() * 3 > names.len()
}

/// A name without its mark and what ends an item, with the country that a table gives beside it.
fn name_of(text: &str) -> Name {
    let text = unmarked(text);
    let cells: Vec<&str> =
        text.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let is_number =
        |cell: &&str| !cell.trim_end_matches(['.', ')']).bytes().all(|b| b.is_ascii_digit());
    let cells: Vec<&str> = cells.into_iter().filter(is_number).collect();
    let (name, country) = match cells.as_slice() {
        [first, second] if country_named(second).is_some() => (*first, country_named(second)),
        [first, second] if country_named(first).is_some() => (*second, country_named(first)),
        // A label and a name: the name is the longer one.
        [first, second] => (if first.len() > second.len() { *first } else { *second }, None),
        [] => (text, None),
        [first, ..] => {
            let country = cells.iter().find_map(|cell| country_named(cell));
            let named = cells.iter().find(|cell| says_party(cell)).copied();
            (named.unwrap_or(first), country)
        }
    };
    let name = squeezed(name);
    let name = name.trim_end_matches([',', ';']).trim();
    Name { text: name.to_owned(), country: country.or_else(|| country_beside(name)) }
}

/// The country in brackets, or after a comma or a dash, at the end of a name.
fn country_beside(name: &str) -> Option<Country> {
    if let Some((_, inner)) = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')) {
        return country_named(inner);
    }
    let cut = name.rfind([',', '–', '—']).or_else(|| name.rfind(" - "))?;
    let rest = name.get(cut..)?.trim_start_matches([',', '–', '—', '-', ' ']);
    country_named(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let lines: Vec<Line> = text.lines().map(Line::plain).collect();
        let positions: Vec<usize> = (0..lines.len()).collect();
        let tell = |run: Run| {
            let names: Vec<String> = run.names.into_iter().map(|name| name.text).collect();
            format!("{} [{}] {}", run.heading, run.role, names.join("|"))
        };
        runs(&lines, &positions).into_iter().map(tell).collect()
    }

    #[test]
    fn numbers_that_restart_are_another_group() {
        let text = "\
Water for all!

Parties signing the Statement

  1. Bakers' Party of the North
  2. Fishers' Union of Ovar
  3. River Front (Italy)

Other Parties

  1. Sea Party
  2. LKW Norway

The statement is open for further signatures";
        assert_eq!(
            told(text),
            [
                "Parties signing the Statement [signed] Bakers' Party of the North|Fishers' Union of Ovar|River Front (Italy)",
                "Other Parties [signed] Sea Party|LKW Norway",
            ]
        );
        assert_eq!(
            open_note("The statement is open for further signatures").as_deref(),
            Some("open for further signatures")
        );
    }

    #[test]
    fn a_run_needs_no_heading_and_no_numbers() {
        let text = "\
We will meet again next year, and we thank the town for its help.

Party of Bakers
AKL, Norway
Party of Fishers, MEXICO
Workers' Front of Ovar

Source: Example.";
        assert_eq!(
            told(text),
            [
                " [signed] Party of Bakers|AKL, Norway|Party of Fishers, MEXICO|Workers' Front of Ovar"
            ]
        );
    }

    #[test]
    fn headings_say_what_the_names_did() {
        let text = "\
List of participants:
Bakers' Union
Fishers' Union
Union of the Sea

Endorsed by:
Ms Roe
Mr Doe";
        assert_eq!(
            told(text),
            [
                "List of participants [present] Bakers' Union|Fishers' Union|Union of the Sea",
                "Endorsed by [endorsed] Ms Roe|Mr Doe"
            ]
        );
    }

    #[test]
    fn what_only_looks_like_names_is_none() {
        for text in [
            "- With the people of the north, who fish;\n- With the party of the river, that sings;\n- With all unions.",
            "Part one\n\nThe assembly speaks of water and of bread.\n\nPart two\n\nThe assembly speaks of the sea.\n\nThe party\n\nIt was long.",
            "1. Hold meetings of the party.\n2. Tell the union of it.\n3. Write to the front.",
            "Water\nBread\nPeace",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_table_gives_names_and_countries() {
        let lines: Vec<Line> = [
            "No\tParty\tCountry",
            "1\tBakers' Party\tItaly",
            "2\tFishers' Party\tNorway",
            "3\tSea Party\tChile",
        ]
        .map(Line::plain)
        .to_vec();
        let found = runs(&lines, &[0, 1, 2, 3]);
        assert_eq!(found[0].names.len(), 3);
        assert_eq!(found[0].names[1].text, "Fishers' Party");
        assert_eq!(found[0].names[1].country.map(|c| c.to_string()).as_deref(), Some("NO"));
    }
}
