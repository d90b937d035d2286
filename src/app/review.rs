//! The screen on which files are brought in: the lines of a source beside the record that is proposed for it.
//!
//! What is proposed is a function of the source, the archive and what the person corrected; nothing here
//! changes it otherwise. Reading a file, telling what would be written, and writing are errands: effects
//! that go out, and answers that come back.

mod acting;
mod asking;
mod belonging;
mod cover;
mod errand;
mod facts;
mod finding;
mod lines;
mod obey;
mod opened;
mod places;
mod pointing;

use std::sync::Arc;

use super::pending::{Meaning, Pending, digit};
use super::{Area, Effect, Event, Notice, Sending, Size};
use crate::config::Settings;
use crate::import::Corrections;
use crate::keys::{Command, Key, Scope};
use crate::model::{Archive, clean_line};

pub use asking::Typing;
pub use cover::{Cover, MENU};
pub use errand::{Answer, Errand, Plan, Planned, Receipt, State};
pub use lines::{Columns, ShownLine, Tone};
pub use opened::Opened;
pub use places::{Half, Halves};

/// A file that is to be brought in.
#[derive(Debug)]
struct Incoming {
    name: String,
    standing: Standing,
}

/// What is known of a file.
#[derive(Debug)]
pub enum Standing {
    /// It was not read yet.
    Unread,
    /// It was read.
    Open(Box<Opened>),
    /// It cannot be read, and why.
    Refused(String),
}

/// The whole state of the screen.
#[derive(Debug)]
pub struct Review {
    archive: Arc<Archive>,
    settings: Settings,
    size: Size,
    halves: Halves,
    focus: Half,
    alone: bool,
    files: Vec<Incoming>,
    at: usize,
    /// What was said before anything was shown.
    start: Corrections,
    cover: Option<Cover>,
    typing: Option<Typing>,
    pending: Pending,
    notice: Option<Notice>,
    /// Whether it was asked already if what is corrected may be lost.
    is_leaving: bool,
    sending: Sending,
}

impl Review {
    /// The files of these names, for `archive`; `start` is what is said of each before it is seen.
    #[must_use]
    pub fn new(
        archive: Arc<Archive>,
        settings: Settings,
        names: Vec<String>,
        start: Corrections,
        size: Size,
    ) -> Self {
        let incoming = |name| Incoming { name, standing: Standing::Unread };
        let mut review = Self {
            archive,
            settings,
            size,
            halves: Halves::default(),
            focus: Half::Source,
            alone: false,
            files: names.into_iter().map(incoming).collect(),
            at: 0,
            start,
            cover: None,
            typing: None,
            pending: Pending::default(),
            notice: None,
            is_leaving: false,
            sending: Sending::default(),
        };
        review.arrange();
        review
    }

    /// Says that something is wrong, until the next key.
    pub fn warn(&mut self, text: &str) {
        self.notice = Some(Notice { text: clean_line(text).into_owned(), wrong: true });
    }

    /// Sends text in another way from now on.
    pub fn send_as(&mut self, sending: Sending) {
        self.sending = sending;
    }

    /// Changes the state by one event and says what is to be done outside.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = self.heed(event);
        let at = self.at;
        let follow = self.opened_mut().and_then(Opened::ask_to_follow);
        effects.extend(
            follow.map(|(number, said)| Effect::Import(Errand::Follow(at, number, Box::new(said)))),
        );
        effects
    }

    fn heed(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => return self.press(key),
            Event::Paste(text) => {
                if let Some(typing) = &mut self.typing {
                    typing.insert(&text);
                    self.find_typed(false);
                }
            }
            Event::Mouse(mouse) => self.point(mouse),
            Event::Resized(size) => {
                self.size = size;
                self.arrange();
                let mut effects = vec![Effect::Redraw];
                effects.extend(self.read_file());
                return effects;
            }
            Event::Sending(sending) => self.send_as(sending),
            Event::Done(notice) => self.notice = Some(notice),
            Event::Import(answer) => return self.hear(answer),
            // The archive is read anew when something was written to it; nothing else is asked for here.
            Event::Answered(..)
            | Event::Renewed(_)
            | Event::Words(_)
            | Event::Notebook(_)
            | Event::Progress(_) => {}
        }
        Vec::new()
    }

    /// Has the file that is shown read, where it was not read yet.
    fn read_file(&self) -> Option<Effect> {
        let is_unread = matches!(self.files.get(self.at)?.standing, Standing::Unread);
        is_unread.then_some(Effect::Import(Errand::Bring(self.at)))
    }

    fn hear(&mut self, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Brought(at, source) => {
                let known = match source {
                    Ok(source) => Standing::Open(Box::new(Opened::of(
                        source,
                        &self.archive,
                        self.start.clone(),
                    ))),
                    Err(reason) => Standing::Refused(reason),
                };
                // Read twice, it is the first that was corrected.
                let file = self.files.get_mut(at);
                if let Some(file) = file.filter(|file| matches!(file.standing, Standing::Unread)) {
                    file.standing = known;
                }
                self.arrange();
            }
            Answer::Followed(at, number, proposal) => {
                if let Some(Incoming { standing: Standing::Open(opened), .. }) =
                    self.files.get_mut(at)
                {
                    opened.followed(number, *proposal, &self.archive);
                }
                self.arrange();
            }
            Answer::Planned(Ok(plan)) => self.cover = Some(Cover::Writing(plan, 0)),
            Answer::Filed(at, Ok(receipt)) => return self.filed(at, receipt),
            Answer::Planned(Err(reason)) | Answer::Filed(_, Err(reason)) => self.warn(&reason),
        }
        Vec::new()
    }

    /// Takes in that a file was filed, and goes on to the next one that is not.
    fn filed(&mut self, at: usize, receipt: Receipt) -> Vec<Effect> {
        self.archive = receipt.archive;
        for (nth, file) in self.files.iter_mut().enumerate() {
            if let Standing::Open(opened) = &mut file.standing {
                if nth == at {
                    opened.keep();
                }
                opened.find_anew(&self.archive);
            }
        }
        let is_left = |(nth, file): &(usize, &Incoming)| {
            *nth > at && !matches!(&file.standing, Standing::Open(opened) if opened.is_filed())
        };
        let next = self.files.iter().enumerate().find(is_left).map(|(nth, _)| nth);
        let quit = self.keys(Command::Close);
        let told = receipt.told;
        let effects = next.map_or_else(Vec::new, |next| self.go_to(next));
        let rest = if next.is_some() { String::new() } else { format!("; {quit} leaves") };
        self.say(format!("{told}{rest}"));
        self.arrange();
        effects
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        if self.typing.is_some() {
            self.press_in_line(key);
            return Vec::new();
        }
        if self.cover.is_some()
            && let Some(effects) = self.press_in_cover(key)
        {
            return effects;
        }
        // Digits before a movement say how far it goes.
        if let Some(digit) = digit(key) {
            self.pending.count(digit);
            return Vec::new();
        }
        match self.pending.press(key, &self.settings.keymap, Scope::Import) {
            Meaning::Waits => Vec::new(),
            Meaning::Alone => self.press(key),
            Meaning::Nothing(unknown) => {
                let helps = self.keys(Command::Help);
                self.say(format!("{unknown} does nothing here ({helps} shows the keys)"));
                Vec::new()
            }
            Meaning::Command(command, count) => self.obey(command, count),
        }
    }

    /// Lays the halves out for the size, and what stands in them for their places.
    fn arrange(&mut self) {
        self.halves = Halves::of(self.size, self.focus, self.alone);
        let (source, record) = (self.halves.source, self.halves.record);
        let focus = self.focus;
        if let Some(opened) = self.opened_mut() {
            opened.arrange(source.map(|area| area.inside()), record.map(|area| area.inside()));
            opened.link(focus);
        }
    }

    fn opened_mut(&mut self) -> Option<&mut Opened> {
        match &mut self.files.get_mut(self.at)?.standing {
            Standing::Open(opened) => Some(opened),
            _ => None,
        }
    }

    fn keys(&self, command: Command) -> String {
        self.settings.keymap.keys_of(command).into_iter().next().unwrap_or_default()
    }

    fn say(&mut self, text: impl Into<String>) {
        let text = clean_line(&text.into()).into_owned();
        self.notice = Some(Notice { text, wrong: false });
    }
}

/// What the view may look at.
impl Review {
    /// The settings.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The size of the terminal.
    #[must_use]
    pub fn size(&self) -> Size {
        self.size
    }

    /// How text is sent to the terminal.
    #[must_use]
    pub fn sending(&self) -> &Sending {
        &self.sending
    }

    /// Where everything is.
    #[must_use]
    pub fn halves(&self) -> &Halves {
        &self.halves
    }

    /// The places of the halves that are shown.
    #[must_use]
    pub fn places(&self) -> Vec<Area> {
        [self.halves.source, self.halves.record].into_iter().flatten().collect()
    }

    /// The half that has the keys.
    #[must_use]
    pub fn focus(&self) -> Half {
        self.focus
    }

    /// The name of the file that is shown, which it is of how many, and what is known of it.
    #[must_use]
    pub fn file(&self) -> Option<(&str, usize, usize, &Standing)> {
        let file = self.files.get(self.at)?;
        Some((&file.name, self.at + 1, self.files.len(), &file.standing))
    }

    /// What lies over the halves.
    #[must_use]
    pub fn cover(&self) -> Option<&Cover> {
        self.cover.as_ref()
    }

    /// The line that is being typed.
    #[must_use]
    pub fn typing(&self) -> Option<&Typing> {
        self.typing.as_ref()
    }

    /// What is said at the bottom.
    #[must_use]
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// The keys and digits that wait for more.
    #[must_use]
    pub fn pending(&self) -> String {
        self.pending.spoken()
    }
}
