//! `plenary export`: documents as one page.

use std::path::Path;

use crate::cli::args::Exported;
use crate::cli::args::PageForm;
use crate::cli::desk::Desk;
use crate::cli::desk::Freshness;
use crate::cli::failure::Failure;
use crate::cli::file;
use crate::cli::selection;
use crate::export::html;
use crate::export::markdown;
use crate::model::Clean;

/// Writes what was asked for, in one page.
pub(super) fn run(desk: &mut Desk, wish: &Exported) -> Result<(), Failure> {
    let opened = desk.open(Freshness::Sure)?;
    let archive = &opened.archive;
    let documents = selection::documents(desk, &opened, &wish.selection)?;
    let form = wish.format.unwrap_or_else(|| wish.out.as_deref().map_or(PageForm::Markdown, named));
    let page = match form {
        PageForm::Markdown => markdown::page(archive, &documents),
        PageForm::Html => html::page(archive, &documents),
    };
    match &wish.out {
        Some(path) => file::write(path, &Clean::text(&page), wish.force),
        None => desk.output.text(&page),
    }
}

/// The form that the name of a file asks for.
fn named(path: &Path) -> PageForm {
    let ends = path.extension().and_then(|ending| ending.to_str());
    let html = ["html", "htm"];
    if ends.is_some_and(|ends| html.iter().any(|html| ends.eq_ignore_ascii_case(html))) {
        PageForm::Html
    } else {
        PageForm::Markdown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_as_its_name_says() {
        for html in ["a.html", "a.b.HTM"] {
            assert_eq!(named(Path::new(html)), PageForm::Html, "{html}");
        }
        for markdown in ["a.md", "html", "a", ".html"] {
            assert_eq!(named(Path::new(markdown)), PageForm::Markdown, "{markdown}");
        }
    }
}
