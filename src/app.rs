//! The whole state of one reader, and how an event changes it.
//!
//! Nothing here reads a file, a clock, the environment or a terminal. An [`Event`] comes in, the
//! state changes, and [`Effect`]s go out for the runtime to perform.

mod allowed;
mod counters;
mod event;
mod filter;
mod keeping;
mod languages;
mod list;
mod look;
mod mouse;
mod obey;
mod overlay;
mod pages;
mod pending;
mod prompt;
mod reader;
mod renewal;
mod review;
mod scene;
mod screen;
mod sending;
mod sidebar;
mod taking;
mod typed;

use std::sync::Arc;

use crate::config::Settings;
use crate::keys::{Command, Key, Powers, Scope};
use crate::model::Archive;
use crate::notebook::{Moment, Notebook, Record};
use crate::search::{Haystack, Texts};

use keeping::{Jumps, Wanted};
use sidebar::Known;

pub use counters::Counters;
pub use event::{Effect, Event};
use filter::Questions;
pub use filter::{Filter, Question, marks};
pub use list::{Entry, Head, Line, ListPane, Order};
pub use mouse::{Mouse, MouseKind};
pub use overlay::{HelpLine, Overlay, PaletteLine, Signed, help_lines, matching_commands};
pub use pages::{
    Column, Condition, Entry as PageEntry, LEGEND, Leads, Mark, Month, Page, Pages, Parts, Sheet,
    Shown, Sort, Subject, Table,
};
use pending::{Meaning, Pending, digit};
use prompt::History;
pub use prompt::{Offers, Prompt, Purpose};
pub use reader::{Beside, Found, Passage, Reader, Search};
pub use renewal::{Renewed, Words};
pub use review::{
    Answer, Columns, Cover, Errand, Half, Halves, MENU, Opened, Plan, Planned, Receipt, Review,
    ShownLine, Standing, State, Tone, Typing,
};
pub use scene::Scene;
pub use screen::{Area, Pane, Screen, Size};
pub use sending::{Candidate, Sending};
pub use sidebar::{Item, Label, SidebarPane, Tab, Target};
pub use typed::Typed;

/// A line for the reader at the bottom of the screen, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What is said.
    pub text: String,
    /// Whether it says that something is wrong.
    pub wrong: bool,
}

/// A fault of the archive, in words: the position of the document it belongs to, if any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The position of the document.
    pub document: Option<usize>,
    /// File, place and what is wrong.
    pub text: String,
}

/// The whole state of one reader.
#[derive(Debug)]
pub struct App {
    archive: Arc<Archive>,
    texts: Arc<dyn Texts>,
    troubles: Vec<Trouble>,
    settings: Settings,
    size: Size,
    screen: Screen,
    focus: Pane,
    alone: bool,
    sidebar_shown: bool,
    filter: Filter,
    /// The id of the document that is to be open as soon as the filter has found it.
    wanted: Option<String>,
    questions: Questions,
    history: History,
    /// What is being done beside the reader, in a few words.
    progress: Option<String>,
    list: ListPane,
    reader: Reader,
    /// The numbers that rest.
    resting: Option<Counters>,
    sidebar: SidebarPane,
    pages: Pages,
    overlay: Option<Overlay>,
    prompt: Option<Prompt>,
    pending: Pending,
    notice: Option<Notice>,
    sending: Sending,
    /// What may be done outside.
    allowed: Powers,
    notebook: Notebook,
    /// Changes of the notebook that are to be kept.
    unkept: Vec<Record>,
    /// Whether the next key names a mark.
    letter: Option<Wanted>,
    jumps: Jumps,
    now: Moment,
    /// When the place was kept last.
    place_kept: Moment,
}

impl App {
    /// So many documents stay open beside the one that is read.
    const OPEN_DOCUMENTS: usize = 512;

    /// How often the place is kept while somebody reads, in seconds.
    const NOW_AND_THEN: i64 = 3;

    /// A reader of `archive`, in a terminal of `size`, that shows what `filter` lets through.
    #[must_use]
    pub fn new(
        archive: Arc<Archive>,
        troubles: Vec<Trouble>,
        settings: Settings,
        filter: Filter,
        size: Size,
    ) -> Self {
        Self::with_notebook(keeping::empty(), archive, troubles, settings, filter, size)
    }

    /// The same with a notebook: places are where they were left, and the reader stands in the document that
    /// was read last, unless a filter asks for others.
    #[must_use]
    pub fn with_notebook(
        notebook: Notebook,
        archive: Arc<Archive>,
        troubles: Vec<Trouble>,
        settings: Settings,
        filter: Filter,
        size: Size,
    ) -> Self {
        let mut app = Self {
            texts: Arc::new(Haystack::of(&archive)),
            wanted: None,
            questions: Questions::default(),
            history: History::default(),
            progress: None,
            sidebar_shown: settings.sidebar,
            screen: Screen::default(),
            focus: Pane::List,
            alone: false,
            list: ListPane::default(),
            reader: Reader::default(),
            resting: None,
            sidebar: SidebarPane::default(),
            pages: Pages::default(),
            overlay: None,
            prompt: None,
            pending: Pending::default(),
            notice: None,
            sending: Sending::default(),
            allowed: Powers::ALL,
            notebook,
            unkept: Vec::new(),
            letter: None,
            jumps: Jumps::default(),
            now: Moment::of_unix(0),
            place_kept: Moment::of_unix(0),
            archive,
            troubles,
            settings,
            filter,
            size,
        };
        if !app.troubles.is_empty() {
            let count = app.troubles.len();
            let faults = if count == 1 { "fault" } else { "faults" };
            app.say_wrong(format!("{count} {faults} in this archive: plenary check shows them"));
        }
        app.arrange();
        if let Some(documents) = app.filtered() {
            app.list.show(&app.archive, documents);
            if let Some(document) = app.last_read().filter(|_| app.filter.is_empty()) {
                app.list.select(document);
                app.focus = Pane::Reader;
            }
            app.follow_list();
        }
        app
    }

    /// Begins with this document of those that the filter lets through, which may be found only later.
    pub fn begin_with(&mut self, id: &str) {
        self.wanted = Some(id.to_owned());
        if !self.is_searching() {
            self.show_wanted();
            self.follow_list();
        }
    }

    /// The document that was read last.
    fn last_read(&self) -> Option<usize> {
        let (id, _) = self.notebook.last_place()?;
        self.archive.position(id.as_str())
    }

    /// Changes the state by one event and says what is to be done outside.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        let effects = self.change(event);
        let mut effects = self.permitted(effects);
        // A link may drop at any moment: where one reads is kept now and then, and with all that is kept.
        if !self.unkept.is_empty() || self.now.unix() - self.place_kept.unix() >= Self::NOW_AND_THEN
        {
            self.keep_place();
            self.place_kept = self.now;
        }
        if !self.unkept.is_empty() {
            effects.insert(0, Effect::Keep(std::mem::take(&mut self.unkept)));
        }
        self.close_documents();
        effects.extend(self.questions.next.take().map(Effect::Ask));
        effects
    }

    fn change(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => return self.press(key),
            Event::Paste(text) => {
                if let Some(prompt) = &mut self.prompt {
                    prompt.insert(&text);
                    self.prompt_changed();
                }
            }
            Event::Mouse(mouse) => return self.point(mouse),
            Event::Resized(size) => {
                self.size = size;
                self.arrange();
                return vec![Effect::Redraw];
            }
            Event::Sending(sending) => self.send_as(sending),
            Event::Done(notice) => self.notice = Some(notice),
            Event::Answered(number, documents) => self.take_answer(number, documents),
            Event::Renewed(renewed) => self.renew(renewed),
            Event::Words(words) => self.know_words(words),
            Event::Notebook(pages) => self.take_notebook(&pages),
            Event::Progress(progress) => self.progress = progress,
            // A reader runs no such errands.
            Event::Import(_) => {}
        }
        Vec::new()
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        if self.prompt.is_some() {
            return self.press_in_prompt(key);
        }
        if let Some(wanted) = self.letter.take() {
            self.take_letter(wanted, key);
            return Vec::new();
        }
        if self.overlay.is_some()
            && let Some(effects) = self.press_in_overlay(key)
        {
            return effects;
        }
        if self.overlay.is_none() && self.pending.is_empty() && self.take_digit(key) {
            return Vec::new();
        }
        match self.pending.press(key, &self.settings.keymap, self.scope()) {
            Meaning::Waits => Vec::new(),
            Meaning::Alone => self.press(key),
            Meaning::Nothing(unknown) => {
                let helps = self.settings.keymap.keys_of(Command::Help).join(" ");
                self.say(format!("{unknown} does nothing here ({helps} shows the keys)"));
                Vec::new()
            }
            Meaning::Command(command, count) => self.obey(command, count),
        }
    }

    /// Digits: a count in the text, the number of a meeting in the list, a tab in the sidebar.
    fn take_digit(&mut self, key: Key) -> bool {
        if self.pages.shown().is_some() {
            return self.take_digit_of_page(key);
        }
        let Some(digit) = digit(key) else { return false };
        match self.focus {
            Pane::List => {
                self.open_prompt(Purpose::Meeting);
                // A digit leads to no effect.
                let _: Vec<Effect> = self.press_in_prompt(key);
            }
            Pane::Reader if digit == 0 && self.pending.is_uncounted() => return false,
            Pane::Reader => self.pending.count(digit),
            Pane::Sidebar => match Tab::ALL.get(digit.wrapping_sub(1)) {
                Some(tab) => self.show_tab(*tab),
                None => return false,
            },
        }
        true
    }

    fn scope(&self) -> Scope {
        match self.focus {
            _ if self.pages.shown().is_some() => Scope::Page,
            Pane::List => Scope::List,
            Pane::Reader => Scope::Reading,
            Pane::Sidebar => Scope::Sidebar,
        }
    }

    /// Lays the panes out for the size, and their contents for the panes.
    fn arrange(&mut self) {
        self.screen = Screen::of(self.size, self.focus, self.alone, self.sidebar_shown);
        self.reader.set(&self.archive, &self.settings, self.screen.reader);
        let known = Known {
            archive: &self.archive,
            reader: &self.reader,
            notebook: &self.notebook,
            troubles: &self.troubles,
            sending: &self.sending,
        };
        self.sidebar.set(&known, self.screen.sidebar);
        self.list.keep_in_view(&self.archive, self.screen.list);
        self.arrange_page();
    }

    fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), wrong: false });
    }

    fn say_wrong(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), wrong: true });
    }
}
