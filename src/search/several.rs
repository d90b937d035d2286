//! The same work on several things, shared out between threads.

use std::panic::resume_unwind;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many threads can work at once; to ask costs some reading of files.
static THREADS: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));

/// How many threads can work at once.
pub(super) fn threads() -> usize {
    *THREADS
}

/// What `work` makes of each of `things`, in their order.
pub(super) fn of_each<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    of_first(things, work, |_| false)
}

/// What `work` makes of the first of `things`, in their order: once it has made something that is `enough`, no
/// other is begun. Those before it are all there.
pub(super) fn of_first<T: Sync, R: Send>(
    things: &[T],
    work: impl Fn(&T) -> R + Sync,
    enough: impl Fn(&R) -> bool + Sync,
) -> Vec<R> {
    let threads = THREADS.min(things.len());
    let next = AtomicUsize::new(0);
    let share = || {
        let mut made = Vec::new();
        while let Some((at, thing)) = taken(things, &next) {
            let one = work(thing);
            if enough(&one) {
                next.store(things.len(), Ordering::Relaxed);
            }
            made.push((at, one));
        }
        made
    };
    if threads < 2 {
        return share().into_iter().map(|(_, made)| made).collect();
    }
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

/// The next thing that nobody works on, and its place.
fn taken<'a, T>(things: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    things.get(at).map(|thing| (at, thing))
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
    fn no_more_is_begun_once_there_is_enough() {
        let things: Vec<usize> = (0..1000).collect();
        let made = of_first(&things, |thing| *thing, |made| *made == 3);
        assert!((4..=4 + *THREADS).contains(&made.len()), "{made:?}");
        assert_eq!(made, (0..made.len()).collect::<Vec<_>>());
        assert_eq!(of_first(&things, |thing| *thing, |_| false).len(), 1000);
    }

    #[test]
    fn what_breaks_off_in_one_thread_breaks_off_the_whole() {
        let broken = std::panic::catch_unwind(|| {
            of_each(&[1, 2, 3], |thing| assert!(*thing != 2, "two"));
        });
        assert!(broken.is_err());
    }
}
