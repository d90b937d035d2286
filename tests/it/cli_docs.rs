//! `docs/cli.md`, made from the parser and from what the commands really write.
//!
//! `UPDATE=1 cargo test` writes it anew.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use clap::Arg;
use clap::Command;
use serde_json::Value;

use crate::cli_desk::Desk;
use crate::cli_fields::BY_NAME;
use crate::cli_fields::COMMANDS;
use crate::cli_fields::OF_THE_MACHINE;

const HEAD: &str = "\
# The command line

This page is made from the program's own parser; `plenary --help` and `plenary man` say the same.

Results go to the standard output, everything else to the standard error. The archive's text is
cleaned: no control or bidi-control character of a document reaches a terminal, a pipe or a file.
Without `--json`, `--csv`, `--ics` or `--format` the output is for people, and may change. What of a
record becomes what in calendars, citations and pages is told in [export.md](export.md).
";

const ENDS: &str = "\
## Exit codes

| code | means |
| --- | --- |
| 0 | done; also where the reader of a pipe has left |
| 1 | nothing found, faults found by `check`, or lines left out by `notebook import` |
| 2 | wrong use, or something failed: no such archive, a full disk |

Faults of an archive do not stop the other commands: what could be read is shown, and one line on the
standard error says how many faults there are.

## The archive that is opened

`--archive DIR`, else `PLENARY_ARCHIVE`, else `archive` in the settings, else `./documents` if it holds
`meetings.toml` or a document, else `$XDG_DATA_HOME/plenary/documents` (`~/.local/share/plenary/documents`)
if it does, else the archive that is compiled into the program.

## What is kept about a large archive

Of more than 500 documents a catalogue and an index of their words are kept in `$XDG_CACHE_HOME/plenary`
(`~/.cache/plenary`), in a folder for each archive. The folder of the archive is the truth: each start compares the files
with the catalogue (names, lengths, times), beside what you read, and reads anew what changed. The index is brought up to date
after it, and the lower line says how far it is. Until it is ready, `search` and filters look into the
texts themselves, and find the same. Both can be thrown away at any time; where one is damaged, of another version, or
was broken off, it is not believed and made anew. Several programs may run at once: one of them indexes.
`plenary index` does all of it at once, before somebody reads; `--anew` forgets first what there is.

`list` and the other commands compare every file; `search` looks only whether documents came or went, and finds a
text that was changed in its place once a reader, `list` or `index` has seen it. Where the folder cannot be written,
nothing that was seen can be kept, and `search` compares every file, too.

## Words and passages

Words are compared without case, accents, harakat and signs between them, and found inside longer ones: `سلام` in
`السلام`, `anti war` in `Anti-War`. What stands in quotes is a phrase. The best documents come first: what is rare weighs more, what
stands in a title too, and a whole word counts twice. Of each version at most three passages are written, those
with the most of the words first.

## JSON

UTF-8, one array or object. A value that is not known is `null`. Dates are EDTF strings (ISO 8601-2),
countries ISO 3166-1 alpha-2, languages BCP 47. A basis says how a value is known: `stated`, `page`,
`inferred`, `outside` or `unknown`. Fields may be added; those that are here stay. Where nothing is
found, the array is empty and the exit code 1. The examples are of a made-up archive.

## Comma-separated values

UTF-8, quoted as RFC 4180 says, a line feed after each row; the first row names the columns. Values that
are not known are empty. Lists within a cell are parted by blanks, spellings by ` | `. A cell that begins
with `=`, `+`, `-` or `@` gets an apostrophe in front, because a spreadsheet would run it as a
formula; JSON has every value as it is. `signatories --csv` of one document has a name a row; of several
documents it is a table of parties by documents, with the role in the cell.
";

#[test]
fn the_page_about_the_command_line_is_up_to_date() {
    let page = page();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cli.md");
    if update() {
        fs::write(&path, &page).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == page, "docs/cli.md is stale: UPDATE=1 cargo test writes it anew");
}

#[test]
fn every_field_of_the_json_is_on_the_page_with_its_type() {
    let desk = Desk::new();
    for (command, arguments, fields) in COMMANDS {
        let mut seen = BTreeMap::new();
        walk(&desk.run(arguments).json(), "", &mut seen);
        let documented: BTreeSet<&str> = fields.lines().map(|line| parts(line)[0]).collect();
        let paths: BTreeSet<&str> = seen.keys().map(String::as_str).collect();
        assert_eq!(paths, documented, "{command}");
        for line in fields.lines() {
            let [path, types, _] = parts(line);
            for kind in &seen[path] {
                assert!(types.contains(kind), "{command}: {path} is {kind}, not {types}");
            }
        }
    }
}

/// The path, the type and the meaning of a field.
fn parts(line: &str) -> [&str; 3] {
    line.splitn(3, " | ").collect::<Vec<_>>().try_into().unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a person asks for it in the environment")]
fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

fn walk(value: &Value, path: &str, seen: &mut BTreeMap<String, BTreeSet<&'static str>>) {
    match value {
        Value::Array(elements) => {
            for element in elements.iter().filter(|element| element.is_object()) {
                walk(element, &format!("{path}[]"), seen);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let name = if BY_NAME.contains(&path) { "*" } else { name };
                let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
                seen.entry(path.clone()).or_default().insert(kind(field));
                walk(field, &path, seen);
            }
        }
        _ => {}
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(elements) if elements.iter().any(Value::is_string) => "array of strings",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn page() -> String {
    let parser = plenary::cli::parser();
    let desk = Desk::new();
    let mut page = HEAD.to_owned();
    section(&mut page, &parser);
    let help = parser.get_after_help().unwrap().to_string();
    let (queries, _) = help.split_once("\n\nExit codes").unwrap();
    let queries = queries.strip_prefix("Queries:\n").unwrap();
    write!(page, "\n## Queries\n\n```text\n{queries}\n```\n\n{ENDS}").unwrap();
    for command in parser.get_subcommands() {
        if command.get_name() == "help" {
            continue;
        }
        section(&mut page, command);
        json(&mut page, &desk, command.get_name());
        for nested in command.get_subcommands().filter(|nested| nested.get_name() != "help") {
            section(&mut page, nested);
            json(&mut page, &desk, &[command.get_name(), nested.get_name()].join(" "));
        }
    }
    page
}

/// The fields of the JSON that a command writes, and an example.
fn json(page: &mut String, desk: &Desk, command: &str) {
    let json = COMMANDS.iter().find(|(name, ..)| *name == command);
    let Some((name, arguments, fields)) = json else { return };
    table(page, fields);
    if OF_THE_MACHINE.contains(name) {
        return;
    }
    let written = desk.run(arguments).out;
    let shown = example(&written.replace(desk.made.path().to_str().unwrap(), "documents"));
    let arguments = arguments.join(" ");
    write!(page, "\n`plenary {arguments}`, the beginning:\n\n```json\n{shown}```\n").unwrap();
}

/// The first lines of an example: those of its first element, and of a long one the first forty.
fn example(written: &str) -> String {
    const MOST: usize = 40;
    let mut shown = String::new();
    for (number, line) in written.lines().enumerate() {
        if number == MOST {
            return shown + "  …\n";
        }
        shown.push_str(line);
        shown.push('\n');
        if line == "  }," {
            let end = if written.starts_with('[') { "]" } else { "}" };
            return format!("{shown}  …\n{end}\n");
        }
    }
    shown
}

fn section(page: &mut String, command: &Command) {
    let name = command.get_display_name().unwrap_or("plenary").replace('-', " ");
    let about = command.get_about().unwrap();
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("\n       ", "\n");
    write!(page, "\n## {name}\n\n{about}.\n\n```text\n{usage}\n```\n").unwrap();
    let own = |argument: &&Arg| {
        let global = ["archive", "config", "color", "restricted", "allow"]
            .contains(&argument.get_id().as_str());
        let shown = !["help", "version"].contains(&argument.get_id().as_str());
        shown && (!global || command.get_name() == "plenary")
    };
    let arguments: Vec<&Arg> = command.get_arguments().filter(own).collect();
    if arguments.is_empty() {
        return;
    }
    page.push_str("\n| argument | does |\n| --- | --- |\n");
    for argument in arguments {
        let value = argument
            .get_value_names()
            .filter(|_| argument.get_action().takes_values())
            .map(|names| names.join(" "));
        let name = match (argument.get_long(), value) {
            (Some(long), Some(value)) => format!("--{long} {value}"),
            (Some(long), None) => format!("--{long}"),
            (None, value) => value.unwrap_or_default(),
        };
        let help = argument.get_help().unwrap().to_string().replace('|', "\\|");
        let shells = argument.get_possible_values();
        let values: Vec<&str> = shells.iter().map(clap::builder::PossibleValue::get_name).collect();
        let values = match (argument.get_id() == "shell", values.join(", ")) {
            (true, values) => format!(": {values}"),
            _ => String::new(),
        };
        writeln!(page, "| `{name}` | {help}{values} |").unwrap();
    }
}

fn table(page: &mut String, fields: &str) {
    page.push_str("\n| field | type | is |\n| --- | --- | --- |\n");
    for line in fields.lines() {
        let [path, types, meaning] = parts(line);
        writeln!(page, "| `{path}` | {types} | {meaning} |").unwrap();
    }
}
