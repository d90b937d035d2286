//! When the next frame may be drawn.
//!
//! A slow link takes in whatever it is given and delivers it seconds later: nothing stops a program that
//! draws for every key. So a frame ends with a question that every terminal answers (DSR), and the next
//! one waits for the answer. While it waits, the state goes on, and one frame then shows it all.

use std::collections::VecDeque;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::Message;

/// How long an answer may take; after that a frame is drawn without.
const LIMIT: Duration = Duration::from_secs(2);
/// How often in a row an answer may be missed before no more is asked.
const MISSES: u8 = 3;
/// What a frame may have, in bytes, for another to follow it before the answer.
const SMALL: usize = 600;
/// How long the size must have stood still before it is drawn for.
const SETTLED: Duration = Duration::from_millis(50);
/// How long that may be put off.
const SETTLED_AT_LAST: Duration = Duration::from_millis(500);

/// The time.
#[expect(clippy::disallowed_methods, reason = "waits for the terminal have limits")]
pub(super) fn now() -> Instant {
    Instant::now()
}

/// What is on its way to the terminal, and what is to be waited for.
#[derive(Debug, Default)]
pub(super) struct Pace {
    /// Whether the terminal answers.
    answers: bool,
    /// The bytes of each frame that is not answered yet.
    flight: VecDeque<usize>,
    /// When the last frame was sent.
    sent: Option<Instant>,
    /// How many frames were sent though an answer was late.
    missed: u8,
    /// When the size changed first and last since it was drawn for.
    resized: Option<(Instant, Instant)>,
    /// Until when answers about the terminal itself may come.
    asked: Option<Instant>,
}

impl Pace {
    /// The terminal was asked what it is, and has until then to answer.
    pub(super) fn asked(&mut self, until: Instant) {
        self.asked = Some(until);
    }

    /// The last answer about itself came; it may have said that it answers.
    pub(super) fn known(&mut self, answers: bool) {
        self.asked = None;
        self.answers = answers;
    }

    /// Whether the next frame is to end with the question.
    pub(super) fn asks(&self) -> bool {
        self.answers && self.missed < MISSES
    }

    /// A frame of so many bytes was sent; it ended with the question if the pace [asks](Self::asks).
    pub(super) fn sent(&mut self, bytes: usize, now: Instant) {
        if !self.asks() || bytes == 0 {
            return;
        }
        if self.late(now) {
            self.missed += 1;
            if self.missed == MISSES {
                self.flight.clear();
                return;
            }
        }
        self.flight.push_back(bytes);
        self.sent = Some(now);
    }

    /// The terminal has come to the end of a frame.
    pub(super) fn answered(&mut self) {
        self.flight.pop_front();
        self.missed = 0;
    }

    /// The terminal has got another size.
    pub(super) fn resized(&mut self, now: Instant) {
        let first = self.resized.map_or(now, |(first, _)| first);
        self.resized = Some((first, now));
    }

    /// Whether the terminal got another size since this was last asked.
    pub(super) fn take_resized(&mut self) -> bool {
        self.resized.take().is_some()
    }

    /// How long the next frame has to wait, unless something else happens; nothing where it need not.
    pub(super) fn wait(&self, now: Instant) -> Option<Duration> {
        let settled =
            self.resized.map(|(first, last)| (last + SETTLED).min(first + SETTLED_AT_LAST));
        let answered = self.sent.filter(|_| self.is_full()).map(|sent| sent + LIMIT);
        let until = settled.max(answered)?;
        let left = until.saturating_duration_since(now);
        (!left.is_zero()).then_some(left)
    }

    /// How long to wait before the terminal is given back: what it answers then would be typed into the
    /// shell.
    pub(super) fn outstanding(&self, now: Instant) -> Option<Duration> {
        let sent = self.sent.filter(|_| !self.flight.is_empty()).map(|sent| sent + LIMIT);
        let left = sent.max(self.asked)?.saturating_duration_since(now);
        (!left.is_zero()).then_some(left)
    }

    /// Takes messages until everything is answered, not longer than `limit`; what else came meanwhile
    /// is given back. Who hears that the terminal is gone, or a signal, waits no more.
    pub(super) fn drain(&mut self, messages: &Receiver<Message>, limit: Duration) -> Vec<Message> {
        let end = now() + limit;
        let mut others = Vec::new();
        while let Some(left) = self.outstanding(now()) {
            match messages.recv_timeout(left.min(end.saturating_duration_since(now()))) {
                Ok(Message::Answered) => self.answered(),
                Ok(message) => {
                    let last = matches!(message, Message::Lost | Message::Signal(_));
                    if let Message::Known(replies) = &message {
                        self.known(replies.well);
                    }
                    others.push(message);
                    if last {
                        break;
                    }
                }
                Err(_) => break,
            }
        }
        others
    }

    fn late(&self, now: Instant) -> bool {
        self.sent.is_some_and(|sent| self.is_full() && now >= sent + LIMIT)
    }

    /// Whether enough is on its way: a frame, or two small ones.
    fn is_full(&self) -> bool {
        self.flight.len() > 1 || self.flight.iter().any(|bytes| *bytes > SMALL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);
    const BLINK: Duration = Duration::from_millis(1);

    fn answering() -> (Pace, Instant) {
        let mut pace = Pace::default();
        pace.known(true);
        (pace, now())
    }

    #[test]
    fn a_frame_waits_for_the_one_before() {
        let (mut pace, start) = answering();
        assert_eq!(pace.wait(start), None);
        pace.sent(2000, start);
        assert_eq!(pace.wait(start + SECOND), Some(SECOND));
        pace.answered();
        assert_eq!(pace.wait(start + SECOND), None);
        assert_eq!(pace.outstanding(start + SECOND), None);
    }

    #[test]
    fn two_small_ones_may_be_on_their_way() {
        let (mut pace, start) = answering();
        pace.sent(100, start);
        assert_eq!(pace.wait(start), None);
        pace.sent(100, start + BLINK);
        assert!(pace.wait(start + BLINK).is_some());
        pace.answered();
        assert_eq!(pace.wait(start + BLINK), None);
        pace.sent(2000, start + BLINK);
        pace.answered();
        assert!(pace.wait(start + BLINK).is_some(), "the large one is still on its way");
    }

    #[test]
    fn a_terminal_that_answers_no_more_is_waited_for_three_times() {
        let (mut pace, mut time) = answering();
        for _ in 0..3 {
            assert!(pace.asks());
            pace.sent(2000, time);
            assert_eq!(pace.wait(time), Some(LIMIT));
            time += LIMIT;
            assert_eq!(pace.wait(time), None);
        }
        pace.sent(2000, time);
        assert!(!pace.asks());
        pace.sent(2000, time);
        assert_eq!((pace.wait(time), pace.outstanding(time)), (None, None));
        // It was only far behind.
        pace.answered();
        assert!(pace.asks());
    }

    #[test]
    fn a_terminal_that_never_answered_is_not_waited_for() {
        let mut pace = Pace::default();
        let start = now();
        assert!(!pace.asks());
        pace.sent(2000, start);
        assert_eq!((pace.wait(start), pace.outstanding(start)), (None, None));
        pace.asked(start + SECOND);
        assert_eq!((pace.wait(start), pace.outstanding(start)), (None, Some(SECOND)));
        pace.known(false);
        assert_eq!(pace.outstanding(start), None);
    }

    #[test]
    fn a_size_is_drawn_for_once_it_stands_still() {
        let (mut pace, start) = answering();
        pace.resized(start);
        pace.resized(start + SETTLED / 2);
        assert_eq!(pace.wait(start + SETTLED), Some(SETTLED / 2));
        assert_eq!(pace.wait(start + 2 * SETTLED), None);
        assert!(pace.take_resized() && !pace.take_resized());
        // One that never stands still is drawn for all the same.
        let storm = (0..100).map(|step| start + step * SETTLED / 2);
        let waits = storm.filter(|time| {
            pace.resized(*time);
            pace.wait(*time).is_none() && pace.take_resized()
        });
        assert_eq!(waits.count(), 4);
    }
}
