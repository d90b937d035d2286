//! The search in the lines of a source.

use super::Review;
use super::asking::{Asked, Typing};
use super::lines::LinesPane;
use super::opened::Opened;
use super::places::Half;
use crate::app::Search;
use crate::keys::Command;
use crate::model::clean_line;

/// A source of more bytes is looked through once, at the end, and not after each key.
const HUGE: usize = 4 << 20;

/// The lines as they were before something was searched for, which Esc brings back.
#[derive(Debug, Clone)]
pub(super) struct Before {
    lines: LinesPane,
    search: Option<Search>,
}

impl Opened {
    /// Finds words in the lines, from a line on, and goes to the first match.
    fn find(&mut self, needle: &str, from: usize) {
        let lines = self.source.lines.iter().map(|line| clean_line(&line.text)).collect::<Vec<_>>();
        self.search = Some(Search::in_lines(lines.iter().map(AsRef::as_ref), needle, from));
        self.show_match();
    }

    /// Selects the line of the match that one is at.
    fn show_match(&mut self) {
        let Some(search) = &self.search else { return };
        let Some(found) = search.hits.get(search.current) else { return };
        self.lines.look_at_part(&self.source, found.hit.block, found.hit.range.start);
    }

    fn is_huge(&self) -> bool {
        self.source.lines.iter().map(|line| line.text.len()).sum::<usize>() > HUGE
    }

    /// What is searched for in the lines.
    #[must_use]
    pub fn search(&self) -> Option<&Search> {
        self.search.as_ref()
    }
}

impl Review {
    /// Opens the line for what is searched for.
    pub(super) fn ask_what_to_find(&mut self) {
        let Some(opened) = self.opened_mut() else { return };
        let before = Before { lines: opened.lines.clone(), search: opened.search.clone() };
        self.typing = Some(Typing::to_find(before));
        self.focus_on(Half::Source);
    }

    /// Finds what is typed while it is typed; at the end also in a source that is long.
    pub(super) fn find_typed(&mut self, is_last: bool) {
        let Some(typing) = &self.typing else { return };
        let (Asked::Find(before), needle) = (&typing.asked, typing.line().text().to_owned()) else {
            return;
        };
        let before = before.clone();
        let Some(opened) = self.opened_mut() else { return };
        if opened.is_huge() && !is_last {
            return;
        }
        let from = before.lines.selected();
        (opened.lines, opened.search) = (before.lines, None);
        if !needle.trim().is_empty() {
            opened.find(&needle, from);
        }
        let count = opened.search.as_ref().map(Search::count).unwrap_or_default();
        if let Some(typing) = &mut self.typing {
            typing.remark = count;
        }
        self.arrange();
    }

    /// Takes back what was searched for while it was typed.
    pub(super) fn find_no_more(&mut self, before: Before) {
        if let Some(opened) = self.opened_mut() {
            (opened.lines, opened.search) = (before.lines, before.search);
        }
        self.arrange();
    }

    /// Goes to the next match, or a previous one.
    pub(super) fn step_match(&mut self, by: isize) {
        let keys = self.keys(Command::Find);
        let Some(opened) = self.opened_mut() else { return };
        let Some(search) = &mut opened.search else {
            return self.say(format!("Nothing is searched for yet: {keys} starts a search"));
        };
        search.step(by);
        opened.show_match();
        self.say_matches();
        self.focus_on(Half::Source);
    }

    /// Says that nothing was found, or which match it is.
    pub(super) fn say_matches(&mut self) {
        let Some(search) = self.opened_mut().and_then(|opened| opened.search.as_ref()) else {
            return;
        };
        if let Some(missing) = search.missing() {
            self.warn(&missing);
        } else {
            let told = format!("match {}", search.count());
            self.say(told);
        }
    }
}
