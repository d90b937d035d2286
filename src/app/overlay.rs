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
        let rows = match self {
            Self::Help(_) => help_lines(Scope::Anywhere).len(),
            Self::Palette { .. } => usize::from(u16::MAX),
            Self::Signed(signed) => signed.documents.len() + 2,
            Self::Source(lines) => lines.len(),
            Self::Calibration(_) => Self::CALIBRATION,
        };
        over(size, rows)
    }
}

/// Where something of so many rows lies over a screen.
pub(super) fn over(size: Size, rows: usize) -> Area {
    let rim = if size.width >= 60 && size.height >= 16 { 2 } else { 0 };
    let most = size.height.saturating_sub(rim + 1);
    let height = u16::try_from(rows.saturating_add(2)).unwrap_or(u16::MAX).min(most);
    let width = size.width.saturating_sub(rim * 4).min(100);
    let (x, y) = ((size.width - width) / 2, (size.height.saturating_sub(1) - height) / 2);
    Area { x, y, width, height }
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
///
/// Where files are brought in, `within` is that place, and what can be done there comes first.
#[must_use]
pub fn help_lines(within: Scope) -> Vec<HelpLine> {
    let scopes: &[Scope] = match within {
        Scope::Import => &[Scope::Import, Scope::Anywhere],
        _ => &[Scope::Anywhere, Scope::Reading, Scope::List, Scope::Sidebar, Scope::Page],
    };
    let group = |scope: &Scope| {
        let own = TABLE.iter().filter(|row| row.scopes.contains(scope) && is_known(row, within));
        let own: Vec<HelpLine> = own.map(HelpLine::Command).collect();
        std::iter::once(HelpLine::Head(*scope)).chain(own)
    };
    scopes.iter().flat_map(group).collect()
}

/// Whether a command can be given somewhere in the reader, or where files are brought in.
fn is_known(row: &Row, within: Scope) -> bool {
    match within {
        Scope::Import => row.command.holds_in(Scope::Import),
        _ => row.scopes != [Scope::Import],
    }
}

/// A command in the palette.
pub type PaletteLine = &'static Row;

/// The commands that `input` finds: every word of it in the name, and then in the name or the help.
#[must_use]
pub fn matching_commands(input: &str, within: Scope) -> Vec<PaletteLine> {
    let words: Vec<String> = input.split_whitespace().map(str::to_lowercase).collect();
    let holds = |text: &str| words.iter().all(|word| text.to_lowercase().contains(word));
    let known = || TABLE.iter().filter(|row| is_known(row, within));
    let told =
        known().filter(|row| !holds(row.name) && holds(&format!("{} {}", row.name, row.help)));
    known().filter(|row| holds(row.name)).chain(told).collect()
}

/// Moves in the palette, or edits what is typed in it, by a key.
pub(super) fn press_in_palette(
    key: Key,
    input: &mut String,
    selected: &mut usize,
    page: usize,
    within: Scope,
) -> Chosen {
    let commands = matching_commands(input, within);
    let last = commands.len().saturating_sub(1);
    match key {
        Key { code: Code::Esc, .. } | Key { code: Code::Char('c' | 'g'), control: true, .. } => {
            return Chosen::Nothing;
        }
        Key { code: Code::Enter, .. } => {
            return commands
                .get(*selected)
                .map_or(Chosen::Nothing, |row| Chosen::Command(row.command));
        }
        Key { code: Code::Down | Code::Tab, .. }
        | Key { code: Code::Char('n' | 'j'), control: true, .. } => {
            *selected = (*selected + 1).min(last);
        }
        Key { code: Code::Up | Code::BackTab, .. }
        | Key { code: Code::Char('p' | 'k'), control: true, .. } => {
            *selected = selected.saturating_sub(1);
        }
        Key { code: Code::PageDown, .. } => *selected = (*selected + page).min(last),
        Key { code: Code::PageUp, .. } => *selected = selected.saturating_sub(page),
        Key { code: Code::Home, .. } => *selected = 0,
        Key { code: Code::End, .. } => *selected = last,
        Key { code: Code::Backspace, .. } => {
            if input.pop().is_none() {
                return Chosen::Nothing;
            }
            *selected = 0;
        }
        Key { code: Code::Char(c), control: false, alt: false } if input.len() < 200 => {
            input.push(c);
            *selected = 0;
        }
        _ => {}
    }
    Chosen::NotYet
}

/// What was chosen in the palette.
pub(super) enum Chosen {
    /// It is still open.
    NotYet,
    /// It was closed.
    Nothing,
    /// A command.
    Command(Command),
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
        match press_in_palette(key, input, selected, page, Scope::Anywhere) {
            Chosen::NotYet => {}
            Chosen::Nothing => self.overlay = None,
            Chosen::Command(command) => {
                self.overlay = None;
                return Some(self.obey(command, None));
            }
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
                let last = help_lines(Scope::Anywhere).len().saturating_sub(rows);
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
        let names = |input| {
            matching_commands(input, Scope::Anywhere).iter().map(|row| row.name).collect::<Vec<_>>()
        };
        let own = TABLE.iter().filter(|row| row.scopes != [Scope::Import]).count();
        assert_eq!(names("").len(), own);
        assert_eq!(names("next language"), ["next-language"]);
        assert_eq!(names("QUIT fg"), Vec::<&str>::new());
    }
}
