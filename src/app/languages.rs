//! Reading a document in another language, or in two.

use super::{App, Pane};

impl App {
    /// The position of the language after `version`, other than `but`, in a document that has more.
    fn language_after(&mut self, version: usize, but: Option<usize>) -> Option<usize> {
        let document = self.archive.at(self.reader.document()?)?;
        let count = document.versions.len();
        let next = (1..count).map(|step| (version + step) % count).find(|next| Some(*next) != but);
        if next.is_none() {
            self.say(if count < 2 {
                "The archive has this document in one language only"
            } else {
                "The archive has this document in these two languages only"
            });
        }
        next
    }

    pub(super) fn next_language(&mut self) {
        let first = self.reader.version();
        if let Some(beside) = self.reader.beside() {
            let second = beside.version;
            if let Some(next) = self.language_after(second, Some(first)) {
                self.reader.show_beside(Some(next));
                self.arrange();
                self.say_language(next);
            }
        } else if let Some(next) = self.language_after(first, None) {
            self.keep_place();
            self.reader.show_version(next);
            self.arrange();
            self.say_language(next);
        }
    }

    fn say_language(&mut self, version: usize) {
        let document = self.reader.document().and_then(|at| self.archive.at(at));
        let language = document.and_then(|document| document.versions.get(version));
        if let Some(language) = language.map(|version| &version.language) {
            let own = language.own_name().filter(|own| *own != language.name());
            let own = own.map(|own| format!(" · {own}")).unwrap_or_default();
            let said = format!("{}{own}", language.name());
            self.say(said);
        }
    }

    pub(super) fn side_by_side(&mut self) {
        if self.reader.beside().is_some() {
            self.reader.show_beside(None);
        } else if let Some(next) = self.language_after(self.reader.version(), None) {
            self.reader.show_beside(Some(next));
            if self.screen.reader.is_none() {
                self.focus_on(Pane::Reader);
            }
        }
        self.arrange();
        let uneven = self.reader.beside().map_or(0, |beside| beside.uneven.len());
        if uneven > 0 {
            let blocks = if uneven == 1 { "block" } else { "blocks" };
            self.say_wrong(format!(
                "The two versions differ in {uneven} {blocks} (≠): they may not be aligned"
            ));
        }
    }
}
