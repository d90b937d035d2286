//! Which documents are meant: ids, or a query, and a meeting.

use unicode_width::UnicodeWidthStr;

use crate::app;
use crate::cli::args::Selection;
use crate::cli::desk::Desk;
use crate::cli::desk::Opened;
use crate::cli::failure::Failure;
use crate::cli::failure::remark;
use crate::cli::near;
use crate::model::Archive;
use crate::model::Document;
use crate::model::Language;
use crate::model::Positions;
use crate::model::Version;
use crate::model::clean_line;
use crate::search::Marks;
use crate::search::Query;
use crate::search::QueryError;
use crate::search::Scope;
use crate::search::Texts;

/// The fields whose value is a name, which may hold blanks.
const NAMES: [&str; 7] = ["signed", "by", "party", "place", "series", "topic", "title"];

/// So many ids are compared with one that is not there; more would take longer than they are worth.
const COMPARED: usize = 5_000;

/// The documents that are meant, in the order of the archive; at least one.
///
/// Where every word is the id of a document, these are meant; else the words are a query.
pub(super) fn documents<'a>(
    desk: &Desk,
    opened: &'a Opened,
    wish: &Selection,
) -> Result<Vec<&'a Document>, Failure> {
    let positions = found(desk, opened, wish)?;
    Ok(positions.iter().filter_map(|position| opened.archive.at(position)).collect())
}

/// Their positions; where they are found only after all texts are read, that is said before.
pub(super) fn found(desk: &Desk, opened: &Opened, wish: &Selection) -> Result<Positions, Failure> {
    let archive = &opened.archive;
    let are_ids = || named(archive, wish).is_some();
    if let Some(why) = &opened.wordless
        && Query::parse(&words(&wish.query)).is_ok_and(|query| query.looks_into_texts())
        && !are_ids()
    {
        remark(&format!("texts are read one by one, as {why}; see plenary index"));
    }
    positions(desk, archive, &*opened.texts, wish)
}

/// The positions of the documents whose ids the words are, in the order of the words; nothing where one is no id,
/// or there is none.
pub(super) fn named(archive: &Archive, wish: &Selection) -> Option<Vec<usize>> {
    let named: Option<Vec<usize>> = wish.query.iter().map(|id| archive.position(id)).collect();
    named.filter(|named| !named.is_empty())
}

/// The positions of the documents that are meant; at least one.
pub(super) fn positions(
    desk: &Desk,
    archive: &Archive,
    texts: &dyn Texts,
    wish: &Selection,
) -> Result<Positions, Failure> {
    let mut positions = match named(archive, wish) {
        Some(named) => named.into_iter().collect(),
        None => select(desk, archive, texts, &words(&wish.query))?,
    };
    if let Some(numbers) = &wish.meeting {
        positions.keep(&select(desk, archive, texts, &format!("meeting:{numbers}"))?);
    }
    if positions.is_empty() {
        return Err(nothing(archive, wish));
    }
    Ok(positions)
}

/// The document with this id.
pub(super) fn document<'a>(archive: &'a Archive, id: &str) -> Result<&'a Document, Failure> {
    archive.document(id).ok_or_else(|| {
        let missing = Failure::nothing(format!("there is no document {}", clean_line(id)));
        missing.with_hint(
            suggestion(archive, id).unwrap_or_else(|| "plenary list prints the ids".to_owned()),
        )
    })
}

/// The version in the language that was asked for, else the one that is shown first.
pub(super) fn version<'a>(
    document: &'a Document,
    lang: Option<&str>,
) -> Result<Option<&'a Version>, Failure> {
    let Some(tag) = lang else {
        let position = document.version_for(&[]);
        return Ok(position.and_then(|position| document.versions.get(position)));
    };
    let wanted = Language::parse(tag).map_err(|_| {
        Failure::wrong(format!("{} is no language tag", clean_line(tag)))
            .with_hint("a tag is written as ar, ru or pt-BR")
    })?;
    let exact = document.versions.iter().find(|v| v.language == wanted);
    let answer = document.versions.iter().find(|v| v.language.answers(&wanted));
    exact.or(answer).map(Some).ok_or_else(|| {
        let there = languages(&document.versions);
        Failure::nothing(format!("{} has no version in {wanted}", document.id)).with_hint(
            if there.is_empty() {
                "it has no version at all".to_owned()
            } else {
                format!("it has {there}")
            },
        )
    })
}

fn languages(versions: &[Version]) -> String {
    let tags: Vec<&str> = versions.iter().map(|version| version.language.tag()).collect();
    tags.join(", ")
}

/// The whole wish as one query.
pub(super) fn query(wish: &Selection) -> String {
    let words = words(&wish.query);
    match &wish.meeting {
        None => words,
        Some(numbers) if words.is_empty() => format!("meeting:{numbers}"),
        Some(numbers) => format!("meeting:{numbers} ({words})"),
    }
}

fn select(
    desk: &Desk,
    archive: &Archive,
    texts: &dyn Texts,
    text: &str,
) -> Result<Positions, Failure> {
    let query = Query::parse(text).map_err(|error| unreadable(text, &error))?;
    // The notebook is looked into only for what it alone knows.
    let marks = if text.contains("is:") {
        app::marks(archive, &super::notebook::of(desk)?)
    } else {
        Marks::default()
    };
    Ok(query.select_in(Scope { archive, texts, marks: &marks, stop: &|| false }))
}

/// Whether the wish can be read as a query.
pub(super) fn readable(wish: &Selection) -> Result<(), Failure> {
    let text = words(&wish.query);
    Query::parse(&text).map(drop).map_err(|error| unreadable(&text, &error))
}

/// Shows a query with a caret under the place where it cannot be read.
fn unreadable(text: &str, error: &QueryError) -> Failure {
    let before: String = text.chars().take(error.column.saturating_sub(1)).collect();
    let caret = " ".repeat(clean_line(&before).width());
    Failure::wrong(format!(
        "this query cannot be read: {}\n  {}\n  {caret}^",
        error.message,
        clean_line(text)
    ))
}

fn nothing(archive: &Archive, wish: &Selection) -> Failure {
    if archive.is_empty() {
        return Failure::nothing("the archive has no documents");
    }
    let asked = query(wish);
    let failure = Failure::nothing(format!("no document matches {}", clean_line(&asked)));
    match wish.query.as_slice() {
        [word] => match suggestion(archive, word) {
            Some(hint) => failure.with_hint(hint),
            None => failure,
        },
        _ => failure,
    }
}

fn suggestion(archive: &Archive, id: &str) -> Option<String> {
    let rows = (0..archive.len().min(COMPARED)).filter_map(|position| archive.row(position));
    let ids: Vec<String> = rows.map(|row| row.id.to_string()).collect();
    let near = near::nearest(id, ids.iter().map(String::as_str));
    (!near.is_empty()).then(|| format!("did you mean {}?", near.join(", or ")))
}

/// The words as one query. A shell takes the quotes of `signed:"party of labour"`; they are put back
/// where the value of a field that takes names has blanks and nothing else that a query would read.
pub(super) fn words(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| requoted(word)).collect();
    words.join(" ")
}

/// The same of words that are ids.
pub(super) fn words_of_ids(ids: &[String]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("id:{id}")).collect();
    ids.join(" or ")
}

fn requoted(word: &str) -> String {
    let bare = word.strip_prefix('-').unwrap_or(word);
    let dash = if bare.len() < word.len() { "-" } else { "" };
    match bare.split_once(':') {
        Some((field, value))
            if NAMES.contains(&field)
                && value.contains(char::is_whitespace)
                && !value.contains(['"', ':', '(', ')', '#']) =>
        {
            format!("{dash}{field}:\"{value}\"")
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(query: &[&str], meeting: Option<&str>) -> Selection {
        Selection {
            query: query.iter().map(|&word| word.to_owned()).collect(),
            meeting: meeting.map(str::to_owned),
        }
    }

    #[test]
    fn a_name_gets_back_the_quotes_that_the_shell_took() {
        let asked = wish(&["-signed:party of labour", "peace or war", "kind:a b"], None);
        assert_eq!(query(&asked), "-signed:\"party of labour\" peace or war kind:a b");
        let asked = wish(&["by:kke meeting:23", "by:\"a b\""], None);
        assert_eq!(query(&asked), "by:kke meeting:23 by:\"a b\"");
    }

    #[test]
    fn a_meeting_holds_for_the_whole_query() {
        let asked = wish(&["a", "or", "b"], Some("20..23"));
        assert_eq!(query(&asked), "meeting:20..23 (a or b)");
        assert_eq!(query(&wish(&[], Some("23"))), "meeting:23");
        assert_eq!(query(&wish(&[], None)), "");
    }

    #[test]
    fn a_caret_stands_under_what_cannot_be_read() {
        let error = QueryError { column: 8, message: "a word was expected".to_owned() };
        assert_eq!(
            unreadable("kind:日 :x", &error).message,
            "this query cannot be read: a word was expected\n  kind:日 :x\n          ^"
        );
        let error = QueryError { column: usize::MAX, message: String::new() };
        assert!(unreadable("\u{1b}", &error).message.ends_with("␛\n   ^"));
    }
}
