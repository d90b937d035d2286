//! When the next frame may be drawn.
//!
//! A slow link takes in whatever it is given and delivers it seconds later: nothing stops a program that
//! draws for every key. So a frame ends with a question that every terminal answers (DSR), and the next
//! one waits for the answer. While it waits, the state goes on, and one frame then shows it all. A few small
//! frames may be on their way together, so that somebody who holds a key sees every line.

use std::collections::VecDeque;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::Message;
use super::mirror::Sent;

/// How long an answer may take; after that a frame is drawn without.
const LIMIT: Duration = Duration::from_secs(2);
/// How often in a row an answer may be missed before no more is asked.
const MISSES: u8 = 3;
/// How many bytes may be on their way without an answer, for another frame to follow them.
const SMALL: usize = 600;
/// How many bytes are sent before the next question: a line further is not worth one.
const ASK_AFTER: usize = 256;
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
    /// The bytes before each question that is not answered yet.
    flight: VecDeque<usize>,
    /// The bytes since the last question.
    unasked: usize,
    /// When the last question was sent.
    sent: Option<Instant>,
    /// How many questions were sent though an answer was late.
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

    /// From how many bytes on the next frame is to end with the question; `None` where none is asked.
    pub(super) fn asks_from(&self) -> Option<usize> {
        let asks = self.answers && self.missed < MISSES;
        asks.then(|| ASK_AFTER.saturating_sub(self.unasked))
    }

    /// A frame was sent.
    pub(super) fn sent(&mut self, frame: Sent, now: Instant) {
        self.unasked = self.unasked.saturating_add(frame.bytes);
        if !frame.asked {
            return;
        }
        let bytes = std::mem::take(&mut self.unasked);
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

    /// Whether enough is on its way: a frame, or some small ones.
    fn is_full(&self) -> bool {
        let bytes = self.flight.iter().sum::<usize>();
        !self.flight.is_empty() && bytes.saturating_add(self.unasked) > SMALL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn answering() -> (Pace, Instant) {
        let mut pace = Pace::default();
        pace.known(true);
        (pace, now())
    }

    /// Sends a frame as the mirror would.
    fn send(pace: &mut Pace, bytes: usize, now: Instant) {
        let asked = pace.asks_from().is_some_and(|least| bytes >= least);
        pace.sent(Sent { bytes, asked }, now);
    }

    #[test]
    fn a_frame_waits_for_the_one_before() {
        let (mut pace, start) = answering();
        assert_eq!(pace.wait(start), None);
        send(&mut pace, 2000, start);
        assert_eq!(pace.wait(start + SECOND), Some(SECOND));
        pace.answered();
        assert_eq!(pace.wait(start + SECOND), None);
        assert_eq!(pace.outstanding(start + SECOND), None);
    }

    #[test]
    fn small_ones_may_be_on_their_way_together() {
        let (mut pace, start) = answering();
        let mut sent = 0;
        while pace.wait(start).is_none() {
            send(&mut pace, 70, start);
            sent += 70;
        }
        assert!((SMALL..SMALL + 70).contains(&sent), "{sent}");
        assert_eq!(pace.flight.len(), 2, "not every line is worth a question");
        pace.answered();
        assert_eq!(pace.wait(start), None);
        send(&mut pace, 2000, start);
        pace.answered();
        assert!(pace.wait(start).is_some(), "the large one is still on its way");
    }

    #[test]
    fn a_terminal_that_answers_no_more_is_waited_for_three_times() {
        let (mut pace, mut time) = answering();
        for _ in 0..3 {
            assert!(pace.asks_from().is_some());
            send(&mut pace, 2000, time);
            assert_eq!(pace.wait(time), Some(LIMIT));
            time += LIMIT;
            assert_eq!(pace.wait(time), None);
        }
        send(&mut pace, 2000, time);
        assert_eq!(pace.asks_from(), None);
        send(&mut pace, 2000, time);
        assert_eq!((pace.wait(time), pace.outstanding(time)), (None, None));
        // It was only far behind.
        pace.answered();
        assert!(pace.asks_from().is_some());
    }

    #[test]
    fn a_terminal_that_never_answered_is_not_waited_for() {
        let mut pace = Pace::default();
        let start = now();
        assert_eq!(pace.asks_from(), None);
        send(&mut pace, 2000, start);
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
