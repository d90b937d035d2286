//! Documents as Markdown (CommonMark), with every sign of their text escaped that Markdown reads.

use crate::export::address;
use crate::export::facts;
use crate::export::phrase;
use crate::model::Archive;
use crate::model::Block;
use crate::model::BlockKind;
use crate::model::Direction;
use crate::model::Document;
use crate::model::Version;

/// A page of `documents`; of several it begins with a list of them.
#[must_use]
pub fn page(archive: &Archive, documents: &[&Document]) -> String {
    let mut parts = Vec::new();
    let mut level = 1;
    if let [_, _, ..] = documents {
        parts.push(heading(1, &phrase::counted(documents.len(), "document", "documents")));
        let titles = documents.iter().map(|document| format!("- {}", plain(&document.title)));
        parts.push(titles.collect::<Vec<_>>().join("\n"));
        level = 2;
    }
    for document in documents {
        write(&mut parts, archive, document, level);
    }
    parts.join("\n\n") + "\n"
}

fn write(parts: &mut Vec<String>, archive: &Archive, document: &Document, level: usize) {
    parts.push(heading(level, &document.title));
    parts.push(pairs(&facts::facts(archive, document)));
    for version in &document.versions {
        write_version(parts, version, level + 1);
    }
    for group in &document.signatories {
        parts.push(heading(level + 1, &phrase::heading(group)));
        let names = (1..).zip(&group.names).map(|(number, name)| {
            let number: usize = number;
            let country = name.country.map(|country| format!(" ({country})")).unwrap_or_default();
            format!("{number}. {}{country}", plain(&name.name))
        });
        parts.push(names.collect::<Vec<_>>().join("\n"));
    }
    parts.extend(phrase::still_open(document).map(|open| plain(&phrase::capital(&open))));
    if !document.actions.is_empty() {
        parts.push(heading(level + 1, "Actions"));
        parts.push(list(document.actions.iter().map(|action| {
            let point = action.point.as_ref().map(|point| format!("**{}** ", plain(point)));
            let asked = facts::asked(action).into_iter();
            let asked = asked.map(|(name, value)| format!("\n  - {name}: {}", plain(&value)));
            format!(
                "{}{}{}",
                point.unwrap_or_default(),
                plain(&action.what),
                asked.collect::<String>()
            )
        })));
    }
    if !document.claims.is_empty() {
        parts.push(heading(level + 1, "Claims"));
        parts.push(list(document.claims.iter().map(|claim| plain(&facts::claim(claim)))));
    }
    if !document.copies.is_empty() {
        parts.push(heading(level + 1, "Copies"));
        parts.push(list(document.copies.iter().map(|copy| {
            let told = plain(&facts::copy(copy));
            let address = copy
                .url
                .as_deref()
                .map(|url| address::uri(url).map_or_else(|| plain(url), |uri| format!("<{uri}>")));
            let between = if told.is_empty() || address.is_none() { "" } else { "; " };
            format!("{told}{between}{}", address.unwrap_or_default())
        })));
    }
    if !document.links.is_empty() {
        parts.push(heading(level + 1, "Related documents"));
        parts.push(list(document.links.iter().map(|link| {
            let notes = link.notes.as_ref().map(|notes| format!(". {}", plain(notes)));
            format!("{} {}{}", link.relation, plain(link.to.as_str()), notes.unwrap_or_default())
        })));
    }
    let record = facts::record(document);
    if !record.is_empty() {
        parts.push(heading(level + 1, "Record"));
        parts.push(pairs(&record));
    }
}

fn write_version(parts: &mut Vec<String>, version: &Version, level: usize) {
    parts.push(heading(level, &facts::language(version)));
    parts.push(pairs(&facts::coverage(version)));
    // Markdown knows no direction of text.
    let turned = version.language.direction() == Direction::RightToLeft;
    if turned {
        parts.push(format!("<div lang=\"{}\" dir=\"rtl\">", version.language));
    }
    let mut bullets: Vec<String> = Vec::new();
    for block in version.blocks.iter() {
        if block.kind == BlockKind::Bullet {
            bullets.push(format!("- {}", plain(&block.text)));
            continue;
        }
        parts.extend((!bullets.is_empty()).then(|| std::mem::take(&mut bullets).join("\n")));
        parts.push(piece(block, level));
    }
    parts.extend((!bullets.is_empty()).then(|| bullets.join("\n")));
    parts.extend(turned.then(|| "</div>".to_owned()));
}

fn piece(block: &Block, level: usize) -> String {
    match (block.kind, &block.label) {
        (BlockKind::Title, _) => heading(level + 1, &block.text),
        (BlockKind::Heading, _) => heading(level + 2, &block.text),
        (BlockKind::Note, _) => format!("> {}", plain(&block.text)),
        (_, Some(label)) => plain(&format!("{label} {}", block.text)),
        _ => plain(&block.text),
    }
}

fn heading(level: usize, text: &str) -> String {
    format!("{} {}", "#".repeat(level.min(6)), plain(text))
}

fn pairs(pairs: &[(&'static str, String)]) -> String {
    list(pairs.iter().map(|(name, value)| format!("**{name}:** {}", plain(value))))
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n")
}

/// `text` on one line, with nothing in it that Markdown obeys, also where it begins a line.
fn plain(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let marker = marker(&text);
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let always = matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '['
                | ']'
                | '{'
                | '}'
                | '<'
                | '>'
                | '&'
                | '|'
                | '~'
                | '#'
                | '!'
                | '$'
                | '^'
                | '@'
        );
        let at_first = at == 0 && matches!(c, '-' | '+' | '=' | ':' | '(' | '%');
        if always || at_first || Some(at) == marker {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Where the sign stands that makes the beginning of a line the mark of a numbered item.
fn marker(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_alphanumeric())?;
    let (number, rest) = text.split_at_checked(end)?;
    let counts = number.chars().all(|c| c.is_ascii_digit()) || number.chars().count() == 1;
    let marks = rest.starts_with(['.', ')']) && matches!(rest.chars().nth(1), None | Some(' '));
    (!number.is_empty() && counts && marks).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn nothing_in_a_text_is_markup() {
        for (text, escaped) in [
            ("1. One", "1\\. One"),
            ("23) x", "23\\) x"),
            ("a) x", "a\\) x"),
            ("1.5 million", "1.5 million"),
            ("1991", "1991"),
            ("- x - y", "\\- x - y"),
            ("# x #", "\\# x \\#"),
            ("=== ", "\\==="),
            ("*a* _b_ `c` <b> &amp; [d](e)", "\\*a\\* \\_b\\_ \\`c\\` \\<b\\> \\&amp; \\[d\\](e)"),
            ("a\n\n    b", "a b"),
        ] {
            assert_eq!(plain(text), escaped);
        }
    }

    #[test]
    fn a_page_has_its_parts() {
        let archive = fixture::archive(fixture::document());
        let told = page(&archive, &[archive.at(0).unwrap()]);
        assert_eq!(
            told,
            "# Call of the assembly\n\n- **id:** forum-9-call\n- **kind:** call\n\
             - **issued by:** the assembly\n- **meeting:** SFN 9; 1–2 March 2031; Porto, PT\n\
             - **adopted:** 2 March 2031 (stated)\n- **place:** Porto, PT\n\n\
             ## English (en)\n\n- **coverage:** full: the text itself\n\n\
             ### Call of the assembly\n\n\
             The assembly met.\n\n1\\. Hold meetings.\n\n\
             ## Copies\n\n- Example site; <https://example.org/call>\n\n\
             ## Record\n\n- **record:** made 1 April 2031\n"
        );
    }
}
