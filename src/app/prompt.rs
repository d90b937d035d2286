//! The line that is being typed at the bottom of the screen.

mod completing;

use super::reader::Sought;
use super::typed::Typed;
use super::{App, Effect, Filter, Pane, Reader};
use crate::keys::{Code, Key};
use crate::notebook::Stamp;

pub(super) use completing::History;
pub use completing::Offers;

/// What a line is typed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The number of a meeting, to filter by.
    Meeting,
    /// A query, to filter by.
    Query,
    /// Words, to find in the document.
    Find,
    /// A note on the block; the version of one that is there already.
    Note(Option<Stamp>),
    /// The name of the file to save the document to.
    Save,
    /// The command to hand the document to.
    Pipe,
}

/// A line that is being typed.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What it is typed for.
    pub purpose: Purpose,
    /// What stands in it so far.
    line: Typed,
    /// What is wrong with the text.
    pub wrong: Option<String>,
    /// What a Tab offered.
    offers: Option<Offers>,
    /// The filter before, which Esc brings back.
    filter_before: Filter,
    /// The document that was selected before.
    selected_before: Option<usize>,
    /// The reading pane's state before, which Esc brings back.
    reader_before: Option<Box<Reader>>,
}

impl Prompt {
    /// What stands in it so far.
    #[must_use]
    pub fn line(&self) -> &Typed {
        &self.line
    }

    /// Puts text in at the cursor, on one line and clean.
    pub(super) fn insert(&mut self, text: &str) {
        self.line.insert(text);
    }

    /// The document that was selected before a filter was typed.
    pub(super) fn selected_before(&self) -> Option<usize> {
        let filters = matches!(self.purpose, Purpose::Meeting | Purpose::Query);
        self.selected_before.filter(|_| filters)
    }

    /// Goes on where documents have other positions, or are gone.
    pub(super) fn move_documents(&mut self, moved: &dyn Fn(usize) -> Option<usize>) {
        self.selected_before = self.selected_before.and_then(moved);
        if let Some(reader) = &mut self.reader_before {
            reader.move_documents(moved);
        }
    }
}

impl App {
    pub(super) fn open_prompt(&mut self, purpose: Purpose) {
        let text = match purpose {
            Purpose::Query => self.filter.words.clone(),
            _ => String::new(),
        };
        self.open_prompt_with(purpose, text);
    }

    /// Opens the line with something in it.
    pub(super) fn open_prompt_with(&mut self, purpose: Purpose, text: String) {
        self.prompt = Some(Prompt {
            purpose,
            line: Typed::of(text),
            wrong: None,
            offers: None,
            filter_before: self.filter.clone(),
            selected_before: self.list.selected(),
            reader_before: (purpose == Purpose::Find).then(|| Box::new(self.reader.clone())),
        });
    }

    pub(super) fn press_in_prompt(&mut self, key: Key) -> Vec<Effect> {
        let Some(prompt) = &mut self.prompt else { return Vec::new() };
        let filters = matches!(prompt.purpose, Purpose::Meeting | Purpose::Query);
        match key {
            Key { code: Code::Esc, .. }
            | Key { code: Code::Char('c' | 'g'), control: true, .. } => {
                self.undo_prompt();
            }
            Key { code: Code::Enter, .. } => return self.keep_prompt(),
            // Taking back the character that is not there takes back the prompt.
            Key { code: Code::Backspace, .. } if prompt.line.text().is_empty() => {
                self.undo_prompt();
            }
            // The list can be looked through while its filter is typed.
            Key { code: Code::Down, .. } if filters => self.step_list(1),
            Key { code: Code::Up, .. } if filters => self.step_list(-1),
            Key { code: Code::Tab | Code::BackTab, .. } if prompt.purpose == Purpose::Query => {
                if prompt.complete(&self.archive, key.code == Code::BackTab) {
                    self.prompt_changed();
                }
            }
            Key { code: Code::Char(c @ ('p' | 'n')), control: true, .. }
                if prompt.purpose == Purpose::Query =>
            {
                if let Some(query) = self.history.step(c == 'p') {
                    prompt.replace(query);
                    self.prompt_changed();
                }
            }
            _ => {
                prompt.offers = None;
                if prompt.line.edit(key) {
                    self.prompt_changed();
                }
            }
        }
        Vec::new()
    }

    /// Narrows the list or finds the words at once, while they are typed.
    pub(super) fn prompt_changed(&mut self) {
        let Some(prompt) = &mut self.prompt else { return };
        let mut filter = self.filter.clone();
        match prompt.purpose {
            Purpose::Meeting => {
                prompt.line.text().trim().clone_into(&mut filter.meeting);
                // Of two meetings the one that is typed is meant.
                if filter.words.starts_with("meeting:") {
                    filter.words.clear();
                }
            }
            Purpose::Query => prompt.line.text().clone_into(&mut filter.words),
            Purpose::Find => {
                if let Some(before) = &prompt.reader_before {
                    self.reader = (**before).clone();
                    // The window may have another size by now.
                    self.reader.set(&self.archive, &self.settings, self.screen.reader);
                }
                let needle = prompt.line.text().to_owned();
                // What takes longer than a key is done once, at the end.
                if !self.reader.is_huge() {
                    self.reader.find(&self.archive, Sought::Typed(needle), self.screen.reader);
                }
                return;
            }
            Purpose::Note(_) | Purpose::Save | Purpose::Pipe => return,
        }
        // What cannot be read yet changes nothing: the list stays as the last good line left it.
        prompt.wrong = filter.query().err().map(|error| error.to_string());
        if prompt.wrong.is_none() {
            self.filter = filter;
            self.apply_filter();
        }
    }

    fn keep_prompt(&mut self) -> Vec<Effect> {
        let Some(prompt) = &self.prompt else { return Vec::new() };
        if prompt.wrong.is_some() {
            return Vec::new();
        }
        let purpose = prompt.purpose;
        let text = prompt.line.text().trim().to_owned();
        let empty = text.is_empty();
        // An empty number is no number: every meeting is shown.
        if purpose == Purpose::Meeting && empty {
            self.filter.meeting.clear();
        }
        self.prompt = None;
        match purpose {
            Purpose::Note(known) => self.keep_note(known, &text),
            Purpose::Save | Purpose::Pipe if empty => {}
            Purpose::Save => return self.save(&text),
            Purpose::Pipe => return self.pipe(&text),
            Purpose::Find if empty => self.reader.forget_search(),
            Purpose::Find => {
                if self.reader.is_huge() {
                    self.reader.find(&self.archive, Sought::Typed(text), self.screen.reader);
                }
                self.say_matches();
            }
            Purpose::Meeting | Purpose::Query => {
                if purpose == Purpose::Query {
                    self.history.add(&text);
                }
                self.apply_filter();
                // Where one pane is shown at a time, the list is what was just narrowed.
                self.focus_on(Pane::List);
                if self.list.count() == 0 {
                    self.say_nothing_matches();
                }
            }
        }
        Vec::new()
    }

    fn undo_prompt(&mut self) {
        let Some(prompt) = self.prompt.take() else { return };
        if let Some(reader) = prompt.reader_before {
            self.reader = *reader;
            self.arrange();
        }
        if self.filter != prompt.filter_before {
            self.filter = prompt.filter_before;
            self.apply_filter();
            if let Some(document) = prompt.selected_before {
                self.select_document(document);
            }
        }
    }
}
