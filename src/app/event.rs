//! What comes in to a reader, and what goes out of it.

use super::{Answer, Errand, Mouse, Notice, Question, Renewed, Sending, Size, Words};
use crate::keys::Key;
use crate::model::Positions;
use crate::notebook::{self, Record};

/// Something that happened outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted. Only an open prompt takes it: a paste never gives a command.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has this size now.
    Resized(Size),
    /// What came of an effect.
    Done(Notice),
    /// The terminal turned out to want its text in another way.
    Sending(Sending),
    /// The documents that a question asked for.
    Answered(u64, Positions),
    /// The archive changed.
    Renewed(Renewed),
    /// The words of the archive were brought up to date.
    Words(Words),
    /// What all sessions together have written into the notebook.
    Notebook(Box<notebook::Pages>),
    /// What is being done beside the reader, in a few words; none when it is done.
    Progress(Option<String>),
    /// What came of an errand.
    Import(Answer),
}

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the reader.
    Quit,
    /// Stop the program until it is continued.
    Suspend,
    /// Draw everything again.
    Redraw,
    /// Answer a question about the archive, beside the reader.
    Ask(Box<Question>),
    /// Keep these changes of the notebook.
    Keep(Vec<Record>),
    /// Hand text to the terminal's clipboard.
    Copy(String),
    /// Write a new file.
    Save {
        /// Its path, as typed.
        path: String,
        /// What stands in it.
        text: String,
    },
    /// Hand text to a command of the shell.
    Pipe {
        /// The command, as typed.
        command: String,
        /// What it reads.
        text: String,
    },
    /// Do something for the screen on which files are brought in.
    Import(Errand),
}
