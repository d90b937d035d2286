//! `plenary show`: a document, plain.
//!
//! Text stands in logical order and begins at the left: a terminal or a pager that knows the direction
//! of Arabic shows it so, and a pipe gets what was written.

use crate::cli::actions;
use crate::cli::args::Shown;
use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::fill::fill;
use crate::cli::output::Output;
use crate::cli::selection;
use crate::cli::signatories;
use crate::export::json::Whole;
use crate::export::phrase;
use crate::model::Archive;
use crate::model::Block;
use crate::model::BlockKind;
use crate::model::Country;
use crate::model::Date;
use crate::model::Document;
use crate::model::Version;

/// The columns of a line where nobody asks for another number, and the terminal has as many.
const USUAL: usize = 80;

/// The column in which the values of the head begin.
const HEAD: usize = 11;

/// Shows the document that was asked for.
pub(super) fn run(desk: &mut Desk, wish: &Shown) -> Result<(), Failure> {
    let archive = desk.archive()?;
    let document = selection::document(&archive, &wish.id)?;
    let version = selection::version(document, wish.lang.as_deref())?;
    if wish.json {
        let versions: Vec<&Version> = if wish.lang.is_some() {
            version.into_iter().collect()
        } else {
            document.versions.iter().collect()
        };
        return desk.output.json(&Whole::of(&archive, document, &versions));
    }
    let width = match wish.width {
        Some(0) => None,
        Some(width) => Some(width),
        None => Some(desk.output.width.map_or(USUAL, |width| width.clamp(20, USUAL))),
    };
    if wish.text {
        let blocks = version.map_or(&[][..], |version| &version.blocks);
        return text(&mut desk.output, blocks, width);
    }
    title(&mut desk.output, document, version, width)?;
    for (name, value) in head(&archive, document, version) {
        let mark = format!("{name:<HEAD$}");
        lines(&mut desk.output, &fill(&value, &mark, width))?;
    }
    let untitled = untitled(version);
    if !untitled.is_empty() {
        desk.output.line("")?;
        text(&mut desk.output, untitled, width)?;
    }
    tail(&mut desk.output, document, width)
}

fn title(
    output: &mut Output,
    document: &Document,
    version: Option<&Version>,
    width: Option<usize>,
) -> Result<(), Failure> {
    let shown = version.map_or(&document.title, |version| {
        let first = version.blocks.first();
        let block = first.filter(|block| block.kind == BlockKind::Title);
        block.map(|block| &block.text).or(version.title.as_ref()).unwrap_or(&document.title)
    });
    fill(shown, "", width).iter().try_for_each(|line| output.title(line))?;
    output.line("")
}

/// The blocks without the title, which stands above everything.
fn untitled(version: Option<&Version>) -> &[Block] {
    let blocks = version.map_or(&[][..], |version| &version.blocks);
    match blocks.split_first() {
        Some((first, rest)) if first.kind == BlockKind::Title => rest,
        _ => blocks,
    }
}

fn head(
    archive: &Archive,
    document: &Document,
    version: Option<&Version>,
) -> Vec<(&'static str, String)> {
    let issued = &document.issued;
    let mut facts = vec![("id", document.id.to_string()), ("kind", document.kind.to_string())];
    let mut add = |name: &'static str, value: Option<String>| {
        facts.extend(value.map(|value| (name, value)));
    };
    add("number", document.number.clone());
    add(
        "meeting",
        archive.meeting_of(document).map(|meeting| {
            let held = meeting.held.as_ref().map(Date::spoken);
            let place = phrase::located(
                meeting.place.as_deref(),
                meeting.country.as_ref().map(Country::code),
            );
            let parts = [Some(phrase::meeting(archive, meeting)), held, place];
            parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
        }),
    );
    let known = |date: &Option<_>, basis| date.as_ref().map(|date| phrase::known(date, basis));
    add("adopted", known(&issued.adopted, issued.adopted_basis));
    add("date", known(&issued.date, issued.date_basis));
    let stated = issued.held_as_stated.as_ref();
    let held = known(&issued.held, issued.held_basis).map(|held| {
        stated.map_or_else(|| held.clone(), |words| format!("{held}, as stated: \"{words}\""))
    });
    add("held", held);
    add("valid", issued.valid.as_ref().map(Date::spoken));
    let place = issued.place.as_deref();
    let country = issued.country.as_ref().map(Country::code);
    add("place", phrase::located(place, country));
    add("issued by", (!issued.by.is_empty()).then(|| issued.by.join("; ")));
    match version {
        Some(version) => {
            add("language", Some(spoken(document, version)));
            add("coverage", Some(phrase::coverage(version.coverage).to_owned()));
            add("translator", version.translator.clone());
        }
        None => add("language", Some("no version".to_owned())),
    }
    let claims = document
        .claims
        .iter()
        .map(|claim| format!("{} is {} according to {}", claim.field, claim.value, claim.said_in));
    let claims: Vec<String> = claims.collect();
    for claim in claims {
        add("claim", Some(claim));
    }
    facts
}

fn spoken(document: &Document, version: &Version) -> String {
    let others = document.versions.iter().filter(|other| other.language != version.language);
    let others: Vec<&str> = others.map(|other| other.language.tag()).collect();
    let language = &version.language;
    let also =
        if others.is_empty() { String::new() } else { format!("; also {}", others.join(", ")) };
    format!("{} ({language}){also}", language.name())
}

fn text(output: &mut Output, blocks: &[Block], width: Option<usize>) -> Result<(), Failure> {
    for (number, block) in blocks.iter().enumerate() {
        if number > 0 {
            output.line("")?;
        }
        let mark = match (block.kind, &block.label) {
            (_, Some(label)) => format!("{label} "),
            (BlockKind::Bullet, None) => "- ".to_owned(),
            _ => String::new(),
        };
        let set = fill(&block.text, &mark, width);
        if matches!(block.kind, BlockKind::Title | BlockKind::Heading) {
            set.iter().try_for_each(|line| output.title(line))?;
        } else {
            lines(output, &set)?;
        }
    }
    Ok(())
}

fn tail(output: &mut Output, document: &Document, width: Option<usize>) -> Result<(), Failure> {
    for group in &document.signatories {
        output.line("")?;
        output.title(&phrase::heading(group))?;
        lines(output, &signatories::names(group, false))?;
    }
    if let Some(note) = phrase::still_open(document) {
        output.line("")?;
        lines(output, &fill(&note, "", width))?;
    }
    if !document.actions.is_empty() {
        output.line("")?;
        output.title("Actions")?;
        lines(output, &actions::lines(&document.actions.iter().collect::<Vec<_>>(), width))?;
    }
    Ok(())
}

fn lines(output: &mut Output, lines: &[String]) -> Result<(), Failure> {
    lines.iter().try_for_each(|line| output.line(line))
}
