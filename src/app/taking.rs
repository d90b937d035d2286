//! What the reader takes away: copies with citations, files, text for other commands.

use super::prompt::Purpose;
use super::{App, Effect, Pane};
use crate::export::cite::Citation;
use crate::export::{html, markdown};
use crate::model::{Block, BlockKind, Document};

/// The most characters that terminals are known to take into their clipboards.
const CLIPBOARD: usize = 74_000;

/// What is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// The block.
    Block,
    /// The block and its citation.
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
        let text = entry.or_else(|| block.map(plain)).unwrap_or_else(|| document.title.clone());
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

    pub(super) fn ask_for_file(&mut self) {
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

    /// The version that is being read, as plain text.
    fn plain_text(&self, document: &Document) -> String {
        let blocks = document.versions.get(self.reader.version()).map(|version| &version.blocks);
        let paragraphs: Vec<String> = blocks.into_iter().flatten().map(plain).collect();
        format!("{}\n\n{}\n", paragraphs.join("\n\n"), self.citation(document))
    }

    /// What is to be written under a name, by its ending.
    pub(super) fn save(&mut self, path: &str) -> Vec<Effect> {
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

    pub(super) fn pipe(&mut self, command: &str) -> Vec<Effect> {
        let document = self.reader.document().and_then(|at| self.archive.at(at));
        let Some(document) = document else { return Vec::new() };
        let text = self.plain_text(document);
        vec![Effect::Pipe { command: command.to_owned(), text }]
    }
}
