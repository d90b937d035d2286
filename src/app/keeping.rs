//! What the reader adds while reading: places, marks, bookmarks, notes, what is done and read.

use super::prompt::Purpose;
use super::sidebar::{Tab, Target};
use super::{App, Pane};
use crate::keys::{Code, Key};
use crate::model::{Block, Document, Id, Version};
use crate::notebook::{Anchor, Author, Letter, Moment, Notebook, Pages, Record, Stamp};
use crate::text::Place;

/// A notebook in which nothing stands, and which nobody keeps.
pub(super) fn empty() -> Notebook {
    Notebook::new(Pages::default(), Author::of(0), Moment::of_unix(0))
}

/// What the next key, a letter, is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// To mark this place.
    Mark,
    /// To go to a marked place.
    Go,
}

/// A place in a version of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stand {
    document: usize,
    version: usize,
    place: Place,
}

/// The places from which the reader jumped, and to which going back leads.
#[derive(Debug, Clone, Default)]
pub(super) struct Jumps {
    stands: Vec<Stand>,
    /// How many of them lie behind the reader.
    at: usize,
}

impl Jumps {
    /// Goes on where documents have other positions, or are gone.
    pub(super) fn move_documents(&mut self, moved: &dyn Fn(usize) -> Option<usize>) {
        let behind = self.stands.get(..self.at).unwrap_or_default();
        self.at = behind.iter().filter(|stand| moved(stand.document).is_some()).count();
        self.stands = (self.stands.iter())
            .filter_map(|stand| Some(Stand { document: moved(stand.document)?, ..*stand }))
            .collect();
    }
}

/// So many jumps are remembered.
const JUMPS: usize = 100;

impl App {
    /// Lets the reading pane know where the versions of a document were left before.
    pub(super) fn recall(&mut self, document: usize) {
        let Some(record) = self.archive.at(document).filter(|_| !self.reader.knows(document))
        else {
            return;
        };
        for (_, anchor) in self.notebook.places().iter().filter(|(id, _)| **id == record.id) {
            let same = |version: &Version| version.language == anchor.language;
            let Some(version) = record.versions.iter().position(same) else { continue };
            let blocks = record.versions.get(version).map_or(&[][..], |version| &version.blocks);
            let (block, offset) = anchor.place(blocks);
            self.reader.remember(document, version, Place { block, offset });
        }
    }

    /// Reads on in a document, by its position in the archive.
    #[must_use]
    pub fn reading(mut self, document: usize) -> Self {
        self.open_document(document);
        self.focus_on(Pane::Reader);
        self
    }

    /// Tells the time, by which changes of the notebook are dated.
    pub fn set_now(&mut self, now: Moment) {
        self.now = now;
        self.notebook.set_now(now);
    }

    /// The changes of the notebook that are to be kept before the reader ends, or for a while stops.
    pub fn leave(&mut self) -> Vec<Record> {
        self.keep_place();
        std::mem::take(&mut self.unkept)
    }

    pub(super) fn keep(&mut self, record: Option<Record>) {
        self.unkept.extend(record);
    }

    /// The version that is being read, its document and its blocks.
    fn open_version(&self) -> Option<(&Document, &Version)> {
        let document = self.archive.at(self.reader.document()?)?;
        Some((document, document.versions.get(self.reader.version())?))
    }

    /// Where the reader stands, as words that are found again.
    fn anchor(&self, place: Place) -> Option<(Id, Anchor)> {
        let (document, version) = self.open_version()?;
        let Place { block, offset } = place;
        let anchor = Anchor::at(&version.language, &version.blocks, block, offset);
        Some((document.id.clone(), anchor))
    }

    /// Notes where the version that is being read is left, once it has been read in.
    pub(super) fn keep_place(&mut self) {
        if self.reader.is_astray() {
            // What was kept last names the words that may come back.
            return;
        }
        let Some((id, anchor)) = self.anchor(self.reader.place()) else { return };
        if self.notebook.is_read(&id) {
            let record = self.notebook.set_place(&id, anchor);
            self.keep(record);
        }
    }

    /// Notes that the document in the reading pane is being read.
    pub(super) fn keep_read(&mut self) {
        let document = self.reader.document().and_then(|at| self.archive.at(at));
        if let Some(id) = document.map(|document| document.id.clone()) {
            let record = self.notebook.set_read(&id, true);
            self.keep(record);
        }
    }

    pub(super) fn toggle_read(&mut self) {
        let Some(document) = self.list.selected().and_then(|at| self.archive.at(at)) else {
            return;
        };
        let id = document.id.clone();
        let read = !self.notebook.is_read(&id);
        let record = self.notebook.set_read(&id, read);
        self.keep(record);
        self.say(if read { "Read" } else { "Unread again" });
    }

    fn stand(&self) -> Option<Stand> {
        let document = self.reader.document()?;
        Some(Stand { document, version: self.reader.version(), place: self.reader.place() })
    }

    /// Remembers this place, before the reader jumps away from it.
    pub(super) fn note_jump(&mut self) {
        let Some(here) = self.stand() else { return };
        let jumps = &mut self.jumps;
        jumps.stands.truncate(jumps.at);
        jumps.stands.retain(|stand| *stand != here);
        jumps.stands.push(here);
        let over = jumps.stands.len().saturating_sub(JUMPS);
        jumps.stands.drain(..over);
        jumps.at = jumps.stands.len();
    }

    pub(super) fn jump_back(&mut self) {
        // The place that is left must be found again by going forward.
        if self.jumps.at == self.jumps.stands.len()
            && let Some(here) = self.stand()
            && self.jumps.stands.last() != Some(&here)
        {
            self.jumps.stands.push(here);
        }
        let to = self.jumps.at.checked_sub(1);
        let Some(stand) = to.and_then(|to| self.jumps.stands.get(to)).copied() else {
            return self.say("There is nowhere to go back to");
        };
        self.jumps.at -= 1;
        self.go_to(stand);
    }

    pub(super) fn jump_forward(&mut self) {
        let Some(stand) = self.jumps.stands.get(self.jumps.at + 1).copied() else {
            return self.say("There is nowhere to go forward to");
        };
        self.jumps.at += 1;
        self.go_to(stand);
    }

    fn go_to(&mut self, stand: Stand) {
        self.open_document(stand.document);
        if self.reader.version() != stand.version {
            self.reader.show_version(stand.version);
        }
        self.reader.stand_at(stand.place);
        self.focus_on(Pane::Reader);
    }

    pub(super) fn want_letter(&mut self, wanted: Wanted) {
        self.letter = Some(wanted);
        self.say(match wanted {
            Wanted::Mark => "Which letter is to mark this place?",
            Wanted::Go => "To which mark? ' goes back to where you jumped from",
        });
    }

    pub(super) fn take_letter(&mut self, wanted: Wanted, key: Key) {
        let Key { code: Code::Char(c), control: false, alt: false } = key else { return };
        if wanted == Wanted::Go && c == '\'' {
            return self.jump_back();
        }
        let Some(letter) = Letter::of(c) else {
            return self.say(format!("{c} is no letter from a to z"));
        };
        match wanted {
            Wanted::Mark => self.mark(letter, c),
            Wanted::Go => self.go_to_mark(letter, c),
        }
    }

    fn mark(&mut self, letter: Letter, c: char) {
        let Some((id, anchor)) = self.anchor(self.reader.place()) else { return };
        let record = self.notebook.set_mark(letter, &id, anchor);
        self.keep(Some(record));
        self.say(format!("{c} marks this place: '{c} leads here"));
    }

    fn go_to_mark(&mut self, letter: Letter, c: char) {
        let Some((id, anchor)) = self.notebook.mark(letter) else {
            return self.say(format!("{c} marks nothing yet"));
        };
        let (id, anchor) = (id.clone(), anchor.clone());
        self.go_to_anchor(&id, &anchor);
    }

    /// Goes to words in a document: in their language, where they stand now.
    fn go_to_anchor(&mut self, id: &Id, anchor: &Anchor) {
        let Some(document) = self.archive.position(id.as_str()) else {
            return self.say_wrong(format!("{id} is not in this archive any more"));
        };
        let versions = self.archive.at(document).map_or(&[][..], |document| &document.versions);
        let same = |version: &Version| version.language == anchor.language;
        let version = versions.iter().position(same).unwrap_or(0);
        let blocks = versions.get(version).map_or(&[][..], |version| &version.blocks);
        let (block, offset) = anchor.place(blocks);
        self.note_jump();
        self.go_to(Stand { document, version, place: Place { block, offset } });
    }

    /// Sets a bookmark: on the block in the text, on the document in the list.
    pub(super) fn toggle_bookmark(&mut self) {
        let Some((document, version)) = self.open_version() else { return };
        let id = document.id.clone();
        let (language, block) = (version.language.clone(), self.reader.block());
        let (there, here) = if self.focus == Pane::Reader {
            let blocks: &[Block] = &version.blocks;
            let there = self.notebook.bookmark_on(&id, &language, blocks, block);
            (there.map(|at| Some(at.clone())), Some(Anchor::at(&language, blocks, block, 0)))
        } else {
            let there = self.notebook.bookmarks_in(&id).any(|at| at.is_none());
            (there.then_some(None), None)
        };
        let record = match there.clone() {
            Some(at) => self.notebook.drop_bookmark(&id, at),
            None => self.notebook.set_bookmark(&id, here.clone()),
        };
        self.keep(record);
        let what = here.map_or("this document".to_owned(), |_| format!("¶ {}", block + 1));
        self.say(match there {
            Some(_) => format!("No bookmark on {what} any more"),
            None => format!("Bookmark on {what}"),
        });
        self.arrange();
    }

    /// Opens the line in which a note is written: the one on the passage or
    /// the block, or a new one.
    pub(super) fn write_note(&mut self) {
        if let (Pane::Sidebar, Some(Target::Note(version))) = (self.focus, self.sidebar.target()) {
            let version = *version;
            let notes = self.notebook.notes();
            let text = notes.iter().find(|note| note.version == version).map(|note| note.text);
            let text = text.unwrap_or_default().replace('\n', " ");
            return self.open_prompt_with(Purpose::Note(Some(version)), text);
        }
        let Some((document, version)) = self.open_version() else { return };
        let block = self.reader.block();
        let notes = self.notebook.notes_on(&document.id);
        let chosen = self.reader.passage().map(|passage| &passage.range);
        let here = notes.iter().find(|note| {
            note.find(&version.language, &version.blocks).is_some_and(|spot| {
                spot.block == block && chosen.is_none_or(|chosen| *chosen == spot.range)
            })
        });
        let (known, text) = match here {
            Some(note) => (Some(note.version), note.text.replace('\n', " ")),
            None => (None, String::new()),
        };
        self.open_prompt_with(Purpose::Note(known), text);
    }

    /// Keeps what was written; an empty line throws the note away.
    pub(super) fn keep_note(&mut self, known: Option<Stamp>, text: &str) {
        let text = text.trim();
        let record = match (known, text) {
            (Some(version), "") => self.notebook.drop_note(version),
            (Some(version), text) => self.notebook.rewrite_note(version, text),
            (None, "") => None,
            (None, text) => {
                let block = self.reader.block();
                let chosen = self.reader.passage().map(|passage| passage.range.clone());
                let part = chosen.unwrap_or(0..usize::MAX);
                let anchor = self.open_version().map(|(document, version)| {
                    let anchor = Anchor::over(&version.language, &version.blocks, block, part);
                    (document.id.clone(), anchor)
                });
                anchor.map(|(id, anchor)| self.notebook.add_note(&id, Some(anchor), text))
            }
        };
        let kept = record.is_some();
        self.keep(record);
        self.reader.forget_passage();
        self.arrange();
        if kept {
            self.say(if text.is_empty() { "The note is thrown away" } else { "Noted" });
        }
    }

    /// Marks an action as done, or as open again: the position of its document, and its own in there.
    pub(super) fn turn_done(&mut self, document: usize, action: usize) {
        let Some(document) = self.archive.at(document) else { return };
        let Some(action) = document.actions.get(action).cloned() else { return };
        let id = document.id.clone();
        let done = !self.notebook.is_done(&id, &action);
        let record = self.notebook.set_done(&id, &action, done);
        self.keep(record);
        self.arrange();
        self.say(if done { "Done" } else { "Open again" });
    }

    /// Marks the action under the cursor as done or open; throws a note or a bookmark away.
    pub(super) fn toggle_done(&mut self) {
        let position = self.reader.document();
        let document = self.reader.document().and_then(|at| self.archive.at(at));
        let Some(document) = document else { return };
        let id = document.id.clone();
        match (self.sidebar.tab(), self.sidebar.target()) {
            (Tab::Actions, _) => {
                let Some((document, action)) = position.zip(self.sidebar.action()) else { return };
                self.turn_done(document, action);
            }
            (Tab::Notes, Some(Target::Note(version))) => {
                let record = self.notebook.drop_note(*version);
                self.keep(record);
                self.say("The note is thrown away");
            }
            (Tab::Notes, Some(Target::Bookmark(at))) => {
                let at = at.clone();
                let record = self.notebook.drop_bookmark(&id, at);
                self.keep(record);
                self.say("The bookmark is taken away");
            }
            _ => self.say("There is nothing to mark as done here: t leads to the actions"),
        }
        self.arrange();
    }

    /// Leads from an entry of the notes into the text.
    pub(super) fn open_kept(&mut self, target: &Target) {
        let Some((document, _)) = self.open_version() else { return };
        let id = document.id.clone();
        let anchor = match target {
            Target::Bookmark(at) => at.clone(),
            Target::Note(version) => {
                let notes = self.notebook.notes();
                let note = notes.iter().find(|note| note.version == *version);
                note.and_then(|note| note.at.cloned())
            }
            _ => None,
        };
        match anchor {
            Some(anchor) => self.go_to_anchor(&id, &anchor),
            None => self.focus_on(Pane::Reader),
        }
    }
}

#[cfg(test)]
mod tests;
