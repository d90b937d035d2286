//! What a reader sees: screens after keys, each kept in a file beside.

use crate::support::desk::{after, bundled_at};

#[test]
fn the_bundled_archive_opens() {
    for (width, height) in [(80, 24), (140, 40), (100, 30), (40, 12), (20, 5)] {
        bundled_at(width, height, "").looks_like(&format!("bundled-start-{width}x{height}"));
    }
}

#[test]
fn a_document_opens() {
    after("<enter>").looks_like("open-call");
}
