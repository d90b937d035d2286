//! What the view may look at.

use super::{
    App, Filter, ListPane, Notice, Overlay, Pane, Prompt, Reader, Screen, SidebarPane, Size,
};
use crate::config::Settings;
use crate::model::Archive;
use crate::notebook::Notebook;

impl App {
    /// What is being done beside the reader, in a few words.
    #[must_use]
    pub fn progress(&self) -> Option<&str> {
        self.progress.as_deref()
    }

    /// The archive.
    #[must_use]
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

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

    /// The places of the panes.
    #[must_use]
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The pane that has the keys.
    #[must_use]
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// The list of documents.
    #[must_use]
    pub fn list(&self) -> &ListPane {
        &self.list
    }

    /// The reading pane.
    #[must_use]
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The sidebar.
    #[must_use]
    pub fn sidebar(&self) -> &SidebarPane {
        &self.sidebar
    }

    /// The filter of the list.
    #[must_use]
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// What the reader has added to the archive.
    #[must_use]
    pub fn notebook(&self) -> &Notebook {
        &self.notebook
    }

    /// What lies over the panes.
    #[must_use]
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// The line that is being typed.
    #[must_use]
    pub fn prompt(&self) -> Option<&Prompt> {
        self.prompt.as_ref()
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

    /// Whether the archive has faults in the record of the document at a position.
    #[must_use]
    pub fn is_troubled(&self, document: usize) -> bool {
        self.troubles.iter().any(|trouble| trouble.document == Some(document))
    }
}
