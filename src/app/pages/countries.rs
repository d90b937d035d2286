//! The countries whose parties stand under the documents.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::sheet::{Entry, Leads};
use crate::export::roll::Roll;
use crate::model::{Archive, Country, Document, Role};

/// A signatory in the bar of its country.
const BAR: &str = "■";
/// The longest bar, in cells.
const LONGEST: usize = 20;

/// The signatories of `documents` by country, the most first; and the number of countries.
///
/// To be present is no signature.
pub(super) fn entries(archive: &Archive, documents: &[usize]) -> (Vec<Entry>, usize) {
    let documents: Vec<&Document> = documents.iter().filter_map(|at| archive.at(*at)).collect();
    let roll = Roll::of(archive, &documents);
    let mut names: BTreeMap<Option<Country>, Vec<&str>> = BTreeMap::new();
    for line in roll.lines() {
        if line.places.iter().any(|(_, role)| *role != Role::Present) {
            names.entry(line.country).or_default().push(line.name);
        }
    }
    let count = names.keys().flatten().count();
    let mut countries: Vec<(Option<Country>, Vec<&str>)> = names.into_iter().collect();
    countries.sort_by_key(|(country, names)| (country.is_none(), Reverse(names.len()), *country));
    let entries = countries.into_iter().map(|(country, names)| {
        let code = country.map_or_else(|| "–".to_owned(), |country| country.to_string());
        let leads = country.map_or(Leads::Nowhere, Leads::Country);
        let told = match country {
            Some(_) => BAR.repeat(names.len().min(LONGEST)),
            None => "no known country".to_owned(),
        };
        let columns = vec![code, format!("{:>3}", names.len())];
        let details = names.into_iter().map(str::to_owned).collect();
        Entry { short: columns.clone(), columns, details, ..Entry::line(leads, told) }
    });
    (entries.collect(), count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;

    #[test]
    fn countries_are_counted_by_their_parties() {
        let archive = store::bundled().archive;
        let all: Vec<usize> = (0..archive.len()).collect();
        let (entries, countries) = entries(&archive, &all);
        assert!(countries > 10, "{countries}");
        let counts: Vec<usize> =
            entries.iter().map(|entry| entry.columns[1].trim().parse().unwrap()).collect();
        for (entry, count) in entries.iter().zip(&counts) {
            assert_eq!(entry.details.len(), *count);
        }
        let known = &counts[..countries];
        assert!(known.is_sorted_by(|more, fewer| more >= fewer), "{counts:?}");
    }
}
