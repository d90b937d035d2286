//! Parts the lines of a source into language versions.

use super::language::languages;
use super::language::same_script;
use super::line::Line;

/// The lines of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Range {
    /// The language; nothing where it is not known.
    pub(super) tag: Option<&'static str>,
    /// The positions of its lines.
    pub(super) lines: Vec<usize>,
}

/// A stretch in another language of the same script needs so many letters to be a version.
const QUOTED: usize = 200;

/// A stretch at either end in another script needs so many letters.
const AT_END: usize = 300;

/// The versions, in the order of the source, and the lines that belong to none.
///
/// `kept` are the lines of the document; `silent`, in order, those of them that tell nothing of a language.
pub(super) fn versions(
    lines: &[Line],
    kept: &[usize],
    silent: &[usize],
) -> (Vec<Range>, Vec<usize>) {
    let votes: Vec<bool> = (0..lines.len())
        .map(|at| kept.binary_search(&at).is_ok() && silent.binary_search(&at).is_err())
        .collect();
    let tags = languages(lines, &votes);
    let tag = |at: usize| tags.get(at).copied().flatten();
    let mut runs: Vec<Range> = Vec::new();
    for &at in kept {
        match runs.last_mut() {
            Some(run) if run.tag == tag(at) || silent.binary_search(&at).is_ok() => {
                run.lines.push(at);
            }
            _ => runs.push(Range { tag: tag(at), lines: vec![at] }),
        }
    }
    let letters = |run: &Range| -> usize {
        let speaking = run.lines.iter().filter(|at| silent.binary_search(at).is_err());
        speaking
            .filter_map(|at| lines.get(*at))
            .map(|l| l.text.chars().filter(|c| c.is_alphabetic()).count())
            .sum()
    };
    let weight = |run: &Range| -> usize {
        let long = |at: &&usize| {
            lines
                .get(**at)
                .is_some_and(|line| line.text.chars().filter(|c| c.is_alphabetic()).count() >= 60)
        };
        // Two blocks of some length are more than a quote.
        let blocks =
            run.lines.iter().filter(|at| silent.binary_search(at).is_err()).filter(long).count();
        if blocks >= 2 { letters(run).max(QUOTED) } else { letters(run) }
    };
    merge_quotes(&mut runs, &weight);
    let mut foreign = Vec::new();
    for last in [true, false] {
        let (end, next) = match (last, runs.as_slice()) {
            (true, [.., before, end]) => (end, before),
            (false, [end, after, ..]) => (end, after),
            _ => continue,
        };
        let alien = match (end.tag, next.tag) {
            (Some(a), Some(b)) => !same_script(a, b),
            _ => false,
        };
        let has_names = end.lines.iter().any(|at| silent.binary_search(at).is_ok());
        if alien && !has_names && letters(end) < AT_END.min(letters(next) / 2) {
            let run = if last { runs.pop() } else { Some(runs.remove(0)) };
            foreign.extend(run.map(|run| run.lines).unwrap_or_default());
        }
    }
    // A language that comes again goes on where it stopped.
    let mut ranges: Vec<Range> = Vec::new();
    for run in runs {
        match ranges.iter_mut().find(|range| range.tag == run.tag) {
            Some(range) => range.lines.extend(run.lines),
            None => ranges.push(run),
        }
    }
    (ranges, foreign)
}

/// Gives short stretches back to what stands around them.
fn merge_quotes(runs: &mut Vec<Range>, letters: &impl Fn(&Range) -> usize) {
    loop {
        let small = runs.iter().enumerate().find(|(at, run)| {
            let like = |other: Option<&Range>| {
                other.is_some_and(|other| match (run.tag, other.tag) {
                    (Some(a), Some(b)) => same_script(a, b) && letters(other) >= letters(run),
                    _ => true,
                })
            };
            let before = at.checked_sub(1).and_then(|at| runs.get(at));
            let after = runs.get(at + 1);
            let between = before.is_some()
                && after.is_some()
                && before.map(|b| b.tag) == after.map(|a| a.tag);
            (letters(run) < QUOTED && (like(before) || like(after)))
                || (between && letters(run) < QUOTED)
        });
        let Some((at, _)) = small else {
            return;
        };
        let run = runs.remove(at);
        let before = at.checked_sub(1).filter(|before| {
            runs.get(*before).is_some_and(|other| match (run.tag, other.tag) {
                (Some(a), Some(b)) => {
                    same_script(a, b)
                        || runs.get(at).is_none_or(|after| !same_script(a, after.tag.unwrap_or(b)))
                }
                _ => true,
            })
        });
        if let Some(other) = before.and_then(|before| runs.get_mut(before)) {
            other.lines.extend(run.lines);
            if let (Some(before), Some(next)) = (before, runs.get(at))
                && runs.get(before).map(|r| r.tag) == Some(next.tag)
            {
                let next = runs.remove(at);
                if let Some(other) = runs.get_mut(before) {
                    other.lines.extend(next.lines);
                }
            }
        } else if let Some(other) = runs.get_mut(at) {
            other.lines.splice(0..0, run.lines);
        } else {
            runs.push(run);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: &str = "The assembly met for two days in the town and spoke about the water of the river, and about the bread of the villages that lie upon it, and it agreed on all of this.";
    const ES: &str = "La asamblea se reunió durante dos días en la ciudad y habló del agua del río y del pan de los pueblos que están en su orilla, y se puso de acuerdo sobre todo esto aquí.";
    const RU: &str = "Собрание заседало два дня в городе и говорило о воде реки и о хлебе деревень, которые лежат на ней.";

    fn told(lines: &[&str]) -> Vec<String> {
        let lines: Vec<Line> = lines.iter().map(|text| Line::plain(text)).collect();
        let kept: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].is_blank()).collect();
        let (ranges, foreign) = versions(&lines, &kept, &[]);
        let mut told: Vec<String> = ranges
            .into_iter()
            .map(|range| format!("{} {:?}", range.tag.unwrap_or("-"), range.lines))
            .collect();
        if !foreign.is_empty() {
            told.push(format!("foreign {foreign:?}"));
        }
        told
    }

    #[test]
    fn versions_end_where_the_language_changes() {
        assert_eq!(
            told(&[EN, EN, "", ES, ES, "", RU, RU]),
            ["en [0, 1]", "es [3, 4]", "ru [6, 7]"]
        );
    }

    #[test]
    fn a_quote_makes_no_version() {
        assert_eq!(told(&[EN, "La asamblea habló del agua y del pan.", EN]), ["en [0, 1, 2]"]);
        assert_eq!(told(&[RU, "Water for all", RU]), ["ru [0, 1, 2]"]);
    }

    #[test]
    fn a_few_foreign_words_at_the_end_belong_to_the_page() {
        assert_eq!(
            told(&[RU, RU, RU, RU, "", "9th Congress of the Bakers, Porto"]),
            ["ru [0, 1, 2, 3]", "foreign [5]"]
        );
    }
}
