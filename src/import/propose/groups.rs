//! The groups of names, each name with its party where just one has this spelling.

use std::collections::HashMap;

use crate::import::corrections::Corrections;
use crate::import::line::Line;
use crate::import::line::ranges;
use crate::import::names::Run;
use crate::model::Archive;
use crate::model::Group;
use crate::model::Id;
use crate::model::Signatory;
use crate::model::spelling_key;

/// The groups, and the lines of their names.
pub(super) fn groups(
    lines: &[Line],
    runs: &[Run],
    archive: &Archive,
    corrections: &Corrections,
) -> (Vec<Group>, Vec<Vec<usize>>) {
    let mut known: HashMap<String, Option<&Id>> = HashMap::new();
    for party in archive.parties() {
        for name in party.names() {
            known
                .entry(spelling_key(name))
                .and_modify(|known| {
                    if *known != Some(&party.id) {
                        *known = None;
                    }
                })
                .or_insert(Some(&party.id));
        }
    }
    let group = |run: &Run| {
        let at = lines_of(run);
        let role = at.first().and_then(|first| corrections.groups.get(first));
        let names = run.names.iter().zip(&at).map(|(name, at)| {
            let written = corrections.names.get(&(*at, name.text.clone()));
            let written = written.unwrap_or(&name.text);
            let said = corrections.parties.get(&(*at, name.text.clone()));
            let party = match said {
                Some(said) => said.party.as_ref(),
                None => known.get(&spelling_key(written)).copied().flatten(),
            };
            let country = party.and_then(|id| archive.party(id.as_str())?.country);
            Signatory {
                name: written.clone(),
                party: party.cloned(),
                party_basis: said.map(|said| said.basis),
                country: country.or(name.country),
            }
        });
        let group = Group {
            heading: run.heading.clone(),
            role: role.copied().unwrap_or(run.role),
            lines: Some(ranges(lines, &run.lines)).filter(|lines| !lines.is_empty()),
            stated_count: run.stated_count,
            names: names.collect(),
        };
        (group, at)
    };
    runs.iter().filter(|run| !run.names.is_empty()).map(group).unzip()
}

/// The line of each name; names that stand in one sentence share its first.
fn lines_of(run: &Run) -> Vec<usize> {
    let is_list = run.lines.len() == run.names.len();
    let of = |nth: usize| if is_list { run.lines.get(nth) } else { run.lines.first() };
    (0..run.names.len()).map(|nth| of(nth).copied().unwrap_or_default()).collect()
}
