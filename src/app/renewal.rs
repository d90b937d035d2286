//! An archive, or a notebook, that changed under the reader.

use std::fmt;
use std::sync::Arc;

use super::{App, Overlay, Trouble};
use crate::model::{Archive, Positions};
use crate::notebook::Pages;
use crate::search::Texts;

/// An archive as it is now, and what is known of it.
#[derive(Clone)]
pub struct Renewed {
    /// The archive.
    pub archive: Arc<Archive>,
    /// What knows its words.
    pub texts: Arc<dyn Texts>,
    /// What is wrong with its files.
    pub troubles: Vec<Trouble>,
}

impl fmt::Debug for Renewed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Renewed: {} documents", self.archive.len())
    }
}

impl PartialEq for Renewed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.archive, &other.archive) && Arc::ptr_eq(&self.texts, &other.texts)
    }
}

impl Eq for Renewed {}

/// What knows the words of an archive.
#[derive(Clone)]
pub struct Words {
    /// The archive.
    pub archive: Arc<Archive>,
    /// What knows its words.
    pub texts: Arc<dyn Texts>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words: {:?}", self.texts)
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.archive, &other.archive) && Arc::ptr_eq(&self.texts, &other.texts)
    }
}

impl Eq for Words {}

impl App {
    /// Takes in what other sessions wrote; where one reads stays as it is.
    pub(super) fn take_notebook(&mut self, pages: &Pages) {
        if self.notebook.merge(pages) {
            self.arrange();
        }
    }

    /// Looks for words from now on where they are known better.
    pub(super) fn know_words(&mut self, words: Words) {
        if self.archive.is_same(&words.archive) {
            self.texts = words.texts;
            // An answer that is still waited for comes sooner so.
            if self.is_searching() {
                self.apply_filter();
            }
        }
    }

    /// Goes on with an archive that changed: what is read, selected and remembered is found again by the
    /// ids of the documents.
    pub(super) fn renew(&mut self, renewed: Renewed) {
        // Should what is read be gone, it is opened again at this place once it is back.
        self.keep_place();
        self.texts = renewed.texts;
        let before = std::mem::replace(&mut self.archive, renewed.archive);
        let moved = |position: usize| -> Option<usize> {
            self.archive.position(before.row(position)?.id.as_str())
        };
        let read = self.reader.document();
        self.reader.move_documents(&moved);
        let old = read.and_then(|read| before.at(read));
        let new = self.reader.document().and_then(|read| self.archive.at(read));
        if let Some((old, new)) = old.zip(new) {
            self.reader.follow(old, new);
        }
        self.jumps.move_documents(&moved);
        let selected = self.list.selected().and_then(moved);
        if let Some(prompt) = &mut self.prompt {
            prompt.move_documents(&moved);
        }
        if matches!(self.overlay, Some(Overlay::Signed(_))) {
            self.overlay = None;
        }
        self.pages.forget_left();
        self.troubles = renewed.troubles;
        self.list.forget();
        self.sidebar.say_anew();
        if read.is_some() && self.reader.document().is_none() {
            self.say("The document that was open is no longer in the archive");
        }
        match self.filtered() {
            Some(documents) => self.list_documents(documents),
            // Until the answer is there everything is shown.
            None => self.list.show(&self.archive, Positions::first(self.archive.len())),
        }
        if let Some(selected) = selected {
            self.list.select(selected);
        }
        self.follow_list();
        self.make_page_anew();
    }

    /// Gives back the memory of documents that were opened long ago.
    pub(super) fn close_documents(&mut self) {
        if self.archive.opened() > Self::OPEN_DOCUMENTS {
            self.archive = Arc::new(self.archive.closed());
        }
    }
}
