//! Who stands under which documents.

use std::collections::HashMap;

use crate::model::Archive;
use crate::model::Country;
use crate::model::Document;
use crate::model::Id;
use crate::model::Role;
use crate::model::spelling_key;

/// One party, or one name that belongs to none, and where it stands.
#[derive(Debug)]
pub struct Line<'a> {
    /// The party's id, where the spelling is known.
    pub party: Option<&'a Id>,
    /// The party's name, else the name as first printed.
    pub name: &'a str,
    /// The country.
    pub country: Option<Country>,
    /// The position of each document, from 0 in the order given, and what the name did there.
    pub places: Vec<(usize, Role)>,
}

impl Line<'_> {
    /// What the name did in the document at a position.
    pub fn roles_in(&self, document: usize) -> impl Iterator<Item = Role> {
        let places = self.places.iter();
        places.filter(move |(place, _)| *place == document).map(|(_, role)| *role)
    }

    /// The number of documents it stands under.
    #[must_use]
    pub fn documents(&self) -> usize {
        let places = self.places.iter().map(|(place, _)| place);
        places.collect::<std::collections::HashSet<_>>().len()
    }
}

/// The names under several documents, each once.
///
/// Names of one party are one line. A name that belongs to none is a line of its own, and joined only
/// with the same name of the same country, letter for letter (as parties are recognised).
#[derive(Debug)]
pub struct Roll<'a> {
    lines: Vec<Line<'a>>,
}

#[derive(PartialEq, Eq, Hash)]
enum Key<'a> {
    Party(&'a Id),
    Name(String, Option<Country>),
}

impl<'a> Roll<'a> {
    /// The names under `documents`: those under most documents first, then by name.
    #[must_use]
    pub fn of(archive: &'a Archive, documents: &[&'a Document]) -> Self {
        let mut lines: Vec<Line<'a>> = Vec::new();
        let mut known: HashMap<Key<'a>, usize> = HashMap::new();
        for (position, document) in documents.iter().enumerate() {
            for group in &document.signatories {
                for name in &group.names {
                    let key = name.party.as_ref().map_or_else(
                        || Key::Name(spelling_key(&name.name), name.country),
                        Key::Party,
                    );
                    let line = *known.entry(key).or_insert_with(|| {
                        let party = name.party.as_ref();
                        let record = party.and_then(|party| archive.party(party.as_str()));
                        lines.push(Line {
                            party,
                            name: record.map_or(&name.name, |record| &record.name),
                            country: record.map_or(name.country, |record| record.country),
                            places: Vec::new(),
                        });
                        lines.len() - 1
                    });
                    if let Some(line) = lines.get_mut(line) {
                        line.places.push((position, group.role));
                    }
                }
            }
        }
        lines.sort_by_cached_key(|line| {
            (std::cmp::Reverse(line.documents()), crate::fold::fold(line.name))
        });
        Self { lines }
    }

    /// The lines.
    #[must_use]
    pub fn lines(&self) -> &[Line<'a>] {
        &self.lines
    }
}
