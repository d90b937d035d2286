//! The same work on several things, shared out between threads.

use std::panic::resume_unwind;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many threads can work at once; to ask costs some reading of files.
static THREADS: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));

/// How many things are worked on at once.
pub(super) fn at_once() -> usize {
    *THREADS
}

/// What `work` makes of each of `things`, in their order.
pub(super) fn of_each<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = THREADS.min(things.len());
    if threads < 2 {
        return things.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let share = || {
        let mut made = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(at) else { return made };
            made.push((at, work(thing)));
        }
    };
    let mut made = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(share)).collect();
        let mut made = share();
        for other in others {
            made.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        made
    });
    made.sort_unstable_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_worked_on_once_and_stays_in_its_place() {
        for count in [0, 1, 2, 3, 100] {
            let things: Vec<usize> = (0..count).collect();
            let seen = AtomicUsize::new(0);
            let made = of_each(&things, |thing| {
                seen.fetch_add(1, Ordering::Relaxed);
                thing * 2
            });
            assert_eq!(made, (0..count).map(|thing| thing * 2).collect::<Vec<_>>());
            assert_eq!(seen.into_inner(), count);
        }
    }

    #[test]
    fn what_breaks_off_in_one_thread_breaks_off_the_whole() {
        let broken = std::panic::catch_unwind(|| {
            of_each(&[1, 2, 3], |thing| assert!(*thing != 2, "two"));
        });
        assert!(broken.is_err());
    }
}
