//! Whether keys come in quick succession.
//!
//! What nobody reads meanwhile is not sent meanwhile, and is brought up to date when they pause. A key alone
//! is answered whole, at once: over a slow line one frame is cheaper than two.

use std::time::{Duration, Instant};

/// How long a pause ends the succession. A held key repeats every 25 to 40 ms, and a line may put one off; who
/// lets go sees the numbers follow at once. Where a pause is taken for one too early, they are sent once more.
const PAUSE: Duration = Duration::from_millis(100);

/// When the last key came, and whether it came soon after the one before.
#[derive(Debug, Default)]
pub(super) struct Haste {
    last: Option<Instant>,
    hurried: bool,
}

impl Haste {
    /// A key has come; says whether it came soon after another.
    pub(super) fn pressed(&mut self, now: Instant) -> bool {
        self.hurried = self.last.is_some_and(|last| now < last + PAUSE);
        self.last = Some(now);
        self.hurried
    }

    /// Whether the keys have paused since, which is told once.
    pub(super) fn has_paused(&mut self, now: Instant) -> bool {
        let paused = self.wait(now).is_some_and(|left| left.is_zero());
        self.hurried &= !paused;
        paused
    }

    /// How long until the keys have paused; nothing is to be waited for where none was hurried.
    pub(super) fn wait(&self, now: Instant) -> Option<Duration> {
        let last = self.last.filter(|_| self.hurried)?;
        Some((last + PAUSE).saturating_duration_since(now))
    }
}

#[cfg(test)]
mod tests {
    use super::super::pace::now;
    use super::*;

    #[test]
    fn a_held_key_is_in_a_hurry_until_it_pauses() {
        let (mut haste, start) = (Haste::default(), now());
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        assert_eq!(haste.wait(start), None);
        assert!(!haste.pressed(start), "a key alone");
        assert_eq!(haste.wait(start), None, "nothing is to be brought up to date after it");
        // The keyboard waits before it repeats.
        assert!(!haste.pressed(at(500)));
        assert!(haste.pressed(at(540)) && haste.pressed(at(630)));
        assert_eq!(haste.wait(at(700)), Some(Duration::from_millis(30)));
        assert!(!haste.has_paused(at(729)) && haste.has_paused(at(730)));
        assert!(!haste.has_paused(at(900)), "once");
        assert_eq!(haste.wait(at(900)), None);
        assert!(!haste.pressed(at(1000)));
    }
}
