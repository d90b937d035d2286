//! What the pages for people say is true: commands are understood, links lead somewhere, examples
//! give what they show.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::kept;
use crate::support::counts;

/// The pages for people.
const PAGES: [&str; 4] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

/// A block of code in a page: what it is called, the line of text before it, and what stands in it.
struct Fence {
    language: String,
    before: String,
    lines: Vec<String>,
}

fn fences(page: &str) -> Vec<Fence> {
    let mut found: Vec<Fence> = Vec::new();
    let (mut open, mut before) = (false, "");
    for line in page.lines() {
        if let Some(language) = line.strip_prefix("```") {
            if !open {
                let (language, before) = (language.to_owned(), before.to_owned());
                found.push(Fence { language, before, lines: Vec::new() });
            }
            open = !open;
        } else if open {
            found.last_mut().unwrap().lines.push(line.to_owned());
        } else if !line.trim().is_empty() {
            before = line;
        }
    }
    found
}

/// Every page: those at the top, and those in `docs`.
fn pages() -> Vec<(String, String)> {
    let docs = fs::read_dir(kept::at("docs")).unwrap();
    let docs = docs.filter_map(|entry| entry.unwrap().file_name().into_string().ok());
    let docs = docs
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "md"))
        .map(|name| format!("docs/{name}"));
    let mut names: Vec<String> = PAGES.map(str::to_owned).into_iter().chain(docs).collect();
    names.sort();
    names
        .into_iter()
        .map(|name| (kept::text(&name), name))
        .map(|(text, name)| (name, text))
        .collect()
}

/// The words of a command line as a shell would split them, up to a comment or another command.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut word, mut quote) = (None::<String>, None);
    for c in line.chars() {
        match (quote, c) {
            (Some(mark), _) if c == mark => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '#') if word.is_none() => break,
            (None, '|' | '>' | ';' | '&') => break,
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// The command lines of a page that call the program.
fn calls(page: &str) -> Vec<Vec<String>> {
    let fences = fences(page);
    let shell = fences.iter().filter(|fence| ["sh", "console"].contains(&fence.language.as_str()));
    let lines = shell.flat_map(|fence| &fence.lines).map(|line| line.trim_start_matches("$ "));
    let words = lines.map(words);
    let from = |words: Vec<String>| {
        let at = words.iter().position(|word| word == "plenary" || word == "--")?;
        let mut call = words[at..].to_vec();
        "plenary".clone_into(&mut call[0]);
        Some(call)
    };
    words.filter(|words| !words.is_empty()).filter_map(from).collect()
}

#[test]
fn a_shell_splits_words_as_the_checks_do() {
    let line = "plenary list 'kind:a b' \"#23\" x  # comment";
    assert_eq!(words(line), ["plenary", "list", "kind:a b", "#23", "x"]);
    assert_eq!(words("plenary list --json | jq '.[]'"), ["plenary", "list", "--json"]);
}

#[test]
fn the_program_understands_every_command_of_the_pages() {
    let mut count = 0;
    for (name, page) in pages() {
        for call in calls(&page) {
            count += 1;
            if let Err(error) = plenary::cli::parser().try_get_matches_from(&call) {
                assert!(!error.use_stderr(), "{name}: {}\n{error}", call.join(" "));
            }
        }
    }
    assert!(count > 10, "the pages show how the program is called");
}

/// What the links of a page lead to, without those to other sites.
fn links(page: &str) -> Vec<&str> {
    let after = |mark| page.split(mark).skip(1);
    let round = after("](").filter_map(|rest| rest.split([')', ' ']).next());
    let pictures = after("src=\"").filter_map(|rest| rest.split('"').next());
    round
        .chain(pictures)
        .filter(|link| !link.contains("://") && !link.starts_with("mailto:"))
        .collect()
}

/// The anchor that a heading gets.
fn anchor(heading: &str) -> String {
    let plain = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = plain.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn links_lead_somewhere() {
    for (name, page) in pages() {
        for link in links(&page) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let folder = Path::new(&name).parent().unwrap();
            let target = if file.is_empty() {
                name.clone()
            } else {
                folder.join(file).display().to_string()
            };
            assert!(kept::at(&target).exists(), "{name}: {link} leads nowhere");
            if !heading.is_empty() {
                let text = kept::text(&target);
                let mut headings = text.lines().filter(|line| line.starts_with('#')).map(anchor);
                assert!(headings.any(|known| known == heading), "{name}: {link}: no such heading");
            }
        }
    }
}

#[test]
fn the_two_commands_of_the_readme_are_those_of_the_gate() {
    let readme = kept::text("README.md");
    let first = fences(&readme).into_iter().find(|fence| fence.language == "sh").unwrap();
    let commands: Vec<String> = first.lines.iter().map(|line| words(line).join(" ")).collect();
    assert_eq!(
        commands,
        ["cargo run --release", "cargo test"],
        "the README begins with two commands"
    );
    let gate = kept::text(".ci/run");
    assert!(gate.contains("cargo test --locked"), ".ci/run runs the tests as the README does");
    // The README's own build is optimised, which takes minutes.
    let build = "cargo build --profile gate --locked";
    assert!(gate.contains(build), ".ci/run builds the program without the checks of a test build");
}

/// Files what the README tells one to file, runs what it tells one to run, and compares.
#[test]
fn the_document_that_the_readme_files_by_hand_is_without_fault() {
    let place = tempfile::tempdir().unwrap();
    let readme = kept::text("README.md");
    let (_, part) = readme.split_once("\n## File a document by hand\n").unwrap();
    let part = part.split("\n## ").next().unwrap();
    let (mut files, mut runs) = (0, 0);
    for fence in fences(part) {
        let text = fence.lines.join("\n") + "\n";
        if fence.language == "console" {
            runs += run(place.path(), &fence.lines);
        } else {
            let file = fence.before.trim_matches(['`', ':']);
            let path = place.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
            files += 1;
        }
    }
    assert_eq!((files, runs > 0), (2, true), "a record, a text, and what the program says of them");
}

/// Runs the lines that begin with `$`, and compares what is written with the lines that follow.
#[track_caller]
fn run(folder: &Path, lines: &[String]) -> usize {
    let mut count = 0;
    for (index, line) in lines.iter().enumerate() {
        let Some(command) = line.strip_prefix("$ plenary ") else { continue };
        #[expect(clippy::disallowed_methods, reason = "the program itself is tried")]
        let mut program = Command::new(env!("CARGO_BIN_EXE_plenary"));
        let program =
            program.args(words(command)).current_dir(folder).env_clear().envs(counts::kept());
        let output = program.output().unwrap();
        let written = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        let wanted = lines[index + 1..].iter().take_while(|line| !line.starts_with("$ "));
        let wanted: Vec<&str> = wanted.map(String::as_str).collect();
        let written: Vec<&str> = written.lines().map(str::trim_end).collect();
        assert_eq!(written, wanted, "{line}");
        count += 1;
    }
    count
}
