//! Documents as one page of HTML that needs nothing else: no script, no file beside it, no network.

mod article;
mod contents;
mod markup;

use crate::export::phrase;
use crate::model::Archive;
use crate::model::Direction;
use crate::model::Document;
use crate::model::Language;

use markup::Html;

/// Nothing is fetched and nothing runs, whatever a text may hold.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A page of `documents`, with a table of contents.
#[must_use]
pub fn page(archive: &Archive, documents: &[&Document]) -> String {
    let (title, language) = match documents {
        [document] => (document.title.clone(), tongue(document)),
        _ => (phrase::counted(documents.len(), "document", "documents"), None),
    };
    let mut head = Html::default();
    head.line(Html::void("meta", &[("charset", "utf-8")]));
    head.line(Html::void(
        "meta",
        &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")],
    ));
    head.line(Html::void(
        "meta",
        &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)],
    ));
    head.line(Html::void("meta", &[("name", "generator"), ("content", "plenary")]));
    head.line(Html::element("title", &[], Html::text(&title)));
    head.line(Html::element("style", &[], Html::own(include_str!("html/style.css"))));
    let mut body = Html::default();
    body.line(Html::element("h1", &spoken(language), Html::text(&title)));
    body.line(contents::contents(archive, documents));
    let mut main = Html::default();
    for document in documents {
        main.line(article::article(archive, document, documents));
    }
    body.line(Html::element("main", &[], main));
    let mut html = Html::default();
    html.line(Html::element("head", &[], head));
    html.line(Html::element("body", &[], body));
    // The program's own words are English; every text says its own language.
    let page = Html::element("html", &[("lang", "en"), ("dir", "ltr")], html);
    format!("<!DOCTYPE html>\n{}\n", page.finish())
}

/// The language of a document's title.
fn tongue(document: &Document) -> Option<&Language> {
    let first = document.version_for(&[]).and_then(|version| document.versions.get(version));
    document.language.as_ref().or(first.map(|version| &version.language))
}

/// The attributes of what is in a language; where that is not known the browser looks at the letters.
fn spoken(language: Option<&Language>) -> Vec<(&'static str, &str)> {
    match language {
        Some(language) if language != &Language::unknown() => {
            let direction = match language.direction() {
                Direction::LeftToRight => "ltr",
                Direction::RightToLeft => "rtl",
            };
            vec![("lang", language.tag()), ("dir", direction)]
        }
        _ => vec![("dir", "auto")],
    }
}

/// The name of a place in the page; ids of documents hold no colon.
fn anchor(parts: &[&str]) -> String {
    parts.join(":")
}

/// A link within the page.
fn link(parts: &[&str], inside: Html) -> Html {
    Html::element("a", &[("href", &format!("#{}", anchor(parts)))], inside)
}
