//! What each command does.

use super::keeping::Wanted;
use super::overlay::{Overlay, Signed};
use super::prompt::Purpose;
use super::reader::{Reader, Search};
use super::sidebar::{Tab, Target};
use super::taking::Taken;
use super::{App, Effect, Filter, Pane, Screen, Subject};
use crate::keys::Command;
use crate::model::{Archive, Id, spelling_key};
use crate::model::{Facet, Named, Positions};

impl App {
    pub(super) fn obey(&mut self, command: Command, count: Option<usize>) -> Vec<Effect> {
        if self.refuses(command) {
            return Vec::new();
        }
        let times = count.unwrap_or(1);
        if self.overlay.is_some() {
            return self.obey_in_overlay(command, times);
        }
        if self.pages.shown().is_some() {
            return self.obey_on_page(command, times);
        }
        let steps = isize::try_from(times).unwrap_or(isize::MAX);
        match command {
            Command::NextLine => self.step(steps),
            Command::PreviousLine => self.step(-steps),
            Command::HalfPageDown => self.step_page(steps),
            Command::HalfPageUp => self.step_page(-steps),
            Command::PageDown => self.step_page(steps.saturating_mul(2)),
            Command::PageUp => self.step_page(steps.saturating_mul(-2)),
            Command::First => match (self.focus, count) {
                (Pane::Reader, Some(block)) => {
                    self.note_jump();
                    self.reader.jump(block.saturating_sub(1));
                }
                (Pane::Reader, None) => {
                    self.note_jump();
                    self.reader.first();
                }
                _ => self.step(isize::MIN),
            },
            Command::Last if self.focus == Pane::Reader => {
                self.note_jump();
                self.reader.last();
            }
            Command::Last => self.step(isize::MAX),
            Command::Open => self.open(),
            Command::Back => self.back(),
            Command::FocusNext => self.cycle_focus(1),
            Command::FocusPrevious => self.cycle_focus(2),
            Command::FocusRight => self.move_focus(1),
            Command::FocusLeft => self.move_focus(-1),
            Command::NextBlock => self.reader.step_block(steps),
            Command::PreviousBlock => self.reader.step_block(-steps),
            Command::NextMeeting => self.step_meeting(true),
            Command::PreviousMeeting => self.step_meeting(false),
            Command::NextDocument => self.step_document(steps),
            Command::PreviousDocument => self.step_document(-steps),
            Command::FilterMeeting => self.open_prompt(Purpose::Meeting),
            Command::FilterList | Command::Filter => self.open_prompt(Purpose::Query),
            Command::FilterThis => self.filter_this(),
            Command::SortList => self.sort_list(),
            Command::ClearFilter => self.clear_filter(),
            Command::Find => self.open_prompt(Purpose::Find),
            Command::FindNext => self.step_match(steps),
            Command::FindPrevious => self.step_match(-steps),
            Command::ChooseSentence => self.choose_passage(Reader::choose_sentence),
            Command::ExtendPassage => self.choose_passage(Reader::extend_passage),
            Command::NextLanguage => self.next_language(),
            Command::SideBySide => self.side_by_side(),
            Command::Mark => self.want_letter(Wanted::Mark),
            Command::GoToMark => self.want_letter(Wanted::Go),
            Command::JumpBack => self.jump_back(),
            Command::JumpForward => self.jump_forward(),
            Command::Bookmark => self.toggle_bookmark(),
            Command::Note => self.write_note(),
            Command::Done => self.toggle_done(),
            Command::ToggleRead => self.toggle_read(),
            Command::Copy => return self.copy(Taken::Block),
            Command::CopyWithCitation => return self.copy(Taken::BlockWithCitation),
            Command::CopyCitation => return self.copy(Taken::Citation),
            Command::Save => self.ask_for_file(),
            Command::Pipe => self.ask_for_command(),
            Command::ToggleSidebar => self.toggle_sidebar(),
            Command::NextTab => self.step_tab(1),
            Command::PreviousTab => self.step_tab(-1),
            Command::Zoom => {
                self.alone = !self.alone;
                self.arrange();
            }
            Command::ShowSource => self.show_source(),
            Command::Agenda => self.open_page(Subject::Agenda),
            Command::MeetingPage => self.open_meeting_page(),
            Command::PartyPage => self.open_party_page(),
            Command::SignatoriesTable => self.open_page(Subject::Roll),
            Command::Map => self.open_page(Subject::Map),
            Command::Timeline => self.open_page(Subject::Timeline),
            Command::Passages => self.open_passages(),
            // The palette and the keys of the reader do not offer these.
            Command::ChooseRole
            | Command::NextRole
            | Command::PreviousRole
            | Command::SelectLines
            | Command::SetLanguage
            | Command::ToggleAction
            | Command::AddAction
            | Command::SetParty
            | Command::Clear
            | Command::NextBasis
            | Command::Undo
            | Command::Redo
            | Command::FileDocument
            | Command::NextFile
            | Command::PreviousFile => self.say("This is done where files are brought in"),
            Command::Palette => {
                self.overlay = Some(Overlay::Palette { input: String::new(), selected: 0 });
            }
            Command::Help => self.overlay = Some(Overlay::Help(0)),
            Command::CalibrateTextDirection => self.overlay = Some(Overlay::Calibration(None)),
            Command::Redraw => return vec![Effect::Redraw],
            Command::Suspend => return vec![Effect::Suspend],
            Command::Close => return self.close(),
            Command::Quit => return vec![Effect::Quit],
        }
        Vec::new()
    }

    fn step(&mut self, by: isize) {
        match self.focus {
            Pane::List => self.step_list(by),
            Pane::Reader => {
                self.reader.scroll(by);
            }
            Pane::Sidebar => self.sidebar.step(by),
        }
    }

    fn step_page(&mut self, halves: isize) {
        match self.focus {
            Pane::List => {
                let rows = self.screen.list.map_or(1, |area| area.inside().height);
                self.step_list(
                    (isize::from(i16::try_from(rows).unwrap_or(1)) * halves / 2).max(-9999),
                );
            }
            Pane::Reader => {
                let page = isize::try_from(self.reader.page_rows()).unwrap_or(1);
                self.reader.scroll(page.saturating_mul(halves) / 2);
            }
            Pane::Sidebar => self.sidebar.step_page(halves),
        }
    }

    pub(super) fn step_list(&mut self, by: isize) {
        self.list.step(by);
        self.follow_list();
    }

    /// Shows the document that is selected in the list.
    pub(super) fn follow_list(&mut self) {
        if self.list.selected() != self.reader.document() {
            self.keep_place();
        }
        match self.list.selected() {
            Some(document) => {
                self.recall(document);
                self.reader.open(&self.archive, document, &self.settings.languages);
            }
            None => self.reader.shut(),
        }
        self.arrange();
    }

    fn step_meeting(&mut self, forward: bool) {
        if self.list.step_section(forward) {
            self.follow_list();
        } else {
            let end = if forward { "last" } else { "first" };
            self.say(format!("This is the {end} meeting of the list"));
        }
    }

    fn sort_list(&mut self) {
        let order = self.list.order().next();
        self.list.sort(&self.archive, order);
        self.follow_list();
        self.say(format!("Sorted by {}", order.as_str()));
    }

    fn step_document(&mut self, by: isize) {
        let before = self.list.selected();
        self.step_list(by);
        if self.list.selected() == before {
            let end = if by > 0 { "last" } else { "first" };
            self.say(format!("This is the {end} document of the list"));
        }
    }

    pub(super) fn select_document(&mut self, document: usize) {
        self.list.select(document);
        self.follow_list();
    }

    /// Opens a document by its position, also one that the filter does not let through.
    pub(super) fn open_document(&mut self, document: usize) {
        if !self.list.contains(document) {
            self.filter = Filter::default();
            self.apply_filter();
            self.say("The filter was dropped: it does not let this document through");
        }
        self.select_document(document);
    }

    pub(super) fn focus_on(&mut self, pane: Pane) {
        self.focus = pane;
        self.sidebar_shown |= pane == Pane::Sidebar;
        if pane == Pane::Reader {
            self.keep_read();
        }
        self.arrange();
    }

    /// Goes to the pane `by` places further round.
    fn cycle_focus(&mut self, by: usize) {
        let at = Pane::ALL.iter().position(|pane| *pane == self.focus).unwrap_or(0);
        let panes = Pane::ALL.iter().cycle().skip(at + by).step_by(by);
        let hidden = !self.sidebar_shown && self.size.width >= Screen::THREE && !self.alone;
        let next = panes.take(3).find(|pane| !(hidden && **pane == Pane::Sidebar));
        if let Some(pane) = next {
            self.focus_on(*pane);
        }
    }

    /// Goes to the pane on the right or on the left; stops at both ends.
    fn move_focus(&mut self, by: isize) {
        let at = Pane::ALL.iter().position(|pane| *pane == self.focus).unwrap_or(0);
        if let Some(pane) = at.checked_add_signed(by).and_then(|to| Pane::ALL.get(to)) {
            self.focus_on(*pane);
        }
    }

    pub(super) fn open(&mut self) {
        match self.focus {
            Pane::List if self.list.selected().is_some() => self.focus_on(Pane::Reader),
            Pane::List => self.say_nothing_matches(),
            Pane::Reader => {}
            Pane::Sidebar => self.open_target(),
        }
    }

    fn open_target(&mut self) {
        match self.sidebar.target().cloned() {
            Some(Target::Name(name, party)) => {
                let documents = self.signed_under(&name, party.as_ref());
                let signed = Signed { name, party, documents, selected: 0 };
                self.overlay = Some(Overlay::Signed(signed));
            }
            Some(Target::Block(block)) => {
                self.note_jump();
                self.focus_on(Pane::Reader);
                self.reader.jump(block);
            }
            Some(Target::Document(document)) => {
                self.note_jump();
                self.open_document(document);
                self.focus_on(Pane::Reader);
            }
            Some(Target::Copies) => self.show_source(),
            Some(target @ (Target::Bookmark(_) | Target::Note(_))) => self.open_kept(&target),
            Some(Target::Nothing) | None => {}
        }
    }

    /// The positions of the documents that bear a party's name, or a name of no known party.
    fn signed_under(&self, name: &str, party: Option<&Id>) -> Vec<usize> {
        let key = spelling_key(name);
        let mut found = Positions::default();
        for facet in [Facet::Signed, Facet::Present] {
            for value in self.archive.facet(facet).iter() {
                let other = Named::of(&value.text);
                let same = match party {
                    Some(party) => other.party == party.as_str(),
                    None => other.party.is_empty() && spelling_key(other.name) == key,
                };
                if same {
                    found.join(value.documents());
                }
            }
        }
        found.iter().collect()
    }

    fn back(&mut self) {
        match self.focus {
            Pane::Reader if self.reader.passage().is_some() => self.reader.forget_passage(),
            Pane::Reader if self.reader.search().is_some() => self.reader.forget_search(),
            Pane::Sidebar => self.focus_on(Pane::Reader),
            Pane::Reader => self.focus_on(Pane::List),
            Pane::List if !self.filter.is_empty() => self.clear_filter(),
            Pane::List => {
                let quit = self.settings.keymap.keys_of(Command::Close).join(" ");
                self.say(format!("{quit} quits"));
            }
        }
    }

    fn close(&mut self) -> Vec<Effect> {
        if self.alone && self.size.width >= Screen::TWO {
            self.alone = false;
            self.arrange();
        } else if self.screen.shown() == 1 && self.focus != Pane::List {
            self.focus_on(Pane::List);
        } else {
            return vec![Effect::Quit];
        }
        Vec::new()
    }

    fn step_match(&mut self, by: isize) {
        if self.reader.search().is_none() {
            let keys = self.settings.keymap.keys_of(Command::Find).join(" ");
            return self.say(format!("Nothing is searched for yet: {keys} starts a search"));
        }
        self.reader.step_match(by);
        self.say_matches();
    }

    fn choose_passage(&mut self, choose: fn(&mut Reader, &Archive) -> bool) {
        if !choose(&mut self.reader, &self.archive) {
            return self.say("There is no sentence after this one to choose");
        }
        let keys = |command| self.settings.keymap.keys_of(command).join(" ");
        let (copy, note) = (keys(Command::Copy), keys(Command::Note));
        let (next, more) = (keys(Command::ChooseSentence), keys(Command::ExtendPassage));
        let block = self.reader.block() + 1;
        self.say(format!(
            "¶ {block}: {copy} copies, {note} notes; {next} the next sentence, {more} more"
        ));
    }

    pub(super) fn say_matches(&mut self) {
        if let Some(missing) = self.reader.search().and_then(Search::missing) {
            self.say_wrong(missing);
        }
    }

    fn toggle_sidebar(&mut self) {
        let beside = self.size.width >= Screen::THREE && !self.alone;
        if self.focus == Pane::Sidebar {
            self.sidebar_shown = !beside;
            self.focus_on(Pane::Reader);
        } else if beside {
            self.sidebar_shown = !self.sidebar_shown;
            self.arrange();
        } else {
            self.focus_on(Pane::Sidebar);
        }
    }

    /// Shows the sidebar's next tab; where the sidebar is hidden, first the one that it has.
    fn step_tab(&mut self, by: isize) {
        let by = if self.screen.sidebar.is_some() { by } else { 0 };
        self.show_tab(self.sidebar.tab().step(by));
    }

    pub(super) fn show_tab(&mut self, tab: Tab) {
        self.sidebar.show(tab);
        if self.screen.sidebar.is_none() {
            self.focus_on(Pane::Sidebar);
        } else {
            self.arrange();
        }
    }

    fn show_source(&mut self) {
        let document = self.reader.document().and_then(|at| self.archive.at(at));
        let Some(document) = document else { return };
        let mut lines = Vec::new();
        for copy in &document.copies {
            let posted = copy.posted.as_ref().map(|date| format!(", posted {}", date.spoken()));
            let site = copy.site.as_deref().unwrap_or("a copy");
            lines.push(format!("{site}{}", posted.unwrap_or_default()));
            lines.extend(copy.url.clone());
            lines.extend(copy.file.as_ref().map(|file| format!("saved as {file}")));
        }
        if lines.is_empty() {
            self.say("The record names no copy of this document");
        } else {
            self.overlay = Some(Overlay::Source(lines));
        }
    }
}
