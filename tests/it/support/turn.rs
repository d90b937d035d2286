//! Lets two tests run programs in terminals at a time, however many tests there are.

use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::{Condvar, Mutex, PoisonError};

const TOGETHER: usize = 2;

static RUNNING: Mutex<usize> = Mutex::new(0);
static DONE: Condvar = Condvar::new();

thread_local! {
    /// How many turns this test has.
    static OWN: Cell<usize> = const { Cell::new(0) };
}

/// The right to run, until it is dropped; it belongs to the thread that took it.
pub(super) struct Turn(PhantomData<*const ()>);

/// Waits until it is this test's turn. A test that has one needs not wait for more: two that each held a
/// terminal and wanted another would wait for each other for ever.
pub(super) fn take() -> Turn {
    if OWN.get() == 0 {
        let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |running: &mut usize| *running >= TOGETHER;
        let mut running = DONE.wait_while(running, full).unwrap_or_else(PoisonError::into_inner);
        *running += 1;
    }
    OWN.set(OWN.get() + 1);
    Turn(PhantomData)
}

impl Drop for Turn {
    fn drop(&mut self) {
        OWN.set(OWN.get() - 1);
        if OWN.get() == 0 {
            *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
            DONE.notify_one();
        }
    }
}
