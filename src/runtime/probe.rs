//! Asks the terminal what it is, before the reader takes it, and reads what it answers.
//!
//! crossterm would take an answer for keys: so until the last answer came, or long enough after it
//! should have come, the terminal is read here, and what is no answer is handed on as what it is.

mod pressed;
mod reply;
mod sequence;

use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::mpsc::{SendError, Sender};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read};

use super::{Message, size};
use crate::app::Event;
use pressed::Pressed;
pub(super) use reply::Replies;
#[cfg(test)]
pub(super) use reply::tests as reply_tests;
use sequence::{Cutter, Open};

/// How long a terminal that is asked has for its answer.
const LIMIT: Duration = Duration::from_millis(400);
/// The same where a network lies between.
const LIMIT_FAR: Duration = Duration::from_millis(1500);
/// For how long after that an answer is still expected.
const LATE: Duration = Duration::from_secs(5);
/// How long an ESC may be the beginning of more.
const ESCAPE: Duration = Duration::from_millis(250);
/// How long a sequence that has begun may stand still.
const STILL: Duration = Duration::from_secs(1);
/// How often the size is looked at while answers are expected late.
const LOOK: Duration = Duration::from_millis(100);

/// What a terminal has sent, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Heard {
    replies: Replies,
    cutter: Cutter,
    pressed: Pressed,
    /// What was pressed meanwhile, in its order.
    events: Vec<Event>,
    /// Whether the terminal gives nothing more.
    gone: bool,
}

/// Asks the terminal, which is in raw mode, and waits for its answer; not longer than the limit.
pub(super) fn ask(far: bool) -> io::Result<Heard> {
    let mut out = io::stdout();
    out.write_all(reply::QUESTIONS)?;
    out.flush()?;
    let mut heard = Heard::default();
    let end = now() + if far { LIMIT_FAR } else { LIMIT };
    while !heard.replies.complete && !heard.gone {
        let left = end.saturating_duration_since(now());
        if left.is_zero() {
            break;
        }
        heard.listen(left)?;
    }
    Ok(heard)
}

/// What a terminal says in these bytes, its answers aside; the fuzzer hands in whatever it likes.
#[must_use]
pub fn events_in(bytes: &[u8]) -> Vec<Event> {
    let mut heard = Heard::default();
    for byte in bytes {
        heard.take(*byte);
    }
    heard.end();
    heard.end();
    heard.events
}

#[expect(clippy::disallowed_methods, reason = "the wait for an answer has a limit")]
fn now() -> Instant {
    Instant::now()
}

impl Heard {
    /// What the terminal answered so far.
    pub(super) fn replies(&self) -> &Replies {
        &self.replies
    }

    /// Reads the terminal until nothing of an answer can come any more, and sends what was pressed;
    /// `complete` is given the answers where the last one comes only now.
    pub(super) fn listen_on(
        mut self,
        sender: &Sender<Message>,
        mut complete: impl FnMut(&Replies) -> Message,
    ) -> Result<(), SendError<Message>> {
        let mut known = self.replies.complete;
        let mut shape = size().ok();
        let end = now() + LATE;
        loop {
            if self.replies.complete && !known {
                known = true;
                sender.send(complete(&self.replies))?;
            }
            for event in self.events.drain(..) {
                sender.send(Message::Event(event))?;
            }
            let open = self.cutter.open() != Open::Nothing || self.pressed.is_pasting();
            let over = known || now() >= end;
            if self.gone || (over && !open) {
                return Ok(());
            }
            let still = if self.cutter.open() == Open::Escape { ESCAPE } else { STILL };
            if !self.listen_for(still, &mut shape, sender)? && open {
                self.end();
            }
        }
    }

    /// Reads once within a time; meanwhile tells the size where it changes. Says whether anything came.
    fn listen_for(
        &mut self,
        time: Duration,
        shape: &mut Option<crate::app::Size>,
        sender: &Sender<Message>,
    ) -> Result<bool, SendError<Message>> {
        let end = now() + time;
        loop {
            let left = end.saturating_duration_since(now());
            if left.is_zero() {
                return Ok(false);
            }
            let came = self.listen(left.min(LOOK)).unwrap_or_else(|_| {
                self.gone = true;
                true
            });
            if let Ok(size) = size()
                && shape.replace(size) != Some(size)
            {
                sender.send(Message::Event(Event::Resized(size)))?;
            }
            if came {
                return Ok(true);
            }
        }
    }

    /// Reads once, if anything comes within `limit`; says whether it did.
    fn listen(&mut self, limit: Duration) -> io::Result<bool> {
        let input = io::stdin();
        let limit = Timespec::try_from(limit).map_err(io::Error::other)?;
        let mut watched = [PollFd::from_borrowed_fd(input.as_fd(), PollFlags::IN)];
        match poll(&mut watched, Some(&limit)) {
            Ok(0) | Err(Errno::INTR) => return Ok(false),
            Ok(_) => {}
            Err(other) => return Err(other.into()),
        }
        let mut buffer = [0; 1024];
        match read(&input, &mut buffer) {
            Ok(0) => self.gone = true,
            Ok(count) => {
                for byte in buffer.get(..count).unwrap_or_default() {
                    self.take(*byte);
                }
            }
            Err(Errno::INTR | Errno::AGAIN) => return Ok(false),
            Err(other) => return Err(other.into()),
        }
        Ok(true)
    }

    fn take(&mut self, byte: u8) {
        let Some(sequence) = self.cutter.push(byte) else { return };
        if !self.replies.take(&sequence) {
            self.events.extend(self.pressed.event(sequence));
        }
    }

    /// Ends what was begun and stands still.
    fn end(&mut self) {
        match self.cutter.end() {
            Some(escape) => self.events.extend(self.pressed.event(escape)),
            None => self.events.extend(self.pressed.end()),
        }
    }
}
