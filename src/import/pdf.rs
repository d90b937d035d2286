//! The pages of a PDF as text: what is printed on every page is told from the text.

mod glyphs;
mod layout;

use std::borrow::Cow;
use std::collections::HashMap;

use crate::fold::fold_trimmed;

use super::decode::plain;
use super::line::Line;
use super::proposal::Trouble;
use super::source::Format;
use super::source::Page;
use super::source::Source;

pub use glyphs::read_pages;

/// How many filled lines at the top and at the bottom of a page can be printed on every page.
const EDGE: usize = 2;

/// Why such lines are cut.
const REPEATED: &str = "printed on every page";

/// Whether bytes are a PDF.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    let start = bytes.get(..1024).unwrap_or(bytes);
    bytes.starts_with(b"%PDF") || start.windows(5).any(|part| part == b"%PDF-")
}

/// The lines of a PDF from the text of its pages, which form feeds part.
pub fn read_pdf(text: &str) -> Result<Source, String> {
    let mut troubles = Vec::new();
    let pages: Vec<_> = text.split('\u{C}').map(|page| plain(page, &mut troubles)).collect();
    if pages.iter().all(|page| page.trim().is_empty()) {
        return Err(
            "it has no text on its pages, only pictures of it: have the text read from them first \
             (ocrmypdf can), or find an edition in text"
                .to_owned(),
        );
    }
    let mut source = Source::of_text(&pages.join("\n"));
    let repeated = repeated(&pages);
    let mut at = 0;
    let mut lines: Vec<Line> = Vec::with_capacity(source.lines.len());
    for page in &pages {
        let count = page.split('\n').count();
        let own = source.lines.get(at..(at + count).min(source.lines.len())).unwrap_or_default();
        at += count;
        lines.extend(printed(own, &repeated));
    }
    let mended = lines.iter_mut().map(mend).filter(|is_mended| *is_mended).count();
    if mended > 0 {
        troubles.push(Trouble::new(format!(
            "In {mended} lines from right to left a range stood with its larger number first; it was turned around."
        )));
    }
    if lines.iter().any(|line| is_rtl(&line.text)) {
        troubles.push(Trouble::new(
            "Text from right to left is often out of order in a PDF: compare it with the pages.",
        ));
    }
    source.troubles.splice(0..0, troubles);
    let source = Source { format: Format::Pdf, lines, page: Page::default(), ..source };
    Ok(source.cleaned())
}

/// A line without its numbers, which count the pages.
fn key(line: &str) -> String {
    let mut key = String::new();
    for letter in fold_trimmed(line).chars() {
        if letter.is_numeric() {
            if !key.ends_with('0') {
                key.push('0');
            }
        } else {
            key.push(letter);
        }
    }
    key
}

/// The positions of the lines at the edges of a page.
fn edges(lines: &[&str]) -> Vec<usize> {
    let filled: Vec<usize> = (0..lines.len())
        .filter(|at| lines.get(*at).is_some_and(|line| !line.trim().is_empty()))
        .collect();
    let mut edges: Vec<usize> = filled.iter().take(EDGE).copied().collect();
    edges.extend(filled.iter().rev().take(EDGE));
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// The lines at the edges of pages that most pages have.
fn repeated(pages: &[Cow<'_, str>]) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut filled = 0_usize;
    for page in pages.iter().filter(|page| !page.trim().is_empty()) {
        filled += 1;
        let lines: Vec<&str> = page.split('\n').collect();
        let mut keys: Vec<String> =
            edges(&lines).iter().filter_map(|at| lines.get(*at)).map(|line| key(line)).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    // The first page often has none.
    let enough = (filled * 6).div_ceil(10).max(2);
    counts.into_iter().filter(|(_, count)| *count >= enough).map(|(key, _)| key).collect()
}

/// The lines of a page: what is on every page is marked, and no blank ones stand at its edges.
fn printed(own: &[Line], repeated: &[String]) -> Vec<Line> {
    let texts: Vec<&str> = own.iter().map(|line| line.text.as_str()).collect();
    let edges = edges(&texts);
    let mut lines = own.to_vec();
    for at in edges {
        if let Some(line) = lines.get_mut(at)
            && repeated.contains(&key(&line.text))
        {
            line.aside = Some(REPEATED);
        }
    }
    // A sentence goes on over the end of a page; blank lines there part nothing.
    let is_text = |line: &Line| !line.is_blank() && line.aside.is_none();
    let first = lines.iter().position(is_text).unwrap_or(lines.len());
    let last = lines.iter().rposition(is_text).unwrap_or(0);
    let mut kept = Vec::with_capacity(lines.len());
    for (at, line) in lines.into_iter().enumerate() {
        if !line.is_blank() || (first..=last).contains(&at) {
            kept.push(line);
        }
    }
    kept
}

/// Whether most letters of a line are written from right to left.
fn is_rtl(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let rtl = text
        .chars()
        .filter(|c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
        .filter(|c| c.is_alphabetic())
        .count();
    rtl * 2 > letters
}

/// Turns around the ranges of a line from right to left whose first number is the larger: "22-20".
fn mend(line: &mut Line) -> bool {
    if line.aside.is_some() || !is_rtl(&line.text) {
        return false;
    }
    let mut mended = String::with_capacity(line.text.len());
    let mut rest = line.text.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, tail) = rest.split_at_checked(start).unwrap_or((rest, ""));
        mended.push_str(before);
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let length = digits(tail);
        let (first, after) = tail.split_at_checked(length).unwrap_or((tail, ""));
        let dash = after.chars().next().filter(|c| matches!(c, '-' | '–' | '‐' | '‑'));
        let behind = dash.and_then(|dash| after.strip_prefix(dash)).unwrap_or_default();
        let (second, left) = behind.split_at_checked(digits(behind)).unwrap_or((behind, ""));
        // 2031-10-22 is no range, and neither is a number of a telephone.
        let is_range = !second.is_empty()
            && !left.starts_with(['-', '–', '.', '/'])
            && !before.ends_with(['-', '–', '.', '/'])
            && ((first.len() <= 2 && second.len() <= 2) || (first.len() == 4 && second.len() == 4));
        let numbers = (first.parse::<u32>(), second.parse::<u32>());
        if let (true, Some(dash), (Ok(a), Ok(b))) = (is_range, dash, numbers)
            && a > b
        {
            mended.push_str(second);
            mended.push(dash);
            mended.push_str(first);
            line.is_mended = true;
            rest = left;
        } else {
            mended.push_str(first);
            rest = after;
        }
    }
    mended.push_str(rest);
    if line.is_mended {
        line.text = mended;
    }
    line.is_mended
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::propose;
    use crate::model::Archive;
    use crate::model::Basis;

    #[test]
    fn what_is_on_every_page_is_cut_and_sentences_go_on() {
        let text = "River News\n\nCall of the river towns\n\nThe towns of the river met for two days and spoke about the\nwater of all who live upon it, and they asked for inter‐\nnational help, which is to come before the winter of the\n\n1\n\u{C}River News\n\nnext year begins, because the fishers wait.\n\n2\n\u{C}River News\n\nThey will meet again in the spring, and speak of the bread.\n\n3\n\u{C}";
        let source = read_pdf(text).unwrap();
        let proposal = propose(&source, &Archive::default());
        let blocks: Vec<&str> =
            proposal.versions[0].blocks.iter().map(|block| block.block.text.as_str()).collect();
        assert_eq!(
            blocks,
            [
                "Call of the river towns",
                "The towns of the river met for two days and spoke about the water of all who live upon it, and they asked for international help, which is to come before the winter of the next year begins, because the fishers wait.",
                "They will meet again in the spring, and speak of the bread.",
            ]
        );
        let cut: Vec<&str> = proposal.cut.iter().map(|cut| cut.text.as_str()).collect();
        assert_eq!(cut.join("|").matches("River News").count(), 3, "{cut:?}");
        assert!(proposal.cut.iter().all(|cut| cut.why == REPEATED || cut.why == "page number"));
    }

    #[test]
    fn a_range_from_right_to_left_is_turned_around_and_inferred() {
        let turned = |text: &str| {
            let mut line = Line::plain(text);
            let is_mended = mend(&mut line);
            (line.text, is_mended)
        };
        assert_eq!(
            turned("عقد في 22-20 أكتوبر 2031"),
            ("عقد في 20-22 أكتوبر 2031".to_owned(), true)
        );
        assert!(!turned("عقد في 20-22 أكتوبر 2031").1);
        assert!(!turned("عقد في 2031-10-22 هنا").1);
        assert!(!turned("on 22-20 October").1);
        let text = "نداء المدن\n\nعقد اللقاء الدولي 12 لمدن النهر في إزمير، تركيا، 22-20 أكتوبر 2031 من أجل الماء والخبز.\n\u{C}";
        let proposal = propose(&read_pdf(text).unwrap(), &Archive::default());
        if let Some(held) = proposal.held {
            assert_eq!(
                (held.value.as_str(), held.basis),
                ("2031-10-20/2031-10-22", Basis::Inferred)
            );
        }
        assert!(proposal.troubles.iter().any(|t| t.message.contains("turned around")));
    }

    #[test]
    fn pages_without_text_are_refused() {
        assert!(read_pdf("\u{C}\u{C}").unwrap_err().contains("pictures"));
    }
}
