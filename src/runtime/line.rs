//! What the line to the terminal is like: how long it takes there and back, and how much it carries.
//!
//! Both are measured by the answers that end frames. So it is known when the line is done with what was sent,
//! long before that is answered: the next frame is sent then. What is sent earlier would stand before the
//! line, and what somebody does next would have to wait behind it.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// So much may be on its way unanswered where the line is not known, in bytes, for another frame to follow.
const LEAST: usize = 600;
/// And so much at most, whatever it is like: more serves nobody, and a line may become slow at any moment.
const MOST: usize = 4096;
/// How long what is sent may stand before the line, so that the line never stands idle.
const QUEUE: Duration = Duration::from_millis(50);
/// What may stand before the line at most, however wrong it was reckoned.
const BACKLOG: Duration = Duration::from_millis(200);
/// So many answers tell what the line carries: it may become another.
const KEPT: usize = 8;
/// The part by which an answer that took longer moves what is taken for the way there and back.
const SLOWER: u32 = 32;

/// A frame that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Frame {
    bytes: usize,
    sent: Instant,
    /// Whether it ended with the question.
    asked: bool,
    /// Whether nothing else was on its way.
    alone: bool,
}

/// What an answer told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Answer {
    /// The frame that asked.
    frame: Frame,
    /// The bytes since the question before, with that frame.
    bytes: usize,
    /// When it came.
    came: Instant,
}

/// The line, as far as it is known, and what is on its way.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// How long a question and its answer take where nothing stands before them.
    way: Option<Duration>,
    /// The last answers.
    answers: VecDeque<Answer>,
    /// What was sent after the last question that was answered.
    flight: VecDeque<Frame>,
    /// When it is done with all that was sent, if it goes on as it did.
    done: Option<Instant>,
}

impl Line {
    /// A few bytes were answered so quickly.
    pub(super) fn took(&mut self, trip: Duration) {
        self.way = Some(self.way.map_or(trip, |way| way.min(trip)));
    }

    /// A frame is sent.
    pub(super) fn sent(&mut self, bytes: usize, asked: bool, now: Instant) {
        let frame = Frame { bytes, sent: now, asked, alone: self.flight.is_empty() };
        self.flight.push_back(frame);
        self.done = Some(self.after(self.done.unwrap_or(now), &frame));
    }

    /// The oldest question is answered.
    pub(super) fn answered(&mut self, now: Instant) {
        let Some(place) = self.flight.iter().position(|frame| frame.asked) else { return };
        let answered = || self.flight.iter().take(place + 1);
        let bytes = answered().fold(0, |sum: usize, frame| sum.saturating_add(frame.bytes));
        let Some(frame) = answered().next_back().copied() else { return };
        self.flight.drain(..=place);
        let trip = now.saturating_duration_since(frame.sent);
        // Where others were on their way it waited for them, and much takes its time itself: that says
        // nothing of the way.
        let plain = frame.alone && frame.bytes <= LEAST;
        if let Some(way) = self.way.as_mut().filter(|_| plain) {
            *way += trip.saturating_sub(*way) / SLOWER;
        }
        self.took(trip);
        self.answers.push_back(Answer { frame, bytes, came: now });
        if self.answers.len() > KEPT {
            self.answers.pop_front();
        }
        // It was done with the question before the answer was on its way.
        let done = frame.sent + trip.saturating_sub(self.way.unwrap_or(trip));
        self.done = Some(self.flight.iter().fold(done, |done, frame| self.after(done, frame)));
    }

    /// What was known of it does not hold any more.
    pub(super) fn forget(&mut self) {
        *self = Self { flight: std::mem::take(&mut self.flight), ..Self::default() };
    }

    /// Nothing more is to be answered.
    pub(super) fn give_up(&mut self) {
        self.flight.clear();
    }

    /// How many bytes were sent since the last question.
    pub(super) fn unasked(&self) -> usize {
        let since = self.flight.iter().rev().take_while(|frame| !frame.asked);
        since.fold(0, |sum, frame| sum.saturating_add(frame.bytes))
    }

    /// How many questions are not answered yet.
    pub(super) fn questions(&self) -> usize {
        self.flight.iter().filter(|frame| frame.asked).count()
    }

    /// When another frame may follow: the line is done with what was sent, or nearly.
    pub(super) fn takes_more(&self) -> Option<Instant> {
        self.done.and_then(|done| done.checked_sub(QUEUE))
    }

    /// Whether as much is unanswered as the line holds, and as may stand before it.
    pub(super) fn is_full(&self) -> bool {
        let bytes = self.flight.iter().fold(0, |sum: usize, frame| sum.saturating_add(frame.bytes));
        self.questions() > 0 && bytes > self.room()
    }

    fn room(&self) -> usize {
        let (Some(way), Some((bytes, time))) = (self.way, self.carried()) else { return LEAST };
        let room = bytes.saturating_mul((way + BACKLOG).as_micros());
        let room = room.checked_div(time.as_micros());
        room.and_then(|room| usize::try_from(room).ok()).unwrap_or(MOST).clamp(LEAST, MOST)
    }

    /// When the line is done with a frame, if it is done then with those before.
    fn after(&self, done: Instant, frame: &Frame) -> Instant {
        let time = self.carried().and_then(|(carried, time)| {
            let bytes = u128::try_from(frame.bytes).unwrap_or(u128::MAX);
            let micros = time.as_micros().saturating_mul(bytes).checked_div(carried)?;
            Some(Duration::from_micros(u64::try_from(micros).ok()?))
        });
        done.max(frame.sent) + time.unwrap_or_default()
    }

    /// How many bytes the line carried lately, and in which time; one answer is none.
    fn carried(&self) -> Option<(u128, Duration)> {
        let (Some(way), 2..) = (self.way, self.answers.len()) else { return None };
        let before = self.answers.iter().map(|answer| Some(answer.came));
        let before = std::iter::once(None).chain(before);
        let mut bytes: usize = 0;
        let mut time = Duration::ZERO;
        for (answer, before) in self.answers.iter().zip(before) {
            // The line had it from when it was sent, or from when it was done with the one before. What was
            // sent before a frame that had not to wait may long have been there.
            let sent = answer.frame.sent + way;
            let waited = before.filter(|came| *came > sent);
            bytes += if waited.is_some() { answer.bytes } else { answer.frame.bytes };
            time += answer.came.saturating_duration_since(waited.unwrap_or(sent));
        }
        Some((u128::try_from(bytes).unwrap_or(u128::MAX), time))
    }
}

#[cfg(test)]
mod tests {
    use super::super::pace::now;
    use super::*;

    const WAY: Duration = Duration::from_millis(200);

    /// A line that carries so many bytes a second, and has carried frames, each sent when the one before
    /// was answered.
    fn known(rate: u32, frames: &[usize]) -> (Line, Instant) {
        let (mut line, mut time) = (Line::default(), now());
        line.took(WAY);
        for bytes in frames {
            line.sent(*bytes, true, time);
            time += WAY + Duration::from_secs(1) * u32::try_from(*bytes).unwrap() / rate;
            line.answered(time);
        }
        (line, time)
    }

    #[test]
    fn the_next_frame_may_follow_when_the_line_is_nearly_done() {
        let (mut line, time) = known(8000, &[2000, 2000, 1600]);
        line.sent(2000, true, time);
        assert_eq!(line.takes_more(), Some(time + WAY));
        line.sent(400, false, time);
        assert_eq!(line.takes_more(), Some(time + WAY + QUEUE));
        // The answer tells that it is further than was thought, or less far.
        for late in [WAY / 2, 2 * WAY] {
            let (mut line, time) = known(8000, &[2000, 2000, 1600]);
            line.sent(2000, true, time);
            line.sent(2000, true, time + WAY / 4);
            line.answered(time + WAY + late);
            let done = line.after(time + late, &line.flight[0]);
            assert_eq!(line.done, Some(done));
        }
        // A line that stood still begins when something comes.
        line.sent(800, true, time + 10 * WAY);
        assert_eq!(line.takes_more(), Some(time + 10 * WAY + QUEUE));
    }

    #[test]
    fn so_much_may_be_unanswered_as_the_line_holds() {
        let room = |rate, frames| known(rate, frames).0.room();
        assert_eq!(room(8000, &[2000, 2000, 1600]), 3200, "its way, and what may stand before it");
        assert_eq!(room(1000, &[2000, 300, 300]), LEAST);
        assert_eq!(room(1_000_000, &[2000, 300, 300]), MOST);
    }

    #[test]
    fn what_waited_for_others_tells_what_the_line_carries() {
        let (mut line, start) = (Line::default(), now());
        line.took(WAY);
        for _ in 0..4 {
            line.sent(800, true, start);
        }
        // All sent at once: the line is done with one every tenth of a second.
        for number in 1..=4_u32 {
            line.answered(start + WAY + Duration::from_millis(100) * number);
        }
        assert_eq!(line.room(), 3200);
    }

    #[test]
    fn what_was_sent_long_before_a_question_is_not_what_the_line_carried() {
        let (mut line, mut time) = (Line::default(), now());
        line.took(WAY);
        // Lines, one after the other; each fourth asks. The line carries 1000 bytes a second.
        for number in 1..=16 {
            line.sent(70, number % 4 == 0, time);
            time += WAY + Duration::from_millis(70);
            if number % 4 == 0 {
                line.answered(time);
            }
        }
        line.sent(100, false, time);
        assert_eq!(line.done, Some(time + Duration::from_millis(100)));
    }

    #[test]
    fn nothing_is_supposed_of_a_line_that_is_not_known() {
        let (mut line, time) = known(8000, &[2000]);
        assert_eq!(line.room(), LEAST, "one answer is none");
        line.sent(2000, true, time);
        assert!(line.takes_more().is_some_and(|more| more < time) && line.is_full());
        let (mut line, _) = known(8000, &[2000, 2000]);
        assert_ne!(line.room(), LEAST);
        line.forget();
        assert_eq!((line.room(), line.takes_more()), (LEAST, None));
    }

    #[test]
    fn another_way_is_found_out() {
        let (mut line, mut time) = known(8000, &[2000, 300]);
        for _ in 0..200 {
            line.sent(8, true, time);
            time += 3 * WAY;
            line.answered(time);
        }
        assert!(line.way.is_some_and(|way| way > 5 * WAY / 2), "{line:?}");
        line.took(WAY);
        assert_eq!(line.way, Some(WAY));
    }
}
