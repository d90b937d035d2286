//! The footnotes of a page: links to places under the text, and what stands there.

use std::collections::HashMap;
use std::collections::HashSet;

use dom_query::Document;
use dom_query::NodeId;
use dom_query::NodeRef;

use crate::import::line::Line;
use crate::import::line::Shape;
use crate::import::line::squeezed;
use crate::import::notes::is_mark;
use crate::import::notes::mark;

/// So many notes are taken.
const MOST: usize = 2000;

/// A note may have so many bytes; what is longer is a text of its own.
const LONGEST: usize = 8000;

/// Takes the notes out of a page, leaves their marks in the text, and gives the notes as lines.
pub(super) fn take_out(document: &Document) -> Vec<Line> {
    let Some(links) = document.try_select("a[href^=\"#\"]") else { return Vec::new() };
    let (order, targets) = targets(document);
    let mut seen: HashSet<String> = HashSet::new();
    let mut short: HashMap<NodeId, bool> = HashMap::new();
    let mut notes: Vec<(NodeRef<'_>, String)> = Vec::new();
    let nodes: Vec<NodeRef<'_>> = links.nodes().to_vec();
    for link in nodes.iter().take(MOST) {
        let Some(id) = link.attr("href").map(|href| href.trim_start_matches('#').to_owned()) else {
            continue;
        };
        let printed = squeezed(&link.text());
        let Some((target, place)) = targets.get(&id).filter(|_| is_mark(&printed)) else {
            continue;
        };
        // What leads up is the way back from a note.
        if order.get(&link.id).is_none_or(|own| own >= place) {
            continue;
        }
        let Some(body) = body_of(target).filter(|body| !is_within(link, body)) else { continue };
        // A list of contents points at headings, and a note leads back.
        let is_short = *short.entry(body.id).or_insert_with(|| body.text().len() <= LONGEST);
        if !is_short || !(is_raised(link) || leads_back(&body, link)) {
            continue;
        }
        let sign = mark(&printed);
        if seen.insert(id) {
            notes.push((body, sign.clone()));
        }
        link.set_text(sign.as_str());
    }
    let mut lines = Vec::new();
    for (body, sign) in notes {
        drop_ways_back(&body);
        let words = squeezed(&body.text());
        let bare = sign.trim_matches(['[', ']']);
        // Where the number is printed before the note, it stands there once.
        let after = words.strip_prefix(&sign).or_else(|| {
            let after = words.strip_prefix(bare)?;
            after.starts_with(['.', ')', ' ', ':']).then_some(after)
        });
        let words = after.unwrap_or(&words).trim_start_matches(['.', ')', ':', ' ']);
        if !words.is_empty() {
            lines.push(Line::default());
            lines.push(Line { shape: Shape::Note, ..Line::plain(&format!("{sign} {words}")) });
        }
        body.remove_from_parent();
    }
    lines
}

/// Where each element stands in the page, by number; and those with an id, or a name of old.
fn targets(document: &Document) -> (HashMap<NodeId, usize>, HashMap<String, (NodeRef<'_>, usize)>) {
    let mut order = HashMap::new();
    let mut found = HashMap::new();
    for (place, node) in document.root().descendants_it().enumerate() {
        if !node.is_element() {
            continue;
        }
        order.insert(node.id, place);
        let is_link = node.has_name("a");
        let id = node.attr("id").or_else(|| node.attr("name").filter(|_| is_link));
        if let Some(id) = id {
            found.entry(id.to_string()).or_insert((node, place));
        }
    }
    (order, found)
}

/// The paragraph or item in which a target stands.
fn body_of<'a>(target: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let is_body = |node: &NodeRef<'_>| {
        node.node_name().is_some_and(|name| {
            matches!(name.to_ascii_lowercase().as_str(), "li" | "p" | "div" | "dd" | "td" | "aside")
        })
    };
    if is_body(target) {
        return Some(*target);
    }
    target.ancestors_it(Some(4)).find(is_body)
}

fn is_within(node: &NodeRef<'_>, other: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|above| above.id == other.id)
}

/// Whether a link stands above the line, or says that it leads to a note.
fn is_raised(link: &NodeRef<'_>) -> bool {
    let is_sup =
        |node: &NodeRef<'_>| node.node_name().is_some_and(|name| name.eq_ignore_ascii_case("sup"));
    let says = ["role", "epub:type", "class"].iter().any(|name| {
        link.attr(name).is_some_and(|value| value.contains("noteref") || value.contains("footnote"))
    });
    says || link.ancestors_it(Some(2)).any(|above| is_sup(&above))
        || link.descendants_it().any(|inner| is_sup(&inner))
}

/// Whether a link in a note leads to the link that leads to it, or to what that stands in.
fn leads_back(body: &NodeRef<'_>, link: &NodeRef<'_>) -> bool {
    let own = |node: &NodeRef<'_>| node.attr("id").or_else(|| node.attr("name"));
    let mut ids: Vec<String> = own(link).iter().map(ToString::to_string).collect();
    ids.extend(link.ancestors_it(Some(2)).filter_map(|above| own(&above)).map(|id| id.to_string()));
    body.descendants_it().any(|inner| {
        inner
            .attr("href")
            .is_some_and(|href| ids.iter().any(|id| href.trim_start_matches('#') == id))
    })
}

/// Takes the arrows away that lead from a note back into the text.
fn drop_ways_back(body: &NodeRef<'_>) {
    for inner in body.descendants() {
        let is_back = inner.attr("href").is_some_and(|href| href.starts_with('#')) && {
            let text = inner.text();
            is_mark(&text) || text.chars().all(|c| !c.is_alphanumeric())
        };
        if is_back {
            inner.remove_from_parent();
        }
    }
}
