//! Names as a person says they stand: runs made anew where lines are said to be names or none.

use std::collections::BTreeMap;
use std::collections::HashMap;

use crate::import::corrections::LineRole;
use crate::import::corrections::Said;
use crate::import::line::Line;
use crate::import::line::squeezed;
use crate::import::mark::unmarked;
use crate::model::Role;

use super::Run;
use super::look;
use super::name_of;
use super::note::stated_count;

/// What a line is in a list of names.
enum Label {
    Heading,
    Name,
    /// The end of the name above.
    GoesOn,
    Text,
}

/// The runs as they are said to be, and the lines that only go on with a name.
pub(in crate::import) fn regrouped(
    lines: &[Line],
    kept: &[usize],
    runs: Vec<Run>,
    said: &BTreeMap<usize, Said>,
) -> (Vec<Run>, Vec<usize>) {
    let mut found: HashMap<usize, (usize, bool)> = HashMap::new();
    for (nth, run) in runs.iter().enumerate() {
        found.extend(run.heading_at.map(|at| (at, (nth, true))));
        found.extend(run.lines.iter().map(|at| (*at, (nth, false))));
    }
    let concerns = |(at, said): (&usize, &Said)| {
        found.contains_key(at) || matches!(said.role(), Some(LineRole::Group | LineRole::Signatory))
    };
    if !said.iter().any(concerns) {
        return (runs, Vec::new());
    }
    let mut made: Vec<(Option<usize>, Run)> = Vec::new();
    let mut rests = Vec::new();
    let (mut is_open, mut after_name) = (false, false);
    for at in kept {
        let text = lines.get(*at).map_or("", |line| line.text.as_str());
        let own = found.get(at).copied();
        let run = own.map(|(run, _)| run);
        match label(said.get(at).copied(), own, after_name) {
            Label::Heading => {
                made.push((run, headed(*at, text)));
                (is_open, after_name) = (true, false);
            }
            Label::Name => {
                let fits =
                    |(of, _): &(Option<usize>, Run)| run.is_none() || of.is_none() || *of == run;
                if !is_open || !made.last().is_some_and(fits) {
                    let role =
                        run.and_then(|run| runs.get(run)).map_or(Role::Signed, |run| run.role);
                    made.push((run, bare(role)));
                }
                if let Some((of, last)) = made.last_mut() {
                    *of = of.or(run);
                    last.lines.push(*at);
                    last.names.push(name_of(text));
                }
                (is_open, after_name) = (true, true);
            }
            Label::GoesOn => {
                if let Some(name) = made.last_mut().and_then(|(_, run)| run.names.last_mut()) {
                    name.text = squeezed(&format!("{} {text}", name.text));
                    rests.push(*at);
                }
            }
            Label::Text => (is_open, after_name) = (false, false),
        }
    }
    (made.into_iter().map(|(_, run)| run).collect(), rests)
}

fn label(said: Option<Said>, found: Option<(usize, bool)>, after_name: bool) -> Label {
    let role = said.and_then(Said::role);
    match (said, found) {
        (Some(Said::GoesOn), _) if after_name => Label::GoesOn,
        (None, Some((_, true))) => Label::Heading,
        (None, Some((_, false))) => Label::Name,
        _ if role == Some(LineRole::Group) => Label::Heading,
        _ if role == Some(LineRole::Signatory) => Label::Name,
        _ => Label::Text,
    }
}

fn bare(role: Role) -> Run {
    Run {
        heading: String::new(),
        heading_at: None,
        role,
        lines: Vec::new(),
        names: Vec::new(),
        stated_count: None,
    }
}

fn headed(at: usize, text: &str) -> Run {
    Run {
        heading: squeezed(unmarked(text).trim_end_matches([':', ' '])),
        heading_at: Some(at),
        stated_count: stated_count(text),
        ..bare(look::role_of(text))
    }
}
