//! Takes the terminal, and gives it back as it was: on leaving, on a panic, while stopped.

use std::io::{self, BufWriter, Stdout, Write};
use std::panic;
use std::sync::Once;

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::backend::CrosstermBackend;
use rustix::process::{getpgrp, getsid};

/// The terminal, as long as the reader has it.
#[derive(Debug)]
pub(super) struct Screen {
    mouse: bool,
}

/// A backend that writes each frame at once.
pub(super) fn backend() -> CrosstermBackend<BufWriter<Stdout>> {
    CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()))
}

impl Screen {
    /// Takes the terminal: raw mode, the alternate screen, and the mouse where it is wanted.
    pub(super) fn enter(mouse: bool) -> io::Result<Self> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let then = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                give_back().ok();
                then(info);
            }));
        });
        let screen = Self { mouse };
        screen.take()?;
        Ok(screen)
    }

    fn take(&self) -> io::Result<()> {
        enable_raw_mode()?;
        let mut out = io::stdout();
        queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
        if self.mouse {
            queue!(out, EnableMouseCapture)?;
        }
        out.flush()
    }

    /// Gives the terminal back, stops the program, and takes the terminal again when continued; `false`
    /// where it did not stop, because no shell is there to continue it.
    pub(super) fn suspend(&mut self) -> io::Result<bool> {
        // A shell with job control gives each job a group of its own. In the group that leads the
        // session, as under `ssh -t HOST plenary`, a stopped program would stay stopped for ever.
        if getsid(None)? == getpgrp() {
            return Ok(false);
        }
        give_back()?;
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.take()?;
        Ok(true)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // There is nobody left to tell where the terminal does not take it.
        give_back().ok();
    }
}

/// Gives the terminal back as it was.
fn give_back() -> io::Result<()> {
    // The mode first: it needs no room in a blocked terminal.
    let mode = disable_raw_mode();
    execute!(io::stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show)?;
    mode
}
