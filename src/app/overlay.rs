//! What lies over the panes: at most one thing at a time.

use super::{App, Area, Candidate, Effect, Pane, Size};
use crate::keys::{Code, Command, Key, Row, Scope, TABLE};
use crate::model::Id;

/// The documents that bear one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The name, as printed where it was asked for.
    pub name: String,
    /// The party that it belongs to, where that is known.
    pub party: Option<Id>,
    /// The positions of the documents.
    pub documents: Vec<usize>,
    /// The index of the selected one.
    pub selected: usize,
}

/// What lies over the panes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overlay {
    /// The keys; the index of the first line that is shown.
    Help(usize),
    /// The commands whose names or help hold the words typed; the index of the selected one.
    Palette {
        /// The words.
        input: String,
        /// The index of the selected command.
        selected: usize,
    },
    /// What else a party signed.
    Signed(Signed),
    /// Where copies were found: lines of text.
    Source(Vec<String>),
    /// Which line of text from right to left reads right; the line that was chosen.
    Calibration(Option<Candidate>),
}

impl Overlay {
    /// The rows of the calibration.
    pub const CALIBRATION: usize = 18;

    /// Where it lies: as large as it needs, with a rim of what it covers where there is room.
    #[must_use]
    pub fn area(&self, size: Size) -> Area {
        let rim = if size.width >= 60 && size.height >= 16 { 2 } else { 0 };
        let rows = match self {
            Self::Help(_) => help_lines().len(),
            Self::Palette { .. } => usize::from(u16::MAX),
            Self::Signed(signed) => signed.documents.len() + 2,
            Self::Source(lines) => lines.len(),
            Self::Calibration(_) => Self::CALIBRATION,
        };
        let most = size.height.saturating_sub(rim + 1);
        let height = u16::try_from(rows.saturating_add(2)).unwrap_or(u16::MAX).min(most);
        let width = size.width.saturating_sub(rim * 4).min(100);
        let (x, y) = ((size.width - width) / 2, (size.height.saturating_sub(1) - height) / 2);
        Area { x, y, width, height }
    }
}

/// A line of the help: the head of a group, or a command under it.
#[derive(Debug, Clone, Copy)]
pub enum HelpLine {
    /// Where the commands below it can be given.
    Head(Scope),
    /// A command.
    Command(&'static Row),
}

/// The lines of the help: what can be done everywhere first, then what a pane adds.
#[must_use]
pub fn help_lines() -> Vec<HelpLine> {
    let scopes = [Scope::Anywhere, Scope::Reading, Scope::List, Scope::Sidebar, Scope::Page];
    let group = |scope| {
        let own = TABLE.iter().filter(move |row| row.scopes.contains(&scope));
        std::iter::once(HelpLine::Head(scope)).chain(own.map(HelpLine::Command))
    };
    scopes.into_iter().flat_map(group).collect()
}

/// A command in the palette.
pub type PaletteLine = &'static Row;

/// The commands that `input` finds: every word of it in the name, and then in the name or the help.
#[must_use]
pub fn matching_commands(input: &str) -> Vec<PaletteLine> {
    let words: Vec<String> = input.split_whitespace().map(str::to_lowercase).collect();
    let holds = |text: &str| words.iter().all(|word| text.to_lowercase().contains(word));
    let named: Vec<&Row> = TABLE.iter().filter(|row| holds(row.name)).collect();
    let told =
        TABLE.iter().filter(|row| !holds(row.name) && holds(&format!("{} {}", row.name, row.help)));
    named.iter().copied().chain(told).collect()
}

impl App {
    /// The palette takes its keys itself; other overlays are moved by the commands.
    pub(super) fn press_in_overlay(&mut self, key: Key) -> Option<Vec<Effect>> {
        if let (Some(Overlay::Calibration(_)), Code::Char(c), false, false) =
            (&self.overlay, key.code, key.control, key.alt)
        {
            return self.calibrate(c);
        }
        let page = usize::from(self.size.height / 2).max(1);
        let Some(Overlay::Palette { input, selected }) = &mut self.overlay else { return None };
        let count = matching_commands(input).len();
        match key {
            Key { code: Code::Esc, .. }
            | Key { code: Code::Char('c' | 'g'), control: true, .. } => {
                self.overlay = None;
            }
            Key { code: Code::Enter, .. } => {
                let chosen = matching_commands(input).get(*selected).map(|row| row.command);
                self.overlay = None;
                return Some(chosen.map_or_else(Vec::new, |command| self.obey(command, None)));
            }
            Key { code: Code::Down | Code::Tab, .. }
            | Key { code: Code::Char('n' | 'j'), control: true, .. } => {
                *selected = (*selected + 1).min(count.saturating_sub(1));
            }
            Key { code: Code::Up | Code::BackTab, .. }
            | Key { code: Code::Char('p' | 'k'), control: true, .. } => {
                *selected = selected.saturating_sub(1);
            }
            Key { code: Code::PageDown, .. } => {
                *selected = (*selected + page).min(count.saturating_sub(1));
            }
            Key { code: Code::PageUp, .. } => *selected = selected.saturating_sub(page),
            Key { code: Code::Home, .. } => *selected = 0,
            Key { code: Code::End, .. } => *selected = count.saturating_sub(1),
            Key { code: Code::Backspace, .. } => {
                if input.pop().is_none() {
                    self.overlay = None;
                } else {
                    *selected = 0;
                }
            }
            Key { code: Code::Char(c), control: false, alt: false } if input.len() < 200 => {
                input.push(c);
                *selected = 0;
            }
            _ => {}
        }
        Some(Vec::new())
    }

    /// Obeys a command while an overlay other than the palette is open.
    pub(super) fn obey_in_overlay(&mut self, command: Command, count: usize) -> Vec<Effect> {
        let steps = isize::try_from(count).unwrap_or(isize::MAX);
        let page = isize::from(i16::try_from(self.size.height).unwrap_or(i16::MAX)).max(4) - 4;
        match command {
            Command::NextLine => self.step_overlay(steps),
            Command::PreviousLine => self.step_overlay(-steps),
            Command::HalfPageDown => self.step_overlay(page / 2),
            Command::HalfPageUp => self.step_overlay(-page / 2),
            Command::PageDown => self.step_overlay(page),
            Command::PageUp => self.step_overlay(-page),
            Command::First => self.step_overlay(isize::MIN),
            Command::Last => self.step_overlay(isize::MAX),
            Command::Open => self.open_in_overlay(),
            Command::PartyPage => self.open_party_page(),
            Command::Quit => return vec![Effect::Quit],
            Command::Redraw => return vec![Effect::Redraw],
            Command::Suspend => return vec![Effect::Suspend],
            Command::Palette => {
                self.overlay = Some(Overlay::Palette { input: String::new(), selected: 0 });
            }
            Command::Back | Command::Close | Command::Help => self.overlay = None,
            _ => {
                let close = self.settings.keymap.keys_of(Command::Back).join(" ");
                self.say(format!("{close} closes this"));
            }
        }
        Vec::new()
    }

    fn step_overlay(&mut self, by: isize) {
        let area = self.overlay.as_ref().map(|overlay| overlay.area(self.size).inside());
        let rows = area.map_or(0, |area| usize::from(area.height));
        match &mut self.overlay {
            Some(Overlay::Help(top)) => {
                let last = help_lines().len().saturating_sub(rows);
                *top = top.saturating_add_signed(by).min(last);
            }
            Some(Overlay::Signed(signed)) => {
                let last = signed.documents.len().saturating_sub(1);
                signed.selected = signed.selected.saturating_add_signed(by).min(last);
            }
            Some(Overlay::Palette { .. } | Overlay::Source(_) | Overlay::Calibration(_)) | None => {
            }
        }
    }

    fn open_in_overlay(&mut self) {
        if let Some(Overlay::Signed(signed)) = self.overlay.take()
            && let Some(document) = signed.documents.get(signed.selected)
        {
            self.open_document(*document);
            self.focus_on(Pane::Reader);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_palette_finds_by_every_word_of_name_and_help() {
        let names = |input| matching_commands(input).iter().map(|row| row.name).collect::<Vec<_>>();
        assert_eq!(names("").len(), TABLE.len());
        assert_eq!(names("next language"), ["next-language"]);
        assert_eq!(names("QUIT fg"), Vec::<&str>::new());
    }
}
