//! What holds for whatever bytes come from outside: a law for each parser, and for the gate.
//!
//! The fuzzer looks for bytes that break one; `tests/it/fuzzed.rs` tries again all that are kept.

mod archive;
mod config;
mod import;
mod notebook;
mod query;
mod terminal;
mod text;

/// Panics where bytes break it.
pub(crate) type Law = fn(&[u8]);

/// All laws, each with the name of its folder in `fuzz/corpus`.
pub(crate) const LAWS: &[(&str, Law)] = &[
    ("archive", archive::an_archive_loads),
    ("blocks", text::blocks_are_set),
    ("clean", text::foreign_text_is_harmless),
    ("config", config::settings_are_read),
    ("date", query::dates_are_read),
    ("html", import::pages_are_imported),
    ("journal", notebook::a_journal_is_read),
    ("office", import::packed_files_are_imported),
    ("page", notebook::a_page_of_notes_is_read),
    ("pdf", import::printed_pages_are_imported),
    ("query", query::queries_are_read),
    ("saved", notebook::a_saved_notebook_is_read),
    ("terminal", terminal::keys_are_obeyed),
    ("texts", import::texts_are_imported),
];

/// Bytes as text; what is no UTF-8 becomes U+FFFD.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Bytes as several: what stands between two bytes 0x1E, which no text has.
fn parts<const N: usize>(bytes: &[u8]) -> [&[u8]; N] {
    let mut parts = bytes.splitn(N, |byte| *byte == 0x1E);
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// Asserts that a terminal would show a text and not obey it.
#[track_caller]
fn is_harmless(text: &str) {
    let evil = |c: char| (c.is_control() && c != '\n') || plenary::model::is_bidi_control(c);
    assert!(!text.contains(evil), "{text:?}");
}
