//! Names that stand in a sentence, parted by commas.

use crate::import::line::squeezed;
use crate::import::place::country_named;
use crate::model::Role;

use super::Name;
use super::Run;
use super::country_beside;
use super::look::is_name;
use super::look::is_sure;
use super::look::role_of;
use super::look::says_signing;
use super::note::stated_count;

/// So many names make a list in a sentence.
const FEWEST: usize = 3;

/// The groups in a paragraph: "the following parties sign: A, B and C", "A, B and C: draft resolution".
pub(in crate::import) fn inline_groups(text: &str, lines: &[usize]) -> Vec<Run> {
    let mut found: Vec<Run> = sponsors(text, lines).into_iter().collect();
    found.extend(bracketed(text, lines));
    found.extend(announced(text, lines));
    found
}

/// Names in brackets behind words that announce them: "besides the first subscribers (A, B and C)".
fn bracketed(text: &str, lines: &[usize]) -> Vec<Run> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find('(')).map(|at| from + at) {
        let Some(close) = closing(text, open) else {
            break;
        };
        from = close;
        let before = text.get(..open).unwrap_or_default();
        let start = before.rfind(['.', ';', ':', ',', '!']).map_or(0, |at| at + 1);
        let heading = before.get(start..).unwrap_or_default().trim();
        let last = heading.split_whitespace().rev().take(4).collect::<Vec<_>>();
        let near = last.into_iter().rev().collect::<Vec<_>>().join(" ");
        if !says_signing(&near) {
            continue;
        }
        let names = listed(text.get(open + 1..close).unwrap_or_default(), is_list_name);
        let sure = names.iter().filter(|name| is_sure(&name.text)).count();
        if names.len() >= FEWEST && sure * 10 >= names.len() * 6 {
            found.push(run(heading, role_of(&near), names, lines));
        }
    }
    found
}

/// The bracket that closes the one at a place.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, letter) in text.get(open..)?.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(open + at);
        }
    }
    None
}

fn is_list_name(name: &str) -> bool {
    is_name(name) && name.chars().next().is_some_and(char::is_uppercase)
}

fn run(heading: &str, role: Role, names: Vec<Name>, lines: &[usize]) -> Run {
    Run {
        heading: squeezed(heading.trim_end_matches([':', ' '])),
        heading_at: None,
        role,
        lines: lines.to_vec(),
        stated_count: stated_count(heading),
        names,
    }
}

/// The states before "draft resolution".
fn sponsors(text: &str, lines: &[usize]) -> Option<Run> {
    const DRAFTS: [&str; 8] = [
        ": draft resolution",
        ": draft decision",
        ": revised draft resolution",
        ": amendment",
        ": projet de résolution",
        ": proyecto de resolución",
        ": проект резолюции",
        ": draft declaration",
    ];
    let cut = DRAFTS
        .iter()
        .find_map(|words| text.to_lowercase().contains(words).then(|| text.find(':')))??;
    let names = listed(text.get(..cut)?, |name| country_named(name).is_some() || says_state(name));
    (names.len() >= 2).then(|| run("", Role::Sponsored, names, lines))
}

fn says_state(name: &str) -> bool {
    ["Republic", "Kingdom", "State", "Union", "Federation", "Emirates"]
        .iter()
        .any(|word| name.contains(word))
}

/// Names after words that announce them and a colon.
fn announced(text: &str, lines: &[usize]) -> Vec<Run> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(colon) = text.get(from..).and_then(|rest| rest.find(": ")).map(|at| from + at) {
        let sentence = text.get(..colon).unwrap_or_default();
        let start = sentence.rfind(['.', ';', '!']).map_or(0, |at| at + 1).max(from);
        let heading = sentence.get(start..).unwrap_or_default().trim_matches([',', ' ', '(']);
        let rest = text.get(colon + 1..).unwrap_or_default();
        let end = end_of(rest);
        let body = rest.get(..end).unwrap_or_default();
        from = colon + 1;
        if !says_signing(&format!("{heading}:")) {
            continue;
        }
        let names = listed(body, is_list_name);
        let sure = names.iter().filter(|name| is_sure(&name.text)).count();
        if names.len() >= FEWEST && sure * 10 >= names.len() * 6 {
            found.push(run(heading, role_of(heading), names, lines));
            from = colon + 1 + end;
        }
    }
    found
}

/// Where a list ends: at a full stop that ends a sentence, or at a semicolon.
fn end_of(text: &str) -> usize {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for (nth, (at, letter)) in letters.iter().enumerate() {
        let next = letters.get(nth + 1).map(|(_, next)| *next);
        let before = nth.checked_sub(2).and_then(|nth| letters.get(nth)).map(|(_, before)| *before);
        let is_initial = before.is_none_or(|before| !before.is_alphanumeric());
        if *letter == ';' || (*letter == '.' && !is_initial && next.is_none_or(char::is_whitespace))
        {
            return *at;
        }
    }
    text.len()
}

/// The parts of a list, outside of brackets; nothing where one of them is no name.
fn listed(text: &str, fits: impl Fn(&str) -> bool) -> Vec<Name> {
    let mut parts: Vec<String> = vec![String::new()];
    let mut depth = 0_i32;
    for letter in text.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if letter == ',' && depth <= 0 {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
    }
    let last = parts.pop().unwrap_or_default();
    let joints = [" and ", " y ", " e ", " et ", " und ", " и ", " και ", " ve ", " & "];
    // In the last part "and" parts two names, unless it belongs to one of them.
    let halves = joints.iter().find_map(|joint| {
        last.match_indices(joint).find_map(|(at, joint)| {
            let (first, second) = (last.get(..at)?, last.get(at + joint.len()..)?);
            (fits(first.trim()) && fits(second.trim()))
                .then(|| (first.to_owned(), second.to_owned()))
        })
    });
    if let Some((first, second)) = halves {
        parts.extend([first, second]);
    } else {
        let trimmed = last.trim();
        let bare = ["and ", "y ", "e ", "et ", "und "]
            .iter()
            .find_map(|joint| trimmed.strip_prefix(joint));
        parts.push(bare.unwrap_or(trimmed).to_owned());
    }
    let names: Vec<String> =
        parts.iter().map(|part| squeezed(part)).filter(|part| !part.is_empty()).collect();
    if !names.iter().all(|name| fits(name)) {
        return Vec::new();
    }
    let name = |text: String| Name {
        country: country_named(&text).or_else(|| country_beside(&text)),
        text,
    };
    names.into_iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let tell = |run: Run| {
            let names: Vec<String> = run.names.into_iter().map(|name| name.text).collect();
            format!("[{}] {}", run.role, names.join("|"))
        };
        inline_groups(text, &[0]).into_iter().map(tell).collect()
    }

    #[test]
    fn names_in_a_sentence_are_found() {
        assert_eq!(
            told("Albania, Chile, Norway and Trinidad and Tobago: draft resolution"),
            ["[sponsored] Albania|Chile|Norway|Trinidad and Tobago"]
        );
        assert_eq!(
            told(
                "It was signed by the following parties: Bakers' Party (Italy), Sea Party, Union of Fishers (Norway, Chile) and Front of Ovar. It is open."
            ),
            [
                "[signed] Bakers' Party (Italy)|Sea Party|Union of Fishers (Norway, Chile)|Front of Ovar"
            ]
        );
        assert_eq!(
            told(
                "Besides the 3 first subscribers (Bakers' Party, Party of Fishers (North) and Sea Party), these parties had subscribed by May: Union of Ovar, Front of Porto and Party of Lagos."
            ),
            [
                "[signed] Bakers' Party|Party of Fishers (North)|Sea Party",
                "[signed] Union of Ovar|Front of Porto|Party of Lagos"
            ]
        );
        assert_eq!(told("We stand for: water, bread and peace."), [""; 0]);
        assert_eq!(
            told("They sign for the towns: the water is clean, and the party is near, and so on."),
            [""; 0]
        );
    }
}
