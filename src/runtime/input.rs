//! Reads the terminal, the whole session long: keys, pastes and the mouse, and what it answers.
//!
//! The bytes are cut here and become crossterm's events. crossterm's own reader takes an arrow key that
//! comes in pieces for three keys, hears nothing more after an answer that it does not know, and keeps
//! the answers that the drawing waits for to itself (its issues 993 and 793 are of this kind).

mod pressed;
mod sequence;

use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::mpsc::{SendError, Sender};
use std::thread;
use std::time::Duration;

use crossterm::event::{
    Event as Read, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read};

use super::Message;
use super::pace::now;
use super::reply::{QUESTIONS, Replies};
use crate::app::{Event, Mouse, MouseKind};
use crate::keys::{Code, Key};
use pressed::Pressed;
use sequence::Open;
pub(super) use sequence::{Cutter, Sequence};

/// How long an ESC may be the beginning of more.
const ESCAPE: Duration = Duration::from_millis(50);
/// The same where a network lies between, which may part what was sent together.
const ESCAPE_FAR: Duration = Duration::from_millis(100);
/// How long a sequence that has begun may stand still.
const STILL: Duration = Duration::from_secs(1);
/// The same for a paste: what comes late of it must not be taken for keys.
const PASTE_STILL: Duration = Duration::from_secs(5);

/// What a terminal has sent, as far as it was read.
#[derive(Debug)]
pub(super) struct Input {
    escape: Duration,
    cutter: Cutter,
    pressed: Pressed,
    replies: Replies,
    /// What is still to be told, in its order.
    heard: Vec<Heard>,
    /// Whether the terminal gives nothing more.
    gone: bool,
}

/// Something that a terminal sent.
#[derive(Debug)]
enum Heard {
    Event(Event),
    /// It has come as far as what was sent before this was asked.
    Answered,
    /// The last answer about itself came.
    Known,
}

/// Asks the terminal, which is in raw mode, what it is.
pub(super) fn ask() -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(QUESTIONS)?;
    out.flush()
}

/// Tells the loop that the thread has ended, however it ended.
struct Ending(Sender<Message>);

impl Drop for Ending {
    fn drop(&mut self) {
        // The loop may have ended before: then nobody needs to be told.
        self.0.send(Message::Lost).ok();
    }
}

impl Input {
    /// A terminal from which nothing was read yet; `far` where a network lies between.
    pub(super) fn new(far: bool) -> Self {
        Self {
            escape: if far { ESCAPE_FAR } else { ESCAPE },
            cutter: Cutter::default(),
            pressed: Pressed::default(),
            replies: Replies::default(),
            heard: Vec::new(),
            gone: false,
        }
    }

    /// Waits for the last answer of the terminal to what it was asked ([`ask`]); not longer than `limit`.
    pub(super) fn wait(&mut self, limit: Duration) -> io::Result<()> {
        let end = now() + limit;
        while !self.replies.complete && !self.gone {
            let left = end.saturating_duration_since(now());
            if left.is_zero() {
                break;
            }
            self.read(Some(left))?;
        }
        self.heard.retain(|heard| !matches!(heard, Heard::Known));
        Ok(())
    }

    /// What the terminal answered so far.
    pub(super) fn replies(&self) -> &Replies {
        &self.replies
    }

    /// Reads in a thread of its own, and sends everything to the loop.
    pub(super) fn listen(mut self, sender: Sender<Message>) {
        thread::spawn(move || {
            let ending = Ending(sender);
            while self.tell(&ending.0).is_ok() && !self.gone {
                match self.read(self.patience()) {
                    Ok(true) => {}
                    Ok(false) => self.end(),
                    Err(_) => self.gone = true,
                }
            }
        });
    }

    fn tell(&mut self, sender: &Sender<Message>) -> Result<(), SendError<Message>> {
        for heard in self.heard.drain(..) {
            sender.send(match heard {
                Heard::Event(event) => Message::Event(event),
                Heard::Answered => Message::Answered,
                Heard::Known => Message::Known(Box::new(self.replies.clone())),
            })?;
        }
        Ok(())
    }

    /// How long to wait for more of what has begun; without end where nothing has.
    fn patience(&self) -> Option<Duration> {
        match self.cutter.open() {
            Open::Escape => Some(self.escape),
            Open::Sequence => Some(STILL),
            Open::Nothing => self.pressed.is_pasting().then_some(PASTE_STILL),
        }
    }

    /// Reads once, if anything comes within `limit`; says whether it did.
    fn read(&mut self, limit: Option<Duration>) -> io::Result<bool> {
        let input = io::stdin();
        let limit = limit.map(Timespec::try_from).transpose().map_err(io::Error::other)?;
        let mut watched = [PollFd::from_borrowed_fd(input.as_fd(), PollFlags::IN)];
        match poll(&mut watched, limit.as_ref()) {
            Ok(0) => return Ok(false),
            // A signal came: as if something had, but nothing did.
            Err(Errno::INTR) => return Ok(true),
            Ok(_) => {}
            Err(other) => return Err(other.into()),
        }
        let mut buffer = [0; 4096];
        match read(&input, &mut buffer) {
            Ok(0) => self.gone = true,
            Ok(count) => {
                for byte in buffer.get(..count).unwrap_or_default() {
                    self.take(*byte);
                }
            }
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(other) => return Err(other.into()),
        }
        Ok(true)
    }

    fn take(&mut self, byte: u8) {
        let Some(sequence) = self.cutter.push(byte) else { return };
        let (well, complete) = (self.replies.well, self.replies.complete);
        // Nothing that is pasted is an answer.
        if self.pressed.is_pasting() || !self.replies.take(&sequence) {
            let event = self.pressed.event(sequence).and_then(translated);
            self.heard.extend(event.map(Heard::Event));
        } else if well && matches!(sequence, Sequence::Control { last: b'n', .. }) {
            self.heard.push(Heard::Answered);
        } else if self.replies.complete && !complete {
            self.heard.push(Heard::Known);
        }
    }

    /// Ends what was begun and stands still.
    fn end(&mut self) {
        let event = if self.cutter.open() == Open::Nothing {
            self.pressed.end()
        } else {
            self.cutter.end().and_then(|escape| self.pressed.event(escape))
        };
        self.heard.extend(event.and_then(translated).map(Heard::Event));
    }
}

/// What a terminal says in these bytes, its answers aside; the fuzzer hands in whatever it likes.
#[must_use]
pub fn events_in(bytes: &[u8]) -> Vec<Event> {
    let mut input = Input::new(false);
    for byte in bytes {
        input.take(*byte);
    }
    input.end();
    input.end();
    let events = input.heard.into_iter().filter_map(|heard| match heard {
        Heard::Event(event) => Some(event),
        Heard::Answered | Heard::Known => None,
    });
    events.collect()
}

/// What an event of crossterm's is to the reader.
fn translated(read: Read) -> Option<Event> {
    match read {
        Read::Key(key) if key.kind != KeyEventKind::Release => translated_key(key).map(Event::Key),
        Read::Mouse(mouse) => translated_mouse(mouse).map(Event::Mouse),
        Read::Paste(text) => Some(Event::Paste(text)),
        // The guardian tells of a new size.
        Read::Resize(..) | Read::Key(_) | Read::FocusGained | Read::FocusLost => None,
    }
}

fn translated_key(event: KeyEvent) -> Option<Key> {
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let code = match event.code {
        // Ctrl and a letter is one key, with Shift or without.
        KeyCode::Char(c) if control => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    Some(Key { code, control, alt: event.modifiers.contains(KeyModifiers::ALT) })
}

fn translated_mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Click,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        _ => return None,
    };
    Some(Mouse { kind, x: event.column, y: event.row })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<String> {
        translated_key(KeyEvent::new(code, modifiers)).map(|key| key.to_string())
    }

    #[test]
    fn keys_keep_their_names() {
        assert_eq!(key(KeyCode::Char('G'), KeyModifiers::SHIFT).as_deref(), Some("G"));
        assert_eq!(key(KeyCode::Char('D'), KeyModifiers::CONTROL).as_deref(), Some("^D"));
        assert_eq!(key(KeyCode::Tab, KeyModifiers::SHIFT).as_deref(), Some("S-Tab"));
        assert_eq!(key(KeyCode::BackTab, KeyModifiers::SHIFT).as_deref(), Some("S-Tab"));
        assert_eq!(key(KeyCode::CapsLock, KeyModifiers::NONE), None);
    }

    /// What is told of bytes, in short.
    fn told(pieces: &[&[u8]]) -> String {
        let mut input = Input::new(false);
        for byte in pieces.concat() {
            input.take(byte);
        }
        let heard = input.heard.iter().map(|heard| match heard {
            Heard::Event(Event::Key(key)) => key.to_string(),
            Heard::Event(event) => format!("{event:?}"),
            Heard::Answered => "answered".to_owned(),
            Heard::Known => "known".to_owned(),
        });
        heard.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_first_word_of_how_it_is_answers_the_question_and_the_others_the_frames() {
        assert_eq!(
            told(&[b"j\x1b[?69;2$y\x1b[0nk\x1b[?64c\x1b[0nl\x1b[0n"]),
            "j k known answered l answered"
        );
        // What a program before had asked, and nobody.
        assert_eq!(told(&[b"\x1b[?64c\x1b[?64c\x1b[12;3R\x1b]11;rgb:0/0/0\x07q"]), "known q");
    }

    #[test]
    fn what_is_pasted_answers_nothing() {
        assert_eq!(told(&[b"\x1b[200~a\x1b[0n\x1b[?64cb\x1b[201~q"]), "Paste(\"ab\") q");
    }

    #[test]
    fn an_escape_that_stands_still_is_the_key() {
        let mut input = Input::new(true);
        input.take(0x1B);
        assert_eq!(input.patience(), Some(ESCAPE_FAR));
        input.end();
        assert!(matches!(input.heard.as_slice(), [Heard::Event(Event::Key(_))]));
        assert_eq!(input.patience(), None);
        for byte in b"\x1b[20" {
            input.take(*byte);
        }
        assert_eq!(input.patience(), Some(STILL));
        input.end();
        assert_eq!(input.heard.len(), 1, "half a sequence is no key");
    }
}
