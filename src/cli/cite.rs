//! `plenary cite`: a document, a version or a block as a reference.

use crate::cli::args::CitationForm;
use crate::cli::args::Cited;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::selection;
use crate::export::cite::Citation;
use crate::export::phrase;
use crate::model::Archive;
use crate::model::Date;
use crate::model::Document;
use crate::model::Version;
use crate::model::clean_line;

/// What may stand between the id of a document and the number of a block; none of them is in an id.
const MARKS: [char; 3] = ['¶', ':', '#'];

/// Cites what was asked for: all of it, or nothing.
pub(super) fn run(desk: &mut Desk, wish: &Cited) -> Result<(), Failure> {
    let accessed = wish.accessed.as_deref().map(day).transpose()?;
    let archive = desk.archive()?;
    let named = each(&wish.what);
    let cited: Vec<Citation<'_>> = named
        .iter()
        .map(|named| cited(&archive, named, wish, accessed.as_ref()))
        .collect::<Result<_, _>>()?;
    match wish.format {
        CitationForm::Text => {
            told(&cited, Citation::text).iter().try_for_each(|line| desk.output.line(line))
        }
        CitationForm::Bibtex => desk.output.text(&told(&cited, Citation::bibtex).join("\n")),
        CitationForm::Biblatex => desk.output.text(&told(&cited, Citation::biblatex).join("\n")),
        CitationForm::CslJson => {
            desk.output.json(&cited.iter().map(Citation::csl).collect::<Vec<_>>())
        }
        // Its lines end as RIS wants them.
        CitationForm::Ris => desk.output.lines_of_network(&told(&cited, Citation::ris).concat()),
    }
}

fn told<'a>(cited: &[Citation<'a>], form: impl Fn(&Citation<'a>) -> String) -> Vec<String> {
    cited.iter().map(form).collect()
}

fn cited<'a>(
    archive: &'a Archive,
    named: &str,
    wish: &Cited,
    accessed: Option<&'a Date>,
) -> Result<Citation<'a>, Failure> {
    let (id, number) = parts(named)?;
    let document = selection::document(archive, id)?;
    let version = selection::version(document, wish.lang.as_deref())?;
    let mut citation = Citation::of(archive, document);
    if let Some(version) = version.filter(|_| wish.lang.is_some()) {
        citation = citation.in_version(version);
    }
    if let Some(number) = number {
        citation = citation.at_block(there(document, version, number)?);
    }
    if let Some(day) = accessed {
        citation = citation.accessed(day);
    }
    Ok(citation)
}

/// What is to be cited, one by one: a mark or a number belongs to the id before it.
fn each(words: &[String]) -> Vec<String> {
    let mut each: Vec<String> = Vec::new();
    for word in words {
        let is_number = word.chars().all(|c| c.is_ascii_digit());
        match each.last_mut() {
            Some(last)
                if word.starts_with(MARKS)
                    || last.ends_with(MARKS)
                    || is_number && !last.contains(MARKS) =>
            {
                last.push(' ');
                last.push_str(word);
            }
            _ => each.push(word.clone()),
        }
    }
    each
}

/// The id, and the number of a block: `forum-9-call¶8`, `forum-9-call ¶ 8`, `forum-9-call:8`.
fn parts(named: &str) -> Result<(&str, Option<usize>), Failure> {
    let named = named.trim();
    let between = |c: char| MARKS.contains(&c) || c.is_whitespace();
    let Some((id, number)) = named.split_once(between) else {
        return Ok((named, None));
    };
    let number = number.trim_start_matches(between).trim_end();
    let digits = number.chars().all(|c| c.is_ascii_digit());
    match number.parse() {
        Ok(number) if digits => Ok((id, Some(number))),
        _ => Err(Failure::wrong(format!("\"{}\" is no number of a block", clean_line(number)))
            .with_hint("a block is cited as forum-9-call¶8 or forum-9-call:8")),
    }
}

fn there(document: &Document, version: Option<&Version>, number: usize) -> Result<usize, Failure> {
    let count = version.map_or(0, |version| version.blocks.len());
    if (1..=count).contains(&number) {
        return Ok(number);
    }
    let language = version.map(|version| format!(" in {}", version.language)).unwrap_or_default();
    let blocks = phrase::counted(count, "block", "blocks");
    let missing = format!("{} has no ¶ {number}{language}: it has {blocks}", document.id);
    Err(Failure::nothing(missing))
}

fn day(text: &str) -> Result<Date, Failure> {
    Date::parse(text).map_err(|(why, _)| {
        Failure::wrong(format!("--accessed {} is no date: {why}", clean_line(text)))
            .with_hint("a day is written as 2024-05-01")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_are_told_apart() {
        for (line, parted) in [
            ("call report", &["call", "report"][..]),
            ("call ¶ 8 report:3", &["call ¶ 8", "report:3"]),
            ("call 8 report", &["call 8", "report"]),
            ("call¶8 report ¶2", &["call¶8", "report ¶2"]),
        ] {
            let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            assert_eq!(each(&words), parted, "{line}");
        }
    }

    #[test]
    fn a_block_is_named_in_several_ways() {
        for named in
            ["call¶8", "call ¶8", "call ¶ 8", "call:8", "call#8", " call 8 ", "call¶\u{a0}8"]
        {
            assert_eq!(parts(named), Ok(("call", Some(8))), "{named}");
        }
        assert_eq!(parts("call"), Ok(("call", None)));
        for bad in ["call¶", "call:x", "call¶+8", "call¶8¶9", "call 8 9", "call:-1"] {
            assert_eq!(parts(bad).unwrap_err().code, 2, "{bad}");
        }
    }
}
