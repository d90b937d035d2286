//! What the reader takes away: copies with citations, files, text for other commands.

use super::prompt::Purpose;
use super::{App, Effect, Pane, Subject};
use crate::export::cite::Citation;
use crate::export::{html, ics, markdown};
use crate::model::{Block, BlockKind, Coverage, Document};

/// The most characters that terminals are known to take into their clipboards.
const CLIPBOARD: usize = 74_000;

/// What is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// The passage that is chosen, else the block.
    Block,
    /// The same and its citation.
    BlockWithCitation,
    /// The citation.
    Citation,
}

/// A block as it is written in plain text.
fn plain(block: &Block) -> String {
    match (&block.label, block.kind) {
        (Some(label), _) => format!("{label} {}", block.text),
        (None, BlockKind::Bullet) => format!("• {}", block.text),
        (None, _) => block.text.clone(),
    }
}

impl App {
    /// The citation of the block that is being read, or of the document where there is no text.
    fn citation(&self, document: &Document) -> String {
        let citation = Citation::of(&self.archive, document);
        match document.versions.get(self.reader.version()) {
            Some(version) if self.focus != Pane::List => {
                citation.in_version(version).at_block(self.reader.block() + 1).text()
            }
            Some(version) => citation.in_version(version).text(),
            None => citation.text(),
        }
    }

    pub(super) fn copy(&mut self, taken: Taken) -> Vec<Effect> {
        let document = self.reader.document().and_then(|at| self.archive.at(at));
        let Some(document) = document else { return Vec::new() };
        let version = document.versions.get(self.reader.version());
        let block = version.and_then(|version| version.blocks.get(self.reader.block()));
        let entry = (self.focus == Pane::Sidebar).then(|| self.sidebar.text()).flatten();
        let passage = self.reader.passage().zip(block);
        let passage = passage.and_then(|(passage, block)| block.text.get(passage.range.clone()));
        let text = entry.or_else(|| passage.map(str::to_owned)).or_else(|| block.map(plain));
        let text = text.unwrap_or_else(|| document.title.clone());
        let text = match taken {
            Taken::Block => text,
            Taken::BlockWithCitation => format!("{text}\n\n{}", self.citation(document)),
            Taken::Citation => self.citation(document),
        };
        let count = text.chars().count();
        if count > CLIPBOARD {
            self.say_wrong(format!(
                "{count} characters are too many for a clipboard: s saves them"
            ));
            return Vec::new();
        }
        let what = match taken {
            Taken::Block => "yy adds the citation, yc takes it alone",
            Taken::BlockWithCitation | Taken::Citation => "with s you can save to a file instead",
        };
        // Nothing answers: what a terminal does with it, only it knows.
        self.say(format!("{count} characters sent to the terminal's clipboard; {what}"));
        vec![Effect::Copy(text)]
    }

    /// Says that what was copied may not have arrived.
    pub fn doubt_copy(&mut self) {
        if let Some(notice) = &self.notice {
            let sent = notice.text.split("; ").next().unwrap_or_default();
            self.say(format!("{sent}, if tmux passes it on (set -g set-clipboard on)"));
        }
    }

    pub(super) fn ask_for_file(&mut self) {
        match self.pages().shown().map(|page| page.subject == Subject::Agenda) {
            Some(true) => return self.open_prompt_with(Purpose::Save, "plenary.ics".to_owned()),
            Some(false) => {
                return self.say("A page is not saved: plenary export and list print it");
            }
            None => {}
        }
        let document = self.reader.document().and_then(|at| self.archive.at(at));
        match document.map(|document| format!("{}.md", document.id)) {
            Some(name) => self.open_prompt_with(Purpose::Save, name),
            None => self.say("Nothing is open that could be saved"),
        }
    }

    pub(super) fn ask_for_command(&mut self) {
        if self.reader.document().is_some() {
            self.open_prompt_with(Purpose::Pipe, String::new());
        } else {
            self.say("Nothing is open that could be handed on");
        }
    }

    /// The version that is being read, as plain text: what it is first, where it is from last.
    fn plain_text(&self, document: &Document) -> String {
        let version = document.versions.get(self.reader.version());
        let blocks = version.map_or(&[][..], |version| &version.blocks);
        let summary = version.filter(|version| version.coverage == Coverage::Abstract);
        let mut paragraphs: Vec<String> = Vec::new();
        paragraphs.extend(summary.map(|_| {
            "[An abstract: a summary made for the archive, not the text itself.]".to_owned()
        }));
        paragraphs.extend(blocks.iter().map(plain));
        let citation = Citation::of(&self.archive, document);
        paragraphs.push(match version {
            Some(version) => citation.in_version(version).text(),
            None => citation.text(),
        });
        format!("{}\n", paragraphs.join("\n\n"))
    }

    /// What is to be written under a name, by its ending.
    pub(super) fn save(&mut self, path: &str) -> Vec<Effect> {
        if self.pages().shown().is_some() {
            return self.save_agenda(path);
        }
        let document = self.reader.document().and_then(|at| self.archive.at(at));
        let Some(document) = document else { return Vec::new() };
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let text = match ending {
            "md" => markdown::page(&self.archive, &[document]),
            "html" => html::page(&self.archive, &[document]),
            "txt" => self.plain_text(document),
            _ => {
                self.say_wrong("The name of the file must end in .md, .html or .txt");
                return Vec::new();
            }
        };
        vec![Effect::Save { path: path.to_owned(), text }]
    }

    /// The actions of the documents that the filter lets through, as a calendar.
    fn save_agenda(&mut self, path: &str) -> Vec<Effect> {
        if path.rsplit_once('.').map_or("", |(_, ending)| ending) != "ics" {
            self.say_wrong("The name of a calendar must end in .ics");
            return Vec::new();
        }
        let documents = self.list.shown().iter().filter_map(|at| self.archive.at(at));
        let documents: Vec<&Document> = documents.collect();
        let text = ics::calendar("plenary", &documents);
        vec![Effect::Save { path: path.to_owned(), text }]
    }

    pub(super) fn pipe(&mut self, command: &str) -> Vec<Effect> {
        let document = self.reader.document().and_then(|at| self.archive.at(at));
        let Some(document) = document else { return Vec::new() };
        let text = self.plain_text(document);
        vec![Effect::Pipe { command: command.to_owned(), text }]
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::{Event, Filter, Size};
    use crate::config::Settings;
    use crate::keys::Key;

    fn press(app: &mut App, keys: &str) -> Vec<Effect> {
        let keys = Key::parse_sequence(keys).unwrap();
        let effects = keys.into_iter().flat_map(|key| app.handle(Event::Key(key)));
        effects.filter(|effect| !matches!(effect, Effect::Keep(_))).collect()
    }

    fn reader() -> App {
        let archive = Arc::new(crate::store::bundled().archive);
        let size = Size { width: 80, height: 24 };
        App::new(archive, Vec::new(), Settings::default(), Filter::default(), size)
    }

    fn copied(effects: &[Effect]) -> Vec<&str> {
        let texts = effects.iter().map(|effect| match effect {
            Effect::Copy(text) => text.as_str(),
            other => panic!("{other:?}"),
        });
        texts.collect()
    }

    #[test]
    fn a_block_is_copied_alone_with_its_citation_or_only_that() {
        let mut app = reader();
        let effects = press(&mut app, "enter } } y");
        let block = copied(&effects)[0].to_owned();
        assert!(block.starts_with("1. "), "{block}");
        // What was begun with y goes on: the longer copy takes the place of the shorter.
        let effects = press(&mut app, "y");
        let cited = copied(&effects)[0].to_owned();
        assert!(cited.starts_with(&block) && cited.contains("¶ 3"), "{cited}");
        let effects = press(&mut app, "y c");
        let texts = copied(&effects);
        assert_eq!(texts.len(), 2);
        assert!(cited.ends_with(texts[1]), "{texts:?}");
    }

    #[test]
    fn a_passage_is_copied_alone_and_cited_by_its_block() {
        let mut app = reader();
        let effects = press(&mut app, "j enter } v y");
        let archive = crate::store::bundled().archive;
        let version = &archive.document("imcwp-23-ukraine-resolution").unwrap().versions[0];
        let whole = &version.blocks[1].text;
        let sentence = copied(&effects)[0].to_owned();
        assert!(whole.starts_with(&sentence) && sentence.len() < whole.len(), "{sentence}");
        let effects = press(&mut app, "y");
        let cited = copied(&effects)[0].to_owned();
        assert!(cited.starts_with(&sentence) && cited.contains("¶ 2"), "{cited}");
        let effects = press(&mut app, "esc y");
        assert_eq!(copied(&effects), [whole.as_str()]);
    }

    #[test]
    fn a_key_that_does_not_go_on_stands_for_itself() {
        let mut app = reader();
        press(&mut app, "enter y G");
        assert_eq!(app.reader().percent(), 100);
    }

    #[test]
    fn text_from_the_right_is_copied_as_it_is_read() {
        let mut app = reader();
        let effects = press(&mut app, "j enter L L L y");
        let archive = crate::store::bundled().archive;
        let version = &archive.document("imcwp-23-ukraine-resolution").unwrap().versions[3];
        assert_eq!(copied(&effects), [version.blocks[0].text.as_str()]);
    }

    #[test]
    fn an_entry_of_the_sidebar_is_copied() {
        let mut app = reader();
        let effects = press(&mut app, "j enter i y");
        assert!(copied(&effects)[0].starts_with("Algerian Party"), "{effects:?}");
    }

    #[test]
    fn a_document_is_saved_by_the_ending_of_the_name() {
        let mut app = reader();
        let effects = press(&mut app, "enter s enter");
        let [Effect::Save { path, text }] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(path, "imcwp-23-action-plan.md");
        assert!(text.starts_with("# "), "{text}");
        let effects = press(&mut app, "s ctrl-u a . h t m l enter");
        assert!(
            matches!(&effects[..], [Effect::Save { text, .. }] if text.starts_with("<!DOCTYPE html>"))
        );
        assert_eq!(press(&mut app, "s ctrl-u a . d o c enter"), []);
        assert_eq!(press(&mut app, "s ctrl-u enter"), []);
    }

    #[test]
    fn a_document_is_handed_to_a_command() {
        let mut app = reader();
        let effects = press(&mut app, "enter | w c enter");
        let [Effect::Pipe { command, text }] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(command, "wc");
        assert!(text.contains("2. ") && text.contains("IMCWP"), "{text}");
    }
}
