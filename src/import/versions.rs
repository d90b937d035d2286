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

/// Lines with so many letters are of some length.
const LONG: usize = 60;

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
    let letters = |at: &usize| {
        let line = lines.get(*at).filter(|_| silent.binary_search(at).is_err());
        line.map_or(0, |line| line.text.chars().filter(|c| c.is_alphabetic()).count())
    };
    let weighed = |range: Range| {
        let each = range.lines.iter().map(letters);
        let long = each.clone().filter(|letters| *letters >= LONG).count();
        Weighed { letters: each.sum(), long, range }
    };
    let mut runs: Vec<Range> = merge_quotes(runs.into_iter().map(weighed).collect());
    let letters = |run: &Range| -> usize { run.lines.iter().map(letters).sum() };
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

/// A stretch, and what it weighs.
struct Weighed {
    range: Range,
    /// Its letters.
    letters: usize,
    /// Its lines of some length.
    long: usize,
}

impl Weighed {
    /// Two blocks of some length are more than a quote.
    fn weight(&self) -> usize {
        if self.long >= 2 { self.letters.max(QUOTED) } else { self.letters }
    }

    fn take(&mut self, other: Self) {
        self.letters += other.letters;
        self.long += other.long;
        self.range.lines.extend(other.range.lines);
    }

    /// Whether it is a quote in one of its neighbours.
    fn is_quote(&self, before: Option<&Self>, after: Option<&Self>) -> bool {
        let like = |other: Option<&Self>| {
            other.is_some_and(|other| match (self.range.tag, other.range.tag) {
                (Some(a), Some(b)) => same_script(a, b) && other.weight() >= self.weight(),
                _ => true,
            })
        };
        // In a short paper the other half is no quote.
        let is_half = |other: Option<&Self>| {
            other.is_none_or(|other| self.letters >= 120 && self.letters * 3 >= other.letters * 2)
        };
        if is_half(before)
            && is_half(after)
            && (before.is_some() || after.is_some())
            && self.long > 0
        {
            return false;
        }
        let is_between = match (before, after) {
            (Some(before), Some(after)) => before.range.tag == after.range.tag,
            _ => false,
        };
        self.weight() < QUOTED && (like(before) || like(after) || is_between)
    }

    /// Whether what stands before it takes it, rather than what stands after.
    fn belongs_before(&self, before: &Self, after: Option<&Self>) -> bool {
        match (self.range.tag, before.range.tag) {
            (Some(a), Some(b)) => {
                same_script(a, b)
                    || after.is_none_or(|after| !same_script(a, after.range.tag.unwrap_or(b)))
            }
            _ => true,
        }
    }
}

/// Gives short stretches back to what stands around them.
fn merge_quotes(mut rest: Vec<Weighed>) -> Vec<Range> {
    // Behind the place that is looked at no quote is left; before it the stretches wait, the next one last.
    let mut behind: Vec<Weighed> = Vec::with_capacity(rest.len());
    rest.reverse();
    while let Some(run) = rest.pop() {
        if !run.is_quote(behind.last(), rest.last()) {
            behind.push(run);
            continue;
        }
        let taker = behind.pop_if(|before| run.belongs_before(before, rest.last()));
        if let Some(mut before) = taker {
            before.take(run);
            if let Some(next) = rest.pop_if(|next| next.range.tag == before.range.tag) {
                before.take(next);
            }
            rest.push(before);
        } else if let Some(mut after) = rest.pop() {
            let mut run = run;
            run.range.tag = after.range.tag;
            std::mem::swap(&mut run, &mut after);
            after.take(run);
            rest.push(after);
        } else {
            behind.push(run);
            break;
        }
        // What stands before has another neighbour now.
        rest.extend(behind.pop());
    }
    behind.extend(rest.into_iter().rev());
    behind.into_iter().map(|weighed| weighed.range).collect()
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
