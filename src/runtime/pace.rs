//! When the next frame may be drawn.
//!
//! A slow link takes in whatever it is given and delivers it seconds later: nothing stops a program that
//! draws for every key. So a frame ends with a question that every terminal answers (DSR), and the next
//! one waits for the answer. While it waits, the state goes on, and one frame then shows it all. Small frames
//! may be on their way together, as many as the line holds (`line`), so that somebody who holds a key sees
//! every line.

use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::Message;
use super::line::Line;
use super::mirror::Sent;

/// How long an answer may take; after that a frame is drawn without.
const LIMIT: Duration = Duration::from_secs(2);
/// How often in a row an answer may be missed before no more is asked.
const MISSES: u8 = 3;
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
    /// What is on its way, and what the answers tell of the line.
    line: Line,
    /// When the last question was sent.
    sent: Option<Instant>,
    /// How many questions were sent though an answer was late.
    missed: u8,
    /// When the size changed first and last since it was drawn for.
    resized: Option<(Instant, Instant)>,
    /// When the terminal was asked what it is, and until when it may answer that.
    asked: Option<(Instant, Instant)>,
}

impl Pace {
    /// The terminal is asked what it is, and has so long to answer.
    pub(super) fn asked(&mut self, now: Instant, limit: Duration) {
        self.asked = Some((now, now + limit));
    }

    /// The last answer about itself came; it may have said that it answers.
    pub(super) fn known(&mut self, answers: bool, now: Instant) {
        if let Some((asked, _)) = self.asked.take().filter(|_| answers) {
            self.line.took(now.saturating_duration_since(asked));
        }
        self.answers = answers;
        if !answers {
            self.line.give_up();
        }
    }

    /// From how many bytes on the next frame is to end with the question; `None` where none is asked.
    ///
    /// As long as the terminal may still say what it is, it is taken for one that answers.
    pub(super) fn asks_from(&self, now: Instant) -> Option<usize> {
        let answers = self.answers || self.asked.is_some_and(|(_, until)| now < until);
        let asks = answers && self.missed < MISSES;
        asks.then(|| ASK_AFTER.saturating_sub(self.line.unasked()))
    }

    /// A frame was sent.
    pub(super) fn sent(&mut self, frame: Sent, now: Instant) {
        if self.asks_from(now).is_none() || frame.bytes == 0 {
            return;
        }
        if frame.asked {
            if self.late(now) {
                self.line.forget();
                self.missed += 1;
            }
            self.sent = Some(now);
        }
        self.line.sent(frame.bytes, frame.asked, now);
        if self.missed == MISSES {
            self.line.give_up();
        }
    }

    /// The terminal has come to the end of a frame.
    pub(super) fn answered(&mut self, now: Instant) {
        self.line.answered(now);
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
        let first = self.asked.map(|(_, until)| until);
        let answered = self.sent.filter(|_| self.line.is_full());
        let answered = answered.map(|sent| first.unwrap_or(sent + LIMIT));
        // What is reckoned of the line may be wrong: the answer that would tell is waited for no longer.
        let asks = self.asks_from(now).is_some();
        let last = self.sent.filter(|_| asks).map(|sent| sent + LIMIT);
        let line = last.and_then(|last| Some(self.line.takes_more()?.min(last)));
        let until = settled.max(answered).max(line)?;
        let left = until.saturating_duration_since(now);
        (!left.is_zero()).then_some(left)
    }

    /// How long to wait before the terminal is given back: what it answers then would be typed into the
    /// shell.
    pub(super) fn outstanding(&self, now: Instant) -> Option<Duration> {
        // What the first frame asks is answered right after what the terminal is, or never.
        let answers = self.answers && self.line.questions() > 0;
        let sent = self.sent.filter(|_| answers).map(|sent| sent + LIMIT);
        let asked = self.asked.map(|(_, until)| until);
        let left = sent.max(asked)?.saturating_duration_since(now);
        (!left.is_zero()).then_some(left)
    }

    /// Takes messages until everything is answered, not longer than `limit`; what else came meanwhile
    /// is given back. Who hears that the terminal is gone, or a signal, waits no more.
    pub(super) fn drain(&mut self, messages: &Receiver<Message>, limit: Duration) -> Vec<Message> {
        let end = now() + limit;
        let mut others = Vec::new();
        while let Some(left) = self.outstanding(now()) {
            match messages.recv_timeout(left.min(end.saturating_duration_since(now()))) {
                Ok(Message::Answered) => self.answered(now()),
                Ok(message) => {
                    let last = matches!(message, Message::Lost | Message::Signal(_));
                    if let Message::Known(replies) = &message {
                        self.known(replies.well, now());
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
        self.sent.is_some_and(|sent| self.line.is_full() && now >= sent + LIMIT)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;

    /// What may stand before the line for the next frame to follow, and what is reckoned wrong.
    const QUEUE: Duration = Duration::from_millis(100);
    const SECOND: Duration = Duration::from_secs(1);

    fn answering() -> (Pace, Instant) {
        let mut pace = Pace::default();
        let start = now();
        pace.known(true, start);
        (pace, start)
    }

    /// Sends a frame as the mirror would.
    fn send(pace: &mut Pace, bytes: usize, now: Instant) {
        let asked = pace.asks_from(now).is_some_and(|least| bytes >= least);
        pace.sent(Sent { bytes, asked }, now);
    }

    #[test]
    fn a_frame_waits_for_the_one_before() {
        let (mut pace, start) = answering();
        assert_eq!(pace.wait(start), None);
        send(&mut pace, 2000, start);
        assert_eq!(pace.wait(start + SECOND), Some(SECOND));
        pace.answered(start + SECOND);
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
        assert!((600..670).contains(&sent), "{sent}");
        assert_eq!(pace.line.questions(), 2, "not every line is worth a question");
        pace.answered(start + SECOND);
        assert_eq!(pace.wait(start + SECOND), None);
        send(&mut pace, 2000, start + SECOND);
        pace.answered(start + 2 * SECOND);
        assert!(pace.wait(start).is_some(), "the large one is still on its way");
    }

    #[test]
    fn a_terminal_that_answers_no_more_is_waited_for_three_times() {
        let (mut pace, mut time) = answering();
        for _ in 0..3 {
            assert!(pace.asks_from(now()).is_some());
            send(&mut pace, 2000, time);
            assert_eq!(pace.wait(time), Some(LIMIT));
            time += LIMIT;
            assert_eq!(pace.wait(time), None);
        }
        send(&mut pace, 2000, time);
        assert_eq!(pace.asks_from(now()), None);
        send(&mut pace, 2000, time);
        assert_eq!((pace.wait(time), pace.outstanding(time)), (None, None));
        // It was only far behind.
        pace.answered(time);
        assert!(pace.asks_from(now()).is_some());
    }

    #[test]
    fn a_line_that_stood_still_is_not_waited_for_as_long_again() {
        let (mut pace, mut time) = answering();
        pace.asked(time, SECOND);
        pace.known(true, time + SECOND / 5);
        for _ in 0..3 {
            send(&mut pace, 400, time);
            time += 100 * SECOND;
            pace.answered(time);
        }
        send(&mut pace, 400, time);
        assert_eq!(pace.wait(time), Some(LIMIT));
        pace.answered(time + SECOND);
        assert_eq!(pace.wait(time + SECOND), None);
    }

    #[test]
    fn until_it_has_answered_the_terminal_is_taken_for_one_that_answers() {
        let asked = || {
            let (mut pace, start) = (Pace::default(), now());
            pace.asked(start, SECOND);
            assert!(pace.asks_from(start).is_some());
            send(&mut pace, 2000, start);
            assert_eq!(pace.wait(start), Some(SECOND), "one frame");
            (pace, start)
        };
        // It answers what it is, and later what the frame asked.
        let (mut pace, start) = asked();
        pace.known(true, start + QUEUE);
        assert_eq!(pace.wait(start + QUEUE), LIMIT.checked_sub(QUEUE));
        assert_eq!(pace.outstanding(start + QUEUE), LIMIT.checked_sub(QUEUE));
        pace.answered(start + 2 * QUEUE);
        assert_eq!(
            (pace.wait(start + 2 * QUEUE), pace.outstanding(start + 2 * QUEUE)),
            (None, None)
        );
        // It has no answer to what frames ask.
        let (mut pace, start) = asked();
        pace.known(false, start);
        assert_eq!((pace.wait(start), pace.outstanding(start)), (None, None));
        assert_eq!(pace.asks_from(start), None);
        // It says nothing at all.
        let (pace, start) = asked();
        assert_eq!(pace.outstanding(start), Some(SECOND));
        let late = start + SECOND;
        assert_eq!((pace.wait(late), pace.outstanding(late)), (None, None));
        assert_eq!(pace.asks_from(late), None);
    }

    #[test]
    fn a_terminal_that_never_answered_is_not_waited_for() {
        let mut pace = Pace::default();
        let start = now();
        assert_eq!(pace.asks_from(now()), None);
        send(&mut pace, 2000, start);
        assert_eq!((pace.wait(start), pace.outstanding(start)), (None, None));
        pace.asked(start, SECOND);
        assert_eq!((pace.wait(start), pace.outstanding(start)), (None, Some(SECOND)));
        pace.known(false, start);
        assert_eq!(pace.outstanding(start), None);
    }

    /// A line that carries so many bytes a second, at a time after a key was held, and takes so long there
    /// and back.
    #[derive(Debug, Clone, Copy)]
    struct Link {
        rate: u32,
        then: (Duration, u32),
        way: Duration,
    }

    /// Holds a key that moves by lines for five seconds. Says how long after the last key all of it is
    /// shown, and how much stood before the line at most, as the time that it takes.
    fn held(link: Link, bytes: impl Fn(u32) -> usize) -> (Duration, Duration) {
        let (mut pace, start) = (Pace::default(), now());
        pace.asked(start, SECOND);
        let mut time = start + link.way;
        pace.known(true, time);
        let (begin, end) = (time, time + 5 * SECOND);
        let (mut answers, mut missing, mut next) = (VecDeque::new(), 0, time);
        let (mut free, mut longest) = (time, Duration::ZERO);
        while time < end || missing > 0 {
            while answers.front().is_some_and(|came| *came <= time) {
                answers.pop_front();
                pace.answered(time);
            }
            if time >= next && time < end {
                (missing, next) = (missing + 1, next + SECOND / 30);
            }
            if missing > 0 && pace.wait(time).is_none() {
                let bytes = bytes(std::mem::take(&mut missing));
                let asked = pace.asks_from(now()).is_some_and(|least| bytes >= least);
                pace.sent(Sent { bytes, asked }, time);
                let rate = if time < begin + link.then.0 { link.rate } else { link.then.1 };
                free = free.max(time) + SECOND * u32::try_from(bytes).unwrap() / rate;
                longest = longest.max(free - time);
                if asked {
                    answers.push_back(free + link.way);
                }
            }
            time += Duration::from_millis(1);
        }
        ((free + link.way).saturating_duration_since(end), longest)
    }

    #[test]
    fn a_held_key_leaves_the_screen_a_moment_behind() {
        // A line alone, and one with what stands beside it; never more than the whole screen.
        for line in [70, 233] {
            let frame = |lines| usize::try_from(lines * line).unwrap().min(2000);
            for (rate, way) in [(4000, 200), (8000, 200), (8000, 50), (16_000, 400), (100_000, 200)]
            {
                let way = Duration::from_millis(way);
                let link = Link { rate, then: (SECOND, rate), way };
                let (after, stood) = held(link, frame);
                let whole = SECOND * 2000 / rate;
                // Where a line takes longer than the next key, a frame was just begun, and one more is due.
                let last = if 30 * line < rate { SECOND * line / rate } else { 2 * whole };
                assert!(after <= way + last + QUEUE, "{line} bytes, {link:?}: {after:?}");
                assert!(stood <= whole + QUEUE, "{line} bytes, {link:?}: {stood:?}");
            }
        }
    }

    #[test]
    fn a_line_that_becomes_slow_while_a_key_is_held_is_found_out() {
        let frame = |lines| usize::try_from(lines * 233).unwrap().min(2000);
        let link = Link { rate: 50_000, then: (2 * SECOND, 4000), way: SECOND / 5 };
        let (after, stood) = held(link, frame);
        assert!(after <= SECOND && stood <= 2 * SECOND, "{after:?} {stood:?}");
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
