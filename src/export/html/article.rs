//! One document of the page.

use crate::export::address;
use crate::export::facts;
use crate::export::phrase;
use crate::model::Action;
use crate::model::Archive;
use crate::model::Block;
use crate::model::BlockKind;
use crate::model::Copied;
use crate::model::Document;
use crate::model::Group;
use crate::model::Link;
use crate::model::Version;

use super::contents::{SECTIONS, has};
use super::markup::Html;
use super::{anchor, link, spoken, tongue};

/// The headings: those of a document's sections, of what is in them, and within a text.
type Levels = [&'static str; 3];

/// A document; `beside` are all that the page has, to which it may link.
pub(super) fn article(archive: &Archive, document: &Document, beside: &[&Document]) -> Html {
    let id = document.id.as_str();
    let mut inside = Html::default();
    let several = beside.len() > 1;
    let levels = if several { ["h3", "h4", "h5"] } else { ["h2", "h3", "h4"] };
    if several {
        inside.line(Html::element("h2", &spoken(tongue(document)), Html::text(&document.title)));
    }
    inside.line(pairs(&facts::facts(archive, document)));
    for version in &document.versions {
        inside.line(text(id, version, levels));
    }
    for (section, name) in SECTIONS.into_iter().filter(|(section, _)| has(document, section)) {
        let mut part = Html::default();
        part.line(Html::element(levels[0], &[], Html::text(name)));
        part.line(match section {
            "+signatories" => signatories(document, levels),
            "+actions" => list(document.actions.iter().map(|action| asked(document, action))),
            "+claims" => list(document.claims.iter().map(|claim| words(&facts::claim(claim)))),
            "+copies" => list(document.copies.iter().map(copy)),
            "+record" => pairs(&facts::record(document)),
            _ => list(document.links.iter().map(|link| related(link, beside))),
        });
        let class = section.trim_start_matches('+');
        let place = anchor(&[id, section]);
        inside.line(Html::element("section", &[("id", &place), ("class", class)], part));
    }
    Html::element("article", &[("id", id)], inside)
}

/// Words of a record, whose language nobody says.
fn words(text: &str) -> Html {
    Html::element("bdi", &[], Html::text(text))
}

fn pairs(pairs: &[(&'static str, String)]) -> Html {
    let mut inside = Html::default();
    for (name, value) in pairs {
        inside.line(Html::element("dt", &[], Html::text(name)));
        inside.line(Html::element("dd", &[("dir", "auto")], Html::text(value)));
    }
    Html::element("dl", &[], inside)
}

fn list(items: impl Iterator<Item = Html>) -> Html {
    let mut inside = Html::default();
    items.for_each(|item| inside.line(Html::element("li", &[], item)));
    Html::element("ul", &[], inside)
}

fn text(id: &str, version: &Version, levels: Levels) -> Html {
    let language = &version.language;
    let place = anchor(&[id, language.tag()]);
    let mut attributes = spoken(Some(language));
    let mut inside = Html::default();
    let name = Html::text(&facts::language(version));
    inside.line(Html::element(levels[0], &attributes, name));
    // These are words of the record, in whatever language the text is.
    let own = [("class", "coverage"), ("lang", "en"), ("dir", "ltr")];
    inside.line(Html::element("div", &own, pairs(&facts::coverage(version))));
    let mut blocks = (1..).zip(version.blocks.iter()).peekable();
    while let Some((number, block)) = blocks.next() {
        if block.kind != BlockKind::Bullet {
            inside.line(piece(id, version, levels, number, block));
            continue;
        }
        let mut bullets = Html::default();
        bullets.line(piece(id, version, levels, number, block));
        while let Some((number, block)) =
            blocks.next_if(|(_, block)| block.kind == BlockKind::Bullet)
        {
            bullets.line(piece(id, version, levels, number, block));
        }
        inside.line(Html::element("ul", &[], bullets));
    }
    attributes.insert(0, ("id", &place));
    Html::element("section", &attributes, inside)
}

fn piece(id: &str, version: &Version, levels: Levels, number: usize, block: &Block) -> Html {
    let element = match block.kind {
        BlockKind::Title => levels[1],
        BlockKind::Heading => levels[2],
        BlockKind::Bullet => "li",
        _ => "p",
    };
    let number = number.to_string();
    let place = anchor(&[id, version.language.tag(), &number]);
    let href = format!("#{place}");
    let mark = [("class", "mark"), ("dir", "ltr"), ("href", href.as_str())];
    let mark = Html::element("a", &mark, Html::text(&format!("¶ {number}")));
    let label = block.label.as_ref().map(|label| format!("{label} ")).unwrap_or_default();
    let inside = mark.and(&Html::text(&format!(" {label}{}", block.text)));
    let class = format!("block {}", block.kind);
    let mut attributes = vec![("id", place.as_str()), ("class", class.as_str())];
    attributes.extend(spoken(Some(&version.language)));
    Html::element(element, &attributes, inside)
}

fn signatories(document: &Document, levels: Levels) -> Html {
    let mut inside = Html::default();
    for group in &document.signatories {
        inside.line(Html::element(
            levels[1],
            &[("dir", "auto")],
            Html::text(&phrase::heading(group)),
        ));
        inside.line(names(group));
    }
    if let Some(open) = phrase::still_open(document) {
        inside.line(Html::element("p", &[("dir", "auto")], Html::text(&phrase::capital(&open))));
    }
    inside
}

fn names(group: &Group) -> Html {
    let mut inside = Html::default();
    for name in &group.names {
        let country = name.country.map_or_else(Html::default, |country| {
            let code = Html::text(&format!(" {country}"));
            Html::element("span", &[("class", "dim")], code)
        });
        inside.line(Html::element("li", &[], words(&name.name).and(&country)));
    }
    Html::element("ol", &[], inside)
}

/// An action, with a link to the block that asks for it.
fn asked(document: &Document, action: &Action) -> Html {
    let what = words(&action.what);
    let what = match action.point.as_ref() {
        Some(point) => Html::element("b", &[], Html::text(point)).and(&Html::text(" ")).and(&what),
        None => what,
    };
    let place = document.version_for(&[]).and_then(|position| {
        let block = document.block_of_action(action, position)? + 1;
        Some((document.versions.get(position)?.language.tag(), block.to_string()))
    });
    let what = match place {
        Some((language, block)) => {
            let mark = Html::text(&format!("¶ {block}"));
            let parts = [document.id.as_str(), language, &block];
            what.and(&Html::text(" ")).and(&link(&parts, mark))
        }
        None => what,
    };
    what.and(&pairs(&facts::asked(action)))
}

fn copy(copy: &Copied) -> Html {
    let told = facts::copy(copy);
    let Some(url) = &copy.url else {
        return words(&told);
    };
    let told = words(if told.is_empty() { url } else { &told });
    match address::uri(url) {
        Some(uri) => Html::element("a", &[("href", &uri), ("rel", "noreferrer")], told),
        None => told.and(&Html::text(" ")).and(&words(url)),
    }
}

fn related(tie: &Link, beside: &[&Document]) -> Html {
    let id = tie.to.as_str();
    let known = beside.iter().find(|document| document.id == tie.to);
    let to = known.map_or_else(|| words(id), |document| link(&[id], words(&document.title)));
    let notes = tie.notes.as_ref().map(|notes| Html::text(". ").and(&words(notes)));
    let relation = Html::text(&format!("{} ", tie.relation));
    relation.and(&to).and(&notes.unwrap_or_default())
}
