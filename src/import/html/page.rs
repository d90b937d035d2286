//! What a page says of itself, read before anything is cut from it.

use dom_query::Document;
use dom_query::Selection;

use crate::import::line::squeezed;
use crate::import::source::Page;

/// Reads the head of a page, its dates and its writer.
pub(super) fn read(document: &Document) -> Page {
    let meta = |name: &str| {
        let selector =
            format!("meta[property=\"{name}\"], meta[name=\"{name}\"], meta[itemprop=\"{name}\"]");
        let found = document.try_select(&selector)?;
        let content = found.attr("content").map(|content| squeezed(&content))?;
        (!content.is_empty()).then_some(content)
    };
    let text = |selector: &str| {
        let found = document.try_select(selector)?;
        let text = squeezed(&found.first().text());
        (!text.is_empty()).then_some(text)
    };
    let data = data(document);
    let from_data = |key: &str| data.iter().find_map(|data| value(data, key));
    let site = meta("og:site_name");
    let headings = document.try_select("h1").map_or(0, |found| found.length());
    let own = if headings == 1 { text("h1") } else { None };
    let mut titles: Vec<String> = Vec::new();
    for title in
        [own, meta("og:title"), from_data("headline"), text("head > title")].into_iter().flatten()
    {
        let title = without_site(&title, site.as_deref());
        if !titles.contains(&title) && site.as_deref() != Some(title.as_str()) {
            titles.push(title);
        }
    }
    let times = document.try_select("time[datetime]").map(|found| {
        let first = found.first();
        first.attr("datetime").map(|time| time.to_string())
    });
    let published = [
        meta("article:published_time"),
        from_data("datePublished"),
        meta("datePublished"),
        meta("DC.date.issued"),
        meta("date"),
        times.flatten(),
    ];
    let author =
        meta("author").or_else(|| meta("article:author")).filter(|author| !author.contains("://"));
    let link = document.try_select("link[rel=\"canonical\"]").and_then(|found| found.attr("href"));
    Page {
        titles,
        site,
        url: meta("og:url")
            .or_else(|| link.map(|link| link.to_string()))
            .filter(|url| url.starts_with("http")),
        published: published.into_iter().flatten().collect(),
        author,
    }
}

/// A title without the name of the site behind it.
fn without_site(title: &str, site: Option<&str>) -> String {
    for mark in [" | ", " – ", " — ", " - ", " :: ", " » "] {
        if let Some((rest, end)) = title.rsplit_once(mark) {
            let is_site = site.is_some_and(|site| site.trim() == end.trim());
            let is_stroke = mark == " | " || mark == " :: " || mark == " » ";
            if (is_site || is_stroke) && rest.chars().count() >= 8 {
                return rest.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

/// The data that a page carries for other programs (JSON-LD).
fn data(document: &Document) -> Vec<String> {
    let Some(scripts) = document.try_select("script[type=\"application/ld+json\"]") else {
        return Vec::new();
    };
    scripts.iter().take(20).map(|script| script.text().to_string()).collect()
}

/// The text behind a key of JSON, wherever it stands.
fn value(data: &str, key: &str) -> Option<String> {
    let (_, rest) = data.split_once(&format!("\"{key}\""))?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let mut text = String::new();
    let mut letters = rest.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return (!text.is_empty()).then(|| squeezed(&text)),
            '\\' => match letters.next()? {
                'n' | 't' | 'r' => text.push(' '),
                'u' => {
                    let code: String = letters.by_ref().take(4).collect();
                    let code = u32::from_str_radix(&code, 16).ok()?;
                    text.push(char::from_u32(code).unwrap_or('\u{FFFD}'));
                }
                other => text.push(other),
            },
            _ => text.push(letter),
        }
        if text.len() > 2000 {
            return None;
        }
    }
    None
}

/// Shows what a page hides until a tab is chosen: parts in a language or a direction of their own.
pub(super) fn unhide(document: &Document) {
    let parts = [
        "[lang]",
        "[dir]",
        ".tab",
        ".tab-pane",
        ".tab-content",
        ".tabcontent",
        ".tabs-panel",
        "[role=\"tabpanel\"]",
        ".translation",
        ".language",
    ];
    for selector in parts {
        let Some(found) = document.try_select(selector) else {
            continue;
        };
        for part in &found {
            show(&part);
        }
    }
}

fn show(part: &Selection<'_>) {
    for attribute in ["hidden", "aria-hidden"] {
        part.remove_attr(attribute);
    }
    let hides = part.attr("style").is_some_and(|style| {
        let style = style.to_ascii_lowercase().replace(' ', "");
        style.contains("display:none") || style.contains("visibility:hidden")
    });
    if hides {
        part.remove_attr("style");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_it_is() {
        let html = "<html><head><title>Call to the towns | River News</title>\
            <meta property='og:site_name' content='River News'><meta name=author content='Jane Roe'>\
            <script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\": \"2031-03-05T10:00:00Z\"}</script>\
            <link rel=canonical href='https://example.org/call'></head><body><h1>Call to the towns</h1></body></html>";
        let page = read(&Document::from(html));
        assert_eq!(page.titles, ["Call to the towns"]);
        assert_eq!(page.site.as_deref(), Some("River News"));
        assert_eq!(page.author.as_deref(), Some("Jane Roe"));
        assert_eq!(page.url.as_deref(), Some("https://example.org/call"));
        assert_eq!(page.published, ["2031-03-05T10:00:00Z"]);
    }
}
