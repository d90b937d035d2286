//! Reads `parties.toml`, and resolves names to parties.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::model::Country;
use crate::model::Id;
use crate::model::Party;
use crate::model::spelling_key;

use super::Code;
use super::fields;
use super::fields::Fields;
use super::sheet::Sheet;
use super::ties::Target;
use super::ties::Ties;
use super::values::short;

/// Which party signs with which names.
#[derive(Clone, Default)]
pub(super) struct Spellings {
    /// The party of a name, by its key, and the line that says so; no party where two claim it.
    owners: HashMap<String, (Option<Id>, usize)>,
    countries: HashMap<Id, Country>,
}

impl Spellings {
    /// What a table that was read says.
    pub(super) fn of(parties: &[Party]) -> Self {
        let mut owners: HashMap<String, (Option<Id>, usize)> = HashMap::new();
        for party in parties {
            for name in party.names() {
                let claimed = || (Some(party.id.clone()), 0);
                let (owner, _) = owners.entry(spelling_key(name)).or_insert_with(claimed);
                // It is no party's where two claim it.
                if owner.as_ref() != Some(&party.id) {
                    *owner = None;
                }
            }
        }
        let countries = parties.iter().filter_map(|party| Some((party.id.clone(), party.country?)));
        Self { owners, countries: countries.collect() }
    }

    /// The one party that signs with `name`.
    pub(super) fn party(&self, name: &str) -> Option<&Id> {
        self.owners.get(&spelling_key(name))?.0.as_ref()
    }

    /// The country of a party.
    pub(super) fn country(&self, party: &Id) -> Option<Country> {
        self.countries.get(party).copied()
    }

    /// Notes that `party` signs with `name`, which stands at `byte`.
    fn claim(&mut self, party: &Id, name: &str, sheet: &Sheet, byte: usize) {
        let line = sheet.line(byte);
        match self.owners.entry(spelling_key(name)) {
            Entry::Vacant(free) => {
                free.insert((Some(party.clone()), line));
            }
            Entry::Occupied(mut taken) => {
                let (owner, first) = taken.get_mut();
                if owner.as_ref() == Some(party) {
                    return;
                }
                *owner = None;
                sheet.fault(
                    byte,
                    Code::SpellingTwice,
                    format!(
                        "\"{}\" is a name of another party too (line {first}), so it is resolved to neither.",
                        short(name)
                    ),
                    "Take it out of one of them, or name the party where it signs: { name = …, party = … }.",
                );
            }
        }
    }
}

/// Reads the parties.
pub(super) fn parties(sheet: &Sheet, ties: &mut Ties) -> Vec<Party> {
    let kept = "What could be read of the parties is used.";
    fields::read(sheet, kept, |fields| {
        fields.schema();
        fields.tables("party", |fields| party(fields, ties))
    })
}

fn party(fields: &mut Fields<'_>, ties: &mut Ties) -> Party {
    let sheet = fields.sheet();
    let id = given_id(fields, Target::Party, ties);
    fields.must("name");
    let name = fields.text("name").unwrap_or_else(|| id.to_string());
    let spellings: Vec<(String, usize)> = fields
        .items("spellings")
        .iter()
        .filter_map(|item| {
            let spelling = fields.text_of(&|| "party.spellings".to_owned(), item)?;
            Some((spelling, item.span().start))
        })
        .collect();
    let country = fields.country("country");
    if let Some(country) = country {
        ties.spellings_mut().countries.insert(id.clone(), country);
    }
    ties.spellings_mut().claim(&id, &name, sheet, fields.at("name"));
    for (spelling, byte) in &spellings {
        ties.spellings_mut().claim(&id, spelling, sheet, *byte);
    }
    Party {
        name,
        acronym: fields.text("acronym"),
        country,
        spellings: spellings.into_iter().map(|(spelling, _)| spelling).collect(),
        notes: fields.prose("notes"),
        id,
    }
}

/// The id of a row, given to it; a row without one is named by its line.
pub(super) fn given_id(fields: &mut Fields<'_>, target: Target, ties: &mut Ties) -> Id {
    fields.must("id");
    let sheet = fields.sheet();
    let id = fields.id("id").unwrap_or_else(|| {
        let line = sheet.line(fields.start());
        Id::near(&format!("{}-line-{line}", target.word()))
    });
    ties.give(target, id, sheet, fields.at("id"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_was_read_says_the_same_as_one_that_is_read() {
        let text = "[[party]]\nid = \"a\"\nname = \"Union\"\ncountry = \"NO\"\nspellings = [\"The Union\", \"Both\"]\n\n\
                    [[party]]\nid = \"b\"\nname = \"League\"\nspellings = [\"both\", \"LEAGUE\"]\n\n\
                    [[party]]\nid = \"a\"\nname = \"Union\"\nspellings = [\"Both\"]\n";
        let mut ties = Ties::default();
        let read = parties(&Sheet::of("parties.toml".to_owned(), text.as_bytes()), &mut ties);
        let known = Ties::of_parties(&read);
        for name in ["union", "the union", "both", "league", "nobody"] {
            assert_eq!(known.spellings().party(name), ties.spellings().party(name), "{name}");
        }
        for party in &read {
            assert!(known.has(Target::Party, &party.id));
            assert_eq!(known.spellings().country(&party.id), ties.spellings().country(&party.id));
        }
        assert_eq!(known.spellings().party("League").map(Id::as_str), Some("b"));
        assert_eq!(known.spellings().party("both"), None);
    }
}
