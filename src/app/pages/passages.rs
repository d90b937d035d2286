//! The passages in which the words of the filter stand, the best documents first.

use super::sheet::{Entry, Leads};
use crate::model::{Archive, Positions};
use crate::search::{Texts, hits};

/// So many documents are opened, and so many passages shown.
const MOST: usize = 200;

/// The longest passage, in grapheme clusters.
const LONGEST: usize = 240;

/// The passages in the documents that are shown, and how many there are.
pub(super) fn entries(
    archive: &Archive,
    texts: &dyn Texts,
    shown: &Positions,
    terms: &[String],
) -> (Vec<Entry>, usize) {
    // To rank documents that are neither in memory nor indexed, each would have to be read.
    let mut ranked = if texts.is_quick(archive) {
        texts.ranked(archive, terms, shown)
    } else {
        shown.iter().take(MOST).map(|position| (position, 0.0)).collect()
    };
    ranked.truncate(MOST);
    let found = hits(archive, terms, &ranked, (MOST, LONGEST));
    let mut entries: Vec<Entry> = Vec::new();
    for of_document in found.chunk_by(|a, b| a.document == b.document) {
        let Some(document) = of_document.first().and_then(|hit| archive.at(hit.document)) else {
            continue;
        };
        entries.push(Entry::head(document.title.clone()));
        for hit in of_document {
            let place = hit.block.map(|(version, block)| {
                let version = document.versions.get(version);
                let language = version.map(|version| version.language.to_string());
                format!("¶{} {}  ", block + 1, language.unwrap_or_default())
            });
            let place = place.unwrap_or_else(|| "in the record: ".to_owned());
            let text = format!("{place}{}", hit.excerpt.text);
            let before = place.chars().count();
            let bytes = |characters: usize| {
                text.char_indices().nth(before + characters).map_or(text.len(), |(at, _)| at)
            };
            let marks = hit.excerpt.matches.iter();
            let marks = marks.map(|range| bytes(range.start)..bytes(range.end)).collect();
            let leads = match hit.block {
                Some((version, block)) => Leads::Block(hit.document, version, block),
                None => Leads::Document(hit.document),
            };
            entries.push(Entry { marks, ..Entry::passage(leads, text.clone()) });
        }
    }
    (entries, found.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Haystack, Query};
    use crate::store;

    #[test]
    fn passages_stand_under_their_documents_with_the_words_marked() {
        let archive = store::bundled().archive;
        let query = Query::parse("statement").unwrap();
        let (shown, texts) = (query.select(&archive), Haystack::of(&archive));
        let (entries, count) = entries(&archive, &texts, &shown, &query.terms());
        assert!(count > 1, "{entries:?}");
        let mut marked = 0;
        for entry in &entries {
            for mark in &entry.marks {
                assert_eq!(
                    entry.text.get(mark.clone()).unwrap().to_lowercase(),
                    "statement",
                    "{entry:?}"
                );
                marked += 1;
            }
        }
        assert!(marked > 1);
        assert!(entries.iter().any(|entry| matches!(entry.leads, Leads::Block(..))));
    }
}
