//! Pages of the web: what the page says of itself, then its main text, line by line.

mod guard;
mod notes;
mod page;
mod walk;

use std::collections::HashSet;

use dom_query::Document;
use dom_smoothie::CandidateSelectMode;
use dom_smoothie::Config;
use dom_smoothie::Readability;

use super::chrome::Stamp;
use super::chrome::stamp;
use super::decode::decoded;
use super::line::Line;
use super::mark::unmarked;
use super::proposal::Trouble;
use super::source::Format;
use super::source::Page;
use super::source::Source;
use super::source::beginning;
use super::source::bounded;

/// A main text with less letters than this part of the page's own is not believed.
const BELIEVED: (usize, usize) = (2, 5);

/// Whether bytes are a page of the web.
pub(super) fn is_html(bytes: &[u8], name: &str) -> bool {
    let by_name =
        [".html", ".htm", ".xhtml"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    let start = bytes.get(..1024).unwrap_or(bytes).to_ascii_lowercase();
    let begins = |tag: &[u8]| start.windows(tag.len()).any(|part| part == tag);
    let looks =
        begins(b"<!doctype html") || begins(b"<html") || (begins(b"<head") && begins(b"<meta"));
    looks || (by_name && start.contains(&b'<'))
}

/// Reads a page.
pub(super) fn read(bytes: &[u8]) -> Result<Source, String> {
    let mut troubles = Vec::new();
    let (taken, cut) = beginning(bytes);
    troubles.extend(cut);
    let decoded = decoded(taken, guard::charset(taken))
        .ok_or("it is no text (too many control characters)")?;
    troubles.extend(decoded.troubles);
    let guarded = guard::guarded(&decoded.text);
    if guarded.cut > 0 {
        troubles.push(Trouble::new(format!(
            "{} tags are nested deeper than {} and were left out; the text in them stays.",
            guarded.cut,
            guard::DEEPEST
        )));
    }
    let document = Document::from(guarded.html.as_str());
    let mut page = page::read(&document);
    page::unhide(&document);
    let notes = notes::take_out(&document);
    let whole = walk::lines(&document);
    dates_beside(&whole, &mut page);
    // What was nested too deep stands elsewhere now: what is a part of what cannot be told any more.
    let main = (guarded.cut == 0).then(|| main_text(&document)).flatten();
    let main = main.map(|content| walk::lines(&Document::from(content.as_str())));
    let lines = match main {
        Some(main) if is_whole(&main, &whole) => with_names(main, &whole, &mut troubles),
        Some(_) => {
            troubles.push(Trouble::new(
                "What surrounds the main text could not be told from it; all of the page is taken.",
            ));
            whole
        }
        None => whole,
    };
    if !lines.iter().any(|line| !line.is_blank()) {
        return Err(
            "the page holds no text; if it is made by a script, save it as text from a browser"
                .to_owned(),
        );
    }
    let mut lines = with_title(lines, &page.titles);
    lines.extend(notes);
    let lines = bounded(lines, &mut troubles);
    Ok(Source { format: Format::Html, lines, page, troubles, sha256: String::new() })
}

/// The day and the writer as they stand in lines that are cut from the main text, or close to the title.
fn dates_beside(whole: &[Line], page: &mut Page) {
    let around = super::cutting::around(whole, &[]);
    let near = page.titles.first().and_then(|title| stamp_near(whole, title));
    let posted = around.posted.map(|(_, _, words)| words);
    if let Some(words) = posted.or_else(|| near.as_ref().map(|stamp| stamp.words.clone()))
        && page.published.is_empty()
    {
        page.published.push(words);
    }
    let writer = around.posted_by.map(|(_, name)| name);
    if let Some(name) = writer.or_else(|| near.and_then(|stamp| stamp.by))
        && page.author.is_none()
    {
        page.author = Some(name);
    }
}

/// The line near a page's title that says when the page was made; a day alone says so only above it.
fn stamp_near(whole: &[Line], title: &str) -> Option<Stamp> {
    const NEAR: usize = 4;
    let key = crate::fold::fold_trimmed(title);
    let filled: Vec<&Line> = whole.iter().filter(|line| !line.is_blank()).collect();
    let at = filled.iter().position(|line| crate::fold::fold_trimmed(&line.text) == key)?;
    let above = filled.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
    let below = filled.get(at + 1..).unwrap_or_default();
    let above = above.iter().rev().find_map(|line| stamp(&line.text));
    above.or_else(|| {
        let said = below.iter().take(NEAR).filter_map(|line| Some((stamp(&line.text)?, *line)));
        said.into_iter()
            .find(|(stamp, line)| stamp.words.contains(':') || stamp.words.len() < line.text.len())
            .map(|(stamp, _)| stamp)
    })
}

/// The main text of a page, as HTML.
fn main_text(document: &Document) -> Option<String> {
    let config = Config {
        max_elements_to_parse: 200_000,
        candidate_select_mode: CandidateSelectMode::Readability,
        ..Config::default()
    };
    let mut readability = Readability::with_document(document.clone(), None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    Some(article.content.to_string())
}

/// The main text with the lists of names that the page has under it: what tells articles from lists of
/// links often takes them away.
fn with_names(mut main: Vec<Line>, whole: &[Line], troubles: &mut Vec<Trouble>) -> Vec<Line> {
    let positions: Vec<usize> = (0..whole.len()).collect();
    let texts: HashSet<String> = main.iter().map(|line| unmarked(&line.text).to_owned()).collect();
    let mut added = 0;
    for run in super::names::runs(whole, &positions) {
        let of = |at: &usize| whole.get(*at).map(|line| line.text.as_str()).unwrap_or_default();
        let missing = run.lines.iter().filter(|at| !texts.contains(unmarked(of(at)))).count();
        let (Some(heading), Some(last)) = (run.heading_at, run.lines.last()) else {
            continue;
        };
        if missing * 2 > run.lines.len() {
            added += run.names.len();
            main.push(Line::default());
            main.extend(whole.get(heading..=*last).unwrap_or_default().iter().cloned());
        }
    }
    if added > 0 {
        troubles.push(Trouble::new(format!(
            "{added} names stand outside of the main text of the page; they were put under it."
        )));
    }
    main
}

/// Whether a main text has most of the page's longer lines, and every script that the page has much of.
fn is_whole(main: &[Line], whole: &[Line]) -> bool {
    let letters = |lines: &[Line], fits: fn(char) -> bool| -> usize {
        lines.iter().flat_map(|line| line.text.chars()).filter(|letter| fits(*letter)).count()
    };
    let long = |lines: &[Line]| -> usize {
        lines.iter().map(Line::length).filter(|length| *length >= 60).sum()
    };
    let scripts: [fn(char) -> bool; 5] = [
        |c| c.is_ascii_alphabetic(),
        |c| ('\u{400}'..='\u{4FF}').contains(&c),
        |c| ('\u{600}'..='\u{6FF}').contains(&c),
        |c| ('\u{370}'..='\u{3FF}').contains(&c),
        |c| ('\u{4E00}'..='\u{9FFF}').contains(&c),
    ];
    let keeps = |fits: fn(char) -> bool| {
        let all = letters(whole, fits);
        all < 200 || letters(main, fits) * BELIEVED.1 >= all * BELIEVED.0
    };
    long(main) * BELIEVED.1 >= long(whole) * BELIEVED.0 && scripts.into_iter().all(keeps)
}

/// The text of a page under the page's own heading, which the main text often lacks.
fn with_title(lines: Vec<Line>, titles: &[String]) -> Vec<Line> {
    use super::line::Shape;
    let has_title = lines.iter().take(40).any(|line| line.shape == Shape::Title);
    let key = |text: &str| crate::fold::fold_trimmed(text);
    let headed = lines
        .iter()
        .filter(|line| !line.is_blank())
        .take(2)
        .any(|line| line.shape == Shape::Heading);
    let Some(title) = titles.first().filter(|_| !has_title && !headed) else {
        return lines;
    };
    let wanted = key(title);
    let repeated = lines.iter().filter(|line| !line.is_blank()).take(8).any(|line| {
        let line = key(&line.text);
        line == wanted
            || (line.chars().count() >= 12 && (line.contains(&wanted) || wanted.contains(&line)))
    });
    if repeated {
        return lines;
    }
    let heading = Line { shape: Shape::Title, ..Line::plain(title) };
    [heading, Line::default()].into_iter().chain(lines).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> Vec<String> {
        let source = read(html.as_bytes()).unwrap();
        source.lines.iter().filter(|line| !line.is_blank()).map(|line| line.text.clone()).collect()
    }

    #[test]
    fn numbers_and_bullets_of_lists_are_kept() {
        let html = "<html><body><article><h1>Call</h1><p>We met and we ask all of the towns for this, and for no less than this:</p>\
            <ol start=3><li>water,<li>bread,<ul><li>white</li><li>black</li></ul></li><li value=9>salt.</li></ol>\
            <table><tr><th>No</th><th>Party</th></tr><tr><td>1</td><td>Bakers</td></tr></table>\
            <p>One<br>two</p></article></body></html>";
        let lines = text(html);
        for line in ["3. water,", "4. bread,", "• white", "9. salt.", "1\tBakers", "One", "two"] {
            assert!(lines.iter().any(|found| found == line), "{line} in {lines:?}");
        }
    }

    #[test]
    fn hidden_languages_are_read() {
        let para = |text: &str| format!("<p>{}</p>", format!("{text} ").repeat(6));
        let html = format!(
            "<html><body><nav><a href=/>Home</a></nav><div class=tab lang=en>{}</div>\
             <div class=tab lang=ru style=\"display:none\">{}</div><div lang=ar hidden>{}</div></body></html>",
            para("The assembly met for two days in the town and spoke about water."),
            para("Собрание заседало два дня в городе и говорило о воде."),
            para("اجتمعت الجمعية يومين في المدينة وتحدثت عن المياه."),
        );
        let all = text(&html).join(" ");
        for word in ["assembly", "Собрание", "الجمعية"] {
            assert!(all.contains(word), "{word} in {all}");
        }
    }

    #[test]
    fn notes_stand_under_the_text_with_their_marks_in_it() {
        let para = "The assembly met for two days in the town and spoke about the water of it";
        let html = format!(
            "<html><body><article><h1>Call</h1><p>{para}<sup id=r1><a href=\"#n1\">1</a></sup> and of bread.</p>\
             <p>{para}, again<a href=\"#n2\" id=r2>[2]</a>. <a href=\"#part\">1</a></p><h2 id=part>Part</h2><p>{para}.</p></article>\
             <ol><li id=n1>Of the <i>north</i>. <a href=\"#r1\">↩</a></li><li id=n2><a href=\"#r2\">[2]</a> Of the south.</li></ol></body></html>"
        );
        let lines = text(&html);
        assert!(
            lines.iter().any(|line| line.ends_with("the water of it[1] and of bread.")),
            "{lines:?}"
        );
        assert!(lines.iter().any(|line| line.contains("again[2]. 1")), "{lines:?}");
        assert_eq!(lines[lines.len() - 2..], ["[1] Of the north.", "[2] Of the south."]);
        assert!(lines.iter().any(|line| line == "Part"), "{lines:?}");
    }

    #[test]
    fn deep_and_broken_pages_are_read_in_bounded_time() {
        let deep = format!("<html><body>{}<p>Text in the deep.</p>", "<div>".repeat(100_000));
        assert!(text(&deep).iter().any(|line| line.contains("Text in the deep")));
        let open = format!("<html><body>{}text", "<b><i><a href=x>".repeat(20_000));
        assert!(read(open.as_bytes()).is_ok());
        // What is nested deeper than the tree is walked is read as if it stood higher: all of its words stay.
        let steps = (0..10_000).map(|nth| format!("<div>word{nth} "));
        let all = text(&format!("<html><body>{}", steps.collect::<String>())).join(" ");
        let words: HashSet<&str> = all.split_whitespace().collect();
        assert!((0..10_000).all(|nth| words.contains(format!("word{nth}").as_str())));
        assert!(read(b"<html><body></body></html>").is_err());
    }
}
