//! Tells what of a source is no part of the document, and what the page says there.

mod introduction;

use crate::fold::fold_trimmed;
use crate::model::Party;

use super::chrome::furniture;
use super::chrome::is_tags;
use super::chrome::is_weekday;
use super::chrome::stamp;
use super::dates::Stated;
use super::dates::dates;
use super::line::Line;
use super::line::squeezed;
use super::mark::Mark;
use super::mark::unmarked;
use super::token::tokens;

use introduction::introduction;

/// How many filled lines at the beginning can be the head of a page.
const PAGE_HEAD: usize = 12;

/// What was found around a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    /// Why each line is cut; nothing where it stays.
    pub(super) why: Vec<Option<&'static str>>,
    /// The day of posting: its line, the date, and its words.
    pub(super) posted: Option<(usize, Stated, String)>,
    /// Whether only the place of that day says so: it may be the one on which the page was loaded.
    pub(super) is_loose: bool,
    /// Who posted it, and the line that says so.
    pub(super) posted_by: Option<(usize, String)>,
    /// The title of the page, where it is repeated below.
    pub(super) page_title: Option<usize>,
    /// The lines in which the page introduces the document.
    pub(super) introduction: Vec<usize>,
}

impl Around {
    /// The positions of the lines that stay and are filled.
    pub(super) fn kept(&self, lines: &[Line]) -> Vec<usize> {
        let stays = |at: &usize| {
            self.why.get(*at).is_none_or(Option::is_none)
                && lines.get(*at).is_some_and(|l| !l.is_blank())
        };
        (0..lines.len()).filter(stays).collect()
    }

    fn cut(&mut self, at: usize, why: &'static str) {
        if let Some(slot) = self.why.get_mut(at)
            && slot.is_none()
        {
            *slot = Some(why);
        }
    }
}

/// Looks over the lines of a source.
pub(super) fn around(lines: &[Line], parties: &[Party]) -> Around {
    let mut around = Around {
        why: lines.iter().map(|line| line.aside.or_else(|| furniture(line))).collect(),
        ..Around::default()
    };
    bylines(lines, &mut around);
    tail(lines, &mut around);
    page_title(lines, &mut around);
    page_head(lines, parties, &mut around);
    introduction(lines, &mut around);
    around
}

/// Reads what lines that were cut as furniture say.
fn bylines(lines: &[Line], around: &mut Around) {
    for (at, line) in lines.iter().enumerate() {
        let Some(why) = around.why.get(at).copied().flatten() else {
            continue;
        };
        let text = unmarked(&line.text);
        if why.starts_with("date")
            && around.posted.is_none()
            && !fold_trimmed(text).starts_with("updated")
        {
            // "Updated" is not the day on which the page was made.
            around.posted = posted(at, text);
        }
        if why.starts_with("byline") && around.posted_by.is_none() {
            let name =
                ["Writer's picture", "Writer’s picture", "Posted by", "Published by", "posted by"]
                    .iter()
                    .find_map(|label| text.split_once(label).map(|(_, name)| name));
            if let Some(name) = name.map(|name| name.trim_start_matches([':', ' '])) {
                around.posted = around.posted.take().or_else(|| posted(at, name));
                let end = dates(name).first().map_or(name.len(), |date| date.start);
                let name = name
                    .get(..end)
                    .unwrap_or(name)
                    .trim_end_matches([' ', ',', '|', '-', '–', '•']);
                let name = name.trim_end_matches(" on").trim();
                if !name.is_empty() {
                    around.posted_by = Some((at, squeezed(name)));
                }
            }
        }
    }
}

fn posted(at: usize, text: &str) -> Option<(usize, Stated, String)> {
    let stated = dates(text).into_iter().next()?;
    stated.has_day().then(|| {
        let words = text.get(stated.start..).unwrap_or_default();
        let is_time = words.chars().count() <= 40;
        let end = if is_time { text.len() } else { stated.end };
        let words = squeezed(text.get(stated.start..end).unwrap_or_default());
        (at, stated, words)
    })
}

/// Behind links to other pages and comments nothing of the document follows.
fn tail(lines: &[Line], around: &mut Around) {
    let begins = around.why.iter().enumerate().position(|(at, why)| {
        let is_end = matches!(why, Some("links to other pages" | "comments"));
        // Of a long text nothing is counted that cannot be the end of it.
        let few = || {
            let rest = lines.get(at..).unwrap_or_default();
            let filled = rest.iter().filter(|line| !line.is_blank());
            filled.take(61).count() <= 60 && rest.iter().all(|line| line.length() <= 140)
        };
        is_end && at * 2 > lines.len() && few()
    });
    let Some(from) = begins else {
        return;
    };
    let why = around.why.get(from).copied().flatten().unwrap_or_default();
    for at in from..lines.len() {
        if lines.get(at).is_some_and(|line| !line.is_blank()) {
            around.cut(at, why);
        }
    }
}

/// A first line that the lines below it say again is the title of the page.
fn page_title(lines: &[Line], around: &mut Around) {
    let kept = around.kept(lines);
    let Some((&first, rest)) = kept.split_first() else {
        return;
    };
    let page = lines.get(first).map(|line| fold_trimmed(&line.text)).unwrap_or_default();
    for from in 0..rest.len().min(4) {
        let mut joined = String::new();
        for at in rest.iter().skip(from).take(3) {
            let more = lines.get(*at).map(|line| fold_trimmed(&line.text)).unwrap_or_default();
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(&more);
            if joined.chars().count() >= 12
                && page.contains(&joined)
                && page.len() < joined.len() + 80
            {
                // Only when all of the lines are in it is the title whole.
                around.page_title = Some(first);
            }
        }
        if around.page_title.is_some() {
            around.cut(first, "title of the page");
            return;
        }
    }
}

/// Days, names and tags that stand over the document.
fn page_head(lines: &[Line], parties: &[Party], around: &mut Around) {
    let has_page_title = around.page_title.is_some();
    let filled = (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|line| !line.is_blank()));
    let head: Vec<usize> = filled.take(PAGE_HEAD).collect();
    let mut seen_title = false;
    for (nth, &at) in head.iter().enumerate() {
        let Some(line) = lines.get(at).filter(|_| around.why.get(at).is_some_and(Option::is_none))
        else {
            continue;
        };
        let text = unmarked(&line.text);
        if line.length() > 200 {
            break;
        }
        // "- towns - water - 18-04-11": the path of a page between dashes.
        if nth < 3 && line.text.starts_with("- ") && text.matches(" - ").count() >= 2 {
            around.cut(at, "path of the page");
            continue;
        }
        if let Some(stamp) = stamp(text) {
            let is_bare = stamp.words.len() == squeezed(text).len() && stamp.by.is_none();
            let has_time = stamp.words.contains(':') || !is_bare;
            // Below the title a day alone is the document's own, unless the page has given its own before.
            let again = around.posted.is_some() && !around.is_loose && begins_with_weekday(text);
            if has_time || !seen_title || has_page_title || again {
                if around.posted.is_none() || (around.is_loose && has_time) {
                    around.is_loose = !has_time && !seen_title;
                    around.posted = Some((at, stamp.stated, stamp.words));
                }
                if let Some(by) = stamp.by.filter(|_| around.posted_by.is_none()) {
                    around.posted_by = Some((at, by));
                }
                around.cut(at, "date of the page");
            }
        } else if is_tags(text)
            || (is_after_date(lines, around, &head, nth) && is_only_bullet(lines, &head, nth))
        {
            around.cut(at, "tags of the page");
            poster(text, at, parties, around);
        } else if let Some(name) = byline(text).filter(|_| seen_title) {
            if around.posted_by.is_none() {
                around.posted_by = Some((at, name));
            }
            around.cut(at, "byline of the page");
        } else {
            seen_title = true;
        }
    }
}

fn is_after_date(lines: &[Line], around: &Around, head: &[usize], nth: usize) -> bool {
    let before = nth.checked_sub(1).and_then(|nth| head.get(nth));
    before.is_some_and(|at| {
        around.why.get(*at).copied().flatten() == Some("date of the page")
            && lines.get(*at).is_some()
    })
}

/// "Monday, 24 September 2031": papers are dated by the day alone, pages also by the day of the week.
fn begins_with_weekday(text: &str) -> bool {
    tokens(text).first().is_some_and(|token| is_weekday(&token.key))
}

/// Whether a line is an item, and the next one is none: the list of tags of a page is one line.
fn is_only_bullet(lines: &[Line], head: &[usize], nth: usize) -> bool {
    let is_item = |nth: usize| {
        let line = head.get(nth).and_then(|at| lines.get(*at));
        line.is_some_and(|line| matches!(Mark::of(&line.text), Some(Mark::Bullet(_))))
    };
    is_item(nth) && !is_item(nth + 1)
}

/// The party in the tags of a page, if it is just one.
fn poster(text: &str, at: usize, parties: &[Party], around: &mut Around) {
    if around.posted_by.is_some() {
        return;
    }
    let key = fold_trimmed(text);
    let names = parties.iter().flat_map(Party::names);
    let longest = names
        .filter(|name| name.split_whitespace().count() > 1 && key.contains(&fold_trimmed(name)))
        .max_by_key(|name| name.chars().count());
    if let Some(name) = longest {
        around.posted_by = Some((at, name.to_owned()));
    }
}

/// "By Jane Roe".
fn byline(text: &str) -> Option<String> {
    let name = text.strip_prefix("By ").or_else(|| text.strip_prefix("by "))?;
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let fits = (1..=5).contains(&words.len()) && words.iter().all(is_name) && !name.ends_with('.');
    fits.then(|| squeezed(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Vec<(usize, &'static str)>, Around) {
        let lines: Vec<Line> = text.lines().map(Line::plain).collect();
        let around = around(&lines, &[]);
        let cut =
            around.why.iter().enumerate().filter_map(|(at, why)| Some((at + 1, (*why)?))).collect();
        (cut, around)
    }

    #[test]
    fn the_head_of_a_page_is_cut() {
        let (cut, around) = told(
            "\
9th Forum, Water for the towns and bread for the villages

10/31/31, 11:00 AM
  • Norway, Bakers 9th Forum Ar En Es Ru

Water for the towns

and bread for the villages

The assembly met for two days.",
        );
        assert_eq!(
            cut,
            [(1, "title of the page"), (3, "date of the page"), (4, "tags of the page")]
        );
        let (_, stated, words) = around.posted.unwrap();
        assert_eq!(stated.date().unwrap().as_str(), "2031-10-31");
        assert_eq!(words, "10/31/31, 11:00 AM");
    }

    #[test]
    fn an_introduction_of_the_page_is_cut() {
        let (cut, around) = told(
            "\
  • Writer's pictureJane Roe

Forum Action Plan

The 9th Forum was held October 20-22 in Porto.

The towns have issued a plan.


The towns declare their will:

1. Hold.

2. Tell.

3. Write.

bottom of page",
        );
        let lines: Vec<usize> = cut.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 5, 7, 18]);
        assert_eq!(around.posted_by.unwrap().1, "Jane Roe");
    }

    #[test]
    fn a_day_below_the_title_is_the_documents_own() {
        assert!(told("Statement on water\n\n20 June 2031\n\nWe met.").0.is_empty());
        assert_eq!(told("20 June 2031\n\nStatement on water\n\nWe met.").0.len(), 1);
    }
}
