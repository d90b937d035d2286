//! Reads the names under a document, and finds the parties that they belong to.

use toml::Spanned;
use toml::de::DeValue;

use crate::model::Basis;
use crate::model::Group;
use crate::model::Role;
use crate::model::Signatory;

use super::Code;
use super::fields::Fields;
use super::ties::Target;
use super::ties::Ties;

/// Reads a group of names.
pub(super) fn group(fields: &mut Fields<'_>, ties: &mut Ties) -> Group {
    fields.must("role");
    let names: Vec<Signatory> =
        fields.items("names").iter().filter_map(|item| signatory(fields, item, ties)).collect();
    let stated_count = fields.number("stated_count");
    if let Some(stated) = stated_count
        && !names.is_empty()
        && usize::try_from(stated) != Ok(names.len())
    {
        fields.fault(
            "stated_count",
            Code::CountDiffers,
            format!("The document says {stated}, and there are {} names here.", names.len()),
            "Compare the names with the source; if the source is wrong, say so in the notes.",
        );
    }
    Group {
        heading: fields.text("group").unwrap_or_default(),
        // Of all roles this one says the least.
        role: fields.word("role", Role::ALL).unwrap_or(Role::Present),
        lines: fields.lines("lines"),
        stated_count,
        names,
    }
}

fn signatory<'t>(
    fields: &Fields<'t>,
    item: &'t Spanned<DeValue<'t>>,
    ties: &mut Ties,
) -> Option<Signatory> {
    let path = || fields.path("names");
    if !item.get_ref().is_table() {
        let name = fields.text_of(&path, item);
        if name.is_none() && item.get_ref().is_str() {
            fields.sheet().fault(
                item.span().start,
                Code::EmptyValue,
                format!("A name in `{}` is empty.", path()),
                "Write the name as printed, or take the line out.",
            );
        }
        let name = name?;
        let party = ties.spellings().party(&name).cloned();
        let country = party.as_ref().and_then(|party| ties.spellings().country(party));
        return Some(Signatory { name, party, party_basis: None, country });
    }
    fields.inside(&path(), item, |fields| {
        fields.must("name");
        let name = fields.text("name");
        // An empty `party` says that it belongs to none, whatever its spelling.
        let is_none = fields.is_empty("party");
        let stated = fields.reference("party", Target::Party, ties);
        let party = stated
            .filter(|party| ties.has(Target::Party, party))
            .or_else(|| ties.spellings().party(name.as_deref()?).cloned())
            .filter(|_| !is_none);
        let party_basis = fields.word("party_basis", Basis::ALL);
        let country = fields.country("country");
        Some(Signatory {
            name: name?,
            country: country.or_else(|| ties.spellings().country(party.as_ref()?)),
            party,
            party_basis,
        })
    })?
}
