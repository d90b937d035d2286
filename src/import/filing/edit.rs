//! Adds to a record what an original says; what stands in it stays.

use toml_edit::ArrayOfTables;
use toml_edit::DocumentMut;
use toml_edit::Item;
use toml_edit::Table;
use toml_edit::value;

use crate::model::Action;
use crate::model::Document;
use crate::model::Language;

use super::Material;
use super::block_lists;
use super::fresh;

/// The text of `document.toml` with the full texts in it.
pub(super) fn record(
    material: &Material<'_>,
    document: &Document,
    record: &str,
) -> Result<String, String> {
    let mut toml: DocumentMut =
        record.parse().map_err(|error| format!("its document.toml cannot be edited: {error}"))?;
    let is_full = |version| super::has_full_text(document, version);
    if !material.proposal.versions.iter().all(is_full) {
        versions(&mut toml, material, document);
        if material.proposal.versions.iter().any(is_full) {
            prune(&mut toml, material);
        } else {
            blocks(&mut toml, material, document);
        }
    }
    issued(&mut toml, material);
    copy(&mut toml, material)?;
    if document.signatories.is_empty() && !material.proposal.signatories.is_empty() {
        let mut text = String::new();
        for group in &material.proposal.signatories {
            fresh::names(&mut text, group);
        }
        append(&mut toml, "signatories", &text)?;
    }
    let mut actions = String::new();
    fresh::actions(&mut actions, material.proposal, |action| block_of(material, document, action));
    append(&mut toml, "action", &actions)?;
    for claim in &material.proposal.claims {
        let said_in =
            format!("source/{}", super::plain_name(material.name, material.source.format));
        let known = tables(&toml, "claim").any(|table| {
            text(table, "field") == Some(claim.field.as_str())
                && text(table, "value") == Some(claim.value.as_str())
        });
        if !known {
            let mut table = Table::new();
            table.insert("field", value(claim.field.as_str()));
            table.insert("value", value(claim.value.as_str()));
            table.insert("said_in", value(said_in));
            push(&mut toml, "claim", table)?;
        }
    }
    Ok(toml.to_string())
}

/// The block in which an action stands, where the first text of the record is the one that it was found in.
fn block_of(material: &Material<'_>, document: &Document, action: &Action) -> Option<usize> {
    let at = action.block?;
    let own = material.proposal.versions.first()?;
    let Some(there) = document.versions.first() else { return Some(at) };
    if there.language == own.language && !super::has_full_text(document, own) {
        return Some(at);
    }
    let text = own.blocks.get(at).map(|block| &block.block.text);
    (there.blocks.get(at).map(|block| &block.text) == text).then_some(at)
}

fn text<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    table.get(key)?.as_str().filter(|text| !text.is_empty())
}

fn tables<'a>(toml: &'a DocumentMut, key: &str) -> impl Iterator<Item = &'a Table> {
    toml.get(key).and_then(Item::as_array_of_tables).into_iter().flat_map(ArrayOfTables::iter)
}

fn push(toml: &mut DocumentMut, key: &str, table: Table) -> Result<(), String> {
    let slot = toml.entry(key).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let list = slot
        .as_array_of_tables_mut()
        .ok_or_else(|| format!("`{key}` in its document.toml is no list of tables"))?;
    list.push(table);
    Ok(())
}

/// Adds tables that stand in a text of their own.
fn append(toml: &mut DocumentMut, key: &str, text: &str) -> Result<(), String> {
    let made: DocumentMut =
        text.parse().map_err(|error| format!("the new part cannot be read: {error}"))?;
    for table in tables(&made, key) {
        let mut table = table.clone();
        table.set_position(None);
        push(toml, key, table)?;
    }
    Ok(())
}

/// The texts are now the text itself.
fn versions(toml: &mut DocumentMut, material: &Material<'_>, document: &Document) {
    for version in &material.proposal.versions {
        if super::has_full_text(document, version) {
            continue;
        }
        let list = toml.get_mut("version").and_then(Item::as_array_of_tables_mut);
        let found = list.and_then(|list| {
            list.iter_mut().find(|table| {
                let lang = table
                    .get("lang")
                    .and_then(Item::as_str)
                    .and_then(|lang| Language::parse(lang).ok());
                lang.as_ref() == Some(&version.language)
            })
        });
        if let Some(table) = found {
            set(table, "coverage", "full");
            set(table, "lines", &version.lines);
            if text(table, "title").is_none()
                && let Some(title) = &version.title
            {
                set(table, "title", title);
            }
            continue;
        }
        let mut table = Table::new();
        table.insert("lang", value(version.language.tag()));
        table.insert("file", value(format!("text.{}.txt", version.language)));
        if let Some(title) = &version.title {
            table.insert("title", value(title.as_str()));
        }
        table.insert("coverage", value("full"));
        table.insert("lines", value(version.lines.as_str()));
        push(toml, "version", table).ok();
    }
}

/// Writes a value in place of another, whose comment stays.
fn set(table: &mut Table, key: &str, text: &str) {
    let mut new = toml_edit::Value::from(text);
    if let Some(old) = table.get_mut(key).and_then(Item::as_value_mut) {
        if old.as_str() != Some(text) {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        return;
    }
    table.insert(key, Item::Value(new));
}

/// Blocks are counted in the new texts.
fn blocks(toml: &mut DocumentMut, material: &Material<'_>, document: &Document) {
    let lists = block_lists(material.proposal);
    let mut table = toml.get("blocks").and_then(Item::as_table).cloned().unwrap_or_default();
    for key in ["lead", "slogan", "note"] {
        let numbers = lists.iter().find(|(name, _)| *name == key).map(|(_, numbers)| numbers);
        let there: Vec<i64> = table
            .get(key)
            .and_then(Item::as_array)
            .map(|list| list.iter().filter_map(toml_edit::Value::as_integer).collect())
            .unwrap_or_default();
        match numbers {
            Some(numbers) if *numbers == there => {}
            Some(numbers) => {
                table.insert(key, value(numbers.iter().copied().collect::<toml_edit::Array>()));
            }
            None => {
                table.remove(key);
            }
        }
    }
    if table.is_empty() {
        toml.remove("blocks");
    } else {
        toml.insert("blocks", Item::Table(table));
    }
    let new = material
        .proposal
        .versions
        .first()
        .map(|version| version.blocks.as_slice())
        .unwrap_or_default();
    let old = document.versions.first().map_or(0, |version| version.blocks.len());
    if old == new.len() {
        return;
    }
    // The point still finds the block; a number alone would point at another one.
    let actions = toml.get_mut("action").and_then(Item::as_array_of_tables_mut);
    for table in actions.into_iter().flat_map(ArrayOfTables::iter_mut) {
        let point = table.get("point").and_then(|point| {
            point
                .as_integer()
                .map(|number| number.to_string())
                .or_else(|| point.as_str().map(str::to_owned))
        });
        let at = point.and_then(|point| {
            new.iter().position(|block| block.block.point() == Some(point.as_str()))
        });
        match at.and_then(|at| i64::try_from(at + 1).ok()) {
            Some(number) => {
                table.insert("block", value(number));
            }
            None => {
                table.remove("block");
            }
        }
    }
}

/// Takes out of `[blocks]` what cannot hold for a version that has come to others.
fn prune(toml: &mut DocumentMut, material: &Material<'_>) {
    let is_plain = |number: i64| {
        let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        material.proposal.versions.iter().all(|version| {
            at.and_then(|at| version.blocks.get(at))
                .is_none_or(|block| super::is_plain(block.block.kind))
        })
    };
    let Some(table) = toml.get_mut("blocks").and_then(Item::as_table_mut) else {
        return;
    };
    for key in ["lead", "slogan", "note"] {
        if let Some(list) = table.get_mut(key).and_then(Item::as_array_mut) {
            list.retain(|number| number.as_integer().is_none_or(is_plain));
        }
    }
}

/// Fills in what the record leaves open.
fn issued(toml: &mut DocumentMut, material: &Material<'_>) {
    let proposal = material.proposal;
    let Some(table) =
        toml.entry("issued").or_insert_with(|| Item::Table(Table::new())).as_table_mut()
    else {
        return;
    };
    let dates =
        [("adopted", &proposal.adopted), ("date", &proposal.date), ("held", &proposal.held)];
    for (key, found) in dates {
        if let Some(found) = found
            && text(table, key).is_none()
        {
            set(table, key, found.value.as_str());
            set(table, &format!("{key}_basis"), found.basis.as_str());
        }
    }
    if let Some(place) = &proposal.place
        && text(table, "place").is_none()
    {
        set(table, "place", &place.value);
    }
    if let Some(country) = &proposal.country
        && text(table, "country").is_none()
    {
        set(table, "country", country.value.code());
    }
}

/// Notes which copy the source is, once.
fn copy(toml: &mut DocumentMut, material: &Material<'_>) -> Result<(), String> {
    let source = material.source;
    if tables(toml, "copy").any(|table| text(table, "sha256") == Some(source.sha256.as_str())) {
        return Ok(());
    }
    let copy = &material.proposal.copy;
    let wanted = [
        ("url", copy.url.as_deref()),
        ("posted_as_stated", copy.posted_as_stated.as_deref()),
        ("posted_by", copy.posted_by.as_ref().map(|by| by.value.as_str())),
    ];
    let list = toml.get_mut("copy").and_then(Item::as_array_of_tables_mut);
    let found = list.and_then(|list| {
        list.iter_mut().find(|table| {
            let same =
                wanted.iter().any(|(key, wanted)| wanted.is_some() && text(table, key) == *wanted);
            same && text(table, "sha256").is_none()
        })
    });
    if let Some(table) = found {
        let name = super::plain_name(material.name, source.format);
        set(table, "file", &format!("source/{name}"));
        set(table, "sha256", &source.sha256);
        return Ok(());
    }
    let mut text = String::new();
    fresh::copy(&mut text, material);
    append(toml, "copy", &text)
}
