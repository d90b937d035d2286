//! `plenary search`: passages, the best first.

use crate::cli::args::Searched;
use crate::cli::args::Selection;
use crate::cli::desk::Desk;
use crate::cli::desk::Freshness;
use crate::cli::desk::Opened;
use crate::cli::failure::Failure;
use crate::cli::selection;
use crate::export::json::Passage;
use crate::model::Archive;
use crate::search::Hit;
use crate::search::Query;
use crate::search::hits;

/// So many grapheme clusters of a passage are written.
const WIDTH: usize = 160;

/// Writes the passages in which the words of a query stand.
pub(super) fn run(desk: &mut Desk, wish: &Searched) -> Result<(), Failure> {
    let opened = desk.open(Freshness::Glance)?;
    let archive = &opened.archive;
    let query = Query::parse(&selection::words(&wish.selection.query)).unwrap_or_default();
    let terms = query.terms();
    let ranked = match ranked(desk, &opened, &wish.selection, (&query, &terms)) {
        Ok(ranked) => ranked,
        Err(nothing) => {
            let form = crate::cli::args::Form { json: wish.json, csv: false };
            return desk.output.nothing(form, nothing);
        }
    };
    let hits = hits(archive, &terms, &ranked, (wish.limit, WIDTH));
    let passages: Vec<Passage> = hits.iter().filter_map(|hit| passage(archive, hit)).collect();
    if wish.json {
        return desk.output.json(&passages);
    }
    for (hit, passage) in hits.iter().zip(&passages) {
        let block = passage.block.map(|block| format!("¶{block}")).unwrap_or_default();
        let lang = passage.lang.as_deref().map(|lang| format!("  {lang}")).unwrap_or_default();
        desk.output.title(&format!("{}{block}{lang}", passage.document))?;
        desk.output.line(&format!("    {}", marked(hit)))?;
    }
    Ok(())
}

/// The documents that are meant, the best first; at least one.
fn ranked(
    desk: &Desk,
    opened: &Opened,
    wish: &Selection,
    (query, terms): (&Query, &[String]),
) -> Result<Vec<(usize, f32)>, Failure> {
    let (archive, texts) = (&opened.archive, &*opened.texts);
    let is_words_alone =
        query.is_all_words() && wish.meeting.is_none() && selection::named(archive, wish).is_none();
    let answers = is_words_alone.then(|| texts.answers(archive, terms)).flatten();
    if let Some(ranked) = answers.filter(|ranked| !ranked.is_empty()) {
        return Ok(ranked);
    }
    let positions = selection::found(desk, opened, wish)?;
    Ok(texts.ranked(archive, terms, &positions))
}

fn passage(archive: &Archive, hit: &Hit) -> Option<Passage> {
    let document = archive.at(hit.document)?;
    let version = hit.block.and_then(|(version, _)| document.versions.get(version));
    Some(Passage {
        document: document.id.to_string(),
        lang: version.map(|version| version.language.to_string()),
        block: hit.block.map(|(_, block)| block + 1),
        score: hit.score,
        excerpt: hit.excerpt.text.clone(),
        matches: hit.excerpt.matches.iter().map(|range| [range.start, range.end]).collect(),
    })
}

/// The passage with the words between the marks of a quotation that no keyboard lacks.
fn marked(hit: &Hit) -> String {
    let mut text = String::new();
    let mut matches = hit.excerpt.matches.iter().peekable();
    for (at, letter) in hit.excerpt.text.chars().enumerate() {
        if matches.peek().is_some_and(|range| range.start == at) {
            text.push('[');
        }
        text.push(letter);
        if matches.peek().is_some_and(|range| range.end == at + 1) {
            text.push(']');
            matches.next();
        }
    }
    text
}
