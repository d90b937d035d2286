//! Who may name whom, and where outside crates are at home.

use std::fmt::Write;

/// A name and the modules that belong to it.
pub(super) type Line = (&'static str, &'static [&'static str]);

/// Each module and the modules that it may name. A row may list only rows above it, so a cycle
/// cannot be written down here.
pub(super) const MAY_NAME: &[Line] = &[
    ("model", &[]),
    ("keys", &[]),
    ("fold", &[]),
    ("text", &["model"]),
    ("search", &["model", "fold"]),
    ("store", &["model"]),
    ("notebook", &["model", "fold"]),
    ("config", &["model", "keys"]),
    ("export", &["model", "fold"]),
    ("import", &["model", "fold"]),
    ("app", &["model", "keys", "text", "search", "notebook", "config", "export", "import"]),
    ("view", &["model", "keys", "text", "config", "app"]),
    ("runtime", &["model", "keys", "text", "notebook", "config", "app", "view"]),
    (
        "cli",
        &[
            "model", "keys", "text", "search", "store", "notebook", "config", "export", "import",
            "app", "runtime",
        ],
    ),
];

/// The crates of Cargo.toml, and the modules or files that may name each.
pub(super) const HOMES: &[Line] = &[
    ("chardetng", &["import"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli::man"]),
    ("compact_str", &["text"]),
    ("crc32fast", &["store::catalogue", "search::index"]),
    ("crossterm", &["runtime"]),
    ("dom_query", &["import"]),
    ("dom_smoothie", &["import"]),
    ("edtf_core", &["model::date"]),
    ("encoding_rs", &["import", "runtime::mirror"]),
    ("hayro_cmap", &["import::pdf"]),
    ("hayro_interpret", &["import::pdf"]),
    ("hayro_syntax", &["import::pdf"]),
    ("hypher", &["text"]),
    ("icu_casemap", &["fold"]),
    ("icu_locale", &["model::language"]),
    ("icu_normalizer", &["fold"]),
    ("icu_properties", &["fold", "text", "model::clean"]),
    ("icu_segmenter", &["text"]),
    ("kurbo", &["import::pdf"]),
    ("landlock", &["cli::convert"]),
    ("memchr", &["fold", "search::index"]),
    ("notify", &["cli::watch"]),
    ("postcard", &["store::catalogue"]),
    ("quick_xml", &["import::office"]),
    ("ratatui", &["view", "runtime"]),
    ("roaring", &["model::positions"]),
    ("rustc_hash", &["runtime::mirror"]),
    (
        "rustix",
        &[
            "runtime",
            "store::disk",
            "cli::plain",
            "cli::read",
            "cli::surroundings",
            "cli::watch",
            "cli::doctor",
            "cli::convert",
            "cli::import::whole",
        ],
    ),
    ("serde", &["store::catalogue", "notebook::fields", "export", "cli"]),
    ("serde_json", &["notebook", "cli::output", "cli::wire"]),
    ("sha2", &["import"]),
    ("signal_hook", &["runtime", "cli::notebook"]),
    ("tantivy", &["search::index"]),
    ("textwrap", &["text"]),
    ("time", &["model", "notebook::moment", "import", "cli::surroundings"]),
    ("toml", &["store", "config"]),
    ("toml_edit", &["import"]),
    ("unicode_bidi", &["text"]),
    (
        "unicode_segmentation",
        &["fold", "text", "search", "notebook::anchor", "app::typed", "cli::fill"],
    ),
    ("unicode_width", &["text", "runtime::mirror", "cli"]),
    ("whatlang", &["import"]),
    ("zip", &["import::office"]),
];

/// The parts of the standard library that reach outside the program, and where they may be named.
pub(super) const STANDARD: &[Line] = &[
    ("std::env", &["cli::surroundings"]),
    ("std::fs", &["store::disk", "store::catalogue", "search::index", "notebook::disk", "cli"]),
    (
        "std::io",
        &[
            "store::disk",
            "store::catalogue",
            "search::index",
            "notebook::disk",
            "import::office",
            "runtime",
            "cli",
        ],
    ),
    ("std::net", &[]),
    (
        "std::os",
        &[
            "store::disk",
            "store::catalogue",
            "search::index",
            "notebook::disk",
            "runtime::guardian",
            "runtime::input",
            "cli::convert",
            "cli::import::child",
        ],
    ),
    ("std::process", &["runtime::guardian", "cli", "main"]),
    (
        "std::thread",
        &[
            "runtime",
            "cli::import::child",
            "cli::import::follower",
            "cli::index",
            "cli::keeper",
            "cli::perform",
            "cli::tmux",
            "cli::watch",
            "search::several",
        ],
    ),
    (
        "std::time",
        &[
            "runtime",
            "cli::import::child",
            "cli::keeper",
            "cli::tmux",
            "cli::watch",
            "store::catalogue",
        ],
    ),
];

/// The ways out of the program, and who may take them. What leaves by one of them has the type
/// `model::Clean`, which only the gate makes, or stands in the program itself.
pub(super) const WAYS_OUT: &[Line] = &[
    // `doctor`, `read` and `surroundings` ask what it is; `runtime` writes control sequences; that of
    // `convert` is a pipe to the program itself, which cleans what comes out of it.
    (
        "io::stdout(",
        &["cli::sink", "cli::doctor", "cli::read", "cli::surroundings", "cli::convert", "runtime"],
    ),
    ("io::stderr(", &["cli::sink", "cli::convert"]),
    ("print!(", &[]),
    ("println!(", &[]),
    // Scripts and the manual, made from the parser of the arguments.
    (".made(", &["cli::output", "cli::man", "cli::completions"]),
    ("write_ansi(", &["runtime::clipboard"]),
    // Cells: what `text` made of a text, lines of a box, and blanks.
    (
        ".set_symbol(",
        &["view::put", "view::canvas", "view::border", "view::overlay", "runtime::mirror"],
    ),
    (".set_string(", &[]),
    (".set_stringn(", &[]),
    (".set_span(", &[]),
    (".set_line(", &[]),
    ("ratatui::text", &[]),
    ("ratatui::widgets", &["view::pages::map"]),
];

/// The modules of a row in words.
pub(super) fn spoken(modules: &[&str]) -> String {
    let named: Vec<String> = modules.iter().map(|module| format!("`{module}`")).collect();
    if named.is_empty() { "nowhere".to_owned() } else { named.join(", ") }
}

/// The floors as a table of Markdown, from the top down.
pub(super) fn floors(rows: &[Line]) -> String {
    let mut page = "| module | may name |\n| --- | --- |\n".to_owned();
    for (module, below) in rows.iter().rev() {
        let below = if below.is_empty() { "nothing".to_owned() } else { spoken(below) };
        writeln!(page, "| `{module}` | {below} |").unwrap();
    }
    page
}

/// Homes as a table of Markdown.
pub(super) fn homes(rows: &[Line]) -> String {
    let mut page = "| named | only in |\n| --- | --- |\n".to_owned();
    for (name, homes) in rows {
        writeln!(page, "| `{name}` | {} |", spoken(homes)).unwrap();
    }
    page
}

#[test]
fn a_row_lists_only_rows_above_it() {
    for (index, (module, below)) in MAY_NAME.iter().enumerate() {
        for named in *below {
            let above = MAY_NAME.iter().take(index).any(|(above, _)| above == named);
            assert!(
                above,
                "{module} may not name {named}: it does not stand above it in the table"
            );
        }
    }
}
