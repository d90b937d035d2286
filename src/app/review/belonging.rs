//! The party to which a name belongs, as a person says it.

use std::sync::Arc;

use super::Review;
use super::asking::{Asked, Typing};
use super::facts::Slot;
use super::obey::after;
use super::opened::Opened;
use super::places::Half;
use crate::app::Offers;
use crate::import::{Belonging, Spot};
use crate::model::{Archive, Basis, Id, Signatory, spelling_key};
use crate::search;

/// What a person says of the party of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// It is this one.
    Party(Id),
    /// There is none.
    None,
    /// It is the one that has this spelling.
    BySpelling,
}

impl Meant {
    /// What is typed for none.
    const NONE: &str = "none";

    /// Reads what was typed: an id, the whole name of one party, or that there is none.
    pub(super) fn of(text: &str, archive: &Archive) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self::BySpelling);
        }
        if let Some(party) = archive.party(text) {
            return Ok(Self::Party(party.id.clone()));
        }
        if text == Self::NONE {
            return Ok(Self::None);
        }
        let key = spelling_key(text);
        let has =
            |party: &&crate::model::Party| party.names().any(|name| spelling_key(name) == key);
        let named: Vec<&Id> = archive.parties().iter().filter(has).map(|party| &party.id).collect();
        match named.as_slice() {
            [one] => Ok(Self::Party((*one).clone())),
            [] => Err(format!(
                "\"{text}\" is no party of parties.toml: Tab offers those that are like it, none says that there is none"
            )),
            several => {
                let ids: Vec<&str> = several.iter().map(|id| id.as_str()).collect();
                Err(format!("\"{text}\" is a name of {}: write which of them", ids.join(" and ")))
            }
        }
    }
}

impl Typing {
    /// Goes on with the next party that the line may mean, or the previous one.
    pub(super) fn complete(&mut self, archive: &Archive, back: bool) {
        let find = |line: &crate::app::Typed| search::parties(line.text(), archive);
        if !Offers::step(&mut self.offers, &mut self.line, back, find) {
            self.wrong = Some(format!("no party of parties.toml is like \"{}\"", self.line.text()));
        }
    }
}

impl Opened {
    /// Where a name stands, as the rules find it: what was written before stands for the name that was found.
    pub(super) fn spot_of_name(&self, line: usize, name: &str) -> Spot {
        let names = &self.corrections.names;
        let written = names.iter().find(|((at, _), text)| *at == line && *text == name);
        written.map_or_else(|| (line, name.to_owned()), |(spot, _)| spot.clone())
    }

    /// The name that is selected in the record, or stands on the selected line.
    fn name(&self) -> Option<(Spot, &Signatory)> {
        let Some(Slot::Name(group, nth)) = self.slot() else { return None };
        let line = *self.proposal.names_at.get(group)?.get(nth)?;
        let name = self.proposal.signatories.get(group)?.names.get(nth)?;
        Some((self.spot_of_name(line, &name.name), name))
    }
}

impl Review {
    /// Opens the line for the party of the name.
    pub(super) fn ask_for_party(&mut self) {
        let focus = self.focus;
        let Some(opened) = self.opened_mut() else { return };
        let is_meant = focus == Half::Record || opened.is_linked();
        let Some((_, name)) = opened.name().filter(|_| is_meant) else {
            return self.say("No name is selected: a party belongs to a name");
        };
        let text = match (&name.party, name.party_basis) {
            (Some(party), _) => party.to_string(),
            (None, Some(_)) => Meant::NONE.to_owned(),
            (None, None) => String::new(),
        };
        let remark = "an id, or none; Tab completes; empty: by its spelling";
        self.typing = Some(Typing::of(Asked::Party, "party", &text, remark));
    }

    /// Says to which party the selected name belongs.
    pub(super) fn say_party(&mut self, meant: &Meant) {
        let archive = Arc::clone(&self.archive);
        let Some(opened) = self.opened_mut() else { return };
        let Some((spot, name)) = opened.name() else { return };
        // What its spelling says already needs nobody to say it.
        let is_so = name.party_basis.is_none()
            && match meant {
                Meant::Party(id) => name.party.as_ref() == Some(id),
                Meant::None => name.party.is_none(),
                Meant::BySpelling => true,
            };
        if is_so {
            return;
        }
        let belonging = |party| Belonging { party, basis: Basis::Outside };
        opened.correct(&archive, |said| match meant {
            Meant::Party(id) => {
                said.parties.insert(spot, belonging(Some(id.clone())));
            }
            Meant::None => {
                said.parties.insert(spot, belonging(None));
            }
            Meant::BySpelling => {
                said.parties.remove(&spot);
            }
        });
        self.tell_kept_names();
    }

    /// Says in another way how it is known to which party the name belongs.
    pub(super) fn next_basis_of_party(&mut self) {
        let archive = Arc::clone(&self.archive);
        let Some(opened) = self.opened_mut() else { return };
        let Some((spot, name)) = opened.name() else { return };
        let Some(basis) = name.party_basis else {
            return self.say("Its party follows from its spelling: there is no basis to choose");
        };
        let party = name.party.clone();
        let next = Belonging { party, basis: after(Basis::ALL, basis) };
        opened.correct(&archive, |said| drop(said.parties.insert(spot, next)));
        self.arrange();
    }

    /// Says that the record keeps the names that it has.
    pub(super) fn tell_kept_names(&mut self) {
        let archive = Arc::clone(&self.archive);
        let Some(opened) = self.opened_mut() else { return };
        let found = opened.proposal.matched.as_ref();
        let document = found.and_then(|found| archive.document(found.id.as_str()));
        if let Some(document) = document.filter(|document| !document.signatories.is_empty()) {
            let told = format!("{} keeps its own names: a file changes none", document.id);
            self.say(told);
        }
    }
}
