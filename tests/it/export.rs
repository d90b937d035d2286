//! Pages, read by parsers that did not write them.

use std::collections::HashSet;
use std::fmt::Write;
use std::fs;

use pulldown_cmark::Event;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;

use crate::cli_archive::Made;
use crate::cli_archive::Ran;
use crate::cli_archive::plenary;
use crate::dom::Dom;
use crate::dom::Element;

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

#[test]
fn a_page_stands_alone() {
    for arguments in [
        &["export", "--format", "html"][..],
        &["export", "imcwp-23-ukraine-resolution", "--format", "html"],
    ] {
        let page = bundled(arguments);
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">"));
        let dom = Dom::of(&page);
        for nothing in ["script", "link", "img", "iframe", "form", "object", "base"] {
            assert!(dom.named(nothing).is_empty(), "{nothing}");
        }
        let acts = |name: &String| name.starts_with("on") || name == "src" || name == "style";
        assert!(dom.all(|element| element.attributes.keys().any(acts)).is_empty());
        assert_eq!(dom.named("style").len(), 1);
        assert!(!page.contains("url(") && !page.contains("@import"));
        // Every link leads somewhere, and every name is there once.
        let named = dom.all(|element| element.attributes.contains_key("id"));
        let unique: HashSet<&str> = named.iter().map(|element| element.attribute("id")).collect();
        assert_eq!(named.len(), unique.len());
        for link in dom.named("a") {
            let href = link.attribute("href");
            let there = href.strip_prefix('#').is_some_and(|id| unique.contains(id));
            assert!(there || href.starts_with("http"), "{href}");
        }
        let headings = dom.all(|element| element.name.len() == 2 && element.name != "hr");
        let levels = headings.iter().filter_map(|element| element.name.strip_prefix('h'));
        let levels: Vec<u32> = levels.map(|level| level.parse().unwrap()).collect();
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    }
}

#[test]
fn every_version_has_its_language_and_direction() {
    let page = bundled(&["export", "imcwp-23-ukraine-resolution", "--format", "html"]);
    let dom = Dom::of(&page);
    for (language, direction) in [("en", "ltr"), ("ru", "ltr"), ("es", "ltr"), ("ar", "rtl")] {
        let speaks = |element: &Element| element.speaks(language, direction);
        let sections = dom.all(|element| element.name == "section" && speaks(element));
        assert_eq!(sections.len(), 1, "{language}");
        let blocks = dom.all(|element| element.is_of("block") && speaks(element));
        assert_eq!(blocks.len(), 24, "{language}");
    }
    let first = dom.all(|element| element.attribute("id") == "imcwp-23-ukraine-resolution:ar:1");
    assert!(first[0].text.starts_with("¶ 1 للتضامن"), "{}", first[0].text);
    let own = dom.inside("div", |element| element.speaks("ar", "rtl"));
    assert!(own.len() == 1 && own[0].is_of("coverage") && own[0].speaks("en", "ltr"));
}

#[test]
fn names_stand_in_their_groups_in_the_printed_order() {
    let page = bundled(&["export", "imcwp-23-ukraine-resolution", "--format", "html"]);
    let dom = Dom::of(&page);
    let signatories = |element: &Element| element.is_of("signatories");
    let items = dom.inside("li", signatories);
    let lists: Vec<&usize> = items.iter().map(|item| item.around.last().unwrap()).collect();
    let counts: Vec<usize> = lists.chunk_by(|one, other| one == other).map(<[_]>::len).collect();
    assert_eq!(counts, [25, 4]);
    assert!(items.iter().all(|item| dom.parent(item).name == "ol"));
    let names = dom.inside("bdi", signatories);
    assert_eq!(names[0].text, "Algerian Party for Democracy and Socialism");
    assert_eq!(names[28].text, "JVP Sri Lanka");
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
    let dom = Dom::of(&bundled(&["export", "imcwp-23-action-plan", "--format", "html"]));
    let marks = dom.inside("a", |element| element.is_of("actions"));
    let day = marks.iter().filter(|m| m.attribute("href") == "#imcwp-23-action-plan:en:11");
    assert_eq!(day.count(), 1);
}

#[test]
fn no_text_of_a_document_is_markup_of_a_page() {
    let made = hostile();
    let page = made.run(&["export", "--format", "html"]).good().to_owned();
    let dom = Dom::of(&page);
    for nothing in ["script", "img", "s", "em", "code"] {
        assert!(dom.named(nothing).is_empty(), "{nothing}");
    }
    assert_eq!(dom.named("style").len(), 1);
    assert!(dom.all(|e| e.attributes.contains_key("onerror")).is_empty());
    assert!(dom.all(|e| e.attribute("href").starts_with("javascript")).is_empty());
    let article = dom.all(|element| element.attribute("id") == "evil");
    for evil in EVIL {
        // The title, the groups, the actions, the claims and the text all hold it.
        assert!(article[0].text.matches(evil).count() > 4, "{evil}");
    }
    let bullets = dom.inside("li", |element| element.attribute("id") == "evil:ar");
    assert_eq!(bullets.len(), EVIL.len());
    assert!(bullets.iter().all(|bullet| bullet.is_of("bullet") && bullet.speaks("ar", "rtl")));
    assert_eq!(dom.named("title")[0].text, "3 documents");
    let one = Dom::of(made.run(&["export", "evil", "--format", "html"]).good());
    assert_eq!(one.named("title")[0].text, EVIL[0]);
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
