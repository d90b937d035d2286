//! What keys, commands and the mouse do on a page.

use super::sheet::Leads;
use super::{Page, Subject};
use crate::app::reader::Sought;
use crate::app::{App, Effect, Mouse, MouseKind, Overlay, Pane, Purpose, Target};
use crate::keys::{Code, Command, Key};
use crate::model::Id;

/// The rows that one notch of the wheel moves.
const NOTCH: isize = 3;

impl App {
    /// Digits: the condition of a column in the table, the number of a meeting elsewhere.
    pub(in crate::app) fn take_digit_of_page(&mut self, key: Key) -> bool {
        let Key { code: Code::Char(c), control: false, alt: false } = key else { return false };
        let (Some(page), Some(digit)) = (self.pages.shown(), c.to_digit(10)) else { return false };
        if page.subject != Subject::Roll {
            self.open_prompt(Purpose::Meeting);
            // A digit leads to no effect.
            let _: Vec<Effect> = self.press_in_prompt(key);
        } else if let Some(column) = usize::try_from(digit).ok().and_then(|d| d.checked_sub(1)) {
            self.turn_column(column);
        }
        true
    }

    /// Obeys a command while a page is open.
    pub(in crate::app) fn obey_on_page(&mut self, command: Command, times: usize) -> Vec<Effect> {
        let steps = isize::try_from(times).unwrap_or(isize::MAX);
        match command {
            Command::NextLine => self.on_sheet(|page| page.sheet.step(steps)),
            Command::PreviousLine => self.on_sheet(|page| page.sheet.step(-steps)),
            Command::HalfPageDown => self.on_sheet(|page| page.sheet.step_page(1)),
            Command::HalfPageUp => self.on_sheet(|page| page.sheet.step_page(-1)),
            Command::PageDown => self.on_sheet(|page| page.sheet.step_page(2)),
            Command::PageUp => self.on_sheet(|page| page.sheet.step_page(-2)),
            Command::First => self.on_sheet(|page| page.sheet.step(isize::MIN)),
            Command::Last => self.on_sheet(|page| page.sheet.step(isize::MAX)),
            Command::NextMeeting => self.on_sheet(|page| page.sheet.step_head(true)),
            Command::PreviousMeeting => self.on_sheet(|page| page.sheet.step_head(false)),
            Command::FocusRight => self.turn_page(1),
            Command::FocusLeft => self.turn_page(-1),
            Command::Open => self.open_on_page(),
            Command::Back | Command::Close => self.close_page(),
            Command::Agenda => self.open_page(Subject::Agenda),
            Command::SignatoriesTable => self.open_page(Subject::Roll),
            Command::Map => self.open_page(Subject::Map),
            Command::Timeline => self.open_page(Subject::Timeline),
            Command::Passages => self.open_passages(),
            Command::MeetingPage => self.open_meeting_page(),
            Command::PartyPage => self.open_party_page(),
            Command::FilterMeeting => self.open_prompt(Purpose::Meeting),
            Command::FilterList | Command::Filter => self.open_prompt(Purpose::Query),
            Command::FilterThis => self.filter_by_page(),
            Command::ClearFilter => self.clear_filter(),
            Command::Done => self.toggle_done_on_page(),
            Command::Save => self.ask_for_file(),
            Command::Palette => {
                self.overlay = Some(Overlay::Palette { input: String::new(), selected: 0 });
            }
            Command::Help => self.overlay = Some(Overlay::Help(0)),
            Command::CalibrateTextDirection => self.overlay = Some(Overlay::Calibration(None)),
            Command::Redraw => return vec![Effect::Redraw],
            Command::Suspend => return vec![Effect::Suspend],
            Command::Quit => return vec![Effect::Quit],
            command => {
                let close = self.settings.keymap.keys_of(Command::Close).join(" ");
                let name = command.row().name;
                self.say(format!("{name} does nothing on a page: {close} closes it"));
            }
        }
        Vec::new()
    }

    pub(in crate::app) fn point_on_page(&mut self, mouse: Mouse) {
        let area = self.page_area();
        let Some(page) = self.pages.open.last_mut() else { return };
        let list = page.parts(area).list;
        match mouse.kind {
            MouseKind::WheelDown => page.sheet.step(NOTCH),
            MouseKind::WheelUp => page.sheet.step(-NOTCH),
            MouseKind::Click if list.contains(mouse.x, mouse.y) => {
                // A second click on what is selected opens it, as Enter does.
                if page.sheet.select_row(usize::from(mouse.y - list.y)) {
                    self.open_on_page();
                }
            }
            MouseKind::Click => {}
        }
    }

    /// Opens the page of the meeting of what is selected.
    pub(in crate::app) fn open_meeting_page(&mut self) {
        let meeting_of = |document: usize| {
            let document = self.archive.at(document)?;
            self.archive.meeting_of(document).map(|meeting| meeting.id.clone())
        };
        let found = match self.pages.shown().map(|page| page.sheet.leads()) {
            Some(Leads::Meeting(id)) => Some(id.clone()),
            Some(
                Leads::Document(document) | Leads::Action(document, _) | Leads::Block(document, ..),
            ) => meeting_of(*document),
            Some(_) => None,
            None => self.list.selected().and_then(meeting_of),
        };
        match found {
            Some(id) => self.open_page(Subject::Meeting(id)),
            None => self.say("What is selected belongs to no meeting"),
        }
    }

    /// Opens the page of the party that is selected: on a page, in an overlay, in the sidebar.
    pub(in crate::app) fn open_party_page(&mut self) {
        let found: Option<(String, Option<Id>)> = if let Some(page) = self.pages.shown() {
            match page.sheet.leads() {
                Leads::Party(name, party) => Some((name.clone(), party.clone())),
                _ => None,
            }
        } else if let Some(Overlay::Signed(signed)) = &self.overlay {
            Some((signed.name.clone(), signed.party.clone()))
        } else {
            match self.sidebar.target() {
                Some(Target::Name(name, party)) => Some((name.clone(), party.clone())),
                _ => None,
            }
        };
        if let Some((name, party)) = found {
            self.open_party(name, party);
        } else {
            self.say("Select a party first: in the sidebar, or in the table of signatories");
        }
    }

    fn open_party(&mut self, name: String, party: Option<Id>) {
        let known = party.as_ref().and_then(|id| self.archive.party(id.as_str()));
        let name = known.map_or(name, |known| known.name.clone());
        self.overlay = None;
        self.open_page(Subject::Party(name, party));
    }

    fn on_sheet(&mut self, change: impl FnOnce(&mut Page)) {
        let Some(page) = self.pages.open.last_mut() else { return };
        let before = page.sheet.selected_index();
        change(page);
        if page.sheet.selected_index() != before {
            page.turned = 0;
        }
    }

    /// Turns the calendar, or moves from column to column.
    fn turn_page(&mut self, by: i32) {
        let Some(page) = self.pages.open.last_mut() else { return };
        match page.subject {
            Subject::Agenda => page.turned = (page.turned + by).clamp(-1200, 1200),
            Subject::Roll => page.table.step(isize::try_from(by).unwrap_or(0)),
            Subject::Party(..)
            | Subject::Meeting(_)
            | Subject::Map
            | Subject::Timeline
            | Subject::Passages(_) => {}
        }
    }

    fn turn_column(&mut self, column: usize) {
        let Some(page) = self.pages.open.last_mut() else { return };
        if !page.table.turn(column) {
            let count = page.table.columns.len();
            return self.say(format!("The table has {count} columns"));
        }
        page.table.cursor = column;
        self.make_page_anew();
    }

    fn open_on_page(&mut self) {
        let Some(page) = self.pages.shown() else { return };
        match page.sheet.leads().clone() {
            Leads::Nowhere => {}
            Leads::Document(document) => self.read_from_page(document, None),
            Leads::Action(document, action) => self.read_from_page(document, Some(action)),
            Leads::Block(document, version, block) => self.read_passage(document, version, block),
            Leads::Party(name, party) => self.open_party(name, party),
            Leads::Meeting(id) => self.open_page(Subject::Meeting(id)),
            Leads::Columns => self.turn_column(page.table.cursor),
            Leads::Country(_) => self.filter_by_page(),
        }
    }

    /// Opens a document in the reader, where one of its actions stands.
    fn read_from_page(&mut self, document: usize, action: Option<usize>) {
        self.close_pages();
        self.note_jump();
        self.open_document(document);
        self.focus_on(Pane::Reader);
        let record = self.archive.at(document);
        let block = record.zip(action).and_then(|(record, action)| {
            record.block_of_action(record.actions.get(action)?, self.reader.version())
        });
        if let Some(block) = block {
            self.reader.jump(block);
        }
    }

    /// Opens the page of passages for the words of the filter.
    pub(in crate::app) fn open_passages(&mut self) {
        let terms = self.filter.query().map(|query| query.terms()).unwrap_or_default();
        if terms.is_empty() {
            let key = self.settings.keymap.keys_of(Command::Filter).join(" ");
            return self.say(format!(
                "Filter by some words first ({key}): then this shows where they stand"
            ));
        }
        self.open_page(Subject::Passages(terms));
    }

    /// Opens a passage in the reader, with the words that were looked for marked in it.
    fn read_passage(&mut self, document: usize, version: usize, block: usize) {
        let terms = self.filter.query().map(|query| query.terms()).unwrap_or_default();
        self.read_from_page(document, None);
        if self.reader.version() != version {
            self.reader.show_version(version);
        }
        self.arrange();
        self.reader.jump(block);
        self.reader.find(&self.archive, Sought::Terms(terms), self.screen.reader);
    }

    /// Marks the action under the cursor as done or open.
    fn toggle_done_on_page(&mut self) {
        match self.action_of_page() {
            Some((document, action)) => self.turn_done(document, action),
            None => self.say("There is no action under the cursor to mark as done"),
        }
    }

    /// Narrows the list by what is under the cursor, and shows the list.
    fn filter_by_page(&mut self) {
        let Some(page) = self.pages.shown() else { return };
        let term = match page.sheet.leads() {
            Leads::Country(country) => format!("signed:{country}"),
            Leads::Party(_, Some(party)) => format!("party:{party}"),
            Leads::Party(name, None) => format!("signed:\"{}\"", name.replace('"', "")),
            Leads::Meeting(id) => format!("meeting:{id}"),
            Leads::Nowhere
            | Leads::Document(_)
            | Leads::Action(..)
            | Leads::Block(..)
            | Leads::Columns => {
                return self.say("There is nothing to filter by under the cursor");
            }
        };
        let words = self.filter.words.trim();
        let words = match words {
            "" => term,
            // What already stands there need not be asked twice.
            words if words.split_whitespace().any(|word| word == term) => words.to_owned(),
            words if words.contains(" or ") => format!("({words}) {term}"),
            words => format!("{words} {term}"),
        };
        self.filter.words = words;
        self.close_pages();
        self.apply_filter();
        self.focus_on(Pane::List);
    }
}
