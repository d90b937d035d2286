//! Looks over a page before a tree is built of it: its encoding, and how deep its tags nest.

use encoding_rs::Encoding;

/// How deep tags may nest; the tree is walked with a stack of this depth. No page that people write comes near.
pub(super) const DEEPEST: usize = 512;

/// So many tags a page may have.
const MOST_TAGS: usize = 400_000;

/// A page that can be parsed.
pub(super) struct Guarded {
    /// The page.
    pub(super) html: String,
    /// How many tags were taken out.
    pub(super) cut: usize,
}

/// The encoding that a page names in its head.
pub(super) fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let name: String = rest
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
        .collect();
    Encoding::for_label(name.as_bytes())
}

/// Tags that hold nothing, so that they open no level.
const EMPTY: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "!doctype", "!--",
];

/// Takes out the tags that nest too deep; their text stays.
pub(super) fn guarded(html: &str) -> Guarded {
    let mut kept = String::with_capacity(html.len());
    // For each open tag, whether it was kept.
    let mut open: Vec<(String, bool)> = Vec::new();
    let mut depth = 0_usize;
    let mut cut = 0;
    let mut tags = 0;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        kept.push_str(text);
        if let Some(end) = skipped(tail) {
            rest = tail.get(end..).unwrap_or_default();
            continue;
        }
        let end = tail.find('>').map_or(tail.len(), |end| end + 1);
        let tag = tail.get(..end).unwrap_or_default();
        rest = tail.get(end..).unwrap_or_default();
        let body = tag.trim_start_matches(['<', '/']);
        let name: String = body
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '!' || *c == '-')
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() {
            kept.push_str("&lt;");
            rest = tail.get(1..).unwrap_or_default();
            continue;
        }
        tags += 1;
        if tags > MOST_TAGS {
            cut += 1;
            continue;
        }
        if tag.starts_with("</") {
            // Nothing far away is closed: what is open in between belongs to it.
            let from = open.len().saturating_sub(DEEPEST * 2);
            let near = open.get(from..).unwrap_or_default();
            let found = near.iter().rposition(|(of, _)| *of == name).map(|at| at + from);
            let was_kept = found.is_none_or(|at| open.get(at).is_some_and(|(_, kept)| *kept));
            if let Some(at) = found {
                let closed = open.split_off(at);
                depth -= closed.iter().filter(|(_, kept)| *kept).count().min(depth);
            }
            if was_kept {
                kept.push_str(tag);
            }
            continue;
        }
        if EMPTY.contains(&name.as_str()) || tag.ends_with("/>") {
            kept.push_str(tag);
            continue;
        }
        let keeps = depth < DEEPEST;
        if keeps {
            depth += 1;
            kept.push_str(tag);
        } else {
            cut += 1;
            kept.push(' ');
        }
        open.push((name, keeps));
    }
    kept.push_str(rest);
    Guarded { html: kept, cut }
}

/// Where a comment, a script or a style that begins here ends; scripts with data stay.
fn skipped(tail: &str) -> Option<usize> {
    if tail.starts_with("<!--") {
        return Some(tail.find("-->").map_or(tail.len(), |end| end + 3));
    }
    let start: String = tail.chars().take(60).collect::<String>().to_ascii_lowercase();
    for (open, close) in [
        ("<script", "</script>"),
        ("<style", "</style>"),
        ("<svg", "</svg>"),
        ("<noscript", "</noscript>"),
    ] {
        if start.starts_with(open) && !(open == "<script" && start.contains("ld+json")) {
            let end = find_small(tail, close)?;
            return Some(end + close.len());
        }
    }
    None
}

/// Where an ASCII text stands, in any case.
fn find_small(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes()
        .windows(wanted.len())
        .position(|part| part.eq_ignore_ascii_case(wanted.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_too_deep_is_taken_out() {
        let page = "<p>a <b>b</b><br>c</p>";
        assert_eq!(guarded(page).html, page);
        let deep = guarded(&format!(
            "{}x{}",
            "<div>".repeat(DEEPEST + 100),
            "</div>".repeat(DEEPEST + 100)
        ));
        assert_eq!(deep.cut, 100);
        assert_eq!(deep.html.matches("<div>").count(), DEEPEST);
        assert_eq!(deep.html.matches("</div>").count(), DEEPEST);
        assert_eq!(guarded("<script>if (a<b) {}</script>1 < 2<!-- x -->").html, "1 &lt; 2");
    }

    #[test]
    fn the_encoding_is_named_in_the_head() {
        let name = charset(b"<meta charset=\"windows-1251\">").map(Encoding::name);
        assert_eq!(name, Some("windows-1251"));
        assert_eq!(charset(b"<p>"), None);
    }
}
