//! Lets two programs run in terminals at a time, however many tests there are.

use std::sync::{Condvar, Mutex, PoisonError};

const TOGETHER: usize = 2;

static RUNNING: Mutex<usize> = Mutex::new(0);
static DONE: Condvar = Condvar::new();

/// The right to run, until it is dropped.
pub(super) struct Turn;

/// Waits until it is this test's turn.
pub(super) fn take() -> Turn {
    let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    let full = |running: &mut usize| *running >= TOGETHER;
    let mut running = DONE.wait_while(running, full).unwrap_or_else(PoisonError::into_inner);
    *running += 1;
    Turn
}

impl Drop for Turn {
    fn drop(&mut self) {
        *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        DONE.notify_one();
    }
}
