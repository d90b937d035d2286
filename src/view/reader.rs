//! The reading pane.

use std::ops::Range;

use super::canvas::Canvas;
use ratatui::style::Style;

use super::{Role, border, put, style};
use crate::app::{App, Area, Beside, Found, Pane};
use crate::model::{BlockKind, Coverage, Document};
use crate::text::{Cell, Part, Row};

pub(super) fn draw(app: &App, area: Area, canvas: &mut Canvas<'_>) {
    let reader = app.reader();
    let document = reader.document().and_then(|position| app.archive().at(position));
    let Some(document) = document else {
        border::draw(app, Pane::Reader, area, "Nothing is open", "", canvas);
        return;
    };
    let (title, remark) = titles(app, document, area.width);
    border::draw(app, Pane::Reader, area, &title, &remark, canvas);
    let inner = area.inside();
    let mut set = Row::with_room(inner.width);
    for row in 0..usize::from(inner.height) {
        let Some(place) = put::row(inner, row) else { break };
        let index = reader.top() + row;
        if let Some(beside) = reader.beside() {
            draw_pair(app, beside, place, index, canvas, &mut set);
        } else if reader.page().row_into(index, &mut set) {
            draw_row(app, place, &set, true, canvas);
        }
    }
}

/// A row of each version, with a line between them, and a sign where their blocks differ; `set` lends the
/// room for the rows.
fn draw_pair(
    app: &App,
    beside: &Beside,
    place: Area,
    index: usize,
    canvas: &mut Canvas<'_>,
    set: &mut Row,
) {
    let half = place.width.saturating_sub(3) / 2;
    let second = Area { x: place.x + half + 3, width: half, ..place };
    let (left, right) = beside.pair(app.reader().page(), index);
    let mut block = None;
    if left.is_some_and(|row| app.reader().page().row_into(row, set)) {
        draw_row(app, Area { width: half, ..place }, set, true, canvas);
        block = Some(set.block);
    }
    if right.is_some_and(|row| beside.page.row_into(row, set)) {
        draw_row(app, second, set, false, canvas);
        block = block.or(Some(set.block));
    }
    let uneven = block.is_some_and(|block| beside.uneven.contains(&block));
    let (sign, role) = if uneven { (" ≠ ", Role::Wrong) } else { (" │ ", Role::Border) };
    let gap = Area { x: place.x + half, width: 3, ..place };
    put::text(canvas, gap, sign, style(app.settings().theme, role));
}

/// What stands in the border: the title and its languages; what is read, and where one is in it.
fn titles(app: &App, document: &Document, width: u16) -> (String, String) {
    let reader = app.reader();
    let version = document.versions.get(reader.version());
    if version.is_none() {
        return (document.title.clone(), "no text".to_owned());
    }
    let blocks = version.map_or(0, |version| version.blocks.len());
    let place = format!("¶ {}/{blocks}", (app.counters().block + 1).min(blocks));
    let coverage = match version.map(|version| version.coverage) {
        Some(Coverage::Abstract) => "abstract · ",
        Some(Coverage::Full) | None => "",
    };
    let shown = |position: usize, tag: &str| {
        let beside = reader.beside().is_some_and(|beside| beside.version == position);
        if position == reader.version() || beside { format!("[{tag}]") } else { tag.to_owned() }
    };
    let languages: Vec<String> = document
        .versions
        .iter()
        .enumerate()
        .map(|(position, version)| shown(position, version.language.tag()))
        .collect();
    let languages = languages.join(" ");
    let title = version.and_then(|version| version.title.as_ref()).unwrap_or(&document.title);
    let remark = format!("{languages} · {coverage}{place}");
    // Where there is little room, the place in the text is worth more than the rest.
    if usize::from(width) < remark.chars().count() + 16 {
        let language = version.map_or("", |version| version.language.tag());
        let short = format!("[{language}] {coverage}{place}");
        if usize::from(width) < short.chars().count() + 8 {
            return (format!("[{language}]"), place);
        }
        return (title.clone(), short);
    }
    (title.clone(), remark)
}

/// The role of a block's text.
pub(super) fn role_of(kind: BlockKind) -> Role {
    match kind {
        BlockKind::Title => Role::Title,
        BlockKind::Heading => Role::Heading,
        BlockKind::Slogan => Role::Slogan,
        BlockKind::Note => Role::Muted,
        BlockKind::Lead | BlockKind::Paragraph | BlockKind::Point | BlockKind::Bullet => Role::Text,
    }
}

/// One row of the first version, or of the one beside it.
fn draw_row(app: &App, place: Area, row: &Row, first: bool, canvas: &mut Canvas<'_>) {
    let theme = app.settings().theme;
    let text = style(theme, role_of(row.kind));
    let mark = style(theme, Role::Mark);
    let plain = |cell: &Cell| if cell.part == Part::Mark { mark } else { text };
    put::cells(canvas, place, place.x + row.indent, &row.cells, |cell| {
        let chosen = first && is_chosen(app, row.block, cell);
        let chosen = chosen.then(|| style(theme, Role::Selected));
        let found = chosen.or_else(|| match_style(app, row.block, first, cell));
        found.map_or_else(|| plain(cell), |found| text.patch(found))
    });
    // The blank row above a block is not the block.
    if app.reader().marked() == Some(row.block) && !row.cells.is_empty() {
        let free = canvas.buffer.cell((place.x, place.y)).is_some_and(|cell| cell.symbol() == " ");
        if free {
            let sign = Area { width: 1, ..place };
            put::text(canvas, sign, "▌", style(theme, Role::Marked));
        } else {
            // Without a margin the text itself is marked: nothing of it is covered.
            put::paint(canvas, place, style(theme, Role::Marked));
        }
    }
}

/// Whether a cell shows a part of the passage that is chosen.
fn is_chosen(app: &App, block: usize, cell: &Cell) -> bool {
    app.reader().passage().is_some_and(|passage| {
        passage.block == block && cell.part != Part::Mark && shows(cell, &passage.range)
    })
}

/// Whether a cell shows anything of a part of its block's text.
pub(super) fn shows(cell: &Cell, part: &Range<usize>) -> bool {
    part.start < cell.source.end && cell.source.start < part.end
}

/// The style of a cell that shows a part of a match.
fn match_style(app: &App, block: usize, first: bool, cell: &Cell) -> Option<Style> {
    let search = app.reader().search()?;
    // In the order of the matches, so that the many of a long text cost no more than a few.
    let from = (block, !first, cell.source.start);
    let ends = |found: &Found| (found.hit.block, found.beside, found.hit.range.end);
    let index = search.hits.partition_point(|found| ends(found) <= from);
    let next = search.hits.get(index)?;
    let is_here = next.hit.block == block && next.beside != first;
    if !is_here || !shows(cell, &next.hit.range) {
        return None;
    }
    let role = if index == search.current { Role::CurrentMatch } else { Role::Match };
    Some(style(app.settings().theme, role))
}
