//! Pages, read by parsers that did not write them.

use std::fmt::Write;
use std::fs;

use pulldown_cmark::Event;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use scraper::Html;
use scraper::Selector;

use crate::cli_archive::Made;
use crate::cli_archive::Ran;
use crate::cli_archive::plenary;

/// Texts that would be markup, if they could.
const EVIL: [&str; 8] = [
    "<script>alert(1)</script>",
    "</p></section><img src=x onerror=alert(1)>",
    "\"><b>&lt;&amp;",
    "[a](javascript:alert(1)) ![b](c)",
    "# a `b` *c* _d_ ~~e~~ | f",
    "1. - > g",
    "<!-- h",
    "]]> {{i}} <style>",
];

/// The archive with a document that has an evil text wherever a text may stand.
fn hostile() -> Made {
    let made = Made::new();
    let mut record = String::from("id = \"evil\"\nkind = \"call\"\n");
    let quoted = |at: usize| format!("'''{}'''", EVIL[at % EVIL.len()]);
    let fields = ["title", "number", "summary", "notes"];
    for (at, name) in fields.into_iter().enumerate() {
        writeln!(record, "{name} = {}", quoted(at)).unwrap();
    }
    writeln!(record, "topics = [{}]\n[issued]\nby = [{}]", quoted(4), quoted(5)).unwrap();
    writeln!(record, "[[version]]\nlang = \"ar\"\nnotes = {}", quoted(6)).unwrap();
    for at in 0..EVIL.len() {
        let (this, next) = (quoted(at), quoted(at + 1));
        write!(
            record,
            "[[signatories]]\nrole = \"signed\"\ngroup = {this}\nnames = [{next}]\n\
             [[action]]\npoint = {this}\nwhat = {next}\nwho = [{this}]\nas_stated = {next}\nnotes = {this}\n\
             [[copy]]\nsite = {this}\nurl = {next}\n\
             [[claim]]\nfield = {this}\nvalue = {next}\nsaid_in = \"https://example.org/\"\n"
        )
        .unwrap();
    }
    record.push_str("[[copy]]\nurl = \"javascript:alert(1)\"\n");
    made.write("evil/document.toml", &record);
    let text: Vec<String> = EVIL.iter().map(|evil| format!("\\{evil}\n\n- {evil}")).collect();
    made.write("evil/text.ar.txt", &format!("# {}\n\n{}\n", EVIL[1], text.join("\n\n")));
    made
}

fn bundled(arguments: &[&str]) -> String {
    Ran::of(&plenary().args(arguments).output().unwrap()).good().to_owned()
}

#[track_caller]
fn parsed(page: &str) -> Html {
    let html = Html::parse_document(page);
    assert!(html.errors.is_empty(), "{:?}", html.errors);
    html
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: scraper::ElementRef<'_>) -> String {
    element.text().collect()
}

#[test]
fn a_page_stands_alone() {
    for arguments in [
        &["export", "--format", "html"][..],
        &["export", "imcwp-23-ukraine-resolution", "--format", "html"],
    ] {
        let page = bundled(arguments);
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">"));
        let html = parsed(&page);
        for nothing in ["script", "link", "img", "iframe", "form", "object", "[onclick]", "[src]"] {
            assert!(all(&html, nothing).is_empty(), "{nothing}");
        }
        assert_eq!(all(&html, "style").len(), 1);
        assert!(!page.contains("url(") && !page.contains("@import"));
        // Every link leads somewhere, and every name is there once.
        let ids: Vec<&str> = all(&html, "[id]").iter().map(|e| e.attr("id").unwrap()).collect();
        let unique: std::collections::HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len());
        for link in all(&html, "a") {
            let href = link.attr("href").unwrap();
            let there = href.strip_prefix('#').is_some_and(|id| unique.contains(id));
            assert!(there || href.starts_with("http"), "{href}");
        }
        let levels: Vec<u32> = all(&html, "h1, h2, h3, h4, h5, h6")
            .iter()
            .map(|heading| heading.value().name().trim_start_matches('h').parse().unwrap())
            .collect();
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    }
}

#[test]
fn every_version_has_its_language_and_direction() {
    let page = bundled(&["export", "imcwp-23-ukraine-resolution", "--format", "html"]);
    let html = parsed(&page);
    for (language, direction) in [("en", "ltr"), ("ru", "ltr"), ("es", "ltr"), ("ar", "rtl")] {
        let within = format!("section[lang={language}][dir={direction}]");
        assert_eq!(all(&html, &within).len(), 1, "{language}");
        let blocks = all(&html, &format!("{within} .block[lang={language}][dir={direction}]"));
        assert_eq!(blocks.len(), 24, "{language}");
    }
    let first = all(&html, "[id='imcwp-23-ukraine-resolution:ar:1']");
    assert!(text(first[0]).starts_with("¶ 1 للتضامن"));
    assert_eq!(all(&html, "section[lang=ar] .coverage[dir=ltr][lang=en]").len(), 1);
}

#[test]
fn names_stand_in_their_groups_in_the_printed_order() {
    let page = bundled(&["export", "imcwp-23-ukraine-resolution", "--format", "html"]);
    let html = parsed(&page);
    let groups = all(&html, ".signatories ol");
    let counts: Vec<usize> = groups.iter().map(|group| group.child_elements().count()).collect();
    assert_eq!(counts, [25, 4]);
    let names: Vec<String> = all(&html, ".signatories li bdi").into_iter().map(text).collect();
    assert_eq!(names[0], "Algerian Party for Democracy and Socialism");
    assert_eq!(names[28], "JVP Sri Lanka");
    let markdown = bundled(&["export", "imcwp-23-ukraine-resolution"]);
    assert!(markdown.contains("\n25. Communist Party of Turkey (TR)\n\n## Other Parties"));
    assert!(markdown.contains("<div lang=\"ar\" dir=\"rtl\">\n\n### "));
}

#[test]
fn actions_show_how_their_dates_are_known() {
    for format in ["html", "markdown"] {
        let page = bundled(&["export", "imcwp-23-action-plan", "--format", format]);
        for told in ["29 November 2023 (inferred), yearly, until 2024", "4–5 May 2024 (stated)"] {
            assert!(page.contains(told), "{format}: {told}");
        }
        assert!(page.contains("issued.held is 2023-10-19/2023-10-22 according to"), "{format}");
    }
    let html = parsed(&bundled(&["export", "imcwp-23-action-plan", "--format", "html"]));
    let marks = all(&html, ".actions li > a[href='#imcwp-23-action-plan:en:11']");
    assert_eq!(marks.len(), 1);
}

#[test]
fn no_text_of_a_document_is_markup_of_a_page() {
    let made = hostile();
    let page = made.run(&["export", "--format", "html"]).good().to_owned();
    let html = parsed(&page);
    for nothing in ["script", "img", "[onerror]", "main b b", "s", "[href^=javascript]"] {
        assert!(all(&html, nothing).is_empty(), "{nothing}");
    }
    assert_eq!(all(&html, "style").len(), 1);
    let article = all(&html, "article[id=evil]");
    let told = text(article[0]);
    for evil in EVIL {
        // The title, the groups, the actions, the claims and the text all hold it.
        assert!(told.matches(evil).count() > 4, "{evil}");
    }
    let bullets = all(&html, "[id=evil] section[lang=ar] li.bullet").into_iter().map(text);
    let bullets: Vec<String> = bullets.collect();
    assert_eq!(bullets.len(), EVIL.len(), "{bullets:#?}");
    assert_eq!(text(all(&html, "title")[0]), "3 documents");
    let one = parsed(made.run(&["export", "evil", "--format", "html"]).good());
    assert_eq!(text(all(&one, "title")[0]), EVIL[0]);
}

#[test]
fn no_text_of_a_document_is_markup_of_markdown() {
    let made = hostile();
    let page = made.run(&["export", "evil"]).good().to_owned();
    let mut told = String::new();
    let mut divisions = 0;
    for event in Parser::new_ext(&page, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(text) => told.push_str(&text),
            Event::SoftBreak | Event::HardBreak => told.push(' '),
            Event::Html(html) => {
                assert!(
                    ["<div lang=\"ar\" dir=\"rtl\">\n", "</div>\n"].contains(&&*html),
                    "{html}"
                );
                divisions += 1;
            }
            Event::Start(Tag::Link { dest_url, .. }) => panic!("{dest_url}"),
            Event::Start(
                Tag::Image { .. }
                | Tag::CodeBlock(_)
                | Tag::Emphasis
                | Tag::Strikethrough
                | Tag::Table(_)
                | Tag::BlockQuote(_)
                | Tag::FootnoteDefinition(_),
            )
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::Rule
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_) => panic!("{event:?}"),
            Event::End(_) => told.push('\n'),
            _ => {}
        }
    }
    assert_eq!(divisions, 2);
    for evil in EVIL {
        assert!(told.matches(evil).count() > 4, "{evil} in {told}");
    }
}

#[test]
fn a_file_is_written_whole_and_never_over_another() {
    let made = Made::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.html");
    let out = path.to_str().unwrap();
    assert_eq!(made.run(&["export", "--out", out]).good(), "");
    let page = fs::read_to_string(&path).unwrap();
    assert_eq!(page, made.run(&["export", "--format", "html"]).good());
    let ran = made.run(&["export", "forum-9-call", "--out", out]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.ends_with("page.html is there already\n  --force replaces it\n"),
        "{}",
        ran.err
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), page);
    made.run(&["export", "forum-9-call", "--format", "markdown", "--out", out, "--force"]).good();
    assert!(fs::read_to_string(&path).unwrap().starts_with("# Call of the assembly\n"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(made.run(&["export", "--force"]).code, Some(2));
    assert_eq!(made.run(&["export", "nothing-of-the-kind"]).code, Some(1));
}
