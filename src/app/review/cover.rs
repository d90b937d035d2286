//! What lies over the halves: the keys, the commands, what lines can be, what will be written.

use super::errand::Plan;
use super::{Errand, Review};
use crate::app::overlay::{Chosen, help_lines, over, press_in_palette};
use crate::app::{Area, Effect, Size};
use crate::import::{LineRole, Part};
use crate::keys::{Code, Command, Key, Scope};

/// What lies over the halves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cover {
    /// The keys; the index of the first line that is shown.
    Help(usize),
    /// The commands that hold the words typed; the index of the selected one.
    Palette {
        /// The words.
        input: String,
        /// The index of the selected command.
        selected: usize,
    },
    /// What lines can be; the index of the selected one.
    Roles(usize),
    /// The parts of an action, by its position; the index of the selected one.
    Parts(usize, usize),
    /// What will be written; the index of the first line that is shown.
    Writing(Plan, usize),
}

/// What can be said of lines: its letter, its word, and what it means.
pub const MENU: [(char, &str, &str); 13] = [
    ('t', "title", "of the document"),
    ('h', "heading", "over a part of the text"),
    ('l', "lead", "leads over to points or bullets"),
    ('p', "paragraph", "running text"),
    ('n', "point", "begins with a printed number"),
    ('b', "bullet", "an item without a number"),
    ('s', "slogan", "a call at the end"),
    ('o', "note", "a note beside the text"),
    ('g', "group", "the heading of names"),
    ('i', "signatory", "a name under the document"),
    ('x', "furniture", "no part of the document: cut"),
    ('c', "goes on", "goes on with the line above"),
    ('r', "by rule", "whatever the rules find"),
];

/// What is chosen from the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// The lines are this.
    Role(LineRole),
    /// They go on with the line above.
    GoesOn,
    /// They are what the rules find.
    ByRule,
}

/// The choice that a letter of the menu stands for.
fn choice(letter: char) -> Option<Choice> {
    match letter {
        'c' => Some(Choice::GoesOn),
        'r' => Some(Choice::ByRule),
        _ => {
            let role = LineRole::SAYABLE.iter().find(|(_, known)| *known == letter);
            role.map(|(role, _)| Choice::Role(*role))
        }
    }
}

/// The letter that a key chooses from a menu; Enter chooses the one that is selected.
fn letter(key: Key, selected: Option<char>) -> Option<char> {
    match key {
        Key { code: Code::Char(c), control: false, alt: false } => Some(c),
        Key { code: Code::Enter, .. } => selected,
        _ => None,
    }
}

impl Cover {
    fn rows(&self) -> usize {
        match self {
            Self::Help(_) => help_lines(Scope::Import).len(),
            Self::Palette { .. } => usize::from(u16::MAX),
            Self::Roles(_) => MENU.len(),
            Self::Parts(..) => Part::ALL.len(),
            Self::Writing(plan, _) => plan.lines().len(),
        }
    }

    /// Where it lies.
    #[must_use]
    pub fn area(&self, size: Size) -> Area {
        over(size, self.rows())
    }

    /// Moves by lines in a pane of so many rows.
    fn step(&mut self, by: isize, rows: usize) {
        let all = self.rows();
        match self {
            Self::Help(top) | Self::Writing(_, top) => {
                *top = top.saturating_add_signed(by).min(all.saturating_sub(rows));
            }
            Self::Roles(selected) | Self::Parts(_, selected) => {
                *selected = selected.saturating_add_signed(by).min(all.saturating_sub(1));
            }
            Self::Palette { .. } => {}
        }
    }
}

impl Review {
    /// The palette and the menu take their keys themselves; the rest are moved by the commands.
    pub(super) fn press_in_cover(&mut self, key: Key) -> Option<Vec<Effect>> {
        let page = usize::from(self.size.height / 2).max(1);
        match &mut self.cover {
            Some(Cover::Palette { input, selected }) => {
                match press_in_palette(key, input, selected, page, Scope::Import) {
                    Chosen::NotYet => {}
                    Chosen::Nothing => self.cover = None,
                    Chosen::Command(command) => {
                        self.cover = None;
                        return Some(self.obey(command, None));
                    }
                }
                Some(Vec::new())
            }
            Some(Cover::Parts(action, selected)) => {
                let letter = letter(key, Part::ALL.get(*selected).map(|(_, letter)| *letter))?;
                let (part, _) = Part::ALL.iter().find(|(_, known)| *known == letter)?;
                let action = *action;
                self.cover = None;
                self.ask_for_part(action, *part);
                Some(Vec::new())
            }
            Some(Cover::Roles(selected)) => {
                let letter = letter(key, MENU.get(*selected).map(|(letter, ..)| *letter));
                let choice = letter.and_then(choice)?;
                self.cover = None;
                self.say_of_lines(choice);
                Some(Vec::new())
            }
            Some(Cover::Writing(..)) if key == Key::char('y') => Some(self.write()),
            _ => None,
        }
    }

    pub(super) fn obey_in_cover(&mut self, command: Command, steps: isize) -> Vec<Effect> {
        let Some(cover) = &mut self.cover else { return Vec::new() };
        let rows = usize::from(cover.area(self.size).inside().height);
        let page = isize::try_from(rows).unwrap_or(isize::MAX).max(2);
        match command {
            Command::NextLine => cover.step(steps, rows),
            Command::PreviousLine => cover.step(-steps, rows),
            Command::HalfPageDown => cover.step(page / 2, rows),
            Command::HalfPageUp => cover.step(-page / 2, rows),
            Command::PageDown => cover.step(page, rows),
            Command::PageUp => cover.step(-page, rows),
            Command::First => cover.step(isize::MIN, rows),
            Command::Last => cover.step(isize::MAX, rows),
            Command::Open | Command::FileDocument if matches!(cover, Cover::Writing(..)) => {
                return self.write();
            }
            Command::Redraw => return vec![Effect::Redraw],
            Command::Suspend => return vec![Effect::Suspend],
            Command::Palette => self.cover = Some(palette()),
            Command::Back | Command::Close | Command::Help => self.cover = None,
            Command::Quit => {
                self.cover = None;
                return self.quit();
            }
            _ => {
                let close = self.keys(Command::Back);
                self.say(format!("{close} closes this"));
            }
        }
        Vec::new()
    }

    /// Writes what was shown.
    fn write(&mut self) -> Vec<Effect> {
        let at = self.at;
        let plan = match self.cover.take() {
            Some(Cover::Writing(plan, _)) => plan,
            other => {
                self.cover = other;
                return Vec::new();
            }
        };
        if !plan.changes() {
            self.say("The archive has all of it already; nothing was changed");
            return Vec::new();
        }
        let proposal = self.opened_mut().map(|opened| Box::new(opened.proposal.clone()));
        proposal.map(|proposal| Effect::Import(Errand::File(at, proposal))).into_iter().collect()
    }
}

/// The palette, with nothing typed yet.
pub(super) fn palette() -> Cover {
    Cover::Palette { input: String::new(), selected: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_menu_has_a_letter_for_everything_that_can_be_said() {
        for (letter, word, _) in MENU {
            match choice(letter) {
                Some(Choice::Role(role)) => assert_eq!(role.as_str(), word),
                Some(Choice::GoesOn) => assert_eq!(word, "goes on"),
                Some(Choice::ByRule) => assert_eq!(word, "by rule"),
                None => panic!("{word} cannot be chosen"),
            }
        }
        let roles = LineRole::SAYABLE.iter().map(|(_, letter)| *letter);
        assert!(roles.eq(MENU.iter().map(|(letter, ..)| *letter).take(LineRole::SAYABLE.len())));
    }
}
