//! Ends the program when it is told to, or when its terminal is gone, whatever the loop is doing.
//!
//! The loop may be asleep in a write to a blocked terminal, where no message reaches it. So two threads watch from outside: one waits for signals, one for the
//! hang-up. They tell the loop, wait a moment, and end the program if it has not ended itself.

use std::io;
use std::os::fd::AsFd;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::terminal::disable_raw_mode;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{getpgrp, getsid};
use rustix::termios::isatty;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};

use super::Message;

/// How long the loop has to end by itself.
const GRACE: Duration = Duration::from_millis(700);

/// Stops the watch when dropped: the loop has ended by itself.
pub(super) struct Guardian(Handle);

impl Drop for Guardian {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Begins to watch.
pub(super) fn watch(sender: Sender<Message>) -> io::Result<Guardian> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH])?;
    let guardian = Guardian(signals.handle());
    let hang_up = sender.clone();
    thread::spawn(move || {
        for signal in &mut signals {
            let message = match signal {
                SIGTSTP => Message::Suspend,
                SIGWINCH => Message::Resized,
                SIGCONT => Message::Redraw,
                _ => {
                    sender.send(Message::Signal(signal)).ok();
                    end(signal);
                    return;
                }
            };
            if sender.send(message).is_err() {
                return;
            }
        }
    });
    // Asked here: once the terminal has hung up it is none, and nobody would watch.
    if isatty(io::stdin()) {
        thread::spawn(move || {
            if wait_for_hang_up().is_ok() {
                hang_up.send(Message::Lost).ok();
                end(SIGHUP);
            }
        });
    }
    Ok(guardian)
}

/// Comes back when the terminal has hung up.
fn wait_for_hang_up() -> rustix::io::Result<()> {
    let input = io::stdin();
    loop {
        match poll(&mut [watched(&input)], None) {
            Ok(_) => return Ok(()),
            Err(rustix::io::Errno::INTR) => {}
            Err(other) => return Err(other),
        }
    }
}

/// Whether the terminal has hung up.
pub(super) fn has_hung_up() -> bool {
    poll(&mut [watched(&io::stdin())], Some(&Timespec::default())).is_ok_and(|events| events > 0)
}

/// Whether a stopped program could be continued: a shell with job control gives each job a group of its
/// own. In the group that leads the session, as under `ssh -t HOST plenary`, it would stop for ever.
pub(super) fn can_be_continued() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// No event is asked for: what always comes is an error or the hang-up.
fn watched(input: &io::Stdin) -> PollFd<'_> {
    PollFd::from_borrowed_fd(input.as_fd(), PollFlags::empty())
}

/// Ends the program, unless it ends itself within the grace.
fn end(signal: i32) {
    thread::sleep(GRACE);
    // The mode is a call that cannot block; writing to the terminal could.
    disable_raw_mode().ok();
    #[expect(
        clippy::disallowed_methods,
        reason = "the loop hangs: nobody else can end the program"
    )]
    std::process::exit(128 + signal);
}
